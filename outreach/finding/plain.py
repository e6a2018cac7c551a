"""The commonest lines at once: one plain name, perhaps with a title before it and a place behind it.

Convention: what is read here is what the grammar of ``mentions`` would read, only sooner; whatever
is not as plain as can be is left to it.
"""

from __future__ import annotations

import re

from ..names import key
from . import kinds
from .arranging import are_initials
from .mention import Lexicon, Mention
from .places import NOWHERE, Place, read_place, state_code
from .tokens import Token, last_place, word_kind

_WORD = r"(?:(?:[A-Z]\.){1,3}|(?![A-Z]{1,3}-)[A-Z][^\W\d_]*(?:['-][A-Z][^\W\d_]+)*)"
_WORDS = rf"{_WORD}(?: {_WORD}){{0,2}}"
#: "Rep. Ann “Annie” Able", as far as a comma, a blank, a cell or the end.
_NAME = re.compile(
    rf"(?P<us>U\.S\. )?(?:(?P<title>(?:Hon|Rep|Sen|Mr|Mrs|Ms|Dr)\.|[A-Z][a-z]+) )?(?P<words>{_WORDS})"
    rf"(?: [\"“](?P<nickname>[A-Z]\w{{1,14}})[\"”] (?P<last>{_WORDS}))?(?=,? |\t|$)"
)
#: "Able, Ann"
_GIVEN = re.compile(rf", (?P<words>{_WORDS})(?= [(\[]|$)")
#: "of New Jersey", ", Ohio"
_STATE = re.compile(r"(?P<gap>,| of) (?P<name>(?P<first>[A-Z][a-z]+)(?: [A-Z][a-z]+)?)$")
#: Cells of party, state and district.
_CELLS = re.compile(r"(?:\t(?:[A-Z]{1,2}|\d{1,2}))+$")
_JUST_NAMES = frozenset({kinds.NAME})
#: The longest name that is surely one name, in words.
_ONE = 3


def plain(text: str, lexicon: Lexicon) -> tuple[list[Token], list[Mention]] | None:
    """The one name that a line is, in a token of its own; None where the line has to be read with care."""
    line = _NAME.match(text)
    mention = _named(line, lexicon) if line else None
    if line is None or mention is None:
        return None
    end = line.end()
    if text[end : end + 1] == "," and (given := _GIVEN.match(text, end)):
        more = given.end() < len(text)
        end = given.end() if _turn(mention, given["words"].split(" "), more, lexicon) else end
    place = _place(text, end, mention, lexicon) if end < len(text) else NOWHERE
    if place is None or _may_be_state(mention, lexicon):
        return None
    mention.place = place
    if line["us"]:
        mention.first, mention.last = 1, 2
        return [Token(kinds.STOP, "U.S.", 0, 4), Token(kinds.NAME, text[5:], 5, len(text))], [mention]
    return [Token(kinds.NAME, text, 0, len(text))], [mention]


def _named(line: re.Match[str], lexicon: Lexicon) -> Mention | None:
    """A title and a name, where each word can be nothing else and the last is a surname."""
    _, title, name, nickname, last = line.groups("")
    words = name.split(" ")
    if last:
        words += last.split(" ")
    courtesy = chamber = ""
    if title:
        kind = word_kind(title)
        if kind == kinds.NAME:
            words.insert(0, title)
        elif kind == kinds.COURTESY:
            courtesy = title.lower().rstrip(".")
        elif kind in kinds.CHAMBERS and title.lower().rstrip(".") not in kinds.PLURAL:
            chamber = kinds.CHAMBERS[kind]
        else:
            return None
    if len(words) > _ONE or key(words[-1]) not in lexicon.surnames or not _are_names(words):
        return None
    return Mention(0, 1, 0, words, nickname, chamber, False, courtesy, known=True)


def _are_names(words: list[str]) -> bool:
    return _JUST_NAMES.issuperset(map(word_kind, words))


def _turn(mention: Mention, given: list[str], more: bool, lexicon: Lexicon) -> bool:
    """Put the given names before the surname, when they are somebody's or initials with a place behind them."""
    if not _are_names(given):
        return False
    if are_initials(given):
        theirs = more and len(mention.words) == 1
    else:
        short = len(given) == 1 and len(given[0]) < 4 and given[0].isupper()  # "EB" is more than it seems
        theirs = not short and key(given[0]) + _run(mention) in lexicon.full
    if theirs:
        mention.words = [*given, *mention.words]
    return theirs


def _run(mention: Mention) -> str:
    return "".join([key(word) for word in mention.words])


def _place(text: str, at: int, mention: Mention, lexicon: Lexicon) -> Place | None:
    """What stands behind the name up to the end of the line; None if that is not one place."""
    if text[at] == "\t":
        return _cells(text[at:], mention, lexicon)
    if state := _STATE.match(text, at):
        return _state(state, mention, lexicon)
    return last_place(text[at:], "P" if text[at] == "," else "BP") or None


def _cells(rest: str, mention: Mention, lexicon: Lexicon) -> Place | None:
    if not _CELLS.match(rest):
        return None
    run, place = _run(mention), NOWHERE
    for cell in rest[1:].split("\t"):
        read = read_place(cell)
        if not read or (cell.isalpha() and cell not in kinds.PARTIES and key(cell) + run in lexicon.full):
            return None
        place = place.joined(read)
    return place


def _state(found: re.Match[str], mention: Mention, lexicon: Lexicon) -> Place | None:
    name, first = found["name"], found["first"]
    turned = found["gap"] == "," and key(first) + _run(mention) in lexicon.full
    if turned or len(name) < 4 or any(word_kind(word) not in "nsl" for word in name.split(" ")):
        return None
    code = state_code(name)
    return Place(state=code) if code else None


def _may_be_state(mention: Mention, lexicon: Lexicon) -> bool:
    """Whether the words are rather a state than somebody."""
    words = mention.words
    if mention.chamber or len(words) == 1 or key(words[0]) + key(words[-1]) in lexicon.full:
        return False
    return state_code(" ".join(words)) != ""
