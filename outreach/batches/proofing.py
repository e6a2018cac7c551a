"""The page on which somebody reads a whole batch before it goes out."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from .. import storage
from ..render.proof import Mark
from ..render.proof import proof as page
from ..workspace import Workspace
from .folders import BatchFolder
from .settling import alone
from .standing import Standing, standings

#: Name of the page in the folder of the batch.
PAGE = "proof.html"


def proof(space: Workspace, batch: BatchFolder, today: date, by: str = "") -> tuple[Path, tuple[Standing, ...]]:
    """Write the page into the folder of the batch; its path, and how every letter stands."""
    with alone(space, by):
        found = standings(space, batch, today)
        marks = {one.entry.id: _mark(one) for one in found}
        items = [batch.items[one.entry.id] for one in found]
        storage.save(batch.path / PAGE, page(batch.name, items, marks, today).encode("utf-8"))
    return batch.path / PAGE, found


def _mark(one: Standing) -> Mark:
    entry = one.entry
    return Mark(
        files=tuple(entry.files),
        approved=f"{entry.approved_by} on {entry.approved_on}" if entry.approved_by else "",
        sent=f"{entry.sent_on} by {entry.channel}" if entry.sent_on else "",
        changed=one.changed,
        due=one.due,
    )
