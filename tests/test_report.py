"""The figures of the report: each one agrees with a plain count."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st

from outreach import merge
from outreach.ledger import changes_for, known_on, rewound
from outreach.model import Change, Contact, Legislator, Letter, Seating
from outreach.report import Asked, Figures, count
from outreach.report.figures import Point
from outreach.report.replay import until
from outreach.roster import Roster
from outreach.vocabulary import STAGES

from .rosters import person, roster, settings, term

SENT = date(2026, 2, 2)
ON = date(2026, 6, 14)
PARTIES = ("Democrat", "Republican", "Independent", "Whig")
FAR = "2027-01-03"


def figures(
    letter: Letter,
    people: Roster,
    contacts: tuple[Contact, ...] = (),
    changes: tuple[Change, ...] = (),
    asked: Asked | None = None,
) -> Figures:
    asked = asked or Asked(ON, ON - timedelta(30))
    records = merge.records(letter, people, contacts, settings(letter), asked.on)
    return count(letter, records, contacts, changes, people, asked)


def history(*contacts: Contact) -> tuple[Change, ...]:
    """A change for every cell, each on the day of the signature."""
    found = [
        change for row in contacts for change in changes_for(None, row, "ana", f"{row.signed_on}T12:00:00+00:00", "")
    ]
    return tuple(sorted(found, key=lambda change: change.at))


@st.composite
def worlds(draw: st.DrawFn) -> tuple[Letter, Roster, tuple[Contact, ...]]:
    """A letter, people who serve, have left or moved, and rows about some of them."""
    chambers = draw(st.sampled_from([("house",), ("senate",), ("house", "senate")]))
    people = [_person(draw, number) for number in range(draw(st.integers(0, 12)))]
    leads = tuple(who.id for who in people if draw(st.integers(0, 9)) == 0)
    letter = Letter(
        "test",
        "Test",
        "nobody",
        chambers,
        SENT,
        draw(st.none() | st.integers(0, 20)),
        draw(st.none() | st.integers(0, 20)),
        leads,
        committees=draw(st.sampled_from([(), ("HSFA",)])),
    )
    rows = tuple(_row(draw, who.id) for who in people if draw(st.booleans()))
    return letter, roster(*people, as_of=ON), rows


def _person(draw: st.DrawFn, number: int) -> Legislator:
    state, party = draw(st.sampled_from(["CA", "NY", "GU"])), draw(st.sampled_from(PARTIES))
    first = draw(st.sampled_from(["house", "senate"])) if state != "GU" else "house"
    last = draw(st.sampled_from(["house", "senate", ""])) if state != "GU" else "house"
    seat = str(number + 1) if state != "GU" else "0"
    terms = [term(first, state, seat, "2025-01-03", "2026-03-01", party)]
    if last:
        terms.append(term(last, state, seat, "2026-03-01", FAR, party))
    seatings = (Seating("HSFA", "House Committee on Foreign Affairs"),) if draw(st.booleans()) else ()
    return person(f"X{number:06d}", "Test", f"Person{number}", *terms, seatings=seatings)


def _row(draw: st.DrawFn, id: str) -> Contact:
    stage = draw(st.sampled_from(["", *STAGES]))
    signed = stage in ("signed", "withdrawn")
    return Contact(
        "test",
        id,
        stage=stage,
        role=draw(st.sampled_from(["lead", "signer"])) if signed else "",
        signed_on=draw(st.sampled_from(["2026-01-15", "2026-04-15"])) if signed else "",
        last_contact=draw(st.sampled_from(["", "2026-01-02", "2026-06-10", "2026-12-24"])),
        due=draw(st.sampled_from(["", "2026-06-01", "2026-06-14", "2026-07-01"])),
    )


@given(worlds())
@hypothesis(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_figure_agrees_with_a_plain_count(world: tuple[Letter, Roster, tuple[Contact, ...]]) -> None:
    letter, people, rows = world
    found = figures(letter, people, rows)
    by_id = {row.id: row for row in rows}
    unsigned = {row.id for row in rows if row.stage in ("declined", "withdrawn")}
    signed = {row.id for row in rows if row.stage == "signed"} | {*letter.leads} - unsigned
    serving = {w.id: w.term_on(ON) for w in people.legislators.values() if w.term_on(ON)}
    inside = {id: t for id, t in serving.items() if t and t.chamber in letter.chambers}
    everybody = {*inside, *signed}

    assert found.recorded == len(signed)
    assert found.missing == max((letter.expected or 0) - len(signed), 0)
    assert found.to_go == max((letter.goal or 0) - len(signed), 0)
    assert found.left == len([id for id in signed if id not in serving])
    moved = [id for id in signed if (now := serving.get(id)) and now.chamber != _signed_in(people, by_id.get(id))(id)]
    assert (found.other_chamber, found.same_chamber) == (len(moved), len(signed) - found.left - len(moved))
    assert found.universe == len(everybody) == sum(number for _, number in found.stages)
    for stage, number in found.stages:
        rest = {id for id in everybody - signed if (by_id[id].stage if id in by_id else "") == stage}
        assert number == (len(signed) if stage == "signed" else len(rest))
    for body in found.bodies:
        sitting = {id: t for id, t in inside.items() if t.chamber == body.chamber}
        assert (body.signed, body.serving) == (len(signed & sitting.keys()), len(sitting))
        assert sum(party.signed for party in body.parties) == body.signed
        for party in body.parties:
            own = {id for id, t in sitting.items() if t.party == party.party}
            assert (party.signed, party.serving) == (len(signed & own), len(own))
        held = {(t.state, t.seat) for t in sitting.values()}
        assert sum(place.name != "" for place in body.places) == len(held)
    for row in found.states:
        own = {id for id, t in inside.items() if t.state == row.state}
        assert (row.signed, row.serving) == (len(signed & own), len(own))
    assert sum(row.recorded for row in found.states) == found.recorded
    assert sum(number for _, number in found.parties) == found.recorded
    assert found.pair_count == _pairs(people, signed)
    assert {one.id for one in found.stuck} == _stuck(rows, signed, everybody)
    assert [one.id for one in found.dues] == _dues(rows, people, everybody)
    assert sum(one.overdue for one in found.dues) == len(
        [row for row in rows if row.id in everybody and "" < row.due < "2026-06-14"]
    )
    sitting_on = [who for who in people.legislators.values() if who.seatings and who.id in inside]
    assert [(panel.signed, panel.members) for panel in found.panels] == (
        [(len([who for who in sitting_on if who.id in signed]), len(sitting_on))]
        if letter.committees and sitting_on
        else []
    )


def _signed_in(people: Roster, row: Contact | None) -> Callable[[str], str]:
    """Where they sat when they signed; where they had sat last, if they had left by then."""
    late = row is not None and row.signed_on == "2026-04-15"
    return lambda id: people.legislators[id].terms[-1 if late else 0].chamber


def _pairs(people: Roster, signed: set[str]) -> int:
    def facts(id: str) -> tuple[str, str]:
        who = people.legislators[id].terms[0]
        return who.state, who.party

    return len(
        [
            None
            for one, other in combinations(sorted(signed), 2)
            if facts(one)[0] == facts(other)[0] and facts(one)[1] != facts(other)[1]
        ]
    )


def _stuck(rows: tuple[Contact, ...], signed: set[str], everybody: set[str]) -> set[str]:
    return {
        row.id
        for row in rows
        if row.id in everybody
        and row.id not in signed
        and row.stage in ("asked", "considering", "committed")
        and row.last_contact in ("", "2026-01-02", "2026-12-24")
    }


def _dues(rows: tuple[Contact, ...], people: Roster, everybody: set[str]) -> list[str]:
    found = [(row.due, people.legislators[row.id].name, row.id) for row in rows if row.due and row.id in everybody]
    return [id for _, _, id in sorted(found)]


@given(worlds(), st.lists(st.integers(0, 60), min_size=12, max_size=12))
@hypothesis(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_progress_agrees_with_replaying_forwards(
    world: tuple[Letter, Roster, tuple[Contact, ...]], days: list[int]
) -> None:
    letter, people, rows = world
    entered = {row.id: ON - timedelta(day) for row, day in zip(rows, days, strict=False)}
    changes = [
        change
        for row in sorted(rows, key=lambda row: entered[row.id])
        for change in changes_for(None, row, "ana", f"{entered[row.id]}T12:00:00+00:00")
    ]
    found = figures(letter, people, rows, tuple(changes))
    unsigned = {row.id for row in rows if row.stage in ("declined", "withdrawn")}
    lasting = {*letter.leads} - unsigned
    for point in found.progress[1:]:
        counted = {row.id for row in rows if row.stage == "signed" and entered[row.id] <= point.day}
        # A lead counts from the beginning, until a row says that they did not sign.
        leads = {id for id in unsigned & {*letter.leads} if entered[id] > point.day}
        assert point.recorded == len(counted | leads | lasting)
    if changes:
        assert found.progress[-1].recorded == found.recorded
    since = ON - timedelta(30)
    early = known_on(rows, changes, since)
    first = max(since, min(entered[row.id] for row in rows)) if rows else since
    assert {row.id for row in early} == {
        row.id for row in rows if entered[row.id] <= first and (first == since or row.signed_on <= str(since))
    }
    before = merge.signatures(letter, early)
    assert found.since.recorded == len(before)
    assert len(found.since.signed) - len(found.since.lost) == found.recorded - len(before)


LETTER = Letter("test", "Test", "nobody", ("house",), SENT, expected=3)
ONE = person("X000001", "Test", "One", term("house", "CA", "1", "2025-01-03", FAR))
TWO = person("X000002", "Test", "Two", term("house", "CA", "2", "2025-01-03", FAR, "Republican"))


def test_a_letter_older_than_its_history_begins_with_what_was_there() -> None:
    old = Contact("test", "X000001", stage="signed", role="signer", signed_on="2017-07-13")
    new = Contact("test", "X000002", stage="signed", role="signer", signed_on="2026-06-01")
    found = figures(LETTER, roster(ONE, TWO), (old, new), history(new))
    assert found.progress == (Point(date(2026, 5, 31), 1), Point(date(2026, 6, 1), 2))
    assert (found.since.recorded, found.since.signed) == (1, ("Test Two",))


def test_without_a_history_there_is_no_progress_and_nothing_changed() -> None:
    row = Contact("test", "X000001", stage="signed", role="signer", signed_on="2017-07-13")
    found = figures(LETTER, roster(ONE, TWO), (row,))
    assert (found.progress, found.since.quiet, found.since.recorded) == ((), True, 1)


def test_a_signature_that_was_taken_back_went() -> None:
    before = Contact("test", "X000001", stage="signed", role="signer", signed_on="2026-03-01")
    after = Contact("test", "X000001", stage="withdrawn", role="signer", signed_on="2026-03-01")
    changes = (*history(before), *changes_for(before, after, "ana", "2026-06-02T09:00:00+02:00"))
    found = figures(LETTER, roster(ONE, TWO), (after,), changes)
    assert found.since.lost == ("Test One",)
    assert found.progress == (Point(date(2026, 2, 28), 0), Point(date(2026, 3, 1), 1), Point(date(2026, 6, 2), 0))


def test_changes_of_stage_and_dealings_since_the_last_report() -> None:
    asked = Contact("test", "X000001", stage="asked", last_contact="2026-04-01")
    now = Contact("test", "X000001", stage="committed", last_contact="2026-06-03")
    changes = (
        *changes_for(None, asked, "ana", "2026-04-01T09:00:00+00:00"),
        *changes_for(asked, now, "ana", "2026-06-03T09:00:00+00:00"),
    )
    since = figures(LETTER, roster(ONE, TWO), (now,), changes).since
    assert [(move.name, move.before, move.after) for move in since.moves] == [("Test One", "asked", "committed")]
    assert since.dealings == 1


def test_a_dealing_that_was_taken_back_was_not_entered_and_a_second_one_on_the_day_was() -> None:
    first = Contact("test", "X000001", stage="asked", last_contact="2026-06-03")
    again = Contact("test", "X000001", stage="asked", last_contact="2026-06-03", notes="called once more")
    later = Contact("test", "X000001", stage="asked", last_contact="2026-06-09", notes="called once more")
    changes = (
        *changes_for(None, first, "ana", "2026-06-03T09:00:00+00:00", "log, 2026-06-03, call"),
        *changes_for(first, again, "ana", "2026-06-03T15:00:00+00:00", "log, 2026-06-03, call"),
        *changes_for(again, later, "ana", "2026-06-09T09:00:00+00:00", "log, 2026-06-09, call", "b"),
        *changes_for(later, again, "ana", "2026-06-10T09:00:00+00:00", "undid b"),
    )
    assert figures(LETTER, roster(ONE, TWO), (again,), changes).since.dealings == 2


def test_a_past_day_shows_what_was_known_then() -> None:
    row = Contact("test", "X000001", stage="signed", role="signer", signed_on="2026-06-01")
    changes, day = history(row), date(2026, 5, 1)
    found = figures(
        LETTER,
        roster(ONE, TWO),
        rewound((row,), changes, day),
        until(changes, day),
        Asked(day, date(2026, 4, 1)),
    )
    assert (found.recorded, found.progress) == (0, ())


@pytest.mark.parametrize(("last", "stuck"), [("2026-05-15", 0), ("2026-05-14", 1), ("", 1), ("soon", 1)])
def test_who_was_silent_for_more_than_so_many_days_is_stuck(last: str, stuck: int) -> None:
    row = Contact("test", "X000001", stage="asked", last_contact=last)
    assert len(figures(LETTER, roster(ONE), (row,)).stuck) == stuck


def test_nobody_who_has_left_is_stuck() -> None:
    gone = person("X000003", "Test", "Gone", term("house", "CA", "3", "2025-01-03", "2026-03-01"))
    row = Contact("test", "X000003", stage="asked", last_contact="2026-01-01")
    assert figures(LETTER, roster(ONE, gone), (row,)).stuck == ()


def test_notes_are_in_no_figure_without_asking() -> None:
    row = Contact("test", "X000001", stage="asked", notes="CANARY")
    assert "CANARY" not in repr(figures(LETTER, roster(ONE), (row,)))
    asked = Asked(ON, ON - timedelta(30), with_notes=True)
    assert [one.notes for one in figures(LETTER, roster(ONE), (row,), asked=asked).stuck] == ["CANARY"]


def test_rows_that_fit_nobody_are_in_no_figure_and_told() -> None:
    row = Contact("test", "X999999", stage="signed", role="signer", signed_on="2026-06-01")
    found = figures(LETTER, roster(ONE, TWO), (row,))
    assert (found.recorded, found.unplaced) == (0, 1)


def test_whoever_is_in_no_figure_is_neither_in_the_line_over_time_nor_among_what_changed() -> None:
    ours = Contact("test", "X000001", stage="signed", role="signer", signed_on="2026-03-01")
    stranger = replace(ours, id="X999999", signed_on="2026-06-01")
    asked = Contact("test", "X999998", stage="asked", last_contact="2026-06-01", signed_on="2026-06-01")
    letter = replace(LETTER, leads=("X999997",))
    found = figures(letter, roster(ONE, TWO), (ours, stranger, asked), history(ours, stranger, asked))
    assert found.progress == (Point(date(2026, 2, 28), 0), Point(date(2026, 3, 1), 1))
    assert (found.recorded, found.since.recorded, found.since.quiet) == (1, 1, True)


def test_a_line_without_a_moment_is_left_out() -> None:
    row = Contact("test", "X000001", stage="signed", role="signer", signed_on="2026-06-01")
    broken = Change("test", "X000001", "stage", "", "signed", "ana", "yesterday")
    assert figures(LETTER, roster(ONE, TWO), (row,), (broken,)).progress == ()


def test_the_example_roster_gives_no_denominators() -> None:
    row = Contact("test", "X000001", stage="signed", role="signer", signed_on="2026-06-01")
    found = figures(LETTER, roster(ONE, TWO, complete=False), (row,))
    body = found.bodies[0]
    assert (body.signed, body.serving, body.seats, body.filled, body.places) == (1, None, None, None, ())
    assert [(party.party, party.signed, party.serving) for party in body.parties] == [("Democrat", 1, None)]
    assert [(state.state, state.serving, state.recorded) for state in found.states] == [("CA", None, 1)]


@pytest.mark.parametrize(
    ("chamber", "seats", "filled", "serving"), [("house", 435, 431, 437), ("senate", 100, 100, 100)]
)
def test_the_body_is_counted_as_it_sits(
    full_roster: Roster, chamber: str, seats: int, filled: int, serving: int
) -> None:
    body = figures(Letter("test", "Test", "nobody", (chamber,), SENT), full_roster).bodies[0]
    assert (body.seats, body.filled, body.serving) == (seats, filled, serving)
    assert len(body.places) == seats + (6 if chamber == "house" else 0)


def test_a_letter_that_everybody_signed(full_roster: Roster) -> None:
    letter = Letter("test", "Test", "nobody", ("house", "senate"), SENT, committees=("HSFA",))
    rows = tuple(
        Contact("test", who.id, stage="signed", role="signer", signed_on="2026-02-02")
        for who in full_roster.serving(ON)
    )
    found = figures(letter, full_roster, rows)
    assert [(body.signed, body.serving) for body in found.bodies] == [(437, 437), (100, 100)]
    assert all(state.signed == state.serving for state in found.states)
    assert dict(found.stages)[""] == 0
    assert [(panel.signed == panel.members, panel.name) for panel in found.panels] == [
        (True, "House Committee on Foreign Affairs")
    ]
