"""What a text or a sentence is about: a letter, a bill, or something else that people lead, join and sign.

Convention: as in ``cues``, ``before`` ends where the names start and ``after`` starts where they end.
"""

from __future__ import annotations

import re

_I = re.IGNORECASE

_LETTER = re.compile(r"\bletters?\b|\bwrote\b|\bwriting to\b", _I)
_SIGNING = re.compile(
    r"\b(?:letters?|(?:co-?)?sign(?!\s*-?(?:up|in|out|on)\b)(?:s|ed(?!\s+(?:into|legislation|the\s+(?:bill|law|act)))|ing|ers?"
    r"|ator\w+|atures?)?|undersigned|(?:co-?)?sponsor\w*|wrote|writ(?:e|es|ing|ten)|sincerely|respectfully|dear|amic(?:i|us)"
    r"|petition\w*|(?:re)?introduc\w+|resolution|join(?:s|ed|ing)?|leads?|led(?!\s+(?:talks|negotiations))|urg(?:e|es|ed|ing)"
    r"|call(?:s|ed|ing)?\s+(?:up)?on|condemn\w*|demand\w*|sent|sends|submit\w*|filed)\b|\(for (?:him|her|them)sel",
    _I,
)
_BILL_BEFORE = re.compile(r"\((?:for|on behalf)\b|\bfor (?:him|her|them)sel(?:f|ves)\b", _I)
_BILL_AFTER = re.compile(r"^[\s,)]*(?:\((?:for|on behalf)\b|(?:introduced|submitted|reported)\s+the\s+following)", _I)
_BILL_VERB = re.compile(r"(?:re)?introduc|co-?sponsor|sponsor", _I)
#: "… introduced a bill with Reps. …", in a text about a letter.
_BILL_ACT = re.compile(r"\b(?:(?:re)?introduc|(?:co-?)?sponsor)(?:ed|es|ing)?\b", _I)
_EVENT = r"hearing|event|rally|meeting|briefing|roundtable|tour|trip|press\s+conference"
#: Other things that people lead, join and sign: in a text about a letter it is not that one.
_MATTER = (
    r"(?:discharge\s+petition|bills?|legislation|resolution|executive\s+order|acts?|laws?|amendment|measure|committee"
    r"|subcommittee|caucus|panel|floor|debate|fight|report|study|rule"
    rf"|{_EVENT})\b"
)
_MATTER_BEFORE = re.compile(
    rf"\b{_MATTER}(?:\s+itself)?[\s,]*(?:(?:that|which)\s+)?(?:(?:was|were|is|are|being|has\s+been)\s+)?(?:\w+ly\s+)?(?:co-)?$",
    _I,
)
_MATTER_BEHIND = re.compile(
    rf"^\s+(?:on(?:to)?\s+)?(?:(?:(?!letter\b)[\w.'’-]+\s+){{1,4}}?(?:at|during)\s+)?(?:(?:the|an?|his|her|that|this)\s+)(?:[\w.'’-]+\s+){{0,2}}?{_MATTER}"
    r"(?!\s+(?:\w+\s+)?letter)",
    _I,
)
#: Where people are joined by others without signing.
_MEETING = re.compile(rf"\b(?:{_EVENT}|call)\s+by\b", _I)
#: "X wrote on Twitter", and not to whom the letter is written.
_ELSEWHERE = re.compile(
    r"^\s+(?:on\s+(?:twitter|facebook|x|social\s+media|his|her)\b|in\s+an?\s+(?:tweet|post|op-?ed|e-?mail|statement|column|blog))",
    _I,
)
_ANSWERED = re.compile(r"\bin\s+(?:response|reply),\s", _I)
#: Verbs that are said of much else than of a letter, and what makes them cues where no letter is named.
_LOOSE = re.compile(r"(?:co-?)?le(?:d|ads?|ading)$|announce|headed|issued|organi[sz]ed|sp[a-z]+headed|rais", _I)
_FOLLOWERS = re.compile(
    r"\b(?:members|senators|representatives|lawmakers|legislators|colleagues|democrats|republicans|group|coalition|effort"
    r"|brief|amicus|petition|resolution|bills?|legislation|act|statement|signatures?|amendment|call|appeal|demand)\b",
    _I,
)


def speaks_of_signing(text: str) -> bool:
    """Whether a text has any word of signing, joining, writing or calling on somebody."""
    return bool(_SIGNING.search(text))


def is_sponsored(text: str) -> bool:
    """ "Mr. Able (for himself, Mr. Baker, …):" above a bill."""
    return bool(_BILL_BEFORE.search(text))


def is_about_letter(text: str) -> bool:
    """Whether a text is about a letter, and not about a bill."""
    return bool(_LETTER.search(text))


def brings_in_bill(before: str, after: str) -> str:
    """The role by the words of a bill's print: "(for himself, …" has the sponsor before it, the others behind."""
    if is_sponsored(before):
        return "signer"
    return "lead" if _BILL_AFTER.search(after) else ""


def is_of_bill(verb: str) -> bool:
    """Whether a verb is said of bills: introduced, sponsored."""
    return bool(_BILL_VERB.match(verb))


def speaks_of_bill(before: str) -> bool:
    """Whether somebody introduced or sponsored something, in the words before names."""
    return bool(_BILL_ACT.search(before))


def is_other_before(before: str) -> bool:
    """Whether the words end with what is no letter: "a bill that was"."""
    return bool(_MATTER_BEFORE.search(before))


def is_other_behind(rest: str) -> bool:
    """Whether the words behind a verb name what is no letter: "the hearing"."""
    return bool(_MATTER_BEHIND.match(rest))


def is_meeting(said: str) -> bool:
    """Whether "joined … by" is said of an event: "joined at a press conference by"."""
    return bool(_MEETING.search(said))


def is_elsewhere(before: str, rest: str) -> bool:
    """Whether somebody wrote in another place than the letter, or answered it."""
    return bool(_ELSEWHERE.match(rest) or _ANSWERED.search(before[-40:]))


def is_about_paper(verb: str, rest: str) -> bool:
    """Whether "led" and "announced", where the text has no letter, are said of others or of a paper."""
    return not _LOOSE.match(verb) or bool(_FOLLOWERS.search(rest[:120]))
