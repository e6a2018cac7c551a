"""Printed names → the one person meant, a question, or nobody."""

from __future__ import annotations

import csv
import json
import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from outreach import resolve
from outreach.model import Judgement, Legislator, Term
from outreach.roster import Roster
from outreach.sources import sync
from outreach.vocabulary import STATES, party_letter, title_of

from .people import person, term

LETTER = date(2017, 7, 13)
PEOPLE = (
    person("X000001", "Ann", "Able", term("NY-12", "2013-01-03", "2019-01-03")),
    person("X000002", "Ann", "Baker", term("NY-3", "2013-01-03", "2019-01-03"), middle="Marie"),
    person("X000003", "Carl", "Baker", term("NY-4", "2013-01-03", "2019-01-03"), nickname="Chip"),
    person("X000004", "Dora", "Garza Luján", term("NM-1", "2013-01-03", "2019-01-03", "Republican")),
    person("X000005", "Emil", "Easton", term("VT-0", "2011-01-03", "2017-01-03")),
    person("X000006", "Flora", "Easterly", term("TX/1", "2013-01-03", "2019-01-03", "Republican")),
    person("X000007", "Gus", "Coming", term("OH-1", "2017-09-01", "2019-01-03")),
    person("X000008", "Hal", "Carter", term("IL-1", "2013-01-03", "2019-01-03"), suffix="Jr."),
    person("X000009", "Hal", "Carter", term("IL-1", "2003-01-03", "2013-01-03"), suffix="Sr."),
    person("X000010", "Ida", "Blumenfeld", term("OR-3", "2013-01-03", "2019-01-03")),
)
INDEX = resolve.NameIndex(Roster({who.id: who for who in PEOPLE}))


def rows(text: str, *chambers: str, aliases: dict[str, str] | None = None) -> tuple[Judgement, ...]:
    return resolve.resolve(text, INDEX, LETTER, chambers or ("house", "senate"), aliases).rows


def one(text: str, *chambers: str) -> tuple[str, str | None, str]:
    (row,) = rows(text, *chambers)
    return row.judgement, row.id, row.reason


@pytest.mark.parametrize(
    ("printed", "judgement", "id", "reason"),
    [
        ("Rep. Ann Able (D-NY)", "matched", "X000001", "first name, surname, state and party agree"),
        ("ANN ABLE", "matched", "X000001", "first name and surname"),
        ("Rep. Able", "matched", "X000001", "surname; the only one of that name serving in the House"),
        ("Able, Ann", "matched", "X000001", "first name and surname"),
        ("Rep. Chip Baker", "matched", "X000003", "first name and surname"),
        (
            "Rep. George Baker (NY-4)",
            "ambiguous",
            None,
            "nobody of exactly that name; these are like it: 2 to choose from",
        ),
        ("Rep. C. Baker (D-NY)", "matched", "X000003", "initial, surname, state and party agree"),
        ("Rep. Baker (D-NY)", "ambiguous", None, "more than one fits: 2 to choose from"),
        ("Rep. Baker (NY-3)", "matched", "X000002", "surname, state and district agree"),
        ("Dora Garza Lujan", "matched", "X000004", "first name and surname"),
        ("Dora Garza Lujn (R-NM)", "matched", "X000004", "first name, surname, state and party agree"),
        (
            "Rep. Ann Able (NY-10)",
            "matched",
            "X000001",
            "first name, surname and state agree; print says NY-10, held NY-12",
        ),
        (
            "Rep. Ann Able (R-NY)",
            "matched",
            "X000001",
            "first name, surname and state agree; print says party R, was D",
        ),
        ("Rep. Ann Able (CA)", "matched", "X000001", "first name and surname; print says CA, held NY-12"),
        ("Rep. Ann Able (R-CA)", "ambiguous", None, "what print says beside the name does not fit: 1 to choose from"),
        (
            "Rep. Emil Easton (VT-AL)",
            "matched",
            "X000005",
            "first name, surname, state and district agree; not serving on the day: left on 2017-01-03",
        ),
        ("Rep. Gus Coming", "matched", "X000007", "first name and surname; not serving on the day: came on 2017-09-01"),
        (
            "Rep. Easton",
            "ambiguous",
            None,
            "nobody of that name was serving; only somebody who was not fits: 1 to choose from",
        ),
        (
            "Rep. Ida Blumenfled (D-OR)",
            "matched",
            "X000010",
            "first name, surname, state and party agree; the surname is spelled differently",
        ),
        ("Rep. Ida Blumenfled", "ambiguous", None, "nobody of exactly that name; these are like it: 1 to choose from"),
        (
            "Rep. Jane Nobody (D-NY)",
            "unmatched",
            None,
            "nobody of that name served on the day or within two years of it",
        ),
        ("Sen. Flora Easterly", "matched", "X000006", "first name and surname"),
        ("Ms. Carter", "matched", "X000008", "surname; the only one of that name serving in the House"),
    ],
)
def test_one_name(printed: str, judgement: str, id: str | None, reason: str) -> None:
    assert one(printed, "house") == (judgement, id, reason)


def test_warnings_and_candidates_say_what_differs() -> None:
    (row,) = rows("Rep. Ann Able (NY-10)")
    assert (row.warnings, row.candidates) == (("print says NY-10, held NY-12",), ())
    (row,) = rows("Rep. Baker (D-NY)")
    assert [(c.id, c.name, c.why) for c in row.candidates] == [
        ("X000002", "Ann Marie Baker", "Representative, NY-3, Democrat, since 2013"),
        ("X000003", "Carl Baker", "Representative, NY-4, Democrat, since 2013"),
    ]


def test_aliases_come_first() -> None:
    (row,) = rows("Rep.  Baker (D-NY)", aliases={"rep. baker (D-NY)": "X000003"})
    assert (row.judgement, row.id, row.reason) == ("matched", "X000003", "as decided before, in aliases.csv")


def test_repeats_collapse_with_a_notice() -> None:
    found = resolve.resolve("Signed by:\nAnn Able\nCarl Baker\nRep. Able (NY-12)\n", INDEX, LETTER)
    assert [row.id for row in found.rows] == ["X000001", "X000003"]
    assert found.notices == ("Ann Able is named 2 times (line 2, 4); counted once",)


def test_a_bare_surname_is_the_one_left_when_the_others_are_named_apart() -> None:
    found = rows("Signed by: Reps. Ann Baker, Able, Carter and Baker")
    assert [(row.printed, row.id) for row in found] == [
        ("Reps. Ann Baker", "X000002"),
        ("Able", "X000001"),
        ("Carter", "X000008"),
        ("Baker", "X000003"),
    ]
    assert found[-1].warnings == ("the others of that name are in the list by themselves",)


def test_the_surname_of_a_lead_is_no_second_person() -> None:
    text = "Rep. Ann Baker (D-NY) led a letter. In addition to Baker, the letter was signed by Reps. Able and Carter."
    found = resolve.resolve(text, INDEX, LETTER)
    assert [(row.id, row.role) for row in found.rows] == [
        ("X000002", "lead"),
        ("X000001", "signer"),
        ("X000008", "signer"),
    ]


def test_the_number_claimed_is_said_and_never_repaired() -> None:
    found = resolve.resolve("Rep. Ann Able (D-NY) led a group of 53 members in a letter.", INDEX, LETTER)
    assert (found.expected, found.found) == (53, 1)
    assert found.notices == ("the text speaks of 53; 1 were found",)


def test_father_and_son_are_told_apart_by_the_day() -> None:
    ids = [resolve.resolve("Rep. Hal Carter (IL-1)", INDEX, day).rows[0].id for day in (LETTER, date(2009, 5, 1))]
    assert ids == ["X000008", "X000009"]


def test_nobody_and_nothing() -> None:
    assert rows("") == ()
    assert rows("No names here, and nothing to sign.") == ()


def test_lookup() -> None:
    def ids(query: str) -> list[str]:
        return [candidate.id for candidate in resolve.lookup(query, INDEX, LETTER)]

    assert ids("x000003") == ["X000003"]
    assert ids("Able") == ["X000001"]
    assert ids("chip baker") == ["X000003"]
    assert ids("baker") == ["X000002", "X000003"]
    assert ids("carter") == ["X000008", "X000009"]
    assert ids("lujan") == ["X000004"]
    assert ids("blumen") == ["X000010"]
    assert ids("zz") == ids("zzzz") == []


@pytest.mark.parametrize(
    ("printed", "id"),
    [
        ("Rep. Davis (IL)", None),
        ("Rep. Green (D-TX)", None),
        ("Rep. Johnson (TX)", None),
        ("Rep. Maloney (D-NY)", None),
        ("Rep. Rooney (R-FL)", None),
        ("Rep. Scott (GA)", None),
        ("Rep. Rodney Davis (IL)", "D000619"),
        ("Rep. Gene Green (D-TX)", "G000410"),
        ("Rep. Eddie Bernice Johnson (TX)", "J000126"),
        ("Rep. Maloney (NY-12)", "M000087"),
        ("Rep. Tom Rooney (R-FL)", "R000583"),
        ("Rep. Scott (GA-13)", "S001157"),
    ],
)
def test_the_six_pairs_of_july_2017(full_index: resolve.NameIndex, printed: str, id: str | None) -> None:
    (row,) = resolve.resolve(printed, full_index, LETTER).rows
    assert (row.judgement, row.id) == (("matched", id) if id else ("ambiguous", None))


@pytest.fixture(scope="session")
def full_index(full_roster: Roster) -> resolve.NameIndex:
    return resolve.NameIndex(full_roster)


@pytest.mark.parametrize("file", ["raw.txt", "full.txt"])
def test_real_lists_have_nobody_wrong(shared: Path, full_index: resolve.NameIndex, file: str) -> None:
    faults, people, sure, debris, shown = [], 0, 0, 0, 0
    for folder in sorted(path for path in (shared / "lists").iterdir() if (path / file).exists()):
        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
        with (folder / "gold.csv").open(encoding="utf-8", newline="") as handle:
            gold = {row["bioguide"] for row in csv.DictReader(handle) if row["bioguide"]}
        chambers = ("house", "senate") if meta["chamber"] == "both" else (meta["chamber"],)
        text = (folder / file).read_text(encoding="utf-8")
        found = resolve.resolve(text, full_index, date.fromisoformat(meta["date"]), chambers).rows
        faults += [(folder.name, row.printed, row.name) for row in found if row.id and row.id not in gold]
        people, sure = people + len(gold), sure + len(gold & {row.id for row in found})
        debris += sum(not row.id and not gold & {c.id for c in row.candidates} for row in found)
        shown += len(found)
    assert faults == []
    assert sure >= 0.99 * people
    assert debris <= 0.02 * shown


EXAMPLE = sync.example()
EXAMPLE_INDEX = resolve.NameIndex(EXAMPLE)
SERVED = [(who, term) for who in EXAMPLE.legislators.values() for term in who.terms if term.start.year >= 2009]


def slip(text: str, at: int) -> str:
    """Two neighbouring letters of the last word swapped."""
    head, _, last = text.rpartition(" ")
    at = 1 + at % max(len(last) - 2, 1)
    return f"{head} {last[:at]}{last[at + 1 : at + 2]}{last[at : at + 1]}{last[at + 2 :]}".strip()


@st.composite
def prints(draw: st.DrawFn) -> tuple[Legislator, date, str]:
    """A legislator, a day of service, and the name printed in one of the usual ways, perhaps damaged."""
    who, held = draw(st.sampled_from(SERVED))
    party, first = party_letter(held.party_on(held.start)), who.nickname or who.first
    number = f"-{held.district}" if held.chamber == "house" else ""
    names = [who.name, f"{first} {who.last}", f"{who.first} {who.last}", f"{who.first[0]}. {who.last}", who.last]
    turned = [f"{who.last}, {who.first}", f"{who.last}, {first[0]}.", f"{who.last}, {who.first} ({first})"]
    name = draw(st.sampled_from([*names, *who.common_names, *turned]))
    damages = (str, str.upper, lambda t: t.encode("ascii", "ignore").decode(), lambda t: t.replace("-", " "))
    name = draw(st.sampled_from(damages))(name)
    name = slip(name, draw(st.integers(0, 9))) if draw(st.integers(0, 5)) == 5 else name
    # A bill prints Ms. for a woman; "Mr. Kim" on a day when a man and a woman of that name serve means the man.
    courtesy = "Ms. " if who.gender == "F" else "Mr. "
    # "Rep. Kim" on the day when Rep. Andy Kim became a senator means the other one.
    short = "Rep. " if held.chamber == "house" else "Sen. "
    title = draw(st.sampled_from(["", short, courtesy, "The Honorable ", f"{title_of(held.chamber, held.state)} "]))
    other = draw(st.sampled_from([held.state, "OH", "TX"]))
    ap = STATES[held.state][1]
    places = [
        "",
        f"({party}-{held.state})",
        f"({ap})",
        f"({held.state}{number})",
        f", {party}-{ap}",
        f"({party}-{other}",
    ]
    return who, held.start, f"{title}{name} {draw(st.sampled_from(places))}".strip()


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(prints())
def test_the_right_one_or_a_question_comes_back(case: tuple[Legislator, date, str]) -> None:
    who, on, printed = case
    for row in resolve.resolve(printed, EXAMPLE_INDEX, on).rows:
        assert row.id in (None, who.id), f"{printed!r} on {on}: {row.name}: {row.reason}"


def listed(who: Legislator, held: Term, chance: random.Random) -> str:
    """A line of a list, in one of the usual ways of print."""
    title = chance.choice(["", "", "Rep. " if held.chamber == "house" else "Sen. ", "Hon. "])
    return title + chance.choice(list(ways(who))) + chance.choice(list(seats(held)))


def ways(who: Legislator) -> Iterator[str]:
    initials = f"{who.first[0]}.{who.middle[:1]}{'.' if who.middle else ''}"
    yield from (f"{who.first} {who.last}", f"{initials} {who.last}", f"{who.last}, {initials}")
    yield from (f"{who.last}, {who.first}", f"{who.last.upper()}, {who.first}")
    if who.nickname:
        yield from (f"{who.nickname} {who.last}", f'{who.first} "{who.nickname}" {who.last}')


def seats(held: Term) -> Iterator[str]:
    party, state, ap = party_letter(held.party), held.state, STATES[held.state][1]
    seat = f"{state}-{held.district}" if held.district else state
    yield from (f" ({party}-{state})", f", {party}-{ap}", f" ({seat})", f" [{party}-{seat}]", f"\t{party}\t{state}")


def test_a_printed_list_loses_nobody_and_names_nobody_else(full_roster: Roster, full_index: resolve.NameIndex) -> None:
    chance = random.Random(2017)
    serving = [(who, who.term_on(LETTER)) for who in full_roster.serving(LETTER, ("house", "senate"))]
    for _ in range(60):
        people = [(who, term) for who, term in chance.sample(serving, 20) if term]
        text = "Signed by:\n\n" + "\n".join(listed(who, term, chance) for who, term in people)
        rows = resolve.resolve(text, full_index, LETTER).rows
        assert {row.id for row in rows if row.id} <= {who.id for who, _ in people}
        assert [row.line for row in rows] == list(range(3, len(people) + 3)), text


def test_a_given_name_that_is_also_a_surname_belongs_to_the_surname_before_it() -> None:
    rows = resolve.resolve("The Honorable Kim, Young", EXAMPLE_INDEX, date(2021, 1, 3)).rows
    assert [(row.printed, row.id) for row in rows] == [("Honorable Kim, Young", "K000397")]


def test_an_initial_is_too_little_for_somebody_who_does_not_serve(full_index: resolve.NameIndex) -> None:
    (row,) = resolve.resolve("Lee, B.", full_index, date(2026, 5, 4)).rows
    assert (row.judgement, [one.name for one in row.candidates]) == ("ambiguous", ["Barbara Lee"])


def test_a_second_initial_that_is_nobodys_asks(full_index: resolve.NameIndex) -> None:
    (row,) = resolve.resolve("Smith, J. Q.", full_index, date(2026, 5, 4)).rows
    assert (row.judgement, row.id) == ("ambiguous", None)


def test_a_name_misread_by_a_machine_is_matched_with_a_warning() -> None:
    row, _ = rows("Sincerely,\n\nAnn Ablc\nIda Blumenfeld")
    assert (row.judgement, row.id, row.warnings) == ("matched", "X000001", ("the surname is spelled differently",))


def test_a_bare_surname_is_whoever_is_named_in_full_above() -> None:
    text = "“I am proud,” said Rep. Chip Baker (NY-4).\n\nIn addition to Baker, the letter was signed by Rep. Ann Able."
    assert [(row.printed, row.id) for row in rows(text)] == [("Baker", "X000003"), ("Rep. Ann Able", "X000001")]


def test_who_refused_is_told() -> None:
    found = resolve.resolve("Signed by:\n\nAnn Able\nChip Baker (declined)\nIda Blumenfeld", INDEX, LETTER)
    assert [row.id for row in found.rows] == ["X000001", "X000010"]
    assert found.notices == ("left out, since print says that they declined, withdrew or have not decided: Chip Baker",)


def test_names_left_out_are_told() -> None:
    text = "The program has paid for wells in three counties and will go on.\n\nAnn Able\nChip Baker\nIda Blumenfeld"
    found = resolve.resolve(text, INDEX, LETTER)
    assert (found.rows, len(found.notices)) == ((), 1)
    assert found.notices[0].startswith("3 names were left out: the text never says that anybody signed")


def test_a_warning_is_part_of_the_reason(full_index: resolve.NameIndex) -> None:
    text = "Signed by:\n\nJerrold Nadler (R-NY)\nKathy Castor (D-FL-15)\nJohn Lewis (D-Ga.)\nTorres\nNorma Torres"
    warned = [row for row in resolve.resolve(text, full_index, date(2020, 9, 1)).rows if row.warnings]
    assert len(warned) > 2
    assert all(row.reason.count(warning) == 1 for row in warned for warning in row.warnings)


def test_nothing_found_says_what_to_do() -> None:
    found = resolve.resolve("Rep. Ann Able visited a school.", INDEX, LETTER)
    assert (found.rows, found.notices[0].split(";")[0]) == ((), "no list of signers was recognised")
