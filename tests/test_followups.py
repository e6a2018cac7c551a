"""Who gets which letter, what it may say, and what stops the batch."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from outreach import merge
from outreach.errors import BadData, BadFile, UsageError
from outreach.followups import NAMES, StaleData, prepare, refuse_stale
from outreach.followups.context import context
from outreach.followups.facts import constituency, facts
from outreach.model import Contact, Letter, Override, Settings, Term
from outreach.roster import Roster
from outreach.status import dimension
from outreach.templating import Group, Kind, Many
from outreach.vocabulary import PURPOSES, ROUTES, SIGNED_ROUTES, SILENT_ROUTES

from .letters import (
    CONTACTS,
    LETTER,
    ON,
    ORGANISATION,
    PEOPLE,
    ROOT,
    SETTINGS,
    TEMPLATES,
    records,
    settings_with,
    templates,
)
from .people import person, term

ASK = "---\nsubject: s\npurpose: ask\n---\n"
THANK = "---\nsubject: s\npurpose: thank\n---\n"


def test_everybody_is_in_one_route_and_the_table_adds_up() -> None:
    batch = prepare(records(), SETTINGS, ROOT / "templates", ON)
    assert [(plan.route, plan.people, plan.follow_ups) for plan in batch.plans] == [
        ("lead", 1, 1),
        ("signer", 1, 1),
        ("signer-moved", 1, 1),
        ("successor", 1, 1),
        ("committee", 1, 1),
        ("ask", 2, 2),
        ("declined", 0, 0),
        ("hold", 0, 0),
        ("gone", 1, 0),
        ("vacant", 0, 0),
    ]
    assert batch.universe == len(records()) == 8
    assert batch.problems == ()
    assert [item.record.legislator.id for item in batch.items] == [one.legislator.id for one in records() if one.now]


def test_only_the_chosen_routes_are_written() -> None:
    batch = prepare(records(), SETTINGS, ROOT / "templates", ON, ["ask", "successor"])
    assert {item.record.route for item in batch.items} == {"ask", "successor"}
    assert batch.universe == 8


def test_a_template_alone_serves_the_routes_it_is_for() -> None:
    batch = prepare(records(), SETTINGS, ROOT / "templates", ON, template="thank-you.md")
    assert [item.record.route for item in batch.items] == ["lead", "signer"]


@pytest.mark.parametrize("route", sorted(SILENT_ROUTES))
def test_silent_routes_cannot_be_asked_for(route: str) -> None:
    with pytest.raises(UsageError, match="never gets a follow-up"):
        prepare(records(), SETTINGS, ROOT / "templates", ON, [route])


def test_bad_requests_say_what_there_is(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match='"sigenr" is no route; there is: lead, signer,'):
        prepare(records(), SETTINGS, ROOT / "templates", ON, ["sigenr"])
    with pytest.raises(UsageError, match='"declined" has no template; name one with --template'):
        prepare(records(), settings_with(templates={"ask": "ask.md"}), ROOT / "templates", ON, ["declined"])
    for name in ("../outreach.toml", "/etc/passwd", "a/b.md", "..", ""):
        with pytest.raises((UsageError, BadFile)):
            prepare(records(), settings_with(templates={"ask": name}), ROOT / "templates", ON, ["ask"])
    with pytest.raises(BadFile, match=r"templates/none\.md: is not there; templates that are: ask-again\.md, "):
        prepare(records(), SETTINGS, ROOT / "templates", ON, ["ask"], "none.md")


@pytest.mark.parametrize("purpose", PURPOSES)
@pytest.mark.parametrize("route", [route for route in ROUTES if route not in SILENT_ROUTES])
def test_a_purpose_serves_its_routes_only(tmp_path: Path, purpose: str, route: str) -> None:
    folder = templates(tmp_path, own=f"---\nsubject: s\npurpose: {purpose}\n---\ntext")
    contacts = (*CONTACTS, Contact(LETTER.slug, "X000008", stage="declined"))
    everybody = records(contacts=contacts)
    batch = prepare(everybody, settings_with(templates={route: "own.md"}), folder, ON, [route])
    fits = route in PURPOSES[purpose]
    assert bool(batch.items) == fits
    assert bool(batch.errors) != fits
    if not fits:
        with pytest.raises(BadData):
            batch.refuse_errors()


@pytest.mark.parametrize("route", sorted(SIGNED_ROUTES))
def test_an_ask_to_a_signatory_stops_everything(tmp_path: Path, route: str) -> None:
    folder = templates(tmp_path, ask=ASK + "Please sign.")
    batch = prepare(records(), settings_with(templates={**TEMPLATES, route: "ask.md"}), folder, ON)
    assert any("must not be asked" in problem.what for problem in batch.errors)
    assert not [item for item in batch.items if item.record.signature and item.template.front.purpose == "ask"]


def test_a_record_with_a_wrong_route_is_caught_all_the_same(tmp_path: Path) -> None:
    """The route is worked out elsewhere; should it ever be wrong, the signature decides."""
    folder = templates(tmp_path, ask=ASK + "Please sign.", thank_you=THANK + "Thank you.")
    wrong = [replace(one, route="ask" if one.signature else "signer") for one in records() if one.now]
    batch = prepare(wrong, settings_with(templates={"ask": "ask.md", "signer": "thank-you.md"}), folder, ON)
    assert batch.items == ()
    assert len(batch.errors) == len(wrong)


@pytest.mark.parametrize("route", sorted(SILENT_ROUTES))
def test_nobody_silent_is_written_to_even_with_a_template(tmp_path: Path, route: str) -> None:
    everybody = [replace(one, route=route) for one in records()]
    batch = prepare(everybody, settings_with(templates={**TEMPLATES, route: "ask.md"}), ROOT / "templates", ON)
    assert batch.items == ()


def test_the_dead_are_never_written_to() -> None:
    died = [replace(one, legislator=replace(one.legislator, died=date(2026, 6, 1))) for one in records()]
    batch = prepare(died, SETTINGS, ROOT / "templates", ON)
    assert batch.items == ()
    assert batch.errors


def test_nobody_who_may_have_signed_is_asked_while_signatures_are_missing() -> None:
    letter = replace(LETTER, expected=53)
    batch = prepare(records(letter), SETTINGS, ROOT / "templates", ON)
    # Asked has served since 2017; Committee and Delegate came later and cannot have signed.
    assert [item.record.legislator.last for item in batch.items if item.template.front.purpose == "ask"] == [
        "Committee",
        "Delegate",
    ]
    assert [str(problem) for problem in batch.problems] == [
        "contacts.csv: Gil Asked (X000007): held back: served when it was signed, and 49 of 53 signatures are not "
        "recorded; record them with 'outreach sign', so that nobody who signed is asked"
    ]
    assert batch.errors == ()


def test_two_rows_about_one_legislator_stop_the_batch() -> None:
    batch = prepare([*records(), *records()], SETTINGS, ROOT / "templates", ON)
    assert batch.errors[0].what.endswith("would get two letters")


def test_who_signs_must_be_known() -> None:
    batch = prepare(records(), settings_with(organisation=replace(ORGANISATION, sender=" ")), ROOT / "templates", ON)
    assert str(batch.errors[0]) == "outreach.toml: organisation.sender: is empty; every follow-up is signed with it"


def test_a_letter_is_not_followed_up_before_it_is_signed() -> None:
    early = [replace(one, on=date(2017, 7, 12)) for one in records()]
    batch = prepare(early, SETTINGS, ROOT / "templates", date(2017, 7, 12))
    assert str(batch.errors[0]).startswith(
        "outreach.toml: letters.rivers-2017.sent: 2017-07-13 is after the day of the follow-ups, 2017-07-12; "
    )


def test_a_fault_of_many_is_told_once(tmp_path: Path) -> None:
    folder = templates(tmp_path, ask=ASK + "\n{{ signature.role }}\n")
    batch = prepare(records(), SETTINGS, folder, ON)
    assert [str(problem) for problem in batch.errors] == [
        'templates/ask.md:6: Gil Asked (X000007) and Hal Delegate (X000008): "signature.role" is not there; '
        "put it between {% if %} and {% endif %}"
    ]


def test_who_signed_is_asked_for_nothing_that_nobody_wrote() -> None:
    said_no = Contact(LETTER.slug, "X000008", stage="declined")
    batch = prepare(records(replace(LETTER, ask=""), (*CONTACTS, said_no)), SETTINGS, ROOT / "templates", ON)
    assert batch.errors == ()
    voices = {item.record.route: "your voice to those of your colleagues" in item.body for item in batch.items}
    asked = {"successor": True, "committee": True, "ask": True}
    assert voices == {"lead": False, "signer": False, "signer-moved": False, "declined": False, **asked}
    assert not [item for item in batch.items if not voices[item.record.route] and "ask you" in item.body]


@pytest.mark.parametrize(
    ("ask", "purpose", "warned"),
    [
        ("Sign the letter on clean rivers.", "thank", True),
        ("add your name", "thank", True),
        ("sign the letter on clean rivers", "ask", False),
        ("signal your support", "thank", False),
        ("cosponsor H.R. 5", "thank", False),
        ("support it", "thank", False),
    ],
)
def test_an_ask_to_sign_is_pointed_out_where_signatories_get_it(ask: str, purpose: str, warned: bool) -> None:
    routes = ["lead", "signer"] if purpose == "thank" else ["ask"]
    batch = prepare(records(replace(LETTER, ask=ask)), SETTINGS, ROOT / "templates", ON, routes)
    expected = [
        f'outreach.toml: letters.rivers-2017.ask: signatories are asked to "{ask}" as well, in templates/{name}.md; '
        "if it is what they have done already, word it anew or take it out of that template"
        for name in ("thank-lead", "thank-you")
        if warned
    ]
    assert [str(problem) for problem in batch.problems] == expected


@pytest.mark.parametrize(
    ("ask", "said"),
    [("Support the bill.", "support the bill"), ("USDA-proof it", "USDA-proof it"), ("back H.R. 5", "back H.R. 5")],
)
def test_an_ask_has_no_capital_in_a_sentence(ask: str, said: str) -> None:
    assert facts(replace(LETTER, ask=ask), []).letter["ask"] == said


def test_a_template_that_asks_a_signer_for_what_nobody_wrote_points_to_the_settings(tmp_path: Path) -> None:
    folder = templates(tmp_path, thank_you=THANK + "We ask you to {{ letter.ask }}.\n")
    batch = prepare(records(replace(LETTER, ask="")), SETTINGS, folder, ON, ["signer"])
    assert [str(problem) for problem in batch.errors] == [
        'templates/thank-you.md:5: Bo Núñez, Jr. (X000002): "letter.ask" is empty; '
        "write it in outreach.toml, or put it between {% if %} and {% endif %}"
    ]


@pytest.mark.parametrize(
    ("body", "level", "what", "line"),
    [
        ("{% raw %}{{ legislator.name }}{% endraw %}", "error", "has braces of a field in the finished letter", 5),
        ("{# nothing #}", "error", "makes an empty letter", 0),
        ("Dear \\[NAME\\]", "error", '"[NAME]" is still to be filled in', 0),
        ("Thank you for signing last month.", "warning", 'says "last month" about 2017-07-13', 5),
        ("[more]: https://example.org", "error", "makes an empty letter", 0),
        ("---", "error", "makes an empty letter", 0),
    ],
)
def test_finished_words_are_checked(tmp_path: Path, body: str, level: str, what: str, line: int) -> None:
    batch = prepare(records(), SETTINGS, templates(tmp_path, ask=ASK + body), ON, ["committee"], "ask.md")
    assert [(problem.level, problem.what, problem.line) for problem in batch.problems] == [(level, what, line)]
    assert batch.problems[0].file == "templates/ask.md"


def test_salutations_come_from_a_column_or_an_override() -> None:
    contacts = (*CONTACTS[:1], Contact(LETTER.slug, "X000008", extra={"Salutation": "Congresswoman Delegate"}))
    overrides = (
        Override("X000007", "salutation", "Dear Gil", date(2026, 1, 1), "Robin"),
        Override("X000007", "salutation", "Dear Mr. Asked", date(2026, 2, 1), "Robin"),
        Override("X000008", "salutation", "Dear Nobody", date(2026, 1, 1), "Robin"),
        Override("X000006", "salutation", "Dear Later", date(2027, 1, 1), "Robin"),
    )
    settings = settings_with(overrides=overrides)
    letter = replace(LETTER, expected=2)
    batch = prepare(records(letter, contacts, settings), settings, ROOT / "templates", ON)
    greetings = {item.record.legislator.id: item.address.salutation for item in batch.items}
    assert greetings["X000006"] == "Dear Representative Committee:"
    assert greetings["X000007"] == "Dear Mr. Asked:"
    assert greetings["X000008"] == "Dear Congresswoman Delegate:"


def test_notes_never_reach_a_letter() -> None:
    batch = prepare(records(), SETTINGS, ROOT / "templates", ON)
    known = facts(LETTER, records())
    seen = repr([context(item.record, item.address, known, ORGANISATION) for item in batch.items])
    assert "Sam Staffer" in seen
    assert "CANARY" not in seen
    assert "CANARY" not in "".join(item.body + item.subject for item in batch.items)


def shape(kind: Kind, value: Any, path: str) -> list[str]:
    """Where a value differs from the kind that the documentation promises."""
    if isinstance(kind, Group):
        if value == {}:
            return [] if kind.may_be_empty else [f"{path} is empty"]
        if set(value) != set(kind.fields):
            return [f"{path}: {sorted(set(value) ^ set(kind.fields))}"]
        return [fault for name, inner in kind.fields.items() for fault in shape(inner, value[name], f"{path}.{name}")]
    if isinstance(kind, Many):
        return [fault for one in value for fault in shape(kind.item, one, f"{path}[]")]
    wanted = {"number": int, "yes/no": bool}.get(kind.kind, str)
    if type(value) is not wanted:
        return [f"{path} is a {type(value).__name__}"]
    if kind.kind == "date" and value:
        date.fromisoformat(str(value))
    return [f"{path} is empty"] if value == "" and not kind.may_be_empty else []


def test_the_values_are_those_that_the_documentation_names() -> None:
    batch = prepare(records(), SETTINGS, ROOT / "templates", ON)
    known = facts(LETTER, records())
    for item in batch.items:
        assert shape(NAMES, context(item.record, item.address, known, ORGANISATION), "") == []


def test_the_values_hold_for_everybody_in_the_public_data(full_roster: Roster) -> None:
    letter = Letter(
        "t", "T", "the President", ("house", "senate"), date(2017, 7, 13), committees=("HSFA", "SSFR"), ask="a"
    )
    signed = [Contact("t", one.id, stage="signed", role="signer") for one in full_roster.serving(letter.sent)][::3]
    settings = Settings(ORGANISATION, {}, TEMPLATES)
    everybody = merge.records(letter, full_roster, signed, settings, ON)
    batch = prepare(everybody, settings, ROOT / "templates", ON)
    assert batch.errors == ()
    assert len(batch.items) == sum(1 for one in everybody if one.route not in SILENT_ROUTES)
    assert batch.universe == len(everybody)
    known = facts(letter, everybody)
    for item in batch.items:
        assert shape(NAMES, context(item.record, item.address, known, ORGANISATION), "") == []
        assert "None" not in item.body


def values(id: str) -> dict[str, Any]:
    batch = prepare(records(), SETTINGS, ROOT / "templates", ON)
    item = next(item for item in batch.items if item.record.legislator.id == id)
    return context(item.record, item.address, facts(LETTER, records()), ORGANISATION)


def test_what_a_letter_can_say_about_a_signer_with_a_new_district() -> None:
    seen = values("X000002")
    assert seen["legislator"]["name"] == "Bo Núñez, Jr."
    assert (seen["legislator"]["first"], seen["legislator"]["called"]) == ("Bo", "Representative Núñez")
    assert (seen["then"]["constituency"], seen["now"]["constituency"]) == (
        "New York’s 12th District",
        "New York’s 10th District",
    )
    assert (seen["redistricted"], seen["moved"]) == (True, False)
    assert seen["signature"]["place"] == "the only Republican"
    assert [one["called"] for one in seen["colleagues"]] == ["Representative Lead"]
    assert seen["letter"]["parties"] == "3 Democrats and 1 Republican"
    assert seen["letter"]["phrase"] == "the letter to Secretary Test on clean rivers"
    assert seen["letter"]["signers"] == "4 members of the House"
    assert seen["letter"]["ask"] == "ask the Secretary what has become of the plan"


def test_what_a_letter_can_say_about_the_others() -> None:
    assert values("X000003")["moved"] is True
    assert values("X000003")["contact"]["staffer"] == "Sam Staffer"
    assert values("X000001")["signature"]["place"] == "one of 3 Democrats"
    next_one = values("X000005")
    assert (next_one["predecessor"]["name"], next_one["predecessor"]["now"]) == ("Di Gone", "")
    assert next_one["former_colleagues"] == []
    assert values("X000006")["committee"] == {
        "name": "House Committee on Tests",
        "role": "Ranking Member",
        "you": "You are Ranking Member of the House Committee on Tests",
        "named": True,
        "colleagues": [],
        "colleagues_named": "",
    }
    assert values("X000008")["legislator"]["constituency"] == "the Virgin Islands"
    assert [one["last"] for one in values("X000007")["colleagues"]] == ["Lead", "Núñez"]


def test_no_count_by_party_while_signatures_are_missing() -> None:
    known = facts(replace(LETTER, expected=53), records(replace(LETTER, expected=53)))
    assert (known.letter["parties"], known.letter["complete"], known.letter["count"]) == ("", False, 53)


@pytest.mark.parametrize(
    ("held", "parties"),
    [
        (term("NY-1", "2015-01-03", "2017-01-03", "Republican"), "3 Democrats and 2 Republicans"),
        (term("NY-1", "2017-09-01", "2019-01-03"), "4 Democrats and 1 Republican"),
        (term("NY-1", "2015-01-03", "2017-01-03", ""), ""),
    ],
)
def test_who_signed_without_serving_counts_with_the_nearest_term(held: Term, parties: str) -> None:
    letter, people = replace(LETTER, expected=5), (*PEOPLE, person("X000009", "Ida", "Late", held))
    signed = (*CONTACTS, Contact(LETTER.slug, "X000009", stage="signed", role="signer"))
    everybody = records(letter, signed, people=people)
    known = facts(letter, everybody)
    assert known.letter["parties"] == parties
    batch = prepare(everybody, SETTINGS, ROOT / "templates", ON, ["signer"])
    assert batch.errors == ()
    assert not re.search(r"\d [.,;)]|Late", batch.items[0].body)
    (late,) = (record for record in everybody if record.legislator.id == "X000009")
    assert dimension("party").of(late) == (held.party,)


@pytest.mark.parametrize(
    ("letter", "phrase", "signers", "signed"),
    [
        (
            replace(LETTER, title="H.Res. 351, on rivers", legislation="H.Res. 351", summary=""),
            "H.Res. 351",
            "4 members of the House",
            "cosponsored",
        ),
        (
            replace(LETTER, legislation="H.R. 5", expected=1),
            "the letter to Secretary Test on clean rivers",
            "1 member of the House",
            "signed",
        ),
        (
            replace(LETTER, chambers=("senate",), expected=1, summary=""),
            "the letter to Secretary Test",
            "1 senator",
            "signed",
        ),
        (
            replace(LETTER, chambers=("house", "senate")),
            "the letter to Secretary Test on clean rivers",
            "4 members of Congress",
            "signed",
        ),
    ],
)
def test_letters_of_every_kind_are_named_rightly(letter: Letter, phrase: str, signers: str, signed: str) -> None:
    seen = facts(letter, []).letter
    assert (seen["phrase"], seen["signers"], seen["signed"]) == (phrase, signers, signed)


@pytest.mark.parametrize(
    ("seat", "expected"),
    [
        (("house", "IL", "4"), "Illinois’ 4th District"),
        (("house", "NY", "12"), "New York’s 12th District"),
        (("house", "VT", "0"), "Vermont"),
        (("house", "DC", "0"), "the District of Columbia"),
        (("senate", "MA", ""), "Massachusetts"),
    ],
)
def test_constituencies(seat: tuple[str, str, str], expected: str) -> None:
    assert constituency(*seat) == expected


@pytest.mark.parametrize(
    ("as_of", "stale"), [(ON, False), (date(2026, 5, 31), False), (date(2026, 5, 30), True), (None, True)]
)
def test_old_data_is_refused(as_of: date | None, stale: bool) -> None:
    if stale:
        with pytest.raises(StaleData, match="nothing was written"):
            refuse_stale(as_of, ON, 14)
    else:
        refuse_stale(as_of, ON, 14)


def test_nobody_at_all_is_a_problem() -> None:
    assert prepare((), SETTINGS, ROOT / "templates", ON).errors
    assert len(PEOPLE) == 8
