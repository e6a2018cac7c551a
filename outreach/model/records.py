"""Contacts, changes, signatures, and the record that is made of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields, make_dataclass
from datetime import date
from operator import attrgetter
from types import MappingProxyType
from typing import Any, cast

from .legislators import Legislator, Term
from .settings import Letter


@dataclass(frozen=True, slots=True)
class Contact:
    """One row of contacts.csv: our dealings with one legislator about one letter. All text."""

    letter: str
    id: str
    name: str = ""
    party: str = ""
    state: str = ""
    district: str = ""
    stage: str = ""
    role: str = ""
    signed_on: str = ""
    as_printed: str = ""
    owner: str = ""
    staffer: str = ""
    email: str = ""
    phone: str = ""
    last_contact: str = ""
    channel: str = ""
    next_step: str = ""
    due: str = ""
    notes: str = ""
    extra: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))  #: people's own columns
    line: int = field(default=0, compare=False)  #: line in the file, 0 if not from one

    @property
    def key(self) -> tuple[str, str]:
        """Letter and id."""
        return (self.letter, self.id)

    def get(self, column: str) -> str:
        """The cell in that column, "" if there is none."""
        if column not in _COLUMNS:
            return self.extra.get(column, "")
        cell: str = getattr(self, column)
        return cell

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells in the order of COLUMNS."""
        return _cells(self)


#: Columns of contacts.csv in their order.
COLUMNS: tuple[str, ...] = tuple(f.name for f in fields(Contact) if f.name not in {"extra", "line"})

_COLUMNS = frozenset(COLUMNS)
_cells: Callable[[Contact], tuple[str, ...]] = attrgetter(*COLUMNS)


#: A contact that is still open to assignment: it has the very same slots.
_Draft: Any = make_dataclass("_Draft", [(f.name, f.type) for f in fields(Contact)], slots=True)


def contact_of(cells: Sequence[str], extra: Mapping[str, str], line: int) -> Contact:
    """The contact with these cells, in the order of COLUMNS.

    The same as ``Contact(*cells, extra, line)`` in a quarter of the time, which counts with 100,000
    rows: a frozen class fills its slots by a slow way, so the slots are filled before it is frozen.
    """
    made = _Draft(*cells, extra, line)
    made.__class__ = Contact
    return cast(Contact, made)


#: Columns that the program writes, as of the signing day; an edit there is a problem.
WRITTEN_BY_PROGRAM = ("name", "party", "state", "district")


@dataclass(frozen=True, slots=True)
class Change:
    """One field of one contact going from an old to a new value."""

    letter: str
    id: str
    field: str  #: a column; "row" for the row itself, with values "" and "present"
    old: str
    new: str
    by: str
    at: str  #: moment, ISO with seconds and offset
    why: str = ""
    batch: str = ""  #: changes that were made in one go share it


@dataclass(frozen=True, slots=True)
class Signature:
    """That a legislator signed a letter."""

    letter: str
    id: str
    role: str  #: "lead" or "signer"
    signed_on: date
    as_printed: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """One legislator and one letter on one day: what everything downstream is made from."""

    letter: Letter
    legislator: Legislator
    on: date
    now: Term | None  #: the term held on the day
    then: Term | None  #: the term held on the signing day
    signature: Signature | None
    contact: Contact | None
    route: str
    reason: str  #: why this route, in words
    predecessors: tuple[Legislator, ...] = ()  #: signatories whose seat this person holds now
    successor: Legislator | None = None  #: who holds the seat of a signatory who has gone

    @property
    def signed_in(self) -> Term:
        """The term of the signature; of somebody who did not serve on that day, the nearest one."""
        return self.then or self.legislator.term_near(self.signature.signed_on if self.signature else self.letter.sent)
