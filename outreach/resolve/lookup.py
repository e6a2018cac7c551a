"""A name that somebody typed → legislators, likelier first."""

from __future__ import annotations

from datetime import date

from ..model import Candidate, Term
from ..names import CONFLICT, NONE, folded, key
from ..vocabulary import CHAMBER_NAMES, seat_label
from .index import NameIndex
from .people import PART, Person


def lookup(query: str, index: NameIndex, on: date | None = None) -> tuple[Candidate, ...]:
    """Everybody whom a typed id or name fits: whole name, last name, or part of one; likelier first.

    An exact id gives that one. Who serves on the day comes before those who do not, the latest
    to serve before earlier ones.
    """
    if person := index.roster.get(query.strip().upper()):
        return (Candidate(person.id, person.name, _why(person.terms)),)
    found = _by_name(query, index) or _by_start(query, index)
    ranked = sorted(found, key=lambda pair: (*_rank(pair[0], on), pair[1]), reverse=True)
    return tuple(Candidate(p.legislator.id, p.legislator.name, _why(p.legislator.terms)) for p, _ in ranked)


def _by_name(query: str, index: NameIndex) -> list[tuple[Person, int]]:
    words = folded(query).split()
    found: dict[str, tuple[Person, int]] = {}
    for at in range(len(words)):
        for person, relation in index.by_surname.get("".join(words[at:]), ()):
            level = person.given.level(tuple(words[:at]))
            if level != CONFLICT and (relation != PART or level > NONE or len(words) == 1):
                found.setdefault(person.legislator.id, (person, level))
    return list(found.values())


def _by_start(query: str, index: NameIndex) -> list[tuple[Person, int]]:
    """People one of whose names begins with what was typed."""
    typed = key(query)
    if len(typed) < 3:
        return []
    return [
        (person, NONE)
        for person in index.people
        if any(name.startswith(typed) for name in (*person.surnames, *person.given.known))
        or typed in key(person.legislator.name)
    ]


def _rank(person: Person, on: date | None) -> tuple[bool, date]:
    terms = person.legislator.terms
    serving = on is not None and person.legislator.term_on(on) is not None
    return serving, terms[-1].end if terms else date.min


def _why(terms: tuple[Term, ...]) -> str:
    last = terms[-1]
    seat = last.state if last.chamber == "senate" else seat_label("house", last.state, last.district)
    return f"{CHAMBER_NAMES[last.chamber]}, {seat}, {last.party}, {terms[0].start.year} to {last.end.year}"
