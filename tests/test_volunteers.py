"""A volunteer's day: sheets go out, people do what they do, and everything comes back right."""

from __future__ import annotations

import csv
import io
import itertools
import random
import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from outreach.cli.main import cli
from outreach.ledger import change_of
from outreach.model import Change, Contact
from outreach.sheets import read as read_table
from outreach.volunteers import base as bases
from outreach.volunteers.base import Base
from outreach.volunteers.columns import SHEET, title
from outreach.volunteers.making import make
from outreach.volunteers.notes import added
from outreach.volunteers.rearranged import rearranged
from outreach.workspace import Workspace, init

LETTER = "chechnya-2017"
OWNERS = ("ana", "ben", "cem")


def run(root: Path, *arguments: object, by: str = "staff") -> Result:
    return CliRunner().invoke(cli, ["-C", str(root), "--by", by, *map(str, arguments)])


def ok(root: Path, *arguments: object) -> str:
    result = run(root, *arguments)
    assert result.exit_code == 0, f"{result.output}\n{result.exception!r}"
    return result.output


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The example, with all who can be asked shared out among three volunteers."""
    root = tmp_path / "ours"
    init(root, example=True)
    ok(root, "assign", LETTER, "--owner", ",".join(OWNERS), "--all", "--by", "state", "--yes")
    return root


def contacts(root: Path) -> dict[str, Contact]:
    return {row.id: row for row in Workspace.open(root).contacts()[0] if row.letter == LETTER}


def history(root: Path) -> list[Change]:
    return [change_of(row.cells) for row in read_table(root / "history.csv").rows]


class Book:
    """A workbook in the hands of a person."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.book = openpyxl.load_workbook(path)
        self.page = self.book.worksheets[0]

    @property
    def header(self) -> list[str]:
        return [str(cell.value) for cell in self.page[1]]

    @property
    def ids(self) -> list[str]:
        at = self.header.index("Id")
        return [str(row[at]) for row in self.page.iter_rows(min_row=2, values_only=True) if row[at]]

    def write(self, id: str, column: str, value: object) -> None:
        row = self.ids.index(id) + 2
        self.page.cell(row, self.header.index(column) + 1).value = value  # type: ignore[assignment]

    def rows(self) -> list[list[object]]:
        return [list(row) for row in self.page.iter_rows(min_row=2, values_only=True)]

    def put(self, rows: Sequence[Sequence[object]]) -> None:
        self.page.delete_rows(2, self.page.max_row)
        for row in rows:
            self.page.append(list(row))

    def save(self) -> None:
        self.book.save(self.path)


def sheet(root: Path, owner: str, form: str = "xlsx") -> Path:
    path = root.parent / f"{owner}.{form}"
    path.unlink(missing_ok=True)
    ok(root, "sheet", "make", "--owner", owner, "-o", path)
    return path


def as_rows(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


def put_rows(path: Path, rows: Sequence[Sequence[str]]) -> None:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    path.write_bytes(b"\xef\xbb\xbf" + out.getvalue().encode("utf-8"))


def edit(path: Path, id: str, **cells: str) -> None:
    rows = as_rows(path)
    at = rows[0].index("Id")
    row = next(row for row in rows[1:] if row[at] == id)
    for key, text in cells.items():
        row[rows[0].index(title(key))] = text
    put_rows(path, rows)


# What is in a sheet


def test_a_sheet_has_what_the_call_needs_and_is_locked_where_it_should_be(root: Path) -> None:
    page = Book(sheet(root, "cem"))
    first = dict(zip(page.header, page.rows()[0], strict=True))
    assert page.header == [column.title for column in SHEET.values()]
    assert {key: first[key] for key in ("Name", "Letter", "Title", "Seat", "Party", "Id", "Stage")} == {
        "Name": "Gabe Amo",
        "Letter": LETTER,
        "Title": "Representative",
        "Seat": "RI-1",
        "Party": "Democrat",
        "Id": "A000380",
        "Stage": "target",
    }
    assert str(first["Office phone"]).startswith("202-225-")
    for column, cell in zip(SHEET.values(), page.page[2], strict=True):
        assert cell.number_format == "@"
        assert cell.protection.locked is not column.edited
    assert page.page.protection.sheet
    assert not page.page.protection.password
    assert page.page.freeze_panes == "B2"
    assert [book.sheet_state for book in page.book.worksheets] == ["visible", "visible", "veryHidden"]
    listed = {
        min(found.min_col for found in rule.sqref.ranges): rule.formula1
        for rule in page.page.data_validations.dataValidation
    }
    assert listed[page.header.index("Stage") + 1] == '"target,asked,considering,committed,signed,declined,withdrawn"'
    assert listed[page.header.index("Channel") + 1] == '"call,email,meeting,letter,visit"'


def test_the_next_due_comes_first_and_who_cannot_be_called_is_left_out(root: Path) -> None:
    mine = [row.id for row in contacts(root).values() if row.owner == "ana"]
    ok(root, "log", mine[3], "--letter", LETTER, "--due", "2026-07-01")
    ok(root, "log", mine[4], "--letter", LETTER, "--due", "2026-06-20")
    ok(root, "log", mine[5], "--letter", LETTER, "--stage", "declined")
    ok(root, "log", "C001084", "--letter", "hres-351", "--owner", "ana", "--next", "x")
    ok(root, "log", "R000435", "--letter", "chechnya-senate-2018", "--owner", "ana", "--next", "x")
    said = ok(root, "sheet", "make", "--owner", "Ana", "-o", root / "a.xlsx")
    assert Book(root / "a.xlsx").ids[:2] == [mine[4], mine[3]]
    assert mine[5] not in Book(root / "a.xlsx").ids
    assert said.splitlines()[0] == ("left out: Ileana Ros-Lehtinen (chechnya-senate-2018), not in office on 2026-06-14")


def test_a_sheet_is_never_written_over(root: Path) -> None:
    path = sheet(root, "ana")
    before = path.read_bytes()
    result = run(root, "sheet", "make", "--owner", "ana", "-o", path)
    assert "is there already" in str(result.exception)
    assert path.read_bytes() == before
    ods = run(root, "sheet", "make", "--owner", "ana", "-o", root / "x.ods")
    assert "the name must end in .xlsx or .csv" in str(ods.exception)
    assert "no open contacts" in str(run(root, "sheet", "make", "--owner", "zoe", "-o", root / "z.csv").exception)


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_a_sheet_that_comes_back_as_it_went_changes_nothing(root: Path, form: str) -> None:
    before = (root / "contacts.csv").read_bytes(), (root / "history.csv").read_bytes()
    path = sheet(root, "ana", form)
    assert ok(root, "sheet", "take", path, "--yes") == f"{path.name}: nothing new\n"
    assert before == ((root / "contacts.csv").read_bytes(), (root / "history.csv").read_bytes())


# A day


def ana(book: Book) -> dict[str, dict[str, str]]:
    """Types dates as she is used to, sorts by name backwards, adds a column."""
    first, second, third = book.ids[:3]
    book.write(first, "Stage", "asked")
    book.write(first, "Last contact", date(2026, 6, 10))
    book.write(first, "Channel", "call")
    book.write(first, "New note", "spoke to Kim")
    book.write(second, "Due", "6/30/2026")
    book.write(second, "Direct phone", "0202 555 0100")
    book.write(third, "Stage", "Declined ")
    rows, header = book.rows(), book.header
    at = header.index("Name")
    rows.sort(key=lambda row: str(row[at]), reverse=True)
    book.put([[*row, "warm" if row[header.index("Id")] == first else None] for row in rows])
    book.page.cell(1, len(header) + 1).value = "Mood"
    book.save()
    return {
        first: {"stage": "asked", "last_contact": "2026-06-10", "channel": "call", "Mood": "warm",
                "notes": "2026-06-10 ana: spoke to Kim"},
        second: {"due": "2026-06-30", "phone": "0202 555 0100"},
        third: {"stage": "declined"},
    }  # fmt: skip


def ben(book: Book) -> dict[str, dict[str, str]]:
    """Filters, hides rows, deletes two, pastes one twice."""
    first, second, third = book.ids[:3]
    book.write(first, "Staffer", "Sam Staff")
    book.write(first, "E-mail", "sam@example.org")
    book.write(second, "Next step", "send the text\nagain")
    book.write(third, "Stage", "considering")
    rows = book.rows()
    book.put([*rows[:-2], rows[0]])
    book.page.auto_filter.ref = "A1:R9"
    book.page.row_dimensions[4].hidden = True
    book.save()
    return {
        first: {"staffer": "Sam Staff", "email": "sam@example.org"},
        second: {"next_step": "send the text\nagain"},
        third: {"stage": "considering"},
    }


def cem(book: Book) -> dict[str, dict[str, str]]:
    """Turns the columns round, writes the header in capitals, saves only that page."""
    first, second = book.ids[:2]
    book.write(first, "Stage", "committed")
    book.write(first, "Due", date(2026, 7, 1))
    book.write(second, "New note", "=1+1 is what they said")
    rows, header = book.rows(), book.header
    capitals: list[object] = [name.upper() for name in header]
    turned = [row[::-1] for row in (capitals, *rows)]
    book.book = openpyxl.Workbook()
    book.page = book.book.worksheets[0]
    for row in turned:
        book.page.append(row)
    for cells in book.page.iter_rows():
        for cell in cells:
            if cell.data_type == "f":
                cell.data_type = "s"
    book.save()
    return {
        first: {"stage": "committed", "due": "2026-07-01"},
        second: {"notes": "2026-06-14 cem: =1+1 is what they said"},
    }


DAYS: dict[str, Callable[[Book], dict[str, dict[str, str]]]] = {"ana": ana, "ben": ben, "cem": cem}


@pytest.fixture
def day(root: Path) -> tuple[Path, dict[str, dict[str, dict[str, str]]]]:
    """The workspace, three sheets edited, and what was edited by whom."""
    paths = {owner: sheet(root, owner) for owner in OWNERS}
    return root, {owner: DAYS[owner](Book(path)) for owner, path in paths.items()}


def test_three_sheets_come_to_the_same_in_any_order(
    day: tuple[Path, dict[str, dict[str, dict[str, str]]]], tmp_path: Path
) -> None:
    root, edits = day
    results = set()
    for number, order in enumerate(itertools.permutations(OWNERS)):
        copy = tmp_path / f"copy {number}"
        shutil.copytree(root, copy)
        before = len(history(copy))
        ok(copy, "sheet", "take", *(tmp_path / f"{owner}.xlsx" for owner in order), "--yes")
        results.add((copy / "contacts.csv").read_bytes())
        fresh = history(copy)[before:]
        wanted = {(who, id, field) for who, rows in edits.items() for id, cells in rows.items() for field in cells}
        assert Counter((c.by, c.id, c.field) for c in fresh) == Counter(wanted)
        assert {c.by: c.batch for c in fresh}.keys() == set(OWNERS)
        assert len({c.batch for c in fresh}) == 3
        found = contacts(copy)
        for rows in edits.values():
            for id, cells in rows.items():
                assert {field: found[id].get(field) for field in cells} == cells
    assert len(results) == 1


def test_taking_a_sheet_twice_changes_nothing_more(day: tuple[Path, object], tmp_path: Path) -> None:
    root, _ = day
    paths = [tmp_path / f"{owner}.xlsx" for owner in OWNERS]
    ok(root, "sheet", "take", *paths, "--yes")
    before = (root / "contacts.csv").read_bytes()
    said = ok(root, "sheet", "take", *paths, "--yes", "--on", "2026-06-15")
    assert said.count("nothing new") == 3
    assert (root / "contacts.csv").read_bytes() == before


def test_without_a_yes_it_is_shown_and_nothing_is_written(day: tuple[Path, object], tmp_path: Path) -> None:
    root, _ = day
    before = (root / "contacts.csv").read_bytes()
    said = ok(root, "sheet", "take", tmp_path / "ben.xlsx")
    assert said.splitlines()[0] == "ben.xlsx: 4 changes in 3 rows, by ben"
    assert "is in line 2 already; the same, so it counts once" in said
    assert said.count("is not there any more; nothing is deleted") == 2
    assert said.splitlines()[-1] == "Nothing was written; add --yes to write what is clear."
    assert (root / "contacts.csv").read_bytes() == before


def test_many_rows_that_did_not_come_back_are_said_in_one_line(root: Path) -> None:
    path = sheet(root, "ana", "xlsx")
    book = openpyxl.load_workbook(path)
    page = book.worksheets[0]
    of = page.max_row - 1
    page.delete_rows(3, of)
    book.save(path)
    said = ok(root, "sheet", "take", path)
    assert said.count("there any more") == 1
    assert f"{of - 1} of the {of} rows are not there any more: " in said


# Conflicts


def test_a_cell_that_both_changed_is_left_with_both_values(root: Path) -> None:
    path = sheet(root, "ana", "csv")
    id = next(id for id, row in contacts(root).items() if row.owner == "ana")
    edit(path, id, stage="considering", next_step="call again", new_note="left a message")
    ok(root, "log", id, "--letter", LETTER, "--stage", "asked", "--note", "met Kim", "--on", "2026-06-12")
    result = run(root, "sheet", "take", path, "--yes")
    assert result.exit_code == 1
    assert 'Stage: the sheet says "considering", the records say "asked", was "target"' in result.output
    assert result.output.endswith("1 cell left for a person to decide; the records are as they were there\n")
    row = contacts(root)[id]
    assert (row.stage, row.next_step) == ("asked", "call again")
    assert row.notes == "2026-06-12 staff: met Kim\n2026-06-14 ana: left a message"


@pytest.mark.parametrize(("keys", "stage", "code"), [("ty", "considering", 0), ("ky", "asked", 0), ("sy", "asked", 1)])
def test_at_the_keyboard_one_key_decides(
    root: Path, monkeypatch: pytest.MonkeyPatch, keys: str, stage: str, code: int
) -> None:
    path = sheet(root, "ana", "csv")
    id = next(id for id, row in contacts(root).items() if row.owner == "ana")
    edit(path, id, stage="considering", next_step="call")
    ok(root, "log", id, "--letter", LETTER, "--stage", "asked", "--on", "2026-06-12")
    monkeypatch.setattr("outreach.cli.saying.can_ask", lambda: True)
    result = CliRunner().invoke(cli, ["-C", str(root), "sheet", "take", str(path)], input=f"{keys[0]}{keys[1]}\n")
    assert result.exit_code == code, result.output
    assert (contacts(root)[id].stage, contacts(root)[id].next_step) == (stage, "call")


def test_a_row_deleted_meanwhile_is_asked_about_and_not_lost(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = sheet(root, "ana", "csv")
    id = next(id for id, row in contacts(root).items() if row.owner == "ana")
    edit(path, id, next_step="call", new_note="hello")
    lines = (root / "contacts.csv").read_bytes().split(b"\r\n")
    (root / "contacts.csv").write_bytes(b"\r\n".join(x for x in lines if f"{LETTER},{id}".encode() not in x))
    result = run(root, "sheet", "take", path, "--yes")
    assert (result.exit_code, id in contacts(root)) == (1, False)
    assert "the row was deleted from contacts.csv since the sheet was made" in result.output
    monkeypatch.setattr("outreach.cli.saying.can_ask", lambda: True)
    CliRunner().invoke(cli, ["-C", str(root), "sheet", "take", str(path)], input="ty\n")
    row = contacts(root)[id]
    assert (row.next_step, row.owner, row.notes, row.state != "") == ("call", "ana", "2026-06-14 ana: hello", True)


def test_signed_on_the_phone_has_role_day_and_facts_and_is_said(root: Path) -> None:
    path = sheet(root, "ana", "csv")
    id = as_rows(path)[5][as_rows(path)[0].index("Id")]
    edit(path, id, stage="signed", last_contact="2026-06-11")
    said = ok(root, "sheet", "take", path, "--yes")
    assert "is recorded as signed on 2026-06-11; be sure that the office confirmed it" in said
    row = contacts(root)[id]
    assert (row.stage, row.role, row.signed_on) == ("signed", "signer", "2026-06-11")
    assert ok(root, "check") == "no problems\n"


def test_a_signature_recorded_meanwhile_is_not_taken_back_by_a_sheet(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = sheet(root, "ana", "csv")
    id = next(id for id, row in contacts(root).items() if row.owner == "ana")
    edit(path, id, stage="asked")
    ok(root, "log", id, "--letter", LETTER, "--stage", "signed")
    monkeypatch.setattr("outreach.cli.saying.can_ask", lambda: True)
    result = CliRunner().invoke(cli, ["-C", str(root), "sheet", "take", str(path)], input="ty\n")
    assert "asked after signed" in result.output
    assert (contacts(root)[id].stage, result.exit_code) == ("signed", 1)


# What may be wrong in a sheet


@pytest.mark.parametrize(
    ("column", "text", "said", "code"),
    [
        ("stage", "singed", "Stage: 'singed' is not a stage; did you mean \"signed\"?", 1),
        ("stage", "", "Stage: is empty; it stays target", 1),
        (
            "due",
            "03/04/2026",
            "Due: '03/04/2026' may be 2026-03-04 or 2026-04-03; write one of them, or say --dates",
            1,
        ),
        ("due", "46187", "Due: '46187' is a bare number, perhaps 2026-06-14; write year-month-day", 1),
        ("due", "soon", "Due: 'soon' is not a date", 1),
        ("due", "#REF!", "Due: the spreadsheet shows #REF!; write the value there", 1),
        ("due", "14 June 2026", "Due: '14 June 2026' is read as 2026-06-14", 0),
        ("last_contact", "2026-06-15", "Last contact: 2026-06-15 is still to come; write the day on which you were", 1),
        ("last_contact", "1926-06-11", "Last contact: 1926-06-11 is more than 10 years before the letter", 1),
        ("channel", "CALL", "Channel: 'CALL' is read as call", 0),
        ("seat", "XX-9", 'Seat: was "', 0),
        ("new_note", "x" * 2001, "New note: has 2,001 letters; 2,000 are the most", 1),
    ],
)
def test_a_cell_that_is_not_clear_stays_as_it_was(root: Path, column: str, text: str, said: str, code: int) -> None:
    path = sheet(root, "ana", "csv")
    id = next(id for id, row in contacts(root).items() if row.owner == "ana")
    edit(path, id, **{column: text})
    before = (root / "contacts.csv").read_bytes()
    result = run(root, "sheet", "take", path, "--yes")
    assert said in result.output
    assert result.exit_code == code
    if code:
        assert (root / "contacts.csv").read_bytes() == before


@pytest.mark.parametrize("day", ["2027-06-11", "1926-06-11", "6/7/2026"])
def test_nobody_signs_on_a_day_that_is_not_clear(root: Path, day: str) -> None:
    path = sheet(root, "ana", "csv")
    id = as_rows(path)[5][as_rows(path)[0].index("Id")]
    edit(path, id, stage="signed", last_contact=day, staffer="Sam Able")
    result = run(root, "sheet", "take", path, "--yes")
    assert "Stage: signed on a day that is not clear; the stage is not taken" in result.output
    row = contacts(root)[id]
    assert (row.stage, row.signed_on, row.staffer, result.exit_code) == ("target", "", "Sam Able", 1)


@pytest.mark.parametrize(
    ("cell", "kept", "said"),
    [
        ("20", "20", ""),
        ("20 min", "20", "minutes: '20 min' is read as 20"),
        ("1 h 30", "90", "minutes: '1 h 30' is read as 90"),
        ("1:30", "5", "minutes: '1:30' may be hours or minutes; write the minutes of all dealings as a whole number"),
        ("12.5", "5", "minutes: '12.5' is not a number of minutes"),
        ("-5", "5", "minutes: '-5' is not a number of minutes"),
        ("99999", "5", "minutes: '99999' adds more than a day"),
        ("1445", "1445", ""),
    ],
)
def test_minutes_in_a_sheet_are_numbers_to_which_log_can_add(root: Path, cell: str, kept: str, said: str) -> None:
    id = next(id for id, row in contacts(root).items() if row.owner == "ana")
    ok(root, "log", id, "--letter", LETTER, "--minutes", 5)
    path = sheet(root, "ana", "csv")
    rows = as_rows(path)
    next(row for row in rows if id in row)[rows[0].index("minutes")] = cell
    put_rows(path, rows)
    result = run(root, "sheet", "take", path, "--yes")
    assert said in result.output
    assert contacts(root)[id].get("minutes") == kept
    ok(root, "log", id, "--letter", LETTER, "--minutes", 10)
    assert contacts(root)[id].get("minutes") == str(int(kept) + 10)


def test_a_sheet_says_what_stands_in_the_column_of_minutes(root: Path) -> None:
    id = next(id for id, row in contacts(root).items() if row.owner == "ana")
    ok(root, "log", id, "--letter", LETTER, "--minutes", 5)
    page = openpyxl.load_workbook(sheet(root, "ana", "xlsx")).worksheets[0]
    hints = {rule.promptTitle: rule.prompt for rule in page.data_validations.dataValidation}
    assert hints["minutes"].startswith("The minutes of all dealings with this office, as a whole number")


def test_the_order_of_dates_is_said_once_for_a_file(root: Path) -> None:
    path = sheet(root, "ana", "csv")
    first, second = [id for id, row in contacts(root).items() if row.owner == "ana"][:2]
    edit(path, first, due="03/04/2026")
    edit(path, second, due="5/6/2026")
    ok(root, "sheet", "take", path, "--yes", "--dates", "day-first")
    assert [contacts(root)[id].due for id in (first, second)] == ["2026-04-03", "2026-06-05"]


def test_the_same_row_twice_with_other_contents_is_left(root: Path) -> None:
    path = sheet(root, "ana", "csv")
    rows = as_rows(path)
    at = rows[0].index("Next step")
    rows.append(list(rows[1]))
    rows[1][at], rows[-1][at] = "one", "two"
    rows[2][at] = "three"
    put_rows(path, rows)
    result = run(root, "sheet", "take", path, "--yes")
    assert result.exit_code == 1
    assert "with other contents: neither is taken" in result.output
    assert sorted(row.next_step for row in contacts(root).values() if row.next_step) == ["three"]


def test_a_row_of_somebody_new_is_not_taken(root: Path) -> None:
    path = sheet(root, "ana", "csv")
    rows = as_rows(path)
    new = dict.fromkeys(rows[0], "") | {"Name": "Nancy Pelosi", "Letter": LETTER, "Id": "P000197", "Stage": "asked"}
    rows.append(list(new.values()))
    put_rows(path, rows)
    before = (root / "contacts.csv").read_bytes()
    result = run(root, "sheet", "take", path, "--yes")
    assert result.exit_code == 1
    assert f'{path.name}:{len(rows)}: Name: "Nancy Pelosi" is not P000197' in result.output
    assert (root / "contacts.csv").read_bytes() == before


@pytest.mark.parametrize("seed", range(5))
def test_a_column_moved_by_itself_is_never_taken(root: Path, seed: int) -> None:
    """Any one column put in another order: nothing wrong is taken, and the rows are named."""
    chance = random.Random(seed)
    path = sheet(root, "ana", "csv")
    for number, id in enumerate(Book(sheet(root, "ana")).ids):
        texts = {"stage": chance.choice(["asked", "considering", "target"]), "due": f"2026-07-{number + 1:02d}"}
        more = {"staffer": f"Staff {number}", "next_step": f"step {number}", "phone": f"202-555-01{number:02d}"}
        edit(
            path,
            id,
            **texts,
            **more,
            last_contact=f"2026-05-{number + 1:02d}",
            channel=chance.choice(["call", "email"]),
        )
    ok(root, "sheet", "take", path, "--yes")
    good = as_rows(sheet(root, "ana", "csv"))
    before = (root / "contacts.csv").read_bytes()
    for at, name in enumerate(good[0]):
        column = [row[at] for row in good[1:]]
        moved = chance.sample(column, len(column))
        if moved == column:
            continue
        put_rows(
            path, [good[0], *([*row[:at], cell, *row[at + 1 :]] for row, cell in zip(good[1:], moved, strict=True))]
        )
        result = run(root, "sheet", "take", path, "--yes")
        assert (root / "contacts.csv").read_bytes() == before, name
        if name != "Notes so far":
            assert result.exit_code == 1, f"{name}: {result.output}"
        for number, (old, new) in enumerate(zip(column, moved, strict=True), 2):
            named = f"{path.name}:{number}:" in result.output or f"line {number}:" in result.output
            together = "rows with parts of others (lines" in result.output
            assert named or together or old == new, f"{name}, line {number}"


def sort(path: Path, *columns: str, down: bool = False) -> None:
    """The columns sorted by the first of them, without the others; none named: all."""
    header, *rows = as_rows(path)
    chosen = [header.index(name) for name in columns] or list(range(len(header)))
    by = header.index(columns[0]) if columns else header.index("Stage")
    cells = [[row[at] for at in chosen] for row in sorted(rows, key=lambda row: row[by], reverse=down)]
    for row, found in zip(rows, cells, strict=True):
        for at, cell in zip(chosen, found, strict=True):
            row[at] = cell
    put_rows(path, [header, *rows])


WHITE = ("Stage", *(column.title for key, column in SHEET.items() if column.edited and key != "stage"))


@pytest.mark.parametrize("down", [False, True])
@pytest.mark.parametrize(
    ("columns", "more"),
    [(("Stage",), {}), (WHITE, {}), (WHITE, {"new_note": "they will sign", "last_contact": "2026-06-11"})],
)
def test_who_signed_is_asked_where_columns_may_have_been_sorted_alone(
    root: Path, columns: tuple[str, ...], more: dict[str, str], down: bool
) -> None:
    path = sheet(root, "ana", "csv")
    at = as_rows(path)[0].index("Id")
    edit(path, as_rows(path)[1 if down else -1][at], stage="signed", **more)
    sort(path, *columns, down=down)
    first = as_rows(path)[-1 if down else 1][at]
    result = run(root, "sheet", "take", path, "--yes")
    assert 'Stage: the sheet says "signed", the records say "target"; Stage may have been sorted' in result.output
    assert (result.exit_code, contacts(root)[first].stage) == (1, "target")


def test_a_sheet_that_was_sorted_whole_is_taken(root: Path) -> None:
    path = sheet(root, "ana", "csv")
    last = as_rows(path)[-1][as_rows(path)[0].index("Id")]
    edit(path, last, stage="signed", last_contact="2026-06-11")
    sort(path)
    ok(root, "sheet", "take", path, "--yes")
    assert contacts(root)[last].stage == "signed"


def test_days_sorted_away_from_what_was_done_on_them_are_asked_about(root: Path) -> None:
    path = sheet(root, "ana", "csv")
    ids = [row[as_rows(path)[0].index("Id")] for row in as_rows(path)[1:]]
    for number, id in enumerate(ids[-3:], 1):
        edit(path, id, stage="asked", last_contact=f"2026-06-0{number}", channel="call")
    header, *rows = as_rows(path)
    days = [row[header.index("Last contact")] for row in rows]
    for row, day in zip(rows, [*days[-3:], *days[:-3]], strict=True):
        row[header.index("Last contact")] = day
    put_rows(path, [header, *rows])
    result = run(root, "sheet", "take", path, "--yes")
    assert "Last contact may have been sorted without the other columns" in result.output
    assert [contacts(root)[id].last_contact for id in ids[:3]] == ["", "", ""]


def test_whoever_begins_at_the_top_is_asked_nothing(root: Path) -> None:
    path = sheet(root, "ana", "csv")
    ids = [row[as_rows(path)[0].index("Id")] for row in as_rows(path)[1:]]
    for number, id in enumerate(ids[:3], 1):
        edit(path, id, stage="asked", last_contact=f"2026-06-0{number}")
    ok(root, "sheet", "take", path, "--yes")
    assert [contacts(root)[id].stage for id in ids[:4]] == ["asked", "asked", "asked", "target"]


def test_a_column_of_ids_sorted_alone_is_said_once(root: Path) -> None:
    path = sheet(root, "ana", "csv")
    sort(path, "Id", down=True)
    said = run(root, "sheet", "take", path, "--yes").output
    assert "ana.csv: Id: 10 rows with parts of others (lines 2, 3, 4, …); the rows are not taken" in said
    assert said.count("stands in the row of") == 0


def test_a_block_of_columns_sorted_by_itself_is_asked_about(root: Path) -> None:
    path = sheet(root, "ana", "csv")
    for number, id in enumerate(Book(sheet(root, "ana")).ids):
        edit(path, id, due=f"2026-07-{number + 1:02d}", next_step=f"step {number}")
    ok(root, "sheet", "take", path, "--yes")
    path = sheet(root, "ana", "csv")
    rows = as_rows(path)
    block = slice(rows[0].index("Next step"), rows[0].index("Due") + 1)
    for row, cells in zip(rows[1:], [row[block] for row in reversed(rows[1:])], strict=True):
        row[block] = cells
    put_rows(path, rows)
    before = (root / "contacts.csv").read_bytes()
    result = run(root, "sheet", "take", path, "--yes")
    assert "Due, Next step may have been sorted without the other columns" in result.output
    assert (root / "contacts.csv").read_bytes() == before


# Files from elsewhere


def test_a_form_fills_what_is_empty_and_asks_about_the_rest(root: Path) -> None:
    first, second = [id for id, row in contacts(root).items() if row.owner == "ben"][:2]
    names = {id: row.name for id, row in contacts(root).items()}
    path = root.parent / "form.csv"
    header = ["Timestamp", "id", "NAME", "letter", "status", "comments"]
    rows = [
        ["6/14/2026 10:00:00", first.lower(), names[first], LETTER, "", "left word"],
        ["6/14/2026 10:01:00", second, names[second], LETTER, "asked", ""],
    ]
    put_rows(path, [header, *rows])
    result = run(root, "sheet", "take", path, "--yes")
    assert result.exit_code == 1
    assert "Timestamp: is not a column of contacts.csv; it is not taken" in result.output
    assert 'the sheet says "asked", the records say "target"; the records say something else' in result.output
    assert contacts(root)[first].notes == "2026-06-14 ben: left word"
    assert contacts(root)[second].stage == "target"
    assert {change.by for change in history(root)[-1:]} == {"ben"}
    assert "nothing new" in run(root, "sheet", "take", path, "--yes").output


def test_a_workbook_that_lost_its_last_column_still_has_its_base(root: Path) -> None:
    path = sheet(root, "ana")
    book = Book(path)
    id = book.ids[0]
    book.write(id, "Stage", "asked")
    book.page.delete_cols(len(book.header))
    book.save()
    ok(root, "sheet", "take", path, "--yes")
    assert contacts(root)[id].stage == "asked"


def test_edits_can_be_put_under_another_name(root: Path) -> None:
    path = sheet(root, "ana", "csv")
    id = next(id for id, row in contacts(root).items() if row.owner == "ana")
    edit(path, id, next_step="call")
    said = ok(root, "sheet", "take", path, "--yes", "--by", "Dana")
    assert said.splitlines()[0] == "ana.csv: 1 change in 1 row, by Dana"
    assert (history(root)[-1].by, history(root)[-1].why) == ("Dana", "sheet ana.csv, taken by staff")


# The parts


def test_a_base_survives_as_a_word_and_damage_is_noticed() -> None:
    base = Base("l", "X000001", {"name": "Zoë Test"}, {"notes": "a\n" * 50, "due": ""}, "ana", "2026-06-14", 3)
    word = bases.encode(base)
    assert bases.decode(word) == base
    assert word[0].isalpha()
    assert not set(word) & set(" ,;\t\n\"'")
    chance = random.Random(1)
    for _ in range(300):
        at = chance.randrange(len(word))
        damaged = word[:at] + chance.choice("abcXYZ019-_") + word[at + 1 :]
        assert bases.decode(damaged) in (None, base)
    assert bases.decode("") is None
    assert bases.decode(word[:-5]) is None


def test_notes_too_long_for_a_cell_are_left_out_of_the_base() -> None:
    long = "".join(random.Random(2).choices("abcdefghijklmnopqrstuvwxyz0123456789", k=50_000))
    decoded = bases.decode(bases.encode(Base("l", "X000001", {}, {"notes": long, "due": "x"}, "a", "m", 1)))
    assert decoded is not None
    assert decoded.cells == {"due": "x"}


def notes_in_any_order() -> Iterator[str]:
    fresh = [("2026-06-12", "ben", "b"), ("2026-06-10", "ana", "a\nmore"), ("2026-06-12", "ana", "c")]
    for order in itertools.permutations(fresh):
        notes = "2026-06-01 staff: old"
        for one in order:
            notes = added(notes, "2026-06-01 staff: old", *one)
        yield notes


def test_notes_stand_in_the_order_of_their_days_whoever_comes_first() -> None:
    assert set(notes_in_any_order()) == {
        "2026-06-01 staff: old\n2026-06-10 ana: a\nmore\n2026-06-12 ana: c\n2026-06-12 ben: b"
    }
    assert added("", "", "2026-06-10", "ana", "hi") == "2026-06-10 ana: hi"
    assert added("2026-06-10 ana: hi", "2026-06-10 ana: hi", "2026-06-11", "ana", "hi").count("hi") == 2


@pytest.mark.parametrize(
    ("pairs", "found"),
    [
        ([("a", "b"), ("b", "a")], True),
        ([("a", "b"), ("b", "c"), ("c", "a")], True),
        ([("target", "asked")] * 5, False),
        ([("target", "asked"), ("asked", "considering"), ("considering", "committed")], False),
        ([("c", "a"), ("a", "b"), ("b", "c"), ("z", "z")], True),
        ([("d", "a"), ("a", "b"), ("c", "c"), ("b", "d"), ("x", "y")], True),
        ([("a", "a")] * 3, False),
        ([], False),
    ],
)
def test_a_rearranged_column_is_told_from_edits(pairs: list[tuple[str, str]], found: bool) -> None:
    assert rearranged(pairs) is found


def test_an_owner_is_spelt_as_in_the_records(root: Path) -> None:
    before = Counter(row.owner for row in contacts(root).values())
    ok(root, "assign", LETTER, "--owner", "Ana,DEB", "--again", "--all", "--yes")
    assert {row.owner for row in contacts(root).values()} - before.keys() == {"DEB"}
    assert "ana" in {row.owner for row in contacts(root).values()}


def test_assigning_is_even_and_the_same_each_time(root: Path) -> None:
    counts = Counter(row.owner for row in contacts(root).values() if row.owner)
    assert max(counts.values()) - min(counts.values()) <= 1
    said = ok(root, "assign", LETTER, "--owner", "dan", "--all", "--yes").splitlines()[-1]
    assert said == "Nobody to share out; who could be asked has an owner, or was contacted within 14 days."
    first = ok(root, "assign", LETTER, "--owner", "dan, eva", "--again", "--by", "party", "--dry-run")
    assert first == ok(root, "assign", LETTER, "--owner", "dan,eva", "--again", "--by", "party", "--dry-run")
    shares = [line.split()[:4] for line in first.splitlines()[2:4]]
    assert shares == [["dan", "0", "17", "17"], ["eva", "0", "16", "16"]]
    parties = [line for line in first.splitlines() if line.startswith("dan ") and "Republican" in line]
    assert parties == []
    assert run(root, "assign", LETTER, "--owner", " , ").exception is not None


def test_who_comes_late_gets_more_until_all_are_level(tmp_path: Path) -> None:
    init(tmp_path / "w", example=True)
    root = tmp_path / "w"
    people = [line.split()[1] for line in ok(root, "assign", LETTER, "--owner", "x", "--all", "--dry-run").splitlines()
              if line.startswith("x ") and len(line.split()[1]) == 7]  # fmt: skip
    for id in people[:10]:
        ok(root, "log", id, "--letter", LETTER, "--owner", "ana", "--next", "call")
    ok(root, "assign", LETTER, "--owner", "ana,ben", "--all", "--yes")
    counts = Counter(row.owner for row in contacts(root).values())
    assert abs(counts["ana"] - counts["ben"]) <= 1
    assert all(contacts(root)[id].owner == "ana" for id in people[:10])


def test_the_day_is_that_of_the_example(root: Path) -> None:
    assert Book(sheet(root, "ana")).page.title == f"ana {date(2026, 6, 14)}"


def test_a_lead_is_on_no_sheet_whatever_the_row_says(root: Path) -> None:
    """outreach.toml names who led; a stage that was left behind makes nobody call to ask for a signature."""
    ours = Workspace.open(root)
    lead = contacts(root)["C001084"]
    stale = replace(lead, letter="hres-351", id="R000435", stage="asked", role="", owner="ana")
    book = make("ana", [*contacts(root).values(), stale], ours.roster(), ours.settings, date(2018, 1, 10), "2018-01-10")
    assert ("hres-351", "R000435") not in {(row["letter"], row["id"]) for row in book.rows}
    other = replace(stale, id="E000179")
    book = make("ana", [stale, other], ours.roster(), ours.settings, date(2018, 1, 10), "2018-01-10")
    assert [row["id"] for row in book.rows] == ["E000179"]


def test_a_lead_counts_as_signed_by_stage_as_everywhere(root: Path) -> None:
    path = root / "contacts.csv"
    text = path.read_bytes().decode("utf-8-sig")
    path.write_bytes(text.replace("FL,27,signed,lead,2017-05-23", "FL,27,asked,,").encode("utf-8-sig"))
    rows = [line.split() for line in ok(root, "status", "hres-351", "--by", "stage").splitlines()]
    assert [row for row in rows if row[:1] in (["asked"], ["signed"])] == [["asked", "0", "0"], ["signed", "33", "33"]]
