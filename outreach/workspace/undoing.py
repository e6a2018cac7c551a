"""The way back: undoing a batch, restoring a state, mending what is damaged."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from typing import TYPE_CHECKING

from .. import storage
from ..errors import BadFile, UsageError
from ..ledger import ROW, difference, inverse, keyed, mended, offered
from ..ledger import apply as applied
from ..model import Change, Contact
from ..sheets import bytes_of
from . import snapshots
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
    done = history(workspace)
    wanted = batch or (done[-1].batch if done else "")
    changes = [change for change in done if change.batch == wanted]
    if not changes:
        raise UsageError(
            f"there is no batch {batch!r} in history.csv; 'outreach history' shows them" if batch else _NONE
        )
    backwards = inverse(changes, by, at, f"undid {wanted}")
    return apply(workspace, backwards, raw=True, prefer=_before(workspace))


_NONE = "there is nothing to undo: history.csv is empty"


def _before(workspace: Workspace) -> bytes:
    """The contents of contacts.csv before the newest batch; b"" if they are not known."""
    size = size_of(workspace.history_file)
    earlier = [one for one in snapshots.listed(workspace.snapshots) if one.position < size]
    for one in reversed(earlier[-1:]):
        with contextlib.suppress(BadFile):
            return snapshots.contents(workspace.snapshots, one)
    return b""


def restore(workspace: Workspace, wanted: snapshots.Snapshot, by: str, at: str) -> Applied:
    """Make contacts.csv what it was, byte for byte. See ``Workspace.restore``."""
    data = snapshots.contents(workspace.snapshots, wanted)
    target = keyed(state_of(data, wanted.name).contacts)
    with locked(workspace.cache, by):
        recover(workspace)
        before = _present(workspace)
        changes = difference(keyed(before), target, by, at, f"restored the state of {wanted.day}")
        if changes:
            changes = list(in_one_batch(changes))
            carry_out(workspace, changes, data)
        else:
            keep_state(workspace, data, at)
            storage.save(workspace.contacts_file, data)
    return Applied(tuple(changes), changes[0].batch if changes else "")


def _present(workspace: Workspace) -> tuple[Contact, ...]:
    """The last known records. What is in the file and not known yet is kept beside the states first."""
    path = workspace.contacts_file
    if path.exists():
        data = path.read_bytes()
        digest = snapshots.digest_of(data)
        if not any(one.digest == digest for one in snapshots.listed(workspace.snapshots)):
            storage.save(workspace.snapshots / f"replaced-{digest}.csv", data)
    return known(workspace) or ()


def fixes(workspace: Workspace, by: str, at: str) -> tuple[Change, ...]:
    """The changes that mend contacts.csv. See ``Workspace.fixes``."""
    found = state(workspace)
    noticed = look(workspace, found, at)
    back = put_back(noticed, by, at) if noticed else ()
    after = applied(found.contacts, back)
    mends = difference(
        keyed(after), keyed(offered(mended(contact)) for contact in after), by, at, "written in the usual form"
    )
    return (*back, *mends)


def put_back(noticed: Noticed, by: str, at: str) -> tuple[Change, ...]:
    """The changes that take back what looks like an accident.

    A row that has disappeared comes back whole or not at all, and a row that is new is left to a
    person: half a signature would be worse than an error that is told.
    """
    damaged = {id(found.change) for found in noticed.damaged}
    gone = {noticed.partial, *(contact.key for contact in noticed.gone)}
    lost = {(change.letter, change.id) for change in noticed.changes if change.field == ROW and not change.new}
    new = {(change.letter, change.id) for change in noticed.changes if change.field == ROW and change.new}
    accidents = [
        change
        for change in noticed.changes
        if id(change) in damaged
        or (change.letter, change.id) in gone
        or (change.field in noticed.columns and not change.new)
    ]
    whole = lost & {(change.letter, change.id) for change in accidents}
    chosen = {id(change) for change in accidents if (change.letter, change.id) not in new - gone}
    taken = [c for c in noticed.changes if id(c) in chosen or (c.letter, c.id) in whole]
    return inverse(taken, by, at, _WHY_FIXED)


def fix(workspace: Workspace, changes: Sequence[Change]) -> Applied:
    """Carry out what ``fixes`` gave. See ``Workspace.fix``."""
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
    if any(problem.level == "error" for problem in found.problems):
        return None
    return look(workspace, found, at)
