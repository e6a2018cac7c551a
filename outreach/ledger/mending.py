"""Cells that mean only one thing though they are not in our form.

``mended`` is safe without asking (capital letters, blanks, a day written another way): whoever
reads the records gets the meaning, and the file gets our form with the next save of that row.
``offered`` is put into the file only after a yes.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from operator import attrgetter

from ..model import COLUMNS, Contact
from ..vocabulary import CHANNELS, ROLES, STAGES
from .changes import with_cells
from .readings import one_day, unscrambled

_WORDS = {"stage": frozenset(STAGES), "role": frozenset(ROLES), "channel": frozenset(CHANNELS)}
_DATES = ("signed_on", "last_contact", "due")

#: Marks that nobody sees and that come along when text is pasted.
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad\u180e"))


def mended(contact: Contact) -> Contact:
    """The contact with its words and days in our form; itself if they are."""
    wanted = _mends(_cells(contact))
    return with_cells(contact, dict(wanted)) if wanted else contact


#: The cells that can be mended.
_cells = attrgetter(*_WORDS, *_DATES)


@functools.lru_cache(maxsize=4096)
def _mends(cells: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Column and new cell; the rows of a table say the same few things again and again."""
    return tuple(_mending(dict(zip((*_WORDS, *_DATES), cells, strict=True))))


def _mending(cells: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for column, words in _WORDS.items():
        cell = cells[column]
        if cell and cell not in words and ((word := _bare(cell).lower()) in words or not word):
            yield column, word
    for column in _DATES:
        cell = cells[column]
        if cell and (day := _day(cell)) != cell:
            yield column, day


def _bare(cell: str) -> str:
    return cell.translate(_INVISIBLE).strip()


@functools.lru_cache(maxsize=4096)
def _day(cell: str) -> str:
    """The day in our form; the cell itself where it can mean several or none."""
    if len(cell) == 10 and cell[4] == cell[7] == "-" and cell[:4].isdecimal():
        return cell
    bare = _bare(cell)
    day = one_day(bare)
    return day.isoformat() if day else bare if not bare else cell


def offered(contact: Contact) -> Contact:
    """The contact with text that was read in a wrong encoding put right; itself if there is none."""
    ours = {column: unscrambled(contact.get(column)) for column in COLUMNS if column not in ("letter", "id")}
    theirs = {column: unscrambled(cell) for column, cell in contact.extra.items()}
    if not any(ours.values()) and not any(theirs.values()):
        return contact
    found = {column: cell for column, cell in ours.items() if cell}
    extra = {column: theirs[column] or cell for column, cell in contact.extra.items()}
    return with_cells(contact, {**found, **extra})
