"""One writer at a time: a lock file of its own, since saving gives the data file a new inode."""

from __future__ import annotations

import contextlib
import os
import socket
from collections.abc import Iterator
from pathlib import Path

from ..errors import OutreachError

#: Seconds to wait for somebody else's save.
PATIENCE = 10.0


class Busy(OutreachError):
    """Somebody else is saving."""

    def __init__(self, folder: Path, holder: str) -> None:
        super().__init__(
            f"{folder}: {holder or 'another program'} is saving here; nothing was written; try again in a moment"
        )


class NotWritable(OutreachError):
    """The workspace cannot be written to."""

    def __init__(self, folder: Path, why: str) -> None:
        super().__init__(f"{folder}: cannot write here ({why}); nothing was written")


@contextlib.contextmanager
def locked(cache: Path, by: str = "", patience: float = PATIENCE) -> Iterator[None]:
    """Be the only writer of the workspace; Busy after ``patience`` seconds.

    The lock is the operating system's own: it is let go of when the program dies. The file
    itself is never deleted.
    """
    import filelock

    prepare(cache)
    lock = filelock.FileLock(cache / "lock", timeout=patience, poll_interval=0.01)
    holder = cache / "lock.holder"
    try:
        lock.acquire()
    except filelock.Timeout:
        raise Busy(cache.parent, _read(holder)) from None
    except OSError as fault:
        raise NotWritable(cache.parent, fault.strerror or str(fault)) from None
    try:
        with contextlib.suppress(OSError):
            holder.write_text(f"{by or 'somebody'} (process {os.getpid()} on {socket.gethostname()})", "utf-8")
        yield
    except OSError as fault:
        # Once contacts.csv is replaced nothing more is raised, so what comes here has changed nothing.
        raise NotWritable(cache.parent, fault.strerror or str(fault)) from fault
    finally:
        with contextlib.suppress(OSError):
            holder.unlink(missing_ok=True)
        lock.release()


def prepare(cache: Path) -> None:
    """Make the folder of caches and locks, with a note that keeps it out of git."""
    try:
        cache.mkdir(mode=0o700, exist_ok=True)
        ignore = cache / ".gitignore"
        if not ignore.exists():
            ignore.write_text("*\n", encoding="utf-8")
    except OSError as fault:
        raise NotWritable(cache.parent, fault.strerror or str(fault)) from None


def _read(holder: Path) -> str:
    try:
        return holder.read_text("utf-8", errors="replace").strip()
    except OSError:
        return ""
