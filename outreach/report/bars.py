"""The count as a bar, against what is expected and wanted.

Convention: a word below the bar ends where its number stands, and no two words lie on each other.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..model import Letter
from .figures import Figures

#: The share of the bar that one word below it takes at the most.
_WORD = 0.12


@dataclass(frozen=True, slots=True)
class Bar:
    """The count against what is expected and wanted."""

    width: float
    filled: float
    expected: float | None
    goal: float | None
    words: tuple[tuple[float, str], ...]  #: where it ends, and the word: "expected 53"


def bar(figures: Figures, width: float = 440.0) -> Bar:
    """The count as a part of the largest of count, expected and goal."""
    letter = figures.letter
    unit = width / max([figures.recorded, 1, *filter(None, (letter.expected, letter.goal))])
    return Bar(
        width,
        round(unit * figures.recorded, 1),
        round(unit * letter.expected, 1) if letter.expected else None,
        round(unit * letter.goal, 1) if letter.goal else None,
        _words(letter, unit, width * _WORD),
    )


def _words(letter: Letter, unit: float, room: float) -> tuple[tuple[float, str], ...]:
    """Where each word ends, from the left; two that would lie on each other are one."""
    numbers = [("expected", letter.expected), ("goal", letter.goal)]
    if letter.expected == letter.goal:
        numbers = [("expected and goal", letter.goal)]
    found = sorted((round(max(unit * number, room), 1), f"{word} {number:,}") for word, number in numbers if number)
    if len(found) == 2 and found[1][0] - found[0][0] < room:
        return ((max(found[1][0], 2 * room), f"{found[0][1]}, {found[1][1]}"),)
    return tuple(found)
