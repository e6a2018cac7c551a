"""Where a table, a page or a workbook may be written."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import UsageError

if TYPE_CHECKING:
    from ..workspace import Workspace


def refuse_unfit(workspace: Workspace, paths: Sequence[Path]) -> None:
    """UsageError before anything is written: no output takes the place of the records, or of another one."""
    ours = (workspace.settings_file, workspace.contacts_file, workspace.history_file, workspace.aliases_file)
    kept = {one.resolve() for one in (*ours, workspace.news_file)}
    for number, path in enumerate(paths):
        if path.resolve() in kept:
            raise UsageError(f"{path.name} is a file of the workspace; write under another name")
        if path.resolve() in {one.resolve() for one in paths[:number]}:
            raise UsageError(f"{path.name} is named for two outputs; give each a name of its own")
        if not path.resolve().parent.is_dir():
            raise UsageError(f"there is no folder {path.parent}; make it first, or write into another one")
