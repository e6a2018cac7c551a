"""What a row of a sheet was made from, kept in the row itself.

Convention: the row carries its base as one word that nothing rewrites, with a checksum. So it
survives a sort, a filter, rows pasted from one sheet into another, a trip through another program
or a CSV file, and needs nothing that lies elsewhere.
"""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace

from .columns import NOTES

_MARK = "made1"

#: Longest word that fits into a cell of every spreadsheet.
_LONGEST = 30_000


@dataclass(frozen=True, slots=True)
class Base:
    """One row as it was when the sheet was made."""

    letter: str
    id: str
    facts: Mapping[str, str]  #: what the locked columns said
    cells: Mapping[str, str]  #: what the columns to edit said, and the notes
    owner: str  #: whose sheet it is
    made: str  #: moment, ISO
    rows: int  #: how many rows the sheet had
    place: int = 0  #: which of them it was, from 1; 0 in sheets that did not say it

    @property
    def key(self) -> tuple[str, str]:
        """Letter and id."""
        return (self.letter, self.id)


def encode(base: Base) -> str:
    """The base as one word; notes that are too long for a cell are left out."""
    held = [base.letter, base.id, dict(base.facts), dict(base.cells), base.owner, base.made, base.rows, base.place]
    data = json.dumps(held, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    packed = base64.urlsafe_b64encode(zlib.compress(data, 9)).decode("ascii").rstrip("=")
    word = f"{_MARK}-{zlib.crc32(data):08x}-{packed}"
    if len(word) > _LONGEST and NOTES in base.cells:
        cells = {key: text for key, text in base.cells.items() if key != NOTES}
        return encode(replace(base, cells=cells))
    return word


def decode(word: str) -> Base | None:
    """The base that the word holds; None if it is none, or not whole."""
    mark, _, rest = word.strip().partition("-")
    check, _, packed = rest.partition("-")
    if mark != _MARK:
        return None
    try:
        data = zlib.decompress(base64.b64decode(packed + "=" * (-len(packed) % 4), altchars=b"-_", validate=True))
        if f"{zlib.crc32(data):08x}" != check:
            return None
        return Base(*json.loads(data))
    except (ValueError, TypeError, zlib.error):
        return None
