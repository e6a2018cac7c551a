"""What is said about sheets: the guide inside, the table of what will change, the questions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..display import clean, counted, table
from ..errors import Problem, gathered
from ..model import Change, Record
from ..vocabulary import seat_label
from .columns import title

if TYPE_CHECKING:
    from .sharing import Share
    from .taking import Question, Taking

_GUIDE = """\
Your calls, {owner}

Made on {day}. Fill it in, save it, send it back. It cannot harm anybody else's work.

What to do:
1. Begin at the top: the rows are sorted by the day they are due.
2. Before you call, read the grey cells: who it is, the office, what happened last time.
3. After the call, fill in the white cells of that row: Stage, Last contact, New note.
4. Save the file and send it back. You need not have finished.

What the stages mean:
target: nobody has asked yet
asked: you asked; there is no answer
considering: they are thinking about it
committed: they said that they will sign
signed: they signed, and the office has confirmed it
declined: they said no
withdrawn: they signed, and took it back

Good to know:
Grey cells are locked, so that nothing slips. What is changed there is not taken.
You may filter, hide and widen columns, and add your own at the end; they are kept.
Deleting a row deletes nothing in our records.
To sort, unprotect the page first (Review, Unprotect Sheet; there is no password),
and sort all columns together, never one alone.
Write days as 2026-07-01. If a day can be read in two ways, somebody will ask you.
If somebody else changed the same cell meanwhile, a person will look at both.
Notes can be asked for by the people they are about: write as if they will read it."""


def guide(owner: str, day: str) -> tuple[str, ...]:
    """The lines of the second page."""
    return tuple(_GUIDE.format(owner=clean(owner), day=day).split("\n"))


def report(taking: Taking) -> str:
    """What will change, what is asked, and what is not taken."""
    parts = [f"{taking.file}: {_count(taking)}"]
    if taking.changes:
        parts.append(table(_HEADERS, _rows(taking, taking.changes)))
    if taking.questions:
        parts.append(
            "\n".join(["Only a person can decide:", *(f"  {line}" for line in map(question, taking.questions))])
        )
    errors = list(map(str, _errors(taking)))
    warnings = [str(p) for p in taking.problems if p.level != "error"]
    for heading, lines in (("Not taken:", errors), ("Good to know:", warnings)):
        if lines:
            parts.append("\n".join([heading, *(f"  {clean(line)}" for line in lines)]))
    return "\n\n".join(parts)


def _errors(taking: Taking) -> list[Problem]:
    """What is not taken; rows that were mixed up in one way are told together."""
    errors = [problem for problem in taking.problems if problem.level == "error"]
    mixed = gathered(problem for problem in errors if problem.cause)
    return sorted([*mixed, *(problem for problem in errors if not problem.cause)])


_HEADERS = ("name", "letter", "column", "is", "will be")

#: Longest text of a cell in the table.
_LONGEST = 60


def _count(taking: Taking) -> str:
    if not taking.changes:
        return "nothing new"
    rows = len({(change.letter, change.id) for change in taking.changes})
    people = ", ".join(sorted({change.by for change in taking.changes}))
    return f"{counted(len(taking.changes), 'change')} in {counted(rows, 'row')}, by {people}"


def _rows(taking: Taking, changes: Sequence[Change]) -> list[tuple[str, str, str, str, str]]:
    found: list[tuple[str, str, str, str, str]] = []
    for change in changes:
        old, new = change.old, change.new
        if change.field == "notes" and new.startswith(old):
            old, new = "", "+ " + new[len(old) :].strip()
        name = taking.names.get((change.letter, change.id), change.id)
        found.append((name, change.letter, title(change.field), _short(old), _short(new)))
    return found


def _short(text: str) -> str:
    flat = clean(text)
    return flat if len(flat) <= _LONGEST else flat[: _LONGEST - 1] + "…"


def question(asked: Question) -> str:
    """The question in one line, with both values."""
    letter, id = asked.key
    where = f"line {asked.line}: {asked.name} ({id}, {letter}), {title(asked.field)}"
    if asked.field == "row":
        return f"{where}: {asked.why}; the sheet has edits in it"
    was = f", was {_quoted(asked.was)}" if asked.was not in (asked.ours, "") else ""
    return f"{where}: the sheet says {_quoted(asked.mine)}, the records say {_quoted(asked.ours)}{was}; {asked.why}"


def _quoted(text: str) -> str:
    return f'"{_short(text)}"' if text else "nothing"


def since(before: Taking, after: Taking) -> str:
    """What the answers brought: changes and problems that were not there before them."""
    changes = [change for change in after.changes if change not in before.changes]
    problems = [problem for problem in after.problems if problem not in before.problems]
    shown = [f"  {who}, {column}: {old or 'nothing'} → {new}" for who, _, column, old, new in _rows(after, changes)]
    lines = [*shown, *(f"  {clean(str(problem))}" for problem in problems)]
    return "\n".join(["", "After your answers:", *lines, ""]) if lines else ""


def left(taking: Taking) -> str:
    """What was left as it is; "" if nothing was."""
    rows = {(p.file, p.line) for p in taking.problems if p.level == "error"}
    parts = []
    if taking.questions:
        parts.append(f"{counted(len(taking.questions), 'cell')} left for a person to decide")
    if rows:
        parts.append(f"{counted(len(rows), 'row')} with something that was not taken")
    return f"{taking.file}: {' and '.join(parts)}; the records are as they were there" if parts else ""


def made(path: str, rows: int, owner: str, notices: Sequence[str]) -> str:
    """That a sheet was written."""
    lines = [*notices, f"{path}: {counted(rows, 'legislator')} for {owner}"]
    lines.append(f"When it comes back: outreach sheet take {path}")
    return "\n".join(map(clean, lines))


def sharing(share: Share, detail: bool) -> str:
    """Who gets how many, and with ``detail`` who gets whom."""
    got = Counter(owner for owner, _ in share.given)
    states = {owner: sorted({r.now.state for who, r in share.given if who == owner and r.now}) for owner in share.had}
    rows = [(owner, had, got[owner], had + got[owner], _some(states[owner])) for owner, had in share.had.items()]
    parts = [table(("owner", "had", "new", "then", "states of the new"), rows)]
    if detail and share.given:
        parts.append(table(("owner", "id", "name", "seat", "party", "route"), map(_given, share.given)))
    return "\n\n".join(parts)


def _some(states: Sequence[str], most: int = 12) -> str:
    return ", ".join(states[:most]) + (f" and {len(states) - most} more" if len(states) > most else "")


def _given(pair: tuple[str, Record]) -> tuple[str, ...]:
    owner, record = pair
    now, person = record.now, record.legislator
    if now is None:
        return (owner, person.id, person.name, "", "", record.route)
    seat = seat_label(now.chamber, now.state, now.seat.number)
    return (owner, person.id, person.name, seat, now.party_on(record.on), record.route)
