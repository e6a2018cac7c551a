"""What a goal gives back, and what the goals share."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from outreach import ledger
from outreach.model import Change
from outreach.workspace import Workspace, init
from tests import spaces

AT = "2026-06-14T10:00:00+00:00"
SETTINGS = f"""[organisation]
name = "Example Rights Network"
sender = "Robin Example"
sender_title = "Director"

[templates]
signer = "thank-you.md"

{spaces.SETTINGS}"""
POSIX = hasattr(os, "fork")


class Measured(NamedTuple):
    """One line of the board."""

    measured: str
    wanted: str
    ok: bool


def skipped(why: str) -> Measured:
    return Measured(f"skipped: {why}", "", True)


@contextmanager
def workspace(rows: int = 20, folder: Path | None = None) -> Iterator[Workspace]:
    """A fresh workspace with so many rows."""
    with TemporaryDirectory(dir=folder) as name:
        root = Path(name) / "w"
        init(root)
        (root / "outreach.toml").write_text(SETTINGS, encoding="utf-8")
        space = Workspace.open(root)
        if rows:
            space.apply([change(f"X{n:06}", "stage", "", "asked") for n in range(rows)])
        yield space


def change(id: str, field: str, old: str, new: str, by: str = "ana") -> Change:
    return Change("a", id, field, old, new, by, AT)


def cell(space: Workspace, id: str, field: str) -> str:
    return ledger.keyed(space.contacts()[0])["a", id].get(field)


def sound(space: Workspace) -> bool:
    """Whether the records are whole and say just what the history says."""
    rows = ledger.keyed(space.sound_contacts())
    told = ledger.keyed(ledger.replay(space.history()))
    return rows.keys() == told.keys() and not ledger.difference(rows, told, "", "")


def left_over(space: Workspace) -> list[str]:
    """Temporary files and notes that nobody swept."""
    return [path.name for path in space.root.rglob("*") if ".saving-" in path.name or path.name == "saving.json"]


def forked(work: Callable[[], None]) -> int:
    """Start the work in a child of its own; the number of the process."""
    number = os.fork()
    if number == 0:
        try:
            work()
        finally:
            os._exit(0)
    return number


def killed(number: int) -> None:
    """End the child at once and wait for it."""
    os.kill(number, signal.SIGKILL)
    os.waitpid(number, 0)
