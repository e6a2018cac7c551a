"""Three-way merge: what somebody changed in a copy, brought into what has become of the original.

Convention: ``base`` is what the copy was made from, ``mine`` the copy as it came back, ``theirs``
the records today. Cells are compared one by one, by key and column, never by place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..model import Change, Contact
from .changes import ROW, Key, changes_for, fields_of

#: Columns in which two additions at the end can both be kept.
_GROWING = frozenset({"notes"})


@dataclass(frozen=True, slots=True)
class Held:
    """A cell that both sides changed, or a row that is gone: a person has to choose."""

    letter: str
    id: str
    field: str
    base: str
    mine: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge comes to."""

    changes: tuple[Change, ...]  #: to be applied to theirs
    held: tuple[Held, ...]
    missing: tuple[Key, ...]  #: rows of the base that the copy no longer has; nothing is done about them


def merge(
    base: Mapping[Key, Contact],
    mine: Mapping[Key, Contact],
    theirs: Mapping[Key, Contact],
    by: str,
    at: str,
    why: str = "",
    batch: str = "",
) -> Merged:
    """Bring the changes from base to mine into theirs. A row that is not in the copy is never deleted."""
    changes: list[Change] = []
    held: list[Held] = []
    for key, copy in mine.items():
        if key not in theirs and key not in base:
            changes += changes_for(None, copy, by, at, why, batch)
            continue
        for found in _row(base.get(key), copy, theirs.get(key)):
            if isinstance(found, Held):
                held.append(found)
            else:
                changes.append(Change(*key, found[0], found[1], found[2], by, at, why, batch))
    return Merged(tuple(changes), tuple(held), tuple(key for key in base if key not in mine))


def _row(base: Contact | None, mine: Contact, theirs: Contact | None) -> Iterator[Held | tuple[str, str, str]]:
    """The cells of one row that differ: held, or (field, what is there, what is wanted)."""
    start = base or Contact(*mine.key)
    for field in fields_of(start, mine):
        was, wanted = start.get(field), mine.get(field)
        if wanted == was:
            continue
        if theirs is None:
            yield Held(*mine.key, ROW, was, wanted, "")
            return
        there = theirs.get(field)
        if there == was:
            yield field, there, wanted
        elif both := _both(field, was, wanted, there):
            if both != there:
                yield field, there, both
        elif there != wanted:
            yield Held(*mine.key, field, was, wanted, there)


def _both(field: str, was: str, wanted: str, there: str) -> str:
    """The cell with both additions, where both sides only added to its end."""
    if field not in _GROWING or wanted == there or not (wanted.startswith(was) and there.startswith(was)):
        return ""
    added, since = wanted[len(was) :], there[len(was) :]
    if f"\n{added.strip()}\n" in f"\n{since.strip()}\n":
        return there
    return there.rstrip("\n") + "\n" + added.lstrip("\n")
