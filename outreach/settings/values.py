"""What a value in outreach.toml may be: each function takes it or says in words why not."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from ..vocabulary import CHAMBERS

#: What is allowed under a key: the value as we want it, or a ValueError with a clause for people.
Reader = Callable[[Any], Any]

#: Kinds of override; True where a value must be given.
OVERRIDES = {"left": False, "died": False, "address": True, "salutation": True, "do-not-contact": False}

#: Names that Windows keeps for devices: a folder cannot be called so.
_DEVICES = {"con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(1, 10))}


def slug_fault(slug: str) -> str:
    """Why the text is no slug of a letter; "" if it is one. Slugs name folders, so they are plain."""
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug) or len(slug) > 60:
        return f"{slug!r} is no short name; use small letters, digits and single hyphens, as in chechnya-2017"
    return f"{slug!r} is a name that Windows keeps for itself" if slug in _DEVICES else ""


def text(value: Any) -> str:
    """One line of text."""
    if not isinstance(value, str):
        raise ValueError(f'{_shown(value)} is not text; put it in quotes, as in "{_shown(value)}"')
    if any(not character.isprintable() for character in value):
        raise ValueError("has a line break or a control character in it; write it in one line")
    return value.strip()


def needed(value: Any) -> str:
    """One line of text that is not empty."""
    if not text(value):
        raise ValueError("is empty")
    return text(value)


def texts(value: Any) -> tuple[str, ...]:
    """A list of lines of text."""
    if not isinstance(value, list):
        raise ValueError('is not a list; write it in brackets, as in ["one", "two"]')
    return tuple(needed(item) for item in value)


def count(value: Any, least: int = 0) -> int:
    """A whole number, 0 or more."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError(f"{_shown(value)} is not a whole number; write it without quotes, as in 14")
    if value < least:
        raise ValueError(f"{value} is too small; write {least} or more")
    return value


def some(value: Any) -> int:
    """A whole number, 1 or more."""
    return count(value, 1)


def day(value: Any) -> date:
    """A date, with or without quotes."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        return date.fromisoformat(value) if isinstance(value, str) and len(value) == 10 else _refuse_day(value)
    except ValueError:
        return _refuse_day(value)


def _refuse_day(value: Any) -> date:
    raise ValueError(f"{_shown(value)} is not a date; write year-month-day, as in 2017-07-13")


def chambers(value: Any) -> tuple[str, ...]:
    """ "house", "senate" or "both"."""
    if value == "both":
        return CHAMBERS
    if value not in CHAMBERS:
        raise ValueError(f'{_shown(value)} is not a chamber; write "house", "senate" or "both"')
    return (value,)


def template(value: Any) -> str:
    """The name of a file in templates/."""
    name = needed(value)
    if "/" in name or "\\" in name or name.startswith("."):
        raise ValueError(f'{name} is not the name of a file in templates/, as in "thank-you.md"')
    return name


def roster(value: Any) -> str:
    """ "example" or nothing."""
    if value not in ("", "example"):
        raise ValueError(f'{_shown(value)} is not known; write "example" or leave the line out')
    return str(value)


def approval(value: Any) -> str:
    """ "required" or nothing."""
    if value not in ("", "required"):
        raise ValueError(f'{_shown(value)} is not known; write "required" or leave the line out')
    return str(value)


def kind(value: Any) -> str:
    """A kind of override."""
    if not isinstance(value, str) or value not in OVERRIDES:
        raise ValueError(f"{_shown(value)} is not known; write one of: {', '.join(OVERRIDES)}")
    return value


def _shown(value: Any) -> str:
    return str(value)[:60]
