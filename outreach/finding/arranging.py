"""Mentions put in order: surname-first names turned round, two names run together parted."""

from __future__ import annotations

from collections.abc import Sequence

from ..names import CREDENTIALS, SUFFIXES, key
from .mention import Lexicon, Mention
from .places import state_code
from .tokens import Token


def is_known(words: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether any of the words, or the last ones together, are somebody's surname."""
    if key(words[-1]) in lexicon.surnames:
        return True
    folded = [run for word in words if (run := key(word)) not in SUFFIXES and run not in CREDENTIALS]
    return any("".join(folded[at:]) in lexicon.surnames or word in lexicon.surnames for at, word in enumerate(folded))


def in_order(found: list[Mention], tokens: Sequence[Token], lexicon: Lexicon) -> list[Mention]:
    """Names printed surname first put together: "Johnson, EB", "Titus, Dina [D-NV-1]"."""
    result: list[Mention] = []
    for mention in found:
        if result and _turned(result[-1], mention, tokens, lexicon):
            surname = result.pop()
            mention.words = [*mention.words, *surname.words]
            mention.first, mention.known = surname.first, True
            mention.chamber, mention.courtesy = surname.chamber, surname.courtesy
            mention.plural = surname.plural
        result.append(mention)
    return result


def _turned(surname: Mention, given: Mention, tokens: Sequence[Token], lexicon: Lexicon) -> bool:
    between = [token.text for token in tokens[surname.last : given.first]]
    if between != [","] or surname.place or given.chamber or given.courtesy or not surname.known:
        return False
    first = [key(word) for word in given.words]
    if len(first) == 1 and len(first[0]) in (2, 3) and given.words[0].replace(".", "").isupper():
        return first[0] not in lexicon.surnames and not state_code(given.words[0])
    own_title = bool(surname.chamber) and not surname.plural
    alone = surname.first == 0 and all(token.kind in "NT" for token in tokens[given.last :])
    last = "".join(key(word) for word in surname.words)
    return first[0] + last in lexicon.full and (alone or own_title or first[-1] not in lexicon.surnames)
