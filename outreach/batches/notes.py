"""What was recorded as sent: one note for each time, beside the letters.

Conventions: a sending is noted in ``sending.json`` before anything is recorded, and afterwards the note is
kept as ``sendings/NUMBER.json``. It has the name of its batch in history.csv, and the history alone says
whether a sending counts: one that was undone does not, one whose undoing was undone does.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from .. import storage
from ..checksums import checksum_of

#: Note of what ``sent`` is about to do.
INTENT = "sending.json"

#: Folder of the notes of what it has done.
DONE = "sendings"


@dataclass(frozen=True, slots=True)
class Sending:
    """What is to be recorded."""

    on: date
    channel: str  #: one of DELIVERIES
    by: str
    at: str  #: moment, ISO with seconds and offset
    again: str = ""  #: why the same follow-up went to the same person once more; "" if it must not


@dataclass(frozen=True, slots=True)
class Note:
    """One sending."""

    ids: tuple[str, ...]
    sending: Sending
    batch: str  #: its name in history.csv


def intent(folder: Path) -> Note | None:
    """What somebody was about to record as sent when the machine died; None if nothing."""
    return _read(folder / INTENT)


def done(folder: Path) -> tuple[Note, ...]:
    """What was recorded, oldest first."""
    return tuple(note for path in _kept(folder) if (note := _read(path)))


def begin(folder: Path, ids: Sequence[str], sending: Sending) -> None:
    """Note what is about to be recorded."""
    moment = "".join(character for character in sending.at[:19] if character.isdigit())
    token = checksum_of(f"{folder.parent.name}/{folder.name}/{len(_kept(folder))}".encode())[:6]
    told = asdict(sending) | {"on": sending.on.isoformat(), "ids": list(ids), "batch": f"{moment}-{token}"}
    storage.sweep(folder / INTENT)
    storage.save(folder / INTENT, json.dumps(told).encode("utf-8"))


def end(folder: Path) -> None:
    """Keep the note of what has been recorded."""
    (folder / DONE).mkdir(exist_ok=True)
    (folder / INTENT).replace(folder / DONE / f"{len(_kept(folder)) + 1}.json")


def _kept(folder: Path) -> list[Path]:
    return sorted((folder / DONE).glob("*.json"), key=lambda path: (len(path.name), path.name))


def _read(path: Path) -> Note | None:
    try:
        told = json.loads(path.read_bytes())
        ids, batch, on = tuple(told.pop("ids")), told.pop("batch", ""), date.fromisoformat(told.pop("on"))
        return Note(ids, Sending(on, **told), batch)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
