"""The follow-ups of one letter on one day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ..address import Address, addressee
from ..errors import BadData, Problem, UsageError
from ..model import Letter, Organisation, Record, Settings
from ..templating import Rendered, Template, TemplateFault, load
from ..vocabulary import ROUTES, SILENT_ROUTES
from .checks import (
    for_record,
    for_text,
    gathered,
    in_settings,
    in_template,
    in_time,
    in_values,
    of_person,
    twice,
    unsure,
)
from .context import context
from .facts import Facts, facts
from .names import NAMES


@dataclass(frozen=True, slots=True)
class FollowUp:
    """One personal letter to one legislator, ready for any format."""

    record: Record
    address: Address
    template: Template
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
    template: str  #: file name, "" if the route gets nothing
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


def prepare(
    records: Sequence[Record],
    settings: Settings,
    templates_folder: Path,
    on: date,
    routes: Collection[str] | None = None,
    template: str | None = None,
) -> Batch:
    """Everybody's follow-up, in memory, in the order of the records.

    ``routes``: only these; ``template``: this file for all of them. Raises ``UsageError`` for a
    route that never gets a follow-up or has no template, ``BadFile`` and ``BadData`` for templates
    that cannot be used. What is wrong with one follow-up or with the settings is a problem.
    """
    if not records:
        return Batch((), (Problem("outreach.toml", 0, "", "nobody is concerned by this letter"),), on=on)
    served = load(templates_folder / _name(template), NAMES).front.routes if template and not routes else routes
    files = _files(settings, served, template)
    templates = {file: load(templates_folder / file, NAMES) for file in sorted(set(files.values()))}
    problems = [*in_settings(settings.organisation), *in_time(records[0])]
    problems += [one for route, file in files.items() for one in in_template(templates[file], route, records[0])]
    known, by_route = facts(records[0].letter, records), {route: templates[file] for route, file in files.items()}
    written = [
        _follow_up(record, by_route[record.route], known, settings) for record in records if record.route in files
    ]
    items = tuple(item for item, _ in written if item)
    problems += [*twice(items), *(one for _, found in written for one in found)]
    return Batch(items, gathered(problems), _plans(records, files, items), records[0].letter, on)


def _name(template: str) -> str:
    """The name of a file in templates/, and of nothing outside it."""
    if Path(template).name != template or template.startswith("."):
        raise UsageError(f'"{template}" is not a file in templates/; give its name alone, as in thank-you.md')
    return template


def _files(settings: Settings, routes: Collection[str] | None, template: str | None) -> Mapping[str, str]:
    """Route → file name of the template that serves it, in the order of the routes."""
    for route in routes or ():
        if route not in ROUTES:
            raise UsageError(f'"{route}" is no route; there is: {", ".join(ROUTES)}')
        if route in SILENT_ROUTES:
            raise UsageError(f'"{route}" ({ROUTES[route]}) never gets a follow-up')
        if not template and not settings.templates.get(route):
            raise UsageError(f'"{route}" has no template; name one with --template, or in outreach.toml: [templates]')
    chosen = [route for route in ROUTES if route not in SILENT_ROUTES and (not routes or route in routes)]
    return {
        route: _name(template or settings.templates.get(route, ""))
        for route in chosen
        if template or route in settings.templates
    }


def _follow_up(
    record: Record, template: Template, known: Facts, settings: Settings
) -> tuple[FollowUp | None, list[Problem]]:
    """One follow-up with what is wrong with it."""
    wrong = for_record(record, template) or unsure(record, template, known.missing)
    if wrong:
        return None, wrong
    address = addressee(record.legislator, record.now, _salutation(record, settings))
    problems = list(address.problems)
    try:
        text = template.render(context(record, address, known, settings.organisation))
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


def _plans(records: Sequence[Record], files: Mapping[str, str], items: Sequence[FollowUp]) -> tuple[Plan, ...]:
    people = Counter(record.route for record in records)
    written = Counter(item.record.route for item in items)
    return tuple(Plan(route, people[route], files.get(route, ""), written[route]) for route in ROUTES)
