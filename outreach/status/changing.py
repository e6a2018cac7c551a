"""A table beside the same table of an earlier day.

Convention: a change is the figure now less the figure then; a row that was not there then had 0.
"""

from __future__ import annotations

from collections.abc import Sequence

Cells = Sequence[object]


def compared(
    headers: Sequence[str], rows: Sequence[Cells], earlier_headers: Sequence[str], earlier: Sequence[Cells]
) -> tuple[tuple[str, ...], tuple[tuple[object, ...], ...]]:
    """Headers and rows with the change of one column after it: of "total" where there is one, else of the first
    that has numbers.

    A row that is there no more, but had figures then, comes before the totals, with 0 in every column.
    """
    place = _counted(headers)
    was = {str(row[0]): _number(row[_counted(earlier_headers)]) for row in earlier}
    lost = [label for label in was if was[label] and label not in {str(row[0]) for row in rows}]
    empty = [(label, *(0 if isinstance(cell, int) else "" for cell in rows[-1][1:])) for label in lost] if rows else []
    whole = [*rows[:-1], *empty, *rows[-1:]]
    body = tuple((*row[: place + 1], _number(row[place]) - was.get(str(row[0]), 0), *row[place + 1 :]) for row in whole)
    return (*headers[: place + 1], "change", *headers[place + 1 :]), body


def _counted(headers: Sequence[str]) -> int:
    wanted = ("total", "recorded", "signed", "legislators")
    return next((headers.index(name) for name in wanted if name in headers), len(headers) - 1)


def _number(cell: object) -> int:
    return cell if isinstance(cell, int) else 0
