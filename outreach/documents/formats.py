"""Bytes → text, by what they are and not by what they are called."""

from __future__ import annotations

import io
from zipfile import BadZipFile, ZipFile

from .. import sheets
from ..errors import BadFile
from . import page, tables, tabular, word
from .document import Document

#: First bytes of files that hold no text for us → what they are.
_NOT_TEXT = {
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"II*\x00": "a picture",
    b"MM\x00*": "a picture",
    b"\xd0\xcf\x11\xe0": "an old Office file",
    b"\x1f\x8b": "a compressed file",
    b"{\\rtf": "a rich text file",
}
_SAVE_AS = {"an old Office file": "save it as .docx or .xlsx", "a rich text file": "save it as .docx or plain text"}
_OCR = "run text recognition (OCR) on it first, or paste the names into a text file"

#: A document may unpack to so much, and by so many times its size.
MOST_UNPACKED = 100 << 20
MOST_PAGES = 2_000


def read(data: bytes, name: str) -> Document:
    """What is in the bytes of a txt, md, html, csv, xlsx, docx or pdf file; ``BadFile`` if it has no text."""
    if data.startswith(b"%PDF"):
        return Document(tabular.text(_pdf(data, name)))
    if data.startswith(b"PK\x03\x04"):
        return Document(_zipped(data, name))
    for start, what in _NOT_TEXT.items():
        if data.startswith(start):
            raise BadFile(name, f"is {what}, not text", _SAVE_AS.get(what, _OCR))
    return plain(_decoded(data, name))


def plain(text: str) -> Document:
    """Text as it is; of a page of HTML what a reader sees."""
    if not page.is_html(text):
        return Document(tabular.text(text))
    seen = page.html_text(text)
    return Document(tabular.text(seen.text), seen.notices)


def _decoded(data: bytes, name: str) -> str:
    """UTF-8 or UTF-16 where the bytes say so, else the usual Windows table."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace").removeprefix("\ufeff")
    if b"\x00" in data[:65536]:
        raise BadFile(name, "is not text", "name a txt, md, html, csv, xlsx, docx or pdf file")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _pdf(data: bytes, name: str) -> str:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise BadFile(name, "is locked with a password", "save it without one")
        found = [page.extract_text() or "" for page in reader.pages[:MOST_PAGES]]
    except BadFile:
        raise
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError, OSError) as fault:
        raise BadFile(
            name, "is a broken PDF", "open it and save it again, or paste the names into a text file"
        ) from fault
    if not "".join(found).strip():
        raise BadFile(name, "has no text layer; it is a scan", _OCR)
    return "\n\n".join(found)


def _zipped(data: bytes, name: str) -> str:
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            if "xl/workbook.xml" in names:
                return tables.text(sheets.rows_in(data, name))
            if "word/document.xml" not in names:
                raise BadFile(name, "is an archive, not a Word document", "name a txt, docx, xlsx, csv or pdf file")
            if archive.getinfo("word/document.xml").file_size > MOST_UNPACKED:
                raise BadFile(name, "unpacks to too much", "is it the right file?")
            return tabular.text(word.docx_text(archive.read("word/document.xml")))
    except (BadZipFile, KeyError, ValueError, OSError) as fault:
        raise BadFile(name, "is a broken Word document", "open it and save it again") from fault
