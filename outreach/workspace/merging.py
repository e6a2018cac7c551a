"""A copy of contacts.csv brought into the records, though nobody knows when it was made.

We look for the earlier state that the copy is most like: what differs from it was changed in the
copy. Where other states are nearly as like and the cell has changed among them, either value may
be the newer one: that cell is held, and a person chooses.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import BadData, BadFile
from ..ledger import ROW, Damage, Held, Key, damage, damages, keyed, merge, with_cells
from ..model import COLUMNS, Change, Contact
from ..sheets import bytes_of
from . import snapshots
from .copies import of_ours, unreadable
from .keyfaults import exists_in, key_faults
from .loading import State, state, state_of

if TYPE_CHECKING:
    from .folder import Workspace

#: So many of the newest states are compared.
_DEPTH = 200

Records = Mapping[Key, Contact]


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
    best, earliest = _origins(workspace, mine, theirs)
    _refuse_strangers(workspace, copy, best, path.name)
    found = merge(best, mine, theirs, by, at, f"merged {path.name}")
    damaged = damages(found.changes)
    hurt = {id(one.change) for one in damaged}
    sound = [change for change in found.changes if id(change) not in hurt]
    changes, doubtful = _sorted_out(sound, earliest, theirs)
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
    return Change(held.letter, held.id, held.field, held.theirs, held.mine, by, at, f"merged {path.name}, chosen")


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


def _origins(workspace: Workspace, mine: Records, theirs: Records) -> tuple[Records, Records]:
    """The state that the copy is most like, the earliest of several; and the earliest that is nearly as like."""
    states = [*_states(workspace), theirs]
    apart = [_apart(one, mine) for one in states]
    least = min(apart)
    best = states[apart.index(least)]
    return best, next(one for one, far in zip(states, apart, strict=True) if far <= 2 * least + 5)


def _states(workspace: Workspace) -> Iterator[Records]:
    for one in snapshots.listed(workspace.snapshots)[-_DEPTH:]:
        try:
            yield state_of(snapshots.contents(workspace.snapshots, one), one.name).keyed
        except BadFile:
            continue


def _apart(one: Records, other: Records) -> int:
    """Cells that differ; a row that only one has counts as one cell."""
    return len(one.keys() ^ other.keys()) + sum(
        contact != other[key] and _differing(contact, other[key]) for key, contact in one.items() if key in other
    )


def _differing(one: Contact, other: Contact) -> int:
    columns = {*COLUMNS, *one.extra, *other.extra}
    return sum(one.get(column) != other.get(column) for column in columns)


def _sorted_out(changes: Sequence[Change], earliest: Records, theirs: Records) -> tuple[list[Change], list[Held]]:
    """The changes that are plain, and those whose cell has changed since the copy may have been made."""
    plain: list[Change] = []
    held: list[Held] = []
    for change in changes:
        then, now = earliest.get((change.letter, change.id)), theirs.get((change.letter, change.id))
        was = then.get(change.field) if then else ""
        added = change.field == "notes" and change.new.startswith(change.old)
        if now is None or change.field == ROW or added or was in (change.old, change.new):
            plain.append(change)
        else:
            held.append(Held(change.letter, change.id, change.field, was, change.new, change.old))
    return plain, held
