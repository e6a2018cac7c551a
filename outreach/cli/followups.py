"""``outreach draft``: the follow-up letters, shown first and written when asked for."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from ..vocabulary import counted
from .context import App, on_option, window

if TYPE_CHECKING:
    from ..followups import Batch
    from ..render.folder import Progress

_EXAMPLE = """\
\b
Examples:
  outreach draft chechnya-2017
  outreach draft chechnya-2017 --route successor --write
  outreach draft chechnya-2017 --format pdf,eml,envelopes --write
"""


class Formats(click.ParamType[tuple[str, ...]]):
    """Several formats with commas."""

    name = "formats"
    help = "txt, html, pdf, docx, eml, envelopes, labels, delivery; several with commas, as in pdf,eml."

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        """Text to the formats, in the order in which they are made."""
        from ..errors import UsageError
        from ..render.formats import chosen

        if isinstance(value, tuple):
            return value
        try:
            return chosen(value)
        except UsageError as fault:
            self.fail(str(fault), param, ctx)


FORMATS = Formats()
_TO = "Where the letters go: Washington, or the district office nearest to us."


@click.command("draft", epilog=_EXAMPLE)
@click.argument("letter")
@click.option("--route", "routes", multiple=True, metavar="ROUTE", help="Only this route; may be given several times.")
@click.option("--template", metavar="FILE", help="A file in templates/, instead of what outreach.toml says.")
@click.option("--format", "formats", type=FORMATS, default="txt", show_default=True, help=FORMATS.help)
@click.option("--to", type=click.Choice(["dc", "district"]), default="dc", show_default=True, help=_TO)
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
    formats: tuple[str, ...],
    to: str,
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
    click.echo(
        _written(batch, formats, to, app, stale_ok, reason) if write else _shown(batch, formats, to, app, stale_ok)
    )


def _batch(app: App, slug: str, day: date, routes: tuple[str, ...], template: str | None, again: str) -> Batch:
    """Everybody's follow-up, checked."""
    from ..batches import sent_before
    from ..followups import Known, prepare
    from ..render.length import checked

    space = app.workspace
    space.refuse_unsettled(day)
    records = space.records(space.letter(slug), day)
    known = Known(space.sound_contacts(), sent_before(space, slug), bool(again), space.roster().as_of)
    return checked(prepare(records, space.settings, space.templates, day, routes, template, known))


def _shown(batch: Batch, formats: tuple[str, ...], to: str, app: App, stale_ok: bool) -> str:
    """The route table, the problems and the first follow-up."""
    from ..render.destinations import directed
    from ..render.formats import preview, problems

    items, stay = directed(batch.items, to)
    batch = replace(batch, items=items, problems=(*batch.problems, *problems(items, formats), *stay))
    parts = [_table(batch), *_problems(batch), *_age(batch, app, stale_ok)]
    if batch.items:
        first = batch.items[0]
        parts += [f"The first of {len(batch.items)}, to {first.address.name} ({first.record.route}):"]
        parts += [preview(first, formats).rstrip("\n"), "Nothing was written; add --write to write the files."]
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


def _written(batch: Batch, formats: tuple[str, ...], to: str, app: App, stale_ok: bool, again: str) -> str:
    """Write the files and say where."""
    from .. import batches

    _refuse_stale(batch, app, stale_ok)
    with _progress() as progress:
        done = batches.write(app.workspace, batch, app.user, formats, to, progress, again)
    count = len(batch.items)
    letters = counted(count, "follow-up")
    files = "" if done.files == count else f" ({done.files} files)"
    last = f"{letters}{files} and manifest.csv written to {done.folder}"
    if not done.new:
        last = f"Nothing was written: the very same {letters} are in {done.folder} already"
    said = [f"{done.approved} of them approved already, word for word"] if done.approved and done.new else []
    said += [f"note: some of these people have a letter in {name} that has not been sent" for name in done.waiting]
    problems = _problems(replace(batch, problems=(*batch.problems, *done.problems)))
    return "\n\n".join([_table(batch), *problems, "\n".join([*said, last])])


@contextmanager
def _progress() -> Iterator[Progress | None]:
    """A bar on a terminal, nothing anywhere else."""
    if not sys.stderr.isatty():
        yield None
        return
    with click.progressbar(length=1, label="Writing", file=sys.stderr) as bar:

        def told(done: int, total: int) -> None:
            bar.length = total
            bar.update(done - bar.pos)

        yield told
