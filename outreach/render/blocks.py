"""Markdown → blocks: what every format is made from, so that all formats say the same.

Convention: paragraphs, headings, list items, quotations and rules with runs of text; bold, italic
and links to web and mail addresses are kept. Pictures and raw HTML are not read: they stay text.
Most letters are paragraphs of plain words, and for those no Markdown parser is needed, nor its 40 ms
of importing: what has any character that could mean something is left to the parser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode

#: Addresses a link may lead to.
_SCHEMES = ("https://", "http://", "mailto:", "tel:")

#: A punctuation mark that is taken literally, as in every value that is printed in a template.
_ESCAPED = r"\\[!-/:-@\[-`{-~]"

#: A line that says in CommonMark just what it shows: it begins no list, heading, rule, quotation or fence,
#: and has nothing of emphasis, code, links, entities or line ends in it.
_PLAIN = re.compile(rf"(?:[^\W\d_]|[“‘\"'(]|{_ESCAPED})(?:(?:[^\s\0`*_\[\]<&\\]| (?!$))|{_ESCAPED})*")
_LITERAL = re.compile(r"\\(.)")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""  #: where it leads, "" if nowhere

    @property
    def on_paper(self) -> str:
        """The text, with the address of a link behind it unless the address is what it says."""
        shown = self.link.removeprefix("mailto:")
        return f"{self.text} ({shown})" if shown and shown.rstrip("/") != self.text.rstrip("/") else self.text


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph or what stands in its place."""

    kind: str  #: "paragraph", "heading", "item", "quote" or "rule"
    runs: tuple[Run, ...] = ()
    marker: str = ""  #: of an item: "•" or "1."; "" for a further paragraph of the same item
    depth: int = 0  #: of an item: 0 in the outermost list

    @property
    def text(self) -> str:
        """The words without style; a line end is a line end that somebody asked for."""
        return "".join(run.text for run in self.runs)


@lru_cache(maxsize=16)  # every format of a letter asks for the same text
def blocks(markdown: str) -> tuple[Block, ...]:
    """The blocks of a Markdown text, in order."""
    found = [_paragraph(text) for text in markdown.strip("\n").split("\n\n")]
    plain = tuple(block for block in found if block)
    return plain if len(plain) == len(found) else parsed(markdown)


@lru_cache(maxsize=4096)  # letters of one template share most of their paragraphs
def _paragraph(text: str) -> Block | None:
    """The paragraph if all its lines are plain; else None."""
    lines = text.strip("\n").split("\n")
    if not all(_PLAIN.fullmatch(line) for line in lines):
        return None
    first, *rest = (Run(_LITERAL.sub(r"\1", line)) for line in lines)
    return Block("paragraph", (first, *(run for line in rest for run in (Run(" "), line))))


def parsed(markdown: str) -> tuple[Block, ...]:
    """The blocks of any Markdown text, by the parser."""
    from markdown_it.tree import SyntaxTreeNode

    return tuple(_blocks(SyntaxTreeNode(_parser().parse(markdown)).children, "paragraph", 0))


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False}).disable(["image", "html_block", "html_inline", "code"])


def _blocks(nodes: list[SyntaxTreeNode], kind: str, depth: int) -> Iterator[Block]:
    for node in nodes:
        if node.type in {"bullet_list", "ordered_list"}:
            yield from _list(node, depth)
        elif node.type == "blockquote":
            yield from _blocks(node.children, "quote", depth)
        elif node.type == "hr":
            yield Block("rule")
        elif node.type == "fence":
            yield Block(kind, (Run(node.content.rstrip("\n")),), depth=depth)
        else:
            name = "heading" if node.type == "heading" else kind
            yield Block(name, tuple(_runs(node, Run(""))), depth=depth)


def _list(node: SyntaxTreeNode, depth: int) -> Iterator[Block]:
    first = int(node.attrs.get("start", 1))
    for number, item in enumerate(node.children, first):
        marker = f"{number}." if node.type == "ordered_list" else "•"
        for child in item.children:
            if child.type in {"bullet_list", "ordered_list"}:
                yield from _list(child, depth + 1)
                continue
            for block in _blocks([child], "item", depth):
                yield Block("item", block.runs, marker, depth)
                marker = ""


def _runs(node: SyntaxTreeNode, style: Run) -> Iterator[Run]:
    for child in node.children:
        if child.type in {"strong", "em"}:
            bold, italic = style.bold or child.type == "strong", style.italic or child.type == "em"
            yield from _runs(child, Run("", bold, italic, style.link))
        elif child.type == "link":
            yield from _runs(child, Run("", style.bold, style.italic, _address(str(child.attrs.get("href", "")))))
        elif child.type == "inline":
            yield from _runs(child, style)
        else:
            yield Run(_words(child), style.bold, style.italic, style.link)


def _words(node: SyntaxTreeNode) -> str:
    breaks = {"softbreak": " ", "hardbreak": "\n"}
    return breaks.get(node.type, node.content)


def _address(href: str) -> str:
    return href if href.lower().startswith(_SCHEMES) else ""
