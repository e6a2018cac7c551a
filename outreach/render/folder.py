"""A batch on disk: the files of each legislator and a manifest, all at once or not at all.

Convention: everything is written into a hidden folder beside the last one, which gets its name
when the last file is complete and the files have been counted. A folder that has a name is whole;
nothing is ever overwritten. In the manifest, a legislator with several files has their names and
checksums in one cell each, with a blank between them. ``batch.json`` keeps the follow-ups themselves
and a checksum of every other file, so that the same bytes can be had a year later.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from ..checksums import checksum_of
from ..errors import BadData, BadFile, Problem
from ..followups import Batch, FollowUp, fingerprint, kept
from . import formats as made_as
from .destinations import directed
from .manifest import NAME as MANIFEST
from .manifest import Entry, encoded
from .names import slug, stem

__all__ = ["MANIFEST", "MEMORY", "Extras", "Progress", "Written", "complete", "home_of", "stem", "sweep", "write"]

#: Name of the memory of a batch.
MEMORY = "batch.json"

#: Beginning of the name of a folder that is being written; a kill can leave one behind.
_DRAFT = ".writing-"

#: Told how many files are written, and how many there will be.
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Extras:
    """What is known of a batch besides its letters."""

    #: (id, fingerprint) → (who approved the very same letter, when)
    approved: Mapping[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    again: str = ""  #: why the same follow-up is written to the same person once more


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
    extras: Extras | None = None,
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
    home = home_of(folder, batch.letter.slug)
    draft = home / f"{_DRAFT}{batch.on}-{os.getpid()}"
    try:
        draft.mkdir(parents=True)
        files, seen = _fill(draft, items, (formats, to), data_date, templates, progress, extras or Extras())
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
    how: tuple[Sequence[str], str],
    data_date: date | None,
    templates: Path,
    progress: Progress | None,
    extras: Extras,
) -> tuple[int, tuple[Problem, ...]]:
    """Write every file and the manifest, and count them; how many there are and what was seen."""
    sizes: dict[str, int] = {}
    sums: dict[str, list[tuple[str, str]]] = {item.record.legislator.id: [] for item in items}
    wholes: dict[str, str] = {}
    seen: list[Problem] = []
    formats, to = how
    total = made_as.count(items, formats)
    for file in made_as.files(items, formats, templates):
        _create(draft / file.name, file.data)
        sizes[file.name] = len(file.data)
        seen += file.problems
        checksum = checksum_of(file.data)
        if file.item:
            sums[file.item.record.legislator.id].append((file.name, checksum))
        else:
            wholes[file.name] = checksum
        if progress:
            progress(len(sizes), total)
    rows = [_entry(item, sums[item.record.legislator.id], data_date, extras) for item in items]
    for name, data in ((MEMORY, _memory(items, formats, to, wholes)), (MANIFEST, encoded(rows))):
        _create(draft / name, data)
        sizes[name] = len(data)
    _count(draft, sizes, total)
    return total, tuple(seen)


def _count(draft: Path, sizes: dict[str, int], total: int) -> None:
    """Raise ``BadFile`` unless exactly the files that were made are there, each whole."""
    with os.scandir(draft) as found:
        there = {entry.name: entry.stat().st_size for entry in found}
    if there != sizes or len(there) != total + 2:
        what = f"has {len(there)} whole files where there should be {total + 2}"
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


def _entry(item: FollowUp, files: Sequence[tuple[str, str]], data_date: date | None, extras: Extras) -> Entry:
    words = fingerprint(item)
    by, on = extras.approved.get((item.record.legislator.id, words), ("", ""))
    return Entry(
        id=item.record.legislator.id,
        name=item.address.name,
        route=item.record.route,
        purpose=item.template.front.purpose,
        template=item.template.name,
        template_sha256=item.template.sha256,
        data_date=data_date.isoformat() if data_date else "",
        file=" ".join(name for name, _ in files),
        sha256=" ".join(checksum for _, checksum in files),
        letter_sha256=words,
        approved_by=by,
        approved_on=on,
        again=extras.again,
    )


def _memory(items: Sequence[FollowUp], formats: Sequence[str], to: str, wholes: Mapping[str, str]) -> bytes:
    """A line for each letter, between what holds for all of them."""
    known = json.dumps({"version": 1, "formats": list(formats), "to": to, "wholes": wholes})
    letters = ",\n".join(map(kept, items))
    return f'{known[:-1]}, "follow_ups": [\n{letters}\n]}}\n'.encode()


def home_of(folder: Path, letter: str) -> Path:
    """The folder of all batches of a letter."""
    return folder / slug(letter)


def sweep(home: Path) -> int:
    """Delete what a kill left half written; only for whoever holds the lock. Says how many folders."""
    found = list(home.glob(f"{_DRAFT}*"))
    for path in found:
        shutil.rmtree(path, ignore_errors=True)
    return len(found)


def _create(path: Path, data: bytes) -> None:
    """Write a file that must not be there yet."""
    with open(path, "xb") as file:
        file.write(data)
