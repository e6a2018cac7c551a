"""What was done to contacts.csv outside the program since its last known state.

Convention: the last known state is the newest snapshot, or else what the history comes to. An
edit by a person is taken into the history at the next command. What looks like an accident (cells
that a spreadsheet damaged, many rows gone, a column gone, a signature gone) is doubtful: it waits
for a person.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import BadData, BadFile, Problem
from ..ledger import (
    PRESENT,
    ROW,
    Damage,
    Key,
    Moved,
    damage,
    damages,
    difference,
    keyed,
    moved_columns,
    of_many,
    replay,
    spelt,
)
from ..model import COLUMNS, WRITTEN_BY_PROGRAM, Change, Contact
from ..vocabulary import numbered
from . import snapshots
from .edited import edited, editor
from .keyfaults import LOST, NO_FAULTS, KeyFaults, exists_in, key_faults, moved_problems
from .loading import State, state_of
from .lost import NOTHING, Lost, gone_with, has_signed, lost
from .past import history
from .recovering import positions, size_of

if TYPE_CHECKING:
    from .folder import Workspace

_FILE = "contacts.csv"
_WENT_BACK = "went back to what it was, as if an old copy had been saved over newer work"
_FIX = "'outreach check --fix' puts it back; if it is right, 'outreach check --keep'"


@dataclass(frozen=True, slots=True)
class Noticed:
    """The difference between contacts.csv and its last known state."""

    changes: tuple[Change, ...]  #: from the known state to the file, as the editor's; () if no cell differs
    damaged: tuple[Damage, ...]  #: those that a program made and not a person
    gone: tuple[Contact, ...]  #: rows that are no longer there, where they are so many that it may be an accident
    columns: tuple[str, ...]  #: columns that are no longer there though there was something in them
    rows: int  #: how many there were
    at: str  #: when the file was edited
    lines: dict[tuple[str, str], int]  #: key → line in the file
    partial: tuple[str, str] | None = None  #: key of a last row of which only a piece is there
    begins: bool = False  #: whether these are records that have no history yet
    moved: tuple[Moved, ...] = ()  #: columns beside the key that stand in other rows than before
    keys: KeyFaults = NO_FAULTS  #: what is wrong with the keys
    lost: Lost = NOTHING  #: signatures and other work that were emptied

    @property
    def doubtful(self) -> bool:
        """Whether it looks like an accident."""
        return bool(self.damaged or self.gone or self.columns or self.lost or self.scrambled)

    @property
    def scrambled(self) -> tuple[Problem, ...]:
        """What makes rows be taken for other people's: while it stands, nothing can be counted."""
        return (*moved_problems(self.moved), *self.keys.problems())

    @property
    def unsafe(self) -> tuple[Problem, ...]:
        """What looks like an accident and cannot be put back for certain."""
        moved = moved_problems([one for one in self.moved if not one.safe])
        return (*moved, *(self._gone() if self.mixed else ()))

    @property
    def mixed(self) -> int:
        """How many rows are new where too many are gone: they may be the same rows, and nobody can know."""
        new = {(change.letter, change.id) for change in self.changes if change.field == ROW and change.new}
        return len(new - self.keys.wrong - {self.partial or ("", "")}) if self.gone else 0

    def problems(self) -> tuple[Problem, ...]:
        """What looks like an accident, in words."""
        if self.keys.moved:
            return self.scrambled
        others = (*self._damaged(), *self._gone(), *self._columns(), *self.lost.problems(self.lines))
        return tuple(sorted([*self.scrambled, *others]))

    def _damaged(self) -> Iterator[Problem]:
        moved = {name for one in self.moved for name in one.columns}
        for found in self.damaged:
            change = found.change
            if change.field in moved:
                continue
            what = f"{_shown(change.new)} {found.name}; it was {_shown(change.old)}"
            line = self.lines.get((change.letter, change.id), 0)
            yield Problem(_FILE, line, change.field, what, _FIX, cause=of_many(found.name))

    def _gone(self) -> Iterator[Problem]:
        if self.gone:
            gone = sorted(self.gone, key=lambda contact: not has_signed(contact))
            names = ", ".join(contact.name or contact.id for contact in gone[:3])
            more = ", …" if len(self.gone) > 3 else ""
            one = len(gone) == 1
            what = f"{len(gone):,} of {numbered(self.rows, 'row')} {'is' if one else 'are'} gone ({names}{more})"
            if signed := sum(map(has_signed, gone)):
                what = f"{what}, with a signature" if one else f"{what}, {signed:,} of them with a signature"
            if self.mixed:
                what = f"{what}, and {self.mixed:,} {'is' if self.mixed == 1 else 'are'} new"
            next = (
                f"{LOST}; if that is right, 'outreach check --keep'"
                if self.mixed
                else _FIX.replace("puts it", f"puts {'it' if one else 'them'}").replace("it is", "that is")
            )
            yield Problem(_FILE, 0, "", what, next)

    def _columns(self) -> Iterator[Problem]:
        for column in self.columns:
            yield Problem(_FILE, 1, column, "the column is gone, and what was in it", _FIX)

    def said(self) -> str:
        """The edit in one line."""
        rows = {(change.letter, change.id) for change in self.changes}
        new = sum(change.field == ROW and change.new == PRESENT for change in self.changes)
        gone = sum(change.field == ROW and not change.new for change in self.changes)
        cells = [change for change in self.changes if change.field != ROW]
        parts = [f"{numbered(len(cells), 'cell')} in {numbered(len(rows), 'row')}"]
        parts += [f"{new:,} of them new"] * bool(new) + [f"{gone:,} of them gone"] * bool(gone)
        return f"contacts.csv was edited by hand: {', '.join(parts)}; taken into the history"


def _shown(cell: str) -> str:
    return f'"{cell[:40]}…"' if len(cell) > 41 else f'"{cell}"'


class Doubtful(BadData):
    """What was done to contacts.csv looks like an accident: a person has to say."""


def refuse_doubts(noticed: Noticed) -> None:
    """Doubtful if what was noticed looks like an accident."""
    if noticed.doubtful:
        raise Doubtful(noticed.problems())


def is_known(workspace: Workspace, data: bytes) -> bool:
    """Whether the contents are, to the byte, a state at the end of the history."""
    there = (one for place in positions(workspace) for one in snapshots.at_position(workspace.snapshots, place))
    return snapshots.digest_of(data) in {one.digest for one in there}


def look(workspace: Workspace, found: State, at: str) -> Noticed | None:
    """What was done by hand; None if nothing was. ``at`` is the moment, and no edit is later.

    Records that have no history yet are the beginning: that is noticed without a change.
    """
    if not found.data or is_known(workspace, found.data):
        return None
    before = known(workspace)
    moment = edited(workspace.contacts_file, at)
    lines = {key: contact.line for key, contact in found.keyed.items()}
    if before is None:
        return Noticed((), (), (), (), 0, moment, lines, begins=bool(lines))
    before, after = spelt(before, found.table.header), found.keyed
    changes = difference(keyed(before), after, editor(workspace.contacts_file), moment, "edited by hand")
    columns = _columns_gone(before, found) if changes else ()
    keys = key_faults(before, found.table, exists_in(workspace)) if _other_rows(changes, found) else NO_FAULTS
    cut = not found.data.endswith((b"\n", b"\r", b"\n\0", b"\r\0"))
    if keys.moved:
        return Noticed(tuple(changes), (), (), columns, len(before), moment, lines, keys=keys)
    missing = [contact for contact in before if contact.key not in after and contact.key not in keys.wrong]
    others = {(change.letter, change.id) for change in changes if change.field == ROW}
    told = [change for change in changes if (change.letter, change.id) not in keys.wrong]
    stayed = [change for change in told if (change.letter, change.id) not in others]
    new = [after[change.letter, change.id] for change in told if change.field == ROW and change.new]
    went_back = tuple(_gone_back(workspace, found.data, told))
    undone = {(one.change.letter, one.change.id) for one in went_back}
    many = cut or gone_with(missing, new, len(before))
    gone = tuple(missing if many else [contact for contact in missing if contact.key in undone])
    away = {contact.key for contact in gone}
    damaged = (
        *damages(stayed),
        # Of a row that is gone, one sentence says it; its cells would only say it again.
        *(one for one in went_back if (one.change.letter, one.change.id) not in away),
        *(_cut_cells(told, found.contacts[-1:]) if cut else ()),
    )
    partial = _partial(gone, found.contacts[-1:], keyed(before)) if cut else None
    moved = moved_columns(stayed, len(before))
    empty = _emptied(before, after, stayed, damaged, {*columns, *(name for one in moved for name in one.columns)})
    rows = len(before)
    return Noticed(
        tuple(changes), damaged, gone, columns, rows, moment, lines, partial, moved=moved, keys=keys, lost=empty
    )


def _emptied(
    before: Sequence[Contact],
    after: Mapping[Key, Contact],
    stayed: Sequence[Change],
    damaged: Sequence[Damage],
    others: Collection[str],
) -> Lost:
    """What was emptied besides what is said of damaged cells and other columns."""
    told = {id(one.change) for one in damaged}
    return lost(keyed(before), after, [one for one in stayed if id(one) not in told and one.field not in others])


def _other_rows(changes: Sequence[Change], found: State) -> bool:
    """Whether rows may have got other keys: some are new or gone, or say another name."""
    telling = {ROW, *WRITTEN_BY_PROGRAM} if "name" in found.table.header else {change.field for change in changes}
    return any(change.field in telling for change in changes)


def known(workspace: Workspace) -> tuple[Contact, ...] | None:
    """The records in their last known state; None if nothing is known yet."""
    folder, position = workspace.snapshots, size_of(workspace.history_file)
    found = _first_sound(folder, reversed(snapshots.at_position(folder, position)))
    if found is not None:
        return found
    if not position:
        return None
    base = _first_sound(folder, reversed(snapshots.at_position(folder, 0)))
    return replay(history(workspace), base=base or ())


def _first_sound(folder: Path, candidates: Iterator[snapshots.Snapshot]) -> tuple[Contact, ...] | None:
    for one in candidates:
        try:
            return state_of(snapshots.contents(folder, one), one.name).contacts
        except BadFile:
            continue
    return None


def _is_earlier(workspace: Workspace, data: bytes) -> bool:
    """Whether the contents are, to the byte, a state that was there before."""
    digest = snapshots.digest_of(data)
    return any(one.digest == digest for one in snapshots.listed(workspace.snapshots))


def _gone_back(workspace: Workspace, data: bytes, changes: Sequence[Change]) -> Iterator[Damage]:
    """Changes that make an earlier state, or take back the whole of the newest batches: an old copy was saved."""
    if changes and _is_earlier(workspace, data):
        yield from (Damage(change, _WENT_BACK) for change in changes if not damage(change.old, change.new))
        return
    there = {(change.letter, change.id, change.field, change.old, change.new): change for change in changes}
    done = history(workspace) if changes else ()
    for _, batch in groupby(reversed(done), key=lambda one: one.batch):
        wanted = [there.get((one.letter, one.id, one.field, one.new, one.old)) for one in batch]
        found = [change for change in wanted if change is not None]
        if len(found) < len(wanted):
            return
        for change in found:
            if not damage(change.old, change.new):
                yield Damage(change, _WENT_BACK)


def _partial(gone: Sequence[Contact], last: Sequence[Contact], before: Mapping[Key, Contact]) -> Key | None:
    """The key of the last row if it is the beginning of one that is gone."""
    for contact in last:
        if contact.key not in before and any(one.id.startswith(contact.id) for one in gone):
            return contact.key
    return None


def _cut_cells(changes: Sequence[Change], last: Sequence[Contact]) -> Iterator[Damage]:
    """Cells of the last row, which has no end, that say only the beginning of what they said."""
    for change in changes:
        ours = any((change.letter, change.id) == contact.key for contact in last)
        if ours and change.old.startswith(change.new) and change.field != ROW and not damage(change.old, change.new):
            yield Damage(change, "was cut off, as the file ends there")


def _columns_gone(before: Sequence[Contact], found: State) -> tuple[str, ...]:
    there = set(found.table.header)
    names = dict.fromkeys([*COLUMNS, *(name for contact in before for name in contact.extra)])
    missing = [name for name in names if name not in there]
    return tuple(name for name in missing if any(contact.get(name) for contact in before))
