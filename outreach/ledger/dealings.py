"""One dealing with one office, brought into its row.

Conventions: minutes are summed up in the column MINUTES of the row, which belongs to people and is
added when it is first needed; so every dealing with minutes alters a cell and stands in the history,
where its minutes are the difference. The day and the channel stand in the reason of the change, in
the form "log, 2026-07-14, call": a cell does not change when the second call follows the first.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from ..errors import UsageError
from ..model import Contact, Letter
from .checking import day_of
from .minutes import MINUTES, is_minutes, minutes_in

#: Stages of somebody who has signed at some time.
_SIGNED = ("signed", "withdrawn")

_WHY = re.compile(r"log, (\d{4}-\d\d-\d\d)(?:, (\w+))?")

#: Longest note; one that is longer is a document.
LONGEST_NOTE = 2000


@dataclass(frozen=True, slots=True)
class Dealing:
    """What happened, and what is to happen; None is not said."""

    on: date  #: the day of it
    by: str  #: who reports it
    stage: str | None = None
    channel: str | None = None
    note: str | None = None
    next_step: str | None = None
    due: date | None = None
    owner: str | None = None
    minutes: int | None = None

    @property
    def took_place(self) -> bool:
        """Whether somebody was in touch with the office; planning and assigning is not."""
        return any((self.stage, self.channel, self.note, self.minutes))

    @property
    def why(self) -> str:
        """The reason of its changes, as ``when_and_how`` reads it."""
        return f"log, {self.on}" + (f", {self.channel}" if self.channel else "")


def when_and_how(why: str) -> tuple[date, str] | None:
    """Day and channel ("" if not said) of the dealing whose changes have that reason; None if it is no dealing."""
    found = _WHY.fullmatch(why)
    day = day_of(found[1]) if found else None
    return (day, found[2] or "") if found and day else None


def logged(before: Contact | None, letter: Letter, id: str, facts: Mapping[str, str], dealing: Dealing) -> Contact:
    """The row after the dealing; nothing that was written by people is lost.

    ``facts`` are name, party, state and district: as of the signing day if the legislator signed
    or is recorded as signing with this, else as of the day of the dealing. Those of a signature that
    was there before stay as they are.
    """
    row = before or _new(letter, id)
    if row.stage == "signed" and dealing.stage not in (None, "signed", "withdrawn"):
        raise UsageError(
            f"{row.name or id} signed {letter.slug} on {row.signed_on}; "
            f"if the signature was taken back, the stage is withdrawn, not {dealing.stage}"
        )
    row = _signed(_staged(row, dealing), letter, dealing)
    held = before is not None and before.stage in _SIGNED and row.stage in _SIGNED
    row = row if held and row.state else _filled(row, facts)
    return _noted(_timed(_touched(_planned(row, dealing), dealing), dealing), dealing)


def _new(letter: Letter, id: str) -> Contact:
    """A row for somebody who has none: those whom outreach.toml names as leads have signed."""
    if id not in letter.leads:
        return Contact(letter.slug, id, stage="target")
    return Contact(letter.slug, id, stage="signed", role="lead", signed_on=letter.sent.isoformat())


def _staged(row: Contact, dealing: Dealing) -> Contact:
    return replace(row, stage=dealing.stage) if dealing.stage else row


def _signed(row: Contact, letter: Letter, dealing: Dealing) -> Contact:
    if row.stage not in _SIGNED:
        return replace(row, role="", signed_on="")
    role = row.role or ("lead" if row.id in letter.leads else "signer")
    return replace(row, role=role, signed_on=row.signed_on or dealing.on.isoformat())


def _filled(row: Contact, facts: Mapping[str, str]) -> Contact:
    """The program's columns anew; a name that is there stays, to be checked against the id."""
    name = row.name or facts["name"]
    return replace(row, name=name, party=facts["party"], state=facts["state"], district=facts["district"])


def _planned(row: Contact, dealing: Dealing) -> Contact:
    return replace(
        row,
        next_step=row.next_step if dealing.next_step is None else dealing.next_step,
        due=row.due if dealing.due is None else dealing.due.isoformat(),
        owner=row.owner if dealing.owner is None else dealing.owner,
    )


def _touched(row: Contact, dealing: Dealing) -> Contact:
    """Day and channel of the latest dealing; one that is reported late does not hide a later one."""
    if not dealing.took_place or row.last_contact > dealing.on.isoformat():
        return row
    return replace(row, last_contact=dealing.on.isoformat(), channel=dealing.channel or row.channel)


def _timed(row: Contact, dealing: Dealing) -> Contact:
    """The minutes added to those that are there."""
    if not dealing.minutes:
        return row
    column = next(filter(is_minutes, row.extra), MINUTES)
    before = minutes_in(row.get(column))
    if before is None:
        raise UsageError(
            f"contacts.csv has {row.get(column)[:40]!r} in the column {column} of {row.name}, to which no minutes "
            f"can be added; write a whole number there, or give the column another name"
        )
    return replace(row, extra=MappingProxyType({**row.extra, column: str(before + dealing.minutes)}))


def _noted(row: Contact, dealing: Dealing) -> Contact:
    """The note below those that are there, with day and author."""
    note = (dealing.note or "").strip()
    if not note:
        return row
    if len(note) > LONGEST_NOTE:
        raise UsageError(f"the note has {len(note):,} characters; {LONGEST_NOTE:,} are the most, so make it shorter")
    line = f"{dealing.on} {dealing.by}: {note}"
    return replace(row, notes=f"{row.notes}\n{line}" if row.notes else line)
