"""Downloads: whole or refused, on time, from the host that was asked and no other."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from outreach import download
from outreach.download import Missing, Page, fetch, fetch_page
from outreach.errors import BadFile
from tests import faults
from tests.faults import CALM, HANGS, QUICK, Server

GOOD = b'[{"id": 1}]' * 400

#: Fault → what the server does. Each is refused.
FAULTS: dict[str, faults.Answer] = {
    "cut with length": faults.cut(GOOD, 100),
    "cut to nothing with length": faults.cut(GOOD, 0),
    "cut between chunks": faults.chunked(GOOD, whole=False),
    "cut within a chunk": faults.chunked(GOOD[:50], whole=False, claim=4000),
    "gzip cut with length of the cut": faults.packed(GOOD, keep=30),
    "gzip cut without length": faults.packed(GOOD, keep=-1, length=False),
    "gzip cut to its header": faults.packed(GOOD, keep=10),
    "gzip cut to nothing": faults.packed(GOOD, keep=0),
    "gzip with a flipped byte": faults.packed(GOOD, damage=20),
    "gzip with a wrong checksum": faults.packed(GOOD, damage=-8),
    "gzip with a wrong length": faults.packed(GOOD, damage=-1),
    "gzip that is none": faults.body(GOOD, Content_Encoding="gzip"),
    "packed in a way not asked for": faults.body(GOOD, Content_Encoding="br"),
    "part of the file": faults.body(GOOD, code=206),
    "no content": faults.status(204),
    "not modified, though not asked": faults.status(304),
    "forbidden": faults.status(403),
    "missing": faults.status(404),
    "broken server": faults.status(500),
    "too many requests": faults.status(429),
    "redirect to another host": faults.redirect("http://localhost:9/portal"),
    "redirect to another port": faults.redirect("http://127.0.0.1:9/portal"),
    "redirect to https elsewhere": faults.redirect("https://portal.example/login"),
    "redirect to http elsewhere": faults.redirect("http://portal.example/login"),
    "redirect to a file": faults.redirect("file:///etc/passwd"),
    "redirect to nowhere": faults.status(302),
    "redirect to itself": faults.redirect("/file"),
    "reset": faults.reset,
    "bomb": faults.bomb(50 << 20),
    "too large by its own word": faults.body(b"", Content_Length=str(1 << 30)),
}
#: The same, for servers that never come to an end.
ENDLESS: dict[str, faults.Answer] = {
    "stall": faults.stall(2 * HANGS),
    "drip": faults.drip(GOOD, 0.05),
    "dripping head": faults.mute(0.3),
}


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with faults.running() as server:
        yield server


@pytest.mark.parametrize("fault", [*FAULTS, *ENDLESS])
def test_a_fault_is_refused_in_time(fault: str, server: Server) -> None:
    server.answers["/file"] = (FAULTS | ENDLESS)[fault]
    start = time.monotonic()
    with pytest.raises(BadFile) as caught:
        fetch(server.url("/file"), limits=QUICK if fault in ENDLESS else CALM)
    assert time.monotonic() - start < HANGS
    assert str(caught.value).startswith(server.url("/file"))
    assert "\n" not in str(caught.value)


def test_the_sentences(server: Server) -> None:
    """What a person reads, fault by fault."""
    said = {}
    for fault in ("cut with length", "redirect to another host", "broken server", "bomb", "missing"):
        server.answers["/file"] = FAULTS[fault]
        with pytest.raises(BadFile) as caught:
            fetch(server.url("/file"), limits=CALM)
        said[fault] = str(caught.value).removeprefix(server.url("/file") + ": ")
    assert said == {
        "cut with length": "broke off before its end; try again later",
        "redirect to another host": (
            "sends us to another place (http://localhost:9); log in to the network, or check the address"
        ),
        "broken server": "the server answered 500; try again later",
        "bomb": "is larger than 1048576 bytes; check the address",
        "missing": "is not there (the server answered 404); check the address",
    }


@pytest.mark.parametrize(
    "answer",
    [
        faults.body(GOOD),
        faults.packed(GOOD),
        faults.packed(GOOD, length=False),
        faults.chunked(GOOD),
        faults.redirect("/moved"),
    ],
    ids=["plain", "gzip", "gzip without length", "chunks", "redirect on the host"],
)
def test_a_whole_body_arrives(answer: faults.Answer, server: Server) -> None:
    server.answers |= {"/file": answer, "/moved": faults.body(GOOD)}
    assert fetch(server.url("/file"), limits=CALM).body == GOOD


def test_validators_are_sent_and_kept(server: Server) -> None:
    server.answers["/file"] = faults.validated(GOOD, '"v1"')
    first = fetch(server.url("/file"), limits=CALM)
    again = fetch(server.url("/file"), first.etag, first.last_modified, CALM)
    day = "Sun, 14 Jun 2026 10:00:00 GMT"
    assert first == Page(server.url("/file"), GOOD, '"v1"', day, "application/json")
    assert again == Page(server.url("/file"), None, '"v1"', "", "")
    assert server.asked[-1][1]["If-Modified-Since"] == day


def test_a_passing_fault_is_tried_again(server: Server) -> None:
    server.answers["/file"] = faults.Sequence(
        [faults.status(503, Retry_After="0"), faults.cut(GOOD, 10), faults.body(GOOD)]
    )
    server.asked.clear()
    assert fetch(server.url("/file"), limits=replace(CALM, tries=4)).body == GOOD
    assert len(server.asked) == 3


def test_a_lasting_fault_is_not_tried_again(server: Server) -> None:
    server.answers["/file"] = faults.status(404)
    server.asked.clear()
    with pytest.raises(Missing):
        fetch(server.url("/file"), limits=CALM)
    assert len(server.asked) == 1


def test_waiting_as_asked_never_outlasts_the_deadline(server: Server) -> None:
    server.answers["/file"] = faults.status(429, Retry_After=str(2 * HANGS))
    start = time.monotonic()
    with pytest.raises(BadFile, match="answered 429"):
        fetch(server.url("/file"), limits=QUICK)
    assert time.monotonic() - start < HANGS


def test_progress_counts_the_bytes(server: Server) -> None:
    server.answers["/file"] = faults.body(GOOD)
    seen: list[tuple[int, int | None]] = []
    fetch(server.url("/file"), limits=CALM, progress=lambda done, total: seen.append((done, total)))
    assert seen[-1] == (len(GOOD), len(GOOD))


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/a.json",
        "ftp://example.org/a.json",
        "file:///etc/passwd",
        "data:text/plain,x",
        "https://",
        "https://user:secret@example.org/",
        "https://example.org:port/",
        "example.org/a.json",
    ],
)
def test_only_plain_https_addresses(url: str) -> None:
    with pytest.raises(BadFile):
        fetch(url, limits=CALM)


def test_nobody_there() -> None:
    with pytest.raises(BadFile, match="cannot be reached"):
        fetch("http://127.0.0.1:9/file", limits=CALM)


def test_nothing_is_taken_from_the_environment(server: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No proxy, and no password from .netrc."""
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login someone password secret\n", encoding="utf-8")
    monkeypatch.setenv("NETRC", str(tmp_path / ".netrc"))
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    server.answers["/file"] = faults.body(GOOD)
    assert fetch(server.url("/file"), limits=CALM).body == GOOD
    headers = server.asked[-1][1]
    assert "Authorization" not in headers
    assert headers["User-Agent"].startswith("outreach-letters/")


@pytest.mark.parametrize(
    ("kind", "sent", "got"),
    [
        ("text/html; charset=utf-8", "Velázquez".encode(), "Velázquez"),
        ("text/html; charset=iso-8859-1", "Velázquez".encode("latin-1"), "Velázquez"),
        ("text/plain", "Velázquez".encode(), "Velázquez"),
        ("text/plain", "Velázquez’s".encode("cp1252"), "Velázquez’s"),
        ("text/plain; charset=nonsense", "Velázquez".encode(), "Velázquez"),
        ("application/pdf", b"%PDF-1.7", b"%PDF-1.7"),
    ],
)
def test_a_page_is_text_where_the_server_says_so(kind: str, sent: bytes, got: str | bytes, server: Server) -> None:
    server.answers["/page"] = faults.body(sent, kind)
    assert fetch_page(server.url("/page"), CALM) == got


def test_certificates_are_always_checked() -> None:
    source = Path(download.__file__).read_text(encoding="utf-8")
    assert "verify" not in source
