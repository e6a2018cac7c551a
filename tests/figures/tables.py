"""What ``status`` has to show: every cell of a table, and every number in the words around it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from .plain import CHAMBERS, ROUTES, STAGES, Letter, One, Public, Service, Standing

#: (row, column) → figure; the row of totals is "total".
Table = dict[tuple[str, str], int]

#: The regions of the Census Bureau; whatever is in none of them lies in the West.
_REGIONS = {
    "Northeast": "CT ME MA NH RI VT NJ NY PA",
    "Midwest": "IL IN MI OH WI IA KS MN MO NE ND SD",
    "South": "DE DC FL GA MD NC SC VA WV AL KY MS TN AR LA OK TX",
    "Territories": "AS GU MP PR VI",
}

#: Columns that are counted as they are in the file; "Ward" is one that people added.
CELLS = ("owner", "channel", "Ward", "due")

#: Everything that tables are made by, and those that say something of the legislator.
NAMES = ("party", "state", "chamber", "region", "district", "committee")
MEMBER = frozenset(NAMES)
ALL = (*NAMES, "stage", "route", "letter", "signed", "role", *CELLS)

_ALWAYS = {"stage": STAGES, "route": ROUTES, "signed": ("yes", "no"), "role": ("lead", "signer")}


def labels(data: Public, one: One, name: str, today: bool = False) -> list[str]:
    """What somebody counts under; ``today``: by what they are on the day, signatories too."""
    held, when = (one.now, one.on) if today and name in MEMBER else one.counted
    if name == "committee":
        return sorted(data.committees[id] for id in one.who.panels if id in data.committees and one.now) or ["(none)"]
    if name in MEMBER:
        return [_of_service(held, when, name) if held else "(none)"]
    plain = {"stage": one.stage, "route": one.route, "letter": one.letter.slug, "role": one.role}
    plain["signed"] = "yes" if one.signed_on else "no"
    return [plain.get(name, one.cell(name)) or "(none)"]


def _of_service(held: Service, when: date, name: str) -> str:
    return {
        "party": held.party_on(when),
        "state": held.state,
        "chamber": CHAMBERS[held.chamber],
        "region": _region(held.state),
        "district": held.label,
    }[name]


def _region(state: str) -> str:
    for region, states in _REGIONS.items():
        if state in states.split():
            return region
    return "West"


_MEASURES: dict[str, Callable[[One], bool]] = {
    "contacts": lambda one: one.row is not None,
    "signed": lambda one: one.signed_on is not None,
    "everybody": lambda one: True,
    "serving": lambda one: one.sits,
    "signed, serving": lambda one: one.sits and one.signed_on is not None,
}


@dataclass(frozen=True)
class Asked:
    """One run of ``status``."""

    letters: tuple[Letter, ...]
    by: tuple[str, ...] = ()
    count: str = ""
    where: tuple[tuple[str, str], ...] = ()

    def fits(self, data: Public, one: One, today: bool = False) -> bool:
        return all(value in labels(data, one, name, today) for name, value in self.where)


def table(standing: Standing, asked: Asked) -> Table:
    """The table with its totals."""
    everybody = standing.everybody(asked.letters)
    ones = [one for one in everybody if asked.fits(standing.data, one)]
    sitting = [one for one in everybody if asked.fits(standing.data, one, today=True)]
    if len(asked.by) == 2:
        return _pivot(standing.data, asked, ones)
    return _single(standing.data, asked.by[0], ones, sitting)


def _single(data: Public, name: str, ones: Sequence[One], sitting: Sequence[One]) -> Table:
    first = "everybody" if name in ("route", "signed") else "contacts"
    columns = [(first, ones, False), *([] if name == "signed" else [("signed", ones, False)])]
    if name in MEMBER and len({one.letter.slug for one in [*ones, *sitting]}) < 2:
        columns += [("serving", sitting, True), ("signed, serving", sitting, True)]
    labelled = {
        measure: [labels(data, one, name, today) for one in among if _MEASURES[measure](one)]
        for measure, among, today in columns
    }
    rows = {label for each in labelled.values() for found in each for label in found} | set(_ALWAYS.get(name, ()))
    table = {("total", measure): len(each) for measure, each in labelled.items()}
    for measure, each in labelled.items():
        for row in rows:
            table[row, measure] = sum(row in found for found in each)
    return table


def _pivot(data: Public, asked: Asked, ones: Sequence[One]) -> Table:
    down, across = asked.by
    measure = asked.count or ("everybody" if {"route", "signed"} & {down, across} else "contacts")
    chosen = [one for one in ones if _MEASURES[measure](one)]
    labelled = [(labels(data, one, down), labels(data, one, across)) for one in chosen]
    rows = {label for labels, _ in labelled for label in labels} | set(_ALWAYS.get(down, ()))
    columns = {label for _, labels in labelled for label in labels} | set(_ALWAYS.get(across, ()))
    found: Table = {("total", "total"): len(chosen)}
    for row in rows:
        own = [second for first, second in labelled if row in first]
        found[row, "total"] = len(own)
        for column in columns:
            found[row, column] = sum(column in second for second in own)
    for column in columns:
        found["total", column] = sum(column in second for _, second in labelled)
    return found


def routes(standing: Standing, asked: Asked) -> Table:
    """The table of one letter by route."""
    ones = [one for one in standing.ones(asked.letters[0]) if asked.fits(standing.data, one)]
    found: Table = {(route, "legislators"): sum(one.route == route for one in ones) for route in ROUTES}
    return {**found, ("total", "legislators"): len(ones)}


def since(now: Table, before: Table, asked: Asked) -> Table:
    """The table with the changes after it; a row that is no longer there stays with 0."""
    counted = ("total",) if len(asked.by) == 2 else ("contacts", "everybody", "signed", "legislators")
    columns = {column for _, column in now}
    gone = {row for (row, column), figure in before.items() if figure and column in counted} - {row for row, _ in now}
    whole = {**now, **{(row, column): 0 for row in gone for column in columns}}
    changes = {
        (row, f"{column} ±"): figure - before.get((row, column), 0)
        for (row, column), figure in whole.items()
        if column in counted
    }
    return {**whole, **changes}


def overview(standing: Standing, letter: Letter) -> dict[str, object]:
    """The line of one letter, without its errors."""
    ones = standing.ones(letter)
    signed = [one for one in ones if one.signed_on]
    days = [one.signed_on for one in signed if one.signed_on and one.signed_on <= standing.on]
    days += [date.fromisoformat(one.cell("last_contact")) for one in ones if one.cell("last_contact")]
    dues = [one.cell("due") for one in ones if one.cell("due")]
    return {
        "letter": letter.slug,
        "signed": len(signed),
        "of": letter.expected or "",
        "goal": letter.goal or "",
        "to go": max(letter.goal - len(signed), 0) if letter.goal else "",
        "leads": ", ".join(sorted(one.who.last for one in signed if one.role == "lead")),
        "last": str(max(day for day in days if day <= standing.on)) if days else "",
        "due": min(dues, default=""),
    }


def words(standing: Standing, asked: Asked, headers: Iterable[str], before: Standing | None) -> list[int]:
    """The numbers in the words before and after a table, in their order; days and names left out."""
    found = [number for letter in asked.letters for number in _recorded(standing, letter)]
    seats = [n for c in _chambers(asked) for n in standing.data.filled(c, standing.on)[: 3 if c == "house" else 2]]
    if not asked.by:
        ones = [one for one in standing.ones(asked.letters[0]) if asked.fits(standing.data, one)]
        inside = sum(one.sits for one in ones)
        found += [len(ones), inside, len(ones) - inside]
    if not asked.by or "serving" in headers:
        found += seats
    strangers = sum(map(standing.strangers, asked.letters))
    beside = sum(map(standing.beside, asked.letters))
    found += [number for number in (strangers, beside) if number]
    found += _moved(standing, before, asked) if before else []
    # A row with an id that nobody has is an error, and is told once more as one.
    return [*found, strangers] if strangers else found


def _recorded(standing: Standing, letter: Letter) -> list[int]:
    signed = sum(one.signed_on is not None for one in standing.ones(letter))
    if letter.expected is None:
        return [signed]
    if signed == letter.expected:
        return [signed, signed]
    apart = abs(signed - letter.expected)
    return [signed, apart, letter.expected] if signed > letter.expected else [signed, letter.expected, apart]


def _chambers(asked: Asked) -> list[str]:
    return list(dict.fromkeys(chamber for letter in asked.letters for chamber in letter.chambers))


def _moved(now: Standing, before: Standing, asked: Asked) -> list[int]:
    """How many signed, took it back, changed stage, had a new dealing."""
    old, new = ({(o.letter.slug, o.who.id): o for o in _chosen(each, asked)} for each in (before, now))
    came = went = moved = dealt = 0
    for key in {**old, **new}:
        was, one = old.get(key), new.get(key)
        signed = [each is not None and each.signed_on is not None for each in (was, one)]
        came += signed == [False, True]
        went += signed == [True, False]
        moved += signed[0] == signed[1] and (was.stage if was else "") != (one.stage if one else "")
        dealt += (one.cell("last_contact") if one else "") > (was.cell("last_contact") if was else "")
    return [number for number in (came, went, moved, dealt) if number]


def _chosen(standing: Standing, asked: Asked) -> list[One]:
    return [one for one in standing.everybody(asked.letters) if asked.fits(standing.data, one)]
