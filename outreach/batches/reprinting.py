"""The same bytes once more, whatever has become of templates and data."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from .. import storage
from ..errors import BadData, Problem, UsageError
from ..render.folder import FORMATS, Renderer, Whole
from .folders import BatchFolder


def reprint(
    batch: BatchFolder,
    target: Path,
    formats: Mapping[str, Renderer] = FORMATS,
    wholes: Mapping[str, Whole] | None = None,
) -> int:
    """Write all files of the batch into the new folder ``target`` and say how many.

    A file that is there as it was drafted is copied; one that is missing or altered is made again
    from batch.json and compared with its checksum. ``BadData`` names those for which neither gives
    the same bytes; then nothing is written.
    """
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise UsageError(f"{target} is there already; name a new folder with -o")
    found, wrong = {}, []
    for name, (sum, id) in _wanted(batch).items():
        data = _stored(batch.path / name, sum) or _made(batch, name, id, formats, wholes or {})
        if data is None or hashlib.sha256(data).hexdigest() != sum:
            what = "is not there as it was drafted, and cannot be made again with the same bytes"
            wrong.append(Problem(f"{batch.name}/{name}", 0, "", what, "look for it in a backup"))
        else:
            found[name] = data
    if wrong:
        raise BadData(tuple(wrong))
    for name, data in found.items():
        storage.create(target / name, data)
    return len(found)


def _wanted(batch: BatchFolder) -> dict[str, tuple[str, str]]:
    """Name of each file → (checksum, id of the legislator, "" for a file of the whole batch)."""
    wanted = {name: (sum, entry.id) for entry in batch.entries for name, sum in entry.files.items()}
    return wanted | {name: (sum, "") for name, sum in batch.memory["wholes"].items()}


def _stored(path: Path, sum: str) -> bytes | None:
    """The file, if it is the one that was drafted."""
    data = path.read_bytes() if path.is_file() else b""
    return data if hashlib.sha256(data).hexdigest() == sum else None


def _made(
    batch: BatchFolder, name: str, id: str, formats: Mapping[str, Renderer], wholes: Mapping[str, Whole]
) -> bytes | None:
    """The file made again; None where no format of ours makes it."""
    if id:
        render = formats.get(Path(name).suffix.removeprefix("."))
        made = render(batch.items[id]) if render else None
    else:
        whole = wholes.get(name)
        made = whole(tuple(batch.items.values())) if whole else None
    return made.encode() if isinstance(made, str) else made
