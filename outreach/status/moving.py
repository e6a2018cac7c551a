"""What changed between two days, in the records of the same letters.

Convention: what is told is what people did: signatures given and taken back, stages, dealings. That
somebody left office alters routes and counts of who serves; the table shows that, the list does not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..model import Record
from .dimensions import DIMENSIONS


@dataclass(frozen=True, slots=True)
class Moved:
    """One thing that one legislator did about one letter, or that was done with them."""

    kind: str  #: "signed", "taken back", "stage" or "dealing"
    letter: str
    name: str
    what: str  #: "asked → committed", or the day of the dealing; "" for a signature


def moved(before: Sequence[Record], after: Sequence[Record]) -> tuple[Moved, ...]:
    """The differences, signatures first, then by letter and name as the records stand."""
    old = {_key(record): record for record in before}
    new = {_key(record) for record in after}
    gone = [(record, None) for record in before if _key(record) not in new]
    pairs = [(old.get(_key(record)), record) for record in after]
    found = [one for was, now in [*pairs, *gone] for one in _differences(was, now)]
    order = ("signed", "taken back", "stage", "dealing")
    return tuple(sorted(found, key=lambda one: order.index(one.kind)))


def _key(record: Record) -> tuple[str, str]:
    return (record.letter.slug, record.legislator.id)


def _differences(was: Record | None, now: Record | None) -> Iterator[Moved]:
    record = now or was
    if record is None:
        return
    slug, name = record.letter.slug, record.legislator.name
    before, after = bool(was and was.signature), bool(now and now.signature)
    if before != after:
        yield Moved("signed" if after else "taken back", slug, name, "")
    elif _stage(was) != _stage(now):
        yield Moved("stage", slug, name, f"{_stage(was) or 'new'} → {_stage(now) or 'none'}")
    if _last(now) > _last(was):
        yield Moved("dealing", slug, name, _last(now))


def _stage(record: Record | None) -> str:
    return DIMENSIONS["stage"].of(record)[0] if record else ""


def _last(record: Record | None) -> str:
    return record.contact.last_contact if record and record.contact else ""
