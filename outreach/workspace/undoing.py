"""The way back: undoing a batch, restoring a state, mending what is damaged."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .. import storage
from ..errors import BadFile, UsageError
from ..ledger import ROW, difference, inverse, keyed, mended, offered, sparing
from ..ledger import apply as applied
from ..model import Change
from ..sheets import bytes_of
from . import pending, scrambled, snapshots
from .keyfaults import Scrambled
from .loading import State, state, state_of
from .locking import locked
from .noticing import Noticed, is_known, known, look
from .past import history
from .recovering import carry_out, keep_state, recover, size_of
from .saving import Applied, apply, in_one_batch, opened

if TYPE_CHECKING:
    from .folder import Workspace

_WHY_FIXED = "put back what a program damaged"


def undo(workspace: Workspace, batch: str | None, by: str, at: str) -> Applied:
    """Take back a batch, the newest by default. See ``Workspace.undo``."""
    return apply(workspace, backwards(workspace, batch, by, at), raw=True, prefer=_before(workspace))


def backwards(workspace: Workspace, batch: str | None, by: str, at: str) -> tuple[Change, ...]:
    """The changes that take back a batch, the newest by default; writes nothing."""
    done = history(workspace)
    wanted = batch or (done[-1].batch if done else "")
    changes = [change for change in done if change.batch == wanted]
    if not changes:
        raise UsageError(
            f"there is no batch {batch!r} in history.csv; 'outreach history' shows them" if batch else _NONE
        )
    back = inverse(changes, by, at, f"{_UNDID}{wanted}")
    return sparing(state(workspace).keyed, back) or back


def undone(workspace: Workspace) -> dict[str, bool]:
    """Batches that were ever undone → whether they are.

    One is not whose undoing was undone itself, or of which a restored state has brought cells back.
    """
    with locked(workspace.cache):
        recover(workspace)
    path = workspace.history_file
    if not path.exists() or _UNDID.encode() not in path.read_bytes():
        return {}
    batches: dict[str, list[Change]] = {}
    for change in history(workspace):
        batches.setdefault(change.batch, []).append(change)
    found: dict[str, bool] = {}
    restored: set[tuple[str, ...]] = set()
    for name, changes in reversed(batches.items()):  # the newest stands; what it took back does not
        why, stands = changes[0].why, not found.get(name)
        if why.startswith(_RESTORED) and stands:
            restored |= _cells(changes)
        elif why.startswith(_UNDID):
            batch = why.removeprefix(_UNDID)
            back = stands and restored.isdisjoint(_cells(batches.get(batch, ())))
            found[batch] = found.get(batch, False) or back
    return found


def _cells(changes: Iterable[Change]) -> set[tuple[str, ...]]:
    return {(change.letter, change.id, change.field, change.new) for change in changes if change.new}


#: Beginnings of reasons in history.csv: before the name of a batch, and before a day.
_UNDID, _RESTORED = "undid ", "restored the state of "

_NONE = "there is nothing to undo: history.csv is empty"


def _before(workspace: Workspace) -> bytes:
    """The contents of contacts.csv before the newest batch; b"" if they are not known."""
    size = size_of(workspace.history_file)
    earlier = [one for one in snapshots.listed(workspace.snapshots) if one.position < size]
    for one in reversed(earlier[-1:]):
        with contextlib.suppress(BadFile):
            return snapshots.contents(workspace.snapshots, one)
    return b""


@dataclass(frozen=True, slots=True)
class Restored(Applied):
    """What restoring a state came to."""

    same: bool = False  #: whether contacts.csv was in that state already
    kept: str = ""  #: where what it said is kept, if that was no state; else ""


def restore(workspace: Workspace, wanted: snapshots.Snapshot, by: str, at: str) -> Restored:
    """Make contacts.csv what it was, byte for byte. See ``Workspace.restore``."""
    data = snapshots.contents(workspace.snapshots, wanted)
    target = state_of(data, wanted.name).keyed
    with locked(workspace.cache, by):
        recover(workspace)
        there = workspace.contacts_file.read_bytes() if workspace.contacts_file.exists() else None
        kept = _aside(workspace, there) if there is not None else ""
        before = known(workspace) or ()
        changes = difference(keyed(before), target, by, at, f"{_RESTORED}{wanted.day}")
        if changes:
            changes = list(in_one_batch(changes))
            with pending.kept(workspace, changes, data):
                carry_out(workspace, changes, data)
        elif there != data:
            keep_state(workspace, data, at)
            storage.save(workspace.contacts_file, data)
    return Restored(tuple(changes), changes[0].batch if changes else "", there == data and not changes, kept)


def _aside(workspace: Workspace, there: bytes) -> str:
    """Keep what is in the file and was never a state; says where, "" if it was one."""
    digest = snapshots.digest_of(there)
    if any(one.digest == digest for one in snapshots.listed(workspace.snapshots)):
        return ""
    return snapshots.set_aside(workspace.snapshots, there)


def fixes(workspace: Workspace, by: str, at: str) -> tuple[Change, ...]:
    """The changes that mend contacts.csv once its rows have their own keys. See ``Workspace.fixes``."""
    found, back = _accidents(workspace, by, at)
    after = applied(found.contacts, back)
    mends = difference(keyed(after), keyed(map(offered, mended(after))), by, at, "written in the usual form")
    return (*back, *mends)


def back(workspace: Workspace, by: str, at: str) -> tuple[Change, ...]:
    """The changes that take back what looks like an accident, and nothing else. See ``Workspace.put_back``."""
    return _accidents(workspace, by, at)[1]


def _accidents(workspace: Workspace, by: str, at: str) -> tuple[State, tuple[Change, ...]]:
    found, _ = scrambled.with_keys(workspace, state(workspace))
    seen = look(workspace, found, at)
    if seen and seen.unsafe:
        raise Scrambled(seen.unsafe)
    return found, put_back(seen, by, at) if seen else ()


def put_back(noticed: Noticed, by: str, at: str) -> tuple[Change, ...]:
    """The changes that take back what looks like an accident.

    A row that has disappeared comes back whole or not at all, and a row that is new is left to a
    person: half a signature would be worse than an error that is told.
    """
    damaged = {id(change) for change in (*(found.change for found in noticed.damaged), *noticed.lost.changes)}
    gone = {noticed.partial, *(contact.key for contact in noticed.gone)}
    moved = {name for one in noticed.moved for name in one.columns}
    lost = {(change.letter, change.id) for change in noticed.changes if change.field == ROW and not change.new}
    new = {(change.letter, change.id) for change in noticed.changes if change.field == ROW and change.new}
    accidents = [
        change
        for change in noticed.changes
        if id(change) in damaged
        or (change.letter, change.id) in gone
        or (change.field in noticed.columns and not change.new)
        or (change.field in moved and (change.letter, change.id) not in lost | new)
    ]
    whole = lost & {(change.letter, change.id) for change in accidents}
    chosen = {id(change) for change in accidents if (change.letter, change.id) not in new - gone}
    taken = [c for c in noticed.changes if id(c) in chosen or (c.letter, c.id) in whole]
    rows = list(dict.fromkeys((c.letter, c.id) for c in taken))
    places = {key: place for place, key in enumerate(rows)}
    # Row by row as in the file; within a row backwards, so that a row comes before its cells.
    return tuple(sorted(inverse(taken, by, at, _WHY_FIXED), key=lambda c: places[c.letter, c.id]))


def fix(workspace: Workspace, changes: Sequence[Change]) -> Applied:
    """Carry out what ``fixes`` gave. See ``Workspace.fix``."""
    scrambled.put_keys_back(workspace, changes[0].by if changes else "")
    return apply(workspace, changes, keep=True, raw=True)


def keep(workspace: Workspace, by: str, at: str) -> tuple[Change, ...]:
    """Take contacts.csv as it stands. See ``Workspace.keep``."""
    with locked(workspace.cache, by):
        recover(workspace)
        before = size_of(workspace.history_file)
        opened(workspace, at, keep=True)
        if size_of(workspace.history_file) == before:
            return ()
    newest = history(workspace)
    return tuple(change for change in newest if change.batch == newest[-1].batch)


def noticed(workspace: Workspace, at: str) -> Noticed | None:
    """What was done to contacts.csv by hand; nothing is written. See ``Workspace.noticed``."""
    path = workspace.contacts_file
    if path.is_file() and is_known(workspace, bytes_of(path, file=path.name)):
        return None  # the usual case, told without reading a row
    found: State = state(workspace)
    return None if scrambled.has_errors(found) else look(workspace, found, at)
