"""The public data of the US Congress (unitedstates/congress-legislators) → a roster.

Convention: the files are upstream's JSON in upstream's names; current and historical are a loose
split, so both are read and the terms decide.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from ..errors import BadFile
from ..model import (
    Committee,
    Leadership,
    Legislator,
    Office,
    OtherName,
    PartySpan,
    Seating,
    Term,
)
from ..roster import Roster

#: Files of the source, in the order of fetching; the first two are needed, the others enrich.
FILES = (
    "legislators-current.json",
    "legislators-historical.json",
    "committees-current.json",
    "committee-membership-current.json",
    "legislators-district-offices.json",
    "legislators-social-media.json",
)
REQUIRED = FILES[:2]

_CHAMBERS = {"rep": "house", "sen": "senate"}


def load(folder: Path, as_of: date | None = None, complete: bool = True) -> Roster:
    """Read the files in a folder.

    Raises ``BadFile`` when a needed file is missing, is not JSON, or a person in it lacks what
    everything rests on (id, last name, terms with chamber, state and dates).
    """
    people = [entry for name in REQUIRED for entry in _people(folder, name)]
    committees = _committees(_read(folder / FILES[2], []))
    seatings = _seatings(_read(folder / FILES[3], {}), committees)
    offices = {entry["id"]["bioguide"]: _offices(entry) for entry in _read(folder / FILES[4], [])}
    legislators: dict[str, Legislator] = {}
    for name, entry in people:
        try:
            legislator = _legislator(entry, offices, seatings)
        except (KeyError, TypeError, ValueError) as fault:
            raise BadFile(name, f"{_who(entry)}: {_fault(fault)}", "the public data has changed its form") from fault
        if legislator.id in legislators:
            raise BadFile(name, f"{legislator.id} is in the data twice", "fetch the data again with 'outreach sync'")
        legislators[legislator.id] = legislator
    return Roster(legislators, committees, as_of, complete)


def _people(folder: Path, name: str) -> list[tuple[str, Mapping[str, Any]]]:
    if not (folder / name).exists():
        raise BadFile(name, "is missing", "fetch it with 'outreach sync'")
    return [(name, entry) for entry in _read(folder / name, [])]


def _read(path: Path, default: Any) -> Any:
    if not path.exists():
        return default
    try:
        return json.loads(path.read_bytes())
    except ValueError as fault:
        raise BadFile(path.name, f"is not whole JSON ({fault})", "fetch it again with 'outreach sync'") from fault


def _who(entry: object) -> str:
    if isinstance(entry, dict):
        names = entry.get("name")
        ids = entry.get("id")
        last = names.get("last", "?") if isinstance(names, dict) else "?"
        return f"{last} ({ids.get('bioguide', 'no id') if isinstance(ids, dict) else 'no id'})"
    return "an entry"


def _fault(fault: Exception) -> str:
    return f"{fault} is missing" if isinstance(fault, KeyError) else str(fault)


def _legislator(
    entry: Mapping[str, Any],
    offices: Mapping[str, tuple[Office, ...]],
    seatings: Mapping[str, tuple[Seating, ...]],
) -> Legislator:
    id, name, bio = entry["id"]["bioguide"], entry["name"], entry.get("bio", {})
    if not isinstance(id, str):
        raise ValueError(f"id {id!r} is not text")
    return Legislator(
        id=id,
        first=name["first"],
        last=name["last"],
        terms=tuple(sorted((_term(term) for term in entry["terms"]), key=lambda term: term.start)),
        middle=name.get("middle") or "",
        nickname=name.get("nickname") or "",
        suffix=name.get("suffix") or "",
        official_full=name.get("official_full") or "",
        other_names=tuple(_other_name(other) for other in entry.get("other_names", ())),
        birthday=_day(bio.get("birthday")),
        died=_day(bio.get("death_date") or bio.get("died")),
        gender=bio.get("gender") or "",
        common_names=_common_names(entry["id"]),
        offices=offices.get(id, ()),
        seatings=seatings.get(id, ()),
        leadership=tuple(_leadership(role) for role in entry.get("leadership_roles", ())),
    )


def _term(term: Mapping[str, Any]) -> Term:
    chamber = _CHAMBERS[term["type"]]
    district = term.get("district")
    if chamber == "house" and district is None:
        raise KeyError("district")
    return Term(
        chamber=chamber,
        state=term["state"],
        district=str(district) if chamber == "house" else "",
        senate_class=str(term.get("class") or "") if chamber == "senate" else "",
        party=term.get("party") or "",
        start=date.fromisoformat(term["start"]),
        end=date.fromisoformat(term["end"]),
        caucus=term.get("caucus") or "",
        spans=tuple(_span(span) for span in term.get("party_affiliations", ())),
        address=term.get("address") or "",
        office=term.get("office") or "",
        phone=term.get("phone") or "",
        url=term.get("url") or "",
        contact_form=term.get("contact_form") or "",
    )


def _span(span: Mapping[str, Any]) -> PartySpan:
    return PartySpan(
        date.fromisoformat(span["start"]), date.fromisoformat(span["end"]), span["party"], span.get("caucus") or ""
    )


def _other_name(other: Mapping[str, Any]) -> OtherName:
    return OtherName(
        other["last"],
        other.get("first") or "",
        other.get("middle") or "",
        other.get("suffix") or "",
        _day(other.get("end")),
    )


def _leadership(role: Mapping[str, Any]) -> Leadership:
    return Leadership(role["title"], role["chamber"], date.fromisoformat(role["start"]), _day(role.get("end")))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _common_names(ids: Mapping[str, Any]) -> tuple[str, ...]:
    """Names other sites use, as upstream's ids give them: "Jack Reed (Rhode Island politician)" → "Jack Reed"."""
    found = (ids.get(site, "") for site in ("wikipedia", "ballotpedia"))
    return tuple(dict.fromkeys(name.split(" (")[0] for name in found if isinstance(name, str) and name))


def _committees(entries: list[Mapping[str, Any]]) -> dict[str, Committee]:
    found: dict[str, Committee] = {}
    for entry in entries:
        id = entry["thomas_id"]
        found[id] = Committee(id, entry["name"], entry.get("type", ""))
        for sub in entry.get("subcommittees", ()):
            full = id + sub["thomas_id"]
            found[full] = Committee(full, sub["name"], entry.get("type", ""), parent=id)
    return found


def _seatings(
    membership: Mapping[str, list[Mapping[str, Any]]], committees: Mapping[str, Committee]
) -> dict[str, tuple[Seating, ...]]:
    found: dict[str, list[Seating]] = {}
    for id, members in membership.items():
        committee = committees.get(id, Committee(id, id, ""))
        for member in members:
            seating = Seating(
                id,
                committee.name,
                committee.parent,
                member.get("title") or "",
                member.get("party") or "",
                int(member.get("rank") or 0),
            )
            found.setdefault(member["bioguide"], []).append(seating)
    return {who: tuple(sorted(held, key=lambda s: (s.parent != "", s.committee))) for who, held in found.items()}


def _offices(entry: Mapping[str, Any]) -> tuple[Office, ...]:
    return tuple(
        Office(
            office["id"],
            office.get("address") or "",
            office.get("suite") or "",
            office.get("building") or "",
            office.get("city") or "",
            office.get("state") or "",
            office.get("zip") or "",
            office.get("phone") or "",
            office.get("hours") or "",
        )
        for office in entry.get("offices", ())
    )
