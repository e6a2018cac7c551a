"""Whether a column was sorted, or pasted, without the rows that belong to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

#: From so many changed cells on, nearly all is as good as all.
_MANY = 20

#: A column of so few cells is often in order by chance.
_FEW = 5


def rearranged(pairs: Sequence[tuple[str, str]]) -> bool:
    """Whether the cells, as (what it was, what it is) in the order of the file, have changed places.

    That is so when the changed cells hold the values that they held before, only elsewhere; or most
    of them do, and the column now runs in order.
    """
    changed = [(was, now) for was, now in pairs if was != now]
    if len(changed) < 2:
        return False
    kept = (Counter(was for was, _ in changed) & Counter(now for _, now in changed)).total()
    if kept == len(changed) or (len(changed) >= _MANY and kept >= 0.95 * len(changed)):
        return True
    return len(changed) > 2 and kept >= 0.6 * len(changed) and _in_order([now for _, now in pairs])


def at_one_end(pairs: Sequence[tuple[str, str]]) -> bool:
    """Whether the changed cells all stand at one end of a column that runs in order, as after a sort.

    Of few cells that says nothing: whoever begins at the top leaves them so too.
    """
    changed = [at for at, (was, now) in enumerate(pairs) if was != now]
    size, last = len(changed), len(pairs) - 1
    ends = (list(range(size)), list(range(last - size + 1, last + 1)))
    return 0 < size < len(pairs) and len(pairs) > _FEW and changed in ends and _in_order([now for _, now in pairs])


def _in_order(column: Sequence[str]) -> bool:
    """Whether the column runs up or down, blanks aside."""
    filled = [cell.casefold() for cell in column if cell]
    return len(set(filled)) > 1 and (filled == sorted(filled) or filled == sorted(filled, reverse=True))
