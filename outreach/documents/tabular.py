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
_PLACE = re.compile(r"[(\[][DRI]-[A-Z]")
_QUOTED = re.compile(r'"[^"]*"')
#: So many rows make a table of their own.
_FEW = 3
#: So many lines in a row that are no rows of the table end it; blank ones count where a comma may be prose.
_STRAY = 2
#: Text is put together anew only where so many columns are known.
_FEWEST = 2
_SURE = ("\t", "|")


def text(text: str) -> str:
    """The text with every row of a table that has a header written as print has it.

    Rows of a file of comma-separated values without one have their cells parted by tabs.
    """
    lines = text.split("\n")
    at = 0
    while at < len(lines):
        found = _header(lines[at])
        at = _table(lines, at, *found) if found else at + 1
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


def _header(line: str) -> tuple[str, tables.Header] | None:
    """What parts the cells of a header and what it says; None for any other line."""
    if not 8 <= len(line) <= 400 or _PLACE.search(line):
        return None
    for delimiter in _DELIMITERS:
        if delimiter in line:
            cells = _cells(line, delimiter)
            header = tables.header(cells) if all(len(cell) < 40 for cell in cells) else None
            if header and header.known > 1:
                return delimiter, header
    return None


def _cells(line: str, delimiter: str) -> list[str]:
    if delimiter == "|":
        return [cell.strip(" *_") for cell in line.strip().strip("|").split("|")]
    try:
        return next(csv.reader([line.rstrip("\r")], delimiter=delimiter, skipinitialspace=True), [])
    except csv.Error:
        return []


def _table(lines: list[str], at: int, delimiter: str, header: tables.Header) -> int:
    """Write out the rows below a header; the index behind the table."""
    last = at
    rows: dict[int, list[str]] = {}
    rules: list[int] = []
    below, strays = at + 1, 0
    while below < len(lines) and strays < _STRAY:
        line = lines[below]
        if not line.strip():
            strays += delimiter not in _SURE
        elif _RULE.match(line):
            rules.append(below)
            last, strays = below, 0
        elif below > last + 1 and _header(line):
            break
        elif _is_row(cells := _cells(line, delimiter), header, delimiter):
            rows[below] = cells
            last, strays = below, 0
        else:
            strays += 1
        below += 1
    if table := tables.written(header, list(rows.values()), _FEWEST):
        for number, text in zip(rows, table.lines, strict=True):
            lines[number] = text
        for number in [*rules, *([at] if rows else [])]:
            lines[number] = ""
        lines[at] = table.head or lines[at]
    return last + 1


def _is_row(cells: Sequence[str], header: tables.Header, delimiter: str) -> bool:
    """Whether most of the named columns are filled, and a name among them.

    What answers may be left blank, and rows with columns that we do not know are known by their size.
    """
    if len(cells) > len(header.titles) + 1:
        return False
    filled = {column for column, at in header.columns.items() if at < len(cells) and cells[at].strip()}
    named = bool({"name", "first", "last"} & filled)
    if header.sides:
        return delimiter != "," and len(cells) == len(header.titles)
    if not (header.staff or header.asking):
        return named and 2 * len(filled) >= len(header.columns) and len(filled) > 1
    whole = len(cells) == len(header.titles) if delimiter == "," else len(cells) > 1
    return whole and (named or not tables.names_people(header.columns))
