"""Merging: the universe, the signatures, and one route for everybody."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st

from outreach import merge
from outreach.model import Contact, Letter, Override, Record, Settings, Term
from outreach.roster import Roster, seat_exists
from outreach.vocabulary import ROLES, ROUTES, STAGES

from .rosters import person, roster, settings, term

SENT = date(2017, 7, 13)
ON = date(2026, 6, 14)
LETTER = Letter("test", "A test letter", "the President", ("house",), SENT, expected=53)

STAYED = person("X000001", "Test", "Stayed", term("house", "NY", "10", "2017-01-03", "2027-01-03"))
RENUMBERED = person(
    "X000002",
    "Test",
    "Renumbered",
    term("house", "NY", "7", "2017-01-03", "2023-01-03"),
    term("house", "NY", "12", "2023-01-03", "2027-01-03"),
)
MOVED = person(
    "X000003",
    "Test",
    "Moved",
    term("house", "AZ", "9", "2017-01-03", "2019-01-03"),
    term("senate", "AZ", "1", "2019-01-03", "2031-01-03"),
)
AFTER_MOVED = person("X000004", "Test", "Aftermoved", term("house", "AZ", "9", "2019-01-03", "2027-01-03"))
LEFT = person("X000005", "Test", "Left", term("house", "FL", "27", "2017-01-03", "2019-01-03", "Republican"))
AFTER_LEFT = person("X000006", "Test", "Afterleft", term("house", "FL", "27", "2019-01-03", "2027-01-03"))
EMPTIED = person("X000007", "Test", "Emptied", term("house", "TX", "18", "2017-01-03", "2026-03-01"))
ABOLISHED = person("X000008", "Test", "Abolished", term("house", "WV", "3", "2017-01-03", "2019-01-03"))
NEVER = person("X000009", "Test", "Never", term("house", "CA", "1", "2017-01-03", "2027-01-03"))
QUIET = person("X000010", "Test", "Quiet", term("house", "CA", "2", "2017-01-03", "2027-01-03"))
REFUSED = person("X000011", "Test", "Refused", term("house", "CA", "3", "2017-01-03", "2027-01-03"))
SENATOR = person("X000012", "Test", "Senator", term("senate", "CA", "3", "2017-01-03", "2029-01-03"))
RETURNED = person(
    "X000013",
    "Test",
    "Returned",
    term("house", "CA", "4", "2017-01-03", "2019-01-03"),
    term("house", "CA", "4", "2021-01-03", "2027-01-03"),
)
PEOPLE = (STAYED, RENUMBERED, MOVED, AFTER_MOVED, LEFT, AFTER_LEFT, EMPTIED, ABOLISHED, NEVER, QUIET, REFUSED)
ROSTER = roster(*PEOPLE, SENATOR, RETURNED)

CONTACTS = (
    Contact("test", "X000001", role="lead", stage="signed", signed_on="2017-07-13", as_printed="Test Stayed"),
    *(Contact("test", f"X00000{n}", role="signer", stage="signed", signed_on="2017-07-13") for n in (2, 3, 5, 7, 8)),
    Contact("test", "X000010", stage="asked", last_contact="2026-06-10"),
    Contact("test", "X000011", stage="declined"),
    Contact("test", "X000013", role="signer"),
    Contact("test", "Z999999", role="signer", stage="signed"),
    Contact("other", "X000009", role="signer", stage="signed"),
)


def found(on: date = ON) -> tuple[Record, ...]:
    return merge.records(LETTER, ROSTER, CONTACTS, settings(LETTER), on)


def test_everybody_has_one_route_and_a_reason() -> None:
    assert [(r.route, r.legislator.last, r.reason) for r in found()] == [
        ("lead", "Stayed", "led as NY-10; the same seat today"),
        ("signer", "Renumbered", "signed as NY-7; holds NY-12 today"),
        ("signer", "Returned", "signed as CA-4; the same seat today"),
        ("signer-moved", "Moved", "signed as AZ-9; holds Senate AZ today"),
        ("successor", "Afterleft", "holds the seat of Test Left, who left on 2019-01-03"),
        ("successor", "Aftermoved", "holds the seat of Test Moved, who moved to the Senate on 2019-01-03"),
        ("ask", "Never", "has not signed"),
        ("declined", "Refused", "said no"),
        ("hold", "Quiet", "contacted on 2026-06-10; quiet until 2026-06-24"),
        ("gone", "Abolished", "signed as WV-3; left on 2019-01-03"),
        ("gone", "Left", "signed as FL-27; left on 2019-01-03"),
        ("vacant", "Emptied", "signed as TX-18; left on 2026-03-01; TX-18 is vacant"),
    ]


def test_successors_and_predecessors_point_at_each_other() -> None:
    by_last = {r.legislator.last: r for r in found()}
    assert by_last["Left"].successor == AFTER_LEFT
    assert by_last["Afterleft"].predecessors == (LEFT,)
    assert by_last["Moved"].successor == AFTER_MOVED
    assert by_last["Aftermoved"].predecessors == (MOVED,)
    assert by_last["Stayed"].successor is None
    assert by_last["Never"].predecessors == ()


def test_then_is_the_term_of_the_signing_day_and_now_that_of_the_day() -> None:
    moved = next(r for r in found() if r.legislator is MOVED)
    assert (moved.then, moved.now) == MOVED.terms


def test_a_row_that_names_nobody_is_reported_and_not_lost() -> None:
    assert [row.id for row in merge.unknown(LETTER, ROSTER, CONTACTS)] == ["Z999999"]


def test_signatures() -> None:
    rows = (
        Contact("test", "X000001", role="lead", stage="signed", signed_on="2017-07-14", as_printed="Mr. Stayed"),
        Contact("test", "X000002", stage="signed"),
        Contact("test", "X000003", role="signer", stage="asked"),
        Contact("test", "X000004", role="signer", stage="withdrawn"),
        Contact("test", "X000005", stage="committed"),
        Contact("test", "X000002", stage="declined"),
        Contact("test", "X000006"),
        Contact("test", "X000007", stage="asked"),
        Contact("test", "X000008", stage="declined"),
    )
    leads = ("X000002", "X000004", "X000006", "X000007", "X000008", "X000009")
    letter = Letter("test", "T", "A", ("house",), SENT, leads=leads)
    assert [(s.id, s.role, s.signed_on, s.as_printed) for s in merge.signatures(letter, rows).values()] == [
        ("X000001", "lead", date(2017, 7, 14), "Mr. Stayed"),
        ("X000002", "lead", SENT, ""),
        ("X000003", "signer", SENT, ""),
        ("X000006", "lead", SENT, ""),
        ("X000007", "lead", SENT, ""),
        ("X000009", "lead", SENT, ""),
    ]


def test_an_override_holds_from_its_day_on() -> None:
    override = Override("X000009", "do-not-contact", "", ON, "Test Staffer")
    known = settings(LETTER, overrides=(override,))
    routes = {
        on: {r.legislator.id: r.route for r in merge.records(LETTER, ROSTER, CONTACTS, known, on)}["X000009"]
        for on in (ON - timedelta(days=1), ON)
    }
    assert list(routes.values()) == ["ask", "hold"]


def test_before_somebody_served_the_signature_counts_and_nothing_is_sent() -> None:
    records = merge.records(LETTER, ROSTER, CONTACTS, settings(LETTER), date(2016, 1, 1))
    assert {(r.route, r.reason) for r in records if r.legislator is STAYED} == {
        ("gone", "led as NY-10; did not serve on 2016-01-01")
    }


def test_a_former_colleague_with_the_old_number_is_no_successor() -> None:
    """Districts redrawn in 2023: a number may pass to somebody who had sat beside the signatory."""
    gone = person("X000001", "Test", "Gone", term("house", "MI", "6", "2017-01-03", "2023-01-03"))
    colleague = person(
        "X000002",
        "Test",
        "Colleague",
        term("house", "MI", "12", "2017-01-03", "2023-01-03"),
        term("house", "MI", "6", "2023-01-03", "2027-01-03"),
    )
    rows = [Contact("test", "X000001", role="signer", stage="signed")]
    records = merge.records(LETTER, roster(gone, colleague), rows, settings(LETTER), ON)
    assert [(r.legislator.last, r.route, r.successor) for r in records] == [
        ("Colleague", "ask", None),
        ("Gone", "gone", None),
    ]


def test_a_chain_of_holders_is_told() -> None:
    first = person("X000001", "Test", "First", term("house", "FL", "26", "2017-01-03", "2019-01-03"))
    second = person("X000002", "Test", "Second", term("house", "FL", "26", "2019-01-03", "2021-01-03"))
    third = person(
        "X000003",
        "Test",
        "Third",
        term("house", "FL", "26", "2021-01-03", "2023-01-03"),
        term("house", "FL", "28", "2023-01-03", "2027-01-03"),
    )
    rows = [Contact("test", "X000001", role="signer", stage="signed")]
    records = merge.records(LETTER, roster(first, second, third), rows, settings(LETTER), ON)
    assert [(r.legislator.last, r.route, r.reason) for r in records] == [
        (
            "Third",
            "successor",
            "holds the seat of Test First, who left on 2019-01-03 (FL-28 after Test Second, renumbered from FL-26)",
        ),
        ("First", "gone", "signed as FL-26; left on 2019-01-03"),
    ]


ROWS = st.lists(
    st.builds(
        Contact,
        letter=st.sampled_from(["test", "other"]),
        id=st.sampled_from([*ROSTER.legislators, "Z999999"]),
        stage=st.sampled_from(["", *STAGES]),
        role=st.sampled_from(["", *ROLES]),
        signed_on=st.sampled_from(["", "2017-07-13", "2018-01-01", "soon"]),
        last_contact=st.sampled_from(["", "2026-06-10", "2018-05-01"]),
    ),
    max_size=20,
)
DAYS = st.dates(date(2016, 6, 1), date(2027, 6, 1))
CHAMBERS = st.sampled_from([("house",), ("senate",), ("house", "senate")])


@given(rows=ROWS, on=DAYS, chambers=CHAMBERS)
def test_whatever_the_rows_everybody_is_in_exactly_one_route(
    rows: list[Contact], on: date, chambers: tuple[str, ...]
) -> None:
    letter = Letter("test", "A test letter", "the President", chambers, SENT)
    adds_up(letter, ROSTER, rows, settings(letter), on)


def adds_up(letter: Letter, people: Roster, rows: list[Contact], known: Settings, on: date) -> tuple[Record, ...]:
    """Everything that must hold for any letter on any day, by plain loops."""
    records = merge.records(letter, people, rows, known, on)
    signed = set(merge.signatures(letter, rows)) & people.legislators.keys()
    serving = {
        id
        for id, who in people.legislators.items()
        if any(t.start <= on < t.end and t.chamber in letter.chambers for t in who.terms)
    }
    assert Counter(r.legislator.id for r in records) == Counter(serving | signed)
    assert sum(Counter(r.route for r in records).values()) == len(serving | signed)
    for r in records:
        assert r.route in ROUTES
        assert r.reason
        assert (r.route in ("gone", "vacant")) == (r.now is None)
        assert (r.signature is not None) == (r.legislator.id in signed)
        if r.route in ("ask", "committee", "successor", "declined"):
            assert r.signature is None
        if r.successor:
            assert r.successor.term_on(on)
            assert r.successor.id != r.legislator.id
        for predecessor in r.predecessors:
            assert predecessor.id in signed
            before = predecessor.term_on(on)
            assert before is None or before.chamber != (r.now and r.now.chamber)
        if r.route == "vacant":
            assert r.successor is None
            assert any(empty(t, people, on) for t in people_before(r, people))
    return records


def people_before(record: Record, people: Roster) -> list[Term]:
    """The terms of everybody who ever served in the state of the record: a chain may end in any of them."""
    state = record.legislator.terms[-1].state
    return [t for who in people.legislators.values() for t in who.terms if t.state == state]


def empty(held: Term, people: Roster, on: date) -> bool:
    """Whether the seat of the term exists on the day and nobody holds it."""
    return seat_exists(held.seat, on) and people.holder(held.seat, on) is None


@pytest.mark.slow
@hypothesis(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), on=st.dates(date(2009, 2, 1), date(2026, 6, 14)), chambers=CHAMBERS)
def test_on_the_public_data_everybody_is_in_exactly_one_route(
    full_roster: Roster, data: st.DataObject, on: date, chambers: tuple[str, ...]
) -> None:
    sent = data.draw(st.dates(date(2009, 2, 1), date(2026, 6, 14)))
    letter = Letter("test", "A test letter", "the President", chambers, sent)
    signers = data.draw(st.lists(st.sampled_from([p.id for p in full_roster.serving(sent, chambers)]), max_size=60))
    rows = [Contact("test", id, role="signer", stage="signed", signed_on=sent.isoformat()) for id in signers]
    adds_up(letter, full_roster, rows, settings(letter), on)


def test_on_the_example_every_letter_adds_up_on_many_days() -> None:
    """The packaged roster, with signatures of everybody whom it knows from the signing day."""
    from outreach.sources import sync

    example = sync.example()
    for chamber, sent in (("house", SENT), ("house", date(2017, 5, 23)), ("senate", date(2018, 5, 23))):
        letter = Letter("test", "A test letter", "the President", (chamber,), sent)
        ids = [who.id for who in example.serving(sent, (chamber,))]
        rows = [Contact("test", id, role="signer", stage="signed", signed_on=sent.isoformat()) for id in ids]
        for days in range(0, 3400, 97):
            adds_up(letter, example, rows, settings(letter), sent + timedelta(days=days))


@pytest.mark.parametrize(
    ("on", "today", "begins", "leads"),
    [
        ("2017-07-13", "2026-06-14", "2020-01-01", True),
        ("2017-07-12", "2026-06-14", "2020-01-01", False),
        ("2017-07-12", "2026-06-14", "2016-01-01", False),
        ("2017-05-01", "2017-05-01", None, True),
        ("2017-04-30", "2017-05-01", "2017-04-01", True),
        ("2017-04-30", "2017-05-01", "2017-05-01", False),
    ],
)
def test_leads_have_not_signed_on_a_past_day_before_their_letter(
    on: str, today: str, begins: str | None, leads: bool
) -> None:
    """Those of a letter that is still to be sent count as they do today, since the history began."""
    letter = Letter("test", "A test letter", "the President", ("house",), SENT, leads=("X000001",))
    first = date.fromisoformat(begins) if begins else None
    seen = merge.letter_on(letter, date.fromisoformat(on), date.fromisoformat(today), first)
    assert bool(merge.signatures(seen, ())) == leads
