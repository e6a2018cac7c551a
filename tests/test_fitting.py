"""Tables and sentences in a narrow window: nothing wider than it, nothing lost."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st

from outreach import display, fitting

HEADERS = ("committee", "contacts", "signed", "serving", "signed, serving", "last")
ROWS = (
    ("House Committee on Transportation and Infrastructure", 12, 3, 30, 2, "2026-06-14"),
    ("(none)", 0, 0, 1200, 0, "2026-06-01"),
)


def test_a_table_that_fits_is_as_wide_as_it_comes() -> None:
    assert display.table(HEADERS, ROWS, "simple", 200) == display.table(HEADERS, ROWS)


def test_words_go_on_in_the_next_line_between_words() -> None:
    assert (
        display.table(HEADERS, ROWS, "simple", 80)
        == """\
committee           contacts  signed  serving  signed,  last
                                               serving
------------------  --------  ------  -------  -------  ----------
House Committee on        12       3       30        2  2026-06-14
Transportation and
Infrastructure
(none)                     0       0     1200        0  2026-06-01"""
    )


def test_what_is_too_wide_is_shown_in_parts_that_begin_alike() -> None:
    assert (
        display.table(HEADERS, ROWS, "simple", 44)
        == """\
committee          contacts  signed  serving
-----------------  --------  ------  -------
House Committee          12       3       30
on Transportation
and
Infrastructure
(none)                    0       0     1200

committee        signed, serving  last
---------------  ---------------  ----------
House Committee                2  2026-06-14
on
Transportation
and
Infrastructure
(none)                         0  2026-06-01"""
    )


def test_parts_have_the_column_that_tells_the_rows_apart() -> None:
    """A telephone number beside "overdue" would be anybody's."""
    rows = [("overdue", "Ann Able", "202-225-0001"), ("overdue", "Ben Baker", "202-225-0002")]
    assert (
        display.table(("why", "name", "phone"), rows, "simple", 24)
        == """\
why      name
-------  ---------
overdue  Ann Able
overdue  Ben Baker

name       phone
---------  ------------
Ann Able   202-225-0001
Ben Baker  202-225-0002"""
    )


def test_columns_with_nothing_in_them_give_way_first() -> None:
    rows = [("one", "", "some words that need room"), ("two", None, "more words")]
    assert (
        display.table(("who", "a long header", "what"), rows, "simple", 31)
        == """\
who  what
---  -------------------------
one  some words that need room
two  more words"""
    )


def test_names_with_a_hyphen_stay_in_one_piece() -> None:
    rows = [("a letter", 5, "Cicilline, Ros-Lehtinen")]
    assert "Ros-Lehtinen" in display.table(("letter", "signed", "leads"), rows, "simple", 32)


def test_sentences_keep_their_indent_and_addresses_stay_whole() -> None:
    text = "Counts may be wrong:\n  contacts.csv:14: stage: some words\nsource: https://example.org/a-long/address"
    assert fitting.sentences(text, 26) == (
        "Counts may be wrong:\n  contacts.csv:14: stage:\n  some words\nsource:\nhttps://example.org/a-long/address"
    )
    assert fitting.sentences(text, None) == text


WORDS = st.text("abc -", min_size=0, max_size=40).map(lambda text: " ".join(text.split()))


@hypothesis(max_examples=150, deadline=None)
@given(
    rows=st.lists(st.tuples(WORDS, WORDS, st.integers(0, 10**6), WORDS, st.integers(0, 9)), min_size=1, max_size=4),
    width=st.integers(40, 90),
    fmt=st.sampled_from(["simple", "plain", "grid"]),
)
def test_nothing_is_wider_than_the_window_and_nothing_is_lost(
    rows: list[tuple[str, str, int, str, int]], width: int, fmt: str
) -> None:
    shown = display.table(("who", "what", "how many", "why", "n"), rows, fmt, width)
    assert max(map(len, shown.split("\n"))) <= width
    plain = sorted("".join(str(cell) for row in rows for cell in row[1:]).replace(" ", ""))
    letters = sorted(re.sub(r"[^abc\d-]", "", "".join(part.replace("\n", "") for part in shown)))
    for char in "abc0123456789":
        assert letters.count(char) >= plain.count(char)


@pytest.mark.parametrize("width", [1, 5, 9])
def test_a_window_that_is_no_window(width: int) -> None:
    """Too narrow for anything: no fault, and every figure is there."""
    shown = display.table(HEADERS, ROWS, "simple", width)
    assert "1200" in shown
    assert "2026-06-14" in shown
