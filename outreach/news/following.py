"""Which follow-ups were written and have not been sent yet.

Conventions: of several follow-ups about one letter to one legislator the newest counts. It has been
sent when its line in manifest.csv has a day in a column ``sent_on``; in a manifest without such a
column, when a dealing with the legislator is on record from the day of the batch on. A manifest that
cannot be read any more has nothing to say here; whoever sends from it will be told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ..errors import OutreachError
from ..model import Contact
from ..routes import day
from ..sheets import rows

#: The folder of a batch: day and number.
_BATCH = re.compile(r"(\d{4}-\d\d-\d\d)-(\d+)")


@dataclass(frozen=True, slots=True)
class Unsent:
    """One follow-up that is written and not sent."""

    letter: str
    id: str
    folder: str  #: of its batch, as in "followups/test-2016/2026-06-14-1"


def unsent(followups: Path, contacts: Iterable[Contact]) -> tuple[Unsent, ...]:
    """All of them, by letter and id."""
    dealt = {contact.key: day(contact.last_contact) for contact in contacts}
    newest: dict[tuple[str, str], tuple[Unsent, bool]] = {}
    for written, folder in sorted(_batches(followups)):
        letter = folder.parent.name
        for id, sent in _lines(folder):
            last = dealt.get((letter, id))
            gone = bool(sent) if sent is not None else last is not None and last >= written[0]
            newest[letter, id] = (Unsent(letter, id, f"{followups.name}/{letter}/{folder.name}"), gone)
    return tuple(one for _, (one, gone) in sorted(newest.items(), key=lambda item: item[0]) if not gone)


def _batches(followups: Path) -> Iterator[tuple[tuple[date, int], Path]]:
    """((day, number), folder) of every batch of every letter."""
    for folder in followups.glob("*/*/"):
        fits = _BATCH.fullmatch(folder.name)
        written = day(fits[1]) if fits else None
        if fits and written and (folder / "manifest.csv").is_file():
            yield (written, int(fits[2])), folder


def _lines(folder: Path) -> Iterator[tuple[str, str | None]]:
    """(id, day of sending) of every line; the day is None where the manifest has no such column."""
    try:
        header, *lines = rows(folder / "manifest.csv")
        id, sent = header.index("id"), header.index("sent_on") if "sent_on" in header else None
    except (OutreachError, ValueError):
        return
    for line in lines:
        if len(line) > id:
            yield line[id].strip(), None if sent is None else "".join(line[sent : sent + 1]).strip()
