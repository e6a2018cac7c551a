"""What a volunteer or a staff member sees when a spreadsheet has hurt contacts.csv: whole outputs."""

from __future__ import annotations

import csv
import io
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from outreach.cli.main import cli
from outreach.errors import OutreachError
from outreach.model import COLUMNS

ROOT = Path(__file__).resolve().parents[1]
Rows = list[dict[str, str]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the example, after one dealing."""
    for name in ("outreach.toml", "contacts.csv", "history.csv"):
        shutil.copy(ROOT / name, tmp_path / name)
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    run(tmp_path, "log", "E000179", "--letter", "hres-351", "--channel", "call", "--note", "left a message")
    return tmp_path


def run(folder: Path, *arguments: str, answer: str = "") -> tuple[int, str]:
    """Exit code and output; what differs from run to run is made alike."""
    result = CliRunner().invoke(cli, ["-C", str(folder), "--by", "ana", *arguments], input=answer)
    said, code = result.output, result.exit_code
    if isinstance(result.exception, OutreachError):
        said, code = f"{said}outreach: {result.exception}\n", result.exception.exit_code
    said = re.sub(r"\d{14}-[0-9a-f]{6}", "BATCH", said)
    return code, re.sub(r"replaced-[0-9a-f]{16}", "replaced-NAME", said)


def rows(folder: Path) -> Rows:
    return list(csv.DictReader(io.StringIO((folder / "contacts.csv").read_bytes().decode("utf-8-sig"), newline="")))


def saved(folder: Path, change: Callable[[Rows], object]) -> Rows:
    """The table as a spreadsheet saves it after the change; the rows as they were before."""
    before, after = rows(folder), rows(folder)
    change(after)
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS)
    writer.writeheader()
    writer.writerows(after)
    (folder / "contacts.csv").write_bytes(text.getvalue().encode("utf-8-sig"))
    return before


def sort(*columns: str) -> Callable[[Rows], None]:
    """Sort these columns, and leave the others as they are."""

    def change(table: Rows) -> None:
        cells = sorted([tuple(row[name] for name in columns) for row in table])
        for row, values in zip(table, cells, strict=True):
            row.update(zip(columns, values, strict=True))

    return change


def put(line: int, column: str, cell: str) -> Callable[[Rows], None]:
    return lambda table: table[line - 2].__setitem__(column, cell)


def both(*changes: Callable[[Rows], object]) -> Callable[[Rows], object]:
    return lambda table: [change(table) for change in changes]


def by_key(table: Rows) -> list[tuple[str, ...]]:
    return sorted(tuple(row[name] for name in COLUMNS) for row in table)


def untouched(folder: Path) -> Iterator[bytes]:
    return ((folder / name).read_bytes() for name in ("contacts.csv", "history.csv"))


MOVED = "contacts.csv: the column {} was moved on its own, without the rest of its rows ({} of 53 rows); "
PUT_BACK = "'outreach check --fix' puts it back, 'outreach restore last' the whole file"
KEEP = "; if it is right, 'outreach check --keep'"


@pytest.mark.parametrize(("column", "count", "keep"), [("id", 53, ""), ("name", 53, KEEP), ("state", 50, KEEP)])
def test_a_column_sorted_alone_is_one_error_and_nothing_is_counted(
    folder: Path, column: str, count: int, keep: str
) -> None:
    before = saved(folder, sort(column))
    there = list(untouched(folder))
    error = MOVED.format(column, count) + PUT_BACK + keep + "\n"
    assert run(folder, "check") == (1, f"{error}1 error, 0 warnings\n")
    for command in (["status"], ["status", "hres-351"], ["status", "--by", "party,letter"], ["todo"], ["report"]):
        assert run(folder, *command) == (1, f"outreach: {error}"), command
    for command in (
        ["draft", "hres-351"],
        ["sheet", "make", "--owner", "x"],
        ["log", "E000179", "--letter", "hres-351", "--note", "x"],
    ):
        code, said = run(folder, *command)
        assert (code, said.splitlines()[0]) == (1, f"outreach: {error}".strip()), command
    assert list(untouched(folder)) == there
    code, said = run(folder, "check", "--fix", "--yes")
    assert code == 0, said
    assert by_key(rows(folder)) == by_key(before)
    assert run(folder, "check") == (0, "no problems\n")


def test_putting_a_column_back_is_shown_first(folder: Path) -> None:
    saved(folder, both(sort("id"), put(4, "owner", "ben")))
    there = list(untouched(folder))
    shown = """\
id: 53 rows get back their own, as in
  line 2, David N. Cicilline, id: 'B001230' → 'C001084'
  line 3, Ileana Ros-Lehtinen, id: 'B001277' → 'R000435'
  line 4, Ileana Ros-Lehtinen, id: 'B001285' → 'R000435'
  … and 50 more ('--all' lists them)
"""
    code, said = run(folder, "check", "--fix", answer="n\n")
    assert (code, said[: len(shown)]) == (1, shown)
    assert list(untouched(folder)) == there
    assert run(folder, "check", "--fix", "--yes") == (
        0,
        f"{shown}53 rows put right; what the file said is kept in snapshots/replaced-NAME.csv.\n\nno problems\n",
    )
    (kept,) = folder.glob("snapshots/replaced-*.csv")
    assert kept.read_bytes() == there[0]
    assert (folder / "history.csv").read_bytes() == there[1]
    assert run(folder, "status")[1].splitlines()[0] == (
        "contacts.csv was edited by hand: 1 cell in 1 row; taken into the history"
    )


def test_a_column_that_cannot_be_put_back_for_certain_is_left_to_restore(folder: Path) -> None:
    def shift(table: Rows) -> None:
        ids = [row["id"] for row in table]
        for row, id in zip(table, ["", *ids], strict=False):
            row["id"] = id
        table.append(dict.fromkeys(COLUMNS, "") | {"id": ids[-1]})

    before = (folder / "contacts.csv").read_bytes()
    saved(folder, shift)
    hurt = (folder / "contacts.csv").read_bytes()
    error = (
        MOVED.format("id", 52)
        + "'outreach restore last' puts the file back as it was, and keeps what it says now in snapshots/\n"
    )
    assert run(folder, "check") == (1, f"{error}1 error, 0 warnings\n")
    assert run(folder, "check", "--fix", "--yes") == (1, f"outreach: {error}")
    assert (folder / "contacts.csv").read_bytes() == hurt
    assert run(folder, "restore", "last", "--yes") == (
        0,
        "contacts.csv is as it was; what it said is kept in snapshots/replaced-NAME.csv.\n",
    )
    assert (folder / "contacts.csv").read_bytes() == before


def test_columns_moved_together_are_told_from_a_sorted_table(folder: Path) -> None:
    saved(folder, sort("name", "id", "letter"))
    code, said = run(folder, "check")
    assert said.startswith("contacts.csv: the columns letter, id and name were moved without the rest of their rows")
    assert (code, said.count("\n")) == (1, 2)
    run(folder, "restore", "last", "--yes")
    saved(folder, lambda table: table.sort(key=lambda row: row["name"]))
    assert run(folder, "check") == (0, "no problems\n")
    assert run(folder, "status")[0] == 0


def test_a_moved_column_can_be_meant(folder: Path) -> None:
    """Only a person can know."""
    saved(folder, sort("name"))
    said = run(folder, "check", "--keep")[1]
    assert said.startswith("contacts.csv is taken as it stands: 53 changes in the history.\n")
    assert "moved" not in said


def test_other_work_in_the_same_file_is_kept_when_a_column_is_put_back(folder: Path) -> None:
    before = saved(folder, both(sort("district"), put(9, "notes", "called twice"), put(12, "stage", "withdrawn")))
    run(folder, "check", "--fix", "--yes")
    after = {(row["letter"], row["id"]): row for row in rows(folder)}
    assert [row["district"] for row in before] == [after[row["letter"], row["id"]]["district"] for row in before]
    hand = [after[before[line - 2]["letter"], before[line - 2]["id"]] for line in (9, 12)]
    assert (hand[0]["notes"], hand[1]["stage"]) == ("called twice", "withdrawn")


SLIPS = [
    ("id", str.lower),
    ("id", lambda cell: cell.replace("0", "O")),
    ("id", lambda cell: "#REF!"),
    ("id", lambda cell: ""),
    ("id", lambda cell: f"{cell[:3]}\u200b{cell[3:]}"),
    ("letter", lambda cell: cell.upper() + "  "),
    ("letter", lambda cell: cell.replace("-", "–")),
    ("letter", lambda cell: "#N/A"),
]


@pytest.mark.parametrize(("column", "slip"), SLIPS)
def test_a_slip_in_a_key_is_one_error_and_is_put_back(folder: Path, column: str, slip: Callable[[str], str]) -> None:
    was = rows(folder)[3]
    wrong = slip(was[column])
    before = saved(folder, put(5, column, wrong))
    history = (folder / "history.csv").read_bytes()
    stands = f'"{wrong.strip()}" stands' if wrong else "is empty"
    error = (
        f'contacts.csv:5: {column}: {stands} where "{was[column]}" was, and the rest of the row is that of '
        f"Eliot L. Engel; 'outreach check --fix' puts it back{KEEP if wrong else ''}\n"
    )
    assert run(folder, "check") == (1, f"{error}1 error, 0 warnings\n")
    assert run(folder, "status") == (1, f"outreach: {error}")
    assert (folder / "history.csv").read_bytes() == history
    assert run(folder, "check", "--fix", "--yes") == (
        0,
        f"line 5, Eliot L. Engel, {column}: {wrong.strip()!r} → {was[column]!r}\n"
        "1 row put right; what the file said is kept in snapshots/replaced-NAME.csv.\n\nno problems\n",
    )
    assert rows(folder) == before
    assert run(folder, "status")[0] == 0
    assert (folder / "history.csv").read_bytes() == history


def test_an_id_that_stands_there_twice_is_known_by_its_row(folder: Path) -> None:
    before = saved(folder, put(5, "id", rows(folder)[4]["id"]))
    assert run(folder, "check")[1].splitlines() == [
        f'contacts.csv:5: id: "{before[4]["id"]}" stands where "E000179" was, and the rest of the row is that of '
        "Eliot L. Engel; 'outreach check --fix' puts it back",
        "1 error, 0 warnings",
    ]
    run(folder, "check", "--fix", "--yes")
    assert rows(folder) == before


def test_what_may_be_meant_is_no_slip(folder: Path) -> None:
    """A row that was given to another letter on purpose, and a row whose person was put right."""
    saved(folder, put(6, "letter", "chechnya-2017"))
    assert run(folder, "check")[1] == "no problems\n"
    code, said = run(folder, "status")
    assert (code, said.splitlines()[0]) == (
        0,
        "contacts.csv was edited by hand: 16 cells in 2 rows, 1 of them new, 1 of them gone; taken into the history",
    )


def test_a_slip_that_fits_two_rows_is_left_to_a_person(folder: Path) -> None:
    """Two rows of one name have lost their ids: nobody can know which is which."""

    def change(table: Rows) -> None:
        first, second = table[3], table[4]
        second.update({column: first[column] for column in COLUMNS if column != "id"})

    saved(folder, change)
    run(folder, "check", "--keep")
    saved(folder, both(put(5, "id", "#REF!"), put(6, "id", "#N/A")))
    hurt = rows(folder)
    run(folder, "check", "--fix", "--yes")
    assert [row["id"] for row in rows(folder)[3:5]] == [row["id"] for row in hurt[3:5]]


def test_one_cause_is_one_line_with_its_count(folder: Path) -> None:
    def turn(table: Rows) -> None:
        for row in table:
            year, month, day = row["signed_on"].split("-")
            row["signed_on"] = f"{int(month)}/{int(day)}/{year}"

    before = saved(folder, turn)
    line = (
        "contacts.csv: signed_on: 53 cells were made dates or another kind of date (lines 2, 3, 4, …); "
        "'outreach check --fix' puts them back; if they are right, 'outreach check --keep'\n"
    )
    assert run(folder, "check") == (1, f"{line}53 errors, 0 warnings\n")
    code, said = run(folder, "check", "--all")
    assert (code, len(said.splitlines())) == (1, 54)
    assert said.splitlines()[0].startswith('contacts.csv:2: signed_on: "7/13/2017" was made a date or written')
    assert run(folder, "status")[1].startswith(line + "contacts.csv: nothing is written until that is settled\n")
    code, said = run(folder, "check", "--fix", "--all", "--yes")
    assert (code, said.count("signed_on: '")) == (0, 53)
    assert rows(folder) == before


def test_few_of_a_cause_are_told_one_by_one(folder: Path) -> None:
    saved(
        folder,
        both(*(put(line, "stage", "singed") for line in (2, 3, 4)), *(put(n, "channel", "fax") for n in range(5, 10))),
    )
    assert run(folder, "check")[1].splitlines() == [
        *(
            part
            for line in (2, 3, 4)
            for part in (
                f'contacts.csv:{line}: role: is "lead", but the stage is singed; '
                'write the stage "signed", or empty the role',
                f'contacts.csv:{line}: stage: "singed" is not a stage; did you mean "signed"?',
            )
        ),
        'contacts.csv:5: channel: "fax" is not a channel; 4 more like this, in lines 6, 7, 8, …; '
        "write one of: call, email, meeting, letter, visit",
        "11 errors, 0 warnings",
    ]


def test_a_row_cut_in_pieces_is_made_whole(folder: Path) -> None:
    """A program that leaves out the quotes breaks a note with several lines into several rows."""
    run(folder, "log", "E000179", "--letter", "hres-351", "--note", "again")
    before, wanted = (folder / "contacts.csv").read_bytes(), rows(folder)
    line = next(number for number, row in enumerate(wanted, 2) if row["id"] == "E000179")
    assert wanted[line - 2]["notes"].count("\n") == 1
    history = (folder / "history.csv").read_bytes()
    note = wanted[line - 2]["notes"].encode()
    assert b'"' + note + b'"' in before
    (folder / "contacts.csv").write_bytes(before.replace(b'"' + note + b'"', note.replace(b"\n", b"\r\n")))
    error = (
        f"contacts.csv:{line}: notes: a line break has cut the row of Eliot L. Engel in pieces; "
        f"it goes on in line {line + 1}; 'outreach check --fix' makes it whole\n"
    )
    assert run(folder, "check")[1] == f"{error}1 error, 0 warnings\n"
    assert run(folder, "status") == (1, f"outreach: {error}")
    assert run(folder, "check", "--fix", "--yes")[1].splitlines() == [
        f"line {line}, Eliot L. Engel: one row again with line {line + 1}",
        "1 row put right; what the file said is kept in snapshots/replaced-NAME.csv.",
        "",
        "no problems",
    ]
    assert rows(folder) == wanted
    assert (folder / "history.csv").read_bytes() == history


def test_a_table_without_the_names_of_its_columns_says_what_to_do(folder: Path) -> None:
    path = folder / "contacts.csv"
    path.write_bytes(path.read_bytes().split(b"\r\n", 1)[1])
    code, said = run(folder, "status")
    assert (code, said) == (
        1,
        "outreach: contacts.csv:1: has no column letter and id; the first line has: chechnya-2017, C001084, "
        "David N. Cicilline, Democrat, RI, 1, signed, lead, 2017-07-13, David Cicilline (D-R.I.); "
        f"if that is a row, write the names of the columns above it, as {','.join(COLUMNS)}; "
        "'outreach restore last' puts the last state back\n",
    )


def test_a_zip_code_that_was_never_seen_whole_is_proposed(folder: Path) -> None:
    table = rows(folder)
    massachusetts = next(number for number, row in enumerate(table) if row["state"] == "MA")
    lines = (folder / "contacts.csv").read_bytes().decode("utf-8-sig").splitlines()
    lines = [
        f"{line},{'Zip code' if at == 0 else 2134 if at == massachusetts + 1 else 20515}"
        for at, line in enumerate(lines)
    ]
    (folder / "contacts.csv").write_bytes("\r\n".join([*lines, ""]).encode("utf-8-sig"))
    assert run(folder, "check")[1].splitlines() == [
        f'contacts.csv:{massachusetts + 2}: Zip code: "2134" has lost a zero, if it is a ZIP code of MA; '
        "'outreach check --fix' writes 02134 (warning)",
        "0 errors, 1 warning",
    ]
    run(folder, "check", "--fix", "--yes")
    assert rows(folder)[massachusetts]["Zip code"] == "02134"


def test_a_column_filled_down_is_put_back_row_by_row(folder: Path) -> None:
    """One letter dragged over all: each row is a signature of another letter, or a double."""
    before = saved(folder, lambda table: [row.update(letter="hres-351") for row in table])
    code, said = run(folder, "status")
    assert (code, said.startswith("outreach: contacts.csv")) == (1, True)
    run(folder, "check", "--fix", "--yes")
    assert rows(folder) == before


def test_somebody_elses_id_in_a_row_with_a_name_waits(folder: Path) -> None:
    """The id is a true one, and the name says another person: who signed?"""
    before = saved(folder, put(6, "id", "V000081"))
    assert run(folder, "status") == (
        1,
        f'outreach: contacts.csv:6: id: "V000081" stands where "{before[4]["id"]}" was, and the rest of the row is '
        f"that of {before[4]['name']}; 'outreach check --fix' puts it back{KEEP}\n",
    )
    run(folder, "check", "--fix", "--yes")
    assert rows(folder) == before


def test_rows_that_cannot_be_told_are_not_mended_by_half(folder: Path) -> None:
    """Letter and id of some rows are wrong at once: they would come back beside the rows that they are."""

    def change(table: Rows) -> None:
        for row in table[3:9]:
            row["letter"], row["id"] = row["letter"].upper(), row["id"].lower()

    saved(folder, change)
    hurt = (folder / "contacts.csv").read_bytes()
    code, said = run(folder, "check", "--fix", "--yes")
    assert (code, said.splitlines()[-1]) == (
        1,
        "outreach: contacts.csv: 6 of 53 rows are gone (Eliot L. Engel, Darrell Issa, David N. Cicilline, …), "
        "6 of them with a signature, and 6 are new; 'outreach restore last' puts the file back as it was, "
        "and keeps what it says now in "
        "snapshots/; if that is right, 'outreach check --keep'",
    )
    assert (folder / "contacts.csv").read_bytes() == hurt


def test_a_few_cells_that_were_moved_with_a_column_go_back_with_it(folder: Path) -> None:
    """A lead among signers: two cells differ, and the wrong person would be thanked for leading."""

    def change(table: Rows) -> None:
        work = COLUMNS[COLUMNS.index("stage") :]
        cells = [[row[name] for name in work] for row in table[2:14]]
        for row, values in zip(table[2:14], [*cells[1:], cells[0]], strict=True):
            row.update(zip(work, values, strict=True))

    before = saved(folder, change)
    assert sum(row["role"] != was["role"] for row, was in zip(rows(folder), before, strict=True)) == 2
    assert run(folder, "check", "--fix", "--yes")[0] == 0
    assert rows(folder) == before


def test_two_cells_that_changed_places_are_an_edit(folder: Path) -> None:
    saved(folder, both(put(4, "role", "signer"), put(5, "role", "lead")))
    assert run(folder, "check") == (0, "no problems\n")


def test_a_letter_written_over_another_is_put_back_in_every_row(folder: Path) -> None:
    """Those who signed both letters show it; of the others a person might have meant it."""

    def change(table: Rows) -> None:
        for row in [row for row in table if row["letter"] == "chechnya-senate-2018"][:5]:
            row["letter"] = "chechnya-senate-2017"

    before = saved(folder, change)
    assert run(folder, "check", "--fix", "--yes")[0] == 0
    assert rows(folder) == before


def test_what_stands_left_of_the_rest_and_was_sorted_alone_can_be_put_back(folder: Path) -> None:
    """Letter, id, name and place together: the same as if all other columns had been moved."""
    before = saved(folder, sort("state", "letter", "id", "name", "party", "district"))
    assert "'outreach check --fix' puts them back" in run(folder, "check")[1]
    assert run(folder, "check", "--fix", "--yes")[0] == 0
    assert by_key(rows(folder)) == by_key(before)
