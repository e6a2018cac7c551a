"""What one segment is: a line of names, a line about an office, a signer with a clause."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..names import key
from . import kinds
from .mention import Lexicon, Mention
from .prose import is_glue
from .tokens import Token


def is_real(mention: Mention, lexicon: Lexicon) -> bool:
    """Whether a mention is somebody: of a known surname, with a title or place, or with a given name."""
    return mention.known or mention.titled or mention.other or _is_namelike(mention, lexicon)


def _is_namelike(mention: Mention, lexicon: Lexicon) -> bool:
    """Two to four words, the first a given name: somebody, though nobody we know."""
    first = key(mention.words[0])
    return 2 <= len(mention.words) <= 4 and (first in lexicon.given or len(first) == 1)


def is_line(found: Sequence[Token], real: Sequence[Mention], named: Sequence[Mention]) -> bool:
    """Whether the segment holds names and nothing that makes it a sentence."""
    at = 0
    for mention in real:
        if not is_glue(found[at : mention.first]):
            return False
        at = mention.last
    rest = found[at:]
    if rest and rest[0].text.islower() and rest[-1].text == ".":
        return False  # "Rep. Able chairs the committee."
    return (
        is_glue(rest)
        or is_role_line([token for token in rest if token.text not in ",-–—"], ())
        or (at == 0 and not named)
    )


def is_signer_with_rest(found: Sequence[Token], real: Sequence[Mention]) -> bool:
    """Whether a line under a heading over signers is one of them with something else on the line."""
    return _has_clause(found, real) or _has_slip(found, real) or _has_more(found, real) or _has_label(found, real)


#: What a line about one signer begins with.
_LABELS = frozenset(("by", "name", "signature", "new", "newly", "added", "printed", "signatory", "signer", "cosigner"))


def _has_label(found: Sequence[Token], real: Sequence[Mention]) -> bool:
    """ "By: Ann Able", "*NEW* Ann Able"."""
    one = real[0]
    before = [token for token in found[: one.first] if token.text.lower() not in _LABELS]
    known = one.known and not one.other and (one.titled or len(one.words) > 1)
    return known and len(real) == 1 and is_glue(before) and is_glue(found[one.last :])


#: So many tokens a line about one signer has at most.
_CLAUSE = 26


def _has_clause(found: Sequence[Token], real: Sequence[Mention]) -> bool:
    """ "Rep. Ann Able (OH-3), who was elected in 2020": one line, one signer, something about them."""
    first = real[0]
    rest = found[first.last :]
    if first.other or not (first.titled and first.known) or len(rest) > _CLAUSE or len(rest) < 2:
        return False
    if not is_glue(found[: first.first]) or rest[0].text not in (",", "(", "-", "–", "—", ";"):
        return False
    opens = rest[1].kind == kinds.LOWER or rest[1].text in (
        "who",
        "whose",
        "which",
        "a",
        "an",
        "the",
        "for",
        "in",
        "of",
        "by",
    )
    return opens and not any(token.text in '"“”' or token.text.lower() in ("said", "says") for token in rest)


#: So many characters a line about one signer has at most, when what stands behind the name is no clause.
_LINE = 60
_SAYS = frozenset(
    ("said", "says", "is", "was", "will", "has", "led", "wrote", "joined", "urged", "called", "not", "no")
)

#: "Rep. Ann Able introduced the bill" is a sentence; "Rep. Ann Able signed on 3/4" is none.
_ACTS = re.compile(r"(?!sign|join|add|confirm)(?:[a-z]+ed|[a-z]{3,}s)")


def _has_more(found: Sequence[Token], real: Sequence[Mention]) -> bool:
    """ "Rep. Ann Able (OH-3) and staff": a title and a known name, and no sentence."""
    one = real[0]
    if one.other or not one.chamber or not one.known or one.plural or found[-1].end >= _LINE:
        return False
    rest = found[one.last :]
    acts = rest and _ACTS.fullmatch(rest[0].text)
    return (
        is_glue(found[: one.first])
        and not acts
        and not any(token.text.lower() in _SAYS or token.text in '"“”' for token in rest)
    )


#: A title that cannot be read has at most so many letters in a word.
_TITLE = 5


def _has_slip(found: Sequence[Token], real: Sequence[Mention]) -> bool:
    """One signer beside a word that cannot be read: "Senator Ann Able of Utha", "Hoon. Ann Able (OH)"."""
    one = real[0]
    if len(real) > 1 or one.other or not one.known or len(one.words) < 2:
        return False
    before, rest = found[: one.first], found[one.last :]
    if not rest:
        return bool(one.place) and _may_be_title(before)
    state = len(rest) == 2 and rest[0].kind == kinds.LOWER and rest[1].text[0].isupper()
    return state and bool(one.chamber) and is_glue(before)


def _may_be_title(before: Sequence[Token]) -> bool:
    words = [token.text for token in before if token.text != "."]
    return (
        0 < len(words) < 3
        and before[-1].text.endswith(".")
        and all(word[0].isupper() for word in words)
        and len(words[-1]) <= _TITLE
    )


def is_role_line(found: Sequence[Token], real: Sequence[Mention]) -> bool:
    """ "Member of Congress", "Chairman, Committee on Finance", "U.S. Senator"."""
    if (
        not found
        or len(found) > (48 if any(token.kind == "T" for token in found) else 24)
        or any(mention.titled or mention.known for mention in real)
    ):
        return False
    words = [token for token in found if token.kind not in "MNTL"]
    return not words or words[0].kind in (kinds.ROLE, kinds.HOUSE, kinds.SENATE) or _is_office(words)


#: How an office inside Congress begins, and what it has in it.
_BEGINS = frozenset(("house", "senate", "joint", "select", "vice", "chief", "deputy", "congressional"))
_BODIES = frozenset(("committee", "subcommittee", "caucus"))
#: Offices that others hold as well.
_OFFICES = frozenset(("dean", "secretary", "treasurer", "director", "commissioner", "founder", "co-founder"))


def _is_office(words: Sequence[Token]) -> bool:
    texts = [token.text.lower().rstrip(".") for token in words]
    if texts[0] in _BEGINS and (words[-1].kind == kinds.ROLE or _BODIES.intersection(texts)):
        return all(word.kind != kinds.OTHER or text in _BEGINS for word, text in zip(words, texts, strict=True))
    if texts[0] in _OFFICES and kinds.IN_CONGRESS.intersection(texts):
        return True
    if texts[0] in _BODIES and all(word.kind in "sSHRgXn" or word.text in ("on", "of", "and", "the") for word in words):
        return True
    return texts[:2] in (["united", "states"], ["u.s", "senator"], ["u.s", "senate"]) or texts[0] in ("u.s", "us")
