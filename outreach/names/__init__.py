"""Parse, fold and compare personal names: text only.

Convention: a *word* is folded (lower case, a to z, no accents); a *key* is the words of a surname
run together, so that "O’Rourke", "O'Rourke" and "ORourke" are one key.
"""

from .fold import folded, key, lost_key, mended, spellings, words
from .given import CONFLICT, INITIAL, INITIALS, KNOWN, NEAR, NICKNAME, NONE, GivenNames, given_names
from .parse import SUFFIXES, PrintedName, is_credential, parse
from .spelling import Neighbours, Pairs, one_apart, shape

__all__ = [
    "CONFLICT",
    "INITIAL",
    "INITIALS",
    "KNOWN",
    "NEAR",
    "NICKNAME",
    "NONE",
    "SUFFIXES",
    "GivenNames",
    "Neighbours",
    "Pairs",
    "PrintedName",
    "folded",
    "given_names",
    "is_credential",
    "key",
    "lost_key",
    "mended",
    "one_apart",
    "parse",
    "shape",
    "spellings",
    "words",
]
