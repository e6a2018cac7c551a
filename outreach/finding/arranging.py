"""Mentions put in order: surname-first names turned round, two names run together parted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ..names import SUFFIXES, is_credential, key
from . import kinds
from .mention import Lexicon, Mention
from .places import NOWHERE, state_code
from .tokens import Token


def is_known(words: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether any of the words, or the last ones together, are somebody's surname."""
    if key(words[-1]) in lexicon.surnames:
        return True
    folded = [run for word in words if (run := key(word)) not in SUFFIXES and not is_credential(word)]
    return any("".join(folded[at:]) in lexicon.surnames or word in lexicon.surnames for at, word in enumerate(folded))


def in_order(found: list[Mention], tokens: Sequence[Token], lexicon: Lexicon) -> list[Mention]:
    """Names printed surname first put together: "Johnson, EB", "Titus, Dina [D-NV-1]"."""
    result: list[Mention] = []
    for mention in found:
        if result and _in_next_cell(result[-1], mention, tokens, lexicon):
            mention = _one(result.pop(), mention)
        if result and _turned(result[-1], mention, tokens, lexicon):
            surname = result.pop()
            mention.words = [*mention.words, *surname.words]
            mention.first, mention.known = surname.first, surname.known or mention.known
            mention.chamber, mention.courtesy = surname.chamber, surname.courtesy
            mention.plural = surname.plural
        result.append(mention)
    return result


def _turned(surname: Mention, given: Mention, tokens: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether the second of two mentions is the given name of the first."""
    between = [token.text for token in tokens[surname.last : given.first]]
    cells = between == ["\t"] and (bool(given.place) or given.last == len(tokens))
    if not (cells or between == [","]) or surname.place or given.chamber or given.courtesy:
        return False
    alone = _fills_cells(surname, given, tokens)
    if not surname.known:
        return alone and bool(given.place) and not cells and _is_given(given, lexicon)
    if are_initials(given.words) or cells:
        return (alone or not cells) and _fits_surname(surname, given, lexicon)
    if len(given.words) == 1 and len(key(given.words[0])) in (2, 3) and given.words[0].replace(".", "").isupper():
        return key(given.words[0]) not in lexicon.surnames and not state_code(given.words[0])
    return _slipped_turn(surname, given, alone) or _is_theirs(surname, given, alone, lexicon)


def _fits_surname(surname: Mention, given: Mention, lexicon: Lexicon) -> bool:
    """Whether initials, or a given name of theirs, stand beside a surname that has no given name yet."""
    theirs = key(given.words[0] + "".join(surname.words)) in lexicon.full
    return (theirs or are_initials(given.words)) and not _is_whole(surname.words, lexicon)


def _is_given(given: Mention, lexicon: Lexicon) -> bool:
    return are_initials(given.words) or (len(given.words) < 4 and key(given.words[0]) in lexicon.given)


def _is_theirs(surname: Mention, given: Mention, alone: bool, lexicon: Lexicon) -> bool:
    """Whether a given name is that of somebody of the surname: "Kind, R. James"."""
    last = "".join(map(key, surname.words))
    own_title = bool(surname.chamber) and not surname.plural
    if key(given.words[0]) + last in lexicon.full:
        return alone or own_title or key(given.words[-1]) not in lexicon.surnames
    return alone and bool(given.place) and any(key(word) + last in lexicon.full for word in given.words)


_INITIALS = re.compile(r"(?:[A-Z]\.?|(?:[A-Z]\.){2,3}[A-Z]?)$")


def are_initials(words: Sequence[str]) -> bool:
    """Whether the words are "A. L." or "A.L."."""
    return all(_INITIALS.match(word) or key(word) in SUFFIXES for word in words)


#: Offices outside Congress that stand behind a name.
_OFFICES_TEXT = (
    "governor mayor secretary ambassador sheriff commissioner director administrator counsel ceo founder treasurer "
    "comptroller auditor undersecretary lieutenant lt attorney councilmember councilman councilwoman professor"
)
_OFFICES = frozenset(_OFFICES_TEXT.split())


#: "(withdrew)", "- declined" behind a name says that it is no signature.
_TAKEN_BACK = re.compile(
    r"\b(?:withdr[ae]w|declin|not? sign|did not|removed|retract|abstain|no longer|refus|pending|undecided|not yet)",
    re.I,
)
_NO = frozenset(("no", "n", "✗", "✘"))


def mark_offices(found: list[Mention], tokens: Sequence[Token]) -> None:
    """ "Ann Able, Governor of Ohio" at the end of a line is no legislator, "Ann Able (withdrew)" no signatory."""
    for at, mention in enumerate(found):
        rest = tokens[mention.last : mention.last + 12]
        mention.refused = not mention.other and _is_taken_back(rest, last=at + 1 == len(found))
        mention.other = mention.other or mention.refused
        if (
            2 <= len(rest) <= 10
            and rest[0].text in (",", "-", "–", "—")
            and not mention.chamber
            and rest[1].text.lower() in _OFFICES
            and rest[1].text[0].isupper()
            and not any(later.titled or later.known for later in found[at + 1 :])
            and not kinds.IN_CONGRESS.intersection(token.text.lower() for token in rest)
        ):
            mention.other = True


def _is_taken_back(rest: Sequence[Token], last: bool) -> bool:
    """Whether a bracket behind a name, or a few words behind the last one, say that it is no signature."""
    if not rest or rest[0].kind == "B":
        return bool(rest) and bool(_TAKEN_BACK.search(rest[0].text))
    said = " ".join(token.text for token in rest)
    apart = rest[0].text in (",", "-", "–", "—", ";", ":") or rest[0].kind == "T"
    few = last and len(rest) <= 10
    return few and ((apart and bool(_TAKEN_BACK.search(said))) or said.strip().lower() in _NO)


def _in_next_cell(given: Mention, surname: Mention, tokens: Sequence[Token], lexicon: Lexicon) -> bool:
    """First name and surname in cells of their own."""
    if [token.text for token in tokens[given.last : surname.first]] != ["\t"] or given.place or surname.chamber:
        return False
    return key(given.words[0] + "".join(surname.words)) in lexicon.full and not _is_whole(given.words, lexicon)


def _one(given: Mention, surname: Mention) -> Mention:
    given.words, given.place, given.last = [*given.words, *surname.words], surname.place, surname.last
    given.known = True
    return given


def _slipped_turn(surname: Mention, given: Mention, alone: bool) -> bool:
    """ "Mr. Able, Anm (D-NY)": one title or nothing else, one place, and a second word that is nobody's surname."""
    titled = bool(surname.chamber or surname.courtesy) and not surname.plural
    plain = bool(given.place) and not given.known and len(surname.words) == 1 and len(given.words) < 3
    return plain and (titled or alone)


def _fills_cells(surname: Mention, given: Mention, tokens: Sequence[Token]) -> bool:
    """Whether nothing else stands in the cell, or on the line, with "Able, Ann"."""
    before = surname.first == 0 or tokens[surname.first - 1].kind in "TN" or _is_article(tokens[: surname.first])
    rest = tokens[given.last : given.last + 1]
    return before and (not rest or rest[0].kind in "NT" or bool(given.place))


def _is_article(before: Sequence[Token]) -> bool:
    """ "The" before "Honorable", "U.S." before "Senator", where nothing else stands before a name."""
    return all(token.text.lower() in ("the", "u.s.", "us") for token in before)


def parted(found: list[Mention], tokens: Sequence[Token], lexicon: Lexicon) -> list[Mention]:
    """Two names without anything between them, as columns of print have them, parted."""
    if all(len(mention.words) < 4 for mention in found):
        return found
    result: list[Mention] = []
    for mention in found:
        while len(mention.words) >= 4 and not mention.nickname and (cut := _cut(mention, tokens, lexicon)):
            first, mention = _divided(mention, cut, lexicon)
            result.append(first)
        result.append(mention)
    return result


def _cut(mention: Mention, tokens: Sequence[Token], lexicon: Lexicon) -> int:
    """How many words belong to the first of two whole names; 0 when it is one name."""
    size = len(mention.words)
    return next(
        (
            at
            for at in range(2, size - 1)
            if _is_whole(mention.words[:at], lexicon) and _starts_whole(mention.words[at:], lexicon)
        ),
        0,
    )


def _is_whole(words: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether words are first name and surname of somebody."""
    plain = [run for word in words if (run := key(word)) not in SUFFIXES]
    return len(plain) > 1 and any(plain[0] + "".join(plain[at:]) in lexicon.full for at in range(1, len(plain)))


def _starts_whole(words: Sequence[str], lexicon: Lexicon) -> bool:
    return any(_is_whole(words[:at], lexicon) for at in range(2, min(len(words), 5) + 1))


def _divided(mention: Mention, cut: int, lexicon: Lexicon) -> tuple[Mention, Mention]:
    """The mention up to a word, and the rest with what stands behind it."""
    first, rest = replace(mention), replace(mention)
    first.last = rest.first = mention.name + cut
    first.words, rest.words = mention.words[:cut], mention.words[cut:]
    first.place, first.nickname, first.possessive = NOWHERE, "", False
    rest.chamber, rest.courtesy, rest.role, rest.plural = "", "", False, False
    rest.name = rest.first
    first.known, rest.known = is_known(first.words, lexicon), is_known(rest.words, lexicon)
    return first, rest
