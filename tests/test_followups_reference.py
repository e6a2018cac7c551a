"""docs/templates.md says what the code does."""

from __future__ import annotations

import re

from outreach.followups import NAMES, reference
from outreach.templating import FILTERS, describe

from .letters import ROOT

PAGE = ROOT / "docs" / "templates.md"


def test_the_page_is_current(update_golden: bool) -> None:
    if update_golden:
        PAGE.write_text(reference(), encoding="utf-8", newline="\n")
    assert PAGE.read_text(encoding="utf-8") == reference()


def test_the_page_has_every_name_and_filter() -> None:
    text = reference()
    for name in [*(name for name, _ in describe(NAMES)), *FILTERS]:
        assert f"| `{name}` |" in text


def test_the_tables_are_whole() -> None:
    rows = [line for line in reference().split("\n") if line.startswith("|")]
    assert all(len(re.split(r"(?<!\\)\|", row)) in {4, 5} for row in rows)
