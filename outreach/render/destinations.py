"""Where letters go: Washington or a district office, in what order, and the list for a walk through the buildings.

Conventions: everything that is put together by hand (the printer's file, envelopes, labels) has
one order: House, then Senate, by last name. The nearest office is the one whose ZIP is nearest
to ours, digit by digit from the left, since the public data has no distances; if none is nearer
than another it is the first in the data.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ..address import Address
from ..address.places import CHAMBER_LINES
from ..errors import Problem
from ..followups import FollowUp
from ..model import Office

#: Where letters may go → what it means.
DESTINATIONS: Mapping[str, str] = {
    "dc": "the office in Washington",
    "district": "the district or state office nearest to us by ZIP code",
}

#: Columns of the list for delivery by hand; the last two are filled in on the way.
DELIVERY = ("chamber", "building", "floor", "room", "name", "phone", "file", "delivered", "received_by")

_ROOM = re.compile(r"(?P<room>[A-Z]{0,2}-?(?P<digits>\d+)[A-Z]?)\s+(?P<building>.+)")
_HOUSE, _CHAMBERS = "house", ("house", "senate")


def ordered(items: Iterable[FollowUp]) -> tuple[FollowUp, ...]:
    """The order of the printer's file, the envelopes and the labels."""

    def key(item: FollowUp) -> tuple[int, str, str, str]:
        who = item.record.legislator
        return _CHAMBERS.index(_chamber(item)), who.last.casefold(), who.first.casefold(), who.id

    return tuple(sorted(items, key=key))


def directed(items: Sequence[FollowUp], to: str) -> tuple[tuple[FollowUp, ...], tuple[Problem, ...]]:
    """The follow-ups with the address they go to; a warning for each that can only go to Washington."""
    if to == "dc":
        return tuple(items), ()
    found = [(item, _nearest(item)) for item in items]
    moved = tuple(replace(item, address=_at(item, office)) if office else item for item, office in found)
    return moved, tuple(_stays(item) for item, office in found if office is None)


def _nearest(item: FollowUp) -> Office | None:
    offices = [one for one in item.record.legislator.offices if one.address and one.city and one.zip]
    ours = re.search(r"\b(\d{5})(?:-\d{4})?\s*$", " ".join(item.organisation.address))
    return max(offices, key=lambda one: _alike(str(one.zip), ours[1] if ours else ""), default=None)


def _alike(zip_code: str, ours: str) -> tuple[int, int]:
    """How many leading digits agree, then how near the next ones are."""
    same = next((at for at, (a, b) in enumerate(zip(zip_code, ours, strict=False)) if a != b), len(ours))
    rest = zip_code[same:5], ours[same:5]
    return same, -abs(int(rest[0]) - int(rest[1])) if same and all(part.isdigit() for part in rest) else 0


def _at(item: FollowUp, office: Office) -> Address:
    street = ", ".join(part for part in (office.address, office.suite) if part)
    city = f"{office.city}, {office.state} {office.zip}"
    lines = (item.address.lines[0], CHAMBER_LINES[_chamber(item)], office.building, street, city)
    return replace(item.address, lines=tuple(" ".join(line.split()) for line in lines if line.strip()))


def _stays(item: FollowUp) -> Problem:
    who = f"{item.address.name} ({item.record.legislator.id})"
    what = f"{who} has no district office with an address"
    return Problem("public data", 0, "", what, "the letter goes to Washington", "warning")


def _chamber(item: FollowUp) -> str:
    return item.record.now.chamber if item.record.now else _HOUSE


@dataclass(frozen=True, slots=True, order=True)
class Stop:
    """One door on the way, in the order of the walk."""

    chamber: str
    building: str  #: "Cannon House Office Building", "" if the room is not known
    floor: int  #: 0 is the ground floor
    room: str


def stop(item: FollowUp) -> Stop:
    """The door of one legislator, from the room line of the address in Washington.

    The last two digits of a room number count the rooms; the one before them is the floor
    (Longworth 1 and Rayburn 2 stand before it). A room with a letter before two digits is on
    the ground floor.
    """
    found = _ROOM.fullmatch(item.address.room)
    chamber = _chamber(item).capitalize()
    if found is None:
        return Stop(chamber, item.address.room, 0, "")
    digits = found["digits"]
    return Stop(chamber, found["building"], int(digits[-3]) if len(digits) > 2 else 0, found["room"])


def delivery(items: Iterable[FollowUp], files: Mapping[str, str]) -> list[tuple[str, ...]]:
    """Rows under ``DELIVERY``, in the order of the walk; ``files``: id → file name."""
    stops = sorted(((stop(item), item) for item in items), key=lambda pair: (pair[0], pair[1].record.legislator.id))
    return [
        (*_told(door), item.address.name, _phone(item), files.get(item.record.legislator.id, ""), "", "")
        for door, item in stops
    ]


def _told(door: Stop) -> tuple[str, str, str, str]:
    return door.chamber, door.building or "not known", str(door.floor) if door.room else "", door.room


def _phone(item: FollowUp) -> str:
    return item.record.now.phone if item.record.now else ""


def delivery_csv(rows: Sequence[tuple[str, ...]]) -> bytes:
    """The list for a spreadsheet."""
    made = io.StringIO(newline="")
    csv.writer(made, lineterminator="\r\n").writerows([DELIVERY, *rows])
    return made.getvalue().encode("utf-8-sig")


def delivery_text(rows: Sequence[tuple[str, ...]]) -> bytes:
    """The list to print and take along: a heading for each floor, a box for each door."""
    lines: list[str] = []
    before = None
    for chamber, building, floor, room, name, phone, *_ in rows:
        if (here := (chamber, building, floor)) != before:
            where = f"{building}, floor {floor}" if floor else building
            lines += ["", f"{chamber}: {where}", "-" * len(f"{chamber}: {where}")]
        before = here
        lines.append(f"[ ] {room or '-':<6} {name:<44} {phone}".rstrip())
    return ("\n".join([f"{len(rows)} letters to deliver", *lines]) + "\n").encode()
