"""What changed between one state of the public data and the next.

Convention: each state is asked for who served on its own day, so that the scheduled end of all
terms does not make everybody a newcomer.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ..model import Legislator, Term
from ..vocabulary import seat_label
from .people import Roster

#: Kinds of movement, in the order of showing.
KINDS = ("died", "left", "came", "chamber", "district", "party", "room", "phone")


@dataclass(frozen=True, slots=True)
class Movement:
    """One thing that changed for one legislator."""

    kind: str  #: one of KINDS
    id: str
    name: str
    old: str  #: the seat, party, room or phone before; "" for who came
    new: str  #: the same after; "" for who left or died
    gone: date | None = None  #: for who left or died: the last known day out of office, if the data have it

    def __str__(self) -> str:
        """The movement as a sentence without its full stop."""
        who = f"{self.name} ({self.id})"
        if self.kind == "came":
            return f"{who} now holds {self.new}"
        if self.kind in ("left", "died"):
            when = f" on {self.gone.isoformat()}" if self.gone else ""
            return f"{who} {'died' if self.kind == 'died' else 'left'}{when}: {self.old}"
        return f"{who}: {self.kind} {self.old or 'unknown'} → {self.new or 'unknown'}"


def compare(old: Roster, new: Roster, on: date) -> tuple[Movement, ...]:
    """What moved from the old data to the new, as of the day; ordered by kind, then name.

    Somebody who served and is not in the new data at all counts as having left.
    """
    before = _serving(old, old.as_of or on)
    after = _serving(new, on)
    found = [_came(who, term) for id, (who, term) in after.items() if id not in before]
    for id, (who, term) in before.items():
        if id in after:
            found += _moved(term, *after[id])
        else:
            found.append(_left(who, term, new.get(id), on))
    return tuple(sorted(found, key=lambda movement: (KINDS.index(movement.kind), movement.name)))


def _serving(roster: Roster, on: date) -> dict[str, tuple[Legislator, Term]]:
    pairs = ((who, who.term_on(on)) for who in roster.serving(on))
    return {who.id: (who, term) for who, term in pairs if term is not None}


def _came(who: Legislator, term: Term) -> Movement:
    return Movement("came", who.id, who.name, "", _seat(term))


def _left(who: Legislator, term: Term, now: Legislator | None, on: date) -> Movement:
    if now is None:
        return Movement("left", who.id, who.name, f"{_seat(term)}; no longer in the public data", "")
    if now.died is not None and now.died <= on:
        return Movement("died", who.id, now.name, _seat(term), "", now.died)
    last = now.last_term_by(on)
    return Movement("left", who.id, now.name, _seat(term), "", last.end if last else None)


def _moved(old: Term, who: Legislator, new: Term) -> Iterator[Movement]:
    """Everything that differs between two terms of somebody who serves before and after."""
    if old.chamber != new.chamber:
        yield Movement("chamber", who.id, who.name, _seat(old), _seat(new))
    elif old.seat != new.seat:
        yield Movement("district", who.id, who.name, _seat(old), _seat(new))
    for kind, was, now in (
        ("party", old.party, new.party),
        ("room", old.office, new.office),
        ("phone", old.phone, new.phone),
    ):
        if was != now:
            yield Movement(kind, who.id, who.name, was, now)


def _seat(term: Term) -> str:
    return seat_label(term.chamber, term.state, term.seat.number)
