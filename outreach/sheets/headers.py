"""Which of a file's columns is which of ours."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ..errors import BadFile, Problem
from .table import Lined, letters

#: How far down a header is looked for.
_DEPTH = 10


@dataclass(frozen=True, slots=True)
class Header:
    """What was found out about the header."""

    line: int
    place: int  #: index of its row
    columns: tuple[tuple[int, str], ...]  #: (index in the row, our name of the column)
    titles: Mapping[str, str]  #: column → its name as the file has it, where that differs
    problems: tuple[Problem, ...]

    @property
    def width(self) -> int:
        """How many cells a row has, up to the last column with a name."""
        return max((index for index, _ in self.columns), default=-1) + 1


class NoHeader(BadFile):
    """A table without the names of its columns."""


class Names:
    """The columns that we know, under all their names."""

    def __init__(self, columns: Sequence[str], other_names: Mapping[str, str]) -> None:
        self.columns = tuple(columns)
        self._by_name = {_plain(name): column for name, column in other_names.items()}
        self._by_name |= {_plain(column): column for column in columns}

    def column(self, title: str) -> str:
        """Our name of the column with that title; "" if we do not know it."""
        return self._by_name.get(_plain(title), "")

    def count(self, row: Sequence[str]) -> int:
        """How many of our columns the row names."""
        return len({self.column(cell) for cell in row} - {""})


#: A byte order mark that a program took for letters and made part of the first name.
_SCRAMBLED_MARK = "ï»¿"


def _plain(title: str) -> str:
    title = title.removeprefix(_SCRAMBLED_MARK)
    return re.sub(r"[^\w]+|_", "", title).casefold()


def find(rows: Sequence[Lined], names: Names, required: Sequence[str], file: str) -> Header:
    """The header among the first rows; BadFile if a required column is missing or one is there twice."""
    place = next((at for at, (_, row) in enumerate(rows[:_DEPTH]) if _complete(row, names, required)), None)
    if place is None:
        raise _missing(rows[0], names, required, file)
    line, row = rows[place]
    columns = _named(row, names, file, line)
    problems = [*_near_misses(columns, names, file, line)]
    if place:
        what = f"the names of the columns are in line {line}"
        problems.append(Problem(file, rows[0][0], "", what, "the lines above it are left out", "warning"))
    titles = {column: row[index] for index, column in columns if row[index] != column}
    return Header(line, place, columns, titles, tuple(problems))


_LETTERS = re.compile(r"^[A-Z]{1,2}$|(?<=in column )[A-Z]{1,2}\b")


def named(problem: Problem, header: Header) -> Problem:
    """The problem with the name of the column beside its letter, as people see either."""
    titles = {letters(index): header.titles.get(column, column) for index, column in header.columns}

    def both(found: re.Match[str]) -> str:
        return f"{found[0]} ({titles[found[0]]})" if found[0] in titles else found[0]

    return replace(problem, column=_LETTERS.sub(both, problem.column), what=_LETTERS.sub(both, problem.what))


def _complete(row: Sequence[str], names: Names, required: Sequence[str]) -> bool:
    if not names.columns:
        return True
    return set(required) <= {names.column(cell) for cell in row} and names.count(row) >= min(2, len(names.columns))


def _missing(first: Lined, names: Names, required: Sequence[str], file: str) -> BadFile:
    line, row = first
    there = {names.column(cell) for cell in row}
    missing = [column for column in required if column not in there]
    near = [f'did you mean "{column}" by "{title}"?' for column in missing if (title := _nearest(column, row))]
    shown = ", ".join(cell.strip() for cell in row if cell.strip())[:120]
    listed = " and ".join(missing)
    if names.columns and names.count(row) < 2 and not near:
        as_in = ",".join([*required, *(name for name in names.columns if name not in required)][: max(len(row), 2)])
        next = f"the first line has: {shown}; if that is a row, write the names of the columns above it, as {as_in}"
        return NoHeader(file, f"has no column {listed}" if listed else "has no header", next, line)
    next = " ".join(near) or f"the first line has: {shown}"
    return BadFile(file, f"has no column {listed}" if listed else "has no header", next, line)


def _nearest(column: str, row: Sequence[str]) -> str:
    near = difflib.get_close_matches(column, [cell.strip().casefold() for cell in row], 1, 0.6)
    return near[0] if near else ""


def _named(row: Sequence[str], names: Names, file: str, line: int) -> tuple[tuple[int, str], ...]:
    found: list[tuple[int, str]] = []
    places: dict[str, int] = {}
    for index, title in enumerate(row):
        if not title.strip():
            continue
        column = names.column(title) or title.strip()
        first = places.setdefault(_plain(column) or column, index)
        if first != index:
            what = f'the columns {letters(first)} and {letters(index)} are both "{column}"'
            raise BadFile(file, what, "delete or rename one of them", line)
        found.append((index, column))
    return tuple(found)


def _near_misses(columns: Sequence[tuple[int, str]], names: Names, file: str, line: int) -> list[Problem]:
    """Names that look like a column of ours that is not there."""
    there = {column for _, column in columns}
    missing = [column for column in names.columns if column not in there]
    problems = []
    for _, title in columns:
        near = [] if title in names.columns else difflib.get_close_matches(title.casefold(), missing, 1, 0.75)
        if near:
            problems.append(Problem(file, line, title, "is no column that we know", f'did you mean "{near[0]}"?'))
    return problems
