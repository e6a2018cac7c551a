"""Names of files: always inside their folder, unique, and the same on every system.

Convention: the id and an ASCII form of the last name, "V000081-velazquez": the id alone makes it
unique, also where capital letters and accents do not count.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from ..followups import FollowUp


def stem(item: FollowUp) -> str:
    """The name of a follow-up's file without its ending."""
    who = item.record.legislator
    return f"{slug(who.id, keep_case=True)}-{slug(who.last)}"


@lru_cache(maxsize=4096)  # every format asks for the same name
def slug(text: str, keep_case: bool = False) -> str:
    """ASCII letters, digits and hyphens, at most 60, at least one."""
    plain = unicodedata.normalize("NFKD", text.replace("’", "").replace("'", "")).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "-", plain if keep_case else plain.lower()).strip("-")[:60].strip("-") or "x"
