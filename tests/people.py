"""Plainly made-up legislators for tests."""

from __future__ import annotations

from datetime import date

from outreach.model import Legislator, Term


def term(
    seat: str, start: str, end: str, party: str = "Democrat", *, office: str = "100 Test House Office Building"
) -> Term:
    """A term from a seat like "NY-12" (House), "VT-0" (at large) or "MA/1" (Senate, class 1)."""
    senate = "/" in seat
    state, number = seat.split("/" if senate else "-")
    return Term(
        chamber="senate" if senate else "house",
        state=state,
        district="" if senate else number,
        senate_class=number if senate else "",
        party=party,
        start=date.fromisoformat(start),
        end=date.fromisoformat(end),
        address=f"{office} Washington DC {20510 if senate else 20515}",
        office=office,
        phone="202-555-0100",
    )


def person(id: str, first: str, last: str, *terms: Term, **more: object) -> Legislator:
    """A legislator with an id such as "X000001"."""
    return Legislator(id, first, last, tuple(sorted(terms, key=lambda t: t.start)), **more)  # type: ignore[arg-type]
