"""Rows that would be taken for other people's: columns that were moved alone, and slips in a key.

While a column stands in other rows than it did, nothing in the file can be believed: nothing is counted
from it, and nothing is taken from it into the history.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..errors import OutreachError, Problem, gathered
from ..ledger import KEY, Cut, Exists, Grid, Key, KeyCell, Moved, cuts, grid, keys_of, moved_keys, slips
from ..model import WRITTEN_BY_PROGRAM, Contact

if TYPE_CHECKING:
    from ..sheets import Table
    from .folder import Workspace

_FILE = "contacts.csv"
_KEEP = "; if it is right, 'outreach check --keep'"
_FIX = "'outreach check --fix' puts it back"
_SAFE = f"{_FIX}, 'outreach restore last' the whole file"
#: What is left where nothing can be put back for certain.
LOST = "'outreach restore last' puts the file back as it was, and keeps what it says now in snapshots/"


@dataclass(frozen=True, slots=True)
class KeyFaults:
    """What is wrong with the keys of contacts.csv, as far as its last known state tells."""

    moved: Moved | None
    slips: tuple[KeyCell, ...]
    cuts: tuple[Cut, ...] = ()  #: rows in pieces
    wrong: frozenset[Key] = frozenset()  #: keys that rows have by these faults, and those that they should have

    @property
    def cells(self) -> tuple[KeyCell, ...]:
        """The cells of keys that can be put back."""
        return self.moved.keys if self.moved else self.slips

    def problems(self, keep: bool = True) -> tuple[Problem, ...]:
        """The faults in words; of a column that was moved nothing but that.

        ``keep`` says whether the file could also be taken as it stands.
        """
        found = moved_problems([self.moved]) if self.moved else (*map(_slip, self.slips), *map(_cut, self.cuts))
        return found if keep else tuple(replace(one, next=one.next.removesuffix(_KEEP)) for one in found)


NO_FAULTS = KeyFaults(None, ())


class Scrambled(OutreachError):
    """contacts.csv has rows that would be taken for other people's: nothing in it can be counted."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(map(str, gathered(problems))))


def key_faults(before: Sequence[Contact], table: Table, exists: Exists) -> KeyFaults:
    """What is wrong with the keys of the table, compared with the last known state."""
    found = grid(before, table)
    if not {"letter", "id"} <= set(found.columns) or _whole(found):
        return NO_FAULTS
    if moved := moved_keys(found):
        return KeyFaults(moved, ())
    slipped, cut = slips(found, exists), cuts(found)
    wrong = {key for cell in slipped for key in (cell.key, cell.stands)}
    return KeyFaults(None, slipped, cut, frozenset(wrong.union(*(keys_of(one, found) for one in cut))))


def _whole(found: Grid) -> bool:
    """Whether every key stands beside the name that it had: whatever was moved is told by the key then."""
    if "name" not in found.columns:
        return False
    told = [found.place(name) for name in (*KEY, *WRITTEN_BY_PROGRAM) if name in found.columns]
    was, now = (Counter(tuple(row[at] for at in told) for row in rows) for rows in (found.before, found.after))
    return was == now and all(row[found.place("name")] for row in found.before)


def exists_in(workspace: Workspace) -> Exists:
    """Whether a letter or an id can be meant, from outreach.toml and the public data."""
    return functools.partial(_exists, workspace)


def _exists(workspace: Workspace, column: str, cell: str) -> bool | None:
    try:
        if column == "letter":
            return cell in workspace.settings.letters
        roster = workspace.roster()
    except OutreachError:
        return None
    return (roster.get(cell) is not None) or (False if roster.complete else None)


def moved_problems(moved: Sequence[Moved]) -> tuple[Problem, ...]:
    """The columns that were moved, in one sentence for those that can be put back and one for those that cannot."""
    return tuple(_moved([one for one in moved if one.safe is safe]) for safe in _kinds(moved))


def _kinds(moved: Sequence[Moved]) -> Iterator[bool]:
    yield from sorted({one.safe for one in moved})


def _moved(moved: Sequence[Moved]) -> Problem:
    names = [name for one in moved for name in one.columns]
    most = max(moved, key=lambda one: one.rows)
    lines = f", lines {', '.join(map(str, most.lines))}" if most.lines else ""
    where = f"({most.rows:,} of {most.of:,} rows{lines})"
    if len(names) == 1:
        what, next = f"the column {names[0]} was moved on its own, without the rest of its rows {where}", _SAFE + _KEEP
    else:
        listed = f"{', '.join(names[:-1])} and {names[-1]}"
        what = f"the columns {listed} were moved without the rest of their rows {where}"
        next = _SAFE.replace(" it ", " them ") + _KEEP
    return Problem(_FILE, 0, "", what, next if most.safe else LOST + _KEEP)


def _slip(cell: KeyCell) -> Problem:
    now = f'"{cell.now[:40]}" stands' if cell.now else "is empty"
    rest = f"that of {cell.name}" if cell.name else "as it was"
    what = f'{now} where "{cell.known}" was, and the rest of the row is {rest}'
    many = "cells do not say what they said, though the rest of their rows does"
    return Problem(_FILE, cell.line, cell.column, what, _FIX + _KEEP * bool(cell.now), cause=many)


def _cut(cut: Cut) -> Problem:
    whose = f"the row of {cut.name}" if cut.name else "the row"
    listed = ", ".join(map(str, cut.pieces))
    what = f"a line break has cut {whose} in pieces; it goes on in line {listed}"
    many = "rows have been cut in pieces by line breaks"
    return Problem(_FILE, cut.line, cut.column, what, "'outreach check --fix' makes it whole", cause=many)
