"""Forms of address: names as people use them, titles by seat, addresses without holes."""

from __future__ import annotations

from datetime import date

import pytest

from outreach.address import addressee, place, printed, title
from outreach.model import Legislator, Term
from outreach.roster import Roster

from .people import person, term


def named(official: str, first: str, last: str, **more: object) -> Legislator:
    return person("X000001", first, last, official_full=official, **more)


@pytest.mark.parametrize(
    ("legislator", "expected"),
    [
        (named("Jack Reed", "John", "Reed", nickname="Jack"), "Jack Reed"),
        (named('Jesús G. "Chuy" García', "Jesús", "García", nickname="Chuy"), "Chuy García"),
        (
            named('Henry C. "Hank" Johnson, Jr.', "Henry", "Johnson", nickname="Hank", suffix="Jr."),
            "Hank Johnson, Jr.",
        ),
        (named("Joe Manchin, III", "Joe", "Manchin", suffix="III"), "Joe Manchin, III"),
        (named("Beto O’Rourke", "Beto", "O’Rourke"), "Beto O’Rourke"),
        (named("Nydia M. Velázquez", "Nydia", "Velázquez"), "Nydia M. Velázquez"),
        (named("Debbie Wasserman Schultz", "Debbie", "Wasserman Schultz"), "Debbie Wasserman Schultz"),
        (named("Andy Barr", "Garland", "Barr", nickname="Andy"), "Andy Barr"),
        (named("", "Edward", "Kennedy", nickname="Ted"), "Ted Kennedy"),
        (named("", "James (Jim)", "Moylan"), "Jim Moylan"),
        (named("", "Analilia", "Mejia"), "Analilia Mejia"),
        (named("", "Test", "Person", middle="Q.", suffix="Jr."), "Test Q. Person, Jr."),
    ],
)
def test_names_are_printed_as_people_use_them(legislator: Legislator, expected: str) -> None:
    assert printed(legislator).text == expected


@pytest.mark.parametrize(
    ("seat", "last", "expected"),
    [
        ("MA/1", "Person", ("Senator", "Dear Senator Person:")),
        ("NY-7", "Velázquez", ("Representative", "Dear Representative Velázquez:")),
        ("DC-0", "Person", ("Delegate", "Dear Delegate Person:")),
        ("AS-0", "Person", ("Delegate", "Dear Delegate Person:")),
        ("PR-0", "Person", ("Resident Commissioner", "Dear Commissioner Person:")),
        ("VT-0", "O’Person", ("Representative", "Dear Representative O’Person:")),
    ],
)
def test_the_title_goes_with_the_seat(seat: str, last: str, expected: tuple[str, str]) -> None:
    held = term(seat, "2025-01-03", "2027-01-03")
    address = addressee(person("X000001", "Test", last, held), held)
    assert (title(held), address.salutation) == expected
    assert address.problems == ()


def test_a_gender_changes_nothing() -> None:
    held = term("NY-7", "2025-01-03", "2027-01-03")
    women, men = (addressee(person("X000001", "Test", "Person", held, gender=gender), held) for gender in "FM")
    assert women == men


def test_every_part_has_its_rule() -> None:
    held = term("NY-7", "2025-01-03", "2027-01-03")
    address = addressee(person("X000001", "Test", "Person", held), held)
    assert address.lines == (
        "The Honorable Test Person",
        "U.S. House of Representatives",
        "100 Test House Office Building",
        "Washington, DC 20515",
    )
    assert address.reasons == {
        "name": "built from first and last name, no official full name yet",
        "title": "the seat is in the House for NY",
        "honorific": "every member of Congress",
        "address": "the address of the term in the public data",
        "salutation": "by the title",
    }


@pytest.mark.parametrize(
    "wanted", ["Congresswoman Person", "Dear Congresswoman Person", " dear Congresswoman  Person: "]
)
def test_what_the_organisation_wants_wins(wanted: str) -> None:
    held = term("NY-7", "2025-01-03", "2027-01-03")
    address = addressee(person("X000001", "Test", "Person", held), held, wanted)
    assert address.salutation.lower() == "dear congresswoman person:"
    assert address.reasons["salutation"] == "as the organisation wants it"


def test_former_members_keep_the_honorific_and_get_no_title() -> None:
    address = addressee(person("X000001", "Test", "Person", term("NY-7", "2015-01-03", "2017-01-03")), None)
    assert (address.lines, address.title) == (("The Honorable Test Person",), "")
    assert address.salutation == "Dear Test Person:"
    assert [problem.level for problem in address.problems] == ["error"]


def at(seat: str, address: str, office: str = "") -> Term:
    held = term(seat, "2025-01-03", "2027-01-03")
    return Term(held.chamber, held.state, held.district, held.senate_class, "Democrat", held.start, held.end,
                address=address, office=office)  # fmt: skip


@pytest.mark.parametrize(
    ("seat", "address", "lines"),
    [
        (
            "NJ-11",
            "1427 Longworth House Office Building Washington DC 20515-3011",
            ("1427 Longworth House Office Building", "Washington, DC 20515-3011"),
        ),
        (
            "OH-2",
            "2419 Rayburn HOB; Washington DC 20515-1302",
            ("2419 Rayburn House Office Building", "Washington, DC 20515-1302"),
        ),
        (
            "NY-9",
            "2104 Rayburn House Office Building;  20515-3209",
            ("2104 Rayburn House Office Building", "Washington, DC 20515-3209"),
        ),
        (
            "NV/1",
            "361A RUSSELL SENATE OFFICE BUILDING WASHINGTON DC 20510",
            ("361A Russell Senate Office Building", "Washington, DC 20510"),
        ),
        ("RI-1", "1 Test Street, Suite 2, Providence, RI 02903", ("1 Test Street", "Suite 2", "Providence, RI 02903")),
        ("RI-1", "1 Test Street; Providence, RI 02903", ("1 Test Street", "Providence, RI 02903")),
        ("RI-1", "1 Test Street, Suite 2; Providence, RI 02903", ("1 Test Street, Suite 2", "Providence, RI 02903")),
    ],
)
def test_addresses_become_lines(seat: str, address: str, lines: tuple[str, ...]) -> None:
    where = place(at(seat, address))
    assert where.lines[1:] == lines
    assert where.fault == ""


def test_a_room_alone_is_an_address() -> None:
    where = place(at("MA/1", "", "255 Dirksen Senate Office Building"))
    assert where.lines == ("United States Senate", "255 Dirksen Senate Office Building", "Washington, DC 20510")


def test_a_missing_room_is_a_warning_and_never_an_empty_line() -> None:
    held = at("CA-1", "")
    address = addressee(person("X000001", "Test", "Person", held), held)
    assert address.lines == ("The Honorable Test Person", "U.S. House of Representatives", "Washington, DC 20515")
    assert [str(problem) for problem in address.problems] == [
        "public data: Test Person (X000001) has no room in Washington yet; give the address in outreach.toml: "
        '[[overrides]] id = "X000001", kind = "address"'
    ]
    assert address.problems[0].level == "warning"


@pytest.mark.parametrize(
    ("seat", "zip", "right"),
    [("MA/1", "20515", False), ("NY-7", "20510", False), ("NY-7", "20501", False), ("MA/1", "20510", True)],
)
def test_the_zip_must_be_that_of_the_chamber(seat: str, zip: str, right: bool) -> None:
    held = at(seat, f"1 Test Office Building Washington DC {zip}")
    problems = addressee(person("X000001", "Test", "Person", held), held).problems
    assert [problem.level for problem in problems] == ([] if right else ["error"])


def test_everybody_who_serves_has_a_whole_address(full_roster: Roster) -> None:
    """All 537 of 14 June 2026; one was sworn in four days before and has no room yet."""
    on = date(2026, 6, 14)
    made = {who.id: addressee(who, who.term_on(on)) for who in full_roster.serving(on)}
    assert all(line.strip() for address in made.values() for line in address.lines)
    assert [(id, one.problems[0].level) for id, one in made.items() if one.problems] == [("G000607", "warning")]
    assert {len(address.lines) for address in made.values()} == {3, 4}
    assert len({address.lines for address in made.values()}) == len(made)
