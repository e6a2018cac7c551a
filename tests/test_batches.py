"""What becomes of a batch: proofed, approved, sent exactly once, printed again."""

from __future__ import annotations

import csv
import os
import shutil
import time
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from outreach import batches, storage
from outreach.batches.notes import INTENT, intent
from outreach.errors import BadData, BadFile, OutreachError, UsageError
from outreach.followups import fingerprint, kept, restored
from outreach.ledger import changes_for, keyed
from outreach.model import Contact
from outreach.render import html, txt
from outreach.sources.sync import sync
from outreach.templating.archive import zipped
from outreach.workspace import Workspace

from .spaces import AT, ON, SLUG, copied, drafted, fresh, killed_at, made, sending, written
from .upstream import as_bytes, data
from .words import unzipped

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="a process that dies is tried where there is fork")


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Made once; every test works on a copy."""
    space = made(tmp_path_factory.mktemp("example"))
    written(space)
    return space


@pytest.fixture
def space(template: Workspace, tmp_path: Path) -> Workspace:
    return copied(template, tmp_path / "space")


def batch_of(space: Workspace) -> batches.BatchFolder:
    return batches.find(space, f"{SLUG}/2026-06-14-1")


def edited(space: Workspace, id: str, **cells: str) -> None:
    """What somebody records meanwhile."""
    before = keyed(space.sound_contacts())[SLUG, id]
    space.apply(changes_for(before, replace(before, **cells), "bo", AT))  # type: ignore[arg-type]


def manifest(space: Workspace) -> dict[str, dict[str, str]]:
    with open(batch_of(space).path / "manifest.csv", encoding="utf-8-sig", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


def rows(space: Workspace) -> dict[str, dict[str, str]]:
    with open(space.contacts_file, encoding="utf-8-sig", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file) if row["letter"] == SLUG}


# -- kept and read back


def test_a_follow_up_that_was_kept_makes_the_same_files(space: Workspace) -> None:
    import json

    for item in drafted(space).items:
        back = restored(json.loads(kept(item)))
        assert (txt.render(back), html.render(back)) == (txt.render(item), html.render(item))
        assert fingerprint(back) == fingerprint(item)


def test_nothing_that_people_wrote_for_themselves_is_kept(space: Workspace) -> None:
    edited(space, "B001285", notes="CANARY", next_step="CANARY", owner="CANARY")
    made_again = drafted(fresh(space))
    assert "CANARY" not in "".join(kept(item) for item in made_again.items)


def test_the_fingerprint_is_of_what_a_reader_sees(space: Workspace) -> None:
    item = drafted(space).items[0]
    same = (replace(item, record=replace(item.record, reason="other")), replace(item, template=item.template))
    other = (
        replace(item, body="x"),
        replace(item, subject="x"),
        replace(item, on=date(2026, 6, 15)),
        replace(item, enclosures=("x",)),
        replace(item, address=replace(item.address, salutation="x")),
        replace(item, address=replace(item.address, lines=("x",))),
        replace(item, organisation=replace(item.organisation, phone="x")),
    )
    assert {fingerprint(one) for one in same} == {fingerprint(item)}
    assert len({fingerprint(one) for one in other} | {fingerprint(item)}) == len(other) + 1


# -- written


def test_the_very_same_letters_are_not_written_twice(space: Workspace) -> None:
    again = batches.write(space, drafted(space), "ana", ("txt", "html"))
    assert (again.new, again.folder) == (False, batch_of(space).path)
    assert [path.name for path in batch_of(space).path.parent.iterdir()] == ["2026-06-14-1"]


def test_other_letters_make_another_batch_and_say_what_waits(space: Workspace) -> None:
    other = batches.write(space, drafted(space, ("ask",)), "ana")
    assert (other.new, other.folder.name, other.waiting) == (True, "2026-06-14-2", (f"{SLUG}/2026-06-14-1",))


@pytest.mark.parametrize("change", ["colour", "logo", "letterhead.docx"])
def test_the_same_words_on_another_letterhead_make_another_batch(
    in_all_formats: Workspace, tmp_path: Path, change: str
) -> None:
    space = copied(in_all_formats, tmp_path / "space")
    batches.approve(space, batch_of(space), "Robin", ON)
    formats = tuple(batch_of(space).memory["formats"])
    assert not batches.write(space, drafted(space, ("signer", "successor")), "ana", formats).new
    if change == "colour":
        path = space.templates / "letterhead.typ"
        path.write_text(path.read_text(encoding="utf-8").replace("#14213d", "#ff0000"), encoding="utf-8")
    elif change == "logo":
        logo = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle cx="4" cy="4" r="4"/></svg>'
        (space.templates / "logo.svg").write_text(logo, encoding="utf-8")
    else:
        parts = unzipped((space.templates / change).read_bytes())
        red = {name: text.replace("14213D", "FF0000").encode() for name, text in parts.items()}
        (space.templates / change).write_bytes(zipped(red))
    again = batches.write(space, drafted(space, ("signer", "successor")), "ana", formats)
    assert (again.new, again.waiting, again.approved) == (True, (batch_of(space).name,), len(batch_of(space).entries))
    assert not batches.write(space, drafted(space, ("signer", "successor")), "ana", formats).new
    assert batches.reprint(batch_of(space), tmp_path / "first", space.templates) == len(batch_of(space).sums)


def test_what_a_kill_left_behind_is_swept(space: Workspace) -> None:
    left = batch_of(space).path.parent / ".writing-2026-06-14-999"
    left.mkdir()
    (left / "half").touch()
    batches.write(space, drafted(space, ("ask",)), "ana")
    assert not left.exists()


@needs_fork
@pytest.mark.slow
def test_a_kill_at_any_call_of_a_draft_leaves_one_batch_of_twenty(tmp_path: Path) -> None:
    start = made(tmp_path / "start")
    number, died = 0, True
    while died:
        number += 1
        space = copied(start, tmp_path / str(number))
        died = killed_at(number, lambda space=space: written(space, ("successor", "ask"), fmt="txt"))  # type: ignore[misc]
        folder = written(fresh(space), ("successor", "ask"), fmt="txt").path
        assert [path.name for path in folder.parent.iterdir()] == ["2026-06-14-1"]
        assert len(list(folder.glob("*.txt"))) == len(batch_of(space).entries) == 20
        assert batches.reprint(batch_of(space), tmp_path / f"{number}-again", space.templates) == 20
        shutil.rmtree(space.root)
    assert number > 20


# -- found


def test_a_batch_is_found_by_name_folder_or_letter(space: Workspace) -> None:
    assert batches.find(space, SLUG) == batch_of(space)
    assert batches.find(space, str(batch_of(space).path)).path == batch_of(space).path
    written(space, ("ask",))
    with pytest.raises(UsageError, match=r"there is: hres-351/2026-06-14-1, hres-351/2026-06-14-2"):
        batches.find(space, SLUG)


@pytest.mark.parametrize("text", ["nothing", "hres-351/2026-06-14-9", "../outreach.toml", "", "hres-351/.writing-x"])
def test_a_batch_that_is_not_there(space: Workspace, text: str) -> None:
    with pytest.raises(UsageError, match="there is no batch"):
        batches.find(space, text)


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b'{"version": 1}', b'{"version": 2}', b"\xff"])
def test_a_damaged_memory_is_said(space: Workspace, data: bytes) -> None:
    (batch_of(space).path / "batch.json").write_bytes(data)
    with pytest.raises(BadFile, match="is damaged"):
        batches.proof(space, batch_of(space), ON)


def test_a_manifest_that_was_spoilt_is_refused(space: Workspace) -> None:
    path = batch_of(space).path / "manifest.csv"
    lines = path.read_bytes().split(b"\r\n")
    for spoilt in (lines[1:], [*lines[:2], lines[1], *lines[2:]], [lines[0].replace(b"sha256", b"sum"), *lines[1:]]):
        path.write_bytes(b"\r\n".join(spoilt))
        with pytest.raises(OutreachError):
            batches.sent(space, batch_of(space), sending())


# -- standing and approval


def test_nothing_has_changed_right_after_the_draft(space: Workspace) -> None:
    found = batches.standings(space, batch_of(space), ON)
    assert len(found) == 34
    assert {(one.changed, one.due, one.approved) for one in found} == {("", True, False)}


def test_an_approval_is_recorded_and_counts(space: Workspace) -> None:
    done = batches.approve(space, batch_of(space), "Robin", ON)
    assert (done.new, done.before, done.left) == (34, 0, ())
    assert {(row["approved_by"], row["approved_on"]) for row in manifest(space).values()} == {("Robin", "2026-06-14")}
    assert all(one.approved for one in batches.standings(space, batch_of(space), ON))
    assert batches.approve(space, batch_of(space), "Bo", ON).before == 34


def test_single_letters_can_be_approved(space: Workspace) -> None:
    assert batches.approve(space, batch_of(space), "Robin", ON, ["b001285"]).new == 1
    with pytest.raises(UsageError, match="X000001: no such letter"):
        batches.approve(space, batch_of(space), "Robin", ON, ["X000001"])
    with pytest.raises(UsageError, match="who approves"):
        batches.approve(space, batch_of(space), " ", ON)


def reworded(space: Workspace) -> None:
    """Somebody edits the template that asks."""
    path = space.templates / "ask.md"
    text = path.read_text(encoding="utf-8")
    assert "It need not be" in text
    path.write_text(text.replace("It need not be", "It does not have to be"), encoding="utf-8")


def asks(space: Workspace) -> set[str]:
    return {entry.id for entry in batch_of(space).entries if entry.template == "ask.md"}


def lost(space: Workspace, today: date = ON) -> dict[str, str]:
    """Who has lost the approval, and why."""
    found = batches.standings(fresh(space), batch_of(space), today)
    assert all(one.approved != bool(one.changed) for one in found)
    return {one.entry.id: one.changed for one in found if one.changed}


def test_exactly_the_changed_letters_lose_it(space: Workspace) -> None:
    batches.approve(space, batch_of(space), "Robin", ON)
    path = space.templates / "ask.md"
    path.write_text(
        path.read_text(encoding="utf-8").replace("It need not be", "It does not have to be"), encoding="utf-8"
    )
    assert set(lost(space)) == asks(space)
    assert set(lost(space).values()) == {"templates/ask.md has changed, and the letter with it"}
    assert {one.entry.id for one in batches.approve(fresh(space), batch_of(space), "Bo", ON).left} == asks(space)


def test_a_remark_in_a_template_changes_no_letter(space: Workspace) -> None:
    batches.approve(space, batch_of(space), "Robin", ON)
    with open(space.templates / "ask.md", "a", encoding="utf-8") as file:
        file.write("{# seen by Robin #}\n")
    assert lost(space) == {}


def test_a_template_that_cannot_be_used_any_more(space: Workspace) -> None:
    batches.approve(space, batch_of(space), "Robin", ON)
    (space.templates / "ask.md").unlink()
    assert set(lost(space)) == asks(space)
    assert "templates/ask.md: is not there" in next(iter(lost(space).values()))


def test_a_file_that_was_altered_or_lost(space: Workspace) -> None:
    batches.approve(space, batch_of(space), "Robin", ON)
    first, second = (batch_of(space).entries[at] for at in (0, 1))
    with open(batch_of(space).path / first.file.split()[0], "a", encoding="utf-8") as file:
        file.write("P.S.")
    (batch_of(space).path / second.file.split()[0]).unlink()
    found = lost(space)
    assert found[first.id] == f"{first.file.split()[0]} was altered after it was drafted"
    assert found[second.id].startswith(f"{second.file.split()[0]} is missing; 'outreach reprint")
    assert len(found) == 2


@pytest.mark.parametrize(
    ("override", "why"),
    [
        (
            'kind = "address"\nvalue = "1 Test House Office Building Washington DC 20515"',
            "the address would be another",
        ),
        ('kind = "salutation"\nvalue = "Dear Test"', "the salutation would be another"),
        ('kind = "left"', "no letter to thank is due any more: signed as CA-26; left on 2026-06-10"),
        ('kind = "do-not-contact"', "no letter to thank is due any more: not to be contacted, says Robin"),
    ],
)
def test_what_becomes_known_of_somebody(space: Workspace, override: str, why: str) -> None:
    batches.approve(space, batch_of(space), "Robin", ON)
    with open(space.settings_file, "a", encoding="utf-8") as file:
        file.write(f'\n[[overrides]]\nid = "B001285"\n{override}\non = 2026-06-10\nby = "Robin"\n')
    found = lost(space)
    assert found["B001285"].startswith(why)
    if "left" in override:  # is named in letters to colleagues, which change too
        assert set(found.values()) - {found["B001285"]} == {"the text would be another today"}
    else:
        assert len(found) == 1


def test_who_signs_or_answers_meanwhile_gets_no_ask(space: Workspace) -> None:
    who = sorted(asks(space))[0]
    batches.approve(space, batch_of(space), "Robin", ON)
    space.apply(changes_for(None, Contact(SLUG, who, stage="declined"), "bo", AT))
    assert lost(space)[who] == "no letter to ask is due any more: said no"
    done = batches.sent(fresh(space), batch_of(space), sending())
    assert [(entry.id, why.split(":")[0]) for entry, why in done.undue] == [(who, "no letter to ask is due any more")]
    assert manifest(space)[who]["sent_on"] == ""


def test_an_approval_goes_with_the_very_same_letter_into_the_next_batch(space: Workspace) -> None:
    batches.approve(space, batch_of(space), "Robin", ON)
    path = space.templates / "ask.md"
    path.write_text(
        path.read_text(encoding="utf-8").replace("It need not be", "It does not have to be"), encoding="utf-8"
    )
    again = batches.write(fresh(space), drafted(fresh(space)), "ana")
    assert (again.new, again.approved) == (True, 34 - len(asks(space)))


# -- sent


def test_sent_writes_manifest_contacts_and_history(space: Workspace) -> None:
    done = batches.sent(space, batch_of(space), sending())
    assert (len(done.new), done.before, done.left, done.notes) == (34, 0, (), ())
    assert {(row["sent_on"], row["channel"]) for row in manifest(space).values()} == {("2026-06-15", "mail")}
    after = rows(space)
    for id, entry in manifest(space).items():
        row = after[id]
        assert (row["last_contact"], row["channel"]) == ("2026-06-15", "letter")
        assert row["stage"] == ("signed" if entry["purpose"] == "thank" else "asked")
    assert not (batch_of(space).path / INTENT).exists()
    assert fresh(space).check(date(2026, 6, 15)) == ()


def test_a_second_time_nothing_is_recorded(space: Workspace) -> None:
    batches.sent(space, batch_of(space), sending())
    before = everything(space)
    done = batches.sent(fresh(space), batch_of(space), sending(date(2026, 6, 20), "hand"))
    assert (done.new, done.before) == ((), 34)
    assert everything(space) == before


def test_what_people_recorded_is_never_undone(space: Workspace) -> None:
    edited(space, "B001285", last_contact="2026-06-20", channel="call")
    batches.sent(fresh(space), batch_of(space), sending(), ["B001285"])
    row = rows(space)["B001285"]
    assert (row["last_contact"], row["channel"], row["role"], row["stage"]) == (
        "2026-06-20",
        "call",
        "signer",
        "signed",
    )


def test_a_day_before_the_batch_is_refused(space: Workspace) -> None:
    with pytest.raises(UsageError, match="cannot have gone out on 2026-06-13"):
        batches.sent(space, batch_of(space), sending(date(2026, 6, 13)))


def test_an_approval_can_be_required(space: Workspace) -> None:
    text = space.settings_file.read_text(encoding="utf-8")
    space.settings_file.write_text(text.replace("[followups]", '[followups]\napproval = "required"'), encoding="utf-8")
    before = everything(space)
    with pytest.raises(BadData, match=r"nobody has approved this letter(.|\n)*nothing was recorded"):
        batches.sent(fresh(space), batch_of(space), sending())
    assert everything(space) == before
    batches.approve(fresh(space), batch_of(space), "Robin", ON)
    path = space.templates / "ask.md"
    path.write_text(
        path.read_text(encoding="utf-8").replace("It need not be", "It does not have to be"), encoding="utf-8"
    )
    with pytest.raises(BadData, match="the approval of Robin does not count any more") as fault:
        batches.sent(fresh(space), batch_of(space), sending())
    assert {problem.column for problem in fault.value.problems} == asks(space)
    rest = [entry.id for entry in batch_of(space).entries if entry.id not in asks(space)]
    assert len(batches.sent(fresh(space), batch_of(space), sending(), rest).new) == len(rest)


def test_the_same_follow_up_is_refused_without_a_reason(space: Workspace) -> None:
    second = written(space, ("ask",))
    batches.sent(space, batch_of(space), sending())
    left = batches.sent(fresh(space), second, sending(date(2026, 7, 20))).left
    assert {entry.id for entry, _ in left} == asks(space)
    assert "had the same follow-up before, on 2026-06-15 by mail (hres-351/2026-06-14-1)" in left[0][1]
    who = sorted(asks(space))[0]
    with pytest.raises(BadData, match="had the same follow-up before"):
        batches.sent(fresh(space), second, sending(date(2026, 7, 20)), [who])
    done = batches.sent(fresh(space), second, sending(date(2026, 7, 20), again="the first was lost"), [who])
    assert [entry.id for entry in done.new] == [who]
    assert [entry.again for entry in second.entries if entry.id == who] == ["the first was lost"]
    assert "once more: the first was lost" in space.history_file.read_text(encoding="utf-8-sig")


def test_who_had_a_follow_up_is_left_out_of_the_next_draft(space: Workspace) -> None:
    batches.sent(space, batch_of(space), sending())
    late = date(2026, 7, 20)
    batch = drafted(fresh(space), on=late)
    assert batch.items == ()
    assert batch.errors == ()
    assert all("left out: had a letter to" in problem.what for problem in batch.problems)
    assert len(drafted(fresh(space), on=late, again="new address").items) == 34


def test_after_long_silence_those_who_were_asked_are_asked_again(space: Workspace) -> None:
    batches.sent(space, batch_of(space), sending())
    silent = drafted(fresh(space), on=date(2026, 8, 14))
    assert {item.template.name for item in silent.items} == {"ask-again.md"}
    assert {item.record.route for item in silent.items} == {"successor", "ask"}
    assert "I come back to our letter of June 15, 2026, to which" in " ".join(txt.render(silent.items[0]).split())
    assert drafted(fresh(space), on=date(2026, 8, 13)).items == ()


# -- killed


def everything(space: Workspace) -> dict[str, bytes]:
    """What people see of the workspace: no locks, no caches."""
    return {
        str(path.relative_to(space.root)): path.read_bytes()
        for path in sorted(space.root.rglob("*"))
        if path.is_file() and ".outreach" not in path.relative_to(space.root).parts
    }


@needs_fork
@pytest.mark.slow
def test_a_kill_at_any_call_of_sent_and_once_more_is_the_same_as_never_killed(tmp_path: Path) -> None:
    template = made(tmp_path / "start")
    written(template, ("successor", "ask"))
    whole = copied(template, tmp_path / "whole")
    batches.sent(whole, batch_of(whole), sending())
    wanted = everything(whole)
    number, died = 0, True
    while died:
        number += 1
        space = copied(template, tmp_path / str(number))
        died = killed_at(number, lambda space=space: batches.sent(space, batch_of(space), sending()))  # type: ignore[misc]
        # Who was about to be recorded is not written to again, even before somebody runs it once more.
        noted = intent(batch_of(space).path) is not None or batch_of(space).entries[0].sent_on != ""
        assert bool(drafted(fresh(space), ("ask",), on=date(2026, 7, 20)).items) != noted
        done = batches.sent(fresh(space), batch_of(space), sending())
        assert len(done.new) + done.before == 20
        assert everything(space) == wanted, number
        shutil.rmtree(space.root)
    assert number > 30


# -- proof and reprint


def test_the_proof_has_the_shared_text_once(space: Workspace) -> None:
    path, found = batches.proof(space, batch_of(space), ON, "ana")
    page = path.read_text(encoding="utf-8")
    assert (path.name, len(found)) == ("proof.html", 34)
    assert page.count("A name on the public record lasts.") == 1
    assert all(one.entry.name.replace("'", "&#39;") in page for one in found)
    assert "<script" not in page


def test_a_reprint_for_which_the_disk_has_no_room_leaves_no_folder(
    space: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = iter(range(100))

    def create(path: Path, data: bytes) -> None:
        if next(calls) == 5:
            raise storage.NotSaved(path, "No space left on device")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)

    batch = batch_of(space)
    monkeypatch.setattr(storage, "create", create)
    with pytest.raises(storage.NotSaved):
        batches.reprint(batch, tmp_path / "again", space.templates)
    assert not (tmp_path / "again").exists()


def test_a_reprint_has_the_same_bytes_though_everything_has_changed(space: Workspace, tmp_path: Path) -> None:
    batch = batch_of(space)
    wanted = {path.name: path.read_bytes() for path in batch.path.glob("*-*.*") if path.suffix in {".txt", ".html"}}
    assert len(wanted) == 68
    for path in list(batch.path.glob("*.txt"))[:10]:
        path.unlink()
    for path in batch.path.glob("*.html"):
        path.write_text("spoilt", encoding="utf-8")
    shutil.rmtree(space.templates)
    space.settings_file.write_text("", encoding="utf-8")
    target = tmp_path / "again"
    assert batches.reprint(batch, target, space.templates) == 68
    assert {path.name: path.read_bytes() for path in target.iterdir()} == wanted
    with pytest.raises(UsageError, match="is there already"):
        batches.reprint(batch, target, space.templates)


@pytest.fixture(scope="module")
def in_all_formats(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A batch with PDF, Word and drafts that have the PDF in them."""
    pytest.importorskip("typst", reason="PDF files need the pdf extra")
    pytest.importorskip("docxtpl", reason="Word files need the docx extra")
    space = made(tmp_path_factory.mktemp("formats"))
    formats = ("txt", "html", "pdf", "docx", "eml", "envelopes", "labels", "delivery")
    batches.write(space, drafted(space, ("signer", "successor")), "ana", formats)
    return space


def test_a_year_later_every_format_has_the_same_bytes(
    in_all_formats: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    space = copied(in_all_formats, tmp_path / "space")
    batch = batch_of(space)
    wanted = {path.name: path.read_bytes() for path in batch.path.iterdir() if path.suffix not in {".json"}}
    del wanted["manifest.csv"]
    assert {Path(name).suffix for name in wanted} == {".txt", ".html", ".pdf", ".docx", ".eml", ".csv"}
    assert len(wanted) == 5 * len(batch.entries) + 5
    _a_year_passes(space, monkeypatch)
    for number, path in enumerate(sorted(batch.path.glob("*.*"))):
        if path.name in wanted and number % 3:  # some are lost, some spoilt, some as they were
            path.unlink() if number % 3 == 1 else path.write_bytes(path.read_bytes() + b" ")
    assert batches.reprint(batch_of(space), tmp_path / "again", space.templates) == len(wanted)
    assert {path.name: path.read_bytes() for path in (tmp_path / "again").iterdir()} == wanted


def _a_year_passes(space: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another day, other public data, other templates, another sender; the letterheads stay."""
    then = time.time
    monkeypatch.setattr(time, "time", lambda: then() + 366 * 86_400)
    monkeypatch.setattr(time, "localtime", lambda *_: time.gmtime(then() + 366 * 86_400))
    for template in space.templates.glob("*.md"):
        template.write_text(template.read_text(encoding="utf-8").replace("Thank you", "Thanks"), encoding="utf-8")
    public = space.root / "public"
    public.mkdir()
    for name, content in data().items():
        (public / name).write_bytes(as_bytes(content))
    sync(str(public), space.cache / "congress", datetime(2027, 6, 15, tzinfo=UTC))
    settings = space.settings_file.read_text(encoding="utf-8")
    changed = settings.replace("Robin Example", "Sam Test").replace('roster = "example"', "")
    assert changed.count("Sam Test") == 1
    space.settings_file.write_text(changed, encoding="utf-8")
    assert not set(fresh(space).roster().legislators) & {entry.id for entry in batch_of(space).entries}


def test_what_cannot_be_printed_again_is_said_and_nothing_is_written(space: Workspace, tmp_path: Path) -> None:
    batch = batch_of(space)
    entry = batch.entries[0]
    (batch.path / entry.file.split()[0]).unlink()
    memory = (batch.path / "batch.json").read_text(encoding="utf-8").replace("Thank you.", "Thanks.")
    (batch.path / "batch.json").write_text(memory, encoding="utf-8")
    with pytest.raises(BadData, match="cannot be made again with the same bytes"):
        batches.reprint(batch_of(space), tmp_path / "again", space.templates)
    assert not (tmp_path / "again").exists()
