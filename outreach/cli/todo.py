"""What is to do next: ``todo``."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from .. import display, status
from ..errors import UsageError
from ..vocabulary import seat_label
from .context import App, on_option
from .showing import Shown, output_options, show
from .standing import Standing

_HEADERS = ("why", "name", "seat", "phone", "last", "next step", "due", "stage", "owner", "letter")


@click.command("todo")
@click.option("--owner", metavar="WHO", help="Only what this person is responsible for; '' for nobody.")
@click.option("--silent", type=click.IntRange(0), default=14, show_default=True, help="Silent after so many days.")
@click.option("--ahead", type=click.IntRange(0), default=7, show_default=True, help="Due within so many days.")
@on_option
@output_options
@click.pass_obj
def todo(
    app: App, owner: str | None, silent: int, ahead: int, on: date | None, sort: str, fmt: str, output: Path | None
) -> None:
    """Show what is due, what is overdue, and who has been silent for too long; the most urgent first.

    Silent are offices that were asked or are considering, without a dealing for more than so many
    days. The phone is that of the contact, else of the office in Washington. Whoever is not to be
    contacted is not listed.

    \b
    Example:
      outreach todo
      outreach todo --owner Robin --silent 30
    """
    letters = tuple(app.workspace.settings.letters.values())
    standing = Standing(app.workspace, letters, app.day(on), app.day(None))
    found = status.tasks(standing.everything, silent, ahead, app.workspace.settings.overrides)
    chosen = [task for task in found if owner is None or _owner(task).casefold() == owner.strip().casefold()]
    if owner and not chosen:
        _explain(owner, standing)
    show(app, _shown(chosen, standing), sort, fmt, output)


def _explain(owner: str, standing: Standing) -> None:
    """Nobody of that name owns a row: an error with the nearest name; else there is nothing to do."""
    names = {record.contact.owner for record in standing.everything if record.contact and record.contact.owner}
    folded = {name.casefold(): name for name in sorted(names)}
    if owner.strip().casefold() in folded:
        return
    near = difflib.get_close_matches(owner.casefold(), folded, 1)
    hint = (
        f"did you mean {folded[near[0]]!r}?" if near else f"there is: {', '.join(sorted(names)) or 'no owner at all'}"
    )
    raise UsageError(f"nobody is called {owner!r} in the column owner; {hint}")


def _shown(found: Sequence[status.Task], standing: Standing) -> Shown:
    people = len({task.record.legislator.id for task in found})
    some = f"{display.counted(len(found), 'thing')} to do about {display.counted(people, 'legislator')}."
    head = some if found else "Nothing is due, and nobody has been silent for too long."
    rows = [_row(task) for task in found]
    return Shown(_HEADERS, rows, f"{head} {standing.basis()}", standing.notes(), standing.doubts)


def _row(task: status.Task) -> tuple[object, ...]:
    record = task.record
    row, term = record.contact, record.now
    if row is None:
        return (task.why,)
    seat = seat_label(term.chamber, term.state, term.seat.number) if term else "left office"
    phone = row.phone or (term.phone if term else "")
    last = " ".join(filter(None, (row.last_contact, row.channel)))
    name = record.legislator.name
    return (task.why, name, seat, phone, last, row.next_step, task.due, row.stage, row.owner, record.letter.slug)


def _owner(task: status.Task) -> str:
    return task.record.contact.owner.strip() if task.record.contact else ""
