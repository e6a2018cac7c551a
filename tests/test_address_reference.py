"""docs/forms-of-address.md is what the code does."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from outreach.address import addressee, executives, state_legislator
from outreach.address.reference import SOURCES, forms, reference
from outreach.address.states import state_forms
from outreach.model import Leadership, Seating
from outreach.roster import Roster
from outreach.vocabulary import STATES

from .people import person, term

PAGE = Path(__file__).resolve().parents[1] / "docs" / "forms-of-address.md"
ON = date(2026, 6, 14)
HELD = term("NY-7", "2025-01-03", "2027-01-03")


def test_the_page_is_current(update_golden: bool) -> None:
    if update_golden:
        PAGE.write_text(reference(), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == reference()


def test_every_rule_has_a_source_that_is_listed() -> None:
    for form in forms():
        assert form.rule
        keys = re.findall(r"[A-Z]\d|own", form.source)
        assert keys
        assert set(keys) <= SOURCES.keys()


def test_no_form_has_a_courtesy_title_or_an_empty_line() -> None:
    for form in forms():
        text = " ".join((*form.address.lines, form.address.salutation))
        assert not re.search(r"\b(Mr|Mrs|Ms|Miss|Sir|Madam|Congress(?:wo)?man)\b", text)
        assert all(line.strip() for line in form.address.lines)


@pytest.mark.parametrize(
    ("title", "day", "lines", "salutation"),
    [
        (
            "Speaker of the House",
            ON,
            ("Speaker of the House of Representatives", "100 Test House Office Building"),
            "Dear Speaker Person:",
        ),
        (
            "House Majority Leader",
            ON,
            ("Majority Leader", "U.S. House of Representatives"),
            "Dear Representative Person:",
        ),
        ("House Majority Leader", date(2024, 1, 1), None, "Dear Representative Person:"),
        ("House Majority Leader", date(2026, 12, 1), None, "Dear Representative Person:"),
        ("House Republican Conference Chair", ON, None, "Dear Representative Person:"),
        ("Senate Majority Leader", ON, None, "Dear Representative Person:"),
    ],
)
def test_an_office_of_the_chamber_counts_while_it_is_held(
    title: str, day: date, lines: tuple[str, ...] | None, salutation: str
) -> None:
    chamber = "senate" if title.startswith("Senate") else "house"
    held = Leadership(title, chamber, date(2025, 1, 3), date(2026, 11, 1))
    address = addressee(person("X000001", "Test", "Person", HELD, leadership=(held,)), HELD, on=day)
    assert address.lines[1:3] == (lines or ("U.S. House of Representatives", "100 Test House Office Building"))
    assert address.salutation == salutation


@pytest.mark.parametrize(
    ("title", "line", "salutation"),
    [
        ("Chairwoman", "Chairwoman, House Committee on Tests", "Dear Chairwoman Person:"),
        ("Chair", "Chair, House Committee on Tests", "Dear Chair Person:"),
        ("Ranking Member", "Ranking Member, House Committee on Tests", "Dear Ranking Member Person:"),
        ("Ex Officio", "U.S. House of Representatives", "Dear Representative Person:"),
        ("", "U.S. House of Representatives", "Dear Representative Person:"),
    ],
)
def test_a_chair_is_addressed_by_the_committee_s_own_word(title: str, line: str, salutation: str) -> None:
    for gender in "FM":
        who = person("X000001", "Test", "Person", HELD, gender=gender)
        address = addressee(who, HELD, on=ON, committee=Seating("HSTS", "House Committee on Tests", title=title))
        assert (address.lines[1], address.salutation) == (line, salutation)


def test_a_salutation_of_the_organisation_wins_over_an_office() -> None:
    held = Leadership("Speaker of the House", "house", date(2025, 1, 3))
    address = addressee(person("X000001", "Test", "Person", HELD, leadership=(held,)), HELD, "Dear Test", ON)
    assert (address.salutation, address.role) == ("Dear Test:", "Speaker of the House of Representatives")


def test_president_and_vice_president_of_a_day() -> None:
    data = [
        {
            "name": {"first": "Test", "last": "Person", "suffix": "Jr."},
            "terms": [
                {"type": "viceprez", "start": "2017-01-20", "end": "2021-01-20"},
                {"type": "prez", "start": "2021-01-20", "end": "2025-01-20"},
            ],
        }
    ]
    (vice,), (president,), nobody = (executives(data, date(year, 1, 20)) for year in (2020, 2021, 2025))
    assert vice.lines[1:] == ("Vice President of the United States", "The White House", "Washington, DC 20500")
    assert (president.lines[0], president.salutation) == ("The Honorable Test Person, Jr.", "Dear President Person:")
    assert nobody == ()


def test_the_real_executives(shared: Path) -> None:
    import json

    data = json.loads((shared / "data" / "congress" / "executive.json").read_text(encoding="utf-8"))
    assert [one.salutation for one in executives(data, date(2017, 7, 13))] == [
        "Dear Vice President Pence:",
        "Dear President Trump:",
    ]


def test_every_state_has_titles() -> None:
    for state in STATES:
        assert state_forms(state, "upper")[1] in {"Senator", "Councilmember"}
        assert state_forms(state, "lower")[1] in {
            "Representative", "Delegate", "Assemblymember", "Senator", "Councilmember",
        }  # fmt: skip
    address = state_legislator(
        "Test Person", "Person", "NE", "legislature", ("1 Test Street", " ", "Lincoln, NE 00000")
    )
    assert address.lines == ("The Honorable Test Person", "Nebraska Legislature", "1 Test Street", "Lincoln, NE 00000")


def test_everybody_in_the_public_data_has_a_whole_address(full_roster: Roster) -> None:
    for who in full_roster.serving(ON):
        address = addressee(who, who.term_on(ON), on=ON)
        assert address.lines[-1].startswith("Washington, DC 205")
        assert all(address.lines)
    speakers = [
        who for who in full_roster.serving(ON) if "Speaker" in addressee(who, who.term_on(ON), on=ON).salutation
    ]
    assert len(speakers) == 1
