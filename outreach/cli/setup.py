"""Making and checking a workspace: ``init``, ``check``."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from ..model import Organisation
from .context import App, on_option


@click.command("init")
@click.argument("folder", metavar="[DIR]", type=click.Path(path_type=Path), required=False)
@click.option("--example", is_flag=True, help="With the example's letters and contacts in it.")
@click.option("--organisation", default="", metavar="NAME", help="Who writes the follow-ups.")
@click.option("--sender", default="", metavar="NAME", help="Who signs them.")
@click.option("--sender-title", default="", metavar="TITLE", help="As what.")
@click.pass_obj
def init(app: App, folder: Path | None, example: bool, organisation: str, sender: str, sender_title: str) -> None:
    """Make a workspace in DIR (default: this folder): settings, empty contacts, templates.

    Nothing that is there is ever overwritten.

    \b
    Example:
      outreach init our-letters --organisation "Example Rights Network" --sender "Robin Example"
      outreach init --example try-it
    """
    from .. import workspace

    root = folder or app.root
    names = workspace.init(root, example, organisation=Organisation(organisation, sender, sender_title))
    click.echo(f"A workspace in {root}:\n" + "\n".join(f"  {name}" for name in names))
    click.echo(_next(root, example))


def _next(root: Path, example: bool) -> str:
    go = "" if root == Path() else f"cd {root}\n  "
    if example:
        return f"Next:\n  {go}outreach status"
    return f"Next: fill in outreach.toml with any editor, then\n  {go}outreach sync\n  outreach letter add --help"


@click.command("check")
@on_option
@click.pass_context
def check(ctx: click.Context, on: date | None) -> None:
    """List every problem in the workspace, by file and line. Changes nothing.

    Exits with 1 if there is an error; a warning is only said.

    \b
    Example:
      outreach check
    """
    app: App = ctx.obj
    problems = app.workspace.check(on or app.now().date())
    errors = sum(problem.level == "error" for problem in problems)
    for problem in problems:
        click.echo(f"{problem}" if problem.level == "error" else f"{problem} (warning)")
    counts = f"{_count(errors, 'error')}, {_count(len(problems) - errors, 'warning')}"
    click.echo(counts if problems else "no problems")
    ctx.exit(1 if errors else 0)


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
