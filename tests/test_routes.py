"""Routes: the first rule that speaks decides, and says why."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from outreach.model import Contact, Letter, Override, Seating, Signature, Term
from outreach.routes import Case, Departure, quiet_until, route

from .rosters import person, term

SENT = date(2017, 7, 13)
ON = date(2026, 6, 14)
LETTER = Letter("test", "A test letter", "the President", ("house",), SENT, committees=("HSFA",))
THEN = term("house", "NY", "10", "2017-01-03", "2019-01-03")
NOW = term("house", "NY", "12", "2025-01-03", "2027-01-03")
SENATE = term("senate", "NY", "1", "2025-01-03", "2031-01-03")
SIGNED = Signature("test", "X000001", "signer", SENT)
LED = Signature("test", "X000001", "lead", SENT)
BANNED = Override("X000001", "do-not-contact", "", date(2026, 1, 1), "Test Staffer", "asked us to")
LEFT = Departure(person("X000002", "Test", "Gone", THEN), THEN)
MOVED = Departure(person("X000002", "Test", "Gone", THEN), THEN, moved="senate", how="renumbered from NY-10")
FOREIGN = (Seating("HSFA14", "Europe", "HSFA"), Seating("HSED", "Committee on Education"))
FULL = (Seating("HSFA", "House Committee on Foreign Affairs"),)


def case(
    now: Term | None = NOW,
    then: Term | None = THEN,
    last: Term | None = NOW,
    signature: Signature | None = None,
    contact: Contact | None = None,
    override: Override | None = None,
    departures: tuple[Departure, ...] = (),
    vacant: str = "",
    seatings: tuple[Seating, ...] = (),
    died: date | None = None,
) -> Case:
    return Case(LETTER, ON, now, then, last, died, signature, contact, override, 14, departures, vacant, seatings)


def contact(**cells: str) -> Contact:
    return Contact("test", "X000001", **cells)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (case(), ("ask", "has not signed")),
        (case(seatings=FULL), ("committee", "has not signed; sits on the House Committee on Foreign Affairs")),
        (case(seatings=FOREIGN), ("committee", "has not signed; sits on the Europe")),
        (case(departures=(LEFT,)), ("successor", "holds the seat of Test Gone, who left on 2019-01-03")),
        (
            case(departures=(MOVED,), seatings=FULL),
            ("successor", "holds the seat of Test Gone, who moved to the Senate on 2019-01-03 (renumbered from NY-10)"),
        ),
        (case(signature=SIGNED), ("signer", "signed as NY-10; holds NY-12 today")),
        (case(signature=SIGNED, now=THEN), ("signer", "signed as NY-10; the same seat today")),
        (case(signature=LED), ("lead", "led as NY-10; holds NY-12 today")),
        (case(signature=SIGNED, now=SENATE), ("signer-moved", "signed as NY-10; holds Senate NY today")),
        (case(signature=LED, now=SENATE, departures=(LEFT,)), ("signer-moved", "led as NY-10; holds Senate NY today")),
        (case(signature=SIGNED, then=None), ("signer", "signed; holds NY-12 today")),
        (case(signature=SIGNED, then=None, now=SENATE), ("signer-moved", "signed; holds Senate NY today")),
        (case(contact=contact(stage="declined"), departures=(LEFT,)), ("declined", "said no")),
        (case(contact=contact(stage="withdrawn")), ("declined", "signed, then took the signature back")),
        (
            case(signature=SIGNED, override=BANNED),
            ("hold", "not to be contacted, says Test Staffer since 2026-01-01: asked us to"),
        ),
        (
            case(contact=contact(stage="declined", last_contact="2026-06-14")),
            ("hold", "contacted on 2026-06-14; quiet until 2026-06-28"),
        ),
        (case(signature=SIGNED, now=None, last=THEN), ("gone", "signed as NY-10; left on 2019-01-03")),
        (
            case(signature=SIGNED, now=None, last=THEN, override=BANNED, died=date(2018, 12, 1)),
            ("gone", "signed as NY-10; died on 2018-12-01"),
        ),
        (case(signature=SIGNED, now=None, last=None, then=None), ("gone", "signed; did not serve on 2026-06-14")),
        (
            case(signature=SIGNED, now=None, last=THEN, vacant="NY-10 is vacant"),
            ("vacant", "signed as NY-10; left on 2019-01-03; NY-10 is vacant"),
        ),
    ],
)
def test_the_first_rule_that_speaks_decides(given: Case, expected: tuple[str, str]) -> None:
    assert route(given) == expected


@pytest.mark.parametrize(
    ("last_contact", "held"),
    [
        ("2026-05-31", False),  # 14 days back: quiet up to and including 13 June
        ("2026-06-01", True),
        ("2026-06-14", True),
        ("2026-06-15", False),  # not yet happened on the day
        ("June 14", False),
        ("", False),
    ],
)
def test_quiet_days_count_the_day_of_the_dealing(last_contact: str, held: bool) -> None:
    assert (route(case(contact=contact(last_contact=last_contact)))[0] == "hold") is held


def test_without_quiet_days_nobody_is_quiet() -> None:
    today = replace(case(contact=contact(last_contact="2026-06-14")), quiet_days=0)
    assert route(today)[0] == "ask"
    assert quiet_until(date(2026, 6, 1), 14) == date(2026, 6, 15)
