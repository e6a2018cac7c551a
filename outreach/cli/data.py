"""Public data: ``sync`` and ``who``."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING

import click

from ..errors import OutreachError, UnknownLegislator
from ..model import Candidate, Contact, Override
from .context import DATE, App, on_option, window

if TYPE_CHECKING:
    from ..sources.sync import Progress, SyncReport


@click.command("sync")
@click.option("--from", "source", metavar="DIR|URL", help="A folder or address that has the data (default: upstream).")
@click.option("--as-of", type=DATE, help="The day of the data, where the source does not say it rightly.")
@click.pass_obj
def sync(app: App, source: str | None, as_of: date | None) -> None:
    """Fetch the public data about legislators, and say what changed.

    The data of upstream are fetched, checked and kept in the workspace. What is broken, cut short
    or much smaller than before never takes the place of what you have.

    \b
    Example:
      outreach sync
      outreach sync --from Downloads/congress --as-of 2026-06-14
    """
    from .. import news
    from ..sources.sync import PUBLIC_HOST
    from ..sources.sync import sync as fetch

    address = source or app.workspace.settings.data_url or PUBLIC_HOST
    with _bar() as progress:
        report = fetch(address, app.workspace.cache / "congress", app.now(), progress, as_of)
    contacts = _contacts(app)
    click.echo(news.told(report, contacts, _settled(app, report.as_of)) + _meaning(app, report, contacts))


def _meaning(app: App, report: SyncReport, contacts: tuple[Contact, ...]) -> str:
    """What the sync means for the letters and follow-ups here; it is kept for the report."""
    from .. import news
    from ..display import clean

    space = app.workspace
    waiting = news.unsent(space.followups, contacts)
    lines = news.consequences(report.movements, tuple(space.settings.letters.values()), contacts, waiting)
    news.keep(space.news_file, app.now().date(), report.as_of, lines)
    return "\n".join(["", "What that means here:", *(f"  {clean(line)}" for line in lines)]) if lines else ""


@click.command("who")
@click.argument("words", metavar="NAME|ID", nargs=-1, required=True)
@on_option
@click.pass_obj
def who(app: App, words: tuple[str, ...], on: date | None) -> None:
    """Show one legislator: terms, seat then and today, address, committees, letters signed, contacts.

    With --on, the seat on that day stands beside the seat today. When several people fit, they
    are listed; ask again with the id of one.

    \b
    Example:
      outreach who david cicilline --on 2017-07-13
      outreach who C001084
    """
    asked, day = " ".join(words), app.day(on)
    fitting = _fitting(app, asked, day)
    if not fitting:
        raise UnknownLegislator(asked)
    if len(fitting) > 1:
        click.echo(_listed(app, asked, fitting, day))
        return
    click.echo(_card(app, fitting[0], day))
    for doubt in _doubts(app):
        click.echo(f"\n{doubt}")


@contextmanager
def _bar() -> Iterator[Progress]:
    """A progress bar on a terminal; silence elsewhere."""
    from ..sources.congress import FILES

    if not sys.stderr.isatty():
        yield lambda name, done, total: None
        return
    with click.progressbar(length=100 * len(FILES), label="Fetching", file=sys.stderr) as bar:
        parts: dict[str, int] = {}

        def progress(name: str, done: int, total: int | None) -> None:
            parts[name] = 100 * done // total if total else 50
            bar.update(sum(parts.values()) - bar.pos)

        yield progress


def _contacts(app: App) -> tuple[Contact, ...]:
    """The rows to look for; a broken contacts.csv must not make the news unreadable."""
    try:
        return app.workspace.contacts()[0]
    except OutreachError as error:
        click.echo(f"outreach: {error}", err=True)
        return ()


def _doubts(app: App) -> tuple[str, ...]:
    """Why what the card says of letters and contacts may be wrong."""
    from .sources import doubts

    try:
        return doubts(app.workspace, app.workspace.contacts()[1])
    except OutreachError:
        return ()


def _settled(app: App, on: date) -> tuple[Override, ...]:
    from ..roster import settled
    from ..sources.sync import cached

    fetched = cached(app.workspace.cache / "congress")
    return settled(fetched, app.workspace.settings.overrides, on) if fetched else ()


def _fitting(app: App, asked: str, on: date) -> tuple[Candidate, ...]:
    """Everybody whom the name or id fits."""
    roster = app.workspace.roster()
    if found := roster.get(asked.strip().upper()):
        return (Candidate(found.id, found.name, "the id"),)
    from ..resolve import NameIndex, lookup

    return lookup(asked, NameIndex(roster), on)


def _card(app: App, found: Candidate, on: date) -> str:
    from .. import cards

    workspace = app.workspace
    roster = workspace.roster()
    about = cards.About(
        roster.legislators[found.id], roster, workspace.settings, _contacts(app), on=on, today=app.day(None)
    )
    return cards.card(about)


def _listed(app: App, asked: str, fitting: tuple[Candidate, ...], on: date) -> str:
    from .. import cards, display

    people = [app.workspace.roster().legislators[candidate.id] for candidate in fitting]
    table = display.table(
        ("id", "name", "who"), [(one.id, one.name, cards.known_as(one, on)) for one in people], width=window()
    )
    return f"{display.clean(asked)!r} fits {len(fitting)} people; ask again with the id of one.\n\n{table}"
