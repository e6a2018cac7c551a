"""Damage that a spreadsheet did to a cell on its own, recognised by comparing with what the cell was.

Convention: what a cell was is known for certain; what came back is damage only if a spreadsheet
is known to make just that of it. Everything else is an edit by a person.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from .dates import SYSTEMS, counted, readings

#: Longer cells are text, which no spreadsheet takes for a number or a date.
_LONGEST = 40


def damage(was: str, now: str) -> str:
    """What a spreadsheet did to the cell, in words; "" if it is the same or a person has edited it."""
    if was == now or not was or not now:
        return ""
    return next((what for what, rule in _RULES if rule(was, now)), "")


def _blanks(was: str, now: str) -> bool:
    return _one_line_end(was).strip() == _one_line_end(now).strip()


def _one_line_end(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _composed(was: str, now: str) -> bool:
    return unicodedata.normalize("NFC", was) == unicodedata.normalize("NFC", now)


def _guarded(was: str, now: str) -> bool:
    return was.lstrip("'") == now.lstrip("'")


def _encoding(was: str, now: str) -> bool:
    if was.isascii():
        return False
    for codec in ("cp1252", "latin-1", "mac-roman"):
        text = was
        for _ in range(3):
            text = _misread(text, codec)
            if text.replace("\xa0", " ") == now.replace("\xa0", " "):
                return True
    return _marked_lost(was, now)


def _misread(text: str, codec: str) -> str:
    """The bytes of the text, taken for bytes of that encoding."""
    return "".join(_as(byte, codec) for byte in text.encode("utf-8", "replace"))


def _as(byte: int, codec: str) -> str:
    try:
        return bytes((byte,)).decode(codec)
    except UnicodeDecodeError:
        return chr(byte)


def _marked_lost(was: str, now: str) -> bool:
    """Whether only letters outside ASCII have become question marks."""
    pairs = list(zip(was, now, strict=False))
    changed = [(old, new) for old, new in pairs if old != new]
    return (
        len(was) == len(now) and bool(changed) and all(not old.isascii() and new in "?\ufffd" for old, new in changed)
    )


def _zeros(was: str, now: str) -> bool:
    return was.isascii() and was.isdigit() and was[0] == "0" and (was.lstrip("0") or "0") == now.strip()


def _number(was: str, now: str) -> bool:
    before, after = set(_numbers(was)), set(_numbers(now))
    if before & after:
        return True
    digits = _significant(now)
    return bool(digits) and any(_rounded(one, digits) in after for one in before)


def _numbers(text: str) -> Iterator[Decimal]:
    """The numbers that the text may be for a spreadsheet: 1,000 is a thousand or one."""
    bare = text.strip().lstrip("$€£").replace("\xa0", "")
    if len(bare) > _LONGEST or not re.fullmatch(r"[+-]?[\d.,]*\d[\d.,]*([eE][+-]?\d{1,3})?%?", bare):
        return
    share = Decimal(100) if bare.endswith("%") else Decimal(1)
    plain = bare.rstrip("%")
    for form in (plain.replace(",", ""), plain.replace(".", "").replace(",", ".")):
        try:
            yield (Decimal(form) / share).normalize()
        except InvalidOperation:
            continue


def _significant(text: str) -> int:
    """How many digits a number with an exponent shows; 0 if it is none."""
    found = re.fullmatch(r"[+-]?(\d[.,]?\d*)[eE][+-]?\d{1,3}", text.strip())
    return sum(character.isdigit() for character in found[1]) if found else 0


def _rounded(number: Decimal, digits: int) -> Decimal:
    return Decimal(f"{number:.{digits - 1}e}").normalize()


def _fraction(was: str, now: str) -> bool:
    found = re.fullmatch(r"(?:(\d{1,3}) )?(\d{1,3})/(\d{1,3})", was.strip())
    if not found or not int(found[3]):
        return False
    value = int(found[1] or 0) + int(found[2]) / int(found[3])
    return any(abs(float(number) - value) < 0.005 for number in _numbers(now))


def _day(was: str, now: str) -> bool:
    before = set(readings(was))
    if not before and (number := counted(was)):
        before = {number}
    return bool(before & _days(now))


def _days(text: str) -> set[date]:
    found = set(readings(text))
    if counted(text):
        found |= {start + timedelta(days=int(text.strip().removesuffix(".0"))) for start in SYSTEMS}
    return found


_PART = re.compile(
    r"(\d{1,4}|[A-Za-z]{3,9})[-/. ]{1,2}(\d{1,4}|[A-Za-z]{3,9})|(?P<word>[A-Za-z]{3,9})(?P<rest>\d{1,4})"
)


def _part_of_a_day(was: str, now: str) -> bool:
    """Whether something like MAR-1, 1/2 or 3-4 was taken for a day."""
    found = _PART.fullmatch(was.strip())
    if not found:
        return False
    first, second = found["word"] or found[1], found["rest"] or found[2]
    both = (f"{first}-{second}-2000", f"{second}-{first}-2000")
    months = {(day.month, day.day) for text in both for day in readings(text)}
    return any((day.month, day.day) in months or _month_and_year(first, second, day) for day in _days_without_year(now))


def _month_and_year(first: str, second: str, day: date) -> bool:
    """MAR-21 and 3/2021 can be a month of a year, which begins on its first day."""
    named = readings(f"1 {first} {second}") or (readings(f"{second}-{first}-1") if len(second) == 4 else ())
    return day.day == 1 and any((day.year, day.month) == (one.year, one.month) for one in named)


def _days_without_year(text: str) -> set[date]:
    bare = text.strip()
    return _days(bare) | (set(readings(f"{bare} 2000")) | set(readings(f"{bare}/2000")) if len(bare) < 12 else set())


def _truth(was: str, now: str) -> bool:
    return was.strip().lower() in ("true", "false") and was.strip().lower() == now.strip().lower()


_CLOCK = re.compile(r"(\d{1,2}):(\d\d)(?::(\d\d))?(?:\.0+)? ?([AaPp][Mm])?")


def _clock(was: str, now: str) -> bool:
    before, after = _minutes(was), _minutes(now)
    if before is None or after is not None:
        return before is not None and before == after
    return any(abs(float(number) * 86_400 - before) < 1 for number in _numbers(now))


def _minutes(text: str) -> int | None:
    """Seconds since midnight of a time of the day."""
    found = _CLOCK.fullmatch(text.strip())
    if not found:
        return None
    hour = int(found[1]) % 12 + (12 if found[4].lower() == "pm" else 0) if found[4] else int(found[1])
    return hour * 3600 + int(found[2]) * 60 + int(found[3] or 0)


def _formula(was: str, now: str) -> bool:
    return was.lstrip("'\t ")[:1] in tuple("=+-@") and bool(re.match(r"#[A-Z/0]+[!?A]|Err:\d{3}", now))


#: What spreadsheets put in place of what was typed.
_CORRECTED = (
    ("“", '"'), ("”", '"'), ("„", '"'), ("’", "'"), ("‘", "'"), ("…", "..."), ("–", "--"), ("—", "--"), ("–", "-"),
    ("—", "-"), ("©", "(c)"), ("®", "(r)"), ("™", "(tm)"), ("½", "1/2"), ("¼", "1/4"), ("¾", "3/4"), ("\xa0", " "),
)  # fmt: skip


def _corrected(was: str, now: str) -> bool:
    """Whether only what spreadsheets correct while one types is different."""
    fancy = any(mark in now for mark, _ in _CORRECTED)
    return fancy and _uncorrected(was) == _uncorrected(now)


def _uncorrected(text: str) -> str:
    for fancy, simple in _CORRECTED:
        text = text.replace(fancy, simple)
    return text.replace("--", "-").lower()


Rule = Callable[[str, str], bool]

#: What was done → how it is recognised; the first that fits gives the name.
_RULES: tuple[tuple[str, Rule], ...] = (
    ("blanks or line ends were changed", _blanks),
    ("accents were stored in another way", _composed),
    ("an apostrophe was added or taken off", _guarded),
    ("letters were read in another encoding", _encoding),
    ("zeros at the front were lost", _zeros),
    ("it was taken for a number", _number),
    ("it was taken for a fraction", _fraction),
    ("a date was written in another way", _day),
    ("it was taken for a date", _part_of_a_day),
    ("it was taken for true or false", _truth),
    ("it was taken for a time", _clock),
    ("it was run as a formula", _formula),
    ("it was corrected automatically", _corrected),
)
