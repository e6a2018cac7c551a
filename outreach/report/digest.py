"""What a sync means for us: not what moved in the data, but what follows from it.

Conventions: a follow-up waits while it is in the newest batch of its letter and no dealing with that
legislator has been entered since the day of the batch. Somebody concerns us who signed a letter of
ours, has a row in contacts.csv, or has a follow-up waiting.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from ..errors import OutreachError
from ..model import Contact, Letter
from ..roster import KINDS, Movement
from ..routes import day
from ..sheets import rows
from .words import counted

#: Kinds of movement that make a letter that was written wrong in its address or salutation.
_READDRESSED = {
    "chamber": "address and salutation changed",
    "district": "the district changed",
    "party": "the party changed",
    "room": "the address changed",
}

#: Kinds that matter even where nothing was written.
_TOLD = ("died", "left", "came", "chamber", "district", "party")

_TOTALS = {"room": ("room", "rooms"), "phone": ("phone number", "phone numbers")}

#: The folder of a batch: day and number.
_BATCH = re.compile(r"(\d{4}-\d\d-\d\d)-(\d+)")


def consequences(
    movements: Sequence[Movement], concerned: Mapping[str, Sequence[str]], waiting: Mapping[str, int]
) -> tuple[str, ...]:
    """A sentence for everything that follows; people with a follow-up waiting first.

    ``concerned``: id → slugs of the letters; ``waiting``: id → follow-ups that are written and not sent.
    """
    told = [movement for movement in movements if _matters(movement, concerned, waiting)]
    told.sort(key=lambda movement: (not waiting.get(movement.id), KINDS.index(movement.kind), movement.name))
    return (*(_sentence(movement, concerned, waiting) for movement in told), *_totals(movements))


def _matters(movement: Movement, concerned: Mapping[str, Sequence[str]], waiting: Mapping[str, int]) -> bool:
    if waiting.get(movement.id) and movement.kind in (*_READDRESSED, "died", "left"):
        return True
    return movement.kind in _TOLD and movement.id in concerned


def _sentence(movement: Movement, concerned: Mapping[str, Sequence[str]], waiting: Mapping[str, int]) -> str:
    letters = ", ".join(concerned.get(movement.id, ()))
    follow = _follow_ups(movement, waiting.get(movement.id, 0))
    parts = [follow] if follow else []
    parts += [f"in the records of {letters}"] if letters and not follow else []
    return f"{movement}" + (f": {'; '.join(parts)}" if parts else "")


def _follow_ups(movement: Movement, number: int) -> str:
    if not number:
        return ""
    written = counted(number, "follow-up that is written", "follow-ups that are written")
    if movement.kind in ("died", "left"):
        return f"{written} must not be sent"
    return f"{_READDRESSED.get(movement.kind, 'something changed')} for {written}; write it anew"


def _totals(movements: Iterable[Movement]) -> Iterator[str]:
    kinds = Counter(movement.kind for movement in movements)
    for kind, (one, many) in _TOTALS.items():
        if kinds[kind]:
            yield f"{counted(kinds[kind], one, many)} changed"


def concerned(letters: Iterable[Letter], contacts: Iterable[Contact]) -> dict[str, list[str]]:
    """Id → the letters that we deal with them about, in the order of the letters."""
    found: dict[str, list[str]] = {}
    known: dict[str, list[str]] = {}
    for contact in contacts:
        known.setdefault(contact.letter, []).append(contact.id)
    for letter in letters:
        for id in dict.fromkeys([*letter.leads, *known.get(letter.slug, [])]):
            found.setdefault(id, []).append(letter.slug)
    return found


def waiting(followups: Path, contacts: Iterable[Contact]) -> Counter[str]:
    """Id → follow-ups that wait to be sent, in the folder of batches."""
    dealt = {contact.key: day(contact.last_contact) for contact in contacts}
    found: Counter[str] = Counter()
    for home in sorted(followups.iterdir()) if followups.is_dir() else []:
        newest = max(_batches(home), default=None)
        if newest:
            written, _, folder = newest
            found.update(id for id in _written(folder) if not _since(dealt.get((home.name, id)), written))
    return found


def _batches(home: Path) -> Iterator[tuple[date, int, Path]]:
    """(day, number, folder) of every batch of a letter."""
    for folder in home.iterdir() if home.is_dir() else []:
        fits = _BATCH.fullmatch(folder.name)
        when = day(fits[1]) if fits else None
        if fits and when and (folder / "manifest.csv").is_file():
            yield when, int(fits[2]), folder


def _written(folder: Path) -> list[str]:
    """The ids in the manifest; a manifest that somebody broke has none."""
    try:
        header, *lines = rows(folder / "manifest.csv")
        place = header.index("id")
        return [line[place] for line in lines if len(line) > place]
    except (OutreachError, ValueError):
        return []


def _since(dealt: date | None, written: date) -> bool:
    return dealt is not None and dealt >= written
