"""Making the changes that had to wait while another program held contacts.csv."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..errors import OutreachError
from ..vocabulary import counted
from . import copies, pending
from .saving import Conflict, apply

if TYPE_CHECKING:
    from .folder import Workspace


def take_up(workspace: Workspace, by: str, at: str) -> Iterator[tuple[str, str]]:
    """(file, what became of it) for each state that waits; those that cannot be taken up now stay."""
    waiting = pending.waiting(workspace)
    unsettled = copies.beside(workspace).waiting if waiting else ()
    for one in waiting:
        if one.path.name in unsettled:
            yield one.path.name, _taken(workspace, one, by, at)


def _taken(workspace: Workspace, one: pending.Pending, by: str, at: str) -> str:
    count, single = f"{counted(len(one.changes), 'change')} of {one.changes[0].by}", len(one.changes) == 1
    wait = f"{count} {'waits' if single else 'wait'} in it"
    if not pending.is_free(workspace):
        return f"{wait}, because another program holds contacts.csv; close it there"
    try:
        done = apply(workspace, one.changes, raw=True, prefer=one.data, beside=False)
    except Conflict:
        return f"{wait}, and contacts.csv has changed in the same cells; 'outreach merge' or 'outreach dismiss' it"
    except OutreachError:
        return f"{wait}; 'outreach check' says what is in the way"
    copies.settle(workspace, one.path, "taken up", by, at)
    for path in (one.path, one.note):
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)
    batch = f"; 'outreach undo {done.batch}' takes that back" if done.batch else ", where they were already"
    return f"{count} could not be saved before, and {'is' if single else 'are'} in contacts.csv now{batch}"
