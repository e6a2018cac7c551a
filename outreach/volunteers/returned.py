"""A file that comes back → rows, each with what it was made from, and what is wrong with the rest.

Convention: rows are found by letter and id, never by place, and the name is the check digit: a row
whose id, name and base do not agree is not taken. Rows that are not in the file are not deleted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from ..errors import FEW, BadData, Problem
from ..ledger import damage
from ..model import COLUMNS
from ..names import key as folded
from ..sheets import HIDDEN, Row, Table, hidden
from ..sheets import read as read_table
from .base import Base, decode
from .columns import EDITED, FACTS, MADE_FROM, NEW_NOTE, NOTES, SHEET, SIGNED, title
from .columns import names as titles
from .rearranged import at_one_end, rearranged

Key = tuple[str, str]

#: Known, but not for volunteers: a column of that name is left alone.
_OTHERS = {column: column for column in COLUMNS if column not in SHEET and column != NOTES}


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the file."""

    number: int  #: in the file
    key: Key
    cells: Mapping[str, str]  #: our name of a column → text as it came
    base: Base | None  #: None in a file that was not made by us


@dataclass(frozen=True, slots=True)
class Returned:
    """A file that came back."""

    file: str
    lines: tuple[Line, ...]  #: the rows that can be taken, each key once
    own: tuple[str, ...]  #: columns that people added
    problems: tuple[Problem, ...]
    moved: frozenset[str] = field(default=frozenset())  #: columns that seem to have been sorted by themselves


def read(
    path: Path, letters: Sequence[str], names: Callable[[str], Sequence[str]], others: Mapping[str, str]
) -> Returned:
    """The rows of a sheet that came back, or of a table that somebody else made.

    ``letters`` are the slugs that there are, ``names`` says what the legislator with an id is
    called, ``others`` what people call the columns of contacts.csv. Raises BadFile or BadData
    where the columns are not clear.
    """
    table = read_table(path, (*SHEET, NOTES), {**titles(others), **_OTHERS}, required=("id", "name"))
    first = min((row.line for row in table.rows), default=0)
    if fatal := tuple(p for p in table.problems if p.level == "error" and p.line < first):
        raise BadData(fatal)
    problems = list(table.problems)
    known = {base.key: base for word in hidden(path, HIDDEN) if (base := decode(word))}
    bad = {problem.line for problem in table.problems if problem.level == "error"}
    found = [_line(row, known, letters) for row in table.rows]
    lines = [line for line in found if line.number not in bad]
    problems += _missing(found, known, path.name)
    lines = _sound(lines, lambda line: _identity(line, names, path.name), problems)
    lines = _sound(lines, _facts(lines, table, path.name), problems)
    lines = _once(lines, path.name, problems)
    own = tuple(column for column in table.header if column not in SHEET and column not in COLUMNS)
    moved = frozenset(key for key in EDITED if key in table.header and _moved(lines, key))
    return Returned(path.name, tuple(lines), own, tuple(sorted(set(problems))), moved)


def _line(row: Row, known: Mapping[Key, Base], letters: Sequence[str]) -> Line:
    """The row with its key; a base in the row itself comes first."""
    letter, id = row.cells.get("letter", "").strip(), row.cells["id"].strip()
    base = decode(row.cells.get(MADE_FROM, "")) or known.get((letter, id))
    if base and damage(base.letter, letter):
        letter = base.letter
    if base and damage(base.id, id):
        id = base.id
    if not letter and "letter" not in row.cells:
        letter = base.letter if base else letters[0] if len(letters) == 1 else ""
    return Line(row.line, (letter, id.upper()), row.cells, base)


def _sound(lines: Sequence[Line], faults: Callable[[Line], Iterator[Problem]], problems: list[Problem]) -> list[Line]:
    """The rows without a fault that is an error; all faults go to the problems."""
    kept = []
    for line in lines:
        found = list(faults(line))
        problems += found
        if not any(problem.level == "error" for problem in found):
            kept.append(line)
    return kept


_SORTED = "the row is not taken; were some columns sorted without the others?"

#: The same fault in many rows is said once.
_MIXED = "rows with parts of others"


def _identity(line: Line, names: Callable[[str], Sequence[str]], file: str) -> Iterator[Problem]:
    """Whether key, name and base belong together."""
    letter, id = line.key
    name = line.cells["name"].strip()
    if not id or not letter:
        column = "letter" if id else "id"
        yield Problem(file, line.number, title(column), "is empty", "the row is not taken; fill it in")
    elif line.base and line.base.key != line.key:
        was = f"{line.base.facts.get('name', '')} ({line.base.id}, {line.base.letter})"
        yield Problem(
            file, line.number, title("id"), f"{id} ({letter}) stands in the row of {was}", _SORTED, cause=_MIXED
        )
    elif line.base and not _alike(line.base.facts.get("name", ""), name):
        yield Problem(
            file, line.number, title("name"), f'"{name}" is not {id}, {line.base.facts["name"]}', _SORTED, cause=_MIXED
        )
    elif not line.base and not any(_alike(one, name) for one in names(id)):
        who = " or ".join(dict.fromkeys(names(id))) or "nobody we know"
        yield Problem(file, line.number, title("name"), f'"{name}" is not {id}, who is {who}', _SORTED, cause=_MIXED)
    elif not line.base and line.cells.get(MADE_FROM, "").strip():
        next = "cells that say something else than the records are asked about"
        yield Problem(file, line.number, title(MADE_FROM), "is damaged", next, "warning")


def _alike(known: str, name: str) -> bool:
    return known == name or bool(damage(known, name)) or (bool(name) and folded(known) == folded(name))


def _facts(lines: Sequence[Line], table: Table, file: str) -> Callable[[Line], Iterator[Problem]]:
    """What is said of a row in which a locked column was changed; a column that was moved spoils its rows."""
    columns = [key for key in FACTS if key in table.header and key not in ("name", "notes_so_far")]
    moved = {key for key in columns if _moved(lines, key)}

    def faults(line: Line) -> Iterator[Problem]:
        for key in columns:
            was, now = _was(line, key), line.cells[key].strip()
            if was is None or was == now or damage(was, now):
                continue
            if key in moved:
                yield Problem(file, line.number, title(key), f'"{now}" belongs to another row', _SORTED, cause=_MIXED)
            else:
                yield Problem(
                    file, line.number, title(key), f'was "{was}"', "the column is not taken from sheets", "warning"
                )

    return faults


def _was(line: Line, key: str) -> str | None:
    """What the cell said when the sheet was made; None if that is not known."""
    if line.base is None:
        return None
    return line.base.facts.get(key) if key in FACTS else line.base.cells.get(key)


def _moved(lines: Sequence[Line], key: str) -> bool:
    """Whether the column seems to have been sorted, or pasted, without the rows that belong to it."""
    pairs = [pair for line in lines if (pair := _pair(line, key))]
    return rearranged(pairs) or (key in EDITED and _as_made(lines) and at_one_end(pairs) and _odd(lines, key))


def _pair(line: Line, key: str) -> tuple[str, str] | None:
    """What the cell was and what it is; None if it is not known what it was."""
    was, now = _was(line, key), line.cells.get(key, "").strip()
    return None if was is None else (was, was if damage(was, now) else now)


def _as_made(lines: Sequence[Line]) -> bool:
    """Whether the rows stand as in the sheet that was made, so that no sort of all of it put a column in order."""
    places = [line.base.place if line.base else 0 for line in lines]
    return all(places) and all(one < other for one, other in pairwise(places))


def _odd(lines: Sequence[Line], key: str) -> bool:
    """Whether the new cells of the column say that somebody signed, or whatever else is new is in other rows."""
    found = [line for line in lines if (pair := _pair(line, key)) and pair[0] != pair[1]]
    if any(line.cells[key].strip().lower() in SIGNED for line in found):
        return True
    return any(_others(line, key) for line in lines) and not any(_others(line, key) for line in found)


def _others(line: Line, key: str) -> bool:
    """Whether another cell that volunteers fill in is new in the row."""
    pairs = (_pair(line, other) for other in EDITED if other != key)
    return bool(line.cells.get(NEW_NOTE, "").strip()) or any(pair and pair[0] != pair[1] for pair in pairs)


def _once(lines: Sequence[Line], file: str, problems: list[Problem]) -> list[Line]:
    """Each key once: the same row twice counts once, two different ones are both left."""
    groups: dict[Key, list[Line]] = {}
    for line in lines:
        groups.setdefault(line.key, []).append(line)
    kept = []
    for first, *more in groups.values():
        level = "warning" if all(_same(first, other) for other in more) else "error"
        for other in more:
            what = f"{first.cells['name'].strip()} ({first.key[1]}) is in line {first.number} already"
            next = "the same, so it counts once" if level == "warning" else "with other contents: neither is taken"
            problems.append(Problem(file, other.number, "", what, next, level))
        if level == "warning":
            kept.append(first)
    return kept


def _same(one: Line, other: Line) -> bool:
    """Whether the two rows say the same, the locked columns aside."""
    left = set(FACTS) | {MADE_FROM}
    return {k: v.strip() for k, v in one.cells.items() if k not in left} == {
        k: v.strip() for k, v in other.cells.items() if k not in left
    }


def _missing(lines: Sequence[Line], known: Mapping[Key, Base], file: str) -> Iterator[Problem]:
    """Rows of the sheet that did not come back."""
    seen = {line.key for line in lines} | {line.base.key for line in lines if line.base}
    gone = [
        f"{base.facts.get('name', '')} ({base.id}, {base.letter})" for base in known.values() if base.key not in seen
    ]
    said = [f"the row of {one} is not there any more" for one in gone]
    if len(gone) > FEW:
        said = [f"{len(gone):,} of the {len(known):,} rows are not there any more: {', '.join(gone[:FEW])}, …"]
    for what in said:
        yield Problem(file, 0, "", what, "nothing is deleted", "warning")
    sheets = {(line.base.owner, line.base.made): line.base.rows for line in lines if line.base}
    back = {(line.base.owner, line.base.made, line.base.key) for line in lines if line.base}
    for sheet, rows in sheets.items():
        count = rows - sum(row[:2] == sheet for row in back)
        if count > 0 and not known:
            what = f"{count} of the {rows} rows of the sheet did not come back"
            yield Problem(file, 0, "", what, "nothing is deleted", "warning")


def words(line: Line, notes: str) -> str:
    """Her new words: the new note, and what she wrote below the notes that were there.

    ``notes`` are those of the record today.
    """
    found = [line.cells.get(NEW_NOTE, "").strip()]
    was, shown = (line.base.cells.get(NOTES) if line.base else None), line.cells.get("notes_so_far", "").strip()
    if was is not None and shown.startswith(was.strip()):
        found.insert(0, shown[len(was.strip()) :].strip())
    own = line.cells.get(NOTES, "").strip()
    if own not in notes:
        found.append(own.removeprefix(notes.strip()).strip())
    return "\n".join(text for text in found if text)
