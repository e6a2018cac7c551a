"""What was done to contacts.csv outside the program since its last known state.

Convention: the last known state is the newest snapshot, or else what the history comes to. An
edit by a person is taken into the history at the next command. What looks like an accident (cells
that a spreadsheet damaged, many rows gone, a column gone) is doubtful: it waits for a person.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import BadData, BadFile, Problem
from ..ledger import PRESENT, ROW, Damage, damages, difference, keyed, replay
from ..model import COLUMNS, Change, Contact
from . import snapshots
from .loading import State, state_of
from .past import history
from .recovering import size_of

if TYPE_CHECKING:
    from .folder import Workspace

#: So large a part of the rows may go before somebody is asked.
_SHRINK = 0.05

_FILE = "contacts.csv"
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
    begins: bool = False  #: whether these are records that have no history yet

    @property
    def doubtful(self) -> bool:
        """Whether it looks like an accident."""
        return bool(self.damaged or self.gone or self.columns)

    def problems(self) -> tuple[Problem, ...]:
        """What looks like an accident, in words."""
        return tuple(sorted([*self._damaged(), *self._gone(), *self._columns()]))

    def _damaged(self) -> Iterator[Problem]:
        for found in self.damaged:
            change = found.change
            what = f"{_shown(change.new)} {found.name}; it was {_shown(change.old)}"
            yield Problem(_FILE, self.lines.get((change.letter, change.id), 0), change.field, what, _FIX)

    def _gone(self) -> Iterator[Problem]:
        if self.gone:
            names = ", ".join(contact.name or contact.id for contact in self.gone[:3])
            more = ", …" if len(self.gone) > 3 else ""
            what = f"{len(self.gone):,} of {self.rows:,} rows are gone ({names}{more})"
            yield Problem(_FILE, 0, "", what, _FIX.replace(" it ", " them ").replace("it is", "that is"))

    def _columns(self) -> Iterator[Problem]:
        for column in self.columns:
            yield Problem(_FILE, 1, column, "the column is gone, and what was in it", _FIX)

    def said(self) -> str:
        """The edit in one line."""
        rows = {(change.letter, change.id) for change in self.changes}
        new = sum(change.field == ROW and change.new == PRESENT for change in self.changes)
        gone = sum(change.field == ROW and not change.new for change in self.changes)
        cells = [change for change in self.changes if change.field != ROW]
        parts = [f"{_count(len(cells), 'cell')} in {_count(len(rows), 'row')}"]
        parts += [f"{new:,} of them new"] * bool(new) + [f"{gone:,} of them gone"] * bool(gone)
        return f"contacts.csv was edited by hand: {', '.join(parts)}; taken into the history"


def _shown(cell: str) -> str:
    return f'"{cell[:40]}…"' if len(cell) > 41 else f'"{cell}"'


def _count(number: int, thing: str) -> str:
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"


class Doubtful(BadData):
    """What was done to contacts.csv looks like an accident: a person has to say."""


def refuse_doubts(noticed: Noticed) -> None:
    """Doubtful if what was noticed looks like an accident."""
    if noticed.doubtful:
        raise Doubtful(noticed.problems())


def look(workspace: Workspace, found: State, at: str) -> Noticed | None:
    """What was done by hand; None if nothing was. ``at`` is the moment, and no edit is later.

    Records that have no history yet are the beginning: that is noticed without a change.
    """
    position = size_of(workspace.history_file)
    there = snapshots.at_position(workspace.snapshots, position)
    if not found.data or snapshots.digest_of(found.data) in {one.digest for one in there}:
        return None
    before = known(workspace)
    moment = _edited(workspace.contacts_file, at)
    lines = {contact.key: contact.line for contact in found.contacts}
    if before is None:
        return Noticed((), (), (), (), 0, moment, lines, begins=bool(lines))
    after = keyed(found.contacts)
    changes = difference(keyed(before), after, _editor(workspace.contacts_file), moment, "edited by hand")
    columns = _columns_gone(before, found) if changes else ()
    gone = _too_many([contact for contact in before if contact.key not in after], len(before))
    return Noticed(tuple(changes), damages(changes), gone, columns, len(before), moment, lines)


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


def _too_many(gone: Sequence[Contact], rows: int) -> tuple[Contact, ...]:
    if len(gone) > _SHRINK * rows or any(contact.notes for contact in gone):
        return tuple(gone)
    return ()


def _columns_gone(before: Sequence[Contact], found: State) -> tuple[str, ...]:
    there = set(found.table.header)
    names = dict.fromkeys([*COLUMNS, *(name for contact in before for name in contact.extra)])
    missing = [name for name in names if name not in there]
    return tuple(name for name in missing if any(contact.get(name) for contact in before))


def _editor(path: Path) -> str:
    """Who owns the file: whoever saves it anew owns it."""
    try:
        return path.owner()
    except (OSError, KeyError, NotImplementedError):
        return "spreadsheet"


def _edited(path: Path, at: str) -> str:
    """When the file was saved, by its own date; ``at`` if that is later or nonsense."""
    try:
        latest = datetime.fromisoformat(at)
        moment = datetime.fromtimestamp(path.stat().st_mtime, latest.tzinfo)
    except (OSError, ValueError, OverflowError):
        return at
    if latest.tzinfo is None or not 0 <= (latest - moment).days < 366:
        return at
    return moment.isoformat(timespec="seconds")
