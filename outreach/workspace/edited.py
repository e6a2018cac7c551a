"""Who edited a file by hand, and when, as far as the system knows."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path


def editor(path: Path) -> str:
    """Who owns the file: whoever saves it anew owns it."""
    try:
        return path.owner()
    except (OSError, KeyError, NotImplementedError):
        return "spreadsheet"


def edited(path: Path, at: str) -> str:
    """When the file was saved, by its own date; ``at`` if that is later or nonsense."""
    try:
        latest = datetime.fromisoformat(at)
        moment = datetime.fromtimestamp(path.stat().st_mtime, latest.tzinfo)
    except (OSError, ValueError, OverflowError):
        return at
    if latest.tzinfo is None or not 0 <= (latest - moment).days < 366:
        return at
    return moment.isoformat(timespec="seconds")
