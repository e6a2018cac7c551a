"""Files that people save → tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from operator import itemgetter
from pathlib import Path

from ..errors import BadFile, Problem
from ..memory import collector_paused
from . import headers, workbook
from .decoding import bytes_of, text_of
from .guard import unguarded
from .splitting import split
from .table import Columns, Dialect, Lined, Rows, Table, letters


def read(
    path: Path,
    columns: Sequence[str] = (),
    other_names: Mapping[str, str] | None = None,
    required: Sequence[str] = (),
    encoding: str = "",
    file: str = "",
) -> Table:
    """The table in a CSV or XLSX file, all text; BadFile if it cannot be used at all.

    ``columns`` are the columns that we know and ``other_names`` what people call them; those in
    ``required`` have to be there. Other columns are kept under their own names. ``file`` is what
    problems call the file (default: its name).
    """
    return parse(bytes_of(path), file or path.name, columns, other_names, required, encoding)


def parse(
    data: bytes,
    file: str,
    columns: Sequence[str] = (),
    other_names: Mapping[str, str] | None = None,
    required: Sequence[str] = (),
    encoding: str = "",
) -> Table:
    """The table in the bytes of a file, as ``read`` gives it."""
    names = headers.Names(columns, other_names or {})
    rows, dialect, problems = _load(data, file, names, encoding)
    header = headers.find(rows, names, required, file)
    below, titles = rows[header.place + 1 :], rows[header.place]
    odd = _odd(header, titles, below)
    problems = [headers.named(problem, header) for problem in problems]
    problems += [*header.problems, *_shape(header, titles, below, odd, file)]
    return Table(
        header=tuple(column for _, column in header.columns),
        rows=_rows(header, titles, below, odd),
        problems=tuple(sorted(problems)),
        dialect=dialect,
        titles=header.titles,
        above=tuple(tuple(cells) for _, cells in rows[: header.place]),
    )


def columns(
    path: Path,
    wanted: Sequence[str],
    columns: Sequence[str] = (),
    other_names: Mapping[str, str] | None = None,
    required: Sequence[str] = (),
) -> Columns:
    """The cells of a few columns of a table that may be very long; read as strictly as by ``read``."""
    names = headers.Names(columns, other_names or {})
    with collector_paused():
        found, _, problems = _load(bytes_of(path), path.name, names, "")
        header = headers.find(found, names, required, path.name)
        below = found[header.place + 1 :]
        titles = found[header.place]
        odd = _odd(header, titles, below)
        problems = [headers.named(problem, header) for problem in problems]
        problems += [*header.problems, *_shape(header, titles, below, odd, path.name)]
        places = {name: at for at, name in header.columns}
        cells = _picked([places.get(name) for name in wanted], titles, below)
    return Columns(tuple(name for _, name in header.columns), cells, tuple(sorted(problems)))


def _picked(places: Sequence[int | None], titles: Lined, below: Sequence[Lined]) -> list[tuple[str, ...]]:
    """The cells in those places; "" where a row has none, or the table no such column."""
    beyond = len(titles[1])
    at = [beyond if place is None else place for place in places]
    need, first = max(at) + 1, titles[1][0].strip()
    # Twice the first, so that one column gives a tuple too.
    pick = itemgetter(at[0], *at)
    return [
        pick(cells if len(cells) >= need else [*cells, *[""] * (need - len(cells))])[1:]
        for _, cells in below
        if not (cells[0].strip() == first and _is_header(cells, titles))
    ]


def rows(path: Path, encoding: str = "") -> list[list[str]]:
    """The rows of a CSV or XLSX file that are not blank, as lists of text; no header is looked for."""
    return rows_in(bytes_of(path), path.name, encoding)


def rows_in(data: bytes, file: str, encoding: str = "") -> list[list[str]]:
    """The rows in the bytes of a file, as ``rows`` gives them."""
    return [cells for _, cells in _load(data, file, headers.Names((), {}), encoding)[0]]


def hidden(path: Path, page: str) -> tuple[str, ...]:
    """The texts in the first column of a page of a workbook, shown or not; () if there is no such page."""
    return workbook.column_of(bytes_of(path), page, path.name)


def _load(data: bytes, file: str, names: headers.Names, encoding: str) -> tuple[list[Lined], Dialect, list[Problem]]:
    if workbook.is_workbook(data):
        found, problems = workbook.cells(data, file, names.count)
        return found, Dialect(), problems
    text, used = text_of(data, file, encoding)
    found, delimiter, problems = split(text, file, names.count)
    if _may_be_guarded(text):
        found = [(line, _bare(cells)) for line, cells in found]
    return found, Dialect(delimiter, used), problems


#: What stands before an apostrophe with which a cell begins.
_BEFORE = (",", ";", "\t", "|", '"', "\r", "\n", "\ufeff")


def _may_be_guarded(text: str) -> bool:
    return "'" in text and (text[:1] == "'" or any(f"{mark}'" in text for mark in _BEFORE))


def _bare(cells: list[str]) -> list[str]:
    return [unguarded(cell) if cell[:1] == "'" else cell for cell in cells]


def _odd(header: headers.Header, titles: Lined, below: Sequence[Lined]) -> list[Lined]:
    """The rows that are not as wide as the header, or may be the header once more: nearly none."""
    width, first = header.width, titles[1][0].strip()
    return [row for row in below if len(row[1]) != width or row[1][0].strip() == first]


def _rows(header: headers.Header, titles: Lined, below: Sequence[Lined], odd: Sequence[Lined]) -> Rows:
    """The rows below the header with a cell for each of its columns, in their order."""
    names, places = tuple(name for _, name in header.columns), [at for at, _ in header.columns]
    in_order = places == list(range(header.width))
    if in_order and not odd:
        return Rows(names, below)
    whole = (row for row in below if not _is_header(row[1], titles))
    return Rows(names, [row if in_order and len(row[1]) == header.width else _placed(row, places) for row in whole])


def _placed(row: Lined, places: Sequence[int]) -> Lined:
    line, cells = row
    return line, [cells[at] if at < len(cells) else "" for at in places]


def _is_header(cells: Sequence[str], header: Lined) -> bool:
    return cells[0].strip() == header[1][0].strip() and [c.strip() for c in cells] == [c.strip() for c in header[1]]


def _shape(
    header: headers.Header, titles: Lined, below: Sequence[Lined], odd: Sequence[Lined], file: str
) -> Iterator[Problem]:
    """Rows that do not fit the header."""
    named, width = {index for index, _ in header.columns}, header.width
    if below and all(_last(cells) > width for _, cells in below):
        widest = max(_last(cells) for _, cells in below)
        what = f"the header has {width} names, the rows have {widest} cells"
        raise BadFile(file, what, "is there a name missing in the header?", header.line)
    unnamed = [index for index in range(width) if index not in named]
    for line, cells in below if unnamed else odd:
        if _is_header(cells, titles):
            yield Problem(file, line, "", "is the header once more", "were two files put together? delete this line")
            continue
        for index in (*unnamed, *range(width, len(cells))):
            if cells[index : index + 1] and cells[index].strip():
                what = f"there is {cells[index].strip()[:40]!r} in column {letters(index)}, which has no name"
                yield Problem(file, line, "", what, "put it where it belongs, or name the column")
        if len(cells) < width:
            what = f"has {len(cells)} cells where the header has {width}"
            yield Problem(file, line, "", what, "the missing ones are taken as empty", "warning")


def _last(cells: Sequence[str]) -> int:
    """Number of cells up to the last that is not blank."""
    return max((index + 1 for index, cell in enumerate(cells) if cell.strip()), default=0)
