"""Where the seats of a chamber go in a half circle.

Conventions: the centre of the circle is (0, 0), y points down as in SVG, and the outer row has the
radius 1; so every seat lies in -1 ≤ x ≤ 1 and -1 ≤ y ≤ 0.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

#: Radius of the innermost row.
_INNER = 0.42

#: Political place of a party, from the left of the picture; others stand between.
_SIDES = {"Democrat": 0, "Republican": 2}


def side(party: str) -> int:
    """0 for the left of the half circle, 2 for the right, 1 for between."""
    return _SIDES.get(party, 1)


def places(count: int) -> tuple[tuple[float, float], ...]:
    """(x, y) of so many seats, from the left end of the half circle to the right."""
    rows = _rows(count)
    found = [spot for radius, seats in rows for spot in _row(radius, seats)]
    return tuple((x, y) for _, x, y in sorted(found))


def pitch(count: int) -> float:
    """The distance between neighbours: how large a seat may be drawn."""
    rows = _rows(count)
    along = [math.pi * radius / (seats - 1) for radius, seats in rows if seats > 1]
    across = (1 - _INNER) / (len(rows) - 1) if len(rows) > 1 else 1 - _INNER
    return min([across, *along])


def _rows(count: int) -> list[tuple[float, int]]:
    """(radius, seats) of every row, the inner one first: as many in each as its length allows."""
    number = max(1, round(math.sqrt(count / 3.6)))
    radii = [_INNER + (1 - _INNER) * row / max(number - 1, 1) for row in range(number)] if number > 1 else [1.0]
    sizes = _shared(count, radii)
    return [(radius, size) for radius, size in zip(radii, sizes, strict=True) if size]


def _shared(count: int, weights: Sequence[float]) -> list[int]:
    """The count in parts that are in proportion to the weights; the largest remainders round up."""
    exact = [count * weight / sum(weights) for weight in weights]
    sizes = [math.floor(part) for part in exact]
    for index in sorted(range(len(exact)), key=lambda i: sizes[i] - exact[i])[: count - sum(sizes)]:
        sizes[index] += 1
    return sizes


def _row(radius: float, seats: int) -> list[tuple[float, float, float]]:
    """(angle from the left, x, y) of the seats of one row."""
    if seats == 1:
        return [(math.pi / 2, 0.0, -radius)]
    angles = [math.pi * seat / (seats - 1) for seat in range(seats)]
    return [(angle, -radius * math.cos(angle), -radius * math.sin(angle)) for angle in angles]
