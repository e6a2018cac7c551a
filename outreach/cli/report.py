"""The manager's page: ``report``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..errors import UsageError
from .context import DATE, App, on_option
from .outputs import refuse_ending, refuse_unfit

if TYPE_CHECKING:
    from ..model import Letter
    from ..report import Asked, Figures, Report
    from .sources import Sources

_PATH = click.Path(path_type=Path, dir_okay=False)


@dataclass(frozen=True)
class Wanted:
    """What the page is asked to show."""

    letters: tuple[str, ...]  #: slugs; () is all
    on: date | None
    since: date | None
    silent: int
    with_notes: bool

    @property
    def scope(self) -> str:
        """What the page is about, to tell reports about other letters apart."""
        return " ".join(self.letters)


@click.command("report")
@click.argument("letters", metavar="[LETTER]...", nargs=-1)
@click.option("-o", "--output", metavar="FILE", type=_PATH, help="The page (default: report.html).")
@click.option("--xlsx", metavar="FILE", type=_PATH, help="The same figures as a workbook, instead or as well.")
@click.option("--png", metavar="FILE", type=_PATH, help="The head figure as a picture for slides, instead or as well.")
@on_option
@click.option("--since", type=DATE, help="Count changes after this day (default: the last report, else 30 days ago).")
@click.option("--silent", type=click.IntRange(0), default=30, show_default=True, help="Stuck after so many days.")
@click.option("--with-notes", is_flag=True, help="Put the notes about people in; not for sending on.")
@click.pass_obj
def report(
    app: App, /, output: Path | None, xlsx: Path | None, png: Path | None, letters: tuple[str, ...], **asked: object
) -> None:
    """Make one page that says how far things are, for the letters named or for all.

    The page is one file: it opens without a network, prints on two pages, reads on a phone, and its
    tables sort and filter. With --on a past day, everything is as it was on that day.

    \b
    Examples:
      outreach report
      outreach report chechnya-2017 -o board.html --png board.png
      outreach report --xlsx board.xlsx
    """
    # Click gives the options as one mapping, whose values have types of their own.
    wanted = Wanted(letters, **asked)  # type: ignore[arg-type]
    page = output or (None if xlsx or png else Path("report.html"))
    refuse_unfit(app.workspace, [path for path in (page, xlsx, png) if path])
    for path, *endings in ((page, ".html", ".htm"), (xlsx, ".xlsx"), (png, ".png")):
        if path:
            refuse_ending(path, *endings)
    made = _made(app, wanted)
    files = dict(_files(made, page, xlsx, png))
    _write(app, wanted, files)
    click.echo("\n".join([*_said(made), *(f"Written: {path}" for path in files)]))


def _made(app: App, wanted: Wanted) -> Report:
    """All figures; with a past day, from the records as they were then."""
    from ..report import Asked, Report, memory
    from .sources import Sources

    space, today = app.workspace, app.day(wanted.on)
    if wanted.since and wanted.since >= today:
        raise UsageError(f"--since {wanted.since} is not before {today}; there is nothing between them")
    cache, roster = space.cache, space.roster()
    last = None if wanted.since else memory.last_report(cache, wanted.scope, today)
    asked = Asked(
        today, wanted.since or last or memory.looking_back(today), wanted.silent, wanted.with_notes, app.day(None)
    )
    sources = Sources(space, today, app.day(None))
    return Report(
        organisation=space.settings.organisation.name,
        on=asked.on,
        as_of=roster.as_of,
        complete=roster.complete,
        since=asked.since,
        remembered=last is not None,
        silent_days=asked.silent_days,
        with_notes=asked.with_notes,
        letters=tuple(_figures(app, wanted, asked, sources)),
        notices=_notices(sources),
        digest=tuple(_digest(app, wanted, asked)),
    )


def _digest(app: App, wanted: Wanted, asked: Asked) -> Iterator[str]:
    """What the syncs meant since; on a page about some letters, what concerns them."""
    from .. import news

    known = app.workspace.settings.letters
    for one in news.kept(app.workspace.news_file, asked.since):
        if one.on <= asked.on:
            yield from (line for line in one.lines if news.about(line, wanted.letters or known, known))


def _notices(sources: Sources) -> tuple[str, ...]:
    """What the reader must know before any figure."""
    from .sources import doubts

    return tuple(filter(None, (*doubts(sources.workspace, ()), sources.begun())))


def _figures(app: App, wanted: Wanted, asked: Asked, sources: Sources) -> Iterator[Figures]:
    from ..merge import records
    from ..report import count, until

    space, roster = app.workspace, app.workspace.roster()
    space.sound_contacts()
    history = until(space.history(), asked.on) if sources.past else space.history()
    for letter in map(sources.letter, _letters(app, wanted)):
        merged = records(letter, roster, sources.contacts, space.settings, asked.on)
        yield count(letter, merged, sources.contacts, history, roster, asked)


def _letters(app: App, wanted: Wanted) -> tuple[Letter, ...]:
    from ..report import told_apart

    known = app.workspace.settings.letters
    return told_apart([app.workspace.letter(slug) for slug in dict.fromkeys(wanted.letters or known)])


def _files(made: Report, page: Path | None, xlsx: Path | None, png: Path | None) -> Iterator[tuple[Path, bytes]]:
    """Everything that was asked for, in memory: where one cannot be made, none is written."""
    from .. import report as room

    if page:
        yield page, room.html(made).encode("utf-8", "replace")
    if xlsx:
        yield xlsx, room.xlsx(made)
    if png:
        from ..render.picture import png as drawn

        yield png, drawn(room.svg(made))


def _write(app: App, wanted: Wanted, files: Mapping[Path, bytes]) -> None:
    from .. import storage
    from ..report import memory
    from ..workspace.locking import NotWritable, prepare

    for path, data in files.items():
        storage.save(path, data)
    if wanted.on is not None:
        return
    try:
        prepare(app.workspace.cache)
        memory.remember_report(app.workspace.cache, wanted.scope, app.day(None))
    except (NotWritable, storage.Unsaved):
        click.echo("note: that there was a report today cannot be kept here; say --since the next time", err=True)


def _said(made: Report) -> Iterator[str]:
    """The counts, one line for each letter."""
    from ..display import clean
    from ..report import words

    for figures in made.letters:
        goal = words.goal(figures)
        yield clean(f"{figures.letter.slug}: {words.recorded(figures)}" + (f"; {goal}" if goal else ""))
    if not made.letters:
        yield "No letters yet; add one with 'outreach letter add'."
    yield from made.notices
