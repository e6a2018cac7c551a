"""Labels: a state printed before the names it is for, "Texas: …", "TX-12: …", or the first cells of a row.

Convention: a label becomes one token of kind ``L`` with the place as its text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..names import key
from . import kinds
from .mention import Lexicon
from .places import NOWHERE, Place, read_place, state_code
from .tokens import Token

#: No heading that is a state or a party is longer.
_HEADING = 40
#: A sentence has at least so many small words; what looks like a label in it is none.
_SENTENCE = 4
_ENDS = frozenset(":-–—")
#: What a chamber before names stands for, and the words between it and its colon.
_PLURAL = {kinds.SENATE: "Senators", kinds.HOUSE: "Representatives"}
_OF_CHAMBER = frozenset(("members", "democrats", "republicans", "signers", "co-signers", "cosigners", "signatories"))
_BEFORE = frozenset(";.:•·*-–—")
_COUNT = re.compile(r"\s*(?:[(\[]\s*\d+\s*[)\]]|[-–—:]\s*\d+)?\s*:?\s*$")
_STATE_LABEL = re.compile(r"((?=[A-Z]{2}\b|[^\W\d_]{4}|[A-Z][a-z]+ )[A-Z][A-Za-z. ]{1,21}?)\s?(?::|\s[–—-])\s")
_PARTY = re.compile(
    r"^\W*(?P<party>democrat|republican|independent)(?:s|ic|an)?(?:\s+(?:members|co-?signers|signers|signatories|cosponsors))?"
    r"\W*\d*\W*$",
    re.IGNORECASE,
)


def labelled(tokens: list[Token], lexicon: Lexicon) -> list[Token]:
    """The tokens with each label as one token."""
    if not any(token.text[-1] in _ENDS or token.kind in "TP" for token in tokens):
        return tokens
    if sum(token.kind == "l" for token in tokens) >= _SENTENCE:
        return tokens
    result: list[Token] = []
    at = _chamber_size(tokens, lexicon)
    if at:
        chamber = kinds.SENATE if tokens[0].text.lower() == "senate" else kinds.HOUSE
        result.append(Token(chamber, _PLURAL[chamber], tokens[0].start, tokens[at - 1].end))
    while at < len(tokens):
        size = _size(tokens, at, lexicon) if _may_start(result) else 0
        result.append(_label(tokens[at : at + size]) if size else tokens[at])
        at += size or 1
    return result


def _chamber_size(tokens: Sequence[Token], lexicon: Lexicon) -> int:
    """How many tokens "Senate:", "House Members (3) –" before names has; 0 if there is none."""
    if tokens[0].text.lower() not in ("senate", "house"):
        return 0
    at = 1
    while at < len(tokens) and (tokens[at].text.lower() in _OF_CHAMBER or tokens[at].text.strip("()[]").isdigit()):
        at += 1
    if at + 1 >= len(tokens) or tokens[at].text not in _ENDS:
        return 0
    return at + 1 if tokens[at].text == ":" or _begins_name(tokens[at + 1 :], lexicon) else 0


def _may_start(before: Sequence[Token]) -> bool:
    return not before or before[-1].text in _BEFORE or before[-1].kind in "TNL"


def _size(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> int:
    """How many tokens a label at this place has; 0 if there is none."""
    size = _place_size(tokens, at)
    if not size:
        return 0
    end = at + size
    if end < len(tokens) and tokens[end].kind in "BN" and tokens[end].text.strip("()[] :").isdigit():
        end += 1
        if tokens[end - 1].text[-1] == ":":  # "TX 12: …", where the colon is part of the number
            return end - at
    elif [token.text for token in tokens[end : end + 2]] == ["AL", ":"]:
        end += 1
    if end < len(tokens) and tokens[end].text == ":":
        return end + 1 - at
    if not all(token.kind in "NTM" for token in tokens[:at]) or end >= len(tokens):
        return 0
    if tokens[at].kind == "P":
        return size if tokens[end].kind in "TnHSCR" or key(tokens[end].text) in lexicon.given else 0
    if tokens[end].text in ("-", "–", "—"):
        rest = tokens[end + 1 :]
        return end + 1 - at if _begins_name(rest, lexicon) or (at == 0 and _are_surnames(rest, lexicon)) else 0
    return _cells(tokens, at, end, lexicon)


def _begins_name(rest: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether a title, or the whole name of somebody, comes next."""
    if len(rest) < 2:
        return False
    words = [key(token.text) for token in rest[:4]]
    return rest[0].kind in "HS" or any(
        words[0] + "".join(words[at:end]) in lexicon.full for at in (1, 2) for end in (2, 3, 4)
    )


def _are_surnames(rest: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether nothing but surnames comes: "Able, Baker and Cole"."""
    return bool(rest) and all(
        token.text in ",;&" or token.kind == kinds.GLUE or key(token.text) in lexicon.surnames for token in rest
    )


def _cells(tokens: Sequence[Token], at: int, end: int, lexicon: Lexicon) -> int:
    """The size of a label in cells of its own: state, then perhaps the district."""
    if end + 1 >= len(tokens) or tokens[end].kind != "T":
        return 0
    if tokens[end + 1].kind == "N" and end + 2 < len(tokens) and tokens[end + 2].kind == "T":
        end += 2
    following = tokens[end + 1] if end + 1 < len(tokens) else tokens[end]
    named = following.kind in "nHSCR" or key(following.text) in lexicon.given
    if not named or key(tokens[at].text + following.text) in lexicon.full:
        return 0
    return end + 1 - at


def _place_size(tokens: Sequence[Token], at: int) -> int:
    if tokens[at].kind == "P":
        return 1 if tokens[at].place.state else 0
    for size in (3, 2, 1):
        run = tokens[at : at + size]
        if len(run) == size and all(token.kind in "ns" and token.text[0].isupper() for token in run):
            text = " ".join(token.text for token in run)
            if (len(text) > 3 or text.isupper()) and state_code(text):
                return size
    return 0


def _label(run: Sequence[Token]) -> Token:
    text = " ".join(token.text for token in run if token.kind not in "TBM")
    return Token("L", text, run[0].start, run[-1].end)


def begins_with_label(text: str) -> bool:
    """ "Maine: …", "ME – …": a line of its own, however the one before it ends."""
    label = _STATE_LABEL.match(text)
    return label is not None and state_code(label[1]) != ""


def heading(text: str) -> Place:
    """What a line that is only a state or a party says about the names below it."""
    if (party := party_heading(text)) or len(text) > _HEADING:
        return party
    plain = _COUNT.sub("", text.strip("*#_ "))
    code = state_code(plain) if len(plain) > 3 or plain.isupper() else ""
    return Place(state=code) if code else read_place(plain) if text.endswith(":") and "-" in plain else NOWHERE


def party_heading(text: str) -> Place:
    """What a line that is only a party says about the names below it."""
    party = _PARTY.match(text) if len(text) <= _HEADING else None
    return Place(party=party["party"][0].upper()) if party else NOWHERE
