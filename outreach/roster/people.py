"""All legislators we know: by id, by seat, by day.

Convention: every question about service takes a day.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from ..model import Committee, Legislator, Seat, Term
from ..vocabulary import APPORTIONMENTS, NON_VOTING


@dataclass(frozen=True)
class Roster:
    """Legislators with the day of the data they come from."""

    legislators: Mapping[str, Legislator]  #: id → legislator
    committees: Mapping[str, Committee] = field(default_factory=dict)
    as_of: date | None = None  #: day of the public data
    complete: bool = True  #: False for the example: only some seats are in it

    def get(self, id: str) -> Legislator | None:
        """The legislator with that id."""
        return self.legislators.get(id)

    def __len__(self) -> int:
        return len(self.legislators)

    def serving(self, on: date, chambers: Iterable[str] = ("house", "senate")) -> tuple[Legislator, ...]:
        """Everybody who served on the day in one of the chambers, in the order of the data."""
        wanted = set(chambers)
        return tuple(
            legislator
            for legislator in self.legislators.values()
            if (term := legislator.term_on(on)) and term.chamber in wanted
        )

    @cached_property
    def _by_seat(self) -> Mapping[Seat, tuple[tuple[Term, Legislator], ...]]:
        seats: dict[Seat, list[tuple[Term, Legislator]]] = {}
        for legislator in self.legislators.values():
            for term in legislator.terms:
                seats.setdefault(term.seat, []).append((term, legislator))
        return {seat: tuple(sorted(held, key=lambda pair: pair[0].start)) for seat, held in seats.items()}

    def holders(self, seat: Seat) -> tuple[tuple[Term, Legislator], ...]:
        """Every term served in the seat with its holder, oldest first."""
        return self._by_seat.get(seat, ())

    def holder(self, seat: Seat, on: date) -> Legislator | None:
        """Who held the seat on the day; None if it was vacant or did not exist."""
        return next((who for term, who in reversed(self.holders(seat)) if term.serving(on)), None)

    def seats(self, chamber: str, on: date) -> tuple[Seat, ...]:
        """The seats of the chamber as it sat on the day, held or vacant.

        From the apportionment in force for the House (435 and six non-voting), and two of three
        classes a state for the Senate; an incomplete roster has only the seats it knows.
        """
        if not self.complete:
            return tuple(sorted(seat for seat in self._by_seat if seat.chamber == chamber and seat_exists(seat, on)))
        if chamber == "senate":
            held = {seat for seat in self._by_seat if seat.chamber == "senate"}
            return tuple(sorted(held))
        return tuple(sorted(_house_seats(on)))

    def filled(self, chamber: str, on: date) -> tuple[int, int, int]:
        """(seats that vote and are filled, seats that vote, delegates and the resident commissioner) on the day."""
        votes = [seat for seat in self.seats(chamber, on) if chamber == "senate" or seat.state not in NON_VOTING]
        held = [who.term_on(on) for who in self.serving(on, (chamber,))]
        seats = {term.seat for term in held if term}
        return len(seats.intersection(votes)), len(votes), len(seats.difference(votes))


def seat_exists(seat: Seat, on: date) -> bool:
    """Whether the House seat is in the apportionment of the day; a Senate seat always is."""
    return seat.chamber == "senate" or seat in _house_seats(on)


def _house_seats(on: date) -> frozenset[Seat]:
    table = next((table for start, table in APPORTIONMENTS if start <= on), APPORTIONMENTS[-1][1])
    seats = {Seat("house", state, "0") for state in NON_VOTING}
    for state, count in table.items():
        numbers = ["0"] if count == 1 else [str(n) for n in range(1, count + 1)]
        seats.update(Seat("house", state, number) for number in numbers)
    return frozenset(seats)
