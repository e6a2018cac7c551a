"""The filters of the staff's templates: each takes a plain value and gives a plain value.

Convention: dates come in as 2017-07-13 and go out the way an American letter writes them; no
filter looks at an attribute, calls anything, or makes its input longer than a list of it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from ..vocabulary import ordinal

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_NUMBERS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_PLACES = ["zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]


@dataclass(frozen=True, slots=True)
class Rule:
    """What a filter takes and gives, so that a mistake is found before the first letter."""

    run: Callable[..., Any]
    takes: str  #: "text", "number", "date", "list" or "any"
    gives: str  #: "text", "number", "item" (of the list), "texts", "same"
    arguments: tuple[int, int]  #: fewest and most
    doc: str  #: one clause
    example: str


def and_list(items: Sequence[str], word: str = "and") -> str:
    """["A", "B", "C"] → "A, B and C"."""
    texts = [_text(item) for item in items]
    return texts[0] if len(texts) == 1 else ", ".join(texts[:-1]) + f" {word} {texts[-1]}" if texts else ""


def each(items: Sequence[dict[str, Any]], name: str) -> list[Any]:
    """One value of every group in the list."""
    return [item[name] for item in items]


def american_date(text: str, form: str = "long") -> str:
    """2017-07-13 → "July 13, 2017"; other forms: "weekday", "month", "year", "iso"."""
    return _day(_text(text), form)


@lru_cache(maxsize=1024)  # most letters of a batch have the same few days
def _day(text: str, form: str) -> str:
    day = date.fromisoformat(text)
    long = f"{_MONTHS[day.month - 1]} {day.day}, {day.year}"
    forms = {
        "long": long,
        "weekday": f"{_DAYS[day.weekday()]}, {long}",
        "month": f"{_MONTHS[day.month - 1]} {day.year}",
        "year": str(day.year),
        "iso": day.isoformat(),
    }
    if form not in forms:
        raise ValueError(f'there is no date form "{form}"; there is: {", ".join(forms)}')
    return forms[form]


def in_words(number: int) -> str:
    """3 → "three"; from thirteen on in figures, with commas."""
    return _NUMBERS[number] if 0 <= number < len(_NUMBERS) else f"{number:,}"


def place(number: int, form: str = "figures") -> str:
    """1 → "1st"; with "words" "first", from eleventh on in figures."""
    return _PLACES[number] if form == "words" and 0 < number < len(_PLACES) else ordinal(number)


def plural(number: int, one: str, many: str = "") -> str:
    """2 and "letter" → "letters"."""
    return one if number == 1 else many or f"{one}s"


def default(value: Any, instead: str = "") -> Any:
    """The value, or what stands instead of an empty one."""
    return value if value or value == 0 else instead


def possessive(text: str) -> str:
    """Rhode Island → "Rhode Island’s", Illinois → "Illinois’"."""
    return f"{_text(text)}’" if _text(text).endswith("s") else f"{_text(text)}’s"


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("this is not a text")
    return value


FILTERS: dict[str, Rule] = {
    "and_list": Rule(and_list, "list", "text", (0, 1), "a list in a sentence", "“Ann, Bo and Cy”"),
    "or_list": Rule(lambda items: and_list(items, "or"), "list", "text", (0, 0), "a list with “or”", "“Ann, Bo or Cy”"),
    "each": Rule(each, "list", "texts", (1, 1), "one value of every group in a list", "`colleagues|each('name')`"),
    "join": Rule(
        lambda items, by=", ": by.join(map(_text, items)), "list", "text", (0, 1), "a list with this between", "“A; B”"
    ),
    "first": Rule(lambda items: items[0], "list", "item", (0, 0), "the first of a list", ""),
    "last": Rule(lambda items: items[-1], "list", "item", (0, 0), "the last of a list", ""),
    "length": Rule(lambda items: len(items), "list", "number", (0, 0), "how many are in a list", "12"),
    "date": Rule(
        american_date,
        "date",
        "text",
        (0, 1),
        'a date; forms "long", "weekday", "month", "year", "iso"',
        "“July 13, 2017”",
    ),
    "ordinal": Rule(place, "number", "text", (0, 1), 'a place; with "words" as a word', "“4th”, “fourth”"),
    "words": Rule(in_words, "number", "text", (0, 0), "a number up to twelve as a word", "“three”"),
    "plural": Rule(plural, "number", "text", (1, 2), "the word that fits the number", "“senator”, “senators”"),
    "possessive": Rule(possessive, "text", "text", (0, 0), "whose it is", "“Illinois’”"),
    "upper": Rule(lambda text: _text(text).upper(), "text", "text", (0, 0), "in capitals", "“HOUSE”"),
    "lower": Rule(lambda text: _text(text).lower(), "text", "text", (0, 0), "in small letters", "“house”"),
    "capitalize": Rule(
        lambda text: _text(text)[:1].upper() + _text(text)[1:],
        "text",
        "text",
        (0, 0),
        "the first letter as a capital, the others as they are",
        "“The letter”",
    ),
    "default": Rule(default, "any", "same", (1, 1), "this text where the value is empty", ""),
}
