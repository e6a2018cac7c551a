"""What the program remembers of reports and syncs: small files in the cache, which may be deleted.

Convention: nothing here is needed for a right figure. Without the memory a report counts changes
from so many days ago instead of from the last report, and says so.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from .. import storage

#: Days to look back where no report is remembered.
LOOK_BACK = 30

#: How much is kept of either.
_KEPT = 50

_REPORTS = "reports.json"
_SYNCS = "digests.json"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one sync meant."""

    on: date  #: day of the sync
    lines: tuple[str, ...]


def last_report(cache: Path, scope: str, today: date) -> date | None:
    """The day of the last report about the same letters before today; None if none is remembered."""
    days = [day for day in _days(_load(cache / _REPORTS).get(scope)) if day < today]
    return max(days, default=None)


def looking_back(today: date) -> date:
    """The day to count changes from where no report is remembered."""
    return today - timedelta(LOOK_BACK)


def remember_report(cache: Path, scope: str, today: date) -> None:
    """Keep that there was a report today."""
    known = _load(cache / _REPORTS)
    days = sorted({*_days(known.get(scope)), today})[-_KEPT:]
    _save(cache / _REPORTS, {**known, scope: [day.isoformat() for day in days]})


def meanings(cache: Path, after: date) -> tuple[Meaning, ...]:
    """What the syncs after the day meant, oldest first."""
    entries = _load(cache / _SYNCS).get("syncs")
    found = [_meaning(entry) for entry in entries] if isinstance(entries, list) else []
    return tuple(meaning for meaning in found if meaning and meaning.on > after)


def remember_sync(cache: Path, on: date, lines: Sequence[str]) -> None:
    """Keep what a sync meant."""
    if not lines:
        return
    kept = [{"on": one.on.isoformat(), "lines": one.lines} for one in meanings(cache, date.min)]
    _save(cache / _SYNCS, {"syncs": [*kept, {"on": on.isoformat(), "lines": list(lines)}][-_KEPT:]})


def _meaning(entry: Any) -> Meaning | None:
    try:
        return Meaning(date.fromisoformat(entry["on"]), tuple(str(line) for line in entry["lines"]))
    except (KeyError, TypeError, ValueError):
        return None


def _days(texts: Any) -> list[date]:
    try:
        return [date.fromisoformat(text) for text in texts or ()]
    except (TypeError, ValueError):
        return []


def _load(path: Path) -> dict[str, Any]:
    """What the file says; nothing if it is missing or damaged."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _save(path: Path, content: dict[str, Any]) -> None:
    storage.save(path, json.dumps(content, ensure_ascii=False, indent=1).encode("utf-8"))
