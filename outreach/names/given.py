"""Given names: which of them a person goes by, and how well a printed one agrees.

Convention: levels of agreement are numbers, higher is better, so that they can be compared.
Similar names are never taken for the same here; they are only called near.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from .fold import spellings, words
from .spelling import looks_like, one_apart, shape

if TYPE_CHECKING:
    from nicknames import NickNamer

#: The printed given name belongs to somebody else.
CONFLICT = 0
#: No given name is printed.
NONE = 1
#: Only an initial is printed and it fits.
INITIAL = 2
#: The printed name is one letter off, or a second name fits and the first does not.
NEAR = 3
#: A usual short form of a name the person has, or the other way round.
NICKNAME = 4
#: A name that the public record gives the person.
KNOWN = 5

#: Printed words of so many letters may be initials: "EB", "JFK".
INITIALS = 3

#: Short forms that the nickname list lacks, from the usage of legislators' own offices.
_OWN_GROUPS = (
    "charles charlie chuck chas",
    "william bill billy will",
    "robert bob bobby rob",
    "richard dick rick rich",
    "joseph joe joey jos",
    "christopher chris kit",
    "alexander alex",
    "stephen steven steve",
    "jacqueline jackie jacky",
    "geoffrey jeffrey geoff jeff",
    "theodore ted",
    "edward ed ted eddie",
    "suzanne susan suzan sue",
    "katherine catherine kathryn kathy cathy kate katie",
    "ann anne annie",
    "sheldon shel",
    "philip phillip phil",
    "rodney rod",
    "randall randy randolph",
    "gregory greg",
    "jonathan jon john",
    "nicholas nick",
    "daniel dan danny",
    "anthony tony",
    "thomas tom tommy",
    "michael mike mick",
    "james jim jimmy jamie",
    "lawrence larry",
    "benjamin ben",
    "timothy tim",
    "kenneth ken kenny",
    "donald don donnie",
    "frederick fred",
    "gerald gerry jerry",
    "jerrold jerry",
    "raymond ray",
    "ronald ron ronnie ronny",
    "samuel sam",
    "peter pete",
    "patrick pat",
    "vincent vince",
    "walter walt",
    "elizabeth liz beth betsy",
    "deborah debra deb debbie",
    "margaret maggie peggy meg",
    "valerie val",
    "victoria vicky vicki",
    "cynthia cindy",
    "zachary zach zack",
    "abraham abe",
    "george geo",
    "thomas thos",
    "james jas",
    "robert robt",
    "edward edw",
    "benjamin benj",
    "christopher chr",
    "samuel saml",
    "daniel danl",
    "john jno",
    "frederick fredk",
    "alexander alexr",
    "nathaniel nathl",
)


@dataclass(frozen=True, slots=True)
class GivenNames:
    """What a person may be called before the surname."""

    known: frozenset[str]  #: folded words of the public record, surname left out
    short: frozenset[str]  #: usual short and long forms of them
    initials: str  #: first letters in order, "eb" for Eddie Bernice
    first: str  #: the first of them
    long: tuple[str, ...] = ()  #: the known ones that are long enough to be recognised with a slip
    letters: str = ""  #: first letters of all known ones
    starts: str = ""  #: first letters of the long ones
    ends: str = ""  #: last letters of the long ones
    shapes: tuple[str, ...] = ()  #: what a machine may read the long ones as

    def level(self, printed: tuple[str, ...]) -> int:
        """How well printed given names agree, CONFLICT to KNOWN."""
        if not printed:
            return NONE
        if len(printed) == 1 and len(printed[0]) > 1:
            return KNOWN if printed[0] in self.known else self._word(printed[0])
        whole = [word for word in printed if len(word) > 1]
        if not whole:
            return self._initials(printed)
        first = self._word(whole[0])
        if first >= NICKNAME or len(whole) == 1:
            return first
        rest = max(self._word(word) for word in whole[1:])
        return NEAR if rest >= NICKNAME else min(first, NEAR)

    def _word(self, word: str) -> int:
        if word in self.known:
            return KNOWN
        if word in self.short:
            return NICKNAME
        if len(word) <= INITIALS and self.initials.startswith(word):
            return NICKNAME
        return NEAR if self._is_near(word) else CONFLICT

    def _is_near(self, word: str) -> bool:
        """Whether a long name is one slip away, which leaves its start or its end, or looks alike."""
        if shape(word) in self.shapes and any(looks_like(word, name) for name in self.long):
            return True
        return (word[0] in self.starts or word[-1] in self.ends) and any(one_apart(word, name) for name in self.long)

    def _initials(self, printed: tuple[str, ...]) -> int:
        run = "".join(printed)
        if len(run) > 1 and self.initials.startswith(run):
            return NICKNAME
        if len(run) > 1 and run in self.known:
            return KNOWN
        if len(run) > 1 and len(self.initials) > 1 and (run[0] != self.initials[0] or run[1] not in self.initials[1:]):
            return CONFLICT
        return INITIAL if run[0] in self.letters else CONFLICT

    def middle(self, printed: tuple[str, ...]) -> int:
        """Whether a printed middle initial is the person's: 1 yes, -1 no, 0 nothing to compare."""
        if len(printed) < 2:
            return 0
        initials = [word for word in printed[1:] if len(word) == 1]
        have = self.initials[1:]
        if not initials or not have or len(printed[0]) == 1:
            return 0
        return 1 if initials[0] in have else -1


def given_names(first: Iterable[str], others: Iterable[str] = ()) -> GivenNames:
    """Given names of a person: ``first`` in their order (first, middle), ``others`` what else is used."""
    ordered = [word for name in first for word in words(name)]
    texts = [*first, *others]
    known = {word for text in texts for part in text.split() for word in spellings(part)}
    known |= {word for text in texts for word in words(text)}
    short = {form for name in known if len(name) > 1 for form in forms(name)} - known
    long = tuple(name for name in known if len(name) > 3)
    return GivenNames(
        known=frozenset(known),
        short=frozenset(short),
        initials="".join(word[0] for word in ordered),
        first=ordered[0] if ordered else "",
        long=long,
        letters="".join({name[0] for name in known}),
        starts="".join({name[0] for name in long}),
        ends="".join({name[-1] for name in long}),
        shapes=tuple({shape(name) for name in long}),
    )


@lru_cache(maxsize=1 << 14)
def forms(name: str) -> frozenset[str]:
    """Usual short and long forms of one given name; loose, so only for use inside a surname."""
    namer = _namer()
    found = set(namer.nicknames_of(name)) | set(namer.canonicals_of(name)) | _own().get(name, set())
    return frozenset(word for word in found if word != name and " " not in word)


@cache
def _own() -> dict[str, set[str]]:
    table: dict[str, set[str]] = {}
    for group in _OWN_GROUPS:
        names = group.split()
        for name in names:
            table.setdefault(name, set()).update(names)
    return table


@cache
def _namer() -> NickNamer:
    from nicknames import NickNamer

    return NickNamer()
