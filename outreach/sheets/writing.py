"""Tables → the bytes of a CSV file, in the one form that we write."""

from __future__ import annotations

import codecs
import csv
import io
import itertools
from collections.abc import Collection, Iterable

from ..errors import OutreachError
from .guard import guarded
from .splitting import MOST_IN_A_CELL
from .table import Table


class Unwritable(OutreachError):
    """Text that could not be read back from the file."""

    def __init__(self, text: str, why: str) -> None:
        super().__init__(f"{text[:40]!r} cannot be saved: it {why}; nothing was written")


def encode(table: Table) -> bytes:
    """The whole file: UTF-8 with a byte order mark, CRLF, the separator that the file had."""
    titles = table.titles or {}
    header = [titles.get(column, column) for column in table.header]
    columns = list(table.header)
    # A row that was read has the columns of the header in their order.
    rows = (
        row.cells.values() if list(row.cells) == columns else [row.cells.get(name, "") for name in columns]
        for row in table.rows
    )
    return codecs.BOM_UTF8 + encode_rows(itertools.chain(table.above, [header], rows), table.dialect.delimiter)


def encode_rows(rows: Iterable[Collection[str]], delimiter: str = ",") -> bytes:
    """Rows alone, to be added at the end of a file; Unwritable if one could not be read again."""
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=delimiter).writerows(_safe(row) for row in rows)
    try:
        return buffer.getvalue().encode("utf-8")
    except UnicodeEncodeError as fault:
        around = fault.object[max(fault.start - 20, 0) : fault.end + 20]
        raise Unwritable(around, "has half a character in it") from None


def _safe(row: Collection[str]) -> list[str]:
    """The cells with their guards; nearly all are empty or begin with a letter and need none."""
    together = "".join(row)
    if "\0" in together or len(together) >= MOST_IN_A_CELL:
        _refuse(row)
    return [cell if not cell or cell[0].isalnum() else guarded(cell) for cell in row]


def _refuse(row: Collection[str]) -> None:
    for cell in row:
        if "\0" in cell:
            raise Unwritable(cell, "has a NUL in it")
        if len(cell) >= MOST_IN_A_CELL:
            raise Unwritable(cell, "is longer than 32,000 characters")
