"""``outreach draft``: the follow-up letters, shown first and written when asked for."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from .context import App, on_option, window

if TYPE_CHECKING:
    from ..followups import Batch

_EXAMPLE = """\
\b
Examples:
  outreach draft chechnya-2017
  outreach draft chechnya-2017 --route successor --write
"""


@click.command("draft", epilog=_EXAMPLE)
@click.argument("letter")
@click.option("--route", "routes", multiple=True, metavar="ROUTE", help="Only this route; may be given several times.")
@click.option("--template", metavar="FILE", help="A file in templates/, instead of what outreach.toml says.")
@click.option("--format", "fmt", type=click.Choice(["txt", "html"]), default="txt", show_default=True)
@on_option
@click.option("--write", is_flag=True, help="Write the files; without it they are only shown.")
@click.option("--stale-ok", is_flag=True, help="Write from public data that is too old all the same.")
@click.pass_obj
def draft(
    app: App,
    letter: str,
    routes: tuple[str, ...],
    template: str | None,
    fmt: str,
    on: date | None,
    write: bool,
    stale_ok: bool,
) -> None:
    """Show who gets which follow-up letter, and the first one in full; with --write, write them all.

    Nobody who has left office, and nobody who is not to be contacted, ever gets one; nobody who
    signed is ever asked to sign. If anything is wrong with one letter, none is written.
    """
    from ..followups import prepare

    space, day = app.workspace, app.day(on)
    space.refuse_unsettled()
    records = space.records(space.letter(letter), day)
    batch = prepare(records, space.settings, space.templates, day, routes, template)
    click.echo(_shown(batch, fmt, app, stale_ok) if not write else _written(batch, fmt, app, stale_ok))


def _shown(batch: Batch, fmt: str, app: App, stale_ok: bool) -> str:
    """The route table, the problems and the first follow-up."""
    from ..render.folder import FORMATS

    parts = [_table(batch), *_problems(batch), *_age(batch, app, stale_ok)]
    if batch.items:
        first = batch.items[0]
        parts += [f"The first of {len(batch.items)}, to {first.address.name} ({first.record.route}):"]
        parts += [FORMATS[fmt](first).rstrip("\n"), "Nothing was written; add --write to write the files."]
    else:
        parts.append("Nobody gets a follow-up.")
    return "\n\n".join(parts)


def _table(batch: Batch) -> str:
    from ..display import table
    from ..vocabulary import ROUTES

    rows = [(plan.route, plan.people, plan.follow_ups, plan.template, ROUTES[plan.route]) for plan in batch.plans]
    rows.append(("all", batch.universe, len(batch.items), "", "everybody the letter concerns, each once"))
    return table(("route", "people", "letters", "template", "means"), rows, "simple", window())


def _problems(batch: Batch) -> list[str]:
    """The problems under a heading that says what they mean."""
    warnings = [problem for problem in batch.problems if problem.level != "error"]
    parts = [("These stop the batch:", list(batch.errors)), ("Look at these:", warnings)]
    return ["\n".join([title, *(f"  {problem}" for problem in found)]) for title, found in parts if found]


def _age(batch: Batch, app: App, stale_ok: bool) -> list[str]:
    """What --write would say about the age of the public data."""
    from ..followups import StaleData

    try:
        _refuse_stale(batch, app, stale_ok)
    except StaleData as stale:
        return [f"With --write this would stop: {stale}"]
    return []


def _refuse_stale(batch: Batch, app: App, stale_ok: bool) -> None:
    from ..followups import refuse_stale

    if not stale_ok and batch.on:
        refuse_stale(app.workspace.roster().as_of, batch.on, app.workspace.settings.max_age)


def _written(batch: Batch, fmt: str, app: App, stale_ok: bool) -> str:
    """Write the files and say where."""
    from ..render.folder import write

    _refuse_stale(batch, app, stale_ok)
    space = app.workspace
    folder = write(batch, space.followups, fmt, space.roster().as_of)
    count = len(batch.items)
    parts = [_table(batch), *_problems(batch)]
    return "\n\n".join([*parts, f"{count} follow-up{'' if count == 1 else 's'} and manifest.csv written to {folder}"])
