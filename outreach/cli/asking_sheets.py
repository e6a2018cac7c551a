"""Asking a person about a returned sheet: the order of dates once, then each conflict, one key each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import click

from ..volunteers import Question, Returned, Taker, Taking, is_unclear_date
from ..volunteers.wording import question
from .asking import one_key

Again = Callable[[Taker, dict[tuple[tuple[str, str], str], str]], Taking]


def decided(taking: Taking, returned: Returned, taker: Taker, again: Again) -> Taking:
    """The taking with the answers in; ``again`` takes the sheet anew with them."""
    if not taker.order and _unclear(returned):
        taker = replace(taker, order=_order(returned))
        taking = again(taker, {})
    answers = {}
    for number, asked in enumerate(taking.questions, 1):
        click.echo(f"\nQuestion {number} of {len(taking.questions)}")
        if answer := _answer(asked):
            answers[(asked.key, asked.field)] = answer
    return again(taker, answers) if answers else taking


def _unclear(returned: Returned) -> list[str]:
    """The dates in the file that can be read in two ways."""
    return [
        line.cells[field]
        for line in returned.lines
        for field in ("last_contact", "due")
        if is_unclear_date(field, line.base.cells.get(field, "") if line.base else "", line.cells.get(field, ""))
    ]


def _order(returned: Returned) -> str:
    shown = ", ".join(dict.fromkeys(_unclear(returned)))[:120]
    click.echo(f"\nDays in {returned.file} that can be read in two ways: {shown}")
    click.echo("  m  the month stands first    d  the day stands first    s  leave them")
    click.echo("Which is it? ", nl=False)
    return {"m": "month-first", "d": "day-first", "s": ""}[one_key("mds")]


def _answer(asked: Question) -> str:
    click.echo(question(asked))
    click.echo("  t  take the sheet's    k  keep what the records say    s  skip for now")
    click.echo("What counts? ", nl=False)
    return {"t": "mine", "k": "ours", "s": ""}[one_key("tks")]
