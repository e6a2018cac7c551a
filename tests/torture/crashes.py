"""Killed, full, failing: G01, G02, G04, G05, G07."""

from __future__ import annotations

import errno
import functools
import itertools
import os
import random
import re
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from unittest import mock

import outreach
from outreach import storage
from outreach.errors import OutreachError
from outreach.storage import NotConfirmed
from outreach.workspace import Workspace

from .measure import POSIX, Measured, cell, change, forked, killed, left_over, skipped, sound, workspace

ERRNOS = (errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS, errno.EDQUOT, errno.EMFILE, errno.EINTR)
CALLS = ("open", "write", "fsync", "close", "chmod", "replace", "unlink", "mkdir", "stat", "ftruncate")


def random_kills(full: bool) -> Measured:
    """G01: signal 9 at random while somebody saves as fast as they can."""
    if not POSIX:
        return skipped("this system has no fork")
    count, rng = 1000 if full else 40, random.Random(1)
    torn = lost = 0
    with workspace() as space, tempfile.TemporaryDirectory() as folder:
        said = Path(folder) / "said"
        said.write_bytes(b"")
        for _ in range(count):
            child = forked(lambda: _save_for_ever(space.root, said))
            time.sleep(rng.uniform(0.0, 0.03))
            killed(child)
            torn += not _whole(space)
            lost += _number(cell(space, "X000001", "notes")) < _last(said)
        space.apply([change("X000002", "stage", "asked", "declined")])
        rest, kept = len(left_over(space)), sound(space)
    measured = f"{count} kills, {torn} torn, {lost} acknowledged lost, {rest} files left over"
    return Measured(measured, "0 torn, 0 lost, 0 left over", not (torn or lost or rest) and kept)


def _save_for_ever(root: Path, said: Path) -> None:
    space = Workspace.open(root)
    mouth = os.open(said, os.O_WRONLY | os.O_APPEND)
    while True:
        old = cell(space, "X000001", "notes")
        space.apply([change("X000001", "notes", old, str(_number(old) + 1))])
        os.write(mouth, f"{_number(old) + 1}\n".encode())


def _number(cell: str) -> int:
    return int(cell or 0)


def _last(said: Path) -> int:
    lines = said.read_bytes().split(b"\n")[:-1]
    return int(lines[-1]) if lines else 0


def _whole(space: Workspace) -> bool:
    try:
        return len(space.sound_contacts()) == 20
    except OutreachError:
        return False


def every_call(full: bool) -> Measured:
    """G02: signal 9 before and after every call of the system inside one save."""
    if not POSIX:
        return skipped("this system has no fork")
    points = damaged = 0
    for late, number in itertools.product((False, True), range(1, 60, 1 if full else 3)):
        with workspace(5) as space:
            child = forked(functools.partial(_save_once, space.root, number, late))
            _, status = os.waitpid(child, 0)
            if os.WIFSIGNALED(status):
                points += 1
                damaged += not _recovers(space)
    return Measured(
        f"{points} points, {damaged} damaged", "at least 20 points, 0 damaged", points >= 20 and not damaged
    )


def _save_once(root: Path, number: int, late: bool) -> None:
    with _counted(number, lambda: os.kill(os.getpid(), signal.SIGKILL), late):
        Workspace.open(root).apply([change("X000001", "stage", "asked", "declined")])


@contextmanager
def _counted(number: int, strike: Callable[[], None], late: bool, only: str = "") -> Iterator[list[int]]:
    """Strike at the numbered call of the functions of ``os`` that matter, before it or after it."""
    count = [0]

    def wrapped(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            count[0] += 1
            mine = count[0] == number
            if mine and not late:
                strike()
            result = real(*args, **kwargs)
            if mine and late:
                strike()
            return result

        return call

    names = [only] if only else [name for name in CALLS if name != "stat"]
    patches = [mock.patch.object(os, name, wrapped(getattr(os, name))) for name in names]
    for patch in patches:
        patch.start()
    try:
        yield count
    finally:
        for patch in patches:
            patch.stop()


def _recovers(space: Workspace) -> bool:
    """Whether the next save finds all in order and leaves all in order."""
    before = cell(space, "X000001", "stage")
    space.apply([change("X000002", "stage", "asked", "declined")])
    return before in ("asked", "declined") and sound(space) and not left_over(space)


def faults(full: bool) -> Measured:
    """G04: each call fails in each way, the first, the second … time."""
    runs = damaged = false = wrong = 0
    for name, code in itertools.product(CALLS, ERRNOS):
        for number in range(1, 12 if full else 3):
            with workspace(3) as space:
                outcome, reached = _with_fault(space, name, code, number)
                if not reached:
                    break
                runs += 1
                there = cell(space, "X000001", "stage") == "declined"
                false += outcome == "saved" and not there
                wrong += (outcome == "not saved" and there) or outcome == "traceback"
                damaged += not _recovers(space)
    measured = f"{runs} faults, {damaged} damaged, {false} false success, {wrong} wrongly worded"
    return Measured(measured, "0 damaged, 0 false, 0 wrongly worded", runs >= 70 and not (damaged or false or wrong))


def _with_fault(space: Workspace, name: str, code: int, number: int) -> tuple[str, bool]:
    def strike() -> None:
        raise OSError(code, os.strerror(code))

    with _counted(number, strike, False, name) as count:
        try:
            space.apply([change("X000001", "stage", "asked", "declined")])
            outcome = "saved"
        except NotConfirmed:
            outcome = "not confirmed"
        except OutreachError:
            outcome = "not saved"
        except OSError:
            outcome = "traceback"
    return outcome, count[0] >= number


def disk_full(full: bool) -> Measured:
    """G05: no room, by limit and on a small disk; and a disk that cannot be written."""
    if not POSIX:
        return skipped("this system has no fork")
    parts = [("RLIMIT_FSIZE", _limited())]
    with tempfile.TemporaryDirectory() as folder:
        if _mount(folder, "size=400k"):
            try:
                parts += [("tmpfs full", _filled(Path(folder))), ("read-only", _read_only(Path(folder)))]
            finally:
                subprocess.run(["umount", folder], check=False)
        else:
            parts.append(("tmpfs (skipped: only root can mount)", True))
    return Measured(", ".join(f"{name}: {_ok(good)}" for name, good in parts), "all the same", all(g for _, g in parts))


def _ok(good: bool) -> str:
    return "as it was, and said" if good else "DAMAGED"


def _mount(folder: str, options: str) -> bool:
    command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", folder]
    with suppress(OSError):
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    return False


def _limited() -> bool:
    import resource

    with workspace() as space:
        before = _bytes(space)

        def work() -> None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (200, 200))
            os._exit(_refused(space))

        _, status = os.waitpid(forked(work), 0)
        return os.waitstatus_to_exitcode(status) == 1 and before == _bytes(space) and _recovers(space)


def _refused(space: Workspace) -> int:
    try:
        space.apply([change("X000001", "notes", "", "long " * 2000)])
    except OutreachError as fault:
        return 1 if "not" in str(fault) else 2
    return 0


def _bytes(space: Workspace) -> tuple[bytes, bytes]:
    return space.contacts_file.read_bytes(), space.history_file.read_bytes()


def _filled(folder: Path) -> bool:
    with workspace(20, folder) as space:
        before = _bytes(space)
        with suppress(OSError), open(folder / "filler", "wb", buffering=0) as filler:
            while filler.write(bytes(4096)):
                pass
        good = _refused(space) == 1 and before == _bytes(space)
        (folder / "filler").unlink()
        return good and _recovers(space)


def _read_only(folder: Path) -> bool:
    with workspace(20, folder) as space:
        before = _bytes(space)
        remount = ["mount", "-o", "remount,ro", str(folder)]
        subprocess.run(remount, check=True)
        try:
            return _refused(space) == 1 and before == _bytes(space)
        finally:
            subprocess.run([part.replace(",ro", ",rw") for part in remount], check=True)


#: Modules that may write otherwise: the one that saves, the lock, what is fetched again when it is
#: lost, and new folders of follow-ups, which are made whole or not at all.
_CACHES = {"storage.py", "workspace/locking.py", "sources/cache.py", "sources/sync.py", "render/folder.py"}
_WRITERS = re.compile(r"""\.write_(?:text|bytes)\(|\bopen\([^)\n]*["'][rbt+]*[wax][bt+]*["']""")


def order(full: bool) -> Measured:
    """G07: contents on the disk, then the name, then the name on the disk; and nobody writes otherwise."""
    calls: list[str] = []

    def noted(name: str) -> Callable[..., Any]:
        real = getattr(os, name)

        def call(*args: Any, **kwargs: Any) -> Any:
            calls.append(name)
            return real(*args, **kwargs)

        return call

    with tempfile.TemporaryDirectory() as folder:
        patches = [mock.patch.object(os, name, noted(name)) for name in ("write", "fsync", "replace")]
        for patch in patches:
            patch.start()
        try:
            storage.save(Path(folder) / "contacts.csv", b"x")
        finally:
            for patch in patches:
                patch.stop()
    right = calls == (["write", "fsync", "replace", "fsync"] if os.name != "nt" else ["write", "fsync", "replace"])
    package = Path(outreach.__file__).parent
    found = [path.relative_to(package).as_posix() for path in package.rglob("*.py") if _writes(path)]
    others = sorted(set(found) - _CACHES)
    return Measured(f"{' < '.join(calls)}; other writers: {others or 'none'}", "that order; none", right and not others)


def _writes(path: Path) -> bool:
    return bool(_WRITERS.search(path.read_text(encoding="utf-8")))
