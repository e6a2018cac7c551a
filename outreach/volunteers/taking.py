"""A returned sheet × the records → changes to be applied, questions for a person, and faults.

Convention: pure. The sheet is merged by key and column against what each row was made from. What
only the sheet changed is taken; what both sides changed is a question; an answer is given by
taking again with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from ..errors import Problem
from ..ledger import ROW, Held, changes_for, day_of, merge, with_cells
from ..model import Change, Contact, Letter
from . import cells, notes
from .columns import EDITED, NEW_NOTE, NOTES, SIGNED, title
from .returned import Key, Line, Returned, words

#: Question → "mine" (what the sheet says) or "ours" (what the records say).
Answers = Mapping[tuple[Key, str], str]

#: Nobody was in touch about a letter so many years before it.
_BEFORE = 10


@dataclass(frozen=True, slots=True)
class Question:
    """A cell about which only a person can decide."""

    line: int
    key: Key
    name: str
    field: str  #: a column, or "row"
    was: str  #: when the sheet was made
    mine: str  #: what the sheet says
    ours: str  #: what the records say today
    why: str


@dataclass(frozen=True, slots=True)
class Taker:
    """Who takes the sheet, when, and what is known."""

    user: str  #: who runs the program
    at: str  #: moment, ISO with offset
    on: date  #: the day that counts as today
    letters: Mapping[str, Letter]
    facts: Callable[[str, date], Mapping[str, str]]  #: name, party, state, district of an id as of a day
    by: str = ""  #: whose edits they are; "": of the owner of the sheet
    order: str = ""  #: how dates are written, as in cells.ORDERS


@dataclass(frozen=True, slots=True)
class Taking:
    """What taking the sheet comes to."""

    file: str
    changes: tuple[Change, ...]
    questions: tuple[Question, ...]
    problems: tuple[Problem, ...]
    names: Mapping[Key, str] = field(default_factory=dict)

    @property
    def whole(self) -> bool:
        """Whether everything in the sheet was taken, or was there already."""
        return not self.questions and all(problem.level != "error" for problem in self.problems)


def take(returned: Returned, contacts: Mapping[Key, Contact], taker: Taker, answers: Answers | None = None) -> Taking:
    """Merge the sheet into the contacts; nothing is written."""
    job = _Job(returned, contacts, taker, answers or {})
    base, mine = job.sides()
    merged = merge(base, mine, contacts, taker.user, taker.at)
    edits: dict[Key, dict[str, str]] = {}
    for change in merged.changes:
        edits.setdefault((change.letter, change.id), {})[change.field] = change.new
    for held in (*merged.held, *job.moved(edits)):
        job.decide(held, edits)
    changes = [change for line in returned.lines for change in job.changes(line, edits.get(line.key, {}))]
    names = {line.key: line.cells["name"].strip() for line in returned.lines}
    problems = tuple(sorted((*returned.problems, *job.problems)))
    return Taking(returned.file, tuple(changes), tuple(job.questions), problems, names)


@dataclass
class _Job:
    """One sheet on its way in."""

    returned: Returned
    contacts: Mapping[Key, Contact]
    taker: Taker
    answers: Answers
    problems: list[Problem] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    lines: dict[Key, Line] = field(default_factory=dict)

    def sides(self) -> tuple[dict[Key, Contact], dict[Key, Contact]]:
        """What each row was made from, and what it has become."""
        base, mine = {}, {}
        own = self._own()
        for line in self.returned.lines:
            self.lines[line.key] = line
            if line.key not in self.contacts and line.base is None:
                self._fault(line, "id", "is not in contacts.csv", "'outreach assign' or 'outreach log' makes the row")
                continue
            before = self._before(line, own)
            base[line.key] = _contact(line.key, before)
            mine[line.key] = _contact(line.key, dict(self._cells(line, before)))
        return base, mine

    def _own(self) -> tuple[str, ...]:
        """People's own columns that are taken: those of our sheets, and those that contacts.csv has."""
        there = {name for contact in self.contacts.values() for name in contact.extra} if self.returned.own else ()
        ours = any(line.base for line in self.returned.lines)
        taken = tuple(name for name in self.returned.own if ours or name in there)
        for name in sorted(set(self.returned.own) - set(taken)):
            what = "is not a column of contacts.csv"
            self.problems.append(Problem(self.returned.file, 0, name, what, "it is not taken", "warning"))
        return taken

    def _before(self, line: Line, own: Sequence[str]) -> dict[str, str]:
        """What the edited cells were; blank where that is not known."""
        return {key: line.base.cells.get(key, "") if line.base else "" for key in (*EDITED, *own)}

    def _cells(self, line: Line, before: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        """What the edited cells are, put right."""
        theirs = self.contacts.get(line.key)
        for key, was in before.items():
            now = line.cells.get(key)
            if now is None or (line.base is None and not now.strip()):
                yield key, was
                continue
            known = was if line.base or theirs is None else theirs.get(key)
            cell = self._read(line, key, known, now)
            self._say(line, key, cell)
            yield key, was if cell.text == known and line.base is None else cell.text

    def _read(self, line: Line, key: str, was: str, now: str) -> cells.Cell:
        """The cell; a day of a dealing that is still to come, or long before the letter, is none."""
        cell = cells.read(key, was, now, self.taker.order)
        day = day_of(cell.text) if key == "last_contact" and cell.text != was else None
        letter = self.taker.letters.get(line.key[0])
        if day and day > self.taker.on:
            return cells.Cell(was, fault=f"{day} is still to come", next="write the day on which you were in touch")
        if day and letter and day.year < letter.sent.year - _BEFORE:
            what = f"{day} is more than {_BEFORE} years before the letter"
            return cells.Cell(was, fault=what, next="write the day on which you were in touch")
        return cell

    def _called(self, line: Line) -> cells.Cell:
        """The day of last contact in the row."""
        was = line.base.cells.get("last_contact", "") if line.base else ""
        return self._read(line, "last_contact", was, line.cells.get("last_contact", was))

    def _say(self, line: Line, key: str, cell: cells.Cell) -> None:
        if cell.fault:
            self._fault(line, key, cell.fault, cell.next)
        elif cell.said:
            problem = Problem(self.returned.file, line.number, title(key), cell.said, "", "warning")
            self.problems.append(problem)

    def _fault(self, line: Line, key: str, what: str, next: str) -> None:
        self.problems.append(Problem(self.returned.file, line.number, title(key), what, next))

    def moved(self, edits: dict[Key, dict[str, str]]) -> Iterator[Held]:
        """Edits in columns that seem to have been sorted by themselves: they are asked about."""
        columns = self.returned.moved
        for key, found in edits.items():
            for name in [name for name in found if name in columns or len(columns) > 1]:
                theirs = self.contacts[key].get(name)
                yield Held(*key, name, theirs, found.pop(name), theirs)

    def decide(self, held: Held, edits: dict[Key, dict[str, str]]) -> None:
        """Take the answer to a question, or ask it."""
        key = (held.letter, held.id)
        answer = self.answers.get((key, held.field))
        if answer == "mine":
            edits.setdefault(key, {})[held.field] = held.mine
        elif answer != "ours":
            line = self.lines[key]
            why = self._why(held, line)
            said = (held.field, held.base, held.mine, held.theirs, why)
            self.questions.append(Question(line.number, key, line.cells["name"].strip(), *said))

    def _why(self, held: Held, line: Line) -> str:
        if held.field == ROW:
            return "the row was deleted from contacts.csv since the sheet was made"
        if self.returned.moved and (held.field in self.returned.moved or len(self.returned.moved) > 1):
            columns = ", ".join(sorted(map(title, self.returned.moved)))
            return f"{columns} may have been sorted without the other columns"
        return "changed in the records since the sheet was made" if line.base else "the records say something else"

    def changes(self, line: Line, edits: dict[str, str]) -> list[Change]:
        """What makes the record of today into what the row says."""
        theirs = self.contacts.get(line.key)
        new = words(line, theirs.notes if theirs else "")
        if (theirs is None and edits.pop(ROW, None) is None) or not (edits or new or theirs is None):
            return []
        by = self.taker.by or (line.base.owner if line.base else "") or (theirs.owner if theirs else "")
        by = by or self.taker.user
        after = with_cells(theirs or self._anew(line), edits)
        after = self._settled(line, theirs, self._noted(line, after, by, new))
        why = f"sheet {self.returned.file}, taken by {self.taker.user}"
        return changes_for(theirs, after, by=by, at=self.taker.at, why=why)

    def _anew(self, line: Line) -> Contact:
        """The row that somebody deleted, as the sheet has it."""
        kept = dict(self._cells(line, self._before(line, ())))
        owner = line.base.owner if line.base else ""
        return _contact(line.key, {**kept, "owner": owner, **self.taker.facts(line.key[1], self.taker.on)})

    def _noted(self, line: Line, after: Contact, by: str, new: str) -> Contact:
        cell = cells.read(NEW_NOTE, "", new)
        self._say(line, NEW_NOTE, cell)
        base = line.base.cells.get(NOTES, "") if line.base else ""
        return replace(after, notes=notes.added(after.notes, base, self._day(line), by, cell.text))

    def _day(self, line: Line) -> str:
        """The day of the call, where the sheet has a new one, else today."""
        was = line.base.cells.get("last_contact", "") if line.base else ""
        called = self._called(line).text
        return called if called != was and day_of(called) else self.taker.on.isoformat()

    def _settled(self, line: Line, before: Contact | None, after: Contact) -> Contact:
        """What follows from a new stage: a signature has a role, a day, and the facts of that day."""
        was = before.stage if before else ""
        if was == "signed" and after.stage not in SIGNED:
            next = "the row stays signed; write withdrawn if the signature was taken back"
            self._fault(line, "stage", f"{after.stage} after signed", next)
            return replace(after, stage=was)
        if after.stage not in SIGNED or after.role:
            return after
        if self._called(line).fault:
            next = "the stage is not taken; write the day in Last contact, and take the sheet again"
            self._fault(line, "stage", f"{after.stage} on a day that is not clear", next)
            return replace(after, stage=was)
        day = day_of(after.last_contact) or self.taker.on
        letter = self.taker.letters.get(line.key[0])
        role = "lead" if letter and line.key[1] in letter.leads else "signer"
        what = f"is recorded as {after.stage} on {day}"
        sure = "be sure that the office confirmed it"
        self.problems.append(Problem(self.returned.file, line.number, title("stage"), what, sure, "warning"))
        return with_cells(after, {"role": role, "signed_on": day.isoformat(), **self.taker.facts(line.key[1], day)})


def _contact(key: Key, cells: Mapping[str, str]) -> Contact:
    return with_cells(Contact(*key), cells)
