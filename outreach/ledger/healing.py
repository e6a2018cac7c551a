"""Damage that a spreadsheet does to a cell without being asked, known by what the cell said before.

Convention: ``damage`` names it, "" for what a person may well have typed. The cell is put back to
what it was; nothing is ever made up.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ..model import Change
from .readings import days, numbers, unscrambled

#: What a spreadsheet shows in place of a value.
ERRORS = re.compile(r"#(REF|N/A|DIV/0|NAME|VALUE|NUM|NULL|SPILL|CALC)[!?]?|Err:\d{3}|#{2,}", re.IGNORECASE)

_EXPONENT = re.compile(r"\d([.,]\d+)?[eE]\+\d+")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?(?: ?([AaPp])[Mm])?")

#: Lengths at which programs cut a cell off.
_CUTS = (254, 255, 256, 1024, 8191, 32_767)


#: So many cells of a column have to have moved before it is called an accident.
_MANY = 4


@dataclass(frozen=True, slots=True)
class Damage:
    """One damaged cell: the change that did it, and its name."""

    change: Change  #: from what it was to what it is
    name: str  #: what was done to it, as in "lost its leading zeros"


def damages(changes: Sequence[Change]) -> tuple[Damage, ...]:
    """The changes that were made by a program and not by a person.

    A day whose month and day have changed places may be a person's; two of them in one column
    are a program's.
    """
    turned = Counter(change.field for change in changes if _turned_round(change.old, change.new))
    moved = _moved(changes)
    found = []
    for change in changes:
        name = damage(change.old, change.new) or ("stands in another row than it did" if change.field in moved else "")
        if not name and turned[change.field] > 1 and _turned_round(change.old, change.new):
            name = "has its month and day turned round"
        if name:
            found.append(Damage(change, name))
    return tuple(found)


def _moved(changes: Sequence[Change]) -> frozenset[str]:
    """Columns whose cells are the same as before, but in other rows: sorted without the rest of the table."""
    cells: dict[str, list[Change]] = {}
    for change in changes:
        cells.setdefault(change.field, []).append(change)
    return frozenset(
        field
        for field, made in cells.items()
        if len(made) >= _MANY and Counter(one.old for one in made) == Counter(one.new for one in made)
    )


def damage(was: str, now: str) -> str:
    """What a program did to the cell; "" if a person may have."""
    if not was or not now or was == now:
        return ""
    return next((name for name, look in _LOOKS if look(was, now)), "")


def _error(was: str, now: str) -> bool:
    return bool(ERRORS.fullmatch(now.strip())) and not ERRORS.fullmatch(was.strip())


def _line_ends(was: str, now: str) -> bool:
    return _lines(was) == _lines(now)


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _scrambled(was: str, now: str) -> bool:
    return not was.isascii() and not now.isascii() and _plain(unscrambled(now)) == _plain(was)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", _lines(text))


def _lost_letters(was: str, now: str) -> bool:
    """Every letter that is not ASCII has become a question mark or the mark of a lost character."""
    if was.isascii() or not ("?" in now or "\ufffd" in now):
        return False
    wanted = "".join(re.escape(c) if c.isascii() else f"(?:{re.escape(c)}|[?\ufffd]{{1,4}})" for c in was)
    return len(was) < 5000 and bool(re.fullmatch(wanted, now, re.DOTALL))


def _zeros(was: str, now: str) -> bool:
    return was.isdecimal() and was[0] == "0" and was != "0" and now == (was.lstrip("0") or "0")


def _plus(was: str, now: str) -> bool:
    return was[0] == "+" and re.sub(r"\D", "", was) == now and now.isdecimal()


def _exponent(was: str, now: str) -> bool:
    bare = re.sub(r"[\s().+-]", "", was)
    if not (_EXPONENT.fullmatch(now) and bare.isdecimal()):
        return False
    return _near(float(bare), float(now.replace(",", ".")), now)


def _near(exact: float, shown: float, text: str) -> bool:
    digits = len(re.split(r"[eE]", text)[0].replace(".", "").replace(",", ""))
    return abs(exact - shown) <= abs(exact) * 10.0 ** (1 - digits)


def _last_digits(was: str, now: str) -> bool:
    """A number keeps fifteen digits."""
    both = was.isdecimal() and now.isdecimal() and len(was) == len(now) > 15
    return both and was[:14] == now[:14] and set(now[15:]) <= {"0"}


def _calculated(was: str, now: str) -> bool:
    return was.lstrip("'")[:1] == "=" and bool(numbers(now))


def _truth(was: str, now: str) -> bool:
    return was.casefold() == now.casefold() in ("true", "false") and now.isupper()


def _as_date(was: str, now: str) -> bool:
    """Both can be read as one day, where a year that is not said may be any; a day in our form is a person's."""
    if _ISO.fullmatch(was) and _ISO.fullmatch(now):
        return False
    before, after = days(was), days(now)
    return any(
        one[1:] == other[1:] and (one[0] == other[0] or 0 in (one[0], other[0])) for one in before for other in after
    )


def _as_number(was: str, now: str) -> bool:
    """One number in another dress. That a person adds blanks or commas to one is no damage."""
    before, after = numbers(was), numbers(now)
    return bool(before & after) and not (re.sub(r"\D", "", was) == re.sub(r"\D", "", now) and " " in now)


def _as_time(was: str, now: str) -> bool:
    before, after = _TIME.fullmatch(was), _TIME.fullmatch(now)
    return bool(before and after and _clock(before) == _clock(after))


def _clock(found: re.Match[str]) -> tuple[int, int, int]:
    """Hour, minute and second, by the clock of 24 hours."""
    hour, half = int(found[1]), (found[4] or "").lower()
    return (hour % 12 + (12 if half == "p" else 0) if half else hour, int(found[2]), int(found[3] or 0))


def _cut(was: str, now: str) -> bool:
    return len(now) in _CUTS and was.startswith(now)


def _turned_round(was: str, now: str) -> bool:
    return bool(_ISO.fullmatch(was) and _ISO.fullmatch(now)) and (
        was[:4] == now[:4] and was[5:7] == now[8:] and was[8:] == now[5:7]
    )


#: In this order: name of the damage, and how it is known.
_LOOKS: tuple[tuple[str, Callable[[str, str], bool]], ...] = (
    ("was replaced by an error", _error),
    ("has other line ends", _line_ends),
    ("is in the wrong encoding", _scrambled),
    ("lost its letters with accents", _lost_letters),
    ("lost its leading zeros", _zeros),
    ("lost its +", _plus),
    ("was made a rounded number", _exponent),
    ("lost its last digits", _last_digits),
    ("was calculated as a formula", _calculated),
    ("was made a truth value", _truth),
    ("was made a time", _as_time),
    ("was made a date or written as another kind of date", _as_date),
    ("was made a number", _as_number),
    ("was cut off", _cut),
)
