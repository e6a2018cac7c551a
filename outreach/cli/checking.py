"""Everything that is wrong in a workspace, and what of it can be mended: ``check``."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import click

from ..errors import Problem, UsageError, gathered
from ..vocabulary import numbered
from . import mending
from .context import App, on_option


@click.command("check")
@on_option
@click.option("--fix", is_flag=True, help="Mend what can be mended safely; shown first, and can be undone.")
@click.option("--keep", is_flag=True, help="Take contacts.csv as it stands, however odd: it is right so.")
@click.option("--all", "every", is_flag=True, help="List each cell, however many have the same fault.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_context
def check(ctx: click.Context, on: date | None, fix: bool, keep: bool, every: bool, yes: bool) -> None:
    """List every problem in the workspace, by file and line. Changes nothing by itself.

    Exits with 1 if there is an error; a warning is only said. Many cells with one fault are one
    line, with the numbers of the first lines; --all lists each. With --fix, damage that a
    spreadsheet did is put back, and words and days are written in the usual form.

    \b
    Example:
      outreach check
      outreach check --fix
    """
    app: App = ctx.obj
    if fix and keep:
        raise UsageError("--fix puts contacts.csv right and --keep takes it as it is; use one of them")
    if fix:
        _fix(app, yes, every)
    if keep:
        _keep(app)
    ctx.exit(_listed(app.bare_workspace.check(on or app.now().date()), every))


def _listed(problems: Sequence[Problem], every: bool) -> int:
    """Print the problems, many of one cause in one line; the code to exit with."""
    errors = sum(problem.level == "error" for problem in problems)
    for problem in problems if every else gathered(problems):
        click.echo(f"{problem}" if problem.level == "error" else f"{problem} (warning)")
    counts = f"{numbered(errors, 'error')}, {numbered(len(problems) - errors, 'warning')}"
    click.echo(counts if problems else "no problems")
    return 1 if errors else 0


def _fix(app: App, yes: bool, every: bool) -> None:
    from ..workspace import scrambled

    space = app.bare_workspace
    keys, changes = scrambled.key_fixes(space), space.fixes(app.user, app.moment)
    if not keys and not changes:
        click.echo("There is nothing that can be mended safely.")
        return
    click.echo("\n".join([*mending.keys(keys, every), *mending.cells(changes, every)]))
    if not yes:
        click.confirm(f"Write {numbered(len(keys) + len(changes), 'cell')} into contacts.csv?", abort=True)
    if keys:
        kept = scrambled.put_keys_back(space, app.user, keys)
        click.echo(f"{numbered(len(keys), 'row')} put right; what the file said is kept in {kept}.")
    if changes:
        done = space.fix(changes)
        click.echo(f"{numbered(len(changes), 'change')} written; 'outreach undo {done.batch}' takes that back.")
    click.echo()


def _keep(app: App) -> None:
    taken = app.bare_workspace.keep(app.user, app.moment)
    click.echo(f"contacts.csv is taken as it stands: {numbered(len(taken), 'change')} in the history.\n")
