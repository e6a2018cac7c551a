"""A table inside a text → lines such as "Rep. Adam Smith (D-WA-9)".

Known by its header only: a line whose cells name at least two columns that we know, one of them
the name. Whatever stands around the table stays as it is, on its own line.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from . import tables

#: What parts the cells of a row, the surest first.
_DELIMITERS = ("\t", "|", ";", ",")
_RULE = re.compile(r"^[\s|:+=-]*$")
_QUOTED = re.compile(r'"[^"]*"')
#: So many rows make a table of their own.
_FEW = 3
#: So many lines in a row that are no rows of the table end it.
_STRAY = 2


def text(text: str) -> str:
    """The text with every row of a table that has a header written as print has it.

    Rows of a file of comma-separated values without one have their cells parted by tabs.
    """
    lines = text.split("\n")
    at = 0
    while at < len(lines):
        header = _header(lines[at])
        at = _table(lines, at, *header) if header else at + 1
    for first, last in _bare_rows(lines):
        lines[first:last] = ["\t".join(_cells(line, ",")) for line in lines[first:last]]
    return "\n".join(lines)


def _bare_rows(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where at least three lines below each other are rows of as many cells."""
    at = 0
    for size, run in groupby(_size(line) for line in lines):
        count = len(list(run))
        if size > 2 and count >= _FEW:
            yield at, at + count
        at += count


def _size(line: str) -> int:
    """How many cells a row of comma-separated values has; 0 for a line that has a space behind a comma."""
    bare = _QUOTED.sub("", line)
    return 0 if ", " in bare or bare.count(",") < 2 or len(line) > 400 else len(_cells(line, ","))


def _header(line: str) -> tuple[str, dict[str, int]] | None:
    """What parts the cells of a header and which columns it names; None for any other line."""
    if not 8 <= len(line) <= 400:
        return None
    for delimiter in _DELIMITERS:
        if delimiter in line:
            cells = _cells(line, delimiter)
            columns = tables.columns(cells)
            if len(columns) > 1 and tables.names_people(columns) and all(len(cell) < 40 for cell in cells):
                return delimiter, columns
    return None


def _cells(line: str, delimiter: str) -> list[str]:
    if delimiter == "|":
        return [cell.strip(" *_") for cell in line.strip().strip("|").split("|")]
    try:
        return next(csv.reader([line.rstrip("\r")], delimiter=delimiter, skipinitialspace=True), [])
    except csv.Error:
        return []


def _table(lines: list[str], at: int, delimiter: str, columns: dict[str, int]) -> int:
    """Write out the rows below a header; the index behind the table."""
    last, rows, most = at, 0, len(_cells(lines[at], delimiter)) + 1
    below = at + 1
    while below < len(lines) and below - last <= _STRAY:
        if not _RULE.match(lines[below]):
            cells = _cells(lines[below], delimiter)
            if len(cells) > most or not _is_row(cells, columns):
                below += 1
                continue
            lines[below] = tables.line(cells, columns)
            rows += 1
        elif not lines[below].strip():
            below += 1
            continue
        else:
            lines[below] = ""
        last, below = below, below + 1
    if rows:
        lines[at] = ""
    return last + 1


def _is_row(cells: Sequence[str], columns: dict[str, int]) -> bool:
    """Whether most of the named columns are filled, and a name among them."""
    filled = {column for column, at in columns.items() if at < len(cells) and cells[at].strip()}
    return bool({"name", "first", "last"} & filled) and 2 * len(filled) >= len(columns) and len(filled) > 1
