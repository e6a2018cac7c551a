"""Which thresholds hold in a quarter: dated values, those of the workspace before those of the program."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from importlib.resources import files

from .. import settings
from ..model import Thresholds


@dataclass(frozen=True, slots=True)
class Limit:
    """One threshold as it stands in a quarter."""

    value: int | None  #: None: not known for that quarter
    source: str = ""  #: who says so
    why: str = ""  #: why it is not known


def packaged() -> tuple[Thresholds, ...]:
    """The values that come with the program."""
    text = (files("outreach.lobbying") / "thresholds.toml").read_text(encoding="utf-8")
    return settings.parse(text, "thresholds.toml")[0].lobbying


def limit(name: str, own: Sequence[Thresholds], shipped: Sequence[Thresholds], on: date) -> Limit:
    """The threshold of that name ("contacts", "percent" or "dollars") on the day.

    The newest value that had begun by then; of two that began on one day, the workspace's own.
    """
    said = [row for row in (*shipped, *own) if getattr(row, name) is not None]
    begun = [row for row in said if row.start <= on]
    if not begun:
        first = min((row.start for row in said), default=None)
        return Limit(None, why=f"the values here begin on {first}" if first else "there is none here")
    row = max(reversed(begun), key=lambda row: row.start)
    if row.until is not None and on >= row.until:
        return Limit(None, why=f"the value here, {getattr(row, name)}, held until {row.until}")
    return Limit(getattr(row, name), row.source)
