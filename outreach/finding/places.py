"""What print puts beside a name: party, state, district, in every order and spelling.

Convention: what is read here is evidence about a person, never a filter; "" means not printed.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from ..names import Neighbours, folded
from ..vocabulary import STATES

#: Abbreviations in use beside those of the post office and of AP, folded and run together.
_OTHER_STATES = {
    "cal": "CA",
    "cali": "CA",
    "penna": "PA",
    "wisc": "WI",
    "okl": "OK",
    "tex": "TX",
    "ida": "ID",
    "ia": "IA",
    "alas": "AK",
    "nebr": "NE",
    "kans": "KS",
    "oreg": "OR",
    "nmex": "NM",
    "ndak": "ND",
    "sdak": "SD",
    "wvirginia": "WV",
    "wash": "WA",
    "washdc": "DC",
    "washingtondc": "DC",
    "usvi": "VI",
    "usvirginislands": "VI",
    "cnmi": "MP",
    "nmi": "MP",
    "northernmarianas": "MP",
    "guam": "GU",
}

_PARTIES = {
    "d": "D",
    "r": "R",
    "i": "I",
    "l": "L",
    "dem": "D",
    "rep": "R",
    "gop": "R",
    "democrat": "D",
    "democratic": "D",
    "republican": "R",
    "independent": "I",
    "libertarian": "L",
    "dfl": "D",
}

_ONES_TEXT = "First Second Third Fourth Fifth Sixth Seventh Eighth Ninth"
_TEENS_TEXT = "Tenth Eleventh Twelfth Thirteenth Fourteenth Fifteenth Sixteenth Seventeenth Eighteenth Nineteenth"
_ONES, _TEENS = _ONES_TEXT.split(), _TEENS_TEXT.split()
_TENS = {20: ("Twentieth", "Twenty"), 30: ("Thirtieth", "Thirty"), 40: ("Fortieth", "Forty"), 50: ("Fiftieth", "Fifty")}
#: The number of a district in words, as "District" follows it → in figures.
ORDINALS = {word: str(number) for number, word in enumerate([*_ONES, *_TEENS], 1)}
for _number, (_word, _with) in _TENS.items():
    ORDINALS[_word] = str(_number)
    for _more, _one in enumerate(_ONES, 1):
        ORDINALS |= dict.fromkeys((f"{_with}-{_one}", f"{_with}-{_one.lower()}"), str(_number + _more))
_ORDINAL = re.compile(rf"\b(?:{'|'.join(sorted(ORDINALS, key=len, reverse=True))})(?=\s+(?:Congressional\s+)?District)")
#: A district in words: at large.
_AT_LARGE = re.compile(r"^(?:al|at[\s-]*large)$", re.IGNORECASE)
_NUMBER = re.compile(r"^0*(\d{1,2})(?:st|nd|rd|th)?$", re.IGNORECASE)
_PIECES = re.compile(r"\d{1,2}(?:st|nd|rd|th)?|at[\s-]+large|[^\W\d_.'’]+(?:\.[^\W\d_]+)*\.?|[,;/|\-–—]", re.IGNORECASE)
#: The commonest ways: "D-NY", "R-TX-12", "NY-12", "NY12".
_PLAIN = re.compile(r"(?:(?P<party>[DRI])[-/])?(?P<state>[A-Z]{2})(?:-?(?P<number>\d{1,2}))?$")
_PARTY_FIRST = re.compile(r"(?P<party>[DRI])\s?[-–—/]\s?[A-Z][\w.]{1,7}$")
_NOISE = frozenset({"district", "cd", "of", "the", "congressional", "dist", "us", "house", "senate", "u.s."})
_FAR = re.compile(r"(?<=[a-z.])(?=\d)|(?<=[A-Z]{2})(?=\d)")


class Place(NamedTuple):
    """Party, state and district as printed beside a name."""

    party: str = ""  #: "D", "R", "I", "L"
    state: str = ""  #: USPS code
    district: str = ""  #: "12"; "0" at large

    def __bool__(self) -> bool:
        return bool(self.party or self.state or self.district)

    def joined(self, other: Place) -> Place:
        """This, with what is missing here taken from another."""
        if not self:
            return other
        return Place(self.party or other.party, self.state or other.state, self.district or other.district)

    def within(self, region: Place) -> Place:
        """This beside a name that stands under a state or a party; "AL" under another state is at large."""
        if region.state and self.state == "AL" != region.state and not self.district:
            return Place(self.party, region.state, "0")
        return Place(self.party or region.party, self.state, self.district) if self.state else self.joined(region)


NOWHERE = Place()


@lru_cache(maxsize=1 << 14)
def state_code(text: str) -> str:
    """The USPS code a state's printed name means: "Calif.", "N.Y.", "Geor", "New Jersey"; "" if none."""
    run = folded(text).replace(" ", "")
    table = _states()
    if run in table:
        return table[run]
    if not 4 <= len(run) <= _longest_state() + 1:
        return ""
    meant = _begun().get(run) or (_slipped(run) if len(run) > 5 else set())
    return next(iter(meant)) if len(meant) == 1 else ""


def _slipped(run: str) -> set[str]:
    """The states whose names are one slip away: a slip leaves the start or the end as it is."""
    if run[:2] not in _begun() and run[-2:] not in _ends():
        return set()
    return {_full_names()[name] for name in _near().of(run)}


@cache
def _full_names() -> dict[str, str]:
    return {folded(name).replace(" ", ""): code for code, (name, _) in STATES.items()}


@cache
def _longest_state() -> int:
    return max(map(len, _full_names()))


@cache
def _begun() -> dict[str, set[str]]:
    """Every beginning of a state's name → the states it may be the beginning of."""
    found: dict[str, set[str]] = {}
    for name, code in _full_names().items():
        for size in range(1, len(name) + 1):
            found.setdefault(name[:size], set()).add(code)
    return found


@cache
def _ends() -> frozenset[str]:
    return frozenset(name[-2:] for name in _full_names())


@cache
def _near() -> Neighbours:
    return Neighbours(_full_names())


@cache
def _states() -> dict[str, str]:
    table = dict(_OTHER_STATES)
    table |= {folded(ap).replace(" ", ""): code for code, (_, ap) in STATES.items()}
    table |= _full_names()
    return table | {code.lower(): code for code in STATES}


@lru_cache(maxsize=1 << 14)
def read_place(text: str) -> Place:
    """What a bracket beside a name says; NOWHERE when it says something else.

    All of it must be party, state or district: "(D-Calif.-32)", "(NY-12)", "(Ark.)", "(DC-AL)",
    "(R-2nd District)", "(D - CA)", "(Democrat, New York)", "Ohio's 3rd Congressional District".
    """
    plain = _PLAIN.match(text)
    if plain and plain["state"] in STATES:
        number = _NUMBER.match(plain["number"] or "")
        return Place(plain["party"] or "", plain["state"], number[1] if number else "")
    found: dict[str, str] = {}
    words: list[str] = []
    said = text.replace("'s ", " ").replace("s' ", "s ").replace("District of Columbia", "DC")
    said = _ORDINAL.sub(lambda number: ORDINALS[number[0]], said) if "District" in said else said
    for piece in [*_PIECES.findall(_FAR.sub(" ", said)), ","]:
        if piece in ",;/|-–—":
            if not _take(words, found):
                return NOWHERE
            words = []
        elif piece.lower().rstrip(".") not in _NOISE:
            words.append(piece)
    return Place(found.get("party", ""), found.get("state", ""), found.get("district", ""))


def read_party(text: str) -> Place:
    """The party of "R-Olka.", where the state cannot be read."""
    found = _PARTY_FIRST.match(text)
    return Place(party=_PARTIES[found["party"].lower()]) if found else NOWHERE


def _take(words: list[str], found: dict[str, str]) -> bool:
    """Put the words between two dashes or commas where they belong; False if they belong nowhere."""
    while words:
        size = next((n for n in range(min(len(words), 4), 0, -1) if _put(" ".join(words[:n]), found)), 0)
        if not size:
            return False
        words = words[size:]
    return True


def _put(text: str, found: dict[str, str]) -> bool:
    if (_AT_LARGE.match(text) and "state" in found) or folded(text) == "at large":
        return found.setdefault("district", "0") == "0"
    if number := _NUMBER.match(text):
        return found.setdefault("district", number[1]) == number[1]
    if any(letter.isdigit() for letter in text):
        return False
    return _put_party(text, found) or _put_state(text, found)


def _put_party(text: str, found: dict[str, str]) -> bool:
    party = _PARTIES.get(folded(text).replace(" ", ""), "")
    if party and "party" not in found:
        found["party"] = party
    return found.get("party") == party != ""


def _put_state(text: str, found: dict[str, str]) -> bool:
    code = state_code(text)
    return code != "" and found.setdefault("state", code) == code
