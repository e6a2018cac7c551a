"""A batch on disk: the files of each legislator and a manifest, all at once or not at all.

Convention: everything is written into a hidden folder beside the last one, which gets its name
when the last file is complete and the files have been counted. A folder that has a name is whole;
nothing is ever overwritten. In the manifest, a legislator with several files has their names and
checksums in one cell each, with a blank between them.
"""

from __future__ import annotations

import csv
import hashlib
import io
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ..errors import BadData, BadFile, Problem
from ..followups import Batch, FollowUp
from . import formats as made_as
from .destinations import directed
from .names import slug, stem

__all__ = ["MANIFEST", "Progress", "Written", "complete", "stem", "write"]

#: Columns of manifest.csv.
MANIFEST = ("id", "name", "route", "template", "template_sha256", "data_date", "file", "sha256")

#: Told how many files are written, and how many there will be.
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Written:
    """A batch that is complete on disk."""

    folder: Path
    files: int  #: without the manifest
    problems: tuple[Problem, ...]  #: warnings of the formats


def write(batch: Batch, folder: Path, formats: str, data_date: date | None) -> Path:
    """The short form of ``complete``: formats as "txt,pdf", letterheads beside the folder; gives the path."""
    return complete(batch, folder, made_as.chosen(formats), data_date, folder.parent / "templates").folder


def complete(
    batch: Batch,
    folder: Path,
    formats: Sequence[str],
    data_date: date | None,
    templates: Path,
    to: str = "dc",
    progress: Progress | None = None,
) -> Written:
    """Write the batch into a new folder ``folder/LETTER/DATE-N``; N counts the batches of a day.

    ``templates`` is the folder of the letterheads, ``to`` one of ``DESTINATIONS``. Raises
    ``BadData`` if the batch or a format has errors and ``BadFile`` if the disk does not take it;
    in every case nothing is left behind.
    """
    batch.refuse_errors()
    if batch.letter is None or batch.on is None or not batch.items:
        raise BadFile("followups", "there is nobody to write to", "see 'outreach draft' without --write")
    items, warnings = directed(batch.items, to)
    warnings = (*warnings, *_refused(made_as.problems(items, formats)))
    home = folder / slug(batch.letter.slug)
    draft = home / f".writing-{batch.on}-{os.getpid()}"
    try:
        draft.mkdir(parents=True)
        files, seen = _fill(draft, items, formats, data_date, templates, progress)
        return Written(_named(draft, home, batch.on), files, (*warnings, *seen))
    except OSError as fault:
        raise BadFile(str(home), f"cannot be written ({fault.strerror})", "nothing was written") from None
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _refused(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """The warnings; ``BadData`` if there is an error."""
    if errors := tuple(problem for problem in problems if problem.level == "error"):
        raise BadData(errors)
    return problems


def _fill(
    draft: Path,
    items: Sequence[FollowUp],
    formats: Sequence[str],
    data_date: date | None,
    templates: Path,
    progress: Progress | None,
) -> tuple[int, tuple[Problem, ...]]:
    """Write every file and the manifest, and count them; how many there are and what was seen."""
    sizes: dict[str, int] = {}
    sums: dict[str, list[tuple[str, str]]] = {item.record.legislator.id: [] for item in items}
    seen: list[Problem] = []
    total = made_as.count(items, formats)
    for file in made_as.files(items, formats, templates):
        _create(draft / file.name, file.data)
        sizes[file.name] = len(file.data)
        seen += file.problems
        if file.item:
            sums[file.item.record.legislator.id].append((file.name, hashlib.sha256(file.data).hexdigest()))
        if progress:
            progress(len(sizes), total)
    manifest = _manifest(_row(item, sums[item.record.legislator.id], data_date) for item in items)
    _create(draft / "manifest.csv", manifest)
    _count(draft, {**sizes, "manifest.csv": len(manifest)}, total)
    return total, tuple(seen)


def _count(draft: Path, sizes: dict[str, int], total: int) -> None:
    """Raise ``BadFile`` unless exactly the files that were made are there, each whole."""
    with os.scandir(draft) as found:
        there = {entry.name: entry.stat().st_size for entry in found}
    if there != sizes or len(there) != total + 1:
        what = f"has {len(there)} whole files where there should be {total + 1}"
        raise BadFile(str(draft.parent), what, "nothing was kept; look at the disk and write again")


def _named(draft: Path, home: Path, on: date) -> Path:
    """Give the complete folder its name: the next number of the day that is free."""
    number = 1
    while True:
        target = home / f"{on}-{number}"
        if not target.exists():
            try:
                return draft.rename(target)
            except FileExistsError:
                pass
            except OSError:
                if not target.exists():
                    raise
        number += 1


def _manifest(rows: Iterator[tuple[str, ...]]) -> bytes:
    table = io.StringIO(newline="")
    csv.writer(table, lineterminator="\r\n").writerows([MANIFEST, *rows])
    return table.getvalue().encode()


def _row(item: FollowUp, files: Sequence[tuple[str, str]], data_date: date | None) -> tuple[str, ...]:
    return (
        item.record.legislator.id,
        _cell(item.address.name),
        item.record.route,
        item.template.name,
        item.template.sha256,
        data_date.isoformat() if data_date else "",
        " ".join(name for name, _ in files),
        " ".join(checksum for _, checksum in files),
    )


def _cell(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.lstrip()[:1] in tuple("=+-@|%'\t\r") else text


def _create(path: Path, data: bytes) -> None:
    """Write a file that must not be there yet."""
    with open(path, "xb") as file:
        file.write(data)
