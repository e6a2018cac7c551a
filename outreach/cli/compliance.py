"""What the reports on lobbying ask for: ``lobbying``."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import click

from .. import fitting
from ..display import DATA_FORMATS, FORMATS, MARKUP_FORMATS, table
from ..errors import UsageError
from .context import App, format_option, on_option, window

if TYPE_CHECKING:
    from ..lobbying import Quarter, Tally

#: Hours in the longest quarter.
_HOURS = 92 * 24


def _quarter(ctx: click.Context, param: click.Parameter, value: str) -> Quarter:
    from ..lobbying import Quarter

    return Quarter.of(value)


def _hours(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> dict[str, Decimal]:
    """``NAME=HOURS``, once for each person."""
    found: dict[str, Decimal] = {}
    for value in values:
        who, _, number = value.rpartition("=")
        hours = _decimal(number)
        if not who.strip() or hours is None or not 0 < hours <= _HOURS:
            raise UsageError(f"--hours {value!r} is not NAME=HOURS, as in --hours ana=480; {_HOURS:,} are the most")
        if who.strip() in found:
            raise UsageError(f"--hours names {who.strip()} twice")
        found[who.strip()] = hours
    return found


def _dollars(ctx: click.Context, param: click.Parameter, value: str | None) -> Decimal | None:
    """Dollars, with or without the sign and the commas."""
    if value is None:
        return None
    dollars = _decimal(value.strip().removeprefix("$").replace(",", ""))
    if dollars is None:
        raise UsageError(f"--spent {value!r} is no sum of money; write it in dollars, as in 12500 or 12500.50")
    return dollars


def _decimal(text: str) -> Decimal | None:
    return Decimal(text) if re.fullmatch(r"[0-9]{1,12}(\.[0-9]{1,2})?", text.strip()) else None


@click.command("lobbying")
@click.option("--quarter", metavar="YEARQn", required=True, callback=_quarter, help="The quarter, as in 2026Q3.")
@click.option(
    "--hours", metavar="NAME=N", multiple=True, callback=_hours, help="Hours NAME worked in it; once for each."
)
@click.option("--spent", metavar="DOLLARS", callback=_dollars, help="What was spent on lobbying in the quarter.")
@click.option("--each", is_flag=True, help="List each dealing instead of the sums.")
@on_option
@format_option(*FORMATS)
@click.pass_obj
def lobbying(
    app: App,
    quarter: Quarter,
    hours: dict[str, Decimal],
    spent: Decimal | None,
    each: bool,
    on: date | None,
    fmt: str,
) -> None:
    """Count the dealings of a quarter as the reports on lobbying ask for them.

    By chamber and letter, with the minutes on record and whether they are likely to be direct
    lobbying, and why; then the three thresholds of the Lobbying Disclosure Act. Read from
    history.csv. What no record can tell is said to be not known here. This is no legal advice.

    csv and tsv hold the dealings only, json holds everything.

    \b
    Example:
      outreach lobbying --quarter 2026Q3
      outreach lobbying --quarter 2026Q3 --hours ana=480 --spent 12500
      outreach lobbying --quarter 2026Q3 --each --format csv
    """
    from ..lobbying import Given, packaged, recorded, tally

    space = app.workspace
    dealings = recorded(space.history())
    found = tally(quarter, dealings, space.roster(), space.settings, packaged(), Given(hours, spent))
    _echo(found, app.day(on), each, fmt)


def _echo(tally: Tally, today: date, each: bool, fmt: str) -> None:
    """Print the tables and the words; the words go to stderr where the format has no place for them."""
    from .. import lobbying as room

    if fmt == "json":
        return click.echo(room.as_json(tally, today, each))
    headers, rows = (room.EACH, room.each_rows(tally)) if each else (room.LINES, room.line_rows(tally))
    width = window()
    dealings = table(headers, rows, fmt, width)
    if fmt in DATA_FORMATS:
        click.echo(dealings)
        return click.echo(room.ADVICE, err=True)
    people = table(room.PEOPLE, room.people_rows(tally), fmt, width) if tally.people else ""
    told = ("\n".join(lines) for lines in room.sentences(tally, today))
    opening, thresholds, closing = (fitting.sentences(text, width) for text in told)
    shown = [opening, dealings if rows else "", thresholds, people, closing]
    if fmt not in MARKUP_FORMATS:
        return click.echo("\n\n".join(part for part in shown if part))
    for part, words in zip(shown, (True, False, True, False, True), strict=True):
        click.echo(part, err=words, nl=bool(part))
    return None
