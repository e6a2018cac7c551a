"""A batch on disk is whole or not there."""

from __future__ import annotations

import csv
import hashlib
import os
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from outreach.errors import BadData, BadFile
from outreach.followups import Batch, prepare
from outreach.render import folder, txt

from .hostile import FILE_NAMES
from .letters import LETTER, ON, ROOT, SETTINGS, records, settings_with

BATCH = prepare(records(), SETTINGS, ROOT / "templates", ON)


def everything(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def test_one_file_each_and_a_manifest(tmp_path: Path) -> None:
    made = folder.write(BATCH, tmp_path, "txt", date(2026, 6, 13))
    assert made == tmp_path / "rivers-2017" / "2026-06-14-1"
    assert sorted(path.name for path in made.iterdir()) == [
        "X000001-lead.txt",
        "X000002-nunez.txt",
        "X000003-omoved.txt",
        "X000005-next.txt",
        "X000006-committee.txt",
        "X000007-asked.txt",
        "X000008-delegate.txt",
        "batch.json",
        "manifest.csv",
    ]
    with open(made / "manifest.csv", encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["id"], row["route"], row["template"], row["data_date"]) for row in rows][:3] == [
        ("X000001", "lead", "thank-lead.md", "2026-06-13"),
        ("X000002", "signer", "thank-you.md", "2026-06-13"),
        ("X000003", "signer-moved", "thank-you-new-chamber.md", "2026-06-13"),
    ]
    for row, item in zip(rows, BATCH.items, strict=True):
        data = (made / row["file"]).read_bytes()
        assert data.decode() == txt.render(item)
        assert hashlib.sha256(data).hexdigest() == row["sha256"]
        template = (ROOT / "templates" / row["template"]).read_bytes()
        assert hashlib.sha256(template).hexdigest() == row["template_sha256"]
    assert rows[1]["name"] == "Bo Núñez, Jr."


def test_a_second_batch_stands_beside_the_first(tmp_path: Path) -> None:
    first = folder.write(BATCH, tmp_path, "txt", ON)
    before = everything(first)
    assert folder.write(BATCH, tmp_path, "html", ON).name == "2026-06-14-2"
    assert everything(first) == before


def test_a_batch_with_an_error_writes_nothing(tmp_path: Path) -> None:
    bad = prepare(
        records(), settings_with(organisation=replace(SETTINGS.organisation, sender="")), ROOT / "templates", ON
    )
    with pytest.raises(BadData, match="nothing was written"):
        folder.write(bad, tmp_path, "txt", ON)
    assert list(tmp_path.iterdir()) == []


def test_a_batch_for_nobody_writes_nothing(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="nobody to write to"):
        folder.write(Batch((), (), (), LETTER, ON), tmp_path, "txt", ON)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("at", range(len(BATCH.items) + 2))
def test_a_full_disk_at_any_file_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: int) -> None:
    first = folder.write(BATCH, tmp_path, "txt", ON)
    before, count, real = everything(tmp_path), [0], folder._create

    def fails(path: Path, data: bytes) -> None:
        count[0] += 1
        if count[0] == at + 1:
            path.write_bytes(data[:10])
            raise OSError(28, os.strerror(28))
        real(path, data)

    monkeypatch.setattr(folder, "_create", fails)
    with pytest.raises(BadFile, match="nothing was written"):
        folder.write(BATCH, tmp_path, "txt", ON)
    assert everything(tmp_path) == before
    assert [path.name for path in first.parent.iterdir()] == [first.name]


def test_a_crash_leaves_no_folder_that_looks_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def dies(_: Path, __: bytes) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(folder, "_create", dies)
    with pytest.raises(KeyboardInterrupt):
        folder.write(BATCH, tmp_path, "txt", ON)
    assert list((tmp_path / "rivers-2017").iterdir()) == []


def test_a_name_that_is_taken_meanwhile_is_stepped_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real: Callable[[Path, Path], Path] = Path.rename

    def taken(self: Path, target: Path) -> Path:
        if target.name.endswith("-1"):
            target.mkdir()
            (target / "somebody else's").touch()
        return real(self, target)

    monkeypatch.setattr(Path, "rename", taken)
    assert folder.write(BATCH, tmp_path, "txt", ON).name == "2026-06-14-2"


def test_odd_names_stay_inside_and_apart(tmp_path: Path) -> None:
    item = BATCH.items[0]
    items = tuple(
        replace(
            item, record=replace(item.record, legislator=replace(item.record.legislator, id=f"X{at:06}", last=name))
        )
        for at, name in enumerate(FILE_NAMES)
    )
    stems = [folder.stem(one) for one in items]
    assert len({stem.casefold() for stem in stems}) == len(FILE_NAMES)
    assert all(stem.isascii() and len(stem) <= 100 and not set(stem) & set("/\\.:*?\n\0 ") for stem in stems)
    made = folder.write(replace(BATCH, items=items), tmp_path, "txt", ON)
    assert len(list(made.iterdir())) == len(FILE_NAMES) + 2
    assert {path.parent for path in tmp_path.rglob("*.txt")} == {made}


def test_a_name_in_the_manifest_is_no_formula(tmp_path: Path) -> None:
    item = BATCH.items[0]
    odd = replace(item, address=replace(item.address, name='=HYPERLINK("http://example.org")'))
    made = folder.write(replace(BATCH, items=(odd,)), tmp_path, "txt", ON)
    assert "\"'=HYPERLINK" in (made / "manifest.csv").read_text(encoding="utf-8")


def test_the_letter_s_slug_stays_inside(tmp_path: Path) -> None:
    made = folder.write(replace(BATCH, letter=replace(LETTER, slug="../../x")), tmp_path, "txt", ON)
    assert made.parent == tmp_path / "x"
