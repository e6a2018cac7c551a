"""Who calls whom: the open contacts of a letter shared out among volunteers.

Convention: evenly, and the same each time. Everybody ends with as many as the others, give or take
one, counting what they had. Nobody who has an owner is given to another, unless that is asked for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ..errors import UsageError
from ..ledger import changes_for
from ..model import Change, Contact, Record
from ..signing import facts
from .making import CLOSED

#: How the open contacts are put in order before they are dealt: neighbours stay together.
WAYS = ("even", "state", "party")

#: Routes of people whom there is something to ask.
_ASKED = ("ask", "committee", "successor")


@dataclass(frozen=True, slots=True)
class Share:
    """What sharing out comes to."""

    given: tuple[tuple[str, Record], ...]  #: owner and whom they get, in the order of the owners
    had: Mapping[str, int]  #: owner → open contacts that they had and keep
    changes: tuple[Change, ...]


def share(
    owners: Sequence[str],
    records: Iterable[Record],
    by: str,
    at: str,
    way: str = "even",
    everybody: bool = False,
    anew: bool = False,
) -> Share:
    """Share the open contacts of one letter out among the owners.

    ``everybody`` takes in those who have no row yet, ``anew`` those who have an owner.
    """
    records = tuple(records)
    owners = _names(owners, {_owner(record) for record in records})
    open_ = [record for record in records if _open(record, everybody)]
    free = [record for record in open_ if anew or not _owner(record)]
    had = Counter() if anew else Counter(_owner(record) for record in open_)
    free.sort(key=lambda record: _order(record, way))
    shares = _sizes(len(free), [had[owner] for owner in owners])
    given = _dealt(free, owners, shares) if way == "even" else _cut(free, owners, shares)
    changes = [change for owner, record in given for change in _changes(owner, record, by, at)]
    return Share(tuple(given), {owner: had[owner] for owner in owners}, tuple(changes))


def _names(owners: Sequence[str], known: Collection[str]) -> list[str]:
    """The owners, each once, as the records spell them: Ana is ana."""
    spelt = {name.casefold(): name for name in sorted(known)}
    stripped = [name.strip() for name in owners if name.strip()]
    names = list(dict.fromkeys(name if name in known else spelt.get(name.casefold(), name) for name in stripped))
    if not names:
        raise UsageError("name at least one owner, as in --owner ana,ben")
    return names


def _open(record: Record, everybody: bool) -> bool:
    """Whether there is somebody to call, and a row about it if there must be one."""
    if record.route not in _ASKED or record.now is None:
        return False
    return record.contact.stage not in CLOSED if record.contact else everybody


def _owner(record: Record) -> str:
    return record.contact.owner.strip() if record.contact else ""


def _order(record: Record, way: str) -> tuple[str | int, ...]:
    person, now = record.legislator, record.now
    state, number = (now.state, now.seat.number) if now else ("", "")
    place = (state, int(number) if number.isdigit() else 0, person.last, person.id)
    return (now.party_on(record.on), *place) if now and way == "party" else place


def _sizes(count: int, had: Sequence[int]) -> list[int]:
    """How many each gets, so that all end level; those who come first get what is left over."""
    sizes = [0] * len(had)
    for _ in range(count):
        place = min(range(len(had)), key=lambda at: (had[at] + sizes[at], at))
        sizes[place] += 1
    return sizes


def _cut(free: Sequence[Record], owners: Sequence[str], sizes: Sequence[int]) -> list[tuple[str, Record]]:
    """Neighbours together: the first owner gets the first so many, and so on."""
    whose = [owner for owner, size in zip(owners, sizes, strict=True) for _ in range(size)]
    return list(zip(whose, free, strict=True))


def _dealt(free: Sequence[Record], owners: Sequence[str], sizes: Sequence[int]) -> list[tuple[str, Record]]:
    """As cards are dealt: one to each in turn, until each has enough."""
    left = dict(zip(owners, sizes, strict=True))
    turns: list[str] = []
    while len(turns) < len(free):
        round = [owner for owner in owners if left[owner]]
        turns += round
        left = {owner: count - (owner in round) for owner, count in left.items()}
    place = {owner: at for at, owner in enumerate(owners)}
    return sorted(zip(turns, free, strict=True), key=lambda pair: place[pair[0]])


def _changes(owner: str, record: Record, by: str, at: str) -> list[Change]:
    after = replace(record.contact or _new(record), owner=owner)
    return changes_for(record.contact, after, by, at, f"assigned to {owner}")


def _new(record: Record) -> Contact:
    known = facts(record.legislator, record.on)
    place = (known["name"], known["party"], known["state"], known["district"])
    return Contact(record.letter.slug, record.legislator.id, *place, stage="target")
