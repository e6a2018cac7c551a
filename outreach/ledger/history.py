"""A change as a line of history.csv and back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from operator import attrgetter

from ..model import Change

#: Columns of history.csv in their order.
HISTORY_COLUMNS = ("at", "by", "letter", "id", "field", "old", "new", "why", "batch")


_cells: Callable[[Change], tuple[str, ...]] = attrgetter(*HISTORY_COLUMNS)


def row_of(change: Change) -> tuple[str, ...]:
    """The cells of the line, in the order of the columns."""
    return _cells(change)


def change_of(cells: Mapping[str, str]) -> Change:
    """The change that the line says."""
    return Change(**{column: cells.get(column, "") for column in HISTORY_COLUMNS})
