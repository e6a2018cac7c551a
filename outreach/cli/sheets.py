"""Volunteers' sheets: ``sheet make``, ``sheet take``."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .context import App, on_option
from .outputs import refuse_ending

if TYPE_CHECKING:
    from ..volunteers import Answers, Returned, Sheet, Taker, Taking


@click.group("sheet")
def sheet() -> None:
    """Make a volunteer's spreadsheet, and take it back.

    \b
    Example:
      outreach sheet make --owner ana
      outreach sheet take ana-2026-06-14.xlsx
    """


@sheet.command("make")
@click.option("--owner", metavar="NAME", required=True, help="Whose contacts.")
@click.option("--letter", "slug", metavar="SLUG", help="Of this letter only.")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="A name ending in .xlsx or .csv.")
@on_option
@click.pass_obj
def make(app: App, owner: str, slug: str | None, output: Path | None, on: date | None) -> None:
    """Make the sheet of one volunteer: whom she may still call, the next due first.

    An Excel file has drop-downs and a page that explains it; a CSV file has the same columns. Both
    remember what they were made from, so that they can be taken back whatever happens meanwhile.

    \b
    Example:
      outreach sheet make --owner ana -o ana.xlsx
    """
    from .. import storage
    from ..volunteers import wording

    made = _made(app, owner, slug, app.day(on))
    path = output or Path(f"{_plain(made.owner)}-{made.made[:10]}.xlsx")
    storage.create(path, _encoded(path, made))
    click.echo(wording.made(str(path), len(made.rows), made.owner, made.notices))


def _made(app: App, owner: str, slug: str | None, day: date) -> Sheet:
    from .. import volunteers

    space = app.workspace
    letter = space.letter(slug).slug if slug else None
    contacts = [contact for contact in space.sound_contacts() if letter in (None, contact.letter)]
    at = f"{day}T{app.now():%H:%M:%S%z}"
    return volunteers.make(owner.strip(), contacts, space.roster(), space.settings, day, at)


def _plain(name: str) -> str:
    """The name as part of a file's name."""
    return "-".join("".join(c if c.isalnum() else " " for c in name).split()).lower() or "sheet"


def _encoded(path: Path, made: Sheet) -> bytes:
    from .. import volunteers
    from ..errors import UsageError

    forms = {".xlsx": volunteers.as_workbook, ".csv": volunteers.as_csv}
    refuse_ending(path, *forms)
    if path.exists() or path.is_symlink():
        raise UsageError(f"{path} is there already, and may have edits in it; take it back, or use another name")
    return forms[path.suffix.lower()](made)


@sheet.command("take")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--by", metavar="NAME", default="", help="Whose edits they are (default: of the owner of the sheet).")
@click.option("--dates", type=click.Choice(["month-first", "day-first"]), help="How days like 03/04/2026 are meant.")
@click.option("--yes", is_flag=True, help="Write what is clear without asking; leave the rest as it is.")
@on_option
@click.pass_obj
def take(app: App, files: tuple[Path, ...], by: str, dates: str | None, yes: bool, on: date | None) -> None:
    """Take sheets back: their edits go into contacts.csv, each under its volunteer's name.

    Shows first what will change. What somebody else has changed meanwhile is asked about, with
    both values; rows that are missing or unclear are left as they are, and named. Taking a sheet
    twice changes nothing. Exit 1 if something was left.

    \b
    Example:
      outreach sheet take ana.xlsx "Ben's calls.csv"
    """
    from .. import volunteers
    from ..workspace.loading import OTHER_NAMES

    letters, names = tuple(app.workspace.settings.letters), _names(app)
    sheets = [volunteers.read(path, letters, names, OTHER_NAMES) for path in files]
    whole = [_take(app, returned, _taker(app, by.strip(), dates or "", app.day(on)), yes) for returned in sheets]
    sys.exit(0 if all(whole) else 1)


def _names(app: App) -> Callable[[str], Sequence[str]]:
    """Id → what the legislator is called, for those who have no base."""
    from ..address import printed

    roster, contacts = app.workspace.roster(), {c.id: c.name for c in app.workspace.sound_contacts()}

    def names(id: str) -> tuple[str, ...]:
        person = roster.get(id)
        return tuple(filter(None, ((printed(person).text, person.name) if person else ()) + (contacts.get(id, ""),)))

    return names


def _taker(app: App, by: str, order: str, day: date) -> Taker:
    from ..signing import facts
    from ..volunteers import Taker

    roster = app.workspace.roster()

    def known(id: str, on: date) -> Mapping[str, str]:
        person = roster.get(id)
        return facts(person, on) if person else {}

    at = app.moment
    return Taker(app.user, at, day, app.workspace.settings.letters, known, by, order)


def _take(app: App, returned: Returned, taker: Taker, yes: bool) -> bool:
    """Take one sheet; says whether nothing was left."""
    from ..volunteers import wording
    from .asking_sheets import decided
    from .saying import can_ask, sure, written

    taking = before = _taking(app, returned, taker)
    click.echo(wording.report(taking))
    if can_ask() and not yes:
        taking = decided(taking, returned, taker, lambda t, answers: _taking(app, returned, t, answers))
        click.echo(wording.since(before, taking), nl=False)
    if taking.changes and sure(yes, f"Write {len(taking.changes)} changes into contacts.csv?"):
        click.echo(f"\n{written(app.workspace.apply(taking.changes))}")
    elif taking.changes:
        click.echo("\nNothing was written" + ("." if can_ask() else "; add --yes to write what is clear."))
    if left := wording.left(taking):
        click.echo(left)
    return taking.whole


def _taking(app: App, returned: Returned, taker: Taker, answers: Answers | None = None) -> Taking:
    from ..ledger import keyed
    from ..volunteers import take

    return take(returned, keyed(app.workspace.sound_contacts()), taker, answers)
