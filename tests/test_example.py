"""The example is real: every figure in it is one of the public data, and every name is on the list."""

from __future__ import annotations

import csv
import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import takewhile
from pathlib import Path
from typing import Any

import pytest

from outreach.model import Seat
from outreach.resolve import NameIndex, resolve
from outreach.roster import Roster, Succession, succession
from outreach.sources import congress, sync
from tests import make_example

EXAMPLE = Path(sync.__file__).resolve().parents[1] / "example"
FILES = congress.FILES[:5]
TODAY = sync.EXAMPLE_DAY

#: List → the shared list that it was printed from.
GOLD = {"hres-351": "01-chechnya-hres351", "chechnya-senate-2017": "03-chechnya-senate-markey-young"}


def read(folder: Path, name: str) -> Any:
    return json.loads((folder / name).read_bytes())


def names_in(slug: str) -> list[str]:
    lines = (EXAMPLE / "lists" / f"{slug}.txt").read_text(encoding="utf-8").splitlines()
    assert not lines[1]
    return list(takewhile(bool, lines[2:]))


@pytest.fixture(scope="module")
def example() -> Roster:
    return sync.example()


def test_the_example_has_the_people_of_the_four_letters_and_who_came_after_them(example: Roster) -> None:
    signatories = {id for _, ids in make_example.SIGNATORIES.values() for id in ids}
    assert {slug: len(ids) for slug, (_, ids) in make_example.SIGNATORIES.items()} == {
        "chechnya-2017": 2,
        "hres-351": 33,
        "chechnya-senate-2017": 12,
        "chechnya-senate-2018": 6,
    }
    assert signatories <= example.legislators.keys()
    assert (len(signatories), len(example)) == (48, 82)
    assert (example.complete, example.as_of) == (False, date(2026, 6, 14))


def test_the_example_stays_small() -> None:
    files = [path for part in ("roster", "lists") for path in (EXAMPLE / part).iterdir()]
    assert len(files) == 9
    assert sum(path.stat().st_size for path in files) < 150_000


def test_every_signatory_served_in_the_chamber_on_the_day_of_the_letter(example: Roster) -> None:
    for slug, (sent, ids) in make_example.SIGNATORIES.items():
        chambers = {term.chamber for id in ids if (term := example.legislators[id].term_on(sent))}
        assert chambers == {"senate" if "senate" in slug else "house"}


def test_leads_and_days_are_those_of_the_settings() -> None:
    letters = tomllib.loads((EXAMPLE / "outreach.toml").read_text(encoding="utf-8"))["letters"]
    assert {slug: letter["sent"] for slug, letter in letters.items()} == {
        slug: sent for slug, (sent, _) in make_example.SIGNATORIES.items()
    }
    for slug, letter in letters.items():
        assert set(letter["leads"]) <= set(make_example.SIGNATORIES[slug][1])


@pytest.mark.parametrize("slug", make_example.SIGNATORIES)
def test_the_printed_names_are_the_signatories_in_order(slug: str, example: Roster) -> None:
    ids = make_example.SIGNATORIES[slug][1]
    printed = [re.split(r" \(| of ", name)[0].split()[-1] for name in names_in(slug)]
    assert printed == [example.legislators[id].last for id in ids]


@pytest.mark.parametrize("slug", make_example.SIGNATORIES)
def test_the_lists_resolve_to_the_signatories(slug: str, example: Roster) -> None:
    sent, ids = make_example.SIGNATORIES[slug]
    chamber = "senate" if "senate" in slug else "house"
    text = (EXAMPLE / "lists" / f"{slug}.txt").read_text(encoding="utf-8")
    found = resolve(text, NameIndex(example), sent, [chamber])
    assert [(row.judgement, row.id) for row in found.rows] == [("matched", id) for id in ids]


@pytest.mark.parametrize("slug", GOLD)
def test_the_printed_names_are_those_of_the_source(slug: str, shared: Path) -> None:
    with (shared / "lists" / GOLD[slug] / "gold.csv").open(encoding="utf-8", newline="") as file:
        gold = list(csv.DictReader(file))
    assert names_in(slug) == [row["raw_name"] for row in gold]
    assert list(make_example.SIGNATORIES[slug][1]) == [row["bioguide"] for row in gold]


def test_the_roster_is_what_its_script_writes(shared: Path) -> None:
    for name, content in make_example.make(shared / "data" / "congress").items():
        assert (EXAMPLE / "roster" / name).read_text(encoding="utf-8") == make_example.as_text(content), name


@pytest.mark.parametrize("name", FILES)
def test_every_figure_is_upstreams(name: str, shared: Path) -> None:
    """Compared leaf by leaf, without the script: what the example says, upstream says of the same person."""
    ours, theirs = leaves(read(EXAMPLE / "roster", name)), leaves(read(shared / "data" / "congress", name))
    assert len(ours) > 50
    assert ours - theirs == set()


def leaves(content: Any) -> set[tuple[object, ...]]:
    """(whose, where, value) of every value; lists that have ids or dates are not counted by place."""
    return set(_leaves(content, ()))


def _leaves(content: Any, path: tuple[object, ...]) -> Iterator[tuple[object, ...]]:
    if isinstance(content, Mapping):
        for key, value in content.items():
            yield from _leaves(value, (*path, key))
    elif isinstance(content, list):
        for entry in content:
            yield from _leaves(entry, (*path, _mark(entry)))
    else:
        yield (*path, content)


def _mark(entry: Any) -> object:
    if not isinstance(entry, Mapping):
        return entry
    ids = entry.get("id")
    own = ids.get("bioguide") if isinstance(ids, Mapping) else ids
    return (
        own
        or entry.get("thomas_id")
        or entry.get("bioguide")
        or (entry.get("title") or entry.get("last"), entry.get("start"))
    )


def test_every_successor_is_the_one_of_the_whole_data(example: Roster, full_roster: Roster) -> None:
    """On many days since each letter, asked from the letter's day and from the day of leaving."""
    asked = 0
    for sent, ids in make_example.SIGNATORIES.values():
        for id in ids:
            terms = full_roster.legislators[id].terms
            last = [term for term in terms if term.start <= TODAY][-1]
            for since, term in ((sent, full_roster.legislators[id].term_on(sent)), (last.end, last)):
                for on in make_example.days(full_roster, since)[::7]:
                    assert term is not None
                    assert plain(succession(example, term.seat, since, on)) == plain(
                        succession(full_roster, term.seat, since, on)
                    )
                    asked += 1
    assert asked > 1000


def plain(found: Succession) -> tuple[object, ...]:
    who = found.legislator.id if found.legislator else None
    return who, found.how, found.seat, found.redrawn, [link.id for link in found.chain]


def test_who_they_are_today(example: Roster) -> None:
    """Some of what the example is there to show."""
    held = {id: example.legislators[id].term_on(TODAY) for id in example.legislators}
    assert held["C001084"] is None
    assert held["R000435"] is None
    assert [term.seat for term in (held["G000574"], held["F000466"]) if term] == [
        seat("senate", "AZ", "1"),
        seat("house", "PA", "1"),
    ]
    after = succession(example, seat("house", "RI", "1"), date(2017, 7, 13), TODAY)
    assert (after.legislator.name if after.legislator else "", after.how) == (
        "Gabe Amo",
        "holds RI-1 after David N. Cicilline",
    )
    vacant = succession(example, seat("house", "CA", "14"), date(2017, 5, 23), TODAY)
    assert vacant.vacant
    assert vacant.redrawn


def seat(chamber: str, state: str, number: str) -> Seat:
    return Seat(chamber, state, number)
