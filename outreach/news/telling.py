"""What a sync brought, in words: who came, left and moved, and which of our rows that touches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ..display import clean, counted
from ..model import Contact, Override
from ..roster import Movement
from ..sources.sync import SyncReport

#: Kind of movement → its heading. Those of the first group are listed; of the others only our own.
_LISTED = {
    "died": "Died",
    "left": "Left",
    "came": "Came",
    "chamber": "Moved to the other chamber",
    "district": "Now in another district",
    "party": "Changed party",
}
_COUNTED = {"room": "another room in Washington", "phone": "another phone number"}


def told(report: SyncReport, contacts: Sequence[Contact], overrides: Iterable[Override] = ()) -> str:
    """The report as text. ``overrides`` are those that the public data now bears out."""
    lines = [_summary(report), *_changes(report), *_touched(report.movements, contacts)]
    lines += [f"Not in the source: {name}" for name in report.skipped]
    lines += [f"Look at this: {problem}" for problem in report.problems]
    lines += [_settled(override) for override in overrides]
    return "\n".join(clean(line) for line in lines)


def _summary(report: SyncReport) -> str:
    return (
        f"Public data of {report.as_of} from {report.source}: "
        f"{counted(report.people, 'person', 'people')}, {report.serving} of them in office."
    )


def _changes(report: SyncReport) -> Iterator[str]:
    if report.first:
        yield "There was nothing before to compare with."
    elif not report.movements:
        yield "The same as before." if report.unchanged else "Nobody came, left or moved."
    for kind, heading in _LISTED.items():
        if found := [movement for movement in report.movements if movement.kind == kind]:
            yield f"{heading} ({len(found)}):"
            yield from (f"  {movement}" for movement in found)
    for kind, words in _COUNTED.items():
        if number := sum(movement.kind == kind for movement in report.movements):
            yield f"{counted(number, 'person has', 'people have')} {words}."


def _touched(movements: Iterable[Movement], contacts: Sequence[Contact]) -> Iterator[str]:
    """Rows of contacts.csv about somebody who moved, in the order of the file."""
    moved: dict[str, list[Movement]] = {}
    for movement in movements:
        moved.setdefault(movement.id, []).append(movement)
    rows = [contact for contact in contacts if contact.id in moved]
    if rows:
        yield f"This touches {counted(len(rows), 'row')} of contacts.csv:"
    for row in rows:
        for movement in moved[row.id]:
            yield f"  contacts.csv:{row.line}: {row.letter}: {movement}"


def _settled(override: Override) -> str:
    return (
        f"outreach.toml: the override '{override.kind}' of {override.id} since {override.on} "
        f"is no longer needed; the public data says so too"
    )
