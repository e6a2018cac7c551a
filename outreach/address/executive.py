"""The President and the Vice President, from the public data's ``executive.json``.

No follow-up goes to them; a sign-on letter does. Convention: the salutation is "Dear President
Example:", because "Mr." or "Madam" would have to be guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from .forms import HONORIFIC, Address

#: Kind of term → (title, the lines below the name).
OFFICES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "prez": (
        "President",
        ("President of the United States", "The White House", "1600 Pennsylvania Avenue, NW", "Washington, DC 20500"),
    ),
    "viceprez": ("Vice President", ("Vice President of the United States", "The White House", "Washington, DC 20500")),
}


def executives(entries: Iterable[Mapping[str, Any]], on: date) -> tuple[Address, ...]:
    """Who holds the two offices on the day; ``entries`` is the parsed content of executive.json."""
    return tuple(
        executive(_name(entry["name"]), entry["name"]["last"], term["type"])
        for entry in entries
        for term in entry["terms"]
        if term["type"] in OFFICES and date.fromisoformat(term["start"]) <= on < date.fromisoformat(term["end"])
    )


def executive(name: str, last: str, office: str) -> Address:
    """The form of address of the holder of that office, "prez" or "viceprez"."""
    title, below = OFFICES[office]
    return Address(
        name=name,
        title=title,
        honorific=HONORIFIC,
        lines=(f"{HONORIFIC} {name}", *below),
        salutation=f"Dear {title} {last}:",
        reasons={"title": "the office held on the day", "salutation": "by the office, no courtesy title is guessed"},
        role=below[0],
    )


def _name(parts: Mapping[str, str]) -> str:
    words = [parts["first"], parts.get("middle", ""), parts["last"]]
    suffix = parts.get("suffix", "")
    return " ".join(word for word in words if word) + (f", {suffix}" if suffix else "")
