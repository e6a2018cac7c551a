"""What a sync means for us: not what moved in the data, but what follows from it.

Convention: somebody concerns us who has a row in contacts.csv, leads a letter of ours, or has a
follow-up that is written and not sent. Who concerns nobody here is told in the totals only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ..display import counted
from ..merge import signatures
from ..model import Contact, Letter
from ..roster import Movement
from ..vocabulary import CHAMBER_NAMES
from .following import Unsent

#: What of a follow-up is wrong after a movement of that kind.
_WRONG = {"chamber": "address and salutation", "district": "the district", "party": "the party", "room": "the address"}


def consequences(
    movements: Sequence[Movement], letters: Sequence[Letter], contacts: Sequence[Contact], waiting: Iterable[Unsent]
) -> tuple[str, ...]:
    """A sentence for everything that follows, without its full stop: who left, who moved, then the totals."""
    drafts: dict[str, list[Unsent]] = {}
    for one in waiting:
        drafts.setdefault(one.id, []).append(one)
    ours = _ours(letters, contacts)
    known = [movement for movement in movements if movement.id in ours or movement.id in drafts]
    lines = [line for movement in known if (line := _line(movement, ours, drafts.get(movement.id, ())))]
    return (*lines, *_heirs(movements, ours), *_totals(movements, drafts))


def _ours(letters: Sequence[Letter], contacts: Sequence[Contact]) -> dict[str, list[str]]:
    """Id → what we have to do with them: "signed test-2016"."""
    found: dict[str, list[str]] = {}
    for letter in letters:
        signed = signatures(letter, contacts)
        for id in signed:
            found.setdefault(id, []).append(f"signed {letter.slug}")
        for contact in contacts:
            if contact.letter == letter.slug and contact.id not in signed:
                found.setdefault(contact.id, []).append(f"{contact.stage or 'a row'} for {letter.slug}")
    return found


def _line(movement: Movement, ours: Mapping[str, list[str]], drafts: Sequence[Unsent]) -> str:
    who, about = f"{movement.name} ({movement.id})", ", ".join(ours.get(movement.id, ()))
    if movement.kind in ("left", "died"):
        verb = "has died" if movement.kind == "died" else "has left"
        stopped = f"{counted(len(drafts), 'unsent follow-up')} stopped, not to be sent ({_folders(drafts)})"
        return f"{who} {verb}: " + "; ".join(filter(None, (stopped if drafts else "", about)))
    if movement.kind not in _WRONG or (movement.kind == "room" and not drafts):
        return ""
    written = counted(len(drafts), "unsent follow-up")
    anew = f"{_WRONG[movement.kind]} changed in {written}, to be written anew ({_folders(drafts)})"
    return f"{who} {_moved(movement)}: " + "; ".join(filter(None, (anew if drafts else "", about)))


def _moved(movement: Movement) -> str:
    if movement.kind == "chamber":
        chamber = CHAMBER_NAMES["senate" if movement.new.startswith("Senate") else "house"]
        return f"now sits in the {chamber} ({movement.old} → {movement.new})"
    if movement.kind == "room":
        return "has another room"
    return f"has another {movement.kind} ({movement.old or 'unknown'} → {movement.new or 'unknown'})"


def _folders(drafts: Iterable[Unsent]) -> str:
    return ", ".join(dict.fromkeys(one.folder for one in drafts))


def _heirs(movements: Sequence[Movement], ours: Mapping[str, list[str]]) -> Iterator[str]:
    """Who came into a seat that somebody of ours left with the same sync."""
    left = {movement.old: movement for movement in movements if movement.kind in ("left", "died", "chamber")}
    for movement in movements:
        before = left.get(movement.new) if movement.kind == "came" else None
        if before and before.id in ours:
            about = ", ".join(ours[before.id])
            yield f"{movement.name} ({movement.id}) now holds {movement.new}, the seat of {before.name} ({about})"


def _totals(movements: Sequence[Movement], drafts: Mapping[str, Sequence[Unsent]]) -> Iterator[str]:
    for kind, one in (("room", "room"), ("phone", "phone number")):
        number = sum(movement.kind == kind for movement in movements)
        if number:
            yield f"{counted(number, one)} changed"
