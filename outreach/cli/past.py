"""What happened to the records, and the way back: ``history``, ``undo``, ``restore``."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

import click

from ..display import FORMATS
from ..errors import NoRoster, OutreachError, UsageError
from ..model import Change
from ..vocabulary import counted
from .context import DATE, App
from .saying import can_ask

if TYPE_CHECKING:
    from ..batches import Settled
    from ..workspace.undoing import Restored


@click.command("history")
@click.argument("name", required=False)
@click.option("--letter", "slug", metavar="SLUG", help="Only what concerns this letter.")
@click.option("--by", "who", metavar="WHO", help="Only what this person did.")
@click.option("--since", type=DATE, help="Only from this day on.")
@click.option("--format", "fmt", metavar="FORMAT", default="simple", show_default=True, help="As for 'status'.")
@click.pass_obj
def history(app: App, name: str | None, slug: str | None, who: str | None, since: date | None, fmt: str) -> None:
    """Show who changed what in the records, when and why; oldest first.

    NAME is a legislator's name or id. The batch is what 'outreach undo' takes back.

    \b
    Example:
      outreach history velazquez
      outreach history --by ana --since 2026-06-01 --format csv
    """
    from .. import display

    if fmt not in FORMATS:
        raise UsageError(f"there is no format {fmt!r}; there is: {', '.join(FORMATS)}")
    if slug:
        app.workspace.letter(slug)
    ids = _ids(app, name) if name else None
    changes = [one for one in app.workspace.history() if _wanted(one, ids, slug, who, since)]
    click.echo(display.table(_HEADERS, _rows(app, changes), fmt))


_HEADERS = ("at", "by", "letter", "id", "name", "field", "old", "new", "why", "batch")


def _ids(app: App, name: str) -> frozenset[str]:
    """Everybody in the history whom the name fits: by id, by the roster, or by the records."""
    from ..resolve import NameIndex, lookup

    try:
        found = {one.id for one in lookup(name, NameIndex(app.workspace.roster()))}
    except NoRoster:
        found = set()
    plain = name.strip().casefold()
    known = {one.id for one in app.workspace.contacts()[0] if plain in one.name.casefold()}
    there = {one.id for one in app.workspace.history()}
    ids = frozenset(id for id in there if id in found or id in known or id.casefold() == plain)
    if not ids and not found:
        raise UsageError(f"nobody in history.csv fits {name!r}; try the last name alone, or the id, as in C001084")
    return ids


def _wanted(change: Change, ids: frozenset[str] | None, slug: str | None, who: str | None, since: date | None) -> bool:
    return (
        (ids is None or change.id in ids)
        and (slug is None or change.letter == slug)
        and (who is None or change.by.casefold() == who.casefold())
        and (since is None or change.at[:10] >= since.isoformat())
    )


def _rows(app: App, changes: Sequence[Change]) -> Iterator[tuple[str, ...]]:
    names = {contact.id: contact.name for contact in app.workspace.contacts()[0]}
    for one in changes:
        name = names.get(one.id, "")
        yield (one.at, one.by, one.letter, one.id, name, one.field, one.old, one.new, one.why, one.batch)


@click.command("undo")
@click.argument("batch", required=False)
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_obj
def undo(app: App, batch: str | None, yes: bool) -> None:
    """Take back what was done in one go: the newest batch, or the one named. At a terminal it asks first.

    Undoing is a batch of its own, so undoing twice gives what was there. If somebody has changed
    the same cells since, nothing is written and both values are shown. A row that the batch made
    stays if there is more in it by now. Letters that were recorded as sent in that batch do not
    count as sent any more.

    \b
    Example:
      outreach undo
      outreach undo 20260614100000-a1b2c3
    """
    from .. import batches
    from ..workspace.undoing import backwards

    wanted = backwards(app.workspace, batch, app.user, app.moment)
    if can_ask() and not yes:
        click.echo(_listed(wanted))
        click.confirm(f"Take back {counted(len(wanted), 'change')}?", abort=True)
    # Named, so that it is the same batch that was shown.
    done, followed = batches.undo(app.workspace, wanted[0].why.removeprefix("undid "), app.user, app.moment)
    if not done.written:
        click.echo("nothing to take back: it is so already")
        return
    if yes or not can_ask():
        click.echo(_listed(done.written))
    back = counted(len(done.written), "change")
    click.echo(f"{back} taken back; 'outreach undo' brings {'it' if len(done.written) == 1 else 'them'} again.")
    click.echo("".join(_followed(followed)), nl=False)


def _followed(settled: Iterable[Settled]) -> Iterator[str]:
    for one in settled:
        now = "recorded as sent again" if one.sent else "not recorded as sent any more"
        yield f"{one.name}: {counted(one.letters, 'letter')} {now}\n"


def _listed(changes: Sequence[Change]) -> str:
    return "\n".join(f"{one.letter} {one.id}, {one.field}: {one.old!r} → {one.new!r}" for one in changes)


@click.command("restore")
@click.argument("state", required=False)
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_obj
def restore(app: App, state: str | None, yes: bool) -> None:
    """Make contacts.csv what it was at some time, byte for byte; without STATE, list the states.

    STATE is the number of a state in the list; "last" is the newest, for when contacts.csv
    itself is lost or broken. What happened since stays in the history, and letters that were recorded
    as sent stay so, as they may have gone; only 'outreach undo' takes that back.

    \b
    Example:
      outreach restore
      outreach restore last
    """
    from .. import batches, display

    space = app.bare_workspace
    states = space.states()
    if state is None:
        rows = [(number, _day(one.day), one.position, one.digest) for number, one in enumerate(states, 1)]
        click.echo(display.table(("state", "day", "history", "digest"), rows, "simple"))
        return
    number = _number(state, len(states))
    if not yes:
        click.confirm(f"Make contacts.csv what it was in state {number}, {_day(states[number - 1].day)}?", abort=True)
    done = space.restore(states[number - 1], app.user, app.moment)
    click.echo(_restored(done))
    with contextlib.suppress(OutreachError):  # contacts.csv is restored, whatever stands in the way of this
        click.echo("".join(_followed(batches.settle(space, app.user))), nl=False)
    for name, count in batches.still_sent(space, done.written).items():
        click.echo(f"{name}: {counted(count, 'letter')} {_STILL_SENT}")


_STILL_SENT = (
    "stay recorded as sent, so that nobody gets one twice; if they never went, run 'outreach undo', "
    "and then undo their own batch, which 'outreach history' shows"
)


def _restored(done: Restored) -> str:
    if done.same:
        return "There was nothing to restore: contacts.csv is in that state already."
    parts = ["contacts.csv is as it was"]
    parts += [f"{counted(len(done.written), 'change')}, which 'outreach undo' takes back"] * bool(done.written)
    parts += [f"what it said is kept in {done.kept}"] * bool(done.kept)
    return "; ".join(parts) + "."


def _number(state: str, count: int) -> int:
    if state == "last" and count:
        return count
    if not state.isdecimal() or not 1 <= int(state) <= count:
        raise UsageError(f"there is no state {state!r}; 'outreach restore' lists {count}")
    return int(state)


def _day(day: str) -> str:
    """20260614 → 2026-06-14."""
    return f"{day[:4]}-{day[4:6]}-{day[6:]}"
