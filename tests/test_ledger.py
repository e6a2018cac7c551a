"""Changes: found, checked, applied, taken back, merged; and contacts.csv as a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outreach import ledger, sheets
from outreach.errors import Problem, UsageError
from outreach.model import COLUMNS, Change, Contact, Letter
from outreach.roster import Roster

AT = "2026-06-14T10:00:00+00:00"
ASKED = Contact("a", "X1", name="Ann Test", stage="asked", notes="one")


def changes(before: Contact | None, after: Contact) -> list[Change]:
    return ledger.changes_for(before, after, by="ana", at=AT)


def short(found: list[Change] | tuple[Change, ...]) -> list[tuple[str, str, str]]:
    return [(change.field, change.old, change.new) for change in found]


def test_a_new_row_begins_with_itself() -> None:
    assert short(changes(None, ASKED)) == [
        ("row", "", "present"),
        ("name", "", "Ann Test"),
        ("stage", "", "asked"),
        ("notes", "", "one"),
    ]


def test_only_what_differs_is_a_change() -> None:
    after = replace(ASKED, stage="signed", extra=MappingProxyType({"Her view": "for"}))
    assert short(changes(ASKED, after)) == [("stage", "asked", "signed"), ("Her view", "", "for")]
    assert changes(ASKED, ASKED) == []


CELL = st.sampled_from(["", "a", "b", "c"])
CONTACT = st.builds(
    lambda id, stage, owner, notes, view: Contact(
        "a", id, stage=stage, owner=owner, notes=notes, extra=MappingProxyType({"view": view})
    ),
    st.sampled_from(["X1", "X2", "X3", "X4"]),
    CELL,
    CELL,
    CELL,
    CELL,
)
CONTACTS = st.lists(CONTACT, unique_by=lambda contact: contact.id, max_size=4)


@given(CONTACTS, CONTACTS)
@settings(max_examples=500, deadline=None)
def test_undoing_what_was_done_gives_what_was_there(before: list[Contact], after: list[Contact]) -> None:
    there = ledger.keyed(before)
    wanted = [change for contact in after for change in changes(there.get(contact.key), contact)]
    done = ledger.apply(before, wanted)
    assert ledger.clashes(there, wanted) == ()
    assert all(changes(ledger.keyed(done)[contact.key], contact) == [] for contact in after)
    assert ledger.worth_doing(ledger.keyed(done), wanted) == ()
    back = ledger.inverse(wanted, by="ben", at=AT)
    assert ledger.clashes(ledger.keyed(done), back) == ()
    assert same(ledger.apply(done, back), before)
    again = ledger.inverse(back, by="ana", at=AT)
    assert same(ledger.apply(ledger.apply(done, back), again), done)


def same(one: Sequence[Contact], other: Sequence[Contact]) -> bool:
    """Whether the rows have the same cells; a column that is not there is an empty one."""
    left, right = ledger.keyed(one), ledger.keyed(other)
    return left.keys() == right.keys() and all(changes(left[key], right[key]) == [] for key in left)


def test_a_changed_cell_clashes_and_shows_both() -> None:
    wanted = changes(ASKED, replace(ASKED, stage="signed", notes="two"))
    there = ledger.keyed([replace(ASKED, stage="declined")])
    assert [(change.field, found) for change, found in ledger.clashes(there, wanted)] == [("stage", "declined")]


def test_a_row_that_is_to_go_clashes_with_what_nobody_says_of_it() -> None:
    there = ledger.keyed([Contact("a", "X1", owner="ana", notes="long talk")])
    away = ledger.removal(there["a", "X1"], "ben", "2026-06-14")
    less = [one for one in away if one.field != "notes"]
    assert ledger.clashes(there, away) == ()
    assert [(one.field, found) for one, found in ledger.clashes(there, less)] == [("notes", "long talk")]


def test_what_is_so_already_is_neither_a_clash_nor_worth_doing() -> None:
    wanted = changes(ASKED, replace(ASKED, stage="signed"))
    there = ledger.keyed([replace(ASKED, stage="signed")])
    assert (ledger.clashes(there, wanted), ledger.worth_doing(there, wanted)) == ((), ())


def test_history_lines_read_back() -> None:
    change = changes(None, ASKED)[1]
    cells = dict(zip(ledger.HISTORY_COLUMNS, ledger.row_of(change), strict=True))
    assert ledger.change_of(cells) == change


def merge(base: Contact | None, mine: Contact | None, theirs: Contact | None) -> ledger.Merged:
    def side(contact: Contact | None) -> dict[tuple[str, str], Contact]:
        return ledger.keyed([contact] if contact else [])

    return ledger.merge(side(base), side(mine), side(theirs), by="ana", at=AT)


@pytest.mark.parametrize(
    ("mine", "theirs", "taken", "held"),
    [
        ({"stage": "signed"}, {}, [("stage", "asked", "signed")], []),
        ({}, {"stage": "signed"}, [], []),
        ({"stage": "signed"}, {"owner": "ben"}, [("stage", "asked", "signed")], []),
        ({"stage": "signed"}, {"stage": "signed"}, [], []),
        ({"stage": "signed"}, {"stage": "declined"}, [], [("stage", "asked", "signed", "declined")]),
        ({"notes": "one\nmine"}, {"notes": "one\ntheirs"}, [("notes", "one\ntheirs", "one\ntheirs\nmine")], []),
        ({"notes": "mine"}, {"notes": "one\ntheirs"}, [], [("notes", "one", "mine", "one\ntheirs")]),
    ],
)
def test_merging_takes_what_only_one_side_changed(
    mine: dict[str, str],
    theirs: dict[str, str],
    taken: list[tuple[str, ...]],
    held: list[tuple[str, ...]],
) -> None:
    merged = merge(ASKED, replace(ASKED, **mine), replace(ASKED, **theirs))  # type: ignore[arg-type]
    assert short(merged.changes) == taken
    assert [(one.field, one.base, one.mine, one.theirs) for one in merged.held] == held


def test_a_row_that_is_gone_is_held_and_one_that_is_missing_is_not_deleted() -> None:
    assert [one.field for one in merge(ASKED, replace(ASKED, stage="signed"), None).held] == ["row"]
    merged = merge(ASKED, None, ASKED)
    assert (merged.changes, merged.held, merged.missing) == ((), (), (ASKED.key,))


def test_a_row_that_is_new_on_one_side_is_taken() -> None:
    assert short(merge(None, ASKED, None).changes)[0] == ("row", "", "present")


def table(folder: Path, text: str) -> sheets.Table:
    path = folder / "contacts.csv"
    path.write_bytes(text.encode("utf-8"))
    return sheets.read(path, columns=COLUMNS, required=("letter", "id"))


def test_rows_stay_in_place_and_columns_too(tmp_path: Path) -> None:
    """Order of rows and columns, added columns and rows without a key are people's."""
    start = "id,view,letter,stage\r\nX2,for,a,asked\r\n,,note to self,\r\nX1,against,a,\r\n"
    read = table(tmp_path, start)
    contacts, problems = ledger.contacts_of(read, "contacts.csv")
    assert problems == (
        Problem("contacts.csv", 3, "id", "is empty", "fill it in, or delete the row; 'outreach who NAME' shows an id"),
    )
    wanted = [
        Change("a", "X1", "stage", "", "asked", "ana", AT),
        Change("a", "X1", "owner", "", "ben", "ana", AT),
        *changes(None, Contact("a", "X3", stage="target")),
        Change("a", "X2", "row", "present", "", "ana", AT),
    ]
    after = ledger.updated(read, contacts, ledger.applied(contacts, wanted))
    assert sheets.encode(after).decode("utf-8-sig") == (
        "id,view,letter,stage,owner\r\n,,note to self,,\r\nX1,against,a,asked,ben\r\nX3,,a,target,\r\n"
    )


def test_no_change_is_no_change_of_the_table(tmp_path: Path) -> None:
    read = table(tmp_path, "id,view,letter,stage\r\nX2,for,a,asked\r\n")
    contacts, _ = ledger.contacts_of(read, "contacts.csv")
    assert ledger.updated(read, contacts, contacts) == read


def test_a_key_that_is_there_twice_is_a_problem(tmp_path: Path) -> None:
    read = table(tmp_path, "letter,id,stage\r\na,X1,asked\r\na,X1,asked\r\na,X1,signed\r\n")
    contacts, problems = ledger.contacts_of(read, "contacts.csv")
    assert [contact.line for contact in contacts.values()] == [2]
    assert [(str(problem), problem.level) for problem in problems] == [
        (
            "contacts.csv:3: X1 is there for a already, in line 2, the very same; delete one of the two rows",
            "warning",
        ),
        ("contacts.csv:4: X1 is there for a already, in line 2, with other contents; make one row of the two", "error"),
    ]


LETTER = Letter("a", "T", "the House", ("house",), date(2017, 7, 13), leads=("X9",))
FACTS = {"name": "Ann Test", "party": "Democrat", "state": "NY", "district": "0"}
DAY = date(2026, 6, 14)


def logged(before: Contact | None, id: str = "X1", **said: object) -> Contact:
    dealing = ledger.Dealing(DAY, "ana", **said)  # type: ignore[arg-type]
    return ledger.logged(before, LETTER, id, FACTS, dealing)


def test_the_first_dealing_makes_the_row() -> None:
    assert logged(None, stage="asked", channel="call", note=" hello ", due=date(2026, 7, 1)) == Contact(
        "a",
        "X1",
        **FACTS,  # type: ignore[arg-type]
        stage="asked",
        last_contact="2026-06-14",
        channel="call",
        due="2026-07-01",
        notes="2026-06-14 ana: hello",
    )


def test_planning_is_no_contact() -> None:
    row = logged(ASKED, next_step="call again", owner="ben")
    assert (row.last_contact, row.next_step, row.owner, row.stage) == ("", "call again", "ben", "asked")


def test_notes_are_added_and_a_late_report_does_not_hide_a_later_contact() -> None:
    row = logged(replace(ASKED, last_contact="2026-06-20", channel="visit"), channel="call", note="two\nlines")
    assert (row.last_contact, row.channel, row.notes) == ("2026-06-20", "visit", "one\n2026-06-14 ana: two\nlines")


def test_signing_writes_role_and_day_and_a_lead_has_signed() -> None:
    row = logged(ASKED, stage="signed")
    assert (row.stage, row.role, row.signed_on) == ("signed", "signer", "2026-06-14")
    lead = logged(None, id="X9", channel="call")
    assert (lead.stage, lead.role, lead.signed_on) == ("signed", "lead", "2017-07-13")


def test_a_signature_is_only_taken_back_by_name() -> None:
    signed = replace(ASKED, stage="signed", role="signer", signed_on="2017-07-13", state="NY")
    with pytest.raises(UsageError, match="the stage is withdrawn, not asked"):
        logged(signed, stage="asked")
    row = logged(signed, stage="withdrawn")
    assert (row.stage, row.role, row.signed_on) == ("withdrawn", "signer", "2017-07-13")


def test_facts_are_those_of_the_signing_day_and_follow_a_new_one() -> None:
    """Who was asked from one district and signs from another; who took a signature back and signs once more."""
    asked = replace(ASKED, state="NY", district="99", party="Whig")
    row = logged(asked, stage="signed")
    assert (row.party, row.state, row.district) == (FACTS["party"], FACTS["state"], FACTS["district"])
    old = replace(row, district="99", signed_on="2017-07-13")
    assert logged(old, channel="call").district == "99"
    assert logged(old, stage="withdrawn").district == "99"
    again = logged(replace(old, stage="withdrawn"), stage="considering")
    assert (again.district, again.signed_on) == (FACTS["district"], "")


def test_a_long_note_is_refused() -> None:
    with pytest.raises(UsageError, match="2,001 characters"):
        logged(ASKED, note="x" * 2001)


def checked(**cells: object) -> list[str]:
    contact = Contact("a", "X1", line=2, **cells)  # type: ignore[arg-type]
    known = ledger.Known({"a": LETTER}, None, lambda id, on: FACTS, DAY)
    return [str(problem) for problem in ledger.check_contacts([contact], known, "contacts.csv")]


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"stage": "singed"}, 'contacts.csv:2: stage: "singed" is not a stage; did you mean "signed"?'),
        (
            {"channel": "fax"},
            'contacts.csv:2: channel: "fax" is not a channel; write one of: call, email, meeting, letter, visit',
        ),
        (
            {"due": "7/13/2017"},
            'contacts.csv:2: due: "7/13/2017" is not a date in our form; write 2017-07-13 if that is meant',
        ),
        (
            {"due": "2026-02-30"},
            'contacts.csv:2: due: "2026-02-30" is not a date; write year-month-day, as in 2017-07-13',
        ),
        (
            {"last_contact": "2027-01-01"},
            "contacts.csv:2: last_contact: 2027-01-01 is still to come; is the year right?",
        ),
        (
            {"stage": "signed", "role": "signer"},
            "contacts.csv:2: signed_on: is empty, but the stage says that the letter was signed; write the day",
        ),
        (
            {"stage": "signed", "signed_on": "2017-07-13"},
            "contacts.csv:2: role: is empty, but the stage says that the letter was signed; write lead or signer",
        ),
        (
            {"stage": "asked", "role": "lead"},
            'contacts.csv:2: role: is "lead", but the stage is asked; write the stage "signed", or empty the role',
        ),
    ],
)
def test_a_wrong_cell_is_named(cells: dict[str, str], said: str) -> None:
    assert checked(**cells) == [said]


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("", ""),
        ("20", ""),
        ("1 h 30 min", ""),
        ("1:30", "may be hours or minutes"),
        ("a quarter", "is not a number of minutes"),
        ("12.5", "is not a number of minutes"),
    ],
)
def test_minutes_that_cannot_be_read_are_named(cell: str, said: str) -> None:
    what = f'contacts.csv:2: Minutes: "{cell}" {said}; write the minutes of all dealings as a whole number, as in 20'
    assert checked(extra=MappingProxyType({"Minutes": cell})) == [what] * bool(said)


def test_minutes_are_added_to_what_people_wrote() -> None:
    row = replace(ASKED, extra=MappingProxyType({"Minutes": "1 h 30"}))
    assert logged(row, minutes=10).extra == {"Minutes": "100"}
    with pytest.raises(UsageError, match=r"in the column Minutes of .*, to which no minutes can be added"):
        logged(replace(row, extra=MappingProxyType({"Minutes": "a lot"})), minutes=10)


def test_a_good_row_has_no_problem() -> None:
    assert checked(stage="asked", channel="call", last_contact="2026-06-14", due="2027-01-01", notes="NA") == []


@pytest.mark.parametrize("stage", ["", "asked", "signed", "declined"])
def test_a_lead_counts_as_a_signatory_and_a_stage_that_says_otherwise_is_named(stage: str) -> None:
    led = replace(LETTER, leads=("X000001",))
    known = ledger.Known({"a": led}, None, lambda id, on: FACTS, DAY)
    row = Contact("a", "X000001", stage=stage, line=2)
    found = [one for one in ledger.check_contacts([row], known, "contacts.csv") if "lead, who has signed" in one.what]
    assert [str(one) for one in found if stage in ("", "asked")] == [
        f"contacts.csv:2: stage: is {stage or 'empty'}, but outreach.toml names them as a lead, who has signed; "
        'write "signed", "lead" and the day; or "withdrawn" if they took it back'
    ] * (stage in ("", "asked"))
    assert len(found) == (stage in ("", "asked"))


def test_an_unknown_letter_and_an_unknown_person_are_named() -> None:
    known = ledger.Known({"a": LETTER}, Roster({}), lambda id, on: FACTS, DAY)
    found = ledger.check_contacts([Contact("aa", "X1", line=2)], known, "contacts.csv")
    assert [str(problem) for problem in found] == [
        "contacts.csv:2: letter: 'aa' is no letter in outreach.toml; did you mean \"a\"?",
        "contacts.csv:2: id: nobody has the id X1; 'outreach who NAME' shows an id",
    ]
