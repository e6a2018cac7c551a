"""Syncing: what is bad never takes the place of what is good."""

from __future__ import annotations

import errno
import json
import os
import shutil
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from outreach import storage
from outreach.download import Limits
from outreach.errors import BadFile, UsageError
from outreach.roster import Roster
from outreach.sources import cache as cache_room
from outreach.sources import congress
from outreach.sources import sync as sync_room
from outreach.sources.sync import SyncReport, cached, sync
from tests import faults, upstream
from tests.faults import CALM, HANGS, QUICK, Server
from tests.upstream import COMMITTEES, CURRENT, HISTORICAL, MEMBERSHIP, OFFICES, Data, altered, as_bytes, entry

NOW = datetime(2026, 6, 20, 12, tzinfo=UTC)
DAY = date(2026, 6, 14)
WHOLE = as_bytes(upstream.data()[CURRENT])

#: What a server can do to one file.
SERVER_FAULTS: dict[str, faults.Answer] = {
    "cut with length": faults.cut(WHOLE, 900),
    "cut without length": faults.cut_without_length(WHOLE, 900),
    "cut between chunks": faults.chunked(WHOLE[:900], whole=False),
    "cut in chunks, ended well": faults.chunked(WHOLE[:900]),
    "gzip cut": faults.packed(WHOLE, keep=200),
    "gzip cut without length": faults.packed(WHOLE, keep=200, length=False),
    "gzip without its end": faults.packed(WHOLE, keep=-4),
    "flipped bit": faults.body(bytes([WHOLE[0] ^ 0x20]) + WHOLE[1:]),
    "flipped bit in the middle": faults.body(WHOLE.replace(b'"start"', b'"suart"', 1)),
    "gzip with a flipped byte": faults.packed(WHOLE, damage=60),
    "gzip with a wrong checksum": faults.packed(WHOLE, damage=-6),
    "a page with 200": faults.body(b"<!DOCTYPE html><title>Log in</title>", "text/html"),
    "a page that says it is JSON": faults.body(b"\n <html>Welcome to the hotel</html>"),
    "a notice in JSON": faults.body(b'{"message": "rate limit exceeded"}'),
    "plain words": faults.body(b"service unavailable", "text/plain"),
    "empty": faults.body(b""),
    "nobody": faults.body(b"[]"),
    "null": faults.body(b"null"),
    "nested without end": faults.body(b"[" * 100_000),
    "not modified, though nothing was asked": faults.status(304),
    "a part": faults.body(WHOLE, code=206),
    "forbidden": faults.status(403),
    "gone": faults.status(410),
    "broken server": faults.status(502),
    "redirect to a portal": faults.redirect("http://localhost:9/login"),
    "redirect to another host": faults.redirect("https://elsewhere.example/legislators-current.json"),
    "redirect to http": faults.redirect("http://elsewhere.example/legislators-current.json"),
    "redirect to a file": faults.redirect("file:///etc/hosts"),
    "redirect to itself": faults.redirect(f"/{CURRENT}"),
    "drip": faults.drip(WHOLE, 0.05),
    "stall": faults.stall(2 * HANGS),
    "reset": faults.reset,
    "bomb": faults.bomb(300 << 20),
}


def half(data: Data) -> None:
    data[CURRENT] = data[CURRENT][::2]


def drop(field: str) -> Callable[[Data], None]:
    """Rename a field of every term."""

    def alter(data: Data) -> None:
        for person in data[CURRENT]:
            for term in person["terms"]:
                term[f"{field}_new"] = term.pop(field, None)

    return alter


#: What upstream can do to its data, each of it refused once there are good data.
DATA_FAULTS: dict[str, Callable[[Data], object]] = {
    "half of the people": half,
    "no senators": lambda data: data[CURRENT].__delitem__(slice(12, None)),
    "nobody from before": lambda data: data.update({CURRENT: data[CURRENT][:3], HISTORICAL: []}),
    "nobody who has gone": lambda data: data.update({HISTORICAL: []}),
    "id field renamed": lambda data: entry(data, "X000001")["id"].update(bioguide=None),
    "id is a number": lambda data: entry(data, "X000001")["id"].update(bioguide=17),
    "somebody twice": lambda data: data[HISTORICAL].append(data[CURRENT][0]),
    "name field renamed": lambda data: entry(data, "X000001").update(name={"given": "Test", "family": "Person"}),
    "a name is null": lambda data: entry(data, "X000001")["name"].update(last=None),
    "no terms": lambda data: entry(data, "X000001").update(terms=[]),
    "terms renamed": lambda data: entry(data, "X000001").update(terms=None),
    "another date format": lambda data: entry(data, "X000001")["terms"][0].update(start="01/03/2025"),
    "a chamber we do not know": lambda data: entry(data, "X000001")["terms"][0].update(type="mayor"),
    "state renamed": drop("state"),
    "start renamed": drop("start"),
    "party renamed": drop("party"),
    "district renamed": drop("district"),
    "phone renamed": drop("phone"),
    "address renamed": drop("address"),
    "office renamed": drop("office"),
    "people by id, not in a list": lambda data: data.update({CURRENT: {"X000001": data[CURRENT][0]}}),
    "a person is text": lambda data: data[CURRENT].append("X000099"),
    "committees in another form": lambda data: data.update({COMMITTEES: {"HSTE": "Tests"}}),
    "committee members in another form": lambda data: data.update({MEMBERSHIP: [["HSTE", "X000001"]]}),
    "no committee members": lambda data: data.update({MEMBERSHIP: {}}),
    "offices in another form": lambda data: data.update({OFFICES: [{"bioguide": "X000001"}]}),
}


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with faults.running() as server:
        yield server


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / ".outreach" / "congress"


def serve(server: Server, data: Data) -> str:
    server.answers = {f"/{name}": faults.validated(as_bytes(content), f'"{name}"') for name, content in data.items()}
    return server.url("/")


def run(source: str | Path, cache: Path, as_of: date | None = DAY, limits: Limits = CALM) -> SyncReport:
    return sync(str(source), cache, NOW, as_of=as_of, limits=limits)


def snapshot(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def good(cache: Path) -> Roster:
    roster = cached(cache)
    assert roster is not None
    return roster


@pytest.mark.parametrize("fault", SERVER_FAULTS)
def test_a_bad_download_is_refused_and_the_last_good_is_kept(fault: str, server: Server, cache: Path) -> None:
    source = serve(server, upstream.data())
    run(source, cache)
    before = snapshot(cache)
    # A fresh validator, so that the server has to send the file.
    server.answers[f"/{CURRENT}"] = SERVER_FAULTS[fault]
    index = json.loads((cache / "sync.json").read_text(encoding="utf-8"))
    index["files"][CURRENT] |= {"etag": "", "last_modified": ""}
    (cache / "sync.json").write_text(json.dumps(index), encoding="utf-8")
    before["sync.json"] = (cache / "sync.json").read_bytes()
    start = time.monotonic()
    with pytest.raises(BadFile) as caught:
        run(source, cache, limits=QUICK if fault in ("drip", "stall") else CALM)
    assert time.monotonic() - start < HANGS
    assert "\n" not in str(caught.value)
    assert snapshot(cache) == before
    assert len(good(cache)) == 17


@pytest.mark.parametrize("fault", DATA_FAULTS)
def test_bad_data_are_refused_and_the_last_good_are_kept(fault: str, tmp_path: Path, cache: Path) -> None:
    run(upstream.write(tmp_path / "good", upstream.data()), cache)
    before = snapshot(cache)
    with pytest.raises(BadFile) as caught:
        run(upstream.write(tmp_path / "bad", altered(DATA_FAULTS[fault])), cache)
    assert "\n" not in str(caught.value)
    assert snapshot(cache) == before


@pytest.mark.parametrize("fault", [fault for fault in SERVER_FAULTS if fault not in ("drip", "stall", "bomb")])
def test_a_bad_first_download_leaves_nothing(fault: str, server: Server, cache: Path) -> None:
    source = serve(server, upstream.data())
    server.answers[f"/{CURRENT}"] = SERVER_FAULTS[fault]
    with pytest.raises(BadFile):
        run(source, cache)
    assert snapshot(cache) == {}
    assert cached(cache) is None


def test_the_sentences(tmp_path: Path, cache: Path) -> None:
    """What a person reads."""
    run(upstream.write(tmp_path / "good", upstream.data()), cache)
    said = {}
    for fault in ("half of the people", "no senators", "phone renamed", "id is a number", "somebody twice"):
        with pytest.raises(BadFile) as caught:
            run(upstream.write(tmp_path / "bad", altered(DATA_FAULTS[fault])), cache)
        said[fault] = str(caught.value)
    kept = "the data from before are kept; if it is right nevertheless, delete .outreach/congress and sync again"
    assert said == {
        "half of the people": f"public data: has only 6 people in the House, where 12 were expected; {kept}",
        "no senators": f"public data: has only 0 people in the Senate, where 3 were expected; {kept}",
        "phone renamed": f"public data: has only 0 people with a known phone, where 15 were expected; {kept}",
        "id is a number": (
            "legislators-current.json: PersonA (17): bioguide 17 is not text; the public data has changed its form"
        ),
        "somebody twice": (
            "legislators-historical.json: X000001 is in the data twice; fetch the data again with 'outreach sync'"
        ),
    }


def test_a_first_sync(server: Server, cache: Path) -> None:
    source = serve(server, upstream.data())
    report = run(source, cache, as_of=None)
    assert (report.source, report.as_of, report.people, report.serving) == (source, DAY, 17, 15)
    assert (report.first, report.unchanged, report.movements, report.skipped) == (True, False, (), ())
    roster = good(cache)
    assert (len(roster), roster.as_of, roster.complete) == (17, DAY, True)


def test_a_second_sync_asks_with_validators_and_changes_nothing(server: Server, cache: Path) -> None:
    source = serve(server, upstream.data())
    run(source, cache, as_of=None)
    server.asked.clear()
    report = run(source, cache, as_of=None)
    assert (report.first, report.unchanged, report.movements, report.as_of) == (False, True, (), DAY)
    assert [headers["If-None-Match"] for _, headers in server.asked] == [f'"{name}"' for name in upstream.data()]
    assert len([folder for folder in cache.iterdir() if folder.is_dir()]) == 1


def test_a_damaged_copy_is_not_asked_about_but_fetched(server: Server, cache: Path) -> None:
    """The server would say "not modified", and a broken copy would live for ever."""
    source = serve(server, upstream.data())
    run(source, cache)
    copy = next(cache.glob(f"*/{HISTORICAL}"))
    copy.write_bytes(copy.read_bytes().replace(b"Former", b"Farmer"))
    server.asked.clear()
    run(source, cache)
    asked = {path: "If-None-Match" in headers for path, headers in server.asked}
    assert asked == {f"/{name}": name != HISTORICAL for name in upstream.data()}
    assert good(cache).legislators["X000201"].last == "Former"


def test_a_missing_or_torn_copy_is_fetched_again(server: Server, cache: Path) -> None:
    source = serve(server, upstream.data())
    for damage in (None, b"[", b"", b"[]"):
        run(source, cache)
        copy = next(cache.glob(f"*/{CURRENT}"))
        copy.unlink() if damage is None else copy.write_bytes(damage)
        run(source, cache)
        assert len(good(cache)) == 17
        shutil.rmtree(cache)


def test_validators_belong_to_one_source(server: Server, tmp_path: Path, cache: Path) -> None:
    run(upstream.write(tmp_path / "good", upstream.data()), cache)
    server.asked.clear()
    run(serve(server, upstream.data()), cache)
    assert not [headers for _, headers in server.asked if "If-None-Match" in headers]


def test_what_changed_is_said(tmp_path: Path, cache: Path) -> None:
    def alter(data: Data) -> None:
        data[CURRENT].remove(entry(data, "X000003"))
        data[HISTORICAL].append(upstream.person("X000003", "PersonC", upstream.term(district=3, end="2026-06-01")))
        data[CURRENT].append(upstream.person("X000099", "Newcomer", upstream.term(district=3, start="2026-06-02")))
        entry(data, "X000004")["terms"][0].update(office="7 New Building")

    run(upstream.write(tmp_path / "old", upstream.data()), cache)
    report = run(upstream.write(tmp_path / "new", altered(alter)), cache)
    assert [str(movement) for movement in report.movements] == [
        "Test PersonC (X000003) left on 2026-06-01: OH-3",
        "Test Newcomer (X000099) now holds OH-3",
        "Test PersonD (X000004): room 4 Test Building → 7 New Building",
    ]
    assert good(cache).legislators["X000099"].last == "Newcomer"


def test_doubts_about_one_person_do_not_keep_the_news_away(tmp_path: Path, cache: Path) -> None:
    def alter(data: Data) -> None:
        entry(data, "X000001")["terms"][0].pop("district")
        entry(data, "X000002")["terms"][0].update(party="Party Nobody Knows")
        entry(data, "X000003")["terms"][0].update(district=4)
        entry(data, "X000005")["terms"][0].update(district=77)

    run(upstream.write(tmp_path / "old", upstream.data()), cache)
    report = run(upstream.write(tmp_path / "new", altered(alter)), cache)
    assert [problem.what for problem in report.problems if "which has" not in problem.what] == [
        "Test PersonA (X000001) has no district",
        "Test PersonB (X000002) has a party we do not know, 'Party Nobody Knows'",
        "Test PersonE (X000005) holds OH-77, which does not exist",
        "Test PersonC (X000003) and Test PersonD (X000004) hold the same seat, OH-4",
    ]
    assert {problem.level for problem in report.problems} == {"warning"}
    assert good(cache).legislators["X000001"].terms[0].district == ""


def test_a_first_set_that_is_far_too_small_is_doubted(tmp_path: Path, cache: Path) -> None:
    content = altered(lambda data: data.update({HISTORICAL: [], MEMBERSHIP: {}}))
    report = run(upstream.write(tmp_path / "small", content), cache)
    assert [problem.what for problem in report.problems] == [
        "has only 12 people in the House, which has 435 seats",
        "has only 3 people in the Senate, which has 100 seats",
        "has nobody who served before, so signatories of old letters are not in it",
        "has nobody with a known committee",
    ]


def test_files_that_only_enrich_may_be_missing_at_first_but_not_later(server: Server, cache: Path) -> None:
    content = upstream.data()
    source = serve(server, content)
    offices = server.answers.pop(f"/{OFFICES}")
    assert run(source, cache).skipped == (OFFICES,)
    server.answers[f"/{OFFICES}"] = offices
    assert run(source, cache).skipped == ()
    del server.answers[f"/{OFFICES}"]
    with pytest.raises(BadFile, match="is not there"):
        run(source, cache)


@pytest.mark.parametrize("name", [CURRENT, HISTORICAL])
def test_a_folder_must_have_what_is_needed(name: str, tmp_path: Path, cache: Path) -> None:
    folder = upstream.write(tmp_path / "data", upstream.data())
    (folder / name).unlink()
    with pytest.raises(BadFile, match="is missing"):
        run(folder, cache)
    with pytest.raises(BadFile, match="is not a folder"):
        run(folder / name, cache)


def old_and_newer(folder: Path, cache: Path) -> tuple[dict[str, bytes], Path]:
    """What the cache holds of public data, and a folder with newer ones."""
    run(upstream.write(folder / "old", upstream.data()), cache)
    newer = altered(lambda data: entry(data, "X000001")["name"].update(nickname="New"))
    return snapshot(cache), upstream.write(folder / "new", newer)


def test_an_interruption_at_any_step_leaves_the_old_set_whole(
    tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, folder = old_and_newer(tmp_path, cache)
    steps = 0
    for step in range(1, 60):
        calls = Countdown(step)
        with monkeypatch.context() as patch:
            for room, name in ((storage, "create"), (congress, "load"), (sync_room, "check")):
                patch.setattr(room, name, calls.wrapping(getattr(room, name)))
            patch.setattr(os, "fsync", calls.wrapping(os.fsync))
            patch.setattr(os, "replace", calls.wrapping(os.replace))
            try:
                run(folder, cache)
            except KeyboardInterrupt:
                steps += 1
                there = {k: v for k, v in snapshot(cache).items() if ".saving-" not in k}
                assert there == before or good(cache).legislators["X000001"].nickname == "New"
                continue
        break
    assert steps > 12
    assert good(cache).legislators["X000001"].nickname == "New"


class Countdown:
    """Interrupts the n-th of all calls to what it wraps."""

    def __init__(self, left: int) -> None:
        self.left = left

    def wrapping(self, function: Callable[..., object]) -> Callable[..., object]:
        def counted(*args: object, **kwargs: object) -> object:
            self.left -= 1
            if self.left == 0:
                raise KeyboardInterrupt
            return function(*args, **kwargs)

        return counted


def test_what_a_killed_run_left_is_cleared_away_later(tmp_path: Path, cache: Path) -> None:
    folder = upstream.write(tmp_path / "data", upstream.data())
    run(folder, cache)
    for name, age in (("set-killed", 7200), ("set-running", 60)):
        (cache / name).mkdir()
        os.utime(cache / name, (NOW.timestamp() - age,) * 2)
    run(folder, cache)
    assert not (cache / "set-killed").exists()
    assert (cache / "set-running").exists()


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"folder": "../../elsewhere"}', '{"folder": "", "files": {}}', "\x00"],
)
def test_a_damaged_index_counts_for_nothing(text: str, tmp_path: Path, cache: Path) -> None:
    folder = upstream.write(tmp_path / "data", upstream.data())
    run(folder, cache)
    (cache / "sync.json").write_text(text, encoding="utf-8")
    assert cached(cache) is None
    assert run(folder, cache).first


def test_an_index_never_leads_out_of_the_cache(tmp_path: Path, cache: Path) -> None:
    folder = upstream.write(tmp_path / "data", upstream.data())
    run(folder, cache)
    raw = json.loads((cache / "sync.json").read_text(encoding="utf-8"))
    for name in ("..", "../congress", str(folder), "."):
        (cache / "sync.json").write_text(json.dumps(raw | {"folder": name}), encoding="utf-8")
        assert cache_room.read_index(cache) is None, name


def test_the_day_of_the_data(server: Server, tmp_path: Path, cache: Path) -> None:
    """The server's word for it; the file's time in a folder; what the user says; never the future."""
    folder = upstream.write(tmp_path / "data", upstream.data())
    noon = datetime(2026, 5, 4, 12).astimezone().timestamp()
    os.utime(folder / CURRENT, (noon, noon))
    assert run(folder, cache, as_of=None).as_of == date(2026, 5, 4)
    assert run(folder, cache, as_of=date(2026, 3, 1)).as_of == date(2026, 3, 1)
    assert good(cache).as_of == date(2026, 3, 1)
    assert run(serve(server, upstream.data()), cache, as_of=None).as_of == DAY
    for said, day in (("Fri, 01 Jan 2027 00:00:00 GMT", NOW.date()), ("soon", NOW.date()), ("", NOW.date())):
        server.answers[f"/{CURRENT}"] = faults.body(WHOLE, Last_Modified=said)
        assert run(server.url("/"), cache, as_of=None).as_of == day
    with pytest.raises(UsageError, match="still to come"):
        run(folder, cache, as_of=date(2026, 6, 21))


def test_a_day_on_which_nobody_serves_is_refused(tmp_path: Path, cache: Path) -> None:
    folder = upstream.write(tmp_path / "data", upstream.data())
    run(folder, cache)
    before = snapshot(cache)
    with pytest.raises(BadFile, match="nobody serves on 1900-01-01"):
        run(folder, cache, as_of=date(1900, 1, 1))
    assert snapshot(cache) == before


def test_the_cache_is_private(tmp_path: Path, cache: Path) -> None:
    run(upstream.write(tmp_path / "data", upstream.data()), cache)
    if os.name == "posix":
        assert [oct(folder.stat().st_mode & 0o777) for folder in (cache, *cache.glob("set-*"))] == ["0o700", "0o700"]


def test_the_whole_public_data(shared: Path, cache: Path) -> None:
    report = run(shared / "data" / "congress", cache)
    assert (report.people, report.serving, report.problems, report.movements) == (1324, 537, (), ())
    again = run(shared / "data" / "congress", cache)
    assert again.unchanged


def test_a_full_disk_is_one_sentence_and_leaves_the_old_set(
    tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, folder = old_and_newer(tmp_path, cache)

    def full(number: int, data: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(storage.NotSaved, match=r"was not saved \(No space left on device\)"):
        run(folder, cache)
    monkeypatch.undo()
    assert snapshot(cache) == before


def test_a_cache_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file", encoding="utf-8")
    with pytest.raises(storage.NotMade, match="the folder cannot be made"):
        run(upstream.write(tmp_path / "data", upstream.data()), tmp_path / "cache" / "congress")
