"""A table beside the same table of an earlier day.

Convention: a change is the figure now less the figure then; a row that was not there then had 0. In a
pivot it is shown for the sums of the rows only, whatever its other columns are called.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

Cells = Sequence[object]

#: The columns whose change is shown, where a table has them.
_COUNTED = ("contacts", "everybody", "signed", "legislators")

#: The row of sums, which stays the last one.
_TOTAL = "total"


def compared(
    headers: Sequence[str],
    rows: Sequence[Cells],
    earlier_headers: Sequence[str],
    earlier: Sequence[Cells],
    pivot: bool = False,
) -> tuple[tuple[str, ...], tuple[tuple[object, ...], ...]]:
    """Headers and rows, with a column "… ±" after each that counts what people did.

    A row that is there no more, but had figures then, comes before the totals, with 0 in every column.
    """
    marked = {len(headers) - 1} if pivot else {at for at, name in enumerate(headers) if at and name in _COUNTED}
    names = {headers[at] for at in marked}
    was, were = ({str(row[0]): _named(earlier_headers, row) for row in part} for part in _parts(earlier))
    body, ends = _parts(rows)
    body = [*body, *_lost(body, was, names, rows[-1:])]
    lines = [(row, was.get(str(row[0]), {})) for row in body] + [(row, were.get(_TOTAL, {})) for row in ends]
    titles = tuple(_with(headers, marked, [f"{name} ±" for name in headers]))
    return titles, tuple(tuple(_with(row, marked, _changes(headers, row, then))) for row, then in lines)


def _parts(rows: Sequence[Cells]) -> tuple[list[Cells], list[Cells]]:
    """The rows, and the row of sums if there is one."""
    ends = [row for row in rows[-1:] if row[0] == _TOTAL]
    return list(rows[: len(rows) - len(ends)]), ends


def _named(headers: Sequence[str], row: Cells) -> dict[str, object]:
    """The figures by their columns; of two that are called alike the last, which holds the sums."""
    return dict(zip(headers[1:], row[1:], strict=True))


def _lost(
    body: Sequence[Cells], was: Mapping[str, Mapping[str, object]], names: Collection[str], last: Sequence[Cells]
) -> Iterator[Cells]:
    there = {str(row[0]) for row in body}
    for label, figures in was.items():
        if last and label not in there and any(figures.get(name) for name in names):
            yield (label, *(0 if isinstance(cell, int) else "" for cell in last[0][1:]))


def _with(cells: Cells, marked: Collection[int], added: Sequence[object]) -> Iterator[Any]:
    """The cells, with what is to be added after each that is marked."""
    for at, cell in enumerate(cells):
        yield cell
        if at in marked:
            yield added[at]


def _changes(headers: Sequence[str], row: Cells, then: Mapping[str, object]) -> list[int]:
    return [_number(cell) - _number(then.get(name)) for name, cell in zip(headers, row, strict=True)]


def _number(cell: object) -> int:
    return cell if isinstance(cell, int) else 0
