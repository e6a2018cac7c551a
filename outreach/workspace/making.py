"""Making a workspace: the files that staff begin with."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from .. import settings, storage
from ..errors import UsageError
from ..model import Organisation

#: What the example has in place of the starter's.
_SETTINGS = ("outreach.toml",)
_RECORDS = ("contacts.csv", "history.csv")


def init(
    root: Path, example: bool = False, recorded: bool = True, organisation: Organisation | None = None
) -> tuple[str, ...]:
    """Make a workspace in the folder and return the names written, sorted.

    With ``example`` it is the example's, with the printed lists in ``lists/``; ``recorded`` says
    whether those who signed are in its contacts.csv already. What is known of the organisation is
    filled in. Refuses to overwrite anything: all
    names are looked at before one is written.
    """
    contents = dict(_contents(example, recorded))
    if organisation:
        text = settings.with_organisation(contents["outreach.toml"].decode("utf-8"), organisation)
        contents["outreach.toml"] = text.encode("utf-8")
    if root.exists() and not root.is_dir():
        raise UsageError(f"{root} is a file; name a folder")
    if there := [name for name in sorted(contents) if (root / name).exists() or (root / name).is_symlink()]:
        raise UsageError(f"{root}: {', '.join(there)} would be overwritten; nothing was written; use an empty folder")
    for name, data in sorted(contents.items()):
        storage.create(root / name, data)
    return tuple(sorted(contents))


def example_letters() -> frozenset[str]:
    """Slugs of the letters that the example's small roster was made for."""
    text = (files("outreach") / "example" / "outreach.toml").read_text(encoding="utf-8")
    return frozenset(settings.parse(text)[0].letters)


def _contents(example: bool, recorded: bool) -> Iterator[tuple[str, bytes]]:
    """Name in the workspace → bytes."""
    package = files("outreach")
    yield from _within(package / "starter", "")
    if example:
        for name in _SETTINGS + (_RECORDS if recorded else ()):
            yield name, (package / "example" / name).read_bytes()
        yield from _within(package / "example" / "lists", "lists/")


def _within(folder: Traversable, prefix: str) -> Iterator[tuple[str, bytes]]:
    for item in folder.iterdir():
        if item.is_dir():
            yield from _within(item, f"{prefix}{item.name}/")
        elif not item.name.startswith((".", "__")):
            yield prefix + item.name, item.read_bytes()
