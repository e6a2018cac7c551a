"""Every state of contacts.csv, byte for byte, in the folder ``snapshots/``.

Convention: a snapshot is named after its place in the history, its day, and its contents:
``000000012345-20260614-0123456789abcdef.csv.gz`` is what contacts.csv was when history.csv had
12,345 bytes. So the newest state that the program knows is the one named after the present size
of history.csv, without any clock or index that could be wrong. A snapshot whose contents do not
fit its name is damaged and never used. The folder may be deleted: then only ``restore`` and
hand edits since the last save are lost sight of, never a record.
"""

from __future__ import annotations

import contextlib
import gzip
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from .. import storage
from ..checksums import checksum_of
from ..errors import BadFile

#: How many of the newest states are kept; of older ones the last of each day.
KEPT = 1000

_NAME = re.compile(r"(\d{12})-(\d{8})-([0-9a-f]{16})\.csv\.gz")


@dataclass(frozen=True, slots=True, order=True)
class Snapshot:
    """One state of contacts.csv."""

    position: int  #: size of history.csv then, in bytes; 0 is before the first change
    day: str  #: 20260614
    digest: str  #: beginning of the SHA-256 of the contents

    @property
    def name(self) -> str:
        """Name of its file."""
        return f"{self.position:012d}-{self.day}-{self.digest}.csv.gz"


def digest_of(data: bytes) -> str:
    """What identifies contents."""
    return checksum_of(data)[:16]


def named(data: bytes, position: int, at: str) -> Snapshot:
    """The contents as the state at that place of the history and that moment."""
    return Snapshot(position, day_of(at), digest_of(data))


def keep(folder: Path, data: bytes, made: Snapshot) -> None:
    """Keep the contents as that state; NotSaved if that fails."""
    if any(there.digest == made.digest for there in at_position(folder, made.position)):
        return
    folder.mkdir(mode=0o700, exist_ok=True)
    # Not confirmed is good enough here: contacts.csv itself comes next.
    with contextlib.suppress(storage.NotConfirmed):
        storage.save(folder / made.name, gzip.compress(data, 1, mtime=0))


def set_aside(folder: Path, data: bytes) -> str:
    """Keep contents that were never a state, before they are replaced; says under which name."""
    name = f"replaced-{digest_of(data)}.csv"
    folder.mkdir(mode=0o700, exist_ok=True)
    if not (folder / name).exists():
        storage.save(folder / name, data)
    return f"{folder.name}/{name}"


def day_of(at: str) -> str:
    """The day of a moment, as it stands in the name."""
    return "".join(character for character in at[:10] if character in "0123456789").ljust(8, "0")[:8]


def listed(folder: Path) -> tuple[Snapshot, ...]:
    """All states, in the order of the history."""
    return tuple(sorted(_named(folder)))


def at_position(folder: Path, position: int) -> tuple[Snapshot, ...]:
    """The states at that place: several if the file was re-saved without a change, the newest last."""
    found = [one for one in _named(folder) if one.position == position]
    return tuple(sorted(found, key=lambda one: _written(folder / one.name)))


def _written(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


def _named(folder: Path) -> Iterator[Snapshot]:
    try:
        names = [path.name for path in folder.iterdir()]
    except OSError:
        return
    for name in names:
        if found := _NAME.fullmatch(name):
            yield Snapshot(int(found[1]), found[2], found[3])


def contents(folder: Path, snapshot: Snapshot) -> bytes:
    """The bytes of contacts.csv in that state; BadFile if they are not what they were."""
    path = folder / snapshot.name
    try:
        data = gzip.decompress(path.read_bytes())
    except (OSError, EOFError, ValueError, zlib.error) as fault:
        raise BadFile(f"{folder.name}/{snapshot.name}", f"cannot be read ({type(fault).__name__})") from None
    if digest_of(data) != snapshot.digest:
        raise BadFile(f"{folder.name}/{snapshot.name}", "is not what it was when it was kept")
    return data


def discard(folder: Path, name: str) -> None:
    """Delete a state that never came to be."""
    if _NAME.fullmatch(name):
        (folder / name).unlink(missing_ok=True)


def prune(folder: Path, kept: int = KEPT) -> int:
    """Delete old states, but the first and the last of each day; says how many."""
    found = listed(folder)
    if len(found) <= kept + kept // 10:
        return 0
    stay = _last_of_days(found) | set(found[-kept:]) | {one for one in found if one.position == 0}
    away = [one for one in found if one not in stay]
    for one in away:
        with contextlib.suppress(OSError):
            (folder / one.name).unlink()
    return len(away)


def _last_of_days(found: Iterable[Snapshot]) -> set[Snapshot]:
    return set({one.day: one for one in found}.values())
