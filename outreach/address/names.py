"""A legislator's name for print, as the person uses it.

Convention: letters are never changed: accents, curly apostrophes, hyphens and the comma before a
suffix stay as the source has them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..model import Legislator

#: A nickname inside a full name: Jesús G. "Chuy" García.
_QUOTED = re.compile(r'["“]([^"”]+)["”]')

#: A nickname behind a first name: James (Jim).
_BRACKETED = re.compile(r"\(([^)]+)\)")


@dataclass(frozen=True, slots=True)
class PrintName:
    """A name with the rule that gave it."""

    text: str
    reason: str


def printed(legislator: Legislator) -> PrintName:
    """The name to print: the nickname where the person goes by one, else the official full name."""
    quoted = _QUOTED.search(legislator.official_full)
    if quoted:
        return PrintName(_short(legislator, quoted[1]), f"goes by {quoted[1]}: {legislator.official_full}")
    if legislator.official_full:
        return PrintName(legislator.official_full, "the official full name")
    if legislator.nickname:
        return PrintName(_short(legislator, legislator.nickname), f"goes by {legislator.nickname}")
    if bracketed := _BRACKETED.search(legislator.first):
        return PrintName(_short(legislator, bracketed[1]), f"goes by {bracketed[1]}")
    return PrintName(legislator.name, "built from first and last name, no official full name yet")


def _short(legislator: Legislator, first: str) -> str:
    return f"{first} {legislator.last}" + (f", {legislator.suffix}" if legislator.suffix else "")
