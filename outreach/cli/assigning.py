"""Who calls whom: ``assign``."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from .context import App, on_option

if TYPE_CHECKING:
    from .. import volunteers


@click.command("assign")
@click.argument("slug", metavar="LETTER")
@click.option("--owner", "owners", metavar="NAMES", required=True, help="Who shares them, as in ana,ben.")
@click.option(
    "--by", "way", type=click.Choice(["even", "state", "party"]), default="even", show_default=True,
    help="Deal one by one, or keep those of a state or party together.",
)  # fmt: skip
@click.option("--all", "everybody", is_flag=True, help="Also those who could be asked and have no row yet.")
@click.option("--again", is_flag=True, help="Also those who have an owner already.")
@click.option("--dry-run", is_flag=True, help="Show who would get whom, and write nothing.")
@click.option("--yes", is_flag=True, help="Write without asking for a last yes.")
@on_option
@click.pass_obj
def assign(
    app: App,
    slug: str,
    owners: str,
    way: str,
    everybody: bool,
    again: bool,
    dry_run: bool,
    yes: bool,
    on: date | None,
) -> None:
    """Share the open contacts of LETTER out among volunteers.

    Open is who serves today, has neither signed nor said no, and may be contacted now: whom
    outreach.toml holds back, and whom somebody was in touch with in the last days (quiet_days), is
    left out. Everybody ends with as many as the others; whoever has an owner keeps them. The same
    command gives the same result.

    \b
    Example:
      outreach assign chechnya-2017 --owner ana,ben --all --by state --dry-run
    """
    from .. import volunteers
    from ..volunteers import wording

    records = app.workspace.records(app.workspace.letter(slug), app.day(on))
    at = app.moment
    shared = volunteers.share(owners.split(","), records, app.user, at, way, everybody, again)
    click.echo(wording.sharing(shared, detail=dry_run))
    _write(app, shared, everybody, yes, dry_run)


def _write(app: App, shared: volunteers.Share, everybody: bool, yes: bool, dry_run: bool) -> None:
    """Write after a yes, and say so."""
    from .saying import sure, written

    if not shared.changes:
        asked = f"who could be asked has an owner, or was contacted within {app.workspace.settings.quiet_days} days"
        hint = asked if everybody else "--all takes in those who have no row yet"
        click.echo(f"\nNobody to share out; {hint}.")
    elif not dry_run and sure(yes, f"Write {len(shared.given)} owners into contacts.csv?"):
        click.echo(f"\n{written(app.workspace.apply(shared.changes))}")
    else:
        click.echo("\nNothing was written" + ("." if dry_run else "; add --yes to write."))
