"""The way back: hand edits noticed, accidents held, batches undone, states restored."""

from __future__ import annotations

import random
import re
from datetime import date, datetime
from pathlib import Path

import pytest

from outreach import ledger
from outreach.errors import BadData, BadFile, UsageError
from outreach.model import COLUMNS, Change
from outreach.workspace import Conflict, Workspace, init, snapshots
from outreach.workspace.noticing import Doubtful
from tests.spaces import SETTINGS

AT = "2026-06-14T10:00:00+00:00"
LATER = "2026-06-15T10:00:00+00:00"
HEADER = "letter,id,name,stage,signed_on,phone,due,notes,zip\r\n"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    init(tmp_path)
    (tmp_path / "outreach.toml").write_text(SETTINGS, encoding="utf-8")
    return Workspace.open(tmp_path)


def rows(count: int) -> str:
    return HEADER + "".join(
        f"a,X{n:06},Ann Test {n},asked,,'+1202555{n:04},2026-03-{n % 28 + 1:02},,0{n:04}\r\n"
        for n in range(1, count + 1)
    )


def write(workspace: Workspace, text: str) -> None:
    workspace.contacts_file.write_bytes(("\ufeff" + text).encode())


def change(id: str, field: str, old: str, new: str, at: str = AT) -> Change:
    return Change("a", id, field, old, new, "ana", at)


def short(workspace: Workspace) -> list[tuple[str, str, str, str]]:
    return [(one.id, one.field, one.old, one.new) for one in workspace.history()]


@pytest.fixture
def filled(workspace: Workspace) -> Workspace:
    """A hundred rows that the program knows."""
    write(workspace, rows(100))
    assert workspace.take_in(AT) is not None
    return workspace


def test_records_without_history_are_the_beginning(filled: Workspace) -> None:
    assert (filled.history(), filled.noticed(AT)) == ((), None)
    assert [one.position for one in filled.states()] == [0]


def test_a_hand_edit_becomes_the_editors_history(filled: Workspace) -> None:
    text = rows(100).replace("Ann Test 7,asked", "Ann Test 7,committed").replace("HEADER", "")
    write(filled, text + "a,X000101,New Test,,,,,,\r\n")
    noticed = filled.take_in(AT)
    assert noticed is not None
    assert noticed.said() == (
        "contacts.csv was edited by hand: 2 cells in 2 rows, 1 of them new; taken into the history"
    )
    assert short(filled) == [
        ("X000007", "stage", "asked", "committed"),
        ("X000101", "row", "", "present"),
        ("X000101", "name", "", "New Test"),
    ]
    assert {(one.by, one.why) for one in filled.history()} == {(filled.contacts_file.owner(), "edited by hand")}
    assert filled.take_in(AT) is None


def test_a_sort_and_other_separators_are_no_edit(filled: Workspace) -> None:
    head, *lines = rows(100).splitlines(keepends=True)
    write(filled, (head + "".join(reversed(lines))).replace(",", ";"))
    noticed = filled.take_in(AT)
    assert noticed is not None
    assert (noticed.changes, filled.history(), filled.take_in(AT)) == ((), (), None)


def test_a_hand_edit_is_taken_in_before_a_save(filled: Workspace) -> None:
    write(filled, rows(100).replace("Ann Test 7,asked", "Ann Test 7,committed"))
    filled.apply([change("X000008", "stage", "asked", "declined")])
    assert short(filled) == [("X000007", "stage", "asked", "committed"), ("X000008", "stage", "asked", "declined")]


def test_without_snapshots_the_history_says_what_is_known(filled: Workspace) -> None:
    """The folder may be deleted: the history is enough to see an edit by hand."""
    write(filled, HEADER)
    filled.keep("ana", AT)
    filled.apply([change("X1", "row", "", "present"), change("X1", "stage", "", "asked")])
    for one in filled.states():
        (filled.snapshots / one.name).unlink()
    noticed = filled.noticed(AT)
    assert noticed is not None
    assert noticed.changes == ()
    write(filled, HEADER + "a,X1,,committed,,,,,\r\n")
    noticed = filled.noticed(AT)
    assert noticed is not None
    assert [(one.field, one.old, one.new) for one in noticed.changes] == [("stage", "asked", "committed")]


def test_replaying_the_history_gives_every_day(workspace: Workspace) -> None:
    workspace.apply([change("X1", "row", "", "present"), change("X1", "stage", "", "asked")])
    workspace.apply([change("X1", "stage", "asked", "committed", at=LATER)])
    done = workspace.history()
    stages = {
        until: [(row.id, row.stage) for row in ledger.replay(done, until)]
        for until in (date(2026, 6, 13), date(2026, 6, 14), date(2026, 6, 15), datetime.fromisoformat(AT), None)
    }
    assert list(stages.values()) == [
        [],
        [("X1", "asked")],
        [("X1", "committed")],
        [("X1", "asked")],
        [("X1", "committed")],
    ]
    assert ledger.replay(done) == tuple(ledger.replay(done, base=()))


DAMAGES = [
    (",00042", ",42", "zip", 'lost its leading zeros; it was "00042"'),
    ("'+12025550042", "12025550042", "phone", 'lost its +; it was "+12025550042"'),
    ("'+12025550042", "1.20E+10", "phone", 'was made a rounded number; it was "+12025550042"'),
    ("2026-03-15", "15-Mar", "due", 'was made a date or written as another kind of date; it was "2026-03-15"'),
    ("2026-03-15", "46096", "due", 'was made a date or written as another kind of date; it was "2026-03-15"'),
    ("Ann Test 42", "#NAME?", "name", 'was replaced by an error; it was "Ann Test 42"'),
]


@pytest.mark.parametrize(("was", "now", "column", "said"), DAMAGES)
def test_damage_waits_and_is_put_back(filled: Workspace, was: str, now: str, column: str, said: str) -> None:
    lines = rows(100).splitlines(keepends=True)
    lines[42] = lines[42].replace(was, now).replace("asked", "committed")
    write(filled, "".join(lines))
    before = filled.contacts_file.read_bytes()
    with pytest.raises(Doubtful) as caught:
        filled.take_in(AT)
    assert str(caught.value) == (
        f'contacts.csv:43: {column}: "{now.lstrip(",")}" {said}; '
        "'outreach check --fix' puts it back; if it is right, 'outreach check --keep'\nnothing was written"
    )
    with pytest.raises(Doubtful):
        filled.apply([change("X000001", "stage", "asked", "declined")])
    assert (filled.contacts_file.read_bytes(), filled.history()) == (before, ())
    filled.fix(filled.fixes("ana", AT))
    assert filled.contacts_file.read_bytes().decode("utf-8-sig") == (
        rows(100).replace("Ann Test 42,asked", "Ann Test 42,committed")
    )
    assert filled.noticed(AT) is None
    filled.undo(None, "ana", AT)
    assert filled.contacts_file.read_bytes() == before


def test_damage_that_is_none_is_kept(filled: Workspace) -> None:
    write(filled, rows(100).replace(",00042", ",42"))
    filled.keep("ana", AT)
    assert short(filled) == [("X000042", "zip", "00042", "42")]
    assert filled.noticed(AT) is None


def test_two_days_turned_round_are_a_programs(filled: Workspace) -> None:
    write(filled, rows(100).replace("2026-03-02", "2026-02-03", 1))
    noticed = filled.noticed(AT)
    assert noticed is not None
    assert not noticed.doubtful
    write(filled, rows(100).replace("2026-03-02", "2026-02-03"))
    noticed = filled.noticed(AT)
    assert noticed is not None
    assert {found.name for found in noticed.damaged} == {"has its month and day turned round"}


@pytest.mark.parametrize("kept", [94, 50, 1])
def test_a_file_that_shrank_asks_first(filled: Workspace, kept: int) -> None:
    write(filled, rows(kept))
    with pytest.raises(Doubtful, match=rf"contacts.csv: {100 - kept} of 100 rows are gone \(Ann Test {kept + 1}, "):
        filled.apply([change("X000001", "stage", "asked", "declined")])
    assert filled.contacts_file.read_bytes().decode("utf-8-sig") == rows(kept)
    filled.fix(filled.fixes("ana", AT))
    assert {contact.id for contact in filled.contacts()[0]} == {f"X{n:06}" for n in range(1, 101)}


def test_a_few_rows_may_go_but_none_with_notes(filled: Workspace) -> None:
    write(filled, rows(96))
    filled.take_in(AT)
    assert len(filled.contacts()[0]) == 96
    filled.apply([change("X000001", "notes", "", "spoke to Kim")])
    write(filled, rows(96).replace("a,X000001,Ann Test 1,asked,,'+12025550001,2026-03-02,,00001\r\n", ""))
    with pytest.raises(Doubtful, match="1 of 96 rows is gone"):
        filled.take_in(AT)


def signatories(space: Workspace, count: int) -> str:
    """A table in which so many people have signed; the program knows it."""
    text = HEADER.replace("zip", "role") + "".join(
        f"a,X{n:06},Ann Able {n},signed,2026-03-01,,,{f'spoke to Kim {n}' if n < 5 else ''},signer\r\n"
        for n in range(1, count + 1)
    )
    write(space, text)
    space.take_in(AT)
    return text


@pytest.mark.parametrize(
    ("count", "stage", "said"),
    [
        (1, "", 'contacts.csv:2: stage: no longer says that Ann Able 1 signed; .* or write "withdrawn"; '),
        (1, "asked", "contacts.csv:2: stage: no longer says that Ann Able 1 signed; "),
        (60, "", r"contacts.csv: 60 rows no longer say that their people signed \(Ann Able 1, .*, Ann Able 10, …\); "),
    ],
)
def test_a_signature_that_is_gone_waits_and_is_named(workspace: Workspace, count: int, stage: str, said: str) -> None:
    text = signatories(workspace, 126)
    head, *lines = text.splitlines(keepends=True)
    lost = [line.replace("signed,2026-03-01", f"{stage},").replace("signer", "") for line in lines[:count]]
    write(workspace, "".join([head, *lost, *lines[count:]]))
    with pytest.raises(Doubtful, match=said):
        workspace.take_in(AT)
    workspace.fix(workspace.fixes("ana", AT))
    assert workspace.contacts_file.read_bytes().decode("utf-8-sig") == text


def test_the_row_of_a_signatory_waits(workspace: Workspace) -> None:
    text = signatories(workspace, 126)
    write(workspace, "".join(line for line in text.splitlines(keepends=True) if "X000100" not in line))
    with pytest.raises(Doubtful, match=r"1 of 126 rows is gone \(Ann Able 100\), with a signature; "):
        workspace.take_in(AT)


@pytest.mark.parametrize("stage", ["withdrawn", "declined", " Withdrawn "])
def test_a_signature_that_was_taken_back_is_an_edit(workspace: Workspace, stage: str) -> None:
    text = signatories(workspace, 126)
    write(workspace, text.replace("Ann Able 7,signed", f"Ann Able 7,{stage}"))
    workspace.take_in(AT)
    assert len(workspace.history()) == 1


def test_a_column_that_was_emptied_waits(workspace: Workspace) -> None:
    text = signatories(workspace, 126)
    emptied = re.sub("spoke to Kim .", "", text)
    write(workspace, emptied)
    with pytest.raises(
        Doubtful, match=r"contacts.csv:1: notes: 4 of 4 cells were emptied; 'outreach check --fix' puts"
    ):
        workspace.take_in(AT)
    write(workspace, text.replace("spoke to Kim 1", "").replace("spoke to Kim 2", ""))
    assert workspace.take_in(AT) is not None
    write(workspace, emptied)
    assert workspace.take_in(AT) is not None


def test_a_column_that_is_gone_asks_first(filled: Workspace) -> None:
    text = "".join(",".join(line.split(",")[:-1]) + "\r\n" for line in rows(100).splitlines())
    write(filled, text)
    with pytest.raises(Doubtful, match=r"contacts.csv:1: zip: the column is gone, and what was in it"):
        filled.take_in(AT)
    filled.fix(filled.fixes("ana", AT))
    assert filled.contacts_file.read_bytes().decode("utf-8-sig") == rows(100)


def test_an_added_column_is_the_same_in_capitals(filled: Workspace) -> None:
    filled.apply([change("X000003", "zip", "00003", "10003")])
    text = filled.contacts_file.read_bytes().decode("utf-8-sig").replace(",zip", ",Zip")
    write(filled, text)
    noticed = filled.noticed(AT)
    assert noticed is not None
    assert (noticed.doubtful, noticed.changes) == (False, ())
    filled.undo(None, "ana", LATER)
    assert filled.contacts_file.read_bytes().decode("utf-8-sig") == rows(100).replace(",zip", ",Zip")


def test_undoing_twice_is_the_original(filled: Workspace) -> None:
    wanted = [change("X000003", "stage", "asked", "declined"), change("X000003", "notes", "", "no")]
    filled.apply([*wanted, change("X9", "row", "", "present")])
    after = filled.contacts_file.read_bytes()
    undone = filled.undo(None, "ben", LATER)
    assert filled.contacts_file.read_bytes().decode("utf-8-sig") == rows(100)
    assert {one.by for one in undone.written} == {"ben"}
    filled.undo(None, "ben", LATER)
    assert filled.contacts_file.read_bytes() == after


def test_an_older_batch_is_undone_alone(filled: Workspace) -> None:
    first = filled.apply([change("X000003", "stage", "asked", "declined")])
    filled.apply([change("X000004", "stage", "asked", "declined")])
    filled.undo(first.batch, "ben", LATER)
    stages = {row.id: row.stage for row in filled.contacts()[0]}
    assert (stages["X000003"], stages["X000004"]) == ("asked", "declined")
    filled.apply([change("X000003", "stage", "asked", "committed")])
    with pytest.raises(Conflict):
        filled.undo(first.batch, "ben", LATER)


def test_undoing_the_row_leaves_what_others_did_in_it(filled: Workspace) -> None:
    first = filled.apply([change("X9", "row", "", "present"), change("X9", "name", "", "Ann Able"), *signed("X9")])
    filled.apply([change("X9", "notes", "", "long talk"), change("X9", "minutes", "", "30")])
    after = filled.contacts_file.read_bytes()
    undone = filled.undo(first.batch, "ben", LATER)
    row = ledger.keyed(filled.contacts()[0])["a", "X9"]
    assert [(one.field, one.old, one.new) for one in undone.written] == [
        ("signed_on", "2026-06-14", ""),
        ("stage", "signed", ""),
    ]
    assert (row.name, row.stage, row.notes, row.extra["minutes"]) == ("Ann Able", "", "long talk", "30")
    filled.undo(None, "ben", LATER)
    assert filled.contacts_file.read_bytes() == after


def signed(id: str) -> list[Change]:
    return [change(id, "stage", "", "signed"), change(id, "signed_on", "", "2026-06-14")]


def test_there_is_nothing_to_undo(workspace: Workspace) -> None:
    with pytest.raises(UsageError, match="nothing to undo"):
        workspace.undo(None, "ana", AT)
    with pytest.raises(UsageError, match="no batch 'x'"):
        workspace.undo("x", "ana", AT)


def test_every_state_is_restored_byte_for_byte(filled: Workspace) -> None:
    rng = random.Random(4)
    seen = {filled.states()[-1]: filled.contacts_file.read_bytes()}
    for number in range(30):
        id = f"X{rng.randint(1, 100):06}"
        row = ledger.keyed(filled.contacts()[0])["a", id]
        filled.apply([change(id, "notes", row.notes, f"note {number}")])
        if number % 5 == 0:
            filled.contacts_file.write_bytes(filled.contacts_file.read_bytes().replace(b"asked", b"considering", 1))
            filled.take_in(AT)
        seen[filled.states()[-1]] = filled.contacts_file.read_bytes()
    for wanted, data in rng.sample(sorted(seen.items()), 20):
        filled.restore(wanted, "ana", LATER)
        assert filled.contacts_file.read_bytes() == data
        assert filled.noticed(LATER) is None


@pytest.mark.parametrize("data", [None, b"", b"\xff\xff"])
def test_a_lost_or_broken_file_is_restored(filled: Workspace, data: bytes | None) -> None:
    filled.apply([change("X000003", "stage", "asked", "declined")])
    good = filled.contacts_file.read_bytes()
    filled.contacts_file.unlink()
    if data is not None:
        filled.contacts_file.write_bytes(data)
    with pytest.raises((BadFile, BadData)):
        filled.sound_contacts()
    filled.restore(filled.states()[-1], "ana", LATER)
    assert filled.contacts_file.read_bytes() == good
    kept = [path.read_bytes() for path in filled.snapshots.glob("replaced-*.csv")]
    assert kept == ([] if data is None else [data])


def test_a_damaged_snapshot_is_never_used(filled: Workspace) -> None:
    (one,) = filled.states()
    (filled.snapshots / one.name).write_bytes(b"\x1f\x8bno")
    with pytest.raises(BadFile, match="cannot be read"):
        filled.restore(one, "ana", AT)


def test_old_snapshots_go_but_the_first_and_one_a_day(tmp_path: Path) -> None:
    for position in range(30):
        data, at = b"%d" % position, f"2026-06-{position // 10 + 1:02}T10:00:00+00:00"
        snapshots.keep(tmp_path, data, snapshots.named(data, position, at))
    assert snapshots.prune(tmp_path, kept=5) == 22
    assert [one.position for one in snapshots.listed(tmp_path)] == [0, 9, 19, 25, 26, 27, 28, 29]


def test_plain_cells_are_read_in_our_form_and_written_so_on_a_yes(workspace: Workspace) -> None:
    write(workspace, HEADER + "a,X1,N, Signed ,7/13/2017,,,NÃºÃ±ez,\r\n" + "a,X2,N,asked,,,03/04/2026,,\r\n")
    contacts, problems = workspace.contacts()
    assert [(row.stage, row.signed_on, row.due) for row in contacts] == [
        ("signed", "2017-07-13", ""),
        ("asked", "", "03/04/2026"),
    ]
    assert [str(problem) for problem in problems] == [
        'contacts.csv:2: signed_on: "7/13/2017" is taken as "2017-07-13"; \'outreach check --fix\' writes it so',
        'contacts.csv:2: stage: " Signed " is taken as "signed"; \'outreach check --fix\' writes it so',
    ]
    workspace.fix(workspace.fixes("ana", AT))
    assert workspace.contacts_file.read_bytes().decode("utf-8-sig") == (
        HEADER + "a,X1,N,signed,2017-07-13,,,Núñez,\r\n" + "a,X2,N,asked,,,03/04/2026,,\r\n"
    )


def test_a_save_writes_the_row_it_touches_in_our_form(workspace: Workspace) -> None:
    write(workspace, HEADER + "a,X1,N, Asked,,,,,\r\na,X2,N,ASKED,,,,,\r\n")
    workspace.apply([change("X1", "notes", "", "x")])
    assert (
        workspace.contacts_file.read_bytes().decode("utf-8-sig")
        == HEADER + "a,X1,N,asked,,,,x,\r\na,X2,N,ASKED,,,,,\r\n"
    )
    assert short(workspace) == [("X1", "stage", " Asked", "asked"), ("X1", "notes", "", "x")]
    known = ledger.replay(workspace.history(), base=ledger.replay(()))
    assert [row.stage for row in known] == ["asked"]


def test_a_history_that_was_tampered_with_is_named(filled: Workspace) -> None:
    filled.apply([change("X000003", "stage", "asked", "declined")])
    with open(filled.history_file, "ab") as file:
        file.write(b"half a line\r\n")
    with pytest.raises(BadData, match=r"history.csv:3: has 1 cells where there should be 9"):
        filled.history()


def test_columns_are_all_looked_at() -> None:
    assert set(HEADER.strip().split(",")) - {"zip"} <= set(COLUMNS)


@pytest.mark.parametrize("less", [3, 9, 30, 60])
def test_a_file_that_ends_in_the_middle_waits(filled: Workspace, less: int) -> None:
    write(filled, rows(100)[:-less])
    with pytest.raises(Doubtful, match=r"was cut off, as the file ends there|1 of 100 rows is gone"):
        filled.take_in(AT)
    filled.fix(filled.fixes("ana", AT))
    assert filled.contacts_file.read_bytes().decode("utf-8-sig") == rows(100)


def test_an_old_copy_saved_over_newer_work_waits(filled: Workspace) -> None:
    """Somebody had the table open in a spreadsheet while the program saved."""
    filled.apply([change("X000003", "stage", "asked", "declined")])
    filled.apply([change("X000004", "stage", "asked", "signed"), change("X000004", "signed_on", "", "2026-06-14")])
    write(filled, rows(100).replace("Ann Test 9,asked", "Ann Test 9,considering"))
    with pytest.raises(Doubtful, match="as if an old copy had been saved over newer work"):
        filled.take_in(AT)
    filled.fix(filled.fixes("ana", AT))
    stages = {row.id: row.stage for row in filled.contacts()[0]}
    assert [stages[id] for id in ("X000003", "X000004", "X000009")] == ["declined", "signed", "considering"]


def test_an_earlier_state_saved_over_several_changes_of_one_row_waits(filled: Workspace) -> None:
    """No batch is taken back as a whole where a later one has gone over a cell of an earlier one."""
    earlier = filled.contacts_file.read_bytes()
    filled.apply([change("X000003", "stage", "asked", "committed"), change("X000003", "notes", "", "a")])
    filled.apply([change("X000003", "notes", "a", "b")])
    filled.contacts_file.write_bytes(earlier)
    with pytest.raises(Doubtful, match="as if an old copy had been saved over newer work"):
        filled.take_in(AT)
    filled.fix(filled.fixes("ana", AT))
    row = next(row for row in filled.contacts()[0] if row.id == "X000003")
    assert (row.stage, row.notes) == ("committed", "b")


def test_rows_that_an_old_copy_does_not_have_are_said_in_one_sentence(filled: Workspace) -> None:
    new = [("a", f"X{n:06}") for n in range(101, 104)]
    filled.apply([change for key in new for change in added(*key)])
    write(filled, rows(100))
    noticed = filled.noticed(AT)
    assert noticed is not None
    assert list(map(str, noticed.problems())) == [
        "contacts.csv: 3 of 103 rows are gone (Ann Test, Ann Test, Ann Test); "
        "'outreach check --fix' puts them back; if that is right, 'outreach check --keep'"
    ]
    filled.fix(filled.fixes("ana", AT))
    assert [contact.key for contact in filled.contacts()[0]][100:] == new


def added(letter: str, id: str) -> list[Change]:
    """The changes that make a row."""
    cells = (("row", ledger.PRESENT), ("name", "Ann Test"), ("stage", "asked"))
    return [Change(letter, id, field, "", value, "ben", AT, "log") for field, value in cells]


def test_a_row_whose_id_was_damaged_comes_back_whole(filled: Workspace) -> None:
    """Rows that stand beside it moved too: what is equal there must not be left out of the row."""
    text = rows(100)
    damaged = text.replace("a,X000009,", "a,#REF!,").replace("a,X000003,", "a,?,").replace("a,X000004,", "a,X000003,")
    write(filled, damaged.replace("a,?,", "a,X000004,"))
    filled.fix(filled.fixes("ana", AT))
    after = ledger.keyed(filled.contacts()[0])
    before = {line.split(",")[1]: line for line in text.splitlines()[1:]}
    for id in ("X000003", "X000004", "X000009"):
        contact = after["a", id]
        assert [contact.name, contact.stage] == before[id].split(",")[2:4]
