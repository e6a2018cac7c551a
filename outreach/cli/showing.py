"""A table with its words: onto the screen, or into a file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .. import display, status
from ..errors import UsageError
from ..fitting import sentences
from .context import App, Command, format_option, window
from .outputs import refuse_ending, refuse_unfit

if TYPE_CHECKING:
    from ..workspace import Workspace

#: The formats that ``--format`` takes.
FORMATS = (*display.FORMATS, "xlsx")

#: Ending of a file → its format, where ``--format`` does not say it.
_ENDINGS = {
    ".xlsx": "xlsx",
    ".csv": "csv",
    ".json": "json",
    ".md": "github",
    ".html": "html",
    ".tsv": "tsv",
    ".txt": display.FORMATS[0],
}

#: Endings of files that are more than text.
_BOUND = (".xlsx", ".xls", ".ods", ".pdf", ".docx", ".png")

#: Formats into which a line of text does not fit: it goes to stderr.
_MARKUP = (*display.DATA_FORMATS, *display.MARKUP_FORMATS)


@dataclass(frozen=True)
class Shown:
    """A table with the words before and after it."""

    headers: Sequence[str]
    rows: Sequence[Sequence[object]]
    before: str
    after: Sequence[str] = ()
    doubts: Sequence[str] = ()  #: why the figures may be wrong; a workbook begins with them

    @property
    def told(self) -> list[str]:
        """All words after the table."""
        return [*self.after, *self.doubts]

    def sorted(self, by: str) -> Shown:
        """In the order of that column, if it is not ""."""
        return replace(self, rows=status.ordered(self.headers, self.rows, by))


def output_options(command: Command) -> Command:
    """``--sort``, ``--format`` and ``-o``."""
    options: tuple[Callable[[Command], Command], ...] = (
        click.option("--sort", default="", metavar="COLUMN", help="Sort by this column; from the largest: -COLUMN."),
        format_option(*FORMATS),
        click.option(
            "-o",
            "--output",
            metavar="FILE",
            type=click.Path(path_type=Path, dir_okay=False),
            help="Write the table into this file; its ending says the format (.xlsx, .csv, .json, .md, .html).",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def show(app: App, shown: Shown, sort: str, fmt: str, output: Path | None) -> None:
    """Print the table, or write it where it was wanted."""
    ordered = shown.sorted(sort)
    if output is None and fmt == "xlsx":
        raise UsageError("a workbook cannot be printed; name a file for it, as in -o table.xlsx")
    if output is None:
        echo(ordered, fmt)
    else:
        _write(app.workspace, ordered, fmt, output)


def echo(shown: Shown, fmt: str) -> None:
    """Print the table; the words go to stderr where the format is for programs."""
    beside, width = fmt in _MARKUP, window()
    empty = not (beside or shown.rows)
    click.echo(sentences(shown.before, width) + ("" if beside or empty else "\n"), err=beside)
    if not empty:
        click.echo(display.table(shown.headers, shown.rows, fmt, width))
    if shown.told:
        click.echo(("" if beside else "\n") + sentences("\n".join(shown.told), width), err=beside)


def _write(workspace: Workspace, shown: Shown, fmt: str, path: Path) -> None:
    """The table alone into the file; its words onto the screen."""
    from .. import storage

    refuse_unfit(workspace, [path])
    chosen = _format(fmt, path)
    data = _book(shown) if chosen == "xlsx" else _text(shown, chosen)
    storage.save(path, data)
    click.echo("\n".join([shown.before, *shown.told, f"Written: {path}"]))


def _format(fmt: str, path: Path) -> str:
    """The format that is asked for, or that the name of the file says; the two must fit."""
    ending = path.suffix.lower()
    if fmt == FORMATS[0]:
        refuse_ending(path, *_ENDINGS)
        return _ENDINGS[ending]
    if (fmt == "xlsx") != (ending == ".xlsx") and (fmt == "xlsx" or ending in _BOUND):
        raise UsageError(
            f"{path}: a file with that ending is not {fmt}; leave --format out, or write under another name"
        )
    return fmt


def _text(shown: Shown, fmt: str) -> bytes:
    # A spreadsheet takes a CSV file for UTF-8 only if it begins with the mark.
    mark = "\ufeff" if fmt == "csv" else ""
    return f"{mark}{display.table(shown.headers, shown.rows, fmt)}\n".encode()


def _book(shown: Shown) -> bytes:
    from ..sheets import Page, encode_book, read_first

    cells = tuple(tuple(map(_cell, row)) for row in shown.rows)
    return encode_book([*read_first(shown.doubts), Page("Status", tuple(map(display.clean, shown.headers)), cells)])


def _cell(value: object) -> str | int | float | date | None:
    if value is None or isinstance(value, int | float | date):
        return value
    return display.clean(str(value))
