"""What is wrong in the rows of contacts.csv, cell by cell."""

from __future__ import annotations

import difflib
import functools
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ..errors import Problem
from ..model import COLUMNS, WRITTEN_BY_PROGRAM, Contact, Letter
from ..roster import Roster
from ..vocabulary import CHANNELS, ROLES, STAGES
from .healing import ERRORS
from .minutes import WRITE_MINUTES, fault_of_minutes, is_minutes
from .readings import days, unscrambled
from .zips import padded

#: Columns that hold a date.
DATES = ("signed_on", "last_contact", "due")

#: Column → the only words that may stand in it.
WORDS: Mapping[str, tuple[str, ...]] = {"stage": STAGES, "role": ROLES, "channel": CHANNELS}

#: Stages of somebody who has signed at some time: they have a role and a day.
_SIGNED = ("signed", "withdrawn")


#: Stages of somebody who has not signed so far; "" is none yet.
_UNSIGNED = ("", "target", "asked", "considering", "committed")


@dataclass(frozen=True, slots=True)
class Known:
    """What rows are compared with."""

    letters: Mapping[str, Letter]
    roster: Roster | None  #: None before the first sync: ids are not looked at then
    #: name, party, state and district of a legislator as of a day
    facts: Callable[[str, date], Mapping[str, str]]
    today: date


def check_contacts(contacts: Sequence[Contact], known: Known, file: str) -> Iterator[Problem]:
    """A problem for every cell that is wrong, in the order of the rows."""
    for contact in contacts:
        for column, what, next, level in _faults(contact, known):
            yield Problem(file, contact.line, column, what, next, level)


Fault = tuple[str, str, str, str]


def _faults(contact: Contact, known: Known) -> Iterator[Fault]:
    yield from _letter(contact, known)
    for column, words in WORDS.items():
        yield from _word(column, contact.get(column), words)
    for column in DATES:
        yield from _date(column, contact.get(column), known.today)
    yield from _text(contact)
    yield from _zips(contact)
    yield from _minutes(contact)
    yield from _signature(contact)
    yield from _lead(contact, known)
    yield from _person(contact, known)


def _letter(contact: Contact, known: Known) -> Iterator[Fault]:
    if contact.letter not in known.letters:
        next = _near(contact.letter, tuple(known.letters)) or "'outreach letter list' shows them"
        yield "letter", f"{contact.letter!r} is no letter in outreach.toml", next, "error"


def _word(column: str, cell: str, words: tuple[str, ...]) -> Iterator[Fault]:
    if cell and cell not in words:
        next = _near(cell, words) or f"write one of: {', '.join(words)}"
        yield column, f'"{cell}" is not a {column}', next, "error"


@functools.lru_cache(maxsize=1024)
def _near(cell: str, words: tuple[str, ...]) -> str:
    """Which of the words is meant; kept, as many rows have the same slip."""
    near = difflib.get_close_matches(cell.strip().lower(), words, 1)
    return f'did you mean "{near[0]}"?' if near else ""


def day_of(cell: str) -> date | None:
    """The day that the cell says in our form, 2017-07-13; None if it says none."""
    try:
        return date.fromisoformat(cell) if len(cell) == 10 else None
    except ValueError:
        return None


def _date(column: str, cell: str, today: date) -> Iterator[Fault]:
    if not cell:
        return
    day = day_of(cell)
    if day is None:
        yield column, *_no_date(cell), "error"
    elif column != "due" and day > today:
        yield column, f"{cell} is still to come", "is the year right?", "warning"


def _no_date(cell: str) -> tuple[str, str]:
    """What is wrong with the date, and what next."""
    meant = sorted(days(cell))
    whole = [date(*day).isoformat() for day in meant if day[0]]
    if len(whole) > 1:
        return f'"{cell}" can be {" or ".join(whole)}', "write the one that is meant, in this form"
    if whole:
        return f'"{cell}" is not a date in our form', f"write {whole[0]} if that is meant"
    if meant:
        return f'"{cell}" is a date without a year', "write year-month-day, as in 2017-07-13"
    return f'"{cell}" is not a date', "write year-month-day, as in 2017-07-13"


def _text(contact: Contact) -> Iterator[Fault]:
    """Cells that something has happened to on the way."""
    # One look at all cells together: in nearly no row is there anything of the kind.
    together = "\0".join(("", *contact.cells, *contact.extra.values()))
    if together.isascii() and "\0#" not in together and "\0E" not in together:
        return
    for column in (*COLUMNS, *contact.extra):
        cell = contact.get(column)
        if cell.startswith(("#", "E")) and ERRORS.fullmatch(cell):
            yield column, f"the spreadsheet shows the error {cell}", "write the value there", "error"
        elif not cell.isascii():
            yield from _letters(column, cell)


def _zips(contact: Contact) -> Iterator[Fault]:
    for column, full in padded(contact).items():
        what = f'"{contact.get(column)}" has lost a zero, if it is a ZIP code of {contact.state}'
        yield column, what, f"'outreach check --fix' writes {full}", "warning"


def _minutes(contact: Contact) -> Iterator[Fault]:
    for column in filter(is_minutes, contact.extra):
        if fault := fault_of_minutes(cell := contact.get(column)):
            yield column, f'"{cell[:40]}" {fault}', WRITE_MINUTES, "warning"


def _letters(column: str, cell: str) -> Iterator[Fault]:
    if "\ufffd" in cell:
        yield column, f'"{cell[:40]}" has lost letters', "write them again", "warning"
    if turning := _TURNING & set(cell):
        codes = ", ".join(f"U+{ord(mark):04X}" for mark in sorted(turning))
        yield column, f"has marks in it that turn the direction of text ({codes})", "delete them", "warning"
    if meant := unscrambled(cell):
        next = "'outreach check --fix' writes it so"
        yield column, f'"{cell[:40]}" was saved in the wrong encoding; "{meant[:40]}" is meant', next, "warning"
    if word := _mixed(cell):
        yield column, f'"{word}" has letters of two alphabets that look alike', "type it anew", "warning"


#: Marks that make what is shown differ from what is there.
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

_ALPHABETS = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE")


def _mixed(cell: str) -> str:
    """The first word with letters of two alphabets; "" if there is none."""
    return next((word for word in re.findall(r"[^\W\d_]+", cell) if len(set(map(_alphabet, word)) - {""}) > 1), "")


def _alphabet(letter: str) -> str:
    name = unicodedata.name(letter, "").split(" ", maxsplit=1)[0]
    return name if name in _ALPHABETS else ""


def _signature(contact: Contact) -> Iterator[Fault]:
    if contact.stage in _SIGNED and not contact.signed_on:
        yield "signed_on", "is empty, but the stage says that the letter was signed", "write the day", "error"
    if contact.stage in _SIGNED and not contact.role:
        yield "role", "is empty, but the stage says that the letter was signed", "write lead or signer", "error"
    if contact.stage not in _SIGNED and contact.role:
        next = 'write the stage "signed", or empty the role'
        yield "role", f'is "{contact.role}", but the stage is {contact.stage or "empty"}', next, "error"


def _lead(contact: Contact, known: Known) -> Iterator[Fault]:
    """A lead counts as a signatory whatever the stage says, unless it says that they are none."""
    letter = known.letters.get(contact.letter)
    if letter and contact.id in letter.leads and contact.stage in _UNSIGNED:
        what = f"is {contact.stage or 'empty'}, but outreach.toml names them as a lead, who has signed"
        yield "stage", what, 'write "signed", "lead" and the day; or "withdrawn" if they took it back', "warning"


def _person(contact: Contact, known: Known) -> Iterator[Fault]:
    """The id, and the columns that the program writes."""
    if known.roster is None:
        return
    if known.roster.get(contact.id) is None:
        if known.roster.complete:
            next = _near_id(contact, known.roster)
            yield "id", f"nobody has the id {contact.id}", next or "'outreach who NAME' shows an id", "error"
        else:
            yield (
                "id",
                f"nobody in the example's small roster has the id {contact.id}",
                "run 'outreach sync'",
                "warning",
            )
        return
    letter = known.letters.get(contact.letter)
    on = day_of(contact.signed_on) or (letter.sent if letter and contact.stage in _SIGNED else None)
    facts = known.facts(contact.id, on or known.today)
    for column in WRITTEN_BY_PROGRAM if on else ("name",):
        if contact.get(column) and contact.get(column) != facts[column]:
            when = f" on {on}" if on and column != "name" else ""
            what = f'"{contact.get(column)}" is not what {contact.id} has{when}'
            yield column, what, f'write "{facts[column]}"; is the id right?', "error"


def _near_id(contact: Contact, roster: Roster) -> str:
    return f"did you mean {contact.id.strip().upper()}?" if roster.get(contact.id.strip().upper()) else ""
