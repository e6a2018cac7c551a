"""What is quick for the sake of long tables says the same as the plain way."""

from __future__ import annotations

import csv
import io
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach import sheets
from outreach.ledger import contacts_of
from outreach.model import COLUMNS, Contact, contact_of
from outreach.sheets import splitting

CELL = st.text(alphabet='ab_ ,;\t|"\r\né\u2028\x0b', max_size=5)


@given(st.lists(st.lists(CELL, max_size=5), max_size=5), st.sampled_from(splitting.DELIMITERS))
def test_rows_are_written_as_the_csv_module_writes_them(rows: list[list[str]], delimiter: str) -> None:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=delimiter).writerows([[sheets.guarded(cell) for cell in row] for row in rows])
    assert sheets.encode_rows(rows, delimiter).decode("utf-8") == buffer.getvalue()


@pytest.mark.parametrize("piece", [0, 1, 7, 2**20])
def test_lines_are_the_same_however_the_text_is_cut(piece: int, monkeypatch: pytest.MonkeyPatch) -> None:
    text = 'a,b\r\n"1\n2",x\r\n\r\n3,"4\r5"\rlast\u2028,\x0b\n,end'
    monkeypatch.setattr(splitting, "_PIECE", piece)
    assert list(splitting._lines(text)) == list(io.StringIO(text, newline=""))


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
    assert list(sheets.texts(table.rows, ("id", "other"))) == [[" X1 ", ""], ["X2", ""]]
    assert contacts_of(table, "contacts.csv")[0] == (
        Contact("l", "X1", notes="n", extra={"own": "o"}),
        Contact("l", "X2", notes="m", extra={"own": ""}),
    )
