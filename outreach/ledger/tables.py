"""contacts.csv as a table ↔ contacts, so that everything people put into the table stays in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from ..errors import Problem
from ..model import COLUMNS, Contact, contact_of
from ..sheets import Row, Table, texts

#: Columns of aliases.csv in their order.
ALIAS_COLUMNS = ("printed", "id", "name", "by", "on")


def empty_table(columns: Sequence[str]) -> Table:
    """A table with a header and no rows."""
    return Table(tuple(columns))


def contacts_of(table: Table, file: str) -> tuple[tuple[Contact, ...], tuple[Problem, ...]]:
    """A contact for every row that has a key of its own, and what is wrong with the other rows.

    Of several rows with one key the first counts; the others are problems.
    """
    added = [column for column in table.header if column not in COLUMNS]
    found: dict[tuple[str, str], Contact] = {}
    problems: list[Problem] = []
    for row, cells in zip(table.rows, texts(table.rows, COLUMNS), strict=True):
        contact = _contact(row, cells, added)
        key = contact.key
        if not (key[0] and key[1]):
            problems.append(_keyless(row, file))
        elif key in found:
            problems.append(_double(contact, found[key], file))
        else:
            found[key] = contact
    return tuple(found.values()), tuple(problems)


_NOTHING: Mapping[str, str] = MappingProxyType({})


def _contact(row: Row, cells: Sequence[str], added: Sequence[str]) -> Contact:
    extra = MappingProxyType({column: row.cells[column] for column in added}) if added else _NOTHING
    letter, id, *rest = cells
    return contact_of((letter.strip(), id.strip(), *rest), extra, row.line)


def _keyless(row: Row, file: str) -> Problem:
    column = "letter" if not row.cells.get("letter", "").strip() else "id"
    return Problem(file, row.line, column, "is empty", "fill it in, or delete the row; 'outreach who NAME' shows an id")


def _double(contact: Contact, first: Contact, file: str) -> Problem:
    same = all(contact.get(column) == first.get(column) for column in (*COLUMNS, *contact.extra))
    what = f"{contact.id} is there for {contact.letter} already, in line {first.line}"
    if same:
        return Problem(file, contact.line, "", f"{what}, the very same", "delete one of the two rows", "warning")
    return Problem(file, contact.line, "", f"{what}, with other contents", "make one row of the two")


def updated(table: Table, before: Sequence[Contact], after: Sequence[Contact]) -> Table:
    """The table with ``after`` in place of ``before``, which are the contacts of the table.

    Rows stay in place, new ones come at the end, and one whose contact is gone goes. Rows without
    a key of their own stay as they are. Columns of ours that the table does not have are added
    when they are needed.
    """
    was = {contact.line: contact for contact in before}
    by_line = {contact.line: contact for contact in after if contact.line}
    header = (*table.header, *_needed(table.header, after))
    same = len(header) == len(table.header)
    rows = []
    for row in table.rows:
        contact = by_line.get(row.line)
        if contact is None and row.line in was:
            continue
        untouched = contact is None or contact is was[row.line]
        rows.append(row if same and untouched else _row(row, contact, header))
    rows += [_row(Row(0, {}), contact, header) for contact in after if not contact.line]
    return replace(table, header=header, rows=tuple(rows))


def _needed(header: Sequence[str], contacts: Sequence[Contact]) -> list[str]:
    missing = [column for column in COLUMNS if column not in header]
    known = set(header)
    added = dict.fromkeys(name for contact in contacts for name in contact.extra.keys() - known)
    return [column for column in missing if any(contact.get(column) for contact in contacts)] + list(added)


def _row(row: Row, contact: Contact | None, header: Sequence[str]) -> Row:
    if contact is None:
        return replace(row, cells={column: row.cells.get(column, "") for column in header})
    return replace(row, cells={column: contact.get(column) for column in header})
