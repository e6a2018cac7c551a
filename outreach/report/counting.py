"""Records → figures, by plain loops over plain values.

Conventions: a signatory counts for a chamber when they serve there on the day, whatever happened
since they signed; the count of the letter itself takes all signatures. The stage of somebody who
signed is "signed", whatever else the row says.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ..merge import unknown
from ..model import Change, Contact, Letter, Record, Term
from ..roster import Roster
from ..routes import day
from ..vocabulary import CHAMBERS, NON_VOTING, STAGES, seat_label
from .figures import Body, Dealing, Figures, Pairs, Panel, Party, Place, State
from .replay import Past

#: Stages in which an office has been asked and has not answered for good.
OPEN = ("asked", "considering", "committed")

#: How many committees are shown when the letter names none.
_LARGEST = 8


@dataclass(frozen=True, slots=True)
class Asked:
    """What the report was asked for."""

    on: date
    since: date
    silent_days: int = 30
    with_notes: bool = False
    today: date | None = None  #: the day that it is, where ``on`` is a past one


def count(
    letter: Letter,
    records: Sequence[Record],
    contacts: Sequence[Contact],
    changes: Iterable[Change],
    roster: Roster,
    asked: Asked,
) -> Figures:
    """Everything about the letter. ``contacts`` and ``changes`` may hold those of other letters too."""
    own = [contact for contact in contacts if contact.letter == letter.slug]
    signed = [record for record in records if record.signature]
    past = _past(letter, own, tuple(changes), roster, asked)
    dealings = tuple(_dealing(record, asked) for record in records if record.contact or record.signature)
    return Figures(
        letter=letter,
        leads=tuple(_name(id, roster) for id in letter.leads),
        recorded=len(signed),
        same_chamber=sum(_whereabouts(record) == "same" for record in signed),
        other_chamber=sum(_whereabouts(record) == "other" for record in signed),
        left=sum(_whereabouts(record) == "left" for record in signed),
        parties=_ranked(_party_then(record) for record in signed),
        bodies=tuple(_body(chamber, records, roster, asked.on) for chamber in CHAMBERS if chamber in letter.chambers),
        states=_states(letter, records, roster.complete),
        stages=_stages(records),
        universe=len(records),
        panels=_panels(letter, records, roster),
        pairs=_pairs(signed),
        dealings=dealings,
        stuck=_stuck(dealings, asked.silent_days),
        dues=tuple(sorted((one for one in dealings if one.due), key=lambda one: (one.due or asked.on, one.name))),
        progress=past.progress(),
        since=past.since(asked.since),
        unplaced=len(unknown(letter, roster, own)),
    )


def _past(letter: Letter, own: Sequence[Contact], changes: Sequence[Change], roster: Roster, asked: Asked) -> Past:
    """The days behind us, with the people whom the roster knows and nobody else."""
    names = {who.id: who.name for who in roster.legislators.values()}
    led = replace(letter, leads=tuple(id for id in letter.leads if id in names))
    rows = [row for row in own if row.id in names]
    return Past(led, rows, changes, names, asked.today or asked.on)


def _name(id: str, roster: Roster) -> str:
    who = roster.get(id)
    return who.name if who else id


def _whereabouts(record: Record) -> str:
    """Where a signatory is on the day, seen from the chamber they signed in."""
    if not record.now:
        return "left"
    signed_in = (record.then.chamber,) if record.then else record.letter.chambers
    return "same" if record.now.chamber in signed_in else "other"


def _party_then(record: Record) -> str:
    return record.signed_in.party_on(record.signature.signed_on) if record.signature else ""


def _ranked(words: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """Each word with how often it came, the most frequent first."""
    return tuple(sorted(Counter(words).items(), key=lambda pair: (-pair[1], pair[0])))


def _sitting(records: Iterable[Record], chambers: Iterable[str]) -> Iterator[tuple[Record, Term]]:
    """Everybody who serves in one of the chambers on the day, with the term."""
    for record in records:
        if record.now and record.now.chamber in chambers:
            yield record, record.now


def _body(chamber: str, records: Sequence[Record], roster: Roster, on: date) -> Body:
    sitting = list(_sitting(records, (chamber,)))
    signed = sum(record.signature is not None for record, _ in sitting)
    parties = _parties(chamber, sitting, on, roster.complete)
    if not roster.complete:
        return Body(chamber, signed, None, None, None, parties, ())
    places = _places(chamber, sitting, roster, on)
    voting = [place for place in places if place.voting]
    filled = sum(place.name != "" for place in voting)
    return Body(chamber, signed, len(sitting), len(voting), filled, parties, places)


def _parties(chamber: str, sitting: Sequence[tuple[Record, Term]], on: date, complete: bool) -> tuple[Party, ...]:
    serving = Counter(term.party_on(on) for _, term in sitting)
    signed = Counter(term.party_on(on) for record, term in sitting if record.signature)
    return tuple(
        Party(chamber, party, signed[party], number if complete else None)
        for party, number in sorted(serving.items(), key=lambda pair: (-pair[1], pair[0]))
        if complete or signed[party]
    )


def _places(chamber: str, sitting: Iterable[tuple[Record, Term]], roster: Roster, on: date) -> tuple[Place, ...]:
    held = {term.seat: (record, term) for record, term in sitting}
    seats = [*dict.fromkeys([*roster.seats(chamber, on), *sorted(held)])]
    places = []
    for seat in seats:
        label, voting = seat_label(seat.chamber, seat.state, seat.number), _votes(chamber, seat.state)
        if seat in held:
            record, term = held[seat]
            who, signed = record.legislator.name, record.signature is not None
            places.append(Place(label, seat.state, who, term.party_on(on), term.caucus_on(on), signed, voting))
        else:
            places.append(Place(label, seat.state, "", "", "", False, voting))
    return tuple(places)


def _votes(chamber: str, state: str) -> bool:
    return chamber == "senate" or state not in NON_VOTING


def _states(letter: Letter, records: Sequence[Record], complete: bool) -> tuple[State, ...]:
    serving: Counter[str] = Counter()
    signed: Counter[str] = Counter()
    recorded: Counter[str] = Counter()
    for record, term in _sitting(records, letter.chambers):
        serving[term.state] += 1
        signed[term.state] += record.signature is not None
    for record in records:
        if record.signature:
            recorded[record.signed_in.state] += 1
    shown = {*serving, *recorded} if complete else {*recorded}
    return tuple(
        State(state, signed[state], serving[state] if complete else None, recorded[state]) for state in sorted(shown)
    )


def stage_of(record: Record) -> str:
    """Where things stand with that legislator: one of STAGES, "" where there were no dealings."""
    if record.signature:
        return "signed"
    stage = record.contact.stage if record.contact else ""
    return stage if stage in STAGES else ""


def _stages(records: Iterable[Record]) -> tuple[tuple[str, int], ...]:
    found = Counter(stage_of(record) for record in records)
    return tuple((stage, found[stage]) for stage in ("", *STAGES))


def _panels(letter: Letter, records: Sequence[Record], roster: Roster) -> tuple[Panel, ...]:
    """The committees that the letter names; if it names none, the full ones that most signatories sit on."""
    members: Counter[str] = Counter()
    signed: Counter[str] = Counter()
    for record, _ in _sitting(records, letter.chambers):
        for id in {seating.committee for seating in record.legislator.seatings}:
            members[id] += 1
            signed[id] += record.signature is not None
    chosen = letter.committees or _leading(signed, roster)
    shown = members if roster.complete else signed
    return tuple(Panel(id, _committee(id, roster), signed[id], members[id]) for id in chosen if shown[id])


def _leading(signed: Mapping[str, int], roster: Roster) -> list[str]:
    full = [
        id for id, number in signed.items() if number and id in roster.committees and not roster.committees[id].parent
    ]
    return sorted(full, key=lambda id: (-signed[id], id))[:_LARGEST]


def _committee(id: str, roster: Roster) -> str:
    return roster.committees[id].name if id in roster.committees else id


def _pairs(signed: Iterable[Record]) -> tuple[Pairs, ...]:
    """States in which signatories of different parties can be named together."""
    found: dict[str, dict[str, list[str]]] = {}
    for record in signed:
        if party := _party_then(record):
            found.setdefault(record.signed_in.state, {}).setdefault(party, []).append(record.legislator.name)
    return tuple(_paired(state, parties) for state, parties in sorted(found.items()) if len(parties) > 1)


def _paired(state: str, parties: Mapping[str, list[str]]) -> Pairs:
    sizes = [len(names) for names in parties.values()]
    total = sum(sizes)
    pairs = (total * total - sum(size * size for size in sizes)) // 2
    return Pairs(state, pairs, tuple((party, tuple(sorted(names))) for party, names in sorted(parties.items())))


def _dealing(record: Record, asked: Asked) -> Dealing:
    row = record.contact or Contact(record.letter.slug, record.legislator.id)
    term = record.now or record.legislator.last_term_by(asked.on)
    last, due = day(row.last_contact), day(row.due)
    return Dealing(
        letter=record.letter.slug,
        id=record.legislator.id,
        name=record.legislator.name,
        party=term.party_on(asked.on) if term else "",
        seat=seat_label(term.chamber, term.state, term.seat.number) if term else "",
        stage=stage_of(record),
        route=record.route,
        owner=row.owner,
        last=last,
        silent=(asked.on - last).days if last and last <= asked.on else None,
        next_step=row.next_step,
        due=due,
        overdue=due is not None and due < asked.on,
        notes=row.notes if asked.with_notes else "",
    )


def _stuck(dealings: Iterable[Dealing], silent_days: int) -> tuple[Dealing, ...]:
    """Who was asked, has not answered for good, and has been silent for more than so many days."""
    found = [
        one
        for one in dealings
        if one.stage in OPEN
        and one.route not in ("gone", "vacant")
        and (one.silent is None or one.silent > silent_days)
    ]
    return tuple(sorted(found, key=lambda one: (one.silent is not None, -(one.silent or 0), one.name)))
