"""By what records can be counted: party, state, stage …, and any column of contacts.csv.

Conventions: a signatory counts with the party, seat and state of the signing day, everybody else
with those of the day; so a letter that 52 Democrats and one Republican signed says so whatever has
become of them. Committees are those of today, full committees only, and one legislator may sit on
several. A value that is not there is "", shown as NONE.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from ..errors import UsageError
from ..model import COLUMNS, Record, Term
from ..vocabulary import (
    CHAMBER_NAMES,
    PARTY_LETTERS,
    REGIONS,
    ROLES,
    ROUTES,
    STAGES,
    party_letter,
    region_of,
    seat_label,
    state_name,
)

#: How a value that is not there is shown.
NONE = "(none)"

#: (record, the term to see it in, the day to see that term on) → values
Values = Callable[[Record, Term | None, date], tuple[str, ...]]


def _nothing(record: Record, term: Term | None, day: date) -> tuple[str, ...]:
    return ()


@dataclass(frozen=True, slots=True)
class Dimension:
    """One way to divide records."""

    name: str
    values: Values  #: of a record, seen in a term
    order: tuple[str, ...] = ()  #: these first and in this order, the others after them by alphabet
    always: bool = False  #: every value of the order is shown, with 0 where there is none
    member: bool = False  #: says something of the legislator, so that those serving can be counted by it
    also: Values = _nothing  #: other spellings of the values: "D", "New York", "HSFA"

    def of(self, record: Record) -> tuple[str, ...]:
        """The values under which the record counts, at least one."""
        return self.values(record, *counted(record)) or ("",)

    def today(self, record: Record) -> tuple[str, ...]:
        """The values of the term held on the day, at least one."""
        return self.values(record, record.now, record.on) or ("",)

    def spellings(self, record: Record, today: bool = False) -> set[str]:
        """Everything that ``--where`` may call the record's values, case folded; ``today``: those of the day."""
        seen = (record.now, record.on) if today and self.member else counted(record)
        known = (*(self.values(record, *seen) or ("",)), *self.also(record, *seen))
        return {value.casefold() for value in known}

    def sorted(self, values: Iterable[str]) -> list[str]:
        """The values in the order of the table, with those that are always shown; blank last."""
        shown = {*values, *(self.order if self.always else ())}
        return sorted(shown, key=self._place)

    def _place(self, value: str) -> tuple[bool, int, list[tuple[int, str]]]:
        place = self.order.index(value) if value in self.order else len(self.order)
        return (value == "", place, natural(value))


def counted(record: Record) -> tuple[Term | None, date]:
    """The term a record counts in and the day of it: the signing day for a signatory, else the day."""
    signature = record.signature
    if signature is None:
        return record.now, record.on
    if record.then is None:
        return record.signed_in, signature.signed_on
    return record.then, signature.signed_on if record.then.serving(signature.signed_on) else record.letter.sent


def natural(text: str) -> list[tuple[int, str]]:
    """A key that sorts NY-2 before NY-10."""
    return [(int(part), "") if part.isdigit() else (-1, part.casefold()) for part in re.split(r"(\d+)", text) if part]


def dimension(name: str, added: Iterable[str] = ()) -> Dimension:
    """The dimension of that name; UsageError with the nearest one if there is none.

    ``added``: the columns that people added to contacts.csv.
    """
    wanted = name.strip().casefold()
    known = {each.casefold(): each for each in names(added)}
    if wanted not in known:
        near = difflib.get_close_matches(wanted, known, 1)
        hint = f"did you mean {known[near[0]]!r}? There is: " if near else "there is: "
        raise UsageError(f"there is no column {name!r}; {hint}{', '.join(known.values())}")
    return DIMENSIONS.get(wanted) or _column(known[wanted])


def names(added: Iterable[str] = ()) -> list[str]:
    """Every name that ``dimension`` takes: the built-in ones, then the columns of contacts.csv."""
    return list(dict.fromkeys([*DIMENSIONS, *COLUMNS, *added]))


def _column(name: str) -> Dimension:
    """A column of contacts.csv as it stands there."""
    return Dimension(name, lambda record, *_: (record.contact.get(name),) if record.contact else ())


def _party(record: Record, term: Term | None, day: date) -> tuple[str, ...]:
    return (term.party_on(day),) if term else ()


def _party_letter(record: Record, term: Term | None, day: date) -> tuple[str, ...]:
    return (party_letter(term.party_on(day)),) if term else ()


def _committees(record: Record, term: Term | None, day: date) -> tuple[str, ...]:
    return tuple(seating.name for seating in record.legislator.seatings if not seating.parent) if record.now else ()


def _committee_ids(record: Record, term: Term | None, day: date) -> tuple[str, ...]:
    return tuple(seating.committee for seating in record.legislator.seatings if not seating.parent)


def _stage(record: Record, term: Term | None, day: date) -> tuple[str, ...]:
    # A signature says more than the stage that a lead's row was left at.
    return ("signed" if record.signature else record.contact.stage if record.contact else "",)


def _owner(record: Record, term: Term | None, day: date) -> tuple[str, ...]:
    return (record.contact.owner,) if record.contact else ()


def _of_term(value: Callable[[Term], str]) -> Values:
    return lambda record, term, day: (value(term),) if term else ()


_ALL = (
    Dimension("party", _party, tuple(PARTY_LETTERS), member=True, also=_party_letter),
    Dimension("state", _of_term(lambda t: t.state), member=True, also=_of_term(lambda t: state_name(t.state))),
    Dimension(
        "chamber",
        _of_term(lambda t: CHAMBER_NAMES[t.chamber]),
        tuple(CHAMBER_NAMES.values()),
        member=True,
    ),
    Dimension("region", _of_term(lambda t: region_of(t.state)), tuple(REGIONS), member=True),
    Dimension("district", _of_term(lambda t: seat_label(t.chamber, t.state, t.seat.number)), member=True),
    Dimension("committee", _committees, member=True, also=_committee_ids),
    Dimension("stage", _stage, STAGES, always=True),
    Dimension("owner", _owner),
    Dimension("route", lambda record, *_: (record.route,), tuple(ROUTES), always=True),
    Dimension("letter", lambda record, *_: (record.letter.slug,)),
    Dimension("signed", lambda record, *_: ("yes" if record.signature else "no",), ("yes", "no"), always=True),
    Dimension("role", lambda record, *_: (record.signature.role,) if record.signature else (), ROLES, always=True),
)

#: The dimensions that are more than a column of contacts.csv.
DIMENSIONS = {each.name: each for each in _ALL}
