"""How far things are: ``status``."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from ..errors import UsageError
from .context import DATE, App, on_option
from .showing import output_options

if TYPE_CHECKING:
    from ..status import Condition


def _columns(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """``--by a --by b`` and ``--by a,b`` are the same."""
    names = tuple(name.strip() for value in values for name in value.split(",") if name.strip())
    if len(names) > 2:
        raise UsageError(f"--by takes one column or two, not {len(names)}: {', '.join(names)}")
    if len(names) == 2 and names[0].casefold() == names[1].casefold():
        raise UsageError(f"--by names {names[0]!r} twice; a table needs two different columns")
    return names


def _conditions(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> tuple[Condition, ...]:
    """``COLUMN=VALUE`` in its two parts."""
    return tuple(map(_condition, values))


def _condition(text: str) -> Condition:
    from ..status import Condition

    column, equals, value = text.partition("=")
    if not equals or not column.strip():
        raise UsageError(f"--where {text!r} is not COLUMN=VALUE, as in --where stage=asked")
    return Condition(column.strip(), value.strip())


@click.command("status")
@click.argument("slug", metavar="[LETTER]", required=False)
@click.option("--by", multiple=True, callback=_columns, metavar="COLUMN", help="Count by this column; twice: a pivot.")
@click.option(
    "--where",
    "conditions",
    multiple=True,
    callback=_conditions,
    metavar="COLUMN=VALUE",
    help="Only these; several must all hold.",
)
@click.option(
    "--count",
    type=click.Choice(["contacts", "signed", "everybody"]),
    help="What a pivot counts (default: contacts; by route or signed, everybody).",
)
@on_option
@click.option("--since", type=DATE, help="Say what changed after this day.")
@output_options
@click.pass_obj
def status(
    app: App,
    /,
    slug: str | None,
    by: tuple[str, ...],
    conditions: tuple[Condition, ...],
    count: str | None,
    on: date | None,
    since: date | None,
    **shown: Any,
) -> None:
    """Show how far things are.

    Without LETTER all letters, one a line. With LETTER everybody whom it concerns, by route. With
    --by the counts by party, state, chamber, region, district, committee, stage, owner, route,
    letter, signed, role, or any column of contacts.csv; with --by twice a table of both.

    Signatures count with the party, state and district of the signing day. "serving" are the
    members of the letter's chambers on the day, as they are on that day. With --on a past day,
    everything is as it was on that day; with --since, what changed after the earlier one.

    \b
    Example:
      outreach status
      outreach status hres-351 --by party --since 2026-05-01
      outreach status --by state --by stage --where owner=Robin --sort -total -o board.xlsx
    """
    from .showing import show
    from .standing import Standing

    if count and len(by) != 2:
        raise UsageError("--count says what a table by two columns counts; give --by twice")
    letters = (app.workspace.letter(slug),) if slug else tuple(app.workspace.settings.letters.values())
    standing = Standing(app.workspace, letters, app.day(on), app.day(None), conditions, since)
    table = standing.by(by, count or "") if by else standing.routes() if slug else standing.overview()
    show(app, table, **shown)
