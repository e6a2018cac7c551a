"""Saving: whole or not at all, at every point where it can fail."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from outreach import storage

CALLS = ("open", "write", "fsync", "close", "replace")
ERRNOS = (errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS, errno.EDQUOT, errno.EMFILE, errno.EINTR)


def test_a_save_is_there_with_the_old_mode_and_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "contacts.csv"
    storage.save(path, b"one")
    assert path.stat().st_mode & 0o777 == 0o600
    path.chmod(0o664)
    storage.save(path, b"two")
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"two", 0o664)
    assert os.listdir(tmp_path) == ["contacts.csv"]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.csv").write_bytes(b"one")
    (tmp_path / "contacts.csv").symlink_to(tmp_path / "real.csv")
    storage.save(tmp_path / "contacts.csv", b"two")
    assert (tmp_path / "contacts.csv").is_symlink()
    assert (tmp_path / "real.csv").read_bytes() == b"two"


def failing(call: str, number: int, code: int) -> tuple[Callable[..., object], list[int]]:
    """The call of os that fails the numbered time, and how often it was called."""
    real = getattr(os, call)
    count = [0]

    def fail(*args: object, **kwargs: object) -> object:
        count[0] += 1
        if count[0] == number:
            raise OSError(code, os.strerror(code))
        return real(*args, **kwargs)

    return fail, count


@pytest.mark.parametrize("code", ERRNOS, ids=errno.errorcode.get)
@pytest.mark.parametrize("number", [1, 2])
@pytest.mark.parametrize("call", CALLS)
def test_a_failing_call_leaves_the_old_file_or_the_new_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int, code: int
) -> None:
    path = tmp_path / "contacts.csv"
    path.write_bytes(b"old")
    fake, count = failing(call, number, code)
    outcome = "saved"
    with monkeypatch.context() as patched:
        patched.setattr(os, call, fake)
        try:
            storage.save(path, b"new")
        except storage.NotSaved:
            outcome = "not saved"
        except storage.NotConfirmed:
            outcome = "not confirmed"
    assert path.read_bytes() == (b"old" if outcome == "not saved" else b"new")
    assert (outcome == "saved") == (count[0] < number)
    assert os.listdir(tmp_path) == ["contacts.csv"]


def test_windows_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, real, tries = tmp_path / "contacts.csv", os.replace, []

    def held(source: Path, target: Path) -> None:
        tries.append(source)
        if len(tries) < 4:
            fault = PermissionError(errno.EACCES, "in use")
            fault.winerror = 32  # type: ignore[attr-defined]
            raise fault
        real(source, target)

    monkeypatch.setattr(os, "replace", held)
    storage.save(path, b"new")
    assert (path.read_bytes(), len(tries)) == (b"new", 4)


def test_windows_that_never_lets_go_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "contacts.csv"
    path.write_bytes(b"old")

    def held(source: Path, target: Path) -> None:
        fault = PermissionError(errno.EACCES, "in use")
        fault.winerror = 5  # type: ignore[attr-defined]
        raise fault

    monkeypatch.setattr(os, "replace", held)
    monkeypatch.setattr(storage, "_PAUSES", (0.0, 0.0))
    with pytest.raises(storage.NotSaved, match="another program holds it; close it there"):
        storage.save(path, b"new")
    assert (path.read_bytes(), os.listdir(tmp_path)) == (b"old", ["contacts.csv"])


def test_create_refuses_what_is_there(tmp_path: Path) -> None:
    storage.create(tmp_path / "a" / "b.csv", b"one")
    with pytest.raises(storage.NotSaved):
        storage.create(tmp_path / "a" / "b.csv", b"two")
    assert (tmp_path / "a" / "b.csv").read_bytes() == b"one"


@pytest.mark.parametrize("call", ["write", "fsync"])
def test_create_leaves_nothing_on_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    fails, _ = failing(call, 1, errno.ENOSPC)
    monkeypatch.setattr(os, call, fails)
    with pytest.raises(storage.NotSaved):
        storage.create(tmp_path / "a.xlsx", b"one")
    assert os.listdir(tmp_path) == []


def test_append_and_cut(tmp_path: Path) -> None:
    path = tmp_path / "history.csv"
    storage.append(path, b"one\n")
    storage.append(path, b"two\n")
    assert path.read_bytes() == b"one\ntwo\n"
    storage.cut(path, 4)
    assert path.read_bytes() == b"one\n"


def test_what_a_crash_left_is_swept(tmp_path: Path) -> None:
    path = tmp_path / "contacts.csv"
    path.write_bytes(b"old")
    (tmp_path / "contacts.csv.saving-0123456789ab").write_bytes(b"ne")
    (tmp_path / "contacts (1).csv").write_bytes(b"somebody's")
    assert storage.sweep(path) == 1
    assert sorted(os.listdir(tmp_path)) == ["contacts (1).csv", "contacts.csv"]
