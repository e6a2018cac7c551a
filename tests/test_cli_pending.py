"""contacts.csv is open in a program that does not let go of it, as Excel on Windows does."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from outreach.workspace import Workspace, pending

from .test_cli_mending import folder, put, rows, run, saved

__all__ = ["folder"]

NOTE = ("log", "E000179", "--letter", "hres-351", "--note", "they will call back")
HELD = (
    "contacts.csv was not saved, because another program holds it; nothing is lost: what was to be saved is "
    "in {}; close contacts.csv there (in Excel, say), and the next command takes it up: 'outreach status'\n"
)


@contextmanager
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[float]]:
    """While another program holds contacts.csv; gives the pauses that were made."""
    real, pauses = os.replace, list[float]()

    def replace(source: Any, target: Any) -> None:
        if Path(target).name == "contacts.csv":
            fault = PermissionError(13, "Permission denied")
            fault.winerror = 32  # type: ignore[attr-defined, unused-ignore]
            raise fault
        real(source, target)

    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", replace)
        patched.setattr(time, "sleep", pauses.append)
        patched.setattr(pending, "is_free", lambda workspace: False)
        yield pauses


def waiting(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("contacts.pending-*"))


def notes(folder: Path) -> str:
    return next(row["notes"] for row in rows(folder) if row["id"] == "E000179")


def test_what_cannot_be_saved_waits_beside_and_is_taken_up(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = (folder / "contacts.csv").read_bytes(), (folder / "history.csv").read_bytes()
    states = sorted(path.name for path in folder.glob("snapshots/*"))
    with held(monkeypatch) as pauses:
        code, said = run(folder, *NOTE)
    (name,) = waiting(folder)
    assert (code, said) == (1, f"outreach: {HELD.format(name)}")
    assert (len(pauses), round(sum(pauses), 2)) == (10, 2.55)
    assert before == ((folder / "contacts.csv").read_bytes(), (folder / "history.csv").read_bytes())
    assert sorted(path.name for path in folder.glob("snapshots/*")) == states
    assert b"they will call back" in (folder / name).read_bytes()
    wanted = (folder / name).read_bytes()
    assert run(folder, "check")[1].splitlines() == [
        f"{name}: holds 1 change, which could not be saved because another program held contacts.csv; "
        "close it there, and the next command takes up what is in it: 'outreach status'",
        "1 error, 0 warnings",
    ]
    with held(monkeypatch):
        assert run(folder, "status")[1].splitlines()[0] == (
            f"{name}: 1 change of ana waits in it, because another program holds contacts.csv; close it there"
        )
        code, said = run(folder, "draft", "hres-351", "--write")
        assert (code, name in said) == (1, True)
    said = run(folder, "status")[1].splitlines()[0]
    assert said == (
        f"{name}: 1 change of ana could not be saved before, and is in contacts.csv now; "
        "'outreach undo BATCH' takes that back"
    )
    assert (folder / "contacts.csv").read_bytes() == wanted
    assert waiting(folder) == []
    assert (folder / "history.csv").read_bytes().startswith(before[1])
    assert run(folder, "check") == (0, "no problems\n")
    assert len(Workspace.open(folder).history()) == before[1].count(b"\r\n")


def test_running_it_again_meanwhile_is_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with held(monkeypatch):
        for _ in range(3):
            assert run(folder, *NOTE)[0] == 1
    assert len(waiting(folder)) == 3
    assert run(folder, "status")[1].count("where they were already") == 2
    assert notes(folder).count("they will call back") == 1
    assert waiting(folder) == []


def test_what_was_saved_in_the_spreadsheet_meanwhile_comes_first(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with held(monkeypatch):
        run(folder, *NOTE)
    saved(folder, put(9, "owner", "ben"))
    said = run(folder, "status")[1].splitlines()
    assert said[0] == "contacts.csv was edited by hand: 1 cell in 1 row; taken into the history"
    assert "and is in contacts.csv now" in said[1]
    assert rows(folder)[7]["owner"] == "ben"
    assert [one.field for one in Workspace.open(folder).history()[-2:]] == ["owner", "notes"]


def test_the_same_cell_changed_on_both_sides_is_left_to_a_person(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with held(monkeypatch):
        run(folder, *NOTE)
    (name,) = waiting(folder)
    saved(folder, put(5, "notes", "left a message, twice"))
    for _ in range(2):
        said = run(folder, "status")[1]
        assert (
            f"{name}: 1 change of ana waits in it, and contacts.csv has changed in the same cells; "
            "'outreach merge' or 'outreach dismiss' it\n"
        ) in said
    code, said = run(folder, "merge", str(folder / name), "--take", "copy", "--yes")
    assert code == 0, said
    assert "they will call back" in notes(folder)
    assert name not in run(folder, "status")[1]


def test_a_file_that_somebody_edited_or_whose_note_is_gone_is_a_copy(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with held(monkeypatch):
        run(folder, *NOTE)
    (name,) = waiting(folder)
    (folder / ".outreach" / f"{name}.json").unlink()
    assert f"{name}: is a copy of contacts.csv with changes" in run(folder, "status")[1]
    code, said = run(folder, "merge", str(folder / name), "--yes")
    assert (code, "they will call back" in notes(folder)) == (0, True), said


def test_undo_and_restore_wait_like_everything_else(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(folder, *NOTE)
    before = (folder / "history.csv").read_bytes()
    with held(monkeypatch):
        code, said = run(folder, "undo")
        assert (code, said) == (1, f"outreach: {HELD.format(waiting(folder)[0])}")
        assert (folder / "history.csv").read_bytes() == before
    run(folder, "status")
    assert "they will call back" not in notes(folder)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs a folder that cannot be written to")
def test_a_folder_that_cannot_be_written_to_is_said_as_before(folder: Path) -> None:
    folder.chmod(0o500)
    try:
        assert "nothing was written" in run(folder, *NOTE)[1]
    finally:
        folder.chmod(0o700)


@pytest.mark.parametrize("taken", [True, False])
def test_what_is_done_again_after_it_was_settled_is_taken_up(
    folder: Path, monkeypatch: pytest.MonkeyPatch, taken: bool
) -> None:
    """The same command gives the same contents; that the first file was dealt with says nothing of the second."""
    with held(monkeypatch):
        run(folder, *NOTE)
    (first,) = waiting(folder)
    for command in (["status"], ["undo", "--yes"]) if taken else (["dismiss", str(folder / first)],):
        assert run(folder, *command)[0] == 0
    assert "they will call back" not in notes(folder)
    time.sleep(1.1)  # files are named by the second
    with held(monkeypatch):
        assert run(folder, *NOTE)[0] == 1
        (name,) = set(waiting(folder)) - {first}
        assert f"{name}: holds 1 change" in run(folder, "check")[1]
    run(folder, "status")
    assert "they will call back" in notes(folder)
