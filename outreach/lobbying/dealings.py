"""History → dealings.

Convention: all changes of one row made in one go are looked at together. They are a dealing when
``log`` made them and they say more than a plan, when they bring a new day of last contact (a
sheet), or when they add minutes; digits that cannot be read as minutes are a dealing without any.
What was taken back later, whole, never happened. Minutes that are lowered by hand are taken off the
latest dealings of the row.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ..ledger import MINUTES, ROW, day_of, is_minutes, minutes_in, when_and_how
from ..model import Change

#: What ``log`` writes when somebody was in touch with the office.
_TOUCHES = frozenset({"last_contact", "channel", "notes", MINUTES})


@dataclass(frozen=True, slots=True)
class Recorded:
    """One dealing with one office, as the history has it."""

    letter: str  #: slug
    id: str
    day: date
    by: str  #: who recorded it
    channel: str  #: "" if not said
    minutes: int | None  #: None if not said
    entered: date | None = None  #: the day it came into the records

    @property
    def row(self) -> tuple[str, str]:
        """The row of contacts.csv that it stands in."""
        return (self.letter, self.id)


Group = tuple[Change, ...]


def recorded(changes: Iterable[Change]) -> tuple[Recorded, ...]:
    """Every dealing in the history, in the order in which they were recorded."""
    found: list[Recorded] = []
    for group in _standing(_together(changes)):
        spent = _spent(group)
        if spent is not None and spent < 0:
            _take_off(found, (group[0].letter, group[0].id), -spent)
        if (dealing := _dealing(group, spent)) is not None:
            found.append(dealing)
    return tuple(found)


def _together(changes: Iterable[Change]) -> list[Group]:
    groups: dict[tuple[str, ...], list[Change]] = {}
    for change in changes:
        go = (change.batch,) if change.batch else ("", change.at, change.by, change.why)
        groups.setdefault((*go, change.letter, change.id), []).append(change)
    return list(map(tuple, groups.values()))


def _standing(groups: Sequence[Group]) -> list[Group]:
    """The groups that nothing took back, and without those that took back."""
    kept: dict[int, Group] = {}
    places: dict[object, list[int]] = {}
    for place, group in enumerate(groups):
        undone = places.get(_cells(group, backwards=True)) if when_and_how(group[0].why) is None else None
        if undone:
            del kept[undone.pop()]
            continue
        kept[place] = group
        places.setdefault(_cells(group), []).append(place)
    return list(kept.values())


def _cells(group: Group, backwards: bool = False) -> object:
    """What the group does, whatever its order."""
    ends = ((change.field, change.old, change.new) for change in group)
    cells = {(field, new, old) if backwards else (field, old, new) for field, old, new in ends}
    return (group[0].letter, group[0].id, frozenset(cells))


def _dealing(group: Group, spent: int | None) -> Recorded | None:
    first = group[0]
    logged = when_and_how(first.why)
    if logged is not None:
        day, channel = logged if _took_place(group) else (None, "")
    else:
        called = spent is None or spent > 0
        day, channel = _contacted(group) or (day_of(first.at[:10]) if called else None), _new(group, "channel")
    if day is None:
        return None
    minutes = spent if spent and spent > 0 else None
    return Recorded(first.letter, first.id, day, first.by, channel, minutes, day_of(first.at[:10]))


def _took_place(group: Group) -> bool:
    """Whether what ``log`` wrote is more than a plan; the first stage of a new row comes by itself."""
    fields = {change.field.strip().casefold() for change in group}
    return bool(fields & _TOUCHES) or ("stage" in fields and ROW not in fields)


def _contacted(group: Group) -> date | None:
    return day_of(_new(group, "last_contact"))


def _new(group: Group, field: str) -> str:
    return next((change.new for change in group if change.field == field), "")


def _spent(group: Group) -> int | None:
    """By how much the minutes grew; None where the cell has digits that cannot be read."""
    for change in group:
        if is_minutes(change.field):
            before, after = minutes_in(change.old), minutes_in(change.new)
            if after is None:
                return None if any(map(str.isdigit, change.new)) else 0
            # What could not be read was a dealing already; that it can be read now makes no other one.
            return after - before if before is not None else 0
    return 0


def _take_off(found: list[Recorded], row: tuple[str, str], minutes: int) -> None:
    """Take the minutes off the latest dealings of the row."""
    for place in reversed(range(len(found))):
        dealing = found[place]
        if dealing.row == row and dealing.minutes and minutes:
            less = min(dealing.minutes, minutes)
            found[place] = replace(dealing, minutes=dealing.minutes - less or None)
            minutes -= less
