"""Templates that the staff write: read, checked, compiled once, rendered often.

Convention: a fault names the file and the line as an editor counts them, front matter included.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from ..checksums import checksum_of
from ..errors import BadData, BadFile, OutreachError, Problem
from .frame import framed
from .front import Front, split
from .language import Passage, compile_passage
from .leftovers import leftovers
from .schema import Group

#: Bytes of a template and characters of a letter that are certainly too many.
LARGEST_TEMPLATE, LARGEST_LETTER = 100_000, 1_000_000


class TemplateFault(OutreachError):
    """A passage that cannot be written for one legislator."""

    def __init__(self, file: str, line: int, what: str, next: str) -> None:
        self.problem = Problem(file, line, "", what, next)
        super().__init__(str(self.problem))


@dataclass(frozen=True, slots=True)
class Rendered:
    """One template filled in."""

    subject: str
    enclosures: tuple[str, ...]
    body: str  #: Markdown
    document: Mapping[str, str] | None = None  #: of a Word template: name of the part → its XML


@dataclass(frozen=True, slots=True)
class Source:
    """Which template a letter was made from."""

    file: str  #: as the user knows it: "templates/thank-you.md"
    name: str  #: "thank-you.md"
    sha256: str  #: of the bytes of the file
    front: Front


@dataclass(frozen=True, slots=True)
class Template(Source):
    """A template that has passed every check."""

    text: str  #: the whole file, line by line as an editor counts them
    warnings: tuple[Problem, ...]
    _subject: Passage
    _enclosures: tuple[Passage, ...]
    _body: Passage

    def render(self, context: Mapping[str, Any]) -> Rendered:
        """Fill in; ``TemplateFault`` when a value that the template prints is not there."""
        return Rendered(
            subject=self._run(self._subject, context),
            enclosures=tuple(self._run(passage, context) for passage in self._enclosures),
            body=self._run(self._body, context).strip() + "\n",
        )

    def line_of(self, words: str) -> int:
        """The first line of the file that has the words in it; 0 if they come from a value."""
        lines = self.text.lower().split("\n")
        return next((number for number, line in enumerate(lines, 1) if words.lower() in line), 0)

    def _run(self, passage: Passage, context: Mapping[str, Any]) -> str:
        try:
            return passage.render(context, LARGEST_LETTER)
        except ValueError as fault:
            line, what, next = fault.args
            raise TemplateFault(self.file, line, what, next) from None


def load(path: Path, names: Group) -> Template:
    """Read a template and check all of it against the names that exist.

    Raises ``BadFile`` if it cannot be read and ``BadData`` with every fault in it.
    """
    if path.suffix.lower().startswith((".doc", ".dot")) and path.is_file():
        from .word import load_word

        return load_word(path, names)
    file = f"{path.parent.name}/{path.name}"
    return _compiled(_bytes(path, file), file, path.name, _Same(names))


class _Same:
    """A key that fits the very same thing only."""

    def __init__(self, names: Group) -> None:
        self.names = names

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.names is self.names

    def __hash__(self) -> int:
        return id(self.names)


@lru_cache(maxsize=64)
def _compiled(data: bytes, file: str, name: str, same: _Same) -> Template:
    """The template of these bytes; asked for the same bytes again it is there already."""
    names, whole = same.names, _text(data, file)
    front, body, start, complaints = split(whole)
    passages, faults = _passages(front, body, start, names)
    problems = [_problem(file, complaint) for complaint in [*complaints, *faults, *leftovers(body, start)]]
    found = [_problem(file, complaint, level) for level, *complaint in framed(body, start)]
    problems += [one for one in found if one.level == "error"]
    if problems:
        raise BadData(tuple(sorted(problems)))
    warnings = tuple(one for one in found if one.level == "warning")
    subject, *enclosures, main = passages
    sha256 = checksum_of(data)
    return Template(file, name, sha256, front, whole, warnings, subject, tuple(enclosures), main)


def _problem(file: str, complaint: Any, level: str = "error") -> Problem:
    line, what, next = complaint
    return Problem(file, line, "", what, next, level)


def _bytes(path: Path, file: str) -> bytes:
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        have = ", ".join(sorted(one.name for one in path.parent.glob("*") if is_template(one.name))) or "none"
        raise BadFile(file, "is not there", f"templates that are: {have}") from None
    except OSError as fault:
        raise BadFile(file, f"cannot be read ({fault.strerror})") from None
    if len(data) > LARGEST_TEMPLATE:
        raise BadFile(file, f"has {len(data):,} bytes", f"a letter has one page; the most is {LARGEST_TEMPLATE:,}")
    return data


def is_template(name: str) -> bool:
    """Whether a file of that name in ``templates/`` can be a template."""
    return name.endswith((".md", ".docx")) and name != "letterhead.docx" and not name.startswith(("~$", "."))


def _text(data: bytes, file: str) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = data[: fault.start].count(b"\n") + 1
        raise BadFile(file, "is not saved as UTF-8", "save it again as UTF-8", line) from None
    if "\0" in text:
        raise BadFile(
            file, "is not a text", "write the template as plain text", text[: text.index("\0")].count("\n") + 1
        )
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _passages(front: Front, body: str, start: int, names: Group) -> tuple[list[Passage], list[tuple[int, str, str]]]:
    """Subject, enclosures and body, compiled, with the faults of all of them."""
    sources = [(front.subject, front.lines.get("subject", 1), False)]
    sources += [(one, front.lines.get("enclosures", 1), False) for one in front.enclosures]
    sources += [(body, start, True)]
    compiled = [compile_passage(text, line, names, markdown) for text, line, markdown in sources]
    return [passage for passage, _ in compiled if passage], [fault for _, faults in compiled for fault in faults]
