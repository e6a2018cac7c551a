"""Round trips through LibreOffice, where it is installed: what it does to cells is named and put back."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner
from pypdf import PdfReader

from outreach.cli.main import cli
from outreach.followups import FollowUp, prepare
from outreach.ledger import damage, keyed
from outreach.model import COLUMNS, Contact
from outreach.render import docx
from outreach.volunteers.columns import EDITED
from outreach.workspace import Workspace, init

from .letters import ON, ROOT, SETTINGS, records

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
LETTER = "chechnya-2017"

pytestmark = pytest.mark.slow

#: Cells of the kinds that spreadsheets like to change, one set for each row.
HARD = (
    {"phone": "02134", "due": "2026-07-01", "staffer": "MAR-1", "next_step": "1/2"},
    {"phone": "+12025550123", "due": "2026-03-04", "staffer": "José Núñez", "next_step": "1E5"},
    {"phone": "12025550123456789", "due": "2026-12-31", "staffer": "true", "next_step": "10:30"},
    {"phone": "007", "due": "2026-02-28", "staffer": "Zoë", "next_step": "50%"},
    {"phone": "1,000", "due": "2026-11-12", "staffer": "3-4", "next_step": "send two\nlines"},
    {"phone": "1.50", "last_contact": "2026-05-06", "staffer": "4/5/26", "next_step": "Sep 2"},
)  # fmt: skip


@pytest.fixture(scope="module")
def works(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The program, if it is there and can open tables (the parts are packages of their own)."""
    if SOFFICE is None:
        pytest.skip("LibreOffice is not installed; its round trips were not tried")
    folder = tmp_path_factory.mktemp("probe")
    (folder / "probe.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    if not convert(folder / "probe.csv", "xlsx", folder / "out").exists():
        pytest.skip("LibreOffice is here without Calc; its round trips were not tried")
    return SOFFICE


def convert(path: Path, form: str, out: Path, *more: str) -> Path:
    """Open the file as it comes and save it in another form."""
    profile = out.parent / "profile"
    command = [str(SOFFICE), f"-env:UserInstallation={profile.as_uri()}", "--headless", *more, "--convert-to", form]
    subprocess.run([*command, "--outdir", str(out), str(path)], capture_output=True, timeout=180, check=False)
    return out / f"{path.stem}.{form.partition(':')[0]}"


def run(root: Path, *arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(cli, ["-C", str(root), "--by", "staff", *map(str, arguments)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


@pytest.fixture
def root(works: str, tmp_path: Path) -> Path:
    root = tmp_path / "ours"
    init(root, example=True)
    run(root, "assign", LETTER, "--owner", "ana", "--all", "--yes")
    mine = [row for row in Workspace.open(root).contacts()[0] if row.owner == "ana"]
    rows = list(csv.reader(io.StringIO((root / "contacts.csv").read_text("utf-8-sig"), newline="")))
    for number, row in enumerate(mine):
        cells = next(cells for cells in rows if cells[:2] == [row.letter, row.id])
        for column, text in HARD[number % len(HARD)].items():
            cells[COLUMNS.index(column)] = text
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    (root / "contacts.csv").write_bytes(b"\xef\xbb\xbf" + out.getvalue().encode("utf-8"))
    run(root, "check")
    return root


@pytest.mark.parametrize("form", ["xlsx", "ods"])
def test_a_workbook_saved_by_libreoffice_comes_back_without_a_change(root: Path, form: str, tmp_path: Path) -> None:
    run(root, "sheet", "make", "--owner", "ana", "-o", tmp_path / "ana.xlsx")
    between = convert(tmp_path / "ana.xlsx", form, tmp_path / "one")
    back = between if form == "xlsx" else convert(between, "xlsx", tmp_path / "two")
    before = (root / "contacts.csv").read_bytes()
    assert run(root, "sheet", "take", back, "--yes") == (0, "ana.xlsx: nothing new\n")
    assert (root / "contacts.csv").read_bytes() == before


def test_a_workbook_saved_by_libreoffice_still_has_its_drop_downs_and_locks(root: Path, tmp_path: Path) -> None:
    run(root, "sheet", "make", "--owner", "ana", "-o", tmp_path / "ana.xlsx")
    page = openpyxl.load_workbook(convert(tmp_path / "ana.xlsx", "xlsx", tmp_path / "one")).worksheets[0]
    listed = [rule.formula1 for rule in page.data_validations.dataValidation if rule.type == "list"]
    assert len(listed) == 2
    assert page.protection.sheet
    header = [str(cell.value) for cell in page[1]]
    assert page.cell(2, header.index("Id") + 1).protection.locked
    assert not page.cell(2, header.index("Stage") + 1).protection.locked


@pytest.mark.parametrize("trip", ["csv as it is", "csv by way of xlsx", "xlsx to csv"])
def test_what_libreoffice_does_to_a_sheet_is_named_and_put_back(root: Path, trip: str, tmp_path: Path) -> None:
    """At least 95 of 100 damaged cells are healed, and no other is taken."""
    form = "xlsx" if trip == "xlsx to csv" else "csv"
    path = tmp_path / f"ana.{form}"
    run(root, "sheet", "make", "--owner", "ana", "-o", path)
    before = keyed(Workspace.open(root).contacts()[0])
    if trip == "csv by way of xlsx":
        back = convert(path, "xlsx", tmp_path / "one")
    else:
        back = convert(path, "csv", tmp_path / "one", "--infilter=CSV:44,34,76")
    hurt, wrong = _hurt(back, before), 0
    _, said = run(root, "sheet", "take", back, "--yes")
    after = keyed(Workspace.open(root).contacts()[0])
    wrong = sum(before[key].get(column) != after[key].get(column) for key in before for column in COLUMNS)
    assert wrong <= 0.05 * max(hurt, 1), said
    if hurt:
        assert "it is put back" in said


def _hurt(back: Path, before: dict[tuple[str, str], Contact]) -> int:
    """How many edited cells are not what they were."""
    from outreach.sheets import read
    from outreach.volunteers.columns import SHEET, names

    rows = read(back, tuple(SHEET), names({})).rows
    pairs = [(before[(row.cells["letter"], row.cells["id"])], row.cells) for row in rows]
    return sum(was.get(column) != now.get(column, "") for was, now in pairs for column in EDITED)


def test_what_libreoffice_does_to_the_records_is_recognised(root: Path, tmp_path: Path) -> None:
    before = keyed(Workspace.open(root).contacts()[0])
    back = convert(root / "contacts.csv", "csv", tmp_path / "one", "--infilter=CSV:44,34,76")
    rows = list(csv.DictReader(io.StringIO(back.read_text("utf-8-sig"), newline="")))
    cells = [(before[(row["letter"], row["id"])].get(column), row[column]) for row in rows for column in COLUMNS[2:]]
    hurt = [(was, now) for was, now in cells if was.replace("\r\n", "\n") != now]
    named = [pair for pair in hurt if damage(*pair)]
    assert len(rows) == len(before)
    assert len(hurt) > 20
    assert len(named) >= 0.95 * len(hurt), [pair for pair in hurt if pair not in named]


def looked_at(item: FollowUp, folder: Path) -> dict[str, float]:
    """Line of the only page of a Word letter → points from the top."""
    if SOFFICE is None:
        pytest.skip("LibreOffice is not installed; the page was not looked at")
    letter = folder / "letter.docx"
    letter.write_bytes(docx.renderer(ROOT / "templates")(item))
    made = convert(letter, "pdf", folder / "out")
    if not made.exists():
        pytest.skip("LibreOffice is here without Writer; the page was not looked at")
    (page,) = PdfReader(made).pages
    heights: dict[str, float] = {}

    def see(text: str, _: object, at: list[float], *more: object) -> None:
        heights.setdefault(text.strip(), 792 - at[5])

    page.extract_text(visitor_text=see)
    return heights


@pytest.mark.parametrize("count", [3, 4, 5, 6, 7])
def test_a_word_letter_shows_every_line_of_its_address_in_the_window(count: int, tmp_path: Path) -> None:
    """Three to six lines stand where the window is, centred on it; only a longer address moves the text."""
    item = prepare(records(), SETTINGS, ROOT / "templates", ON).items[0]
    lines = tuple(f"Line {number} of the address" for number in range(1, count + 1))
    heights = looked_at(replace(item, address=replace(item.address, lines=lines)), tmp_path)
    found = [heights[line] for line in lines]
    assert [round(low - high) for high, low in pairwise(found)] == [12] * (count - 1)
    longer = 12 * max(0, count - 6)
    assert (found[0] + found[-1]) / 2 == pytest.approx(208 + longer / 2, abs=5)
    assert heights[f"Re: {item.subject}"] == pytest.approx(275 + longer, abs=5)


def test_a_long_name_in_the_head_of_a_word_letter_moves_no_address(tmp_path: Path) -> None:
    item = prepare(records(), SETTINGS, ROOT / "templates", ON).items[0]
    name = "National Association of Clean Water Agencies Foundation"
    heights = looked_at(replace(item, organisation=replace(item.organisation, name=name)), tmp_path)
    assert heights[item.address.lines[0]] == pytest.approx(190, abs=5)
    assert (
        max(down for line, down in heights.items() if line and line in name and down < 300) < heights["June 14, 2026"]
    )
