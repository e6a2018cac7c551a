"""What ``check --fix`` is about to do, in words: each cell once, many of a kind in one line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ..display import clean
from ..ledger import KEY, PRESENT, ROW, Cut, KeyCell

if TYPE_CHECKING:
    from ..model import Change

#: So many of a kind are shown one by one; of more than that only the first few.
_MOST = 10
_FEW = 3


def keys(own: Sequence[KeyCell | Cut], every: bool = False) -> Iterator[str]:
    """The cells of letter and id that are put back, and the rows that are made whole."""
    cells = [one for one in own if isinstance(one, KeyCell)]
    for column in KEY:
        ours = [_key(cell) for cell in cells if cell.column == column]
        yield from _some(f"{column}: {len(ours):,} rows get back their own", ours, every)
    whole = [_cut(one) for one in own if isinstance(one, Cut)]
    yield from _some(f"{len(whole):,} rows are made whole", whole, every)


def _cut(cut: Cut) -> str:
    whose = f", {clean(cut.name)}" if cut.name else ""
    return f"line {cut.line}{whose}: one row again with line {', '.join(map(str, cut.pieces))}"


def _key(cell: KeyCell) -> str:
    whose = f", {clean(cell.name)}" if cell.name else ""
    return f"line {cell.line}{whose}, {cell.column}: {cell.now!r} → {cell.known!r}"


def cells(changes: Sequence[Change], every: bool = False) -> Iterator[str]:
    """The changes: rows that come and go, then cells, column by column."""
    rows = {(one.letter, one.id): one.new == PRESENT for one in changes if one.field == ROW}
    names = {(one.letter, one.id): one.new or one.old for one in changes if one.field == "name"}
    for back, said in ((True, "the row comes back"), (False, "the row goes; it is a piece of one that comes back")):
        ours = [_row(key, names, said) for key, comes in rows.items() if comes is back]
        yield from _some(f"{len(ours):,} rows {'come back' if back else 'go'}", ours, every)
    rest = [one for one in changes if (one.letter, one.id) not in rows]
    for field in dict.fromkeys(one.field for one in rest):
        ours = [_cell(one, rest) for one in rest if one.field == field]
        yield from _some(f"{field}: {len(ours):,} cells are mended", ours, every)


def _row(key: tuple[str, str], names: dict[tuple[str, str], str], said: str) -> str:
    whose = f" ({clean(names[key])})" if names.get(key) else ""
    return f"{key[0]} {key[1]}: {said}{whose}"


def _cell(change: Change, changes: Sequence[Change]) -> str:
    line = f"{change.letter} {change.id}, {change.field}: {change.old!r} → {change.new!r}"
    return line if change.new else f"{line} ({_whither(change, changes)})"


def _whither(change: Change, changes: Sequence[Change]) -> str:
    """Where the text of a cell goes that will be empty."""
    to = [one for one in changes if one.field == change.field and one.new == change.old and one is not change]
    if to:
        return f"it goes back to {to[0].letter} {to[0].id}" + (" or one of the others" if len(to) > 1 else "")
    return "the cell was empty; the history keeps what stands there now"


def _some(title: str, lines: Sequence[str], every: bool) -> Iterator[str]:
    if every or len(lines) <= _MOST:
        yield from lines
        return
    yield f"{title}, as in"
    yield from (f"  {line}" for line in lines[:_FEW])
    yield f"  … and {len(lines) - _FEW:,} more ('--all' lists them)"
