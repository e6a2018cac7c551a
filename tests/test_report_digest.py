"""What a sync means: follow-ups that must not go out, people who are dealt with, counts of the rest."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from outreach.model import Contact, Letter
from outreach.report import digest
from outreach.roster import Movement

LETTERS = (
    Letter("first", "First", "nobody", ("house",), date(2026, 2, 2), leads=("X000009",)),
    Letter("second", "Second", "nobody", ("house",), date(2026, 2, 2)),
)


def test_sentences_for_those_who_concern_us_and_counts_for_the_rest() -> None:
    movements = (
        Movement("left", "X000001", "Test Left", "NY-12", "", date(2026, 6, 1)),
        Movement("left", "X000002", "Test Stranger", "NY-13", ""),
        Movement("chamber", "X000003", "Test Moved", "AZ-9", "Senate AZ (Senate)"),
        Movement("room", "X000003", "Test Moved", "1 Old", "2 New"),
        Movement("room", "X000004", "Test Room", "3 Old", "4 New"),
        Movement("room", "X000005", "Test Other", "5 Old", "6 New"),
        Movement("phone", "X000005", "Test Other", "1", "2"),
        Movement("died", "X000006", "Test Died", "CA-1", "", date(2026, 6, 2)),
    )
    concerned = {"X000001": ["first"], "X000003": ["first", "second"], "X000006": ["second"]}
    assert digest.consequences(movements, concerned, {"X000001": 1, "X000003": 2, "X000004": 1}) == (
        "Test Left (X000001) left on 2026-06-01: NY-12: 1 follow-up that is written must not be sent",
        "Test Moved (X000003): chamber AZ-9 → Senate AZ (Senate): address and salutation changed for 2 follow-ups "
        "that are written; write it anew",
        "Test Moved (X000003): room 1 Old → 2 New: the address changed for 2 follow-ups "
        "that are written; write it anew",
        "Test Room (X000004): room 3 Old → 4 New: the address changed for 1 follow-up that is written; write it anew",
        "Test Died (X000006) died on 2026-06-02: CA-1: in the records of second",
        "3 rooms changed",
        "1 phone number changed",
    )


def test_nothing_moved() -> None:
    assert digest.consequences((), {"X000001": ["first"]}, {"X000001": 1}) == ()


def test_who_concerns_us() -> None:
    rows = (Contact("second", "X000001"), Contact("first", "X000001"), Contact("gone", "X000002"))
    assert digest.concerned(LETTERS, rows) == {"X000009": ["first"], "X000001": ["first", "second"]}


def test_what_waits_is_in_the_newest_batch_and_not_dealt_with_since(tmp_path: Path) -> None:
    for batch, ids in {
        "first/2026-05-01-1": ["X000001", "X000009"],
        "first/2026-06-01-2": ["X000001", "X000002", "X000003"],
        "first/2026-06-01-10": ["X000001", "X000002"],
        "second/2026-06-01-1": ["X000001"],
        "second/notes": ["X000008"],
        "third/2026-13-01-1": ["X000008"],
    }.items():
        folder = tmp_path / batch
        folder.mkdir(parents=True)
        (folder / "manifest.csv").write_text("id,name\r\n" + "".join(f"{id},Test\r\n" for id in ids), encoding="utf-8")
    rows = (
        Contact("first", "X000002", last_contact="2026-06-01"),
        Contact("first", "X000001", last_contact="2026-05-31"),
    )
    assert digest.waiting(tmp_path, rows) == {"X000001": 2}


@pytest.mark.parametrize("manifest", ["", "name\r\nTest\r\n", "id\r\n", "\x00"])
def test_a_broken_manifest_holds_nobody(tmp_path: Path, manifest: str) -> None:
    folder = tmp_path / "first" / "2026-06-01-1"
    folder.mkdir(parents=True)
    (folder / "manifest.csv").write_text(manifest, encoding="utf-8")
    assert digest.waiting(tmp_path, ()) == {}


def test_no_batches(tmp_path: Path) -> None:
    assert digest.waiting(tmp_path / "followups", ()) == {}
