"""What the page and the workbook of ``report`` have to say about one letter, counted from the files."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import combinations

from .plain import CHAMBERS, NO_VOTE, STAGES, Letter, Line, One, Service, Standing, day

Cell = str | int | date | None

_OPEN = ("asked", "considering", "committed")


@dataclass(frozen=True)
class Place:
    """One seat of a chamber."""

    label: str
    state: str
    who: One | None
    party: str


@dataclass(frozen=True)
class Figures:
    """One letter on a day, beside an earlier day."""

    standing: Standing
    before: Standing
    letter: Letter
    silent: int

    @property
    def on(self) -> date:
        return self.standing.on

    @property
    def notices(self) -> list[str]:
        """What is said before any figure: where the history ends."""
        begin = self.standing.files.begin
        known = "before it, the records count as they were then, without what they date later"
        return [f"The history begins on {begin}; {known}."] if self.on < begin else []

    @cached_property
    def ones(self) -> list[One]:
        return self.standing.ones(self.letter)

    @cached_property
    def signed(self) -> list[One]:
        return [one for one in self.ones if one.signed_on]

    @property
    def missing(self) -> int:
        return max((self.letter.expected or 0) - len(self.signed), 0)

    @property
    def to_go(self) -> int:
        return max((self.letter.goal or 0) - len(self.signed), 0)

    def whereabouts(self, where: str) -> int:
        """How many signatories are in the "same" chamber, in the "other" one, or have "left"."""
        found = []
        for one in self.signed:
            came = one.then.chamber if one.then else self.letter.chambers[0]
            found.append("left" if not one.now else "same" if one.now.chamber == came else "other")
        return found.count(where)

    def sitting(self, chamber: str) -> list[tuple[One, Service]]:
        return [(one, one.now) for one in self.ones if one.now and one.now.chamber == chamber]

    def parties(self, chamber: str) -> list[tuple[str, int, int]]:
        """Party, who signed, who sits; the larger first."""
        seated = [(one, service.party_on(self.on)) for one, service in self.sitting(chamber)]
        found = [
            (party, sum(one.signed_on is not None for one, own in seated if own == party), number)
            for party, number in Counter(party for _, party in seated).items()
        ]
        return sorted(found, key=lambda row: (-row[2], row[0]))

    def places(self, chamber: str) -> list[Place]:
        """Every seat of the chamber, held or not."""
        held = {service.seat: (one, service) for one, service in self.sitting(chamber)}
        found = []
        for seat in (seat for seat in self.standing.data.seats if seat[0] == chamber):
            one, service = held.get(seat, (None, Service(*seat, "", (), self.on, self.on)))
            found.append(Place(service.label, seat[1], one, service.party_on(self.on) if one else ""))
        return found

    @cached_property
    def as_signed(self) -> list[tuple[One, Service, str]]:
        """Signatory, the term the signature was given in, the party then."""
        found = []
        for one in self.signed:
            held = one.then or one.now or one.who.latest(self.on)
            if held and one.signed_on:
                found.append((one, held, held.party_on(one.signed_on)))
        return found

    def parties_then(self) -> list[tuple[str, int]]:
        counts = Counter(party for _, _, party in self.as_signed)
        return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))

    def states(self) -> dict[str, tuple[int, int, int]]:
        """State → signed and serving today, signatures given."""
        seated = [pair for chamber in self.letter.chambers for pair in self.sitting(chamber)]
        codes = {service.state for _, service in seated} | {held.state for _, held, _ in self.as_signed}
        return {
            code: (
                sum(one.signed_on is not None for one, service in seated if service.state == code),
                sum(service.state == code for _, service in seated),
                sum(held.state == code for _, held, _ in self.as_signed),
            )
            for code in sorted(codes)
        }

    def stages(self) -> dict[str, int]:
        return {stage: sum(one.stage == stage for one in self.ones) for stage in ("", *STAGES)}

    def panels(self) -> list[tuple[str, str, int, int]]:
        """Id, name, who signed, who sits on it; of those whom the letter concerns today."""
        seated = [one for one in self.ones if one.sits]
        members = Counter(panel for one in seated for panel in one.who.panels)
        signed = Counter(panel for one in seated if one.signed_on for panel in one.who.panels)
        names = self.standing.data.committees
        leading = sorted((id for id in signed if id in names), key=lambda id: (-signed[id], id))[:8]
        chosen = [id for id in self.letter.committees or leading if members[id]]
        return [(id, names[id], signed[id], members[id]) for id in chosen]

    def pairs(self) -> dict[str, dict[str, list[str]]]:
        """State → party → names, where there are two parties."""
        found: dict[str, dict[str, list[str]]] = {}
        for one, held, party in self.as_signed:
            found.setdefault(held.state, {}).setdefault(party, []).append(one.who.name)
        return {state: found[state] for state in sorted(found) if len(found[state]) > 1}

    def pair_count(self, state: str) -> int:
        """How many twos of different parties, each counted by itself."""
        own = [party for _, held, party in self.as_signed if held.state == state]
        return sum(one != other for one, other in combinations(own, 2))

    @cached_property
    def days(self) -> list[date]:
        """The days on which something was done about the letter and somebody in the public data."""
        known = self.standing.data.people
        ours = (line for line in self.standing.files.history if line.letter == self.letter.slug and line.id in known)
        return sorted({line.day for line in ours})

    @cached_property
    def progress(self) -> list[tuple[date, int]]:
        """The days on which the count changed, after the day before the history of the letter begins."""
        first = self.days[0] - timedelta(1)
        found = [(first, self._count_on(first))]
        for each in self.days:
            if each <= self.on and (number := self._count_on(each)) != found[-1][1]:
                found.append((each, number))
        return found

    def _count_on(self, when: date) -> int:
        files = self.standing.files
        return len(Standing(self.standing.data, files, when, files.rows(when)).signed(self.letter))

    @property
    def has_begun(self) -> bool:
        """Whether anything was on record about the letter by the day."""
        return any(each <= self.on for each in self.days)

    @cached_property
    def since(self) -> tuple[list[str], list[str]]:
        """Names of who signed, and of who took it back, after the earlier day."""
        old, new = set(self.before.signed(self.letter)), set(self.standing.signed(self.letter))
        return self._names(new - old), self._names(old - new)

    def _names(self, ids: set[str]) -> list[str]:
        return sorted(self._name(id) for id in ids)

    def _name(self, id: str) -> str:
        return self.standing.data.people[id].name

    @property
    def recorded_before(self) -> int:
        return len(self.before.signed(self.letter))

    @cached_property
    def moved(self) -> dict[str, tuple[str, str]]:
        """Id → stage before and now, of people in the public data who signed on neither day."""
        signed = {*self.before.signed(self.letter), *self.standing.signed(self.letter)}
        found = {}
        for (slug, id), row in self.standing.rows.items():
            was, now = self.before.rows.get((slug, id), {}).get("stage", ""), row.get("stage", "")
            if slug == self.letter.slug and id in self.standing.data.people and id not in signed and now != was:
                found[id] = (was, now)
        return found

    def moves(self) -> list[tuple[str, str, str]]:
        """Name, stage before and now, of the same."""
        return sorted((self._name(id), *stages) for id, stages in self.moved.items())

    def dealings_entered(self) -> int:
        """Dealings that were entered after the earlier day; what was only planned, or taken back whole, left out."""
        groups: dict[tuple[str, str], list[Line]] = {}
        for line in self.standing.files.history:
            if line.letter == self.letter.slug and line.day <= self.on:
                groups.setdefault((line.batch, line.id), []).append(line)
        kept: list[list[Line]] = []
        for group in groups.values():
            backwards = {(line.id, line.field, line.new, line.old) for line in group}
            same = [g for g in kept if {(line.id, line.field, line.old, line.new) for line in g} == backwards]
            if same and not group[0].why.startswith("log, "):
                kept.remove(same[-1])
            else:
                kept.append(group)
        return sum(_took_place(group) for group in kept if group[0].day > self.before.on)

    @cached_property
    def dealings(self) -> list[One]:
        return [one for one in self.ones if one.row is not None or one.signed_on]

    def silent_for(self, one: One) -> int | None:
        last = day(one.cell("last_contact"))
        return (self.on - last).days if last and last <= self.on else None

    @property
    def stuck(self) -> list[One]:
        found = []
        for one in self.dealings:
            days = self.silent_for(one)
            if one.stage in _OPEN and one.now and (days is None or days > self.silent):
                found.append(one)
        return found

    @property
    def dues(self) -> list[One]:
        return [one for one in self.dealings if one.cell("due")]

    @property
    def overdue(self) -> list[One]:
        return [one for one in self.dues if one.cell("due") < str(self.on)]

    @property
    def coming(self) -> list[One]:
        """Steps from the day on, the next first."""
        ahead = [one for one in self.dues if one.cell("due") >= str(self.on)]
        return sorted(ahead, key=lambda one: (one.cell("due"), one.who.name, one.cell("next_step")))

    def seat_of(self, one: One) -> tuple[str, str]:
        """Party and seat on the day, or the last ones."""
        held = one.now or one.who.latest(self.on)
        return (held.party_on(self.on), held.label) if held else ("", "")


def _took_place(group: list[Line]) -> bool:
    """Whether somebody was in touch with the office; the first stage of a new row comes by itself."""
    fields = {line.field for line in group}
    if not group[0].why.startswith("log, "):
        return any(line.field == "last_contact" and line.new for line in group)
    return bool(fields & {"notes", "last_contact", "channel", "minutes"}) or fields & {"stage", "row"} == {"stage"}


def workbook(all: list[Figures], names: dict[str, str]) -> dict[str, list[tuple[Cell, ...]]]:
    """Every sheet with its rows, without headers; ``names``: those of the states."""
    notices: dict[str, list[tuple[Cell, ...]]] = {"Read first": [(said,) for said in all[0].notices if said]}
    return (notices if all[0].notices else {}) | {
        "Letters": [_letter(f) for f in all],
        "Chambers": [(f.letter.slug, CHAMBERS[c], *_chamber(f, c)) for f in all for c in f.letter.chambers],
        "Parties": [
            (f.letter.slug, CHAMBERS[c], party, signed, serving)
            for f in all
            for c in f.letter.chambers
            for party, signed, serving in f.parties(c)
        ],
        "States": [(f.letter.slug, code, names[code], *figures) for f in all for code, figures in f.states().items()],
        "Stages": [(f.letter.slug, stage or "no dealings yet", n) for f in all for stage, n in f.stages().items()],
        "Committees": [(f.letter.slug, *panel) for f in all for panel in f.panels()],
        "Bipartisan pairs": [
            (f.letter.slug, names[state], f.pair_count(state), party, ", ".join(sorted(who)))
            for f in all
            for state, parties in f.pairs().items()
            for party, who in sorted(parties.items())
        ],
        "Progress": [(f.letter.slug, *point) for f in all if f.has_begun for point in f.progress],
        "Changes": [(f.letter.slug, f.before.on, *change) for f in all for change in _changes(f)],
        "Next steps": [dealing(f, one) for f in all for one in f.dues],
        "Stuck": [dealing(f, one) for f in all for one in f.stuck],
        "People": [dealing(f, one) for f in all for one in f.dealings],
    }


def _chamber(f: Figures, chamber: str) -> tuple[int, ...]:
    seated = f.sitting(chamber)
    voting = [place for place in f.places(chamber) if _votes(chamber, place)]
    signed, filled = sum(one.signed_on is not None for one, _ in seated), sum(place.who is not None for place in voting)
    return signed, len(seated), len(voting), filled


def _votes(chamber: str, place: Place) -> bool:
    return chamber == "senate" or place.state not in NO_VOTE


def _letter(f: Figures) -> tuple[Cell, ...]:
    letter = f.letter
    chambers = " and ".join(CHAMBERS[chamber] for chamber in letter.chambers)
    missing = None if letter.expected is None else f.missing
    to_go = None if letter.goal is None else f.to_go
    return (
        *(letter.slug, letter.title, letter.addressee, chambers, letter.sent),
        *(len(f.signed), letter.expected, missing, letter.goal, to_go),
        *(f.whereabouts("same"), f.whereabouts("other"), f.whereabouts("left")),
        *(len(f.ones), f.standing.strangers(letter)),
        *(sum(map(f.pair_count, f.pairs())), len(f.stuck), len(f.overdue)),
        day(f.coming[0].cell("due")) if f.coming else None,
    )


def _changes(f: Figures) -> list[tuple[Cell, ...]]:
    came, went = f.since
    found: list[tuple[Cell, ...]] = [("signed", name, "", "signed") for name in came]
    found += [("went", name, "signed", "") for name in went]
    return found + [("stage", *move) for move in f.moves()]


def dealing(f: Figures, one: One) -> tuple[Cell, ...]:
    """The cells of one legislator."""
    party, seat = f.seat_of(one)
    due = day(one.cell("due"))
    return (
        *(f.letter.slug, one.who.id, one.who.name, party, seat, one.stage, one.route, one.cell("owner")),
        *(day(one.cell("last_contact")), f.silent_for(one), one.cell("next_step"), due),
        "yes" if due and due < f.on else "",
    )
