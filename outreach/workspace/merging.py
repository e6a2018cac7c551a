"""A copy of contacts.csv brought into the records, though nobody knows when it was made.

We look for the earlier state that the copy is most like: what differs from it was changed in the
copy. Whatever state that is, two kinds of cells are held, and a person chooses:

* one to which the copy would give back what it said before: the copy may just be old;
* one that the records have changed since the earliest state from which the copy may come.

What came into the records by a merge tells nothing of when a copy was made: it may be from this one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import BadData, BadFile
from ..ledger import PRESENT, ROW, Damage, Held, Key, damage, damages, keyed, merge, with_cells
from ..model import COLUMNS, Change, Contact
from ..sheets import bytes_of
from . import snapshots
from .copies import of_ours, unreadable
from .keyfaults import exists_in, key_faults
from .loading import State, state, state_of
from .past import history

if TYPE_CHECKING:
    from .folder import Workspace

#: So many of the newest states are compared.
_DEPTH = 200

#: So many cells may say the same by chance, or because two people were told to do the same.
_CHANCE = 20

#: How the reason of a change begins that a merge made.
_MERGED = "merged"

Records = Mapping[Key, Contact]
Cell = tuple[str, str, str]  #: letter, id and field


@dataclass(frozen=True, slots=True)
class Merging:
    """What merging a copy comes to."""

    changes: tuple[Change, ...]  #: to be applied as they are
    held: tuple[Held, ...]  #: a person has to choose
    missing: tuple[Key, ...]  #: rows that the copy does not have; they stay
    damaged: tuple[Damage, ...]  #: cells that a spreadsheet damaged in the copy; they are left out


def merging(workspace: Workspace, path: Path, by: str, at: str) -> Merging:
    """What is in the copy and not in the records. See ``Workspace.merging``."""
    copy = _read(path)
    theirs = state(workspace).keyed
    if errors := tuple(problem for problem in copy.problems if problem.level == "error"):
        _refuse_strangers(workspace, copy, theirs, path.name)
        raise BadData(errors)
    mine = keyed(_filled(contact, theirs.get(contact.key), copy.table.header) for contact in copy.contacts)
    past = _past(workspace, mine, theirs)
    _refuse_strangers(workspace, copy, past.best, path.name)
    found = merge(past.best, mine, theirs, by, at, f"{_MERGED} {path.name}")
    damaged = damages(found.changes)
    hurt = {id(one.change) for one in damaged}
    sound = [change for change in found.changes if id(change) not in hurt]
    changes, doubtful = _sorted_out(sound, past, mine)
    held = [one for one in found.held if not damage(one.base, one.mine)]
    return Merging(tuple(changes), (*held, *doubtful), found.missing, damaged)


def _refuse_strangers(workspace: Workspace, copy: State, best: Records, file: str) -> None:
    """BadData where rows of the copy would be taken for other people's."""
    faults = key_faults(tuple(best.values()), copy.table, exists_in(workspace))
    next = f"put it right in that file, or 'outreach dismiss \"{file}\"'"
    if wrong := tuple(replace(one, file=file, next=next) for one in faults.problems()):
        raise BadData(wrong)


def chosen(held: Held, by: str, at: str, path: Path) -> Change:
    """The change that takes the copy's value of a held cell."""
    return Change(held.letter, held.id, held.field, held.theirs, held.mine, by, at, f"{_MERGED} {path.name}, chosen")


def _read(path: Path) -> State:
    try:
        found = state_of(bytes_of(path), path.name)
    except BadFile as fault:
        raise unreadable(path.name, fault) from None
    if not of_ours(found.table.header):
        raise BadFile(path.name, "is no copy of contacts.csv", f"'outreach dismiss \"{path.name}\"'")
    return found


def _filled(copy: Contact, there: Contact | None, header: Sequence[str]) -> Contact:
    """The row of the copy; columns that the copy does not have are as in the records."""
    if there is None:
        return copy
    missing = [column for column in COLUMNS if column not in header]
    theirs = {name: cell for name, cell in there.extra.items() if name not in copy.extra}
    return with_cells(copy, {**{column: there.get(column) for column in missing}, **theirs})


@dataclass(frozen=True, slots=True)
class _Past:
    """What is known of the time before a copy came back."""

    states: Sequence[Records]  #: the oldest first; the last one is now
    best: Records  #: the state that the copy is most like, the earliest of several
    earliest: int  #: place of the earliest state from which the copy may come
    told: Mapping[Cell, Collection[str]]  #: what the cells have said by the history, which goes back further

    def last(self, cell: Cell, value: str) -> int | None:
        """Place of the latest state in which the cell said that; 0 if only the history knows, None if it never did."""
        for place in range(len(self.states) - 1, -1, -1):
            contact = self.states[place].get(cell[:2])
            if contact and _said(contact, cell[2]) == value:
                return place
        return 0 if value in self.told.get(cell, ()) else None

    def changed(self, cell: Cell, now: str) -> bool:
        """Whether the cell may have said something else when the copy was made."""
        found = (one.get(cell[:2]) for one in self.states[self.earliest :])
        if any((_said(contact, cell[2]) if contact else "") != now for contact in found):
            return True
        return not self.earliest and bool({*self.told.get(cell, ())} - {now})


def _said(contact: Contact, field: str) -> str:
    return PRESENT if field == ROW else contact.get(field)


def _past(workspace: Workspace, mine: Records, theirs: Records) -> _Past:
    done = history(workspace)
    merged = {(one.letter, one.id, one.field, one.new) for one in done if one.why.startswith(_MERGED)}
    states = [*_states(workspace), theirs]
    apart = [_apart(one, mine, merged) for one in states]
    best = states[apart.index(min(apart))]
    past = _Past(states, best, 0, _told(done))
    places = [past.last(cell, mine[cell[:2]].get(cell[2])) for cell in _open(mine, theirs)]
    # None of the states after that one has it all: the copy would have set back a cell.
    latest = min((place for place in places if place is not None), default=len(states) - 1)
    near = 2 * min(apart[: latest + 1]) + _CHANCE
    return replace(past, earliest=next(place for place, far in enumerate(apart) if far <= near))


def _told(done: Sequence[Change]) -> dict[Cell, set[str]]:
    """What the cells have said; not that they were empty before there was the row."""
    made = {(one.letter, one.id, one.batch) for one in done if one.field == ROW and one.new}
    told: dict[Cell, set[str]] = {}
    for one in done:
        said = {one.new} if (one.letter, one.id, one.batch) in made else {one.old, one.new}
        told.setdefault((one.letter, one.id, one.field), set()).update(said)
    return told


def _open(mine: Records, theirs: Records) -> Iterator[Cell]:
    """The cells in which the copy is not as the records are now."""
    for key, contact in mine.items():
        there = theirs.get(key)
        if there is not None and contact != there:
            yield from ((*key, column) for column in _differing(contact, there))


def _states(workspace: Workspace) -> Iterator[Records]:
    for one in snapshots.listed(workspace.snapshots)[-_DEPTH:]:
        try:
            yield state_of(snapshots.contents(workspace.snapshots, one), one.name).keyed
        except BadFile:
            continue


def _apart(one: Records, mine: Records, merged: Collection[tuple[str, str, str, str]]) -> int:
    """Cells in which the copy differs, without what was merged; a row that only one has counts as one cell."""
    rows = sum((*key, ROW, PRESENT) not in merged for key in one.keys() ^ mine.keys())
    return rows + sum(
        (*key, column, contact.get(column)) not in merged
        for key, contact in mine.items()
        if key in one and contact != one[key]
        for column in _differing(contact, one[key])
    )


def _differing(one: Contact, other: Contact) -> Iterator[str]:
    columns = {*COLUMNS, *one.extra, *other.extra}
    return (column for column in columns if one.get(column) != other.get(column))


def _sorted_out(changes: Sequence[Change], past: _Past, mine: Records) -> tuple[list[Change], list[Held]]:
    """The changes that are plain, and those for which a person has to choose."""
    plain: list[Change] = []
    held: list[Held] = []
    removed: set[Key] = set()
    for change in changes:
        key, cell = (change.letter, change.id), (change.letter, change.id, change.field)
        wanted = _said(mine[key], change.field)
        back = past.last(cell, wanted) is not None
        if key in removed:
            continue
        if change.field == ROW and back:
            removed.add(key)
        grown = change.field == "notes" and change.new.startswith(change.old)
        if back or not (grown or change.field == ROW or not past.changed(cell, change.old)):
            held.append(Held(*cell, change.old, wanted, change.old))
        else:
            plain.append(change)
    return plain, held
