"""contacts.csv as a table ↔ contacts, so that everything people put into the table stays in it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from ..errors import Problem
from ..model import COLUMNS, Contact, contact_of
from ..sheets import Rows, Table, lined
from .changes import Key

#: Columns of aliases.csv in their order.
ALIAS_COLUMNS = ("printed", "id", "name", "by", "on")


def empty_table(columns: Sequence[str]) -> Table:
    """A table with a header and no rows."""
    return Table(tuple(columns))


def contacts_of(table: Table, file: str) -> tuple[dict[Key, Contact], tuple[Problem, ...]]:
    """A contact for every row that has a key of its own, by its key, and what is wrong with the other rows.

    Of several rows with one key the first counts; the others are problems.
    """
    added = [column for column in table.header if column not in COLUMNS]
    found: dict[Key, Contact] = {}
    problems: list[Problem] = []
    for line, cells in lined(table.rows, (*COLUMNS, *added)):
        letter, id = key = (cells[0].strip(), cells[1].strip())
        if not (letter and id):
            problems.append(_keyless(line, letter, file))
            continue
        extra = MappingProxyType(dict(zip(added, cells[_OURS:], strict=True))) if added else _NOTHING
        contact = contact_of([letter, id, *cells[2:_OURS]], extra, line)
        if found.setdefault(key, contact) is not contact:
            problems.append(_double(contact, found[key], file))
    return found, tuple(problems)


_NOTHING: Mapping[str, str] = MappingProxyType({})

#: So many columns are ours.
_OURS = len(COLUMNS)


def _keyless(line: int, letter: str, file: str) -> Problem:
    column = "id" if letter else "letter"
    return Problem(file, line, column, "is empty", "fill it in, or delete the row; 'outreach who NAME' shows an id")


def _double(contact: Contact, first: Contact, file: str) -> Problem:
    same = all(contact.get(column) == first.get(column) for column in (*COLUMNS, *contact.extra))
    what = f"{contact.id} is there for {contact.letter} already, in line {first.line}"
    if same:
        return Problem(file, contact.line, "", f"{what}, the very same", "delete one of the two rows", "warning")
    return Problem(file, contact.line, "", f"{what}, with other contents", "make one row of the two")


def updated(table: Table, before: Mapping[Key, Contact], after: Mapping[Key, Contact]) -> Table:
    """The table with ``after`` in place of ``before``, which are the contacts of the table.

    Rows stay in place, new ones come at the end, and one whose contact is gone goes. Rows without
    a key of their own stay as they are. Columns of ours that the table does not have are added
    when they are needed.
    """
    was = {contact.line: contact for contact in before.values()}
    now = {contact.line: contact for contact in after.values()}
    header = (*table.header, *_needed(table.header, after.values()))
    rows = []
    for row in lined(table.rows, header):
        line = row[0]
        contact = now.get(line)
        if contact is was.get(line):
            rows.append(row)
        elif contact is not None:
            rows.append((line, [contact.get(column) for column in header]))
    rows += [(0, [contact.get(column) for column in header]) for contact in after.values() if not contact.line]
    return replace(table, header=header, rows=Rows(header, rows))


def _needed(header: Sequence[str], contacts: Collection[Contact]) -> list[str]:
    missing = [column for column in COLUMNS if column not in header]
    known = set(header)
    added = dict.fromkeys(name for contact in contacts if contact.extra for name in contact.extra.keys() - known)
    return [column for column in missing if any(contact.get(column) for contact in contacts)] + list(added)
