"""What people save, one line for each kind of damage: what it is, what becomes of it, and what is said.

Codes: ERR is refused with line and column, and no byte of ours changes. WARN is taken and said. FIX
is mended after a yes. HOLD waits for a person. OK is taken exactly. The numbers are those of the
list of bad inputs that the records are built against; names on printed lists (T51 to T54) are
in the tests of resolving.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import time
import zipfile
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

import pytest

from outreach import sheets
from outreach.errors import BadData, BadFile, Problem
from outreach.model import Change
from outreach.workspace import Workspace, init
from tests.spaces import SETTINGS

AT = "2026-06-14T10:00:00+00:00"
HEAD = "letter,id,name,stage,signed_on,email,phone,due,notes,zip,code"
ONE = "a,X000001,Ann Núñez,asked,,ann@example.org,'+12025550123,2026-03-04,uno,02134,MAR-1"
TWO = "a,X000002,Bob Test,asked,,,12025550199,2026-05-06,two,01001,1/2"
GOOD = f"{HEAD}\r\n{ONE}\r\n{TWO}\r\n"
THREE = [f"a,X{n:06},Test {n},asked,,,,,,,\r\n" for n in range(3, 40)]
MARK = b"\xef\xbb\xbf"


class Case(NamedTuple):
    """One way a file comes back."""

    data: bytes
    code: str
    said: str = ""  #: beginning of the sentence; for FIX what is put back
    cells: Mapping[str, str] = MappingProxyType({})  #: column → what is read in the first row


def b(text: str) -> bytes:
    return MARK + text.encode("utf-8")


def swap(old: str, new: str, text: str = GOOD) -> bytes:
    assert old in text
    return b(text.replace(old, new))


def big(rows: int) -> bytes:
    return b(HEAD + "\r\n" + "a,1,,,,,,,,,\r\n" * rows)


CASES: dict[str, Case] = {
    "T01 nothing": Case(b"", "ERR", "contacts.csv: is empty"),
    "T02 only a header": Case(b(HEAD + "\r\n"), "HOLD", "contacts.csv: 39 of 39 rows are gone"),
    "T03 blank lines": Case(b"\r\n\r\n", "ERR", "contacts.csv: is empty"),
    "T03 only commas": Case(b",,,\r\n,,\r\n", "ERR", "contacts.csv: is empty"),
    "T04 marked": Case(b(GOOD), "OK", "", {"letter": "a"}),
    "T05 marked twice": Case(MARK + b(GOOD), "WARN", "contacts.csv:1: has more than one byte order mark"),
    "T06 mark as letters": Case(b("ï»¿" + GOOD), "WARN", "contacts.csv:1: was saved in the wrong encoding"),
    "T07 UTF-16": Case(GOOD.encode("utf-16"), "OK", "", {"name": "Ann Núñez"}),
    "T08 UTF-16 unmarked": Case(
        GOOD.encode("utf-16-le"), "ERR", "contacts.csv:1: has a NUL byte (character 2 of the line)"
    ),
    "T09 cp1252": Case(
        GOOD.encode("cp1252"), "ERR", "contacts.csv:2: the byte 0xFA (character 16 of the line) is not UTF-8"
    ),
    "T10 mac-roman": Case(
        GOOD.encode("mac-roman"), "ERR", "contacts.csv:2: the byte 0x9C (character 16 of the line) is not UTF-8"
    ),
    "T11 mojibake": Case(swap("Núñez", "NÃºÃ±ez"), "FIX", "Ann Núñez"),
    "T12 mojibake twice": Case(swap("Núñez", "NÃƒÂºÃƒÂ±ez"), "FIX", "Ann Núñez"),
    "T13 lost letters": Case(swap("Núñez", "N\ufffd\ufffdez"), "FIX", "Ann Núñez"),
    "T14 NUL": Case(swap("Bob", "B\0b"), "ERR", "contacts.csv:3: has a NUL byte (character 12 of the line)"),
    "T16 semicolons": Case(swap(",", ";"), "OK", "", {"zip": "02134"}),
    "T17 sep line": Case(b("sep=;\r\n" + GOOD.replace(",", ";")), "OK", "", {"zip": "02134"}),
    "T18 sep line re-saved": Case(b('"sep=,"\r\n' + GOOD.replace(",", ";")), "OK", "", {"zip": "02134"}),
    "T19 tabs": Case(swap(",", "\t"), "OK", "", {"zip": "02134"}),
    "T20 pipes": Case(swap(",", "|"), "OK", "", {"zip": "02134"}),
    "T22 commas in quotes": Case(
        b(GOOD.replace("uno", "o,n,e").replace(",", ";").replace("o;n;e", '"o,n;e"')), "OK", "", {"notes": "o,n;e"}
    ),
    "T23 LF": Case(swap("\r\n", "\n"), "OK", "", {"notes": "uno"}),
    "T23 CR": Case(swap("\r\n", "\r"), "OK", "", {"notes": "uno"}),
    "T23 mixed": Case(swap("MAR-1\r\n", "MAR-1\n"), "WARN", "contacts.csv: has line ends of several kinds"),
    "T24 newline in quotes": Case(swap("uno", '"one\nmore"'), "OK", "", {"notes": "one\nmore"}),
    "T25 CR in quotes": Case(swap("uno", '"one\rmore"'), "OK", "", {"notes": "one\rmore"}),
    "T26 odd line ends": Case(
        swap("uno", "a\u2028b\x0b\x0c\x85\x1ec"), "OK", "", {"notes": "a\u2028b\x0b\x0c\x85\x1ec"}
    ),
    "T27 open quote": Case(
        b(GOOD.replace("Bob Test", '"Bob Test') + "".join(THREE) * 25),
        "ERR",
        "contacts.csv:3: the quote that opens in this line (character 11) is not closed",
    ),
    "T27 closed by chance": Case(
        swap("Ann Núñez", '"Ann Núñez').replace(b"Bob Test", b'Bob Test"'),
        "ERR",
        "contacts.csv:2: the cell in column C (name) looks as if 1 more row were in it",
    ),
    "T27 closed elsewhere": Case(
        swap("Ann Núñez", '"Ann Núñez').replace(b",two,", b',two",'),
        "ERR",
        "contacts.csv:2: the cell in column C (name) looks as if 1 more row were in it",
    ),
    "T28 text after a quote": Case(swap("Bob Test", '"Bob"x'), "ERR", "contacts.csv:3: there is text after a closing"),
    "T29 quote inside": Case(swap("Bob Test", 'B"b Test'), "WARN", "contacts.csv:3: there is a quote inside the cell"),
    "T30 backslash": Case(
        swap("two", '"t\\"w\\"o"'), "ERR", "contacts.csv:3: there is text after a closing quote; a back"
    ),
    "T31 large cell": Case(
        swap("two", "x" * 130_000), "ERR", "contacts.csv:3: a cell in column I is larger than 32 KiB"
    ),
    "T31 huge cell": Case(swap("two", '"' + "x" * 20_000_000), "ERR", "contacts.csv:3: a cell is larger than 32 KiB"),
    "T32 cell too many": Case(
        swap("1/2", "1/2,z"), "ERR", "contacts.csv:3: there is 'z' in column L, which has no name"
    ),
    "T33 in every row": Case(
        b(GOOD.replace("MAR-1", "MAR-1,z").replace("1/2", "1/2,z")),
        "ERR",
        "contacts.csv:1: the header has 11 names, the rows have 12 cells",
    ),
    "T34 empty columns": Case(swap("\r\n", ",,\r\n"), "OK", "", {"notes": "uno"}),
    "T35 blank rows": Case(b(GOOD + ",,,\r\n" * 20_000), "OK", "", {"notes": "uno"}),
    "T36 short row": Case(swap(",01001,1/2", ""), "WARN", "contacts.csv:3: has 9 cells where the header has 11"),
    "T37 cut in a row": Case(b("".join([GOOD, *THREE])[:-35]), "HOLD", "contacts.csv: 1 of 39 rows is gone"),
    "T38 cut at a row": Case(b("".join([GOOD, *THREE[:18]])), "HOLD", "contacts.csv: 19 of 39 rows are gone"),
    "T39 column twice": Case(swap("phone", "Email"), "ERR", 'contacts.csv:1: the columns F and G are both "email"'),
    "T40 other names": Case(swap("email", " E-Mail Address"), "OK", "", {"email": "ann@example.org"}),
    "T41 misspelled": Case(
        swap("name,", "nmae,"), "ERR", 'contacts.csv:1: nmae: is no column that we know; did you mean "'
    ),
    "T42 other order": Case(
        b("\r\n".join(",".join(reversed(line.split(","))) for line in GOOD.split("\r\n"))), "OK", "", {"zip": "02134"}
    ),
    "T43 title above": Case(b("Our list\r\n" + GOOD), "WARN", "contacts.csv:1: the names of the columns are in line 2"),
    "T44 header twice": Case(b(GOOD + HEAD + "\r\n"), "ERR", "contacts.csv:4: is the header once more"),
    "T45 no header": Case(
        b(ONE + "\r\n"), "ERR", "contacts.csv:1: has no column letter and id; the first line has: a, X0"
    ),
    "T46 blank header": Case(swap("zip", ""), "ERR", "contacts.csv:2: there is '02134' in column J, which has no name"),
    "T47 total": Case(b(GOOD + "Total: 2,,,,,,,,,,\r\n"), "ERR", "contacts.csv:4: id: is empty"),
    "T48 row twice": Case(
        b(GOOD + ONE + "\r\n"), "WARN", "contacts.csv:4: X000001 is there for a already, in line 2, the"
    ),
    "T49 id twice": Case(
        b(GOOD + ONE.replace("uno", "dos")),
        "ERR",
        "contacts.csv:4: X000001 is there for a already, in line 2, with other",
    ),
    "T50 one name twice": Case(b(GOOD + ONE.replace("X000001", "X000103")), "OK", "", {"name": "Ann Núñez"}),
    "T55 decomposed": Case(swap("two", "Jose\u0301"), "OK", "", {"notes": "uno"}),
    "T56 invisible": Case(swap("uno", "\u00a0o\u200bn\u00ade "), "OK", "", {"notes": "\u00a0o\u200bn\u00ade "}),
    "T57 two alphabets": Case(
        swap("uno", "\u0410nn"), "WARN", 'contacts.csv:2: notes: "\u0410nn" has letters of two alpha'
    ),
    "T58 turned": Case(
        swap("uno", "o\u202ene"), "WARN", "contacts.csv:2: notes: has marks in it that turn the direction"
    ),
    "T59 lost zero": Case(swap("02134", "2134"), "FIX", "02134"),
    "T61 lost plus": Case(swap("'+12025550123", "12025550123"), "FIX", "+12025550123"),
    "T61 exponent": Case(swap("'+12025550123", "1.20E+10"), "FIX", "+12025550123"),
    "T63 either order": Case(swap("2026-03-04", "03/04/2026"), "FIX", "2026-03-04"),
    "T63 day number": Case(swap("2026-03-04", "46085"), "FIX", "2026-03-04"),
    "T63 no year": Case(swap("2026-03-04", "4-Mar"), "FIX", "2026-03-04"),
    "T63 new, either order": Case(
        swap(",,ann", ",07/08/2017,ann"), "ERR", 'contacts.csv:2: signed_on: "07/08/2017" can be'
    ),
    "T63 new, day number": Case(
        swap(",,ann", ",42929,ann"),
        "ERR",
        'contacts.csv:2: signed_on: "42929" is not a date in our form; write 2017-07-13',
    ),
    "T63 new, no year": Case(
        swap(",,ann", ",13-Jul,ann"), "ERR", 'contacts.csv:2: signed_on: "13-Jul" is a date without'
    ),
    "T63 no such day": Case(swap("2026-03-04", "2026-02-30"), "ERR", 'contacts.csv:2: due: "2026-02-30" is not a date'),
    "T64 code": Case(swap("MAR-1", "03/01/2026"), "FIX", "MAR-1"),
    "T64 fraction": Case(swap("1/2", "01/02/2026"), "FIX", "1/2"),
    "T65 error, known": Case(swap("uno", "#REF!"), "FIX", "uno"),
    "T65 error, new": Case(
        swap(",,ann", ",#N/A,ann"), "ERR", "contacts.csv:2: signed_on: the spreadsheet shows the error"
    ),
    "T69 web page": Case(b"\r\n<!DOCTYPE html><html>", "ERR", "contacts.csv: is a web page, not a CSV table"),
    "T69 PDF": Case(b"%PDF-1.7", "ERR", "contacts.csv: is a PDF, not a CSV table"),
    "T69 JPEG": Case(b"\xff\xd8\xff\xe0", "ERR", "contacts.csv: is a picture (JPEG)"),
    "T69 old Excel": Case(b"\xd0\xcf\x11\xe0\xa1\xb1", "ERR", "contacts.csv: is an old Excel workbook (.xls)"),
    "T69 other zip": Case(b"PK\x03\x04xx", "ERR", "contacts.csv: is a workbook or another zipped document"),
    "T70 rows": Case(big(200_001), "ERR", "contacts.csv:200002: has more than 200,000 rows"),
    "T70 columns": Case(
        b(GOOD.replace("\r\n", ",x" * 5000 + "\r\n")), "ERR", "contacts.csv:1: has more than 200 columns"
    ),
}
for number, text in enumerate(("NA", "null", "None", "nan", "TRUE", "-", "1E5", "26B", "=1+1", "''=1", "@SUM(1)"), 1):
    CASES[f"T66 to T68, {number}"] = Case(swap("uno", sheets.guarded(text)), "OK", "", {"notes": text})


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A workspace that knows the good table, with notes in some rows."""
    init(tmp_path)
    (tmp_path / "outreach.toml").write_text(SETTINGS, encoding="utf-8")
    space = Workspace.open(tmp_path)
    space.contacts_file.write_bytes(b("".join([GOOD, *THREE])))
    space.take_in(AT)
    return space


def whole(case: Case) -> bytes:
    """The case's file; the rows that are no part of the case are added, so that none is missing."""
    more = "".join(THREE)
    for encoding, mark in (("utf-8", MARK), ("utf-16", b"\xff\xfe")):
        if case.data.startswith(mark) and case.code in ("OK", "WARN", "FIX"):
            text = case.data.decode(encoding)
            delimiter = next(d for d in ",;\t|" if f"letter{d}id" in text or f"id{d}letter" in text)
            end = next(end for end in ("\r\n", "\n", "\r") if end in text)
            added = _reordered(text, more.replace(",", delimiter)).replace("\r\n", end)
            return (text.rstrip("\r\n") + end + added).encode(encoding)
    return case.data


def _reordered(text: str, more: str) -> str:
    return (
        "".join(",".join(reversed(line.split(","))) + "\r\n" for line in more.splitlines())
        if "id,letter" in text
        else more
    )


def problems(space: Workspace) -> list[Problem]:
    ids = re.compile("nobody in the example's small roster|is missing")
    return [one for one in space.check(date(2026, 6, 14)) if one.file == "contacts.csv" and not ids.search(one.what)]


@pytest.mark.parametrize("name", CASES)
def test_a_file_that_comes_back(workspace: Workspace, name: str) -> None:
    case = CASES[name]
    data = whole(case)
    workspace.contacts_file.write_bytes(data)
    _CHECKS[case.code](workspace, case)
    if case.code in ("ERR", "HOLD"):
        assert workspace.contacts_file.read_bytes() == data


@pytest.mark.parametrize("name", ["T31 huge cell", "T35 blank rows", "T70 columns"])
def test_what_is_too_much_is_refused_soon(tmp_path: Path, name: str) -> None:
    path = tmp_path / "contacts.csv"
    path.write_bytes(CASES[name].data)
    begun = time.process_time()
    with contextlib.suppress(BadFile):
        sheets.read(path)
    assert time.process_time() - begun < 3


def _refused(space: Workspace, case: Case) -> None:
    """Named with line and column; nothing is saved over a table that cannot be read as it was meant."""
    found = [one for one in problems(space) if one.level == "error"]
    assert any(str(one).startswith(case.said) for one in found), found
    assert all(one.next for one in found if one.line)
    try:
        broken = any(one.level == "error" for one in space.contacts()[1])
    except BadFile:
        broken = True
    if broken and len(case.data) < 2**20:
        with pytest.raises((BadFile, BadData)):
            space.apply([Change("a", "X000002", "stage", "asked", "declined", "ana", AT)])
        assert space.history() == ()


def _held(space: Workspace, case: Case) -> None:
    with pytest.raises(BadData) as caught:
        space.apply([Change("a", "X000002", "stage", "asked", "declined", "ana", AT)])
    assert str(caught.value).startswith(case.said)
    assert any(str(one).startswith(case.said) for one in problems(space))


def _mended(space: Workspace, case: Case) -> None:
    """What a spreadsheet did waits, is shown, and is put back after a yes."""
    with pytest.raises(BadData):
        space.apply([Change("a", "X000002", "stage", "asked", "declined", "ana", AT)])
    changes = space.fixes("ana", AT)
    assert [one.new for one in changes] == [case.said]
    space.fix(changes)
    assert space.contacts_file.read_bytes().decode("utf-8-sig") == "".join([GOOD, *THREE])


def _noted(space: Workspace, case: Case) -> None:
    found = problems(space)
    assert any(str(one).startswith(case.said) and one.level == "warning" for one in found), found
    space.contacts()


def _taken(space: Workspace, case: Case) -> None:
    assert problems(space) == []
    (first, *_), _ = space.contacts()
    assert {column: first.get(column) for column in case.cells} == case.cells
    space.take_in(AT)


_CHECKS: dict[str, Callable[[Workspace, Case], None]] = {
    "ERR": _refused,
    "HOLD": _held,
    "FIX": _mended,
    "WARN": _noted,
    "OK": _taken,
}


def test_half_a_character_is_never_saved(workspace: Workspace) -> None:
    """T15."""
    with pytest.raises(sheets.Unwritable, match="half a character"):
        workspace.apply([Change("a", "X000002", "notes", "two", "\ud800", "ana", AT)])


def test_a_long_number_is_put_back(workspace: Workspace) -> None:
    """T62."""
    workspace.apply([Change("a", "X000002", "code", "1/2", "12345678901234567890", "ana", AT)])
    data = workspace.contacts_file.read_bytes()
    workspace.contacts_file.write_bytes(data.replace(b"12345678901234567890", b"1.23457E+19"))
    workspace.fix(workspace.fixes("ana", AT))
    assert workspace.contacts_file.read_bytes() == data


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no FIFOs")
def test_what_is_no_file_is_refused_at_once(workspace: Workspace) -> None:
    """T70."""
    workspace.contacts_file.unlink()
    os.mkfifo(workspace.contacts_file)
    assert [one.what for one in problems(workspace)] == ["is no plain file"]


def book(path: Path, rows: list[list[Any]], change: Callable[[Any], None] = lambda book: None) -> sheets.Table:
    import openpyxl

    made = openpyxl.Workbook()
    for row in rows:
        made["Sheet"].append(row)
    change(made)
    made.save(path)
    return sheets.read(path, columns=("letter", "id", "name"), required=("letter", "id"))


ROWS: list[list[Any]] = [["letter", "id", "name", "x"], ["a", "X1", "Ann", 1], ["a", "X2", "Bob", 2]]


def _hide(made: Any) -> None:
    made["Sheet"].row_dimensions[3].hidden = True


def _epoch(made: Any) -> None:
    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    made.epoch = CALENDAR_MAC_1904
    made["Sheet"]["D2"] = datetime.fromisoformat("2017-07-13")


def _padded(made: Any) -> None:
    made["Sheet"]["D2"] = 2134
    made["Sheet"]["D2"].number_format = "00000"


def _second(made: Any) -> None:
    made.create_sheet("More").append(["letter", "id"])
    made["More"].append(["b", "X9"])
    made["More"].sheet_state = "hidden"
    made["Sheet"].delete_rows(1, 9)


BOOKS: dict[str, tuple[Callable[[Any], None], str, str]] = {
    "X01 merged": (
        lambda made: made["Sheet"].merge_cells("C2:C3"),
        "1",
        "b.xlsx:2: the cells C2:C3 are merged, so only the first of them has the text; "
        "split them in the spreadsheet if it is meant for all",
    ),
    "X02 hidden row": (
        _hide,
        "1",
        "b.xlsx:3: 1 rows are hidden or filtered away (line 3); they are read like the others",
    ),
    "X02 hidden sheet": (_second, "", "b.xlsx: the sheet More is hidden; it is read all the same"),
    "X03 padded": (_padded, "02134", ""),
    "X04 phone": (lambda made: made["Sheet"].__setitem__("D2", 12025550123), "12025550123", ""),
    "X05 formula": (
        lambda made: made["Sheet"].__setitem__("D2", "=1+1"),
        "",
        "b.xlsx:2: D (x): has a formula whose result is not saved; "
        "open the file in a spreadsheet and save it again, or write the value there",
    ),
    "X06 error": (
        lambda made: made["Sheet"].__setitem__("D2", "#DIV/0!"),
        "#DIV/0!",
        "b.xlsx:2: D (x): the spreadsheet shows the error #DIV/0!; write the value there",
    ),
    "X07 other epoch": (_epoch, "2017-07-13", ""),
    "X10 stray blank": (lambda made: made["Sheet"].__setitem__("ZZ5000", ""), "1", ""),
}


@pytest.mark.parametrize("name", BOOKS)
def test_a_workbook_that_comes_back(tmp_path: Path, name: str) -> None:
    change, cell, said = BOOKS[name]
    table = book(tmp_path / "b.xlsx", ROWS, change)
    assert table.rows[0].cells.get("x", "") == cell
    assert [str(problem) for problem in table.problems] == ([said] if said else [])


def test_macros_are_left_alone(tmp_path: Path) -> None:
    """X14."""
    path = tmp_path / "b.xlsx"
    book(path, ROWS)
    with zipfile.ZipFile(path, "a") as parts:
        parts.writestr("xl/vbaProject.bin", b"no")
    table = sheets.read(path, columns=("letter", "id"), required=("letter", "id"))
    assert [problem.what for problem in table.problems] == ["has macros in it"]


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        ({"xl/workbook.xml": b" " * 30_000_000}, "far larger inside than outside"),
        ({"xl/workbook.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}, "cannot be read as a workbook"),
        ({"xl/workbook.xml": b"<a/>", "../x": b""}, "not put together as a workbook is"),
    ],
)
def test_a_workbook_that_is_made_to_do_harm(tmp_path: Path, inside: dict[str, bytes], said: str) -> None:
    """X11, X12."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as bomb:
        for part, data in inside.items():
            bomb.writestr(part, data)
    (tmp_path / "b.xlsx").write_bytes(buffer.getvalue())
    with pytest.raises(BadFile, match=said):
        sheets.rows(tmp_path / "b.xlsx")


def test_a_workbook_with_a_password_is_refused(tmp_path: Path) -> None:
    """X13."""
    (tmp_path / "b.xlsx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512))
    with pytest.raises(BadFile, match="or one with a password"):
        sheets.rows(tmp_path / "b.xlsx")


def test_rich_text_and_remarks_leave_the_text(tmp_path: Path) -> None:
    """X15."""
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont
    from openpyxl.comments import Comment

    def change(made: Any) -> None:
        made["Sheet"]["C2"] = CellRichText(TextBlock(InlineFont(b=True), "Ann"), " Test")
        made["Sheet"]["C2"].comment = Comment("look", "ana")

    table = book(tmp_path / "b.xlsx", ROWS, change)
    assert (table.rows[0].cells["name"], table.problems) == ("Ann Test", ())
