"""The overview of all letters and the routes of one, by plain loops: no library needed.

Convention: what is counted are signatures of legislators whom the roster knows; rows with an
unknown id are told beside the table and never counted silently.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ..model import Letter, Record
from ..routes import day
from ..vocabulary import ROUTES


@dataclass(frozen=True, slots=True)
class Overview:
    """Where one letter stands."""

    letter: Letter
    recorded: int  #: signatures on record
    missing: int | None  #: fewer than expected by so many; None when no number is expected
    needed: int | None  #: signatures to go to the goal; None when there is none
    serving: int  #: signatories who serve in either chamber on the day
    contacts: int  #: rows in contacts.csv, signatures among them
    leads: tuple[str, ...]  #: last names
    universe: int  #: everybody whom the letter concerns on the day
    last: date | None = None  #: the day of the last signature or dealing that is on record
    due: date | None = None  #: the first day on which something is to be done, gone by or still to come
    problems: int = 0  #: errors in the rows about the letter


def overview(letter: Letter, records: Sequence[Record], problems: int = 0) -> Overview:
    """Where the letter stands, from its records; ``problems`` are those that ``check`` finds in its rows."""
    signed = [record for record in records if record.signature]
    leads = [r for r in signed if r.signature and r.signature.role == "lead"]
    return Overview(
        letter=letter,
        recorded=len(signed),
        missing=_short(len(signed), letter.expected),
        needed=_short(len(signed), letter.goal),
        serving=sum(record.now is not None for record in signed),
        contacts=sum(record.contact is not None for record in records),
        leads=tuple(sorted(record.legislator.last for record in leads)),
        universe=len(records),
        last=max(_days(records), default=None),
        due=min((due for r in records if r.contact and (due := day(r.contact.due))), default=None),
        problems=problems,
    )


def _days(records: Iterable[Record]) -> Iterator[date]:
    """The days of signatures and dealings, those still to come left out."""
    for record in records:
        if record.signature and record.signature.signed_on <= record.on:
            yield record.signature.signed_on
        last = day(record.contact.last_contact) if record.contact else None
        if last and last <= record.on:
            yield last


def route_counts(records: Iterable[Record]) -> dict[str, int]:
    """Route → how many records are in it: every route, those with nobody too."""
    found = Counter(record.route for record in records)
    return {route: found[route] for route in ROUTES}


def _short(found: int, wanted: int | None) -> int | None:
    return None if wanted is None else max(wanted - found, 0)
