"""A follow-up as a Word document: on ``templates/letterhead.docx``, or the staff's own Word template.

Convention: the letterhead is a Word file with the fields of ``frame`` and one paragraph
``{{ text }}``, which is taken as the model for every paragraph of the letter.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from html import escape
from pathlib import Path

from ..errors import BadFile
from ..followups import FollowUp
from ..templating import Field, Group, Many
from ..templating.archive import zipped
from ..templating.word import Word, WordTemplate
from .blocks import Block, Run, blocks
from .letterhead import frame

#: The file in templates/ that says how the page looks.
LETTERHEAD = "letterhead.docx"

_LINE = Many("", Field(""))

#: More letters than two lines of the head hold: a name that is longer is set smaller, or it would stand over the date.
_LONG = 40

#: What the letterhead may use.
FIELDS = Group(
    "",
    {
        "organisation": Field("our name"),
        "long_organisation": Field("whether our name is too long for two lines of the head", "yes/no"),
        "sender_lines": _LINE,
        "date": Field("“July 13, 2017”"),
        "addressee": _LINE,
        "subject": Field("what the letter is about"),
        "salutation": Field("“Dear Representative Velázquez:”"),
        "closing": Field("“Sincerely,”"),
        "signature": _LINE,
        "enclosures": _LINE,
        "name": Field("full name of the legislator"),
    },
)

#: Kind of block → its paragraph style, if the letterhead has one of that name.
_STYLES = {"heading": "Heading1", "item": "ListParagraph", "quote": "Quote"}

_PROPERTIES = re.compile(r"<w:p(?: [^>]*)?>\s*(?:<w:pPr>(.*?)</w:pPr>|<w:pPr/>)?", re.S)
_RUN_PROPERTIES = re.compile(r"<w:r(?: [^>]*)?>\s*<w:rPr>(.*?)</w:rPr>", re.S)
_TOGETHER = "<w:keepNext/><w:keepLines/>"


def renderer(templates: Path) -> Callable[[FollowUp], bytes]:
    """What makes one Word file of each follow-up; ``templates`` is the folder of the letterhead."""
    sheet: list[Sheet] = []

    def render(item: FollowUp) -> bytes:
        if isinstance(item.template, WordTemplate):
            return _own(item, item.template)
        if not sheet:
            sheet.append(Sheet(_letterhead(templates)))
        return sheet[0].letter(item)

    return render


def _own(item: FollowUp, template: WordTemplate) -> bytes:
    parts = template.word.parts(item.document or {}, item.subject, item.organisation.name, item.on.isoformat())
    return zipped(parts)


def _letterhead(templates: Path) -> Path:
    from importlib.resources import files

    own = templates / LETTERHEAD
    return own if own.is_file() else Path(str(files("outreach").joinpath("starter", "templates", LETTERHEAD)))


class Sheet:
    """The letterhead, read once."""

    def __init__(self, path: Path) -> None:
        self._word = Word(path, FIELDS, ("text",))
        model = self._word.paragraphs.get("text")
        if model is None:
            raise BadFile(self._word.file, "has no paragraph for the letter", "write {{ text }} where it goes")
        properties, run = _PROPERTIES.match(model), _RUN_PROPERTIES.search(model)
        self._paragraph = (properties and properties[1]) or ""
        self._run = run[1] if run else ""

    def letter(self, item: FollowUp) -> bytes:
        """One letter on it."""
        parts = frame(item)
        values = {key: list(value) if isinstance(value, tuple) else value for key, value in asdict(parts).items()} | {
            "name": item.address.name,
            "long_organisation": len(parts.organisation) > _LONG,
        }
        filled = self._word.render(values, {"text": "".join(self._paragraphs(blocks(item.body)))})
        title = f"{item.subject} – {item.address.name}"
        return zipped(self._word.parts(filled, title, parts.organisation, item.on.isoformat()))

    def _paragraphs(self, all_blocks: Sequence[Block]) -> Iterator[str]:
        """The last paragraph stays with the signature."""
        for number, block in enumerate(all_blocks, 1):
            properties = self._properties(block, _TOGETHER if number == len(all_blocks) else "")
            runs = (Run(f"{block.marker}\t"), *block.runs) if block.kind == "item" else block.runs
            yield f"<w:p><w:pPr>{properties}</w:pPr>{''.join(self._of_run(run) for run in runs)}</w:p>"

    def _properties(self, block: Block, keep: str) -> str:
        """In the order that the format prescribes: style, keeping together, lines, indents."""
        if block.kind == "paragraph":
            return self._paragraph if not keep or self._paragraph else keep
        style = f'<w:pStyle w:val="{_STYLES[block.kind]}"/>' if block.kind in _STYLES else ""
        if block.kind == "rule":
            return f'{keep}<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="1" w:color="808080"/></w:pBdr>'
        if block.kind != "item":
            return f"{style}{keep}"
        left = 360 * (block.depth + 1)
        tab = f'<w:tabs><w:tab w:val="left" w:pos="{left}"/></w:tabs>'
        return f'{style}{keep}{tab}<w:ind w:left="{left}" w:hanging="300"/>'

    def _of_run(self, run: Run) -> str:
        properties = f"{'<w:b/>' * run.bold}{'<w:i/>' * run.italic}{self._run}"
        pieces = [_pieces(line) for line in run.on_paper.split("\n")]
        return f"<w:r><w:rPr>{properties}</w:rPr>{'<w:br/>'.join(pieces)}</w:r>"


def _pieces(text: str) -> str:
    """A line as the format writes it; a tab is an element of its own."""
    return "<w:tab/>".join(
        f'<w:t xml:space="preserve">{escape(part, quote=False)}</w:t>' if part else "" for part in text.split("\t")
    )
