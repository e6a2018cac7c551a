"""Roster × contacts × letter → one record per legislator.

Conventions: the universe of a letter on a day is everybody who serves in its chambers on that
day, and every signatory. A row of contacts.csv is a signature when it has a role, or the stage
"signed", unless its stage says declined or withdrawn; so has a lead whom outreach.toml names, row
or no row, whatever else the row says. A signatory has gone from the seat when they no longer serve in the chamber they
signed in: they left, died, or moved to the other chamber. Whoever sat beside them in that chamber
is no successor, even where a redrawn district has the old number. Where a letter has two rows about
one legislator the first counts, and ``check`` says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass, replace
from datetime import date, timedelta
from functools import cached_property

from .model import Contact, Legislator, Letter, Override, Record, Settings, Signature, Term
from .roster import Roster, Succession, succession
from .routes import Case, Departure, day, route
from .vocabulary import ROLES, ROUTES, seat_label

#: Stages that take a signature away.
UNSIGNED = frozenset({"declined", "withdrawn"})


def records(
    letter: Letter, roster: Roster, contacts: Iterable[Contact], settings: Settings, on: date
) -> tuple[Record, ...]:
    """The universe of the letter on the day: one record each, in the order of the routes, then by name.

    A row whose id the roster does not know cannot become a record: ask ``unknown``.
    """
    merge = _Merge(letter, roster, _rows(letter, contacts), settings, on)
    order = {name: place for place, name in enumerate(ROUTES)}
    return tuple(
        sorted(
            map(merge.record, merge.universe()),
            key=lambda r: (order[r.route], r.legislator.last, r.legislator.first, r.legislator.id),
        )
    )


def signatures(letter: Letter, contacts: Iterable[Contact]) -> Mapping[str, Signature]:
    """Id → signature, for everybody who signed the letter and has not taken it back."""
    rows = _rows(letter, contacts)
    found = {id: _signature(letter, row) for id, row in rows.items() if has_signed(letter, row)}
    for id in letter.leads:
        if id not in rows:
            found[id] = Signature(letter.slug, id, "lead", letter.sent)
    return found


def letter_on(letter: Letter, on: date, today: date, begins: date | None) -> Letter:
    """The letter as it stood on the day: on a past day before its own, its leads had not signed yet.

    ``begins``: the first day of the history, None without one. The leads of a letter that is still to
    be sent count from that day on, as they count today.
    """
    before_history = begins is None or on < begins
    early = on < min(letter.sent, today) and (letter.sent <= today or before_history)
    return replace(letter, leads=()) if early else letter


def unknown(letter: Letter, roster: Roster, contacts: Iterable[Contact]) -> tuple[Contact, ...]:
    """The rows about the letter whose id the roster does not know, in the order of the file."""
    return tuple(row for row in _rows(letter, contacts).values() if roster.get(row.id) is None)


def outside(letter: Letter, roster: Roster, contacts: Iterable[Contact], on: date) -> tuple[Contact, ...]:
    """The rows about people whom the letter does not concern on the day: they did not sign, and do not serve."""
    return tuple(
        row
        for row in _rows(letter, contacts).values()
        if row.id in roster.legislators and not sketch(letter, roster, row, on)
    )


def sketch(letter: Letter, roster: Roster, contact: Contact, on: date) -> Record | None:
    """The record of one row without its route and neighbours, for counting many rows quickly.

    None if the roster does not know the id, or the letter does not concern the legislator on the day.
    """
    person = roster.get(contact.id)
    now = person.term_on(on) if person else None
    signature = _signature(letter, contact) if has_signed(letter, contact) else None
    if person is None or not (signature or (now and now.chamber in letter.chambers)):
        return None
    signed = person.term_on(signature.signed_on) if signature else None
    return Record(letter, person, on, now, signed or person.term_on(letter.sent), signature, contact, "", "")


def _rows(letter: Letter, contacts: Iterable[Contact]) -> dict[str, Contact]:
    found: dict[str, Contact] = {}
    for contact in contacts:
        if contact.letter == letter.slug:
            found.setdefault(contact.id, contact)
    return found


def has_signed(letter: Letter, row: Contact) -> bool:
    """Whether a row is a signature; a blank or stale stage never makes a lead somebody to be asked."""
    named = row.stage == "signed" or row.role in ROLES or row.id in letter.leads
    return named and row.stage not in UNSIGNED


def _signature(letter: Letter, row: Contact) -> Signature:
    lead = row.role == "lead" or row.id in letter.leads
    return Signature(
        letter.slug, row.id, "lead" if lead else "signer", day(row.signed_on) or letter.sent, row.as_printed
    )


@dataclass(frozen=True)
class _Left:
    """A signatory who has gone from the seat, and what became of it."""

    person: Legislator
    term: Term
    after: Succession

    @property
    def successor(self) -> Legislator | None:
        """Who came after the signatory; whoever has only the old number, or sat beside them, did not."""
        who, last_day = self.after.legislator, self.term.end - timedelta(days=1)
        if self.after.number_only:
            return None
        beside = who.term_on(last_day) if who else None
        return None if beside and beside.chamber == self.term.chamber else who

    def departure(self, on: date) -> Departure:
        """What the successor's route says of it."""
        now = self.person.term_on(on)
        how = self.after.how.removeprefix("holds ")
        told = "" if self.after.seat and how == seat_label(*astuple(self.after.seat)) else how
        return Departure(self.person, self.term, now.chamber if now else "", told)


@dataclass(frozen=True)
class _Merge:
    """One letter on one day, with what is asked about everybody worked out once."""

    letter: Letter
    roster: Roster
    rows: Mapping[str, Contact]
    settings: Settings
    on: date

    @cached_property
    def signed(self) -> Mapping[str, Signature]:
        return signatures(self.letter, self.rows.values())

    def universe(self) -> Iterable[Legislator]:
        people = {person.id: person for person in self.roster.serving(self.on, self.letter.chambers)}
        for id in self.signed:
            if person := self.roster.get(id):
                people.setdefault(id, person)
        return people.values()

    def record(self, person: Legislator) -> Record:
        case = self._case(person)
        name, reason = route(case)
        return Record(
            letter=self.letter,
            legislator=person,
            on=self.on,
            now=case.now,
            then=case.then,
            signature=case.signature,
            contact=case.contact,
            route=name,
            reason=reason,
            predecessors=tuple(departure.legislator for departure in case.departures),
            successor=self.left[person.id].successor if person.id in self.left else None,
        )

    def _case(self, person: Legislator) -> Case:
        left = self.left.get(person.id)
        return Case(
            letter=self.letter,
            on=self.on,
            now=person.term_on(self.on),
            then=self._then(person),
            last=person.last_term_by(self.on),
            died=person.died,
            signature=self.signed.get(person.id),
            contact=self.rows.get(person.id),
            override=self.held.get(person.id),
            quiet_days=self.settings.quiet_days,
            departures=tuple(self.departures.get(person.id, ())),
            vacant=left.after.how if left and left.after.vacant else "",
            seatings=person.seatings,
        )

    def _then(self, person: Legislator) -> Term | None:
        """The term held on the day of the signature, else on the day the letter was sent."""
        signature = self.signed.get(person.id)
        signed = person.term_on(signature.signed_on) if signature else None
        return signed or person.term_on(self.letter.sent)

    @cached_property
    def left(self) -> Mapping[str, _Left]:
        """Signatory → the seat they have gone from, and what became of it."""
        people = filter(None, map(self.roster.get, self.signed))
        return {
            person.id: _Left(person, term, succession(self.roster, term.seat, term.end, self.on))
            for person in people
            if (term := self._left(person))
        }

    def _left(self, person: Legislator) -> Term | None:
        """The last term in the chamber signed in; None while they still serve there."""
        then, now = self._then(person), person.term_on(self.on)
        chambers = (then.chamber,) if then else self.letter.chambers
        if now and now.chamber in chambers:
            return None
        terms = (term for term in reversed(person.terms) if term.chamber in chambers and term.start <= self.on)
        return next(terms, None)

    @cached_property
    def departures(self) -> Mapping[str, list[Departure]]:
        """Successor → the signatories whose seat they hold."""
        found: dict[str, list[Departure]] = {}
        for left in self.left.values():
            if left.successor:
                found.setdefault(left.successor.id, []).append(left.departure(self.on))
        return found

    @cached_property
    def held(self) -> Mapping[str, Override]:
        """Id → the override that says "do not contact", in force from its day on."""
        return {o.id: o for o in self.settings.overrides if o.kind == "do-not-contact" and o.on <= self.on}
