"""A table: a header, and rows of text that know their line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..errors import Problem


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
