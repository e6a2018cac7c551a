"""A table: a header, and rows of text that know their line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..errors import Problem


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a file was written."""

    delimiter: str = ","
    encoding: str = "utf-8-sig"


class Cells(Mapping[str, str]):
    """The cells of a row that was read: column → text, without a dictionary of its own for every row."""

    __slots__ = ("places", "texts")

    def __init__(self, places: Mapping[str, int], texts: Sequence[str]) -> None:
        self.places = places  # of each column among the texts, in their order; the rows of a table share it
        self.texts = texts

    def __getitem__(self, column: str) -> str:
        return self.texts[self.places[column]]

    def __iter__(self) -> Iterator[str]:
        return iter(self.places)

    def __len__(self) -> int:
        return len(self.places)

    def __contains__(self, column: object) -> bool:
        return column in self.places

    def __repr__(self) -> str:
        return repr(dict(self))


def texts(rows: Iterable[Row], columns: Sequence[str]) -> Iterator[Sequence[str]]:
    """The cells of each row in the order of the columns, "" where it has no such column."""
    wanted, fitting = list(columns), None
    for row in rows:
        cells = row.cells
        # The names are looked at once for a table: all its rows have the same places.
        if isinstance(cells, Cells) and (cells.places is fitting or list(cells) == wanted):
            fitting = cells.places
            yield cells.texts
        else:
            yield [cells.get(column, "") for column in wanted]


@dataclass(frozen=True, slots=True)
class Row:
    """One row; every column of the header has a cell, "" where the file had none."""

    line: int  #: line of the file on which the row begins, the header's included; 0 for a new one
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """What a file says."""

    header: tuple[str, ...]  #: names of the columns, ours where the file calls them otherwise
    rows: tuple[Row, ...] = ()
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
