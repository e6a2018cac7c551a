"""Text → rows of cells, with the line each row begins on."""

from __future__ import annotations

import csv
import io
import itertools
import re
from collections import Counter
from collections.abc import Callable, Iterator

from ..errors import BadFile, Problem
from .lines import lines
from .quotes import odd_quotes
from .table import Lined, letters

#: What separates cells in files that people have.
DELIMITERS = (",", ";", "\t", "|")

MOST_ROWS = 200_000
MOST_COLUMNS = 200
MOST_IN_A_CELL = 32 * 1024

_SEPARATOR_LINE = re.compile(r'^"?sep=(.)"?[,;\t|]*(?:\r\n|\r|\n)', re.IGNORECASE)


def split(text: str, file: str, likely: Callable[[list[str]], int]) -> tuple[list[Lined], str, list[Problem]]:
    """The rows that are not blank, the separator, and what is odd about the text.

    ``likely`` says how many names of a row are those of columns that we know.
    """
    text, problems = _without_marks(text, file)
    skipped = 0
    if named := _SEPARATOR_LINE.match(text):
        text, skipped = text[named.end() :], 1
    delimiter = _delimiter(text, likely)
    odd: list[Lined] = []
    rows = list(_rows(text, delimiter, file, skipped, odd))
    if not rows:
        raise BadFile(file, "is empty")
    problems += [*_line_ends(text, file), *odd_quotes(rows, odd, text, skipped, delimiter, file)]
    return rows, delimiter, problems


def _without_marks(text: str, file: str) -> tuple[str, list[Problem]]:
    bare = text.lstrip("\ufeff")
    if bare == text:
        return _without_scrambled_mark(text, file)
    return bare, [Problem(file, 1, "", "has more than one byte order mark", "they are left out", "warning")]


def _without_scrambled_mark(text: str, file: str) -> tuple[str, list[Problem]]:
    """A byte order mark that a program took for letters: then it did so with every accent as well."""
    for mark in ("ï»¿", "Ôªø", "Ã¯Â»Â¿"):
        if text.startswith(mark):
            what = "was saved in the wrong encoding: letters with accents are wrong in it"
            next = "the mark before the first column is left out; mend the names"
            return text.removeprefix(mark), [Problem(file, 1, "", what, next, "warning")]
    return text, []


def _delimiter(text: str, likely: Callable[[list[str]], int]) -> str:
    """The separator under which a header of ours appears, else the one that splits most evenly."""
    known = {delimiter: _known(text, delimiter, likely) for delimiter in DELIMITERS}
    if max(known.values()) > 1:
        return max(DELIMITERS, key=lambda delimiter: known[delimiter])
    return max(DELIMITERS, key=lambda delimiter: _evenness(text, delimiter))


def _known(text: str, delimiter: str, likely: Callable[[list[str]], int]) -> int:
    reader = csv.reader(io.StringIO(text[:200_000], newline=""), delimiter=delimiter)
    try:
        return max((likely(row) for row, _ in zip(reader, range(10), strict=False)), default=0)
    except csv.Error:
        return 0


def _evenness(text: str, delimiter: str) -> tuple[float, int]:
    """How large a share of the rows has the commonest number of cells, and that number."""
    try:
        widths = Counter(len(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) if row)
    except csv.Error:
        return (0.0, 0)
    width, count = max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
    return (count / widths.total(), width) if width > 1 else (0.0, 1)


def _rows(text: str, delimiter: str, file: str, skipped: int, odd: list[Lined]) -> Iterator[Lined]:
    """The rows that are not blank; those with a quote or a line end inside a cell go to ``odd`` as well."""
    quoted, known = '"' in text, dict[str, str]()
    reader = csv.reader(lines(text), delimiter=delimiter, strict=True)
    count, start = 0, 1
    try:
        for cells in reader:
            # One look at all cells together: a blank row is blank, and no cell is longer than all of them.
            together = "".join(cells)
            if together and not together.isspace():
                count += 1
                if count > MOST_ROWS or len(cells) > MOST_COLUMNS or len(together) > MOST_IN_A_CELL:
                    _within_limits(cells, count, start + skipped, file)
                same = known.setdefault if count <= _SAMPLE else known.get
                row = start + skipped, list(map(same, cells, cells))
                if quoted and ('"' in together or "\n" in together or "\r" in together):
                    odd.append(row)
                yield row
            start = reader.line_num + 1
    except csv.Error as fault:
        raise _broken(str(fault), text, start, reader.line_num, skipped, file) from None


#: What these first rows say is kept once for all further rows that say it, which saves a quarter of the memory.
_SAMPLE = 1_000


def _within_limits(cells: list[str], count: int, line: int, file: str) -> None:
    if count > MOST_ROWS + 1:
        raise BadFile(file, f"has more than {MOST_ROWS:,} rows", "is it the right file?", line)
    if len(cells) > MOST_COLUMNS and any(cell.strip() for cell in cells[MOST_COLUMNS:]):
        raise BadFile(file, f"has more than {MOST_COLUMNS} columns", "is it the right file?", line)
    if max(map(len, cells)) > MOST_IN_A_CELL:
        index = max(range(len(cells)), key=lambda at: len(cells[at]))
        raise BadFile(file, f"a cell in column {letters(index)} is larger than 32 KiB", _CLOSED, line)


_CLOSED = "is the quote closed that opens it?"


def _broken(fault: str, text: str, start: int, end: int, skipped: int, file: str) -> BadFile:
    """Where the csv module gave up, in words; the quote that began it is what people have to find."""
    line = _line(text, start)
    if "field limit" in fault:
        return BadFile(file, "a cell is larger than 32 KiB", _CLOSED, start + skipped)
    if "end of data" in fault or end > start:
        column = line.find('"') + 1
        what = f"the quote that opens in this line (character {column}) is not closed"
        return BadFile(file, what, 'close it, or write a quote inside a cell twice: ""', start + skipped)
    hint = 'write a quote inside a cell twice: ""'
    if '\\"' in line:
        hint = f"a backslash does not protect a quote; {hint}"
    return BadFile(file, "there is text after a closing quote", hint, start + skipped)


def _line(text: str, number: int) -> str:
    return next(itertools.islice(lines(text), number - 1, None), "")


def _line_ends(text: str, file: str) -> list[Problem]:
    """A warning if the line ends are of several kinds; those inside quotes may be."""
    if '"' in text:
        return []
    crlf = text.count("\r\n")
    kinds = (crlf, text.count("\n") - crlf, text.count("\r") - crlf)
    if sum(1 for kind in kinds if kind) < 2:
        return []
    return [Problem(file, 0, "", "has line ends of several kinds", "they are taken as line ends", "warning")]
