"""The records as they were at the end of a past day.

Conventions: we go backwards from what is on record now and take back one change after the other, so
that whatever the history does not know of was there before it began. Of a day before the first
change the history knows nothing: then the records count as they stood at the end of its first day,
without what they themselves date later than the day that is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from ..model import Change, Contact
from .changes import apply, inverse
from .checking import day_of


def rewound(contacts: Sequence[Contact], changes: Iterable[Change], on: date) -> tuple[Contact, ...]:
    """The contacts as they were at the end of the day."""
    later = [change for change in changes if (day := _day(change)) is not None and day > on]
    later.sort(key=lambda change: change.at[:10])
    return apply(contacts, inverse(later, by="", at=""))


def begins(changes: Iterable[Change]) -> date | None:
    """The day of the first change; None if there is none."""
    return min((day for change in changes if (day := _day(change))), default=None)


def known_on(contacts: Sequence[Contact], changes: Sequence[Change], on: date) -> tuple[Contact, ...]:
    """The contacts as far as can be known of the day, before the history began too."""
    first = begins(changes)
    if first is not None and first <= on:
        return rewound(contacts, changes, on)
    oldest = rewound(contacts, changes, first) if first else tuple(contacts)
    return tuple(_without_later(contact, on) for contact in oldest if not _later(contact.signed_on, on))


def _without_later(contact: Contact, on: date) -> Contact:
    """The row without a dealing that came after the day."""
    return replace(contact, last_contact="", channel="") if _later(contact.last_contact, on) else contact


def _later(cell: str, on: date) -> bool:
    day = day_of(cell)
    return day is not None and day > on


def _day(change: Change) -> date | None:
    """The day of the change, at the place where it was made; None if the moment cannot be read."""
    return day_of(change.at[:10])
