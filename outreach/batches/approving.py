"""Somebody has read the letters and stands by them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from ..errors import UsageError
from ..workspace import Workspace
from .folders import BatchFolder
from .settling import alone
from .standing import Standing, standings


@dataclass(frozen=True, slots=True)
class Approved:
    """What was recorded."""

    new: int
    before: int  #: were approved already, and the approval counts
    left: tuple[Standing, ...]  #: cannot be approved, since they are not the letters that were drafted


def approve(space: Workspace, batch: BatchFolder, by: str, on: date, ids: Collection[str] = ()) -> Approved:
    """Record that ``by`` has approved the letters of the batch, or those to these people.

    A letter that would be another one now is left out: nobody can have read that one.
    """
    if not by.strip():
        raise UsageError("who approves? say --by NAME")
    with alone(space, by):
        chosen = select(standings(space, batch, on), ids, batch)
        left = tuple(one for one in chosen if one.changed)
        wanted = {one.entry.id for one in chosen if not one.changed and not one.approved and not one.entry.sent_on}
        if wanted:
            batch.save(
                tuple(
                    replace(entry, approved_by=by, approved_on=on.isoformat()) if entry.id in wanted else entry
                    for entry in batch.entries
                )
            )
    return Approved(len(wanted), len(chosen) - len(left) - len(wanted), left)


def select(found: tuple[Standing, ...], ids: Collection[str], batch: BatchFolder) -> tuple[Standing, ...]:
    """The letters to these people, or all; UsageError for an id that is not in the batch."""
    asked = {id.strip().upper() for id in ids}
    if strangers := sorted(asked - {one.entry.id for one in found}):
        raise UsageError(f"{', '.join(strangers)}: no such letter in {batch.name}; see its manifest.csv")
    return tuple(one for one in found if not asked or one.entry.id in asked)
