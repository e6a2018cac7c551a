"""Pivots over very many rows of contacts.csv: rows that are alike are looked at once.

Conventions: two rows are alike when they are about the same legislator, stand at the same stage with
the same signature, have the same cells in the columns asked for, and belong to letters that differ in
nothing that matters here. The figures are those of ``tally`` over the whole records, which a test
proves; where anything in the file is doubtful, there is no figure from here, and the whole records
have to say what it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from ..merge import UNSIGNED, sketch
from ..model import COLUMNS, Contact, Letter
from ..roster import Roster
from ..vocabulary import ROLES, STAGES
from .dimensions import NONE, Dimension
from .tallying import Tally

#: The columns that say whether a row is a signature, of whom, and of when.
NEEDED = ("letter", "id", "stage", "role", "signed_on")

#: Dimensions that only the whole record knows, or that are asked of everybody.
_WHOLE = ("route", "signed", "role", "notes", "as_printed")


@dataclass(frozen=True, slots=True)
class Alike:
    """A pivot with what must be said of it."""

    tally: Tally
    recorded: Mapping[str, int]  #: slug → signatures of people whom the roster knows
    unknown: tuple[str, ...]  #: ids that the roster does not know, one for each row
    outside: int  #: rows about people whom the letter does not concern on the day


def wanted(by: Sequence[Dimension]) -> tuple[str, ...]:
    """The columns that counting by these needs; () if it needs the whole records."""
    if len(by) != 2 or any(each.name in _WHOLE for each in by):
        return ()
    cells = [each.name for each in by if each.name not in NEEDED and not each.member and each.name != "committee"]
    return (*NEEDED, *cells)


def pivot(
    rows: Sequence[tuple[str, ...]],
    columns: Sequence[str],
    by: Sequence[Dimension],
    letters: Sequence[Letter],
    roster: Roster,
    on: date,
) -> Alike | None:
    """The pivot of the rows, whose cells are under ``columns``; None where they are doubtful."""
    if _doubtful(rows):
        return None
    like = _like(letters, by)
    alike = Counter((like[row[0]].slug, *row[1:]) for row in rows if row[0] in like)
    known = {letter.slug: letter for letter in letters}
    counts: Counter[tuple[tuple[str, ...], tuple[str, ...]]] = Counter()
    unknown: list[str] = []
    outside = 0
    for cells, number in alike.items():
        contact = _contact(cells, columns)
        record = sketch(known[contact.letter], roster, contact, on)
        if record:
            counts[by[0].of(record), by[1].of(record)] += number
        elif contact.id in roster.legislators:
            outside += number
        else:
            unknown += [contact.id] * number
    return Alike(_table(counts, by), _recorded(rows, letters, roster), tuple(unknown), outside)


def _doubtful(rows: Sequence[tuple[str, ...]]) -> bool:
    """Whether a key is missing, padded or there twice, or a word is none of ours."""
    keys = {(row[0], row[1]) for row in rows}
    words = {(row[2], row[3]) for row in rows}
    return (
        len(keys) < len(rows)
        or any(not slug or not id or slug != slug.strip() or id != id.strip() for slug, id in keys)
        or any((stage and stage not in STAGES) or (role and role not in ROLES) for stage, role in words)
        or any((role != "") != (stage in ("signed", "withdrawn")) for stage, role in words)
    )


def _like(letters: Iterable[Letter], by: Sequence[Dimension]) -> dict[str, Letter]:
    """Slug → the first letter that nothing sets apart from it in the pivot."""
    apart = any(each.name == "letter" for each in by)
    first: dict[tuple[object, ...], Letter] = {}
    return {
        letter.slug: first.setdefault((letter.chambers, letter.sent, letter.leads, letter.slug * apart), letter)
        for letter in letters
    }


def _contact(cells: tuple[str, ...], columns: Sequence[str]) -> Contact:
    named = dict(zip(columns, cells, strict=True))
    extra = {name: value for name, value in named.items() if name not in COLUMNS}
    ours = {name: value for name, value in named.items() if name in COLUMNS}
    return Contact(**ours, extra=MappingProxyType(extra), line=0)


def _table(counts: Mapping[tuple[tuple[str, ...], tuple[str, ...]], int], by: Sequence[Dimension]) -> Tally:
    cells: Counter[tuple[str, str]] = Counter()
    ends: Counter[str] = Counter()
    feet: Counter[str] = Counter()
    for (downs, acrosses), number in counts.items():
        ends.update(dict.fromkeys(downs, number))
        feet.update(dict.fromkeys(acrosses, number))
        cells.update({(down, across): number for down in downs for across in acrosses})
    across = by[1].sorted(feet)
    body: list[tuple[str | int, ...]] = [
        (down or NONE, *(cells[down, one] for one in across), ends[down]) for down in by[0].sorted(ends)
    ]
    last: tuple[str | int, ...] = ("total", *(feet[one] for one in across), sum(counts.values()))
    return Tally((by[0].name, *(one or NONE for one in across), "total"), (*body, last), "contacts")


def _recorded(rows: Sequence[tuple[str, ...]], letters: Iterable[Letter], roster: Roster) -> dict[str, int]:
    """Slug → signatures, those of leads without a row among them."""
    people = roster.legislators
    leads = {(letter.slug, id) for letter in letters for id in letter.leads if id in people}
    signed = Counter(row[0] for row in rows if row[2] == "signed" and row[1] in people)
    signed.update(row[0] for row in rows if (row[0], row[1]) in leads and row[2] not in {"signed", *UNSIGNED})
    missing = Counter(slug for slug, _ in leads - {(row[0], row[1]) for row in rows})
    return {letter.slug: signed[letter.slug] + missing[letter.slug] for letter in letters}
