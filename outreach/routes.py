"""Into which one route a legislator falls for a letter on a day, and why.

Conventions: the rules are tried from the top and the first that speaks decides, so every case
has exactly one route. Who no longer serves comes first, because nothing may be sent there; then
who must be left alone; then who has answered; then who can be asked. A signature counts whatever
the day: nobody who signed is ever asked to sign.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from .model import Contact, Legislator, Letter, Override, Seating, Signature, Term
from .vocabulary import CHAMBER_NAMES, seat_label


@dataclass(frozen=True, slots=True)
class Departure:
    """That a signatory has gone from the seat that the signature was given in."""

    legislator: Legislator  #: the signatory
    term: Term  #: the last term in that chamber
    moved: str = ""  #: the chamber the signatory sits in today, "" if in none
    how: str = ""  #: how the seat came to whoever holds it today, in words; "" where there is nothing to tell


@dataclass(frozen=True, slots=True)
class Case:
    """What the route of one legislator depends on."""

    letter: Letter
    on: date
    now: Term | None  #: the term held on the day
    then: Term | None  #: the term held on the signing day
    last: Term | None  #: the latest term that had begun by the day, in any chamber
    died: date | None  #: day of death
    signature: Signature | None
    contact: Contact | None
    override: Override | None  #: the one that says "do not contact", if it is in force
    quiet_days: int
    departures: tuple[Departure, ...]  #: of signatories whose seat this person holds now
    vacant: str  #: what became of the seat signed in, in words, if it exists and nobody holds it; else ""
    seatings: tuple[Seating, ...]  #: committees today


def route(case: Case) -> tuple[str, str]:
    """The route and the reason for it in plain words."""
    for name, rule in _RULES:
        if reason := rule(case):
            return name, reason
    return "ask", "has not signed"


def quiet_until(last_contact: date, quiet_days: int) -> date:
    """The first day on which an office may be written to again.

    The day of the dealing is the first quiet day: with 14 quiet days an office called on 1 June
    is left alone up to and including 14 June. With 0 there is no quiet time.
    """
    return last_contact + timedelta(days=quiet_days)


def label(term: Term) -> str:
    """The seat of a term in print: "NY-12", "VT at large", "Senate MA"."""
    return seat_label(term.chamber, term.state, term.seat.number)


def _vacant(case: Case) -> str:
    if case.now or not case.vacant:
        return ""
    return f"{_left(case)}; {case.vacant}"


def _gone(case: Case) -> str:
    return "" if case.now else _left(case)


def _left(case: Case) -> str:
    signed = _signed(case)
    if case.last is None:
        return f"{signed}; did not serve on {case.on}"
    if case.died and case.died <= case.on:
        return f"{signed}; died on {case.died}"
    return f"{signed}; left on {case.last.end}"


def _signed(case: Case) -> str:
    verb = "led" if case.signature and case.signature.role == "lead" else "signed"
    return f"{verb} as {label(case.then)}" if case.then else verb


def _hold(case: Case) -> str:
    if case.override:
        why = f": {case.override.why}" if case.override.why else ""
        return f"not to be contacted, says {case.override.by} since {case.override.on}{why}"
    last = day(case.contact.last_contact) if case.contact else None
    if last is None or not last <= case.on < quiet_until(last, case.quiet_days):
        return ""
    return f"contacted on {last}; quiet until {quiet_until(last, case.quiet_days)}"


def day(text: str) -> date | None:
    """The day in a cell; None if there is none (``check`` reports what is no date)."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def _declined(case: Case) -> str:
    stage = case.contact.stage if case.contact else ""
    return {"declined": "said no", "withdrawn": "signed, then took the signature back"}.get(stage, "")


def _moved(case: Case) -> str:
    if not case.signature or not case.now:
        return ""
    signed_in = (case.then.chamber,) if case.then else case.letter.chambers
    return "" if case.now.chamber in signed_in else f"{_signed(case)}; {_today(case)}"


def _lead(case: Case) -> str:
    return _signer(case) if case.signature and case.signature.role == "lead" else ""


def _signer(case: Case) -> str:
    if not case.signature or not case.now:
        return ""
    same = case.then and case.then.seat == case.now.seat
    return f"{_signed(case)}; {'the same seat today' if same else _today(case)}"


def _today(case: Case) -> str:
    return f"holds {label(case.now)} today" if case.now else ""


def _successor(case: Case) -> str:
    return "; ".join(map(_departure, case.departures))


def _departure(departure: Departure) -> str:
    how = f" ({departure.how})" if departure.how else ""
    left = f"moved to the {CHAMBER_NAMES[departure.moved]}" if departure.moved else "left"
    return f"holds the seat of {departure.legislator.name}, who {left} on {departure.term.end}{how}"


def _committee(case: Case) -> str:
    wanted = set(case.letter.committees)
    names = dict.fromkeys(seating.name for seating in case.seatings if {seating.committee, seating.parent} & wanted)
    return f"has not signed; sits on the {', '.join(names)}" if names else ""


_RULES: tuple[tuple[str, Callable[[Case], str]], ...] = (
    ("vacant", _vacant),
    ("gone", _gone),
    ("hold", _hold),
    ("declined", _declined),
    ("signer-moved", _moved),
    ("lead", _lead),
    ("signer", _signer),
    ("successor", _successor),
    ("committee", _committee),
)
