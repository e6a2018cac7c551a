"""A segment → tokens: words, places beside names, brackets, numbers and marks."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from ..vocabulary import STATES
from .kinds import KINDS, NAME, kind_of
from .places import NOWHERE, ORDINALS, Place, read_party, read_place

_L = r"[^\W\d_]"
_ABBREVIATED = (
    r"(?=[^\W\d_]{2,6}\.)(?i:Reps?|Sens?|Mrs?|Ms|Dr|Hon|Jr|Sr|Gov|Lt|Gen|Col|Capt|Sgt|Rev|St|Wm|Geo|Chas|Jos|Thos|Jas|Chr|Robt|Benj|Edw|Saml|Danl|Jno|Fredk|Del|Cong|Sec|Prof|Adm"
    r"|Messrs|vs|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|No|Inc|Ft|Mt)\."
)
_DASH = r"\s?[-–—]\s?"
_STATE = (
    r"(?:(?:[A-Z]\.){2,3}|(?:New|North|South|West|Rhode|Puerto|American|Virgin|No|So|N|S|W|R|D|P)\.?\s?[A-Z][a-z]*\.?"
    r"|[A-Z][A-Za-z]*\.?)"
)
#: Looked for first, since it is quick: a dash or slash close behind capitals.
_MAY_BE_PLACE = r"(?=(?:[(\[]\s?)?(?:[A-Z]{1,3}|Dem|Rep)\.?\s?[-–—/])"
_PLACE = (
    rf"(?:[(\[]\s?)?(?:(?:DFL|Dem\.?|Rep\.?|[DRIL])(?:{_DASH}|/){_STATE}(?:[-–\s]\s?(?:\d{{1,2}}(?:st|nd|rd|th)?|AL|At-Large)\b)?"
    rf"|[A-Z]{{2}}{_DASH}(?:\d{{1,2}}(?:st|nd|rd|th)?|AL|At[- ]Large)\b(?:{_DASH}[DRI]\b)?)"
)
_NUMBER = "|".join(sorted(ORDINALS, key=len, reverse=True))
_NTH = rf"(?:(?:\d{{1,2}}(?:st|nd|rd|th)|[Aa]t[- ][Ll]arge|{_NUMBER})(?: Congressional)? District|District \d{{1,2}})"
_NAMES = "|".join(sorted((name for name, _ in STATES.values()), key=len, reverse=True))
#: A seat in words: "Ohio's 3rd Congressional District", "the 3rd District of Ohio", "the District of Columbia".
_SEAT = rf"(?:the )?(?:(?:{_NAMES})(?:'s?)?,? {_NTH}|{_NTH}(?: of|,) (?:{_NAMES})|District of Columbia)\b"
#: A plain word, looked for first since nearly all are: what the other patterns would find there is the same.
_PLAIN = r"(?!(?:Dem|Rep)\b)[A-Za-z][a-z]{2,}(?=[ \t,;]|$)"
_PATTERN = (
    rf"(?P<F>{_PLAIN})"
    rf"|(?P<B>[(\[](?!\s*(?:for|on|by|with|and|at|the|in|who|which|including)\b)[^()\[\]\t]{{1,34}}[)\]])"
    rf"|(?P<P>(?<![\w.']){_MAY_BE_PLACE}(?:{_PLACE})(?![\w'])\s?[)\]]?|\(\s?[DRI]\s?[-–]?\s*$)"
    rf"|(?P<Q>(?<!\w)[\"“'][A-Z][\w.]{{1,14}}[\"”'](?!\w))"
    rf"|(?P<W>(?:{_L}\.){{2,}}(?:{_L}(?!\w))?|{_ABBREVIATED}|[Pp][Hh]\.?[Dd]\b\.?|\A[A-Z][a-z]\.(?= [A-Z])"
    rf"|{_L}\.(?=\s|$|,|{_L})|{_L}[^\W_\ufffd]*(?:[\ufffd'’`´\-]{_L}+)*[\ufffd]?)"
    r"|(?P<N>\d[\d,./:-]*)"
    r"|(?P<T>\t)"
    r"|(?P<M>[^\s\w])"
)
_TOKEN = re.compile(_PATTERN)


#: The groups that are words.
_WORDS = ("F", "W")


class Token(NamedTuple):
    """One token of a segment."""

    kind: str  #: a kind of word, or B bracket, P place, Q quoted word, N number, T tab, M mark, L label
    text: str
    start: int
    end: int

    @property
    def place(self) -> Place:
        """What the token says about party, state and district; NOWHERE if nothing."""
        return _place(self.text) if self.kind in "BPL" else NOWHERE


@lru_cache(maxsize=1 << 14)
def _place(text: str) -> Place:
    plain = text.strip("()[]{} \t")
    return read_place(plain) or read_party(plain)


def word_kind(word: str) -> str:
    """The kind of a printed word."""
    return NAME if word.isalpha() and word[0].isupper() and word.lower() not in KINDS else _kind(word)


@lru_cache(maxsize=1 << 14)
def _kind(word: str) -> str:
    return kind_of(word)


def tokens(text: str) -> list[Token]:
    """The tokens of a segment, in order."""
    pattern = _with_seats() if "District" in text else _TOKEN
    return [_token(found) for found in pattern.finditer(text)]


@cache
def _with_seats() -> re.Pattern[str]:
    """The same, where a seat in words is one token."""
    return re.compile(f"(?P<S>{_SEAT})|{_PATTERN}")


@lru_cache(maxsize=1 << 14)
def last_place(rest: str, kinds: str) -> Place:
    """What the last token of a segment says, if it is all behind the first blank and of one of these kinds."""
    found = _TOKEN.match(rest, rest.index(" ") + 1)
    ends = found and found.end() == len(rest) and (found.lastgroup or "M") in kinds
    return _place(found[0]) if found and ends else NOWHERE


def _token(found: re.Match[str]) -> Token:
    text, group = found[0], found.lastgroup
    kind = word_kind(text) if group in _WORDS else "P" if group == "S" else group or "M"
    return Token(kind, text, *found.span())
