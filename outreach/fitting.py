"""Fitting tables and sentences into a window.

Conventions: widths are columns of the window. Long texts go on in the next line, between words, the
widest first; a table that is too wide even so is shown in parts, each with the column that says what a
row is about: the first, or where that says the same of many rows, the one that tells them apart best.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

#: Columns are not made narrower than this to fit a window.
_NARROWEST = 10


@dataclass(frozen=True, slots=True)
class Part:
    """Some columns of a table, and how wide they are to be."""

    places: tuple[int, ...]  #: of the columns, the one that tells the rows apart always among them
    widths: tuple[int, ...]

    def of(self, cells: Sequence[str]) -> list[str]:
        """The cells of these columns, in lines that fit."""
        return [wrapped(cells[place], width) for place, width in zip(self.places, self.widths, strict=True)]


def parts(rows: Sequence[Sequence[str]], numeric: Sequence[bool], width: int, gap: int) -> tuple[Part, ...]:
    """How to show the rows, the headers first among them; ``gap``: columns between one cell and the next."""
    cells = list(zip(*rows, strict=True))
    pairs = zip(cells, numeric, strict=True)
    columns = [_Column.of(title, below, number) for (title, *below), number in pairs]
    # The first of those that tell most rows apart.
    about = max(range(len(cells)), key=lambda place: (len(set(cells[place][1:])), -place))
    columns[about] = _Column(columns[about].widest, min(columns[about].widest, max(width // 3, _NARROWEST)))
    return tuple(
        Part(places, _squeezed([columns[p] for p in places], width, gap))
        for places in _sets(columns, about, width, gap)
    )


@dataclass(frozen=True, slots=True)
class _Column:
    widest: int
    floor: int  #: it is not made narrower than this

    @classmethod
    def of(cls, header: str, cells: Sequence[str], number: bool) -> _Column:
        widest = max(map(len, (header, *cells)))
        # Numbers, days and telephone numbers stay in one piece, headers go on with the next word.
        worded = not number and any(char.isalpha() for cell in cells for char in cell)
        content = _NARROWEST if worded else max(map(len, cells), default=0)
        return cls(widest, min(widest, max([content, *map(len, header.split())])))


def _sets(columns: Sequence[_Column], about: int, width: int, gap: int) -> Iterator[tuple[int, ...]]:
    """The places of the columns that stand side by side, ``about`` always among them."""
    found, taken = [about], columns[about].floor
    for place, column in enumerate(columns):
        if place == about:
            continue
        if len(found) > 1 and taken + gap + column.floor > width:
            yield tuple(sorted(found))
            found, taken = [about], columns[about].floor
        found.append(place)
        taken += gap + column.floor
    yield tuple(sorted(found))


def _squeezed(columns: Sequence[_Column], width: int, gap: int) -> tuple[int, ...]:
    widths = [column.widest for column in columns]
    room = width - gap * (len(widths) - 1)
    while sum(widths) > room and (open := [n for n, column in enumerate(columns) if widths[n] > column.floor]):
        widths[max(open, key=lambda n: widths[n])] -= 1
    return tuple(widths)


def wrapped(text: str, width: int) -> str:
    """The text in lines of that width; a word is cut only where it is longer than a line by itself."""
    return "\n".join(textwrap.wrap(text, width, break_on_hyphens=False))


def sentences(text: str, width: int | None) -> str:
    """The text in lines of that width, indented as it is; addresses and the like stay in one piece."""
    return text if width is None else "\n".join(_line(line, width) for line in text.split("\n"))


def _line(text: str, width: int) -> str:
    indent = text[: len(text) - len(text.lstrip())]
    return "\n".join(
        textwrap.wrap(text, width, subsequent_indent=indent, break_on_hyphens=False, break_long_words=False)
    )
