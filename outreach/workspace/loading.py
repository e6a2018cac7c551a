"""Reading the workspace's tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import BadFile, Problem
from ..ledger import ALIAS_COLUMNS, OTHER_NAMES, contacts_of, empty_table
from ..model import COLUMNS, Contact
from ..sheets import Table, read

if TYPE_CHECKING:
    from .folder import Workspace


def contact_table(workspace: Workspace) -> Table:
    """contacts.csv as it stands; an empty one before anything was recorded."""
    path = workspace.contacts_file
    if not path.exists() and not path.is_symlink():
        if workspace.history_file.exists():
            raise BadFile(path.name, "is missing, but history.csv says what was in it", "put it back from a copy")
        return empty_table(COLUMNS)
    return read(path, columns=COLUMNS, other_names=OTHER_NAMES, required=("letter", "id"))


def contacts(workspace: Workspace) -> tuple[tuple[Contact, ...], tuple[Problem, ...]]:
    """The rows that can be used, and what is wrong with the rest."""
    table = contact_table(workspace)
    found, problems = contacts_of(table, workspace.contacts_file.name)
    return found, tuple(sorted((*table.problems, *problems)))


def aliases(workspace: Workspace) -> Table:
    """aliases.csv as it stands; an empty one before a person decided anything."""
    path = workspace.aliases_file
    if not path.exists():
        return empty_table(ALIAS_COLUMNS)
    return read(path, columns=ALIAS_COLUMNS, required=("printed", "id"))
