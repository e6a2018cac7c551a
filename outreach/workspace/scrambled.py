"""Holding a contacts.csv whose rows have other people's keys, and giving the rows their own keys back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from .. import storage
from ..errors import BadFile, Problem
from ..ledger import KEY, Cut, KeyCell
from ..model import WRITTEN_BY_PROGRAM, Contact
from ..sheets import Row, Table, bytes_of, encode
from . import snapshots
from .keyfaults import NO_FAULTS, KeyFaults, Scrambled, exists_in, key_faults
from .loading import State, contacts, state, state_of
from .locking import locked
from .noticing import is_known, known, look
from .recovering import recover

if TYPE_CHECKING:
    from .folder import Workspace


def believed(workspace: Workspace) -> tuple[tuple[Contact, ...], tuple[Problem, ...]]:
    """The rows that can be used, and what is wrong with the rest. See ``Workspace.contacts``."""
    refuse(workspace)
    rows, problems = contacts(workspace)
    return rows, problems


def refuse(workspace: Workspace) -> None:
    """Scrambled if rows of contacts.csv would be taken for other people's."""
    path = workspace.contacts_file
    # The usual case is told by the bytes alone.
    if not path.is_file() or is_known(workspace, bytes_of(path, file=path.name)):
        return
    if problems := _scrambled(workspace, state(workspace)):
        raise Scrambled(problems)


def _scrambled(workspace: Workspace, found: State) -> tuple[Problem, ...]:
    if has_errors(found):
        return faults_of(workspace, found).problems(keep=False)
    noticed = look(workspace, found, "")
    return noticed.scrambled if noticed else ()


def moved(workspace: Workspace) -> bool:
    """Whether a column of contacts.csv was moved without its rows, so that no row of it is worth a look."""
    found = state(workspace)
    if has_errors(found):
        return faults_of(workspace, found).moved is not None
    noticed = look(workspace, found, "")
    return noticed is not None and bool(noticed.moved or noticed.keys.moved)


def has_errors(found: State) -> bool:
    """Whether some rows are unclear."""
    return any(problem.level == "error" for problem in found.problems)


def faults_of(workspace: Workspace, found: State) -> KeyFaults:
    """What is wrong with the keys of the file; nothing where no earlier state is known."""
    if not found.data or is_known(workspace, found.data):
        return NO_FAULTS
    before = known(workspace)
    return key_faults(before, found.table, exists_in(workspace)) if before else NO_FAULTS


def explained(workspace: Workspace, found: State, said: Sequence[Problem]) -> tuple[Problem, ...]:
    """What is wrong with the rows of the file, without what only comes of wrong keys."""
    faults = faults_of(workspace, found)
    if faults.moved:
        return faults.problems(keep=not has_errors(found))
    pieces = {line for cut in faults.cuts for line in (cut.line, *cut.pieces)}
    lines = {row.line for row in found.table.rows if faults.wrong and _key(row) in faults.wrong} | pieces
    return tuple(problem for problem in said if not (problem.line in lines and problem.column in _OF_KEYS))


#: Columns in which a wrong key shows.
_OF_KEYS = frozenset({"", *KEY, *WRITTEN_BY_PROGRAM})


def _key(row: Row) -> tuple[str, str]:
    return row.cells.get("letter", "").strip(), row.cells.get("id", "").strip()


#: A cell that gets back what it said, or a row that is made whole.
Own = KeyCell | Cut


def with_keys(workspace: Workspace, found: State) -> tuple[State, tuple[Own, ...]]:
    """The file as it would be with its own rows, and what differs; Scrambled where that cannot be told."""
    if not found.data or is_known(workspace, found.data) or not (before := known(workspace)):
        return found, ()
    table, own = found.table, list[Own]()
    for _ in range(_ROUNDS):
        # A slip that is mended can bring to light what it stood in the way of.
        faults = key_faults(before, table, exists_in(workspace))
        if faults.moved and not faults.moved.safe:
            raise Scrambled(faults.problems(keep=not has_errors(found)))
        if not faults.cells and not faults.cuts:
            break
        own += [*faults.cells, *faults.cuts]
        table = _whole(_with(table, faults.cells), faults.cuts)
    return (state_of(encode(table), workspace.contacts_file.name) if own else found), tuple(own)


#: More than this never comes to light.
_ROUNDS = 3


def key_fixes(workspace: Workspace) -> tuple[Own, ...]:
    """What is done to the rows before the changes of ``Workspace.fixes``."""
    return with_keys(workspace, state(workspace))[1]


def _with(table: Table, cells: Sequence[KeyCell]) -> Table:
    wanted = {(cell.line, cell.column): cell.known for cell in cells}
    return replace(table, rows=tuple(_row(row, wanted) for row in table.rows))


def _whole(table: Table, cuts: Sequence[Cut]) -> Table:
    away = {line for cut in cuts for line in cut.pieces}
    cells = {cut.line: dict(cut.cells) for cut in cuts}
    rows = [row for row in table.rows if row.line not in away]
    return replace(table, rows=tuple(replace(row, cells={**row.cells, **cells.get(row.line, {})}) for row in rows))


def _row(row: Row, wanted: Mapping[tuple[int, str], str]) -> Row:
    own = {column: wanted[row.line, column] for column in KEY if (row.line, column) in wanted}
    return replace(row, cells={**row.cells, **own}) if own else row


def put_keys_back(workspace: Workspace, by: str, shown: Sequence[Own] | None = None) -> str:
    """Write the rows' own keys into the file; the name of the file that keeps what it was, "" if nothing was wrong.

    ``shown`` is what somebody said yes to. No change is made: the records never were what the file says.
    """
    with locked(workspace.cache, by):
        recover(workspace)
        found = state(workspace)
        mended, own = with_keys(workspace, found)
        if shown is not None and tuple(shown) != own:
            raise BadFile(workspace.contacts_file.name, "has changed meanwhile, and nothing was written", "look again")
        if not own:
            return ""
        kept = snapshots.set_aside(workspace.snapshots, found.data)
        storage.save(workspace.contacts_file, mended.data)
    return kept
