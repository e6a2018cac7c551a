"""People whose name is like a printed one: offered to the user, never taken for a match alone.

The one place that measures similarity.
"""

from __future__ import annotations

from ..finding import Printed
from ..names import CONFLICT, NICKNAME
from .evidence import Suspect
from .index import Day
from .people import SERVING, Standing

#: Surnames less alike than this (0 to 100) are not offered.
ALIKE = 80
#: At most so many are offered.
OFFERED = 4


def by_seat(printed: Printed, day: Day, letter: frozenset[str]) -> Suspect | None:
    """Who held the printed seat, if the given name agrees and the surname is alike: a misspelling."""
    place = printed.place
    if not (place.state and place.district) or len(printed.name.words) < 2:
        return None
    from rapidfuzz import fuzz

    for standing in day.seats.get(("house", place.state, place.district), ()):
        for surname, given in printed.name.divisions():
            alike = max(fuzz.ratio(surname, own) for own in standing.person.surnames)
            if given and alike >= ALIKE and standing.person.given.level(given) >= NICKNAME:
                found = Suspect(printed, standing, "near", standing.person.given.level(given), given, letter)
                return None if found.contra else found
    return None


def suggestions(printed: Printed, day: Day, letter: frozenset[str]) -> list[Suspect]:
    """People serving on the day whose name is like the printed one, likest first."""
    from rapidfuzz import fuzz, process

    words = printed.name.words
    if not words:
        return []
    surnames = process.extract(words[-1], day.alike.of(words[-1]), scorer=fuzz.ratio, score_cutoff=ALIKE, limit=OFFERED)
    found = [
        Suspect(printed, standing, "near", standing.person.given.level(words[:-1]), words[:-1], letter)
        for surname, _, _ in surnames
        for standing, _, _ in day.blocks[surname]
        if standing.service == SERVING and _may_be(standing, words[:-1])
    ]
    return found[:OFFERED]


def _may_be(standing: Standing, given: tuple[str, ...]) -> bool:
    return standing.person.given.level(given) != CONFLICT
