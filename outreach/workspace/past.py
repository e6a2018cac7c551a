"""Reading history.csv, which may be far longer than any table that people keep."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..errors import BadData, Problem
from ..ledger import HISTORY_COLUMNS, day_of
from ..model import Change
from ..sheets import unguarded

if TYPE_CHECKING:
    from .folder import Workspace


def history(workspace: Workspace) -> tuple[Change, ...]:
    """All lines of history.csv, oldest first; BadData if one of them is not as the program wrote it."""
    found: list[Change] = []
    wrong: list[Problem] = []
    for line in _lines(workspace):
        if isinstance(line, Problem):
            wrong.append(line)
        else:
            found.append(line)
    if wrong:
        raise BadData(tuple(wrong), "nothing was counted")
    return tuple(found)


def problems(workspace: Workspace) -> tuple[Problem, ...]:
    """What is wrong in history.csv."""
    return tuple(line for line in _lines(workspace) if isinstance(line, Problem))


def _lines(workspace: Workspace) -> Iterator[Change | Problem]:
    path = workspace.history_file
    if not path.exists():
        return
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as fault:
        yield Problem(path.name, 0, "", f"cannot be read ({_why(fault)})", _PUT_BACK)
        return
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        yield from _changes(reader, path.name)
    except csv.Error as fault:
        yield Problem(path.name, reader.line_num, "", f"is broken here ({fault})", _PUT_BACK)


_PUT_BACK = "the program writes this file and nobody else should: put it back from a copy"


def _why(fault: Exception) -> str:
    return "it is not UTF-8" if isinstance(fault, UnicodeDecodeError) else str(fault)


def _changes(reader: Iterator[list[str]], file: str) -> Iterator[Change | Problem]:
    header = next(reader, [])
    places = {title.strip().lower(): at for at, title in enumerate(header)}
    if missing := [column for column in HISTORY_COLUMNS if column not in places]:
        yield Problem(file, 1, "", f"has no column {' and '.join(missing)}", _PUT_BACK)
        return
    order = [places[column] for column in HISTORY_COLUMNS]
    for cells in reader:
        line: int = reader.line_num  # type: ignore[attr-defined]
        if len(cells) > max(order):
            at, by, letter, id, field, old, new, why, batch = [_bare(cells[place]) for place in order]
            if day_of(at[:10]) is None:
                yield Problem(file, line, "at", f'"{at}" is not a moment', "put the file back from a copy")
            yield Change(letter, id, field, old, new, by, at, why, batch)
        elif any(cells):
            yield Problem(file, line, "", f"has {len(cells)} cells where there should be {len(header)}", _PUT_BACK)


def _bare(cell: str) -> str:
    return unguarded(cell) if cell[:1] == "'" else cell
