"""``outreach report``: what it prints, writes, remembers and refuses."""

from __future__ import annotations

import json
import re
import sys
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from outreach import news
from outreach.cli.main import cli
from outreach.errors import OutreachError
from outreach.report import memory

SETTINGS = """
[organisation]
name = "Example Rights Network"
[data]
roster = "example"
[letters.first]
title = "The first letter"
addressee = "the President"
chamber = "house"
sent = 2017-07-13
expected = 53
goal = 60
leads = ["C001084", "R000435"]
[letters.second]
title = "The second letter"
addressee = "the President"
chamber = "senate"
sent = 2018-05-23
"""

HEADER = (
    "letter,id,name,party,state,district,stage,role,signed_on,as_printed,owner,staffer,email,phone,"
    "last_contact,channel,next_step,due,notes\r\n"
)


@pytest.fixture
def space(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "outreach.toml").write_text(SETTINGS, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> str:
    result = CliRunner().invoke(cli, ["report", *arguments])
    if isinstance(result.exception, OutreachError):
        return f"error: {result.exception}"
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.output


def board(path: Path) -> str:
    return " ".join(path.read_text(encoding="utf-8").partition('<p class="board">')[2].partition("</p>")[0].split())


def test_the_page_of_all_letters(space: Path) -> None:
    assert run() == (
        "first: 2 of 53 recorded, 51 missing; 58 to go to the goal of 60\nsecond: 0 recorded\nWritten: report.html\n"
    )
    assert "Where things stand" in (space / "report.html").read_text(encoding="utf-8")


def test_the_page_of_one_letter_under_another_name(space: Path) -> None:
    assert run("first", "-o", "board.html").splitlines()[-1] == "Written: board.html"
    assert board(space / "board.html") == (
        "As of 14 June 2026, 2 of the 53 signatures of the letter to the President are on record, 51 missing; "
        "58 to go to the goal of 60. Of the signatories on record, 2 no longer serve. "
        "Since 15 May 2026, nothing has changed."
    )
    assert not (space / "report.html").exists()


def test_workbook_and_picture_instead_of_the_page(space: Path) -> None:
    pytest.importorskip("typst", reason="pictures need typst")
    assert run("--xlsx", "a.xlsx", "--png", "a.png").splitlines()[2:] == ["Written: a.xlsx", "Written: a.png"]
    assert (space / "a.png").read_bytes().startswith(b"\x89PNG\r\n\x1a\n")
    assert (space / "a.xlsx").read_bytes().startswith(b"PK")
    assert sorted(path.name for path in space.iterdir()) == [".outreach", "a.png", "a.xlsx", "outreach.toml"]


def test_without_the_package_for_pictures_nothing_is_written(space: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    assert run("-o", "a.html", "--png", "a.png") == (
        "error: pictures need the package typst, which is not installed; "
        "install it with: pip install 'outreach-letters[pdf]'"
    )
    assert [path.name for path in space.iterdir()] == ["outreach.toml"]


def test_an_unknown_letter(space: Path) -> None:
    assert run("frist") == "error: no letter 'frist' in outreach.toml; there is: first, second"


def test_damaged_records_make_no_page(space: Path) -> None:
    (space / "contacts.csv").write_text(HEADER + "first,,,,,,signed" + "," * 12 + "\r\n", encoding="utf-8")
    assert "contacts.csv:2: id: is empty" in run()
    assert not (space / "report.html").exists()


def test_a_folder_that_is_not_there(space: Path) -> None:
    assert run("-o", "nowhere/a.html").startswith("error: there is no folder nowhere; make it first")


def test_no_letters_yet(space: Path) -> None:
    (space / "outreach.toml").write_text('[data]\nroster = "example"\n', encoding="utf-8")
    assert run() == "No letters yet; add one with 'outreach letter add'.\nWritten: report.html\n"


def test_a_past_day_shows_the_records_of_that_day(space: Path) -> None:
    row = "first,S001150,Adam B. Schiff,Democrat,CA,28,signed,signer,2017-07-13,,,,,,,,,,\r\n"
    (space / "contacts.csv").write_text(HEADER + row, encoding="utf-8")
    lines = ["at,by,letter,id,field,old,new,why,batch"]
    # The history begins with a row of another letter that is not there any more.
    for old, new in (("", "present"), ("present", "")):
        lines.append(f"2026-05-01T12:00:00+00:00,ana,second,M000133,row,{old},{new},,b0")
    cells = {"row": "present", "name": "Adam B. Schiff", "party": "Democrat", "state": "CA", "district": "28"}
    for field, new in {**cells, "stage": "signed", "role": "signer", "signed_on": "2017-07-13"}.items():
        lines.append(f"2026-05-20T12:00:00+00:00,ana,first,S001150,{field},,{new},,b1")
    (space / "history.csv").write_text("\r\n".join(lines) + "\r\n", encoding="utf-8")
    assert any(line.startswith("first: 3 of 53 recorded") for line in run("first").splitlines())
    assert "1 signature was recorded (Adam B. Schiff)" in board(space / "report.html")
    assert run("first", "--on", "2026-05-19").splitlines()[0].startswith("first: 2 of 53 recorded")
    assert run("first", "--on", "2026-05-20").splitlines()[0].startswith("first: 3 of 53 recorded")
    assert "was recorded" not in board(space / "report.html").replace("1 signature was recorded", "", 1)
    run("first", "--since", "2026-05-20")
    assert "Since 20 May 2026, nothing has changed." in board(space / "report.html")


PAST = ("2017-04-18", "2017-04-19", "2017-06-01", "2017-07-12", "2017-07-13", "2018-05-22", "2020-02-29", "2026-06-13")


@pytest.mark.parametrize("day", [*PAST, "2026-06-14", "2027-01-04"])
def test_on_any_day_the_page_counts_what_the_table_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, day: str
) -> None:
    """Before the history began too, when nobody had signed who says that they signed later, the leads neither."""
    monkeypatch.chdir(tmp_path)
    CliRunner().invoke(cli, ["init", "--example", "."])
    shown = CliRunner().invoke(cli, ["status", "--on", day, "--format", "json"]).stdout
    counted = [f"{line['letter']}: {line['signed']}" for line in json.loads(shown)]
    said = run("--on", day, "-o", "page.html").splitlines()
    assert [line.partition(" of ")[0] for line in said if " of " in line] == counted


def test_the_line_over_time_begins_with_what_was_signed_by_then(space: Path) -> None:
    """The leads have not signed the day before their letter, though no row says so."""
    CliRunner().invoke(cli, ["log", "S001150", "--letter", "second", "--note", "called", "--on", "2026-06-14"])
    settings = SETTINGS.replace("sent = 2018-05-23", 'sent = 2026-06-14\nleads = ["M000133"]')
    (space / "outreach.toml").write_text(settings, encoding="utf-8")
    run("second")
    page = (space / "report.html").read_text(encoding="utf-8")
    assert "0 on record at the end of 13 Jun 2026, 1 on 14 Jun 2026." in page


def test_the_last_report_is_remembered_and_may_be_forgotten(space: Path) -> None:
    run("first")
    remembered = space / ".outreach" / "reports.json"
    assert json.loads(remembered.read_text(encoding="utf-8")) == {"first": ["2026-06-14"]}
    run("first")
    assert "Since 15 May 2026" in board(space / "report.html")
    remembered.write_text('{"first": ["2026-06-01", "2026-06-14"]}', encoding="utf-8")
    run("first")
    assert "Since the last report (1 June 2026), nothing has changed." in board(space / "report.html")
    for broken in ("", "[]", '{"first": 7}', '{"first": ["soon"]}', "\x00"):
        remembered.write_text(broken, encoding="utf-8")
        run("first")
        assert "Since 15 May 2026" in board(space / "report.html")


def test_a_page_from_a_folder_that_cannot_be_written_to(space: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """The page was asked for elsewhere, and is there; only the memory of it is not."""
    (space / ".outreach").write_bytes(b"a file where the folder would be")
    page = tmp_path_factory.mktemp("elsewhere") / "r.html"
    result = CliRunner().invoke(cli, ["report", "-o", str(page)])
    assert (result.exit_code, result.exception) == (0, None)
    assert result.stdout.endswith(f"Written: {page}\n")
    assert result.stderr == "note: that there was a report today cannot be kept here; say --since the next time\n"
    assert page.is_file()


def test_a_report_of_a_past_day_is_not_remembered(space: Path) -> None:
    run("--on", "2020-01-01")
    assert not (space / ".outreach").exists()


def test_what_syncs_meant_is_shown_until_the_next_report(space: Path) -> None:
    news.keep(space / "news.csv", date(2026, 6, 2), date(2026, 6, 1), ("Test Person has left", "189 rooms changed"))
    news.keep(space / "news.csv", date(2026, 6, 3), date(2026, 6, 1), ())
    news.keep(space / "news.csv", date(2026, 6, 4), date(2026, 6, 1), ("2 rooms changed",))
    run("first")
    page = (space / "report.html").read_text(encoding="utf-8")
    told = re.findall(r"<li(.*)</li>", page)[-4:]
    assert told == [
        ">Test Person has left",
        ">189 rooms changed",
        ' class="screen">2 rooms changed',
        ' class="paper">and 1 more',
    ]
    run("first", "--since", "2026-06-03")
    page = (space / "report.html").read_text(encoding="utf-8")
    assert "189 rooms" not in page
    assert "2 rooms changed" in page
    news.keep(space / "news.csv", date(2026, 6, 5), date(2026, 6, 1), ("<b>bold</b>",))
    assert run("first").endswith("Written: report.html\n")


def test_a_page_about_one_letter_has_no_news_about_others(space: Path) -> None:
    lines = ("Test A has left: signed first, asked for second", "Test B has left: signed second", "189 rooms changed")
    news.keep(space / "news.csv", date(2026, 6, 4), date(2026, 6, 1), lines)
    for letters, shown in ((["first"], [lines[0], lines[2]]), (["second"], list(lines)), ([], list(lines))):
        run(*letters, "--since", "2026-06-01")
        page = (space / "report.html").read_text(encoding="utf-8")
        assert re.findall(r"<li.*>(.*(?:signed|rooms).*)</li>", page) == shown


def test_memory_of_a_day_without_reports(tmp_path: Path) -> None:
    today = datetime(2026, 6, 14).date()  # noqa: DTZ001 - a day has no zone
    assert memory.last_report(tmp_path, "", today) is None
    assert memory.looking_back(today) == date(2026, 5, 15)


@pytest.mark.parametrize("name", ["outreach.toml", "contacts.csv", "history.csv", "aliases.csv", "news.csv"])
@pytest.mark.parametrize("option", ["-o", "--xlsx", "--png"])
def test_a_report_never_takes_the_place_of_the_records(space: Path, option: str, name: str) -> None:
    before = {path.name: path.read_bytes() for path in space.glob("*.*")}
    assert run(option, name) == f"error: {name} is a file of the workspace; write under another name"
    assert {path.name: path.read_bytes() for path in space.glob("*.*")} == before


def test_figures_from_half_a_file_say_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On the page, at the top of both workbooks, in the picture, and wherever the figures are printed."""
    monkeypatch.chdir(tmp_path)
    CliRunner().invoke(cli, ["init", "--example", "."])
    half = (tmp_path / "contacts.csv").read_bytes().splitlines(keepends=True)[:3]
    (tmp_path / "contacts.csv").write_bytes(b"".join(half))
    warned = "Counts may be wrong, since contacts.csv looks damaged: 51 of 53 rows are gone ("
    for command in (
        ["report", "-o", "a.html", "--xlsx", "a.xlsx"],
        ["status", "-o", "s.xlsx"],
        ["status"],
        ["status", "--by", "letter,party"],
        ["todo"],
        ["letter", "list"],
        ["who", "R000435"],
    ):
        result = CliRunner().invoke(cli, command)
        assert (result.exit_code, result.exception) == (0, None)
        assert warned in result.stdout, command
    page = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert f'<p class="warn">{warned}' in page.partition('<p class="board">')[0]
    for name in ("a.xlsx", "s.xlsx"):
        first = openpyxl.load_workbook(tmp_path / name).worksheets[0]
        assert first.title == "Read first"
        assert str(first["A2"].value).startswith(warned)
    data = CliRunner().invoke(cli, ["letter", "list", "--format", "csv"])
    assert (warned in data.stderr, warned in data.stdout) == (True, False)


@pytest.mark.parametrize("folder", ["templates", "followups", "snapshots", ".outreach", "lists"])
@pytest.mark.parametrize("command", [["report"], ["status"], ["todo"]])
def test_nothing_is_written_into_what_the_workspace_keeps(space: Path, command: list[str], folder: str) -> None:
    (space / folder).mkdir(exist_ok=True)
    kept = space / folder / "ask.html"
    kept.write_bytes(b"the text of a letter")
    for name in (f"{folder}/ask.html", f"./{folder}/new.html", f"lists/../{folder}/ask.html"):
        fault = CliRunner().invoke(cli, [*command, "-o", name]).exception
        assert str(fault) == f"{Path(name)} lies in {folder}, which the workspace keeps for itself; write elsewhere"
    assert kept.read_bytes() == b"the text of a letter"
    assert not (space / folder / "new.html").exists()


def test_a_copy_with_work_in_it_is_not_written_over(space: Path) -> None:
    row = "first,S001150,Adam B. Schiff,Democrat,CA,28,{},,,,,,,,,,,,\r\n"
    (space / "contacts.csv").write_text(HEADER + row.format("target"), encoding="utf-8")
    run()
    (space / "contacts (2).csv").write_text(HEADER + row.format("asked"), encoding="utf-8")
    fault = CliRunner().invoke(cli, ["status", "-o", "contacts (2).csv"]).exception
    assert str(fault) == "contacts (2).csv is a file of the workspace; write under another name"


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("report -o b.pdf", "b.pdf: the name must end in .html or .htm"),
        ("report -o b.xlsx", "b.xlsx: the name must end in .html or .htm"),
        ("report --xlsx b.html", "b.html: the name must end in .xlsx"),
        ("report --png b.pdf", "b.pdf: the name must end in .png"),
        ("status -o b.pdf", "b.pdf: the name must end in .xlsx, .csv, .json, .md, .html, .tsv or .txt"),
        (
            "todo --format csv -o b.xlsx",
            "b.xlsx: a file with that ending is not csv; leave --format out, or write under another name",
        ),
        (
            "todo --format xlsx -o b.csv",
            "b.csv: a file with that ending is not xlsx; leave --format out, or write under another name",
        ),
    ],
)
def test_a_file_is_what_its_name_says(space: Path, command: str, said: str) -> None:
    assert str(CliRunner().invoke(cli, command.split()).exception) == said
    assert list(space.glob("b.*")) == []


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("-o", "a.html", "--xlsx", "./a.html"), "a.html is named for two outputs; give each a name of its own"),
        (("--xlsx", "nowhere/a.xlsx"), "there is no folder nowhere; make it first, or write into another one"),
        (
            ("--on", "2026-06-14", "--since", "2026-06-14"),
            "--since 2026-06-14 is not before 2026-06-14; there is nothing between them",
        ),
    ],
)
def test_what_cannot_be_written_or_counted_is_said_before_anything_is(
    space: Path, asked: tuple[str, ...], said: str
) -> None:
    assert run(*asked) == f"error: {said}"
    assert list(space.glob("*.html")) == []
