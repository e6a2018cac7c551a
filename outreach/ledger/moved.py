"""Columns that were moved without the rest of their rows: sorted, filled or shifted by themselves.

Conventions: the rows as they stand are compared with the last known state. Columns that are no part of
the key are compared by key. A key that was moved is found by everything else that its row says, or, where
several columns moved together, by the place of the row. What is put back is always a cell of the last
known state; where a cell cannot be told for certain nothing is put back at all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..model import COLUMNS, WRITTEN_BY_PROGRAM, Change, Contact
from ..sheets import Table, lined
from .changes import Key
from .healing import ERRORS

#: The columns that say which row it is.
KEY = ("letter", "id")

#: So many cells have to stand elsewhere before it is called an accident; of ids fewer, as no two people share one.
_MANY = 4
_FEW_IDS = 2

#: From so many cells on, nearly all is as good as all.
_PLENTY = 20
_NEARLY = 0.95

Cells = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KeyCell:
    """A cell of the key that is not what it was, and what it was."""

    line: int  #: in the file, as it stands
    column: str  #: "letter" or "id"
    now: str
    known: str
    key: Key = ("", "")  #: of the row as it was
    name: str = ""  #: of the legislator whose row it is, where the table says it

    @property
    def stands(self) -> Key:
        """The key that the row has now."""
        letter, id = self.key
        return (self.now, id) if self.column == "letter" else (letter, self.now)


@dataclass(frozen=True, slots=True)
class Moved:
    """Columns whose cells stand in other rows than before."""

    columns: tuple[str, ...]
    rows: int  #: rows that have a cell of another row
    of: int  #: rows in all
    safe: bool  #: whether every cell can be put back, and nothing else is lost by it
    lines: tuple[int, ...] = ()  #: of the rows, where they are few
    keys: tuple[KeyCell, ...] = ()  #: the cells of the key that are to be put back


@dataclass(frozen=True, slots=True)
class Grid:
    """The last known state and the rows as they stand, in the columns that both have."""

    columns: Cells
    before: tuple[Cells, ...]
    after: tuple[Cells, ...]
    lines: tuple[int, ...]  #: of the rows as they stand

    def place(self, column: str) -> int:
        """Index of the column."""
        return self.columns.index(column)

    def cell(self, column: str, now: int, was: int) -> KeyCell:
        """The cell of a row as it stands, with what it was in a row as it was."""
        at, before = self.place(column), self.before[was]
        letter, id = (before[self.place(name)] for name in KEY)
        name = before[self.place("name")] if "name" in self.columns else ""
        return KeyCell(self.lines[now], column, self.after[now][at], before[at], (letter, id), name)


def grid(before: Sequence[Contact], table: Table) -> Grid:
    """The known state and the table side by side."""
    extra = {name for contact in before for name in contact.extra}
    columns = tuple(name for name in table.header if name in COLUMNS or name in extra)
    keys = [columns.index(name) for name in KEY if name in columns]
    was = tuple(tuple([contact.get(name) for name in columns]) for contact in before)
    rows = lined(table.rows, columns)
    now = tuple(_bare(cells, keys) for _, cells in rows)
    return Grid(columns, was, now, tuple(line for line, _ in rows))


def _bare(cells: Sequence[str], keys: Sequence[int]) -> Cells:
    found = list(cells)
    for at in keys:
        found[at] = found[at].strip()
    return tuple(found)


def moved_keys(found: Grid) -> Moved | None:
    """The columns of the key that were moved, with others or alone; None if they stand where they stood."""
    return next(filter(None, (_together(found), *(_alone(found, name) for name in ("id", "letter")))), None)


def _together(found: Grid) -> Moved | None:
    """Several columns that were moved as one, the rows having stayed: told by the place of the row."""
    if len(found.before) != len(found.after) or 2 * _strange(found) < len(found.before):
        return None
    changed = [name for name, was, now in _columns(found) if was != now]
    whole = all(Counter(was) == Counter(now) for _, was, now in _columns(found))
    if not whole or len(changed) < 2 or not set(changed) & set(KEY) or len(changed) > len(found.columns) / 2:
        return None
    pairs = list(zip(found.after, found.before, strict=True))
    rows = sum(now != was for now, was in pairs)
    return Moved(tuple(changed), rows, len(pairs), safe=False) if rows >= _MANY else None


def _strange(found: Grid) -> int:
    """How many rows are not to be found in the known state."""
    return (Counter(found.after) - Counter(found.before)).total()


def _columns(found: Grid) -> Iterable[tuple[str, Cells, Cells]]:
    return zip(found.columns, zip(*found.before, strict=True), zip(*found.after, strict=True), strict=True)


def _alone(found: Grid, column: str) -> Moved | None:
    """One column of the key, wherever its rows stand now: told by everything else in the row."""
    at = found.place(column)
    if not _strange(found):
        return None
    pairs = paired(found, column)
    wrong = [(now, was) for now, was in pairs if found.after[now][at] != found.before[was][at]]
    some = _FEW_IDS if column == "id" and _told_apart(found, wrong) else _MANY
    kept = _kept((found.before[was][at], found.after[now][at]) for now, was in wrong)
    if len(wrong) < some or not _nearly(kept, len(wrong)) or len(pairs) < 0.8 * len(found.before):
        return None
    whole = len(pairs) == len(found.before) == len(found.after)
    safe = whole and not _new(found, at)
    lines = tuple(sorted(found.lines[now] for now, _ in wrong)) if len(wrong) < _MANY else ()
    cells = tuple(found.cell(column, now, was) for now, was in sorted(wrong)) if safe else ()
    return Moved((column,), len(wrong), len(found.before), safe, lines, cells)


def _told_apart(found: Grid, pairs: Sequence[tuple[int, int]]) -> bool:
    """Whether the rows have a name, so that their ids cannot be meant."""
    return "name" in found.columns and all(found.before[was][found.place("name")] for _, was in pairs)


def _new(found: Grid, at: int) -> bool:
    """Whether the column says anything now that it did not say before: somebody's work, or an accident."""
    more = Counter(row[at] for row in found.after) - Counter(row[at] for row in found.before)
    return any(cell and not ERRORS.fullmatch(cell) for cell in more)


def paired(found: Grid, column: str) -> list[tuple[int, int]]:
    """(row as it stands, row as it was) for all that are the same but for one column, or clearly the same person's."""
    at = found.place(column)
    pairs = _same(found, [index for index in range(len(found.columns)) if index != at], at)
    told = [index for index, name in enumerate(found.columns) if name in (*KEY, *WRITTEN_BY_PROGRAM) and index != at]
    if "name" not in found.columns:
        return pairs
    nows, wases = {now for now, _ in pairs}, {was for _, was in pairs}
    left = _by([row for row in range(len(found.after)) if row not in nows], found.after, told)
    there = _by([row for row in range(len(found.before)) if row not in wases], found.before, told)
    name = told.index(found.place("name"))
    return pairs + [
        (rows[0], there[key][0])
        for key, rows in left.items()
        if key[name] and len(rows) == 1 and len(there.get(key, ())) == 1
    ]


def _same(found: Grid, rest: Sequence[int], at: int) -> list[tuple[int, int]]:
    """Rows that are the same but for one column. Among twins, those that are the same in it as well come first."""
    nows = _by(range(len(found.after)), found.after, rest)
    wases = _by(range(len(found.before)), found.before, rest)
    pairs: list[tuple[int, int]] = []
    for key, rows in nows.items():
        there = wases.get(key, [])
        if len(rows) == len(there) == 1:
            pairs.append((rows[0], there[0]))
        elif len(rows) == len(there):
            pairs += _twins(found, rows, there, at)
    return pairs


def _twins(found: Grid, rows: Sequence[int], there: Sequence[int], at: int) -> list[tuple[int, int]]:
    left: dict[str, list[int]] = {}
    for was in there:
        left.setdefault(found.before[was][at], []).append(was)
    pairs = [(now, left[cell].pop()) for now in rows if left.get(cell := found.after[now][at])]
    done = {now for now, _ in pairs}
    rest = sorted(was for group in left.values() for was in group)
    return pairs + list(zip([now for now in rows if now not in done], rest, strict=True))


def _by(rows: Iterable[int], cells: Sequence[Cells], places: Sequence[int]) -> dict[Cells, list[int]]:
    found: dict[Cells, list[int]] = {}
    for row in rows:
        found.setdefault(tuple([cells[row][at] for at in places]), []).append(row)
    return found


def _kept(pairs: Iterable[tuple[str, str]]) -> int:
    """How many of the cells say what another of them said before."""
    was, now = Counter[str](), Counter[str]()
    for before, after in pairs:
        was[before] += 1
        now[after] += 1
    return (was & now).total()


def _nearly(kept: int, changed: int) -> bool:
    """Whether so many cells are all but those that fell out of the column, or came into it, at its ends."""
    one_off = changed >= 2 * _MANY and kept == changed - 1
    return kept == changed or one_off or (changed >= _PLENTY and kept >= _NEARLY * changed)


def moved_columns(changes: Iterable[Change], rows: int) -> tuple[Moved, ...]:
    """The columns beside the key whose cells stand in the rows of others.

    ``changes`` are those of rows that are neither new nor gone, ``rows`` is how many there were. Where one
    column was moved, another in which but few cells changed places was moved with it: a lead who has become
    somebody else is no edit then.
    """
    cells: dict[str, list[tuple[str, str]]] = {}
    for change in changes:
        cells.setdefault(change.field, []).append((change.old, change.new))
    kept = {name: _kept(pairs) for name, pairs in cells.items()}
    sure = {name for name, pairs in cells.items() if len(pairs) >= _MANY and _nearly(kept[name], len(pairs))}
    along = {name for name, pairs in cells.items() if kept[name] == len(pairs)} if sure else set()
    return tuple(
        Moved((name,), len(pairs), rows, safe=kept[name] == len(pairs))
        for name, pairs in cells.items()
        if name in sure | along
    )
