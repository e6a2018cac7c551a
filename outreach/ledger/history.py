"""A change as a line of history.csv and back."""

from __future__ import annotations

from collections.abc import Mapping

from ..model import Change

#: Columns of history.csv in their order.
HISTORY_COLUMNS = ("at", "by", "letter", "id", "field", "old", "new", "why", "batch")


def row_of(change: Change) -> tuple[str, ...]:
    """The cells of the line, in the order of the columns."""
    return tuple(str(getattr(change, column)) for column in HISTORY_COLUMNS)


def change_of(cells: Mapping[str, str]) -> Change:
    """The change that the line says."""
    return Change(**{column: cells.get(column, "") for column in HISTORY_COLUMNS})
