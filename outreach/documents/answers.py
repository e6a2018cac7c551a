"""Columns that say who signed: "Signed? Yes/No", "Status: declined", "Withdrawn: x".

Convention: a column is one only where its header asks for it. Where some cells are no answer that
we know, who is marked beside them as signed has, and nobody else; if nobody is, only a no counts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

_YES, _NO, _OPEN, _BACK, _BLANK, _UNKNOWN = "yes", "no", "open", "back", "", "unknown"

#: Headers, folded to letters, up to the first mark: "Cosponsor (Y/N)" is "cosponsor".
_ASKS = re.compile(
    r"(?:has|have|did|is|will|date)?(?:they|member)?(?:letter)?"
    r"(?P<signing>(?:co)?sign(?:ed|s|ing|ature|atory|er|on|edon)?|cosponsor(?:ed|ing|ship)?|join(?:ed|ing)?"
    r"|on(?=(?:the|our|this)?letter))?"
    r"(?:to)?(?:the|our|this)?(?:letter|bill)?(?P<any>response|reply|answer|status|decision|supports?|vote)?(?P<yn>yn|yesno(?:declined)?)?"
)
_ASKS_BACK = re.compile(
    r"(?:date|has|have)?(?:withdr[ae]wn?|withdrawal|declined|declines|refused|removed|retracted|optedout"
    r"|(?:did|do|does|will)?not(?:co)?sign(?:ed|ing)?)(?:to(?:co)?sign)?(?:date)?(?:yn|yesno)?"
)
#: What every such header has in it somewhere: quick to look for.
_MAY_ASK = re.compile(
    r"sign|sponsor|join|respon|reply|answer|status|decision|y\W*n|yes|withdr|declin|refus|remov|retract|opted|letter|support|vote",
    re.I,
)
#: Cells, in small letters, up to the first mark: "No (busy)" is "no".
_SIGN = r"(?:co-?)?(?:sign|join|sponsor)"
_CELLS = {
    _YES: r"y|yes|yea|aye|true|1|ok|/s/|on|in|[✓✔☑✅🗹]|agreed|accepted|confirmed"
    rf"|(?:has |have )?{_SIGN}(?:ed|ing)?(?: on)?|(?:original )?(?:co-?)?sponsor(?:ed|ing)?",
    _NO: r"n|no|nay|off|none|false|0|[-–—❌☐⬜]",
    _BACK: rf"(?:has |have )?(?:declin|refus)(?:ed?|es|ing)(?: to {_SIGN}(?: on)?)?"
    r"|(?:has |have )?withdr[ae]wn?|withdraws|withdrawal|removed|retracted|opted out|opposed|out|passed"
    rf"|(?:did|do|does|is|has|have|will|would) not (?:{_SIGN}|respond|repl(?:y|ied)|answer)(?:ed|ing)?(?: on)?"
    rf"|(?:did|do|does|is|has|have|would|could)n't {_SIGN}(?:ed|ing)?|(?:won't|cannot|can't) {_SIGN}"
    rf"|not {_SIGN}(?:ed|ing)?(?: on)?|unsigned|(?:not|no) (?:interested|thanks|thank you|at this time)",
    _OPEN: r"undecided|unsure|maybe|uncertain|possibl[ey]|likely|leaning (?:yes|no)|pending|tbd|tbc|unknown"
    r"|n/a|na|\?|open|considering|under (?:review|consideration)|review(?:ing)?|in progress|waiting"
    r"|await(?:s|ing)(?: \w+)?|not yet|no (?:response|reply|answer|contact)|asked|contacted|invited|called"
    r"|e-?mailed|reached out|left (?:a )?(?:message|voicemail)|follow(?:ing)?[ -]?up|call back",
}
_ANSWERS = {kind: re.compile(words) for kind, words in _CELLS.items()}
#: A mark that says yes beside blanks, and no beside a yes.
_CROSSES = frozenset("x×☒✗✘")
_SURE_CROSSES = frozenset("x×☒")
#: What begins a remark behind an answer.
_REMARK = re.compile(r"\s*[,;:(\[–—!]|\.(?:\s|$)|\s(?:-\s|\d|(?:due|because|since|per|as|by|via|until|for)\b)")
#: "Signed w/ edits", "No longer interested": words that say it, whatever follows.
_PLAINLY = re.compile(r"(?:yes|(?:co-?)?signed|no|declined|withdrew|withdrawn|refused)\b(?!['’/-])", re.I)
_SIGNED = re.compile(r"\W*(?:yes|(?:co-?)?signed)\b", re.I)
_DATE = re.compile(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}")


class Answers(NamedTuple):
    """What the columns of a table say about who signed."""

    columns: frozenset[int]
    out: frozenset[int]  #: the rows that are no signatures


class _Column(NamedTuple):
    about_signing: bool  #: and not only "Status", "Response"
    found: list[str]


def asks(title: str) -> bool:
    """Whether a header asks who signed."""
    return bool(_MAY_ASK.search(title)) and bool(_asked(title) or _ASKS_BACK.fullmatch(_folded(title)))


def answers(cell: str) -> bool:
    """Whether a cell is an answer, and so perhaps no header: "Signed" is both."""
    return _answer(_word(cell), _YES, True, True) != _UNKNOWN


def read(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> Answers:
    """Which rows are no signatures: those that took it back, and those that no column says it of."""
    columns: dict[int, _Column] = {}
    for at, title in enumerate(titles):
        if asks(title) and (column := _column(title, [_cell(row, at) for row in rows])):
            columns[at] = column
    deciding = {at for at, column in columns.items() if column.about_signing} or columns.keys()
    out = set()
    for number in range(len(rows)):
        says = {at: column.found[number] for at, column in columns.items()}
        decided = {says[at] for at in deciding}
        if _BACK in says.values() or (_NO in decided and _YES not in decided):
            out.add(number)
    return Answers(frozenset(columns), frozenset(out))


def _column(title: str, cells: Sequence[str]) -> _Column | None:
    """Each cell as signed, not signed, taken back or nothing; None if the column does not say clearly."""
    asked = _asked(title)
    ticked = any(_ANSWERS[_YES].fullmatch(_word(cell)) for cell in cells)
    dated = not asked or ("sign" in (asked["signing"] or "") and not _folded(title).startswith("date"))
    found = [_said(cell, _NO if ticked else _YES, ticked or not asked, dated) for cell in cells]
    if not set(found) - {_BLANK, _UNKNOWN}:
        return None
    if not asked:
        return _Column(False, [_BLANK if answer in (_NO, _BLANK) else _BACK for answer in found])
    if _UNKNOWN in found and not (_YES in found and (asked["signing"] or any(map(_SIGNED.match, cells)))):
        return _refusals(found)
    if not asked["signing"] and not {_YES, _BACK} & set(found):
        return None
    other = _NO if _YES in found else _BLANK
    plain = {_BLANK: other, _OPEN: _NO, _UNKNOWN: _NO}
    return _Column(bool(asked["signing"]), [plain.get(answer, answer) for answer in found])


def _refusals(found: Sequence[str]) -> _Column | None:
    """Who says no in a column that is not clear otherwise."""
    refused = [_BACK if answer in (_NO, _BACK) else _BLANK for answer in found]
    return _Column(False, refused) if any(refused) else None


def _cell(row: Sequence[str], at: int) -> str:
    return row[at].strip() if at < len(row) else ""


def _asked(title: str) -> re.Match[str] | None:
    found = _ASKS.fullmatch(_folded(title))
    return found if found and any(found.groups()) else None


def _folded(title: str) -> str:
    """The letters of a header; "" where it has a number and so may be about another letter."""
    if any(letter.isdigit() for letter in title):
        return ""
    start = re.split(r"[(\[?:]", title, maxsplit=1)[0].strip() or title
    return "".join(letter for letter in start.casefold() if letter.isalpha())


def _word(cell: str) -> str:
    """What a cell says, without the remark behind it."""
    plain = " ".join(cell.replace("’", "'").replace("\ufe0f", "").casefold().split()).strip("*_ ")
    return (_REMARK.split(plain, maxsplit=1)[0] or plain).strip()


def _said(cell: str, cross: str, sure: bool, dated: bool) -> str:
    """The kind of answer in a cell, where it is the first or the last thing that stands there."""
    last = cell.rpartition(":")[2]
    plainly = _PLAINLY.match(cell)
    for part in (cell, last, plainly[0] if plainly else ""):
        if (part or not cell) and (answer := _answer(_word(part), cross, sure, dated)) != _UNKNOWN:
            return answer
    return _UNKNOWN


def _answer(word: str, cross: str, sure: bool, dated: bool) -> str:
    """The kind of answer; a cross is ``cross``, and ``sure`` says that every kind of cross is."""
    if not word:
        return _BLANK
    if word in _CROSSES:
        return cross if sure or word in _SURE_CROSSES else _UNKNOWN
    if dated and _DATE.fullmatch(word):
        return _YES
    return next((kind for kind, words in _ANSWERS.items() if words.fullmatch(word)), _UNKNOWN)
