"""Word files: opened within limits, refused when they could run or fetch anything, put together again.

Convention: a file that is put together has one fixed time and order, so that the same letter has
the same bytes on every day.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import BadFile

if TYPE_CHECKING:
    import zipfile

#: Limits of the file, of all it unpacks to, of one part that is XML, and of the number of parts.
MOST_BYTES, MOST_UNPACKED, MOST_PART, MOST_PARTS = 5 * 2**20, 30 * 2**20, 2 * 2**20, 300

#: The main part, without which it is no Word document.
DOCUMENT = "word/document.xml"

_AGAIN = "open it in Word and save it as Word Document (.docx)"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_WORDS = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FETCHING = re.compile(r"\b(INCLUDE\w*|DDE\w*|IMPORT|LINK|DATABASE|RD)\b")
_ACTIVE = re.compile(r"vba|activex|embeddings|macros", re.I)
_FOLLOWED = re.compile(r"https?://|mailto:|tel:", re.I)

#: Element → what it means that it is there.
_UNFIT = {
    "ins": ("has tracked changes", "accept or reject them all"),
    "del": ("has tracked changes", "accept or reject them all"),
    "moveFrom": ("has tracked changes", "accept or reject them all"),
    "commentReference": ("has comments", "delete them all"),
    "altChunk": ("takes in another file", "paste its text instead"),
    "object": ("has an embedded object", "paste a picture instead"),
}


def opened(path: Path, file: str) -> dict[str, bytes]:
    """The parts of a Word file by name, all of them checked; ``BadFile`` if it is not fit to be used."""
    import zipfile
    import zlib

    if path.suffix.lower() != ".docx":
        raise BadFile(file, f"is a {path.suffix} file, which may carry macros", _AGAIN)
    try:
        data = path.read_bytes()
    except OSError as fault:
        raise BadFile(file, f"cannot be read ({fault.strerror})") from None
    if len(data) > MOST_BYTES:
        raise BadFile(file, f"is larger than {MOST_BYTES // 2**20} MB", "make its pictures smaller")
    try:
        parts = dict(_unpacked(zipfile.ZipFile(io.BytesIO(data)), file))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError, RuntimeError, zlib.error):
        raise BadFile(file, "is not a Word document, or a damaged one", _AGAIN) from None
    _check(parts, file)
    return parts


def _unpacked(archive: zipfile.ZipFile, file: str) -> Iterator[tuple[str, bytes]]:
    total, names = 0, set[str]()
    for part in archive.infolist():
        name, total = part.filename, total + part.file_size
        most = MOST_PART if _is_xml(name) else MOST_UNPACKED
        if total > MOST_UNPACKED or part.file_size > most or len(names) >= MOST_PARTS:
            raise BadFile(file, "is far larger inside than a letter is", _AGAIN)
        if name.lower() in names or name.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", name):
            raise BadFile(file, "is not put together as a Word document is", _AGAIN)
        names.add(name.lower())
        if not name.endswith("/"):
            with archive.open(part) as stream:
                yield name, stream.read(most + 1)[:most]


def _is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels"))


def _check(parts: Mapping[str, bytes], file: str) -> None:
    """Raise ``BadFile`` for whatever a letter must not carry."""
    types = parts.get("[Content_Types].xml", b"").decode("utf-8", "replace")
    if DOCUMENT not in parts or _MAIN not in types:
        raise BadFile(file, "is not a Word document without macros", _AGAIN)
    for name, data in parts.items():
        if _ACTIVE.search(name):
            raise BadFile(file, f"carries something that can run ({name})", "take it out: macros, objects, controls")
        if not _is_xml(name):
            continue
        tree = _parsed(data, name, file)
        if name.lower().endswith(".rels"):
            _relations(tree, file)
        elif name.startswith("word/"):
            _elements(tree, file)


def _parsed(data: bytes, name: str, file: str) -> Any:
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import ParseError, fromstring

    try:
        return fromstring(data, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError, RecursionError):
        raise BadFile(file, f"has a part that cannot be read ({name})", _AGAIN) from None


def _relations(tree: Any, file: str) -> None:
    for relation in tree.iter():
        if relation.get("TargetMode", "").lower() != "external":
            continue
        kind, target = relation.get("Type", "").rpartition("/")[2], relation.get("Target", "")
        if kind != "hyperlink" or not _FOLLOWED.match(target):
            what = f"takes something from outside ({kind}: {target[:80]})"
            raise BadFile(file, what, "put the picture or the text into the file itself")


def _elements(tree: Any, file: str) -> None:
    fields: list[str] = []
    for element in tree.iter():
        tag = element.tag.removeprefix(_WORDS) if isinstance(element.tag, str) else ""
        if tag in _UNFIT and element.tag != tag:
            raise BadFile(file, *_UNFIT[tag])
        if tag == "instrText":
            fields.append(element.text or "")
        elif tag == "fldSimple":
            fields.append(f" {element.get(f'{_WORDS}instr', '')} ")
    told = "".join(fields)
    if found := _FETCHING.search(told.upper()):
        raise BadFile(file, f"has a Word field that fetches something ({found[0]})", "take it out")
    if "MERGEFIELD" in told.upper():
        raise BadFile(file, "has a field of Word's own mail merge", "write it as {{ legislator.name }}")


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """The parts as one file, the same bytes every time."""
    import zipfile

    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name in sorted(parts, key=lambda name: (name != "[Content_Types].xml", name)):
            archive.writestr(zipfile.ZipInfo(name), parts[name], zipfile.ZIP_DEFLATED)
    return made.getvalue()
