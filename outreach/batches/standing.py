"""Whether the letters of a batch are still those that would be written today."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ..checksums import checksum_of
from ..errors import OutreachError
from ..followups import FollowUp, Known, fingerprint, prepare
from ..model import Record
from ..render.destinations import directed
from ..render.manifest import Entry
from ..vocabulary import SIGNED_ROUTES, SILENT_ROUTES
from ..workspace import Workspace
from .folders import BatchFolder


@dataclass(frozen=True, slots=True)
class Standing:
    """One letter of a batch as things are now."""

    entry: Entry
    changed: str = ""  #: why the letter is not the one that would be written now; "" if it is
    due: bool = True  #: False: this legislator would get no such letter any more

    @property
    def approved(self) -> bool:
        """Whether somebody has approved this very letter."""
        return bool(self.entry.approved_by) and not self.changed


def standings(space: Workspace, batch: BatchFolder, today: date) -> tuple[Standing, ...]:
    """Every letter of the batch, compared with its files and with what would be written now.

    The words are those of the day of the batch; whether somebody still gets such a letter is asked
    for ``today``. A letter that has been sent is not compared.
    """
    letter, entries = space.letter(batch.slug), batch.entries
    then = space.records(letter, batch.on)
    records = {one.legislator.id: one for one in (space.records(letter, today) if today > batch.on else then)}
    now, faults = _now(space, batch, entries, then)
    return tuple(
        Standing(entry) if entry.sent_on else _standing(batch, entry, records.get(entry.id), now, faults)
        for entry in entries
    )


def _now(
    space: Workspace, batch: BatchFolder, entries: Sequence[Entry], records: Sequence[Record]
) -> tuple[Mapping[tuple[str, str], FollowUp], Mapping[str, str]]:
    """(id, template) → the follow-up as it would be written now; template → why it cannot be used now."""
    known = Known(space.sound_contacts(), again=True)
    found, faults = {}, {}
    for template in dict.fromkeys(entry.template for entry in entries):
        routes = {entry.route for entry in entries if entry.template == template}
        try:
            made = prepare(records, space.settings, space.templates, batch.on, routes, template, known)
        except OutreachError as fault:
            faults[template] = str(fault).split("\n", maxsplit=1)[0]
            continue
        items, _ = directed(made.items, batch.memory["to"])
        found.update({(item.record.legislator.id, template): item for item in items})
    return found, faults


def _standing(
    batch: BatchFolder,
    entry: Entry,
    record: Record | None,
    now: Mapping[tuple[str, str], FollowUp],
    faults: Mapping[str, str],
) -> Standing:
    if record is None or record.route in SILENT_ROUTES or _turned(entry, record):
        why = f"{record.reason}" if record else "no longer serves"
        return Standing(entry, f"no letter to {entry.purpose} is due any more: {why}", due=False)
    if altered := _altered(batch, entry):
        return Standing(entry, altered)
    item = now.get((entry.id, entry.template))
    if item is None:
        return Standing(entry, faults.get(entry.template, f"route is {record.route} now: {record.reason}"))
    return Standing(entry, _difference(batch, entry, item))


def _turned(entry: Entry, record: Record) -> bool:
    """Whether somebody who was to be asked has signed or said no meanwhile, or the other way round."""
    answered = SIGNED_ROUTES | {"declined"}
    return (entry.route in answered or record.route in answered) and not (
        entry.route == record.route or {entry.route, record.route} <= SIGNED_ROUTES
    )


def _altered(batch: BatchFolder, entry: Entry) -> str:
    """Which of the letter's files is not the one that was drafted."""
    for name, sum in entry.files.items():
        path = batch.path / name
        if not path.is_file():
            return f"{name} is missing; 'outreach reprint {batch.name}' makes it again"
        if checksum_of(path.read_bytes()) != sum:
            return f"{name} was altered after it was drafted"
    return ""


def _difference(batch: BatchFolder, entry: Entry, item: FollowUp) -> str:
    """What is another thing now, in words; "" if the letter is the same."""
    if fingerprint(item) == entry.letter_sha256:
        return ""
    then = batch.items[entry.id]
    if item.template.sha256 != entry.template_sha256:
        return f"templates/{entry.template} has changed, and the letter with it"
    parts = {
        "the address": item.address.lines != then.address.lines,
        "the salutation": item.address.salutation != then.address.salutation,
        "the letterhead": item.organisation != then.organisation,
        "the text": (item.subject, item.body, item.enclosures) != (then.subject, then.body, then.enclosures),
    }
    return f"{' and '.join(part for part, differs in parts.items() if differs)} would be another today"
