"""Members of state legislatures: titles by state and chamber, as a table.

Conventions: "Senator" everywhere in an upper house; in a lower house "Representative" unless the
table says otherwise. Where custom knows only "Assemblyman" and "Assemblywoman", the form without
a gender is used.
"""

from __future__ import annotations

from collections.abc import Mapping

from ..vocabulary import state_name
from .forms import HONORIFIC, Address

#: State → (name of the lower house, title of its members), where it is not a house of representatives.
LOWER: Mapping[str, tuple[str, str]] = {
    "CA": ("State Assembly", "Assemblymember"),
    "MD": ("House of Delegates", "Delegate"),
    "NJ": ("General Assembly", "Assemblymember"),
    "NV": ("State Assembly", "Assemblymember"),
    "NY": ("State Assembly", "Assemblymember"),
    "VA": ("House of Delegates", "Delegate"),
    "WI": ("State Assembly", "Representative"),
    "WV": ("House of Delegates", "Delegate"),
}

#: One chamber only: (its name, title of its members).
SINGLE: Mapping[str, tuple[str, str]] = {
    "DC": ("Council of the District of Columbia", "Councilmember"),
    "NE": ("Nebraska Legislature", "Senator"),
}


def state_forms(state: str, chamber: str) -> tuple[str, str]:
    """(chamber as it stands on the envelope, title) for "upper", "lower" or "legislature"."""
    if state in SINGLE:
        return SINGLE[state]
    if chamber == "upper":
        return f"{state_name(state)} State Senate", "Senator"
    house, title = LOWER.get(state, ("House of Representatives", "Representative"))
    return f"{state_name(state)} {house}", title


def state_legislator(name: str, last: str, state: str, chamber: str, place: tuple[str, ...]) -> Address:
    """The form of address of a state legislator; ``place`` are the lines of the office's address."""
    house, title = state_forms(state, chamber)
    return Address(
        name=name,
        title=title,
        honorific=HONORIFIC,
        lines=(f"{HONORIFIC} {name}", house, *(line for line in place if line.strip())),
        salutation=f"Dear {title} {last}:",
        reasons={"title": f"the seat is in the {house}", "salutation": "by the title"},
    )
