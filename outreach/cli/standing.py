"""The tables of ``status``, with the words around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

import click

from .. import display, status
from ..errors import Problem, UsageError
from ..merge import records as merged
from ..merge import unknown
from ..model import Contact, Letter, Record
from ..vocabulary import CHAMBER_NAMES, ROUTES
from .context import window

if TYPE_CHECKING:
    from ..workspace import Workspace

#: Formats into which a line of text does not fit: it goes to stderr.
_MARKUP = (*display.DATA_FORMATS, *(fmt for fmt in display.FORMATS if "html" in fmt or "latex" in fmt))


@dataclass(frozen=True)
class Shown:
    """A table with the words before and after it."""

    headers: Sequence[str]
    rows: Sequence[Sequence[object]]
    before: str
    after: Sequence[str] = ()


@dataclass(frozen=True)
class Standing:
    """Letters on a day, merged once; the tables are made from it."""

    workspace: Workspace
    letters: tuple[Letter, ...]
    on: date
    conditions: tuple[status.Condition, ...] = ()

    @cached_property
    def contacts(self) -> tuple[Contact, ...]:
        """The rows that can be used."""
        return self._read[0]

    @cached_property
    def _read(self) -> tuple[tuple[Contact, ...], tuple[Problem, ...]]:
        return self.workspace.contacts()

    @cached_property
    def all(self) -> tuple[tuple[Letter, tuple[Record, ...]], ...]:
        """Each letter with all its records."""
        workspace = self.workspace
        return tuple(
            (letter, merged(letter, workspace.roster(), self.contacts, workspace.settings, self.on))
            for letter in self.letters
        )

    @cached_property
    def records(self) -> tuple[Record, ...]:
        """The records of all letters that meet the conditions."""
        return status.where([record for _, records in self.all for record in records], self.conditions)

    def overview(self) -> Shown:
        """One line for each letter."""
        if self.conditions:
            raise UsageError("--where needs a LETTER or --by, to say what is counted")
        headers = ("letter", "chamber", "sent", "recorded", "expected", "missing", "goal", "needed", "serving", "leads")
        rows = [_line(status.overview(letter, records)) for letter, records in self.all]
        none = () if rows else ("No letters yet; add one with 'outreach letter add'.",)
        return Shown(headers, rows, self._basis(), (*none, *self._notes()))

    def routes(self) -> Shown:
        """Everybody whom the one letter concerns, by route."""
        counts = status.route_counts(self.records)
        rows = [(route, number, ROUTES[route]) for route, number in counts.items()]
        total = ("total", sum(counts.values()), "")
        chambers = self.letters[0].chambers
        serving = sum(r.now is not None and r.now.chamber in chambers for r in self.records)
        sums = display.adds_up(counts, serving, len(self.records) - serving, chambers)
        return Shown(("route", "legislators", "meaning"), (*rows, total), self._caption(), (sums, *self._notes()))

    def by(self, names: Sequence[str], count: str) -> Shown:
        """Counts by one column, or a pivot by two."""
        everything = [record for _, records in self.all for record in records]
        found = status.tally(self.records, [status.dimension(name, everything) for name in names], count)
        what = (f"Counted: {status.MEASURES[found.measure]}.",) if found.measure else ()
        return Shown(found.headers, found.rows, self._caption(), (*what, *self._notes()))

    def _caption(self) -> str:
        """One line for each letter: how many of how many; then what it rests on."""
        lines = [
            f"{letter.slug}: {display.recorded(sum(r.signature is not None for r in records), letter.expected)}."
            for letter, records in self.all
        ]
        return " ".join([*lines, self._basis()])

    def _basis(self) -> str:
        roster = self.workspace.roster()
        return display.basis(self.on, roster.as_of, len(roster), roster.complete)

    def _notes(self) -> list[str]:
        """What the reader must know: conditions, and rows that could not be counted."""
        roster = self.workspace.roster()
        strangers = [row.id for letter in self.letters for row in unknown(letter, roster, self.contacts)]
        only = f"Only {' and '.join(map(str, self.conditions))}." if self.conditions else ""
        faults = display.faults(sum(problem.level == "error" for problem in self._read[1]))
        return [note for note in (only, display.left_out(strangers), faults) if note]


def echo(shown: Shown, fmt: str) -> None:
    """Print the table; the words go to stderr where the format is for programs."""
    beside = fmt in _MARKUP
    click.echo(shown.before + ("" if beside else "\n"), err=beside)
    click.echo(display.table(shown.headers, shown.rows, fmt, window()))
    if shown.after:
        click.echo(("" if beside else "\n") + "\n".join(shown.after), err=beside)


def _line(found: status.Overview) -> tuple[object, ...]:
    letter = found.letter
    chamber = " and ".join(CHAMBER_NAMES[name] for name in letter.chambers)
    counts = (found.recorded, letter.expected, found.missing, letter.goal, found.needed, found.serving)
    return (letter.slug, chamber, letter.sent, *counts, ", ".join(found.leads))
