"""Bytes → text: what the file is, and in which encoding; nothing is guessed."""

from __future__ import annotations

import codecs
import os
import stat
from pathlib import Path

from ..errors import BadFile

#: Larger files are no lists of ours.
MOST_BYTES = 100 * 2**20

#: First bytes → what the file is.
_KINDS = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a workbook or another zipped document"),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook (.xls) or one with a password"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"\x89PNG", "a picture (PNG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"\x1f\x8b", "a compressed file (gzip)"),
    (b"{\\rtf", "a text document (RTF)"),
)
_SAVE_AS_CSV = "open it and save it as CSV UTF-8"
_SAVE_AS_UTF8 = "save it again as 'CSV UTF-8', or in LibreOffice as Text CSV with the character set Unicode (UTF-8)"


def bytes_of(path: Path, most: int = MOST_BYTES, file: str = "") -> bytes:
    """The contents of the file; BadFile if it is no plain file, too large or cannot be read.

    ``file`` is what problems call the file (default: the path).
    """
    file = file or str(path)
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            what = "is a folder" if stat.S_ISDIR(found.st_mode) else "is no plain file"
            raise BadFile(file, what, "name a file")
        if found.st_size > most:
            raise BadFile(file, f"is larger than {most // 2**20} MB", "is it the right file?")
        return path.read_bytes()
    except OSError as fault:
        raise BadFile(file, _why(fault, path)) from None
    except ValueError:
        raise BadFile(file, "is not the name of a file") from None


def _why(fault: OSError, path: Path) -> str:
    if isinstance(fault, FileNotFoundError):
        return "is a link to a file that is not there" if os.path.islink(path) else "there is no such file"
    return f"cannot be read ({(fault.strerror or str(fault)).lower()})"


def text_of(data: bytes, file: str, encoding: str = "") -> tuple[str, str]:
    """The text and its encoding. A byte order mark decides, then strict UTF-8; else BadFile.

    ``encoding`` is what a person says that the file is in.
    """
    if not data.strip():
        raise BadFile(file, "is empty")
    if kind := _kind(data):
        raise BadFile(file, f"is {kind}, not a CSV table", _SAVE_AS_CSV)
    chosen = encoding or _marked(data)
    if "16" not in chosen and b"\0" in data:
        line, column = _place(data, data.index(b"\0"))
        raise BadFile(
            file, f"has a NUL byte (character {column} of the line), so it is no text in UTF-8", _SAVE_AS_UTF8, line
        )
    try:
        return data.decode(chosen), chosen
    except UnicodeDecodeError as fault:
        raise _undecodable(fault, data, file) from None
    except LookupError:
        raise BadFile(file, f"there is no encoding {encoding!r}", "as in cp1252, mac-roman, utf-16") from None


def _kind(data: bytes) -> str:
    start = data[:512].removeprefix(codecs.BOM_UTF8).lstrip().lower()
    if start.startswith((b"<!doctype html", b"<html", b"<?xml", b"<head")):
        return "a web page"
    return next((kind for mark, kind in _KINDS if data.startswith(mark)), "")


def _marked(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return "utf-32"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    return "utf-8-sig"


def _undecodable(fault: UnicodeDecodeError, data: bytes, file: str) -> BadFile:
    # The codec for a marked file counts from behind the mark.
    mark = len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) and fault.object[:3] != codecs.BOM_UTF8 else 0
    at = fault.start + mark
    line, column = _place(data, at)
    what = f"the byte 0x{data[at]:02X} (character {column} of the line) is not UTF-8"
    return BadFile(file, what, f"it may come from Windows or an old Mac: {_SAVE_AS_UTF8}", line)


def _place(data: bytes, at: int) -> tuple[int, int]:
    """Line and character of a byte, 1 is the first."""
    before = data[:at].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    line_start = before.rfind(b"\n") + 1
    return before.count(b"\n") + 1, len(before[line_start:].decode("utf-8", "replace")) + 1
