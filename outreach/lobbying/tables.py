"""Figures of a quarter → rows, sentences and JSON. No notes: they are nobody's business but ours."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from ..vocabulary import CHAMBER_NAMES
from .counting import NOT_REACHED, REACHED, UNKNOWN, Judged, Line, Person, Tally
from .quarters import DEADLINE_SOURCE
from .thresholds import Limit

LINES = ("chamber", "letter", "dealings", "legislators", "minutes", "untimed", "direct lobbying", "reason")
EACH = (
    "day",
    "chamber",
    "id",
    "name",
    "letter",
    "legislation",
    "channel",
    "minutes",
    "by",
    "direct lobbying",
    "reason",
)
#: "contacts" are those at any time, the rest is of the quarter.
PEOPLE = ("who", "contacts", "threshold 1", "dealings", "minutes", "untimed", "hours", "% of time", "threshold 2")

Row = tuple[object, ...]


def line_rows(tally: Tally) -> list[Row]:
    """A row for each chamber and letter, under LINES."""
    return [_line(line) for line in tally.lines]


def each_rows(tally: Tally) -> list[Row]:
    """A row for each dealing, under EACH."""
    return [_each(one) for one in tally.dealings]


def people_rows(tally: Tally) -> list[Row]:
    """A row for each of us, under PEOPLE."""
    return [_person(person) for person in tally.people]


def _line(line: Line) -> Row:
    counts = (line.dealings, line.legislators, line.minutes, line.untimed)
    return (_chamber(line.chamber), line.letter, *counts, line.direct, line.reason)


def _each(one: Judged) -> Row:
    dealing = one.dealing
    about = (one.name, dealing.letter, one.legislation, dealing.channel, dealing.minutes, dealing.by)
    return (dealing.day.isoformat(), _chamber(one.chamber), dealing.id, *about, one.direct, one.reason)


def _person(one: Person) -> Row:
    share = UNKNOWN if one.percent is None else f"{one.percent:.1f}"
    hours = UNKNOWN if one.hours is None else f"{one.hours:,}"
    first = (one.who, one.ever, one.contacts_reached, one.dealings, one.minutes, one.untimed)
    return (*first, hours, share, one.time_reached)


def _chamber(chamber: str) -> str:
    return CHAMBER_NAMES.get(chamber, chamber)


def sentences(tally: Tally, today: date) -> tuple[list[str], list[str], list[str]]:
    """What stands above the table of dealings, above the table of people, and at the end."""
    return [*_opening(tally, today)], [*_thresholds(tally)], [*_closing(tally)]


def _opening(tally: Tally, today: date) -> Iterator[str]:
    quarter, dealings = tally.quarter, tally.dealings
    minutes = sum(line.minutes for line in tally.lines)
    untimed = sum(line.untimed for line in tally.lines)
    last = date.fromordinal(quarter.end.toordinal() - 1)
    yield f"{quarter}, {quarter.start} to {last}" + ("; not over yet" if today < quarter.end else "")
    yield f"dealings on record: {len(dealings)}; minutes: {minutes}; untimed (without minutes): {untimed}"
    yield (
        f"report due, if you are registered: {tally.quarter.deadline:%A}, {tally.quarter.deadline}, "
        "or the next business day if that is a holiday"
    )


def _thresholds(tally: Tally) -> Iterator[str]:
    yield "Registering is asked when one person reaches 1 and 2, and the organisation 3:"
    yield "  1  " + _limited(tally.contacts, "{} or more lobbying contacts by one person, at any time")
    yield "  2  " + _limited(tally.percent, "{}% or more of that person's time in any three months")
    yield "  3  " + _limited(tally.dollars, "more than ${} spent on lobbying in the quarter") + f": {_money(tally)}"
    yield f"  {_verdict(tally)}"


def _limited(limit: Limit, words: str) -> str:
    """The threshold in words, or why there is none for the quarter."""
    if limit.value is None:
        what = words.format("?")
        return f"{what} ({UNKNOWN}: {limit.why}; write it under [[lobbying]] in outreach.toml)"
    return words.format(f"{limit.value:,}")


def _money(tally: Tally) -> str:
    if tally.spent is None:
        return f"{UNKNOWN}; give --spent"
    return f"${tally.spent:,}, {tally.spent_reached}"


def _verdict(tally: Tally) -> str:
    """The three together: reached only where all are, not reached where one cannot be."""
    both = {_both(one) for one in tally.people} or {UNKNOWN}
    if REACHED in both and tally.spent_reached == REACHED:
        return "by these figures all three are reached: ask a lawyer now"
    if tally.spent_reached == NOT_REACHED or both == {NOT_REACHED}:
        return "by these figures not all three are reached"
    return f"whether all three are reached is {UNKNOWN}"


def _both(one: Person) -> str:
    """Thresholds 1 and 2 together."""
    answers = (one.contacts_reached, one.time_reached)
    return next((answer for answer in (NOT_REACHED, UNKNOWN) if answer in answers), REACHED)


def _closing(tally: Tally) -> Iterator[str]:
    yield "What the records cannot tell:"
    yield "  whether a view was expressed: every dealing about a letter that names legislation is counted as likely"
    yield "  whether a dealing was a lobbying contact as the Act has it: all with somebody in office count, thanks too"
    yield "  dealings that nobody recorded, and time that was spent without a dealing (preparing, travelling)"
    yield "  who was there: a dealing counts for whoever recorded it"
    if any(one.hours is None for one in tally.people):
        yield "  hours worked: give --hours NAME=HOURS for each person"
    limits = (tally.contacts, tally.percent, tally.dollars)
    for source in dict.fromkeys([limit.source for limit in limits if limit.source] + [DEADLINE_SOURCE]):
        yield f"source: {source}"
    yield ADVICE


#: The line that nobody may miss.
ADVICE = "This is no legal advice. It counts what was recorded; ask a lawyer what it means for you."


def as_json(tally: Tally, today: date, each: bool = False) -> str:
    """Everything, in the documented form."""
    quarter = tally.quarter
    whole: dict[str, object] = {
        "quarter": str(quarter),
        "from": quarter.start.isoformat(),
        "until": quarter.end.isoformat(),
        "over": today >= quarter.end,
        "due": quarter.deadline.isoformat(),
        "lines": [dict(zip(LINES, row, strict=True)) for row in line_rows(tally)],
        "people": [_person_entry(person) for person in tally.people],
        "thresholds": {name: _limit_entry(getattr(tally, name)) for name in ("contacts", "percent", "dollars")},
        "spent": _number(tally.spent),
        "spent_reached": tally.spent_reached,
        "summary": _verdict(tally),
        "advice": ADVICE,
    }
    if each:
        whole["dealings"] = [dict(zip(EACH, row, strict=True)) for row in each_rows(tally)]
    return json.dumps(whole, ensure_ascii=False, indent=2)


def _person_entry(one: Person) -> dict[str, object]:
    return {
        "who": one.who,
        "contacts_so_far": one.ever,
        "contacts_reached": one.contacts_reached,
        "dealings": one.dealings,
        "minutes": one.minutes,
        "without_minutes": one.untimed,
        "hours": _number(one.hours),
        "percent": _number(one.percent),
        "time_reached": one.time_reached,
    }


def _limit_entry(limit: Limit) -> dict[str, object]:
    return {"value": limit.value, "source": limit.source, "why_unknown": limit.why}


def _number(value: Decimal | None) -> float | None:
    return None if value is None else round(float(value), 2)
