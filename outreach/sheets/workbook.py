"""XLSX in and out: cells as people see them, all text; written so that nothing can run."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from ..errors import BadFile, Problem
from .oddities import oddities
from .splitting import MOST_COLUMNS, MOST_IN_A_CELL, MOST_ROWS
from .table import Lined, letters

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

MOST_BYTES = 20 * 2**20
MOST_UNZIPPED = 200 * 2**20
#: A part that shrinks more than so many times is made to fill the memory.
MOST_RATIO = 200

_SAVE_AS_CSV = "open it and save it as CSV UTF-8"


def is_workbook(data: bytes) -> bool:
    """Whether the bytes are those of an XLSX file."""
    if not data.startswith(b"PK\x03\x04"):
        return False
    try:
        return "xl/workbook.xml" in zipfile.ZipFile(io.BytesIO(data)).namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return False


def cells(data: bytes, file: str, likely: Callable[[list[str]], int]) -> tuple[list[Lined], list[Problem]]:
    """The rows that are not blank of the one sheet that counts, with their row numbers."""
    _within_limits(data, file)
    values, formulas = _open(data, file, True), _open(data, file, False)
    for each in (*values.worksheets, *formulas.worksheets):
        # What a file says of its size may be far more than there is: one stray blank is enough.
        each.reset_dimensions()
    sheet = _sheet(values, file, likely)
    problems: list[Problem] = []
    problems += oddities(data, sheet, file)
    rows = list(_rows(sheet, formulas[sheet.title], file, problems))
    width = max((len(row) for _, row in rows), default=0)
    return [(number, row + [""] * (width - len(row))) for number, row in rows], problems


def _within_limits(data: bytes, file: str) -> None:
    if len(data) > MOST_BYTES:
        raise BadFile(file, f"is larger than {MOST_BYTES // 2**20} MB", _SAVE_AS_CSV)
    names: set[str] = set()
    total = 0
    for part in zipfile.ZipFile(io.BytesIO(data)).infolist():
        total += part.file_size
        swollen = part.file_size > 2**20 and part.file_size > MOST_RATIO * max(part.compress_size, 1)
        if total > MOST_UNZIPPED or swollen:
            raise BadFile(file, "is far larger inside than outside, as a file that is made to do harm", _SAVE_AS_CSV)
        if part.filename in names or ".." in part.filename.split("/") or part.flag_bits & 1:
            raise BadFile(file, "is not put together as a workbook is", _SAVE_AS_CSV)
        names.add(part.filename)


def _open(data: bytes, file: str, data_only: bool) -> Workbook:
    import openpyxl

    try:
        return openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=data_only)
    except Exception as fault:
        # openpyxl raises whatever it comes upon in a broken file: KeyError, ValueError, expat errors …
        raise BadFile(file, f"cannot be read as a workbook ({type(fault).__name__})", _SAVE_AS_CSV) from None


def _sheet(book: Workbook, file: str, likely: Callable[[list[str]], int]) -> Worksheet:
    """The sheet with a header that we know, else the only one with anything in it."""
    filled = {sheet.title: _start(sheet) for sheet in book.worksheets}
    known = [title for title, rows in filled.items() if any(likely(row) > 1 for row in rows)]
    full = known or [title for title, rows in filled.items() if rows]
    if not full:
        raise BadFile(file, "is empty")
    if len(full) > 1:
        raise BadFile(file, f"has {len(full)} sheets with something in them ({', '.join(full)})", "save one by itself")
    found: Worksheet = book[full[0]]
    return found


def _start(sheet: Any) -> list[list[str]]:
    found = []
    for row in sheet.iter_rows(max_row=1000, values_only=True):
        if any(value not in (None, "") for value in row):
            found.append([_text(value, "") for value in row])
        if len(found) == 10:
            break
    return found


def _rows(values: Any, formulas: Any, file: str, problems: list[Problem]) -> Iterator[Lined]:
    count = 0
    for number, (row, source) in enumerate(zip(values.iter_rows(), formulas.iter_rows(), strict=False), 1):
        texts = _trimmed([_text(cell.value, getattr(cell, "number_format", "")) for cell in row])
        problems += _faults(row, source, number, file)
        if not texts:
            continue
        count += 1
        if count > MOST_ROWS + 1 or len(texts) > MOST_COLUMNS:
            limit = f"more than {MOST_ROWS:,} rows or {MOST_COLUMNS} columns"
            raise BadFile(file, f"has {limit}", "is it the right file?", number)
        if any(len(text) > MOST_IN_A_CELL for text in texts):
            raise BadFile(file, "a cell is larger than 32 KiB", "shorten it", number)
        yield number, texts


def _trimmed(texts: list[str]) -> list[str]:
    """The cells up to the last that is not blank."""
    while texts and not texts[-1].strip():
        texts.pop()
    return texts


def _faults(row: Sequence[Any], source: Sequence[Any], number: int, file: str) -> Iterator[Problem]:
    for index, (cell, formula) in enumerate(zip(row, source, strict=False)):
        column = letters(index)
        if getattr(cell, "data_type", "") == "e":
            yield Problem(
                file, number, column, f"the spreadsheet shows the error {cell.value}", "write the value there"
            )
        elif getattr(formula, "data_type", "") == "f" and cell.value is None:
            next = "open the file in a spreadsheet and save it again, or write the value there"
            yield Problem(file, number, column, "has a formula whose result is not saved", next)


def _text(value: Any, form: str) -> str:
    """The cell as people see it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (int, float)):
        return _number(value, form)
    return str(value)


def _number(value: int | float, form: str) -> str:
    """A number without an exponent, filled up with zeros where its format says so ("00000")."""
    if value == int(value):
        return str(int(value)).zfill(len(form) if form and set(form) == {"0"} else 0)
    return repr(value)


def encode(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """The bytes of a workbook with one sheet, every cell typed as text."""
    import xlsxwriter

    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        as_text = book.add_format({"num_format": "@"})
        sheet = book.add_worksheet()
        sheet.freeze_panes(1, 0)
        for number, row in enumerate([header, *rows]):
            for index, value in enumerate(row):
                sheet.write_string(number, index, value, as_text)
    return buffer.getvalue()


def column_of(data: bytes, page: str, file: str) -> tuple[str, ...]:
    """The texts in the first column of the page with that name, whether it is shown or not; () without one."""
    if not is_workbook(data):
        return ()
    _within_limits(data, file)
    book = _open(data, file, True)
    if page not in book.sheetnames:
        return ()
    rows = book[page].iter_rows(max_row=MOST_ROWS, max_col=1, values_only=True)
    return tuple(text for (value,) in rows if (text := _text(value, "")))
