"""The workbook: the figures of the page as tables, text as text, numbers as numbers."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, datetime
from typing import Any

import openpyxl

from outreach.report import xlsx
from outreach.report.book import pages
from outreach.sheets import Page, encode_book

from .hostile import FORMULAS, HOSTILE
from .test_report_page import LETTER, report


def opened(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))


def test_the_tables_say_what_the_page_says() -> None:
    found = report(LETTER)
    by_title = {page.title: page for page in pages(found)}
    assert list(by_title) == [
        "Letters",
        "Chambers",
        "Parties",
        "States",
        "Stages",
        "Committees",
        "Bipartisan pairs",
        "Progress",
        "Changes",
        "Next steps",
        "Stuck",
        "People",
    ]
    assert dict(zip(by_title["Letters"].headers, by_title["Letters"].rows[0], strict=True)) == {
        "Letter": "test",
        "Title": "A test letter",
        "Addressee": "the President",
        "Chambers": "House",
        "Sent": date(2026, 2, 2),
        "Recorded": 2,
        "Expected": 4,
        "Missing": 2,
        "Goal": 5,
        "To go": 3,
        "In the same chamber": 2,
        "In the other chamber": 0,
        "Left": 0,
        "Concerned": 4,
        "Not in the public data": 0,
        "Bipartisan pairs": 1,
        "Stuck": 1,
        "Overdue": 0,
        "Next due": date(2026, 6, 20),
    }
    assert by_title["Parties"].rows == (
        ("test", "House", "", 0, 1),
        ("test", "House", "Democrat", 1, 1),
        ("test", "House", "Independent", 0, 1),
        ("test", "House", "Republican", 1, 1),
    )
    assert by_title["Changes"].rows == (("test", date(2026, 5, 15), "signed", "Test Two", "", "signed"),)
    assert by_title["Progress"].rows == (
        ("test", date(2026, 2, 1), 0),
        ("test", date(2026, 2, 2), 1),
        ("test", date(2026, 6, 2), 2),
    )


def test_every_cell_comes_back_as_what_it_was() -> None:
    found = report(LETTER)
    book = opened(xlsx(found))
    for page, sheet in zip(pages(found), book.worksheets, strict=True):
        back = [tuple(cell.value for cell in row) for row in sheet.iter_rows(min_row=2)][: len(page.rows)]
        wanted = [tuple(_as_read(value) for value in row) for row in page.rows]
        assert (sheet.title, back) == (page.title, wanted)


def _as_read(value: object) -> object:
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day)  # noqa: DTZ001 - a cell has no zone
    return None if value == "" else value


def test_each_sheet_is_a_table_with_frozen_headers_filters_and_widths() -> None:
    for sheet in opened(xlsx(report(LETTER))).worksheets:
        (table,) = sheet.tables.values()
        assert table.autoFilter is not None
        assert sheet.freeze_panes == "A2"
        assert all(column.width > 5 for column in sheet.column_dimensions.values())


def test_an_empty_report_is_a_workbook_too() -> None:
    assert len(opened(xlsx(report())).worksheets) == 12


def test_nothing_runs_and_nothing_becomes_a_link_or_a_number() -> None:
    texts = (*FORMULAS, *HOSTILE)
    data = encode_book([Page("Texts", ("Text",), tuple((text,) for text in texts))])
    sheet = opened(data).active
    for row, text in enumerate(texts, 2):
        cell = sheet.cell(row, 1)
        assert (cell.data_type, cell.hyperlink) == ("s", None)
        shown = re.sub("_x00(..)_", lambda found: chr(int(found[1], 16)), cell.value or "")  # as the format has them
        assert shown == re.sub("[\x00\x01\x0b]", "", text)
    parts = zipfile.ZipFile(io.BytesIO(data)).namelist()
    assert not [part for part in parts if "externalLink" in part or "hyperlink" in part.lower()]


def test_sheet_names_that_excel_would_refuse() -> None:
    book = opened(encode_book([Page(title, ("A",), ()) for title in ("a/b:c", "A b c", "", "x" * 40, "X" * 40, "[1]")]))
    assert book.sheetnames == ["a b c", "A b c (2)", "Sheet", "x" * 31, "X" * 27 + " (2)", "1"]


def test_notes_only_when_asked_for() -> None:
    def texts(data: bytes) -> str:
        archive = zipfile.ZipFile(io.BytesIO(data))
        return "".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())

    assert "CANARY" not in texts(xlsx(report(LETTER)))
    assert "CANARY three" in texts(xlsx(report(LETTER, with_notes=True)))


def test_the_same_figures_give_the_same_file() -> None:
    assert xlsx(report(LETTER)) == xlsx(report(LETTER))
