"""Bytes from the network.

Conventions: only https (plain http for this machine itself), no redirect to another host, nothing
taken from the environment. A body is whole or it is refused: its length, its chunks and its
checksum must fit. Every fetch ends by its deadline, whatever the server does.
"""

from __future__ import annotations

import ipaddress
import random
import threading
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import SplitResult, urljoin, urlsplit

from . import __version__
from .errors import BadFile

if TYPE_CHECKING:
    import requests

#: progress(bytes so far, bytes in all or None when the server does not say)
Progress = Callable[[int, "int | None"], None]

#: Answers that may be better in a moment.
_PASSING = frozenset({429, 500, 502, 503, 504})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_CHUNK = 1 << 16
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """How long, how much and how often."""

    deadline: float = 120.0  #: seconds for one file with all tries
    silence: float = 15.0  #: seconds without a byte
    size: int = 48 << 20  #: bytes, unpacked
    tries: int = 4
    pause: float = 1.0  #: seconds before the second try, doubled for each further one
    redirects: int = 3


@dataclass(frozen=True, slots=True)
class Page:
    """What a server gave."""

    url: str  #: where it came from in the end
    body: bytes | None  #: None when it is what the caller has already
    etag: str = ""
    last_modified: str = ""  #: as the server wrote it
    content_type: str = ""  #: "text/html; charset=utf-8"


class Missing(BadFile):
    """The server says that there is no such file."""


class _Passing(Exception):
    """A fault that may be gone at the next try."""

    def __init__(self, what: str, wait: float = 0.0) -> None:
        self.wait = wait
        super().__init__(what)


def fetch(
    url: str,
    etag: str = "",
    last_modified: str = "",
    limits: Limits | None = None,
    progress: Progress = lambda done, total: None,
) -> Page:
    """Fetch one file, whole or not at all.

    With the validators of a copy the caller has, the body is None when that copy is still good.
    Raises ``BadFile`` (``Missing`` for 404 and 410).
    """
    _check_address(url, url)
    headers = {"User-Agent": f"outreach-letters/{__version__}", "Accept-Encoding": "gzip"}
    headers |= {"If-None-Match": etag} if etag else {}
    headers |= {"If-Modified-Since": last_modified} if last_modified else {}
    limits = limits or Limits()
    return _within(limits.deadline, url, lambda end: _insist(url, headers, limits, end, progress))


def fetch_page(url: str, limits: Limits | None = None) -> str | bytes:
    """A web page or document: text where the server says it is text, else the bytes."""
    page = fetch(url, limits=limits or Limits(deadline=40.0, size=20 << 20, tries=2))
    body = page.body or b""
    kind = page.content_type.lower()
    if not kind.startswith("text/"):
        return body
    charset = kind.partition("charset=")[2].split(";")[0].strip(" \"'")
    for encoding in filter(None, (charset, "utf-8-sig")):
        try:
            return body.decode(encoding)
        except (LookupError, UnicodeDecodeError):
            continue
    return body.decode("cp1252", errors="replace")


def _within(seconds: float, url: str, work: Callable[[float], Page]) -> Page:
    """Do the work in a thread of its own, so that not even a name look-up can outlast the deadline."""
    outcome: list[Page | BaseException] = []
    end = time.monotonic() + seconds

    def run() -> None:
        try:
            outcome.append(work(end))
        except BaseException as fault:
            outcome.append(fault)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    # In short steps, so that Ctrl-C is heard on every system.
    while thread.is_alive() and time.monotonic() < end:
        thread.join(min(0.2, max(end - time.monotonic(), 0.0)))
    if not outcome:
        raise BadFile(url, f"did not arrive within {seconds:g} seconds", "try again later")
    if isinstance(outcome[0], BaseException):
        raise outcome[0]
    return outcome[0]


def _insist(url: str, headers: Mapping[str, str], limits: Limits, end: float, progress: Progress) -> Page:
    """Try, and after a passing fault wait a little (each time longer) and try again."""
    for attempt in range(1, limits.tries + 1):
        try:
            return _once(url, headers, limits, end, progress)
        except _Passing as fault:
            pause = limits.pause * 2 ** (attempt - 1) * random.uniform(0.5, 1.0)
            wait = max(pause, fault.wait)
            if attempt == limits.tries or time.monotonic() + wait >= end:
                raise BadFile(url, str(fault), "try again later") from fault
            time.sleep(wait)
    raise AssertionError("there is always a last try")


def _once(url: str, headers: Mapping[str, str], limits: Limits, end: float, progress: Progress) -> Page:
    """One try, following redirects that stay on the host.

    Each with a connection of its own: a server may close one after its answer, without a word.
    """
    import requests

    here = url
    for _ in range(limits.redirects + 1):
        try:
            with requests.Session() as session:
                session.trust_env = False
                session.headers.clear()
                with session.get(
                    here, headers=dict(headers), stream=True, allow_redirects=False, timeout=limits.silence
                ) as response:
                    if response.status_code not in _REDIRECTS:
                        return _page(here, response, headers, limits, end, progress)
                    here = urljoin(here, response.headers.get("Location", ""))
        except requests.exceptions.SSLError as fault:
            raise BadFile(url, "has no certificate that can be trusted", "check the address") from fault
        except requests.RequestException as fault:
            raise _Passing(_network_fault(fault)) from fault
        _check_address(here, url)
    raise BadFile(url, "sends us round in circles", "check the address")


def _check_address(url: str, asked: str) -> None:
    """Refuse what is not https to the host that was asked for."""
    here, first = _split(url), _split(asked)
    if here.scheme != "https" and not (here.scheme == "http" and _is_this_machine(here.hostname or "")):
        raise BadFile(asked, "does not begin with https://", "nothing else is fetched")
    if here.username or here.password or not here.hostname:
        raise BadFile(asked, "is not an address we fetch", "give it without a user name, as in https://example.org/")
    if (here.scheme, here.hostname, here.port) != (first.scheme, first.hostname, first.port):
        place = f"{here.scheme}://{here.netloc}"
        raise BadFile(asked, f"sends us to another place ({place})", "log in to the network, or check the address")


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError as fault:
        raise BadFile(url, "is not an address", "check it") from fault
    return parts


def _is_this_machine(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _page(
    url: str, response: requests.Response, sent: Mapping[str, str], limits: Limits, end: float, progress: Progress
) -> Page:
    """The answer, if it is one that can be used."""
    status, headers = response.status_code, response.headers
    known = (headers.get("ETag", ""), headers.get("Last-Modified", ""), headers.get("Content-Type", ""))
    if status == 304 and ("If-None-Match" in sent or "If-Modified-Since" in sent):
        return Page(url, None, *known)
    if status in _PASSING:
        raise _Passing(f"the server answered {status}", _retry_after(headers.get("Retry-After", "")))
    if status in (404, 410):
        raise Missing(url, f"is not there (the server answered {status})", "check the address")
    if status != 200:
        raise BadFile(url, f"the server answered {status} instead of sending the file", "try again later")
    return Page(url, _body(url, response, limits, end, progress), *known)


def _body(url: str, response: requests.Response, limits: Limits, end: float, progress: Progress) -> bytes:
    """The whole body, unpacked."""
    length = response.headers.get("Content-Length", "")
    total = int(length) if length.isdecimal() else None
    if total is not None and total > limits.size:
        raise BadFile(url, f"is larger than {limits.size} bytes", "check the address")
    unpack = _unpacker(url, response.headers.get("Content-Encoding", "").lower(), limits.size)
    received = 0
    while chunk := _read(response.raw):
        received += len(chunk)
        unpack(chunk)
        progress(received, total)
        if time.monotonic() > end:
            raise BadFile(url, "came too slowly", "try again later")
    if total is not None and received != total:
        raise _Passing("broke off before its end")
    return unpack(None)


def _read(raw: Any) -> bytes:
    """What has arrived; does not wait for a whole chunk, so that a drip is noticed."""
    import urllib3

    try:
        data: bytes = raw.read1(_CHUNK, decode_content=False)
    except (urllib3.exceptions.HTTPError, OSError) as fault:
        raise _Passing("broke off before its end") from fault
    return data


def _unpacker(url: str, encoding: str, size: int) -> Callable[[bytes | None], bytes]:
    """A function that takes the chunks, and for None gives the whole; stops what unpacks too large."""
    if encoding not in ("", "identity", "gzip", "x-gzip"):
        raise BadFile(url, f"is packed as {encoding!r}, which was not asked for", "try again later")
    packed = zlib.decompressobj(wbits=31) if encoding.endswith("gzip") else None
    whole = bytearray()

    def grow(piece: bytes) -> None:
        whole.extend(piece)
        if len(whole) > size:
            raise BadFile(url, f"is larger than {size} bytes", "check the address")

    def unpack(chunk: bytes | None) -> bytes:
        try:
            for piece in [chunk or b""] if packed is None else _pieces(packed, chunk):
                grow(piece)
        except zlib.error as fault:
            raise _Passing("is damaged (its checksum does not fit)") from fault
        if chunk is None and packed is not None and (not packed.eof or packed.unused_data):
            raise _Passing("broke off within its packing")
        return bytes(whole) if chunk is None else b""

    return unpack


def _pieces(packed: zlib._Decompress, chunk: bytes | None) -> Iterator[bytes]:
    """What a chunk unpacks to, in small pieces, so that a bomb is noticed before it fills the memory."""
    if chunk is None:
        yield packed.flush()
    while chunk:
        yield packed.decompress(chunk, _PIECE)
        chunk = packed.unconsumed_tail


def _retry_after(text: str) -> float:
    """Seconds that the server asks us to wait, a minute at most."""
    return min(float(text), 60.0) if text.isdecimal() else 0.0


def _network_fault(fault: Exception) -> str:
    """What a person can do something with, instead of the inner life of the library."""
    import requests

    return "does not answer" if isinstance(fault, requests.Timeout) else "cannot be reached (is there a network?)"
