"""Whether a letter fits on one page, by the lines of its plain text.

Convention: a typed page of US letter paper with one inch of margin has 54 lines (six to an inch).
The PDF has the last word; this is known before any PDF is made.
"""

from __future__ import annotations

from dataclasses import replace

from ..errors import Problem
from ..followups import Batch, FollowUp
from . import txt

#: Lines of a typed page.
LINES = 54


def checked(batch: Batch) -> Batch:
    """The batch with a warning for every letter that runs over one page, those of one template told once."""
    found = tuple(_over(items) for items in _long(batch).values())
    order = sorted((*batch.problems, *found), key=lambda one: (one.level != "error", one))
    return replace(batch, problems=tuple(order))


def lines(item: FollowUp) -> int:
    """How many lines the letter has."""
    return txt.render(item).count("\n")


def _long(batch: Batch) -> dict[str, list[tuple[FollowUp, int]]]:
    found: dict[str, list[tuple[FollowUp, int]]] = {}
    for item in batch.items:
        if (count := lines(item)) > LINES:
            found.setdefault(item.template.file, []).append((item, count))
    return found


def _over(items: list[tuple[FollowUp, int]]) -> Problem:
    longest, count = max(items, key=lambda pair: pair[1])
    more = f" and {len(items) - 1} others" if len(items) > 1 else ""
    who = f"{longest.address.name} ({longest.record.legislator.id}){more}"
    what = f"runs over one page: {count} lines, a page has {LINES}"
    return Problem(longest.template.file, _line(longest), who, what, "shorten it here or in outreach.toml", "warning")


def _line(item: FollowUp) -> int:
    """The line of the template in which its text begins, below the head."""
    return max(item.template.front.lines.values(), default=0) + 2
