"""Names of all legislators, indexed once; and everybody who may have signed on one day.

Convention: blocks are by surname key; given names are compared inside a block only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property

from ..finding import Lexicon
from ..memory import Memory
from ..names import CONFLICT, INITIALS, NICKNAME, GivenNames, Neighbours, Pairs, PrintedName, shape
from ..roster import Roster
from .people import SERVING, WHOLE, Person, Standing, person_of, standing_of

#: Blocks of so many people are asked by given name; smaller ones are looked through.
_LARGE = 8
#: So many printed given names are remembered with those near them.
_WORDS_KEPT = 10_000
#: So many printed names, and so many judgements about them with what stands beside them.
_NAMES_KEPT, _JUDGED_KEPT = 20_000, 45_000

#: Days whose views are kept; a program asks about one or two.
_DAYS_KEPT = 32

#: A person, how the surname relates, and the given names.
Member = tuple[Standing, str, GivenNames]
#: A person, how the surname relates, the agreement of the given names, and these.
Held = tuple[Standing, str, int, tuple[str, ...]]


class Block:
    """Everybody of one surname on one day; a large block is asked by given name."""

    __slots__ = ("_by_letter", "_by_shape", "_by_word", "_near", "members")

    def __init__(self, near: Callable[[str], Iterable[str]]) -> None:
        self.members: list[Member] = []
        self._near = near
        self._by_word: dict[str, list[int]] = {}
        self._by_letter: dict[str, list[int]] = {}
        self._by_shape: dict[str, list[int]] = {}

    def __iter__(self) -> Iterator[Member]:
        return iter(self.members)

    def fitting(self, given: tuple[str, ...]) -> list[Held]:
        """Those whose given names agree with the printed ones, in order."""
        asked = self._named(given) if len(self.members) >= _LARGE and given else self.members
        if len(given) == 1 and len(given[0]) > INITIALS:
            asked = _like(given[0], asked)
        return [
            (standing, relation, level, given)
            for standing, relation, names in asked
            if (level := names.level(given)) != CONFLICT
        ]

    def _named(self, given: tuple[str, ...]) -> list[Member]:
        """Everybody who may agree with a name: by the name, one a slip away, its shape, or the first letter."""
        if not self._by_word:
            self._file()
        found: set[int] = set()
        for word in given:
            if len(word) <= INITIALS:
                found.update(self._by_letter.get(word[0], ()))
            for name in (word, *self._near(word)):
                found.update(self._by_word.get(name, ()))
            found.update(self._by_shape.get(shape(word), ()))
        return [self.members[at] for at in sorted(found)]

    def _file(self) -> None:
        for at, (_, _, given) in enumerate(self.members):
            for word in given.known | given.short:
                self._by_word.setdefault(word, []).append(at)
            for form in {shape(name) for name in given.long}:
                self._by_shape.setdefault(form, []).append(at)
            for letter in {name[0] for name in given.known}:
                self._by_letter.setdefault(letter, []).append(at)


def _like(word: str, members: Iterable[Member]) -> list[Member]:
    """Those who may be called so: quick to say of nearly everybody that they are not."""
    first, last, form = word[0], word[-1], shape(word)
    return [
        member
        for member in members
        if word in (names := member[2]).known
        or word in names.short
        or first in names.starts
        or last in names.ends
        or form in names.shapes
    ]


class Day:
    """Everybody who may have signed on one day, by surname."""

    def __init__(self, on: date, standings: Iterable[Standing], index: NameIndex) -> None:
        self.on = on
        self.index = index
        self.standings = tuple(standings)
        self.blocks: dict[str, Block] = {}
        self.full: dict[str, list[Standing]] = {}
        given: set[str] = set()
        for standing in self.standings:
            person = standing.person
            given |= person.given.known | person.given.short
            for surname, relation in person.surnames.items():
                block = self.blocks.get(surname)
                if block is None:
                    block = self.blocks[surname] = Block(self.near_given)
                block.members.append((standing, relation, person.given))
                if relation == WHOLE:
                    for first in person.given.known:
                        self.full.setdefault(first + surname, []).append(standing)
        self.lexicon = Lexicon(self.blocks.keys(), given, self.full.keys())
        self._near_given: Memory[str, tuple[str, ...]] = Memory(_WORDS_KEPT)
        #: Who fits a printed name, whatever stands beside it.
        self.fitting: Memory[PrintedName, Sequence[Held]] = Memory(_NAMES_KEPT)
        self.decided: Memory[object, object] = Memory(_JUDGED_KEPT)  #: the same print means the same

    def near_given(self, word: str) -> Iterable[str]:
        """Given names that are one slip from a printed one: few, asked for again and again."""
        near = self._near_given.get(word)
        return near if near is not None else self._near_given.keep(word, self._given.of(word))

    @cached_property
    def _given(self) -> Neighbours:
        return Neighbours({name for standing in self.standings for name in standing.person.given.long})

    @cached_property
    def near(self) -> Neighbours:
        """Finds surnames that are one slip from a printed one."""
        return Neighbours(self.blocks)

    @cached_property
    def shapes(self) -> Mapping[str, tuple[str, ...]]:
        """What a machine may read a surname as → the surnames."""
        found: dict[str, list[str]] = {}
        for surname in self.blocks:
            found.setdefault(shape(surname), []).append(surname)
        return {form: tuple(surnames) for form, surnames in found.items()}

    @cached_property
    def alike(self) -> Pairs:
        """Finds surnames that are worth being measured against a printed one."""
        return Pairs(self.blocks)

    @cached_property
    def seats(self) -> Mapping[tuple[str, str, str], tuple[Standing, ...]]:
        """(chamber, state, district) → who held it; senators have district ""."""
        found: dict[tuple[str, str, str], list[Standing]] = {}
        for standing in self.standings:
            if standing.service == SERVING:
                term = standing.term
                found.setdefault((term.chamber, term.state, term.district), []).append(standing)
        return {seat: tuple(held) for seat, held in found.items()}


class NameIndex:
    """The names of a roster, built once; ask it about a day."""

    def __init__(self, roster: Roster) -> None:
        self.roster = roster
        self.people = tuple(person_of(legislator) for legislator in roster.legislators.values())
        self._days: dict[date, Day] = {}

    def day(self, on: date) -> Day:
        """Everybody who may have signed on the day."""
        if on not in self._days:
            if len(self._days) >= _DAYS_KEPT:
                self._days.pop(next(iter(self._days)))
            standings = (standing_of(person, on) for person in self.people)
            self._days[on] = Day(on, (standing for standing in standings if standing), self)
        return self._days[on]

    @cached_property
    def by_surname(self) -> Mapping[str, tuple[tuple[Person, str], ...]]:
        """Every surname of every time."""
        found: dict[str, list[tuple[Person, str]]] = {}
        for person in self.people:
            for surname, relation in person.surnames.items():
                found.setdefault(surname, []).append((person, relation))
        return {surname: tuple(people) for surname, people in found.items()}

    def ever(self, surname: str, given: tuple[str, ...], state: str) -> bool:
        """Whether anybody of that name ever held a seat of that state."""
        return any(
            person.given.level(given) >= NICKNAME and any(term.state == state for term in person.legislator.terms)
            for person, _ in self.by_surname.get(surname, ())
        )
