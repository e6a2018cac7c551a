"""Fields in the XML of Word: put together where Word split them, and the words around a fault.

Convention: in the text that is compiled, every paragraph begins a line, so that the line of a
fault leads to the paragraph, and the paragraph to the words that somebody can look for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

#: What is wrong, what to do next, level.
Complaint = tuple[str, str, str]

_PARAGRAPH = re.compile(r"<w:p(?: [^>]*)?>(?:(?!<w:p[ >]).)*?</w:p>", re.S)
_PIECE = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>|<w:(tab|br|cr|drawing|pict|noBreakHyphen)\b[^>]*>")
_FIELD = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.S)
_HALF = re.compile(r"\{[{%#]|[}%#]\}")
_TAG = re.compile(r"<[^>]*>")
_STATEMENTS = re.compile(r"\s*(?:\{%-?\s*(?:if|elif|else|endif|for|endfor|set)\b(?:(?!%\}).)*%\}\s*)+", re.S)


def has_fields(xml: str) -> bool:
    """Whether there is a field or half of one, however Word has cut it up."""
    return bool(_HALF.search(_TAG.sub("", xml)))


def complaints(xml: str) -> Iterator[Complaint]:
    """Fields that Word split: a warning where they can be put together, else an error."""
    for found in _PARAGRAPH.finditer(xml):
        yield from _of_paragraph(found[0])
    rest = _PARAGRAPH.sub("", xml)
    if has_fields(rest):
        yield "has half a field outside its paragraphs", "write the whole field in one paragraph", "error"


def _of_paragraph(xml: str) -> Iterator[Complaint]:
    text, starts = "", []
    for piece in _PIECE.finditer(xml):
        starts.append(len(text))
        text += "\t" if piece[2] else words(piece[1])
    for field in _FIELD.finditer(text):
        inside = [start for start in starts if field.start() < start < field.end()]
        if "\t" in field[0]:
            yield f"has a tab, a line end or a picture inside a field{_near(text)}", "write the field anew", "error"
        elif inside:
            what = f"has the field {field[0]} in {len(inside) + 1} pieces, which were put together{_near(text)}"
            yield what, "look at it in the letters, or write it anew in one go", "warning"
    if _HALF.search(_FIELD.sub("", text)):
        yield (
            f"has half a field{_near(text)}",
            "write the whole field in one paragraph, as {{ legislator.name }}",
            "error",
        )


def _near(text: str) -> str:
    return f' (in "{_short(text)}")'


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= 90 else f"{plain[:87]}…"


def words(xml: str) -> str:
    """The text of a piece of XML, without its tags."""
    from html import unescape

    return unescape(_TAG.sub("", xml))


def prepared(xml: str) -> str:
    """XML as the template language reads it: fields whole, each paragraph on a line of its own.

    A paragraph with nothing but ``{% if … %}`` and the like leaves no empty line behind.
    """
    from docxtpl import DocxTemplate

    patched: str = DocxTemplate.patch_xml(None, xml.replace("\n", " "))
    return _PARAGRAPH.sub(_on_a_line, patched)


def _on_a_line(found: re.Match[str]) -> str:
    text = words(found[0])
    fixed = "<w:drawing" in found[0] or "<w:sectPr" in found[0] or "<w:pict" in found[0]
    return f"\n{text.strip()}" if _STATEMENTS.fullmatch(text) and not fixed else f"\n{found[0]}"


def around(prepared_xml: str, line: int) -> str:
    """The words of the paragraph that begins the line, for a message."""
    lines = prepared_xml.split("\n")
    return _short(words(lines[line - 1])) if 0 < line <= len(lines) else ""


def text_of(xml: str) -> Iterator[str]:
    """The text of every paragraph that has some; line ends and tabs inside are kept."""
    for found in _PARAGRAPH.finditer(xml):
        text = "".join(_shown(piece) for piece in _PIECE.finditer(found[0]))
        if text.strip():
            yield text.strip()


def _shown(piece: re.Match[str]) -> str:
    marks = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}
    return marks.get(piece[2], "") if piece[2] else words(piece[1])
