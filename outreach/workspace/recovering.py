"""The steps of a save, and putting right what a crash between two of them left."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .. import storage
from ..checksums import checksum_of
from ..errors import OutreachError
from ..ledger import HISTORY_COLUMNS, empty_table, row_of, worth_doing
from ..model import Change
from ..sheets import encode, encode_rows
from . import snapshots
from .loading import state
from .locking import NotWritable, locked

if TYPE_CHECKING:
    from .folder import Workspace


def carry_out(workspace: Workspace, changes: Sequence[Change], data: bytes, in_place: bool = False) -> None:
    """Write the lines and the new contacts.csv; the lock must be held.

    ``in_place`` says that contacts.csv has these contents already. Raises NotSaved when nothing
    was altered, NotConfirmed when everything was but the disk has not said so.
    """
    lines = history_lines(workspace.history_file, changes)
    try:
        _prepare(workspace, changes, lines, data)
        if not in_place:
            storage.save(workspace.contacts_file, data)
    except storage.NotConfirmed:
        # The note stays: whoever comes next finds that all is there, and drops it.
        raise
    except OutreachError:
        with contextlib.suppress(OSError, OutreachError):
            recover(workspace)
        raise
    with contextlib.suppress(OSError):
        _note_file(workspace).unlink(missing_ok=True)
    snapshots.prune(workspace.snapshots)


def _prepare(workspace: Workspace, changes: Sequence[Change], lines: bytes, data: bytes) -> None:
    """All that comes before contacts.csv itself; it can be taken back."""
    try:
        size = size_of(workspace.history_file)
        end = size + len(lines)
        made = snapshots.named(data, end, changes[-1].at)
        _note(workspace, changes, size, end, data, made.name)
        snapshots.keep(workspace.snapshots, data, made)
        storage.append(workspace.history_file, lines)
    except (OSError, OutreachError) as fault:
        why = fault.why if isinstance(fault, storage.Unsaved) else str(fault)
        raise storage.NotSaved(workspace.contacts_file, why) from fault


def keep_state(workspace: Workspace, data: bytes, at: str) -> None:
    """Keep contacts.csv as the state that the program knows now."""
    snapshots.keep(workspace.snapshots, data, snapshots.named(data, size_of(workspace.history_file), at))


def size_of(path: Path) -> int:
    """Bytes of the file, 0 if there is none."""
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


def history_lines(history: Path, changes: Sequence[Change]) -> bytes:
    """What is to be added to history.csv, its header if it is new."""
    lines = encode_rows(row_of(change) for change in changes)
    if not size_of(history):
        return encode(empty_table(HISTORY_COLUMNS)) + lines
    with open(history, "rb") as file:
        file.seek(-1, 2)
        return lines if file.read(1) in b"\r\n" else b"\r\n" + lines


def _note_file(workspace: Workspace) -> Path:
    return workspace.cache / "saving.json"


def _note(workspace: Workspace, changes: Sequence[Change], size: int, end: int, data: bytes, snapshot: str) -> None:
    note = {
        "history_size": size,
        "history_end": end,
        "contacts_sha256": checksum_of(data),
        "snapshot": snapshot,
        "changes": [dict(zip(HISTORY_COLUMNS, row_of(change), strict=True)) for change in changes],
    }
    storage.save(_note_file(workspace), json.dumps(note).encode("utf-8"))


def recover(workspace: Workspace) -> bool:
    """Put right what a crash in the middle of a save left; the lock must be held. Says if there was something.

    If contacts.csv has what was to be saved, the save is complete. If not, nobody was told that
    it was saved: the lines in history.csv are taken back.
    """
    try:
        swept = storage.sweep(workspace.contacts_file) + storage.sweep(_note_file(workspace))
        swept += storage.sweep_folder(workspace.snapshots)
        note = _noted(_note_file(workspace))
        if note is not None:
            if not _is_saved(workspace, note):
                _take_back(workspace, note)
            _note_file(workspace).unlink(missing_ok=True)
        return bool(swept or note)
    except OSError as fault:
        raise NotWritable(workspace.root, fault.strerror or str(fault)) from None


def settle(workspace: Workspace) -> None:
    """``recover`` for whoever only reads: where somebody is saving, or nobody can, all stays as it is."""
    if _note_file(workspace).exists():
        with contextlib.suppress(OutreachError), locked(workspace.cache, patience=0):
            recover(workspace)


def positions(workspace: Workspace) -> frozenset[int]:
    """Sizes of history.csv at which the known state may lie: in the middle of a save it may be the one before too."""
    note = _noted(_note_file(workspace)) or {}
    return frozenset({size_of(workspace.history_file), int(note.get("history_size", -1))} - {-1})


def _noted(path: Path) -> dict[str, Any] | None:
    try:
        found: dict[str, Any] = json.loads(path.read_bytes())
        return found
    except (OSError, ValueError):
        return None


def _is_saved(workspace: Workspace, note: Mapping[str, Any]) -> bool:
    if size_of(workspace.history_file) < int(note.get("history_end", 0)):
        return False
    path = workspace.contacts_file
    if path.exists() and checksum_of(path.read_bytes()) == note["contacts_sha256"]:
        return True
    # Somebody may have edited the file since: then it has all the new values, or not all.
    return not worth_doing(state(workspace).keyed, [Change(**change) for change in note["changes"]])


def _take_back(workspace: Workspace, note: Mapping[str, Any]) -> None:
    size, history = int(note["history_size"]), workspace.history_file
    if size and size_of(history) > size:
        storage.cut(history, size)
    elif not size:
        history.unlink(missing_ok=True)
    snapshots.discard(workspace.snapshots, str(note.get("snapshot", "")))
