"""What is quick for the sake of long tables says the same as the plain way."""

from __future__ import annotations

import csv
import io
from types import MappingProxyType
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach import sheets
from outreach.ledger import applied, contacts_of, mended, updated
from outreach.model import COLUMNS, Change, Contact, contact_of
from outreach.sheets import lines, splitting, writing

CELL = st.text(alphabet='ab_ ,;\t|"\r\né\u2028\x0b', max_size=5)


@given(
    st.lists(st.lists(CELL, max_size=5), max_size=5),
    st.sampled_from(splitting.DELIMITERS),
    st.sampled_from((1, 2, 500)),
)
def test_rows_are_written_as_the_csv_module_writes_them(rows: list[list[str]], delimiter: str, block: int) -> None:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=delimiter).writerows([[sheets.guarded(cell) for cell in row] for row in rows])
    with patch.object(writing, "_BLOCK", block):
        assert sheets.encode_rows(rows, delimiter).decode("utf-8") == buffer.getvalue()


@pytest.mark.parametrize(("cell", "why"), [("a\0b", "has a NUL"), ("x" * 2**15, "is longer"), ("\ud800", "has half")])
@pytest.mark.parametrize("place", [0, 700])
def test_a_cell_that_could_not_be_read_again_is_found_in_any_row(cell: str, why: str, place: int) -> None:
    rows = [["a", "b"]] * 1000
    rows[place] = ["a", cell]
    with pytest.raises(sheets.Unwritable, match=why):
        sheets.encode_rows(rows)


@pytest.mark.parametrize("sample", [0, 2, 1000])
def test_rows_say_the_same_whether_their_cells_are_kept_once_or_not(
    sample: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(splitting, "_SAMPLE", sample)
    rows = sheets.parse(b"id,stage\r\nX1,asked\r\nX2,asked\r\nX3,signed\r\nX4,signed\r\n", "t.csv").rows
    cells = [tuple(row.cells.values()) for row in rows]
    assert cells == [("X1", "asked"), ("X2", "asked"), ("X3", "signed"), ("X4", "signed")]
    assert (cells[0][1] is cells[1][1]) == (sample > 1)
    assert (cells[2][1] is cells[3][1]) == (sample > 3)


def test_a_part_of_the_rows_is_made_like_the_whole() -> None:
    rows = sheets.parse(b"id,stage\r\nX1,asked\r\nX2,\r\nX3,signed\r\n", "t.csv").rows
    assert [row.line for row in rows[1:]] == [3, 4]
    assert rows[-1] == list(rows)[2] == sheets.Row(4, {"id": "X3", "stage": "signed"})


WORD = st.sampled_from(
    ("", "asked", " Asked", "singed", "LEAD", "call ", "2026-05-01", "5/1/2026", "5/13/2026", "\u200b")
)


@given(st.lists(st.tuples(WORD, WORD, WORD, WORD), max_size=6))
def test_many_contacts_are_mended_as_each_by_itself(cells: list[tuple[str, str, str, str]]) -> None:
    contacts = [
        Contact("l", f"X{at}", stage=stage, role=role, channel=channel, due=due, notes=stage)
        for at, (stage, role, channel, due) in enumerate(cells)
    ]
    together = mended(contacts)
    assert together == tuple(alone for contact in contacts for alone in mended([contact]))
    assert all((was is now) == (was == now) for was, now in zip(contacts, together, strict=True))


def test_a_row_that_nobody_touched_stays_as_it_was_where_a_column_is_added() -> None:
    table = sheets.parse(b"id,letter\r\n X1,l\r\nX2,l\r\n", "contacts.csv", columns=COLUMNS)
    before, _ = contacts_of(table, "contacts.csv")
    after = applied(before, [Change("l", "X2", "own", "", "new", "ana", "2026-06-14")])
    assert sheets.encode(updated(table, before, after)) == b"\xef\xbb\xbfid,letter,own\r\n X1,l,\r\nX2,l,new\r\n"


@pytest.mark.parametrize("piece", [0, 1, 7, 2**20])
def test_lines_are_the_same_however_the_text_is_cut(piece: int, monkeypatch: pytest.MonkeyPatch) -> None:
    text = 'a,b\r\n"1\n2",x\r\n\r\n3,"4\r5"\rlast\u2028,\x0b\n,end'
    monkeypatch.setattr(lines, "_PIECE", piece)
    assert list(lines.lines(text)) == list(io.StringIO(text, newline=""))


def test_a_contact_that_is_made_quickly_is_a_contact() -> None:
    cells, extra = [f"cell {column}" for column in COLUMNS], MappingProxyType({"own": "x"})
    quick, plain = contact_of(cells, extra, 7), Contact(**dict(zip(COLUMNS, cells, strict=True)), extra=extra, line=7)
    assert (type(quick), quick, quick.line, repr(quick)) == (Contact, plain, 7, repr(plain))
    with pytest.raises(AttributeError):
        quick.name = "other"  # type: ignore[misc]


def test_rows_know_their_cells_by_name_in_any_order_of_columns() -> None:
    data = b"Notes,ID,Letter,,own\r\nn, X1 ,l,,o\r\nm,X2,l\r\n"
    table = sheets.parse(data, "contacts.csv", columns=COLUMNS)
    assert [dict(row.cells) for row in table.rows] == [
        {"notes": "n", "id": " X1 ", "letter": "l", "own": "o"},
        {"notes": "m", "id": "X2", "letter": "l", "own": ""},
    ]
    assert sheets.lined(table.rows, ("id", "other")) == [(2, [" X1 ", ""]), (3, ["X2", ""])]
    assert tuple(contacts_of(table, "contacts.csv")[0].values()) == (
        Contact("l", "X1", notes="n", extra={"own": "o"}),
        Contact("l", "X2", notes="m", extra={"own": ""}),
    )
