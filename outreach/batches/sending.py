"""Letters have left the house: manifest, contacts and history in one step.

Order, chosen so that a kill at any moment can be put right by running the command again: under the
lock, what is about to be recorded is noted (``sending.json``); contacts.csv and history.csv are
written together, as ``Workspace.apply`` does; then the manifest; then the note is put with those of what
is done. Whoever finds a note does all of this once more: what is there already is left as it is, with the
moment and the name of the first time.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date

from ..errors import BadData, Problem, UsageError
from ..ledger import Dealing, changes_for, keyed, logged
from ..model import Change, Contact, Letter
from ..render.manifest import Entry
from ..signing import facts
from ..vocabulary import DELIVERIES
from ..workspace import Workspace
from . import notes
from .approving import select
from .folders import BatchFolder
from .notes import Note, Sending
from .settling import alone, marked, sent_before
from .standing import Standing, standings

#: Purposes after which somebody has been asked.
ASKING = frozenset({"ask", "introduce", "remind"})


@dataclass(frozen=True, slots=True)
class Sent:
    """What was recorded, and what was not."""

    new: tuple[Entry, ...]
    before: int  #: were recorded as sent already
    completed: int  #: of an earlier run that was killed
    left: tuple[tuple[Entry, str], ...]  #: not recorded, as the same follow-up went before, with the reason
    undue: tuple[tuple[Entry, str], ...]  #: not recorded, as no such letter is due any more, with the reason
    notes: tuple[tuple[Entry, str], ...]  #: recorded, though the letter would be another one now


def sent(space: Workspace, batch: BatchFolder, sending: Sending, ids: Collection[str] = ()) -> Sent:
    """Record that the letters of the batch, or those to these people, have gone out.

    Raises ``BadData`` and records nothing where an approval is required and missing, and where a
    letter that was named must not go (again). Without ids such letters are left out and told.
    """
    if sending.on < batch.on:
        raise UsageError(f"{batch.name} was drafted for {batch.on}; it cannot have gone out on {sending.on}")
    with alone(space, sending.by):
        completed = _complete(space, batch)
        chosen = select(standings(space, batch, sending.on), ids, batch)
        waiting = [one for one in chosen if not one.entry.sent_on]
        earlier = {} if sending.again else sent_before(space, batch.slug, but=batch.name)
        left = {one.entry.id: why for one in waiting if (why := _again(one, earlier))}
        free = [one for one in waiting if one.entry.id not in left]
        going = [one for one in free if one.due or ids]  # one that is not due any more may have gone: then it is named
        _refuse(space, batch, going, left if ids else {})
        if going:
            notes.begin(batch.path, [one.entry.id for one in going], sending)
            _complete(space, batch)
    new = tuple(one.entry for one in going)
    return Sent(
        new=new,
        before=len(chosen) - len(waiting),
        completed=completed,
        left=tuple((one.entry, left[one.entry.id]) for one in waiting if one.entry.id in left),
        undue=tuple((one.entry, one.changed) for one in free if one not in going),
        notes=tuple((one.entry, one.changed) for one in going if one.changed),
    )


def _again(one: Standing, earlier: dict[tuple[str, str], str]) -> str:
    """Why the letter must not go a second time; "" if it has not gone before."""
    where = earlier.get((one.entry.id, one.entry.purpose))
    return f"had the same follow-up before, {where}; --again --why TEXT if it went out once more" if where else ""


def _refuse(space: Workspace, batch: BatchFolder, going: list[Standing], left: dict[str, str]) -> None:
    """Stop before anything is recorded."""
    wrong = list(left.items())
    if space.settings.approval == "required":
        wrong += [(one.entry.id, _unapproved(one)) for one in going if not one.approved]
    if wrong:
        file = f"{batch.name}/manifest.csv"
        cure = f"see 'outreach proof {batch.name}' and 'outreach approve {batch.name}'"
        told = [Problem(file, 0, id, why, "" if id in left else cure) for id, why in wrong]
        raise BadData(tuple(told), "nothing was recorded")


def _unapproved(one: Standing) -> str:
    if not one.entry.approved_by:
        return "nobody has approved this letter, and outreach.toml says that somebody must"
    return f"the approval of {one.entry.approved_by} does not count any more: {one.changed}"


def _complete(space: Workspace, batch: BatchFolder) -> int:
    """Do what the note says, as far as it is not done; says for how many letters."""
    note = notes.intent(batch.path)
    if note is None:
        return 0
    changed = tuple(marked(entry, note.sending) if entry.id in note.ids else entry for entry in batch.entries)
    space.apply(list(_changes(space, batch, [entry for entry in changed if entry.id in note.ids], note)))
    batch.save(changed)
    notes.end(batch.path)
    return len(note.ids)


def _changes(space: Workspace, batch: BatchFolder, entries: list[Entry], note: Note) -> Iterator[Change]:
    """What the letters change in contacts.csv; nothing where it is so already."""
    rows, letter, sending = keyed(space.sound_contacts()), space.letter(batch.slug), note.sending
    for entry in entries:
        before = rows.get((letter.slug, entry.id))
        after = _after(space, letter, before, entry, sending)
        why = f"sent {batch.name}: {entry.purpose}, by {sending.channel}"
        why += f"; once more: {sending.again}" if sending.again else ""
        yield from changes_for(before, after, sending.by, sending.at, why, note.batch)


def _after(space: Workspace, letter: Letter, before: Contact | None, entry: Entry, sending: Sending) -> Contact:
    return touched(before or _new(space, letter, entry, sending), entry.purpose, sending.on, sending.channel)


def touched(row: Contact, purpose: str, on: date, channel: str) -> Contact:
    """The row after the letter: the dealing, and "asked" for somebody who was a target until now.

    A later dealing stays, and so does everything else that people wrote.
    """
    asked = purpose in ASKING and row.stage in ("", "target") and not row.role
    row = replace(row, stage="asked") if asked else row
    if row.last_contact > on.isoformat():
        return row
    return replace(row, last_contact=on.isoformat(), channel=DELIVERIES[channel])


def _new(space: Workspace, letter: Letter, entry: Entry, sending: Sending) -> Contact:
    legislator = space.roster().legislators[entry.id]
    day = letter.sent if entry.id in letter.leads else sending.on
    return logged(None, letter, entry.id, facts(legislator, day), Dealing(sending.on, sending.by))
