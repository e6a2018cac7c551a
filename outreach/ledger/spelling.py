"""Columns that people added, whatever their case: "Minutes" is the column that was "minutes".

Convention: the spelling of the file counts, and what is known under another one is taken as that.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from ..model import Change, Contact


def spelt(contacts: Sequence[Contact], header: Iterable[str]) -> tuple[Contact, ...]:
    """The contacts with the names of added columns as the header has them."""
    names = _names(header)
    return tuple(_spelt(contact, names) if contact.extra.keys() - names.values() else contact for contact in contacts)


def changes_spelt(changes: Sequence[Change], header: Iterable[str]) -> tuple[Change, ...]:
    """The changes with the names of columns as the header has them."""
    names = _names(header)
    return tuple(
        change
        if (name := names.get(change.field.casefold(), change.field)) == change.field
        else replace(change, field=name)
        for change in changes
    )


def _names(header: Iterable[str]) -> Mapping[str, str]:
    return {name.casefold(): name for name in header}


def _spelt(contact: Contact, names: Mapping[str, str]) -> Contact:
    own = {names.get(name.casefold(), name): cell for name, cell in contact.extra.items()}
    return replace(contact, extra=MappingProxyType(own))
