"""Tables as text: every format whole, nothing that steers a terminal, text stays text."""

from __future__ import annotations

import csv
import io
import json
import unicodedata

import pytest
import tabulate
from hypothesis import given
from hypothesis import strategies as st

from outreach import display

HEADERS = ("state", "district", "signed")
ROWS = [("NY", "07", 12), ("A|B", "1e5", 3), ("", "=1+1", None)]

WHOLE = {
    "simple": """\
state    district      signed
-------  ----------  --------
NY       07                12
A|B      1e5                3
         =1+1""",
    "github": """\
| state   | district   |   signed |
|---------|------------|----------|
| NY      | 07         |       12 |
| A\\|B    | 1e5        |        3 |
|         | =1+1       |          |""",
    "csv": """\
state,district,signed
NY,07,12
A|B,1e5,3
,'=1+1,""",
    "json": """\
[
  {
    "state": "NY",
    "district": "07",
    "signed": 12
  },
  {
    "state": "A|B",
    "district": "1e5",
    "signed": 3
  },
  {
    "state": "",
    "district": "=1+1",
    "signed": ""
  }
]""",
}


@pytest.mark.parametrize("fmt", WHOLE)
def test_whole_tables(fmt: str) -> None:
    assert display.table(HEADERS, ROWS, fmt) == WHOLE[fmt]


def test_there_is_every_format_of_tabulate() -> None:
    assert set(tabulate.tabulate_formats) | {"csv", "json"} == set(display.FORMATS)


@pytest.mark.parametrize("fmt", display.FORMATS)
def test_every_format_shows_every_cell(fmt: str) -> None:
    shown = display.table(HEADERS, [("NY", "07", 12), ("CA", "1e5", 3)], fmt)
    assert all(text in shown for text in (*HEADERS, "NY", "CA", "07", "1e5", "12", "3"))


@pytest.mark.parametrize("fmt", display.FORMATS)
def test_no_rows_is_a_table_too(fmt: str) -> None:
    assert isinstance(display.table(HEADERS, [], fmt), str)


def test_nothing_steers_the_terminal() -> None:
    assert display.clean("a\x1b[31m\tb\r\nc\x07\u202ed\u2066e\x9b") == "a[31m b  cde"
    assert display.table(["x\x1b"], [["a\nb"]], "simple") == "x\n---\na b"


@given(st.text())
def test_clean_leaves_no_control_and_is_done_at_once(text: str) -> None:
    cleaned = display.clean(text)
    assert not [char for char in cleaned if unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp")]
    assert display.clean(cleaned) == cleaned


@given(st.lists(st.tuples(st.text("aé|,\"'=+-@ ", max_size=6), st.integers()), max_size=6))
def test_csv_and_json_give_back_what_went_in(rows: list[tuple[str, int]]) -> None:
    from outreach.sheets import unguarded

    read = list(csv.reader(io.StringIO(display.table(("text", "number"), rows, "csv"))))
    assert [(unguarded(text), int(number)) for text, number in read[1:]] == rows
    loaded = json.loads(display.table(("text", "number"), rows, "json"))
    assert [(row["text"], row["number"]) for row in loaded] == rows


def test_headers_that_are_alike_both_reach_json() -> None:
    assert json.loads(display.table(("x", "x"), [(1, 2)], "json")) == [{"x": 1, "x (2)": 2}]


@pytest.mark.parametrize(
    ("found", "expected", "sentence"),
    [
        (2, 53, "2 of 53 recorded, 51 missing"),
        (33, 33, "33 of 33 recorded"),
        (54, 53, "54 recorded, 1 more than the 53 expected"),
        (7, None, "7 recorded"),
        (0, 0, "0 of 0 recorded"),
    ],
)
def test_wording_of_counts(found: int, expected: int | None, sentence: str) -> None:
    assert display.recorded(found, expected) == sentence


def test_one_and_many() -> None:
    assert [display.counted(1, "row"), display.counted(2, "row"), display.counted(2, "entry", "entries")] == [
        "1 row",
        "2 rows",
        "2 entries",
    ]


def test_a_narrow_window_wraps_the_widest_text_and_no_number() -> None:
    rows = [("Ada Test", 12345, "signed in the other chamber and holds another seat today")]
    shown = display.table(("name", "count", "reason"), rows, "simple", width=44)
    assert shown == (
        "name      count  reason\n"
        "--------  -----  ---------------------------\n"
        "Ada Test  12345  signed in the other chamber\n"
        "                 and holds another seat\n"
        "                 today"
    )
    assert max(map(len, shown.split("\n"))) <= 44
    assert display.table(("name", "count", "reason"), rows, "github", width=44).count("\n") == 2


def test_a_table_without_rows_fits_any_window() -> None:
    assert display.table(("name", "count"), [], "simple", width=40).splitlines()[0].split() == ["name", "count"]


def test_rows_beside_a_letter_are_told_by_its_chambers() -> None:
    assert display.beside(0) == ""
    assert display.beside(1) == (
        "Not counted: 1 row of contacts.csv is about somebody who did not sign and does not serve in a chamber of the "
        "letter on the day."
    )
    assert "2 rows of contacts.csv are about people who did not sign and do not serve in a chamber" in display.beside(2)
