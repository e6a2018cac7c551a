"""news.csv: what the syncs meant, kept for the report.

Conventions: the program writes the file, a line for each consequence, at the end; nothing else
rests on it, so that it may be shortened or deleted. It is no cache: what a sync meant cannot be
found out again once the data from before are gone.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path

from .. import storage
from ..ledger import day_of
from ..sheets import encode_rows, read

#: Columns of news.csv: day of the sync, day of its data, what follows.
_COLUMNS = ("on", "data", "what")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one sync meant."""

    on: date  #: day of the sync
    lines: tuple[str, ...]  #: sentences without their full stop


def keep(file: Path, on: date, data: date, lines: Sequence[str]) -> None:
    """Write the lines at the end of the file; nothing happens where there are none."""
    if not lines:
        return
    rows = [(on.isoformat(), data.isoformat(), line) for line in lines]
    start = b"" if file.exists() and file.stat().st_size else codecs.BOM_UTF8 + encode_rows([_COLUMNS])
    storage.append(file, start + encode_rows(rows))


def kept(file: Path, after: date = date.min) -> tuple[Meaning, ...]:
    """What the syncs after the day meant, oldest first; lines without a day are left out."""
    if not file.exists() or not file.stat().st_size:
        return ()
    cells = [row.cells for row in read(file, columns=_COLUMNS, required=("on", "what")).rows]
    dated = sorted(((day, row["what"]) for row in cells if (day := day_of(row["on"]))), key=lambda pair: pair[0])
    found = groupby(dated, key=lambda pair: pair[0])
    return tuple(Meaning(day, tuple(what for _, what in lines)) for day, lines in found if day > after)


def about(line: str, letters: Collection[str], known: Collection[str]) -> bool:
    """Whether the line is about one of these letters, or about none of those that we know."""
    named = {*re.findall("[a-z0-9-]+", line)} & {*known}
    return not named or not named.isdisjoint(letters)
