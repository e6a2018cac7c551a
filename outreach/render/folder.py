"""A batch on disk: the files of each legislator, a manifest and a memory, all at once or not at all.

Conventions: everything is written into a hidden folder beside the last one, which gets its name
when the last file is complete. A folder that has a name is whole; nothing is ever overwritten.
``FORMATS`` is open: a format is a name (the ending of its files) and a function from a follow-up
to its bytes or text; whoever knows more formats passes a table of them. ``batch.json`` keeps the
follow-ups themselves and a checksum of every file, so that the same bytes can be had a year later.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from ..errors import BadFile
from ..followups import Batch, FollowUp, fingerprint, kept
from . import html, txt
from .manifest import NAME as MANIFEST
from .manifest import Entry, encoded

#: How one follow-up becomes the contents of a file.
Renderer = Callable[[FollowUp], str | bytes]

#: How the whole batch becomes the contents of one file: all letters for the printer, labels.
Whole = Callable[[Sequence[FollowUp]], str | bytes]

#: Format → its renderer.
FORMATS: Mapping[str, Renderer] = {"txt": txt.render, "html": html.render}

#: Name of the memory of a batch.
MEMORY = "batch.json"

#: Beginning of the name of a folder that is being written; a kill can leave one behind.
_DRAFT = ".writing-"


@dataclass(frozen=True, slots=True)
class Extras:
    """What a batch can have besides one file for each legislator."""

    wholes: Mapping[str, Whole] = field(default_factory=dict)  #: name of a file → what makes it from all letters
    #: (id, fingerprint) → (who approved the very same letter, when)
    approved: Mapping[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    again: str = ""  #: why the same follow-up is written to the same person once more


def write(
    batch: Batch,
    folder: Path,
    formats: str | Mapping[str, Renderer],
    data_date: date | None,
    extras: Extras | None = None,
) -> Path:
    """Write the batch into a new folder below ``folder`` and give its path.

    ``formats``: one of ``FORMATS``, or a table of several renderers, each of which makes a file for
    every follow-up. ``folder/LETTER/DATE-N``: N counts the batches of a day. Raises ``BadData`` if
    the batch has errors and ``BadFile`` if the disk does not take it; in both cases nothing is left
    behind.
    """
    batch.refuse_errors()
    if batch.letter is None or batch.on is None or not batch.items:
        raise BadFile("followups", "there is nobody to write to", "see 'outreach draft' without --write")
    renderers = {formats: FORMATS[formats]} if isinstance(formats, str) else formats
    files = dict(_files(batch, renderers, data_date, extras or Extras()))
    home = home_of(folder, batch.letter.slug)
    draft = home / f"{_DRAFT}{batch.on}-{os.getpid()}"
    try:
        draft.mkdir(parents=True)
        for name, data in files.items():
            _create(draft / name, data)
        return _named(draft, home, batch.on)
    except OSError as fault:
        raise BadFile(str(home), f"cannot be written ({fault.strerror})", "nothing was written") from None
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def home_of(folder: Path, slug: str) -> Path:
    """The folder of all batches of a letter."""
    return folder / _slug(slug)


def sweep(home: Path) -> int:
    """Delete what a kill left half written; only for whoever holds the lock. Says how many folders."""
    found = list(home.glob(f"{_DRAFT}*"))
    for path in found:
        shutil.rmtree(path, ignore_errors=True)
    return len(found)


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


def _files(
    batch: Batch, renderers: Mapping[str, Renderer], data_date: date | None, extras: Extras
) -> Iterator[tuple[str, bytes]]:
    """File name → bytes: the letters, what is made from all of them, the memory, the manifest."""
    rows, sums = [], {}
    for item in batch.items:
        made = {f"{stem(item)}.{fmt}": _bytes(render(item)) for fmt, render in renderers.items()}
        rows.append(_entry(item, made, data_date, extras))
        yield from made.items()
    for name, whole in extras.wholes.items():
        data = _bytes(whole(batch.items))
        sums[name] = _sum(data)
        yield name, data
    yield MEMORY, _memory(batch, renderers, sums)
    yield MANIFEST, encoded(rows)


def _memory(batch: Batch, renderers: Mapping[str, Renderer], sums: Mapping[str, str]) -> bytes:
    known = {"version": 1, "formats": list(renderers), "wholes": sums, "follow_ups": [kept(one) for one in batch.items]}
    return (json.dumps(known, ensure_ascii=False, indent=0) + "\n").encode()


def _entry(item: FollowUp, made: Mapping[str, bytes], data_date: date | None, extras: Extras) -> Entry:
    print_ = fingerprint(item)
    by, on = extras.approved.get((item.record.legislator.id, print_), ("", ""))
    return Entry(
        id=item.record.legislator.id,
        name=item.address.name,
        route=item.record.route,
        purpose=item.template.front.purpose,
        template=item.template.name,
        template_sha256=item.template.sha256,
        data_date=data_date.isoformat() if data_date else "",
        file=" ".join(made),
        sha256=" ".join(map(_sum, made.values())),
        letter_sha256=print_,
        approved_by=by,
        approved_on=on,
        again=extras.again,
    )


def _bytes(made: str | bytes) -> bytes:
    return made.encode() if isinstance(made, str) else made


def _sum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def stem(item: FollowUp) -> str:
    """The name of the file without its ending: "V000081-velazquez"; always inside its folder, unique by id."""
    return f"{_slug(item.record.legislator.id, keep_case=True)}-{_slug(item.record.legislator.last)}"


def _slug(text: str, keep_case: bool = False) -> str:
    plain = unicodedata.normalize("NFKD", text.replace("’", "").replace("'", "")).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "-", plain if keep_case else plain.lower()).strip("-")[:60].strip("-") or "x"


def _create(path: Path, data: bytes) -> None:
    """Write a file that must not be there yet."""
    with open(path, "xb") as file:
        file.write(data)
