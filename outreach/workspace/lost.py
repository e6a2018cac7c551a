"""Work that an edit by hand emptied: signatures, and many cells of one column.

Convention: somebody takes a signature back by the stage "withdrawn" or "declined". A row that merely
says no longer that they signed makes them somebody to be asked, so it waits until a person says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..errors import Problem
from ..ledger import Key, mended
from ..merge import UNSIGNED
from ..model import Change, Contact
from ..vocabulary import ROLES, counted

_FILE = "contacts.csv"
_FIX = "'outreach check --fix' puts {} back"
_KEEP = "if it is right, 'outreach check --keep'"

#: Cells of a signature.
_SIGNATURE = frozenset({"stage", "role", "signed_on", "as_printed"})

#: Columns that are emptied when something is done.
_PLANS = frozenset({"next_step", "due"})

#: So large a part of the rows, or of the cells of a column, may go before somebody is asked.
_PART = 0.05

#: So few emptied cells of a column are never asked about, and so few where they were all that there were.
_MANY, _ALL = 10, 3

#: So many people are named.
_NAMED = 10


@dataclass(frozen=True, slots=True)
class Lost:
    """What an edit emptied, though it may have been an accident."""

    signers: tuple[Contact, ...] = ()  #: rows as they were, whose people have not signed by what they say now
    columns: tuple[tuple[str, int, int], ...] = ()  #: column, how many cells were emptied, of how many
    changes: tuple[Change, ...] = ()  #: the changes that did it

    def __bool__(self) -> bool:
        return bool(self.changes)

    def problems(self, lines: Mapping[Key, int]) -> Iterator[Problem]:
        """What was lost, in words, people by name."""
        if len(self.signers) == 1:
            what = f"no longer says that {_names(self.signers)} signed"
            line = lines.get(self.signers[0].key, 0)
            yield Problem(_FILE, line, "stage", what, f'{_FIX.format("it")}; or write "withdrawn"; {_KEEP}')
        elif self.signers:
            what = f"{len(self.signers):,} rows no longer say that their people signed ({_names(self.signers)})"
            yield Problem(_FILE, 0, "", what, f"{_FIX.format('them')}; {_KEEP}")
        for column, emptied, of in self.columns:
            what = f"{emptied:,} of {counted(of, 'cell')} {'was' if emptied == 1 else 'were'} emptied"
            yield Problem(_FILE, 1, column, what, f"{_FIX.format('them')}; {_KEEP}")


#: Nothing was lost.
NOTHING = Lost()


def gone_with(gone: Sequence[Contact], new: Sequence[Contact], rows: int) -> bool:
    """Whether with the rows that are gone so much is gone that somebody is asked.

    A row that was given to another letter or person takes its signature along.
    """
    there = {_signature(contact) for contact in new}
    return len(gone) > _PART * rows or any(
        contact.notes or (has_signed(contact) and _signature(contact) not in there) for contact in gone
    )


def _signature(contact: Contact) -> tuple[str, ...]:
    return (contact.stage, contact.role, contact.signed_on, contact.as_printed)


def _names(contacts: Sequence[Contact]) -> str:
    names = [contact.name or contact.id for contact in contacts]
    return ", ".join([*names[:_NAMED], *(["…"] if len(names) > _NAMED else [])])


def has_signed(contact: Contact) -> bool:
    """Whether the row is a signature by itself."""
    row = mended((contact,))[0]
    return (row.stage == "signed" or row.role in ROLES) and row.stage not in UNSIGNED


def lost(before: Mapping[Key, Contact], after: Mapping[Key, Contact], changes: Sequence[Change]) -> Lost:
    """What the changes emptied in rows that are still there."""
    signers = tuple(
        before[key]
        for key in dict.fromkeys((one.letter, one.id) for one in changes if one.field in ("stage", "role"))
        if has_signed(before[key]) and not has_signed(after[key]) and not _taken_back(after[key])
    )
    unsigned = {contact.key for contact in signers}
    theirs = [one for one in changes if (one.letter, one.id) in unsigned and (one.field in _SIGNATURE or not one.new)]
    rest = [one for one in changes if (one.letter, one.id) not in unsigned and one.old and not one.new]
    columns = tuple(_emptied(before.values(), rest))
    names = {column for column, _, _ in columns}
    return Lost(signers, columns, (*theirs, *(one for one in rest if one.field in names)))


def _taken_back(contact: Contact) -> bool:
    return mended((contact,))[0].stage in UNSIGNED


def _emptied(before: Collection[Contact], changes: Sequence[Change]) -> Iterator[tuple[str, int, int]]:
    """The columns of which so many cells were emptied that it may be an accident."""
    for column, emptied in Counter(one.field for one in changes).items():
        if emptied < _ALL:
            continue
        filled = sum(bool(contact.get(column)) for contact in before)
        if (emptied == filled and column not in _PLANS) or emptied >= max(_MANY, _PART * len(before)):
            yield column, emptied, filled
