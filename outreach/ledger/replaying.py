"""What the history comes to: the records on any past day, and the way from one state to another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from ..model import COLUMNS, Change, Contact
from .changes import PRESENT, ROW, Key, apply, changes_for


def replay(
    changes: Iterable[Change], until: date | datetime | None = None, base: Sequence[Contact] = ()
) -> tuple[Contact, ...]:
    """The contacts that the changes make of ``base``, those after ``until`` left out.

    A day means its end at the place where the change was made; a moment means that moment.
    """
    return apply(base, [change for change in changes if until is None or _by(change, until)])


def _by(change: Change, until: date | datetime) -> bool:
    try:
        if isinstance(until, datetime):
            return datetime.fromisoformat(change.at) <= until
        return date.fromisoformat(change.at[:10]) <= until
    except (ValueError, TypeError):
        return True


def difference(
    before: Mapping[Key, Contact], after: Mapping[Key, Contact], by: str, at: str, why: str = "", batch: str = ""
) -> list[Change]:
    """The changes that make ``after`` of ``before``, rows that are gone included."""
    found: list[Change] = []
    for key, contact in after.items():
        was = before.get(key)
        if was != contact:
            found += changes_for(was, contact, by, at, why, batch)
    for key, contact in before.items():
        if key not in after:
            found += removal(contact, by, at, why, batch)
    return found


def removal(contact: Contact, by: str, at: str, why: str = "", batch: str = "") -> list[Change]:
    """The changes that take a row away: its cells first, so that taking them back restores the row."""
    fields = [*(column for column in COLUMNS if column not in ("letter", "id")), *contact.extra]
    cells = [
        Change(*contact.key, field, contact.get(field), "", by, at, why, batch)
        for field in fields
        if contact.get(field) and field != ROW
    ]
    return [*cells, Change(*contact.key, ROW, PRESENT, "", by, at, why, batch)]
