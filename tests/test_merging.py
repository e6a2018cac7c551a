"""A copy of contacts.csv brought into the records: nothing newer is set back, nothing of the copy is lost."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from outreach.ledger import Held, changes_for, keyed, with_cells
from outreach.model import Change, Contact
from outreach.sheets import Rows, Table, encode
from outreach.workspace import Workspace, init
from outreach.workspace.loading import state, state_of
from outreach.workspace.merging import chosen
from tests.spaces import SETTINGS

AT = "2026-06-14T10:00:00+00:00"
Cells = Mapping[tuple[str, str], str]  #: by id and column
COLUMNS = ("stage", "next_step", "owner", "notes")
IDS = tuple(f"X{number:06}" for number in range(1, 9))


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    init(tmp_path)
    (tmp_path / "outreach.toml").write_text(SETTINGS, encoding="utf-8")
    space = Workspace.open(tmp_path)
    for id in IDS:
        log(space, id, stage="asked", owner="ana")
    return space


def log(space: Workspace, id: str, **cells: str) -> None:
    row = state(space).keyed.get(("a", id))
    space.apply(changes_for(row, with_cells(row or Contact("a", id), cells), "ana", AT))


def copied(space: Workspace, edits: Cells) -> Path:
    """A copy of the records as they are now, with these cells edited."""
    path = space.root / "contacts (1).csv"
    found = state_of(space.contacts_file.read_bytes(), "contacts.csv")
    rows = dict(found.keyed)
    for (id, column), cell in edits.items():
        rows["a", id] = with_cells(rows["a", id], {column: cell})
    header = ("letter", "id", *dict.fromkeys([*found.table.header[2:], *COLUMNS]))
    lines = [(0, [row.get(name) for name in header]) for row in rows.values()]
    path.write_bytes(encode(Table(header, Rows(header, lines))))
    return path


def merged(space: Workspace, path: Path, take: str = "") -> tuple[tuple[Change, ...], tuple[Held, ...]]:
    """As ``outreach merge --yes`` does: what was written, and what was asked."""
    found = space.merging(path, "ana", AT)
    picked = [chosen(one, "ana", AT, path) for one in found.held if take == "copy" and one.field != "row"]
    return space.apply_raw([*found.changes, *picked]).written, found.held


def cells(space: Workspace) -> dict[tuple[str, str], str]:
    rows = keyed(space.contacts()[0])
    return {(id, column): rows["a", id].get(column) for id in IDS for column in COLUMNS}


def names(asked: Sequence[Held]) -> set[tuple[str, str]]:
    return {(one.id, one.field) for one in asked}


@pytest.mark.parametrize("name", ["contacts_old.csv", "Contacts.csv", "ana-contacts.csv", "2026-11-22 contacts.csv"])
def test_a_copy_is_known_by_its_columns_whatever_stands_around_its_name(workspace: Workspace, name: str) -> None:
    path = workspace.root / name
    if path.exists():
        pytest.skip("the disk takes that for contacts.csv itself")
    path.write_bytes(workspace.contacts_file.read_bytes())
    assert workspace.beside().waiting == (name,)
    path.write_bytes(b"name,phone\r\nAnn Able,1\r\n")
    assert workspace.beside().waiting == ()


def test_a_signature_that_the_copy_never_touched_stays(workspace: Workspace) -> None:
    """The records have the copy's edits by now, so that they look as if the copy were younger."""
    path = copied(workspace, {(id, "next_step"): "write" for id in IDS[1:7]})
    log(workspace, IDS[0], stage="signed", role="signer", signed_on="2026-05-01")
    for id in IDS[1:7]:
        log(workspace, id, next_step="write")
    for take in ("", "records"):
        assert merged(workspace, path, take)[0] == ()
    assert cells(workspace)[IDS[0], "stage"] == "signed"


def test_a_second_run_does_not_take_what_the_first_asked_about(workspace: Workspace) -> None:
    edits = {(id, "next_step"): f"write {id}" for id in IDS[1:7]}
    path = copied(workspace, {**edits, (IDS[0], "owner"): "ben"})
    log(workspace, IDS[0], owner="cem")
    log(workspace, IDS[7], stage="signed", role="signer", signed_on="2026-05-01")
    written, asked = merged(workspace, path)
    assert ({(one.id, one.field) for one in written}, names(asked)) == (set(edits), {(IDS[0], "owner")})
    there = cells(workspace)
    assert merged(workspace, path, "records") == ((), asked)
    assert cells(workspace) == there
    merged(workspace, path, "copy")
    assert cells(workspace) == {**there, (IDS[0], "owner"): "ben"}


def test_a_merge_that_was_undone_is_not_forgotten(workspace: Workspace) -> None:
    path = copied(workspace, {(IDS[0], "next_step"): "write"})
    merged(workspace, path)
    workspace.undo(None, "ana", AT)
    assert names(merged(workspace, path)[1]) == {(IDS[0], "next_step")}


def test_a_row_that_was_removed_is_not_made_again(workspace: Workspace) -> None:
    path = copied(workspace, {(IDS[1], "next_step"): "write"})
    workspace.contacts_file.write_bytes(
        b"".join(line for line in workspace.contacts_file.read_bytes().splitlines(True) if IDS[0].encode() not in line)
    )
    workspace.keep("ana", AT)
    log(workspace, IDS[1], next_step="write")
    written, asked = merged(workspace, path)
    assert (written, names(asked) <= {(IDS[0], "row")}) == ((), True)


def test_a_note_that_is_there_is_not_added_again(workspace: Workspace) -> None:
    path = copied(workspace, {(IDS[0], "notes"): "called"})
    log(workspace, IDS[0], notes="wrote")
    merged(workspace, path)
    log(workspace, IDS[0], notes=cells(workspace)[IDS[0], "notes"] + "\nmet")
    assert merged(workspace, path) == ((), ())
    assert cells(workspace)[IDS[0], "notes"] == "wrote\ncalled\nmet"


@pytest.mark.parametrize("seed", range(1000, 1025))
def test_no_newer_cell_and_no_edit_is_lost(workspace: Workspace, seed: int) -> None:
    """A copy of any state, edits on both sides, some of them the same, and one run or two."""
    rng = random.Random(seed)

    def edited(words: str, count: int) -> dict[tuple[str, str], str]:
        wanted = {(rng.choice(IDS), rng.choice(COLUMNS)): f"{words} {number}" for number in range(count)}
        same = {(rng.choice(IDS), "next_step"): "write" for _ in range(rng.randrange(4))}
        return {**wanted, **same}

    def worked(words: str, times: int) -> None:
        for time in range(times):
            for (id, column), cell in edited(f"{words} {time}", rng.randrange(3)).items():
                log(workspace, id, **{column: cell})

    worked("before", rng.randrange(6))
    base, edits = cells(workspace), edited("copy", rng.randrange(12))
    path = copied(workspace, edits)
    mine = {**base, **edits}
    worked("after", rng.randrange(6))
    asked: set[tuple[str, str]] = set()
    theirs = cells(workspace)
    if rng.random() < 0.5:
        asked |= names(merged(workspace, path)[1])
    take = rng.choice(["copy", "records"])
    asked |= names(merged(workspace, path, take)[1])
    for cell, now in cells(workspace).items():
        if mine[cell] == base[cell]:
            assert now == theirs[cell] or (cell in asked and take == "copy"), "newer than the copy, and set back"
        elif cell in asked:
            assert now == (mine if take == "copy" else theirs)[cell]
        elif cell[1] == "notes" and mine[cell] != now:
            assert mine[cell] in now
            assert theirs[cell] in now
        elif theirs[cell] == base[cell]:
            assert now == mine[cell], "an edit of the copy is lost"
        else:
            # What both sides wrote, and the records have gone on from, is no clash.
            assert mine[cell] in (now, "write"), "both sides changed it, and nobody was asked"
            assert now == theirs[cell]
