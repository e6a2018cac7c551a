"""Made-up lists of real names for measuring speed: no line occurs twice.

Each line is a person drawn at random and printed in one of the usual ways; a few are misspelt and
a few are no legislators at all.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from outreach.model import Legislator, Term
from outreach.vocabulary import STATES, ordinal, party_letter

#: Of a hundred lines so many are no legislator, and so many misspelt.
JUNK, MISSPELT = 5, 3

_HOUSE_TITLES = ("", "", "", "Rep. ", "Representative ", "Congressman ", "Rep ", "U.S. Rep. ", "Hon. ")
_SENATE_TITLES = ("", "", "", "Sen. ", "Senator ", "U.S. Senator ", "Hon. ", "Sen ", "U.S. Sen. ")
_BODIES = ("Green Valley", "Harbor", "Northern Plains", "United Workers", "Riverside", "Open Door", "Prairie", "Summit")
_KINDS = ("Institute", "Alliance of Towns", "Foundation", "Health Network", "Growers", "Bakery", "Library")


def distinct(people: Sequence[Legislator], on: date, count: int, seed: int = 7) -> list[str]:
    """So many different lines of names of people who serve on the day."""
    chance = random.Random(seed)
    serving = [(who, term) for who in people if (term := who.term_on(on))]
    lines: dict[str, None] = {}
    while len(lines) < count:
        kind = chance.randrange(100)
        line = _junk(chance) if kind < JUNK else _person(*chance.choice(serving), chance)
        lines.setdefault(_misspelt(line, chance) if JUNK <= kind < JUNK + MISSPELT else line)
    return list(lines)


def _person(who: Legislator, term: Term, chance: random.Random) -> str:
    title = chance.choice(_SENATE_TITLES if term.chamber == "senate" else _HOUSE_TITLES)
    turned = not title and chance.random() < 0.2
    last = chance.choice((who.last, who.last, who.last, who.last.upper()))
    given = chance.choice(list(_given(who)))
    name = f"{last}, {given}" if turned else f"{given} {last}"
    return title + name + chance.choice(list(_places(term, term.start if turned else None)))


def _given(who: Legislator) -> Iterator[str]:
    """The ways to print what stands before the surname."""
    yield from (who.first, who.first, who.nickname or who.first, f"{who.first[0]}.")
    if who.middle:
        yield from (f"{who.first} {who.middle[0]}.", f"{who.first} {who.middle}", f"{who.first[0]}.{who.middle[0]}.")
        yield f"{who.first[0]}. {who.middle}"
    if who.nickname:
        yield from (f"{who.first} “{who.nickname}”", f'{who.first} "{who.nickname}"', f"{who.first} ({who.nickname})")


def _places(term: Term, turned: date | None) -> Iterator[str]:
    """The ways to print party, state and district behind a name."""
    party, state = party_letter(term.party), term.state
    party = party if party in "DRI" else "I"  # parties of other centuries have no letter in print
    name, ap = STATES.get(state, (state, state))
    yield from ("", f" ({party}-{state})", f" ({party}-{ap})", f" ({state})", f" [{party}-{state}]", f" ({party})")
    yield from (
        f" ({name})",
        f" ({party}-{name})",
        f" ({party}/{state})",
        f" ({state}-{party})",
        f" ({party} - {state})",
    )
    if turned is None:
        yield from (f", {party}-{state}", f", {party}-{ap}", f" of {name}", f", {name}", f"\t{party}\t{state}")
    if term.chamber == "house" and term.district:
        number = "AL" if term.district == "0" else term.district
        yield from (f" ({party}-{state}-{number})", f" ({state}-{number})", f" ({party}-{state}{number.zfill(2)})")
        yield from (f" [{party}-{state}-{number}]", f" ({state}-{number.zfill(2)}, {party})", f" {state}-{number}")
        yield from (f"\t{state}\t{number}", f" ({party}-{ap}-{number})", f" ({state}{number})")
    if term.chamber == "house" and term.district.isdigit() and term.district != "0":
        yield from (f" ({party}-{state}, {ordinal(int(term.district))} District)", f" ({state} {term.district})")


def _junk(chance: random.Random) -> str:
    """A line that names no legislator."""
    made: Callable[[], str] = chance.choice(
        (
            lambda: f"{chance.choice(_BODIES)} {chance.choice(_KINDS)} {chance.randrange(10_000)}",
            lambda: f"{chance.randrange(10_000)} {chance.choice(_BODIES)} Street, Suite {chance.randrange(900)}",
            lambda: f"Page {chance.randrange(1_000)} of {chance.randrange(1_000)}",
            lambda: f"{_made_up(chance)} {_made_up(chance)}, {chance.choice(_BODIES)} {chance.choice(_KINDS)}",
        )
    )
    return made()


def _made_up(chance: random.Random) -> str:
    return "".join(chance.choice(pair) for pair in ("BDFGKLMP", "aeiou", "lmnrst", "aeiou", "dknrs", "aeo"))


def _misspelt(line: str, chance: random.Random) -> str:
    """A line with two neighbouring letters swapped, one left out, or one doubled."""
    at = chance.randrange(1, len(line) - 1)
    if not line[at : at + 2].isalpha():
        return line
    changed = (line[at + 1] + line[at], line[at], line[at] * 2 + line[at + 1])
    return line[:at] + chance.choice(changed) + line[at + 2 :]
