"""Reading the workspace's tables."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .. import sheets
from ..errors import BadFile, Problem
from ..ledger import ALIAS_COLUMNS, Key, contacts_of, empty_table, mended
from ..memory import collector_paused
from ..model import COLUMNS, Contact
from ..sheets import Columns, NoHeader, Table, bytes_of, parse, read

if TYPE_CHECKING:
    from .folder import Workspace

#: What people call our columns.
OTHER_NAMES: Mapping[str, str] = {
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


@dataclass(frozen=True, slots=True)
class State:
    """contacts.csv as it stands."""

    data: bytes  #: its contents; b"" if there is no file
    table: Table
    keyed: Mapping[Key, Contact]  #: the rows that have a key of their own, cell for cell as in the file
    problems: tuple[Problem, ...]  #: what is wrong with the other rows

    @property
    def contacts(self) -> tuple[Contact, ...]:
        """The rows that have a key of their own, in their order."""
        return tuple(self.keyed.values())


def state(workspace: Workspace) -> State:
    """contacts.csv as it stands; an empty one before anything was recorded."""
    path = workspace.contacts_file
    if not path.exists() and not path.is_symlink():
        if workspace.history_file.exists():
            what = "is missing, but history.csv says what was in it"
            raise BadFile(path.name, what, "'outreach restore' puts the last state back")
        return State(b"", empty_table(COLUMNS), {}, ())
    try:
        return state_of(bytes_of(path, file=path.name), path.name)
    except NoHeader as fault:
        next = f"{fault.problem.next}; 'outreach restore last' puts the last state back"
        raise BadFile(path.name, fault.problem.what, next, fault.problem.line) from None


@functools.lru_cache(maxsize=1)
def state_of(data: bytes, file: str) -> State:
    """The records that the bytes of a file say; BadFile if they say none.

    The last answer is kept: a command reads, then reads again under the lock, mostly the same bytes.
    """
    with collector_paused():
        table = parse(data, file, columns=COLUMNS, other_names=OTHER_NAMES, required=("letter", "id"))
        found, problems = contacts_of(table, file)
    return State(data, table, found, tuple(sorted((*table.problems, *problems))))


def columns(workspace: Workspace, wanted: Sequence[str]) -> Columns:
    """A few columns of contacts.csv as it stands."""
    path = workspace.contacts_file
    if not path.exists():
        return Columns(state(workspace).table.header, (), ())
    return sheets.columns(path, wanted, COLUMNS, OTHER_NAMES, ("letter", "id"))


def contacts(workspace: Workspace) -> tuple[tuple[Contact, ...], tuple[Problem, ...]]:
    """The rows that can be used, and what is wrong with the rest.

    Words and days that are plain though not in our form ("Signed", 7/13/2017) are given in our form.
    """
    found = state(workspace)
    file = workspace.contacts_file.name
    plain = mended(found.contacts)
    mends = (_mends(was, now, file) for was, now in zip(found.contacts, plain, strict=True) if was is not now)
    return plain, tuple(sorted((*found.problems, *(problem for each in mends for problem in each))))


def _mends(was: Contact, now: Contact, file: str) -> Iterator[Problem]:
    for column in COLUMNS:
        if was.get(column) != now.get(column):
            what = f'"{was.get(column)}" is taken as "{now.get(column)}"'
            yield Problem(file, was.line, column, what, "'outreach check --fix' writes it so", "warning")


def aliases(workspace: Workspace) -> Table:
    """aliases.csv as it stands; an empty one before a person decided anything."""
    path = workspace.aliases_file
    if not path.exists():
        return empty_table(ALIAS_COLUMNS)
    return read(path, columns=ALIAS_COLUMNS, required=("printed", "id"))
