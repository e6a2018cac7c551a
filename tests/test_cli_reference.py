"""The command reference is what the program says of itself."""

from __future__ import annotations

from pathlib import Path

from outreach.cli.reference import page

PAGE = Path(__file__).resolve().parents[1] / "docs" / "commands.md"


def test_the_reference_is_current(update_golden: bool) -> None:
    if update_golden:
        PAGE.write_text(page(), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == page()
