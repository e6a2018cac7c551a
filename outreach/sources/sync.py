"""Fetching the public data: all of it, checked, or nothing.

Convention: everything is fetched into a new set beside the one that counts, and read and checked
there. Only then does it take the other's place; whatever goes wrong, the data from before stay.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path

from .. import download, storage
from ..checksums import checksum_of
from ..errors import BadFile, OutreachError, Problem, UsageError
from ..roster import Movement, Roster, compare
from . import congress
from .cache import Index, Stored, cached, read_index, write_index
from .checks import check

__all__ = ["PUBLIC_HOST", "Progress", "SyncReport", "cached", "example", "sync"]

#: Where the data are published.
PUBLIC_HOST = "https://unitedstates.github.io/congress-legislators/"

#: The day of the data that the example was made from.
EXAMPLE_DAY = date(2026, 6, 14)

#: progress(file name, bytes so far, bytes in all or None)
Progress = Callable[[str, int, "int | None"], None]


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What fetching did."""

    source: str
    as_of: date  #: day of the data
    people: int  #: everybody in the data
    serving: int  #: of these, who serves on the day of the data
    first: bool  #: there was nothing to compare with
    unchanged: bool  #: byte for byte what we had
    movements: tuple[Movement, ...] = ()
    problems: tuple[Problem, ...] = ()  #: doubts about single people or seats
    skipped: tuple[str, ...] = ()  #: files that the source does not have


@dataclass(frozen=True, slots=True)
class _Fetched:
    body: bytes
    etag: str = ""
    last_modified: str = ""

    @property
    def stored(self) -> Stored:
        return Stored(checksum_of(self.body), self.etag, self.last_modified)


def example() -> Roster:
    """The small roster that comes with the program: the signatories of its letters and who came after them."""
    folder = Path(__file__).resolve().parent.parent / "example" / "roster"
    return congress.load(folder, EXAMPLE_DAY, complete=False)


def sync(
    source: str,
    cache: Path,
    now: datetime,
    progress: Progress = lambda name, done, total: None,
    as_of: date | None = None,
    limits: download.Limits | None = None,
) -> SyncReport:
    """Fetch the public data from an address or a folder into the cache.

    ``as_of`` is the day of the data where the source does not say it rightly. Raises ``BadFile``,
    with the data from before untouched, when anything is missing, damaged, or much less than before.
    """
    if as_of and as_of > now.date():
        raise UsageError(f"the data cannot be of {as_of.isoformat()}, which is still to come")
    storage.folder(cache)
    index = read_index(cache)
    old = _sound(cache)
    files, skipped = _fetch_all(source, cache, index if old else None, progress, limits)
    day = as_of or _day_of(source, files, now.date())
    fresh = Index(source, day, now, _new_name(cache, now), files={name: got.stored for name, got in files.items()})
    if index and old and _same(index, fresh) and _intact(cache, index):
        same = replace(old, as_of=day)
        problems = check(same, None, day)
        write_index(cache, replace(fresh, folder=index.folder, previous=index.previous))
        return _report(source, same, old, problems, skipped, unchanged=True)
    return _put_in_place(cache, fresh, files, old, index, skipped)


def _put_in_place(
    cache: Path,
    fresh: Index,
    files: dict[str, _Fetched],
    old: Roster | None,
    index: Index | None,
    skipped: tuple[str, ...],
) -> SyncReport:
    """Write the new set, read it back, check it; then let it count."""
    folder = cache / fresh.folder
    try:
        storage.folder(folder)
        for name, got in files.items():
            storage.create(folder / name, got.body)
        new = congress.load(folder, fresh.as_of)
        problems = check(new, old, fresh.as_of)
        write_index(cache, replace(fresh, previous=index.folder if index and old else ""))
    except BaseException:
        # An interruption too: but never a set that has begun to count.
        if (now := read_index(cache)) is None or now.folder != fresh.folder:
            shutil.rmtree(folder, ignore_errors=True)
        raise
    return _report(fresh.source, new, old, problems, skipped)


def _report(
    source: str,
    new: Roster,
    old: Roster | None,
    problems: tuple[Problem, ...],
    skipped: tuple[str, ...],
    unchanged: bool = False,
) -> SyncReport:
    day = new.as_of or date.min
    return SyncReport(
        source=source,
        as_of=day,
        people=len(new),
        serving=len(new.serving(day)),
        first=old is None,
        unchanged=unchanged,
        movements=compare(old, new, day) if old else (),
        problems=problems,
        skipped=skipped,
    )


def _sound(cache: Path) -> Roster | None:
    """The data we have; None when there are none, or when they are damaged and count no longer."""
    try:
        return cached(cache)
    except OutreachError:
        return None


def _same(index: Index, fresh: Index) -> bool:
    return {name: known.sha256 for name, known in index.files.items()} == {
        name: known.sha256 for name, known in fresh.files.items()
    }


def _intact(cache: Path, index: Index) -> bool:
    """Whether the set that counts still has, byte for byte, what was stored."""
    return all(_kept(cache / index.folder / name, known) for name, known in index.files.items())


def _new_name(cache: Path, now: datetime) -> str:
    """A name that no set in the cache has."""
    stem = f"set-{now:%Y%m%d-%H%M%S}-{os.getpid()}"
    return next(name for n in range(1, 1000) if not (cache / (name := f"{stem}-{n}")).exists())


def _fetch_all(
    source: str, cache: Path, index: Index | None, progress: Progress, limits: download.Limits | None
) -> tuple[dict[str, _Fetched], tuple[str, ...]]:
    """Every file of the source, and the names of those that it does not have."""
    files: dict[str, _Fetched] = {}
    for name in congress.FILES:
        had = index is not None and index.source == source and name in index.files
        try:
            files[name] = _fetch(source, name, cache, index if had else None, progress, limits)
        except download.Missing:
            if name in congress.REQUIRED or had:
                raise
    return files, tuple(name for name in congress.FILES if name not in files)


def _fetch(
    source: str, name: str, cache: Path, index: Index | None, progress: Progress, limits: download.Limits | None
) -> _Fetched:
    if "://" not in source:
        return _from_folder(Path(source), name, progress)
    url = source.rstrip("/") + "/" + name
    kept = _kept(cache / index.folder / name, index.files[name]) if index else None
    page = download.fetch(
        url,
        etag=kept.etag if kept else "",
        last_modified=kept.last_modified if kept else "",
        limits=limits,
        progress=lambda done, total: progress(name, done, total),
    )
    if page.body is None and kept is not None:
        return kept
    return _Fetched(_json_only(url, page.body or b""), page.etag, page.last_modified)


def _from_folder(folder: Path, name: str, progress: Progress) -> _Fetched:
    if not folder.is_dir():
        raise BadFile(
            str(folder), "is not a folder", "name the folder that holds legislators-current.json, or an address"
        )
    path = folder / name
    if not path.is_file():
        raise download.Missing(str(path), "is missing", "name a folder that has it")
    try:
        body = path.read_bytes()
    except OSError as fault:
        raise BadFile(str(path), f"cannot be read ({fault.strerror})", "check who may read it") from fault
    progress(name, len(body), len(body))
    return _Fetched(_json_only(str(path), body))


def _kept(path: Path, known: Stored) -> _Fetched | None:
    """The copy we have, if it is still the one that its validators belong to."""
    try:
        fetched = _Fetched(path.read_bytes(), known.etag, known.last_modified)
    except OSError:
        return None
    return fetched if fetched.stored == known else None


def _json_only(where: str, body: bytes) -> bytes:
    """Refuse a page for people (a login, a notice) and an empty file before anything is parsed."""
    start = body.lstrip()[:1]
    if not start:
        raise BadFile(where, "is empty", "the data from before are kept; try again later")
    if start not in (b"[", b"{"):
        what = "is a web page, not data" if start == b"<" else "is not JSON"
        raise BadFile(where, what, "the data from before are kept; log in to the network, or check the address")
    return body


def _day_of(source: str, files: dict[str, _Fetched], today: date) -> date:
    """The day that the server, or the folder, gives the list of those who serve; never in the future."""
    name = congress.REQUIRED[0]
    if "://" not in source:
        stamp = (Path(source) / name).stat().st_mtime
        return min(datetime.fromtimestamp(stamp).astimezone().date(), today)
    try:
        return min(parsedate_to_datetime(files[name].last_modified).date(), today)
    except (ValueError, TypeError):
        return today
