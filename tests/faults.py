"""A local server that does what servers, proxies and hotel networks do to a download."""

from __future__ import annotations

import gzip
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from outreach.download import Limits

#: For what has to end by itself: a server that stops speaking.
QUICK = Limits(deadline=1.2, silence=0.4, size=1 << 20, tries=2, pause=0.01)
#: For everything else: a busy machine that stands still for a few seconds is no fault of the server.
CALM = Limits(deadline=60, silence=20, size=1 << 20, tries=2, pause=0.01)
#: Seconds after which something that should have been QUICK hangs.
HANGS = 30

#: What to do with one request.
Answer = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Asks the server's table what to do."""

    protocol_version = "HTTP/1.1"
    server: Server

    def do_GET(self) -> None:
        self.server.asked.append((self.path, dict(self.headers)))
        self.close_connection = True
        with suppress(BrokenPipeError, ConnectionResetError):
            self.server.answers.get(self.path, status(404))(self)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def head(self, code: int, headers: Mapping[str, str]) -> None:
        self.send_response(code)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()


class Server(ThreadingHTTPServer):
    """Path → answer, and a note of what was asked."""

    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers: dict[str, Answer] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is what some tests are about."""

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}{path}"


@contextmanager
def running() -> Iterator[Server]:
    server = Server()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def body(data: bytes, kind: str = "application/json", code: int = 200, **headers: str) -> Answer:
    """The whole, as it should be."""
    extra = {name.replace("_", "-"): value for name, value in headers.items()}

    def answer(handler: Handler) -> None:
        handler.head(code, {"Content-Type": kind, "Content-Length": str(len(data))} | extra)
        handler.wfile.write(data)

    return answer


def validated(data: bytes, etag: str, modified: str = "Sun, 14 Jun 2026 10:00:00 GMT") -> Answer:
    """The whole with its validators; 304 for who has it."""

    def answer(handler: Handler) -> None:
        if handler.headers.get("If-None-Match") == etag:
            handler.head(304, {"ETag": etag})
        else:
            body(data, ETag=etag, Last_Modified=modified)(handler)

    return answer


def status(code: int, **headers: str) -> Answer:
    return body(b"", code=code, **headers)


def cut(data: bytes, keep: int) -> Answer:
    """Less than the promised length."""

    def answer(handler: Handler) -> None:
        handler.head(200, {"Content-Length": str(len(data))})
        handler.wfile.write(data[:keep])

    return answer


def cut_without_length(data: bytes, keep: int) -> Answer:
    """Cut, and nothing says how long it should have been."""

    def answer(handler: Handler) -> None:
        handler.head(200, {"Connection": "close"})
        handler.wfile.write(data[:keep])

    return answer


def chunked(data: bytes, whole: bool = True, claim: int = 0) -> Answer:
    """In chunks; cut before the last one, or within one that claims more."""

    def answer(handler: Handler) -> None:
        handler.head(200, {"Transfer-Encoding": "chunked"})
        handler.wfile.write(b"%x\r\n" % (claim or len(data)) + data + b"\r\n" * (not claim))
        handler.wfile.write(b"0\r\n\r\n" if whole else b"")

    return answer


def packed(data: bytes, keep: int | None = None, damage: int | None = None, length: bool = True) -> Answer:
    """Gzip: cut after ``keep`` bytes, or with one byte flipped."""
    small = bytearray(gzip.compress(data, mtime=0))
    if damage is not None:
        small[damage] ^= 0xFF
    sent = bytes(small[:keep])

    def answer(handler: Handler) -> None:
        sized = {"Content-Length": str(len(sent))} if length else {"Connection": "close"}
        handler.head(200, {"Content-Encoding": "gzip"} | sized)
        handler.wfile.write(sent)

    return answer


def bomb(size: int) -> Answer:
    """A little that unpacks to a lot."""
    return packed(bytes(size))


def drip(data: bytes, every: float) -> Answer:
    """One byte at a time."""

    def answer(handler: Handler) -> None:
        handler.head(200, {"Content-Length": str(len(data))})
        for byte in data:
            handler.wfile.write(bytes([byte]))
            handler.wfile.flush()
            time.sleep(every)

    return answer


def stall(seconds: float) -> Answer:
    """A beginning, then silence."""

    def answer(handler: Handler) -> None:
        handler.head(200, {"Content-Length": "1000"})
        handler.wfile.write(b"[")
        handler.wfile.flush()
        time.sleep(seconds)

    return answer


def mute(seconds: float) -> Answer:
    """A head that drips, one byte after the other, and says nothing."""

    def answer(handler: Handler) -> None:
        for byte in b"HTTP/1.1 200 OK\r\n" + b"X-More: 1\r\n" * 30:
            handler.wfile.write(bytes([byte]))
            handler.wfile.flush()
            time.sleep(seconds)

    return answer


def reset(handler: Handler) -> None:
    """The connection is torn down in the middle of the body."""
    handler.head(200, {"Content-Length": "1000"})
    handler.wfile.write(b"[")
    handler.wfile.flush()
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.close()


def redirect(to: str, code: int = 302) -> Answer:
    return status(code, Location=to)


@dataclass
class Sequence:
    """Another answer each time; the last one for good."""

    answers: list[Answer]
    count: int = field(default=0)

    def __call__(self, handler: Handler) -> None:
        answer = self.answers[min(self.count, len(self.answers) - 1)]
        self.count += 1
        answer(handler)
