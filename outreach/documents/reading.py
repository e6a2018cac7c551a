"""A path, an address or standard input → text."""

from __future__ import annotations

from pathlib import Path
from typing import TextIO

from ..errors import BadFile
from . import formats, tables, tabular

#: More than this is no list of signers.
MOST_BYTES = 20 << 20


def read(source: str, stdin: TextIO | None = None) -> str:
    """The text of a document: a path, a URL, or "-" for standard input.

    Takes txt, md, html, csv, xlsx, docx and pdf with a text layer. Raises ``BadFile`` for what
    cannot be read: missing, a folder, empty, binary, a scan.
    """
    if source == "-":
        return _checked(tabular.text(_from_stdin(stdin)), "standard input")
    if source.lower().startswith(("http://", "https://")):
        return _checked(_from_address(source), source)
    path = Path(source)
    data = _bytes(path)
    if path.suffix.lower() in (".csv", ".tsv", ".xlsx", ".xlsm"):
        return _checked(tables.text(path), path.name)
    return _checked(tabular.text(formats.text(data, path.name)), path.name)


def _from_stdin(stdin: TextIO | None) -> str:
    if stdin is None:
        raise BadFile("standard input", "is not there", "name a file instead")
    try:
        return stdin.read(MOST_BYTES)
    except UnicodeDecodeError as fault:
        raise BadFile("standard input", "is not text", "save it as UTF-8, or name the file itself") from fault


def _from_address(url: str) -> str:
    from .. import download

    page = download.fetch_page(url)
    return tabular.text(formats.text(page, url) if isinstance(page, bytes) else formats.plain(page))


def _bytes(path: Path) -> bytes:
    if path.is_dir():
        raise BadFile(str(path), "is a folder", "name the file with the list in it")
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise BadFile(path.name, f"is larger than {MOST_BYTES >> 20} MB", "is it the right file?")
        return path.read_bytes()
    except FileNotFoundError as fault:
        raise BadFile(str(path), "is not there", "check the path") from fault
    except OSError as fault:
        reason = fault.strerror or str(fault)
        raise BadFile(str(path), f"cannot be read ({reason})", "check the file and its rights") from fault


def _checked(text: str, name: str) -> str:
    if not text.strip():
        raise BadFile(name, "is empty", "is it the right file?")
    return text
