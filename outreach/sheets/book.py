"""Workbooks for reading: several sheets, each one real table that sorts and filters.

Conventions: text is written as text, so that nothing in it can run or become a link; numbers are
numbers and days are days, so that a spreadsheet can add and order them.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

#: What a cell may hold.
Cell = str | int | float | date | None

#: A sheet's name may be this long and must not have these characters.
_NAME_LENGTH = 31
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\']")

#: Characters that no XML file may hold.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

#: Excel's own limits: characters in a cell, and how wide we let a column become.
_CELL_LENGTH = 32_000
_WIDEST = 60


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet: a table under its headers."""

    title: str
    headers: tuple[str, ...]  #: no two alike
    rows: tuple[tuple[Cell, ...], ...]


def read_first(notices: Sequence[str]) -> tuple[Page, ...]:
    """The sheet with which a workbook begins where its reader must be warned; none where there is nothing to say."""
    lines = [line.strip() for notice in notices for line in notice.splitlines()]
    return (Page("Read first", ("Read first",), tuple((line,) for line in lines)),) if lines else ()


def encode_book(pages: Sequence[Page]) -> bytes:
    """The bytes of a workbook with a sheet for each page, in their order."""
    import xlsxwriter

    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        # Without a date of its own the file would be another one each time it is made.
        book.set_properties({"created": _epoch()})
        day = book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
        for number, (page, name) in enumerate(zip(pages, _names(pages), strict=True), 1):
            _write(book.add_worksheet(name), page, f"Table{number}", day)
    return buffer.getvalue()


def _epoch() -> Any:
    from datetime import UTC, datetime

    return datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)


def _names(pages: Iterable[Page]) -> list[str]:
    """A name for each sheet that Excel takes, no two alike."""
    names: list[str] = []
    for page in pages:
        plain = _NOT_IN_A_NAME.sub(" ", page.title).strip() or "Sheet"
        name, number = plain[:_NAME_LENGTH], 1
        while name.casefold() in {other.casefold() for other in names}:
            number += 1
            name = f"{plain[: _NAME_LENGTH - 4]} ({number})"
        names.append(name)
    return names


def _write(sheet: Any, page: Page, table: str, day: Any) -> None:
    for row, cells in enumerate(page.rows, 1):
        for column, value in enumerate(cells):
            _cell(sheet, row, column, value, day)
    # A table has at least one row below its headers.
    last = (max(len(page.rows), 1), len(page.headers) - 1)
    columns = [{"header": header} for header in page.headers]
    sheet.add_table(0, 0, *last, {"name": table, "columns": columns, "style": "Table Style Light 1"})
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    for column, header in enumerate(page.headers):
        sheet.set_column(column, column, _width([header, *(_shown(row[column]) for row in page.rows)]))


def _cell(sheet: Any, row: int, column: int, value: Cell, day: Any) -> None:
    if value is None or value == "":
        return
    if isinstance(value, str):
        sheet.write_string(row, column, _UNWRITABLE.sub("", value)[:_CELL_LENGTH])
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, day)
    else:
        sheet.write_number(row, column, value)


def _shown(value: Cell) -> str:
    return "" if value is None else str(value)


def _width(texts: Iterable[str]) -> int:
    """Wide enough for the longest line, with room for the button of the filter."""
    return min(max(max(len(line) for line in text.split("\n")) for text in texts) + 4, _WIDEST)
