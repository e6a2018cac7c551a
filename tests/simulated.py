"""A made-up Congress and a year of made-up dealings with it: for volume, and for pictures."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from outreach import merge
from outreach.ledger import changes_for
from outreach.model import Change, Committee, Contact, Legislator, Letter, Seat, Seating, Settings, Term
from outreach.report import Asked, Report, count
from outreach.roster import Roster
from outreach.vocabulary import APPORTIONMENTS, NON_VOTING

from .rosters import settings

ON = date(2026, 6, 14)

_FIRST = ("Ada", "Bea", "Cid", "Dan", "Eve", "Fay", "Gus", "Hal", "Ida", "Joe", "Kim", "Leo", "Mia", "Ned", "Ola")
_LAST = ("Example", "Sample", "Specimen", "Pattern", "Model", "Mockup", "Instance", "Dummy", "Placeholder", "Stand-in")
_PANEL = Committee("HSFA", "House Committee on Foreign Affairs", "house")
_STAGES = ("target", "asked", "considering", "committed", "signed")
_TITLES = (
    "Letter to the Secretary of State on visas for human rights defenders",
    "Letter to the appropriators on the equality fund",
    "Letter to the President on political prisoners",
)


@dataclass(frozen=True)
class World:
    """Settings, roster, contacts and history that fit each other."""

    settings: Settings
    roster: Roster
    contacts: tuple[Contact, ...]
    changes: tuple[Change, ...]

    def report(self, since: date = date(2026, 5, 17), with_notes: bool = False) -> Report:
        """Everything counted."""
        asked = Asked(ON, since, with_notes=with_notes)
        figures = []
        for letter in self.settings.letters.values():
            records = merge.records(letter, self.roster, self.contacts, self.settings, ON)
            figures.append(count(letter, records, self.contacts, self.changes, self.roster, asked))
        return Report("Example Rights Network", ON, ON, True, since, True, 30, with_notes, tuple(figures))


def congress(seed: int = 1) -> Roster:
    """Somebody in all but four seats of the House and in all of the Senate."""
    chance = random.Random(seed)
    seats = [Seat("house", state, str(n)) for state, many in APPORTIONMENTS[0][1].items() for n in _numbers(many)]
    seats = [*chance.sample(seats, len(seats) - 4), *(Seat("house", state, "0") for state in NON_VOTING)]
    states = sorted(APPORTIONMENTS[0][1])
    seats += [Seat("senate", state, number) for n, state in enumerate(states) for number in _classes(n)]
    people = [_person(number, seat, chance) for number, seat in enumerate(seats)]
    return Roster({who.id: who for who in people}, {_PANEL.id: _PANEL}, ON)


def _numbers(many: int) -> Sequence[int]:
    return [0] if many == 1 else range(1, many + 1)


def _classes(number: int) -> tuple[str, str]:
    return (("1", "2"), ("1", "3"), ("2", "3"))[number % 3]


def _person(number: int, seat: Seat, chance: random.Random) -> Legislator:
    lean = random.Random(seat.state).random()
    party = "Democrat" if chance.random() < 0.25 + lean / 2 else "Republican"
    party = "Independent" if chance.random() < 0.004 else party
    house = seat.chamber == "house"
    term = Term(
        seat.chamber,
        seat.state,
        seat.number if house else "",
        "" if house else seat.number,
        party,
        date(2025, 1, 3),
        date(2027, 1, 3),
    )
    seatings = (Seating(_PANEL.id, _PANEL.name),) if house and chance.random() < 0.12 else ()
    first, last = _FIRST[number % len(_FIRST)], _LAST[number // len(_FIRST) % len(_LAST)]
    middle = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[number // (len(_FIRST) * len(_LAST))]
    return Legislator(f"X{number:06d}", first, last, (term,), f"{middle}.", seatings=seatings)


def year(letters: int, roster: Roster | None = None, share: float = 0.35, seed: int = 1) -> World:
    """So many letters, each with dealings with a share of Congress in the last year."""
    chance = random.Random(seed)
    roster = roster or congress(seed)
    known = [_letter(number) for number in range(letters)]
    rows: list[Contact] = []
    changes: list[Change] = []
    for letter in known:
        people = list(roster.serving(ON, letter.chambers))
        for who in chance.sample(people, int(len(people) * share)):
            row, made = _dealings(letter, who, chance)
            rows.append(row)
            changes += made
    changes.sort(key=lambda change: change.at)
    return World(settings(*known), roster, tuple(rows), tuple(changes))


def _letter(number: int) -> Letter:
    chambers = (("house",), ("house", "senate"), ("senate",))[number % 3]
    title = _TITLES[number % len(_TITLES)] + (f" ({number // 3 + 1})" if number > 2 else "")
    goal = (150, 180, 50)[number % 3]
    slug = f"{('visas', 'equality-fund', 'prisoners')[number % 3]}-{2026 + number // 3}"
    return Letter(slug, title, "the Secretary of State", chambers, date(2026, 1, 20), None, goal, committees=("HSFA",))


def _dealings(letter: Letter, who: Legislator, chance: random.Random) -> tuple[Contact, list[Change]]:
    """The row as it is now, and the changes that made it."""
    day = ON - timedelta(chance.randrange(60, 360))
    row: Contact | None = None
    changes: list[Change] = []
    for stage in _STAGES[: chance.choice((1, 2, 3, 4, 5, 5, 5, 5))]:
        day += timedelta(chance.randrange(5, 60))
        if row and day > ON:
            break
        fresh = _row(letter, who, stage, day, chance)
        changes += changes_for(row, fresh, "ana", f"{day}T12:00:00+00:00")
        row = fresh
    assert row is not None
    return row, changes


def _row(letter: Letter, who: Legislator, stage: str, day: date, chance: random.Random) -> Contact:
    signed, open_ = stage == "signed", stage in ("asked", "considering", "committed")
    due = day + timedelta(chance.randrange(10, 45))
    return Contact(
        letter.slug,
        who.id,
        who.name,
        stage=stage,
        role="signer" if signed else "",
        signed_on=day.isoformat() if signed else "",
        owner=chance.choice(("Ana", "Bo", "Cy")),
        last_contact=day.isoformat() if stage != "target" else "",
        next_step=chance.choice(("Call the scheduler", "Send the background paper", "Meet the staffer"))
        if open_
        else "",
        due=due.isoformat() if open_ and due > ON - timedelta(4) else "",
        notes="CANARY",
    )
