"""The head of a template: what it is for and what its letter is called.

Convention: lines ``key: value`` between two lines ``---`` at the very top. No YAML: nothing in
there has a type, an anchor or a meaning that the eye does not see.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..vocabulary import PURPOSES, ROUTES, SILENT_ROUTES

#: Key → what it says.
KEYS: Mapping[str, str] = {
    "subject": "what the letter is about, one line; it may use the names below",
    "purpose": "what the letter does: " + ", ".join(PURPOSES),
    "routes": "the routes it may serve, with commas; left out: every route that fits the purpose",
    "address": "to whom it is: member, or committee role (then a chair is addressed as the chair); left out: member",
    "enclosures": "what goes with the letter, with semicolons; it may use the names below",
}

#: As what the letter addresses its reader.
ADDRESSES = ("member", "committee role")

Complaint = tuple[int, str, str]


@dataclass(frozen=True, slots=True)
class Front:
    """What the head says."""

    subject: str
    purpose: str
    routes: frozenset[str]
    enclosures: tuple[str, ...] = ()
    lines: Mapping[str, int] = field(default_factory=dict)  #: key → line in the file
    address: str = "member"  #: one of ADDRESSES


def split(text: str) -> tuple[Front, str, int, list[Complaint]]:
    """The head, the body, the line the body begins in, and what is wrong with the head."""
    lines = text.split("\n")
    end = next((at for at, line in enumerate(lines[1:], 1) if line.strip() == "---"), None)
    if lines[0].strip() != "---" or end is None:
        fault = (1, "has no head", 'begin with a line "---", lines such as "purpose: thank", and a line "---"')
        return _front({}, {}, []), text, 1, [fault]
    values, places, complaints = _pairs(lines[1:end])
    front = _front(values, places, complaints)
    return front, "\n".join(lines[end + 1 :]), end + 2, complaints


def _pairs(lines: list[str]) -> tuple[dict[str, str], dict[str, int], list[Complaint]]:
    values: dict[str, str] = {}
    places: dict[str, int] = {}
    complaints: list[Complaint] = []
    for number, line in enumerate(lines, 2):
        key, colon, value = line.partition(":")
        key = key.strip().lower()
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if not colon or key not in KEYS:
            complaints.append((number, f'"{key}" is no line of a head', _near(key, list(KEYS))))
        elif key in values:
            complaints.append((number, f'has "{key}" twice', "leave one"))
        else:
            values[key], places[key] = _unquoted(value.strip()), number
    return values, places, complaints


def _unquoted(value: str) -> str:
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value


def _front(values: dict[str, str], places: dict[str, int], complaints: list[Complaint]) -> Front:
    purpose = values.get("purpose", "")
    complaints += [(1, f'has no "{key}"', KEYS[key]) for key in ("subject", "purpose") if not values.get(key)]
    if purpose and purpose not in PURPOSES:
        complaints.append((places["purpose"], f'"{purpose}" is no purpose', _near(purpose, list(PURPOSES))))
    address = values.get("address", "member")
    if address not in ADDRESSES:
        complaints.append((places["address"], f'"{address}" is nobody to address', _near(address, list(ADDRESSES))))
    return Front(
        subject=values.get("subject", ""),
        purpose=purpose,
        routes=_routes(values.get("routes", ""), purpose, places.get("routes", 1), complaints),
        enclosures=tuple(part.strip() for part in values.get("enclosures", "").split(";") if part.strip()),
        lines=places,
        address=address,
    )


def _routes(text: str, purpose: str, line: int, complaints: list[Complaint]) -> frozenset[str]:
    fits = PURPOSES.get(purpose, frozenset())
    named = [part.strip() for part in text.split(",") if part.strip()]
    for route in named:
        if route in SILENT_ROUTES:
            complaints.append((line, f'"{route}" never gets a letter', _fits(fits)))
        elif route not in ROUTES:
            complaints.append((line, f'"{route}" is no route', _near(route, list(ROUTES))))
        elif purpose in PURPOSES and route not in fits:
            complaints.append((line, f'a template to {purpose} cannot serve "{route}"', _fits(fits)))
    return frozenset(named) & fits if named else fits


def _fits(routes: frozenset[str]) -> str:
    return f"it can serve: {', '.join(route for route in ROUTES if route in routes)}"


def _near(word: str, known: list[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(word, known, 1)
    return f'did you mean "{near[0]}"?' if near else f"there is: {', '.join(known)}"
