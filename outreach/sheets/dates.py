"""What day a cell may mean, in whichever way a person or a spreadsheet has written it.

Convention: every reading is given, and whoever asks decides only where there is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

#: Longest text that is looked at.
_LONGEST = 40

_TIME = re.compile(r"[ T]+\d{1,2}:\d\d(:\d\d(\.\d+)?)?( ?[AP]M)?$", re.IGNORECASE)
_NUMBERS = re.compile(r"(\d{1,4})[-/. ]{1,2}(\d{1,2})[-/. ]{1,2}(\d{1,4})$")
_WEEKDAY = re.compile(r"^(mon|tues?|wed|wednes|thu|thurs?|fri|sat|satur|sun)(day)?,? +", re.IGNORECASE)
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ -]+([A-Za-z]{3,9})\.?[ ,-]+(\d{4}|\d\d)$")
_MONTH_FIRST = re.compile(r"([A-Za-z]{3,9})\.?[ -]+(\d{1,2})(?:st|nd|rd|th)?,?[ -]+(\d{4}|\d\d)$")

#: Day 0 of the two systems in which spreadsheets count days.
SYSTEMS = (date(1899, 12, 30), date(1904, 1, 1))

#: Numbers taken for counted days: 1982 to 2064.
_COUNTED = range(30_000, 60_001)


def readings(text: str) -> tuple[date, ...]:
    """All days that the text can mean, earliest first: none, one, or two where day and month could change places."""
    bare = _TIME.sub("", text.strip()) if len(text) <= _LONGEST else ""
    bare = _WEEKDAY.sub("", bare)
    return tuple(sorted({day for day in (*_from_numbers(bare), *_from_words(bare)) if day}))


def counted(text: str) -> date | None:
    """The day that a spreadsheet means by a bare number such as 46187; None if it is none."""
    bare = text.strip().removesuffix(".0")
    if not (bare.isascii() and bare.isdigit() and len(bare) == 5):
        return None
    return SYSTEMS[0] + timedelta(days=int(bare)) if int(bare) in _COUNTED else None


def _from_numbers(text: str) -> Iterator[date | None]:
    found = _NUMBERS.match(text)
    if not found:
        return
    first, second, third = found.groups()
    if len(first) == 4:
        yield _day(first, second, third)
    elif len(first) <= 2 and len(third) in (2, 4):
        yield _day(third, first, second)
        yield _day(third, second, first)


def _from_words(text: str) -> Iterator[date | None]:
    if found := _DAY_FIRST.match(text):
        yield _day(found[3], _month(found[2]), found[1])
    if found := _MONTH_FIRST.match(text):
        yield _day(found[3], _month(found[1]), found[2])


def _month(word: str) -> str:
    start = word[:3].lower()
    return str(_MONTHS.index(start) + 1) if start in _MONTHS else "0"


def _day(year: str, month: str, day: str) -> date | None:
    """The day; a year of two digits is one of this century."""
    try:
        return date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))
    except ValueError:
        return None
