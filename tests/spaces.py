"""A workspace of the example on disk, with a batch that has been drafted."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

from outreach import batches
from outreach.batches import BatchFolder
from outreach.batches.notes import Sending
from outreach.followups import Batch, Known, prepare
from outreach.workspace import Workspace, init

#: An outreach.toml with one letter and the roster of the example.
SETTINGS = """[data]
roster = "example"

[letters.a]
title = "A letter"
addressee = "the President"
chamber = "house"
sent = 2017-07-13
"""
ON = date(2026, 6, 14)
AT = "2026-06-15T09:00:00+00:00"
SLUG = "hres-351"


def made(root: Path) -> Workspace:
    """The example with its signatures recorded, nothing drafted."""
    init(root, example=True)
    return Workspace(root)


def drafted(
    space: Workspace, routes: tuple[str, ...] | None = None, template: str | None = None, on: date = ON, again: str = ""
) -> Batch:
    """The batch in memory, as ``draft`` makes it."""
    records = space.records(space.letter(SLUG), on)
    known = Known(space.sound_contacts(), batches.sent_before(space, SLUG), bool(again), space.roster().as_of)
    return prepare(records, space.settings, space.templates, on, routes, template, known)


def written(space: Workspace, routes: tuple[str, ...] | None = None, on: date = ON, fmt: str = "") -> BatchFolder:
    """The batch on disk."""
    formats = (fmt,) if fmt else ("txt", "html")
    return BatchFolder(batches.write(space, drafted(space, routes, on=on), "ana", formats).folder)


def sending(on: date = date(2026, 6, 15), channel: str = "mail", again: str = "") -> Sending:
    return Sending(on, channel, "ana", AT, again)


def copied(space: Workspace, target: Path) -> Workspace:
    """The whole workspace once more, read anew."""
    shutil.copytree(space.root, target)
    return Workspace(target)


def fresh(space: Workspace) -> Workspace:
    """The same folder, read anew."""
    return Workspace(space.root)


#: What a program does to a disk, call by call.
_CALLS = ("open", "write", "fsync", "replace", "rename", "unlink", "mkdir", "chmod", "truncate", "ftruncate")


def killed_at(number: int, work: Callable[[], object]) -> bool:
    """Do the work in a process of its own that dies at the given call to the disk, without any last words.

    Says whether it died; False means that it had come to its end before.
    """
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    try:
        _die_at(number)
        work()
    except BaseException:
        os._exit(3)
    os._exit(0)


def _die_at(number: int) -> None:
    import builtins

    left = [number]

    def counted(call: Callable[..., object]) -> Callable[..., object]:
        def wrapper(*arguments: object, **named: object) -> object:
            left[0] -= 1
            if left[0] == 0:
                os._exit(9)
            return call(*arguments, **named)

        return wrapper

    for name in _CALLS:
        setattr(os, name, counted(getattr(os, name)))
    builtins.open = counted(builtins.open)  # type: ignore[assignment]
