"""What is looked at in finished letters: whose it is, which line, and the cure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from outreach.address import Address
from outreach.followups import Batch, FollowUp, Known, prepare
from outreach.followups.facts import named
from outreach.followups.finished import for_address
from outreach.model import Contact, Override, Settings
from outreach.render.length import LINES, checked, lines

from .letters import CONTACTS, LETTER, ON, PEOPLE, ROOT, SETTINGS, TEMPLATES, records, settings_with, templates
from .people import term

THANK = "---\nsubject: s\npurpose: thank\n---\n"


def told(batch: Batch) -> list[str]:
    return [f"{problem.level} {problem}" for problem in batch.problems]


def thanked(tmp_path: Path, body: str, letter: object = LETTER, on: date = ON) -> Batch:
    folder = templates(tmp_path, thank_lead=THANK + body)
    return prepare(records(letter, on=on), SETTINGS, folder, on, ["lead"])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("sentence", "days", "found"),
    [
        ("Thank you for signing the letter last month.", 3000, "last month"),
        ("Thank you for signing the letter last month.", 40, ""),
        ("You signed this week.", 20, "this week"),
        ("You signed it yesterday.", 1, ""),
        ("You signed it yesterday.", 2, "yesterday"),
        ("Your recent letter was noticed.", 400, "recent"),
        ("You led it last year.", 600, ""),
        ("You led it last year.", 900, "last year"),
        ("We met last week.", 3000, ""),  # of something else than the letter
        ("Of those who serve today, Ann signed it.", 3000, ""),
        ("Today we ask you to sign once more.", 3000, ""),
        ("You signed it today.", 3000, "today"),
    ],
)
def test_words_about_time_are_held_against_the_age_of_the_letter(
    tmp_path: Path, sentence: str, days: int, found: str
) -> None:
    on = date.fromordinal(LETTER.sent.toordinal() + days)
    batch = thanked(tmp_path, f"Thank you.\n\n{sentence}\n", on=on)
    expected = (
        f'warning templates/thank-lead.md:7: Ann Lead (X000001): says "{found}" about {LETTER.sent}; give the date'
    )
    assert told(batch) == ([expected] if found else [])


def test_words_that_come_from_the_settings_are_looked_for_there(tmp_path: Path) -> None:
    letter = replace(LETTER, ask="write to [NAME]")
    batch = thanked(tmp_path, "We ask you to {{ letter.ask }}.", letter)
    assert told(batch) == [
        'error outreach.toml: letters.rivers-2017.ask: "[NAME]" is still to be filled in; write it in outreach.toml'
    ]


def address(*lines: str) -> Address:
    return Address("Test Person", "Representative", "The Honorable", lines, "Dear Representative Person:")


@pytest.mark.parametrize("lines_", [("a", "", "c"), ("a", " ", "c"), ("a", "b"), ()])
def test_an_empty_line_in_an_address_stops_everything(lines_: tuple[str, ...]) -> None:
    (problem,) = for_address(address(*lines_), records()[0], ())
    assert (problem.level, problem.what) == ("error", "has an empty line in the address")
    assert for_address(address("a", "b", "c"), records()[0], ()) == []


@pytest.mark.parametrize(("given", "old"), [("2024-12-31", True), ("2025-01-02", True), ("2025-01-03", False)])
def test_an_address_from_before_the_congress_is_said(given: str, old: bool) -> None:
    day = date.fromisoformat(given)
    overrides = (
        Override("X000007", "address", "1 Test House Office Building Washington DC 20515", day, "Robin"),
        Override("X000008", "address", "2 Test House Office Building Washington DC 20515", date(2027, 1, 1), "Robin"),
    )
    batch = prepare(records(), settings_with(overrides=overrides), ROOT / "templates", ON)
    assert told(batch) == (
        [
            f"warning outreach.toml: Gil Asked (X000007): has an address of {given}, older than the present Congress, "
            "which began on 2025-01-03; look it up again and give it with the day of today"
        ]
        if old
        else []
    )


def test_data_from_before_the_congress_is_said() -> None:
    batch = prepare(records(), SETTINGS, ROOT / "templates", ON, known=Known(data_date=date(2024, 12, 1)))
    assert told(batch) == [
        "warning public data: of 2024-12-01 is older than the present Congress, which began on 2025-01-03: "
        "many offices have moved; run 'outreach sync'"
    ]
    assert not told(prepare(records(), SETTINGS, ROOT / "templates", ON, known=Known(data_date=ON)))


def test_two_letters_to_one_office_are_said() -> None:
    room = term("NY-3", "2017-01-03", "2027-01-03", office="7 Test House Office Building")
    people = tuple(
        replace(one, terms=(*one.terms[:-1], replace(one.terms[-1], address=room.address, office=room.office)))
        if one.id in {"X000007", "X000008"}
        else one
        for one in PEOPLE
    )
    batch = prepare(records(people=people), SETTINGS, ROOT / "templates", ON)
    assert [problem.what for problem in batch.problems] == [
        "two letters to one office, 7 Test House Office Building: Gil Asked (X000007) and Hal Delegate (X000008)"
    ]


def test_post_for_the_other_chamber_stops_everything() -> None:
    wrong = replace(PEOPLE[0].terms[0], address="1 Test House Office Building Washington DC 20510")
    people = (replace(PEOPLE[0], terms=(wrong,)), *PEOPLE[1:])
    batch = prepare(records(people=people), SETTINGS, ROOT / "templates", ON)
    assert [problem.level for problem in batch.problems] == ["error"]
    assert "has ZIP 20510 in the address" in batch.errors[0].what


def test_a_letter_of_more_than_one_page_is_said_with_its_template(tmp_path: Path) -> None:
    batch = thanked(tmp_path, "word " * 500)
    assert batch.problems == ()
    (problem,) = checked(batch).problems
    more = lines(batch.items[0]) - LINES
    assert more > 1
    assert str(problem) == (
        f"templates/thank-lead.md: 1 letter runs over one page: Ann Lead (X000001) by {more} lines; "
        "shorten the template, or what outreach.toml says of the letter"
    )
    whole = prepare(records(), SETTINGS, ROOT / "templates", ON)
    assert checked(whole) == whole


def test_letters_that_run_over_are_named_with_how_much_the_longest_first(tmp_path: Path) -> None:
    item = thanked(tmp_path, "word").items[0]
    room = LINES - lines(item)

    def letter(at: int, more: int) -> FollowUp:
        who = replace(item.record.legislator, id=f"X00001{at}")
        body = "\n\n".join(["a"] * ((room + more) // 2 + 1)) + ("  \nb" * ((room + more) % 2))
        return replace(item, body=body, record=replace(item.record, legislator=who))

    made = [letter(at, more) for at, more in enumerate((2, 0, 1, 9, 4, 5, 3))]
    assert [lines(one) - LINES for one in made] == [2, 0, 1, 9, 4, 5, 3]
    (problem,) = checked(Batch(tuple(made), ())).problems
    name = item.address.name
    assert problem.what == (
        f"6 letters run over one page: {name} (X000013) by 9 lines, {name} (X000015) by 5 lines, "
        f"{name} (X000014) by 4 lines, {name} (X000016) by 3 lines, {name} (X000010) by 2 lines, "
        "1 other by up to 1 line"
    )
    assert (problem.file, problem.line, problem.level) == ("templates/thank-lead.md", 0, "warning")


@pytest.mark.parametrize(
    ("stage", "last", "template"),
    [
        ("asked", "2026-04-15", "ask-again.md"),
        ("asked", "2026-04-16", "ask.md"),
        ("considering", "2026-01-05", "ask.md"),
        ("asked", "", "ask.md"),
        ("asked", "soon", "ask.md"),
    ],
)
def test_who_was_asked_and_stays_silent_is_asked_again(stage: str, last: str, template: str) -> None:
    rows = (*CONTACTS[:3], Contact(LETTER.slug, "X000007", stage=stage, last_contact=last, channel="call"))
    batch = prepare(records(contacts=rows), SETTINGS, ROOT / "templates", ON)
    used = {item.record.legislator.id: item.template.name for item in batch.items}
    assert used["X000007"] == template
    plan = next(plan for plan in batch.plans if plan.route == "ask")
    assert plan.template == ("ask.md, ask-again.md" if template == "ask-again.md" else "ask.md")


def test_without_an_entry_the_route_s_own_template_serves_the_silent_too() -> None:
    rows = (*CONTACTS[:3], Contact(LETTER.slug, "X000007", stage="asked", last_contact="2026-01-05"))
    without = {key: name for key, name in TEMPLATES.items() if key != "ask-again"}
    conf: Settings = settings_with(templates=without)
    assert {
        item.template.name for item in prepare(records(contacts=rows), conf, ROOT / "templates", ON, ["ask"]).items
    } == {"ask.md"}


def test_a_chair_is_addressed_as_such_where_the_template_says_so(tmp_path: Path) -> None:
    head = "---\nsubject: s\npurpose: ask\naddress: committee role\n---\nPlease.\n"
    batch = prepare(records(), SETTINGS, templates(tmp_path, ask=head), ON, ["committee", "ask"], "ask.md")
    greetings = {item.record.legislator.id: item.address.salutation for item in batch.items}
    assert greetings == {
        "X000006": "Dear Ranking Member Committee:",
        "X000007": "Dear Representative Asked:",
        "X000008": "Dear Delegate Delegate:",
    }


def people(*names: str) -> list[dict[str, str]]:
    pairs = (name.split(" ", 1) for name in names)
    return [{"title": title, "last": rest.split()[-1], "name": rest} for title, rest in pairs]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ((), ""),
        (("Representative A Chu",), "Representative Chu"),
        (("Representative A Chu", "Representative B Lieu"), "Representatives Chu and Lieu"),
        (("Representative A Chu", "Senator C Schiff"), "Representative Chu and Senator Schiff"),
        (
            ("Representative A Chu", "Senator C Schiff", "Representative B Lieu"),
            "Representatives Chu and Lieu, and Senator Schiff",
        ),
        (("Representative A Davis", "Representative B Davis"), "Representatives A Davis and B Davis"),
        (tuple(f"Senator A {name}" for name in "PQRSTU"), "Senators P, Q, R, S and two others"),
    ],
)
def test_people_in_a_sentence(names: tuple[str, ...], expected: str) -> None:
    assert named(people(*names)) == expected


def test_more_signatures_than_expected_are_said_and_all_counted(tmp_path: Path) -> None:
    """The letter counts whoever is on record, and says no number that is known to be too small."""
    batch = thanked(tmp_path, "In all, {{ letter.signers }} signed.", replace(LETTER, expected=1))
    recorded = len([one for one in records(LETTER) if one.signature])
    assert recorded > 1
    assert [one for one in told(batch) if f"{recorded} signatures are recorded, more than the 1 expected" in one]
    assert f"In all, {recorded} members" in batch.items[0].body
