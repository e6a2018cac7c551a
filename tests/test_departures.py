"""Twenty ways in which somebody goes, as the public data or people here say it: none of them serves any more."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from outreach.model import Override, Seat
from outreach.roster import Roster, compare, overridden, succession
from outreach.sources import congress
from outreach.sources.sync import cached, sync
from tests import upstream
from tests.upstream import CURRENT, HISTORICAL, Data, altered, entry, person, term

TODAY = date(2026, 6, 14)
YESTERDAY = "2026-06-13"
WHO = "X000003"
SEAT = Seat("house", "OH", "3")


def end(day: str) -> Callable[[Data], None]:
    return lambda data: entry(data, WHO)["terms"][0].update(end=day)


def die(day: str, field: str = "death_date") -> Callable[[Data], None]:
    return lambda data: entry(data, WHO)["bio"].update({field: day})


def remove(data: Data) -> None:
    data[CURRENT].remove(entry(data, WHO))


def to_historical(day: str) -> Callable[[Data], None]:
    def alter(data: Data) -> None:
        end(day)(data)
        gone = entry(data, WHO)
        data[CURRENT].remove(gone)
        data[HISTORICAL].append(gone)

    return alter


def followed(by: str, last: str, day: str, first: Callable[[Data], None]) -> Callable[[Data], None]:
    def alter(data: Data) -> None:
        first(data)
        data[CURRENT].append(person(by, last, term(district=3, start=day)))

    return alter


def also(first: Callable[[Data], None], then: Callable[[Data], object]) -> Callable[[Data], None]:
    def alter(data: Data) -> None:
        first(data)
        then(data)

    return alter


def here(kind: str, on: str) -> Override:
    return Override(WHO, kind, "", date.fromisoformat(on), "Robin")


def nothing(data: Data) -> None:
    """The public data has not noticed yet."""


def later_term(data: Data) -> None:
    """Chosen again and in the data for the next Congress, which has not begun."""
    entry(data, WHO)["terms"].append(term(district=3, start="2027-01-03", end="2029-01-03"))


#: What happened → how upstream says it, what people here say, who holds the seat, what a sync says.
DEPARTURES: dict[str, tuple[Callable[[Data], None], tuple[Override, ...], str | None, str]] = {
    "ended yesterday": (end(YESTERDAY), (), None, "left on 2026-06-13"),
    "ends today": (end("2026-06-14"), (), None, "left on 2026-06-14"),
    "ended long ago": (end("2025-02-01"), (), None, "left on 2025-02-01"),
    "ended, moved to historical": (to_historical("2026-06-01"), (), None, "left on 2026-06-01"),
    "ended, still in current": (end("2026-06-01"), (), None, "left on 2026-06-01"),
    "ended on the day it began": (end("2025-01-03"), (), None, "left on 2025-01-03"),
    "ended, chosen again for later": (also(end("2026-06-01"), later_term), (), None, "left on 2026-06-01"),
    "removed": (remove, (), None, "no longer in the public data"),
    "removed, seat held by another": (followed("X000099", "New", "2026-06-01", remove), (), "X000099", "no longer"),
    "died yesterday": (die(YESTERDAY), (), None, "died on 2026-06-13"),
    "died today": (die("2026-06-14"), (), None, "died on 2026-06-14"),
    "died, the older field": (die("2026-05-01", "died"), (), None, "died on 2026-05-01"),
    "died, term corrected too": (also(end("2026-05-01"), die("2026-05-01")), (), None, "died on 2026-05-01"),
    "died, in the data for later": (also(later_term, die("2026-05-01")), (), None, "died on 2026-05-01"),
    "succeeded": (followed("X000099", "New", "2026-06-02", end("2026-06-01")), (), "X000099", "left on 2026-06-01"),
    "succeeded by the same surname": (
        followed("X000099", "PersonC", "2026-06-02", end("2026-06-01")),
        (),
        "X000099",
        "left on 2026-06-01",
    ),
    "left, as people here know": (nothing, (here("left", "2026-06-10"),), None, ""),
    "died, as people here know": (nothing, (here("died", "2026-06-10"),), None, ""),
    "left, as people here know, chosen again": (later_term, (here("left", "2026-06-10"),), None, ""),
    "succeeded, and known here first": (
        followed("X000099", "New", "2026-06-12", nothing),
        (here("left", "2026-06-10"),),
        "X000099",
        "",
    ),
}


def test_there_are_twenty() -> None:
    assert len(DEPARTURES) == 20


@pytest.mark.parametrize("what", DEPARTURES)
def test_who_has_gone_does_not_serve(what: str, tmp_path: Path) -> None:
    alter, overrides, holder, said = DEPARTURES[what]
    old = congress.load(upstream.write(tmp_path / "old", upstream.data()), date(2025, 1, 10))
    new = overridden(congress.load(upstream.write(tmp_path / "new", altered(alter)), TODAY), overrides)
    assert WHO in {who.id for who in old.serving(date(2025, 1, 10))}
    assert WHO not in {who.id for who in new.serving(TODAY)}
    assert held_by(new) == holder
    (movement,) = [m for m in compare(old, new, TODAY) if m.id == WHO]
    assert movement.kind == ("died" if new.get(WHO) and new.legislators[WHO].died else "left")
    assert said in str(movement)


@pytest.mark.parametrize("what", [what for what in DEPARTURES if not DEPARTURES[what][1]])
def test_a_sync_says_so(what: str, tmp_path: Path) -> None:
    """The same through the cache: old data, then new, then what is read from it."""
    alter, _, holder, said = DEPARTURES[what]
    cache, now = tmp_path / "cache", datetime(2026, 6, 14, 12, tzinfo=UTC)
    sync(str(upstream.write(tmp_path / "old", upstream.data())), cache, now, as_of=date(2025, 1, 10))
    report = sync(str(upstream.write(tmp_path / "new", altered(alter))), cache, now, as_of=TODAY)
    roster = cached(cache)
    assert roster is not None
    assert [said in str(m) for m in report.movements if m.id == WHO] == [True]
    assert held_by(roster) == holder
    assert WHO not in {who.id for who in roster.serving(TODAY)}


def held_by(roster: Roster) -> str | None:
    """Who holds the seat today: asked of the seat, and of the succession to whoever held it in 2025."""
    holder = roster.holder(SEAT, TODAY)
    after = succession(roster, SEAT, date(2025, 3, 1), TODAY).legislator
    assert holder == after
    return holder.id if holder else None
