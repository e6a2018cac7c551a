"""A table: a header, and rows of text that know their line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import overload

from ..errors import Problem

#: Line of the file on which a row begins, and its cells.
Lined = tuple[int, list[str]]


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a file was written."""

    delimiter: str = ","
    encoding: str = "utf-8-sig"


@dataclass(frozen=True, slots=True)
class Row:
    """One row; every column of the header has a cell, "" where the file had none."""

    line: int  #: line of the file on which the row begins, the header's included; 0 for a new one
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Rows(Sequence[Row]):
    """The rows of a table that was read; each is made when it is asked for, as there may be 100,000."""

    columns: tuple[str, ...]
    lined: Sequence[Lined]  #: the cells of each row in the order of the columns

    def __len__(self) -> int:
        return len(self.lined)

    @overload
    def __getitem__(self, at: int) -> Row: ...

    @overload
    def __getitem__(self, at: slice) -> Rows: ...

    def __getitem__(self, at: int | slice) -> Row | Rows:
        if isinstance(at, slice):
            return Rows(self.columns, self.lined[at])
        line, cells = self.lined[at]
        return Row(line, dict(zip(self.columns, cells, strict=True)))


def lined(rows: Sequence[Row], columns: Sequence[str]) -> Sequence[Lined]:
    """Line and cells of each row, in the order of the columns, "" where it has no such column."""
    if not isinstance(rows, Rows):
        return [(row.line, [row.cells.get(column, "") for column in columns]) for row in rows]
    if rows.columns == tuple(columns):
        return rows.lined
    place = {column: at for at, column in enumerate(rows.columns)}
    places = [place.get(column) for column in columns]
    return [(line, ["" if at is None else cells[at] for at in places]) for line, cells in rows.lined]


@dataclass(frozen=True, slots=True)
class Table:
    """What a file says."""

    header: tuple[str, ...]  #: names of the columns, ours where the file calls them otherwise
    rows: Sequence[Row] = ()
    problems: tuple[Problem, ...] = ()  #: level "error": something could not be read as it was meant
    dialect: Dialect = Dialect()
    titles: Mapping[str, str] | None = None  #: column → its name as the file has it, where that differs
    above: tuple[tuple[str, ...], ...] = ()  #: lines that stand above the header


@dataclass(frozen=True, slots=True)
class Columns:
    """A few columns of a table."""

    header: tuple[str, ...]  #: names of all columns
    rows: Sequence[tuple[str, ...]]  #: the cells of the wanted columns, in the order wanted
    problems: tuple[Problem, ...]  #: as in ``Table``


def letters(index: int) -> str:
    """Name of a column in a spreadsheet: 0 is A, 26 is AA."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
