"""Tables → the bytes of a CSV file, in the one form that we write."""

from __future__ import annotations

import codecs
import itertools
import re
from collections.abc import Collection, Iterable

from ..errors import OutreachError
from .guard import guarded
from .splitting import MOST_IN_A_CELL
from .table import Table, texts


class Unwritable(OutreachError):
    """Text that could not be read back from the file."""

    def __init__(self, text: str, why: str) -> None:
        super().__init__(f"{text[:40]!r} cannot be saved: it {why}; nothing was written")


def encode(table: Table) -> bytes:
    """The whole file: UTF-8 with a byte order mark, CRLF, the separator that the file had."""
    titles = table.titles or {}
    header = [titles.get(column, column) for column in table.header]
    rows = texts(table.rows, table.header)
    return codecs.BOM_UTF8 + encode_rows(itertools.chain(table.above, [header], rows), table.dialect.delimiter)


def encode_rows(rows: Iterable[Collection[str]], delimiter: str = ",") -> bytes:
    """Rows alone, to be added at the end of a file; Unwritable if one could not be read again."""
    try:
        return "".join([_line(_safe(row), delimiter) for row in rows]).encode("utf-8")
    except UnicodeEncodeError as fault:
        around = fault.object[max(fault.start - 20, 0) : fault.end + 20]
        raise Unwritable(around, "has half a character in it") from None


def _line(row: Collection[str], delimiter: str) -> str:
    """The row as the csv module writes it, in half of the time."""
    line = delimiter.join(row)
    if '"' in line or "\n" in line or "\r" in line:
        line = delimiter.join([_quoted(cell) if _needs_quotes(cell, delimiter) else cell for cell in row])
    elif line.count(delimiter) >= len(row):
        line = delimiter.join([f'"{cell}"' if delimiter in cell else cell for cell in row])
    return f"{line}\r\n" if line or not row else '""\r\n'


def _needs_quotes(cell: str, delimiter: str) -> bool:
    return delimiter in cell or '"' in cell or "\n" in cell or "\r" in cell


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"'


#: A cell, in a row put together with NULs before all of them, that does not begin with a letter or a digit.
_ODD = re.compile(r"\0[^\w\0]")


def _safe(row: Collection[str]) -> Collection[str]:
    """The cells with their guards; nearly all are empty or begin with a letter and need none."""
    together = "\0".join(("", *row))
    if len(together) >= MOST_IN_A_CELL or together.count("\0") != len(row):
        _refuse(row)
    if not _ODD.search(together):
        return row
    return [cell if not cell or cell[0].isalnum() else guarded(cell) for cell in row]


def _refuse(row: Collection[str]) -> None:
    for cell in row:
        if "\0" in cell:
            raise Unwritable(cell, "has a NUL in it")
        if len(cell) >= MOST_IN_A_CELL:
            raise Unwritable(cell, "is longer than 32,000 characters")
