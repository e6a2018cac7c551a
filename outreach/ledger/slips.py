"""A slip in one cell of a key, which would make one row vanish and another appear.

Convention: a slip is known by the rest of its row, which is that of exactly one row that has gone. That
a few rows are given to another letter may be a person's decision; that many are, or that a row with a
name has somebody else's id, is taken for an accident until somebody says that it is right.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Sequence

from ..model import WRITTEN_BY_PROGRAM
from .healing import ERRORS
from .moved import KEY, Cells, Grid, KeyCell

#: Says whether a key can be meant as it stands: column, cell → yes, no, or None where nobody knows.
Exists = Callable[[str, str], bool | None]

#: What is written for one another by hand and by programs that "correct" as people type.
_ALIKE = str.maketrans("OIL‐‑‒–—−_", "011-------")
_UNSEEN = re.compile(r"[\s'\"\u200b\u200c\u200d\u2060\ufeff\u00ad]+")


def slips(found: Grid, exists: Exists) -> tuple[KeyCell, ...]:
    """The cells of keys that slipped, in the order of the file."""
    if not set(KEY) <= set(found.columns):
        return ()
    keys, now = _keys(found, found.before), _keys(found, found.after)
    twice = {key for key, count in Counter(now).items() if count > 1}
    own = _own(found, keys, now, twice)
    there = {key for key, mine in zip(now, own, strict=True) if mine}
    gone = [at for at, key in enumerate(keys) if key not in there]
    strange = [at for at, mine in enumerate(own) if not mine]
    if not gone or not strange:
        return ()
    fits = _Fits(found, gone, {at for at in strange if now[at] in twice}, exists)
    sure, every = fits.of(strange, moved=False), fits.of(strange, moved=True)
    chosen = every if len(every) - len(sure) > _DECIDED * len(found.before) else sure
    # What replaced one cell by accident did so wherever it stands: no row of them is meant.
    same = {_replaced(found, at, *slip) for at, slip in chosen.items()}
    alike = {at: slip for at, slip in every.items() if _replaced(found, at, *slip) in same}
    return tuple(found.cell(column, at, row) for at, (row, column) in {**alike, **chosen}.items())


def _replaced(found: Grid, now: int, was: int, column: str) -> Cells:
    at = found.place(column)
    return column, found.before[was][at], found.after[now][at]


def _own(found: Grid, keys: Sequence[Cells], now: Sequence[Cells], twice: Collection[Cells]) -> list[bool]:
    """Of each row whether its key is its own: a known one, with the same person; of doubles only the very same row."""
    told = [found.place(name) for name in WRITTEN_BY_PROGRAM if name in found.columns]
    was = dict(zip(keys, found.before, strict=True))
    same = {key for key, row in zip(now, found.after, strict=True) if key in twice and was.get(key) == row}
    own, seen = [], set[Cells]()
    for key, row in zip(now, found.after, strict=True):
        before = was.get(key)
        mine = before is not None and all(row[at] == before[at] for at in told)
        own.append(mine and (key not in twice or (row == before and key not in seen if key in same else bool(told))))
        if row == before:
            seen.add(key)
    return own


def _keys(found: Grid, rows: Sequence[Cells]) -> list[Cells]:
    places = [found.place(name) for name in KEY]
    return [tuple(row[at] for at in places) for row in rows]


#: So large a part of the rows may be given to other letters on purpose.
_DECIDED = 0.05


class _Fits:
    """Which strange row is which of those that are gone."""

    def __init__(self, found: Grid, gone: Sequence[int], doubled: set[int], exists: Exists) -> None:
        self.found, self.doubled, self.exists = found, doubled, exists
        self.told = [found.place(name) for name in (*KEY, *WRITTEN_BY_PROGRAM) if name in found.columns]
        self.name = found.place("name") if "name" in found.columns else None
        self.gone = {column: self._index(gone, column) for column in KEY}

    def of(self, strange: Sequence[int], moved: bool) -> dict[int, tuple[int, str]]:
        """Each strange row that fits one row that is gone, which fits no other; and the column of the slip.

        ``moved`` says whether a letter that there is counts as a slip too.
        """
        fits = {now: self._best(now, self._fitting(now, moved)) for now in strange}
        wanted = Counter(was for chosen in fits.values() for was, _ in chosen)
        return {now: chosen[0] for now, chosen in fits.items() if len(chosen) == 1 and wanted[chosen[0][0]] == 1}

    def _fitting(self, now: int, moved: bool) -> list[tuple[int, str]]:
        return [
            (was, column)
            for column in KEY
            for was in self.gone[column].get(self._rest(self.found.after[now], column), ())
            if self._slipped(now, was, column, moved)
        ]

    def _best(self, now: int, fitting: list[tuple[int, str]]) -> list[tuple[int, str]]:
        """Of several rows that fit, the one with a key like it, or that is the same in all other cells."""
        for better in (self._alike, self._same):
            chosen = [one for one in fitting if better(now, *one)]
            if len(fitting) > 1 and len(chosen) == 1:
                return chosen
        return fitting

    def _same(self, now: int, was: int, column: str) -> bool:
        return sum(one != other for one, other in zip(self.found.after[now], self.found.before[was], strict=True)) == 1

    def _alike(self, now: int, was: int, column: str) -> bool:
        at = self.found.place(column)
        return _alike(self.found.after[now][at]) == _alike(self.found.before[was][at])

    def _rest(self, row: Cells, column: str) -> Cells:
        """What else says whose row it is."""
        at = self.found.place(column)
        return tuple(row[place] for place in self.told if place != at)

    def _index(self, rows: Sequence[int], column: str) -> dict[Cells, list[int]]:
        made: dict[Cells, list[int]] = {}
        for at in rows:
            made.setdefault(self._rest(self.found.before[at], column), []).append(at)
        return made

    def _slipped(self, now: int, was: int, column: str, moved: bool) -> bool:
        """Whether the cell cannot be meant, and the row is surely the one that it was."""
        at = self.found.place(column)
        after, before = self.found.after[now], self.found.before[was]
        named = self.name is not None and bool(before[self.name])
        if after[at] == before[at] or not (named or self._same(now, was, column)):
            return False
        if now in self.doubled or (column == "id" and named):
            return named
        if not after[at] or ERRORS.fullmatch(after[at]):
            return True
        meant = self.exists(column, after[at])
        return (moved and bool(meant)) or (not meant and (meant is False or self._alike(now, was, column)))


def _alike(cell: str) -> str:
    """The cell without what slips between typing and saving: case, blanks, O for 0, l for 1, long dashes."""
    return _UNSEEN.sub("", unicodedata.normalize("NFKC", cell)).upper().translate(_ALIKE)
