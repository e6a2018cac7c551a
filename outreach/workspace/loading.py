"""Reading the workspace's tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from .. import sheets
from ..errors import BadData, BadFile, Problem
from ..ledger import ALIAS_COLUMNS, HISTORY_COLUMNS, change_of, contacts_of, day_of, empty_table
from ..model import COLUMNS, Change, Contact
from ..sheets import Columns, Table, read

if TYPE_CHECKING:
    from .folder import Workspace

#: What people call our columns.
_OTHER_NAMES: Mapping[str, str] = {
    "bioguide": "id",
    "bioguide id": "id",
    "legislator": "name",
    "full name": "name",
    "e-mail": "email",
    "e-mail address": "email",
    "email address": "email",
    "mail": "email",
    "telephone": "phone",
    "phone number": "phone",
    "tel": "phone",
    "status": "stage",
    "note": "notes",
    "comment": "notes",
    "comments": "notes",
    "next": "next_step",
    "due date": "due",
    "volunteer": "owner",
    "staff": "staffer",
    "signed": "signed_on",
    "date signed": "signed_on",
    "printed": "as_printed",
    "last contacted": "last_contact",
}


def contact_table(workspace: Workspace) -> Table:
    """contacts.csv as it stands; an empty one before anything was recorded."""
    path = workspace.contacts_file
    if not path.exists() and not path.is_symlink():
        if workspace.history_file.exists():
            raise BadFile(path.name, "is missing, but history.csv says what was in it", "put it back from a copy")
        return empty_table(COLUMNS)
    return read(path, columns=COLUMNS, other_names=_OTHER_NAMES, required=("letter", "id"))


def columns(workspace: Workspace, wanted: Sequence[str]) -> Columns:
    """A few columns of contacts.csv as it stands."""
    path = workspace.contacts_file
    if not path.exists():
        return Columns(contact_table(workspace).header, (), ())
    return sheets.columns(path, wanted, COLUMNS, _OTHER_NAMES, ("letter", "id"))


def contacts(workspace: Workspace) -> tuple[tuple[Contact, ...], tuple[Problem, ...]]:
    """The rows that can be used, and what is wrong with the rest."""
    table = contact_table(workspace)
    found, problems = contacts_of(table, workspace.contacts_file.name)
    return found, tuple(sorted((*table.problems, *problems)))


def history(workspace: Workspace) -> tuple[Change, ...]:
    """Every change, the oldest first; BadData if a line is unclear. () before anything was recorded."""
    path = workspace.history_file
    if not path.exists() or not path.stat().st_size:
        return ()
    table = read(path, columns=HISTORY_COLUMNS, required=HISTORY_COLUMNS)
    changes = [(row.line, change_of(row.cells)) for row in table.rows]
    undated = [
        Problem(path.name, line, "at", f'"{change.at}" is not a moment', "put the file back from a copy")
        for line, change in changes
        if day_of(change.at[:10]) is None
    ]
    if errors := [problem for problem in (*table.problems, *undated) if problem.level == "error"]:
        raise BadData(tuple(sorted(errors)), "nothing was counted")
    return tuple(change for _, change in changes)


def aliases(workspace: Workspace) -> Table:
    """aliases.csv as it stands; an empty one before a person decided anything."""
    path = workspace.aliases_file
    if not path.exists():
        return empty_table(ALIAS_COLUMNS)
    return read(path, columns=ALIAS_COLUMNS, required=("printed", "id"))
