"""Who holds a seat, who came after whom, what moved, and what people here know better."""

from __future__ import annotations

from datetime import date

import pytest

from outreach.model import Legislator, Override, Seat
from outreach.roster import Movement, Roster, Succession, compare, overridden, seat_exists, settled, succession
from tests.people import person, term

TODAY = date(2026, 6, 14)
SENT = date(2017, 7, 13)


def roster(*people: Legislator, as_of: date | None = TODAY) -> Roster:
    return Roster({who.id: who for who in people}, as_of=as_of)


def house(state: str, number: str) -> Seat:
    return Seat("house", state, number)


def found(result: Succession) -> tuple[str | None, str, Seat | None]:
    return (result.legislator.id if result.legislator else None, result.how, result.seat)


LEFT = person("X000001", "Test", "Left", term("OH-3", "2015-01-03", "2019-01-03"))


def test_who_held_a_seat() -> None:
    next_one = person("X000002", "Test", "Next", term("OH-3", "2019-02-01", "2027-01-03"))
    known = roster(LEFT, next_one)
    seat = house("OH", "3")
    days = (date(2015, 1, 2), date(2015, 1, 3), date(2019, 1, 2), date(2019, 1, 3), date(2019, 2, 1))
    holders = [known.holder(seat, day) for day in days]
    assert [who.last if who else None for who in holders] == [None, "Left", "Left", None, "Next"]


def test_a_house_seat_exists_by_the_apportionment_of_the_day() -> None:
    assert seat_exists(house("CA", "53"), date(2022, 12, 31))
    assert not seat_exists(house("CA", "53"), date(2023, 1, 3))
    assert not seat_exists(house("MT", "0"), date(2023, 1, 3))
    assert seat_exists(house("MT", "2"), date(2023, 1, 3))
    assert seat_exists(house("GU", "0"), TODAY)


def test_the_next_holder() -> None:
    heir = person("X000002", "Test", "Heir", term("OH-3", "2019-01-03", "2027-01-03"))
    expected = ("X000002", "holds OH-3 after Test Left", house("OH", "3"))
    for since in (SENT, date(2019, 1, 3)):
        assert found(succession(roster(LEFT, heir), house("OH", "3"), since, TODAY)) == (
            expected if since == SENT else ("X000002", "holds OH-3", house("OH", "3"))
        )


def test_somebody_who_is_still_there_is_the_answer_wherever_renumbered() -> None:
    stayed = person(
        "X000001", "Test", "Stayed", term("OH-3", "2015-01-03", "2023-01-03"), term("OH-7", "2023-01-03", "2027-01-03")
    )
    result = succession(roster(stayed), house("OH", "3"), SENT, TODAY)
    assert found(result) == ("X000001", "holds OH-7, renumbered from OH-3", house("OH", "7"))


def test_the_chain_goes_on_from_the_seat_that_was_left() -> None:
    """Left → Second, renumbered from OH-3 to OH-7, gone → Third in OH-7. Stranger has OH-3 by then."""
    second = person(
        "X000002",
        "Test",
        "Second",
        term("OH-3", "2019-01-03", "2023-01-03"),
        term("OH-7", "2023-01-03", "2025-01-03"),
    )
    third = person("X000003", "Test", "Third", term("OH-7", "2025-01-03", "2027-01-03"))
    stranger = person("X000004", "Test", "Stranger", term("OH-3", "2023-01-03", "2027-01-03"))
    result = succession(roster(LEFT, second, third, stranger), house("OH", "3"), SENT, TODAY)
    assert found(result) == ("X000003", "holds OH-7 after Test Left, then Test Second", house("OH", "7"))
    assert [who.last for who in result.chain] == ["Left", "Second"]
    assert not result.redrawn


def test_somebody_who_comes_back_later_is_no_link() -> None:
    """Back lost the seat to Third and returned years later for another district: Third is the answer."""
    back = person(
        "X000002",
        "Test",
        "Back",
        term("OH-3", "2019-01-03", "2021-01-03"),
        term("OH-9", "2025-01-03", "2027-01-03"),
    )
    third = person("X000003", "Test", "Third", term("OH-3", "2021-01-03", "2027-01-03"))
    result = succession(roster(LEFT, back, third), house("OH", "3"), SENT, TODAY)
    assert found(result) == ("X000003", "holds OH-3 after Test Left, then Test Back", house("OH", "3"))


def test_somebody_who_moved_to_the_other_chamber_has_left_the_seat() -> None:
    moved = person(
        "X000001", "Test", "Moved", term("OH-3", "2015-01-03", "2023-01-03"), term("OH/1", "2023-01-03", "2029-01-03")
    )
    heir = person("X000002", "Test", "Heir", term("OH-3", "2023-01-04", "2027-01-03"))
    result = succession(roster(moved, heir), house("OH", "3"), SENT, TODAY)
    assert found(result) == (
        "X000002",
        "holds OH-3 after Test Moved, where districts have been redrawn",
        house("OH", "3"),
    )
    assert result.redrawn


def test_a_seat_stays_empty_between_two_holders() -> None:
    heir = person("X000002", "Test", "Heir", term("OH-3", "2019-06-01", "2027-01-03"))
    known = roster(LEFT, heir)
    vacant = succession(known, house("OH", "3"), SENT, date(2019, 5, 31))
    assert found(vacant) == (None, "OH-3 is vacant since Test Left left", house("OH", "3"))
    assert vacant.vacant
    assert found(succession(known, house("OH", "3"), SENT, date(2019, 6, 1)))[0] == "X000002"


def test_a_seat_that_no_longer_exists_is_not_vacant() -> None:
    gone = person("X000001", "Test", "Gone", term("CA-53", "2013-01-03", "2023-01-03"))
    result = succession(roster(gone), house("CA", "53"), SENT, TODAY)
    assert found(result) == (None, "CA-53 no longer exists: districts were redrawn", None)
    assert not result.vacant


def test_a_number_that_a_colleague_took_over_is_said_to_be_only_a_number() -> None:
    gone = person("X000001", "Test", "Gone", term("CA-14", "2013-01-03", "2023-01-03"))
    colleague = person(
        "X000002",
        "Test",
        "Colleague",
        term("CA-15", "2013-01-03", "2023-01-03"),
        term("CA-14", "2023-01-03", "2025-01-03"),
    )
    newest = person("X000003", "Test", "Newest", term("CA-14", "2025-01-03", "2027-01-03"))
    why = "districts were redrawn: CA-14 went to Test Colleague, who had served another district of the state"
    after = succession(roster(gone, colleague, newest), house("CA", "14"), SENT, TODAY)
    assert found(after) == ("X000003", f"{why}; only the number is the same", house("CA", "14"))
    assert after.redrawn
    vacant = succession(roster(gone, colleague), house("CA", "14"), SENT, TODAY)
    assert found(vacant) == (None, f"{why}; it is vacant", house("CA", "14"))


def test_a_senate_seat_goes_by_its_class() -> None:
    gone = person("X000001", "Test", "Gone", term("OH/3", "2017-01-03", "2023-01-03"))
    other = person("X000002", "Test", "Other", term("OH/1", "2019-01-03", "2031-01-03"))
    heir = person("X000003", "Test", "Heir", term("OH/3", "2023-01-03", "2029-01-03"))
    result = succession(roster(gone, other, heir), Seat("senate", "OH", "3"), SENT, TODAY)
    assert found(result) == ("X000003", "holds Senate OH after Test Gone", Seat("senate", "OH", "3"))
    assert not result.redrawn


def test_a_successor_of_the_same_surname_is_another_person() -> None:
    son = person("X000002", "Junior", "Left", term("OH-3", "2019-01-03", "2027-01-03"))
    assert found(succession(roster(LEFT, son), house("OH", "3"), SENT, TODAY))[0] == "X000002"


@pytest.mark.parametrize(
    ("on", "figures"),
    [
        (SENT, (540, 0, 0)),
        (date(2019, 6, 1), (536, 4, 0)),
        (date(2023, 2, 1), (535, 1, 4)),
        (TODAY, (531, 5, 4)),
    ],
    ids=str,
)
def test_every_seat_of_the_real_data_has_an_end(on: date, figures: tuple[int, ...], full_roster: Roster) -> None:
    """On every day each seat of July 2017 has one holder, or it is vacant, or it is gone."""
    held = vacant = gone = 0
    for who in full_roster.serving(SENT):
        then = who.term_on(SENT)
        assert then is not None
        result = succession(full_roster, then.seat, SENT, on)
        if result.legislator:
            now = result.legislator.term_on(on)
            assert now is not None
            assert (now.seat, now.chamber, now.state) == (result.seat, then.chamber, then.state)
        held += result.legislator is not None
        vacant += result.vacant
        gone += result.seat is None
    assert (held, vacant, gone) == figures
    assert held + vacant + gone == 540


def test_real_chains(full_roster: Roster) -> None:
    """Chains that are public knowledge, over renumberings, a return and a redrawing without a new census."""
    seats = {"NY-16": "Latimer", "CA-39": "Kim", "AZ-9": "Stanton", "PA-15": "Mackenzie", "AZ-3": "Grijalva"}
    for label, last in seats.items():
        state, number = label.split("-")
        result = succession(full_roster, house(state, number), SENT, TODAY)
        assert result.legislator is not None
        assert result.legislator.last == last


# Movements


def moved(*now: Legislator, as_of: date = TODAY) -> list[str]:
    before = roster(
        person("X000001", "Test", "One", term("OH-1", "2025-01-03", "2027-01-03")),
        person("X000002", "Test", "Two", term("OH-2", "2025-01-03", "2027-01-03")),
        as_of=date(2026, 5, 1),
    )
    return [str(movement) for movement in compare(before, roster(*now, as_of=as_of), as_of)]


ONE = person("X000001", "Test", "One", term("OH-1", "2025-01-03", "2027-01-03"))
TWO = person("X000002", "Test", "Two", term("OH-2", "2025-01-03", "2027-01-03"))


def test_nothing_moved() -> None:
    assert moved(ONE, TWO) == []


def test_everything_that_can_move() -> None:
    new_term = term("OH-2", "2025-01-03", "2027-01-03", "Independent", office="9 New House Office Building")
    assert moved(
        person("X000001", "Test", "One", term("OH-1", "2025-01-03", "2026-05-30")),
        person("X000002", "Test", "Two", new_term),
        person("X000003", "Test", "Three", term("OH-1", "2026-06-01", "2027-01-03")),
    ) == [
        "Test One (X000001) left on 2026-05-30: OH-1",
        "Test Three (X000003) now holds OH-1",
        "Test Two (X000002): party Democrat → Independent",
        "Test Two (X000002): room 100 Test House Office Building → 9 New House Office Building",
    ]


def test_chamber_and_district() -> None:
    assert moved(
        person(
            "X000001",
            "Test",
            "One",
            term("OH-1", "2025-01-03", "2026-06-01"),
            term("OH/1", "2026-06-01", "2029-01-03", office="100 Test House Office Building"),
        ),
        person("X000002", "Test", "Two", term("OH-5", "2025-01-03", "2027-01-03")),
    ) == [
        "Test One (X000001): chamber OH-1 → Senate OH",
        "Test Two (X000002): district OH-2 → OH-5",
    ]


def test_who_died_or_vanished_has_left() -> None:
    dead = person("X000001", "Test", "One", term("OH-1", "2025-01-03", "2026-06-02"), died=date(2026, 6, 2))
    assert moved(dead) == [
        "Test One (X000001) died on 2026-06-02: OH-1",
        "Test Two (X000002) left: OH-2; no longer in the public data",
    ]


def test_an_old_state_is_asked_for_its_own_day() -> None:
    """All scheduled terms of the old data are over by the new day: that makes nobody a newcomer."""
    again = [
        person(who.id, who.first, who.last, *who.terms, term(f"OH-{n}", "2027-01-03", "2029-01-03"))
        for n, who in enumerate((ONE, TWO), 1)
    ]
    assert moved(*again, as_of=date(2027, 2, 1)) == []


def test_a_movement_is_a_plain_value() -> None:
    assert compare(roster(ONE), roster(), TODAY) == (
        Movement("left", "X000001", "Test One", "OH-1; no longer in the public data", ""),
    )


# Overrides


def override(kind: str, on: str, value: str = "", id: str = "X000001") -> Override:
    return Override(id, kind, value, date.fromisoformat(on), "Robin")


def test_who_left_here_has_left_everywhere() -> None:
    known = overridden(roster(ONE, TWO), [override("left", "2026-06-01")])
    assert [who.id for who in known.serving(date(2026, 5, 31))] == ["X000001", "X000002"]
    assert [who.id for who in known.serving(date(2026, 6, 1))] == ["X000002"]
    assert known.holder(house("OH", "1"), TODAY) is None


def test_who_died_here_is_dead_and_out_of_office() -> None:
    one = overridden(roster(ONE), [override("died", "2026-06-01")]).legislators["X000001"]
    assert (one.died, one.term_on(TODAY)) == (date(2026, 6, 1), None)


def test_who_leaves_before_a_term_begins_never_serves_it() -> None:
    chosen = person(
        "X000001", "Test", "One", term("OH-1", "2023-01-03", "2025-01-03"), term("OH-1", "2025-01-03", "2027-01-03")
    )
    one = overridden(roster(chosen), [override("left", "2024-11-13")]).legislators["X000001"]
    assert [(t.start, t.end) for t in one.terms] == [(date(2023, 1, 3), date(2024, 11, 13))]
    only = overridden(roster(ONE), [override("left", "2024-11-13")]).legislators["X000001"]
    assert not any(only.term_on(day) for day in (date(2024, 12, 1), date(2025, 1, 3), TODAY))


def test_an_address_holds_for_the_term_that_runs() -> None:
    one = overridden(roster(ONE), [override("address", "2026-06-01", "12 Test Street; Testtown, OH 45000")])
    assert [(t.address, t.office) for t in one.legislators["X000001"].terms] == [
        ("12 Test Street; Testtown, OH 45000", "")
    ]
    before = overridden(roster(ONE), [override("address", "2027-06-01", "elsewhere")])
    assert before.legislators["X000001"] == ONE


def test_other_kinds_and_strangers_change_nothing() -> None:
    known = roster(ONE)
    kinds = [override("do-not-contact", "2026-01-01"), override("salutation", "2026-01-01", "Dear One")]
    assert overridden(known, [*kinds, override("left", "2026-01-01", id="X000099")]) == known
    assert overridden(known, []) is known


def test_what_the_public_data_has_caught_up_with() -> None:
    ended = person("X000001", "Test", "One", term("OH-1", "2025-01-03", "2026-06-01"))
    left, died = override("left", "2026-06-01"), override("died", "2026-06-01")
    stranger = override("left", "2026-06-01", id="X000099")
    assert settled(roster(ONE), [left, died], TODAY) == ()
    assert settled(roster(ended), [left, died, stranger], TODAY) == (left, stranger)


def test_a_colleague_who_took_over_the_number_breaks_the_chain(full_roster: Roster) -> None:
    """Lowenthal left CA-47 when districts were redrawn; a colleague took the number, then somebody else."""
    after = succession(full_roster, Seat("house", "CA", "47"), date(2023, 1, 3), date(2026, 6, 14))
    assert after.number_only
    assert after.redrawn
