"""Cells that mean only one thing though they are not in our form.

``mended`` is safe without asking (capital letters, blanks, a day written another way): whoever
reads the records gets the meaning, and the file gets our form with the next save of that row.
``offered`` is put into the file only after a yes.
"""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterable, Mapping
from operator import attrgetter

from ..model import COLUMNS, Contact
from ..vocabulary import CHANNELS, ROLES, STAGES
from .changes import with_cells
from .readings import one_day, unscrambled
from .zips import padded

_WORDS: Mapping[str, tuple[str, ...]] = {"stage": STAGES, "role": ROLES, "channel": CHANNELS}
_DATES = ("signed_on", "last_contact", "due")

#: Marks that nobody sees and that come along when text is pasted.
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad\u180e"))


def mended(contacts: Collection[Contact]) -> tuple[Contact, ...]:
    """The contacts with their words and days in our form; each itself if they are."""
    # The rows of a long table say the same few things again and again: each of them is looked at once.
    said = {column: set(map(attrgetter(column), contacts)) for column in (*_WORDS, *_DATES)}
    forms = {column: found for column, cells in said.items() if (found := _forms(column, cells))}
    return tuple(_mended(contact, forms) for contact in contacts) if forms else tuple(contacts)


def _forms(column: str, cells: Iterable[str]) -> dict[str, str]:
    """Cell → our form of it, for those of the column's cells that are not in our form."""
    ours = _day if column in _DATES else functools.partial(_word, _WORDS[column])
    return {cell: form for cell in cells if (form := ours(cell)) != cell}


def _mended(contact: Contact, forms: Mapping[str, Mapping[str, str]]) -> Contact:
    wanted = {column: found[cell] for column, found in forms.items() if (cell := contact.get(column)) in found}
    return with_cells(contact, wanted) if wanted else contact


def _word(words: Collection[str], cell: str) -> str:
    """The word that is meant; the cell itself where it is none of them."""
    word = _bare(cell).lower()
    return word if word in words or not word else cell


def _bare(cell: str) -> str:
    return cell.translate(_INVISIBLE).strip()


def _day(cell: str) -> str:
    """The day in our form; the cell itself where it can mean several or none."""
    if len(cell) == 10 and cell[4] == cell[7] == "-" and cell[:4].isdecimal():
        return cell
    bare = _bare(cell)
    day = one_day(bare)
    return day.isoformat() if day else bare if not bare else cell


def offered(contact: Contact) -> Contact:
    """The contact with text in a wrong encoding, and ZIP codes without their zeros, put right; itself if it is."""
    ours = {column: unscrambled(contact.get(column)) for column in COLUMNS if column not in ("letter", "id")}
    theirs = {column: unscrambled(cell) for column, cell in contact.extra.items()} | padded(contact)
    if not any(ours.values()) and not any(theirs.values()):
        return contact
    found = {column: cell for column, cell in ours.items() if cell}
    extra = {column: theirs[column] or cell for column, cell in contact.extra.items()}
    return with_cells(contact, {**found, **extra})
