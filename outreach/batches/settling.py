"""Being the only one who alters batches; every manifest says what the history says of its sendings.

Order, chosen so that a kill at any moment leaves no letter that could go twice: history.csv and
contacts.csv first, together, as ``Workspace.undo`` does; then the manifest. Whoever is alone next completes
what a kill left, and whoever asks meanwhile what has gone out is told by the history. ``Workspace.restore``
takes no sending back: its letters may be in the mail, so they count as sent until the sending is undone.
A state in which one that was undone is recorded brings it again.
"""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from ..errors import OutreachError
from ..followups import Sent as Kind
from ..model import Change
from ..render.manifest import Entry
from ..workspace import Workspace
from ..workspace.locking import locked, prepare
from ..workspace.saving import Applied
from ..workspace.undoing import undone
from . import notes
from .folders import BatchFolder, batches, every
from .notes import Sending
from .remembered import remembered

#: Cells that say that somebody had a letter.
_TOLD = frozenset({"row", "stage", "last_contact", "channel"})


@dataclass(frozen=True, slots=True)
class Settled:
    """A batch whose manifest has followed the history."""

    name: str
    letters: int  #: how many lines of the manifest have changed
    sent: int  #: how many of these count as sent now


@contextlib.contextmanager
def alone(space: Workspace, by: str) -> Iterator[None]:
    """Be the only one who alters batches in this workspace, with every manifest as the history has it."""
    prepare(space.cache)
    with locked(space.cache / "batches", by):
        _settle(space)
        yield


def settle(space: Workspace, by: str) -> tuple[Settled, ...]:
    """Bring every manifest in line with the history; says which have changed."""
    prepare(space.cache)
    with locked(space.cache / "batches", by):
        return _settle(space)


def undo(space: Workspace, batch: str | None, by: str, at: str) -> tuple[Applied, tuple[Settled, ...]]:
    """Take back a batch of changes, as ``Workspace.undo`` does; where it is a sending, in the manifest too."""
    with alone(space, by):
        return space.undo(batch, by, at), _settle(space)


def sent_before(space: Workspace, slug: str, but: str = "") -> dict[Kind, str]:
    """What has gone out about the letter → where and when, in words; ``but`` names a batch to leave out.

    What was about to be recorded when the machine died counts as gone, and so does what only the history has.
    """
    there = batches(space, slug)
    taken_back = _taken_back(space, there)
    found = remembered(space, slug, there)
    for batch in (one for one in there if one.name != but):
        going = notes.intent(batch.path)
        for entry in _lines(batch, taken_back):
            if entry.sent_on:
                found[entry.id, entry.purpose] = f"on {entry.sent_on} by {entry.channel} ({batch.name})"
            elif going and entry.id in going.ids and not taken_back.get(going.batch):
                found[entry.id, entry.purpose] = f"on {going.sending.on} by {going.sending.channel} ({batch.name})"
    return found


def still_sent(space: Workspace, changes: Collection[Change]) -> dict[str, int]:
    """Batch → its letters that count as sent, though these changes may have taken them out of contacts.csv."""
    touched = {(change.letter, change.id) for change in changes if change.field in _TOLD}
    found = {}
    for batch in every(space) if touched else ():
        with contextlib.suppress(OutreachError):
            letter = batch.path.parent.name
            found[batch.name] = sum(bool(one.sent_on) and (letter, one.id) in touched for one in batch.entries)
    return {name: count for name, count in found.items() if count}


def marked(entry: Entry, sending: Sending) -> Entry:
    """The line of a letter that has gone out."""
    return replace(entry, sent_on=sending.on.isoformat(), channel=sending.channel, again=sending.again or entry.again)


def _settle(space: Workspace) -> tuple[Settled, ...]:
    """Bring every manifest in line with the history; only under the lock."""
    have = every(space)
    taken_back = _taken_back(space, have)
    found: list[Settled] = []
    for batch in have if taken_back else ():
        if (note := notes.intent(batch.path)) and taken_back.get(note.batch):
            notes.end(batch.path)  # begun, and undone before anybody completed it
        with contextlib.suppress(OutreachError):  # a manifest that cannot be read is told to whoever needs it
            found += _followed(batch, taken_back)
    return tuple(found)


def _followed(batch: BatchFolder, taken_back: Mapping[str, bool]) -> Iterator[Settled]:
    if not any(note.batch in taken_back for note in notes.done(batch.path)):
        return
    before, after = batch.entries, _lines(batch, taken_back)
    if moved := [now for was, now in zip(before, after, strict=True) if was != now]:
        batch.save(after)
        yield Settled(batch.name, len(moved), sum(bool(entry.sent_on) for entry in moved))


def _taken_back(space: Workspace, have: Collection[BatchFolder]) -> Mapping[str, bool]:
    """``undone``, asked only where something was recorded as sent."""
    return undone(space) if any(notes.intent(one.path) or notes.done(one.path) for one in have) else {}


def _lines(batch: BatchFolder, taken_back: Mapping[str, bool]) -> tuple[Entry, ...]:
    """The manifest with the newest sending of each letter that counts."""
    done = notes.done(batch.path)
    if not any(note.batch in taken_back for note in done):
        return batch.entries
    newest: dict[str, Sending | None] = {}
    for note in done:
        counts = not taken_back.get(note.batch)
        newest |= {id: note.sending if counts else newest.get(id) for id in note.ids}
    reasons = {note.sending.again for note in done}
    return tuple(_as_sent(one, newest[one.id], reasons) if one.id in newest else one for one in batch.entries)


def _as_sent(entry: Entry, sending: Sending | None, reasons: Collection[str]) -> Entry:
    """The line as that sending has it; None: as it was drafted, without the reason of a sending."""
    if sending:
        return marked(entry, sending)
    return replace(entry, sent_on="", channel="", again="" if entry.again in reasons else entry.again)
