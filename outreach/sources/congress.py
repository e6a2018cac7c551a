"""The public data of the US Congress (unitedstates/congress-legislators) → a roster.

Convention: the files are upstream's JSON in upstream's names; current and historical are a loose
split, so both are read and the terms decide.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

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

_AGAIN = "fetch the data again with 'outreach sync'"
_CHANGED = "the public data has changed its form"

Parsed = TypeVar("Parsed")


def load(folder: Path, as_of: date | None = None, complete: bool = True) -> Roster:
    """Read the files in a folder.

    Raises ``BadFile`` when a needed file is missing, when a file is not JSON, or when an entry lacks
    what everything rests on (id, last name, terms with chamber, state and dates).
    """
    committees = _enrich(folder, FILES[2], [], _committees)
    seatings = _enrich(folder, FILES[3], {}, lambda found: _seatings(found, committees))
    offices = _enrich(folder, FILES[4], [], _all_offices)
    legislators: dict[str, Legislator] = {}
    for name in REQUIRED:
        for entry in _people(folder, name):
            legislator = _parsed(name, _who(entry), entry, lambda entry: _legislator(entry, offices, seatings))
            if legislator.id in legislators:
                raise BadFile(name, f"{legislator.id} is in the data twice", _AGAIN)
            legislators[legislator.id] = legislator
    return Roster(legislators, committees, as_of, complete)


def _people(folder: Path, name: str) -> list[Any]:
    if not (folder / name).exists():
        raise BadFile(name, "is missing", _AGAIN)
    people = _read(folder / name, [])
    if not isinstance(people, list):
        raise BadFile(name, "is not a list of people", _CHANGED)
    return people


def _enrich(folder: Path, name: str, default: Any, parse: Callable[[Any], Parsed]) -> Parsed:
    """What one of the other files says; a file that is not there says nothing."""
    return _parsed(name, "an entry", _read(folder / name, default), parse)


def _parsed(name: str, what: str, entry: Any, parse: Callable[[Any], Parsed]) -> Parsed:
    try:
        return parse(entry)
    except (KeyError, TypeError, ValueError, AttributeError) as fault:
        raise BadFile(name, f"{what}: {_fault(fault)}", _CHANGED) from fault


def _read(path: Path, default: Any) -> Any:
    if not path.exists():
        return default
    try:
        return json.loads(path.read_bytes())
    except (ValueError, RecursionError) as fault:
        raise BadFile(path.name, f"is not whole JSON ({fault})", _AGAIN) from fault


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
    id, name, bio = _text(entry["id"], "bioguide"), entry["name"], entry.get("bio", {})
    died = _day(bio.get("death_date") or bio.get("died"))
    return Legislator(
        id=id,
        first=_text(name, "first"),
        last=_text(name, "last"),
        terms=_terms(entry["terms"], died),
        middle=name.get("middle") or "",
        nickname=name.get("nickname") or "",
        suffix=name.get("suffix") or "",
        official_full=name.get("official_full") or "",
        other_names=tuple(_other_name(other) for other in entry.get("other_names", ())),
        birthday=_day(bio.get("birthday")),
        died=died,
        gender=bio.get("gender") or "",
        common_names=_common_names(entry["id"]),
        offices=offices.get(id, ()),
        seatings=seatings.get(id, ()),
        leadership=tuple(_leadership(role) for role in entry.get("leadership_roles", ())),
    )


def _text(entry: Mapping[str, Any], field: str) -> str:
    value = entry[field]
    if not isinstance(value, str) or not value:
        raise ValueError(f"{field} {value!r} is not text")
    return value


def _terms(entries: list[Mapping[str, Any]], died: date | None) -> tuple[Term, ...]:
    """The terms, oldest first; a death ends them, whatever the scheduled end."""
    terms = sorted((_term(term) for term in entries), key=lambda term: term.start)
    if not terms:
        raise ValueError("has no terms")
    if died is None:
        return tuple(terms)
    begun = [term for term in terms if term.start <= died] or terms[:1]
    return tuple(replace(term, end=max(term.start, died)) if term.end > died else term for term in begun)


def _term(term: Mapping[str, Any]) -> Term:
    if term["type"] not in _CHAMBERS:
        raise ValueError(f"{term['type']!r} is not a chamber we know")
    chamber, district = _CHAMBERS[term["type"]], term.get("district")
    return Term(
        chamber=chamber,
        state=_text(term, "state"),
        # One member without a district must not keep everybody else's news away: it is a doubt, shown by sync.
        district=str(district) if chamber == "house" and district is not None else "",
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


def _all_offices(entries: list[Mapping[str, Any]]) -> dict[str, tuple[Office, ...]]:
    return {entry["id"]["bioguide"]: _offices(entry) for entry in entries}


def _offices(entry: Mapping[str, Any]) -> tuple[Office, ...]:
    return tuple(
        Office(
            office["id"],
            _cell(office, "address"),
            _cell(office, "suite"),
            _cell(office, "building"),
            _cell(office, "city"),
            _cell(office, "state"),
            _cell(office, "zip"),
            _cell(office, "phone"),
            _cell(office, "hours"),
        )
        for office in entry.get("offices", ())
    )


def _cell(office: Mapping[str, Any], key: str) -> str:
    """A cell of an office as text: some suites and ZIP codes are numbers upstream."""
    return str(office.get(key) or "")
