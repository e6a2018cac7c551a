"""CSV and XLSX in and out, all text, with line numbers.

Convention: reading takes what spreadsheets do to a file (byte order mark, other separators,
other line ends, blank rows, other orders of columns) and refuses with file, line and column what
could only be guessed. Writing has one form: UTF-8 with a byte order mark, CRLF, quotes only where
they are needed, and a guard before what a spreadsheet would run as a formula; reading takes the
guard off again.
"""

from __future__ import annotations

from .book import Cell, Page, encode_book, read_first
from .decoding import bytes_of
from .form import HIDDEN, Column, Form, encode_form
from .guard import guarded, unguarded
from .headers import NoHeader
from .reading import columns, hidden, parse, read, rows, rows_in
from .table import Columns, Dialect, Row, Rows, Table, lined
from .workbook import encode as encode_workbook
from .writing import Unwritable, encode, encode_rows

__all__ = [
    "HIDDEN",
    "Cell",
    "Column",
    "Columns",
    "Dialect",
    "Form",
    "NoHeader",
    "Page",
    "Row",
    "Rows",
    "Table",
    "Unwritable",
    "bytes_of",
    "columns",
    "encode",
    "encode_book",
    "encode_form",
    "encode_rows",
    "encode_workbook",
    "guarded",
    "hidden",
    "lined",
    "parse",
    "read",
    "read_first",
    "rows",
    "rows_in",
    "unguarded",
]
