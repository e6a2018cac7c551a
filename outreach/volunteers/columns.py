"""The columns of a volunteer's sheet: what she reads, what she fills in, and what they are called."""

from __future__ import annotations

from collections.abc import Mapping

from ..sheets import Column
from ..vocabulary import CHANNELS, STAGES

_DAY = "A day, as in 2026-07-01. 7/1/2026 may mean two days; then you are asked."

#: Name of the column that remembers what the row was made from.
MADE_FROM = "made_from"

#: Her own words about this time; they are added below the notes that are there.
NEW_NOTE = "new_note"

#: Our name of a column → how it looks, in the order of the sheet.
SHEET: Mapping[str, Column] = {
    "name": Column("Name", 20),
    "letter": Column("Letter", 13),
    "title": Column("Title", 13),
    "seat": Column("Seat", 8),
    "party": Column("Party", 10),
    "office_phone": Column("Office phone", 13),
    "staffer": Column("Staffer", 14, edited=True, hint="Whom you spoke to, or whom to ask for."),
    "phone": Column("Direct phone", 13, edited=True),
    "email": Column("E-mail", 19, edited=True),
    "last_time": Column("Last time", 11),
    "notes_so_far": Column("Notes so far", 28),
    "stage": Column("Stage", 13, edited=True, choices=STAGES, hint="Where it stands now: choose from the list."),
    "last_contact": Column("Last contact", 11, edited=True, hint=_DAY),
    "channel": Column("Channel", 10, edited=True, choices=CHANNELS, hint="How you were in touch."),
    "next_step": Column("Next step", 20, edited=True, hint="What is to be done next."),
    "due": Column("Due", 11, edited=True, hint=_DAY),
    NEW_NOTE: Column("New note", 28, edited=True, hint="What was said this time. Write as if they will read it."),
    "id": Column("Id", 9),
    MADE_FROM: Column("Made from", 12, hidden=True),
}

#: Locked columns whose contents the row remembers.
FACTS = tuple(key for key, column in SHEET.items() if not column.edited and key not in ("letter", "id", MADE_FROM))

#: Columns of contacts.csv that she may edit.
EDITED = tuple(key for key, column in SHEET.items() if column.edited and key != NEW_NOTE)

#: Stages of somebody who signed at some time.
SIGNED = ("signed", "withdrawn")

#: Whole notes, in files that were not made by us; what is new in them is added.
NOTES = "notes"


def names(others: Mapping[str, str]) -> dict[str, str]:
    """What the columns are called in sheets and by people; ``others`` is what people call those of contacts.csv."""
    known = {other: key for other, key in others.items() if key in (*SHEET, NOTES)}
    return known | {column.title: key for key, column in SHEET.items()}


def title(key: str) -> str:
    """What the column is called in a sheet; a column of people's own by its own name."""
    return SHEET[key].title if key in SHEET else key
