"""HTML → text, one line for each block.

Conventions: what is struck out is gone. What stands beside the text (menus, other news, the head
and foot of the page) and what is hidden are *parts* of their own, and are left out only where
that cannot cost a list its names: see ``_stays``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html.parser import HTMLParser
from itertools import islice
from typing import NamedTuple

from .document import Document

_BLOCKS_TEXT = (
    "p div li ul ol br tr table h1 h2 h3 h4 h5 h6 section article header footer blockquote pre hr dd dt dl "
    "main nav aside figure figcaption form option title"
)
_BLOCKS = frozenset(_BLOCKS_TEXT.split())
_APART_TEXT = "p table h1 h2 h3 h4 h5 h6 blockquote section article header footer nav aside form"
_APART = frozenset(_APART_TEXT.split())
_SILENT = frozenset(["script", "style", "noscript", "template", "svg", "head", "s", "strike", "del"])
_STRUCK = re.compile(r"text-decoration(?:-line)?\s*:[^;]*line-through", re.I)
_UNSEEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
_VOID_TEXT = "area base br col embed hr img input link meta param source track wbr"
_VOID = frozenset(_VOID_TEXT.split())
_ROWS_TEXT = "tr td th tbody thead tfoot"
_ROWS = frozenset(_ROWS_TEXT.split())
_CELLS = frozenset(["td", "th"])
#: Elements that end where the next one begins.
_ENDS = {
    "li": frozenset(["li"]),
    "dt": frozenset(["dt", "dd"]),
    "dd": frozenset(["dt", "dd"]),
    "td": _CELLS,
    "th": _CELLS,
    "tr": _CELLS | {"tr"},
    "tbody": _ROWS,
    "tfoot": _ROWS,
}
#: What no such end, and no stray closing tag, reaches out of.
_WALLS = frozenset(["table", "ul", "ol", "dl"])

#: A row, a cell of it, its end; and what parts the cells of a row that is written out.
_ROW, _CELL, _END, _GAP = "\x02", "\x1f", "\x03", "\x1e"
_OURS = dict.fromkeys(map(ord, (_ROW, _CELL, _END, _GAP)))
_ONE_ROW = re.compile(f"{_ROW}([^{_ROW}{_END}]*){_END}")
#: Tables inside tables, as old pages lay themselves out.
_DEEPEST = 20
#: So many elements inside each other are a slip of the page.
_DEPTH = 500

TEXT, BESIDE, FRAME, HIDDEN = "text", "beside", "frame", "hidden"
_BESIDE_MARKS = frozenset(["nav", "aside", "navigation", "complementary"])
_FRAME_MARKS = frozenset(["header", "footer", "banner", "contentinfo"])
_BESIDE_CLASS = re.compile(r"(?:sidebar|widget-area|(?:related|recent)(?:[-_].+)?)", re.I)
_SIGNERS = re.compile(r"^(?=.{0,40}$).*\b(?:co-?)?(?:sign(?:ed|ers?|ator\w+|atures?)|sponsors?)\b", re.I | re.M)
_PLACE = re.compile(r"[(\[][DRI]-[A-Z]")
_TITLE = re.compile(r"\b(?:Reps?|Sens?|Senators?|Representatives?|Congress(?:wo)?m[ae]n)\b")
_SEVERAL = re.compile(rf"{_PLACE.pattern}|\b(?:Reps|Sens|Senators|Representatives|Congress(?:wo)?men)\b.*")


def is_html(text: str) -> bool:
    """Whether text is a page of HTML, or a piece of one."""
    start = text[:2000].lower()
    return (
        bool(re.match(r"\s*(?:<!doctype html|<html|<head|<body)", start))
        or len(re.findall(r"</?(?:p|div|li|br|td)\b", start)) > 2
    )


def html_text(text: str) -> Document:
    """The text of a page: blocks become lines, table cells are parted by tabs, scripts are left out."""
    page = _Page()
    page.feed(text.translate(_OURS))
    page.close()
    said: list[list[str]] = [[] for _ in page.kinds]
    for part, words in page.said:
        said[part].append(words)
    parts = ["".join(words) for words in said]
    main = _Weight.of(parts[0])
    gone = {at for at, kind in enumerate(page.kinds) if kind != TEXT and not _stays(kind, parts[at], main)}
    kept = "".join(words for part, words in page.said if part not in gone)
    return Document(_written(kept), _told(_written(parts[at]) for at in sorted(gone)))


class _Weight(NamedTuple):
    """What a stretch of a page holds."""

    places: int  #: "(D-NY)" behind names
    titled: bool  #: whether it names people by title or place
    size: int

    @classmethod
    def of(cls, text: str) -> _Weight:
        places = len(_PLACE.findall(text))
        return cls(places, bool(places or _TITLE.search(text)), len(text))


def _stays(kind: str, words: str, main: _Weight) -> bool:
    """Whether a part may hold what the text of the page does not: the signers, the people at all, most of it."""
    part = _Weight.of(words)
    if part.places > main.places or _SIGNERS.search(words):
        return True
    return part.size > main.size if kind == HIDDEN else not main.titled


def _told(parts: Iterable[str]) -> tuple[str, ...]:
    names = (line.strip() for part in parts for line in part.split("\n") if _SEVERAL.search(line))
    return tuple(
        f'The page also names people beside its text or out of sight, as in "{line[:60]}": left out; '
        "if they signed, copy their names into a file."
        for line in islice(names, 1)
    )


def _written(text: str) -> str:
    """Rows whose cells are one line each become lines; the others are there for the looks of the page."""
    for _ in range(_DEEPEST):
        text, count = _ONE_ROW.subn(_row, text)
        if not count:
            break
    text = text.translate({ord(_ROW): None, ord(_END): None, ord(_CELL): "\t"})
    text = re.sub(r"[ \t]*\n[ \t]*", "\n", text).replace(_GAP, "\t")
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n") + "\n"


def _row(found: re.Match[str]) -> str:
    cells = [cell.strip() for cell in found[1].split(_CELL)[1:]]
    if any("\n" in cell for cell in cells):
        return found[1].replace(_CELL, "\t")
    return _GAP.join(cells) if any(cells) else ""


class _Open(NamedTuple):
    """An element that has begun."""

    tag: str
    part: int
    silent: bool


_NOTHING = _Open("", 0, False)


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.kinds = [TEXT]  #: of each part
        self.said: list[tuple[int, str]] = []  #: part and words
        self.open: list[_Open] = []
        self.framed = False  #: whether the page says where its text is

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "body":
            self.open.clear()
        self._end_before(tag)
        self._break(tag)
        if tag == "tr" or tag in _CELLS:
            self._say(_ROW if tag == "tr" else _CELL)
        if tag not in _VOID and len(self.open) < _DEPTH:
            self.open.append(self._opened(tag, {name: (value or "").lower() for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        walls = {"table"} if tag in _ROWS else _WALLS | _CELLS
        for at in range(len(self.open) - 1, -1, -1):
            if self.open[at].tag == tag:
                self._end(at)
                break
            if self.open[at].tag in walls and tag not in _WALLS:
                break
        self._break(tag)

    def handle_data(self, data: str) -> None:
        self._say(re.sub(r"\s+", " ", data))

    def close(self) -> None:
        super().close()
        self._end(0)
        if not self.framed:
            self.kinds = [TEXT if kind == FRAME else kind for kind in self.kinds]

    @property
    def _inside(self) -> _Open:
        return self.open[-1] if self.open else _NOTHING

    def _say(self, words: str) -> None:
        if not self._inside.silent:
            self.said.append((self._inside.part, words))

    def _break(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.said.append((self._inside.part, "\n\n" if tag in _APART else "\n"))

    def _end(self, first: int) -> None:
        """End this element and all inside it."""
        while len(self.open) > first:
            if self.open.pop().tag == "tr":
                self._say(_END)

    def _end_before(self, tag: str) -> None:
        """End what a new element ends without a closing tag: a paragraph, the item or the cell before it."""
        ended = _ENDS.get(tag, frozenset())
        first = len(self.open)
        for at in range(len(self.open) - 1, -1, -1):
            before = self.open[at].tag
            if before in ended or (before == "p" and tag in _BLOCKS and tag != "br"):
                first = at
            elif before in _WALLS or (before in _CELLS and tag not in _ROWS):
                break
        self._end(first)

    def _opened(self, tag: str, attrs: Mapping[str, str]) -> _Open:
        kind, inside = self._kind(tag, attrs), self._inside
        if inside.silent or tag in _SILENT or _STRUCK.search(attrs.get("style", "")):
            return _Open(tag, inside.part, True)
        if tag == "h1" and self.kinds[inside.part] == FRAME:
            self.kinds[inside.part] = TEXT  # the title of the text
        if kind == TEXT:
            self.framed = True
            return _Open(tag, 0, False)
        if not kind or self.kinds[inside.part] in (kind, HIDDEN):
            return _Open(tag, inside.part, False)
        self.kinds.append(kind)
        return _Open(tag, len(self.kinds) - 1, False)

    def _kind(self, tag: str, attrs: Mapping[str, str]) -> str:
        """The kind of part that begins with this element; "" if none does."""
        role = attrs.get("role", "")
        if "main" in (tag, role):
            return TEXT
        if "hidden" in attrs or attrs.get("aria-hidden") == "true" or _UNSEEN.search(attrs.get("style", "")):
            return HIDDEN
        if tag in _BESIDE_MARKS or role in _BESIDE_MARKS:
            return BESIDE
        if tag in _FRAME_MARKS or role in _FRAME_MARKS:
            return "" if any(each.tag in ("main", "article") for each in self.open) else FRAME
        self.framed = self.framed or (tag == "article" and not self._inside.part)
        names = f"{attrs.get('class', '')} {attrs.get('id', '')}".split()
        return BESIDE if tag in ("div", "section", "ul") and any(map(_BESIDE_CLASS.fullmatch, names)) else ""
