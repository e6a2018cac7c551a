"""What is to do: what is due, what is overdue, and who has been silent for too long.

Conventions: silent is somebody who was asked or is considering, and with whom there was no dealing for
more than so many days, or none at all. Whoever is not to be contacted is on no list. The most urgent
come first: what is overdue, the longest first; what is due, the next first; then who is silent.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ..model import Override, Record
from ..routes import day
from ..vocabulary import counted

#: Stages in which an office owes us an answer.
_WAITING = ("asked", "considering")


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do about one legislator and one letter."""

    record: Record
    overdue: int | None  #: days since it was due, 0 for today, less than 0 if soon; None if not soon, or without a day
    due: date | None
    silent: int | None  #: days since the last dealing; None if that does not matter
    never: bool = False  #: asked, and no dealing is on record

    @property
    def why(self) -> str:
        """The reason in words: "overdue 5 days; silent 40 days"."""
        return "; ".join(filter(None, (self._due(), self._silent())))

    def _due(self) -> str:
        if self.overdue is None:
            return ""
        if self.overdue == 0:
            return "due today"
        days = counted(abs(self.overdue), "day")
        return f"overdue {days}" if self.overdue > 0 else f"due in {days}"

    def _silent(self) -> str:
        if self.never:
            return "no dealing yet"
        return "" if self.silent is None else f"silent {counted(self.silent, 'day')}"


def tasks(records: Iterable[Record], silent: int, ahead: int, overrides: Iterable[Override] = ()) -> tuple[Task, ...]:
    """Everything to do, the most urgent first.

    ``silent``: more days than these without a dealing; ``ahead``: what is due within so many days.
    """
    held = [override for override in overrides if override.kind == "do-not-contact"]
    open_ = [r for r in records if not any(o.id == r.legislator.id and o.on <= r.on for o in held)]
    return tuple(sorted((task for record in open_ if (task := _task(record, silent, ahead))), key=_urgency))


def _task(record: Record, silent: int, ahead: int) -> Task | None:
    row = record.contact
    if row is None:
        return None
    due, last = day(row.due), day(row.last_contact)
    overdue = (record.on - due).days if due and (record.on - due).days >= -ahead else None
    waiting = row.stage in _WAITING and record.signature is None and record.now is not None
    quiet = (record.on - last).days if last and waiting and last <= record.on else None
    quiet = quiet if quiet is not None and quiet > silent else None
    never = waiting and last is None
    if overdue is None and quiet is None and not never:
        return None
    return Task(record, overdue, due, quiet, never)


def _urgency(task: Task) -> tuple[bool, int, bool, int, str, str]:
    record = task.record
    return (
        task.overdue is None,
        -(task.overdue or 0),
        not task.never,
        -(task.silent or 0),
        record.legislator.last,
        record.letter.slug,
    )
