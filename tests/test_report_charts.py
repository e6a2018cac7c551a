"""The geometry of the charts: every seat in its place, every bar as long as its number."""

from __future__ import annotations

import math
from datetime import date
from itertools import pairwise

import pytest

from outreach.model import Letter
from outreach.report import bars, charts
from outreach.report.figures import Body, Figures, Place, Point, Since, State
from outreach.report.seats import pitch, places

SENT = date(2026, 2, 2)


def figures(recorded: int, expected: int | None, goal: int | None, *progress: Point) -> Figures:
    letter = Letter("test", "Test", "nobody", ("house",), SENT, expected, goal)
    since = Since(SENT, 0, (), (), (), 0)
    none: tuple[()] = ()
    return Figures(
        letter, none, recorded, 0, 0, 0, none, none, none, none, 0, none, none, none, none, none, progress, since
    )


@pytest.mark.parametrize("count", [1, 2, 3, 7, 34, 50, 100, 101, 435, 650])
def test_seats_lie_in_a_half_circle_and_do_not_touch(count: int) -> None:
    found = places(count)
    assert len(found) == count
    for x, y in found:
        assert -1 - 1e-9 <= x <= 1 + 1e-9
        assert -1 - 1e-9 <= y <= 1e-9
    nearest = min((math.dist(one, other) for n, one in enumerate(found) for other in found[:n]), default=2.0)
    # Circles of 0.43 pitch leave a gap; neighbours along a row are nearer than the arc between them.
    assert nearest > 0.88 * pitch(count)
    assert pitch(count) > 0.9 * math.sqrt(math.pi * (1 - 0.42**2) / 2 / (count + 20))


def test_seats_go_from_left_to_right() -> None:
    angles = [math.atan2(-y, -x) for x, y in places(100)]
    assert all(one <= other + 1e-9 for one, other in pairwise(angles))


def place(name: str, party: str, signed: bool, side: str = "", voting: bool = True) -> Place:
    return Place(f"CA-{name}", "CA", name, party, side or party, signed, voting)


def test_parties_sit_side_by_side_signatories_outside_vacant_seats_between() -> None:
    seats = (
        place("a", "Republican", True),
        place("b", "Republican", False),
        place("", "", False),
        place("c", "Independent", False, "Democrat"),
        place("d", "Democrat", True),
        place("e", "Democrat", False),
        place("f", "Whig", True),
        place("g", "Democrat", True, voting=False),
    )
    arc = charts.seats(Body("house", 4, 7, 7, 6, (), seats))
    assert [(dot.kind, dot.signed) for dot in arc.dots] == [
        ("D", True),
        ("D", False),
        ("O", False),
        ("O", True),
        ("V", False),
        ("R", False),
        ("R", True),
        ("D", True),
    ]
    assert arc.dots[3].title == "f (W), CA-f: signed"
    assert arc.dots[-1].y > arc.rule > max(dot.y for dot in arc.dots[:-1])
    assert all(0 <= dot.x <= arc.width and 0 <= dot.y <= arc.height for dot in arc.dots)


@pytest.mark.parametrize(
    ("signed", "serving", "step"),
    [(0, 4, 0), (0, 0, 0), (1, 5, 1), (1, 4, 2), (2, 5, 2), (2, 4, 3), (3, 4, 4), (4, 4, 4), (1, 52, 1), (1, 1, 4)],
)
def test_tiles_are_shaded_by_quarters(signed: int, serving: int, step: int) -> None:
    (tile,) = (tile for tile in charts.states((State("CA", signed, serving, signed),)) if tile.state == "CA")
    assert (tile.step, tile.figure) == (step, f"{signed}/{serving}")


def test_tiles_without_denominators_and_without_anybody() -> None:
    tiles = {tile.state: tile for tile in charts.states((State("CA", 0, None, 3),))}
    assert (tiles["CA"].step, tiles["CA"].figure, tiles["CA"].title) == (2, "3", "California: 3 signed")
    assert (tiles["TX"].step, tiles["TX"].figure, tiles["TX"].title) == (0, "", "Texas: nobody to count")


@pytest.mark.parametrize(
    ("recorded", "expected", "goal", "bar"),
    [
        (2, 53, 60, (14.7, 388.7, 440.0)),
        (0, None, None, (0.0, None, None)),
        (9, None, None, (440.0, None, None)),
        (60, 53, 50, (440.0, 388.7, 366.7)),
    ],
)
def test_the_bar_is_as_long_as_its_number(
    recorded: int, expected: int | None, goal: int | None, bar: tuple[float, float | None, float | None]
) -> None:
    found = bars.bar(figures(recorded, expected, goal))
    assert (found.filled, found.expected, found.goal) == bar


@pytest.mark.parametrize(
    ("recorded", "expected", "goal", "words"),
    [
        (2, 53, 100, ((53.0, "expected 53"), (100.0, "goal 100"))),
        (131, 126, 120, ((96.2, "goal 120, expected 126"),)),
        (100, 100, 100, ((100.0, "expected and goal 100"),)),
        (100, 5, None, ((12.0, "expected 5"),)),
        (100, 5, 13, ((24.0, "expected 5, goal 13"),)),
        (5, None, None, ()),
    ],
)
def test_words_below_the_bar_lie_on_no_other_and_stay_within(
    recorded: int, expected: int | None, goal: int | None, words: tuple[tuple[float, str], ...]
) -> None:
    assert bars.bar(figures(recorded, expected, goal), 100.0).words == words


def test_the_line_steps_up_on_its_days() -> None:
    points = (Point(date(2026, 6, 1), 0), Point(date(2026, 6, 6), 2))
    line = charts.line(figures(2, None, 4, *points), date(2026, 6, 11), 140.0, 138.0)
    assert line is not None
    # 100 units for 10 days, 100 units for 4.48 signatures.
    assert line.path == "M6.0 114.0L56.0 114.0L56.0 69.4L106.0 69.4L106.0 69.4"
    assert line.area == line.path + "L106.0 114.0L6.0 114.0Z"
    assert [(mark.at, mark.label) for mark in line.levels] == [(24.7, "goal 4")]
    assert [(mark.at, mark.label) for mark in line.ticks] == [(6.0, "1 Jun 2026"), (106.0, "11 Jun 2026")]
    assert charts.line_told(line) == "0 on record at the end of 1 Jun 2026, 2 on 11 Jun 2026."


def test_a_line_of_one_day() -> None:
    line = charts.line(figures(1, 1, 1, Point(date(2026, 6, 1), 1)), date(2026, 6, 1))
    assert line is not None
    assert [mark.label for mark in line.levels] == ["expected and goal 1"]


def test_no_line_without_a_history() -> None:
    assert charts.line(figures(1, 1, 1), SENT) is None
    assert charts.spark(figures(1, 1, 1), SENT) is None


def test_the_map_in_words() -> None:
    empty = figures(0, None, None)
    assert charts.states_told(empty) == "Nobody has signed in any state."
