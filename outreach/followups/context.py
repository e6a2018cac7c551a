"""One record → the values that a template sees.

Convention: plain text, numbers, yes/no, lists and groups; "" and {} where there is nothing. Every
name here stands in ``names`` and the other way round; a test compares them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..address import Address, title
from ..model import Contact, Legislator, Organisation, Record, Seating, Term
from ..vocabulary import CHAMBER_NAMES
from .facts import Facts, constituency, counted, in_sentence, person, signed_party


def context(record: Record, address: Address, facts: Facts, organisation: Organisation) -> dict[str, Any]:
    """The values for one follow-up to somebody who serves."""
    now = record.now
    assert now is not None  # nobody else gets a follow-up
    return {
        "legislator": _legislator(record.legislator, now, record, address),
        "title": address.title,
        "addressee": list(address.lines),
        "salutation": address.salutation,
        "office": {"room": address.room, "phone": now.phone, "url": now.url},
        "now": _term(now, record),
        "then": _term(record.then, record) if record.then and record.signature else {},
        "moved": bool(record.signature and record.then and record.then.chamber != now.chamber),
        "redistricted": _redistricted(record, now),
        "letter": facts.letter,
        "signature": _signature(record, facts),
        **_colleagues(record, now, facts),
        **_predecessors(record, facts),
        **_committees(record),
        "contact": _contact(record.contact),
        "organisation": _organisation(organisation),
        "sender": {"name": organisation.sender, "title": organisation.sender_title},
        "today": record.on.isoformat(),
        "route": record.route,
    }


def _legislator(legislator: Legislator, now: Term, record: Record, address: Address) -> dict[str, Any]:
    return {
        "id": legislator.id,
        "name": address.name,
        "first": address.name.removesuffix(f", {legislator.suffix}").removesuffix(legislator.last).strip()
        or legislator.first,
        "last": legislator.last,
        "title": address.title,
        "called": f"{address.title} {legislator.last}",
        "party": now.party_on(record.on),
        "state": now.state,
        "state_name": in_sentence(now.state),
        "chamber": CHAMBER_NAMES[now.chamber],
        "constituency": constituency(now.chamber, now.state, now.district),
    }


def _term(term: Term, record: Record) -> dict[str, Any]:
    day = record.on if term is record.now else record.signature.signed_on if record.signature else record.on
    return {
        "title": title(term),
        "chamber": CHAMBER_NAMES[term.chamber],
        "party": term.party_on(day),
        "state": in_sentence(term.state),
        "constituency": constituency(term.chamber, term.state, term.district),
        "start": term.start.isoformat(),
    }


def _redistricted(record: Record, now: Term) -> bool:
    then = record.then if record.signature else None
    return bool(then and then.chamber == now.chamber and then.seat != now.seat)


def _signature(record: Record, facts: Facts) -> dict[str, Any]:
    signature = record.signature
    if signature is None:
        return {}
    party = signed_party(record)
    of_party = facts.parties.get(party, 0)
    place = f"one of {counted(of_party, party)}" if of_party > 1 else f"the only {party}" if of_party else ""
    return {
        "role": signature.role,
        "lead": signature.role == "lead",
        "signed_on": signature.signed_on.isoformat(),
        "as_printed": signature.as_printed,
        "place": place,
    }


def _colleagues(record: Record, now: Term, facts: Facts) -> dict[str, Any]:
    """Signatories from the state: those who serve today and those who have left, without one's own predecessor."""
    own = {record.legislator.id, *(one.id for one in record.predecessors)}
    others = [one for one in facts.by_state.get(now.state, ()) if one.legislator.id not in own]
    return {
        "colleagues": [person(one) for one in others if one.now and one.now.state == now.state],
        "former_colleagues": [person(one) for one in others if not one.now],
    }


def _predecessors(record: Record, facts: Facts) -> dict[str, Any]:
    signed = {one.legislator.id: one for one in facts.signers}
    found = [_predecessor(signed[one.id]) for one in record.predecessors if one.id in signed]
    return {"predecessor": found[0] if found else {}, "predecessors": found}


def _predecessor(record: Record) -> dict[str, Any]:
    return {
        **person(record),
        "signed_on": record.signature.signed_on.isoformat() if record.signature else "",
        "now": CHAMBER_NAMES[record.now.chamber] if record.now else "",
    }


def _committees(record: Record) -> dict[str, Any]:
    wanted = set(record.letter.committees)
    found = [
        _committee(seating, named=bool(wanted & {seating.committee, seating.parent}))
        for seating in record.legislator.seatings
        if not seating.parent or seating.committee in wanted
    ]
    named = [committee for committee in found if committee["named"]]
    return {"committee": named[0] if named else {}, "committees": found}


def _committee(seating: Seating, named: bool) -> dict[str, Any]:
    return {"name": seating.name, "role": seating.title or "member", "named": named}


def _contact(contact: Contact | None) -> Mapping[str, Any]:
    """The few columns a letter may speak of. What is not listed here cannot get into a letter."""
    if contact is None:
        return {}
    return {
        "stage": contact.stage,
        "staffer": contact.staffer,
        "last_contact": contact.last_contact,
        "channel": contact.channel,
    }


def _organisation(organisation: Organisation) -> dict[str, Any]:
    return {
        "name": organisation.name,
        "address": list(organisation.address),
        "phone": organisation.phone,
        "email": organisation.email,
        "website": organisation.website,
    }
