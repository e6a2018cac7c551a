"""Fixtures that many tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

from outreach.roster import Roster
from outreach.sources import congress

SHARED = Path(__file__).resolve().parents[1].parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of public data and real lists; it is no part of the project."""
    if not (SHARED / "data" / "congress").is_dir():
        pytest.skip("the public data set is not beside the project (../shared); nothing to compare with")
    return SHARED


@pytest.fixture(scope="session")
def full_roster(shared: Path) -> Roster:
    """Everybody in the public data set."""
    return congress.load(shared / "data" / "congress")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write golden files and outputs in the docs anew")


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether expected files are to be written instead of compared."""
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture(autouse=True)
def _no_window(monkeypatch: pytest.MonkeyPatch) -> None:
    """Output as into a pipe, whatever window the tests are started from."""
    monkeypatch.delenv("COLUMNS", raising=False)
