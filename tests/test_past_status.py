"""``status`` on past days, with changes, in order, into files; ``todo``; and the quick way to a pivot."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st

from outreach import ledger, merge, sheets, status
from outreach.cli.main import cli
from outreach.errors import OutreachError
from outreach.model import COLUMNS, Change, Contact, Letter, Override
from outreach.roster import Roster

from .rosters import person, roster, settings, term
from .test_cli_tables import BASIS, CONTACTS, folder  # noqa: F401
from .test_status import CELLS, LETTER, ON, PEOPLE

#: When each row of CONTACTS came into the records; X000004 began as a target and was asked later.
RECORDED = {"X000003": "2018-01-01", "X000001": "2018-01-01", "X000002": "2020-03-01", "X000004": "2021-05-05"}


def history() -> str:
    """A history that says all that CONTACTS has, so that nothing looks like an edit by hand."""
    lines = [",".join(ledger.HISTORY_COLUMNS)]
    cells = {row["id"]: row for row in csv.DictReader(io.StringIO(CONTACTS))}
    for id, day in RECORDED.items():
        first = (
            {"row": "present"} | {name: value for name, value in cells[id].items() if value} | {"id": "", "letter": ""}
        )
        first |= {"stage": "target"} if id == "X000004" else {}
        lines += [f"{day}T10:00:00+00:00,a,test,{id},{name},,{value},,{id}" for name, value in first.items() if value]
    lines.append("2021-06-05T10:00:00+00:00,a,test,X000004,stage,target,asked,,4")
    return "\n".join(lines) + "\n"


def run(folder: Path, *args: str) -> Result:  # noqa: F811
    return CliRunner().invoke(cli, ["-C", str(folder), *args])


def rows(folder: Path, *args: str) -> list[list[str]]:  # noqa: F811
    result = run(folder, "status", *args, "--format", "csv")
    assert result.exit_code == 0, result.exception
    return list(csv.reader(io.StringIO(result.stdout)))


@pytest.fixture
def past(folder: Path) -> Path:  # noqa: F811
    (folder / "history.csv").write_text(history(), encoding="utf-8", newline="")
    return folder


@pytest.mark.parametrize(
    ("on", "signed", "contacts"),
    [("2026-06-14", 3, 4), ("2021-06-04", 3, 4), ("2021-05-04", 3, 3), ("2020-02-29", 2, 2), ("2018-01-01", 2, 2)],
)
def test_a_past_day_shows_the_records_of_that_day(past: Path, on: str, signed: int, contacts: int) -> None:
    assert rows(past, "test", "--by", "stage", "--on", on)[-1] == ["total", str(contacts), str(signed)]


def test_before_the_history(past: Path) -> None:
    """The records of its first day, without what they date later; a letter that was not sent has no leads."""
    assert rows(past, "test", "--by", "stage", "--on", "2017-12-31")[-1] == ["total", "2", "2"]
    assert rows(past, "test", "--by", "stage", "--on", "2017-07-12")[-1] == ["total", "0", "0"]
    result = run(past, "status", "test", "--by", "stage", "--on", "2017-12-31")
    assert result.stdout.splitlines()[-1] == (
        "The history begins on 2018-01-01; before it, the records count as they were then, "
        "without what they date later."
    )


def test_what_changed(past: Path) -> None:
    result = run(past, "status", "test", "--by", "stage", "--since", "2020-02-29")
    assert result.stdout.splitlines()[2:] == [
        "stage          contacts    contacts ±    signed    signed ±",
        "-----------  ----------  ------------  --------  ----------",
        "target                0             0         0           0",
        "asked                 1             1         0           0",
        "considering           0             0         0           0",
        "committed             0             0         0           0",
        "signed                3             1         3           1",
        "declined              0             0         0           0",
        "withdrawn             0             0         0           0",
        "total                 4             2         3           1",
        "",
        "Since 2020-02-29: 1 signed (Test Moved); 1 changed stage (Test Asked new → asked).",
    ]


def test_a_change_is_the_difference_of_two_tables(past: Path) -> None:
    for by in ((), ("--by", "party"), ("--by", "owner,party")):
        now, then = (rows(past, "test", *by, *day) for day in ((), ("--on", "2020-02-29")))
        found = rows(past, "test", *by, "--since", "2020-02-29")
        for place, name in ((at, header.removesuffix(" ±")) for at, header in enumerate(found[0]) if "±" in header):
            was = {row[0]: int(row[then[0].index(name)]) for row in then[1:]}
            figures = {row[0]: int(row[now[0].index(name)]) for row in now[1:]}
            assert {row[0]: int(row[place]) for row in found[1:]} == {
                label: figures.get(label, 0) - was.get(label, 0) for label in [row[0] for row in found[1:]]
            }
            assert {label for label in was if was[label]} <= {row[0] for row in found[1:]}


def test_a_change_stands_beside_figures_only_and_in_a_pivot_beside_its_sums(past: Path) -> None:
    """Whatever the first column and the columns of a pivot are called: "signed" is a column, a stage and a role."""
    assert rows(past, "test", "--by", "signed", "--since", "2020-02-29")[:2] == [
        ["signed", "everybody", "everybody ±"],
        ["yes", "3", "1"],
    ]
    found = rows(past, "test", "--by", "owner,stage", "--where", "stage=signed", "--since", "2020-02-29")
    assert [(row[0], *row[-2:]) for row in found] == [
        ("owner", "total", "total ±"),
        ("Kim", "1", "1"),
        ("Robin", "1", "0"),
        ("(none)", "1", "0"),
        ("total", "3", "1"),
    ]
    assert [header for header in found[0] if "±" in header] == ["total ±"]


def test_a_row_that_is_called_total_is_no_sum() -> None:
    headers, now, then = ("owner", "contacts", "signed"), [("total", 5, 1), ("total", 9, 3)], [("total", 2, 1)]
    assert status.compared(headers, now, headers, [*then, ("total", 4, 2)])[1] == (
        ("total", 5, 3, 1, 0),
        ("total", 9, 5, 3, 1),
    )


def test_a_column_that_people_added_is_known_where_no_row_has_it(past: Path) -> None:
    """In a letter without rows, and on a day before there were any."""
    assert rows(past, "empty", "--by", "ward") == [["Ward", "contacts", "signed"], ["total", "0", "0"]]
    assert rows(past, "test", "--by", "Ward", "--since", "2017-07-12")[-1] == ["total", "4", "4", "3", "3"]
    assert rows(past, "test", "--by", "stage", "--where", "Ward=7", "--since", "2021-05-04")[-1][1:3] == ["1", "1"]


def test_order(folder: Path) -> None:  # noqa: F811
    assert [row[0] for row in rows(folder, "test", "--by", "district", "--sort", "-contacts")[1:]] == [
        "AZ-9",
        "NY-2",
        "NY-3",
        "PR at large",
        "NY-10",
        "VT at large",
        "total",
    ]
    assert [row[0] for row in rows(folder, "--by", "owner,party", "--sort", "-owner")[1:]] == [
        "Robin",
        "Kim",
        "(none)",
        "total",
    ]


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (
            ("status", "--sort", "leeds"),
            "--sort: the table has no column 'leeds'; did you mean 'leads'? There is: letter, signed, of, goal, to go, "
            "leads, last, due, errors",
        ),
        (("status", "--format", "xlsx"), "a workbook cannot be printed; name a file for it, as in -o table.xlsx"),
        (
            ("status", "--since", "2030-01-01"),
            "--since 2030-01-01 is not before 2026-06-14; there is nothing between them",
        ),
        (("todo", "--owner", "Robyn"), "nobody is called 'Robyn' in the column owner; did you mean 'Robin'?"),
        (("todo", "--owner", "Zed"), "nobody is called 'Zed' in the column owner; there is: Kim, Robin"),
    ],
)
def test_requests_that_cannot_be_met(folder: Path, args: tuple[str, ...], sentence: str) -> None:  # noqa: F811
    result = run(folder, *args)
    assert isinstance(result.exception, OutreachError)
    assert str(result.exception) == sentence


def test_a_workbook(folder: Path) -> None:  # noqa: F811
    path = folder / "board.xlsx"
    result = run(folder, "status", "test", "--by", "party", "-o", str(path))
    assert result.stdout.splitlines()[-1] == f"Written: {path}"
    sheet = openpyxl.load_workbook(path)["Status"]
    assert [list(row) for row in sheet.iter_rows(values_only=True)] == [
        ["party", "contacts", "signed", "serving", "signed, serving"],
        ["Democrat", 2, 1, 2, 1],
        ["Republican", 2, 2, 0, 0],
        ["Libertarian", 0, 0, 1, 0],
        ["total", 4, 3, 3, 1],
    ]


def test_a_file_by_its_ending(folder: Path) -> None:  # noqa: F811
    run(folder, "status", "-o", str(folder / "t.json"))
    assert json.loads((folder / "t.json").read_text(encoding="utf-8"))[0]["signed"] == 3
    run(folder, "status", "-o", str(folder / "t.csv"))
    assert (folder / "t.csv").read_bytes().startswith(b"\xef\xbb\xbfletter,signed,of,goal")


@pytest.mark.parametrize(
    ("stage", "what"),
    [
        ("singed", 'stage: "singed" is not a stage; did you mean "signed"?'),
        ("Signed", "role: is empty, but the stage says that the letter was signed; write lead or signer"),
    ],
)
def test_a_stage_that_is_none_is_never_passed_over(folder: Path, stage: str, what: str) -> None:  # noqa: F811
    """A misspelt stage is told; one in capitals is read, and then has to fit the role."""
    (folder / "contacts.csv").write_text(CONTACTS.replace("NY,3,asked", f"NY,3,{stage}"), encoding="utf-8", newline="")
    for args in ((), ("test",), ("test", "--by", "party"), ("--by", "party,state")):
        said = run(folder, "status", *args).stdout
        assert f"  contacts.csv:5: {what}" in said, said


def test_seats_filled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a whole roster the table says how much of the body sits; here one seat and a delegate."""
    people = roster(
        person("X000001", "Test", "A", term("house", "NY", "3", "2025-01-03", "2027-01-03")),
        person("X000002", "Test", "B", term("house", "DC", "0", "2025-01-03", "2027-01-03")),
        as_of=ON,
    )
    assert people.filled("house", ON) == (1, 435, 1)
    assert people.filled("senate", ON) == (0, 0, 0)
    monkeypatch.setattr("outreach.workspace.Workspace.roster", lambda self: people)
    toml = '[letters.test]\ntitle = "T"\naddressee = "A"\nchamber = "house"\nsent = 2026-02-02\n'
    (tmp_path / "outreach.toml").write_text(toml, encoding="utf-8")
    result = run(tmp_path, "status", "test", "--by", "party", "--on", "2026-06-14")
    assert "House: 1 of 435 seats filled, and 1 without a vote." in result.stdout.splitlines()


@pytest.mark.slow
def test_seats_filled_on_the_public_data(full_roster: Roster) -> None:
    assert full_roster.filled("house", date(2026, 6, 14)) == (431, 435, 6)
    assert full_roster.filled("senate", date(2026, 6, 14)) == (100, 100, 0)


def test_serving_goes_by_the_party_of_today_under_a_condition(folder: Path) -> None:  # noqa: F811
    """X000001 signed as a Republican and serves as a Democrat: the Democrats who serve have one signatory."""
    democrats = rows(folder, "test", "--by", "committee", "--where", "party=D")
    assert democrats[-1] == ["total", "2", "1", "2", "1"]
    assert rows(folder, "test", "--by", "committee", "--where", "party=R")[-1] == ["total", "2", "2", "0", "0"]


def test_tables_of_nobody(tmp_path: Path) -> None:
    (tmp_path / "outreach.toml").write_text('[data]\nroster = "example"\n', encoding="utf-8")
    for args in ((), ("--by", "party"), ("--by", "party,state"), ("--since", "2020-01-01"), ("--on", "2017-01-01")):
        result = run(tmp_path, "status", *args)
        assert (result.exit_code, result.exception) == (0, None), args
    assert run(tmp_path, "todo").stdout.startswith("Nothing is due, and nobody has been silent for too long.")


TODO = """\
letter,id,name,party,state,district,stage,role,signed_on,owner,phone,last_contact,channel,next_step,due
test,X000001,Test Changed,Republican,NY,2,signed,lead,2017-07-13,Robin,,2026-06-01,call,thank,2026-06-10
test,X000002,Test Moved,Democrat,AZ,9,signed,signer,2017-07-13,Kim,555-0199,,,,2026-06-20
test,X000003,Test Gone,Republican,PR,0,signed,signer,2017-07-13,,,,,,2026-12-01
test,X000004,Test Asked,Democrat,NY,3,asked,,,Robin,,2026-05-01,email,,
test,X000005,Test Silent,Libertarian,VT,0,considering,,,Kim,,,,,
"""


def test_what_is_to_do(folder: Path) -> None:  # noqa: F811
    (folder / "contacts.csv").write_text(TODO, encoding="utf-8", newline="")
    result = run(folder, "todo", "--format", "csv")
    assert list(csv.reader(io.StringIO(result.stdout))) == [
        ["why", "name", "seat", "phone", "last", "next step", "due", "stage", "owner", "letter"],
        [
            "overdue 4 days",
            "Test Changed",
            "NY-10",
            "",
            "2026-06-01 call",
            "thank",
            "2026-06-10",
            "signed",
            "Robin",
            "test",
        ],
        ["due in 6 days", "Test Moved", "Senate AZ", "555-0199", "", "", "2026-06-20", "signed", "Kim", "test"],
        ["no dealing yet", "Test Silent", "VT at large", "", "", "", "", "considering", "Kim", "test"],
        ["silent 44 days", "Test Asked", "NY-3", "", "2026-05-01 email", "", "", "asked", "Robin", "test"],
    ]
    assert result.stderr == f"4 things to do about 4 legislators. {BASIS}\n"
    assert run(folder, "todo", "--owner", "kim", "--silent", "90").stdout.count("Kim") == 2
    assert "Test Asked" not in run(folder, "todo", "--silent", "44").stdout
    assert "Test Gone" in run(folder, "todo", "--ahead", "365").stdout


def test_a_day_that_is_far_off_is_shown_beside_who_is_silent(folder: Path) -> None:  # noqa: F811
    (folder / "contacts.csv").write_text(TODO.replace("email,,", "email,send text,2026-07-01"), encoding="utf-8")
    found = list(csv.DictReader(io.StringIO(run(folder, "todo", "--format", "csv").stdout)))
    assert [(row["why"], row["next step"], row["due"]) for row in found if row["name"] == "Test Asked"] == [
        ("silent 44 days", "send text", "2026-07-01")
    ]
    assert [row["why"] for row in found][-1] == "silent 44 days"


def test_whoever_is_not_to_be_contacted_is_not_on_the_list() -> None:
    contacts = [Contact("test", "X000004", stage="asked")]
    people = roster(person("X000004", "Test", "Asked", term("house", "NY", "3", "2017-01-03", "2027-01-03")))
    held = Override("X000004", "do-not-contact", "", date(2026, 1, 1), "Robin")
    records = merge.records(LETTER, people, contacts, settings(LETTER), ON)
    assert [task.why for task in status.tasks(records, 14, 7)] == ["no dealing yet"]
    assert status.tasks(records, 14, 7, (held,)) == ()


DIMENSIONS = st.sampled_from(
    ["party", "state", "region", "chamber", "district", "committee", "stage", "owner", "letter"]
)
OTHER = Letter("other", "Other", "A", ("senate",), date(2017, 1, 3))
TWIN = Letter("twin", "Twin", "A", ("house",), LETTER.sent, leads=("X000001",))


@hypothesis(max_examples=150, deadline=None)
@given(
    people=PEOPLE,
    cells=st.lists(CELLS, max_size=14),
    slugs=st.lists(st.sampled_from(["test", "other", "twin", "nowhere"]), min_size=14, max_size=14),
    names=st.lists(DIMENSIONS, min_size=2, max_size=2, unique=True),
)
def test_the_quick_way_gives_the_same_figures(
    people: tuple[object, ...], cells: list[Contact], slugs: list[str], names: list[str]
) -> None:
    letters = (LETTER, OTHER, TWIN)
    pairs = {(slug, one.id): one for slug, one in zip(slugs, cells, strict=False)}
    contacts = [
        Contact(slug, id, stage=one.stage, role="signer" * (one.stage in ("signed", "withdrawn")), owner=one.owner)
        for (slug, id), one in pairs.items()
    ]
    known = roster(*people)  # type: ignore[arg-type]
    by = [status.dimension(name) for name in names]
    columns = status.wanted(by)
    quick = status.pivot([tuple(map(one.get, columns)) for one in contacts], columns, by, letters, known, ON)
    assert quick is not None
    merged = {letter.slug: merge.records(letter, known, contacts, settings(letter), ON) for letter in letters}
    records = [record for found in merged.values() for record in found]
    assert quick.tally == status.tally(records, by, "contacts")
    assert quick.recorded == {slug: sum(r.signature is not None for r in found) for slug, found in merged.items()}
    assert sorted(quick.unknown) == sorted(row.id for one in letters for row in merge.unknown(one, known, contacts))
    assert quick.outside == sum(len(merge.outside(one, known, contacts, ON)) for one in letters)


@pytest.mark.parametrize(
    "rows",
    [
        [("test", "X000000", "singed", "", "")],
        [("test", "X000000", "asked", "signer", "")],
        [("test", "X000000", "signed", "", "")],
        [("test", " X000000", "asked", "", "")],
        [("test", "", "asked", "", "")],
        [("test", "X000000", "asked", "", "")] * 2,
    ],
)
def test_the_quick_way_gives_no_figure_of_doubtful_rows(rows: list[tuple[str, ...]]) -> None:
    by = [status.dimension("party"), status.dimension("state")]
    assert status.pivot(rows, status.wanted(by), by, [LETTER], roster(), ON) is None


def test_what_needs_the_whole_records() -> None:
    for names in (["party"], ["party", "route"], ["signed", "party"]):
        assert status.wanted([status.dimension(name) for name in names]) == ()


TEXT = st.text(st.sampled_from("ab ,\"'=\n"), max_size=5)


@hypothesis(max_examples=100, deadline=None)
@given(lines=st.lists(st.tuples(TEXT, TEXT, TEXT), max_size=6))
def test_columns_are_those_that_reading_everything_gives(
    tmp_path_factory: pytest.TempPathFactory, lines: list[tuple[str, str, str]]
) -> None:
    path = tmp_path_factory.mktemp("c") / "contacts.csv"
    body = sheets.encode_rows([("id", "own", "letter"), *lines])
    path.write_bytes(body)
    whole = sheets.read(path, columns=COLUMNS, required=("letter", "id"))
    few = sheets.columns(path, ("letter", "owner", "own"), COLUMNS, required=("letter", "id"))
    wanted = [(row.cells["letter"], "", row.cells["own"]) for row in whole.rows]
    assert (list(few.rows), few.problems, few.header) == (wanted, whole.problems, whole.header)


@hypothesis(max_examples=80, deadline=None)
@given(
    steps=st.lists(
        st.tuples(st.integers(1, 9), st.sampled_from(["X1", "X2"]), st.sampled_from(["", "asked", "signed"])),
        max_size=12,
    )
)
def test_rewinding_is_the_records_as_they_were(steps: list[tuple[int, str, str]]) -> None:
    """Each day's records, kept as they come, are what rewinding the last ones gives."""
    contacts: tuple[Contact, ...] = ()
    changes: list[Change] = []
    days = {0: contacts}
    for day, id, stage in sorted(steps, key=lambda step: step[0]):
        before = ledger.keyed(contacts).get(("test", id))
        made = ledger.changes_for(before, Contact("test", id, stage=stage), "a", f"2026-06-0{day}T10:00:00+00:00")
        contacts = ledger.apply(contacts, made)
        changes += made
        days[day] = contacts
    for day in range(10):
        was = days[max(one for one in days if one <= day)]
        on = date(2026, 6, day) if day else date(2026, 5, 31)
        assert ledger.keyed(ledger.rewound(contacts, changes, on)) == ledger.keyed(was)


def test_committees_of_a_later_day_are_said_to_be_so(past: Path) -> None:
    said = "Committees are those of 2026-06-14; who sat on them on 2020-02-29 is not in the public data."
    for asked in (("--by", "committee"), ("--by", "party", "--where", "committee=HSFA"), ("--by", "owner,committee")):
        for day in ("--on", "--since"):
            assert said in run(past, "status", "test", *asked, day, "2020-02-29").stdout
        assert "Committees are" not in run(past, "status", "test", *asked).stdout
    assert "Committees are" not in run(past, "status", "test", "--by", "party", "--on", "2020-02-29").stdout
