"""Contacts → a volunteer's sheet.

Convention: the sheet has whom the volunteer may call: her contacts who have not signed, not said
no, serve today, and may be contacted. Whoever is left out is named.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from .. import __version__
from ..address import printed
from ..address import title as title_of
from ..display import clean
from ..errors import UsageError
from ..ledger import is_minutes
from ..merge import has_signed
from ..model import COLUMNS, Contact, Legislator, Letter, Settings
from ..roster import Roster
from ..sheets import Column, Form, encode_form, encode_rows
from ..vocabulary import seat_label
from .base import Base, encode
from .columns import EDITED, FACTS, MADE_FROM, NEW_NOTE, NOTES, SHEET
from .wording import guide

#: Stages in which there is nothing to ask for any more.
CLOSED = ("signed", "declined", "withdrawn")


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a volunteer gets."""

    owner: str
    made: str  #: moment, ISO
    header: tuple[str, ...]  #: our names of the columns
    rows: tuple[Mapping[str, str], ...]
    notices: tuple[str, ...]  #: who was left out and why


def make(
    owner: str,
    contacts: Iterable[Contact],
    roster: Roster,
    settings: Settings,
    on: date,
    made: str,
) -> Sheet:
    """The sheet of the owner's open contacts, sorted by due date; UsageError if there are none."""
    hers = [one for one in contacts if _same(one.owner, owner) and _is_open(one, settings.letters.get(one.letter))]
    silent = {each.id for each in settings.overrides if each.kind == "do-not-contact" and each.on <= on}
    kept = [contact for contact in hers if not _reason(contact, roster, silent, on)]
    left = [contact for contact in hers if _reason(contact, roster, silent, on)]
    notices = tuple(f"left out: {c.name or c.id} ({c.letter}), {_reason(c, roster, silent, on)}" for c in left)
    if not kept:
        raise UsageError("; ".join((f"{owner} has no open contacts; 'outreach assign' shares them out", *notices)))
    kept.sort(key=lambda c: (not c.due, c.due, _last(c, roster), c.letter, c.id))
    own = tuple(dict.fromkeys(name for contact in kept for name in contact.extra if name not in SHEET))
    of = len(kept)
    rows = tuple(_row(one, roster, on, own, owner, made, (of, place)) for place, one in enumerate(kept, 1))
    keys = list(SHEET)
    header = (*keys[: keys.index("id")], *own, *keys[keys.index("id") :])
    return Sheet(owner, made, header, rows, notices)


def _same(name: str, other: str) -> bool:
    return name.strip().casefold() == other.strip().casefold()


def _is_open(contact: Contact, letter: Letter | None) -> bool:
    """Whether there is something to ask for; not of a lead, whatever stage the row was left at."""
    return contact.stage not in CLOSED and not (letter and has_signed(letter, contact))


def _reason(contact: Contact, roster: Roster, silent: set[str], on: date) -> str:
    """Why nobody is to call there; "" if somebody may."""
    if contact.id in silent:
        return "not to be contacted, says outreach.toml"
    legislator = roster.get(contact.id)
    if legislator is None:
        return "the roster does not know the id"
    return "" if legislator.term_on(on) else f"not in office on {on}"


def _last(contact: Contact, roster: Roster) -> str:
    legislator = roster.get(contact.id)
    return legislator.last if legislator else contact.name


def _row(
    contact: Contact, roster: Roster, on: date, own: Sequence[str], owner: str, made: str, place: tuple[int, int]
) -> Mapping[str, str]:
    known = _facts(contact, roster.legislators[contact.id], on)
    cells = {key: contact.get(key) for key in (*EDITED, *own)}
    base = Base(
        contact.letter,
        contact.id,
        {key: known[key] for key in FACTS if key != "notes_so_far"},
        {**cells, NOTES: contact.notes},
        owner,
        made,
        *place,
    )
    key = {"letter": contact.letter, "id": contact.id}
    return {**known, **cells, **key, NEW_NOTE: "", MADE_FROM: encode(base)}


def _facts(contact: Contact, legislator: Legislator, on: date) -> dict[str, str]:
    term = legislator.term_on(on) or legislator.terms[-1]
    return {
        "name": printed(legislator).text,
        "title": title_of(term),
        "seat": seat_label(term.chamber, term.state, term.seat.number),
        "party": term.party_on(on),
        "office_phone": term.phone,
        "last_time": ", ".join(text for text in (contact.last_contact, contact.channel) if text),
        "notes_so_far": contact.notes,
    }


def as_workbook(sheet: Sheet) -> bytes:
    """The sheet as an XLSX file with drop-downs, locked facts, a guide, and the base inside."""
    columns = tuple(SHEET.get(key) or _own(key) for key in sheet.header)
    rows = tuple(tuple(row[key] for key in sheet.header) for row in sheet.rows)
    words = [row[MADE_FROM] for row in sheet.rows]
    head = f"outreach {__version__}, sheet of {clean(sheet.owner)}, made {sheet.made}, {len(words)} rows"
    day = sheet.made[:10]
    title = f"{clean(sheet.owner)} {day}"
    return encode_form(Form(title, columns, rows, guide(sheet.owner, day), (head, *words)))


def _own(key: str) -> Column:
    """A column that people added to contacts.csv."""
    return Column(key, 16, edited=True, hint=_MINUTES if is_minutes(key) else "")


_MINUTES = "The minutes of all dealings with this office, as a whole number: add yours to what stands here."


def as_csv(sheet: Sheet) -> bytes:
    """The sheet as a CSV file; each row carries its base in the last column."""
    titles = [SHEET[key].title if key in SHEET else key for key in sheet.header]
    rows = [titles, *([row[key] for key in sheet.header] for row in sheet.rows)]
    return b"\xef\xbb\xbf" + encode_rows(rows)


def own_columns(contacts: Iterable[Contact]) -> frozenset[str]:
    """The columns that people added to contacts.csv."""
    return frozenset(name for contact in contacts for name in contact.extra if name not in COLUMNS)
