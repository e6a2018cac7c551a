"""``--where COLUMN=VALUE``: which records are looked at.

Conventions: several conditions must all hold. Upper and lower case are alike; a party may be given
by its letter, a state by its name, a committee by its id. An empty value means that there is none.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..errors import UsageError
from ..model import Record
from .dimensions import NONE, Dimension, dimension


@dataclass(frozen=True, slots=True)
class Condition:
    """That a column has a value."""

    column: str
    value: str

    def __str__(self) -> str:
        return f"{self.column}={self.value or NONE}"


def where(
    records: Sequence[Record],
    conditions: Iterable[Condition],
    added: Iterable[str] = (),
    today: bool = False,
    sure: bool = False,
) -> tuple[Record, ...]:
    """The records for which every condition holds. ``added``: columns that people added to contacts.csv.

    ``today``: by the party, seat and state of the day, of signatories too. A value that no record has
    at all, nor could have, is a UsageError with the nearest one, unless it is ``sure`` that it is one.
    """
    found = tuple(records)
    for condition in conditions:
        asked = dimension(condition.column, added)
        wanted = condition.value.strip().casefold()
        wanted = "" if wanted == NONE else wanted
        fitting = {id(record) for record in records if wanted in asked.spellings(record, today)}
        if not fitting and not sure:
            _explain(asked, condition, records)
        found = tuple(record for record in found if id(record) in fitting)
    return found


def _explain(asked: Dimension, condition: Condition, records: Iterable[Record]) -> None:
    """Nobody has the value: an error, unless it is one that somebody could have."""
    present = {value for record in records for value in asked.of(record)}
    known = [value for value in asked.sorted({*present, *asked.order}) if value]
    folded = {value.casefold(): value for value in known}
    wanted = condition.value.strip().casefold()
    if not wanted or wanted in folded:
        return
    near = difflib.get_close_matches(wanted, folded, 1)
    listed = ", ".join(known[:12]) + (", …" if len(known) > 12 else "")
    have = f"there is: {listed}" if listed else "there is no value at all"
    hint = f"did you mean {folded[near[0]]!r}? {have[0].upper()}{have[1:]}" if near else have
    raise UsageError(f"nobody has {asked.name} {condition.value!r}; {hint}")
