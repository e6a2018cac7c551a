"""A text → segments: what stands together as one line once wrapped lines are joined again.

Convention: a segment never holds a line break; wide gaps and table bars inside it are tabs.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..names import mended

#: Characters that print differently and mean the same, or mean nothing.
_SAME = str.maketrans(
    {"\u00a0": " ", "\u2007": " ", "\u202f": " ", "’": "'", "‘": "'", "ʼ": "'", "‑": "-", "‐": "-", "|": "\t"}
    | dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad")
)
_GAP = re.compile(r" *\t[\t ]*| {3,}")
#: A line that cannot be whole: the next one goes on with it.
_OPEN_END = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Reps?|Sens?|Hon|Senators?|Representatives?|Congress(?:wo)?m[ae]n|New|North|South|West|Rhode"
    r"|of|and|by|the|to|for|in|on|a|at|with|from|U\.S)\.?|[(\-–&])$"
)
#: No end that the pattern knows is longer.
_LONGEST_END = 20
_GOES_ON = re.compile(r"^(?:[a-z(),;]|\[[DRI]\b)")
#: A double name broken behind its hyphen.
_HYPHEN = re.compile(r"[^\W\d_]-$")
#: From this width on, lines of one paragraph are taken for wrapped prose.
_WIDE = 50


class Segment(NamedTuple):
    """A stretch of text that reads as one line."""

    text: str
    starts: tuple[int, ...]  #: where in the text each printed line starts
    lines: tuple[int, ...]  #: the numbers of these lines, 1 is the first

    def line_at(self, offset: int) -> int:
        """The printed line that a place in the text stands on."""
        return self.lines[bisect_right(self.starts, offset) - 1] if len(self.lines) > 1 else self.lines[0]


def segments(text: str) -> Iterator[Segment]:
    """The segments of a text in order; a blank line gives an empty one."""
    paragraph: list[tuple[int, str]] = []
    for number, line in enumerate(re.split(r"\r\n|[\r\n\f\v\u2028\u2029]", mended(text)), 1):
        clean = _clean(line)
        if clean:
            paragraph.append((number, clean))
            continue
        yield from _joined(paragraph)
        paragraph = []
        yield Segment("", (0,), (number,))
    yield from _joined(paragraph)


def _clean(line: str) -> str:
    same = (line if line.isascii() and "|" not in line else line.translate(_SAME)).strip()
    return _GAP.sub("\t", same) if "\t" in same or "   " in same else same


def _joined(paragraph: list[tuple[int, str]]) -> Iterator[Segment]:
    if not paragraph:
        return
    wrapped = _is_wrapped([line for _, line in paragraph])
    held: list[tuple[int, str]] = []
    for number, line in paragraph:
        if held and not _goes_on(held[-1][1], line, wrapped):
            yield _segment(held)
            held = []
        held.append((number, line))
    yield _segment(held)


def _is_wrapped(lines: list[str]) -> bool:
    """Whether the lines are prose broken at a margin: about as wide as each other, and wide."""
    wide = max(len(line) for line in lines)
    body = [len(line) for line in lines[:-1]]
    return wide >= _WIDE and len(body) > 1 and sum(wide - size <= 25 for size in body) >= 0.6 * len(body)


def _goes_on(line: str, following: str, wrapped: bool) -> bool:
    if _OPEN_END.search(line, max(0, len(line) - _LONGEST_END)) or _GOES_ON.match(following):
        return not line.endswith(":")
    return wrapped and len(line) >= _WIDE - 10 and not line.endswith(":")


def _segment(held: Sequence[tuple[int, str]]) -> Segment:
    if len(held) == 1:
        return Segment(held[0][1], (0,), (held[0][0],))
    starts, lines, text = [], [], ""
    for number, line in held:
        text += " " if text and not _HYPHEN.search(text) else ""
        starts.append(len(text))
        lines.append(number)
        text += line
    return Segment(text, tuple(starts), tuple(lines))
