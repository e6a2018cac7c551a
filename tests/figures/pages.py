"""The manager's page, written down once more from the figures: what stands where, with every number."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from .books import Figures
from .plain import NO_VOTE, One, day
from .reading import Piece, numbers, ordered

_MEMBERS = {"Democrat": "Democrats", "Republican": "Republicans", "Independent": "Independents"}
_SHORT = {"Democrat": "D", "Republican": "R", "Independent": "I", "Libertarian": "L"}

#: So many rows of a long table are printed.
_PRINTED = 6


def expected(all: list[Figures], as_of: date, states: dict[str, str]) -> list[Piece]:
    """The pieces of the page about these letters."""
    return ordered(_page(all, as_of, states))


def _page(all: list[Figures], as_of: date, states: dict[str, str]) -> Iterator[Piece]:
    on = all[0].on
    yield from _words(_day(on), f"{_day(on)} {_day(as_of)}", *all[0].notices, " ".join(_board(all)))
    if len(all) > 1:
        yield from (("row", _letter_row(f)) for f in all)
        yield from _now(all)
    for f in all:
        yield from _letter(f, states, as_of)
    if len(all) == 1:
        yield from _now(all)
    yield from _words(_day(on))


def _words(*texts: str) -> Iterator[Piece]:
    for text in texts:
        if numbers(text):
            yield "words", numbers(text)


def _day(when: date) -> str:
    return f"{when.day} {when:%B %Y}"


def _short(when: date | None) -> str:
    return f"{when.day} {when:%b %Y}" if when else ""


def _names(found: list[str]) -> str:
    """All names up to five, else four and how many others."""
    shown = found if len(found) < 6 else [*found[:4], f"{len(found) - 4} others"]
    return f"{', '.join(shown[:-1])} and {shown[-1]}" if len(shown) > 1 else "".join(shown)


def _recorded(f: Figures) -> str:
    """ "12 of 53 recorded, 41 missing"."""
    number, wanted = len(f.signed), f.letter.expected
    if wanted is None:
        return f"{number}"
    if number > wanted:
        return f"{number} {number - wanted} {wanted}"
    return f"{number} {wanted} {f.missing or ''}"


def _below(f: Figures) -> list[str]:
    """What stands below the bar: expected and goal, in one where they are near each other."""
    numbers = sorted({number for number in (f.letter.expected, f.letter.goal) if number})
    ends = [max(number / max(len(f.signed), *numbers), 0.12) for number in numbers]
    near = len(ends) == 2 and ends[1] - ends[0] < 0.12
    return [" ".join(map(str, numbers))] if near else [str(number) for number in numbers]


def _goal(f: Figures) -> str:
    if f.letter.goal is None:
        return ""
    return f"{f.to_go} to go to the goal of {f.letter.goal}" if f.to_go else f"the goal of {f.letter.goal} is reached"


def _told(f: Figures) -> str:
    """The line over time in words."""
    if not f.has_begun:
        return "no history"
    first = f.progress[0]
    return f"{first[1]} on record at the end of {_short(first[0])}, {len(f.signed)} on {_short(f.on)}."


def _board(all: list[Figures]) -> Iterator[str]:
    on = all[0].on
    if len(all) == 1:
        yield from _about_one(all[0])
    else:
        yield f"{_day(on)} {len(all)} {sum(len(f.signed) for f in all)}"
        aimed = [f for f in all if f.letter.goal is not None]
        reached = sum(not f.to_go for f in aimed)
        if aimed:
            yield f"{len(aimed)} {reached or ''}"
        yield _names([f"{f.missing} of {f.letter.title}" for f in all if f.missing])
    yield f"{_day(all[0].before.on)} {_changed(all)}"
    yield from _ahead(all)


def _about_one(f: Figures) -> Iterator[str]:
    yield f"{_day(f.on)} {_recorded(f) if f.signed else f.letter.expected or ''}"
    yield _goal(f)
    where = [f.whereabouts(each) for each in ("same", "other", "left")]
    if where[1] or where[2]:
        yield " ".join(str(number) for number in where if number)
    for chamber in f.letter.chambers:
        signed, serving = _of(f, chamber)
        if f.signed and signed != serving:
            yield f"{serving} {signed if signed > 1 else ''}"
            ranked = sorted(f.parties(chamber), key=lambda row: -row[1])
            yield " ".join(str(own) for _, own, _ in ranked if own and signed > 1)


def _of(f: Figures, chamber: str) -> tuple[int, int]:
    seated = f.sitting(chamber)
    return sum(one.signed_on is not None for one, _ in seated), len(seated)


def _changed(all: list[Figures]) -> str:
    """What changed, as one sentence about all of these letters."""
    came = [name for f in all for name in f.since[0]]
    went = [name for f in all for name in f.since[1]]
    moved, entered = len({id for f in all for id in f.moved}), sum(f.dealings_entered() for f in all)
    parts = [f"{len(names)} ({_names(names)})" for names in (came, went) if names]
    return " ".join([*parts, *(str(number) for number in (moved, entered) if number)])


def _ahead(all: list[Figures]) -> Iterator[str]:
    stuck, overdue = len({one.who.id for f in all for one in f.stuck}), sum(len(f.overdue) for f in all)
    if stuck:
        yield f"{stuck} {all[0].silent}"
    if overdue:
        yield f"{overdue}"
    coming = sorted((one.cell("due"), one.who.name, one.cell("next_step")) for f in all for one in f.coming)
    if coming:
        yield _day(date.fromisoformat(coming[0][0]))


def _letter_row(f: Figures) -> tuple[str, ...]:
    number, wanted = len(f.signed), f.letter.expected
    goal = _goal(f) or (f"{f.missing} missing" if f.missing else "complete" if wanted is not None else "no goal set")
    due = _short(day(f.coming[0].cell("due"))) if f.coming else "nothing"
    return (
        f"{f.letter.title} {f.letter.slug}",
        f"{number}" + (f" of {wanted}" if wanted is not None else ""),
        goal,
        _told(f),
        f"{f.whereabouts('same')} of {number}",
        f"{len(f.stuck)}",
        due + (f" {len(f.overdue)} overdue" if f.overdue else ""),
    )


def _now(all: list[Figures]) -> Iterator[Piece]:
    many = len(all) > 1
    yield from _words(_day(all[0].before.on))
    if many:
        yield from _words(*(f"{_changed([f])} {f.recorded_before} {len(f.signed)}" for f in all if _changed([f])))
    else:
        yield from _since(all[0])
    dues = [(f, one) for f in all for one in f.dues]
    yield from (("row", _due_row(f, one, many)) for f, one in dues)
    yield from _words(f"{len(dues) - _PRINTED}" if len(dues) > _PRINTED else "", f"{all[0].silent}")
    stuck = [(f, one) for f in all for one in f.stuck]
    yield from (("row", _stuck_row(f, one, many)) for f, one in stuck)
    yield from _words(f"{len(stuck) - _PRINTED}" if len(stuck) > _PRINTED else "")


def _since(f: Figures) -> Iterator[Piece]:
    came, went = f.since
    if came:
        yield from _words(f"{len(came)} {f.recorded_before} {len(f.signed)} {_names(came)}")
    if went:
        yield from _words(f"{len(went)} {_names(went)}")
    yield from (piece for shown in (6, 3) if len(f.moves()) > shown for piece in _words(f"{len(f.moves()) - shown}"))
    if f.dealings_entered():
        yield from _words(f"{f.dealings_entered()}")


def _named(f: Figures, one: One) -> str:
    party = f.seat_of(one)[0]
    return f"{one.who.name} {_SHORT.get(party, party[:1])}"


def _due_row(f: Figures, one: One, many: bool) -> tuple[str, ...]:
    due = _short(day(one.cell("due"))) + (" overdue" if one in f.overdue else "")
    who = (due, _named(f, one), f.seat_of(one)[1], one.stage or "no dealings yet", one.cell("owner") or "nobody")
    return (*who, one.cell("next_step"), *((f.letter.slug,) if many else ()))


def _stuck_row(f: Figures, one: One, many: bool) -> tuple[str, ...]:
    days = f.silent_for(one)
    silent = "no dealing on record" if days is None else f"{days:,} day{'s' * (days != 1)}"
    who = (silent, _named(f, one), f.seat_of(one)[1], one.stage)
    what = (one.cell("owner") or "nobody", one.cell("next_step"), _short(day(one.cell("due"))))
    return (*who, *what, *((f.letter.slug,) if many else ()))


def _letter(f: Figures, states: dict[str, str], as_of: date) -> Iterator[Piece]:
    letter = f.letter
    yield from _words(_day(letter.sent), f"{_recorded(f)} {_goal(f)}", f"{_recorded(f)} {_goal(f)}")
    yield from _words(*_below(f))
    yield from _words(f"{f.standing.strangers(letter) or ''}")
    yield from _progress(f)
    rows = [(stage, n) for stage, n in f.stages().items() if stage and (n or stage not in ("declined", "withdrawn"))]
    yield from (("row", (stage, f"{number}", "")) for stage, number in rows)
    yield from _words(f"{f.stages()['']} of {len(f.ones)}")
    for chamber in letter.chambers:
        yield from _seats(f, chamber)
    if len(letter.chambers) == 1:
        yield from _parties(f)
        yield from _map(f, states)
    else:
        yield from _map(f, states)
        yield from _parties(f)
    yield from (("row", (name, f"{signed} of {members}", "")) for _, name, signed, members in f.panels())
    yield from _words(_day(as_of) if f.panels() and f.on < as_of else "")
    yield from _pairs(f, states)
    if f.dealings:
        yield from _words(f"{len(f.dealings)}")
        yield from (("row", _person_row(f, one)) for one in f.dealings)


def _progress(f: Figures) -> Iterator[Piece]:
    if not f.has_begun:
        yield from _words(f"{_recorded(f)} with the letter of {f.letter.sent.day} {f.letter.sent.year}")
        return
    wanted = [f.letter.expected, f.letter.goal] if f.letter.expected != f.letter.goal else [f.letter.goal]
    first = f.progress[0][0]
    middle = [first + (f.on - first) // 2] if (f.on - first).days > 20 else []
    yield from _words(_told(f), *(f"{number}" for number in wanted if number), f"{len(f.signed)}")
    yield from _words(*map(_short, [first, *middle, f.on]), f"{f.progress[0][1] or ''}")


def _seats(f: Figures, chamber: str) -> Iterator[Piece]:
    signed, serving = _of(f, chamber)
    places = f.places(chamber)
    voting = [place for place in places if chamber == "senate" or place.state not in NO_VOTE]
    filled, without = sum(place.who is not None for place in voting), len(f.sitting(chamber))
    empty = len(voting) - filled
    parties = " ".join(f"{own} of {number}" for _, own, number in f.parties(chamber))
    yield from _words(f"{signed} of {serving} {parties} {empty or ''}")
    for place in places:
        if place.who is None:
            yield "seat", (f"{place.label}: vacant", "")
        else:
            done = place.who.signed_on is not None
            name = f"{place.who.who.name} ({_SHORT.get(place.party, place.party[:1])})"
            said = "signed" if done else "has not signed"
            yield "seat", (f"{name}, {place.label}: {said}", "filled" if done else "")
    yield from _words(f"{signed}", f"{serving}", f"{filled} of {len(voting)} {without - filled or ''}")


def _map(f: Figures, states: dict[str, str]) -> Iterator[Piece]:
    rows = f.states()
    some = [f"{signed} {serving}" for signed, serving, recorded in rows.values() if signed or recorded]
    yield from _words(" ".join(some))
    for code, name in states.items():
        signed, serving, recorded = rows.get(code, (0, 0, 0))
        if code not in rows:
            yield "tile", (f"{name}: nobody to count", code)
        else:
            more = f"; {recorded} on record when they signed" if recorded != signed else ""
            yield "tile", (f"{name}: {signed} of {serving} signed{more}", code, f"{signed}/{serving}")


def _parties(f: Figures) -> Iterator[Piece]:
    for chamber in f.letter.chambers:
        for party, signed, serving in f.parties(chamber):
            yield "row", (f"{_MEMBERS.get(party, party)} {_SHORT.get(party, party[:1])}", f"{signed} of {serving}", "")
    yield from _words(" ".join(f"{number}" for _, number in f.parties_then()))


def _pairs(f: Figures, states: dict[str, str]) -> Iterator[Piece]:
    found = f.pairs()
    if found:
        yield from _words(f"{sum(map(f.pair_count, found))} pairs in {len(found)} states")
    for state, parties in found.items():
        people = [f"{_names(sorted(who))} {_SHORT.get(party, party[:1])}" for party, who in sorted(parties.items())]
        yield "pair", (states[state], "; ".join(people))
    if len(found) > 8:
        yield from _words(f"{len(found) - 8}")


def _person_row(f: Figures, one: One) -> tuple[str, ...]:
    who = (_named(f, one), f.seat_of(one)[1], one.stage or "no stage", one.route, one.cell("owner"))
    return (*who, _short(day(one.cell("last_contact"))), one.cell("next_step"), _short(day(one.cell("due"))))


def said(all: list[Figures]) -> list[tuple[str, ...]]:
    """The numbers that the command says, a line for each letter, and one for each notice."""
    return [numbers(text) for text in (*(f"{_recorded(f)} {_goal(f)}" for f in all), *all[0].notices)]
