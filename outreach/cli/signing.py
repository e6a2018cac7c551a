"""Who signed: ``resolve`` and ``sign``."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import click

from ..model import Judgement, Letter, Resolution
from .context import App, format_option, on_option, window

if TYPE_CHECKING:
    from ..documents import Document

_CHAMBERS = {"house": ("house",), "senate": ("senate",), "both": ("house", "senate")}


@click.command("resolve")
@click.argument("source", metavar="FILE|-")
@click.option("--letter", "slug", metavar="SLUG", help="Take day, chamber and expected count from this letter.")
@click.option("--chamber", type=click.Choice(list(_CHAMBERS)), help="Where the signers sit (default: the letter's).")
@format_option("table", "csv", "json")
@on_option
@click.pass_obj
def resolve(app: App, source: str, slug: str | None, chamber: str | None, fmt: str, on: date | None) -> None:
    """Say who the names on a printed list are. Writes nothing.

    FILE is a text, Word, PDF, HTML, CSV or Excel file, or a web address; - reads what is typed or
    piped in. Every name is matched, ambiguous (several people fit) or unmatched, with the reason.

    \b
    Example:
      outreach resolve signers.txt --letter hres-351
      outreach resolve signers.pdf --on 2017-07-13 --chamber house --format csv
    """
    letter = app.workspace.letter(slug) if slug else None
    chambers = _CHAMBERS[chamber] if chamber else letter.chambers if letter else _CHAMBERS["both"]
    day = on or (letter.sent if letter else app.day(None))
    resolution = _resolution(app, _read(source), day, chambers)
    click.echo(_printed(resolution, fmt, letter))
    if not app.workspace.roster().complete:
        click.echo("Only the example's few legislators were looked at; 'outreach sync' fetches everybody.", err=True)


@click.command("sign")
@click.argument("slug", metavar="LETTER")
@click.argument("source", metavar="FILE|-")
@click.option("--yes", is_flag=True, help="Write without asking for a last yes.")
@click.pass_obj
def sign(app: App, slug: str, source: str, yes: bool) -> None:
    """Record who signed LETTER, from a printed list.

    Shows who the names are and asks about the doubtful ones; what you answer is kept in
    aliases.csv, so nobody is asked twice. Doubtful names that nobody decided are not written.
    Running it again with the same list changes nothing.

    \b
    Example:
      outreach sign hres-351 signers.txt
    """
    letter = app.workspace.letter(slug)
    app.workspace.refuse_small_roster(letter)
    document = _read(source)
    resolution = _resolution(app, document, letter.sent, letter.chambers)
    click.echo(_printed(resolution, "table", letter))
    rows = _decided(app, resolution, document.text) if _can_ask(source) else list(resolution.rows)
    _write(app, letter, rows, yes or not _can_ask(source))


def _read(source: str) -> Document:
    from .. import documents

    return documents.read(source, sys.stdin)


def _resolution(app: App, document: Document, day: date, chambers: Sequence[str]) -> Resolution:
    from .. import resolve as resolving

    index = resolving.NameIndex(app.workspace.roster())
    found = resolving.resolve(document.text, index, day, chambers, app.workspace.aliases())
    return replace(found, notices=(*document.notices, *found.notices))


def _printed(resolution: Resolution, fmt: str, letter: Letter | None) -> str:
    from .. import display, listing

    if fmt == "json":
        return listing.as_json(resolution)
    rows = listing.rows(resolution)
    table = display.table(listing.HEADERS, rows, "simple" if fmt == "table" else fmt, window())
    if fmt == "csv":
        return table
    expected = letter.expected if letter else None
    return "\n".join([table, "", *resolution.notices, listing.summary(resolution, expected)])


def _can_ask(source: str) -> bool:
    return source != "-" and sys.stdin.isatty() and sys.stdout.isatty()


def _decided(app: App, resolution: Resolution, text: str) -> list[Judgement]:
    from .asking import ask_about

    today = app.now().date()
    return ask_about(
        resolution.rows,
        text.split("\n"),
        lambda row, chosen: app.workspace.add_alias(row.printed, chosen.id, app.user, today),
    )


def _write(app: App, letter: Letter, rows: list[Judgement], sure: bool) -> None:
    """Record the matched rows after a yes, and say what was done and what was not."""
    from .. import signing

    contacts = {contact.key: contact for contact in app.workspace.sound_contacts()}
    at = app.moment
    planned = signing.record(letter, rows, app.workspace.roster(), contacts, app.user, at)
    if planned.changes and not sure:
        click.confirm(f"Write {len(planned.added)} signatures of {letter.slug} into contacts.csv?", abort=True)
    if planned.changes:
        app.workspace.apply(planned.changes)
    click.echo("\n".join(signing.said(letter, planned, rows)))
