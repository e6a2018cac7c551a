"""outreach.toml → Settings, with a problem for everything that is wrong in it."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..errors import BadFile, Problem
from ..model import Letter, Organisation, Override, Settings, Thresholds
from ..vocabulary import AGAIN, ROUTES, SILENT_ROUTES
from . import values
from .lines import Lines
from .lines import Path as Place
from .values import Reader

_ORGANISATION: dict[str, Reader] = {
    "name": values.text,
    "sender": values.text,
    "sender_title": values.text,
    "address": values.texts,
    "phone": values.text,
    "email": values.text,
    "website": values.text,
}
_FOLLOWUPS: dict[str, Reader] = {
    "quiet_days": values.count,
    "max_age": values.count,
    "silence_days": values.count,
    "approval": values.approval,
}
_DATA: dict[str, Reader] = {"url": values.text, "roster": values.roster}
_LETTER: dict[str, Reader] = {
    "title": values.needed,
    "addressee": values.needed,
    "chamber": values.chambers,
    "sent": values.day,
    "expected": values.some,
    "goal": values.some,
    "leads": values.texts,
    "source": values.text,
    "committees": values.texts,
    "legislation": values.text,
    "summary": values.text,
    "ask": values.text,
}
_OVERRIDE: dict[str, Reader] = {
    "id": values.needed,
    "kind": values.kind,
    "value": values.text,
    "on": values.day,
    "by": values.needed,
    "why": values.text,
}
_LOBBYING: dict[str, Reader] = {
    "from": values.day,
    "until": values.day,
    "contacts": values.some,
    "percent": values.some,
    "dollars": values.count,
    "source": values.needed,
}
_TABLES = ("organisation", "followups", "data", "templates", "letters", "overrides", "lobbying")


def read(path: Path) -> Settings:
    """The settings in the file; BadFile with the first thing that is wrong in it, and its line."""
    settings, problems = parse(text_of(path), path.name)
    if problems:
        first, more = problems[0], len(problems) - 1
        next = f"{first.next}; {more} more, see 'outreach check'".lstrip("; ") if more else first.next
        raise BadFile(first.file, first.what, next, first.line, first.column)
    return settings


def parse(text: str, file: str = "outreach.toml") -> tuple[Settings, tuple[Problem, ...]]:
    """The settings in the text, and every problem in it, sorted by line; BadFile if it is no TOML."""
    # Notepad writes a byte order mark; TOML knows none.
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise _no_toml(fault, text, file) from None
    reading = _Reading(file, Lines(text))
    settings = _settings(reading, raw)
    return settings, tuple(sorted(reading.problems))


def text_of(path: Path) -> str:
    """The text of the file; BadFile if it cannot be read."""
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as fault:
        line = fault.object[: fault.start].count(b"\n") + 1
        raise BadFile(path.name, "is not saved as UTF-8", "save it again as UTF-8", line) from None
    except OSError as fault:
        raise BadFile(path.name, f"cannot be read ({fault.strerror})") from None


def _no_toml(fault: tomllib.TOMLDecodeError, text: str, file: str) -> BadFile:
    what = str(fault)
    found = re.search(r" \(at (?:line (\d+), column \d+|end of document)\)$", what)
    line = int(found[1]) if found and found[1] else text.rstrip("\n").count("\n") + 1
    what = what[: found.start()] if found else what
    return BadFile(file, what[:1].lower() + what[1:], "a text stands in quotes and a list in brackets", line)


@dataclass
class _Reading:
    """What is needed while one file is read: its name, where things stand, what is wrong."""

    file: str
    lines: Lines
    problems: list[Problem] = field(default_factory=list)

    def complain(self, place: Place, what: str, next: str = "") -> None:
        """Note a problem at that table or key."""
        column = str(place[-1]) if place and isinstance(place[-1], str) else ""
        self.problems.append(Problem(self.file, self.lines.of(place), column, what, next))

    def table(self, place: Place, raw: Any, keys: Mapping[str, Reader], required: tuple[str, ...] = ()) -> Any:
        """The values of one table by key, those that are wrong left out."""
        if not isinstance(raw, dict):
            self.complain(place, "is not a table", f"write it as [{'.'.join(map(str, place))}] with lines below it")
            return {}
        for missing in (key for key in required if key not in raw):
            self.complain((*place, missing), "is missing")
        return dict(self._values(place, raw, keys))

    def _values(self, place: Place, raw: dict[str, Any], keys: Mapping[str, Reader]) -> Iterator[tuple[str, Any]]:
        for key, value in raw.items():
            if key not in keys:
                self.unknown((*place, key), tuple(keys))
                continue
            try:
                yield key, keys[key](value)
            except ValueError as fault:
                self.complain((*place, key), str(fault))

    def unknown(self, place: Place, known: tuple[str, ...]) -> None:
        """A key that means nothing here."""
        near = difflib.get_close_matches(str(place[-1]), known, 1)
        next = f'did you mean "{near[0]}"?' if near else f"there is: {', '.join(known)}"
        self.complain(place, "is not known here", next)


def _settings(reading: _Reading, raw: dict[str, Any]) -> Settings:
    for key in raw:
        if key not in _TABLES:
            reading.unknown((key,), _TABLES)
    data = reading.table(("data",), raw.get("data", {}), _DATA)
    return Settings(
        organisation=Organisation(**reading.table(("organisation",), raw.get("organisation", {}), _ORGANISATION)),
        letters=dict(_letters(reading, raw.get("letters", {}))),
        templates=_templates(reading, raw.get("templates", {})),
        overrides=tuple(_overrides(reading, raw.get("overrides", []))),
        lobbying=tuple(_lobbying(reading, raw.get("lobbying", []))),
        data_url=data.get("url", ""),
        roster=data.get("roster", ""),
        **reading.table(("followups",), raw.get("followups", {}), _FOLLOWUPS),
    )


def _templates(reading: _Reading, raw: Any) -> dict[str, str]:
    routes = {route: values.template for route in ROUTES if route not in SILENT_ROUTES}
    named: dict[str, str] = reading.table(("templates",), raw, {**routes, AGAIN: values.template})
    return named


def _letters(reading: _Reading, raw: Any) -> Iterator[tuple[str, Letter]]:
    if not isinstance(raw, dict):
        reading.complain(("letters",), "is not a table", "write each letter as [letters.its-short-name]")
        return
    required = ("title", "addressee", "chamber", "sent")
    for slug, table in raw.items():
        place: Place = ("letters", slug)
        found = reading.table(place, table, _LETTER, required)
        if fault := values.slug_fault(slug):
            reading.complain(place, fault)
        elif all(key in found for key in required):
            yield slug, Letter(slug, chambers=found.pop("chamber"), **found)


def _overrides(reading: _Reading, raw: Any) -> Iterator[Override]:
    for place, table in _each(reading, "overrides", raw):
        found = reading.table(place, table, _OVERRIDE, ("id", "kind", "on", "by"))
        if not {"id", "kind", "on", "by"} <= found.keys():
            continue
        if values.OVERRIDES[found["kind"]] and not found.get("value"):
            reading.complain((*place, "value"), f"is missing: the new {found['kind']}")
            continue
        yield Override(**{"value": "", **found})


def _lobbying(reading: _Reading, raw: Any) -> Iterator[Thresholds]:
    for place, table in _each(reading, "lobbying", raw):
        found = reading.table(place, table, _LOBBYING, ("from", "source"))
        if {"from", "source"} <= found.keys():
            yield Thresholds(start=found.pop("from"), **found)


def _each(reading: _Reading, name: str, raw: Any) -> Iterator[tuple[Place, Any]]:
    """The tables of a list of tables, each with its place."""
    if not isinstance(raw, list):
        reading.complain((name,), "is not a list", f"write each one as [[{name}]] with lines below it")
        return
    for number, table in enumerate(raw):
        yield (name, number), table
