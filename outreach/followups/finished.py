"""What is looked at in a letter that is finished, before it is written anywhere.

Convention: every finding says whose letter it is and, where the words stand in the template, in
which line; words that come from outreach.toml are looked for there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from ..address import Address
from ..errors import Problem
from ..model import Legislator, Letter, Override, Record
from ..templating import Rendered, Template, leftovers
from ..vocabulary import congress_start
from .checks import of_person
from .facts import is_legislation

if TYPE_CHECKING:
    from .batch import FollowUp

#: Lines of Markdown that nobody sees: addresses of links.
_UNSEEN = re.compile(r"^ {0,3}\[[^\]\n]+\]:[ \t]*\S+.*$", re.M)

_BRACES = re.compile(r"\{\{|\}\}|\{%|%\}|\{#")

#: Words about time → days after the letter for which they are true of it.
_RELATIVE = (
    (re.compile(r"\b(?:today|yesterday|tonight|this morning)\b", re.I), 1),
    (re.compile(r"\b(?:last week|this week|(?:a few|several|some) days ago|the other day)\b", re.I), 14),
    (re.compile(r"\b(?:last month|this month|(?:a few|several|some) weeks ago|just (?:signed|sent|led))\b", re.I), 62),
    (
        re.compile(
            r"\b(?:recent(?:ly)?|(?:a few|several|some) months ago|this (?:spring|summer|fall|autumn|winter))\b", re.I
        ),
        190,
    ),
    (re.compile(r"\b(?:last year|this year|last (?:spring|summer|fall|autumn|winter))\b", re.I), 730),
)

#: Sentences in which such words are looked for: those that speak of the letter.
_ABOUT = re.compile(r"\b(?:sign\w*|cosponsor\w*|introduc\w*|letter|led|lead\w*|names?)\b", re.I)

#: How an ask begins that a signatory has met.
_SIGN = r"(?:co-?)?sign\b|(?:add|put|lend) your (?:name|voice|signature)\b"
_COSPONSOR = rf"{_SIGN}|(?:co-?)?sponsor\b"

Finding = tuple[str, str, str, str]  # level, words to look for in the template, what, next


def for_text(text: Rendered, template: Template, record: Record) -> list[Problem]:
    """What is wrong with the finished words of one follow-up."""
    found = [*_unfinished(text), *_relative(text, record)]
    return [*(_placed(finding, template, record) for finding in found), *_asked_again(text, template, record.letter)]


def _unfinished(text: Rendered) -> Iterator[Finding]:
    whole = "\n".join([text.subject, *text.enclosures, text.body])
    if ("{" in whole or "}" in whole) and (braces := _BRACES.search(whole)):
        yield "error", braces[0], "has braces of a field in the finished letter", "write it as {{ legislator.name }}"
    seen = _UNSEEN.sub("", text.body) if "]:" in text.body else text.body
    if not text.subject.strip() or not re.search(r"\w", seen):
        yield "error", "", "makes an empty letter", "write something into it"
    for _, what, next in leftovers(_read(whole)):
        yield "error", what.split('"')[1], what, next


def _asked_again(text: Rendered, template: Template, letter: Letter) -> Iterator[Problem]:
    """An ask of outreach.toml that fits those who have not signed, in a letter to somebody who has."""
    done = re.match(_COSPONSOR if is_legislation(letter) else _SIGN, letter.ask, re.I)
    if done and template.front.purpose == "thank" and letter.ask.rstrip(".").lower() in _read(text.body).lower():
        what = f'signatories are asked to "{letter.ask}" as well, in {template.file}'
        cure = "if it is what they have done already, word it anew or take it out of that template"
        yield Problem("outreach.toml", 0, f"letters.{letter.slug}.ask", what, cure, "warning")


def _read(markdown: str) -> str:
    """The words as people see them: values are escaped for Markdown."""
    return re.sub(r"\\(?=[^\w\s])", "", markdown)


def _relative(text: Rendered, record: Record) -> Iterator[Finding]:
    """ "Last month" about a letter of 2017."""
    age = (record.on - record.letter.sent).days
    for paragraph in (text.subject, *text.body.split("\n\n")):
        for words in _outdated(paragraph, age):
            yield "warning", words, f'says "{words}" about {record.letter.sent}', "give the date"


@lru_cache(maxsize=4096)  # letters of one template share most of their paragraphs
def _outdated(paragraph: str, age: int) -> tuple[str, ...]:
    """Words of the paragraph that are no longer true of a letter so many days old."""
    about = [sentence for sentence in re.split(r"(?<=[.?!])\s+", paragraph) if _ABOUT.search(sentence)]
    found = [(sentence, words.search(sentence)) for sentence in about for words, days in _RELATIVE if age > days]
    return tuple(one[0] for sentence, one in found if one and not (one[0].lower() == "today" and _is_now(sentence)))


def _is_now(sentence: str) -> bool:
    """Whether "today" is said of what is so today, in the present tense."""
    return bool(re.search(r"\b(?:serves?|holds?|represents?|sits?|are|is|ask|write)\b", sentence, re.I))


def _placed(finding: Finding, template: Template, record: Record) -> Problem:
    """The finding with the line of the template, or of what outreach.toml says of the letter."""
    level, words, what, next = finding
    line = template.line_of(words) if words else 0
    letter = record.letter
    ours = [key for key in ("ask", "summary", "addressee", "title") if words and words in getattr(letter, key)]
    if not line and ours:
        return Problem("outreach.toml", 0, f"letters.{letter.slug}.{ours[0]}", what, "write it in outreach.toml", level)
    return of_person(Problem(template.file, line, "", what, next, level), record.legislator)


def for_address(address: Address, record: Record, overrides: Sequence[Override]) -> list[Problem]:
    """Empty lines, and an address that somebody gave before the present Congress."""
    found = []
    if len(address.lines) < 3 or not all(line.strip() for line in address.lines):
        cure = f'give the address in outreach.toml: [[overrides]] id = "{record.legislator.id}", kind = "address"'
        found.append(Problem("public data", 0, "", "has an empty line in the address", cure))
    given = _given(overrides, record)
    begins = congress_start(record.on)
    if given and given < begins:
        what = f"has an address of {given}, older than the present Congress, which began on {begins}"
        cure = "look it up again and give it with the day of today"
        found.append(Problem("outreach.toml", 0, "", what, cure, "warning"))
    return [of_person(one, record.legislator) for one in found]


def _given(overrides: Sequence[Override], record: Record) -> date | None:
    """The day of the address that somebody here has given."""
    days = [one.on for one in overrides if one.kind == "address" and one.id == record.legislator.id]
    return max((one for one in days if one <= record.on), default=None)


def twice(items: Sequence[FollowUp]) -> list[Problem]:
    """Legislators who would get two letters."""
    seen: set[str] = set()
    again: dict[str, Legislator] = {}
    for item in items:
        who = item.record.legislator
        if who.id in seen:
            again[who.id] = who
        seen.add(who.id)
    return [
        Problem("contacts.csv", 0, "", f"{who.name} ({id}) would get two letters", "leave one row")
        for id, who in again.items()
    ]


def neighbours(items: Sequence[FollowUp]) -> list[Problem]:
    """Two people in one room: one of the addresses is wrong."""
    rooms: dict[tuple[str, str], FollowUp] = {}
    found = []
    for item in items:
        if not item.address.room or item.record.now is None:
            continue
        first = rooms.setdefault((item.record.now.chamber, item.address.room), item)
        if first.record.legislator.id != item.record.legislator.id:
            what = f"two letters to one office, {item.address.room}: {_who(first)} and {_who(item)}"
            cure = 'one of them has moved; give the address in outreach.toml: [[overrides]] kind = "address"'
            found.append(Problem("public data", 0, "", what, cure, "warning"))
    return found


def _who(item: FollowUp) -> str:
    return f"{item.address.name} ({item.record.legislator.id})"
