"""A small made-up letter with its universe, and everything needed to write follow-ups."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

from outreach import merge
from outreach.model import Contact, Legislator, Letter, Organisation, Record, Seating, Settings
from outreach.roster import Roster

from .people import person, term

ROOT = Path(__file__).resolve().parents[1]
ON = date(2026, 6, 14)
LETTER = Letter(
    slug="rivers-2017",
    title="Letter to the Secretary on rivers",
    addressee="Secretary Test",
    chambers=("house",),
    sent=date(2017, 7, 13),
    expected=4,
    leads=("X000001",),
    committees=("HSTS",),
    summary="clean rivers",
    ask="ask the Secretary what has become of the plan.",
)
ORGANISATION = Organisation(
    name="Example Rights Network",
    sender="Robin Example",
    sender_title="Director",
    address=("100 Example Street", "Anytown, NY 00000"),
    phone="555-0100",
    email="robin@example.org",
    website="https://example.org",
)
TEMPLATES = {
    "lead": "thank-lead.md",
    "signer": "thank-you.md",
    "signer-moved": "thank-you-new-chamber.md",
    "successor": "successor.md",
    "committee": "ask-committee.md",
    "ask": "ask.md",
    "declined": "thank-for-considering.md",
    "ask-again": "ask-again.md",
}
SETTINGS = Settings(ORGANISATION, {LETTER.slug: LETTER}, TEMPLATES)

#: One legislator for each thing that can happen: the lead, a signer with another district, one who moved
#: to the Senate, one who left, a successor, a member of the committee, two more.
PEOPLE = (
    person("X000001", "Ann", "Lead", term("NY-7", "2017-01-03", "2027-01-03", office="101 Test House Office Building")),
    person(
        "X000002",
        "Bo",
        "Núñez",
        term("NY-12", "2017-01-03", "2023-01-03", "Republican"),
        term("NY-10", "2023-01-03", "2027-01-03", "Republican", office="102 Test House Office Building"),
        official_full="Bo Núñez, Jr.",
        suffix="Jr.",
    ),
    person(
        "X000003",
        "Cy",
        "O’Moved",
        term("MA-5", "2017-01-03", "2021-01-03"),
        term("MA/2", "2021-01-03", "2027-01-03", office="1 Test Senate Office Building"),
    ),
    person("X000004", "Di", "Gone", term("RI-1", "2017-01-03", "2023-06-01")),
    person("X000005", "Ed", "Next", term("RI-1", "2023-11-07", "2027-01-03", office="103 Test House Office Building")),
    person(
        "X000006",
        "Flo",
        "Committee",
        term("TX-1", "2021-01-03", "2027-01-03", "Republican", office="104 Test House Office Building"),
        seatings=(Seating("HSTS", "House Committee on Tests", title="Ranking Member", side="minority", rank=1),),
    ),
    person(
        "X000007", "Gil", "Asked", term("NY-3", "2017-01-03", "2027-01-03", office="105 Test House Office Building")
    ),
    person(
        "X000008", "Hal", "Delegate", term("VI-0", "2025-01-03", "2027-01-03", office="106 Test House Office Building")
    ),
)
CONTACTS = (
    Contact(LETTER.slug, "X000002", stage="signed", role="signer", notes="CANARY", next_step="CANARY"),
    Contact(LETTER.slug, "X000003", stage="signed", role="signer", staffer="Sam Staffer", notes="CANARY"),
    Contact(LETTER.slug, "X000004", stage="signed", role="signer", notes="CANARY"),
    Contact(LETTER.slug, "X000007", stage="considering", last_contact="2026-01-05", channel="call", notes="CANARY"),
)


def roster(people: Iterable[Legislator] = PEOPLE) -> Roster:
    """The people as a roster of which only some seats are known."""
    return Roster({one.id: one for one in people}, as_of=ON, complete=False)


def records(
    letter: Letter = LETTER,
    contacts: Iterable[Contact] = CONTACTS,
    settings: Settings = SETTINGS,
    on: date = ON,
    people: Iterable[Legislator] = PEOPLE,
) -> tuple[Record, ...]:
    """The universe of the letter."""
    return merge.records(letter, roster(people), contacts, settings, on)


def templates(folder: Path, **changed: str) -> Path:
    """The shipped templates in a folder of their own; ``ask="…"`` writes ask.md anew."""
    target = folder / "templates"
    if not target.exists():
        shutil.copytree(ROOT / "templates", target)
    for name, text in changed.items():
        (target / f"{name.replace('_', '-')}.md").write_text(text, encoding="utf-8")
    return target


def settings_with(**changes: object) -> Settings:
    """The settings with other fields."""
    return replace(SETTINGS, **changes)  # type: ignore[arg-type]
