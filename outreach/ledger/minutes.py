"""How long a dealing took, as people write it.

Convention: nothing is guessed. 1:30 may be hours or minutes, 12.5 is no number of minutes that a
record has, and neither is read.
"""

from __future__ import annotations

import re

#: The column of people's own with the minutes of all dealings about the letter.
MINUTES = "minutes"

#: What to write where the minutes cannot be read.
WRITE_MINUTES = "write the minutes of all dealings as a whole number, as in 20"

_MINUTES = r"m|mins?\.?|minutes?"
_HOURS = r"h|hrs?\.?|hours?"
_PLAIN = rf"([0-9]{{1,9}})\s*(?:{_MINUTES})?"
_LONG = (
    rf"([0-9]{{1,3}})\s*(?:{_HOURS})(?:\s*([0-5]?[0-9])\s*(?:{_MINUTES})?)?|([0-9]{{1,2}}):([0-5][0-9])\s*(?:{_HOURS})"
)


def is_minutes(column: str) -> bool:
    """Whether the column has the minutes, however people write its name."""
    return column.strip().casefold() == MINUTES


def minutes_in(cell: str) -> int | None:
    """The minutes: 20 of "20" and "20 min", 90 of "1 h 30"; 0 of a blank cell; None if that is not certain."""
    text = cell.strip()
    if plain := re.fullmatch(_PLAIN, text, re.IGNORECASE):
        return int(plain[1])
    if long := re.fullmatch(_LONG, text, re.IGNORECASE):
        return int(long[1] or long[3]) * 60 + int(long[2] or long[4] or 0)
    return None if text else 0


def fault_of_minutes(cell: str) -> str:
    """Why the minutes cannot be read; "" if they can."""
    if minutes_in(cell) is not None:
        return ""
    return (
        "may be hours or minutes" if re.fullmatch(r"[0-9]+(:[0-9]+)+", cell.strip()) else "is not a number of minutes"
    )
