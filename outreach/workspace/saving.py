"""The durable part of every alteration.

Order, chosen so that a crash at any moment can be put right by the next writer: under the lock,
re-read and check every old value; note what is about to be done (``.outreach/saving.json``); keep
the new state in ``snapshots/``; add the lines to history.csv; put the new contacts.csv in place;
drop the note. Whoever finds a note completes or takes back what it says, see ``recovering``.
"""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from .. import settings, storage
from ..errors import BadData, OutreachError
from ..ledger import ALIAS_COLUMNS, applied, changes_spelt, clashes, empty_table, keyed, mended, updated, worth_doing
from ..ledger import difference as difference_of
from ..model import Change, Letter
from ..sheets import encode, encode_rows
from . import pending
from .loading import State, state, state_of
from .locking import locked
from .noticing import Noticed, refuse_doubts
from .noticing import look as look_for_edits
from .recovering import carry_out, keep_state, recover
from .scrambled import has_errors, refuse

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


def apply(
    workspace: Workspace,
    changes: Sequence[Change],
    keep: bool = False,
    raw: bool = False,
    prefer: bytes = b"",
    beside: bool = True,
) -> Applied:
    """Carry out the changes: all of them or none. See ``Workspace.apply``.

    ``keep`` takes what was done to the file by hand as it is, odd as it looks. ``raw`` says that
    old values are those in the file, not what they are taken as. ``prefer`` are contents to save
    if they say just what the changes come to. ``beside`` says whether to write the new state beside
    contacts.csv where another program holds it.
    """
    if not changes:
        return Applied((), "")
    with locked(workspace.cache, changes[0].by):
        recover(workspace)
        found = opened(workspace, changes[0].at, keep)
        changes = changes_spelt(changes, found.table.header)
        tidy = [] if raw else _tidied(found, changes)
        before = applied(found.keyed, tidy) if tidy else found.keyed
        if clashing := clashes(before, changes):
            raise Conflict(clashing)
        wanted = worth_doing(before, changes)
        if not wanted:
            return Applied((), "")
        wanted = in_one_batch((*tidy, *wanted))
        data = _contents(found, wanted, prefer)
        with pending.kept(workspace, wanted, data) if beside else contextlib.nullcontext():
            carry_out(workspace, wanted, data)
    return Applied(wanted[len(tidy) :], wanted[0].batch)


def opened(workspace: Workspace, at: str, keep: bool = False) -> State:
    """contacts.csv, with what was done to it by hand taken into the history; the lock must be held."""
    found = state(workspace)
    if has_errors(found):
        # Saving puts down what was read: where that may not be what was meant, nothing is saved.
        refuse(workspace)
        raise BadData(tuple(problem for problem in found.problems if problem.level == "error"))
    noticed = look_for_edits(workspace, found, at)
    if noticed is None:
        return found
    if not keep:
        refuse_doubts(noticed)
    take(workspace, found, noticed)
    return found


def take_in(workspace: Workspace, at: str) -> Noticed | None:
    """Take what was done by hand into the history. See ``Workspace.take_in``."""
    with locked(workspace.cache):
        recover(workspace)
        found = state(workspace)
        noticed = look_for_edits(workspace, found, at)
        if noticed is not None:
            refuse_doubts(noticed)
            take(workspace, found, noticed)
    return noticed


def take(workspace: Workspace, found: State, noticed: Noticed) -> tuple[Change, ...]:
    """Take what was done by hand into the history; the lock must be held."""
    wanted = in_one_batch(noticed.changes)
    if wanted:
        carry_out(workspace, wanted, found.data, in_place=True)
    elif found.data:
        keep_state(workspace, found.data, noticed.at)
    return wanted


def _tidied(found: State, changes: Sequence[Change]) -> list[Change]:
    """The cells of the rows concerned that are about to be written in our form."""
    touched = {(change.letter, change.id) for change in changes}
    rows = sorted((found.keyed[key] for key in touched & found.keyed.keys()), key=lambda contact: contact.line)
    return difference_of(keyed(rows), keyed(mended(rows)), changes[0].by, changes[0].at, "written in the usual form")


def _contents(found: State, changes: Sequence[Change], prefer: bytes) -> bytes:
    after = applied(found.keyed, changes)
    if prefer and not difference_of(state_of(prefer, "contacts.csv").keyed, after, "", ""):
        return prefer
    return encode(updated(found.table, found.keyed, after))


def in_one_batch(changes: Sequence[Change]) -> tuple[Change, ...]:
    """The changes with a common name for what is done in one go."""
    name = next((change.batch for change in changes if change.batch), "")
    if not name and changes:
        moment = "".join(character for character in changes[0].at[:19] if character.isdigit())
        name = f"{moment}-{secrets.token_hex(3)}"
    return tuple(replace(change, batch=name) for change in changes)


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
