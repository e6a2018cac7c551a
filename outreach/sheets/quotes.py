"""Quotes that are not where they are meant to be: kept and said, or suspected of swallowing rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from ..errors import Problem
from .lines import lines
from .table import Lined, letters

#: A table with fewer columns may have text in it that looks like a row.
_FEW = 6

_LINE_END = re.compile(r"\r\n|\r|\n")


def odd_quotes(
    rows: list[Lined], odd: list[Lined], text: str, skipped: int, delimiter: str, file: str
) -> Iterator[Problem]:
    """A warning for each stray quote, and an error for what looks like rows inside a cell.

    ``odd`` are those of the rows that have a quote or a line end in a cell.
    """
    if odd:
        width = Counter(len(cells) for _, cells in rows).most_common(1)[0][0]
        yield from _swallowed(odd, width, delimiter, file)
        yield from _stray([row for row in odd if '"' in "".join(row[1])], text, skipped, file)


def _stray(rows: list[Lined], text: str, skipped: int, file: str) -> Iterator[Problem]:
    """A quote inside a cell that is not quoted is taken as it is, and said."""
    wanted = {line - skipped for line, _ in rows}
    raws = {at: raw for at, raw in enumerate(lines(text), 1) if at in wanted} if wanted else {}
    for line, cells in rows:
        raw = raws[line - skipped]
        for index, cell in enumerate(cells):
            if '"' in cell and cell[:1] != '"' and cell in raw and cell.replace('"', '""') not in raw:
                what = f"there is a quote inside the cell in column {letters(index)}"
                yield Problem(file, line, "", what, "it is kept", "warning")


def _swallowed(rows: list[Lined], width: int, delimiter: str, file: str) -> Iterator[Problem]:
    """A cell that begins with the rest of one row and ends with the beginning of another."""
    for line, cells in rows:
        # Such a cell has the separators of both; in nearly no row are there so many inside of cells.
        if "".join(cells).count(delimiter) < 2 * width - 1 - len(cells):
            continue
        for index, cell in enumerate(cells):
            if ("\n" in cell or "\r" in cell) and _is_rows(cell, index, len(cells), width, delimiter):
                lost = len(_LINE_END.findall(cell))
                what = f"the cell in column {letters(index)} looks as if {lost} more row{'s' * (lost > 1)} were in it"
                next = "look for a quote that opens in this line and should not"
                yield Problem(file, line, "", what, next, "error" if width >= _FEW else "warning")


def _is_rows(cell: str, index: int, count: int, width: int, delimiter: str) -> bool:
    pieces = _LINE_END.split(cell)
    before, after = pieces[0].count(delimiter), pieces[-1].count(delimiter)
    return width > 2 and before == width - 1 - index and after == width - count + index
