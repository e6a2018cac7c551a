"""The follow-ups of one letter on one day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from ..address import Address, addressee
from ..errors import BadData, Problem
from ..memory import collector_paused
from ..model import Contact, Letter, Organisation, Record, Settings
from ..templating import Rendered, Source, Template, TemplateFault
from ..vocabulary import ROUTES
from .checks import (
    ASKING,
    Sent,
    before,
    for_record,
    gathered,
    in_count,
    in_data,
    in_settings,
    in_template,
    in_time,
    in_values,
    of_person,
    unsure,
    withdrawn,
)
from .choosing import Choice, choose
from .context import context
from .facts import Facts, facts
from .finished import for_address, for_text, neighbours, twice


@dataclass(frozen=True, slots=True)
class FollowUp:
    """One personal letter to one legislator, ready for any format."""

    record: Record
    address: Address
    template: Source
    subject: str
    body: str  #: Markdown
    enclosures: tuple[str, ...]
    organisation: Organisation
    on: date
    document: Mapping[str, str] | None = None  #: of a Word template: name of the part → its XML


@dataclass(frozen=True, slots=True)
class Plan:
    """One line of the route table."""

    route: str
    people: int
    template: str  #: file name, "" if the route gets nothing; all of them where some are asked again
    follow_ups: int


@dataclass(frozen=True, slots=True)
class Batch:
    """Follow-ups with everything that is wrong with them; nothing is written yet."""

    items: tuple[FollowUp, ...]
    problems: tuple[Problem, ...]  #: errors first
    plans: tuple[Plan, ...] = ()  #: every route, in the order of the vocabulary
    letter: Letter | None = None
    on: date | None = None

    @property
    def universe(self) -> int:
        """How many legislators the letter concerns; the route table adds up to it."""
        return sum(plan.people for plan in self.plans)

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that stop the batch."""
        return tuple(problem for problem in self.problems if problem.level == "error")

    def refuse_errors(self) -> None:
        """Raise ``BadData`` if anything is wrong: all follow-ups are written or none."""
        if self.errors:
            raise BadData(self.errors)


@dataclass(frozen=True, slots=True)
class Known:
    """What else is known besides the records of the letter."""

    contacts: tuple[Contact, ...] = ()  #: all of the workspace: what else people have signed
    sent: Mapping[Sent, str] = field(default_factory=dict)  #: what went out before → where and when, in words
    again: bool = False  #: what went out before may go out again
    data_date: date | None = None  #: the day of the public data


def prepare(
    records: Sequence[Record],
    settings: Settings,
    templates_folder: Path,
    on: date,
    routes: Collection[str] | None = None,
    template: str | None = None,
    known: Known | None = None,
) -> Batch:
    """Everybody's follow-up, in memory, in the order of the records.

    ``routes``: only these; ``template``: this file for all of them. Raises ``UsageError`` for a
    route that never gets a follow-up or has no template, ``BadFile`` and ``BadData`` for templates
    that cannot be used. What is wrong with one follow-up or with the settings is a problem.
    """
    if not records:
        return Batch((), (Problem("outreach.toml", 0, "", "nobody is concerned by this letter"),), on=on)
    choice = choose(settings, templates_folder, routes, template)
    known = known or Known()
    letter = records[0].letter
    problems = [*in_settings(settings.organisation), *in_time(records[0]), *in_data(known.data_date, on)]
    problems += [one for route, file in choice.files.items() for one in in_template(file, route)]
    problems += [one for file in choice.again.values() for one in in_template(file)]
    about = facts(letter, records, settings.letters.values(), known.contacts)
    problems += in_count(letter, len(about.signers))
    with collector_paused():
        written = [
            _follow_up(record, file, about, settings, known)
            for record in records
            if (file := choice.of(record, settings.silence_days))
        ]
    items = tuple(item for item, _ in written if item)
    problems += [*twice(items), *neighbours(items), *(one for _, found in written for one in found)]
    return Batch(items, gathered(problems), _plans(records, choice, items), letter, on)


def _follow_up(
    record: Record, template: Template, about: Facts, settings: Settings, known: Known
) -> tuple[FollowUp | None, list[Problem]]:
    """One follow-up with what is wrong with it."""
    wrong = for_record(record, template) or withdrawn(record) or unsure(record, template, about.missing)
    if not (wrong or known.again):
        wrong = before(record, template, known.sent)
    if wrong:
        return None, wrong
    address = _address(record, template, settings)
    problems = [*address.problems, *for_address(address, record, settings.overrides)]
    try:
        asks = template.front.purpose in ASKING
        text = template.render(context(record, address, about, settings.organisation, asks))
    except TemplateFault as fault:
        return None, [*problems, of_person(in_values(fault.problem), record.legislator)]
    problems += for_text(text, template, record)
    return _assembled(record, address, template, text, settings.organisation), problems


def _assembled(
    record: Record, address: Address, template: Template, text: Rendered, organisation: Organisation
) -> FollowUp:
    return FollowUp(
        record, address, template, text.subject, text.body, text.enclosures, organisation, record.on, text.document
    )


def _address(record: Record, template: Template, settings: Settings) -> Address:
    wanted = set(record.letter.committees)
    seatings = record.legislator.seatings if template.front.address == "committee role" else ()
    seating = next((one for one in seatings if {one.committee, one.parent} & wanted), None)
    return addressee(record.legislator, record.now, _salutation(record, settings), record.on, seating)


def _salutation(record: Record, settings: Settings) -> str:
    """What the organisation wants after "Dear": a column ``salutation`` of contacts.csv, else an override."""
    extra = record.contact.extra if record.contact else {}
    own = next((value for column, value in extra.items() if column.strip().lower() == "salutation"), "")
    overrides = (
        override.value
        for override in reversed(settings.overrides)
        if override.id == record.legislator.id and override.kind == "salutation" and override.on <= record.on
    )
    return own.strip() or next(overrides, "")


def _plans(records: Sequence[Record], choice: Choice, items: Sequence[FollowUp]) -> tuple[Plan, ...]:
    people = Counter(record.route for record in records)
    written = Counter(item.record.route for item in items)
    used: dict[str, dict[str, None]] = {route: {file.name: None} for route, file in choice.files.items()}
    for item in items:
        used[item.record.route][item.template.name] = None
    return tuple(Plan(route, people[route], ", ".join(used.get(route, ())), written[route]) for route in ROUTES)
