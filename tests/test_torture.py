"""A short form of ``make torture``: every goal, at a size that fits into every test run."""

from __future__ import annotations

import pytest

from tests.torture.board import GOALS


@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
@pytest.mark.parametrize("goal", GOALS)
def test_a_goal_is_met(goal: str) -> None:
    found = GOALS[goal](False)
    assert found.ok, f"{goal}: {found.measured} / {found.wanted}"
