"""What a text can be read as: numbers, dates, and text in a wrong encoding.

Convention: a reading is a possibility, so every function gives all of them; nothing is decided here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january januar janv janvier ene enero",
            "feb february februar févr février febrero",
            "mar march märz mär mrz mars marzo",
            "apr april avr avril abr abril",
            "may mai mayo",
            "jun june juni juin junio",
            "jul july juli juil juillet julio",
            "aug august août ago agosto",
            "sep sept september septembre septiembre",
            "oct october okt oktober octobre octubre",
            "nov november novembre noviembre",
            "dec december dez dezember déc décembre dic diciembre",
        ),
        1,
    )
    for name in names.split()
}
_NUMBER = re.compile(r"[+-]?(\d{1,3}([ ,.'’\u00a0\u202f]\d{3})+|\d+)?([.,]\d*)?([eE][+-]?\d{1,3})?%?")
_TIMED = re.compile(r"[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?( ?[AaPp][Mm])?$")
_MIDNIGHT = re.compile(r"[T ]0{1,2}:00(:00(\.0+)?)?$")
_LONGEST = 40

#: The day that a spreadsheet calls 0, as Excel counts since 1 March 1900.
_EPOCH = date(1899, 12, 30)

#: A day with a year, or without one (then the year is 0).
Day = tuple[int, int, int]


def numbers(text: str) -> frozenset[float]:
    """The numbers that the text can mean; 1,5 may be one and a half or fifteen tenths of something else."""
    text = text.strip().removeprefix("$").removeprefix("€").strip()
    if not text or len(text) > _LONGEST or not any(map(str.isdigit, text)):
        return frozenset()
    fraction = re.fullmatch(r"(\d{1,4})/(\d{1,4})", text)
    if fraction:
        return frozenset({int(fraction[1]) / int(fraction[2])} if int(fraction[2]) else ())
    if not _NUMBER.fullmatch(text):
        return frozenset()
    return frozenset(_read(text))


def _read(text: str) -> Iterator[float]:
    share = 0.01 if text.endswith("%") else 1.0
    bare = re.sub(r"[ '’\u00a0\u202f]", "", text.rstrip("%"))
    for form in {bare, bare.replace(",", ""), bare.replace(",", "."), bare.replace(".", "").replace(",", ".")}:
        try:
            yield float(form) * share
        except ValueError:
            continue


def days(text: str) -> frozenset[Day]:
    """The days that the text can mean, (year, month, day); the year is 0 where none is said."""
    text = _TIMED.sub("", text.strip())
    if not text or len(text) > _LONGEST or not any(map(str.isdigit, text)):
        return frozenset()
    parts = re.findall(r"\d+|[^\W\d_]+", text)
    if len(parts) == 1:
        return frozenset(_serial(parts[0]))
    parts = [part for part in parts if part.casefold() not in _FILLERS]
    if len(parts) not in (2, 3) or re.sub(r"\d+|[^\W\d_]+|[-/., ]", "", text):
        return frozenset()
    return frozenset(day for order in _ORDERS[len(parts)] for day in _ordered(parts, order))


_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_FILLERS = frozenset({"of", "de", "the", "th", "st", "nd", "rd", *_WEEKDAYS, *(day[:3] for day in _WEEKDAYS)})
_ORDERS = {3: ("ymd", "mdy", "dmy"), 2: ("md", "dm", "my")}


def _serial(part: str) -> Iterator[Day]:
    if part.isdecimal() and part.isascii() and len(part) == 5:
        day = _EPOCH + timedelta(days=int(part))
        yield (day.year, day.month, day.day)


def _ordered(parts: list[str], order: str) -> Iterator[Day]:
    """The day, if the parts can be meant in that order."""
    said = dict(zip(order, parts, strict=True))
    month = _MONTHS.get(said["m"].casefold()) or (int(said["m"]) if _short(said["m"]) else 0)
    year = _year(said["y"]) if "y" in said else 0
    number = int(said["d"]) if "d" in said and _short(said["d"]) else (1 if "d" not in said else 0)
    if year is None or not 1 <= month <= 12:
        return
    try:
        date(year or 2000, month, number)
    except ValueError:
        return
    yield (year, month, number)


def _short(part: str) -> bool:
    return part.isascii() and part.isdecimal() and len(part) <= 2


def _year(part: str) -> int | None:
    if not (part.isascii() and part.isdecimal()) or len(part) not in (2, 4):
        return None
    number = int(part)
    if len(part) == 2:
        return 2000 + number if number < 70 else 1900 + number
    return number if 1900 <= number <= 2200 else None


def one_day(text: str) -> date | None:
    """The day that the text means, where it can mean only one; a year of two digits is not enough."""
    said = re.findall(r"\d+|[^\W\d_]+", _MIDNIGHT.sub("", text))
    # A month without a day is none, and a number alone may be anything.
    if len([part for part in said if part.casefold() not in _FILLERS]) != 3:
        return None
    found = days(text) if any(len(part) == 4 and part.isdecimal() for part in said) else frozenset()
    return date(*next(iter(found))) if len(found) == 1 else None


def unscrambled(text: str) -> str:
    """The text as it was before UTF-8 was read as another encoding, once or twice; "" if it was not."""
    for _ in range(3):
        back = _once(text)
        if back == text:
            return ""
        text = back
        if not _once_more(text):
            return text
    return text


def _once_more(text: str) -> bool:
    return _once(text) != text


def _once(text: str) -> str:
    """One wrong reading taken back; the text itself where there was none."""
    if text.isascii():
        return text
    for encoding in ("cp1252", "mac_roman"):
        try:
            back = b"".join(_byte(character, encoding) for character in text).decode("utf-8")
        except UnicodeError:
            continue
        if len(back) < len(text):
            return back
    return text


def _byte(character: str, encoding: str) -> bytes:
    """Programs map the five bytes that cp1252 leaves out to themselves."""
    try:
        return character.encode(encoding)
    except UnicodeEncodeError:
        return character.encode("latin-1")
