"""Tables by one column and by two, with pandas.

Conventions: totals count legislators, not cells; with committees, on several of which one may sit,
the rows therefore come to more than the total. ``serving`` counts who serves in the letter's
chambers on the day, by what they are on that day; everything else counts a signatory by what they
were when they signed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..model import Record
from .dimensions import NONE, Dimension

if TYPE_CHECKING:
    import pandas as pd

#: What can be counted, with what it means.
MEASURES: dict[str, str] = {
    "contacts": "rows of contacts.csv",
    "signed": "signatures",
    "everybody": "everybody whom the letter concerns",
}

_COUNTS: dict[str, Callable[[Record], bool]] = {
    "contacts": lambda record: record.contact is not None,
    "signed": lambda record: record.signature is not None,
    "everybody": lambda record: True,
    "serving": lambda record: record.now is not None and record.now.chamber in record.letter.chambers,
}


@dataclass(frozen=True, slots=True)
class Tally:
    """A table of counts; the last row holds the totals."""

    headers: tuple[str, ...]
    rows: tuple[tuple[str | int, ...], ...]
    measure: str  #: what a pivot counts, one of MEASURES; "" for a table by one column


def tally(
    records: Sequence[Record], by: Sequence[Dimension], measure: str = "", sitting: Sequence[Record] | None = None
) -> Tally:
    """Counts by one dimension, or a pivot by two, rows by the first.

    ``sitting``: the records among which those who serve are counted, where conditions make them others
    than ``records``: a signatory who changed party counts there with the party of the day.

    Without a measure everybody is counted where the route or the signature is asked for, since
    everybody has one, else the rows of contacts.csv.
    """
    if len(by) == 1:
        return _by_one(records, by[0], records if sitting is None else sitting)
    everybody = {"route", "signed"} & {dimension.name for dimension in by}
    return _by_two(records, by[0], by[1], measure or ("everybody" if everybody else "contacts"))


def _by_one(records: Sequence[Record], by: Dimension, sitting: Sequence[Record]) -> Tally:
    first = "everybody" if by.name in ("route", "signed") else "contacts"
    # By signature, the rows say already who has signed.
    columns = {name: _counts(records, by, name) for name in (first, "signed") if name != by.name}
    if by.member and len({record.letter.slug for record in (*records, *sitting)}) <= 1:
        columns["serving"] = _counts(sitting, by, "serving", by.today)
        columns["signed, serving"] = _counts(sitting, by, "serving", by.today, signed=True)
    values = by.sorted({value for counts, _ in columns.values() for value in counts})
    rows = [_row(value or NONE, (counts.get(value, 0) for counts, _ in columns.values())) for value in values]
    total = _row("total", (total for _, total in columns.values()))
    return Tally((by.name, *columns), (*rows, total), "")


def _counts(
    records: Sequence[Record],
    by: Dimension,
    measure: str,
    values: Callable[[Record], tuple[str, ...]] | None = None,
    signed: bool = False,
) -> tuple[dict[str, int], int]:
    """Value → how many records have it, and how many records there are in all."""
    chosen = [r for r in records if _COUNTS[measure](r) and (not signed or r.signature)]
    frame = _frame(chosen, {by.name: values or by.of})
    counts = frame[by.name].value_counts()
    return {str(value): int(count) for value, count in zip(counts.index, counts.to_numpy(), strict=True)}, len(chosen)


def _row(label: str, counts: Iterable[int]) -> tuple[str | int, ...]:
    return (label, *counts)


def _by_two(records: Sequence[Record], rows: Dimension, columns: Dimension, measure: str) -> Tally:
    import pandas as pd

    chosen = [record for record in records if _COUNTS[measure](record)]
    frame = _frame(chosen, {"row": rows.of, "column": columns.of})
    across, down = _ordered(frame, "column", columns), _ordered(frame, "row", rows)
    cells = pd.crosstab(frame["row"], frame["column"], dropna=False)
    ends = frame.drop_duplicates(["record", "row"])["row"].value_counts()
    body = [
        _row(value or NONE, (*map(int, line), int(ends[value])))
        for value, line in zip(down, cells.reindex(index=down, columns=across).to_numpy(), strict=True)
    ]
    feet = frame.drop_duplicates(["record", "column"])["column"].value_counts()
    last = _row("total", (*(int(feet[column]) for column in across), len(chosen)))
    headers = (rows.name, *(column or NONE for column in across), "total")
    return Tally(headers, (*body, last), measure)


def _frame(records: Sequence[Record], columns: dict[str, Callable[[Record], tuple[str, ...]]]) -> pd.DataFrame:
    """One line for each record and each combination of its values; ``record`` tells the records apart."""
    import pandas as pd

    data = {name: [values(record) for record in records] for name, values in columns.items()}
    frame = pd.DataFrame({"record": range(len(records)), **data})
    for name in columns:
        frame = frame.explode(name)
    return frame.reset_index(drop=True).astype(dict.fromkeys(columns, "str"))


def _ordered(frame: pd.DataFrame, name: str, dimension: Dimension) -> list[str]:
    """Make the column an ordered categorical, which keeps empty values as 0; its values in order."""
    import pandas as pd

    values = dimension.sorted(set(frame[name]))
    frame[name] = pd.Categorical(frame[name], categories=values, ordered=True)
    return values
