"""Title, addressee and salutation of one legislator."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from ..errors import Problem
from ..model import Legislator, Seating, Term
from ..vocabulary import title_of
from .names import printed
from .places import place
from .roles import Role, leading, on_committee

#: Stands before the full name on the envelope, never before a last name alone, and stays for life.
HONORIFIC = "The Honorable"

#: Title → the words between "Dear" and the last name, where they differ from the title.
_SPOKEN = {"Resident Commissioner": "Commissioner"}


@dataclass(frozen=True, slots=True)
class Address:
    """How to address one legislator, and why so."""

    name: str  #: full name for print, as the person uses it
    title: str  #: "Senator"; "" for somebody who does not serve
    honorific: str
    lines: tuple[str, ...]  #: the addressee block, none of them empty
    salutation: str  #: "Dear Representative Velázquez:"
    room: str = ""  #: room and building, "" if not known
    reasons: Mapping[str, str] = field(default_factory=dict)  #: part → the rule that gave it
    problems: tuple[Problem, ...] = ()
    role: str = ""  #: the line of an office that is held besides the seat, "" if there is none

    @property
    def reason(self) -> str:
        """All the rules in one line."""
        return "; ".join(f"{part}: {why}" for part, why in self.reasons.items())


def title(term: Term) -> str:
    """Title of whoever holds the seat of the term."""
    return title_of(term.chamber, term.state)


def addressee(
    legislator: Legislator,
    term: Term | None,
    salutation: str = "",
    on: date | None = None,
    committee: Seating | None = None,
) -> Address:
    """The form of address of a legislator who serves that term, or of a former one without a term.

    ``salutation`` is what the organisation wants instead of the default, with or without "Dear"
    and the colon. ``on`` is the day for which offices of the chamber are looked up (without it
    none is), ``committee`` the place on a committee as whose chair or ranking member the letter
    addresses its reader. Faults of the address come back as problems, never as an empty line.
    """
    if term is None:
        return _former(legislator, salutation)
    role = on_committee(committee) or (leading(legislator, term, on) if on else None)
    return _serving(legislator, term, salutation, role)


def _serving(legislator: Legislator, term: Term, salutation: str, role: Role | None) -> Address:
    name, where, called = printed(legislator), place(term), title(term)
    spoken = (role.spoken if role else "") or _SPOKEN.get(called, called)
    rule = "by the office" if role and role.spoken else "by the title"
    greeting, why = _salutation(salutation, f"{spoken} {legislator.last}", rule)
    below = where.lines[1:] if role and role.for_chamber else where.lines
    return Address(
        name=name.text,
        title=called,
        honorific=HONORIFIC,
        lines=(f"{HONORIFIC} {name.text}", *((role.line,) if role else ()), *below),
        salutation=greeting,
        room=where.room,
        reasons={
            "name": name.reason,
            "title": f"the seat is in the {'Senate' if term.chamber == 'senate' else 'House'} for {term.state}",
            "honorific": "every member of Congress",
            **({"office": role.reason} if role else {}),
            "address": where.reason,
            "salutation": why,
        },
        problems=_problems(legislator, where.fault, where.wrong),
        role=role.line if role else "",
    )


def _former(legislator: Legislator, salutation: str) -> Address:
    name = printed(legislator)
    greeting, why = _salutation(salutation, name.text, "no title outside office, and none is guessed")
    return Address(
        name=name.text,
        title="",
        honorific=HONORIFIC,
        lines=(f"{HONORIFIC} {name.text}",),
        salutation=greeting,
        reasons={"name": name.reason, "honorific": "former members keep it", "salutation": why},
        problems=_problems(legislator, "does not serve, so there is no address", True),
    )


def _salutation(wanted: str, default: str, rule: str) -> tuple[str, str]:
    """The greeting line and its rule; what the organisation asked for wins."""
    words = " ".join(wanted.split()).rstrip(":,")
    if words:
        return f"{words if words.lower().startswith('dear ') else f'Dear {words}'}:", "as the organisation wants it"
    return f"Dear {default}:", rule


def _problems(legislator: Legislator, fault: str, wrong: bool) -> tuple[Problem, ...]:
    if not fault:
        return ()
    cure = f'give the address in outreach.toml: [[overrides]] id = "{legislator.id}", kind = "address"'
    what = f"{legislator.name} ({legislator.id}) {fault}"
    return (Problem("public data", 0, "", what, cure, "error" if wrong else "warning"),)
