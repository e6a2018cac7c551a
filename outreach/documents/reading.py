"""A path, an address or standard input → text."""

from __future__ import annotations

from pathlib import Path
from typing import TextIO

from .. import sheets
from ..errors import BadFile
from . import formats, tables
from .document import Document

#: More than this is no list of signers.
MOST_BYTES = 20 << 20


def read(source: str, stdin: TextIO | None = None) -> Document:
    """What a document says: a path, a URL, or "-" for standard input.

    Takes txt, md, html, csv, xlsx, docx and pdf with a text layer. Raises ``BadFile`` for what
    cannot be read: missing, a folder, empty, binary, a scan.
    """
    if source == "-":
        return _checked(formats.read(_from_stdin(stdin), "standard input"), "standard input")
    if source.lower().startswith(("http://", "https://")):
        return _checked(_from_address(source), source)
    path = Path(source)
    data = _bytes(path)
    if path.suffix.lower() in (".csv", ".tsv", ".xlsx", ".xlsm"):
        return _checked(Document(tables.text(sheets.rows(path))), path.name)
    return _checked(formats.read(data, path.name), path.name)


def _from_stdin(stdin: TextIO | None) -> bytes:
    if stdin is None:
        raise BadFile("standard input", "is not there", "name a file instead")
    piped = getattr(stdin, "buffer", None)  # a program that runs inside another may have none
    data: bytes = piped.read(MOST_BYTES + 1) if piped else stdin.read(MOST_BYTES + 1).encode(errors="replace")
    if len(data) > MOST_BYTES:
        raise _too_large("standard input")
    return data


def _from_address(url: str) -> Document:
    from .. import download

    page = download.fetch_page(url)
    return formats.read(page, url) if isinstance(page, bytes) else formats.plain(page)


def _bytes(path: Path) -> bytes:
    if path.is_dir():
        raise BadFile(str(path), "is a folder", "name the file with the list in it")
    try:
        if path.stat().st_size > MOST_BYTES:
            raise _too_large(path.name)
        return path.read_bytes()
    except FileNotFoundError as fault:
        raise BadFile(str(path), "is not there", "check the path") from fault
    except OSError as fault:
        reason = fault.strerror or str(fault)
        raise BadFile(str(path), f"cannot be read ({reason})", "check the file and its rights") from fault


def _too_large(name: str) -> BadFile:
    return BadFile(name, f"is larger than {MOST_BYTES >> 20} MB", "is it the right file?")


def _checked(document: Document, name: str) -> Document:
    if not document.text.strip():
        raise BadFile(name, "is empty", "is it the right file?")
    return document
