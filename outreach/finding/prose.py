"""Sentences: runs of names in them, and whether these signed.

Convention: a run is names with nothing but commas, "and", titles and the like between them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from . import cues, earlier, kinds
from .mention import Mention
from .tokens import Token

#: Marks that may stand between two names of one list.
SEPARATORS = frozenset(",;&•·*-–—.:()_#/+[]…'>")
_GLUE_WORDS_TEXT = (
    "for herself himself themselves and as well along with together his her their other fellow of the both also "
    "u.s. us united states yes x or"
)
#: What begins a clause, so that it is no apposition.
_VERBS = frozenset(("who", "which", "that", "said", "says", "wrote", "led", "is", "was", "to"))
_MEMBER_TEXT = "member members of congress u.s us united states senator representative"
_MEMBER = frozenset(_MEMBER_TEXT.split())
_GLUE_WORDS = frozenset(_GLUE_WORDS_TEXT.split())
#: Marks that end a sentence.
_ENDS = frozenset(".!?")


@dataclass(frozen=True, slots=True)
class Run:
    """Names that stand together in a sentence."""

    mentions: tuple[Mention, ...]
    role: str  #: "lead", "signer", or "" when nothing says they signed
    before: str  #: the sentence up to the names
    plain: bool  #: a list without a cue
    leaning: bool  #: said to have joined with others, as in "in addition to X and Y"
    another: bool  #: said of a letter of another year, or of a similar one


def runs(text: str, tokens: Sequence[Token], mentions: Sequence[Mention], early: bool, letter: bool) -> list[Run]:
    """The runs of a segment, each with its role."""
    found: list[list[Mention]] = []
    for mention in mentions:
        between = tokens[found[-1][-1].last : mention.first] if found else ()
        beside = is_glue(between) or _is_office_before(between, mention) or _is_apposition(between, mention)
        if found and beside and not _sponsors(between):
            found[-1].append(mention)
        else:
            found.append([mention])
    parts = [part for group in found for part in _sentences(text, tokens, group, early, letter)]
    return [_run(text, tokens, part, early, letter) for part in parts]


def _sponsors(between: Sequence[Token]) -> bool:
    """ "(for himself, …": who stands before it brings the bill in, the others join."""
    return any(token.text.lower() in ("himself", "herself", "themselves") for token in between)


def _sentences(
    text: str, tokens: Sequence[Token], group: list[Mention], early: bool, letter: bool
) -> list[list[Mention]]:
    """Names run together across a full stop, parted there when the last of them begin a sentence of their own.

    They do not where the stop is a slip of print: then nothing says of those before it that they signed.
    """
    cut = next((at for at in range(len(group) - 1, 0, -1) if _stops(tokens, group[at - 1], group[at])), 0)
    if not cut:
        return [group]
    after = _around(text, tokens, group)[1]
    own = cues.refuses("", after) or earlier.is_another("", after)
    if not own and (group[-1].possessive or cues.is_said_of(after)):
        before = _around(text, tokens, group[:cut])[0]
        own = bool(cues.signs(before, "", early, letter)) or (
            _is_list(group[:cut]) and cues.plain_list(before, "", letter)
        )
    return [group[:cut], group[cut:]] if own else [group]


def _stops(tokens: Sequence[Token], one: Mention, following: Mention) -> bool:
    return [token.text for token in tokens[one.last : following.first]] == ["."]


def is_glue(between: Sequence[Token]) -> bool:
    """Whether tokens between two names keep them in one list."""
    if all(_glues(token) for token in between):
        return len([token for token in between if token.text == "."]) < 2
    return _is_role(between) or _is_member_of_congress(between)


def _is_member_of_congress(between: Sequence[Token]) -> bool:
    """ "MEMBER OF CONGRESS" behind each name of a block that was run together; "and Members of Congress" before two."""
    return len(between) < 8 and all(
        token.text.lower().rstrip(".") in _MEMBER or token.kind in "MTBg" for token in between
    )


def _glues(token: Token) -> bool:
    if token.kind == "M":
        return token.text in SEPARATORS
    return token.kind in "TNBgHSCRL" or token.text.lower() in _GLUE_WORDS


def _is_role(between: Sequence[Token]) -> bool:
    """ ", Ranking Member of the Committee on Finance, and"."""
    if len(between) > 16 or len(between) < 3 or between[0].text != ",":
        return False
    closes = between[-1].text in (",", ";") or between[-1].kind == kinds.GLUE
    return closes and between[1].kind == kinds.ROLE and not any(token.text in _ENDS for token in between)


def _is_apposition(between: Sequence[Token], following: Mention) -> bool:
    """ ", a Purple Heart recipient," before the next one who has a title."""
    if not 4 <= len(between) <= 10 or not (following.chamber or following.role):
        return False
    ends = between[-1].text in (",", ";") or (between[-1].kind == kinds.GLUE and between[-2].text == ",")
    return between[0].text == "," and between[1].text in ("a", "an", "the") and ends and not _has_mark(between[2:-2])


def _has_mark(between: Sequence[Token]) -> bool:
    return any(token.text in _ENDS or token.text in ',;:“”"' or token.text in _VERBS for token in between)


def _is_office_before(between: Sequence[Token], following: Mention) -> bool:
    """ ", Health Subcommittee" before "Chair Dora Dale": the rest of the next one's office."""
    if not 2 <= len(between) <= 10 or not (following.role or following.chamber):
        return False
    starts = between[0].text in (",", ";") or between[0].kind == kinds.GLUE
    return starts and all(_glues(token) or token.text[0].isupper() or token.text == "on" for token in between[1:])


def _run(text: str, tokens: Sequence[Token], group: list[Mention], early: bool, letter: bool) -> Run:
    before, after = _around(text, tokens, group)
    quoted = _quoted(text, tokens[group[0].first].start)
    role = "" if quoted or group[-1].possessive else cues.signs(before, after, early, letter)
    plain = not role and not quoted and _is_list(group) and cues.plain_list(before, after, letter)
    another = bool(role) and earlier.is_another(before, after)
    return Run(tuple(group), role, before, plain, cues.leans(before), another)


def _around(text: str, tokens: Sequence[Token], group: Sequence[Mention]) -> tuple[str, str]:
    """The sentence up to the names, and from them on."""
    first, last = group[0].first, group[-1].last
    start = next((at + 1 for at in range(first - 1, -1, -1) if _ends_sentence(tokens[at])), 0)
    stops = (at + (tokens[at].kind == "N") for at in range(last, len(tokens)) if _ends_sentence(tokens[at]))
    end = next(stops, len(tokens))
    before = text[tokens[start].start : tokens[first].start] if start < first else ""
    return before, text[tokens[last - 1].end : tokens[end - 1].end] if end > last else ""


def _ends_sentence(token: Token) -> bool:
    """A full stop, also the one that a number took in: "in 2024."."""
    return token.text in _ENDS or (token.kind == "N" and token.text[-1] == ".")


def _is_list(group: Sequence[Mention]) -> bool:
    titled = sum(mention.titled or bool(mention.courtesy) for mention in group)
    known = sum(mention.known for mention in group)
    return known >= 3 and (titled >= 0.6 * len(group) or group[0].plural)


def _quoted(text: str, at: int) -> bool:
    """Whether a place in the text is inside quotation marks."""
    opened, closed = text.rfind("“", 0, at), text.rfind("”", 0, at)
    if opened >= 0 or closed >= 0:
        return opened > closed
    return text.count('"', 0, at) % 2 == 1
