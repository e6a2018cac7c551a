"""A table beside the same table of an earlier day.

Convention: a change is the figure now less the figure then; a row that was not there then had 0.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

Cells = Sequence[object]

#: The columns whose change is shown, where a table has them.
_COUNTED = ("contacts", "everybody", "signed", "total", "legislators")


def compared(
    headers: Sequence[str], rows: Sequence[Cells], earlier_headers: Sequence[str], earlier: Sequence[Cells]
) -> tuple[tuple[str, ...], tuple[tuple[object, ...], ...]]:
    """Headers and rows, with a column "… ±" after each that counts what people did.

    A row that is there no more, but had figures then, comes before the totals, with 0 in every column.
    """
    was = {str(row[0]): dict(zip(earlier_headers, row, strict=True)) for row in earlier}
    body = [*rows[:-1], *_lost(headers, rows, was), *rows[-1:]]
    marked = tuple(_after(headers, headers, lambda name, _: f"{name} ±"))
    return marked, tuple(tuple(_after(headers, row, _change(was.get(str(row[0]), {})))) for row in body)


def _lost(headers: Sequence[str], rows: Sequence[Cells], was: Mapping[str, Mapping[str, object]]) -> Iterator[Cells]:
    there = {str(row[0]) for row in rows}
    for label, figures in was.items():
        if rows and label not in there and any(figures.get(name) for name in _COUNTED):
            yield (label, *(0 if isinstance(cell, int) else "" for cell in rows[-1][1:]))


def _after(headers: Sequence[str], cells: Cells, made: Callable[[str, object], object]) -> Iterator[Any]:
    """The cells, with what is made of each counted one after it."""
    for name, cell in zip(headers, cells, strict=True):
        yield cell
        if name in _COUNTED:
            yield made(name, cell)


def _change(was: Mapping[str, object]) -> Callable[[str, object], int]:
    return lambda name, cell: _number(cell) - _number(was.get(name))


def _number(cell: object) -> int:
    return cell if isinstance(cell, int) else 0
