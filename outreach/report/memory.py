"""What the program remembers of reports: a small file in the cache, which may be deleted.

Convention: nothing here is needed for a right figure. Without the memory a report counts changes
from so many days ago instead of from the last report, and says so.
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from .. import storage

#: Days to look back where no report is remembered.
LOOK_BACK = 30

#: How many days are kept.
_KEPT = 50

_REPORTS = "reports.json"


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
