"""Dealings with offices: ``log``."""

from __future__ import annotations

from datetime import date

import click

from ..ledger import Dealing, changes_for, keyed, logged
from ..model import Change, Legislator, Letter
from ..vocabulary import CHANNELS, STAGES
from .context import DATE, App, on_option


@click.command("log")
@click.argument("person", metavar="NAME|ID")
@click.option("--letter", "slug", metavar="SLUG", required=True, help="The letter it was about.")
@click.option("--stage", type=click.Choice(STAGES), help="Where the contact stands now.")
@click.option("--channel", type=click.Choice(CHANNELS), help="How you were in touch.")
@click.option("--minutes", type=click.IntRange(1, 1440), help="How long it took; added to those in the row.")
@click.option("--note", metavar="TEXT", help="What was said; added below earlier notes. Write as if they will read it.")
@click.option("--next", "next_step", metavar="TEXT", help="What is to be done next.")
@click.option("--due", type=DATE, help="Until when.")
@click.option("--owner", metavar="WHO", help="Who is responsible from now on.")
@on_option
@click.pass_obj
def log(
    app: App,
    person: str,
    slug: str,
    stage: str | None,
    channel: str | None,
    minutes: int | None,
    note: str | None,
    next_step: str | None,
    due: date | None,
    owner: str | None,
    on: date | None,
) -> None:
    """Record one dealing with one office about one letter.

    The row in contacts.csv is made if there is none yet. Nothing is overwritten silently: notes
    are added with date and name, and every change stands in history.csv.

    \b
    Example:
      outreach log velazquez --letter chechnya-2017 --channel call --stage asked \\
        --note "asked for Kim, who handles foreign affairs" --next "send the text" --due 2026-07-01
    """
    letter, day = app.workspace.letter(slug), app.day(on)
    if all(value is None for value in (stage, channel, minutes, note, next_step, due, owner)):
        raise click.UsageError("Say what happened: --stage, --channel, --minutes, --note, --next, --due or --owner.")
    dealing = Dealing(day, app.user, stage, channel, note, next_step, due, owner, minutes)
    click.echo("\n".join(_record(app, letter, person, dealing)))


def _record(app: App, letter: Letter, person: str, dealing: Dealing) -> list[str]:
    """Write the dealing and say what changed."""
    from .people import one_legislator

    legislator = one_legislator(app, person, dealing.on)
    before = keyed(app.workspace.sound_contacts()).get((letter.slug, legislator.id))
    signed_on = date.fromisoformat(before.signed_on) if before and _is_day(before.signed_on) else None
    after = logged(before, letter, legislator.id, _facts(legislator, letter, signed_on, dealing), dealing)
    at = app.moment
    done = app.workspace.apply(changes_for(before, after, by=app.user, at=at, why=dealing.why))
    return [*_said(legislator, letter, done.written), *_notices(legislator, letter, dealing)]


def _facts(legislator: Legislator, letter: Letter, signed_on: date | None, dealing: Dealing) -> dict[str, str]:
    from ..signing import facts

    if dealing.stage not in (None, "signed", "withdrawn"):
        signed_on = None
    elif signed_on is None and legislator.id in letter.leads:
        signed_on = letter.sent
    return facts(legislator, signed_on or dealing.on)


def _is_day(cell: str) -> bool:
    from ..ledger import day_of

    return day_of(cell) is not None


def _said(legislator: Legislator, letter: Letter, written: tuple[Change, ...]) -> list[str]:
    if not written:
        return [f"{legislator.name} ({legislator.id}), {letter.slug}: nothing new"]
    shown = [change for change in written if change.field != "row"]
    head = "new row in contacts.csv" if len(shown) < len(written) else "changed"
    return [f"{legislator.name} ({legislator.id}), {letter.slug}: {head}", *(f"  {_cell(change)}" for change in shown)]


def _cell(change: Change) -> str:
    if change.field == "notes":
        return f"notes: added {change.new.removeprefix(change.old).strip()!r}"
    return f"{change.field}: {change.old} → {change.new}" if change.old else f"{change.field}: {change.new}"


def _notices(legislator: Legislator, letter: Letter, dealing: Dealing) -> list[str]:
    """What may show that the wrong person was meant."""
    term = legislator.term_on(dealing.on)
    if term is None:
        return [f"note: {legislator.name} is not in office on {dealing.on}"]
    if term.chamber not in letter.chambers:
        return [f"note: {legislator.name} sits in the {term.chamber.title()}, where {letter.slug} was not signed"]
    return []
