"""Copies of contacts.csv that lie beside it: ``merge``, ``dismiss``."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..errors import OutreachError
from ..ledger import Held
from ..model import Change
from ..vocabulary import counted
from .context import App

if TYPE_CHECKING:
    from ..workspace.merging import Merging

_FILE = click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))


class Open(OutreachError):
    """Some cells wait for a person; the rest is in the records."""

    def __init__(self, held: Sequence[Held]) -> None:
        listed = "\n".join(f"  {_held(one)}" for one in held[:20])
        more = f"\n  … and {len(held) - 20} more" if len(held) > 20 else ""
        super().__init__(
            "both sides changed these cells, or the copy is just older; the records are kept until you choose:\n"
            f"{listed}{more}\n"
            "run it again with '--take copy' or '--take records', or at a terminal to be asked"
        )


@click.command("merge")
@_FILE
@click.option("--take", type=click.Choice(["copy", "records"]), help="Whose value counts where both were changed.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_obj
def merge(app: App, file: Path, take: str | None, yes: bool) -> None:
    """Bring what was changed in a copy of contacts.csv into the records. The copy stays as it is.

    Cells are compared one by one with the state that the copy was made from. What only the copy
    changed is taken, after a yes; where both were changed you choose. No row is deleted.

    \b
    Example:
      outreach merge "contacts (1).csv"
    """
    space, by, at = app.workspace, app.user, app.moment
    found = space.merging(file, by, at)
    chosen, held = _choices(found, take, by, at, file)
    _write(app, [*found.changes, *chosen], yes)
    _say(found)
    if held:
        raise Open(held)
    space.settle(file, "merged", by, at)
    click.echo(f"{file.name} is settled; you may delete it.")


def _choices(found: Merging, take: str | None, by: str, at: str, file: Path) -> tuple[list[Change], list[Held]]:
    """The copy's values that were chosen, and the cells that nobody has chosen for."""
    from ..workspace.merging import chosen

    ask = take is None and sys.stdin.isatty() and sys.stdout.isatty()
    picked: list[Change] = []
    for one in found.held:
        choice = _asked(one) if ask else take
        if choice == "copy" and one.field != "row":
            picked.append(chosen(one, by, at, file))
    return picked, [] if ask or take else list(found.held)


def _asked(held: Held) -> str:
    return str(click.prompt(f"{_held(held)}\nTake", type=click.Choice(["copy", "records"])))


def _held(held: Held) -> str:
    if held.field == "row":
        return f"{held.letter} {held.id}: was changed in the copy and is gone from the records"
    return f"{held.letter} {held.id}, {held.field}: {held.mine!r} in the copy, {held.theirs!r} in the records"


def _write(app: App, changes: Sequence[Change], yes: bool) -> None:
    if not changes:
        click.echo("There is nothing in it that is not in the records.")
        return
    click.echo("\n".join(f"{one.letter} {one.id}, {one.field}: {one.old!r} → {one.new!r}" for one in changes))
    if not yes:
        click.confirm(f"Write {counted(len(changes), 'change')} into contacts.csv?", abort=True)
    done = app.workspace.apply_raw(changes)
    click.echo(f"{counted(len(done.written), 'change')} written; 'outreach undo {done.batch}' takes that back.")


def _say(found: Merging) -> None:
    if found.missing:
        single = len(found.missing) == 1
        rows = f"{counted(len(found.missing), 'row')} {'is' if single else 'are'} not in the copy"
        click.echo(f"{rows}; {'it stays' if single else 'they stay'} in the records.")
    for one in found.damaged:
        change = one.change
        click.echo(f"left out: {change.letter} {change.id}, {change.field}: {change.new!r} {one.name}")


@click.command("dismiss")
@_FILE
@click.pass_obj
def dismiss(app: App, file: Path) -> None:
    """Say that nothing in a copy of contacts.csv is needed. The copy stays as it is.

    If somebody alters it later, it is noticed again.

    \b
    Example:
      outreach dismiss "contacts (1).csv"
    """
    app.bare_workspace.settle(file, "dismissed", app.user, app.moment)
    click.echo(f"{file.name} is left out of the records; nobody will be asked about it again.")
