"""The one place that writes people's files: a save is whole or it has not happened.

Convention: a file is never written in place. New contents go into a file beside it, are on the
disk before they take the name, and the name is on the disk before the save is called done.
"""

from __future__ import annotations

import contextlib
import glob
import os
import secrets
import stat
import time
from collections.abc import Iterator
from pathlib import Path

from .errors import OutreachError

#: Middle of the names of files that a save uses on its way; a crash can leave one behind.
_MARK = ".saving-"

#: Pauses before another try when Windows says that a program holds the file, in seconds.
_PAUSES = (0.05, 0.1, 0.1, 0.2, 0.2, 0.3, 0.3, 0.4, 0.4, 0.5)


class Unsaved(OutreachError):
    """A save that did not go as it should."""

    why: str  #: what the system said


class NotSaved(Unsaved):
    """The file could not be saved; it is as it was before."""

    def __init__(self, path: Path, why: str) -> None:
        self.why = why
        super().__init__(f"{path.name} was not saved ({why}); it is as it was before, and nothing is lost")


class NotMade(Unsaved):
    """The folder could not be made."""

    def __init__(self, path: Path, why: str) -> None:
        self.why = why
        super().__init__(f"{path}: the folder cannot be made ({why}); nothing was written")


class Held(NotSaved):
    """The file could not be saved as another program has it open, which Windows does not allow."""


class NotConfirmed(Unsaved):
    """The file has its new contents, but the disk has not said that they would outlast a power cut."""

    def __init__(self, path: Path, why: str) -> None:
        self.why = why
        super().__init__(
            f"{path.name} was saved, but the disk has not confirmed it ({why}); look at it before going on"
        )


def save(path: Path, data: bytes) -> None:
    """Put the contents under the name, whole and on the disk; the mode of an old file is kept.

    Raises NotSaved when the old file stands as it was, Held when that is because another program has
    it, NotConfirmed when the new one stands but the disk has not said so.
    """
    path = Path(os.path.realpath(path))
    temporary = path.with_name(f"{path.name}{_MARK}{secrets.token_hex(6)}")
    try:
        _write_new(temporary, data, _mode(path))
        _take_name(temporary, path)
    except OSError as fault:
        raise NotSaved(path, _why(fault)) from fault
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
    _confirm(path)


def create(path: Path, data: bytes) -> None:
    """Write a file that must not be there yet, with the folders above it; none is there if that fails."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _write_new(path, data, 0o600)
    except OSError as fault:
        raise NotSaved(path, _why(fault)) from fault


def folder(path: Path) -> None:
    """Have a folder that only its owner may read, with those above it; one that is there stays as it is."""
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as fault:
        raise NotMade(path, _why(fault)) from fault


def append(path: Path, data: bytes) -> None:
    """Add bytes at the end of the file and have them on the disk; the file is made if need be."""
    new = not path.exists()
    try:
        with open(path, "ab", opener=_private) as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except OSError as fault:
        raise NotSaved(path, _why(fault)) from fault
    if new:
        _confirm(path)


def cut(path: Path, size: int) -> None:
    """Shorten the file to so many bytes: takes back an ``append`` that was not completed."""
    with open(path, "r+b") as file:
        file.truncate(size)
        os.fsync(file.fileno())


def left_over(path: Path) -> tuple[Path, ...]:
    """Files that a save of this file left beside it when the machine died."""
    return tuple(sorted(path.parent.glob(f"{glob.escape(path.name)}{_MARK}*")))


def sweep(path: Path) -> int:
    """Delete what ``left_over`` finds; only to be called by whoever holds the lock. Says how many."""
    found = left_over(path)
    for file in found:
        file.unlink(missing_ok=True)
    return len(found)


def sweep_folder(folder: Path) -> int:
    """Delete what saves of any file in the folder left behind; says how many."""
    found = [path for path in folder.glob(f"*{_MARK}*") if path.is_file()]
    for file in found:
        file.unlink(missing_ok=True)
    return len(found)


def _write_new(path: Path, data: bytes, mode: int) -> None:
    with _opened_new(path, mode) as number:
        view = memoryview(data)
        while view:
            view = view[os.write(number, view) :]
        # The mask of the user may have taken rights away that the old file had.
        os.chmod(path, mode)
        os.fsync(number)


@contextlib.contextmanager
def _opened_new(path: Path, mode: int) -> Iterator[int]:
    """A new file to be written; a part of it does not stay."""
    whole = False
    number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
    try:
        yield number
        whole = True
    finally:
        os.close(number)
        if not whole:
            with contextlib.suppress(OSError):
                os.unlink(path)


def _private(name: str, flags: int) -> int:
    return os.open(name, flags, 0o600)


def _mode(path: Path) -> int:
    """Who may read the old file; only its owner if there is none."""
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except OSError:
        return 0o600


def _take_name(source: Path, target: Path) -> None:
    try:
        _replace(source, target)
    except PermissionError as fault:
        raise Held(target, _why(fault)) from fault


def _replace(source: Path, target: Path) -> None:
    """os.replace, patient with a spreadsheet or a virus scanner that holds the file on Windows."""
    for pause in _PAUSES:
        try:
            return os.replace(source, target)
        except PermissionError as fault:
            if getattr(fault, "winerror", None) not in (5, 32, 33):
                raise
            time.sleep(pause)
    return os.replace(source, target)


def _confirm(path: Path) -> None:
    """Have the name on the disk too; Windows does that by itself."""
    if os.name == "nt":
        return
    try:
        number = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
    except OSError as fault:
        raise NotConfirmed(path, _why(fault)) from fault


def _why(fault: OSError) -> str:
    if getattr(fault, "winerror", None) in (5, 32, 33):
        return "another program holds it; close it there and try again"
    return fault.strerror or str(fault)
