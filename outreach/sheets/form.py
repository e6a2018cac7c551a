"""A workbook for people to fill in: locked facts, cells to edit, drop-downs, a guide, and a page nobody sees.

Convention: every cell is written as text and every column is formatted as text, so that nothing
runs as a formula and what people type stays as they typed it. The protection has no password: it
keeps from mishaps, not from people.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

#: Name of the page that nobody sees.
HIDDEN = "base"

#: Fewest rows that a drop-down covers.
_FEWEST = 1

_FACT, _EDIT, _HEAD_FACT, _HEAD_EDIT = "#F2F2F2", "#FFFFFF", "#595959", "#1F5C7A"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the form."""

    title: str
    width: float  #: in letters
    edited: bool = False  #: whether people fill it in; else it is locked
    choices: tuple[str, ...] = ()  #: the only words that may stand in it
    hint: str = ""  #: shown beside a cell that is chosen
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """What goes into the workbook."""

    title: str  #: of the page, 31 letters at most; printed on top
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    guide: tuple[str, ...]  #: lines of the second page; the first is its heading, those ending in ":" are titles
    hidden: tuple[str, ...]  #: lines of the page that nobody sees


def encode_form(form: Form) -> bytes:
    """The bytes of the workbook."""
    import xlsxwriter

    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        styles = {name: book.add_format(style) for name, style in _STYLES.items()}
        _page(book.add_worksheet(_named(form.title)), form, styles)
        _guide(book.add_worksheet("How to"), form.guide, styles)
        _unseen(book.add_worksheet(HIDDEN), form.hidden, styles)
    return buffer.getvalue()


_CELL = {"num_format": "@", "text_wrap": True, "valign": "top", "border": 1, "border_color": "#D0D0D0"}
_STYLES: Mapping[str, dict[str, Any]] = {
    "fact": {**_CELL, "bg_color": _FACT, "font_color": "#333333"},
    "first": {**_CELL, "bg_color": _FACT, "bold": True},
    "edit": {**_CELL, "bg_color": _EDIT, "locked": False},
    "head fact": {**_CELL, "bg_color": _HEAD_FACT, "font_color": "#FFFFFF", "bold": True, "valign": "vcenter"},
    "head edit": {**_CELL, "bg_color": _HEAD_EDIT, "font_color": "#FFFFFF", "bold": True, "valign": "vcenter"},
    "text": {"num_format": "@", "text_wrap": True, "valign": "top"},
    "title": {"num_format": "@", "text_wrap": True, "bold": True},
    "heading": {"num_format": "@", "text_wrap": True, "bold": True, "font_size": 15},
}


def _named(title: str) -> str:
    """The title without what the name of a page cannot have."""
    return "".join(" " if mark in "[]:*?/\\'" else mark for mark in title)[:31].strip() or "sheet"


def _page(sheet: Any, form: Form, styles: Mapping[str, Any]) -> None:
    for at, column in enumerate(form.columns):
        style = styles["edit" if column.edited else "fact"]
        sheet.set_column(at, at, column.width, style, {"hidden": column.hidden})
        sheet.write_string(0, at, column.title, styles["head edit" if column.edited else "head fact"])
        _helped(sheet, at, column, len(form.rows))
    for number, row in enumerate(form.rows, 1):
        if (lines := _lines(form.columns, row)) > 1:
            sheet.set_row(number, min(15 * lines + 2, 400))
        for at, (column, text) in enumerate(zip(form.columns, row, strict=True)):
            style = styles["edit" if column.edited else "fact" if at else "first"]
            if text:
                sheet.write_string(number, at, text, style)
            else:
                sheet.write_blank(number, at, None, style)
    _handy(sheet, form)
    _printed(sheet, form)


def _lines(columns: Sequence[Column], row: Sequence[str]) -> int:
    """How many lines the tallest cell needs; a row of one line is left to grow by itself."""
    shown = ((column.width - 2, text) for column, text in zip(columns, row, strict=True) if text and not column.hidden)
    return max((sum(ceil(len(line) / width) or 1 for line in text.split("\n")) for width, text in shown), default=1)


def _helped(sheet: Any, at: int, column: Column, count: int) -> None:
    """The drop-down and the hint of a column."""
    rule: dict[str, Any] = {"validate": "any"}
    if column.choices:
        rule = {
            "validate": "list",
            "source": list(column.choices),
            "error_title": column.title,
            "error_message": f"Choose one of: {', '.join(column.choices)}"[:255],
        }
    if column.hint:
        rule |= {"input_title": column.title[:32], "input_message": column.hint[:255]}
    if column.choices or column.hint:
        sheet.data_validation(1, at, max(count, _FEWEST), at, rule)


def _handy(sheet: Any, form: Form) -> None:
    last = len(form.columns) - 1
    sheet.set_row(0, 24)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(len(form.rows), _FEWEST), last)
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{len(form.rows) + 1}"})
    sheet.protect("", {"sort": True, "autofilter": True, "format_columns": True, "format_rows": True})


def _printed(sheet: Any, form: Form) -> None:
    sheet.set_landscape()
    sheet.set_paper(0)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
    sheet.set_header("&L" + form.title.replace("&", "&&")[:200])
    sheet.set_footer("&RPage &P of &N")


def _guide(sheet: Any, lines: Sequence[str], styles: Mapping[str, Any]) -> None:
    sheet.set_column(0, 0, 95, styles["text"])
    sheet.hide_gridlines(2)
    sheet.fit_to_pages(1, 0)
    for number, line in enumerate(lines):
        style = "heading" if not number else "title" if line.endswith(":") else "text"
        sheet.write_string(number, 0, line, styles[style])
    sheet.protect()


def _unseen(sheet: Any, lines: Sequence[str], styles: Mapping[str, Any]) -> None:
    sheet.set_column(0, 0, 20, styles["fact"])
    for number, line in enumerate(lines):
        sheet.write_string(number, 0, line)
    sheet.protect()
    sheet.very_hidden()
