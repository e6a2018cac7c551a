"""Offices that a member holds besides the seat: Speaker, floor leaders, committee chairs.

Conventions: the words are those of the public data. An office of the chamber is on the envelope
while it is held; one of a party (conference chair, policy committee) is not, since the letter does
not go to the party. A chair or ranking member is addressed as such only where the letter says that
it writes to them in that role, with the very title that the committee's list has: "Chairman",
"Chairwoman" or "Chair" is never guessed from anything else.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ..model import Legislator, Seating, Term


@dataclass(frozen=True, slots=True)
class Role:
    """How an office changes the address."""

    line: str  #: the line below the name
    spoken: str = ""  #: between "Dear" and the last name; "" if the title of the seat stays
    for_chamber: bool = False  #: the line names the chamber, so that the line of the chamber is left out
    reason: str = ""


#: Title in the public data → what it does to the address.
LEADERS = {
    "Speaker of the House": Role("Speaker of the House of Representatives", "Speaker", True),
    "President Pro Tempore of the Senate": Role("President Pro Tempore of the Senate", "", True),
    "Senate Majority Leader": Role("Majority Leader"),
    "Senate Minority Leader": Role("Minority Leader"),
    "House Majority Leader": Role("Majority Leader"),
    "House Minority Leader": Role("Minority Leader"),
    "Senate Majority Whip": Role("Majority Whip"),
    "Senate Minority Whip": Role("Minority Whip"),
    "House Majority Whip": Role("Majority Whip"),
    "House Minority Whip": Role("Minority Whip"),
}

#: Titles on a committee that are a role of their own; "Ex Officio" and plain membership are none.
COMMITTEE_TITLES = (
    *("Chair", "Chairman", "Chairwoman", "Cochairman", "Ranking Member"),
    *("Vice Chair", "Vice Chairman", "Vice Chairwoman"),
)


def leading(legislator: Legislator, term: Term, on: date) -> Role | None:
    """The office of the chamber that the legislator holds on the day; the first in the order of ``LEADERS``."""
    held = {
        one.title
        for one in legislator.leadership
        if one.chamber == term.chamber and one.start <= on and (one.end is None or on < one.end)
    }
    title = next((title for title in LEADERS if title in held), "")
    if not title:
        return None
    role = LEADERS[title]
    return Role(role.line, role.spoken, role.for_chamber, f"{title} in the public data")


def on_committee(seating: Seating | None) -> Role | None:
    """The role on a committee that the letter addresses; None for a plain member."""
    if seating is None or seating.title not in COMMITTEE_TITLES:
        return None
    why = f"the letter addresses the {seating.title}, as the committee's list has it"
    return Role(f"{seating.title}, {committee_name(seating)}", seating.title, reason=why)


def committee_name(seating: Seating) -> str:
    """The name of a committee with what it is: a subcommittee's own name says only its subject."""
    if seating.parent and "committee" not in seating.name.lower():
        return f"Subcommittee on {seating.name}"
    return seating.name
