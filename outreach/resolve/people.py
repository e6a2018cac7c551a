"""A legislator with the names to be compared, and where each stood on one day.

Convention: a *standing* is one person on one day: the seat held then, or the last one held, or
the first one coming.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from ..model import Legislator, Term
from ..names import SUFFIXES, GivenNames, folded, given_names, key, spellings, words
from ..vocabulary import party_letter

#: Who left or died is a candidate of second choice for so long.
AFTER = timedelta(days=731)
#: Who came later is one for so long before.
BEFORE = timedelta(days=183)

SERVING, LEFT, COMING = "serving", "left", "coming"
#: How a surname of the index relates to the person.
WHOLE, FORMER, PART = "whole", "former", "part"

#: Words of a surname that never stand for it alone.
_SMALL = frozenset({"van", "von", "del", "los", "las", "san", "der", "den"})


@dataclass(frozen=True, slots=True)
class Person:
    """A legislator's names, ready to be compared."""

    legislator: Legislator
    surnames: Mapping[str, str]  #: key → WHOLE, FORMER or PART
    given: GivenNames
    suffix: str


@dataclass(frozen=True, slots=True)
class Standing:
    """A person on one day."""

    id: str  #: the legislator's id
    person: Person
    term: Term
    service: str  #: SERVING, LEFT or COMING
    parties: frozenset[str]  #: letters that print may use: own party, caucus


def standing_of(person: Person, on: date) -> Standing | None:
    """Where somebody stood on the day; None for whoever may not have signed then."""
    id, terms = person.legislator.id, person.legislator.terms
    if not terms or terms[-1].end + AFTER <= on or terms[0].start - BEFORE > on:
        return None
    if term := person.legislator.term_on(on):
        return Standing(id, person, term, SERVING, _parties(term, on))
    last = person.legislator.last_term_by(on)
    if last and last.end + AFTER > on:
        return Standing(id, person, last, LEFT, _parties(last, last.end - timedelta(days=1)))
    coming = next((term for term in terms if on < term.start <= on + BEFORE), None)
    return Standing(id, person, coming, COMING, _parties(coming, coming.start)) if coming else None


@lru_cache(maxsize=1 << 8)
def _letters(*parties: str) -> frozenset[str]:
    return frozenset(party_letter(party) for party in parties if party)


def _parties(term: Term, on: date) -> frozenset[str]:
    return _letters(term.party_on(on), term.caucus_on(on))


def person_of(legislator: Legislator) -> Person:
    """A legislator with every name that print may use."""
    surnames = _surnames(legislator)
    texts = (legislator.official_full, *legislator.common_names)
    others = [_without_surname(text, surnames) for text in texts if text]
    others += [legislator.nickname, *(f"{other.first} {other.middle}" for other in legislator.other_names)]
    given = given_names([legislator.first, legislator.middle], [other for other in others if other.strip()])
    return Person(legislator, surnames, given, SUFFIXES.get(key(legislator.suffix), ""))


def _surnames(legislator: Legislator) -> dict[str, str]:
    found = dict.fromkeys(spellings(legislator.last), WHOLE)
    for text in [*(other.last for other in legislator.other_names), *_other_surnames(legislator)]:
        for spelling in spellings(text):
            found.setdefault(spelling, FORMER)
    parts = folded(legislator.last).split()
    if len(parts) > 1:
        for part in parts:
            if len(part) > 2 and part not in _SMALL:
                found.setdefault(part, PART)
    return found


def _other_surnames(legislator: Legislator) -> list[str]:
    """Surnames in other names of the person that are not the one of the record."""
    own = key(legislator.last)
    given = set(words(f"{legislator.first} {legislator.middle} {legislator.nickname}"))
    found = []
    for text in legislator.common_names:
        parts = [part for part in words(text) if part not in SUFFIXES]
        if len(parts) > 1 and not "".join(parts).endswith(own) and parts[-1] not in given:
            found.append(parts[-1])
    return found


def _without_surname(text: str, surnames: Mapping[str, str]) -> str:
    parts = [part for part in text.split() if key(part) not in SUFFIXES and key(part)]
    for at in range(len(parts)):
        if surnames.get(key(" ".join(parts[at:]))) in (WHOLE, FORMER):
            return " ".join(parts[:at])
    return " ".join(parts[:-1])
