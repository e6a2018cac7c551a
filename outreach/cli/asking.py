"""Asking a person about doubtful names, one key for each answer, each answer kept at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import click

from ..model import Candidate, Judgement

_KEYS = "123456789"


def ask_about(
    rows: Sequence[Judgement], lines: Sequence[str], keep: Callable[[Judgement, Candidate], None]
) -> list[Judgement]:
    """Ask about every ambiguous row and return all rows with the answers in.

    ``keep`` is called with each answer as it is given, so that a break loses nothing. Rows that
    are skipped stay as they are.
    """
    doubtful = [row for row in rows if row.judgement == "ambiguous"]
    answers: dict[int, Judgement] = {}
    for number, row in enumerate(doubtful, 1):
        click.echo(f"\nQuestion {number} of {len(doubtful)}")
        chosen = _ask(row, lines)
        if chosen is not None:
            keep(row, chosen)
            answers[id(row)] = _answered(row, chosen)
    return [answers.get(id(row), row) for row in rows]


def _ask(row: Judgement, lines: Sequence[str]) -> Candidate | None:
    candidates = row.candidates[: len(_KEYS)]
    click.echo(f"Line {row.line}: {row.printed}")
    click.echo(f"  {row.reason}")
    for key, candidate in zip(_KEYS, candidates, strict=False):
        click.echo(f"  {key}  {candidate.name}: {candidate.why}")
    click.echo("  s  skip for now    l  look at the line in its place")
    allowed = [*_KEYS[: len(candidates)], "s", "l"]
    while True:
        click.echo("Who is it? ", nl=False)
        key = one_key(allowed)
        if key == "l":
            _show_place(row, lines)
            continue
        return None if key == "s" else candidates[int(key) - 1]


def one_key(allowed: Sequence[str]) -> str:
    """One key of those allowed; anything else is passed over."""
    while True:
        key = click.getchar().lower()
        if key in allowed:
            click.echo(key)
            return key
        if key in ("\x03", "\x04", ""):
            raise click.Abort


def _show_place(row: Judgement, lines: Sequence[str], around: int = 3) -> None:
    start = max(row.line - 1 - around, 0)
    for number, line in enumerate(lines[start : row.line + around], start + 1):
        click.echo(f"  {'>' if number == row.line else ' '} {number:4d}  {line[:200]}")


def _answered(row: Judgement, chosen: Candidate) -> Judgement:
    return replace(
        row, judgement="matched", id=chosen.id, name=chosen.name, reason="decided by a person", candidates=()
    )
