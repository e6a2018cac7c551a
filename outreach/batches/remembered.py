"""What history.csv says was sent, for batches whose folders are not in followups/ any more.

People tidy up: a folder that is moved, renamed or deleted takes its manifest along. The history has a line
for whoever's row a letter altered, and nobody gets the same letter twice because of a missing folder.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from ..followups import Sent as Kind
from ..model import Change
from ..workspace import Workspace
from ..workspace.undoing import undone
from . import notes
from .folders import BatchFolder

_WHY = re.compile(r"sent (?P<batch>\S+): (?P<purpose>\w+), by (?P<channel>\w+)")


def remembered(space: Workspace, slug: str, have: Collection[BatchFolder]) -> dict[Kind, str]:
    """What went out about the letter in batches that are none of ``have`` → where and when, in words."""
    known = {note.batch for batch in have for note in _notes(batch)}
    if not _named(space, slug) - known:
        return {}
    taken_back = undone(space)
    found: dict[Kind, str] = {}
    for change in space.history():
        said = _WHY.match(change.why) if change.letter == slug else None
        if said and change.batch not in known and not taken_back.get(change.batch):
            where = f"on {_day(change)} by {said['channel']} ({said['batch']}, whose folder is not there)"
            if change.field == "last_contact" or (change.id, said["purpose"]) not in found:
                found[change.id, said["purpose"]] = where
    return found


def _named(space: Workspace, slug: str) -> set[str]:
    """The names that sendings about the letter have in history.csv, told from its bytes: no line is read for that."""
    path = space.history_file
    data = path.read_bytes() if path.exists() else b""
    start = re.escape(f"sent {slug}/".encode())
    return {found.decode() for found in re.findall(start + rb"[^\n]*,([0-9]+-[0-9a-f]+)\r?$", data, re.MULTILINE)}


def _notes(batch: BatchFolder) -> Iterator[notes.Note]:
    yield from notes.done(batch.path)
    if going := notes.intent(batch.path):
        yield going


def _day(change: Change) -> str:
    return change.new if change.field == "last_contact" and change.new else change.at[:10]
