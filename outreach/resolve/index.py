"""Names of all legislators, indexed once; and who stood where on one day.

Convention: a *standing* is one person on one day: the seat held then, or the last one held, or
the first one coming. Blocks are by surname key; given names are compared inside a block only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache

from ..finding import Lexicon
from ..memory import Memory
from ..model import Legislator, Term
from ..names import (
    CONFLICT,
    INITIALS,
    NICKNAME,
    SUFFIXES,
    GivenNames,
    Neighbours,
    Pairs,
    PrintedName,
    folded,
    given_names,
    key,
    shape,
    spellings,
    words,
)
from ..roster import Roster
from ..vocabulary import party_letter

#: Who left or died is a candidate of second choice for so long.
AFTER = timedelta(days=731)
#: Who came later is one for so long before.
BEFORE = timedelta(days=183)

SERVING, LEFT, COMING = "serving", "left", "coming"
#: How a surname of the index relates to the person.
WHOLE, FORMER, PART = "whole", "former", "part"

#: Words of a surname that never stand for it alone.
_SMALL = frozenset({"van", "von", "del", "los", "las", "san", "der", "den"})

#: Blocks of so many people are asked by given name; smaller ones are looked through.
_LARGE = 8
#: So many printed given names are remembered with those near them.
_WORDS_KEPT = 10_000
#: So many printed names, and so many judgements about them with what stands beside them.
_NAMES_KEPT, _JUDGED_KEPT = 20_000, 60_000

#: Days whose views are kept; a program asks about one or two.
_DAYS_KEPT = 32


@dataclass(frozen=True, slots=True)
class Person:
    """A legislator's names, ready to be compared."""

    legislator: Legislator
    surnames: Mapping[str, str]  #: key → WHOLE, FORMER or PART
    given: GivenNames
    suffix: str


@dataclass(frozen=True, slots=True)
class Standing:
    """A person on one day."""

    id: str  #: the legislator's id
    person: Person
    term: Term
    service: str  #: SERVING, LEFT or COMING
    parties: frozenset[str]  #: letters that print may use: own party, caucus


#: A person, how the surname relates, the agreement of the given names, and these.
Held = tuple[Standing, str, int, tuple[str, ...]]


class Block:
    """Everybody of one surname on one day; a large block is asked by given name."""

    __slots__ = ("_by_letter", "_by_shape", "_by_word", "_near", "members")

    def __init__(self, near: Callable[[str], Iterable[str]]) -> None:
        self.members: list[tuple[Standing, str]] = []  #: with how the surname relates
        self._near = near
        self._by_word: dict[str, list[int]] = {}
        self._by_letter: dict[str, list[int]] = {}
        self._by_shape: dict[str, list[int]] = {}

    def __iter__(self) -> Iterator[tuple[Standing, str]]:
        return iter(self.members)

    def fitting(self, given: tuple[str, ...]) -> list[tuple[Standing, str, int]]:
        """Those whose given names agree with the printed ones, with the relation and the level, in order."""
        asked = self._named(given) if len(self.members) >= _LARGE and given else self.members
        return [
            (standing, relation, level)
            for standing, relation in asked
            if (level := standing.person.given.level(given)) != CONFLICT
        ]

    def _named(self, given: tuple[str, ...]) -> list[tuple[Standing, str]]:
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
        for at, (standing, _) in enumerate(self.members):
            given = standing.person.given
            for word in given.known | given.short:
                self._by_word.setdefault(word, []).append(at)
            for form in {shape(name) for name in given.long}:
                self._by_shape.setdefault(form, []).append(at)
            for letter in {name[0] for name in given.known}:
                self._by_letter.setdefault(letter, []).append(at)


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
                block.members.append((standing, relation))
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
        self.people = tuple(_person(legislator) for legislator in roster.legislators.values())
        self._days: dict[date, Day] = {}

    def day(self, on: date) -> Day:
        """Everybody who may have signed on the day."""
        if on not in self._days:
            if len(self._days) >= _DAYS_KEPT:
                self._days.pop(next(iter(self._days)))
            standings = (_standing(person, on) for person in self.people)
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


def _standing(person: Person, on: date) -> Standing | None:
    id, terms = person.legislator.id, person.legislator.terms
    if not terms or terms[-1].end + AFTER <= on or terms[0].start - BEFORE > on:
        return None
    if term := person.legislator.term_on(on):
        return Standing(id, person, term, SERVING, _parties(term, on))
    last = person.legislator.last_term_by(on)
    if last and last.end + AFTER > on:
        return Standing(id, person, last, LEFT, _parties(last, last.end - timedelta(days=1)))
    coming = next((term for term in terms if on < term.start <= on + BEFORE), None)
    return Standing(id, person, coming, COMING, _parties(coming, coming.start)) if coming else None


@lru_cache(maxsize=1 << 8)
def _letters(*parties: str) -> frozenset[str]:
    return frozenset(party_letter(party) for party in parties if party)


def _parties(term: Term, on: date) -> frozenset[str]:
    return _letters(term.party_on(on), term.caucus_on(on))


def _person(legislator: Legislator) -> Person:
    surnames = _surnames(legislator)
    texts = (legislator.official_full, *legislator.common_names)
    others = [_without_surname(text, surnames) for text in texts if text]
    others += [legislator.nickname, *(f"{other.first} {other.middle}" for other in legislator.other_names)]
    given = given_names([legislator.first, legislator.middle], [other for other in others if other.strip()])
    return Person(legislator, surnames, given, SUFFIXES.get(key(legislator.suffix), ""))


def _surnames(legislator: Legislator) -> dict[str, str]:
    found = dict.fromkeys(spellings(legislator.last), WHOLE)
    for text in [*(other.last for other in legislator.other_names), *_other_surnames(legislator)]:
        for spelling in spellings(text):
            found.setdefault(spelling, FORMER)
    parts = folded(legislator.last).split()
    if len(parts) > 1:
        for part in parts:
            if len(part) > 2 and part not in _SMALL:
                found.setdefault(part, PART)
    return found


def _other_surnames(legislator: Legislator) -> list[str]:
    """Surnames in other names of the person that are not the one of the record."""
    own = key(legislator.last)
    given = set(words(f"{legislator.first} {legislator.middle} {legislator.nickname}"))
    found = []
    for text in legislator.common_names:
        parts = [part for part in words(text) if part not in SUFFIXES]
        if len(parts) > 1 and not "".join(parts).endswith(own) and parts[-1] not in given:
            found.append(parts[-1])
    return found


def _without_surname(text: str, surnames: Mapping[str, str]) -> str:
    parts = [part for part in text.split() if key(part) not in SUFFIXES and key(part)]
    for at in range(len(parts)):
        if surnames.get(key(" ".join(parts[at:]))) in (WHOLE, FORMER):
            return " ".join(parts[:at])
    return " ".join(parts[:-1])
