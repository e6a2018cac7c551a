"""Made-up people for tests: plainly no real ones."""

from __future__ import annotations

from datetime import date
from typing import Any

from outreach.model import Legislator, Letter, Organisation, Override, Settings, Term
from outreach.roster import Roster


def term(chamber: str, state: str, number: str, start: str, end: str, party: str = "Democrat", **more: Any) -> Term:
    """A term; the number is the district or the class."""
    house = chamber == "house"
    return Term(
        chamber=chamber,
        state=state,
        district=number if house else "",
        senate_class="" if house else number,
        party=party,
        start=date.fromisoformat(start),
        end=date.fromisoformat(end),
        **more,
    )


def person(id: str, first: str, last: str, *terms: Term, **more: Any) -> Legislator:
    """A person with these terms."""
    return Legislator(id, first, last, tuple(sorted(terms, key=lambda t: t.start)), **more)


def roster(*people: Legislator, complete: bool = True, as_of: date | None = None) -> Roster:
    """A roster of these people."""
    return Roster({who.id: who for who in people}, as_of=as_of, complete=complete)


def settings(*letters: Letter, overrides: tuple[Override, ...] = (), quiet_days: int = 14) -> Settings:
    """Settings with these letters."""
    return Settings(Organisation(), {letter.slug: letter for letter in letters}, {}, overrides, quiet_days=quiet_days)
