"""The tables of ``status``, with the words around them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from .. import display, status
from ..errors import UsageError
from ..merge import outside, unknown
from ..merge import records as merged
from ..model import Letter, Record
from ..vocabulary import CHAMBER_NAMES, ROUTES
from .showing import Shown
from .sources import Sources

if TYPE_CHECKING:
    from ..workspace import Workspace


@dataclass(frozen=True)
class Standing:
    """Letters on a day, merged once; the tables are made from it."""

    workspace: Workspace
    chosen: tuple[Letter, ...]
    on: date
    today: date  #: the day that it is; on an earlier one the contacts are those of that day
    conditions: tuple[status.Condition, ...] = ()
    since: date | None = None  #: what changed after this day is told
    earlier: bool = False  #: this is what another one is compared with

    @cached_property
    def sources(self) -> Sources:
        """What is read for it."""
        return Sources(self.workspace, self.on, self.today)

    @property
    def letters(self) -> tuple[Letter, ...]:
        """The letters as they stood on the day."""
        return tuple(map(self.sources.letter, self.chosen))

    @cached_property
    def all(self) -> tuple[tuple[Letter, tuple[Record, ...]], ...]:
        """Each letter with all its records."""
        space, roster = self.workspace, self.workspace.roster()
        return tuple(
            (letter, merged(letter, roster, self.sources.of(letter), space.settings, self.on))
            for letter in self.letters
        )

    @cached_property
    def everything(self) -> tuple[Record, ...]:
        """The records of all letters."""
        return tuple(record for _, records in self.all for record in records)

    @cached_property
    def records(self) -> tuple[Record, ...]:
        """Those that meet the conditions."""
        return self._where(sure=self.earlier)

    def _where(self, sure: bool, today: bool = False) -> tuple[Record, ...]:
        return status.where(self.everything, self.conditions, self.sources.added, today, sure)

    @cached_property
    def before(self) -> Standing | None:
        """The same letters on the day that changes are counted from."""
        if self.since is None:
            return None
        if self.since >= self.on:
            raise UsageError(f"--since {self.since} is not before {self.on}; there is nothing between them")
        return replace(self, on=self.since, since=None, earlier=True)

    def overview(self) -> Shown:
        """One line for each letter."""
        if self.conditions:
            raise UsageError("--where needs a LETTER or --by, to say what is counted")
        headers = ("letter", "signed", "of", "goal", "to go", "leads", "last", "due", "errors")
        wrong = self.sources.problems
        rows = [_line(status.overview(letter, records, wrong[letter.slug])) for letter, records in self.all]
        none = () if rows else ("No letters yet; add one with 'outreach letter add'.",)
        shown = Shown(headers, rows, self.basis(), (*none, *self.notes()), self.doubts)
        return self._compared(shown, self.before.overview() if self.before else None)

    def routes(self) -> Shown:
        """Everybody whom the one letter concerns, by route."""
        counts = status.route_counts(self.records)
        rows = [(route, number, ROUTES[route]) for route, number in counts.items()]
        total = ("total", sum(counts.values()), "")
        chambers = self.letters[0].chambers
        serving = sum(r.now is not None and r.now.chamber in chambers for r in self.records)
        sums = display.adds_up(counts, serving, len(self.records) - serving, chambers)
        notes = (sums, *self._seats(), *self._committees(("route",)), *self.notes())
        shown = Shown(("route", "legislators", "meaning"), (*rows, total), self._caption(), notes, self.doubts)
        return self._compared(shown, self.before.routes() if self.before else None)

    def by(self, names: Sequence[str], count: str) -> Shown:
        """Counts by one column, or a pivot by two."""
        if quick := self._quick(names, count):
            return quick
        by = [status.dimension(name, self.sources.added) for name in names]
        sitting = self._where(today=True, sure=True)
        found = status.tally(self.records, by, count, sitting)
        what = (f"Counted: {status.MEASURES[found.measure]}.",) if found.measure else ()
        seats = self._seats() if "serving" in found.headers else ()
        after = (*what, *seats, *self._committees(names), *self.notes())
        shown = Shown(found.headers, found.rows, self._caption(), after, self.doubts)
        return self._compared(shown, self.before.by(names, count) if self.before else None, len(by) == 2)

    def _quick(self, names: Sequence[str], count: str) -> Shown | None:
        """A pivot by columns of contacts.csv as they stand there, for very many rows; None if it is not one."""
        if self.conditions or self.since or self.sources.past or self.earlier or count not in ("", "contacts"):
            return None
        found = self.sources.pivot(names, self.letters)
        if found is None:
            return None
        told = tuple(filter(None, ("Counted: rows of contacts.csv.", display.beside(found.outside))))
        return Shown(found.tally.headers, found.tally.rows, self._recorded(found.recorded), told)

    def _compared(self, shown: Shown, earlier: Shown | None, pivot: bool = False) -> Shown:
        if earlier is None or self.before is None or self.since is None:
            return shown
        headers, rows = status.compared(shown.headers, shown.rows, earlier.headers, earlier.rows, pivot)
        told = display.changes(self.since, status.moved(self.before.records, self.records))
        notes = filter(None, (*shown.after, self.before.sources.begun(), told))
        return replace(shown, headers=headers, rows=rows, after=tuple(notes))

    def _caption(self) -> str:
        """How many of how many for each letter; then what it rests on."""
        return self._recorded(
            {letter.slug: sum(r.signature is not None for r in records) for letter, records in self.all}
        )

    def _recorded(self, found: Mapping[str, int]) -> str:
        lines = [f"{one.slug}: {display.recorded(found[one.slug], one.expected)}." for one in self.letters]
        if len(lines) > display.MOST_LETTERS:
            lines = [f"{len(lines)} letters, {sum(found.values())} signatures recorded."]
        return " ".join([*lines, self.basis()])

    def basis(self) -> str:
        """What the tables rest on: the day and the data."""
        roster = self.workspace.roster()
        return display.basis(self.on, roster.as_of, len(roster), roster.complete)

    def _seats(self) -> Iterator[str]:
        """How many seats of each chamber are filled on the day, where the roster knows them all."""
        roster = self.workspace.roster()
        for chamber in dict.fromkeys(name for letter in self.letters for name in letter.chambers):
            if roster.complete:
                yield display.seats(CHAMBER_NAMES[chamber], *roster.filled(chamber, self.on))

    def _committees(self, names: Sequence[str]) -> Iterator[str]:
        """That the committees are later ones than the day, where they count: the public data have no earlier."""
        as_of, first = self.workspace.roster().as_of, min(self.on, self.since or self.on)
        asked = {name.strip().casefold() for name in (*names, *(one.column for one in self.conditions))}
        by_route = "route" in asked and any(letter.committees for letter in self.letters)
        if as_of and first < as_of and ("committee" in asked or by_route) and not self.earlier:
            yield display.committees(as_of, first)

    def notes(self) -> list[str]:
        """What the reader must know: conditions, rows that could not be counted, and where the history ends."""
        roster, rows = self.workspace.roster(), self.sources.of
        strangers = [row.id for one in self.letters for row in unknown(one, roster, rows(one))]
        beside = sum(len(outside(one, roster, rows(one), self.on)) for one in self.letters)
        only = f"Only {' and '.join(map(str, self.conditions))}." if self.conditions else ""
        notes = (only, display.left_out(strangers), display.beside(beside), self.sources.begun())
        return [note for note in notes if note]

    @cached_property
    def doubts(self) -> tuple[str, ...]:
        """Why the counts may be wrong."""
        return self.sources.doubts({letter.slug for letter in self.letters})


def _line(found: status.Overview) -> tuple[object, ...]:
    letter = found.letter
    counts = (found.recorded, letter.expected, letter.goal, found.needed)
    return (letter.slug, *counts, ", ".join(found.leads), found.last, found.due, found.problems or None)
