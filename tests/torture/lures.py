"""Letters that would fetch something while they are made: G29."""

from __future__ import annotations

import email
import io
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from xml.sax.saxutils import quoteattr

from pypdf import PdfReader

from outreach.errors import OutreachError
from outreach.render import docx, eml, html, pdf
from tests import words

from .attacks import ITEM, TEMPLATES, filled
from .measure import Measured


def fetches(full: bool) -> Measured:
    """G29: a letter that would fetch something from the network or from the disk while it is made."""
    secret = "CANARY-of-the-disk"
    with tempfile.TemporaryDirectory() as name, _listening() as (port, hits):
        root = Path(name)
        (root / "canary.txt").write_text(secret, encoding="utf-8")
        texts = list(_lures(port, root / "canary.txt"))
        made = [data for text in (texts if full else texts[::2]) for data in _documents(text, root)]
        inside = sum(secret.encode() in data for data in made)
        count = len(hits)
    measured = f"{len(texts)} lures in {len(made)} documents, {count} hits, {inside} with bytes of the file"
    return Measured(measured, "at least 10; 0, 0", len(texts) >= 10 and not (count or inside))


def _lures(port: int, file: Path) -> Iterator[str]:
    for where in (f"http://127.0.0.1:{port}/x.png", file.as_uri(), str(file)):
        yield from (f"![x]({where})", f"[x]({where})", f'<img src="{where}">')
        yield from (f'#image("{where}")', f'#read("{where}")')
        yield from (f'<link rel="stylesheet" href="{where}">', f'#include "{where}"', f'INCLUDEPICTURE "{where}"')
    yield f'<!DOCTYPE x [<!ENTITY y SYSTEM "{file.as_uri()}">]>&y;'
    yield f"url({file.as_uri()})"


def _documents(text: str, root: Path) -> Iterator[bytes]:
    """The letter in every format, with the lure in every text; and on letterheads that hold it themselves."""
    item = replace(filled(text), body=f"{text}\n")
    yield html.render(item).encode()
    for render in (pdf.renderer(TEMPLATES), docx.renderer(TEMPLATES), eml.render):
        try:
            yield _plain(render(item))
        except OutreachError as fault:
            yield str(fault).encode()
    home = root / "templates"
    home.mkdir(exist_ok=True)
    sheet = (TEMPLATES / "letterhead.typ").read_text(encoding="utf-8")
    (home / "letterhead.typ").write_text(f"{sheet}\n{text}\n", encoding="utf-8")
    picture = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href={quoteattr(text)} width="9"/></svg>'
    )
    (home / "logo.svg").write_text(picture, encoding="utf-8")
    try:
        yield _plain(pdf.renderer(home)(ITEM))
    except OutreachError as fault:
        yield str(fault).encode()


def _plain(data: bytes) -> bytes:
    """What is in a document, without its compression and its coding."""
    if data.startswith(b"%PDF"):
        return "".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages).encode()
    if data.startswith(b"PK"):
        return "".join(words.unzipped(data).values()).encode()
    parts = [part for part in email.message_from_bytes(data).walk() if not part.is_multipart()]
    return b"".join(bytes(part.get_payload(decode=True) or b"") for part in parts)


@contextmanager
def _listening() -> Iterator[tuple[int, list[str]]]:
    """A server on this machine that notes whoever asks it for anything."""
    hits: list[str] = []

    class Canary(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            hits.append(self.path)
            self.send_error(404)

        do_HEAD = do_POST = do_GET

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Canary)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.server_port, hits
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
