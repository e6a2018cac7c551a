"""Fetching the public data."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from ..roster import Roster
from . import congress
from .cache import cached

__all__ = ["cached", "example"]

#: The day of the data that the example was made from.
EXAMPLE_DAY = date(2026, 6, 14)


def example() -> Roster:
    """The small roster that comes with the program: the signatories of its letters and who came after them."""
    folder = Path(__file__).resolve().parent.parent / "example" / "roster"
    return congress.load(folder, EXAMPLE_DAY, complete=False)
