"""The formats: what each is, and all files of a batch one after the other.

Convention: txt, html, pdf, docx and eml make a file for each legislator; pdf also makes one file
of all letters for the printer. Envelopes, labels and the list for delivery are one file each. The
module of a format is imported when that format is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..errors import Problem, UsageError
from ..followups import FollowUp
from . import html, txt
from .names import stem

#: Format → what it makes, in the order in which they are made.
FORMATS: Mapping[str, str] = {
    "txt": "plain text",
    "html": "a page to print from the browser",
    "pdf": "a tagged PDF, and letters.pdf with all of them for the printer",
    "docx": "a Word document",
    "eml": "a mail draft that opens unsent; with pdf, the PDF is attached",
    "envelopes": "#10 envelopes, one PDF",
    "labels": "Avery 5160 labels, one PDF",
    "delivery": "the list for delivery by hand, as a table and as a text",
}

#: Formats with a file for each legislator.
EACH = ("txt", "html", "pdf", "docx", "eml")

#: What a Word template of the staff's own can be written as.
_FROM_WORD = frozenset({"txt", "docx", "envelopes", "labels", "delivery"})

#: The file with all letters.
COMBINED = "letters.pdf"


@dataclass(frozen=True, slots=True)
class Made:
    """One file."""

    name: str
    data: bytes
    item: FollowUp | None = None  #: whose it is, None if everybody's
    problems: tuple[Problem, ...] = ()  #: what was seen while it was made


def chosen(text: str) -> tuple[str, ...]:
    """ "txt,pdf" → the formats in the order in which they are made. Raises ``UsageError``."""
    named = [part.strip().lower() for part in text.split(",") if part.strip()]
    for name in named:
        if name not in FORMATS:
            raise UsageError(f'"{name}" is no format; there is: {", ".join(FORMATS)}')
    if not named:
        raise UsageError(f"name a format: {', '.join(FORMATS)}")
    return tuple(name for name in FORMATS if name in named)


def problems(items: Sequence[FollowUp], formats: Sequence[str]) -> tuple[Problem, ...]:
    """What these formats find wrong before anything is written, errors first."""
    word = {item.template.file for item in items if item.document is not None}
    beyond = [name for name in formats if name not in _FROM_WORD]
    cure = "choose --format docx, or a Markdown template"
    found = [
        Problem(file, 0, "", f"is a Word template and makes no {' or '.join(beyond)}", cure)
        for file in sorted(word)
        if beyond
    ]
    if "eml" not in formats:
        return tuple(found)
    from . import eml

    return (*found, *eml.problems(items))


def preview(item: FollowUp, formats: Sequence[str]) -> str:
    """One follow-up as text that a terminal can show."""
    return html.render(item) if tuple(formats) == ("html",) else _text(item)


def _text(item: FollowUp) -> str:
    """A Word template has its own frame in the document."""
    return txt.render(item) if item.document is None else f"{txt.body(item.body)}\n"


def count(items: Sequence[FollowUp], formats: Sequence[str]) -> int:
    """How many files there will be."""
    together = {"pdf": 1, "envelopes": 1, "labels": 1, "delivery": 2}
    return sum(len(items) * (name in EACH) + together.get(name, 0) for name in formats)


def files(items: Sequence[FollowUp], formats: Sequence[str], templates: Path) -> Iterator[Made]:
    """Every file, one after the other; ``templates`` is the folder of the letterheads.

    Raises ``BadData`` and ``BadFile`` for what cannot be made, ``OutreachError`` without a package.
    """
    from . import destinations

    together = destinations.ordered(items)
    if "pdf" in formats:
        from . import pdf

        made = pdf.combined(together, templates)
        yield Made(COMBINED, made, problems=pdf.long(together, made, templates))
    yield from _each(items, [name for name in formats if name in EACH], templates)
    for name in formats:
        if name in ("envelopes", "labels"):
            from . import envelopes

            yield Made(f"{name}.pdf", envelopes.render(name, together, templates))
    if "delivery" in formats:
        rows = destinations.delivery(items, {item.record.legislator.id: stem(item) for item in items})
        yield Made("delivery.csv", destinations.delivery_csv(rows))
        yield Made("delivery.txt", destinations.delivery_text(rows))


def _each(items: Sequence[FollowUp], formats: Sequence[str], templates: Path) -> Iterator[Made]:
    renderers = {name: _renderer(name, templates) for name in formats}
    for item in items:
        called, typeset = stem(item), b""
        for name in formats:
            made = renderers[name](item, typeset)
            typeset = made if name == "pdf" else typeset
            yield Made(f"{called}.{name}", made, item)


def _renderer(name: str, templates: Path) -> Callable[[FollowUp, bytes], bytes]:
    """Letter and its PDF → its file. Letterheads are read once, and only those that are needed."""
    if name == "pdf":
        from . import pdf

        typeset = pdf.renderer(templates)
        return lambda item, _: typeset(item)
    if name == "docx":
        from . import docx

        typed = docx.renderer(templates)
        return lambda item, _: typed(item)
    if name == "eml":
        from . import eml

        return lambda item, attached: eml.render(item, attached, f"{stem(item)}.pdf" if attached else "")
    return lambda item, _: (_text(item) if name == "txt" else html.render(item)).encode()
