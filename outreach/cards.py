"""One legislator on one page: who they were, are, how to reach them, what we have to do with them.

Convention: notes are not on the card. It may be read aloud, or shown to the office it is about.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from .address import addressee, title
from .display import basis, clean
from .merge import signatures
from .model import Contact, Legislator, Office, Settings, Signature, Term
from .roster import Roster, succession
from .vocabulary import CHAMBER_NAMES, seat_label

#: Terms with no more than this between them are shown as one.
_GAP = timedelta(days=60)

_WIDTH = 14


@dataclass(frozen=True, slots=True)
class About:
    """Everything that a card is made from."""

    legislator: Legislator
    roster: Roster
    settings: Settings
    contacts: Sequence[Contact]  #: all of them
    on: date  #: the day that was asked for
    today: date


def card(about: About) -> str:
    """The card as lines of text."""
    sections = (_head, _days, _terms, _after, _form, _committees, _offices, _signed, _dealings)
    lines = [line for section in sections for line in section(about)]
    known = len(about.roster)
    lines += ["", basis(about.today, about.roster.as_of, known, about.roster.complete)]
    return "\n".join(clean(line) for line in lines)


def known_as(legislator: Legislator, on: date) -> str:
    """Who that is on the day, in a few words: "Representative, House RI-1, Democrat, until 2023-05-31"."""
    term = legislator.term_on(on) or legislator.last_term_by(on) or legislator.terms[0]
    years = "" if term.serving(on) else f", until {term.end}" if term.end <= on else f", from {term.start}"
    return f"{title(term)}, {_seat(term)}, {term.party_on(on)}{years}"


def _head(about: About) -> Iterator[str]:
    yield f"{about.legislator.name} ({about.legislator.id})"


def _days(about: About) -> Iterator[str]:
    for day in sorted({about.on, about.today}):
        term = about.legislator.term_on(day)
        label = "today" if day == about.today else "on that day"
        yield _row(str(day), f"{label}: " + (known_as(about.legislator, day) if term else _absent(about, day)))


def _absent(about: About, day: date) -> str:
    died, last = about.legislator.died, about.legislator.last_term_by(day)
    if died and died <= day:
        return f"died on {died}"
    return f"not in office since {last.end}" if last else "not in office yet"


def _terms(about: About) -> Iterator[str]:
    for number, (first, last) in enumerate(_folded(about.legislator.terms)):
        end = f"until {last.end}" if last.end <= about.today else f"runs until {last.end}"
        what = f"{_seat(first)}, {_party(first)}, from {first.start}, {end}"
        yield _row("" if number else "Terms", what)


def _folded(terms: Iterable[Term]) -> list[tuple[Term, Term]]:
    """First and last of the terms in one seat, for one party, without a break."""
    runs: list[tuple[Term, Term]] = []
    for term in terms:
        if runs and _goes_on(runs[-1][1], term):
            runs[-1] = (runs[-1][0], term)
        else:
            runs.append((term, term))
    return runs


def _goes_on(earlier: Term, later: Term) -> bool:
    same = (earlier.seat, _party(earlier)) == (later.seat, _party(later))
    return same and later.start - earlier.end <= _GAP


def _party(term: Term) -> str:
    """The party, with the days on which it changed and with the caucus of an independent."""
    if term.spans:
        return ", then ".join(f"{span.party} (from {span.start})" for span in term.spans)
    return term.party + (f" (sits with {term.caucus}s)" if term.caucus and term.caucus != term.party else "")


def _after(about: About) -> Iterator[str]:
    """Who holds the seats that this person has left: the last one, and the one left for the other chamber."""
    now = about.legislator.term_on(about.today)
    last = about.legislator.last_term_by(about.today) if now is None else _left_for(about.legislator, now)
    if last is None:
        return
    heirs = succession(about.roster, last.seat, last.end, about.today)
    if heirs.legislator is None and now is not None and not about.roster.complete:
        # The example knows the seats of signatories only; of another seat it cannot say that it is vacant.
        return
    who = f"now {heirs.legislator.name} ({heirs.legislator.id}): " if heirs.legislator else ""
    yield _row("Seat left", f"{who}{heirs.how}")


def _left_for(legislator: Legislator, now: Term) -> Term | None:
    """The last term in the other chamber, when this one followed it without a break."""
    runs = _folded(replace(term, party="", caucus="", spans=()) for term in legislator.terms)
    starts = [first.start for first, last in runs if last.start == now.start]
    before = [last for _, last in runs if starts and last.start < starts[0]]
    if not before or before[-1].chamber == now.chamber or starts[0] - before[-1].end > _GAP:
        return None
    return before[-1]


def _form(about: About) -> Iterator[str]:
    term = about.legislator.term_on(about.today)
    form = addressee(about.legislator, term, _salutation(about))
    for number, line in enumerate(form.lines):
        yield _row("" if number else "Address", line)
    yield _row("Salutation", form.salutation)
    for part, why in form.reasons.items():
        yield _row("", f"{part}: {why}")
    if term is not None:
        yield from (_row("", str(problem)) for problem in form.problems)
        yield _row("Phone", term.phone or "not known")
        yield from (_row(label, text) for label, text in (("Web", term.url), ("Web form", term.contact_form)) if text)


def _salutation(about: About) -> str:
    """What the organisation wants: a column ``salutation`` of contacts.csv, else an override."""
    own = (
        cell.strip()
        for contact in _ours(about)
        for column, cell in contact.extra.items()
        if column.strip().lower() == "salutation"
    )
    overrides = (
        override.value
        for override in about.settings.overrides
        if (override.id, override.kind) == (about.legislator.id, "salutation") and override.on <= about.today
    )
    return next(filter(None, own), "") or next(overrides, "")


def _committees(about: About) -> Iterator[str]:
    full = [seating for seating in about.legislator.seatings if not seating.parent]
    for number, seating in enumerate(full):
        below = [sub.name for sub in about.legislator.seatings if sub.parent == seating.committee]
        office = f", {seating.title}" if seating.title else ""
        yield _row("" if number else "Committees", f"{seating.name} ({seating.committee}){office}")
        if below:
            yield _row("", f"  {'; '.join(below)}")


def _offices(about: About) -> Iterator[str]:
    if about.legislator.term_on(about.today) is None:
        return
    for number, office in enumerate(about.legislator.offices):
        yield _row("" if number else "Offices", _office(office))


def _office(office: Office) -> str:
    place = " ".join(part for part in (office.state, office.zip) if part)
    parts = (office.building, office.address, office.suite, office.city, place, office.phone, office.hours)
    return ", ".join(part for part in parts if part)


def _signed(about: About) -> Iterator[str]:
    number = 0
    for letter in about.settings.letters.values():
        signature = signatures(letter, about.contacts).get(about.legislator.id)
        if signature is not None:
            yield _row("" if number else "Signed", f"{letter.slug}: {_signature(about, signature)}")
            number += 1


def _signature(about: About, signature: Signature) -> str:
    then = about.legislator.term_on(signature.signed_on)
    place = f", then {_seat(then)}" if then else ""
    printed = f", printed “{signature.as_printed}”" if signature.as_printed else ""
    return f"{signature.role}, {signature.signed_on}{place}{printed}"


def _dealings(about: About) -> Iterator[str]:
    for override in about.settings.overrides:
        if override.id == about.legislator.id:
            what = override.kind.replace("-", " ") + (f" {override.value}" if override.value else "")
            why = f": {override.why}" if override.why else ""
            yield _row("We know", f"{what}, since {override.on}, says {override.by}{why}")
    for number, contact in enumerate(_ours(about)):
        yield _row("" if number else "Contacts", f"{contact.letter}: {_dealing(contact)}")


def _dealing(contact: Contact) -> str:
    channel = f" ({contact.channel})" if contact.channel else ""
    parts = (
        contact.stage,
        contact.owner and f"owner {contact.owner}",
        contact.staffer and f"staffer {contact.staffer}",
        contact.last_contact and f"last contact {contact.last_contact}{channel}",
        contact.next_step and f"next {contact.next_step}",
        contact.due and f"due {contact.due}",
    )
    return ", ".join(part for part in parts if part) or "a row and nothing in it"


def _ours(about: About) -> list[Contact]:
    return [contact for contact in about.contacts if contact.id == about.legislator.id]


def _seat(term: Term) -> str:
    label = seat_label(term.chamber, term.state, term.seat.number)
    return label if term.chamber == "senate" else f"{CHAMBER_NAMES[term.chamber]} {label}"


def _row(label: str, text: str) -> str:
    return f"  {label:<{_WIDTH}}{text}".rstrip()
