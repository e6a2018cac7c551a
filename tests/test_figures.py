"""On the whole public data: every figure of tables, page and workbook agrees with plain loops over the files.

Three letters, and a year of dealings that the program's own ledger wrote. One random year in the
suite; ``OUTREACH_RUNS=50 pytest tests/test_figures.py`` (or ``make figures``) for more.
"""

from __future__ import annotations

import csv
import io
import json
import os
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import zip_longest
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from outreach.cli.context import App
from outreach.cli.main import cli
from outreach.roster import Roster
from outreach.sources import sync
from outreach.vocabulary import STATES

from .figures import books, pages, plain, reading, tables, world
from .figures.books import Figures
from .figures.plain import Files, Public, Standing
from .figures.tables import Asked, Table
from .figures.world import ON

RUNS = int(os.environ.get("OUTREACH_RUNS", "1"))
#: In every year so many tables, and these pages: all letters (0), and each by itself.
TABLES, PAGES = (24, (0, 1, 2, 3)) if RUNS > 1 else (9, (0, 1))
pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Year:
    """A workspace in which a year has passed, and what lies in its files."""

    root: Path
    data: Public
    files: Files
    seed: int
    days: dict[date, Standing] = field(default_factory=dict)

    def on(self, day: date) -> Standing:
        if day not in self.days:
            self.days[day] = Standing(self.data, self.files, day, self.files.rows(day))
        return self.days[day]

    def run(self, *args: str) -> Result:
        result = CliRunner().invoke(cli, ["-C", str(self.root), *args], catch_exceptions=False)
        assert result.exit_code == 0, result.output
        return result


@pytest.fixture(scope="module")
def data(shared: Path) -> Public:
    return plain.public(shared / "data" / "congress")


@pytest.fixture(scope="module", params=range(1, RUNS + 1), ids="seed{}".format)
def year(
    request: pytest.FixtureRequest, full_roster: Roster, data: Public, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Year]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sync, "cached", lambda folder: replace(full_roster, as_of=ON))
        patch.setattr(App, "now", lambda app: datetime.combine(ON, time(12), UTC))
        patch.delenv("COLUMNS", raising=False)
        root = tmp_path_factory.mktemp("year")
        world.make(root, full_roster, request.param)
        yield Year(root, data, plain.files(root), request.param)


def test_the_file_is_what_the_history_comes_to(year: Year) -> None:
    """The ground of all that follows: contacts.csv, cell by cell, is the history gone through from its beginning."""
    replayed = {key: {name: cell for name, cell in row.items() if cell} for key, row in year.files.rows(ON).items()}
    read = {
        key: {name: cell for name, cell in row.items() if cell and name not in ("letter", "id")}
        for key, row in year.files.contacts.items()
    }
    assert replayed == read
    assert len(read) > 150
    assert sum(line.field == "row" and not line.new for line in year.files.history) > 0


def test_the_overview(year: Year) -> None:
    shown = json.loads(year.run("status", "--on", str(ON), "--format", "json").stdout)
    standing = year.on(ON)
    for line, letter in zip(shown, year.files.letters.values(), strict=True):
        assert (line.pop("errors") or 0) == standing.strangers(letter)
        assert line == tables.overview(standing, letter)


def test_on_any_day_the_page_counts_what_the_table_counts(year: Year, tmp_path: Path) -> None:
    """Before the history, on its first days, about the days of the letters, and since."""
    begin, sent = year.files.begin, [letter.sent for letter in year.files.letters.values()]
    near = [day + timedelta(by) for day in (begin, *sent) for by in (-1, 0)]
    for day in sorted({*near, *(begin + timedelta(70 * number) for number in range(-1, 5))}):
        shown = json.loads(year.run("status", "--on", str(day), "--format", "json").stdout)
        said = year.run("report", "--on", str(day), "-o", str(tmp_path / "page.html")).stdout.splitlines()
        counted = [reading.numbers(line.partition(": ")[2])[0] for line in said[: len(shown)]]
        assert counted == [str(line["signed"]) for line in shown], day


@pytest.mark.parametrize("number", range(TABLES))
def test_a_table(year: Year, number: int) -> None:
    chance = random.Random(1000 * year.seed + number)
    asked, day, since = _asked(year, chance, number)
    shown = year.run("status", *_arguments(asked, day, since), "--format", "csv")
    now, before = year.on(day), year.on(since) if since else None
    expected = _expected(now, asked)
    if before:
        expected = tables.since(expected, _expected(before, asked), asked)
    assert _read(shown.stdout) == expected
    headers = {column for _, column in expected}
    assert _numbers(shown.stderr) == tables.words(now, asked, headers, before)


def _asked(year: Year, chance: random.Random, number: int) -> tuple[Asked, date, date | None]:
    """A run of ``status``: by route, by one column, and by two, in turn; often on a past day, or since one."""
    letters = tuple(year.files.letters.values())
    chosen = letters if number % 3 and chance.random() < 0.4 else (chance.choice(letters),)
    by = tuple(chance.sample(tables.ALL, number % 3))
    day = ON if chance.random() < 0.5 else _day(year, chance)
    since = _day(year, chance, day) if chance.random() < 0.4 else None
    count = chance.choice(("", "", "contacts", "signed", "everybody")) if len(by) == 2 else ""
    where = tuple(_condition(year, chance, Asked(chosen), day) for _ in range(chance.choice((0, 0, 1, 2))))
    return Asked(chosen, by, count, where), day, since


def _day(year: Year, chance: random.Random, before: date = ON) -> date:
    """A day before that one: any, one on which something was entered, or the first one after a quiet time."""
    days = [line.day + timedelta(more) for line in year.files.history[::7] for more in (0, 0, plain.QUIET_DAYS)]
    known = [day for day in days if day < before]
    return chance.choice(known) if known and chance.random() < 0.7 else before - timedelta(chance.randrange(1, 420))


def _condition(year: Year, chance: random.Random, asked: Asked, day: date) -> tuple[str, str]:
    """One that somebody fulfils."""
    name = chance.choice(tables.ALL)
    one = chance.choice(year.on(day).everybody(asked.letters))
    return name, chance.choice(tables.labels(year.data, one, name))


def _arguments(asked: Asked, day: date, since: date | None) -> list[str]:
    slug = [asked.letters[0].slug] if len(asked.letters) == 1 else []
    by = [part for name in asked.by for part in ("--by", name)]
    where = [part for name, value in asked.where for part in ("--where", f"{name}={value}")]
    more = [*(["--count", asked.count] if asked.count else []), *(["--since", str(since)] if since else [])]
    return [*slug, *by, *where, *more, "--on", str(day)]


def _expected(standing: Standing, asked: Asked) -> Table:
    return tables.table(standing, asked) if asked.by else tables.routes(standing, asked)


def _read(text: str) -> Table:
    """The table as printed, texts left out; every row and every column once."""
    headers, *rows = csv.reader(io.StringIO(text))
    assert rows[-1][0] == "total"
    found = {
        (row[0], name): int(cell)
        for row in rows
        for name, cell in zip(headers[1:], row[1:], strict=True)
        if name != "meaning"
    }
    assert len(found) == len(rows) * (len(headers) - 1 - headers.count("meaning"))
    return found


def _numbers(text: str) -> list[int]:
    """The numbers in the words around a table: days, names in brackets and places in files left out."""
    text = re.sub(r"^Only .*\.$", "", text, flags=re.M)
    text = re.sub(r"\([^()]*\)", "", re.sub(r"^  .*$", "", text, flags=re.M))
    return [int(number) for number in re.findall(r"(?<![\w-])\d+(?![\w-])", re.sub(r"\d{4}-\d\d-\d\d", "", text))]


def _figures(year: Year, day: date, since: date, silent: int, slugs: tuple[str, ...]) -> list[Figures]:
    letters = [year.files.letters[slug] for slug in slugs or year.files.letters]
    return [Figures(year.on(day), year.on(since), letter, silent) for letter in letters]


@pytest.mark.parametrize("number", PAGES)
def test_the_page_and_the_workbook(year: Year, number: int, tmp_path: Path) -> None:
    """All letters and each by itself; on the last day and on past ones."""
    chance = random.Random(2000 * year.seed + number)
    slugs = ((), *((slug,) for slug in year.files.letters))[number]
    day = ON if chance.random() < 0.6 else _day(year, chance)
    since, silent = _day(year, chance, day), chance.choice((0, 30, 90))
    more = ["--on", str(day), "--since", str(since), "--silent", str(silent)]
    page, book = tmp_path / "page.html", tmp_path / "book.xlsx"
    said = year.run("report", *slugs, "-o", str(page), "--xlsx", str(book), *more).stdout
    figures = _figures(year, day, since, silent, slugs)
    names = {code: name for code, (name, _) in STATES.items()}
    _the_book(book, books.workbook(figures, names))
    shown = reading.pieces(page.read_text(encoding="utf-8"))
    for found, expected in zip_longest(shown, pages.expected(figures, ON, names)):
        assert found == expected
    lines = [line.partition(": ")[2] or line for line in said.splitlines() if not line.startswith("Written")]
    assert [reading.numbers(line) for line in lines] == pages.said(figures)


def _the_book(path: Path, expected: dict[str, list[tuple[books.Cell, ...]]]) -> None:
    found = openpyxl.load_workbook(path)
    assert set(found.sheetnames) == set(expected)
    for name, rows in expected.items():
        cells = list(found[name].iter_rows(min_row=2, values_only=True))
        shown = [tuple(cell.date() if isinstance(cell, datetime) else cell for cell in row) for row in cells]
        plain = [tuple(cell if cell != "" else None for cell in row) for row in rows]
        assert sorted(shown, key=repr) == sorted(plain, key=repr), name
