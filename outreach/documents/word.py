"""The XML inside Word documents → text, one line for each paragraph or row of a table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
#: Properties of text that no reader takes for part of the list.
_UNREAD = ("strike", "dstrike", "vanish")
_OFF = ("0", "false", "off")


def docx_text(xml: bytes) -> str:
    """The text of a Word document's main part: paragraphs and table rows become lines.

    Raises ``ValueError`` for XML that is broken or wants more than its own text.
    """
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import ParseError, fromstring

    try:
        body = fromstring(xml)
    except (ParseError, DefusedXmlException) as fault:
        raise ValueError(str(fault)) from fault
    parts: list[str] = []
    _walk(body, parts)
    return "".join(parts)


def _walk(element: Element, parts: list[str]) -> None:
    """Depth first; deleted text is in other elements and so left out."""
    tag = str(element.tag).removeprefix(_WORD)
    if tag == "t":
        parts.append(element.text or "")
    elif tag in ("tab", "br", "cr"):
        parts.append("\t" if tag == "tab" else "\n")
    elif tag == "tr":
        parts.append("\t".join(_flat(cell) for cell in _cells(element)) + "\n")
    elif not (tag == "r" and _is_unread(element)):
        for child in element:
            _walk(child, parts)
        if tag == "p":
            parts.append("\n")


def _is_unread(run: Element) -> bool:
    """Whether a stretch of text is struck out or hidden."""
    marks = (run.find(f"{_WORD}rPr/{_WORD}{name}") for name in _UNREAD)
    return any(mark is not None and mark.get(f"{_WORD}val", "1") not in _OFF for mark in marks)


def _cells(row: Element) -> Iterator[Element]:
    """The cells of a row, those inside a form field too."""
    for child in row:
        if child.tag == f"{_WORD}tc":
            yield child
        elif child.tag == f"{_WORD}sdt":
            yield from child.findall(f"{_WORD}sdtContent/{_WORD}tc")


def _flat(element: Element) -> str:
    found: list[str] = []
    for child in element:
        _walk(child, found)
    return " ".join("".join(found).split())
