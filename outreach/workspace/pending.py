"""Changes that wait because another program holds contacts.csv: written beside it, taken up later.

Convention: history.csv says what has happened to contacts.csv, and this has not. So the lines are taken
back first, and only then is the new state put into a file of its own, ``contacts.pending-TIME.csv``, with
a note of the changes in ``.outreach/``. The next command makes these very changes, checked like all others
against what is there by then. Without the note, or after somebody has edited the file, it is a copy of
contacts.csv like any other, to be merged or dismissed.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from .. import storage
from ..errors import OutreachError
from ..model import Change
from .snapshots import digest_of

if TYPE_CHECKING:
    from .folder import Workspace

_PREFIX, _SUFFIX = "contacts.pending-", ".csv"


class Waits(OutreachError):
    """What was to be saved lies beside contacts.csv."""

    def __init__(self, name: str) -> None:
        super().__init__(
            "contacts.csv was not saved, because another program holds it; nothing is lost: what was to be saved is "
            f"in {name}; close contacts.csv there (in Excel, say), and the next command takes it up: 'outreach status'"
        )


@dataclass(frozen=True, slots=True)
class Pending:
    """A state that waits to be saved."""

    path: Path
    note: Path
    data: bytes
    changes: tuple[Change, ...]


@contextlib.contextmanager
def kept(workspace: Workspace, changes: Sequence[Change], data: bytes) -> Iterator[None]:
    """Waits in place of Held: what could not be saved is in a file of its own."""
    try:
        yield
    except storage.Held as fault:
        try:
            name = _write(workspace, changes, data)
        except (OSError, OutreachError):
            raise fault from None
        raise Waits(name) from fault


def _write(workspace: Workspace, changes: Sequence[Change], data: bytes) -> str:
    moment = "".join(mark for mark in changes[-1].at[:19] if mark.isdigit())
    path = next(path for path in _names(workspace.root, moment) if not path.exists())
    note = {"digest": digest_of(data), "changes": [asdict(change) for change in changes]}
    storage.save(_note_of(workspace, path), json.dumps(note).encode("utf-8"))
    storage.create(path, data)
    return path.name


def _names(folder: Path, moment: str) -> Iterator[Path]:
    yield folder / f"{_PREFIX}{moment}{_SUFFIX}"
    for number in range(2, 1000):
        yield folder / f"{_PREFIX}{moment}-{number}{_SUFFIX}"


def is_named(name: str) -> bool:
    """Whether a file of that name is one of these, as far as the name tells."""
    return name.startswith(_PREFIX) and name.endswith(_SUFFIX)


def _note_of(workspace: Workspace, path: Path) -> Path:
    return workspace.cache / f"{path.name}.json"


def waiting(workspace: Workspace) -> tuple[Pending, ...]:
    """The states that wait, as they were written, the oldest first."""
    paths = sorted(workspace.root.glob(f"{_PREFIX}*{_SUFFIX}"), key=lambda path: (len(path.name), path.name))
    return tuple(found for path in paths if (found := _read(path, _note_of(workspace, path))))


def _read(path: Path, note: Path) -> Pending | None:
    """None where somebody has edited the file, or the note is gone."""
    try:
        data, said = path.read_bytes(), json.loads(note.read_bytes())
        changes = tuple(Change(**change) for change in said["changes"])
        return Pending(path, note, data, changes) if said["digest"] == digest_of(data) else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def is_free(workspace: Workspace) -> bool:
    """Whether contacts.csv can be written to, so that another try is worth its time."""
    try:
        with open(workspace.contacts_file, "r+b"):
            return True
    except OSError as fault:
        return isinstance(fault, FileNotFoundError)
