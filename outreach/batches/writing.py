"""A drafted batch onto the disk, once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ..errors import BadFile
from ..followups import Batch, fingerprint
from ..render.folder import FORMATS, Extras, Renderer, Whole, home_of, sweep
from ..render.folder import write as written
from ..workspace import Workspace
from .folders import BatchFolder, alone, batches


@dataclass(frozen=True, slots=True)
class Written:
    """Where the letters are."""

    folder: Path
    new: bool  #: False: the very same letters were there already, and nothing was written
    approved: int  #: letters that somebody has approved already, word for word
    waiting: tuple[str, ...]  #: older batches in which some of these people have a letter that is not sent


def write(
    space: Workspace,
    batch: Batch,
    by: str,
    formats: Mapping[str, Renderer] = FORMATS,
    wholes: Mapping[str, Whole] | None = None,
    again: str = "",
) -> Written:
    """Write the batch as a new folder in ``followups/LETTER``, or say which one has it already.

    A run that was killed left either nothing or the whole batch, so running it again makes no
    second one. Raises what ``render.folder.write`` raises.
    """
    batch.refuse_errors()
    if batch.letter is None or not batch.items:
        raise BadFile("followups", "there is nobody to write to", "see 'outreach draft' without --write")
    with alone(space, by):
        sweep(home_of(space.followups, batch.letter.slug))
        older = batches(space, batch.letter.slug)
        there = next((one for one in older if _same(one, batch, formats, wholes or {})), None)
        approved = _approved(older)
        if there:
            folder = there.path
        else:
            extras = Extras(wholes or {}, approved, again)
            folder = written(batch, space.followups, formats, space.roster().as_of, extras)
    entries = BatchFolder(folder).entries
    waiting = () if there else tuple(one.name for one in older if _waits(one, {entry.id for entry in entries}))
    return Written(folder, there is None, sum(bool(entry.approved_by) for entry in entries), waiting)


def _same(older: BatchFolder, batch: Batch, formats: Mapping[str, Renderer], wholes: Mapping[str, Whole]) -> bool:
    """Whether that batch has exactly these letters, in these formats, none of them sent."""
    there = older.entries
    if any(entry.sent_on for entry in there) or older.intent():
        return False
    if list(older.memory["formats"]) != list(formats) or list(older.memory["wholes"]) != list(wholes):
        return False
    return {(entry.id, entry.letter_sha256) for entry in there} == {
        (item.record.legislator.id, fingerprint(item)) for item in batch.items
    }


def _approved(older: list[BatchFolder]) -> dict[tuple[str, str], tuple[str, str]]:
    """What has been approved for whom, word for word."""
    return {
        (entry.id, entry.letter_sha256): (entry.approved_by, entry.approved_on)
        for batch in older
        for entry in batch.entries
        if entry.approved_by
    }


def _waits(older: BatchFolder, ids: set[str]) -> bool:
    return any(entry.id in ids and not entry.sent_on for entry in older.entries)
