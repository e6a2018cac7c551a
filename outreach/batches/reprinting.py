"""The same bytes once more, whatever has become of templates and data."""

from __future__ import annotations

import contextlib
import shutil
from pathlib import Path

from .. import storage
from ..checksums import checksum_of
from ..errors import BadData, OutreachError, Problem, UsageError
from ..render.formats import files
from .folders import BatchFolder


def reprint(batch: BatchFolder, target: Path, templates: Path) -> int:
    """Write all files of the batch into the new folder ``target`` and say how many.

    A file that is there as it was drafted is copied; one that is missing or altered is made again
    from batch.json (a PDF or Word file with the letterhead in ``templates``) and compared with its
    checksum. ``BadData`` names those for which neither gives the same bytes; then, and where a file
    cannot be saved, nothing is written.
    """
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise UsageError(f"{target} is there already; name a new folder with -o")
    found, wrong = {}, []
    wanted = batch.sums
    stored = {name: _stored(batch.path / name, sum) for name, sum in wanted.items()}
    made = {} if all(data is not None for data in stored.values()) else _made(batch, templates)
    for name, sum in wanted.items():
        data = stored[name] if stored[name] is not None else made.get(name)
        if data is None or checksum_of(data) != sum:
            what = "is not there as it was drafted, and cannot be made again with the same bytes"
            wrong.append(Problem(f"{batch.name}/{name}", 0, "", what, "look for it in a backup"))
        else:
            found[name] = data
    if wrong:
        raise BadData(tuple(wrong))
    try:
        for name, data in found.items():
            storage.create(target / name, data)
    except BaseException:
        # An interruption too. The folder was new or empty, so what is in it is ours.
        shutil.rmtree(target, ignore_errors=True)
        raise
    return len(found)


def _stored(path: Path, sum: str) -> bytes | None:
    """The file, if it is the one that was drafted."""
    data = path.read_bytes() if path.is_file() else b""
    return data if checksum_of(data) == sum else None


def _made(batch: BatchFolder, templates: Path) -> dict[str, bytes]:
    """All files made again, as far as that is possible here and now."""
    found: dict[str, bytes] = {}
    formats = batch.memory["formats"]
    for fmt in formats:
        with_pdf = ["pdf", fmt] if fmt == "eml" and "pdf" in formats else [fmt]  # a draft has its PDF in it
        with contextlib.suppress(OutreachError):
            found.update({made.name: made.data for made in files(tuple(batch.items.values()), with_pdf, templates)})
    return found
