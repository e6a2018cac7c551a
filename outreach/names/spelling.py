"""Spelling: words that are one slip apart.

A slip is one letter left out, put in, changed, or two neighbours swapped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

#: Words shorter than this have too many neighbours for a slip to mean anything.
SHORTEST = 4


def one_apart(a: str, b: str) -> bool:
    """Whether one slip turns a into b; False for equal words and for very short ones."""
    if a[:1] != b[:1] and a[-1:] != b[-1:]:
        return False  # a slip is at the start or at the end, never at both
    if a == b or abs(len(a) - len(b)) > 1 or min(len(a), len(b)) < SHORTEST - 1:
        return False
    start = _same_start(a, b)
    x, y = a[start:], b[start:]
    if len(x) == len(y):
        return x[1:] == y[1:] or (x[2:] == y[2:] and x[:2] == y[1::-1])
    return x[1:] == y if len(x) > len(y) else x == y[1:]


_READ_AS = str.maketrans("elj", "cii")


@lru_cache(maxsize=1 << 14)
def shape(word: str) -> str:
    """What is left of a word when letters that a machine takes for each other are one: "barney" → "bamcy"."""
    return word.replace("rn", "m").replace("vv", "w").replace("cl", "d").translate(_READ_AS)


def looks_like(a: str, b: str) -> bool:
    """Whether a machine that reads print may have taken one word for the other."""
    return shape(a) == shape(b) and a != b and abs(len(a) - len(b)) < 3


def _same_start(a: str, b: str) -> int:
    at = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        at += 1
    return at


def _shortened(word: str) -> set[str]:
    return {word[:i] + word[i + 1 :] for i in range(len(word))}


class Pairs:
    """Finds the words of a vocabulary that may be alike to 80 %, so that few have to be measured.

    Two words of n letters together are so alike when all but a fifth of the letters agree in order.
    These stand in so few runs that at least n / 5 - 1 pairs of neighbours are in both words.
    """

    def __init__(self, vocabulary: Iterable[str]) -> None:
        self._words = list(vocabulary)
        self._short = [word for word in self._words if len(word) <= SHORTEST]  #: all that a shorter one is like
        self._filed: dict[str, list[int]] = {}
        for at, word in enumerate(self._words):
            for pair in set(_pairs(word)):
                self._filed.setdefault(pair, []).append(at)

    def of(self, word: str) -> list[str]:
        """All words that are alike to 80 %, and some more, in the order of the vocabulary."""
        if len(word) < SHORTEST:
            return self._short
        shared = Counter(at for pair in _pairs(word) for at in self._filed.get(pair, ()))
        return [self._words[at] for at in sorted(shared) if 5 * (shared[at] + 1) >= len(word) + len(self._words[at])]


def _pairs(word: str) -> list[str]:
    return [word[at : at + 2] for at in range(len(word) - 1)]


class Neighbours:
    """Finds the words of a vocabulary that are one slip from a given word.

    Each word is filed under itself less one letter, so a question costs as much as the word is
    long, however large the vocabulary is.
    """

    def __init__(self, vocabulary: Iterable[str]) -> None:
        self._filed: dict[str, list[str]] = {}
        for word in vocabulary:
            if len(word) >= SHORTEST:
                for short in _shortened(word) | {word}:
                    self._filed.setdefault(short, []).append(word)

    def of(self, word: str) -> tuple[str, ...]:
        """The words one slip away, in alphabetical order."""
        near = {w for short in _shortened(word) | {word} for w in self._filed.get(short, ())}
        return tuple(sorted(w for w in near if one_apart(word, w)))
