"""The overview of all letters and the routes of one, by plain loops: no library needed.

Convention: what is counted are signatures of legislators whom the roster knows; rows with an
unknown id are told beside the table and never counted silently.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..model import Letter, Record
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


def overview(letter: Letter, records: Sequence[Record]) -> Overview:
    """Where the letter stands, from its records."""
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
    )


def route_counts(records: Iterable[Record]) -> dict[str, int]:
    """Route → how many records are in it: every route, those with nobody too."""
    found = Counter(record.route for record in records)
    return {route: found[route] for route in ROUTES}


def _short(found: int, wanted: int | None) -> int | None:
    return None if wanted is None else max(wanted - found, 0)
