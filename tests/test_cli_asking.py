"""The prompt for doubtful names."""

from __future__ import annotations

from dataclasses import replace

import click
import pytest
from click.testing import CliRunner

from outreach.cli.asking import ask_about
from outreach.model import Candidate, Judgement

ROW = Judgement(
    2, "Rep. Probe", "ambiguous", None, None, "two people fit", (),
    (Candidate("X000002", "Ben Probe", "VT at large"), Candidate("X000004", "Bo Probe", "NY-3")),
)  # fmt: skip
SURE = Judgement(1, "Ada Test", "matched", "X000001", "Ada Test", "whole name")
LINES = ["Ada Test", "Rep. Probe of the second line", "third line"]


def asked(keys: str, given: tuple[Judgement, ...] = (SURE, ROW)) -> tuple[list[Judgement], list[tuple[str, str]], str]:
    kept: list[tuple[str, str]] = []
    rows: list[Judgement] = []

    @click.command()
    def run() -> None:
        rows.extend(ask_about(given, LINES, lambda row, who: kept.append((row.printed, who.id))))

    result = CliRunner().invoke(run, input=keys)
    return rows, kept, result.output


def test_one_key_chooses_and_the_answer_is_kept_at_once() -> None:
    rows, kept, output = asked("2")
    assert kept == [("Rep. Probe", "X000004")]
    assert [(row.judgement, row.id) for row in rows] == [("matched", "X000001"), ("matched", "X000004")]
    assert "1  Ben Probe: VT at large" in output


def test_other_keys_are_passed_over_and_skip_leaves_the_row() -> None:
    rows, kept, _ = asked("9xs")
    assert kept == []
    assert rows == [SURE, ROW]


def test_the_line_is_shown_in_its_place() -> None:
    _, kept, output = asked("l1")
    assert kept == [("Rep. Probe", "X000002")]
    assert ">    2  Rep. Probe of the second line" in output
    assert "     3  third line" in output


@pytest.mark.parametrize("stop", ["", "\x03"])
def test_a_break_keeps_what_was_answered(stop: str) -> None:
    rows, kept, _ = asked("1" + stop, (ROW, replace(ROW, line=3, printed="Probe")))
    assert kept == [("Rep. Probe", "X000002")]
    assert rows == []
