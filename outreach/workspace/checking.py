"""Everything that is wrong in the files of a workspace, in one list."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from .. import settings as settings_room
from ..errors import BadData, BadFile, NoRoster, Problem
from ..ledger import Known, check_contacts
from ..model import Letter, Settings
from ..roster import Roster
from ..signing import facts
from ..vocabulary import AGAIN, AGAIN_ROUTES, CHAMBER_NAMES
from . import copies, past, snapshots
from .loading import aliases, contacts, state
from .noticing import look as look_for_edits
from .places import shared_folder
from .scrambled import explained, faults_of, has_errors, moved

if TYPE_CHECKING:
    from .folder import Workspace


def check(workspace: Workspace, today: date) -> tuple[Problem, ...]:
    """Every problem of every file, sorted by file and line."""
    found: list[Problem] = []
    settings = _settings(workspace, found)
    if settings is None:
        return tuple(found)
    roster = _roster(workspace, settings, found)
    for look in (_organisation, _overrides, _letters, _leads, _templates, _aliases, _contacts, _history, _beside):
        _collect(look(workspace, settings, roster, today), found)
    accidents: list[Problem] = []
    _collect(_accidents(workspace, settings, roster, today), accidents)
    return _once(found, accidents)


def _once(found: Sequence[Problem], accidents: Sequence[Problem]) -> tuple[Problem, ...]:
    """All problems; of a cell that an accident befell only that, as everything else comes of it."""
    befallen = {(problem.file, problem.line, problem.column) for problem in accidents if problem.line}
    rest = [problem for problem in found if (problem.file, problem.line, problem.column) not in befallen]
    return tuple(sorted({*rest, *accidents}))


def refuse_unsettled(workspace: Workspace, today: date) -> None:
    """Raise what keeps anything from going out. See ``Workspace.refuse_unsettled``."""
    if waiting := copies.beside(workspace).waiting:
        raise copies.Unsettled(waiting)
    settings = workspace.settings
    found = list(_contacts(workspace, settings, workspace.roster(), today))
    accidents = list(_accidents(workspace, settings, workspace.roster(), today))
    if errors := tuple(problem for problem in _once(found, accidents) if problem.level == "error"):
        raise BadData(errors)


def _settings(workspace: Workspace, found: list[Problem]) -> Settings | None:
    """What of outreach.toml can be used; None if nothing can."""
    try:
        settings, problems = settings_room.parse(settings_room.text_of(workspace.settings_file))
    except BadFile as fault:
        found.append(fault.problem)
        return None
    found += problems
    return settings


def _roster(workspace: Workspace, settings: Settings, found: list[Problem]) -> Roster | None:
    try:
        return workspace.roster_for(settings)
    except NoRoster as fault:
        what = str(fault).split(";", maxsplit=1)[0]
        found.append(Problem("outreach.toml", 0, "", what, "run 'outreach sync'", "warning"))
        return None


def _collect(problems: Iterator[Problem], found: list[Problem]) -> None:
    """Take the problems; a file that cannot be used at all is one of them."""
    try:
        found += problems
    except BadFile as fault:
        found.append(fault.problem)


def _unknown_id(id: str, roster: Roster | None) -> tuple[str, str, str] | None:
    """What to say of an id that nobody has: what, what next, level."""
    if roster is None or roster.get(id):
        return None
    if roster.complete:
        return f"nobody has the id {id}", "'outreach who NAME' shows an id", "error"
    return f"nobody in the example's small roster has the id {id}", "run 'outreach sync'", "warning"


def _organisation(workspace: Workspace, settings: Settings, roster: Roster | None, today: date) -> Iterator[Problem]:
    """What every follow-up is signed with, once there is a letter to follow up."""
    from ..followups import in_settings
    from ..render.eml import fault_of_address

    if not settings.letters:
        return
    place, ours = _places(workspace), settings.organisation
    for problem in in_settings(ours):
        key = problem.column.removeprefix("organisation.")
        yield replace(problem, line=place(("organisation", key)), column=key, level="warning")
    if fault := ours.email and fault_of_address(ours.email):
        what, next = f'"{ours.email}" {fault}', "write one, or leave it empty"
        yield Problem("outreach.toml", place(("organisation", "email")), "email", what, next)


def _overrides(workspace: Workspace, settings: Settings, roster: Roster | None, today: date) -> Iterator[Problem]:
    place = _places(workspace)
    for number, override in enumerate(settings.overrides):
        if said := _unknown_id(override.id, roster):
            yield Problem("outreach.toml", place(("overrides", number, "id")), "id", *said)


def _letters(workspace: Workspace, settings: Settings, roster: Roster | None, today: date) -> Iterator[Problem]:
    from ..followups.facts import phrase

    place = _places(workspace)
    for slug, letter in settings.letters.items():
        for id in letter.leads:
            if said := _unknown_id(id, roster) or _unfit(id, letter, roster):
                yield Problem("outreach.toml", place(("letters", slug, "leads")), "leads", *said)
        if letter.sent > today:
            what, next = f"{letter.sent} is still to come", "is the year right?"
            yield Problem("outreach.toml", place(("letters", slug, "sent")), "sent", what, next, "warning")
        if letter.summary[:1].isupper() and letter.summary.endswith("."):
            what = f'is a sentence; follow-ups say "{phrase(letter)}"'
            next = 'write words that fit after "the letter on", without a full stop'
            yield Problem("outreach.toml", place(("letters", slug, "summary")), "summary", what, next, "warning")
        known = roster.committees if roster else {}
        for id in letter.committees:
            if known and id not in known and roster and roster.complete:
                line = place(("letters", slug, "committees"))
                next = "ids are as in HSFA, the House Committee on Foreign Affairs"
                yield Problem("outreach.toml", line, "committees", f"there is no committee {id}", next, "warning")


def _leads(workspace: Workspace, settings: Settings, roster: Roster | None, today: date) -> Iterator[Problem]:
    """Leads who have said no; whoever took the signature back has led all the same."""
    if moved(workspace):
        return
    place = _places(workspace)
    for row in contacts(workspace)[0]:
        letter = settings.letters.get(row.letter)
        if letter and row.id in letter.leads and row.stage == "declined":
            what = f"names {row.id}, whose row in {workspace.contacts_file.name} says declined: counted as no signatory"
            next = 'take the id out here, or write "withdrawn" there if they took it back'
            yield Problem("outreach.toml", place(("letters", row.letter, "leads")), "leads", what, next, "warning")


def _unfit(id: str, letter: Letter, roster: Roster | None) -> tuple[str, str, str] | None:
    """Why somebody could not have led the letter: what, what next, level."""
    person = roster.get(id) if roster else None
    if person is None:
        return None
    term = person.term_on(letter.sent)
    if term and term.chamber in letter.chambers:
        return None
    where = f"served in the {CHAMBER_NAMES[term.chamber]}" if term else "did not serve"
    return f"{person.name} ({id}) {where} on {letter.sent}", "is the id right, and the day?", "warning"


def _places(workspace: Workspace) -> Callable[[tuple[str | int, ...]], int]:
    return settings_room.Lines(settings_room.text_of(workspace.settings_file)).of


def _templates(workspace: Workspace, settings: Settings, roster: Roster | None, today: date) -> Iterator[Problem]:
    from ..templating import is_template

    fits: dict[str, frozenset[str] | None] = {}
    there = sorted(path for path in workspace.templates.glob("*") if is_template(path.name))
    for path in there:
        # A Word file that nobody has named may be anything.
        if path.suffix == ".md" or path.name in settings.templates.values():
            fits[path.name], problems = _template(path)
            yield from problems
    have = ", ".join(path.name for path in there) or "none"
    place = _places(workspace)
    for route, name in settings.templates.items():
        line, routes = place(("templates", route)), fits.get(name)
        if name not in fits:
            yield Problem("outreach.toml", line, route, f"there is no templates/{name}", f"there is: {have}")
        elif routes is not None and not routes & (AGAIN_ROUTES if route == AGAIN else {route}):
            what = f"templates/{name} is not there for this route"
            yield Problem("outreach.toml", line, route, what, f"it may serve: {', '.join(sorted(routes))}")


def _template(path: Path) -> tuple[frozenset[str] | None, tuple[Problem, ...]]:
    """The routes that the template may serve, None if it cannot be used, and what is wrong with it."""
    from .. import followups, templating

    try:
        template = templating.load(path, followups.NAMES)
        return template.front.routes, template.warnings
    except BadFile as fault:
        return None, (fault.problem,)
    except BadData as fault:
        return None, fault.problems


def _aliases(workspace: Workspace, settings: Settings, roster: Roster | None, today: date) -> Iterator[Problem]:
    table = aliases(workspace)
    yield from table.problems
    seen: dict[str, str] = {}
    for row in table.rows:
        printed, id = row.cells["printed"], row.cells["id"]
        if said := _unknown_id(id, roster):
            yield Problem("aliases.csv", row.line, "id", *said)
        if seen.setdefault(printed, id) != id:
            what = f"{printed!r} means {seen[printed]} further up and {id} here"
            yield Problem("aliases.csv", row.line, "printed", what, "delete one of the two lines")


def _contacts(workspace: Workspace, settings: Settings, roster: Roster | None, today: date) -> Iterator[Problem]:
    if moved(workspace):
        return
    rows, problems = contacts(workspace)

    def facts_of(id: str, on: date) -> dict[str, str]:
        legislator = roster.get(id) if roster else None
        return facts(legislator, on) if legislator else {}

    known = Known(settings.letters, roster, facts_of, today)
    found = [*problems, *check_contacts(rows, known, workspace.contacts_file.name)]
    yield from explained(workspace, state(workspace), found)


def _accidents(workspace: Workspace, settings: Settings, roster: Roster | None, today: date) -> Iterator[Problem]:
    """What was done to contacts.csv by hand and looks like an accident."""
    found = state(workspace)
    if has_errors(found):
        yield from faults_of(workspace, found).problems(keep=False)

    else:
        noticed = look_for_edits(workspace, found, f"{today}T00:00:00")
        yield from noticed.problems() if noticed else ()


def _history(workspace: Workspace, settings: Settings, roster: Roster | None, today: date) -> Iterator[Problem]:
    """What is wrong in history.csv, and earlier states that are no longer what they were."""
    yield from past.problems(workspace)
    for one in snapshots.listed(workspace.snapshots):
        try:
            snapshots.contents(workspace.snapshots, one)
        except BadFile as fault:
            problem = fault.problem
            yield Problem(
                problem.file, 0, "", problem.what, "this state cannot be restored; delete the file", "warning"
            )


def _beside(workspace: Workspace, settings: Settings, roster: Roster | None, today: date) -> Iterator[Problem]:
    """Copies and locks beside contacts.csv, and where the folder lies."""
    yield from copies.problems(workspace)
    if where := shared_folder(workspace.root):
        what = f"the folder lies on {where}, where two people can save at once"
        next = "let one computer do the saving, and take the others' work in by sheets"
        yield Problem("outreach.toml", 0, "", what, next, "warning")
