"""A printed personal name → its words.

The surname is not guessed: every division of the words is offered, and the roster decides.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from .fold import key, words

#: Suffixes of a name, folded; they tell father from son.
SUFFIXES = {"jr": "jr", "junior": "jr", "sr": "sr", "senior": "sr", "ii": "ii", "iii": "iii", "iv": "iv"}

#: Letters after a name that say what somebody has studied; they tell nothing here.
CREDENTIALS_TEXT = "md pe phd dds dvm esq rn cpa jd mph dmd od do ret usn usa usmc usaf mba"
CREDENTIALS = frozenset(CREDENTIALS_TEXT.split())
#: "Member of Congress" behind a name; without its dots it may begin one ("MC GOVERN").
_MEMBER = frozenset(("M.C.", "M.C"))


def is_credential(word: str) -> bool:
    """Whether a printed word is letters after a name: "M.D.", "M.C."."""
    return key(word) in CREDENTIALS or word in _MEMBER


class PrintedName(NamedTuple):
    """The words of a name as printed."""

    words: tuple[str, ...]  #: folded, in order, suffix and credentials left out
    suffix: str = ""  #: "jr", "sr", "ii", …
    nickname: str = ""  #: folded, from quotes or brackets inside the name

    def divisions(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """(surname key, given words) for every way to divide the words, longest surname first."""
        nickname = (self.nickname,) if self.nickname else ()
        for at in range(len(self.words)):
            yield "".join(self.words[at:]), self.words[:at] + nickname


@lru_cache(maxsize=1 << 14)
def parse(parts: tuple[str, ...], nickname: str = "") -> PrintedName:
    """The printed words of one name, in order, to a name."""
    found: list[str] = []
    suffix = ""
    for part in parts:
        run, split = (key(part), words(part)) if part.isalpha() else _split(part)
        if run in SUFFIXES and found:
            suffix = SUFFIXES[run]
        elif run and not (len(found) > 1 and is_credential(part)):
            found += split
    return PrintedName(tuple(found), suffix, key(nickname))


@lru_cache(maxsize=1 << 12)
def _split(part: str) -> tuple[str, tuple[str, ...]]:
    """A printed word run together, and as the words it is: "O'Rourke" → ("orourke", ("orourke",))."""
    return key(part), _initials(part) or words(part)


def _initials(part: str) -> tuple[str, ...]:
    """ "G.K." → ("g", "k")."""
    letters = part.rstrip(".").split(".")
    return tuple(letter.lower() for letter in letters) if all(len(x) == 1 and x.isalpha() for x in letters) else ()
