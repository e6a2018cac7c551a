"""The lines below the name on an envelope, from the address as the public data has it.

Convention: "2419 Rayburn HOB; Washington DC 20515-1302" becomes two lines, the building written
out. Where the room is not known yet, chamber, city and ZIP are a whole address by themselves.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..model import Term

#: Chamber → its line on the envelope.
CHAMBER_LINES = {"house": "U.S. House of Representatives", "senate": "United States Senate"}

#: Chamber → ZIP of its post.
ZIPS = {"house": "20515", "senate": "20510"}

_WASHINGTON = re.compile(r"^(?P<room>.*?)[;,\s]*(?:Washington,?\s+D\.?C\.?,?)?\s*(?P<zip>205\d\d(?:-\d{4})?)$", re.I)
_ABBREVIATIONS = {"HOB": "House Office Building", "SOB": "Senate Office Building"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where post goes."""

    lines: tuple[str, ...]  #: from the chamber down to the ZIP, none of them empty
    room: str  #: "2419 Rayburn House Office Building", "" if not known
    reason: str  #: where the address comes from
    fault: str = ""  #: what is wrong with it, "" if nothing
    wrong: bool = False  #: the fault makes the address unusable


def place(term: Term) -> Place:
    """The lines for the holder of that term."""
    chamber, text = CHAMBER_LINES[term.chamber], " ".join(term.address.split())
    if not text and not term.office:
        return Place(
            (chamber, _city(term, "")), "", "chamber and ZIP, the room is not known", "has no room in Washington yet"
        )
    washington = _WASHINGTON.match(text or f"{term.office} Washington DC {ZIPS[term.chamber]}")
    if washington is None:
        return _elsewhere(term, text)
    room, zip = _building(washington["room"]), washington["zip"]
    fault = _zip_fault(term, zip)
    lines = tuple(line for line in (chamber, room, _city(term, zip)) if line)
    return Place(lines, room, "the address of the term in the public data", fault, bool(fault))


def _city(term: Term, zip: str) -> str:
    return f"Washington, DC {zip or ZIPS[term.chamber]}"


def _building(text: str) -> str:
    """The room line: shouting lowered, abbreviations written out."""
    words = [_ABBREVIATIONS.get(word.strip(";,"), word.strip(";,")) for word in text.split()]
    room = " ".join(word for word in words if word)
    return " ".join(_lowered(word) for word in room.split()) if room.isupper() else room


def _lowered(word: str) -> str:
    return word if any(letter.isdigit() for letter in word) else word.capitalize()


def _zip_fault(term: Term, zip: str) -> str:
    if zip.startswith(ZIPS[term.chamber]):
        return ""
    return f"has ZIP {zip} in the address, post of the {CHAMBER_LINES[term.chamber]} goes to {ZIPS[term.chamber]}"


def _elsewhere(term: Term, text: str) -> Place:
    """An address that somebody here gave: one line for each part, city with state and ZIP."""
    parts = [part.strip() for part in re.split(r";|\n" if ";" in text else ",", text) if part.strip()]
    if ";" not in text and len(parts) > 1:
        parts[-2:] = [", ".join(parts[-2:])]
    fault = "" if re.search(r"\b\d{5}(-\d{4})?$", text) else f'has an address without a ZIP: "{text}"'
    return Place((CHAMBER_LINES[term.chamber], *parts), "", "the address given for this legislator", fault, bool(fault))
