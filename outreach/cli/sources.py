"""What the tables of ``status`` and ``todo`` are made from: the rows of the day, and what is doubtful in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from .. import display, status
from ..errors import OutreachError, Problem, UsageError, gathered
from ..ledger import Known, begins, check_contacts, known_on
from ..merge import letter_on
from ..model import Change, Contact, Letter
from ..signing import facts

if TYPE_CHECKING:
    from ..workspace import Workspace

#: Columns in which an error can make a count wrong.
_COUNTED = ("stage", "role", "letter", "id")

#: So many errors are told one by one.
_MOST = 3


def doubts(workspace: Workspace, problems: Sequence[Problem]) -> tuple[str, ...]:
    """Why any count may be wrong: rows with these problems, and what waits for a person."""
    errors = sum(problem.level == "error" for problem in problems)
    return tuple(filter(None, (display.faults(errors), display.waiting(_waiting(workspace)))))


def _waiting(workspace: Workspace) -> tuple[Problem, ...]:
    """What looks like an accident in contacts.csv; how to see it and to settle it is said before the command."""
    try:
        noticed = workspace.noticed("")
    except OutreachError:
        return ()  # Whoever needs the file says so.
    return gathered(noticed.problems()) if noticed and noticed.doubtful else ()


@dataclass(frozen=True)
class Sources:
    """The records of a workspace on a day."""

    workspace: Workspace
    on: date
    today: date  #: the day that it is; on an earlier one the contacts are those of that day

    @property
    def past(self) -> bool:
        """Whether the day has passed."""
        return self.on < self.today

    @cached_property
    def _read(self) -> tuple[tuple[Contact, ...], tuple[Problem, ...]]:
        return self.workspace.contacts()

    @cached_property
    def added(self) -> tuple[str, ...]:
        """The columns that people added to contacts.csv."""
        return tuple(dict.fromkeys(column for contact in self._read[0] for column in contact.extra))

    @cached_property
    def _history(self) -> tuple[Change, ...]:
        return self.workspace.history() if self.past else ()

    @cached_property
    def begins(self) -> date | None:
        """The first day of the history; None where the day has not passed, or there is none."""
        return begins(self._history)

    @property
    def before_history(self) -> bool:
        """Whether the history knows nothing of the day."""
        return self.past and (self.begins is None or self.on < self.begins)

    @cached_property
    def contacts(self) -> tuple[Contact, ...]:
        """The rows that can be used, as they were on the day."""
        found = self._read[0]
        return known_on(found, self._history, self.on) if self.past else found

    @cached_property
    def _by_letter(self) -> dict[str, list[Contact]]:
        found: dict[str, list[Contact]] = {}
        for contact in self.contacts:
            found.setdefault(contact.letter, []).append(contact)
        return found

    def letter(self, letter: Letter) -> Letter:
        """The letter as it stood on the day."""
        return letter_on(letter, self.on, self.today, self.begins)

    def of(self, letter: Letter) -> Sequence[Contact]:
        """The rows about the letter."""
        return self._by_letter.get(letter.slug, ())

    @cached_property
    def _wrong(self) -> tuple[Problem, ...]:
        """What ``check`` finds wrong in the rows, errors only."""
        roster = self.workspace.roster()

        def facts_of(id: str, on: date) -> Mapping[str, str]:
            legislator = roster.get(id)
            return facts(legislator, on) if legislator else {}

        known = Known(self.workspace.settings.letters, roster, facts_of, self.on)
        found = check_contacts(self.contacts, known, self.workspace.contacts_file.name)
        return tuple(problem for problem in found if problem.level == "error")

    @cached_property
    def problems(self) -> Counter[str]:
        """Slug → errors in its rows."""
        letter_of = {contact.line: contact.letter for contact in self.contacts}
        return Counter(letter_of.get(problem.line, "") for problem in self._wrong)

    def doubts(self, slugs: Collection[str]) -> tuple[str, ...]:
        """Why counts of these letters may be wrong: rows with errors, and what looks like an accident."""
        letter_of = {contact.line: contact.letter for contact in self.contacts}
        known = self.workspace.settings.letters
        found = [
            problem
            for problem in self._wrong
            if problem.column in _COUNTED and (letter_of[problem.line] in slugs or letter_of[problem.line] not in known)
        ]
        told = (display.doubtful(found[:_MOST], len(found)), *doubts(self.workspace, self._read[1]))
        return tuple(filter(None, told))

    def begun(self) -> str:
        """Where the history ends, on a day before it; "" on any other."""
        if not self.before_history:
            return ""
        if self.begins is None and not self.contacts:
            return ""
        if self.begins is None:
            return "There is no history; the records are those of now, without what they date later."
        counted = "before it, the records count as they were then, without what they date later"
        return f"The history begins on {self.begins}; {counted}."

    def pivot(self, names: Sequence[str], letters: Sequence[Letter]) -> status.Alike | None:
        """A pivot straight from the columns of the file; None where the whole records are needed.

        So they are where a row is about a letter or a legislator that nobody knows, which ``doubts`` has to say.
        """
        try:
            by = [status.dimension(name) for name in names]
        except UsageError:
            return None
        columns = status.wanted(by)
        found = self.workspace.columns(columns) if columns else None
        if found is None or any(doubts(self.workspace, found.problems)):
            return None
        if not self.workspace.settings.letters.keys() >= {row[0] for row in found.rows}:
            return None
        alike = status.pivot(found.rows, columns, by, letters, self.workspace.roster(), self.on)
        return alike if alike and not alike.unknown else None
