"""One cell of a returned sheet: put right what a spreadsheet did, read what a person wrote.

Convention: nothing is guessed. A cell that can be read in one way is taken, and said if it was
written otherwise; a cell that can be read in two, or in none, stays as it was and is a fault.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from datetime import date

from ..ledger import (
    ERRORS,
    LONGEST_NOTE,
    WRITE_MINUTES,
    damage,
    day_of,
    days,
    fault_of_minutes,
    is_minutes,
    minutes_in,
)
from ..sheets import unguarded
from ..vocabulary import CHANNELS, STAGES
from .columns import NEW_NOTE

_WORDS = {"stage": STAGES, "channel": CHANNELS}
_DATES = ("last_contact", "due")

#: Most minutes that one dealing takes: a day.
_LONGEST = 1440

#: Orders of day and month that a person may say a file has, as places of (month, day).
ORDERS = {"month-first": "m", "day-first": "d"}


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell comes to."""

    text: str  #: the value to be taken
    said: str = ""  #: what was put right, one clause
    fault: str = ""  #: why the value stays as it was, one clause
    next: str = ""  #: what to do about the fault


def read(field: str, was: str, now: str, order: str = "") -> Cell:
    """The cell as it is to be taken; ``order`` is how a person says dates are written, one of ORDERS."""
    now = now.strip()
    # A CSV file that was saved as a workbook shows our guard before what could run as a formula.
    if was.strip() in (now, unguarded(now)):
        return Cell(was)
    if done := damage(was.strip(), now):
        return Cell(was, f"{_short(was)} {done}, {_short(now)}: it is put back")
    if ERRORS.fullmatch(now):
        return Cell(was, fault=f"the spreadsheet shows {now}", next="write the value there")
    if field in _WORDS:
        return _word(field, was, now)
    if field in _DATES and now:
        return _date(was, now, order)
    if is_minutes(field):
        return _minutes(was, now)
    if field == NEW_NOTE and len(now) > LONGEST_NOTE:
        return Cell(was, fault=f"has {len(now):,} letters; {LONGEST_NOTE:,} are the most", next="make it shorter")
    return Cell(now)


def _short(text: str) -> str:
    return repr(text if len(text) <= 30 else text[:29] + "…")


def _word(field: str, was: str, now: str) -> Cell:
    words = _WORDS[field]
    if now.lower() in words:
        said = f"{_short(now)} is read as {now.lower()}" if now.lower() != now else ""
        return Cell(now.lower(), said)
    if not now and field == "stage":
        return Cell(was, fault="is empty", next=f"it stays {was}" if was else "choose one from the list")
    if not now:
        return Cell(now)
    near = difflib.get_close_matches(now.lower(), words, 1)
    next = f'did you mean "{near[0]}"?' if near else f"choose one of: {', '.join(words)}"
    return Cell(was, fault=f"{_short(now)} is not a {field}", next=next)


def _minutes(was: str, now: str) -> Cell:
    """The minutes of all dealings with the office, as a whole number."""
    found = minutes_in(now)
    if found is None:
        return Cell(was, fault=f"{_short(now)} {fault_of_minutes(now)}", next=WRITE_MINUTES)
    if found - (minutes_in(was) or 0) > _LONGEST:
        return Cell(was, fault=f"{_short(now)} adds more than a day", next=WRITE_MINUTES)
    text = str(found) if now else ""
    return Cell(text, f"{_short(now)} is read as {text}" if text != now else "")


def _date(was: str, now: str, order: str) -> Cell:
    if day_of(now):
        return Cell(now)
    found = readings(now)
    if len(found) > 1 and order:
        found = tuple(day for day in found if _written(now, order) == (day.month, day.day))
    if len(found) == 1:
        return Cell(found[0].isoformat(), f"{_short(now)} is read as {found[0]}")
    if found:
        both = " or ".join(day.isoformat() for day in found)
        return Cell(was, fault=f"{_short(now)} may be {both}", next="write one of them, or say --dates")
    perhaps = ", ".join(str(date(*day)) for day in days(now) if day[0])
    what = f"is a bare number, perhaps {perhaps}" if now.isdecimal() and perhaps else "is not a date"
    return Cell(was, fault=f"{_short(now)} {what}", next="write year-month-day, as in 2026-07-01")


def readings(text: str) -> tuple[date, ...]:
    """The days that the text can mean, earliest first, if it says a day, a month and a year."""
    if len(re.findall(r"\d+|[^\W\d_]+", text)) < 3:
        return ()
    return tuple(sorted(date(*day) for day in days(text) if day[0]))


def _written(text: str, order: str) -> tuple[int, int]:
    """Month and day of a date like 3/4/2026, in that order."""
    first, second = (int(number) for number in re.findall(r"\d+", text)[:2])
    return (first, second) if ORDERS[order] == "m" else (second, first)


def is_unclear_date(field: str, was: str, now: str) -> bool:
    """Whether the cell is a date that can be read in two ways."""
    return field in _DATES and len(readings(now)) > 1 and not damage(was, now.strip())
