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
@click.option("--again", is_flag=True, help="Also to people who have had the same follow-up before.")
@click.option("--why", metavar="TEXT", default="", help="Why once more; needed with --again.")
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
    again: bool,
    why: str,
) -> None:
    """Show who gets which follow-up letter, and the first one in full; with --write, write them all.

    Nobody who has left office, and nobody who is not to be contacted, ever gets one; nobody who
    signed is ever asked to sign. If anything is wrong with one letter, none is written.
    """
    from .batches import reason_to_repeat

    reason = reason_to_repeat(again, why)
    batch = _batch(app, letter, app.day(on), routes, template, reason)
    click.echo(_shown(batch, fmt, app, stale_ok) if not write else _written(batch, fmt, app, stale_ok, reason))


def _batch(app: App, slug: str, day: date, routes: tuple[str, ...], template: str | None, again: str) -> Batch:
    """Everybody's follow-up, checked."""
    from ..batches import sent_before
    from ..followups import Known, prepare
    from ..render.length import checked

    space = app.workspace
    records = space.records(space.letter(slug), day)
    known = Known(space.sound_contacts(), sent_before(space, slug), bool(again), space.roster().as_of)
    return checked(prepare(records, space.settings, space.templates, day, routes, template, known))


def _shown(batch: Batch, fmt: str, app: App, stale_ok: bool) -> str:
    """The route table, the problems and the first follow-up."""
    from ..render.folder import FORMATS

    parts = [_table(batch), *_problems(batch), *_age(batch, app, stale_ok)]
    if batch.items:
        first = batch.items[0]
        parts += [f"The first of {len(batch.items)}, to {first.address.name} ({first.record.route}):"]
        made = FORMATS[fmt](first)
        parts += [made.rstrip("\n")] if isinstance(made, str) else []
        parts += ["Nothing was written; add --write to write the files."]
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


def _written(batch: Batch, fmt: str, app: App, stale_ok: bool, again: str) -> str:
    """Write the files and say where."""
    from .. import batches
    from ..render.folder import FORMATS

    _refuse_stale(batch, app, stale_ok)
    done = batches.write(app.workspace, batch, app.user, {fmt: FORMATS[fmt]}, again=again)
    count = len(batch.items)
    letters = f"{count} follow-up{'' if count == 1 else 's'}"
    last = f"{letters} and manifest.csv written to {done.folder}"
    if not done.new:
        last = f"Nothing was written: the very same {letters} are in {done.folder} already"
    said = [f"{done.approved} of them approved already, word for word"] if done.approved and done.new else []
    said += [f"note: some of these people have a letter in {name} that has not been sent" for name in done.waiting]
    return "\n\n".join([_table(batch), *_problems(batch), "\n".join([*said, last])])
