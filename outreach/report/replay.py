"""Looking back: what the history says of a day that has passed.

Conventions: we go backwards from what is on record now, taking back one change after the other. So
the newest figure is always the true one, also where the history is younger than the letter or has
gaps: whatever it does not know of was there before it began. A day means its end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from ..ledger import ROW, rewound
from ..lobbying import recorded
from ..merge import signatures
from ..model import Change, Contact, Letter
from .figures import Move, Point, Since


def until(changes: Iterable[Change], on: date) -> tuple[Change, ...]:
    """The changes made by the end of the day, oldest first."""
    return tuple(change for change in _in_order(changes) if day_of(change) <= on)


def day_of(change: Change) -> date:
    """The day of the change, at the place where it was made; the first of all days if it says none."""
    return _day(change.at[:10]) or date.min


@lru_cache(maxsize=4096)
def _day(text: str) -> date | None:
    """The day; kept, because a history has many lines and few days."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def of_letter(changes: Iterable[Change], letter: Letter) -> tuple[Change, ...]:
    """The changes of that letter whose moment can be read, oldest first."""
    return tuple(_in_order(change for change in changes if change.letter == letter.slug))


def _in_order(changes: Iterable[Change]) -> list[Change]:
    """Oldest first; those of one day as they stand in the file, those without a day left out."""
    return sorted((change for change in changes if _day(change.at[:10])), key=day_of)


def progress(letter: Letter, contacts: Sequence[Contact], changes: Sequence[Change]) -> tuple[Point, ...]:
    """The count at the end of each day on which it changed, after a first point: what was there before."""
    days = _backwards(letter, contacts, changes)
    points = [Point(day, count) for day, count in days]
    points.reverse()
    kept = points[:1]
    for point in points[1:]:
        if point.recorded != kept[-1].recorded:
            kept.append(point)
    return tuple(kept) if changes else ()


def _backwards(letter: Letter, contacts: Sequence[Contact], changes: Sequence[Change]) -> Iterator[tuple[date, int]]:
    """(day, count at its end), the newest first; last the day before the history begins."""
    state = _State(letter, contacts)
    later: date | None = None
    for change in reversed(changes):
        day = day_of(change)
        if day != later:
            yield day, state.count
        later = day
        state.take_back(change)
    if later is not None:
        yield date.fromordinal(later.toordinal() - 1), state.count


class _State:
    """Who counts as a signatory, while changes are taken back one by one."""

    def __init__(self, letter: Letter, contacts: Iterable[Contact]) -> None:
        self.letter = letter
        self.rows: dict[str, dict[str, str]] = {}
        for row in contacts:
            if row.letter == letter.slug:
                self.rows.setdefault(row.id, {ROW: "present", "stage": row.stage, "role": row.role})
        self.signed = {id for id in {*self.rows, *letter.leads} if self._has_signed(id)}

    @property
    def count(self) -> int:
        return len(self.signed)

    def take_back(self, change: Change) -> None:
        if change.field not in (ROW, "stage", "role"):
            return
        cells = self.rows.setdefault(change.id, {ROW: "", "stage": "", "role": ""})
        cells[change.field] = change.old
        if self._has_signed(change.id):
            self.signed.add(change.id)
        else:
            self.signed.discard(change.id)

    def _has_signed(self, id: str) -> bool:
        cells = self.rows.get(id)
        rows = [Contact(self.letter.slug, id, stage=cells["stage"], role=cells["role"])] if cells and cells[ROW] else []
        return id in signatures(self.letter, rows)


@dataclass(frozen=True, slots=True)
class Names:
    """How to name the people in changes."""

    by_id: dict[str, str]

    def __call__(self, id: str) -> str:
        """The name; the id of somebody whom the roster does not know."""
        return self.by_id.get(id, id)


def since(letter: Letter, contacts: Sequence[Contact], changes: Sequence[Change], day: date, name: Names) -> Since:
    """What changed after the end of the day."""
    before = rewound([row for row in contacts if row.letter == letter.slug], changes, day)
    old, new = signatures(letter, before), signatures(letter, contacts)
    entered = [dealing for dealing in recorded(changes) if dealing.entered and dealing.entered > day]
    return Since(
        day,
        len(old),
        tuple(sorted(name(id) for id in new if id not in old)),
        tuple(sorted(name(id) for id in old if id not in new)),
        tuple(_moves(before, [row for row in contacts if row.letter == letter.slug], {*old, *new}, name)),
        len(entered),
    )


def _moves(before: Iterable[Contact], after: Iterable[Contact], signatories: set[str], name: Names) -> Iterator[Move]:
    """Changes of stage of people who signed neither before nor after."""
    old = {row.id: row.stage for row in before}
    for row in sorted(after, key=lambda row: name(row.id)):
        if row.id not in signatories and row.stage != old.get(row.id, ""):
            yield Move(name(row.id), old.get(row.id, ""), row.stage)
