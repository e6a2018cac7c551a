"""The durable part of every alteration.

Order, chosen so that a crash at any moment can be put right by the next writer: under the lock,
re-read and check every old value; note what is about to be done (``.outreach/saving.json``); add
the lines to history.csv; put the new contacts.csv in place; drop the note. Whoever finds a note
completes or takes back what it says, see ``recover``.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .. import settings, storage
from ..errors import BadData, OutreachError, Problem
from ..ledger import (
    ALIAS_COLUMNS,
    HISTORY_COLUMNS,
    clashes,
    contacts_of,
    empty_table,
    keyed,
    row_of,
    updated,
    worth_doing,
)
from ..ledger import apply as applied
from ..model import Change, Letter
from ..sheets import Table, encode, encode_rows
from .loading import contact_table
from .locking import locked

if TYPE_CHECKING:
    from .folder import Workspace


@dataclass(frozen=True, slots=True)
class Applied:
    """What was done."""

    written: tuple[Change, ...]  #: in the order of the request; those that were so already left out
    batch: str  #: names them together in history.csv; "" when there was nothing to do


class Conflict(OutreachError):
    """Somebody else altered the same cell meanwhile; nothing was written."""

    def __init__(self, clashes: Sequence[tuple[Change, str]]) -> None:
        self.clashes = tuple(clashes)
        lines = "\n".join(
            f"  {change.letter} {change.id}, {change.field}: "
            f"is {there!r} now, was {change.old!r}, wanted {change.new!r}"
            for change, there in self.clashes[:20]
        )
        more = f"\n  … and {len(self.clashes) - 20} more" if len(self.clashes) > 20 else ""
        super().__init__(f"contacts.csv has changed meanwhile, nothing was written:\n{lines}{more}")


def apply(workspace: Workspace, changes: Sequence[Change]) -> Applied:
    """Carry out the changes: all of them or none. See ``Workspace.apply``."""
    if not changes:
        return Applied((), "")
    with locked(workspace.cache, changes[0].by):
        recover(workspace)
        table = contact_table(workspace)
        contacts, problems = contacts_of(table, workspace.contacts_file.name)
        _refuse_if_rows_are_unclear(table, problems)
        before = keyed(contacts)
        if found := clashes(before, changes):
            raise Conflict(found)
        wanted = _in_one_batch(worth_doing(before, changes))
        if not wanted:
            return Applied((), "")
        _carry_out(workspace, wanted, encode(updated(table, contacts, applied(contacts, wanted))))
    return Applied(wanted, wanted[0].batch)


def _refuse_if_rows_are_unclear(table: Table, problems: Sequence[Problem]) -> None:
    """Saving puts down what was read: where that may not be what was meant, nothing is saved."""
    errors = tuple(sorted(problem for problem in (*table.problems, *problems) if problem.level == "error"))
    if errors:
        raise BadData(errors)


def _in_one_batch(changes: Sequence[Change]) -> tuple[Change, ...]:
    """The changes with a common name for what is done in one go."""
    name = next((change.batch for change in changes if change.batch), "")
    if not name and changes:
        moment = "".join(character for character in changes[0].at[:19] if character.isdigit())
        name = f"{moment}-{secrets.token_hex(3)}"
    return tuple(replace(change, batch=name) for change in changes)


def _carry_out(workspace: Workspace, changes: Sequence[Change], data: bytes) -> None:
    history, contacts = workspace.history_file, workspace.contacts_file
    lines = history_lines(history, changes)
    size = history.stat().st_size if history.exists() else 0
    _note(workspace, changes, size, data)
    try:
        storage.append(history, lines)
        storage.save(contacts, data)
    except OutreachError as fault:
        if not isinstance(fault, storage.NotConfirmed):
            recover(workspace)
        raise
    _note_file(workspace).unlink(missing_ok=True)


def history_lines(history: Path, changes: Sequence[Change]) -> bytes:
    """What is to be added to history.csv, its header if it is new."""
    lines = encode_rows(row_of(change) for change in changes)
    if not history.exists() or not history.stat().st_size:
        return encode(empty_table(HISTORY_COLUMNS)) + lines
    with open(history, "rb") as file:
        file.seek(-1, 2)
        return lines if file.read(1) in b"\r\n" else b"\r\n" + lines


def _note_file(workspace: Workspace) -> Path:
    return workspace.cache / "saving.json"


def _note(workspace: Workspace, changes: Sequence[Change], size: int, data: bytes) -> None:
    note = {
        "history_size": size,
        "contacts_sha256": hashlib.sha256(data).hexdigest(),
        "changes": [asdict(change) for change in changes],
    }
    storage.save(_note_file(workspace), json.dumps(note).encode("utf-8"))


def recover(workspace: Workspace) -> bool:
    """Put right what a crash in the middle of a save left; the lock must be held. Says if there was something.

    If contacts.csv has what was to be saved, the save is complete. If not, nobody was told that
    it was saved: the lines in history.csv are taken back.
    """
    swept = storage.sweep(workspace.contacts_file) + storage.sweep(_note_file(workspace))
    note = _noted(_note_file(workspace))
    if note is not None:
        if not _is_saved(workspace, note) and workspace.history_file.exists():
            _take_back(workspace.history_file, int(note["history_size"]))
        _note_file(workspace).unlink(missing_ok=True)
    return bool(swept or note)


def _noted(path: Path) -> dict[str, Any] | None:
    try:
        found: dict[str, Any] = json.loads(path.read_bytes())
        return found
    except (OSError, ValueError):
        return None


def _is_saved(workspace: Workspace, note: Mapping[str, Any]) -> bool:
    path = workspace.contacts_file
    if path.exists() and hashlib.sha256(path.read_bytes()).hexdigest() == note["contacts_sha256"]:
        return True
    # Somebody may have edited the file since: then it has all the new values, or not all.
    contacts, _ = contacts_of(contact_table(workspace), path.name)
    return not worth_doing(keyed(contacts), [Change(**change) for change in note["changes"]])


def _take_back(history: Path, size: int) -> None:
    if size:
        if history.stat().st_size > size:
            storage.cut(history, size)
    else:
        history.unlink()


def add_letter(workspace: Workspace, letter: Letter) -> None:
    """Write the letter at the end of outreach.toml. See ``Workspace.add_letter``."""
    with locked(workspace.cache):
        path = workspace.settings_file
        settings.read(path)
        storage.save(path, settings.with_letter(path.read_bytes().decode("utf-8"), letter).encode("utf-8"))


def add_alias(workspace: Workspace, printed: str, id: str, by: str, on: date) -> None:
    """Add a line to aliases.csv. See ``Workspace.add_alias``."""
    path = workspace.aliases_file
    with locked(workspace.cache, by):
        legislator = workspace.roster().get(id)
        line = encode_rows([(printed, id, legislator.name if legislator else "", by, on.isoformat())])
        storage.append(path, line if path.exists() else encode(empty_table(ALIAS_COLUMNS)) + line)
