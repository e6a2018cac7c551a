"""What the words around names say: signed, led, was written to, was quoted.

Convention: a cue is looked for in the sentence only; ``before`` ends where the names start and
``after`` starts where they end. Patterns are bounded, so that a question costs no more than the
sentence is long.
"""

from __future__ import annotations

import re

from . import earlier, headings, matters

_I = re.IGNORECASE

_BY = re.compile(
    r"\b(?P<verb>sign\w*|co-?sign\w*|join\w*|led|co-?led|lead|(?:co-?)?leading|co-?leads|leads(?=\s*:)|sent"
    r"|(?<!leads )on\s+(?:the|this)\s+letter|co-?sponsor\w*|sponsored|introduced|authored"
    r"|organi[sz]ed|spearheaded|written|submitted|filed|headed|initiated|signator\w+)\b(?:[^.;“”\"]|(?<=Rep|Sen)\.|(?<=Reps|Sens)\.|(?<=[A-Z])\.){0,110}?"
    r"(?:\b(?:by|is|are|were|was|include[sd]?|including|from|(?<=signatures )of)\b|:)"
    r"[\s,:–—-]*(?:[\w.,'’-]+[\s,:–—-]+){0,6}$",
    _I,
)
_LED = re.compile(
    r"^(?:(?:co-?)?(?:led|leads?|leading)|spearheaded|authored|organi[sz]ed|headed|initiated|introduced)$", _I
)
_WITH = re.compile(
    r"\b(?:along with|together with|in addition to|alongside|joining|joined|besides|as well as|led by)\s+"
    r"(?:(?!to\b|on\b)[\w.'’-]+\s+){0,3}$",
    _I,
)
_STEM = re.compile(
    r"\b(?:co-?sign\w*|sign(?:ed|ing|s|ator\w*)?|joined|join(?:ing|s)?|led|letter|sent|cosponsor\w*)\b", _I
)
_STRONG = (
    r"led|co-?led|(?:co-?)?leads?|(?:co-?)?leading|sent|sends?|sending|wrote|writes?|signed|signs?|joined|joins?|joining|co-?signed|issued"
    r"|penned|initiated|spearhead\w*|filed|submit(?:ted|s)?|organi[sz]ed|authored|(?:added|lent|put)\s+(?:his|her|their)\s+names?"
    r"|(?:is|are|was|were)\s+(?:also\s+)?(?:an?|the|one\s+of|among)\s+(?:[\w-]+\s+){0,4}(?:co-?)?sign(?:ers?|ator(?:y|ies))"
    r"|(?:was|were|is|are)\s+the\s+(?:only|sole|lone)\s+(?:[\w-]+\s+){1,2}on\s+(?:the|this)\s+letter"
)
_MEDIUM = (
    r"urge[sd]?|call(?:s|ed)?\s+(?:up)?(?:on|for)|press(?:es|ed)?|demand(?:s|ed)?|ask(?:s|ed)?|request(?:s|ed)?|announce[sd]?"
    r"|(?:re)?introduce[sd]?|condemn(?:s|ed)?|question(?:s|ed)?|warn(?:s|ed)?|push(?:es|ed)?|express(?:es|ed)?|implore[sd]?"
    r"|seeks?|sought|slam(?:s|med)?|raise[sd]?|oppose[sd]?|applaud(?:s|ed)?|encourage[sd]?|blast(?:s|ed)?|appeal(?:s|ed)?"
    r"|petition(?:s|ed)?|(?:is|are|were|was)\s+(?:today\s+)?(?:urg|call|press|demand|ask|request|introduc|push|seek|warn|rais)ing"
)
_GAP = r"^[\s,)\]–—-]*(?P<gap>[^.;“”\"]{0,240}?)\b"
#: "has opposed it" is background; "has led a letter" is not.
_HAS, _ACTS = re.compile(r"\bha(?:s|ve|d)\s+(?:\w+\s+)?$", _I), re.compile(_STRONG, _I)
_SUBJECT = re.compile(_GAP + rf"(?P<verb>{_STRONG})\b", _I)
_SUBJECT_EARLY = re.compile(_GAP + rf"(?P<verb>{_STRONG}|{_MEDIUM})\b", _I)
_PASSIVE = re.compile(r"\b(?:be|was|were|been|are|is|being)\s+(?:proudly\s+)?$", _I)
#: Between the names and the verb: then somebody else is the subject, or it is another matter.
_BLOCK = re.compile(r"\b(?:who|received?|receives|said|says|added|whose|where|introduced|that|because|not)\b", _I)
_CAPITALS = r"(?:(?-i:[A-Z])[\w.'’&-]*\s+|(?:the|and|of|on|for|u\.s\.|both)\s+){0,8}"
#: Right before the names: then they are written to, asked, thanked.
_ADDRESSED = (
    r"to|urg(?:e[sd]?|ing)|ask(?:s|ed|ing)?|call(?:s|ed|ing)?\s+on|tell(?:s|ing)?|told|press(?:es|ed|ing)?|thank\w*|demand\w*"
    r"|honor\w*|dear"
)
#: Right before the names: then they are spoken of, or in a clause of their own.
_ASIDE = (
    r"from|except|excluding|(?<!, )but|against|for|than|about|on|with|of|behind|support\w*|via|like|at|by|under|between"
    r"|after|when|while|since|because|that|as|where|if|until|before|which|who|whom"
)
#: Right before a list without a cue: "criticism from Reps. …".
_SPOKEN_OF = re.compile(r"\b(?:from|against|about|for|behind|between|than)\s+$", _I)
_TO_THEM = re.compile(rf"(?:\b(?:{_ADDRESSED})\s+{_CAPITALS}|\bdear\b[^.]*)$", _I)
_OBJECT = re.compile(rf"\b(?:{_ASIDE})\s+(?:[\w.'’]+\s+){{0,2}}$", _I)
_REFUSED = re.compile(
    r"\b(?:attend\w*|endors\w*|hearing|press conference|voted?|did not sign|declin\w*|refus\w*|not signed|met with"
    r"|elected|appointed|thank\w*|legislation|companion|serves?|cosponsor\w*|chaired"
    r"|other members of the (?:committee|caucus))\b",
    _I,
)
_JOINS = re.compile(r"join|sign|co-?sign|(?:added|lent|put)\s|(?:is|are|was|were)\s.*\b(?:co-?sign|sign|on\s+th)", _I)
#: "praised a letter signed by" says nothing of who praised; "was joined by" says that they began it.
_JOINS_IN, _BY_OTHERS = re.compile(r"join", _I), re.compile(r"\s+by\b", _I)
#: "…," said Rep. Able, who led the letter.
_WHO_LED = re.compile(
    r"^[\s,)]*who\s+(?:also\s+|has\s+|have\s+)?(?:co-?)?(?P<verb>led|leads?|authored|wrote|spearheaded|organi[sz]ed|initiated|signed|co-?signed"
    r"|joined)\s+(?:\w+\s+){0,5}?(?:letter|brief|petition|effort)\b",
    _I,
)
#: "the letter, which Rep. Able led"
_WHICH = re.compile(r"\b(?:letter|brief|petition|effort),?\s+(?:which|that)\s+(?:[\w.]+\s+){0,2}$", _I)
_THEY_LED = re.compile(
    r"^\s*(?:also\s+)?(?:co-?)?(?:led|authored|wrote|penned|spearheaded|organi[sz]ed|initiated)\b", _I
)
#: "the only signer", ", one of the signers, said", ", a co-lead of the letter".
_IS_SIGNER = re.compile(
    r"^[\s,)]*(?:an?|another|one\s+of\s+the|the)\s+(?:[\w-]+\s+){0,2}?"
    r"(?:(?P<signer>(?:co-?)?sign(?:er|ator(?:y|ies)))s?\b|(?:co-?)?leads?\s+(?:of|on)\s+(?:the|this)\s+(?:letter|effort|brief)\b)",
    _I,
)
#: “I’m proud to sign this letter,” said Rep. Able.
_SAID_TO_SIGN = re.compile(
    r"[“\"][^”\"]{0,200}\b(?:to|am|are)\s+(?:have\s+)?(?:co-?)?(?P<verb>sign|join|lead|led)\w*\b[^”\"]{0,80}?\b(?:this|the|our)\s+"
    r"(?:[\w-]+\s+){0,2}letter\b[^”\"]{0,160}[”\"],?\s+(?:said|says|added)\s+(?:[\w.]+\s+){0,2}$",
    _I,
)
#: In small letters, which are five times quicker to look through than letters of both kinds.
_NOT_SIGNED = re.compile(
    r"\b(?:(?:not|never|did not|declined? to|refused? to|unable to|invited to|asked to|plan(?:s|ned)? to|without"
    r"|expected to|likely to|hopes? to|wants? to|(?<!in )may|might|could"
    r"|(?:did|do|does|has|have|had|wo|would|could|ca)n['’]t)"
    r"\s+(?:\w+\s+)?(?:co-?)?(?:sign|join)|oppose[sd]?\s+(?:the|this|that)\s+letter"
    r"|(?:competing|rival|separate|(?:his|her|their)\s+own)\s+letter"
    r"|asked\s+(?:to\s+be\s+(?:removed|taken)|that\s+(?:his|her|their)\s+names?)"
    r"|(?:but|and)\s+(?:has\s+|have\s+)?(?:later\s+|since\s+|then\s+|subsequently\s+)?"
    r"(?:withdr[ae]w|retracted|asked\s+(?:to|that)))"
)
#: "Targets: ", "No response – " before names.
_LABEL_ENDS = frozenset(":-–—")
#: "… but not by Reps. ", "Read more: Reps. "
_NOT_THEY = re.compile(
    r"(?:\b(?:but|though)\s+not\s+(?:by\s+)?|\b(?:read more|related(?: news)?|see also|more news)\s*[:–—-]\s*)"
    r"(?:[\w.]+\s+){0,2}$",
    _I,
)
#: A verb or a clause right behind names, and not what goes on with a list or says where and when.
_SAID_OF = re.compile(
    r"^'s?\s|^\s*,?\s+(?!(?:and|as|at|by|for|from|in|including|of|on|or|the|to|with|along|together|all|both)\b)[a-z]{2,}"
)


def signs(before: str, after: str, early: bool, letter: bool = False) -> str:
    """The role of names by the words around them: "lead", "signer", or "" when nothing says they signed.

    ``early``: in the headline or the first paragraphs, where a release says who acts. ``letter``:
    the text is about a letter, so that introducing or sponsoring a bill is another matter.
    """
    if refuses(before, after):
        return ""
    if role := matters.brings_in_bill(before, after):
        return role
    if (led := _WHO_LED.match(after)) and not (
        earlier.is_other(led[0]) or earlier.is_dated("", after[: led.end() + 20], early)
    ):
        return "signer" if _JOINS.match(led["verb"]) or "sign" in led["verb"].lower() else "lead"
    if _WHICH.search(before[-60:]) and _THEY_LED.match(after) and not earlier.is_dated(before, after, early):
        return "lead"
    if said := _SAID_TO_SIGN.search(before):
        return "lead" if said["verb"].startswith("le") else "signer"
    if called := _IS_SIGNER.match(after):
        return "signer" if called["signer"] else "lead"
    return _by(before, early, letter) or _with(before, after, early) or _subject(before, after, early, letter)


def is_said_of(after: str) -> bool:
    """Whether the words behind names say something of them: "has introduced", ", who chairs"."""
    return bool(_SAID_OF.match(after))


def refuses(before: str, after: str) -> bool:
    """Whether the words around names say that somebody did not sign."""
    label = before.rstrip()[-1:] in _LABEL_ENDS and headings.heads_asked(before)
    return (
        label or bool(_NOT_THEY.search(before[-60:])) or bool(_NOT_SIGNED.search(f"{before} … {after[:120]}".lower()))
    )


def _by(before: str, early: bool, letter: bool) -> str:
    found = _last_by(before[-260:])
    if found and letter and (matters.is_other_before(before[-260:][: found.start()]) or matters.is_meeting(found[0])):
        return ""
    if not found or earlier.is_dated(before, "", early) or (letter and matters.is_of_bill(found["verb"])):
        return ""
    return "lead" if _LED.match(found["verb"]) else "signer"


def _last_by(before: str) -> re.Match[str] | None:
    """The cue nearest to the names: in "joined in a letter on the Act introduced by" that is introducing."""
    last = found = _BY.search(before)
    while found:
        last, found = found, _BY.search(before, found.start() + 1)
    return last


def _with(before: str, after: str, early: bool) -> str:
    found = _WITH.search(before[-120:])
    if not found or earlier.is_dated(before, "", early):
        return ""
    return "lead" if _STEM.search(before[: -len(found[0])] + " … " + after[:300]) else ""


def _subject(before: str, after: str, early: bool, letter: bool) -> str:
    found = (_SUBJECT_EARLY if early else _SUBJECT).search(after[:300])
    if (
        not found
        or (letter and matters.is_of_bill(found["verb"]))
        or _aside(before[-120:])
        or _BLOCK.search(found["gap"])
        or (_HAS.search(found["gap"]) and not _ACTS.fullmatch(found["verb"]))
    ):
        return ""
    if (letter and matters.is_other_behind(after[found.end() :])) or matters.is_elsewhere(before, after[found.end() :]):
        return ""
    by_others = _BY_OTHERS.match(after, found.end())
    if by_others and not _JOINS_IN.match(found["verb"]):
        return ""
    if not letter and not matters.is_about_paper(found["verb"], after[found.end() :]):
        return ""
    if not (early and matters.is_about_letter(before + after[: found.end() + 160])) and earlier.is_dated(
        before, after, False
    ):
        return ""
    active = _JOINS.match(found["verb"]) and not _PASSIVE.search(found["gap"]) and not by_others
    return "signer" if active else "lead"


def _aside(before: str) -> bool:
    """Whether the names are not the ones who act."""
    return bool(_TO_THEM.search(before) or _OBJECT.search(before))


def plain_list(before: str, after: str, letter: bool) -> bool:
    """Whether a long list of titled names in a sentence may be taken for signers without a cue."""
    if _ATTENDANCE.search(before[-60:]) or refuses(before, after) or (letter and matters.speaks_of_bill(before)):
        return False
    dated = earlier.is_dated(before, after, early=False)
    spoken_of = _SPOKEN_OF.search(before) and not _STEM.search(before)
    return not (_REFUSED.search(before + after) or dated or spoken_of or _TO_THEM.search(before[-120:]))


#: Right before names in a sentence: a list of those present, or of a vote.
_ATTENDANCE = re.compile(
    r"\b(?:present|absent|excused|yeas?|nays?|ayes?|noes|not voting|voting (?:yes|no)|witness(?:es)?|conferees|panel"
    r"ists|attendees|attending|majority|minority)\s*(?:\(\d+\)|[-–—]*\s*\d+)?\s*[:–—-]\s*(?:[\w.]+\s+){0,2}$",
    _I,
)


_FOLLOWING = re.compile(
    r"\bfollowing\s+(?:[\w.]+\s+){0,2}?(senators|representatives|congress(?:men|women|members))\b[^.;:]{0,40}:\s*$", _I
)


def chamber_before(before: str) -> str:
    """The chamber of "The following Senators signed: " right before names; "" if none."""
    found = _FOLLOWING.search(before[-120:])
    return "" if not found else "senate" if found[1].lower() == "senators" else "house"


def leans(before: str) -> bool:
    """ "In addition to", "along with": the names behind it signed whatever else is said of them."""
    return bool(_WITH.search(before[-120:]))
