"""The manager's page as a reader meets it: rows of tables, seats, tiles, and all words with a number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

#: Where each piece of text stands: ("row", its cells), ("seat", who), ("tile", …), ("pair", …), ("words", numbers).
Piece = tuple[str, tuple[str, ...]]

_VOID = {"meta", "link", "br", "input", "img", "hr"}
_WORDS = {"p", "li", "td", "th", "h1", "h2", "h3", "caption", "figcaption", "title", "desc", "text", "summary"}
_SHAPES = {"rect", "path", "circle"}


@dataclass
class Node:
    """One element."""

    tag: str
    classes: frozenset[str] = frozenset()
    children: list[Node | str] = field(default_factory=list)

    @property
    def nodes(self) -> list[Node]:
        return [child for child in self.children if isinstance(child, Node)]

    @property
    def text(self) -> str:
        """All text in it, single blanks between its pieces."""
        pieces = [child if isinstance(child, str) else child.text for child in self.children]
        return re.sub(r" ([,;.)])", r"\1", " ".join(" ".join(pieces).split()))


class _Tree(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Node("")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, frozenset((dict(attrs).get("class") or "").split()))
        self.open[-1].children.append(node)
        if tag not in _VOID:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def numbers(text: str) -> tuple[str, ...]:
    """The numbers in a text, those of days too, in their order."""
    return tuple(number.replace(",", "") for number in re.findall(r"\d(?:[\d,]*\d)?", text))


def pieces(page: str) -> list[Piece]:
    """Everything on the page that says a number or a name, in the order of the page; rows and seats in their own."""
    tree = _Tree()
    tree.feed(page)
    return ordered(_pieces(tree.open[0]))


def ordered(found: Iterator[Piece]) -> list[Piece]:
    """Rows, seats and tiles that follow each other, sorted: in which order they stand is no figure."""
    shown: list[Piece] = []
    run: list[Piece] = []
    for piece in found:
        if run and piece[0] != run[-1][0]:
            shown += sorted(run)
            run = []
        if piece[0] == "words":
            shown.append(piece)
        else:
            run.append(piece)
    return shown + sorted(run)


def _pieces(node: Node) -> Iterator[Piece]:
    if node.tag in ("style", "script"):
        return
    if node.tag == "tbody":
        yield from (("row", tuple(cell.text for cell in row.nodes)) for row in node.nodes)
    elif node.tag == "g" and "tile" in node.classes:
        yield "tile", tuple(child.text for child in node.nodes if child.tag != "rect")
    elif node.tag in _SHAPES and node.nodes:
        yield "seat", (node.text, "filled" if "yes" in node.classes else "")
    elif node.tag == "dl":
        yield from (("pair", tuple(part.text for part in group.nodes)) for group in node.nodes)
    elif node.tag in _WORDS or "count" in node.classes:
        if numbers(node.text):
            yield "words", numbers(node.text)
    else:
        for child in node.children:
            if isinstance(child, Node):
                yield from _pieces(child)
            else:
                assert not numbers(child), f"a number that stands nowhere: {child}"
