"""``history``, ``undo``, ``restore``, ``check --fix``, ``merge`` and ``dismiss`` as people see them: whole outputs."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from .test_cli_mending import Rows, both, folder, put, rows, run, saved, sort

__all__ = ["folder"]

ENGEL = ("E000179", "--letter", "hres-351")


def called(folder: Path) -> None:
    """One more dealing, in one batch of three changes."""
    code, said = run(folder, "log", *ENGEL, "--channel", "email", "--next", "call in July", "--owner", "ben")
    assert code == 0, said


def timeless(text: str) -> str:
    return re.sub(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d", "TIME", text)


def test_history_says_who_changed_what(folder: Path) -> None:
    called(folder)
    code, said = run(folder, "history", "engel", "--by", "ana", "--format", "csv")
    assert (code, timeless(said)) == (
        0,
        "at,by,letter,id,name,field,old,new,why,batch\n"
        'TIME,ana,hres-351,E000179,Eliot L. Engel,last_contact,,2026-06-14,"log, 2026-06-14, call",BATCH\n'
        'TIME,ana,hres-351,E000179,Eliot L. Engel,channel,,call,"log, 2026-06-14, call",BATCH\n'
        'TIME,ana,hres-351,E000179,Eliot L. Engel,notes,,2026-06-14 ana: left a message,"log, 2026-06-14, call",BATCH\n'
        'TIME,ana,hres-351,E000179,Eliot L. Engel,owner,,ben,"log, 2026-06-14, email",BATCH\n'
        'TIME,ana,hres-351,E000179,Eliot L. Engel,channel,call,email,"log, 2026-06-14, email",BATCH\n'
        'TIME,ana,hres-351,E000179,Eliot L. Engel,next_step,,call in July,"log, 2026-06-14, email",BATCH\n',
    )
    assert run(folder, "history", "--since", "2030-01-01", "--format", "csv") == (
        0,
        "at,by,letter,id,name,field,old,new,why,batch\n",
    )
    assert run(folder, "history", "nobody at all") == (
        2,
        "outreach: nobody in history.csv fits 'nobody at all'; try the last name alone, or the id, as in C001084\n",
    )


def test_undo_twice_is_the_original(folder: Path) -> None:
    before = (folder / "contacts.csv").read_bytes()
    called(folder)
    after = (folder / "contacts.csv").read_bytes()
    assert run(folder, "undo", "--yes") == (
        0,
        "hres-351 E000179, next_step: 'call in July' → ''\n"
        "hres-351 E000179, channel: 'email' → 'call'\n"
        "hres-351 E000179, owner: 'ben' → ''\n"
        "3 changes taken back; 'outreach undo' brings them again.\n",
    )
    assert (folder / "contacts.csv").read_bytes() == before
    assert run(folder, "undo") == (
        0,
        "hres-351 E000179, owner: '' → 'ben'\n"
        "hres-351 E000179, channel: 'call' → 'email'\n"
        "hres-351 E000179, next_step: '' → 'call in July'\n"
        "3 changes taken back; 'outreach undo' brings them again.\n",
    )
    assert (folder / "contacts.csv").read_bytes() == after


def test_undo_does_not_write_over_later_work(folder: Path) -> None:
    called(folder)
    batch = (folder / "history.csv").read_bytes().decode("utf-8").splitlines()[-1].rsplit(",", 1)[1]
    run(folder, "log", *ENGEL, "--next", "write in August")
    there = (folder / "contacts.csv").read_bytes()
    assert run(folder, "undo", batch) == (
        1,
        "outreach: contacts.csv has changed meanwhile, nothing was written:\n"
        "  hres-351 E000179, next_step: is 'write in August' now, was 'call in July', wanted ''\n",
    )
    assert (folder / "contacts.csv").read_bytes() == there
    assert run(folder, "undo", "x") == (
        2,
        "outreach: there is no batch 'x' in history.csv; 'outreach history' shows them\n",
    )


def test_undo_asks_at_a_terminal(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    called(folder)
    there = (folder / "contacts.csv").read_bytes()
    monkeypatch.setattr("outreach.cli.past.can_ask", lambda: True)
    code, said = run(folder, "undo", answer="n\n")
    assert (code, said.splitlines()[3]) == (1, "Take back 3 changes? [y/N]: n")
    assert (folder / "contacts.csv").read_bytes() == there
    code, said = run(folder, "undo", answer="y\n")
    assert (code, said.splitlines()[4]) == (0, "3 changes taken back; 'outreach undo' brings them again.")


def test_restore_lists_the_states_and_puts_one_back(folder: Path) -> None:
    before = (folder / "contacts.csv").read_bytes()
    called(folder)
    after = (folder / "contacts.csv").read_bytes()
    said = run(folder, "restore")[1].splitlines()
    assert said[0].split() == ["state", "day", "history", "digest"]
    count = len(said) - 2
    question = f"Make contacts.csv what it was in state {count}, 2026-06-14? [y/N]: "
    assert run(folder, "restore", "last", answer="n\n") == (1, f"{question}n\nAborted!\n")
    assert run(folder, "restore", str(count - 1), "--yes") == (
        0,
        "contacts.csv is as it was; 3 changes, which 'outreach undo' takes back.\n",
    )
    assert (folder / "contacts.csv").read_bytes() == before
    run(folder, "undo")
    assert (folder / "contacts.csv").read_bytes() == after
    assert run(folder, "restore", "99") == (
        2,
        f"outreach: there is no state '99'; 'outreach restore' lists {count + 2}\n",
    )


def test_restoring_what_is_there_says_so(folder: Path) -> None:
    history = (folder / "history.csv").read_bytes()
    assert run(folder, "restore", "last", "--yes") == (
        0,
        "There was nothing to restore: contacts.csv is in that state already.\n",
    )
    assert (folder / "history.csv").read_bytes() == history


def test_restoring_keeps_what_the_file_said(folder: Path) -> None:
    good = (folder / "contacts.csv").read_bytes()
    (folder / "contacts.csv").write_bytes(b"\xff\xfe\x00")
    code, said = run(folder, "restore", "last", "--yes")
    assert (code, said) == (0, "contacts.csv is as it was; what it said is kept in snapshots/replaced-NAME.csv.\n")
    assert (folder / "contacts.csv").read_bytes() == good
    (folder / "contacts.csv").unlink()
    assert run(folder, "status")[1] == (
        "outreach: contacts.csv: is missing, but history.csv says what was in it; "
        "'outreach restore' puts the last state back\n"
    )
    assert run(folder, "restore", "last", "--yes") == (0, "contacts.csv is as it was.\n")
    assert (folder / "contacts.csv").read_bytes() == good


def test_what_is_mended_is_shown_with_where_it_goes(folder: Path) -> None:
    """A cell that will be empty says where its text belongs."""
    called(folder)
    for line, owner in ((6, "cem"), (7, "dora"), (8, "eva")):
        who = rows(folder)[line - 2]
        run(folder, "log", who["id"], "--letter", who["letter"], "--owner", owner)
    before = saved(
        folder, lambda table: [row.update(owner=cell) for row, cell in zip(table, _down(table), strict=True)]
    )
    assert run(folder, "check", "--fix", "--yes") == (
        0,
        "hres-351 E000179, owner: '' → 'ben'\n"
        "hres-351 {}, owner: 'ben' → 'cem'\n"
        "hres-351 {}, owner: 'cem' → 'dora'\n"
        "hres-351 {}, owner: 'dora' → 'eva'\n"
        "hres-351 {}, owner: 'eva' → '' (it goes back to hres-351 {})\n"
        "5 changes written; 'outreach undo BATCH' takes that back.\n"
        "\n"
        "no problems\n".format(*(before[at]["id"] for at in (4, 5, 6, 7, 6))),
    )
    assert rows(folder) == before
    assert run(folder, "check", "--fix", "--yes") == (0, "There is nothing that can be mended safely.\nno problems\n")


def _down(table: list[dict[str, str]]) -> list[str]:
    owners = [row["owner"] for row in table]
    return [owners[-1], *owners[:-1]]


def copied(folder: Path, name: str, change: Callable[[Rows], object]) -> Path:
    """A copy of the table beside it, changed as a spreadsheet does; the table stays as it was."""
    original = (folder / "contacts.csv").read_bytes()
    saved(folder, change)
    (folder / name).write_bytes((folder / "contacts.csv").read_bytes())
    (folder / "contacts.csv").write_bytes(original)
    return folder / name


def test_a_copy_is_merged_and_settled(folder: Path) -> None:
    copy = copied(folder, "contacts (1).csv", put(9, "owner", "ben"))
    who = rows(folder)[7]["id"]
    notice = (
        "contacts (1).csv: is a copy of contacts.csv with changes that are not in the records; "
        "'outreach merge' or 'outreach dismiss' it; follow-ups and sheets wait\n"
    )
    assert run(folder, "merge", str(copy), "--yes") == (
        0,
        f"{notice}hres-351 {who}, owner: '' → 'ben'\n"
        "1 change written; 'outreach undo BATCH' takes that back.\n"
        "contacts (1).csv is settled; you may delete it.\n",
    )
    assert rows(folder)[7]["owner"] == "ben"
    assert run(folder, "check") == (0, "no problems\n")
    assert copy.exists()


def test_what_both_changed_waits_for_a_choice(folder: Path) -> None:
    copy = copied(folder, "contacts-LAPTOP7.csv", put(5, "owner", "cem"))
    called(folder)
    code, said = run(folder, "merge", str(copy), "--yes")
    assert (code, said.split("\n", 1)[1]) == (
        1,
        "There is nothing in it that is not in the records.\n"
        "outreach: both sides changed these cells, or the copy is just older; the records are kept until you choose:\n"
        "  hres-351 E000179, owner: 'cem' in the copy, 'ben' in the records\n"
        "run it again with '--take copy' or '--take records', or at a terminal to be asked\n",
    )
    assert rows(folder)[3]["owner"] == "ben"
    assert run(folder, "merge", str(copy), "--take", "copy", "--yes")[0] == 0
    assert rows(folder)[3]["owner"] == "cem"


def test_a_copy_is_dismissed_until_somebody_alters_it(folder: Path) -> None:
    copy = folder / "Copy of contacts.csv"
    copy.write_bytes((folder / "contacts.csv").read_bytes())
    assert run(folder, "dismiss", str(copy)) == (
        0,
        "Copy of contacts.csv is left out of the records; nobody will be asked about it again.\n",
    )
    assert run(folder, "check") == (0, "no problems\n")
    copy.write_bytes(copy.read_bytes() + b"\r\n")
    assert run(folder, "check") == (
        1,
        "Copy of contacts.csv: is a copy of contacts.csv, and what was changed in it is not in the records; "
        "'outreach merge FILE', or 'outreach dismiss FILE'\n1 error, 0 warnings\n",
    )


def test_a_copy_with_a_column_moved_alone_brings_nothing_in(folder: Path) -> None:
    original = (folder / "contacts.csv").read_bytes()
    copy = copied(folder, "contacts (1).csv", both(sort("id"), put(9, "owner", "ben")))
    code, said = run(folder, "merge", str(copy), "--yes")
    assert (code, said.split("\n", 1)[1]) == (
        1,
        "outreach: contacts (1).csv: the column id was moved on its own, without the rest of its rows "
        "(53 of 53 rows); put it right in that file, or 'outreach dismiss \"contacts (1).csv\"'\nnothing was written\n",
    )
    assert (folder / "contacts.csv").read_bytes() == original
