"""What a line says about the names below it: those who signed, others, or those of one chamber.

Convention: a heading is a whole segment; a sentence that ends in "signed by:" is one too.
"""

from __future__ import annotations

import re

_I = re.IGNORECASE
#: No heading that is one by all its words is longer.
_SHORT = 60

_SIGNERS = re.compile(
    r"\b(?:sign(?:ed|ing|ers?|atories|atory|atures?)|co-?sign\w*|co-?sponsor\w*|undersigned|joining|joined|"
    r"(?:following|participating)\s+(?:members|senators|representatives|lawmakers|colleagues)|co-?leads?"
    r"|original sponsors?|lead (?:sponsors?|authors?|members?|offices?))\b|^\W*(?:leads?|led by)\W*$",
    _I,
)
_TO_SIGNERS = re.compile(
    r"(?<!\bnot )(?<!\byet )(?<!\bnever )(?<!co-)\b(?:(?:co-?)?sign(?:ed|ers|atories)|joined)\b"
    r"(?![^:]*\bnot\b)[^.;:]{0,60}:$",
    _I,
)
_AMICI = re.compile(r"^[^.;]{0,30}\b(?:list|names)\s+of\s+(?:the\s+)?amici\b[^.;:]{0,40}:?$", _I)
_CLOSING = re.compile(
    r"^(?:(?:very\s+)?(?:sincerely|respectfully|truly)|yours|with\s+(?:deep\s+|great\s+)?(?:respect|gratitude|appreciation)|"
    r"best\s+regards|cordially|signed|in\s+(?:service|solidarity))\b",
    _I,
)
_UNSIGNED = r"(?:not(?:\s+yet)?|never)\s+(?:co-?)?sign\w*"
_OTHERS = re.compile(
    r"^(?:(?:cc|bcc)\b\s*[:.]|(?:(?:(?:media|press)\s+)?contacts?|via|attn|from|to|re)\b\s*:)|\b(?:organi[sz]ations?|endors\w*|groups?|supporters"
    rf"|supported\s+by|coalitions?|statements?|more\s+news|related|tags|attend\w*|quotes?|what\s+they|{_UNSIGNED})\b",
    _I,
)
#: A line that is only this stands over people who did something else than signing, or hold another office.
_OTHER_HEAD = re.compile(
    r"^\W*(?:(?:the\s+)?(?:members?\s+)?(?:yeas?|nays?|ayes?|noes?|not\s+voting|vot(?:ing|ed)\s+(?:yes|no|present)|present|absent|excused"
    r"|in\s+favou?r|opposed|majority|minority|membership|(?:hearing\s+)?witness(?:es)?|board\s+of\s+directors|(?:honorary\s+)?host\s+committee|panel(?:ists)?|conferees|speakers?|invited\s+guests)"
    r"(?:\s+(?:members?|staff|list))?"
    r"|(?:majority|minority)\s+members?|committee\s+(?:members?|roster|membership)|counsel\b.*|(?:attorneys|counsel)\s+for\b.*"
    r"|(?:state|local)\s+(?:senat|represent|legislat|assembl|delegat|official|elected|house|lawmaker)\w*(?:\s+\w+){0,2}"
    r"|(?:mayors?|governors?|attorneys?\s+general|city\s+council\w*|council\w*|sheriffs?|county\s+\w+)"
    r"(?:\s+and\s+\w+)?|former\s+members?.*)[\W\d]*$",
    _I,
)
_SIGN = r"(?:co-?)?(?:sign|sponsor|join)"
#: A line that is only this stands over those who have not signed, in the lists of those who ask them to.
_ASKED = re.compile(
    r"^\W*(?:(?:the\s+)?(?:members|offices|senators|representatives|reps|sens)\s+)?(?:(?:who|that|we)\s+)?(?:"
    r"no|nos|noes|(?:hard|soft|firm|said)\s+no(?:e?s)?|maybes?|unsure|undecided|missing|pending|outstanding|considering"
    r"|unsigned|declined|refused|with(?:drew|drawn)|removed|unlikely|remaining|retiring|on\s+the\s+fence|wish\s*list|not\s+yet"
    r"|still\s+(?:needed|missing|outstanding|considering)|still\s+to\s+(?:ask|call|contact)|(?:call|ask)\s+(?:again|next|back)|needed|holdouts?|prospects?|asks|(?:priority\s+|top\s+)?targets?"
    r"|leaning\s+\w+|no\s+(?:response|reply|answer)|wait(?:ing)?\s.*|await(?:ing|s)?(?:\s.*)?|ha(?:s|ve)\s+not\s+(?:yet\s+)?(?:responded|replied|answered|decided)|non-?(?:co-?)?(?:sign|sponsor)\w*"
    rf"|(?:ha(?:s|ve)|did|do(?:es)?|is|are|will|would)(?:n['’]?t|\s+not)\s.*{_SIGN}\w*.*"
    rf"|(?:yet|asked|invited|declined|refused|(?:un)?likely|plan\w*|plans|urged?|to\s+ask)\s+to\s+{_SIGN}\w*.*"
    rf"|(?:considering|declined|priority\s+targets\s+for)\s+{_SIGN}ing.*"
    rf"|(?:potential|possible|likely|prospective|former|previous|past|earlier|invited|target(?:ed)?)\s+(?:\w+\s+)?{_SIGN}\w*"
    rf"|{_SIGN}\w*\s.*\b(?:last\s+(?:year|congress|session)|previous|20\d\d\s+letter).*|those\s+who\s+(?:declined|refused|did\s+not\b.*)"
    rf"|{_SIGN}(?:ed|ers?|atories)?\s+(?:in|of)\s+20\d\d|20\d\d\s+{_SIGN}\w*|(?:co-?)?sponsors\s+of\s+(?:h|s)\.?\s?(?:r|res)?\.?\s?\d+"
    r"|voted\s+.*|(?:letter\s+)?recipients|copies\s+to|not\s+(?:yet\s+)?on\s+(?:the|our|this)\s+\w+"
    r"|(?:need\s+)?to\s+(?:ask|call|contact)|(?:please\s+)?(?:call|contact|ask)\s+(?:list|these\s+\w+)"
    r"|(?:co-?sponsors|(?:co-?)?signers|signatories|members)\s+who\s+with(?:drew|drawn)\b.*"
    r"|sent\s+to|addressed\s+to|copied|distribution)"
    r"(?:\s+(?:yet|members|from\s+the\s+letter|(?:their|his|her)\s+(?:names?|signatures?)))?[\W\d]*$",
    _I,
)
_ROSTER = re.compile(r"^(?:(?:house|senate|select|joint|sub)?\s*committee|subcommittee)\s+on\s+[^.:;]{4,80}$", _I)
_DEAR = re.compile(r"^(?:dear|to\s+the\s+honorable|mr\.?\s+(?:president|speaker|secretary)\s*[,:])", _I)
_CHAMBER_HEAD = re.compile(
    r"^\W*(?:u\.?s\.?\s+|members\s+of\s+the\s+(?:u\.?s\.?\s+)?)?(?:the\s+)?(senat\w*|house|representatives)\b", _I
)


def is_salutation(text: str) -> bool:
    """ "Dear Mr. President:"."""
    return bool(_DEAR.match(text)) and len(text) < 250


def is_closing(text: str) -> bool:
    """ "Sincerely,"."""
    return bool(_CLOSING.match(text)) and len(text) < _SHORT and not heads_asked(text)


def heads_others(text: str) -> bool:
    """A heading over names that did not sign: organisations, copies, contacts."""
    if _OTHER_HEAD.match(text) or heads_asked(text):
        return True
    return bool(_OTHERS.search(text)) and not (
        _SIGNERS.search(text) and not _OTHERS.match(text) and not re.search(_UNSIGNED, text, _I)
    )


def heads_asked(text: str) -> bool:
    """A heading over those who have not signed this letter: "Targets", "No response yet", "Likely signers"."""
    return len(text) < _SHORT and bool(_ASKED.match(text))


def heads_roster(text: str) -> bool:
    """ "COMMITTEE ON FINANCE" over names: those who sit there."""
    return bool(_ROSTER.match(text))


def heads_signers(text: str) -> bool:
    """A heading over those who signed."""
    return bool(_SIGNERS.search(text)) or _heads_amici(text)


def leads_to_signers(text: str) -> bool:
    """A line, however long, whose last words stand over those who signed: "… was also signed by:"."""
    return _heads_amici(text) or (bool(_TO_SIGNERS.search(text[-90:])) and not heads_asked(text))


def _heads_amici(text: str) -> bool:
    return ("mici" in text or "MICI" in text) and bool(_AMICI.match(text))


def chamber_heading(text: str) -> str:
    """The chamber that a heading such as "Senators (22):" is over; "" if none."""
    found = _CHAMBER_HEAD.match(text) if len(text) < 60 else None
    return "" if not found else "senate" if found[1].lower().startswith("senat") else "house"


def heads_copies(text: str) -> bool:
    """ "cc: The Honorable …", "Contact: …": a line about somebody who did not sign."""
    return bool(_OTHERS.match(text)) and not _SIGNERS.search(text)
