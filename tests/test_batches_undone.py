"""What was recorded as sent and is undone: in the records and in the manifest, or in neither."""

from __future__ import annotations

import os
import shutil
from datetime import date
from pathlib import Path

import pytest

from outreach import batches
from outreach.batches.notes import begin, intent
from outreach.workspace import Workspace

from .spaces import SLUG, copied, drafted, fresh, killed_at, made, sending, written
from .test_batches import batch_of, manifest, rows

LATER = "2026-06-15T10:00:00+00:00"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Made once; every test works on a copy."""
    space = made(tmp_path_factory.mktemp("example"))
    written(space, ("successor", "ask"), fmt="txt")
    return space


@pytest.fixture
def space(template: Workspace, tmp_path: Path) -> Workspace:
    return copied(template, tmp_path / "space")


def undo(space: Workspace, batch: str | None = None) -> tuple[batches.Settled, ...]:
    return batches.undo(fresh(space), batch, "ana", LATER)[1]


def seen(space: Workspace) -> tuple[bytes, bytes]:
    """Records and manifest."""
    return space.contacts_file.read_bytes(), (batch_of(space).path / "manifest.csv").read_bytes()


def newest(space: Workspace) -> str:
    return fresh(space).history()[-1].batch


def test_undone_is_neither_asked_nor_sent_and_can_be_recorded_anew(space: Workspace) -> None:
    before = seen(space)
    batches.sent(space, batch_of(space), sending())
    assert undo(space) == (batches.Settled(f"{SLUG}/2026-06-14-1", 20, 0),)
    assert seen(space) == before
    assert len(drafted(fresh(space), ("successor", "ask")).items) == 20
    done = batches.sent(fresh(space), batch_of(space), sending(date(2026, 6, 16), "hand"))
    assert (len(done.new), done.before) == (20, 0)
    assert {(row["sent_on"], row["channel"]) for row in manifest(space).values()} == {("2026-06-16", "hand")}
    assert {rows(space)[id]["last_contact"] for id in manifest(space)} == {"2026-06-16"}


def test_undoing_the_undoing_is_the_original(space: Workspace) -> None:
    batches.sent(space, batch_of(space), sending(again="the first was lost"))
    after = seen(space)
    undo(space)
    assert seen(space) != after
    assert undo(space) == (batches.Settled(f"{SLUG}/2026-06-14-1", 20, 20),)
    assert seen(space) == after
    assert batches.sent(fresh(space), batch_of(space), sending()).before == 20


def test_only_the_letters_of_that_sending_are_taken_back(space: Workspace) -> None:
    one, two, *_ = sorted(manifest(space))
    batches.sent(space, batch_of(space), sending(), [one])
    first = newest(space)
    batches.sent(fresh(space), batch_of(space), sending(), [two])
    undo(space, first)
    assert {id for id, row in manifest(space).items() if row["sent_on"]} == {two}


def test_somebody_whose_row_did_not_change_is_taken_back_too(space: Workspace) -> None:
    one, two, *_ = sorted(manifest(space))
    batches.sent(space, batch_of(space), sending(date(2026, 6, 20)), [one])
    undo(space, newest(space))
    batches.sent(fresh(space), batch_of(space), sending(), [one, two])
    undo(space)
    assert {row["sent_on"] for row in manifest(space).values()} == {""}


def test_a_restored_state_leaves_letters_sent_until_they_are_undone(space: Workspace) -> None:
    batches.sent(space, batch_of(space), sending())
    recorded, after = newest(space), seen(space)
    done = fresh(space).restore(space.states()[0], "ana", LATER)
    assert batches.settle(fresh(space), "ana") == ()
    assert batches.still_sent(fresh(space), done.written) == {f"{SLUG}/2026-06-14-1": 20}
    assert drafted(fresh(space), ("successor", "ask")).items == ()
    undo(space)
    assert seen(space) == after
    undo(space, recorded)
    assert {row["sent_on"] for row in manifest(space).values()} == {""}


def test_a_restored_state_in_which_they_were_sent_brings_that_again(space: Workspace) -> None:
    batches.sent(space, batch_of(space), sending())
    after, state = seen(space), fresh(space).states()[-1]
    undo(space)
    fresh(space).restore(state, "ana", LATER)
    assert drafted(fresh(space), ("successor", "ask")).items == ()
    assert batches.settle(fresh(space), "ana") == (batches.Settled(f"{SLUG}/2026-06-14-1", 20, 20),)
    assert seen(space) == after


def test_what_was_begun_and_undone_is_not_completed(space: Workspace) -> None:
    batches.sent(space, batch_of(space), sending())
    undo(space)
    before, folder = seen(space), batch_of(space).path
    begin(folder, sorted(manifest(space)), sending())
    (folder / "sending.json").write_bytes((folder / "sendings" / "1.json").read_bytes())
    assert len(drafted(fresh(space), ("successor", "ask")).items) == 20
    batches.settle(fresh(space), "ana")
    assert (seen(space), intent(folder)) == (before, None)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a process that dies is tried where there is fork")
@pytest.mark.slow
@pytest.mark.parametrize("times", [1, 2], ids=["undo", "undo the undoing"])
def test_a_kill_at_any_call_of_undo_leaves_records_and_batch_at_one(
    template: Workspace, tmp_path: Path, times: int
) -> None:
    start = copied(template, tmp_path / "start")
    unsent = seen(start)
    batches.sent(start, batch_of(start), sending())
    sent = seen(start)
    for _ in range(times - 1):
        undo(start)
    ends = [sent, unsent] if times == 1 else [unsent, sent]
    number, died = 0, True
    while died:
        number += 1
        space = copied(start, tmp_path / str(number))
        died = killed_at(number, lambda space=space: undo(space))  # type: ignore[misc]
        asked = [bool(drafted(fresh(space), ("successor", "ask")).items) for _ in range(2)]
        batches.settle(fresh(space), "ana")
        assert seen(space) in ends, number
        assert asked == [seen(space) == unsent] * 2, number
        shutil.rmtree(space.root)
    assert (number > 30, seen(start)) == (True, ends[0])


def test_a_batch_whose_folder_is_gone_is_remembered_by_the_history(space: Workspace) -> None:
    """Somebody tidies up: nobody gets the same letter again, though a new batch may have the old name."""
    batches.sent(space, batch_of(space), sending())
    told = dict(batches.sent_before(fresh(space), SLUG))
    kept = space.root / "old"
    shutil.move(batch_of(space).path, kept)
    found = batches.sent_before(fresh(space), SLUG)
    where = f"on 2026-06-15 by mail ({SLUG}/2026-06-14-1, whose folder is not there)"
    assert found == dict.fromkeys(told, where)
    assert drafted(fresh(space), ("successor", "ask"), on=date(2026, 8, 1)).items == ()
    more = drafted(fresh(space), ("successor", "ask"), again="the printer jammed")
    assert batches.write(fresh(space), more, "ana", ("txt",)).folder == batch_of(space).path
    assert batches.sent_before(fresh(space), SLUG) == found
    undo(space)
    assert batches.sent_before(fresh(space), SLUG) == {}
