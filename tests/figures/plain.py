"""The files of a workspace and the public data as published, read and looked at by plain loops.

Nothing here comes from the program: what a record means is written out once more, from the manual.
"""

from __future__ import annotations

import csv
import json
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

CHAMBERS = {"house": "House", "senate": "Senate"}
STAGES = ("target", "asked", "considering", "committed", "signed", "declined", "withdrawn")
ROUTES = ("lead", "signer", "signer-moved", "successor", "committee", "ask", "declined", "hold", "gone", "vacant")
NO_VOTE = ("AS", "DC", "GU", "MP", "PR", "VI")
QUIET_DAYS = 14

Row = dict[str, str]


@dataclass(frozen=True)
class Service:
    """One term."""

    chamber: str
    state: str
    number: str
    party: str
    spans: tuple[tuple[date, date, str], ...]
    start: date
    end: date

    def covers(self, on: date) -> bool:
        return self.start <= on < self.end

    def party_on(self, on: date) -> str:
        for start, end, party in self.spans:
            if start <= on < end:
                return party
        return self.party

    @property
    def seat(self) -> tuple[str, str, str]:
        return (self.chamber, self.state, self.number)

    @property
    def label(self) -> str:
        if self.chamber == "senate":
            return f"Senate {self.state}"
        return f"{self.state} at large" if self.number == "0" else f"{self.state}-{self.number}"


@dataclass(frozen=True)
class Person:
    """One entry of the public data."""

    id: str
    name: str
    last: str
    services: tuple[Service, ...]
    panels: frozenset[str]  #: ids of committees and subcommittees today

    def on(self, day: date) -> Service | None:
        found = None
        for service in self.services:
            if service.covers(day):
                found = service
        return found

    def latest(self, day: date) -> Service | None:
        begun = [service for service in self.services if service.start <= day]
        return begun[-1] if begun else None


@dataclass(frozen=True)
class Public:
    """The public data."""

    people: dict[str, Person]
    committees: dict[str, str]  #: id of a full committee → name

    def sitting(self, chamber: str, on: date) -> list[tuple[Person, Service]]:
        found = []
        for who in self.people.values():
            held = who.on(on)
            if held and held.chamber == chamber:
                found.append((who, held))
        return found

    @cached_property
    def seats(self) -> set[tuple[str, str, str]]:
        """Every seat that there is: since the districts were last numbered anew, each has had a holder."""
        begun = date(2023, 1, 3)
        return {s.seat for who in self.people.values() for s in who.services if s.end > begun}

    @cached_property
    def holders(self) -> dict[tuple[str, str, str], list[tuple[Person, Service]]]:
        """Everybody who ever held a seat."""
        found: dict[tuple[str, str, str], list[tuple[Person, Service]]] = {}
        for who in self.people.values():
            for service in who.services:
                found.setdefault(service.seat, []).append((who, service))
        return found

    def filled(self, chamber: str, on: date) -> tuple[int, int, int]:
        """Voting seats that are held, voting seats, seats without a vote that are held."""
        voting = {s for s in self.seats if s[0] == chamber and (chamber == "senate" or s[1] not in NO_VOTE)}
        held = {service.seat for _, service in self.sitting(chamber, on)}
        return len(held & voting), len(voting), len(held - voting)


def public(folder: Path) -> Public:
    """The files as they were published."""
    memberships = _json(folder / "committee-membership-current.json")
    panels: dict[str, set[str]] = {}
    for committee, members in memberships.items():
        for member in members:
            panels.setdefault(member["bioguide"], set()).add(committee)
    entries = _json(folder / "legislators-current.json") + _json(folder / "legislators-historical.json")
    people = [_person(entry, frozenset(panels.get(entry["id"]["bioguide"], ()))) for entry in entries]
    committees = {one["thomas_id"]: one["name"] for one in _json(folder / "committees-current.json")}
    return Public({who.id: who for who in people}, committees)


def _json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _person(entry: dict[str, Any], panels: frozenset[str]) -> Person:
    name, bio = entry["name"], entry.get("bio", {})
    died = bio.get("death_date") or bio.get("died")
    parts = [name["first"], name.get("middle"), name["last"]]
    full = " ".join(filter(None, parts)) + (f", {name['suffix']}" if name.get("suffix") else "")
    services = []
    for term in sorted(entry["terms"], key=lambda term: str(term["start"])):
        if died and term["start"] > died:
            continue
        end = min(term["end"], max(died, term["start"])) if died else term["end"]
        services.append(_service(term, date.fromisoformat(end)))
    return Person(entry["id"]["bioguide"], name.get("official_full") or full, name["last"], tuple(services), panels)


def _service(term: dict[str, Any], end: date) -> Service:
    house = term["type"] == "rep"
    spans = tuple(
        (date.fromisoformat(one["start"]), date.fromisoformat(one["end"]), one["party"])
        for one in term.get("party_affiliations", ())
    )
    return Service(
        "house" if house else "senate",
        term["state"],
        str(term["district"] if house else term["class"]),
        term.get("party") or "",
        spans,
        date.fromisoformat(term["start"]),
        end,
    )


@dataclass(frozen=True)
class Letter:
    """One letter of outreach.toml."""

    slug: str
    title: str
    addressee: str
    chambers: tuple[str, ...]
    sent: date
    expected: int | None
    goal: int | None
    leads: tuple[str, ...]
    committees: tuple[str, ...]


@dataclass(frozen=True)
class Line:
    """One line of history.csv."""

    day: date
    letter: str
    id: str
    field: str
    old: str
    new: str
    why: str
    batch: str


@dataclass(frozen=True)
class Files:
    """outreach.toml, contacts.csv and history.csv."""

    letters: dict[str, Letter]
    held: dict[str, date]  #: who is not to be contacted → since when
    contacts: dict[tuple[str, str], Row]
    history: tuple[Line, ...]

    @cached_property
    def begin(self) -> date:
        """The first day of the history."""
        return min(line.day for line in self.history)

    def rows(self, on: date) -> dict[tuple[str, str], Row]:
        """The rows at the end of the day, by going through the history from its beginning."""
        found: dict[tuple[str, str], Row] = {}
        for line in self.history:
            if line.day <= max(on, self.begin):
                key = (line.letter, line.id)
                if line.field != "row":
                    found.setdefault(key, {})[line.field] = line.new
                elif line.new:
                    found.setdefault(key, {})
                else:
                    found.pop(key, None)
        if on < self.begin:
            early = {key: row for key, row in found.items() if not row.get("signed_on", "") > str(on)}
            found = {key: _undated(row, on) for key, row in early.items()}
        return found


def _undated(row: Row, on: date) -> Row:
    return {**row, "last_contact": "", "channel": ""} if row.get("last_contact", "") > str(on) else row


def files(root: Path) -> Files:
    """The files in the folder."""
    raw = tomllib.loads((root / "outreach.toml").read_text(encoding="utf-8"))
    with (root / "contacts.csv").open(encoding="utf-8-sig", newline="") as file:
        contacts = {(row["letter"], row["id"]): row for row in csv.DictReader(file)}
    with (root / "history.csv").open(encoding="utf-8-sig", newline="") as file:
        lines = [
            Line(
                date.fromisoformat(row["at"][:10]),
                *(row[name] for name in ("letter", "id", "field", "old", "new", "why", "batch")),
            )
            for row in csv.DictReader(file)
        ]
    held = {one["id"]: one["on"] for one in raw.get("overrides", ())}
    return Files({slug: _letter(slug, one) for slug, one in raw["letters"].items()}, held, contacts, tuple(lines))


def _letter(slug: str, raw: dict[str, Any]) -> Letter:
    chambers = ("house", "senate") if raw["chamber"] == "both" else (raw["chamber"],)
    numbers = (raw.get("expected"), raw.get("goal"))
    lists = (tuple(raw["leads"]), tuple(raw["committees"]))
    return Letter(slug, raw["title"], raw["addressee"], chambers, raw["sent"], *numbers, *lists)


def day(cell: str) -> date | None:
    """The day in a cell."""
    return date.fromisoformat(cell) if cell else None


@dataclass(frozen=True)
class One:
    """One legislator and one letter on a day."""

    letter: Letter
    who: Person
    on: date
    row: Row | None
    role: str  #: "" for who has not signed
    signed_on: date | None
    route: str = ""

    @property
    def now(self) -> Service | None:
        return self.who.on(self.on)

    @property
    def then(self) -> Service | None:
        """The term that the signature was given in."""
        found = self.who.on(self.signed_on) if self.signed_on else None
        return found or self.who.on(self.letter.sent)

    @property
    def counted(self) -> tuple[Service | None, date]:
        """The term that the record counts in, and the day of it."""
        if self.signed_on is None:
            return self.now, self.on
        day = self.signed_on if self.who.on(self.signed_on) else self.letter.sent
        return (self.then, day) if self.then else (self.now, self.on)

    @property
    def sits(self) -> bool:
        """Whether they serve in a chamber of the letter on the day."""
        return self.now is not None and self.now.chamber in self.letter.chambers

    def cell(self, name: str) -> str:
        return (self.row or {}).get(name, "")

    @property
    def stage(self) -> str:
        return "signed" if self.signed_on else self.cell("stage")


@dataclass(frozen=True)
class Standing:
    """All letters on a day."""

    data: Public
    files: Files
    on: date
    rows: dict[tuple[str, str], Row]
    known: dict[str, list[One]] = field(default_factory=dict)  #: slug → what ``ones`` found

    def signed(self, letter: Letter) -> dict[str, tuple[str, date]]:
        """Id → role and day, for everybody in the public data who has signed and not taken it back."""
        found = {}
        leads = letter.leads if self.on >= letter.sent else ()
        for (slug, id), row in self.rows.items():
            says = row.get("stage") == "signed" or row.get("role") in ("lead", "signer") or id in leads
            if slug == letter.slug and says and row.get("stage") not in ("declined", "withdrawn"):
                role = "lead" if row.get("role") == "lead" or id in leads else "signer"
                found[id] = (role, day(row.get("signed_on", "")) or letter.sent)
        for id in leads:
            if (letter.slug, id) not in self.rows:
                found[id] = ("lead", letter.sent)
        return {id: signature for id, signature in found.items() if id in self.data.people}

    def ones(self, letter: Letter) -> list[One]:
        """Everybody who sits in a chamber of the letter, and everybody who signed it."""
        if letter.slug not in self.known:
            self.known[letter.slug] = self._ones(letter)
        return self.known[letter.slug]

    def _ones(self, letter: Letter) -> list[One]:
        signed = self.signed(letter)
        ids = [who.id for chamber in letter.chambers for who, _ in self.data.sitting(chamber, self.on)]
        ids += [id for id in signed if id not in ids]
        bare = [self._one(letter, id, signed) for id in ids]
        heirs, empty = self._after(letter, [one for one in bare if one.signed_on])
        return [One(o.letter, o.who, o.on, o.row, o.role, o.signed_on, self._route(o, heirs, empty)) for o in bare]

    def _one(self, letter: Letter, id: str, signed: dict[str, tuple[str, date]]) -> One:
        role, when = signed.get(id, ("", None))
        return One(letter, self.data.people[id], self.on, self.rows.get((letter.slug, id)), role, when)

    def everybody(self, letters: Iterable[Letter]) -> list[One]:
        return [one for letter in letters for one in self.ones(letter)]

    def strangers(self, letter: Letter) -> int:
        """Rows about ids that are not in the public data."""
        return sum(slug == letter.slug and id not in self.data.people for slug, id in self.rows)

    def beside(self, letter: Letter) -> int:
        """Rows about people who neither signed nor sit in a chamber of the letter."""
        known = {one.who.id for one in self.ones(letter)}
        return sum(s == letter.slug and id in self.data.people and id not in known for s, id in self.rows)

    def _route(self, one: One, heirs: set[str], empty: set[str]) -> str:
        last = day(one.cell("last_contact"))
        since = self.files.held.get(one.who.id)
        quiet = last is not None and last <= self.on < last + timedelta(QUIET_DAYS)
        if one.now is None:
            return "vacant" if one.who.id in empty else "gone"
        if quiet or (since is not None and since <= self.on):
            return "hold"
        if one.cell("stage") in ("declined", "withdrawn"):
            return "declined"
        if one.signed_on:
            came = one.then.chamber if one.then else one.now.chamber
            return "signer-moved" if one.now.chamber != came else one.role
        if one.who.id in heirs:
            return "successor"
        parents = {panel[:4] for panel in one.who.panels} | one.who.panels
        return "committee" if parents & set(one.letter.committees) else "ask"

    def _after(self, letter: Letter, signed: list[One]) -> tuple[set[str], set[str]]:
        """Who holds the seat of a signatory who has gone from it; and the signatories whose seat nobody holds."""
        heirs, empty = set(), set()
        for one in signed:
            chamber = one.then.chamber if one.then else letter.chambers[0]
            if one.now and one.now.chamber == chamber:
                continue
            left = [s for s in one.who.services if s.chamber == chamber and s.start <= self.on][-1]
            heir, vacant = self._heir(left)
            if heir and not _beside(heir, left):
                heirs.add(heir.id)
            if vacant:
                empty.add(one.who.id)
        return heirs, empty

    def _heir(self, left: Service) -> tuple[Person | None, bool]:
        """Who came after, from person to person; and whether nobody holds the seat."""
        seat, since = left.seat, left.end
        while True:
            came = [(who, s) for who, s in self.data.holders[seat] if s.end > since and s.start <= self.on]
            if not came:
                return None, seat in self.data.seats
            who, service = min(came, key=lambda one: one[1].start)
            if service.start >= since and _changed_district(who, service):
                held = any(s.covers(self.on) for _, s in self.data.holders[seat])
                return None, seat in self.data.seats and not held
            last = service
            for other in who.services:
                if last.start < other.start <= self.on and _goes_on(last, other):
                    last = other
            if last.covers(self.on):
                return who, False
            seat, since = last.seat, last.end


def _goes_on(before: Service, after: Service) -> bool:
    same = (before.chamber, before.state) == (after.chamber, after.state)
    return same and (after.start - before.end).days <= 60


def _changed_district(who: Person, service: Service) -> bool:
    before = [other for other in who.services if other.start < service.start]
    moved = bool(before) and _goes_on(before[-1], service) and before[-1].seat != service.seat
    return moved and service.chamber == "house"


def _beside(heir: Person, left: Service) -> bool:
    """Whether the two sat in the chamber together."""
    held = heir.on(left.end - timedelta(1))
    return held is not None and held.chamber == left.chamber
