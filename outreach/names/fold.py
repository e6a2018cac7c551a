"""Folding: what two spellings of one name have in common.

Convention: folding never fails and never adds anything; letters that are not Latin fold to nothing.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

#: Letters that Unicode does not take apart, with what stands for them in plain print.
_WHOLE = str.maketrans({"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ß": "ss", "æ": "ae", "œ": "oe"})

_WRONG_TABLE = re.compile("â€[™˜œ“”]|[ÃÅ][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")
_NOT_WORD = re.compile(r"[^a-z]+")
_JOINERS = re.compile(r"['’‘ʻʼ`´.\u00ad\u200b-\u200d\ufeff\ufffd]")


@lru_cache(maxsize=1 << 16)
def folded(text: str) -> str:
    """Lower-case a to z with single spaces: "Velázquez" → "velazquez", "Roybal-Allard" → "roybal allard"."""
    plain = text if text.isascii() else _plain(text)
    return _NOT_WORD.sub(" ", _JOINERS.sub("", plain).lower()).strip()


def _plain(text: str) -> str:
    whole = _JOINERS.sub("", mended(text)).translate(_WHOLE)
    apart = unicodedata.normalize("NFKD", whole)
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def mended(text: str) -> str:
    """Letters that were decoded with the wrong table put right again: "GarcÃ­a" → "García"."""
    return _WRONG_TABLE.sub(_letter, text) if "Ã" in text or "Å" in text or "â€" in text else text


def _letter(found: re.Match[str]) -> str:
    try:
        return found[0].encode("cp1252").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return found[0].encode("latin-1", "ignore").decode("utf-8", "ignore") or found[0]


def words(text: str) -> tuple[str, ...]:
    """The folded words of a name."""
    return (text.lower(),) if text.isalpha() and text.isascii() else tuple(folded(text).split())


def key(text: str) -> str:
    """The folded words run together: "Wasserman Schultz" → "wassermanschultz"."""
    return text.lower() if text.isalpha() and text.isascii() else _key(text)


@lru_cache(maxsize=1 << 15)
def _key(text: str) -> str:
    return folded(text).replace(" ", "")


def lost_key(text: str) -> str:
    """The key when print has lost every letter that bears an accent: "Luján" → "lujn"."""
    composed = unicodedata.normalize("NFC", text)
    return key("".join(letter for letter in composed if letter.isascii() or letter in "’‘"))


def spellings(text: str) -> frozenset[str]:
    """Every key that a name may be printed under: accents dropped, or lost with their letter."""
    return frozenset({key(text), lost_key(text)} - {""})
