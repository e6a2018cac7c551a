"""What somebody here knows better than the public data, applied to the terms."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from ..model import Legislator, Override, Term
from .people import Roster


def overridden(roster: Roster, overrides: Sequence[Override]) -> Roster:
    """The roster with people who left or died taken out of office, and with corrected addresses.

    Overrides of other kinds, and of people who are not in the roster, change nothing here.
    """
    if not overrides:
        return roster
    people = dict(roster.legislators)
    for override in sorted(overrides, key=lambda override: override.on):
        if override.id in people:
            people[override.id] = _applied(people[override.id], override)
    return replace(roster, legislators=people)


def settled(roster: Roster, overrides: Iterable[Override], on: date) -> tuple[Override, ...]:
    """The overrides of people who left or died that the public data now says itself.

    ``roster`` is the public data as fetched, not the overridden one.
    """
    return tuple(override for override in overrides if _settled(roster, override, on))


def _applied(legislator: Legislator, override: Override) -> Legislator:
    if override.kind == "address":
        terms = tuple(_at(term, override) for term in legislator.terms)
        return replace(legislator, terms=terms)
    if override.kind not in ("left", "died"):
        return legislator
    # Terms that begin later go too: somebody who leaves on the eve of a new term is in the data for it.
    begun = [term for term in legislator.terms if term.start < override.on] or legislator.terms[:1]
    terms = tuple(_ended(term, override.on) for term in begun)
    died = override.on if override.kind == "died" else legislator.died
    return replace(legislator, terms=terms, died=died)


def _ended(term: Term, on: date) -> Term:
    return replace(term, end=max(on, term.start)) if term.end > on else term


def _at(term: Term, override: Override) -> Term:
    """The new address for the terms that run on its first day or begin later."""
    return replace(term, address=override.value, office="") if term.end > override.on else term


def _settled(roster: Roster, override: Override, on: date) -> bool:
    if override.kind not in ("left", "died"):
        return False
    legislator = roster.get(override.id)
    if legislator is None:
        return True
    return legislator.died is not None if override.kind == "died" else legislator.term_on(on) is None
