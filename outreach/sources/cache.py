"""The cache of public data: whole sets of files, and one small file that says which set counts.

Convention: a set is a folder that is never altered once ``sync.json`` names it. Putting a new set
in place is one atomic replacement of ``sync.json``, so that a stop at any moment leaves either the
old or the new set whole. The set before is kept, to compare with.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from pathlib import Path

from .. import storage
from ..roster import Roster
from . import congress

#: Name of the file that says which set counts.
INDEX = "sync.json"

#: Seconds for which a set may be one that another run is still filling.
_YOUNG = 900


@dataclass(frozen=True, slots=True)
class Stored:
    """What was known about one file when it was stored."""

    sha256: str
    etag: str = ""
    last_modified: str = ""  #: as the server wrote it


@dataclass(frozen=True, slots=True)
class Index:
    """What ``sync.json`` says."""

    source: str  #: address or folder that the set came from
    as_of: date  #: day of the data
    fetched_at: datetime
    folder: str  #: name of the set that counts
    previous: str = ""  #: name of the set before, "" if there was none
    files: Mapping[str, Stored] = field(default_factory=dict)  #: file name → what is known of it


def cached(cache: Path) -> Roster | None:
    """The roster in the cache; None when nothing was ever fetched. Raises ``BadFile``."""
    index = read_index(cache)
    return congress.load(cache / index.folder, index.as_of) if index else None


def read_index(cache: Path) -> Index | None:
    """What ``sync.json`` says; None when it is missing or damaged, for then nothing counts."""
    try:
        raw = json.loads((cache / INDEX).read_text(encoding="utf-8"))
        files = {name: Stored(**known) for name, known in raw["files"].items()}
        index = Index(
            str(raw["source"]),
            date.fromisoformat(raw["as_of"]),
            datetime.fromisoformat(raw["fetched_at"]),
            _plain(raw["folder"]),
            _plain(raw["previous"]),
            files,
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return index if index.folder and (cache / index.folder).is_dir() else None


def write_index(cache: Path, index: Index) -> None:
    """Let another set count, in one step; then clear away what has long ceased to."""
    raw = asdict(index) | {"as_of": index.as_of.isoformat(), "fetched_at": index.fetched_at.isoformat()}
    storage.save(cache / INDEX, json.dumps(raw, indent=1).encode("utf-8"))
    _clear(cache, (index.folder, index.previous), index.fetched_at.timestamp() - _YOUNG)


def _clear(cache: Path, counting: tuple[str, ...], before: float) -> None:
    """Remove the sets that no longer count, and what a broken run left; not what another run is filling."""
    for folder in cache.iterdir():
        if folder.is_dir() and folder.name not in counting and folder.stat().st_mtime < before:
            shutil.rmtree(folder, ignore_errors=True)


def _plain(name: object) -> str:
    """The name of a folder in the cache and of nothing outside it."""
    if not isinstance(name, str) or not re.fullmatch(r"(set-[0-9a-z-]+)?", name):
        raise ValueError(f"{name!r} is not the name of a folder")
    return name
