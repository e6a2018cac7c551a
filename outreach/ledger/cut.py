"""Rows that a line break inside a cell has cut into several, because a program left out the quotes.

Convention: only rows of the last known state are looked for, and only pieces that make up the whole row.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .changes import Key
from .moved import KEY, Cells, Grid

_BREAK = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Cut:
    """A row in pieces, and what it was."""

    line: int  #: of the first piece
    pieces: tuple[int, ...]  #: lines of the others
    column: str  #: in which the first break is
    cells: tuple[tuple[str, str], ...]  #: column and cell of the whole row
    name: str  #: of the legislator whose row it is, where the table says it


def cuts(found: Grid) -> tuple[Cut, ...]:
    """The rows that are there in pieces, in the order of the known state."""
    keys = [found.place(name) for name in KEY]
    there = {tuple(row[at] for at in keys): number for number, row in enumerate(found.after)}
    broken = [(row, there.get(tuple(row[at] for at in keys))) for row in found.before if _breaks(row)]
    return tuple(cut for row, at in broken if at is not None and (cut := _cut(found, row, at)))


def _breaks(row: Cells) -> bool:
    return any("\n" in cell or "\r" in cell for cell in row)


def _cut(found: Grid, row: Cells, at: int) -> Cut | None:
    pieces = _pieces(row)
    rows = found.after[at : at + len(pieces)]
    if len(pieces) < 2 or [_bare(one) for one in rows] != pieces:
        return None
    column = next(name for name, cell in zip(found.columns, row, strict=True) if _BREAK.search(cell))
    name = row[found.place("name")] if "name" in found.columns else ""
    lines = found.lines[at : at + len(pieces)]
    return Cut(lines[0], lines[1:], column, tuple(zip(found.columns, row, strict=True)), name)


def _pieces(row: Cells) -> list[list[str]]:
    """The rows that come of the row, blank ones left out as reading leaves them out."""
    pieces: list[list[str]] = [[]]
    for cell in row:
        first, *more = _BREAK.split(cell)
        pieces[-1].append(first)
        pieces += [[part] for part in more]
    return [bare for piece in pieces if (bare := _bare(piece))]


def _bare(cells: Sequence[str]) -> list[str]:
    """The cells without blanks around them, up to the last that says anything."""
    found = [cell.strip() for cell in cells]
    while found and not found[-1]:
        found.pop()
    return found


def keys_of(cut: Cut, found: Grid) -> set[Key]:
    """The keys that the pieces are taken for, the first among them."""
    lines = {cut.line, *cut.pieces}
    places = [found.place(name) for name in KEY]
    return {
        (row[places[0]], row[places[1]]) for row, line in zip(found.after, found.lines, strict=True) if line in lines
    }
