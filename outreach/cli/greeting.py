"""What is said before a command begins: edits by hand, accidents, copies that lie about. All on stderr."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from ..errors import OutreachError, gathered
from ..workspace import pending
from ..workspace.taking_up import take_up

if TYPE_CHECKING:
    from ..workspace import Workspace
    from ..workspace.noticing import Noticed


def greet(workspace: Workspace, by: str, at: str) -> None:
    """Take in what was done by hand since the last command, and what had to wait, or say why it waits."""
    _beside(workspace)
    try:
        _edited(workspace, at)
        for name, said in take_up(workspace, by, at):
            click.echo(f"{name}: {said}", err=True)
    except OutreachError:
        # A file that cannot be read, or a folder that cannot be written to, is for the command to say.
        return


def _edited(workspace: Workspace, at: str) -> None:
    noticed = workspace.noticed(at)
    if noticed is None or not (noticed.changes or noticed.begins):
        return
    if noticed.doubtful:
        _doubts(workspace, noticed, at)
    elif (taken := workspace.take_in(at)) and taken.changes:
        click.echo(taken.said(), err=True)


def _beside(workspace: Workspace) -> None:
    found = workspace.beside()
    waiting = {one.path.name for one in pending.waiting(workspace)} if found.waiting else set()
    for name in (name for name in found.waiting if name not in waiting):
        next = "'outreach merge' or 'outreach dismiss' it; follow-ups and sheets wait"
        click.echo(f"{name}: is a copy of contacts.csv with changes that are not in the records; {next}", err=True)
    for name in found.locks:
        click.echo(f"{name}: a spreadsheet seems to have contacts.csv open; save and close it there first", err=True)


def _doubts(workspace: Workspace, noticed: Noticed, at: str) -> None:
    problems = gathered(noticed.problems())
    can_ask = sys.stdin.isatty() and sys.stderr.isatty() and not noticed.unsafe
    if noticed.scrambled and not can_ask:
        return  # Whatever counts or writes refuses with that sentence.
    for problem in problems[:5]:
        click.echo(str(problem), err=True)
    if len(problems) > 5:
        click.echo(f"… and {len(problems) - 5} more; 'outreach check' lists them", err=True)
    if can_ask and click.confirm("Put that back now?", default=True, err=True):
        done = workspace.fix(workspace.put_back(at))
        click.echo(f"put back; 'outreach undo {done.batch}' takes that back", err=True)
    else:
        click.echo("contacts.csv: nothing is written until that is settled", err=True)
