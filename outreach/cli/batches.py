"""What happens to a batch after ``draft --write``: ``proof``, ``approve``, ``sent``, ``reprint``."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..errors import UsageError
from ..vocabulary import DELIVERIES, counted
from .context import DATE, App, on_option

if TYPE_CHECKING:
    from ..batches import BatchFolder, Sent, Standing
    from ..render.manifest import Entry

#: Lines of a kind that are printed; the others are counted.
_MOST = 20


@click.command("proof")
@click.argument("batch")
@on_option
@click.pass_obj
def proof(app: App, batch: str, on: date | None) -> None:
    """Make one page for reading a whole batch: proof.html in its folder.

    BATCH is its name, as in hres-351/2026-06-14-1, or the name of a letter that has one batch only.
    The page has the shared text once, and for every letter only what differs: address, salutation,
    route, personal sentences. It says which letters would be others today.

    \b
    Example:
      outreach proof hres-351/2026-06-14-1
    """
    from .. import batches

    found = batches.find(app.workspace, batch)
    path, standings = batches.proof(app.workspace, found, app.day(on), app.user)
    click.echo("\n".join([f"{len(standings)} letters on one page: {path}", *_changed(standings)]))


@click.command("approve")
@click.argument("batch")
@click.argument("ids", metavar="[ID]...", nargs=-1)
@click.option("--by", metavar="NAME", help="Who has read them (default: you).")
@on_option
@click.pass_obj
def approve(app: App, batch: str, ids: tuple[str, ...], by: str | None, on: date | None) -> None:
    """Record that somebody has read the letters of a batch and stands by them.

    With IDs only those letters. An approval is given for the very words of a letter: if template or
    data change afterwards, exactly the letters that would be others lose it. With approval =
    "required" under [followups] in outreach.toml, nothing else can be recorded as sent.

    \b
    Example:
      outreach approve hres-351/2026-06-14-1 --by "Robin Example"
      outreach approve hres-351/2026-06-14-1 T000468
    """
    from .. import batches

    found, who = batches.find(app.workspace, batch), app.user if by is None else by
    done = batches.approve(app.workspace, found, who, app.day(on), ids)
    lines = [f"{found.name}: {counted(done.new, 'letter')} approved by {who}"]
    lines += [f"{done.before} approved or sent before"] if done.before else []
    click.echo("\n".join([*lines, *_changed(done.left, "not approved")]))


@click.command("sent")
@click.argument("batch")
@click.argument("ids", metavar="[ID]...", nargs=-1)
@click.option("--on", type=DATE, help="The day on which they went out (default: today).")
@click.option("--channel", type=click.Choice(list(DELIVERIES)), required=True, help="How they went out.")
@click.option("--again", is_flag=True, help="The same follow-up went to the same person once more.")
@click.option("--why", metavar="TEXT", default="", help="Why it did; needed with --again.")
@click.pass_obj
def sent(app: App, batch: str, ids: tuple[str, ...], on: date | None, channel: str, again: bool, why: str) -> None:
    """Record that the letters of a batch have gone out: manifest, contacts and history in one step.

    With IDs only those letters. In contacts.csv this is a dealing by letter (or e-mail), and
    somebody who was a target is asked now. If the machine dies meanwhile, run it again: it
    completes, and nothing is recorded twice.

    \b
    Example:
      outreach sent hres-351/2026-06-14-1 --on 2026-06-15 --channel mail
      outreach sent hres-351/2026-06-14-1 T000468 --channel hand
    """
    from .. import batches
    from ..batches.notes import Sending

    found = batches.find(app.workspace, batch)
    at, day = app.moment, app.day(on)
    if day > max(app.day(None), app.now().date()):
        raise UsageError(f"{day} is still to come; give the day on which the letters went out")
    sending = Sending(day, channel, app.user, at, reason_to_repeat(again, why))
    done = batches.sent(app.workspace, found, sending, ids)
    click.echo("\n".join(_told(found.name, sending.on, channel, done) + _why_none(found, done, ids, again)))


@click.command("reprint")
@click.argument("batch")
@click.option(
    "-o", "--output", "target", metavar="DIR", type=click.Path(path_type=Path), help="A new folder for the files."
)
@click.pass_obj
def reprint(app: App, batch: str, target: Path | None) -> None:
    """Write the letters of a batch once more, the same bytes as the first time.

    What has become of templates and public data meanwhile does not matter. Every file is compared
    with its checksum in the manifest before one is written. The default folder is
    reprint-LETTER-DATE-N, here.

    \b
    Example:
      outreach reprint hres-351/2026-06-14-1 -o again
    """
    from .. import batches

    found = batches.find(app.workspace, batch)
    folder = target or Path(f"reprint-{found.name.replace('/', '-')}")
    count = batches.reprint(found, folder, app.workspace.templates)
    click.echo(f"{counted(count, 'file')} of {found.name}, as they were, in {folder}")


def reason_to_repeat(again: bool, why: str) -> str:
    """Why the same follow-up goes to the same person once more, "" if it must not."""
    if again and not why.strip():
        raise UsageError("--again needs a reason: --why TEXT")
    if why and not again:
        raise UsageError("--why belongs to --again")
    return why.strip()


def _why_none(batch: BatchFolder, done: Sent, ids: Collection[str], again: bool) -> list[str]:
    """Why nothing was recorded, where all these letters had gone out before."""
    if done.new or done.completed or done.left or not done.before:
        return []
    asked = {id.strip().upper() for id in ids}
    days = sorted({entry.sent_on for entry in batch.entries if entry.sent_on and (not asked or entry.id in asked)})
    on = days[0] if len(days) == 1 else f"{days[0]} to {days[-1]}"
    why = f"Nothing was left to record: a letter of a batch goes out once, and these did on {on}."
    cure = f"'outreach draft {batch.slug} --again --why TEXT --write' makes a batch for sending once more."
    return [f"{why} {cure}" if again else why]


def _told(name: str, on: date, channel: str, done: Sent) -> list[str]:
    lines = [f"{counted(done.completed, 'letter')} of an earlier run completed"] if done.completed else []
    lines.append(f"{name}: {counted(len(done.new), 'letter')} recorded as sent on {on} by {channel}")
    lines += [f"{done.before} recorded before"] if done.before else []
    lines += _listed("left out", done.left)
    return lines + _listed("recorded, though they would be others today", done.notes)


def _changed(standings: Iterable[Standing], title: str = "not the letters that would be written now") -> list[str]:
    return _listed(title, [(one.entry, one.changed) for one in standings if one.changed])


def _listed(title: str, found: Iterable[tuple[Entry, str]]) -> list[str]:
    rows = [f"  {entry.name} ({entry.id}): {why}" for entry, why in found]
    more = [f"  … and {len(rows) - _MOST} more"] if len(rows) > _MOST else []
    return [f"{counted(len(rows), 'letter')} {title}:", *rows[:_MOST], *more] if rows else []
