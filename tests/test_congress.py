"""Reading the public data: every field, every shape that upstream has had, and every one it must not have."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from outreach.errors import BadFile
from outreach.model import Committee, Legislator, Office, OtherName, PartySpan, Seating, Term
from outreach.roster import Roster
from outreach.sources import congress
from outreach.vocabulary import NON_VOTING
from tests import upstream
from tests.upstream import COMMITTEES, CURRENT, HISTORICAL, MEMBERSHIP, OFFICES, Data, entry, term


def load(folder: Path, content: Data) -> Roster:
    return congress.load(upstream.write(folder, content))


def test_everything_upstream_says_of_a_person(tmp_path: Path) -> None:
    everything = {
        "id": {"bioguide": "X000001", "wikipedia": "Pat Test (Ohio politician)", "ballotpedia": "Pat Test"},
        "name": {
            "first": "Patricia",
            "middle": "Q.",
            "last": "Test",
            "suffix": "Jr.",
            "nickname": "Pat",
            "official_full": "Patricia Q. Test, Jr.",
        },
        "other_names": [{"last": "Probe", "end": "2016-05-01"}],
        "bio": {"birthday": "1950-01-02", "gender": "F"},
        "terms": [
            term("sen", "2021-01-03", "2027-01-03", **{"class": 3}, party="Independent", caucus="Democrat"),
            term(
                party_affiliations=[
                    {"start": "2015-01-03", "end": "2016-01-01", "party": "Republican"},
                    {"start": "2016-01-01", "end": "2017-01-03", "party": "Democrat"},
                ],
                start="2015-01-03",
                end="2017-01-03",
                district=0,
                url="https://test.example",
                contact_form="https://test.example/write",
            ),
        ],
        "leadership_roles": [{"title": "Whip", "chamber": "senate", "start": "2023-01-03"}],
    }
    content = upstream.data() | {
        CURRENT: [everything],
        COMMITTEES: [
            {
                "type": "senate",
                "name": "Senate Committee on Tests",
                "thomas_id": "SSTE",
                "subcommittees": [{"name": "Probes", "thomas_id": "01"}],
            }
        ],
        MEMBERSHIP: {
            "SSTE01": [{"bioguide": "X000001", "party": "minority", "rank": 2}],
            "SSTE": [{"bioguide": "X000001", "party": "minority", "rank": 1, "title": "Ranking Member"}],
        },
        OFFICES: [{"id": {"bioguide": "X000001"}, "offices": [{"id": "X000001-town", "city": "Town", "zip": "02134"}]}],
    }
    roster = load(tmp_path, content)
    address, office = "100 Test Building Washington DC 20515", "100 Test Building"
    assert roster.legislators["X000001"] == Legislator(
        id="X000001",
        first="Patricia",
        last="Test",
        terms=(
            Term(
                chamber="house",
                state="OH",
                district="0",
                senate_class="",
                party="Democrat",
                start=date(2015, 1, 3),
                end=date(2017, 1, 3),
                spans=(
                    PartySpan(date(2015, 1, 3), date(2016, 1, 1), "Republican"),
                    PartySpan(date(2016, 1, 1), date(2017, 1, 3), "Democrat"),
                ),
                phone="202-555-0100",
                url="https://test.example",
                contact_form="https://test.example/write",
                address=address,
                office=office,
            ),
            Term(
                chamber="senate",
                state="OH",
                district="",
                senate_class="3",
                party="Independent",
                start=date(2021, 1, 3),
                end=date(2027, 1, 3),
                caucus="Democrat",
                phone="202-555-0100",
                address=address,
                office=office,
            ),
        ),
        middle="Q.",
        nickname="Pat",
        suffix="Jr.",
        official_full="Patricia Q. Test, Jr.",
        other_names=(OtherName("Probe", end=date(2016, 5, 1)),),
        birthday=date(1950, 1, 2),
        gender="F",
        common_names=("Pat Test",),
        offices=(Office("X000001-town", "", "", "", "Town", "", "02134", ""),),
        seatings=(
            Seating("SSTE", "Senate Committee on Tests", "", "Ranking Member", "minority", 1),
            Seating("SSTE01", "Probes", "SSTE", "", "minority", 2),
        ),
        leadership=roster.legislators["X000001"].leadership,
    )
    assert [role.title for role in roster.legislators["X000001"].leadership] == ["Whip"]
    assert roster.committees == {
        "SSTE": Committee("SSTE", "Senate Committee on Tests", "senate"),
        "SSTE01": Committee("SSTE01", "Probes", "senate", "SSTE"),
    }


def test_the_least_that_upstream_says(tmp_path: Path) -> None:
    least = {
        "id": {"bioguide": "X000001"},
        "name": {"first": "New", "last": "Comer"},
        "terms": [{"type": "rep", "state": "OH", "district": 1, "start": "2026-06-01", "end": "2027-01-03"}],
    }
    roster = load(tmp_path, {CURRENT: [least], HISTORICAL: []})
    new = roster.legislators["X000001"]
    assert (new.name, new.terms[0].party, new.terms[0].address, new.seatings) == ("New Comer", "", "", ())


def test_a_death_ends_the_term_whatever_its_schedule(tmp_path: Path) -> None:
    content = upstream.data()
    entry(content, "X000001")["bio"]["death_date"] = "2026-05-01"
    entry(content, "X000001")["terms"].append(term(start="2027-01-03", end="2029-01-03"))
    dead = load(tmp_path, content).legislators["X000001"]
    assert dead.died == date(2026, 5, 1)
    assert [dead.term_on(day) is not None for day in (date(2026, 4, 30), date(2026, 5, 1), date(2027, 2, 1))] == [
        True,
        False,
        False,
    ]


def test_the_split_in_current_and_historical_does_not_matter(tmp_path: Path) -> None:
    whole = upstream.data()
    mixed = whole | {CURRENT: whole[HISTORICAL], HISTORICAL: whole[CURRENT]}
    assert load(tmp_path / "a", whole).legislators == load(tmp_path / "b", mixed).legislators


def test_a_membership_of_nobody_we_know_is_passed_over(tmp_path: Path) -> None:
    content = upstream.data()
    content[MEMBERSHIP]["ZZZZ"] = [{"bioguide": "X000099"}, {"bioguide": "X000001", "rank": None}]
    seatings = load(tmp_path, content).legislators["X000001"].seatings
    assert [(seating.committee, seating.name) for seating in seatings] == [
        ("HSTE", "House Committee on Tests"),
        ("ZZZZ", "ZZZZ"),
    ]


@pytest.mark.parametrize("text", ["", "[", "[{]", "\x00", "{'a': 1}"])
def test_broken_json_is_named(text: str, tmp_path: Path) -> None:
    folder = upstream.write(tmp_path, upstream.data())
    (folder / CURRENT).write_text(text, encoding="utf-8")
    with pytest.raises(BadFile, match=r"^legislators-current\.json: is not whole JSON"):
        congress.load(folder)


def test_whose_entry_is_broken_is_named(tmp_path: Path) -> None:
    content = upstream.data()
    del entry(content, "X000005")["terms"][0]["start"]
    with pytest.raises(BadFile) as caught:
        load(tmp_path, content)
    assert str(caught.value) == (
        "legislators-current.json: PersonE (X000005): 'start' is missing; the public data has changed its form"
    )


def test_the_real_data(full_roster: Roster) -> None:
    """Facts that are public knowledge about the data of June 2026."""
    on = date(2026, 6, 14)
    assert (len(full_roster), len(full_roster.serving(on))) == (1324, 537)
    assert len(full_roster.serving(on, ["senate"])) == 100
    voting = [who for who in full_roster.serving(on, ["house"]) if (t := who.term_on(on)) and t.state not in NON_VOTING]
    assert len(voting) == 431
    assert len(full_roster.serving(date(2017, 7, 28))) == 540
    assert len(full_roster.seats("house", on)) == 441
    assert len(full_roster.seats("senate", on)) == 100


def test_every_cell_of_an_office_is_text(full_roster: Roster) -> None:
    offices = [office for who in full_roster.legislators.values() for office in who.offices]
    assert offices
    assert {type(getattr(office, key)) for office in offices for key in office.__slots__} == {str}
