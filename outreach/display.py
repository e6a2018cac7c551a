"""Tables as text, and the wording of counts.

Conventions: what is a number for Python is a number for the table and stands on the right; text
stays as it is, so that district 07 stays 07. Control characters and the marks that turn the
direction of text never reach a terminal or a file. CSV cells that a spreadsheet would run as a
formula are guarded as in contacts.csv.
"""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from . import fitting
from .vocabulary import CHAMBER_NAMES
from .vocabulary import counted as counted

if TYPE_CHECKING:
    from .errors import Problem
    from .status import Moved

#: Of more letters than these only the sum is told above a table.
MOST_LETTERS = 12

#: So many names are told of those who did the same.
_MOST_NAMES = 8

#: Formats for programs: nothing but the table belongs into them.
DATA_FORMATS = ("csv", "json", "tsv")

#: Every format, the usual one first. The rest are tabulate's.
FORMATS = (
    "simple",
    "csv",
    "json",
    "asciidoc",
    "colon_grid",
    "double_grid",
    "double_outline",
    "fancy_grid",
    "fancy_outline",
    "github",
    "grid",
    "heavy_grid",
    "heavy_outline",
    "html",
    "jira",
    "latex",
    "latex_booktabs",
    "latex_longtable",
    "latex_raw",
    "mediawiki",
    "mixed_grid",
    "mixed_outline",
    "moinmoin",
    "orgtbl",
    "outline",
    "pipe",
    "plain",
    "presto",
    "pretty",
    "psql",
    "rounded_grid",
    "rounded_outline",
    "rst",
    "simple_grid",
    "simple_outline",
    "textile",
    "tsv",
    "unsafehtml",
    "youtrack",
)

#: Formats into which a line of text does not fit, those for programs aside.
MARKUP_FORMATS = tuple(fmt for fmt in FORMATS if "html" in fmt or "latex" in fmt)

#: What a bar in a cell must be written as where a bar ends the cell.
_BARS = {
    **dict.fromkeys(("pipe", "github", "asciidoc", "jira", "youtrack"), "\\|"),
    **dict.fromkeys(("mediawiki", "moinmoin", "textile"), "&#124;"),
    "orgtbl": "\\vert{}",
}

#: Code points that end a line or leave a gap: they become one blank.
_GAPS = frozenset("\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u2028\u2029")

#: Marks that turn the direction of what follows.
_TURNS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


#: Formats in which a cell may go on in the next line.
_WRAPPED = frozenset(fmt for fmt in FORMATS if "grid" in fmt) | {"simple", "plain"}


def table(
    headers: Sequence[str], rows: Iterable[Sequence[object]], fmt: str = "simple", width: int | None = None
) -> str:
    """The rows under their headers, in any of FORMATS, without a line end at the end.

    ``width``: columns of the window; long texts go on in the next line where the format can show
    that. None: as wide as it comes.
    """
    titles = [clean(title) for title in headers]
    cells = [[_cell(value) for value in row] for row in rows]
    if fmt == "json":
        return _json(titles, cells)
    if fmt == "csv":
        return _csv([titles, *cells])
    return _tabulated(titles, cells, fmt, width if fmt in _WRAPPED else None)


def clean(text: str) -> str:
    """The text on one line, without characters that steer a terminal or turn the direction."""
    gapless = "".join(" " if char in _GAPS else char for char in text)
    return "".join(char for char in gapless if char not in _TURNS and unicodedata.category(char) not in ("Cc", "Cs"))


def recorded(found: int, expected: int | None) -> str:
    """How many signatures are on record: "2 of 53 recorded, 51 missing"."""
    if expected is None:
        return f"{found} recorded"
    if found > expected:
        return f"{found} recorded, {found - expected} more than the {expected} expected"
    missing = f", {expected - found} missing" if found < expected else ""
    return f"{found} of {expected} recorded{missing}"


def basis(on: date, as_of: date | None, known: int, complete: bool = True) -> str:
    """What a table rests on: the day, and the day of the public data or the small roster."""
    data = f"public data of {as_of or 'an unknown day'}"
    if not complete:
        data = f"the example's {counted(known, 'legislator')}, {data}; 'outreach sync' fetches everybody"
    return f"On {on}; {data}."


def adds_up(counts: Mapping[str, int], serving: int, elsewhere: int, chambers: Sequence[str]) -> str:
    """That the routes come to the universe: "440 + 3 = 443: …"."""
    where = " and the ".join(CHAMBER_NAMES[chamber] for chamber in chambers)
    return (
        f"The routes add up to {sum(counts.values())}: {serving} serving in the {where} on the day, "
        f"and {counted(elsewhere, 'signatory', 'signatories')} no longer there."
    )


def left_out(ids: Sequence[str]) -> str:
    """That rows name ids which the roster does not know; "" if none does."""
    if not ids:
        return ""
    shown = ", ".join(ids[:5]) + (", …" if len(ids) > 5 else "")
    rows = f"{counted(len(ids), 'row')} of contacts.csv {'names' if len(ids) == 1 else 'name'}"
    return f"Not counted: {rows} {'an id' if len(ids) == 1 else 'ids'} that the roster does not know ({shown})."


def beside(number: int) -> str:
    """That rows are about people who have nothing to do with the letter today; "" if there are none."""
    if not number:
        return ""
    whom = "somebody who did not sign and does" if number == 1 else "people who did not sign and do"
    verb = "is" if number == 1 else "are"
    where = "not serve in a chamber of the letter on the day"
    return f"Not counted: {counted(number, 'row')} of contacts.csv {verb} about {whom} {where}."


def seats(chamber: str, filled: int, voting: int, others: int) -> str:
    """How many seats of a chamber are filled: "House: 431 of 435 seats filled, and 6 without a vote."."""
    more = f", and {others} without a vote" if others else ""
    return f"{chamber}: {filled} of {voting} seats filled{more}."


def committees(as_of: date, on: date) -> str:
    """That committees are counted as they were on a later day than the one asked for."""
    return f"Committees are those of {as_of}; who sat on them on {on} is not in the public data."


def doubtful(problems: Sequence[Problem], number: int) -> str:
    """That rows may be counted wrongly, the first of them in full; "" if none is doubtful."""
    if not number:
        return ""
    shown = "\n".join(f"  {clean(str(problem))}" for problem in problems)
    more = f"\n  … {number - len(problems)} more; 'outreach check' lists them" if number > len(problems) else ""
    return f"Counts may be wrong, since contacts.csv has {counted(number, 'error')}:\n{shown}{more}"


def changes(since: date, found: Sequence[Moved]) -> str:
    """What people did since the day, kind by kind: "Since 2026-05-01: 2 signed (A, B)."."""
    lines = [_told(found, *kind) for kind in (("signed", "signed"), ("taken back", "took the signature back"))]
    lines += [_told(found, "stage", "changed stage"), _told(found, "dealing", "with a new dealing")]
    return f"Since {since}: {'; '.join(filter(None, lines)) or 'nothing changed in the records'}."


def _told(found: Iterable[Moved], kind: str, words: str) -> str:
    names = [one.name + (f" {one.what}" if one.what else "") for one in found if one.kind == kind]
    if not names:
        return ""
    shown = ", ".join(names[:_MOST_NAMES]) + (", …" if len(names) > _MOST_NAMES else "")
    return f"{len(names)} {words} ({clean(shown)})"


def faults(number: int) -> str:
    """That contacts.csv has errors, so that counts may be wrong; "" if it has none."""
    said = f"Counts may be wrong, since rows of contacts.csv cannot be read for certain ({counted(number, 'error')})"
    return f"{said}; 'outreach check' lists them." if number else ""


def waiting(problems: Sequence[Problem]) -> str:
    """That contacts.csv looks as after an accident, so that counts may be wrong; "" if it does not."""
    if not problems:
        return ""
    first = problems[0]
    what = f"{first.column}: {first.what}" if first.column else first.what
    more = f", and {counted(len(problems) - 1, 'fault')} more" if len(problems) > 1 else ""
    return (
        f"Counts may be wrong, since contacts.csv looks damaged: {clean(what)}{more}; 'outreach check' says what next."
    )


def _cell(value: object) -> object:
    if value is None:
        return ""
    return value if isinstance(value, int | float) else clean(str(value))


def _json(headers: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    names = _unlike(headers)
    return json.dumps([dict(zip(names, row, strict=True)) for row in rows], ensure_ascii=False, indent=2)


def _unlike(headers: Sequence[str]) -> list[str]:
    """The headers, numbered where two are alike: an object cannot have the same name twice."""
    names: list[str] = []
    for header in headers:
        name, number = header, 1
        while name in names:
            number += 1
            name = f"{header} ({number})"
        names.append(name)
    return names


def _csv(rows: Iterable[Sequence[object]]) -> str:
    from .sheets import guarded

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows([guarded(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    return out.getvalue().removesuffix("\n")


def _tabulated(headers: Sequence[str], rows: Sequence[Sequence[object]], fmt: str, width: int | None) -> str:
    numeric = [_numeric(column) for column in zip(*rows, strict=True)]
    texts = [[_escaped(str(cell), fmt) for cell in row] for row in rows]
    titles = [_escaped(header, fmt) for header in headers]
    whole = _drawn(titles, texts, numeric, fmt)
    if width is None or not texts or max(map(len, whole.split("\n"))) <= width:
        return whole
    # There is no room for columns in which there is nothing.
    filled = [at for at, column in enumerate(zip(*texts, strict=True)) if at == 0 or any(column)]
    titles, *texts = [[row[at] for at in filled] for row in (titles, *texts)]
    numeric = [numeric[at] for at in filled]
    gap, frame = (3, 4) if "grid" in fmt else (2, 0)
    shown = [
        _drawn(part.of(titles), [part.of(row) for row in texts], [numeric[at] for at in part.places], fmt, 0)
        for part in fitting.parts([titles, *texts], numeric, width - frame, gap)
    ]
    return "\n\n".join(shown)


def _drawn(
    headers: Sequence[str], rows: Sequence[Sequence[str]], numeric: Sequence[bool], fmt: str, padding: int = 2
) -> str:
    """The table; ``padding``: how much wider a column is than its header, at the least."""
    import tabulate

    sides = ["right" if number else "left" for number in numeric]
    tabulate.MIN_PADDING = padding
    shown = tabulate.tabulate(rows, headers, tablefmt=fmt, disable_numparse=True, colalign=sides or None)
    return "\n".join(line.rstrip() for line in shown.split("\n")) if fmt != "tsv" else shown


def _numeric(column: Iterable[object]) -> bool:
    """Whether the column holds numbers and blanks only, and at least one number."""
    kinds = {type(cell) for cell in column if cell != ""}
    return bool(kinds) and kinds <= {int, float}


def _escaped(text: str, fmt: str) -> str:
    return text.replace("|", _BARS.get(fmt, "|"))
