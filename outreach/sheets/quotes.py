"""Quotes that are not where they are meant to be: kept and said, or suspected of swallowing rows."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator

from ..errors import Problem
from .table import letters

#: A table with fewer columns may have text in it that looks like a row.
_FEW = 6

_LINE_END = re.compile(r"\r\n|\r|\n")

Lined = tuple[int, list[str]]


def odd_quotes(rows: list[Lined], text: str, skipped: int, delimiter: str, file: str) -> Iterator[Problem]:
    """A warning for each stray quote, and an error for what looks like rows inside a cell."""
    if '"' not in text:
        return
    width = Counter(len(cells) for _, cells in rows).most_common(1)[0][0]
    # Nearly no row has a quote or a line end in a cell: one look at all its cells together says so.
    odd = [(line, cells, together) for line, cells in rows if _is_odd(together := "".join(cells))]
    yield from _swallowed([(line, cells) for line, cells, _ in odd], width, delimiter, file)
    yield from _stray([(line, cells) for line, cells, together in odd if '"' in together], text, skipped, file)


def _is_odd(text: str) -> bool:
    return '"' in text or "\n" in text or "\r" in text


def _stray(rows: list[Lined], text: str, skipped: int, file: str) -> Iterator[Problem]:
    """A quote inside a cell that is not quoted is taken as it is, and said."""
    lines = list(io.StringIO(text, newline="")) if rows else []
    for line, cells in rows:
        for index, cell in enumerate(cells):
            raw = lines[line - 1 - skipped] if '"' in cell else ""
            if cell[:1] != '"' and cell in raw and cell.replace('"', '""') not in raw:
                what = f"there is a quote inside the cell in column {letters(index)}"
                yield Problem(file, line, "", what, "it is kept", "warning")


def _swallowed(rows: list[Lined], width: int, delimiter: str, file: str) -> Iterator[Problem]:
    """A cell that begins with the rest of one row and ends with the beginning of another."""
    for line, cells in rows:
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
