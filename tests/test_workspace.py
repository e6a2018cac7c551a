"""The workspace: made, read, checked, and altered so that nothing is lost."""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from outreach import ledger, sheets, storage
from outreach.errors import BadData, BadFile, NoRoster, NoWorkspace, OutreachError, UnknownLetter, UsageError
from outreach.model import COLUMNS, Change, Contact, Letter
from outreach.workspace import Conflict, Workspace, init
from outreach.workspace.locking import Busy, locked

from .words import parts, properties, written

AT = "2026-06-14T10:00:00+00:00"
TODAY = date(2026, 6, 14)
SETTINGS = """organisation = {name = "Example Rights Network", sender = "Robin Example"}
[data]
roster = "example"
[letters.chechnya-2017]
title = "A letter"
addressee = "the President"
chamber = "house"
sent = 2017-07-13
leads = ["C001084"]
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    init(tmp_path)
    (tmp_path / "outreach.toml").write_text(SETTINGS, encoding="utf-8")
    return Workspace.open(tmp_path)


def change(id: str, field: str, old: str, new: str, by: str = "ana") -> Change:
    return Change("chechnya-2017", id, field, old, new, by, AT)


def files(root: Path) -> list[str]:
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())


def history(workspace: Workspace) -> list[tuple[str, ...]]:
    table = sheets.read(workspace.history_file, columns=ledger.HISTORY_COLUMNS)
    return [tuple(row.cells[column] for column in ("by", "id", "field", "old", "new", "batch")) for row in table.rows]


def test_init_makes_what_staff_begin_with(tmp_path: Path) -> None:
    names = init(tmp_path / "new")
    assert list(names) == files(tmp_path / "new")
    assert {"contacts.csv", "outreach.toml"} <= set(names)
    made = Workspace.open(tmp_path / "new")
    assert made.contacts() == ((), ())
    assert sheets.read(made.contacts_file).header == COLUMNS


@pytest.mark.parametrize("name", ["contacts.csv", "templates/thank-you.md"])
def test_init_overwrites_nothing_and_writes_nothing_then(tmp_path: Path, name: str) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_bytes(b"ours")
    with pytest.raises(UsageError, match=re.escape(name)):
        init(tmp_path)
    assert files(tmp_path) == [name]
    assert (tmp_path / name).read_bytes() == b"ours"


def test_init_refuses_a_file(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"")
    with pytest.raises(UsageError, match="is a file"):
        init(tmp_path / "x")


def test_a_folder_without_settings_is_no_workspace(tmp_path: Path) -> None:
    with pytest.raises(NoWorkspace):
        Workspace.open(tmp_path)


def test_letters_are_asked_for_by_slug(workspace: Workspace) -> None:
    assert workspace.letter("chechnya-2017").sent == date(2017, 7, 13)
    with pytest.raises(UnknownLetter, match="there is: chechnya-2017"):
        workspace.letter("none")


def test_a_letter_is_added_under_the_lock_and_seen_at_once(workspace: Workspace) -> None:
    letter = Letter("b", "B", "the House", ("house",), date(2020, 1, 2))
    assert "b" not in workspace.settings.letters
    workspace.add_letter(letter)
    assert workspace.letter("b") == letter
    assert workspace.settings_file.read_text(encoding="utf-8").startswith(SETTINGS)


def test_the_example_stands_in_until_the_first_sync(workspace: Workspace) -> None:
    assert workspace.roster().get("C001084") is not None
    bare = Workspace(workspace.root)
    workspace.settings_file.write_text("", encoding="utf-8")
    with pytest.raises(NoRoster):
        bare.roster()


def test_a_change_is_in_the_records_and_in_history(workspace: Workspace) -> None:
    done = workspace.apply(
        [change("X1", "row", "", "present"), change("X1", "stage", "", "asked"), change("X1", "notes", "", "=1")]
    )
    assert [one.field for one in done.written] == ["row", "stage", "notes"]
    assert workspace.contacts() == ((Contact("chechnya-2017", "X1", stage="asked", notes="=1"),), ())
    assert history(workspace) == [
        ("ana", "X1", "row", "", "present", done.batch),
        ("ana", "X1", "stage", "", "asked", done.batch),
        ("ana", "X1", "notes", "", "=1", done.batch),
    ]
    assert b",'=1\r\n" in workspace.contacts_file.read_bytes()
    assert files(workspace.root / ".outreach") == [".gitignore", "lock"]


def test_a_second_run_changes_no_byte(workspace: Workspace) -> None:
    wanted = [change("X1", "stage", "", "asked")]
    workspace.apply(wanted)
    before = {name: (workspace.root / name).read_bytes() for name in ("contacts.csv", "history.csv")}
    assert workspace.apply(wanted).written == ()
    assert before == {name: (workspace.root / name).read_bytes() for name in before}


def test_a_conflict_shows_both_values_and_writes_nothing(workspace: Workspace) -> None:
    workspace.apply([change("X1", "stage", "", "declined", by="ben")])
    before = workspace.contacts_file.read_bytes(), workspace.history_file.read_bytes()
    with pytest.raises(Conflict) as caught:
        workspace.apply([change("X1", "stage", "asked", "signed"), change("X1", "owner", "", "ana")])
    assert str(caught.value) == (
        "contacts.csv has changed meanwhile, nothing was written:\n"
        "  chechnya-2017 X1, stage: is 'declined' now, was 'asked', wanted 'signed'"
    )
    assert before == (workspace.contacts_file.read_bytes(), workspace.history_file.read_bytes())


def test_what_people_did_to_the_file_stays(workspace: Workspace) -> None:
    """Their separator, order, columns and rows are theirs; only the cell that is meant changes."""
    workspace.contacts_file.write_bytes(
        "﻿id;View;LETTER;Stage\r\nX2;für;chechnya-2017;asked\r\nX1;;chechnya-2017;\r\n".encode()
    )
    workspace.apply([change("X1", "stage", "", "asked")])
    assert workspace.contacts_file.read_bytes().decode() == (
        "﻿id;View;LETTER;Stage\r\nX2;für;chechnya-2017;asked\r\nX1;;chechnya-2017;asked\r\n"
    )


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"letter,id,stage\r\na,X1,asked,,more\r\n,X9,\r\n", "contacts.csv:2: the header has|there is 'more'"),
        (b"letter,id,stage\r\na,X1,asked\r\na,X1,signed\r\n", "contacts.csv:3: X1 is there for a already"),
        (b"letter,id,stage\r\na,,asked\r\n", "contacts.csv:2: id: is empty"),
        (b"letter,id,stagee\r\na,X1,asked\r\n", 'did you mean "stage"'),
        (b'letter,id,stage\r\na,"X1,asked\r\n', "contacts.csv:2: the quote that opens"),
        (b"letter,id\r\na,\xfa\r\n", "contacts.csv:2: the byte 0xFA"),
        (b"", "contacts.csv: is empty"),
    ],
)
def test_nothing_is_saved_over_a_file_that_is_unclear(workspace: Workspace, data: bytes, said: str) -> None:
    workspace.contacts_file.write_bytes(data)
    with pytest.raises((BadData, BadFile), match=said):
        workspace.apply([change("X1", "stage", "", "asked")])
    assert workspace.contacts_file.read_bytes() == data
    assert not workspace.history_file.exists()


def test_records_that_have_vanished_are_not_begun_anew(workspace: Workspace) -> None:
    workspace.apply([change("X1", "stage", "", "asked")])
    workspace.contacts_file.unlink()
    with pytest.raises(BadFile, match=r"contacts.csv: is missing, but history.csv says"):
        workspace.apply([change("X2", "stage", "", "asked")])


def test_aliases_are_kept_for_good(workspace: Workspace) -> None:
    assert workspace.aliases() == {}
    workspace.add_alias("D. Cicilline", "C001084", "ana", TODAY)
    workspace.add_alias("=Maloney", "M000087", "ana", TODAY)
    assert workspace.aliases() == {"D. Cicilline": "C001084", "=Maloney": "M000087"}
    assert workspace.aliases_file.read_bytes().decode("utf-8-sig").splitlines()[:2] == [
        "printed,id,name,by,on",
        "D. Cicilline,C001084,David N. Cicilline,ana,2026-06-14",
    ]


POINTS = ("_note", "append", "save contacts", "after")


@pytest.mark.parametrize("point", POINTS)
def test_a_crash_at_any_step_is_put_right_by_the_next_writer(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, point: str
) -> None:
    """A crash leaves the note of what was being done; whoever comes next completes or takes back."""
    workspace.apply([change("X1", "stage", "", "asked")])
    with monkeypatch.context() as patched:
        _crash_at(point, patched, workspace)
        with pytest.raises(KeyboardInterrupt):
            workspace.apply([change("X1", "stage", "asked", "signed"), change("X1", "owner", "", "ben")])
    workspace.apply([change("X2", "stage", "", "asked")])
    rows = {contact.id: contact for contact in workspace.contacts()[0]}
    saved = point == "after"
    assert (rows["X1"].stage, rows["X1"].owner) == (("signed", "ben") if saved else ("asked", ""))
    fields = [(id, field, new) for _, id, field, _, new, _ in history(workspace)]
    middle = [("X1", "stage", "signed"), ("X1", "owner", "ben")] if saved else []
    assert fields == [("X1", "stage", "asked"), *middle, ("X2", "stage", "asked")]
    assert files(workspace.root / ".outreach") == [".gitignore", "lock"]


def _crash_at(point: str, patched: pytest.MonkeyPatch, workspace: Workspace) -> None:
    real_save, real_append = storage.save, storage.append

    def save(path: Path, data: bytes) -> None:
        is_contacts = path == workspace.contacts_file
        if is_contacts and point == "save contacts":
            (path.with_name(path.name + ".saving-000000000000")).write_bytes(data[:10])
            raise KeyboardInterrupt
        real_save(path, data)
        if (is_contacts and point == "after") or (not is_contacts and point == "_note"):
            raise KeyboardInterrupt

    def append(path: Path, data: bytes) -> None:
        if point == "append":
            real_append(path, data[: len(data) // 2])
            raise KeyboardInterrupt
        real_append(path, data)

    patched.setattr(storage, "save", save)
    patched.setattr(storage, "append", append)


def test_a_save_that_was_killed_is_taken_back_by_whoever_only_reads(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace.apply([change("X1", "stage", "", "asked")])
    there = history(workspace)
    with monkeypatch.context() as patched:
        _crash_at("save contacts", patched, workspace)
        with pytest.raises(KeyboardInterrupt):
            workspace.apply([change("X1", "stage", "asked", "signed")])
    with locked(workspace.cache):
        reader = Workspace.open(workspace.root)
        assert (reader.noticed(AT), len(history(workspace))) == (None, 2), "somebody may be saving just now"
    reader = Workspace.open(workspace.root)
    assert (reader.noticed(AT), history(workspace)) == (None, there)
    assert files(workspace.root / ".outreach") == [".gitignore", "lock"]


def test_a_note_of_a_save_is_honoured_after_a_hand_edit(workspace: Workspace) -> None:
    workspace.apply([change("X1", "stage", "", "asked")])
    size = workspace.history_file.stat().st_size
    lost = replace(change("X1", "stage", "asked", "signed"), batch="b")
    storage.append(workspace.history_file, sheets.encode_rows([ledger.row_of(lost)]))
    note = {
        "history_size": size,
        "contacts_sha256": hashlib.sha256(b"?").hexdigest(),
        "changes": [{field: getattr(lost, field) for field in lost.__slots__}],
    }
    (workspace.cache / "saving.json").write_text(json.dumps(note), encoding="utf-8")
    data = workspace.contacts_file.read_bytes().replace(b"asked", b"considering")
    workspace.contacts_file.write_bytes(data)
    workspace.apply([change("X2", "stage", "", "asked")])
    assert [line[4] for line in history(workspace)] == ["asked", "considering", "asked"]


@pytest.mark.parametrize("name", ["append", "save"])
def test_a_failing_disk_leaves_everything_as_it_was(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    workspace.apply([change("X1", "stage", "", "asked")])
    before = workspace.contacts_file.read_bytes(), workspace.history_file.read_bytes()
    real: Callable[[Path, bytes], None] = getattr(storage, name)

    def fail(path: Path, data: bytes) -> None:
        if path.name == "saving.json":
            return real(path, data)
        raise storage.NotSaved(path, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(storage, name, fail)
        with pytest.raises(storage.NotSaved, match="nothing is lost"):
            workspace.apply([change("X1", "stage", "asked", "signed")])
    assert before == (workspace.contacts_file.read_bytes(), workspace.history_file.read_bytes())
    assert files(workspace.root / ".outreach") == [".gitignore", "lock"]


def test_a_writer_who_waits_too_long_hears_who_is_saving(workspace: Workspace) -> None:
    script = (
        "import sys, pathlib\n"
        "from outreach.workspace.locking import locked\n"
        "with locked(pathlib.Path(sys.argv[1]), 'ben'):\n"
        "    print('have it', flush=True); sys.stdin.read()\n"
    )
    command = [sys.executable, "-c", script, str(workspace.cache)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"have it\n"
        with (
            pytest.raises(Busy, match=rf"ben \(process {other.pid} on .*\) is saving here"),
            locked(workspace.cache, patience=0.1),
        ):
            pass
        os.kill(other.pid, getattr(signal, "SIGKILL", signal.SIGTERM))
    with locked(workspace.cache, patience=1.0):
        pass


def _write_many(root: Path, writer: int, count: int) -> None:
    space = Workspace.open(root)
    for number in range(count):
        space.apply([change(f"W{writer}N{number}", "stage", "", "asked", by=f"writer {writer}")])


def test_several_writers_lose_nothing(workspace: Workspace) -> None:
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_write_many, args=(workspace.root, number, 10)) for number in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [writer.exitcode for writer in writers] == [0] * 4
    wanted = {f"W{writer}N{number}" for writer in range(4) for number in range(10)}
    assert {contact.id for contact in workspace.contacts()[0]} == wanted
    assert {line[1] for line in history(workspace)} == wanted


def test_what_cannot_be_read_back_is_not_saved(workspace: Workspace) -> None:
    before = workspace.contacts_file.read_bytes()
    for text in ("a\0b", "\ud800", "x" * 40_000):
        with pytest.raises(OutreachError, match="nothing was written"):
            workspace.apply([change("X1", "notes", "", text)])
    assert (workspace.contacts_file.read_bytes(), workspace.history_file.exists()) == (before, False)


def test_a_fresh_workspace_has_only_the_sync_to_do(tmp_path: Path) -> None:
    init(tmp_path)
    assert [str(problem) for problem in Workspace.open(tmp_path).check(TODAY)] == [
        "outreach.toml: no public data about legislators yet; run 'outreach sync'"
    ]


def test_check_lists_every_problem_of_every_file(workspace: Workspace) -> None:
    workspace.settings_file.write_text(
        SETTINGS + 'expectd = 53\n[templates]\nask = "missing.md"\n[[overrides]]\nid = "X000001"\nkind = "left"\n'
        'on = 2026-01-01\nby = "ana"\n',
        encoding="utf-8",
    )
    workspace.aliases_file.write_bytes(b"printed,id\r\nCicilline,C001084\r\nCicilline,R000435\r\nNobody,X000001\r\n")
    workspace.contacts_file.write_bytes(
        b"letter,id,name,party,state,district,stage,role,signed_on\r\n"
        b"chechnya-2017,C001084,David N. Cicilline,Republican,RI,1,signed,lead,2017-07-13\r\n"
        b"chechnya-2017,R000435,Ileana Ros-Lehtinen,Republican,FL,27,singed,,\r\n"
        b"chechnya-2017,R000435,Ileana Ros-Lehtinen,Republican,FL,27,signed,,\r\n"
    )
    have = ", ".join(sorted(path.name for path in workspace.templates.glob("*.md")))
    small = "nobody in the example's small roster has the id X000001; run 'outreach sync'"
    assert [str(problem) for problem in Workspace.open(workspace.root).check(TODAY)] == [
        "aliases.csv:3: printed: 'Cicilline' means C001084 further up and R000435 here; delete one of the two lines",
        f"aliases.csv:4: id: {small}",
        'contacts.csv:2: party: "Republican" is not what C001084 has on 2017-07-13; write "Democrat"; is the id right?',
        'contacts.csv:3: stage: "singed" is not a stage; did you mean "signed"?',
        "contacts.csv:4: R000435 is there for chechnya-2017 already, in line 3, with other contents; "
        "make one row of the two",
        'outreach.toml:10: expectd: is not known here; did you mean "expected"?',
        f"outreach.toml:12: ask: there is no templates/missing.md; there is: {have}",
        f"outreach.toml:14: id: {small}",
    ]


@pytest.mark.parametrize("data", [b"", b"%PDF", b'letter,id\r\na,"x\r\n'])
def test_check_says_what_cannot_be_read_at_all(workspace: Workspace, data: bytes) -> None:
    workspace.contacts_file.write_bytes(data)
    problems = workspace.check(TODAY)
    assert [problem.file for problem in problems] == ["contacts.csv"]


def test_check_says_that_the_settings_are_no_toml(workspace: Workspace) -> None:
    workspace.settings_file.write_text("a = [", encoding="utf-8")
    assert [problem.line for problem in workspace.check(TODAY)] == [1]


def test_check_reads_every_template(workspace: Workspace) -> None:
    (workspace.templates / "ask.md").write_text(
        "---\nsubject: Our letter\n---\n{{ legislator.nmae }}\n", encoding="utf-8"
    )
    (workspace.templates / "broken.md").write_bytes(b"\xff")
    found = {(problem.file, problem.line) for problem in workspace.check(TODAY)}
    assert {("templates/ask.md", 4), ("templates/broken.md", 1)} <= found


def test_check_knows_word_templates(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("docxtpl", reason="Word files need the docx extra")
    written(workspace.templates / "ours.docx")
    written(workspace.templates / "notes.docx", parts(properties(title="", tags="")))
    workspace.settings_file.write_text(SETTINGS + '[templates]\nsigner = "ours.docx"\n', encoding="utf-8")
    assert workspace.check(TODAY) == ()
    workspace.settings_file.write_text(
        SETTINGS + '[templates]\nask = "ours.docx"\nsigner = "x.docx"\n', encoding="utf-8"
    )
    ask, signer = workspace.check(TODAY)
    assert (ask.what, signer.what) == (
        "templates/ours.docx is not there for this route",
        "there is no templates/x.docx",
    )
    assert "ours.docx" in signer.next
    with monkeypatch.context() as without:
        without.setitem(sys.modules, "docxtpl", None)
        said = [str(problem) for problem in workspace.check(TODAY)]
    assert (
        "templates/ours.docx: is a Word file with fields, and the docxtpl package is not installed; "
        "run: pip install 'outreach-letters[docx]'" in said
    )
    assert "letterhead.docx" not in signer.next


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('name = "Example Rights Network"', 'name = ""', "1: name: is empty; every follow-up is signed with it"),
        (', sender = "Robin Example"', "", "1: sender: is empty; every follow-up is signed with it"),
        (
            "sender =",
            'email = "robin at example.org", sender =',
            '1: email: "robin at example.org" is not a mail address; write one, or leave it empty',
        ),
        ("sent = 2017-07-13", "sent = 2026-07-13", "8: sent: 2026-07-13 is still to come; is the year right?"),
        (
            'chamber = "house"',
            'chamber = "senate"',
            "9: leads: David N. Cicilline (C001084) served in the House on 2017-07-13; is the id right, and the day?",
        ),
        (
            "sent =",
            'summary = "Clean ports."\nsent =',
            '8: summary: is a sentence; follow-ups say "the letter to the President on Clean ports"; '
            'write words that fit after "the letter on", without a full stop',
        ),
    ],
)
def test_check_says_what_follow_ups_would_stumble_over(workspace: Workspace, old: str, new: str, said: str) -> None:
    workspace.settings_file.write_text(SETTINGS.replace(old, new), encoding="utf-8")
    assert f"outreach.toml:{said}" in [str(problem) for problem in workspace.check(TODAY)]


def test_check_says_that_a_lead_has_declined(workspace: Workspace) -> None:
    workspace.apply([change("C001084", "stage", "", "declined")])
    assert [str(problem) for problem in workspace.check(TODAY)] == [
        "outreach.toml:9: leads: names C001084, whose row in contacts.csv says declined: counted as no signatory; "
        'take the id out here, or write "withdrawn" there if they took it back'
    ]


def test_check_knows_that_an_ask_is_not_for_signatories(workspace: Workspace) -> None:
    workspace.settings_file.write_text(SETTINGS + '[templates]\nsigner = "ask.md"\n', encoding="utf-8")
    (problem,) = workspace.check(TODAY)
    assert (problem.line, problem.column, problem.what) == (
        11,
        "signer",
        "templates/ask.md is not there for this route",
    )
