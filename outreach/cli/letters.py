"""The letters that legislators sign: ``letter add``, ``letter list``."""

from __future__ import annotations

from datetime import date

import click

from ..display import FORMATS
from ..errors import NoRoster, UnknownLegislator
from ..fitting import sentences
from ..model import Letter
from ..vocabulary import CHAMBERS
from .context import DATE, App, format_option, window


@click.group("letter")
def letter() -> None:
    """Add and list the letters that legislators sign.

    \b
    Example:
      outreach letter list
    """


@letter.command("add")
@click.argument("slug")
@click.option("--title", required=True, help="What it is called.")
@click.option("--addressee", required=True, help="To whom the legislators wrote.")
@click.option("--chamber", required=True, type=click.Choice([*CHAMBERS, "both"]), help="Who could sign.")
@click.option("--sent", required=True, type=DATE, help="The day it was signed and sent.")
@click.option("--expected", type=click.IntRange(1), help="How many signed, as the source says.")
@click.option("--lead", "leads", metavar="ID", multiple=True, help="Who led it; once for each.")
@click.option("--goal", type=click.IntRange(1), help="How many signatures you want.")
@click.option("--source", default="", metavar="URL", help="Where the facts come from.")
@click.option("--committee", "committees", metavar="ID", multiple=True, help="A committee that matters; once for each.")
@click.option("--legislation", default="", metavar="TEXT", help='Specific legislation that it names, as in "H.R. 1".')
@click.option("--summary", default="", metavar="TEXT", help='Fits after "the letter on".')
@click.option("--ask", default="", metavar="TEXT", help='Fits after "we ask you to".')
@click.pass_obj
def add(
    app: App,
    slug: str,
    title: str,
    addressee: str,
    chamber: str,
    sent: date,
    expected: int | None,
    leads: tuple[str, ...],
    goal: int | None,
    source: str,
    committees: tuple[str, ...],
    legislation: str,
    summary: str,
    ask: str,
) -> None:
    """Write a letter into outreach.toml; everything that is in the file stays as it is.

    SLUG is its short name, in small letters, as in chechnya-2017.

    \b
    Example:
      outreach letter add hres-351 --title "H.Res. 351" --addressee "the House" \\
        --chamber house --sent 2017-05-23 --expected 33 --lead R000435
    """
    from ..followups.facts import phrase

    chambers = CHAMBERS if chamber == "both" else (chamber,)
    made = Letter(
        slug, title, addressee, chambers, sent, expected, goal, _ids(app, leads), source, committees,
        legislation, summary, ask,
    )  # fmt: skip
    alike = [one.slug for one in app.workspace.settings.letters.values() if phrase(one) == phrase(made)]
    app.workspace.add_letter(made)
    click.echo(f"{slug} is in outreach.toml now. Next: outreach sign {slug} LIST-OF-SIGNERS")
    if alike:
        click.echo(f'note: in follow-ups it is "{phrase(made)}", as {alike[0]} is; a summary tells them apart')


def _ids(app: App, leads: tuple[str, ...]) -> tuple[str, ...]:
    """The ids in capitals; UnknownLegislator for one that nobody has, once there is public data."""
    ids = tuple(lead.strip().upper() for lead in leads)
    try:
        roster = app.workspace.roster()
    except NoRoster:
        return ids
    if roster.complete and (unknown := [id for id in ids if roster.get(id) is None]):
        raise UnknownLegislator(unknown[0])
    return ids


@letter.command("list")
@format_option(*FORMATS)
@click.pass_obj
def list_letters(app: App, fmt: str) -> None:
    """List the letters with how many signatures are recorded and expected.

    \b
    Example:
      outreach letter list
    """
    from .. import display, merge
    from .sources import doubts

    contacts, problems = app.workspace.contacts()
    rows = [_row(one, len(merge.signatures(one, contacts))) for one in app.workspace.settings.letters.values()]
    click.echo(display.table(_HEADERS, rows, fmt, window()))
    for doubt in doubts(app.workspace, problems):
        click.echo(sentences(f"\n{doubt}" if fmt == FORMATS[0] else doubt, window()), err=fmt != FORMATS[0])


_HEADERS = ("letter", "sent", "chamber", "recorded", "expected", "missing", "goal", "title")


def _row(letter: Letter, recorded: int) -> tuple[object, ...]:
    missing = max(letter.expected - recorded, 0) if letter.expected is not None else None
    chamber = letter.chambers[0] if len(letter.chambers) == 1 else "both"
    counts = (recorded, letter.expected, missing, letter.goal)
    return (letter.slug, letter.sent.isoformat(), chamber, *("" if n is None else n for n in counts), letter.title)
