"""Who holds a seat today after somebody has gone.

Convention: the chain is one of persons, not of numbers. The next holder of the seat is followed
through renumbered districts for as long as they serve without a break in the same chamber and
state; when they have gone too, the chain goes on from the seat that they left. Somebody who comes
back years later begins anew and is no link.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from ..model import Legislator, Seat, Term
from ..vocabulary import APPORTIONMENTS, seat_label
from .people import Roster, seat_exists

#: A member who changes districts at the start of a Congress is out of office for no longer than this.
_GAP = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Succession:
    """What became of a seat.

    Held: ``legislator`` and ``seat``. Vacant: no legislator, but the seat. Abolished: neither.
    """

    legislator: Legislator | None  #: who holds it on the day
    how: str  #: in words, one clause: the chain, or why there is nobody
    seat: Seat | None  #: the seat as it is numbered on the day; None when it no longer exists
    redrawn: bool = False  #: districts were redrawn between one holder and the next
    chain: tuple[Legislator, ...] = ()  #: who held it before, from ``since`` on, oldest first
    number_only: bool = False  #: nobody came after whoever left: only the number is the same today

    @property
    def vacant(self) -> bool:
        """The seat exists and nobody holds it."""
        return self.legislator is None and self.seat is not None


def succession(roster: Roster, seat: Seat, since: date, on: date) -> Succession:
    """Who holds the seat on the day, following everybody who held it from ``since``.

    ``since`` is a day on which somebody held the seat (the signing day), or the day on which they
    left it. The person who holds it then is the answer for as long as they have not left.
    """
    chain: tuple[Legislator, ...] = ()
    redrawn = False
    while True:
        link = _next(roster, seat, since, on)
        if link is None:
            return _nobody(seat, on, chain, redrawn)
        term, who = link
        if _renumbered_into(term, who, since):
            return _by_number(roster, seat, who, on, chain)
        redrawn = redrawn or _crossed(seat, since, term.start)
        last = _unbroken(who, term, on)
        if last.serving(on):
            return Succession(who, _how(chain, last.seat, seat, redrawn), last.seat, redrawn, chain)
        chain = (*chain, who)
        seat, since = last.seat, last.end


def _next(roster: Roster, seat: Seat, since: date, on: date) -> tuple[Term, Legislator] | None:
    """The first term in the seat that runs on ``since`` or begins after it."""
    return next(((term, who) for term, who in roster.holders(seat) if term.end > since and term.start <= on), None)


def _unbroken(who: Legislator, term: Term, on: date) -> Term:
    """The last term, begun by the day, of the unbroken service that the term belongs to."""
    last = term
    for held in who.terms:
        if last.start < held.start <= on and _follows(held, last):
            last = held
    return last


def _follows(later: Term, earlier: Term) -> bool:
    same_place = (later.chamber, later.state) == (earlier.chamber, earlier.state)
    return same_place and later.start - earlier.end <= _GAP


def _renumbered_into(term: Term, who: Legislator, since: date) -> bool:
    """Whether a new holder only came over from another district of the state.

    Such a person was a colleague of the one who left, so the number has changed its meaning.
    """
    if term.chamber != "house" or term.start < since:
        return False
    before = [held for held in who.terms if held.start < term.start]
    return bool(before) and _follows(term, before[-1]) and before[-1].seat != term.seat


def _crossed(seat: Seat, since: date, start: date) -> bool:
    """Whether the districts were drawn anew between one holder and the next; a whole state never is."""
    districts = seat.chamber == "house" and seat.number != "0"
    return districts and any(since <= day <= start for day, _ in APPORTIONMENTS)


def _by_number(roster: Roster, seat: Seat, who: Legislator, on: date, chain: tuple[Legislator, ...]) -> Succession:
    """Today's holder of the number, where the redrawing has left no chain of persons."""
    why = f"districts were redrawn: {_label(seat)} went to {who.name}, who had served another district of the state"
    holder = roster.holder(seat, on)
    chain = chain if holder == who else (*chain, who)
    if not seat_exists(seat, on):
        return Succession(None, f"{why}; it no longer exists", None, True, chain)
    then = "only the number is the same" if holder else "it is vacant"
    return Succession(holder, f"{why}; {then}", seat, True, chain, number_only=True)


def _nobody(seat: Seat, on: date, chain: tuple[Legislator, ...], redrawn: bool) -> Succession:
    after = f" since {chain[-1].name} left" if chain else ""
    if seat_exists(seat, on):
        return Succession(None, f"{_label(seat)} is vacant{after}", seat, redrawn, chain)
    return Succession(None, f"{_label(seat)} no longer exists: districts were redrawn", None, True, chain)


def _how(chain: tuple[Legislator, ...], now: Seat, last: Seat, redrawn: bool) -> str:
    names = ", then ".join(who.name for who in chain)
    followed = f"holds {_label(now)}" + (f" after {names}" if names else "")
    renumbered = "" if now == last else f", renumbered from {_label(last)}"
    return followed + renumbered + (", where districts have been redrawn" if redrawn else "")


def _label(seat: Seat) -> str:
    return seat_label(seat.chamber, seat.state, seat.number)
