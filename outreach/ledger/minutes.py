"""How long a dealing took, as people write it.

Convention: nothing is guessed. 1:30 may be hours or minutes, 12.5 is no number of minutes that a
record has, and neither is read.
"""

from __future__ import annotations

import re

_MINUTES = r"m|mins?\.?|minutes?"
_HOURS = r"h|hrs?\.?|hours?"
_PLAIN = re.compile(rf"([0-9]{{1,9}})\s*(?:{_MINUTES})?", re.IGNORECASE)
_LONG = re.compile(
    rf"([0-9]{{1,3}})\s*(?:{_HOURS})(?:\s*([0-5]?[0-9])\s*(?:{_MINUTES})?)?|([0-9]{{1,2}}):([0-5][0-9])\s*(?:{_HOURS})",
    re.IGNORECASE,
)


def minutes_in(cell: str) -> int | None:
    """The minutes: 20 of "20" and "20 min", 90 of "1 h 30"; 0 of a blank cell; None if that is not certain."""
    text = cell.strip()
    if plain := _PLAIN.fullmatch(text):
        return int(plain[1])
    if long := _LONG.fullmatch(text):
        return int(long[1] or long[3]) * 60 + int(long[2] or long[4] or 0)
    return None if text else 0
