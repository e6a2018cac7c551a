"""Looking back: what the history says of a day that has passed.

Conventions: we go backwards from what is on record now, taking back one change after the other. So
the newest figure is always the true one, also where the history is younger than the letter or has
gaps: whatever it does not know of was there before it began. A day means its end. Of a day before
the history the records tell what they date themselves, as ``status --on`` counts it. As in every
other figure, nobody counts whom the roster does not know.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache

from ..ledger import ROW, begins, known_on
from ..lobbying import recorded
from ..merge import letter_on, signatures
from ..model import Change, Contact, Letter, Signature
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


def _in_order(changes: Iterable[Change]) -> list[Change]:
    """Oldest first; those of one day as they stand in the file, those without a day left out."""
    return sorted((change for change in changes if _day(change.at[:10])), key=day_of)


@dataclass(frozen=True)
class Past:
    """One letter on the days behind us."""

    letter: Letter  #: its leads are people whom the roster knows
    contacts: Sequence[Contact]  #: those of the letter as they are on record now, of people whom the roster knows
    changes: Sequence[Change]  #: of all letters and people
    names: Mapping[str, str]  #: id → name, of everybody whom the roster knows
    today: date

    @cached_property
    def own(self) -> tuple[Change, ...]:
        """The changes of the letter whose moment can be read, oldest first."""
        ours = (change for change in self.changes if change.letter == self.letter.slug and change.id in self.names)
        return tuple(_in_order(ours))

    @cached_property
    def _first(self) -> tuple[Change, ...]:
        """The change with which the history of all letters begins; () without one."""
        return tuple(_in_order(self.changes)[:1])

    def letter_on(self, day: date) -> Letter:
        """The letter as it stood on the day."""
        return letter_on(self.letter, day, self.today, begins(self._first))

    def rows(self, day: date) -> Sequence[Contact]:
        """The rows as far as can be known of the day."""
        return known_on(self.contacts, (*self._first, *self.own), day)

    def signed(self, day: date) -> Mapping[str, Signature]:
        """Who had signed by the end of the day."""
        return signatures(self.letter_on(day), self.rows(day))

    def progress(self) -> tuple[Point, ...]:
        """The count at the end of each day on which it changed, after a first point: what was there before."""
        points = [Point(day, count) for day, count in self._backwards()]
        points.reverse()
        kept = points[:1]
        for point in points[1:]:
            if point.recorded != kept[-1].recorded:
                kept.append(point)
        return tuple(kept)

    def _backwards(self) -> Iterator[tuple[date, int]]:
        """(day, count at its end), the newest first; last the day before the history of the letter begins."""
        state = _State(self.letter, self.contacts)
        later: date | None = None
        for change in reversed(self.own):
            day = day_of(change)
            if day != later:
                state.turn_to(self.letter_on(day))
                yield day, state.count
            later = day
            state.take_back(change)
        if later is not None:
            before = later - timedelta(1)
            yield before, len(self.signed(before))

    def since(self, day: date) -> Since:
        """What changed after the end of the day."""
        before = self.rows(day)
        old, new = self.signed(day), signatures(self.letter, self.contacts)
        entered = [dealing for dealing in recorded(self.own) if dealing.entered and dealing.entered > day]
        return Since(
            day,
            len(old),
            tuple(sorted(self.names[id] for id in new if id not in old)),
            tuple(sorted(self.names[id] for id in old if id not in new)),
            tuple(_moves(before, self.contacts, {*old, *new}, self.names)),
            len(entered),
        )


class _State:
    """Who counts as a signatory, while changes are taken back one by one."""

    def __init__(self, letter: Letter, contacts: Iterable[Contact]) -> None:
        self.letter = letter
        self.rows: dict[str, dict[str, str]] = {}
        for row in contacts:
            self.rows.setdefault(row.id, {ROW: "present", "stage": row.stage, "role": row.role})
        self._count_anew()

    def turn_to(self, letter: Letter) -> None:
        """The letter as it stood on the day that is to be counted."""
        if letter != self.letter:
            self.letter = letter
            self._count_anew()

    def _count_anew(self) -> None:
        self.signed = {id for id in {*self.rows, *self.letter.leads} if self._has_signed(id)}

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


def _moves(
    before: Iterable[Contact], after: Iterable[Contact], signatories: set[str], names: Mapping[str, str]
) -> Iterator[Move]:
    """Changes of stage of people who signed neither before nor after."""
    old = {row.id: row.stage for row in before}
    for row in sorted(after, key=lambda row: names[row.id]):
        if row.id not in signatories and row.stage != old.get(row.id, ""):
            yield Move(row.id, names[row.id], old.get(row.id, ""), row.stage)
