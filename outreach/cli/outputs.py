"""Where a table, a page or a workbook may be written, and under what names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import UsageError

if TYPE_CHECKING:
    from ..workspace import Workspace


def refuse_unfit(workspace: Workspace, paths: Sequence[Path]) -> None:
    """UsageError before anything is written: no output takes the place of what is kept, or of another one."""
    kept = {one.resolve() for one in _kept(workspace)}
    for number, path in enumerate(paths):
        whole = path.resolve()
        if whole in kept:
            raise UsageError(f"{path.name} is a file of the workspace; write under another name")
        if folder := next((one for one in whole.parents if one in kept), None):
            raise UsageError(f"{path} lies in {folder.name}, which the workspace keeps for itself; write elsewhere")
        if whole in {one.resolve() for one in paths[:number]}:
            raise UsageError(f"{path.name} is named for two outputs; give each a name of its own")
        if not whole.parent.is_dir():
            raise UsageError(f"there is no folder {path.parent}; make it first, or write into another one")


def _kept(workspace: Workspace) -> Iterator[Path]:
    """The files that people and the program keep, copies with work in them, and the folders of the workspace."""
    yield from (workspace.settings_file, workspace.contacts_file, workspace.history_file, workspace.aliases_file)
    yield from (workspace.news_file, *(workspace.root / name for name in workspace.beside().waiting))
    yield from (workspace.templates, workspace.followups, workspace.snapshots, workspace.cache)
    yield workspace.root / "lists"


def refuse_ending(path: Path, *endings: str) -> None:
    """UsageError where the name of the file promises something else than what is written into it."""
    if path.suffix.lower() not in endings:
        raise UsageError(f"{path}: the name must end in {_or(endings)}")


def _or(endings: Sequence[str]) -> str:
    return " or ".join(filter(None, (", ".join(endings[:-1]), endings[-1])))
