"""One record → the values that a template sees.

Convention: plain text, numbers, yes/no, lists and groups; "" and {} where there is nothing. Every
name here stands in ``names`` and the other way round; a test compares them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..address import COMMITTEE_TITLES, Address, committee_name, printed, title
from ..model import Contact, Legislator, Organisation, Record, Seating, Term
from ..routes import day
from ..templating import american_date
from ..vocabulary import CHAMBER_NAMES
from .facts import (
    Facts,
    constituency,
    counted,
    did,
    doing,
    in_sentence,
    is_legislation,
    named,
    other_phrase,
    person,
    signed_party,
)

#: Channel → our last dealing in a sentence.
_DEALINGS = {
    "call": "our call",
    "email": "our e-mail",
    "meeting": "our meeting",
    "letter": "our letter",
    "visit": "our visit",
}


#: What those who have not signed are asked for where outreach.toml does not say it.
_ASK = "add your voice to those of your colleagues"


def context(
    record: Record, address: Address, facts: Facts, organisation: Organisation, asks: bool = False
) -> dict[str, Any]:
    """The values for one follow-up to somebody who serves; ``asks``: it asks for what a signatory has done."""
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
        "served_then": record.then is not None,
        "moved": bool(record.signature and record.then and record.then.chamber != now.chamber),
        "redistricted": _redistricted(record, now),
        "letter": {**facts.letter, "ask": facts.letter["ask"] or (_ASK if asks else "")},
        "signature": _signature(record, facts),
        **_co_leads(record, facts),
        **_colleagues(record, now, facts),
        **_predecessors(record, facts),
        **_committees(record, facts),
        "other_letters": _other_letters(record, facts),
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
    lead, mine = signature.role == "lead", facts.signed.get(record.legislator.id, ())
    return {
        "role": signature.role,
        "lead": lead,
        "did": did(record.letter, lead),
        "doing": doing(record.letter, lead),
        "number": next((at for at, (letter, _) in enumerate(mine, 1) if letter is record.letter), 1),
        "total": max(1, len(mine)),
        "beside": _and_list([counted(count, other) for other, count in facts.parties.items() if other != party]),
        "signed_on": signature.signed_on.isoformat(),
        "as_printed": signature.as_printed,
        "place": place,
    }


def _and_list(items: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(items[:-1]), *items[-1:]]))


def _other_letters(record: Record, facts: Facts) -> list[dict[str, Any]]:
    """What else they have signed, as far as this workspace knows; oldest first."""
    return [
        {
            "phrase": other_phrase(letter, record.letter),
            "short": letter.legislation if is_legislation(letter) else "the letter",
            "did": did(letter, signature.role == "lead"),
            "signed_on": signature.signed_on.isoformat(),
            "lead": signature.role == "lead",
        }
        for letter, signature in facts.signed.get(record.legislator.id, ())
        if letter is not record.letter
    ]


def _co_leads(record: Record, facts: Facts) -> dict[str, Any]:
    people = [one for one in facts.letter["leads"] if one["name"] != printed(record.legislator).text]
    return {"co_leads": people, "co_leads_named": named(people)}


def _colleagues(record: Record, now: Term, facts: Facts) -> dict[str, Any]:
    """Signatories from the state: those who serve today and those who have left, without one's own predecessor."""
    own = {record.legislator.id, *(one.id for one in record.predecessors)}
    others = [one for one in facts.by_state.get(now.state, ()) if one.legislator.id not in own]
    serving = [person(one) for one in others if one.now and one.now.state == now.state]
    former = [person(one) for one in others if one.then and not one.now]
    return {
        "colleagues": serving,
        "colleagues_named": named(serving),
        "former_colleagues": former,
        "former_colleagues_named": named(former),
    }


def _predecessors(record: Record, facts: Facts) -> dict[str, Any]:
    gone = [one.id for one in record.predecessors]
    found = [_predecessor(signer) for id in gone for signer in facts.signers if signer.legislator.id == id]
    return {"predecessor": found[0] if found else {}, "predecessors": found}


def _predecessor(record: Record) -> dict[str, Any]:
    return {
        **person(record),
        "did": did(record.letter, bool(record.signature and record.signature.role == "lead")),
        "signed_on": record.signature.signed_on.isoformat() if record.signature else "",
        "now": CHAMBER_NAMES[record.now.chamber] if record.now else "",
    }


def _committees(record: Record, facts: Facts) -> dict[str, Any]:
    wanted = set(record.letter.committees)
    found = [
        _committee(seating, bool(wanted & {seating.committee, seating.parent}), record, facts)
        for seating in record.legislator.seatings
        if not seating.parent or seating.committee in wanted
    ]
    matter = [committee for committee in found if committee["named"]]
    return {"committee": matter[0] if matter else {}, "committees": found}


def _committee(seating: Seating, matters: bool, record: Record, facts: Facts) -> dict[str, Any]:
    signed = [one for one in facts.by_committee.get(seating.committee, ()) if one.legislator is not record.legislator]
    people = [person(one) for one in signed] if matters else []
    return {
        "name": committee_name(seating),
        "role": seating.title or "member",
        "you": f"{_you(seating.title)} the {committee_name(seating)}",
        "named": matters,
        "colleagues": people,
        "colleagues_named": named(people),
    }


def _you(title: str) -> str:
    """What the reader does on a committee, with the word of the committee's own list."""
    if title in ("Chair", "Chairman", "Chairwoman"):
        return "You chair"
    return f"You are {title} of" if title in COMMITTEE_TITLES else "You sit on"


def _contact(contact: Contact | None) -> Mapping[str, Any]:
    """The few columns a letter may speak of. What is not listed here cannot get into a letter."""
    if contact is None:
        return {}
    return {
        "stage": contact.stage,
        "staffer": contact.staffer,
        "last_contact": contact.last_contact,
        "channel": contact.channel,
        "dealing": _dealing(contact),
    }


def _dealing(contact: Contact) -> str:
    """The last dealing in a sentence, "" if day or channel is not known."""
    on = day(contact.last_contact)
    words = _DEALINGS.get(contact.channel, "")
    return f"{words} of {american_date(on.isoformat())}" if on and words else ""


def _organisation(organisation: Organisation) -> dict[str, Any]:
    return {
        "name": organisation.name,
        "address": list(organisation.address),
        "phone": organisation.phone,
        "email": organisation.email,
        "website": organisation.website,
        "reach": " or ".join(filter(None, (organisation.phone, organisation.email))),
    }
