"""Which template serves whom.

Conventions: the route decides, by the table ``[templates]`` of outreach.toml. One entry there is
no route: ``ask-again``. It takes the place of the route's own template for somebody who was asked
(stage "asked") and from whom nothing has been heard for ``silence_days`` since the last dealing.
Without the entry, or when a template is named by hand, the route's own template serves everybody.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from ..errors import UsageError
from ..model import Record, Settings
from ..routes import day
from ..templating import Template, load
from ..vocabulary import AGAIN, AGAIN_ROUTES, ROUTES, SILENT_ROUTES
from .names import NAMES


@dataclass(frozen=True, slots=True)
class Choice:
    """The templates of one batch."""

    files: Mapping[str, Template]  #: route → template, in the order of the routes
    again: Mapping[str, Template]  #: the same for those who were asked and have been silent

    def of(self, record: Record, silence_days: int) -> Template | None:
        """The template for this legislator; None if the route gets nothing."""
        again = self.again.get(record.route) if is_silent(record, silence_days) else None
        return again or self.files.get(record.route)


def is_silent(record: Record, days: int) -> bool:
    """Whether the office was asked and has not been heard of for so many days."""
    contact = record.contact
    last = day(contact.last_contact) if contact and contact.stage == "asked" else None
    return last is not None and last + timedelta(days=days) <= record.on


def choose(settings: Settings, folder: Path, routes: Collection[str] | None, template: str | None) -> Choice:
    """The templates for these routes (default: all that have one), read and checked.

    ``template``: this file for all of them. Raises ``UsageError`` for a route that never gets a
    follow-up or has no template.
    """
    if template and not routes:
        routes = load(folder / _name(template), NAMES).front.routes
    names = _names(settings, routes, template)
    again = "" if template else settings.templates.get(AGAIN, "")
    loaded = {
        name: load(folder / name, NAMES) for name in sorted({*names.values(), *([_name(again)] if again else [])})
    }
    silent = {
        route: loaded[again]
        for route in names
        if again and route in AGAIN_ROUTES and route in loaded[again].front.routes
    }
    return Choice({route: loaded[name] for route, name in names.items()}, silent)


def _name(template: str) -> str:
    """The name of a file in templates/, and of nothing outside it."""
    if Path(template).name != template or template.startswith("."):
        raise UsageError(f'"{template}" is not a file in templates/; give its name alone, as in thank-you.md')
    return template


def _names(settings: Settings, routes: Collection[str] | None, template: str | None) -> dict[str, str]:
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
