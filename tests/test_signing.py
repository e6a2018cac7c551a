"""Matches become rows of contacts.csv, once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from outreach import ledger, signing
from outreach.model import COLUMNS, Contact, Judgement, Letter
from outreach.roster import Roster
from tests.people import person, term

SENT = date(2017, 7, 13)
LETTER = Letter("test-2017", "A letter", "The President", ("house",), SENT, expected=3, leads=("X000001",))
ROSTER = Roster(
    {
        p.id: p
        for p in (
            person("X000001", "Ada", "Test", term("NY-12", "2017-01-03", "2019-01-03")),
            person("X000002", "Ben", "Probe", term("VT-0", "2017-01-03", "2019-01-03", "Republican")),
            person("X000003", "Cy", "Sample", term("MA/1", "2013-01-03", "2019-01-03")),
        )
    }
)


def matched(id: str, printed: str, line: int = 1, role: str = "signer") -> Judgement:
    return Judgement(line, printed, "matched", id, ROSTER.legislators[id].name, "whole name", role=role)


def cells(contact: Contact) -> dict[str, str]:
    return {column: value for column in COLUMNS if (value := contact.get(column))}


def test_a_signature_carries_the_facts_of_the_signing_day() -> None:
    rows = [matched("X000001", "Ms. Test"), matched("X000002", "Rep. Ben Probe (R-VT)", 2)]
    planned = signing.record(LETTER, rows, ROSTER, {}, "ana", "2026-06-14T12:00:00+00:00")
    written = ledger.apply((), planned.changes)
    assert [cells(contact) for contact in written] == [
        {
            "letter": "test-2017", "id": "X000001", "name": "Ada Test", "party": "Democrat", "state": "NY",
            "district": "12", "stage": "signed", "role": "lead", "signed_on": "2017-07-13", "as_printed": "Ms. Test",
        },
        {
            "letter": "test-2017", "id": "X000002", "name": "Ben Probe", "party": "Republican", "state": "VT",
            "district": "0", "stage": "signed", "role": "signer", "signed_on": "2017-07-13",
            "as_printed": "Rep. Ben Probe (R-VT)",
        },
    ]  # fmt: skip


def test_twice_changes_nothing() -> None:
    rows = [matched("X000001", "Ms. Test")]
    first = signing.record(LETTER, rows, ROSTER, {}, "ana", "2026-06-14T12:00:00+00:00")
    contacts = {contact.key: contact for contact in ledger.apply((), first.changes)}
    again = signing.record(LETTER, rows, ROSTER, contacts, "ben", "2026-06-15T12:00:00+00:00")
    assert (again.changes, again.added, again.present) == ((), (), ("X000001",))


def test_repeats_doubtful_rows_and_the_other_chamber_are_not_written() -> None:
    doubt = Judgement(3, "Rep. Smith", "ambiguous", None, None, "two people fit")
    rows = [
        matched("X000002", "Probe"),
        matched("X000002", "Ben Probe", 2, "lead"),
        matched("X000003", "Sample"),
        doubt,
    ]
    planned = signing.record(LETTER, rows, ROSTER, {}, "ana", "2026-06-14T12:00:00+00:00")
    assert planned.added == ("X000002",)
    assert signing.said(LETTER, planned, rows) == [
        "Cy Sample did not serve in a chamber of this letter; not written",
        "test-2017: 1 signature written; 0 were there before",
        "1 name was not written, because it is not certain who is meant:",
        "  line 3: Rep. Smith: two people fit",
        "the list has 1, 3 are expected: nothing was added or left out to fit",
    ]


def test_a_withdrawn_signature_stays_withdrawn_and_an_asked_one_becomes_signed() -> None:
    back = Contact("test-2017", "X000001", "Ada Test", stage="withdrawn")
    asked = replace(Contact("test-2017", "X000002"), stage="asked", owner="ana", notes="called twice")
    contacts = {contact.key: contact for contact in (back, asked)}
    rows = [matched("X000001", "Test"), matched("X000002", "Probe")]
    planned = signing.record(LETTER, rows, ROSTER, contacts, "ana", "2026-06-14T12:00:00+00:00")
    assert planned.notices == ("Ada Test took the signature back; the row stays as it is",)
    after = {contact.id: contact for contact in ledger.apply((back, asked), planned.changes)}
    assert after["X000001"] == back
    assert (after["X000002"].stage, after["X000002"].owner, after["X000002"].notes) == ("signed", "ana", "called twice")
