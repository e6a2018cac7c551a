"""Made-up public data in upstream's layout, small enough to break in every way."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from outreach.sources import congress

CURRENT, HISTORICAL, COMMITTEES, MEMBERSHIP, OFFICES, SOCIAL = congress.FILES

#: File name → content.
Data = dict[str, Any]


def term(kind: str = "rep", start: str = "2025-01-03", end: str = "2027-01-03", **fields: Any) -> dict[str, Any]:
    """One term; at large in the House of Ohio unless the fields say otherwise."""
    place: dict[str, Any] = {"state": "OH"} | ({"district": 1} if kind == "rep" else {"class": 1})
    room = f"{fields.pop('room', 100)} Test Building"
    return (
        {"type": kind, "start": start, "end": end, "party": "Democrat"}
        | {"address": f"{room} Washington DC 20515", "office": room, "phone": "202-555-0100"}
        | place
        | fields
    )


def person(id: str, last: str, *terms: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """One made-up person."""
    name = {"first": "Test", "last": last, "official_full": f"Test {last}"}
    return {"id": {"bioguide": id}, "name": name, "bio": {"gender": "F"}, "terms": list(terms)} | fields


def data() -> Data:
    """Twelve in the House, three in the Senate, two who have gone; one committee, one office."""
    house = [person(f"X0000{n:02d}", f"Person{chr(64 + n)}", term(district=n, room=n)) for n in range(1, 13)]
    senate = [
        person(f"X0001{n:02d}", f"Senator{chr(65 + n)}", term("sen", state=s)) for n, s in enumerate(("OH", "PA", "NY"))
    ]
    gone = [
        person("X000201", "Former", term(start="2015-01-03", end="2017-01-03")),
        person("X000202", "Earlier", term(start="2017-01-03", end="2019-01-03", district=2)),
    ]
    return {
        CURRENT: house + senate,
        HISTORICAL: gone,
        COMMITTEES: [{"type": "house", "name": "House Committee on Tests", "thomas_id": "HSTE"}],
        MEMBERSHIP: {"HSTE": [{"bioguide": p["id"]["bioguide"], "party": "majority", "rank": 1} for p in house]},
        OFFICES: [{"id": {"bioguide": "X000001"}, "offices": [{"id": "X000001-town", "city": "Testtown"}]}],
        SOCIAL: [],
    }


def as_bytes(content: Any) -> bytes:
    """As upstream would send it."""
    return json.dumps(content).encode()


def altered(alter: Callable[[Data], object]) -> Data:
    """The data after an alteration of a copy of them."""
    copied = copy.deepcopy(data())
    alter(copied)
    return copied


def write(folder: Path, content: Data) -> Path:
    """The files in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, entries in content.items():
        (folder / name).write_bytes(as_bytes(entries))
    return folder


def entry(content: Data, id: str) -> dict[str, Any]:
    """The entry of the person with that id."""
    found: dict[str, Any] = next(p for p in content[CURRENT] + content[HISTORICAL] if p["id"]["bioguide"] == id)
    return found
