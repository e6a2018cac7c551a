"""Whether a letter fits on one page, by the lines of its plain text.

Convention: a typed page of US letter paper with one inch of margin has 54 lines (six to an inch).
The PDF has the last word; this is known before any PDF is made. What is too long is told once for each
template, with the legislators whose letters it is and by how much, the longest first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from ..errors import Problem
from ..followups import Batch, FollowUp
from . import txt

#: Lines of a typed page.
LINES = 54

#: Letters that are named; the others are counted.
_NAMED = 5


def checked(batch: Batch) -> Batch:
    """The batch with a warning for every template that has letters which run over one page."""
    counted = ((item, lines(item) - LINES) for item in batch.items)
    found = over(((item, more) for item, more in counted if more > 0), lambda more: f"{more} line{'s' * (more > 1)}")
    order = sorted((*batch.problems, *found), key=lambda one: (one.level != "error", one))
    return replace(batch, problems=tuple(order))


def lines(item: FollowUp) -> int:
    """How many lines the letter has."""
    return txt.render(item).count("\n")


def over(long: Iterable[tuple[FollowUp, int]], measure: Callable[[int], str]) -> tuple[Problem, ...]:
    """A warning for each template; ``long`` has the letters with how much they run over."""
    found: dict[str, list[tuple[FollowUp, int]]] = {}
    for item, more in long:
        found.setdefault(item.template.file, []).append((item, more))
    return tuple(_told(file, letters, measure) for file, letters in found.items())


def _told(file: str, letters: list[tuple[FollowUp, int]], measure: Callable[[int], str]) -> Problem:
    letters.sort(key=lambda pair: -pair[1])
    named = [f"{_who(item)} by {measure(more)}" for item, more in letters[:_NAMED]]
    if rest := letters[_NAMED:]:
        named.append(f"{len(rest)} other{'s' * (len(rest) > 1)} by up to {measure(rest[0][1])}")
    what = "1 letter runs over one page" if len(letters) == 1 else f"{len(letters)} letters run over one page"
    cure = "shorten the template, or what outreach.toml says of the letter"
    return Problem(file, 0, "", f"{what}: {', '.join(named)}", cure, "warning")


def _who(item: FollowUp) -> str:
    return f"{item.address.name} ({item.record.legislator.id})"
