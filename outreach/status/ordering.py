"""Putting the rows of a table into another order: ``--sort COLUMN``.

Conventions: a minus before the name turns the order round; numbers go by size, text as people read
it (NY-2 before NY-10), a blank comes last either way, and the row of totals stays where it is.
"""

from __future__ import annotations

import difflib
from collections.abc import Sequence

from ..errors import UsageError
from .dimensions import NONE, natural

Rows = Sequence[Sequence[object]]


def ordered(headers: Sequence[str], rows: Rows, by: str) -> Rows:
    """The rows by that column; as they are where it is "". UsageError if there is no such column."""
    if not by:
        return rows
    place, down = _place(headers, by), by.startswith("-")
    ends = [row for row in rows[-1:] if row[0] == "total"]
    body = rows[: len(rows) - len(ends)]
    blank = [row for row in body if row[place] in ("", None, NONE)]
    there = [row for row in body if row[place] not in ("", None, NONE)]
    return [*sorted(there, key=lambda row: _key(row[place]), reverse=down), *blank, *ends]


def _place(headers: Sequence[str], by: str) -> int:
    names = [header.casefold() for header in headers]
    wanted = by.removeprefix("-").strip().casefold()
    if wanted in names:
        return names.index(wanted)
    near = difflib.get_close_matches(wanted, names, 1)
    hint = f"did you mean {headers[names.index(near[0])]!r}? There is: " if near else "there is: "
    raise UsageError(f"--sort: the table has no column {by.removeprefix('-')!r}; {hint}{', '.join(headers)}")


def _key(value: object) -> tuple[bool, float, list[tuple[int, str]]]:
    if isinstance(value, int | float):
        return (False, value, [])
    return (True, 0, natural(str(value)))
