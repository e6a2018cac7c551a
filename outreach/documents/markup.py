"""HTML and the XML inside Word documents → text, one line for each block."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_BLOCKS_TEXT = (
    "p div li ul ol br tr table h1 h2 h3 h4 h5 h6 section article header footer blockquote pre hr dd dt dl "
    "main nav aside figure figcaption form option title"
)
_BLOCKS = frozenset(_BLOCKS_TEXT.split())
_APART_TEXT = "p table h1 h2 h3 h4 h5 h6 blockquote section article header footer nav aside form"
_APART = frozenset(_APART_TEXT.split())
_SILENT = frozenset(["script", "style", "noscript", "template", "svg", "head"])
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def is_html(text: str) -> bool:
    """Whether text is a page of HTML, or a piece of one."""
    start = text[:2000].lower()
    return (
        bool(re.match(r"\s*(?:<!doctype html|<html|<head|<body)", start))
        or len(re.findall(r"</?(?:p|div|li|br|td)\b", start)) > 2
    )


def html_text(text: str) -> str:
    """The text of a page: blocks become lines, table cells are parted by tabs, scripts are left out."""
    reader = _Page()
    reader.feed(text)
    reader.close()
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]*\n[ \t]*", "\n", "".join(reader.parts))).strip("\n") + "\n"


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.silent: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self.silent.append(tag)
        elif tag == "body":
            self.silent.clear()
        elif tag in ("td", "th"):
            self.parts.append("\t")
        self._break(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.silent and tag == self.silent[-1]:
            self.silent.pop()
        self._break(tag)

    def _break(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.parts.append("\n\n" if tag in _APART else "\n")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.parts.append(re.sub(r"\s+", " ", data))


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
        parts.append("\t".join(_flat(cell) for cell in element.findall(f"{_WORD}tc")) + "\n")
    else:
        for child in element:
            _walk(child, parts)
        if tag == "p":
            parts.append("\n")


def _flat(element: Element) -> str:
    found: list[str] = []
    for child in element:
        _walk(child, found)
    return " ".join("".join(found).split())
