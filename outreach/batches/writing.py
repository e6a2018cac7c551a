"""A drafted batch onto the disk, once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ..checksums import checksum_of
from ..errors import BadFile, Problem
from ..followups import Batch, FollowUp, fingerprint
from ..render.destinations import directed
from ..render.folder import Extras, Progress, complete, home_of, sweep
from ..render.formats import files
from ..workspace import Workspace
from .folders import BatchFolder, batches
from .notes import intent
from .settling import alone


@dataclass(frozen=True, slots=True)
class Written:
    """Where the letters are."""

    folder: Path
    new: bool  #: False: the very same letters were there already, and nothing was written
    approved: int  #: letters that somebody has approved already, word for word
    waiting: tuple[str, ...]  #: older batches in which some of these people have a letter that is not sent
    files: int = 0  #: how many were written, without manifest and memory
    problems: tuple[Problem, ...] = ()  #: warnings of the formats


def write(
    space: Workspace,
    batch: Batch,
    by: str,
    formats: Sequence[str] = ("txt",),
    to: str = "dc",
    progress: Progress | None = None,
    again: str = "",
) -> Written:
    """Write the batch as a new folder in ``followups/LETTER``, or say which one has it already.

    A run that was killed left either nothing or the whole batch, so running it again makes no
    second one. Raises what ``render.folder.complete`` raises.
    """
    batch.refuse_errors()
    if batch.letter is None or not batch.items:
        raise BadFile("followups", "there is nobody to write to", "see 'outreach draft' without --write")
    with alone(space, by):
        sweep(home_of(space.followups, batch.letter.slug))
        older = batches(space, batch.letter.slug)
        items, _ = directed(batch.items, to)
        alike = (one for one in older if _same(one, items, formats, to))
        there = next((one for one in alike if _as_made(one, items, formats, space.templates)), None)
        if there:
            return Written(there.path, False, sum(bool(entry.approved_by) for entry in there.entries), ())
        extras = Extras(_approved(older), again)
        as_of = space.roster().as_of
        done = complete(batch, space.followups, formats, as_of, space.templates, to, progress, extras)
    entries = BatchFolder(done.folder).entries
    waiting = tuple(one.name for one in older if _waits(one, {entry.id for entry in entries}))
    approved = sum(bool(entry.approved_by) for entry in entries)
    return Written(done.folder, True, approved, waiting, done.files, done.problems)


def _as_made(older: BatchFolder, items: Sequence[FollowUp], formats: Sequence[str], templates: Path) -> bool:
    """Whether it has the very same files: the same words may be on another letterhead now."""
    sums = older.sums
    return all(sums.get(made.name) == checksum_of(made.data) for made in files(items, formats, templates))


def _same(older: BatchFolder, items: Sequence[FollowUp], formats: Sequence[str], to: str) -> bool:
    """Whether that batch has letters of exactly these words, in these formats, none of them sent."""
    there = older.entries
    if any(entry.sent_on for entry in there) or intent(older.path):
        return False
    if (older.memory["formats"], older.memory["to"]) != (list(formats), to):
        return False
    return {(entry.id, entry.letter_sha256) for entry in there} == {
        (item.record.legislator.id, fingerprint(item)) for item in items
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
