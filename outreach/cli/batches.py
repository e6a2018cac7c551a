"""What happens to a batch after ``draft --write``: ``proof``, ``approve``, ``sent``, ``reprint``."""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import click

from ..errors import OutreachError, UsageError
from ..vocabulary import DELIVERIES, counted
from .context import DATE, App, on_option

if TYPE_CHECKING:
    from ..batches import BatchFolder, Sent, Standing
    from ..render.manifest import Entry

#: A letter and what there is to say of it.
Told: TypeAlias = "tuple[Entry, str]"

#: How many letters, and the lines about them.
Rows: TypeAlias = "tuple[int, list[str]]"

#: Reasons that are printed; the others are counted.
_MOST = 20


@click.command("proof")
@click.argument("batch")
@on_option
@click.pass_obj
def proof(app: App, batch: str, on: date | None) -> None:
    """Make one page for reading a whole batch: proof.html in its folder.

    BATCH is its name, as in hres-351/2026-06-14-1, or the name of a letter that has one batch only.
    The page has the shared text once, and for every letter only what differs: address, salutation,
    route, personal sentences. It says who would be left out today, and which letters would be others.

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
    lines += [f"{counted(len(done.left), 'letter')} not approved"] if done.left else []
    click.echo("\n".join([*lines, *_changed(done.left)]))


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

    What has become of templates and public data meanwhile does not matter; who would be left out
    now is named, unless the letter went out before. Every file is compared with its checksum in the
    manifest before one is written. The default folder is reprint-LETTER-DATE-N, here.

    \b
    Example:
      outreach reprint hres-351/2026-06-14-1 -o again
    """
    from .. import batches

    found = batches.find(app.workspace, batch)
    folder = target or Path(f"reprint-{found.name.replace('/', '-')}")
    count = batches.reprint(found, folder, app.workspace.templates)
    lines = [f"{counted(count, 'file')} of {found.name}, as they were, in {folder}"]
    with contextlib.suppress(OutreachError):  # the files stand, whatever cannot be read today
        lines += _left_out(batches.standings(app.workspace, found, max(app.day(None), found.on)))
    click.echo("\n".join(lines))


def reason_to_repeat(again: bool, why: str) -> str:
    """Why the same follow-up goes to the same person once more, "" if it must not."""
    if again and not why.strip():
        raise UsageError("--again needs a reason: --why TEXT")
    if why and not again:
        raise UsageError("--why belongs to --again")
    return why.strip()


def _why_none(batch: BatchFolder, done: Sent, ids: Collection[str], again: bool) -> list[str]:
    """Why nothing was recorded, where all these letters had gone out before."""
    if done.new or done.completed or done.left or done.undue or not done.before:
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
    lines += _titled("left out; to be taken out of the stack, or named where they have gone", _each(done.undue))
    lines += _titled("left out", _alike(done.left))
    return lines + _titled("recorded, though not as would be written today", _alike(done.notes))


def _changed(standings: Iterable[Standing]) -> list[str]:
    """Who would get no such letter now, each by name; then those whose letter would be another."""
    found = list(standings)
    other = [(one.entry, one.changed) for one in found if one.due and one.changed]
    return [*_left_out(found), *_titled("would be written otherwise now", _alike(other))]


def _left_out(standings: Iterable[Standing]) -> list[str]:
    """Who would get no such letter now."""
    return _titled("would be left out now", _each([(one.entry, one.changed) for one in standings if not one.due]))


def _titled(title: str, rows: Rows) -> list[str]:
    count, lines = rows
    return [f"{counted(count, 'letter')} {title}:", *lines] if count else []


def _each(found: Sequence[Told]) -> Rows:
    """A line for everybody: nobody may be overlooked."""
    return len(found), [f"  {entry.name} ({entry.id}): {why}" for entry, why in found]


def _alike(found: Sequence[Told]) -> Rows:
    """A line for each reason, with the first whom it concerns and how many more."""
    reasons: dict[str, list[Entry]] = {}
    for entry, why in found:
        reasons.setdefault(why, []).append(entry)
    lines = []
    for why, (first, *others) in reasons.items():
        more = f" and {counted(len(others), 'other')}" if others else ""
        lines.append(f"  {first.name} ({first.id}){more}: {why}")
    rest = [f"  … and {len(lines) - _MOST} more reasons"] if len(lines) > _MOST else []
    return len(found), lines[:_MOST] + rest
