"""What must hold before anything is written.

Convention: an error stops the whole batch, a warning is shown with its cure. The same fault of
many follow-ups is told once, with how many there are and whose is the first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from ..errors import OutreachError, Problem
from ..model import Legislator, Letter, Organisation, Record
from ..templating import Template
from ..vocabulary import PURPOSES, SIGNED_ROUTES, SILENT_ROUTES, congress_start

#: A follow-up that has gone out: (id of the legislator, purpose of the template).
Sent = tuple[str, str]

#: Purposes that ask somebody to do what a signatory has done.
ASKING = frozenset({"ask", "remind", "introduce"})


class StaleData(OutreachError):
    """The public data is too old to write from."""

    def __init__(self, as_of: date | None, on: date, max_age: int) -> None:
        age = f"is {(on - as_of).days} days old (of {as_of}), the limit is {max_age}" if as_of else "has no date"
        super().__init__(
            f"the public data {age}; somebody may have left office since. "
            "Run 'outreach sync' first, or say --stale-ok if you know better; nothing was written"
        )


def refuse_stale(as_of: date | None, on: date, max_age: int) -> None:
    """Raise ``StaleData`` if the data is older than ``max_age`` days, or of unknown age."""
    if as_of is None or (on - as_of).days > max_age:
        raise StaleData(as_of, on, max_age)


def in_settings(organisation: Organisation) -> list[Problem]:
    """What every letterhead needs and outreach.toml lacks."""
    needed = {"name": organisation.name, "sender": organisation.sender}
    return [
        Problem("outreach.toml", 0, f"organisation.{key}", "is empty", "every follow-up is signed with it")
        for key, value in needed.items()
        if not value.strip()
    ]


def in_time(record: Record) -> list[Problem]:
    """A letter cannot be followed up before it is signed."""
    letter, on = record.letter, record.on
    if on >= letter.sent:
        return []
    what = f"{letter.sent} is after the day of the follow-ups, {on}"
    return [Problem("outreach.toml", 0, f"letters.{letter.slug}.sent", what, "give a later day with --on")]


def in_data(data_date: date | None, on: date) -> list[Problem]:
    """Rooms of the House are drawn anew with every Congress."""
    begins = congress_start(on)
    if data_date is None or data_date >= begins:
        return []
    what = f"of {data_date} is older than the present Congress, which began on {begins}: many offices have moved"
    return [Problem("public data", 0, "", what, "run 'outreach sync'", "warning")]


def in_count(letter: Letter, recorded: int) -> list[Problem]:
    """More signatures than the source counts: the number is wrong, or somebody recorded has not signed."""
    if letter.expected is None or recorded <= letter.expected:
        return []
    what = f"{recorded} signatures are recorded, more than the {letter.expected} expected"
    cure = "correct the number, or look who is recorded and did not sign"
    return [Problem("outreach.toml", 0, f"letters.{letter.slug}.expected", what, cure, "warning")]


def in_template(template: Template, route: str = "") -> list[Problem]:
    """Whether a template may serve a route (without one: what is odd in it all the same)."""
    found = list(template.warnings)
    front = template.front
    if route and route not in front.routes:
        line = front.lines.get("routes", front.lines.get("purpose", 1))
        what = f'is there to {front.purpose} and cannot serve "{route}"'
        found.append(Problem(template.file, line, "", what, "choose another template for it in outreach.toml"))
    return found


def for_record(record: Record, template: Template) -> list[Problem]:
    """Whether this legislator may get this template at all, whatever the tables say."""
    who = f"{record.legislator.name} ({record.legislator.id})"
    signed, asks = record.signature is not None, template.front.purpose in ASKING
    died = record.legislator.died
    if record.route in SILENT_ROUTES or record.now is None or (died and died <= record.on):
        return [_person(template, f"{who} is not to be written to ({record.reason})")]
    if asks and (signed or record.route in SIGNED_ROUTES):
        return [_person(template, f"{who} has signed and must not be asked")]
    if template.front.purpose == "thank" and not signed:
        return [_person(template, f"{who} has not signed and must not be thanked for it")]
    if record.route not in PURPOSES[template.front.purpose]:
        return [_person(template, f'{who} is on route "{record.route}", which this template cannot serve')]
    return []


def unsure(record: Record, template: Template, missing: int) -> list[Problem]:
    """Why this legislator may be one of the signatories that nobody has recorded yet, and is not asked."""
    if not missing or template.front.purpose not in ASKING or record.signature or record.then is None:
        return []
    what = (
        f"held back: served when it was signed, and {missing} of {record.letter.expected} signatures are not recorded"
    )
    next = "record them with 'outreach sign', so that nobody who signed is asked"
    return [of_person(Problem("contacts.csv", 0, "", what, next, "warning"), record.legislator)]


def withdrawn(record: Record) -> list[Problem]:
    """What to write to somebody who took the signature back is for a person to decide."""
    if record.contact is None or record.contact.stage != "withdrawn":
        return []
    problem = Problem(
        "contacts.csv", 0, "", "held back: took the signature back", "write by hand, if at all", "warning"
    )
    return [of_person(problem, record.legislator)]


def before(record: Record, template: Template, sent: Mapping[Sent, str]) -> list[Problem]:
    """Why this legislator does not get the same follow-up a second time."""
    where = sent.get((record.legislator.id, template.front.purpose))
    if where is None:
        return []
    what = f"left out: had a letter to {template.front.purpose} already, {where}"
    next = "to write once more all the same, say --again --why TEXT"
    return [of_person(Problem("followups", 0, "", what, next, "warning"), record.legislator)]


def _person(template: Template, what: str) -> Problem:
    return Problem(template.file, 0, "", what, "choose another template for the route")


def in_values(problem: Problem) -> Problem:
    """A value that is empty for everybody has its cure in outreach.toml."""
    ours = problem.what.startswith(('"letter.', '"organisation.', '"sender.'))
    return replace(problem, next=f"write it in outreach.toml, or {problem.next}") if ours else problem


def of_person(problem: Problem, legislator: Legislator) -> Problem:
    """The problem with the legislator whose follow-up has it; ``gathered`` counts them."""
    return replace(problem, column=f"{legislator.name} ({legislator.id})")


def gathered(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems, errors first; those that differ in the legislator only are told once."""
    groups: dict[Problem, list[str]] = {}
    for problem in problems:
        alike = replace(problem, column="") if "(" in problem.column else problem
        groups.setdefault(alike, []).append(problem.column)
    told = (_told(problem, people) for problem, people in groups.items())
    return tuple(sorted(told, key=lambda one: (one.level != "error", one)))


def _told(problem: Problem, people: Sequence[str]) -> Problem:
    names = list(dict.fromkeys(one for one in people if "(" in one))
    if not names:
        return problem
    more = f" and {len(names) - 1} others" if len(names) > 2 else f" and {names[1]}" if len(names) == 2 else ""
    return replace(problem, column=f"{names[0]}{more}")
