"""Tables → the bytes of a CSV file, in the one form that we write."""

from __future__ import annotations

import codecs
import io
import itertools
import re
from collections.abc import Iterable, Iterator, Sequence

from ..errors import OutreachError
from .guard import guarded
from .splitting import MOST_IN_A_CELL
from .table import Table, lined


class Unwritable(OutreachError):
    """Text that could not be read back from the file."""

    def __init__(self, text: str, why: str) -> None:
        super().__init__(f"{text[:40]!r} cannot be saved: it {why}; nothing was written")


def encode(table: Table) -> bytes:
    """The whole file: UTF-8 with a byte order mark, CRLF, the separator that the file had."""
    titles = table.titles or {}
    header = [titles.get(column, column) for column in table.header]
    rows = (cells for _, cells in lined(table.rows, table.header))
    return _encoded(codecs.BOM_UTF8, itertools.chain(table.above, [header], rows), table.dialect.delimiter)


def encode_rows(rows: Iterable[Sequence[str]], delimiter: str = ",") -> bytes:
    """Rows alone, to be added at the end of a file; Unwritable if one could not be read again."""
    return _encoded(b"", rows, delimiter)


def _encoded(start: bytes, rows: Iterable[Sequence[str]], delimiter: str) -> bytes:
    buffer = io.BytesIO(start)
    buffer.seek(len(start))
    try:
        for block in _blocks(rows):
            buffer.write(_block(block, delimiter).encode("utf-8"))
        return buffer.getvalue()
    except UnicodeEncodeError as fault:
        around = fault.object[max(fault.start - 20, 0) : fault.end + 20]
        raise Unwritable(around, "has half a character in it") from None


#: So many rows are looked at together.
_BLOCK = 500


def _blocks(rows: Iterable[Sequence[str]]) -> Iterator[list[Sequence[str]]]:
    """The rows in their order, in lists of rows that are equally wide."""
    for _, alike in itertools.groupby(rows, key=len):
        while block := list(itertools.islice(alike, _BLOCK)):
            yield block


def _block(rows: Sequence[Sequence[str]], delimiter: str) -> str:
    """The lines as the csv module writes them, with our guards, in half of the time.

    We go column by column: in most of them no cell needs a quote or a guard, and one look at all
    cells together says so.
    """
    columns = [_column(cells, delimiter) for cells in zip(*rows, strict=True)]
    if len(columns) < 2:
        # A row of one empty cell would be a blank line.
        columns = [[cell or '""' for cell in cells] for cells in columns] or [[""] * len(rows)]
    return "\r\n".join([*map(delimiter.join, zip(*columns, strict=True)), ""])


#: A cell, among cells with NULs before all of them, that does not begin with a letter or a digit.
_ODD = re.compile(r"\0[^\w\0]")


def _column(cells: Sequence[str], delimiter: str) -> Sequence[str]:
    """The cells as they stand in the file."""
    together = "\0".join(("", *cells))
    if together.count("\0") > len(cells) or len(together) >= MOST_IN_A_CELL:
        _refuse(cells)
    if _ODD.search(together):
        cells = [guarded(cell) for cell in cells]
    if _needs_quotes(together, delimiter):
        cells = [_quoted(cell) if _needs_quotes(cell, delimiter) else cell for cell in cells]
    return cells


def _needs_quotes(cell: str, delimiter: str) -> bool:
    return delimiter in cell or '"' in cell or "\n" in cell or "\r" in cell


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"'


def _refuse(cells: Sequence[str]) -> None:
    """Unwritable if one of the cells could not be read again."""
    for cell in cells:
        if "\0" in cell:
            raise Unwritable(cell, "has a NUL in it")
        if len(cell) >= MOST_IN_A_CELL:
            raise Unwritable(cell, "is longer than 32,000 characters")
