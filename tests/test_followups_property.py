"""Whatever people record: everybody is in one route, and no wrong letter is made."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from outreach import merge
from outreach.followups import prepare
from outreach.model import Contact, Letter, Override
from outreach.roster import overridden
from outreach.sources.sync import example
from outreach.vocabulary import AGAIN, AGAIN_ROUTES, CHANNELS, ROLES, SILENT_ROUTES, STAGES

from .letters import LETTER, ON, ROOT, SETTINGS, TEMPLATES, settings_with

ROSTER = example()
IDS = sorted(ROSTER.legislators)

contacts = st.builds(
    Contact,
    letter=st.just(LETTER.slug),
    id=st.sampled_from(IDS),
    stage=st.sampled_from(("", *STAGES)),
    role=st.sampled_from(("", *ROLES)),
    signed_on=st.sampled_from(("", "2017-07-13", "2018-01-01")),
    last_contact=st.sampled_from(("", "2017-08-01", "2026-06-10", "2026-06-14")),
    channel=st.sampled_from(("", *CHANNELS)),
)
overrides = st.builds(
    Override,
    id=st.sampled_from(IDS),
    kind=st.sampled_from(("left", "died", "do-not-contact")),
    value=st.just(""),
    on=st.dates(date(2017, 1, 1), date(2026, 6, 14)),
    by=st.just("Robin"),
)
letters = st.builds(
    lambda chambers, leads, expected, committees: replace(
        LETTER, chambers=chambers, leads=tuple(leads), expected=expected, committees=committees
    ),
    st.sampled_from((("house",), ("senate",), ("house", "senate"))),
    st.lists(st.sampled_from(IDS), max_size=2, unique=True),
    st.sampled_from((None, 3, 53)),
    st.sampled_from(((), ("HSFA",), ("SSFR", "HSFA"))),
)


@settings(max_examples=50, deadline=None)
@given(
    letter=letters,
    rows=st.lists(contacts, max_size=25, unique_by=lambda row: row.id),
    known=st.lists(overrides, max_size=5),
    days=st.integers(0, 3250),
)
def test_no_wrong_letter_whatever_is_recorded(
    letter: Letter, rows: list[Contact], known: list[Override], days: int
) -> None:
    on = letter.sent + timedelta(days=days)
    conf = settings_with(overrides=tuple(known))
    people = overridden(ROSTER, known)
    records = merge.records(letter, people, rows, conf, on)
    batch = prepare(records, conf, ROOT / "templates", on)

    ids = [record.legislator.id for record in records]
    signed = {
        row.id for row in rows if row.stage not in {"declined", "withdrawn"} and (row.stage == "signed" or row.role)
    }
    held = {one.id for one in known if one.kind == "do-not-contact" and one.on <= on}
    left = {one.id for one in known if one.kind in {"left", "died"} and one.on <= on}
    assert len(ids) == len(set(ids)) == batch.universe
    assert batch.errors == () or not records
    for item in batch.items:
        who, route = item.record.legislator, item.record.route
        term = people.legislators[who.id].term_on(on)
        assert route not in SILENT_ROUTES
        silent = route in AGAIN_ROUTES and item.record.contact is not None and item.record.contact.stage == "asked"
        assert item.template.name in {TEMPLATES[route], TEMPLATES[AGAIN] if silent else ""}
        assert term is not None
        assert who.id not in held | left
        assert (item.template.front.purpose == "thank") == (who.id in signed or who.id in letter.leads)
        assert item.address.lines[-1].endswith(("20515", "20510")) or "-" in item.address.lines[-1]
        assert item.address.salutation.startswith(f"Dear {'Senator' if term.chamber == 'senate' else ''}")


def test_the_day_of_the_example_is_the_day_of_its_data() -> None:
    assert ROSTER.as_of == ON
    assert SETTINGS.max_age == 14
