"""Status: every figure of a table agrees with plain loops over the records."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st

from outreach import merge, status
from outreach.errors import UsageError
from outreach.model import Contact, Letter, PartySpan, Record, Seating
from outreach.status import Condition
from outreach.vocabulary import REGIONS, ROLES, ROUTES, STAGES, STATES

from .rosters import person, roster, settings, term

SENT = date(2017, 7, 13)
ON = date(2026, 6, 14)
LETTER = Letter("test", "A test letter", "the President", ("house",), SENT, expected=5, goal=10)
FOREIGN = Seating("HSFA", "House Committee on Foreign Affairs")
EUROPE = Seating("HSFA14", "Europe", "HSFA")
BUDGET = Seating("HSBU", "House Committee on the Budget")

#: Signed as a Republican, sits as a Democrat today.
CHANGED = person(
    "X000001",
    "Test",
    "Changed",
    term("house", "NY", "2", "2017-01-03", "2023-01-03", "Republican"),
    term("house", "NY", "10", "2023-01-03", "2027-01-03", "Democrat"),
    seatings=(BUDGET, FOREIGN, EUROPE),
)
MOVED = person(
    "X000002",
    "Test",
    "Moved",
    term("house", "AZ", "9", "2017-01-03", "2019-01-03"),
    term("senate", "AZ", "1", "2019-01-03", "2031-01-03", "Independent"),
)
GONE = person("X000003", "Test", "Gone", term("house", "PR", "0", "2017-01-03", "2019-01-03", "Republican"))
ASKED = person("X000004", "Test", "Asked", term("house", "NY", "3", "2017-01-03", "2027-01-03"), seatings=(FOREIGN,))
SILENT = person(
    "X000005",
    "Test",
    "Silent",
    term(
        "house",
        "VT",
        "0",
        "2017-01-03",
        "2027-01-03",
        "Libertarian",
        spans=(
            PartySpan(date(2017, 1, 3), date(2020, 1, 1), "Republican"),
            PartySpan(date(2020, 1, 1), date(2027, 1, 3), "Libertarian"),
        ),
    ),
)
#: Five people, in a roster that is as small as the example's.
PEOPLE_KNOWN = roster(CHANGED, MOVED, GONE, ASKED, SILENT, complete=False, as_of=ON)
CONTACTS = (
    Contact("test", "X000001", role="lead", stage="signed", signed_on="2017-07-13", owner="Robin"),
    Contact("test", "X000002", role="signer", stage="signed", signed_on="2017-07-13", owner="Kim"),
    Contact("test", "X000003", role="signer", stage="signed", signed_on="2017-07-13"),
    Contact("test", "X000004", stage="asked", owner="Robin", extra={"Ward": "7"}),
)
#: The columns that people added.
ADDED = ("Ward",)
RECORDS = merge.records(LETTER, PEOPLE_KNOWN, CONTACTS, settings(LETTER), ON)


def table(*by: str, measure: str = "", records: tuple[Record, ...] = RECORDS) -> list[tuple[str | int, ...]]:
    found = status.tally(records, [status.dimension(name, ADDED) for name in by], measure)
    return [found.headers, *found.rows]


def test_signatures_by_the_party_of_the_signing_day() -> None:
    assert table("party") == [
        ("party", "contacts", "signed", "serving", "signed, serving"),
        ("Democrat", 2, 1, 2, 1),
        ("Republican", 2, 2, 0, 0),
        ("Libertarian", 0, 0, 1, 0),
        ("total", 4, 3, 3, 1),
    ]


def test_districts_in_their_natural_order() -> None:
    assert table("district") == [
        ("district", "contacts", "signed", "serving", "signed, serving"),
        ("AZ-9", 1, 1, 0, 0),
        ("NY-2", 1, 1, 0, 0),
        ("NY-3", 1, 0, 1, 0),
        ("NY-10", 0, 0, 1, 1),
        ("PR at large", 1, 1, 0, 0),
        ("VT at large", 0, 0, 1, 0),
        ("total", 4, 3, 3, 1),
    ]


def test_committees_count_a_legislator_on_each_and_once_in_the_total() -> None:
    assert table("committee") == [
        ("committee", "contacts", "signed", "serving", "signed, serving"),
        ("House Committee on Foreign Affairs", 2, 1, 2, 1),
        ("House Committee on the Budget", 1, 1, 1, 1),
        ("(none)", 2, 2, 1, 0),
        ("total", 4, 3, 3, 1),
    ]


def test_empty_stages_stay() -> None:
    assert table("stage") == [
        ("stage", "contacts", "signed"),
        ("target", 0, 0),
        ("asked", 1, 0),
        ("considering", 0, 0),
        ("committed", 0, 0),
        ("signed", 3, 3),
        ("declined", 0, 0),
        ("withdrawn", 0, 0),
        ("total", 4, 3),
    ]


def test_a_pivot_with_totals() -> None:
    assert table("owner", "party") == [
        ("owner", "Democrat", "Republican", "total"),
        ("Kim", 1, 0, 1),
        ("Robin", 1, 1, 2),
        ("(none)", 0, 1, 1),
        ("total", 2, 2, 4),
    ]
    assert table("signed", "region") == [
        ("signed", "Northeast", "West", "Territories", "total"),
        ("yes", 1, 1, 1, 3),
        ("no", 2, 0, 0, 2),
        ("total", 3, 1, 1, 5),
    ]


def test_a_column_that_people_added() -> None:
    assert table("ward") == [("Ward", "contacts", "signed"), ("7", 1, 0), ("(none)", 3, 3), ("total", 4, 3)]


def test_a_table_of_nobody() -> None:
    assert table("party", records=()) == [
        ("party", "contacts", "signed", "serving", "signed, serving"),
        ("total", 0, 0, 0, 0),
    ]
    assert table("owner", "party", records=()) == [("owner", "total"), ("total", 0)]


def test_the_overview() -> None:
    found = status.overview(LETTER, RECORDS)
    assert found == status.Overview(LETTER, 3, 2, 7, 2, 4, ("Changed",), 5, last=SENT)


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        (("party=republican",), {"Changed", "Gone"}),
        (("party=R", "state=Puerto Rico"), {"Gone"}),
        (("owner=",), {"Gone", "Silent"}),
        (("owner=(none)",), {"Gone", "Silent"}),
        (("committee=hsfa", "signed=yes"), {"Changed"}),
        (("stage=committed",), set()),
        (("chamber=house", "owner=Kim"), {"Moved"}),
        (("WARD=7",), {"Asked"}),
    ],
)
def test_conditions(conditions: tuple[str, ...], expected: set[str]) -> None:
    asked = [Condition(*text.split("=")) for text in conditions]
    assert {record.legislator.last for record in status.where(RECORDS, asked, ADDED)} == expected


@pytest.mark.parametrize(
    ("condition", "sentence"),
    [
        (
            Condition("stage", "singed"),
            "nobody has stage 'singed'; did you mean 'signed'? There is: target, asked, considering, committed, "
            "signed, declined, withdrawn",
        ),
        (Condition("owner", "Zed"), "nobody has owner 'Zed'; there is: Kim, Robin"),
        (Condition("email", "x"), "nobody has email 'x'; there is no value at all"),
    ],
)
def test_a_value_that_nobody_has(condition: Condition, sentence: str) -> None:
    with pytest.raises(UsageError) as caught:
        status.where(RECORDS, [condition])
    assert str(caught.value) == sentence


def test_a_column_that_does_not_exist() -> None:
    with pytest.raises(UsageError) as caught:
        status.dimension("stat", ADDED)
    assert str(caught.value) == (
        "there is no column 'stat'; did you mean 'state'? There is: party, state, chamber, region, district, "
        "committee, stage, owner, route, letter, signed, role, id, name, signed_on, as_printed, staffer, email, "
        "phone, last_contact, channel, next_step, due, notes, Ward"
    )


def test_every_state_is_in_one_region() -> None:
    assert sorted(state for states in REGIONS.values() for state in states) == sorted(STATES)


PEOPLE = st.integers(1, 12).flatmap(
    lambda count: st.tuples(
        *(
            st.builds(
                lambda number, state, before, after, seatings: person(
                    f"X{number:06}",
                    "Test",
                    f"Person {number}",
                    term("house", state, "1", "2017-01-03", "2019-01-03", before),
                    *([term("house", state, "1", "2019-01-03", "2027-01-03", after)] if after else []),
                    seatings=tuple(seatings),
                ),
                st.just(number),
                st.sampled_from(["NY", "CA", "PR"]),
                st.sampled_from(["Democrat", "Republican", "Pirate"]),
                st.sampled_from(["Democrat", "Republican", ""]),
                st.lists(st.sampled_from([FOREIGN, EUROPE, BUDGET]), unique=True),
            )
            for number in range(count)
        )
    )
)
CELLS = st.builds(
    Contact,
    letter=st.just("test"),
    id=st.integers(0, 11).map("X{:06}".format),
    stage=st.sampled_from(["", *STAGES]),
    role=st.sampled_from(["", *ROLES]),
    owner=st.sampled_from(["", "Kim", "NA", "nan", "None", "07", "total"]),
)
NAMES = st.sampled_from(["party", "state", "committee", "stage", "owner", "route", "signed", "role", "region"])


@hypothesis(max_examples=60, deadline=None)
@given(people=PEOPLE, rows=st.lists(CELLS, max_size=12), names=st.lists(NAMES, min_size=2, max_size=2, unique=True))
def test_every_figure_is_a_plain_count(people: tuple[object, ...], rows: list[Contact], names: list[str]) -> None:
    records = merge.records(LETTER, roster(*people), rows, settings(LETTER), ON)  # type: ignore[arg-type]
    first, second = (status.dimension(name) for name in names)
    for measure in status.MEASURES:
        pivot = status.tally(records, [first, second], measure)
        for line in pivot.rows[:-1]:
            for header, figure in zip(pivot.headers[1:-1], line[1:-1], strict=True):
                assert figure == sum(
                    is_counted(r, measure)
                    and line[0] in labels(r, first.name, records)
                    and header in labels(r, second.name, records)
                    for r in records
                )
            assert line[-1] == sum(
                is_counted(r, measure) and line[0] in labels(r, first.name, records) for r in records
            )
        assert pivot.rows[-1][-1] == sum(is_counted(r, measure) for r in records)
        shown = {label for r in records if is_counted(r, measure) for label in labels(r, first.name, records)}
        assert shown <= {line[0] for line in pivot.rows[:-1]}
    single = status.tally(records, [first])
    signed = single.headers.index("signed")
    for line in single.rows[:-1] if signed else ():
        assert line[signed] == sum(
            r.signature is not None and line[0] in labels(r, first.name, records) for r in records
        )
    found = single.rows[-1][signed] if signed else single.rows[0][1]
    assert found == len(merge.signatures(LETTER, rows).keys() & {r.legislator.id for r in records})
    assert status.route_counts(records) == {route: sum(r.route == route for r in records) for route in ROUTES}


def is_counted(record: Record, measure: str) -> bool:
    return {
        "contacts": record.contact is not None,
        "signed": record.signature is not None,
        "everybody": True,
    }[measure]


def labels(record: Record, name: str, records: tuple[Record, ...]) -> set[str]:
    """What the record counts under, written out once more and plainly."""
    held = record.then if record.signature else record.now
    assert held is not None
    if name == "committee":
        found = [s.name for s in record.legislator.seatings if not s.parent] if record.now else []
        return set(found) or {"(none)"}
    stage = record.contact.stage if record.contact else ""
    plain = {
        "party": held.party,
        "state": held.state,
        "region": next(region for region, states in REGIONS.items() if held.state in states),
        "stage": "signed" if record.signature else stage,
        "owner": record.contact.owner if record.contact else "",
        "route": record.route,
        "signed": "yes" if record.signature else "no",
        "role": record.signature.role if record.signature else "",
    }
    return {plain[name] or "(none)"}


@pytest.mark.slow
def test_every_figure_on_the_public_data(full_roster: object) -> None:
    from outreach.roster import Roster

    assert isinstance(full_roster, Roster)
    letter = Letter("test", "T", "A", ("house", "senate"), SENT, committees=("HSFA",))
    ids = [who.id for who in full_roster.serving(SENT)][::9]
    rows = [Contact("test", id, role="signer", stage="signed", signed_on="2017-07-13") for id in ids]
    records = merge.records(letter, full_roster, rows, settings(letter), ON)
    assert sum(status.route_counts(records).values()) == len(records)
    for by, measure in product(("party", "region", "state"), status.MEASURES):
        found = status.tally(records, [status.dimension(by), status.dimension("route")], measure)
        counted = [r for r in records if is_counted(r, measure)]
        plain = Counter((label, r.route) for r in counted for label in labels(r, by, records))
        shown = {
            (str(line[0]), header): figure
            for line in found.rows[:-1]
            for header, figure in zip(found.headers[1:-1], line[1:-1], strict=True)
        }
        assert {key: figure for key, figure in shown.items() if figure} == dict(plain)
        assert found.rows[-1][-1] == len(counted)
