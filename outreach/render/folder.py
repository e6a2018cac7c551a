"""A batch on disk: one file for each legislator and a manifest, all at once or not at all.

Convention: everything is written into a hidden folder beside the last one, which gets its name
when the last file is complete. A folder that has a name is whole; nothing is ever overwritten.
"""

from __future__ import annotations

import csv
import hashlib
import io
import os
import re
import shutil
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path

from ..errors import BadFile
from ..followups import Batch, FollowUp
from . import html, txt

#: Format → how one follow-up becomes the text of a file.
FORMATS: Mapping[str, Callable[[FollowUp], str]] = {"txt": txt.render, "html": html.render}

#: Columns of manifest.csv.
MANIFEST = ("id", "name", "route", "template", "template_sha256", "data_date", "file", "sha256")


def write(batch: Batch, folder: Path, fmt: str, data_date: date | None) -> Path:
    """Write the batch into a new folder below ``folder`` and give its path.

    ``folder/LETTER/DATE-N``: N counts the batches of a day. Raises ``BadData`` if the batch has
    errors and ``BadFile`` if the disk does not take it; in both cases nothing is left behind.
    """
    batch.refuse_errors()
    if batch.letter is None or batch.on is None or not batch.items:
        raise BadFile("followups", "there is nobody to write to", "see 'outreach draft' without --write")
    files = dict(_files(batch, fmt, data_date))
    home = folder / _slug(batch.letter.slug)
    draft = home / f".writing-{batch.on}-{os.getpid()}"
    try:
        draft.mkdir(parents=True)
        for name, data in files.items():
            _create(draft / name, data)
        return _named(draft, home, batch.on)
    except OSError as fault:
        raise BadFile(str(home), f"cannot be written ({fault.strerror})", "nothing was written") from None
    finally:
        shutil.rmtree(draft, ignore_errors=True)


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


def _files(batch: Batch, fmt: str, data_date: date | None) -> Iterator[tuple[str, bytes]]:
    """File name → bytes, the manifest last."""
    rows = []
    for item in batch.items:
        name, data = f"{stem(item)}.{fmt}", FORMATS[fmt](item).encode()
        rows.append(_row(item, name, data, data_date))
        yield name, data
    table = io.StringIO(newline="")
    csv.writer(table, lineterminator="\r\n").writerows([MANIFEST, *rows])
    yield "manifest.csv", table.getvalue().encode()


def _row(item: FollowUp, name: str, data: bytes, data_date: date | None) -> tuple[str, ...]:
    return (
        item.record.legislator.id,
        _cell(item.address.name),
        item.record.route,
        item.template.name,
        item.template.sha256,
        data_date.isoformat() if data_date else "",
        name,
        hashlib.sha256(data).hexdigest(),
    )


def _cell(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.lstrip()[:1] in tuple("=+-@|%'\t\r") else text


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
