"""Dealings of a quarter → figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from ..model import Letter, Settings, Thresholds
from ..roster import Roster
from .dealings import Recorded
from .quarters import Quarter
from .thresholds import Limit, limit

#: Answers that are neither guessed nor left out.
UNKNOWN = "not known here"
LIKELY, UNLIKELY = "likely", "likely not"
REACHED, NOT_REACHED = "reached", "not reached"

#: Where somebody sat who sat in no chamber.
OUTSIDE = "not in office"


@dataclass(frozen=True, slots=True)
class Given:
    """What no record can tell, as the user says it."""

    hours: Mapping[str, Decimal] = field(default_factory=dict)  #: who → hours worked in the quarter
    dollars: Decimal | None = None  #: spent on lobbying in the quarter


@dataclass(frozen=True, slots=True)
class Judged:
    """A dealing with what matters about it."""

    dealing: Recorded
    name: str  #: of the legislator; "" if nobody in the roster has the id
    chamber: str  #: "house" or "senate" on the day, OUTSIDE or UNKNOWN
    legislation: str  #: that the letter names, "" if none
    direct: str  #: direct lobbying: LIKELY, UNLIKELY or UNKNOWN
    reason: str

    @property
    def counts(self) -> bool:
        """Whether it may be a lobbying contact: whoever is out of office is no member of Congress."""
        return self.chamber != OUTSIDE


@dataclass(frozen=True, slots=True)
class Line:
    """The dealings of one chamber about one letter that are alike for the law."""

    chamber: str
    letter: str
    legislation: str
    direct: str
    reason: str
    dealings: int
    legislators: int  #: how many different ones
    minutes: int  #: those on record
    untimed: int  #: dealings without minutes


@dataclass(frozen=True, slots=True)
class Person:
    """One of us and the two thresholds that concern one person."""

    who: str
    ever: int  #: dealings up to the end of the quarter, with anybody in office
    dealings: int  #: of the quarter, with anybody in office
    minutes: int
    untimed: int
    hours: Decimal | None  #: worked in the quarter; None if not said
    percent: Decimal | None  #: share of the minutes in the hours
    contacts_reached: str  #: REACHED, NOT_REACHED or UNKNOWN
    time_reached: str


@dataclass(frozen=True, slots=True)
class Tally:
    """Everything about one quarter."""

    quarter: Quarter
    dealings: tuple[Judged, ...]  #: by day
    lines: tuple[Line, ...]
    people: tuple[Person, ...]
    contacts: Limit
    percent: Limit
    dollars: Limit
    spent: Decimal | None
    spent_reached: str


def tally(
    quarter: Quarter,
    history: Iterable[Recorded],
    roster: Roster,
    settings: Settings,
    shipped: Sequence[Thresholds],
    given: Given,
) -> Tally:
    """The figures of the quarter. ``shipped`` are the thresholds that come with the program."""
    past = [one for one in history if one.day < quarter.end]
    judged = [_judged(one, roster, settings.letters) for one in sorted(past, key=lambda one: one.day)]
    inside = [one for one in judged if quarter.holds(one.dealing.day)]
    limits = {
        name: limit(name, settings.lobbying, shipped, quarter.start) for name in ("contacts", "percent", "dollars")
    }
    who = sorted({one.dealing.by for one in inside} | given.hours.keys())
    people = tuple(_person(one, judged, quarter, given, limits) for one in who)
    money = _reached(given.dollars, limits["dollars"].value, more=True)
    return Tally(quarter, tuple(inside), _lines(inside), people, **limits, spent=given.dollars, spent_reached=money)


def _judged(dealing: Recorded, roster: Roster, letters: Mapping[str, Letter]) -> Judged:
    legislator = roster.get(dealing.id)
    term = legislator.term_on(dealing.day) if legislator else None
    chamber = term.chamber if term else OUTSIDE if legislator else UNKNOWN
    letter = letters.get(dealing.letter)
    name = legislator.name if legislator else ""
    return Judged(dealing, name, chamber, letter.legislation if letter else "", *_direct(chamber, letter))


def _direct(chamber: str, letter: Letter | None) -> tuple[str, str]:
    """Whether it is direct lobbying: to a legislator, with a view, about specific legislation."""
    if chamber == OUTSIDE:
        return UNLIKELY, "was not in office on the day"
    if letter is None:
        return UNKNOWN, "not in outreach.toml any more"
    if not letter.legislation:
        return UNLIKELY, "names no specific legislation"
    return LIKELY, f"names {letter.legislation}"


def _lines(judged: Sequence[Judged]) -> tuple[Line, ...]:
    alike: dict[tuple[str, ...], list[Judged]] = {}
    for one in judged:
        key = (one.chamber, one.dealing.letter, one.legislation, one.direct, one.reason)
        alike.setdefault(key, []).append(one)
    return tuple(_line(key, alike[key]) for key in sorted(alike))


def _line(key: tuple[str, ...], judged: Sequence[Judged]) -> Line:
    chamber, letter, legislation, direct, reason = key
    legislators = len({one.dealing.id for one in judged})
    return Line(chamber, letter, legislation, direct, reason, len(judged), legislators, *_time(judged))


def _time(judged: Iterable[Judged]) -> tuple[int, int]:
    """Minutes on record, and how many dealings have none."""
    minutes = [one.dealing.minutes for one in judged]
    return sum(filter(None, minutes)), minutes.count(None)


def _person(who: str, judged: Sequence[Judged], quarter: Quarter, given: Given, limits: Mapping[str, Limit]) -> Person:
    ever = [one for one in judged if one.dealing.by == who and one.counts]
    inside = [one for one in ever if quarter.holds(one.dealing.day)]
    minutes, untimed = _time(inside)
    hours = given.hours.get(who)
    percent = Decimal(minutes) * 100 / (hours * 60) if hours else None
    contacts = _reached(Decimal(len(ever)), limits["contacts"].value)
    time = _reached(percent, limits["percent"].value)
    if time == NOT_REACHED and untimed:
        time = UNKNOWN
    return Person(who, len(ever), len(inside), minutes, untimed, hours, percent, contacts, time)


def _reached(figure: Decimal | None, limit: int | None, more: bool = False) -> str:
    """Whether the figure is at the limit; with ``more`` it has to be above it."""
    if figure is None or limit is None:
        return UNKNOWN
    return REACHED if figure > limit or (figure == limit and not more) else NOT_REACHED
