"""Word templates of the staff's own: the same fields as in Markdown, in every part of the document.

Conventions: the head of the template is its document properties: Title is the subject, Tags are
the purpose and, if not all that fit, the routes ("thank, signer"), Comments are the enclosures.
Fields may stand in the text, in headers, footers, footnotes and endnotes, and in the title.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from ..checksums import checksum_of
from ..errors import BadData, BadFile, Problem
from ..vocabulary import PURPOSES
from . import paragraphs
from .archive import DOCUMENT, opened
from .front import split
from .language import Passage, compile_passage, literal
from .leftovers import leftovers
from .schema import Group
from .staff import LARGEST_LETTER, Rendered, Template, TemplateFault

#: Parts of a document that are filled in → what people call them.
_PARTS = (
    (re.compile(r"word/document\.xml"), "text"),
    (re.compile(r"word/header\d*\.xml"), "page header"),
    (re.compile(r"word/footer\d*\.xml"), "page footer"),
    (re.compile(r"word/footnotes\.xml"), "footnotes"),
    (re.compile(r"word/endnotes\.xml"), "endnotes"),
)

#: Parts that say who wrote the file: replaced, so that a letter does not tell.
_CORE, _APP = "docProps/core.xml", "docProps/app.xml"

_PROPERTIES = {"title": "subject", "keywords": "tags", "description": "enclosures"}


class Word:
    """A Word file whose parts are compiled and ready to be filled in."""

    def __init__(self, path: Path, names: Group, passages: Sequence[str] = ()) -> None:
        """``passages``: names of fields that alone fill a paragraph and are given as XML.

        Raises ``BadFile`` and, with every fault in it, ``BadData``.
        """
        self.file = f"{path.parent.name}/{path.name}"
        self.archive = opened(path, self.file)
        self.problems: list[Problem] = []
        self.paragraphs: dict[str, str] = {}  #: name of a passage → the XML of its paragraph
        self._parts: dict[str, Passage] = {}
        self._lines: dict[str, str] = {}
        self._passages = passages
        for name, data in self.archive.items():
            self._read(name, data.decode("utf-8-sig", "replace"), names)
        if wrong := tuple(problem for problem in self.problems if problem.level == "error"):
            raise BadData(wrong)

    def _read(self, name: str, xml: str, names: Group) -> None:
        place = next((called for pattern, called in _PARTS if pattern.fullmatch(name)), "")
        if place:
            self._unfinished(xml, place)
        if name == _CORE or not name.endswith((".xml", ".rels")) or not paragraphs.has_fields(xml):
            return
        if not place:
            self._complain(f"has a field where none is filled in ({name})", "take it out", "error")
            return
        broken = False
        for what, next_step, level in paragraphs.complaints(xml):
            self._complain(f"{what} in the {place}", next_step, level)
            broken = broken or level == "error"
        if not broken:
            self._compile(name, self._set_apart(self._prepared(xml)), place, names)

    def _prepared(self, xml: str) -> str:
        try:
            return paragraphs.prepared(xml)
        except ImportError:
            what = "is a Word file with fields, and the docxtpl package is not installed"
            raise BadFile(self.file, what, "run: pip install 'outreach-letters[docx]'") from None

    def _set_apart(self, xml: str) -> str:
        """Take the paragraphs out that are given as XML, and leave a mark for each."""
        for name in self._passages:
            pattern = re.compile(rf"<w:p(?: [^>]*)?>(?:(?!<w:p[ >]).)*?{{{{\s*{name}\s*}}}}.*?</w:p>", re.S)
            if found := pattern.search(xml):
                self.paragraphs[name] = found[0]
                xml = xml[: found.start()] + _mark(name) + xml[found.end() :]
        return xml

    def _compile(self, name: str, xml: str, place: str, names: Group) -> None:
        passage, faults = compile_passage(xml, 1, names, markdown=False, xml=True)
        for line, what, next_step in faults:
            where = paragraphs.around(xml, line)
            self._complain(f'{what} (in "{where}", {place})', next_step, "error")
        if passage:
            self._parts[name], self._lines[name] = passage, xml

    def _unfinished(self, xml: str, place: str) -> None:
        text = "\n".join(paragraphs.text_of(xml))
        for _, what, next_step in leftovers(text):
            self._complain(f"{what} ({place})", next_step, "error")

    def _complain(self, what: str, next_step: str, level: str) -> None:
        problem = Problem(self.file, 0, "", what, next_step, level)
        if problem not in self.problems:
            self.problems.append(problem)

    def render(self, context: Mapping[str, Any], given: Mapping[str, str] | None = None) -> dict[str, str]:
        """The parts that have fields, filled in; ``given`` are the passages. Raises ``TemplateFault``."""
        return {name: self._run(name, passage, context, given or {}) for name, passage in self._parts.items()}

    def _run(self, name: str, passage: Passage, context: Mapping[str, Any], given: Mapping[str, str]) -> str:
        try:
            xml = passage.render(context, LARGEST_LETTER)
        except ValueError as fault:
            line, what, next_step = fault.args
            where = paragraphs.around(self._lines[name], line)
            raise TemplateFault(self.file, 0, f'{what} (in "{where}")', next_step) from None
        for key, value in given.items():
            xml = xml.replace(_mark(key), value)
        return xml

    def parts(self, filled: Mapping[str, str], title: str, author: str, on: str) -> dict[str, bytes]:
        """All parts of one letter, with properties of its own."""
        changed = {name: xml.encode() for name, xml in filled.items()}
        own = {_CORE: _properties(title, author, on), _APP: _APPLICATION}
        return {**self.archive, **changed, **{name: data for name, data in own.items() if name in self.archive}}


@dataclass(frozen=True, slots=True)
class WordTemplate(Template):
    """A Word file that has passed every check."""

    word: Word

    def render(self, context: Mapping[str, Any]) -> Rendered:
        """Fill in; the body is the text of the document, for the checks and for plain text."""
        filled = self.word.render(context)
        body = "\n\n".join(literal(text) for text in paragraphs.text_of(filled.get(DOCUMENT, self._still)))
        return Rendered(
            subject=self._run(self._subject, context),
            enclosures=tuple(self._run(passage, context) for passage in self._enclosures),
            body=body + "\n",
            document=filled,
        )

    @property
    def _still(self) -> str:
        return self.word.archive[DOCUMENT].decode("utf-8-sig", "replace")


def load_word(path: Path, names: Group) -> WordTemplate:
    """Read a Word template and check all of it. Raises ``BadFile``, and ``BadData`` with every fault."""
    word = Word(path, names)
    front, _, _, complaints = split(_head(word.archive))
    compiled = [compile_passage(text, 1, names, markdown=False) for text in (front.subject, *front.enclosures)]
    faults = [*complaints, *(fault for _, found in compiled for fault in found)]
    if faults:
        raise BadData(tuple(_in_properties(word.file, what, next_step) for _, what, next_step in faults))
    subject, *enclosures = [passage for passage, _ in compiled if passage]
    return WordTemplate(
        file=word.file,
        name=path.name,
        sha256=checksum_of(path.read_bytes()),
        front=front,
        text="",
        warnings=tuple(word.problems),
        _subject=subject,
        _enclosures=tuple(enclosures),
        _body=subject,
        word=word,
    )


def _in_properties(file: str, what: str, next_step: str) -> Problem:
    where = "in Word: File, Info: Title is the subject, Tags are purpose and routes, Comments the enclosures"
    return Problem(file, 0, "document properties", what, f"{next_step} ({where})" if next_step else where)


def _head(archive: Mapping[str, bytes]) -> str:
    """The document properties as the head of a Markdown template has them."""
    core = archive.get(_CORE, b"").decode("utf-8-sig", "replace")
    found = {key: _property(core, name) for name, key in _PROPERTIES.items()}
    tags = [tag.strip() for tag in re.split(r"[,;]", found.pop("tags")) if tag.strip()]
    found["purpose"] = next((tag for tag in tags if tag in PURPOSES), tags[0] if tags else "")
    found["routes"] = ", ".join(tag for tag in tags if tag != found["purpose"])
    return "\n".join(["---", *(f"{key}: {value}" for key, value in found.items() if value), "---", ""])


def _property(core: str, name: str) -> str:
    found = re.search(rf"<(?:\w+:)?{name}(?: [^>]*)?>([^<]*)</", core)
    return " ".join(paragraphs.words(found[1]).split()) if found else ""


def _mark(name: str) -> str:
    return f"\ue000{name}\ue001"


_APPLICATION = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"></Properties>'
)


def _properties(title: str, author: str, on: str) -> bytes:
    moment = f'<dcterms:{{0}} xsi:type="dcterms:W3CDTF">{on}T12:00:00Z</dcterms:{{0}}>'
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties'
        ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>{escape(author)}</dc:creator>"
        f"<dc:language>en-US</dc:language>{moment.format('created')}{moment.format('modified')}</cp:coreProperties>"
    ).encode()
