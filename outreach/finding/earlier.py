"""Whether a sentence is about another letter than this one: one of last year, a similar one.

Convention: ``before`` is the sentence up to the names and ``after`` what follows them, as in ``cues``.
A day or a month says little, since a letter has a day of its own; a year says more.
"""

from __future__ import annotations

import re

_I = re.IGNORECASE

_MONTH = r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
_YEAR = (
    rf"in\s+(?:(?:early|late|mid)[\s-]+)?(?:{_MONTH},?\s+(?:of\s+)?)?20\d\d|in\s+the\s+\d+(?:st|nd|rd|th)\s+congress"
)
_LONG_AGO = (
    r"previously|last\s+(?:year|congress|fall|spring|summer|winter|session)|earlier\s+this\s+(?:year|congress|session)"
    r"|(?:the\s+)?(?:previous|prior)\s+(?:year|congress|session)|(?:\w+\s+)?years?\s+ago"
)
_FOLLOWS = (
    r"follow(?:s|ed)\s+(?:one|an?|another|similar)\b|companion"
    r"|ha(?:s|ve)\s+also\b(?!\s+been\s+(?:\w+\s+)?(?:co-?)?sign)"
)
_FAR = re.compile(rf"\b(?:{_LONG_AGO}|{_FOLLOWS})", _I)
_NEAR = re.compile(
    rf"\b(?:(?:in|on)\s+(?:{_MONTH}\b|20\d\d)|last\s+(?:month|week)|earlier\s+(?:this\s+(?:month|week)|in)\b)", _I
)
#: "The letter, sent on March 3, was signed by": this one, whatever its day.
_OWN = re.compile(r"\b(?:the|this|their|our|her|his|today's)\s+(?:[\w-]+\s+){0,2}?letter\b", _I)
_ONE_MORE = re.compile(
    r"\b(?:similar|previous|prior|earlier|another|separate|different|an?)\s+(?:[\w-]+\s+){0,2}?letter\b|\bone\b", _I
)
#: "…, which follows a hearing held last year": a clause of its own.
_CLAUSE = re.compile(r",?\s+(?:which|that|who|whose|after|following)\b", _I)
#: … though not one that is about the names themselves: ", who signed a letter last year".
_FIRST_WORDS = 12
#: A sentence that begins with its time, or with a letter before this one; "their 2024 letter".
_OTHER = r"(?:similar|companion|previous|prior|earlier|last|different|separate)\s+(?:[\w-]+\s+){0,2}(?:letter|one)\b"
_BEGINS = re.compile(
    rf"^\W*(?:also\s+|back\s+)?(?:{_LONG_AGO}|{_YEAR}|(?:in\s+)?(?:(?:an?|the|their|another)\s+)?{_OTHER}"
    rf"|in\s+(?:an?|the|their)\s+letter\s+(?:{_LONG_AGO}|{_YEAR}))",
    _I,
)
_OTHER_ONE = re.compile(rf"\b(?:{_OTHER}|another\s|20\d\d\s)", _I)
_OF_YEAR = re.compile(r"(?<!\d, )\b20\d\d\s+(?:[\w-]+\s+){0,2}letter\b", _I)
#: "wrote to them on this in 2024", "signed a similar letter", but not "sent a letter opposing cuts made in 2024".
_WROTE = (
    r"^[\s,)]*(?:also\s+|previously\s+|first\s+)?"
    r"(?:(?:is|are|was|were)\s+(?:also\s+)?)?(?:co-?)?"
    r"(?:led|leads?|leading|sent|send|sending|wrote|writing|signed|joined|penned|authored|spearheaded|circulat\w+)"
)
_WORD = (
    r"\s+(?!\w+(?:ing|ed)\b|(?:of|for|from|by|under|that|which|who)\b)"
    r"(?:to\s+(?=the\b|an?\b|(?-i:[A-Z])))?[\w.'’-]+"
)
_ONCE = re.compile(r"^[\s,)]*(?:ha[sd]\s+|have\s+)?previously\b", _I)
_ENDS = re.compile(rf"{_WROTE}(?:{_WORD}){{0,12}}?,?\s+(?:{_LONG_AGO}|{_YEAR})\b", _I)
_SIMILAR = re.compile(
    rf"{_WROTE}(?:\s+on)?(?:\s?to)?\s+(?:(?:an?|the|that|their)\s+)?(?:[\w-]+\s+){{0,2}}?{_OTHER}", _I
)


def is_dated(before: str, after: str, early: bool) -> bool:
    """Whether a time or another letter is named, so that what the sentence says is not of this one.

    ``early``: in the first paragraphs, where a day is that of this letter.
    """
    said = before + " … " + _first_clause(after)
    return bool(_FAR.search(said)) or (not early and bool(_NEAR.search(said)) and not _is_own(said))


def is_another(before: str, after: str) -> bool:
    """Whether a sentence that says who wrote or signed says so of another year, or of a similar letter."""
    begins = _BEGINS.match(before) or _OF_YEAR.search(before)
    return bool(begins or _ONCE.match(after) or _ENDS.match(after[:200]) or _SIMILAR.match(after[:120]))


def is_other(said: str) -> bool:
    """Whether words about a letter are about another one: "who led the 2023 letter", "a similar letter"."""
    return bool(_OTHER_ONE.search(said))


def _first_clause(after: str) -> str:
    rest = after[:200]
    clause = _CLAUSE.search(rest, _FIRST_WORDS)
    return rest[: clause.start()] if clause else rest


def _is_own(said: str) -> bool:
    return bool(_OWN.search(said)) and not _ONE_MORE.search(said)
