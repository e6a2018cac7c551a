"""Lists of changes: from the difference of two contacts, onto contacts, and backwards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from ..model import COLUMNS, WRITTEN_BY_PROGRAM, Change, Contact, contact_of

#: The field that stands for the row itself, "" or PRESENT.
ROW = "row"
PRESENT = "present"

Key = tuple[str, str]

#: The columns that a change can concern: all but the key.
_FIELDS = tuple(column for column in COLUMNS if column not in ("letter", "id"))


def keyed(contacts: Iterable[Contact]) -> dict[Key, Contact]:
    """Contacts by letter and id."""
    return {contact.key: contact for contact in contacts}


def changes_for(
    before: Contact | None, after: Contact, by: str, at: str, why: str = "", batch: str = ""
) -> list[Change]:
    """What makes ``after`` of ``before``, field by field; a new row begins with the field "row"."""
    start = before or Contact(after.letter, after.id)
    made = [] if before else [Change(after.letter, after.id, ROW, "", PRESENT, by, at, why, batch)]
    return made + [
        Change(after.letter, after.id, field, start.get(field), after.get(field), by, at, why, batch)
        for field in fields_of(start, after)
        if start.get(field) != after.get(field)
    ]


def fields_of(*contacts: Contact) -> Iterator[str]:
    """The columns that can differ: ours in their order, then those that people added."""
    yield from _FIELDS
    yield from dict.fromkeys(name for contact in contacts for name in contact.extra if name != ROW)


def clashes(contacts: Mapping[Key, Contact], changes: Sequence[Change]) -> tuple[tuple[Change, str], ...]:
    """The changes whose old value is not what is there, each with what is there.

    A change is looked at after those before it; one that has nothing left to do clashes with nothing.
    A row that is to go clashes with each cell that would go with it unsaid.
    """
    changed = ((change, there) for change, there in _stepping(contacts, changes) if there not in _ends(change))
    return (*changed, *_unsaid(contacts, changes))


def _unsaid(contacts: Mapping[Key, Contact], changes: Sequence[Change]) -> Iterator[tuple[Change, str]]:
    """The cells that would go with their rows although no change says so."""
    said = {(change.letter, change.id, change.field) for change in changes}
    for change in changes:
        contact = contacts.get((change.letter, change.id))
        if change.field == ROW and not change.new and contact is not None:
            for field in fields_of(contact):
                if contact.get(field) and (*contact.key, field) not in said:
                    yield replace(change, field=field, old=""), contact.get(field)


def sparing(contacts: Mapping[Key, Contact], changes: Sequence[Change]) -> tuple[Change, ...]:
    """The changes without those that would take a row away in which there is more than they take back.

    The row keeps what the program wrote to say whose it is.
    """
    kept = {(change.letter, change.id) for change, _ in _unsaid(contacts, changes)}
    whose = {ROW, *WRITTEN_BY_PROGRAM}
    return tuple(one for one in changes if one.field not in whose or (one.letter, one.id) not in kept)


def worth_doing(contacts: Mapping[Key, Contact], changes: Sequence[Change]) -> tuple[Change, ...]:
    """The changes that are not so already."""
    return tuple(change for change, there in _stepping(contacts, changes) if there != change.new)


def _ends(change: Change) -> tuple[str, str]:
    return (change.old, change.new)


def _stepping(contacts: Mapping[Key, Contact], changes: Sequence[Change]) -> Iterator[tuple[Change, str]]:
    """Each change with what it finds in its cell."""
    cells: dict[tuple[str, str, str], str] = {}
    for change in changes:
        cell = (change.letter, change.id, change.field)
        yield change, cells.get(cell, _cell(contacts.get(cell[:2]), change.field))
        cells[cell] = change.new


def _cell(contact: Contact | None, field: str) -> str:
    if contact is None:
        return ""
    return PRESENT if field == ROW else contact.get(field)


def apply(contacts: Sequence[Contact], changes: Sequence[Change]) -> tuple[Contact, ...]:
    """The contacts after the changes, in their order, new ones at the end.

    Old values are not looked at here; ask ``clashes`` first.
    """
    return tuple(applied(keyed(contacts), changes).values())


def applied(contacts: Mapping[Key, Contact], changes: Sequence[Change]) -> dict[Key, Contact]:
    """``apply`` for contacts by their keys."""
    wanted: dict[Key, dict[str, str]] = {}
    for change in changes:
        wanted.setdefault((change.letter, change.id), {})[change.field] = change.new
    after = dict(contacts)
    for key, cells in wanted.items():
        if cells.pop(ROW, PRESENT) == PRESENT:
            after[key] = with_cells(after.get(key) or Contact(*key), cells)
        else:
            after.pop(key, None)
    return after


def with_cells(contact: Contact, cells: Mapping[str, str]) -> Contact:
    """The contact with other contents in these columns, ours or people's own."""
    own = {field: value for field, value in cells.items() if field not in COLUMNS}
    extra = MappingProxyType({**contact.extra, **own}) if own else contact.extra
    ours = [cells.get(column, cell) for column, cell in zip(COLUMNS, contact.cells, strict=True)]
    return contact_of(ours, extra, contact.line)


def inverse(changes: Sequence[Change], by: str, at: str, why: str = "", batch: str = "") -> tuple[Change, ...]:
    """The changes that take these back, the last one first."""
    return tuple(
        replace(change, old=change.new, new=change.old, by=by, at=at, why=why, batch=batch)
        for change in reversed(changes)
    )
