"""The number of signers that a text itself claims.

Convention: only what the text says plainly; nothing is ever derived from the names found.
"""

from __future__ import annotations

import re

_UNITS = "one two three four five six seven eight nine"
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_WORDS = {word: number for number, word in enumerate(f"{_UNITS} {_TEENS}".split(), 1)}
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_NUMBER = (
    r"(?P<n>\d{1,3}|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-\w+)?|"
    + "|".join(word for word in _WORDS if word != "one")
    + r")"
)
_WHO = (
    r"(?:(?:u\.?s\.?|house|senate|democratic|republican|bipartisan|fellow|federal)\s+)*"
    r"(?:members|senators|representatives|lawmakers|legislators|democrats|republicans|congressmembers|signatures|signatories|signers)"
)
_VAGUE = r"(?<!over )(?<!than )(?<!nearly )(?<!about )(?<!around )(?<!almost )(?<!some )(?<!other )(?<!least )"
_TOTAL = re.compile(
    rf"\b(?:(?:group|coalition|bloc|total|delegation)\s+of|led|leads|leading|signed\s+by|gained|from|by|of)\s+{_VAGUE}"
    rf"{_NUMBER}\s+(?:other\s+)?{_WHO}",
    re.IGNORECASE,
)
_EACH = re.compile(rf"\b{_NUMBER}\s+(?:other\s+)?{_WHO}", re.IGNORECASE)
_AND = re.compile(
    rf"\b(?:and|led|leads|leading|joined\s+by|along\s+with|with)\s+{_VAGUE}{_NUMBER}\s+(?:of\s+)?"
    r"(?:(?:his|her|their|other|fellow)\s+(?:[\w-]+\s+){0,3}?(?:colleagues|senators|representatives|members"
    r"|lawmakers|democrats|republicans)|colleagues)",
    re.IGNORECASE,
)


_EARLIER = re.compile(
    r"\b(?:in|last|since)\s+(?:january|february|march|april|may|june|july|august|september|october|november|december|20\d\d"
    r"|year|month|week)\b[^.]*$|\bpreviously\b[^.]*$",
    re.IGNORECASE,
)


def claimed(text: str, leads: int) -> int | None:
    """The number that running text claims, "and 41 of his colleagues" with those before it.

    None if it is not clear: no number, two numbers (senators and representatives apart), or one
    of another time.
    """
    others = list(_AND.finditer(text)) if leads else []
    found = others or list(_TOTAL.finditer(text))
    if (
        len(found) != 1
        or len(_EACH.findall(text)) > 1
        or _EARLIER.search(text[max(0, found[0].start() - 120) : found[0].start()])
    ):
        return None
    return _value(found[0]["n"]) + (leads if others else 0)


def _value(text: str) -> int:
    word = text.lower()
    if word.isdigit():
        return int(word)
    tens, _, unit = word.partition("-")
    return _TENS.get(tens, 0) + _WORDS.get(unit if tens in _TENS else tens, 0)
