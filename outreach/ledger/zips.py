"""ZIP codes that have lost their leading zeros before we ever saw them.

Nothing is known of such a cell but the state of the row, so it is proposed and never taken for granted.
"""

from __future__ import annotations

import re

from ..model import Contact

#: States whose ZIP codes begin with one zero, and those with two.
_ONE = frozenset({"CT", "MA", "ME", "NH", "NJ", "RI", "VT"})
_TWO = frozenset({"PR", "VI"})

_NAMES = frozenset({"zip", "zipcode", "postalcode", "postcode"})
_CODE = re.compile(r"(\d{3,4})(-\d{4})?")


def padded(contact: Contact) -> dict[str, str]:
    """Column → ZIP code with its zeros, for those of the row that have lost them."""
    if not contact.extra:
        return {}
    return {name: full for name, cell in contact.extra.items() if cell and (full := _full(name, cell, contact.state))}


def _full(name: str, cell: str, state: str) -> str:
    if re.sub(r"[\W_]+", "", name).casefold() not in _NAMES or not (found := _CODE.fullmatch(cell.strip())):
        return ""
    lost = 5 - len(found[1])
    fits = state in _ONE | _TWO if lost == 1 else state in _TWO
    return found[1].zfill(5) + (found[2] or "") if fits else ""
