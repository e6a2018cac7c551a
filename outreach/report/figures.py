"""What the manager's page shows, as plain values: each was counted once and is only laid out after that.

Conventions: whoever is counted "of" a body serves in it on the day of the report; a number that
nobody can know (how many serve, while only the example's small roster is there) is None. Names are
as printed, parties as upstream has them, days are dates.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ..model import Letter


@dataclass(frozen=True, slots=True)
class Place:
    """One seat of a chamber as it stands on the day."""

    label: str  #: "NY-12"
    state: str
    name: str  #: who holds it, "" if nobody does
    party: str  #: party on the day, "" if vacant
    side: str  #: the party sat with: the caucus of an independent
    signed: bool
    voting: bool  #: False for delegates and the resident commissioner


@dataclass(frozen=True, slots=True)
class Party:
    """One party in one chamber."""

    chamber: str
    party: str
    signed: int  #: of those who serve there on the day
    serving: int | None  #: None where it cannot be known


@dataclass(frozen=True, slots=True)
class Body:
    """One chamber as it sits on the day, and how much of it has signed."""

    chamber: str
    signed: int  #: signatories who serve there on the day
    serving: int | None  #: everybody who serves there, non-voting members included
    seats: int | None  #: voting seats
    filled: int | None  #: voting seats that somebody holds
    parties: tuple[Party, ...]  #: larger first
    places: tuple[Place, ...]  #: every seat, () where they are not known


@dataclass(frozen=True, slots=True)
class State:
    """One state's or territory's members of the letter's chambers."""

    state: str
    signed: int  #: of those who serve on the day
    serving: int | None
    recorded: int  #: signatures given by members of the state, whoever serves now


@dataclass(frozen=True, slots=True)
class Panel:
    """One committee."""

    id: str
    name: str
    signed: int
    members: int  #: in the letter's chambers


@dataclass(frozen=True, slots=True)
class Pairs:
    """Signatories of one state who sat for different parties."""

    state: str
    count: int  #: how many pairs of two parties can be made of them
    people: tuple[tuple[str, tuple[str, ...]], ...]  #: party → names


@dataclass(frozen=True, slots=True)
class Dealing:
    """Where things stand with one legislator about one letter."""

    letter: str  #: slug
    id: str
    name: str
    party: str
    seat: str  #: on the day, else the last one
    stage: str  #: one of STAGES, "" where there were no dealings
    route: str
    owner: str
    last: date | None  #: day of the last dealing
    silent: int | None  #: days since then; None if there is none on record
    next_step: str
    due: date | None
    overdue: bool
    notes: str  #: "" unless notes were asked for


@dataclass(frozen=True, slots=True)
class Point:
    """How many signatures were on record at the end of a day."""

    day: date
    recorded: int


@dataclass(frozen=True, slots=True)
class Move:
    """Somebody whose stage changed."""

    id: str
    name: str
    before: str  #: "" where there had been no dealings
    after: str


@dataclass(frozen=True, slots=True)
class Since:
    """What changed after a day."""

    day: date
    recorded: int  #: at the end of that day
    signed: tuple[str, ...]  #: names that came
    lost: tuple[str, ...]  #: names that went
    moves: tuple[Move, ...]  #: other changes of stage
    dealings: int  #: dealings entered

    @property
    def quiet(self) -> bool:
        """Whether nothing changed at all."""
        return not (self.signed or self.lost or self.moves or self.dealings)


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything about one letter on one day."""

    letter: Letter
    leads: tuple[str, ...]  #: names
    recorded: int
    same_chamber: int  #: of the recorded: serve in the chamber they signed in
    other_chamber: int  #: serve in the other one
    left: int  #: no longer serve
    parties: tuple[tuple[str, int], ...]  #: party on the signing day → signatures, larger first
    bodies: tuple[Body, ...]
    states: tuple[State, ...]  #: those with a member or a signature, by code
    stages: tuple[tuple[str, int], ...]  #: every stage and "" → legislators; adds up to ``universe``
    universe: int
    panels: tuple[Panel, ...]
    pairs: tuple[Pairs, ...]
    dealings: tuple[Dealing, ...]  #: everybody with a row or a signature
    stuck: tuple[Dealing, ...]  #: silent for too long, longest first
    dues: tuple[Dealing, ...]  #: earliest first
    progress: tuple[Point, ...]  #: one for each day on which the count changed; () without a history
    since: Since
    unplaced: int = 0  #: rows about people whom the roster does not know: in no other figure

    @property
    def missing(self) -> int:
        """How many of the expected signatures are not on record."""
        return max((self.letter.expected or 0) - self.recorded, 0)

    @property
    def to_go(self) -> int:
        """How many signatures are needed to reach the goal."""
        return max((self.letter.goal or 0) - self.recorded, 0)

    @property
    def pair_count(self) -> int:
        """How many bipartisan pairs there are in all states."""
        return sum(group.count for group in self.pairs)


@dataclass(frozen=True, slots=True)
class Report:
    """The whole page."""

    organisation: str
    on: date
    as_of: date | None  #: day of the public data
    complete: bool  #: False while only the example's small roster is there
    since: date  #: the day that changes are counted from
    remembered: bool  #: whether that is the day of the last report
    silent_days: int  #: who was silent for more days than these is stuck
    with_notes: bool
    letters: tuple[Figures, ...]
    digest: tuple[str, ...] = ()  #: what the last sync meant, in words
    notices: tuple[str, ...] = ()  #: why the figures may be wrong, and of a day before the history what they are
