"""A text → segments: what stands together as one line once wrapped lines are joined again.

Convention: a segment never holds a line break; wide gaps and table bars inside it are tabs.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from ..names import mended
from .labels import begins_with_label

#: Characters that print differently and mean the same, or mean nothing.
_SAME = str.maketrans(
    {"\u00a0": " ", "\u2007": " ", "\u202f": " ", "’": "'", "‘": "'", "ʼ": "'", "‑": "-", "‐": "-", "|": "\t"}
    | dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad")
)
#: Marks that a machine sees in a signature and puts before the name.
_NOISE = " .,;^=`´{}\\<«"
_GAP = re.compile(r" *\t[\t ]*| {3,}")
#: Words that something always follows.
_SMALL_WORDS = "of|and|by|the|to|for|in|on|a|at|with|from"
#: A line that cannot be whole: the next one goes on with it.
_OPEN_END = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Reps?|Sens?|Hon|Senators?|Representatives?|Congress(?:wo)?m[ae]n|New|North|South|West|Rhode"
    rf"|{_SMALL_WORDS}|U\.S)\.?|(?<![-–])[-–]|[(&])$"
)
#: No line that ends so is open.
_SHUT = frozenset(")],;:!?0123456789")
#: No end that the pattern knows is longer.
_LONGEST_END = 20
#: "cc: …" begins a line of its own, though it is in small letters.
_LABEL = re.compile(r"(?:b?cc|encl?\.?|enclosures?|via|attn|contacts?)\s*:", re.I)
#: A line of a list, though it begins in small letters.
_FORMER = re.compile(r"former\s+(?:reps?|sens?|representative|senator|congress(?:wo)?man|members?)\b", re.I)
_GOES_ON = re.compile(r"^(?:[a-z(),;]|\[[DRI]\b|(?:Jr|Sr)\.?,)")
#: A double name broken behind its hyphen.
_HYPHEN = re.compile(r"[^\W\d_]-$")
#: "lieu, ted (d-ca)"
_SMALL = re.compile(
    r"^(?P<name>[a-z][a-z'-]+, [a-z][a-z'.-]*(?: [a-z]\.?)?)(?P<place> [(\[][dri]-[a-z]{2}(?:-\d{1,2})?[)\]])?$"
)


#: Slips of machines that print names: a signature mark, a letter lost as "?", digits read for letters.
_REPAIRS: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    (_SMALL, lambda found: found["name"].title() + (found["place"] or "").upper()),
    (re.compile(r"(?<![\w/])/\s?[sS]\s?/|^(?:[sS]/|/[sS])(?=\s)"), "   "),
    (re.compile(r"(?<=[^\W\d_])\?(?=[^\W\d_A-Z])"), "\ufffd"),
    (re.compile(r"(?<![\w.,/@=-])0(?=[a-z]{2})"), "O"),
    (
        re.compile(r"(?<=[^\W\d_])1{1,2}(?=[a-z])|(?<=[a-z])1{1,2}(?=[A-Z])|(?<=[a-z]{2})1(?![\w@])"),
        lambda ones: "l" * len(ones[0]),
    ),
    (re.compile(r"\bIr\.(?=$|[\s,])"), "Jr."),
    (re.compile(r"^(?:>\s?)+"), ""),
    (re.compile(r"~~[^~]{1,80}~~"), ""),
    (re.compile(r"^(?:ditto|do\.)\s+(?=\S+\s)", re.I), ""),
    (re.compile(r"\[([^\[\]]{2,60})\]\((?:https?:|/|mailto:)[^()\s]*\)"), r"\1"),
)
#: Each way begins with a mark of its own, and is quick to look for.
_MAY_NEED_REPAIR = re.compile(
    r"/(?:\s?[sS]\s?/|(?<=^/)[sS]\s|(?<=^[sS]/)\s)|\?(?<=\w\?)\w|0[a-z]|1(?<=[A-Za-z]1)|Ir\.|>(?<=^>)|\]\(|~~|Ditto|ditto|Do\.|do\."
)
#: A name that a sentence stops in at the end of a line, and how it goes on.
_MID_NAME = re.compile(
    r"(?:[,;]|\b(?:and|by|from|[A-Z][a-z]+(?:wo)?m[ae]n|Rep\.|Reps\.|Sen\.|Sens\.|Representatives?|Senators?))"
    r"\s+(?:[A-Z][\w.'-]*\s+){0,2}[A-Z][\w'-]*[\w]$"
)
_REST_OF_NAME = re.compile(r"^[A-Z][\w'-]+(?: [A-Z][\w'-]+)?(?:,\s.*[,.\w-]|\s(?:and|\()\s?.*|\.)$")
_LOWER_WORDS = re.compile(r"(?:^|\s)[a-z]{2,}\b.*\s[a-z]{2,}\b")
#: So many lines above may have begun the sentence.
_FAR_BACK = 24
#: "Mr. Able (for himself, …" goes on until the bracket closes.
_FOR = re.compile(r"\((?:for|on behalf)\b[^)]*$", re.IGNORECASE)
#: Two lines that begin so are two signers, however long they are.
_TITLED = re.compile(r"^\W*(?:\d+\W+)?(?:Reps?\.|Sens?\.|Senator|Representative|Congress(?:wo)?man|Del\.)\s\S+\s\S")
#: A heading, or an office below a name, that ends as an unfinished line does.
_WHOLE = re.compile(
    r"^(?:(?:State|Former|Local)\s+(?:Senators|Representatives)|(?:Copies|Sent)\s+to"
    r"|(?:Members?\s+of\s+the\s+)?(?:(?:U\.?S\.?|United\s+States)\s+)?House\s+of\s+Representatives)$"
)
#: What stands over a new page of a letter, below the name of whom it is to.
_PAGE = re.compile(r"\s*[Pp]age \d{1,2}(?: of \d{1,2})?\s*$")
_DAY = re.compile(r"\s*[A-Z][a-z]{2,8}\.? \d{1,2}, 20\d\d\s*$")
#: From this width on, lines of one paragraph are taken for wrapped prose.
_WIDE = 50
#: Narrower lines are taken for wrapped ones only where each is as full as can be, and never under this width.
_NARROW = 28
#: No word is longer where a line is said to be full.
_WORD = 20
#: How a line of prose or of several names ends in the middle of them.
_MORE_COMES = re.compile(rf"[,;]$|\b(?i:{_SMALL_WORDS})$|{_OPEN_END.pattern}")
#: What stands inside a line of prose or of several names: a comma behind a name or a bracket, small words.
_MANY = re.compile(r"[\w)\]], (?!Jr|Sr|I)[A-Z(]|\b[a-z]{2,} [a-z]{2,}\b|\b(?i:and|of|by|the|with|from|for|in)\b")


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
    for number, line in enumerate(_without_page_heads(_lines(mended(text))), 1):
        clean = _clean(line)
        if clean:
            paragraph.append((number, clean))
            continue
        yield from _joined(paragraph)
        paragraph = []
        yield Segment("", (0,), (number,))
    yield from _joined(paragraph)


def _lines(text: str) -> list[str]:
    for end in ("\r\n", "\r", "\f", "\v", "\u2028", "\u2029"):
        text = text.replace(end, "\n")
    return text.split("\n")


def _without_page_heads(lines: list[str]) -> list[str]:
    """The lines without the name over a new page: "Chairman Able", "June 3, 2020", "Page 2" is who is written to."""
    for at in [at for at, line in enumerate(lines) if "age " in line and _PAGE.match(line)]:
        dated = next((name for name, day in ((at - 2, at - 1), (at - 1, at + 1)) if _is_day(lines, day)), -1)
        if dated >= 0:
            lines[dated] = ""
    return lines


def _is_day(lines: Sequence[str], at: int) -> bool:
    return at < len(lines) and bool(_DAY.match(lines[at]))


def _repaired(line: str) -> str:
    if line.islower() or _MAY_NEED_REPAIR.search(line):
        for slip, right in _REPAIRS:
            line = slip.sub(right, line)
    return line


def _clean(line: str) -> str:
    same = _repaired(
        (line if line.isascii() and "|" not in line else line.translate(_SAME)).strip().lstrip(_NOISE)
    ).strip()
    return _GAP.sub("\t", same) if "\t" in same or "   " in same else same


def _joined(paragraph: list[tuple[int, str]]) -> Iterator[Segment]:
    if not paragraph:
        return
    wrapped = _at_margin([line for _, line in paragraph])
    held: list[tuple[int, str]] = []
    listing = False
    for at, (number, line) in enumerate(paragraph):
        if held and not (listing or _goes_on(held[-1][1], line, wrapped[at - 1]) or _in_name(held, line)):
            yield _segment(held)
            held = [(number, line)]
        else:
            held.append((number, line))
        if listing or "(" in line:
            listing = ")" not in line if listing else line[-1] != ")" and bool(_FOR.search(line))
    yield _segment(held)


def _at_margin(lines: list[str]) -> list[bool]:
    """Of each line but the last, whether it is broken at a margin and the next one may go on with it."""
    wide, body = max(map(len, lines)), [len(line) for line in lines[:-1]]
    if wide < _NARROW or len(body) < 2 or sum("\t" in line for line in lines) > 0.5 * len(lines):
        return [False] * len(body)  # short lines, or columns
    prose = wide >= _WIDE and sum(wide - size <= 25 for size in body) >= 0.6 * len(body) and _runs_on(lines)
    return [full or (prose and size >= _WIDE - 10) for full, size in zip(_filled(lines, wide), body, strict=True)]


def _filled(lines: list[str], wide: int) -> list[bool]:
    """The same of narrow lines: several in a row that end where the next word had no room, and that run on."""
    result = [False] * (len(lines) - 1)
    begin = 0
    for at, line in enumerate(lines):
        room = wide - len(line) - 1
        if at + 1 == len(lines) or room > _WORD or (room > 0 and len(lines[at + 1].split(" ", 1)[0]) < room):
            if at - begin > 1 and _runs_on(lines[begin : at + 1]):
                result[begin:at] = [True] * (at - begin)
            begin = at + 1
    return result


def _runs_on(lines: list[str]) -> bool:
    """Whether lines are rather prose or a list of names in one paragraph than a name in each."""
    breaks = pairwise(lines)
    ends = sum(bool(_MORE_COMES.search(line) or _GOES_ON.match(following)) for line, following in breaks)
    return 4 * ends >= len(lines) - 1 and sum(bool(_MANY.search(line)) for line in lines) >= 0.6 * len(lines)


def _goes_on(line: str, following: str, wrapped: bool) -> bool:
    begun = _is_open(line) or _GOES_ON.match(following)
    if not (begun or wrapped) or line[-1] == ":":
        return False  # as nearly everywhere in a list
    if _LABEL.match(following) or begins_with_label(following) or (not wrapped and _FORMER.match(following)):
        return False
    return not (begun and _WHOLE.match(line)) and not _two_signers(line, following)


def _is_open(line: str) -> bool:
    return line[-1] not in _SHUT and bool(_OPEN_END.search(line, max(0, len(line) - _LONGEST_END)))


def _two_signers(line: str, following: str) -> bool:
    return bool(_TITLED.match(line) and _TITLED.match(following)) and not line.endswith((",", ";"))


def _in_name(held: Sequence[tuple[int, str]], following: str) -> bool:
    """Whether a sentence goes on with the rest of a name: "…, Teresa" / "Leger Fernandez and …"."""
    line = held[-1][1]
    if line[-1] in _SHUT or not _REST_OF_NAME.match(following) or not _MID_NAME.search(line[-80:]):
        return False
    return any(_LOWER_WORDS.search(line) for _, line in held[-_FAR_BACK:])


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
