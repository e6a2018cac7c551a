"""Whether fetched data may take the place of the data we have.

Convention: what would lose people or facts is refused, by raising; what concerns one person or
seat is a problem, shown, and does not keep everybody else's news away.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date

from ..errors import BadFile, Problem
from ..model import Legislator, Term
from ..roster import Roster, seat_exists
from ..vocabulary import CHAMBER_NAMES, PARTY_LETTERS, seat_label

#: How data is named to people where no single file is meant.
DATA = "public data"

#: Refused: fewer people than this part of the last.
LEAST_PEOPLE = 0.5

#: Refused: fewer people serving in a chamber than this part of the last.
LEAST_SERVING = 0.8

#: Refused: a fact known of fewer of those who serve than this part of the last.
LEAST_KNOWN = 0.5

#: Seats with a vote in a full chamber, to say how many are held.
_FULL = {"house": 435, "senate": 100}

#: Facts about those who serve that later steps rest on; a renamed field shows as their loss.
_FACTS: Mapping[str, Callable[[Legislator, Term], object]] = {
    "party": lambda who, term: term.party,
    "district": lambda who, term: term.seat.number,
    "office": lambda who, term: term.office,
    "address": lambda who, term: term.address,
    "phone": lambda who, term: term.phone,
    "official name": lambda who, term: who.official_full,
    "committee": lambda who, term: who.seatings,
}

#: Of these, what a first set of data must have; nothing works without them.
_NEEDED = ("party", "district")

_KEPT = "the data from before are kept; if it is right nevertheless, delete .outreach/congress and sync again"

_Serving = list[tuple[Legislator, Term]]


def check(new: Roster, old: Roster | None, on: date) -> tuple[Problem, ...]:
    """What is doubtful in the new data; raises ``BadFile`` when it must not replace the old."""
    serving = _serving(new, on)
    if not serving:
        raise BadFile(DATA, f"nobody serves on {on.isoformat()}", "check the day and the source")
    if old is None:
        for fact in _NEEDED:
            _check_number(_known(serving)[fact], 1, f"people with a {fact}", 1.0)
    else:
        _check_against(old, _serving(old, old.as_of or on), new, serving)
    return tuple(_doubts(new, serving, on))


def _check_against(old: Roster, before: _Serving, new: Roster, serving: _Serving) -> None:
    _check_number(len(new), len(old), "people", LEAST_PEOPLE)
    _check_number(len(new) - len(serving), len(old) - len(before), "people who served before", LEAST_PEOPLE)
    for chamber, name in CHAMBER_NAMES.items():
        _check_number(_in(serving, chamber), _in(before, chamber), f"people in the {name}", LEAST_SERVING)
    known = _known(serving)
    for fact, count in _known(before).items():
        _check_number(known[fact], count, f"people with a known {fact}", LEAST_KNOWN)


def _serving(roster: Roster, on: date) -> _Serving:
    return [(who, term) for who in roster.serving(on) if (term := who.term_on(on))]


def _in(serving: _Serving, chamber: str) -> int:
    return sum(term.chamber == chamber for _, term in serving)


def _known(serving: _Serving) -> dict[str, int]:
    return {fact: sum(bool(find(who, term)) for who, term in serving) for fact, find in _FACTS.items()}


def _check_number(new: int, old: int, what: str, least: float) -> None:
    if new < old * least:
        raise BadFile(DATA, f"has only {new} {what}, where {old} were expected", _KEPT)


def _doubts(new: Roster, serving: _Serving, on: date) -> Iterator[Problem]:
    """What a person should look at: one problem each."""
    yield from map(_doubt, _gaps(new, serving))
    for who, term in serving:
        label = f"{who.name} ({who.id})"
        if term.chamber == "house" and not term.district:
            yield _doubt(f"{label} has no district")
        elif not seat_exists(term.seat, on):
            yield _doubt(f"{label} holds {_label(term)}, which does not exist")
        if term.party not in PARTY_LETTERS:
            yield _doubt(f"{label} has a party we do not know, {term.party!r}")
    for seat, count in Counter(term.seat for _, term in serving).items():
        if count > 1 and seat.number:
            names = " and ".join(f"{who.name} ({who.id})" for who, term in serving if term.seat == seat)
            yield _doubt(f"{names} hold the same seat, {seat_label(seat.chamber, seat.state, seat.number)}")


def _gaps(new: Roster, serving: _Serving) -> Iterator[str]:
    """What is missing in the data as a whole."""
    for chamber, full in _FULL.items():
        if (held := _in(serving, chamber)) < full * LEAST_SERVING:
            yield f"has only {held} people in the {CHAMBER_NAMES[chamber]}, which has {full} seats"
    if len(new) == len(serving):
        yield "has nobody who served before, so signatories of old letters are not in it"
    yield from (f"has nobody with a known {fact}" for fact, count in _known(serving).items() if not count)


def _label(term: Term) -> str:
    return seat_label(term.chamber, term.state, term.seat.number)


def _doubt(what: str) -> Problem:
    return Problem(DATA, 0, "", what, "look it up before writing to anybody concerned", "warning")
