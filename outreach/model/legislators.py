"""Legislators, their terms, seats, offices and committees."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, order=True)
class Seat:
    """A place in a chamber; it exists without a holder."""

    chamber: str  #: "house" or "senate"
    state: str  #: USPS code, "NY"
    number: str  #: House: district as text, "0" at large. Senate: class, "1", "2" or "3"


@dataclass(frozen=True, slots=True)
class PartySpan:
    """Party inside a term, where it changed."""

    start: date  #: first day
    end: date  #: first day after
    party: str  #: as upstream: "Democrat", "Republican", "Independent", "Libertarian"
    caucus: str = ""  #: the party an independent sits with


@dataclass(frozen=True, slots=True)
class Term:
    """One stretch of service in one seat."""

    chamber: str  #: "house" or "senate"
    state: str  #: USPS code
    district: str  #: House only, "0" at large; "" in the Senate
    senate_class: str  #: Senate only, "1", "2" or "3"; "" in the House
    party: str  #: party at the end of the term; ask ``party_on`` for a day
    start: date  #: day of swearing in
    end: date  #: first day after; the scheduled day while the term runs
    caucus: str = ""  #: the party an independent sits with
    spans: tuple[PartySpan, ...] = ()  #: party through the term, where it changed
    address: str = ""  #: Washington address in one line, as upstream has it
    office: str = ""  #: room and building
    phone: str = ""  #: "202-225-4911"
    url: str = ""  #: home page
    contact_form: str = ""  #: address of the web form

    @property
    def seat(self) -> Seat:
        """The seat this term was served in."""
        return Seat(self.chamber, self.state, self.district if self.chamber == "house" else self.senate_class)

    def serving(self, on: date) -> bool:
        """Whether the term covers the day."""
        return self.start <= on < self.end

    def party_on(self, on: date) -> str:
        """Party on that day of the term."""
        return next((span.party for span in self.spans if span.start <= on < span.end), self.party)

    def caucus_on(self, on: date) -> str:
        """The party sat with on that day: the caucus of an independent, else the party."""
        for span in self.spans:
            if span.start <= on < span.end:
                return span.caucus or span.party
        return self.caucus or self.party


def _days_off(term: Term, on: date) -> int:
    return min(abs((term.start - on).days), abs((term.end - on).days))


@dataclass(frozen=True, slots=True)
class OtherName:
    """A name that the person used before."""

    last: str
    first: str = ""
    middle: str = ""
    suffix: str = ""
    end: date | None = None  #: last day of that name, where known


@dataclass(frozen=True, slots=True)
class Office:
    """An office outside Washington."""

    id: str  #: upstream's id, "A000055-cullman"
    address: str
    suite: str
    building: str
    city: str
    state: str
    zip: str
    phone: str
    hours: str = ""


@dataclass(frozen=True, slots=True)
class Seating:
    """A place on a committee today."""

    committee: str  #: upstream's id: "HSFA", a subcommittee "HSFA14"
    name: str  #: "House Committee on Foreign Affairs"; a subcommittee's own name
    parent: str = ""  #: id of the full committee, "" if it is one
    title: str = ""  #: "Chairman", "Ranking Member", … as upstream has it; "" for a plain member
    side: str = ""  #: "majority" or "minority"
    rank: int = 0  #: place in the list of that side, 1 is the first


@dataclass(frozen=True, slots=True)
class Leadership:
    """A leadership role in a chamber."""

    title: str  #: "Senate Majority Whip"
    chamber: str
    start: date
    end: date | None = None  #: None while it runs


@dataclass(frozen=True, slots=True)
class Legislator:
    """A person with at least one term."""

    id: str  #: bioguide id
    first: str
    last: str
    terms: tuple[Term, ...]  #: oldest first
    middle: str = ""
    nickname: str = ""
    suffix: str = ""  #: "Jr.", "III"
    official_full: str = ""  #: missing for the newest; ask ``name``
    other_names: tuple[OtherName, ...] = ()
    birthday: date | None = None
    died: date | None = None
    gender: str = ""  #: "F", "M" or "": never turned into a courtesy title
    common_names: tuple[str, ...] = ()  #: whole names other public sites use ("Jack Reed")
    offices: tuple[Office, ...] = ()
    seatings: tuple[Seating, ...] = ()  #: committees today, full committees first
    leadership: tuple[Leadership, ...] = ()

    @property
    def name(self) -> str:
        """Full name for print; built from its parts where upstream has none."""
        if self.official_full:
            return self.official_full
        parts = [self.first, self.middle, self.last]
        return " ".join([part for part in parts if part]) + (f", {self.suffix}" if self.suffix else "")

    def term_on(self, on: date) -> Term | None:
        """The term that covers the day; None if not serving."""
        return next((term for term in reversed(self.terms) if term.serving(on)), None)

    def term_near(self, on: date) -> Term:
        """The term that covers the day, else the one nearest to it."""
        return self.term_on(on) or min(self.terms, key=lambda term: _days_off(term, on))

    def last_term_by(self, on: date) -> Term | None:
        """The latest term that had begun by the day, over or not."""
        return next((term for term in reversed(self.terms) if term.start <= on), None)


@dataclass(frozen=True, slots=True)
class Committee:
    """A committee or subcommittee."""

    id: str  #: "HSFA"
    name: str
    chamber: str  #: "house", "senate" or "joint"
    parent: str = ""  #: id of the full committee
