"""The geometry of the charts: figures → shapes with places, sizes and words, for a page to draw.

Conventions: lengths are units of the chart's own box, y points down, numbers are rounded to a
tenth. A shape says what it stands for ("signed", "D"), never how that looks: colours are the page's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ..vocabulary import CHAMBER_NAMES, state_name
from .figures import Body, Figures, Place, Point, State
from .seats import pitch, places, side
from .tiles import COLUMNS, ROWS, TILES
from .words import mark, short_day


@dataclass(frozen=True, slots=True)
class Tile:
    """One state of the map."""

    state: str
    x: float
    y: float
    size: float
    step: int  #: 0 nobody has signed, 1 … 4 quarters of the delegation
    figure: str  #: "3/12", "3", or "" where nobody is to be counted
    title: str


@dataclass(frozen=True, slots=True)
class Dot:
    """One seat."""

    x: float
    y: float
    kind: str  #: "D" a circle, "R" a square, "O" a diamond, "V" nobody
    signed: bool
    title: str


@dataclass(frozen=True, slots=True)
class Arc:
    """A chamber as a half circle, members without a vote in a row below."""

    width: float
    height: float
    size: float  #: half the width of a seat
    dots: tuple[Dot, ...]
    rule: float  #: where the row of members without a vote begins, 0 if there is none


@dataclass(frozen=True, slots=True)
class Mark:
    """A line with a word, across or along a chart."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Line:
    """A step line over time."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    path: str
    area: str
    end: tuple[float, float]
    label: str  #: the last count
    ticks: tuple[Mark, ...]  #: days, left to right
    levels: tuple[Mark, ...]  #: expected and goal
    first: Point
    last: Point


@dataclass(frozen=True, slots=True)
class Spark:
    """A line over time without words, for a cell of a table; its box is 120 by 34."""

    path: str
    area: str


def states(rows: Sequence[State], size: float = 36.0, gap: float = 3.0) -> tuple[Tile, ...]:
    """The tiles of all states; those without anybody to count are empty."""
    known = {row.state: row for row in rows}
    return tuple(
        _tile(state, known.get(state), column * (size + gap), row * (size + gap), size)
        for state, (column, row) in TILES.items()
    )


def map_box(size: float = 36.0, gap: float = 3.0) -> tuple[float, float]:
    """Width and height of the map."""
    return COLUMNS * (size + gap) - gap, ROWS * (size + gap) - gap


def _tile(code: str, row: State | None, x: float, y: float, size: float) -> Tile:
    name = state_name(code)
    if row is None:
        return Tile(code, x, y, size, 0, "", f"{name}: nobody to count")
    earlier = f"; {row.recorded} on record when they signed" if row.recorded != row.signed else ""
    if row.serving is None:
        return Tile(code, x, y, size, 2 if row.recorded else 0, str(row.recorded), f"{name}: {row.recorded} signed")
    title = f"{name}: {row.signed} of {row.serving} signed{earlier}"
    return Tile(code, x, y, size, _step(row.signed, row.serving), f"{row.signed}/{row.serving}", title)


def _step(signed: int, serving: int) -> int:
    """0 for none, else the quarter of the delegation that is reached: 1 … 4."""
    return 0 if not signed or not serving else min(4, 1 + 4 * signed // serving) if signed < serving else 4


def seats(body: Body, width: float = 440.0) -> Arc:
    """The chamber: parties side by side, in each the signatories first from the outer end."""
    voting = [place for place in body.places if place.voting]
    others = [place for place in body.places if not place.voting]
    spots, size = places(len(voting)), pitch(max(len(voting), 1))
    scale = width / (2 + size)
    half = size * scale * 0.43
    seated = zip(spots, sorted(voting, key=_political), strict=True)
    dots = [_dot(place, width / 2 + x * scale, scale * (1 + size / 2) + y * scale) for (x, y), place in seated]
    base = scale * (1 + size)
    if others:
        step = half * 3.2
        left = width / 2 - step * (len(others) - 1) / 2
        row = base + half * 2.4
        dots += [_dot(place, left + step * n, row) for n, place in enumerate(sorted(others, key=_political))]
    height = base + (half * 4 if others else 0)
    return Arc(width, _round(height), _round(half, 2), tuple(dots), _round(base) if others else 0.0)


def _political(place: Place) -> tuple[int, bool, str, str]:
    """From the left: signatories, others; between, who belongs to neither; others, signatories on the right."""
    if not place.name:
        return (1, False, "~", place.label)
    at = side(place.side or place.party)
    return (at, place.signed == (at == 2), place.party, place.label)


def _dot(place: Place, x: float, y: float) -> Dot:
    if not place.name:
        return Dot(_round(x), _round(y), "V", False, f"{place.label}: vacant")
    kind = mark(place.party) if mark(place.party) in "DR" else "O"
    state = "signed" if place.signed else "has not signed"
    return Dot(_round(x), _round(y), kind, place.signed, f"{place.name} ({mark(place.party)}), {place.label}: {state}")


def line(figures: Figures, on: date, width: float = 440.0, height: float = 190.0) -> Line | None:
    """The count over time, from the day before the history begins to today; None without a history."""
    if not figures.progress:
        return None
    first, last = figures.progress[0], Point(max(on, figures.progress[-1].day), figures.recorded)
    wanted = [number for number in (figures.letter.expected, figures.letter.goal) if number]
    most = max([point.recorded for point in figures.progress] + [1, *wanted]) * 1.12
    frame = _Frame(first.day, last.day, most, 6.0, width - 34.0, 14.0, height - 24.0)
    steps = _steps([*figures.progress, last], frame)
    path, area = _paths(steps, frame)
    return Line(
        width=width,
        height=height,
        left=frame.left,
        right=frame.right,
        top=frame.top,
        bottom=frame.bottom,
        path=path,
        area=area,
        end=steps[-1],
        label=f"{last.recorded:,}",
        ticks=_ticks(frame),
        levels=_levels(figures, frame),
        first=first,
        last=last,
    )


def spark(figures: Figures, on: date) -> Spark | None:
    """The count over time, so small that only its shape is seen; None without a history."""
    if not figures.progress:
        return None
    points = [*figures.progress, Point(max(on, figures.progress[-1].day), figures.recorded)]
    most = max(1, *(point.recorded for point in points))
    frame = _Frame(points[0].day, points[-1].day, most, 1.0, 119.0, 3.0, 33.0)
    return Spark(*_paths(_steps(points, frame), frame))


def _paths(steps: Sequence[tuple[float, float]], frame: _Frame) -> tuple[str, str]:
    """The line, and what lies under it."""
    line = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in steps)
    return line, f"{line}L{steps[-1][0]:.1f} {frame.bottom:.1f}L{frame.left:.1f} {frame.bottom:.1f}Z"


@dataclass(frozen=True, slots=True)
class _Frame:
    first: date
    last: date
    most: float
    left: float
    right: float
    top: float
    bottom: float

    def x(self, day: date) -> float:
        """Where a day stands."""
        days = max((self.last - self.first).days, 1)
        return _round(self.left + (self.right - self.left) * (day - self.first).days / days)

    def y(self, count: float) -> float:
        """Where a count stands."""
        return _round(self.bottom - (self.bottom - self.top) * count / self.most)


def _steps(points: Sequence[Point], frame: _Frame) -> list[tuple[float, float]]:
    found = [(frame.x(points[0].day), frame.y(points[0].recorded))]
    for point in points[1:]:
        x = frame.x(point.day)
        found += [(x, found[-1][1]), (x, frame.y(point.recorded))]
    return found


def _ticks(frame: _Frame) -> tuple[Mark, ...]:
    """The first and the last day, and one between where there is room."""
    days = (frame.last - frame.first).days
    between = [frame.first + timedelta(days // 2)] if days > 20 else []
    return tuple(Mark(frame.x(day), short_day(day)) for day in [frame.first, *between, frame.last])


def _levels(figures: Figures, frame: _Frame) -> tuple[Mark, ...]:
    letter = figures.letter
    found = [("expected", letter.expected), ("goal", letter.goal)]
    if letter.expected and letter.expected == letter.goal:
        found = [("expected and goal", letter.goal)]
    return tuple(Mark(frame.y(number), f"{word} {number:,}") for word, number in found if number)


def seats_told(body: Body) -> str:
    """The half circle in words, for those who do not see it."""
    parts = [f"{party.party}: {party.signed} of {party.serving}" for party in body.parties]
    empty = (body.seats or 0) - (body.filled or 0)
    vacant = f" Vacant seats: {empty}." if empty else ""
    who = f"Signed, of those who sit in the {CHAMBER_NAMES[body.chamber]}: "
    return f"{who}{body.signed} of {body.serving}. {'; '.join(parts)}.{vacant}"


def states_told(figures: Figures) -> str:
    """The map in words."""
    counted = [row for row in figures.states if row.signed or row.recorded]
    if not counted:
        return "Nobody has signed in any state."
    parts = [
        f"{state_name(row.state)} {row.recorded if row.serving is None else f'{row.signed} of {row.serving}'}"
        for row in counted
    ]
    return f"Signatories by state: {', '.join(parts)}."


def line_told(chart: Line) -> str:
    """The line in words."""
    return (
        f"{chart.first.recorded:,} on record at the end of {short_day(chart.first.day)}, "
        f"{chart.last.recorded:,} on {short_day(chart.last.day)}."
    )


def _round(number: float, digits: int = 1) -> float:
    return round(number, digits)
