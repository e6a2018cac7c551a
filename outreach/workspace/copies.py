"""Copies of contacts.csv that lie beside it: somebody's work may be in one of them and nowhere else.

Convention: nobody's file is ever moved, altered or deleted. A copy waits until it is merged or
dismissed; that is remembered by its contents (``snapshots/settled.csv``), so that it waits again
once somebody alters it. What could not be saved is remembered by its name as well: the same command
given again makes the same contents, and that is work anew.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .. import storage
from ..errors import BadFile, OutreachError, Problem, UsageError
from ..model import COLUMNS
from ..sheets import columns, encode, encode_rows
from ..sheets.table import Table
from ..vocabulary import counted
from . import pending
from .loading import OTHER_NAMES
from .locking import locked
from .snapshots import digest_of

if TYPE_CHECKING:
    from pathlib import Path

    from .folder import Workspace

_SETTLED = "settled.csv"
_COLUMNS = ("file", "digest", "how", "by", "at")

#: "contacts", with what sync programs, browsers, desktops and editors put before and behind it.
_COPY = re.compile(
    r"(copy of |copie de |kopie von |copia de )?contacts?\b.*\.(csv|tsv|xlsx|ods|numbers)(~|\.tmp|\.bak|\.orig)?",
    re.IGNORECASE,
)
_LEFT = re.compile(r"contacts\.csv(~|\.tmp|\.bak|\.orig|[ ._(-].*)", re.IGNORECASE)
_LOCK = re.compile(r"(\.~lock\.|~\$)contacts.*", re.IGNORECASE)


class Unsettled(OutreachError):
    """Copies of contacts.csv wait to be merged: follow-ups and sheets wait with them."""

    def __init__(self, names: Sequence[str]) -> None:
        listed = "".join(f"\n  {name}" for name in names)
        first = f'"{names[0]}"' if " " in names[0] else names[0]
        super().__init__(
            f"beside contacts.csv there {'is a copy' if len(names) == 1 else 'are copies'} with somebody's changes, "
            f"maybe that somebody signed:{listed}\n"
            f"'outreach merge {first}' brings them in, 'outreach dismiss {first}' leaves them out; nothing was written"
        )


@dataclass(frozen=True, slots=True)
class Beside:
    """What lies beside contacts.csv."""

    waiting: tuple[str, ...]  #: names of copies that nobody has merged or dismissed
    locks: tuple[str, ...]  #: names of files that say that a spreadsheet has contacts.csv open


def beside(workspace: Workspace) -> Beside:
    """The copies and locks beside contacts.csv, sorted by name."""
    names = sorted(path.name for path in workspace.root.iterdir() if path.is_file())
    copies = [name for name in names if is_copy(name) or _is_ours(workspace, name)]
    settled = _settled(workspace) if copies else frozenset()
    waiting = tuple(name for name in copies if _mark(name, _digest(workspace.root / name)) not in settled)
    return Beside(waiting, tuple(name for name in names if _LOCK.fullmatch(name)))


def is_copy(name: str) -> bool:
    """Whether a file of that name may be a copy of contacts.csv."""
    if name.lower() == "contacts.csv" or ".saving-" in name or _LOCK.fullmatch(name):
        return False
    return bool(_COPY.fullmatch(name) or _LEFT.fullmatch(name))


def _is_ours(workspace: Workspace, name: str) -> bool:
    """Whether a file with another name of that kind, as in "ana-contacts.csv", has the columns of contacts.csv."""
    path = workspace.root / name
    if "contacts" not in name.lower() or not name.lower().endswith(".csv") or ".saving-" in name:
        return False
    try:
        if workspace.contacts_file.exists() and path.samefile(workspace.contacts_file):
            return False
        header = columns(path, ("stage",), COLUMNS, OTHER_NAMES).header
    except (OSError, OutreachError):
        return False
    return {"letter", "id", "stage"} <= set(header)


def problems(workspace: Workspace) -> tuple[Problem, ...]:
    """The copies and locks as problems."""
    found = beside(workspace)
    what = "is a copy of contacts.csv, and what was changed in it is not in the records"
    open_now = "says that a spreadsheet has contacts.csv open"
    own = {one.path.name: len(one.changes) for one in pending.waiting(workspace)}
    unsaved = "holds {}, which could not be saved because another program held contacts.csv"
    up = "close it there, and the next command takes up what is in it: 'outreach status'"
    copied = "'outreach merge FILE', or 'outreach dismiss FILE'"
    return (
        *(Problem(name, 0, "", what, copied) for name in found.waiting if name not in own),
        *(
            Problem(name, 0, "", unsaved.format(counted(own[name], "change")), up)
            for name in found.waiting
            if name in own
        ),
        *(Problem(name, 0, "", open_now, "save and close it there first", "warning") for name in found.locks),
    )


def settle(workspace: Workspace, path: Path, how: str, by: str, at: str) -> None:
    """Remember that the copy, as it is now, was merged or dismissed."""
    digest = _digest(path)
    if not digest:
        raise UsageError(f"{path.name}: there is no such file")
    if path.resolve() == workspace.contacts_file.resolve():
        raise UsageError("contacts.csv is the records, not a copy of them")
    record = workspace.snapshots / _SETTLED
    with locked(workspace.cache, by):
        record.parent.mkdir(mode=0o700, exist_ok=True)
        line = encode_rows([(path.name, digest, how, by, at)])
        storage.append(record, line if record.exists() else encode(Table(_COLUMNS)) + line)


def _settled(workspace: Workspace) -> frozenset[str]:
    try:
        text = (workspace.snapshots / _SETTLED).read_bytes().decode("utf-8-sig", errors="replace")
    except OSError:
        return frozenset()
    lines = csv.reader(io.StringIO(text, newline=""))
    return frozenset(_mark(*cells[:2]) for cells in lines if len(cells) == len(_COLUMNS))


def _mark(name: str, digest: str) -> str:
    """By what a settled copy is known."""
    return f"{name} {digest}" if pending.is_named(name) else digest


def _digest(path: Path) -> str:
    try:
        return digest_of(path.read_bytes())
    except OSError:
        return ""


def of_ours(header: Sequence[str]) -> bool:
    """Whether a table with these columns can be a copy of contacts.csv."""
    return {"letter", "id"} <= set(header) and len(set(header) & set(COLUMNS)) > 2


def unreadable(name: str, fault: BadFile) -> BadFile:
    """The fault, with what can be done about it."""
    next = f"save it as CSV under the same name, or 'outreach dismiss \"{name}\"' if nothing in it is needed"
    return BadFile(name, fault.problem.what, next, fault.problem.line)
