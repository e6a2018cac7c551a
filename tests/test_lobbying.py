"""Lobbying: dealings out of the history, quarters, thresholds, and the figures against plain loops."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from outreach import ledger, lobbying
from outreach.cli.main import cli
from outreach.errors import OutreachError, UsageError
from outreach.ledger import Dealing
from outreach.lobbying import Given, Quarter, Recorded, Tally
from outreach.lobbying.thresholds import limit
from outreach.model import Change, Contact, Letter, Thresholds
from outreach.settings import parse
from outreach.workspace import Workspace

from . import rosters

Q3 = Quarter(2026, 3)
BILL = Letter("bill", "A bill", "the House", ("house",), date(2026, 1, 5), legislation="H.R. 1")
PLAIN = Letter("plain", "A letter", "the President", ("house", "senate"), date(2026, 1, 5))
ROSTER = rosters.roster(
    rosters.person("X000001", "Test", "One", rosters.term("house", "NY", "1", "2025-01-03", "2027-01-03")),
    rosters.person("X000002", "Test", "Two", rosters.term("senate", "NY", "1", "2025-01-03", "2031-01-03")),
    rosters.person("X000003", "Test", "Gone", rosters.term("house", "NY", "3", "2023-01-03", "2026-08-01")),
    rosters.person(
        "X000004",
        "Test",
        "Moved",
        rosters.term("house", "NY", "4", "2025-01-03", "2026-08-15"),
        rosters.term("senate", "VT", "3", "2026-08-15", "2031-01-03"),
    ),
)
FACTS = {"name": "Test", "party": "Democrat", "state": "NY", "district": "1"}


class Book:
    """Rows and history as ``log`` and hand edits make them, without a disk."""

    def __init__(self) -> None:
        self.rows: dict[tuple[str, str], Contact] = {}
        self.history: list[Change] = []

    def log(self, letter: Letter, id: str, dealing: Dealing) -> None:
        before = self.rows.get((letter.slug, id))
        self.write(before, ledger.logged(before, letter, id, FACTS, dealing), dealing.by, dealing.why)

    def edit(self, letter: Letter, id: str, why: str = "sheet", by: str = "ana", **cells: str) -> None:
        """Cells as a person writes them; minutes are a column of people's own."""
        before = self.rows.get((letter.slug, id))
        row = before or Contact(letter.slug, id)
        own: dict[str, str] = {name: cells.pop(name) for name in ("minutes", "Minutes") if name in cells}
        after = replace(row, extra=MappingProxyType({**row.extra, **own}), **cells)  # type: ignore[arg-type]
        self.write(before, after, by, why)

    def write(self, before: Contact | None, after: Contact, by: str, why: str) -> None:
        at = f"2026-09-01T10:{len(self.history) % 60:02}:00+00:00"
        self.rows[after.key] = after
        self.history += ledger.changes_for(before, after, by, at, why, f"batch-{len(self.history)}")

    def undo(self, batch: str) -> None:
        taken = [change for change in self.history if change.batch == batch]
        back = ledger.inverse(taken, "bo", "2026-09-02T10:00:00+00:00", f"undo {batch}", f"batch-{len(self.history)}")
        self.rows = ledger.keyed(ledger.apply(tuple(self.rows.values()), back))
        self.history += back

    @property
    def dealings(self) -> tuple[Recorded, ...]:
        return lobbying.recorded(self.history)


def dealing(day: str = "2026-07-14", by: str = "ana", **more: object) -> Dealing:
    return Dealing(date.fromisoformat(day), by, **more)  # type: ignore[arg-type]


def tally(dealings: Sequence[Recorded], given: Given | None = None, *own: Thresholds, quarter: Quarter = Q3) -> Tally:
    workspace = replace(rosters.settings(BILL, PLAIN), lobbying=own)
    return lobbying.tally(quarter, dealings, ROSTER, workspace, lobbying.packaged(), given or Given())


def short(dealings: Sequence[Recorded]) -> list[tuple[str, str, int | None]]:
    return [(one.day.isoformat(), one.channel, one.minutes) for one in dealings]


# Dealings out of the history


def test_a_dealing_is_what_log_wrote() -> None:
    book = Book()
    book.log(BILL, "X000001", dealing(channel="call", minutes=15, note="said hello"))
    book.log(BILL, "X000001", dealing(channel="call", minutes=5))
    book.log(BILL, "X000001", dealing("2026-07-15", channel="call"))
    assert short(book.dealings) == [
        ("2026-07-14", "call", 15),
        ("2026-07-14", "call", 5),
        ("2026-07-15", "call", None),
    ]
    assert book.rows["bill", "X000001"].get("minutes") == "20"


def test_a_dealing_that_is_reported_late_keeps_its_day_and_channel() -> None:
    book = Book()
    book.log(BILL, "X000001", dealing("2026-07-20", channel="call"))
    book.log(BILL, "X000001", dealing("2026-06-30", channel="visit", minutes=30))
    assert short(book.dealings)[1] == ("2026-06-30", "visit", 30)
    assert book.rows["bill", "X000001"].channel == "call"


def test_plans_are_no_dealings() -> None:
    book = Book()
    book.log(BILL, "X000001", dealing(owner="bo"))
    book.log(BILL, "X000001", dealing(next_step="call", due=date(2026, 8, 1)))
    assert book.dealings == ()
    book.log(BILL, "X000001", dealing(stage="considering"))
    assert short(book.dealings) == [("2026-07-14", "", None)]


def test_a_stage_alone_on_the_same_day_is_a_dealing() -> None:
    book = Book()
    book.log(BILL, "X000001", dealing(stage="asked"))
    book.log(BILL, "X000001", dealing(stage="considering"))
    book.log(BILL, "X000001", dealing(stage="asked"))
    assert len(book.dealings) == 3


def test_what_came_with_a_sheet_is_a_dealing_when_it_has_a_day_or_minutes() -> None:
    book = Book()
    book.edit(BILL, "X000001", last_contact="2026-07-02", channel="email")
    book.edit(BILL, "X000001", minutes="10")
    book.edit(BILL, "X000001", notes="no dealing", stage="asked")
    book.edit(BILL, "X000001", last_contact="")
    assert short(book.dealings) == [("2026-07-02", "email", None), ("2026-09-01", "", 10)]


def test_what_was_undone_never_happened_and_redone_did() -> None:
    book = Book()
    book.log(BILL, "X000001", dealing(channel="call", minutes=15))
    first = book.history[0].batch
    book.undo(first)
    assert short(book.dealings) == []
    assert book.rows == {}
    book.undo(book.history[-1].batch)
    assert [one.minutes for one in book.dealings] == [15]


def test_minutes_that_are_lowered_come_off_the_latest_dealings() -> None:
    book = Book()
    for minutes in (10, 20, 30):
        book.log(BILL, "X000001", dealing(minutes=minutes))
    book.edit(BILL, "X000001", minutes="25")
    assert [one.minutes for one in book.dealings] == [10, 15, None]


def test_people_may_have_named_the_column_in_their_own_way() -> None:
    book = Book()
    book.edit(BILL, "X000001", Minutes="10")
    book.log(BILL, "X000001", dealing(minutes=5))
    assert book.rows["bill", "X000001"].extra == {"Minutes": "15"}
    assert [one.minutes for one in book.dealings] == [10, 5]


@pytest.mark.parametrize(
    ("cell", "minutes"),
    [("20 min", 20), ("1 hr", 60), ("1:30 h", 90), ("1:30", None), ("12.5", None), ("-5", None), ("1/2", None)],
)
def test_minutes_that_people_write_are_a_dealing_always(cell: str, minutes: int | None) -> None:
    """Whole minutes where they are certain, else a dealing without any; put right, it is the same dealing."""
    book = Book()
    book.edit(BILL, "X000001", minutes=cell)
    assert [one.minutes for one in book.dealings] == [minutes]
    book.edit(BILL, "X000001", minutes=str(minutes or 13))
    assert [one.minutes for one in book.dealings] == [minutes]


def test_minutes_are_not_added_to_what_is_no_number() -> None:
    book = Book()
    book.edit(BILL, "X000001", minutes="see the file", name="Test One")
    with pytest.raises(UsageError, match="'see the file' in the column minutes of Test One"):
        book.log(BILL, "X000001", dealing(minutes=5))
    book.log(BILL, "X000001", dealing(channel="call"))
    assert short(book.dealings) == [("2026-07-14", "call", None)]


@pytest.mark.parametrize("why", ["", "log", "log, yesterday", "log, 2026-02-30", "printed list: log, 2026-07-14"])
def test_other_reasons_are_no_dealings(why: str) -> None:
    assert ledger.when_and_how(why) is None
    assert lobbying.recorded([Change("bill", "X000001", "stage", "", "signed", "ana", "2026-07-14", why)]) == ()


# Quarters and deadlines


@pytest.mark.parametrize(
    ("text", "start", "end", "deadline"),
    [
        ("2026Q1", "2026-01-01", "2026-04-01", "2026-04-20"),
        ("2026q2", "2026-04-01", "2026-07-01", "2026-07-20"),
        ("2026-Q3", "2026-07-01", "2026-10-01", "2026-10-20"),
        ("2026Q4", "2026-10-01", "2027-01-01", "2027-01-20"),
        ("2023Q4", "2023-10-01", "2024-01-01", "2024-01-22"),  # as the Clerk announced it
        ("2023Q3", "2023-07-01", "2023-10-01", "2023-10-20"),  # as the Clerk announced it
        ("2024Q3", "2024-07-01", "2024-10-01", "2024-10-21"),  # the 20th was a Sunday
    ],
)
def test_a_quarter_has_its_days(text: str, start: str, end: str, deadline: str) -> None:
    quarter = Quarter.of(text)
    assert [day.isoformat() for day in (quarter.start, quarter.end, quarter.deadline)] == [start, end, deadline]
    assert quarter.holds(quarter.start)
    assert not quarter.holds(quarter.end)


@pytest.mark.parametrize("text", ["", "2026", "2026Q5", "Q3", "26Q3", "2026Q3Q3", "٢٠٢٦Q3"])
def test_what_is_no_quarter_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="as in 2026Q3"):
        Quarter.of(text)


# Thresholds


def test_the_values_that_come_with_the_program() -> None:
    shipped = lobbying.packaged()
    assert [(row.start.year, row.contacts, row.percent, row.dollars) for row in shipped] == [
        (2025, 2, 20, None),
        (2025, None, None, 16000),
    ]
    assert limit("dollars", (), shipped, date(2028, 10, 1)).value == 16000


def test_outside_its_years_a_value_is_not_known() -> None:
    shipped = lobbying.packaged()
    assert limit("dollars", (), shipped, date(2024, 10, 1)).why == "the values here begin on 2025-01-01"
    late = limit("dollars", (), shipped, date(2029, 1, 1))
    assert (late.value, late.why) == (None, "the value here, 16000, held until 2029-01-01")


def test_a_value_of_the_workspace_wins_from_its_day_on() -> None:
    text = '[[lobbying]]\nfrom = 2029-01-01\ndollars = 99\nsource = "us"\n\n[[lobbying]]\nfrom = "2025-01-01"\n'
    found, problems = parse(text + 'dollars = 7\nsource = "test"\n')
    assert problems == ()
    values = [limit("dollars", found.lobbying, lobbying.packaged(), date(y, 1, 1)).value for y in (2024, 2025, 2029)]
    assert values == [None, 7, 99]


def test_a_value_without_a_source_is_a_problem() -> None:
    found, problems = parse('[[lobbying]]\nfrom = 2029-01-01\ndolars = 5\npercent = "x"\n')
    assert found.lobbying == ()
    assert [str(problem) for problem in problems] == [
        "outreach.toml:1: source: is missing",
        'outreach.toml:3: dolars: is not known here; did you mean "dollars"?',
        "outreach.toml:4: percent: x is not a whole number; write it without quotes, as in 14",
    ]


# The figures


def test_direct_lobbying_is_judged_by_the_letter_and_by_the_day() -> None:
    days = [("bill", "X000003", "2026-07-31"), ("bill", "X000003", "2026-08-01"), ("plain", "X000004", "2026-08-14")]
    days += [("plain", "X000004", "2026-08-15"), ("lost", "X000001", "2026-08-15"), ("bill", "X000099", "2026-08-15")]
    made = [Recorded(slug, id, date.fromisoformat(day), "ana", "call", None) for slug, id, day in days]
    assert [(one.chamber, one.direct, one.reason) for one in tally(made).dealings] == [
        ("house", "likely", "names H.R. 1"),
        ("not in office", "likely not", "was not in office on the day"),
        ("house", "likely not", "names no specific legislation"),
        ("senate", "likely not", "names no specific legislation"),
        ("house", "not known here", "not in outreach.toml any more"),
        ("not known here", "likely", "names H.R. 1"),
    ]


def test_contacts_count_at_any_time_before_the_end_of_the_quarter() -> None:
    days = ["2025-01-10", "2026-09-30", "2026-10-01"]
    made = [Recorded("bill", "X000001", date.fromisoformat(day), "ana", "", 60) for day in days]
    (ana,) = tally(made).people
    assert (ana.ever, ana.dealings, ana.minutes, ana.contacts_reached) == (2, 1, 60, "reached")


@pytest.mark.parametrize(
    ("minutes", "hours", "reached"),
    [
        ((1200,), "100", "reached"),
        ((1199,), "100", "not reached"),
        ((1199, None), "100", "not known here"),
        ((1200, None), "100", "reached"),
        ((1200,), None, "not known here"),
        ((1200,), "100.01", "not reached"),
    ],
)
def test_a_fifth_of_the_time_is_reached_exactly(
    minutes: tuple[int | None, ...], hours: str | None, reached: str
) -> None:
    made = [Recorded("bill", "X000001", date(2026, 7, 1), "ana", "", spent) for spent in minutes]
    (ana,) = tally(made, Given({"ana": Decimal(hours)} if hours else {})).people
    assert ana.time_reached == reached


@pytest.mark.parametrize(
    ("dollars", "reached"), [(None, "not known here"), ("16000", "not reached"), ("16000.01", "reached")]
)
def test_the_money_has_to_be_above_the_threshold(dollars: str | None, reached: str) -> None:
    assert tally([], Given({}, Decimal(dollars) if dollars else None)).spent_reached == reached


@pytest.mark.parametrize(
    ("minutes", "hours", "dollars", "said"),
    [
        (1200, "100", "16001", "by these figures all three are reached: ask a lawyer now"),
        (1200, "100", "16000", "by these figures not all three are reached"),
        (1200, None, "16000", "by these figures not all three are reached"),
        (60, "100", None, "by these figures not all three are reached"),
        (1200, "100", None, "whether all three are reached is not known here"),
        (1200, None, "16001", "whether all three are reached is not known here"),
        (None, "100", "16001", "whether all three are reached is not known here"),
    ],
)
def test_the_three_together(minutes: int | None, hours: str | None, dollars: str | None, said: str) -> None:
    made = [Recorded("bill", "X000001", date(2026, 7, 1), "ana", "", minutes)] * 2
    made = [replace(one, minutes=minutes and minutes // 2) for one in made]
    given = Given({"ana": Decimal(hours)} if hours else {}, Decimal(dollars) if dollars else None)
    assert json.loads(lobbying.as_json(tally(made, given), date(2026, 7, 1)))["summary"] == said


def test_with_nothing_on_record_nothing_is_concluded() -> None:
    assert json.loads(lobbying.as_json(tally([]), date(2026, 7, 1)))["summary"].endswith("not known here")


# The figures against plain loops

STEP = st.one_of(
    st.tuples(
        st.just("log"),
        st.sampled_from([BILL, PLAIN]),
        st.sampled_from(["X000001", "X000002", "X000003", "X000004"]),
        st.dates(date(2026, 5, 1), date(2026, 11, 30)),
        st.sampled_from(["ana", "bo"]),
        st.sampled_from([None, "call", "email"]),
        st.sampled_from([None, 1, 10, 45]),
    ),
    st.tuples(
        st.just("plan"),
        st.sampled_from([BILL, PLAIN]),
        st.sampled_from(["X000001", "X000002"]),
        st.text("ab", max_size=2),
    ),
    st.tuples(st.just("undo")),
)


def play(steps: Sequence[tuple[object, ...]]) -> tuple[Book, list[tuple[object, ...]]]:
    """The book after the steps, and the steps that were real dealings and still stand."""
    book, stand = Book(), []
    for number, step in enumerate(steps):
        match step:
            case ("log", Letter() as letter, str(id), date() as day, str(by), channel, minutes):
                # A note of its own makes every dealing leave a trace, as in the command.
                note = f"note {number}"
                told = Dealing(day, by, channel=channel, minutes=minutes, note=note)  # type: ignore[arg-type]
                book.log(letter, id, told)
                stand.append((step, book.history[-1].batch))
            case ("plan", Letter() as letter, str(id), str(owner)):
                book.log(letter, id, dealing(owner=f"o{number}{owner}"))
            case ("undo",) if stand and stand[-1][1] == book.history[-1].batch:
                book.undo(stand.pop()[1])
    return book, [step for step, _ in stand]


@settings(max_examples=150, deadline=None)
@given(st.lists(STEP, max_size=25))
def test_the_figures_agree_with_plain_loops(steps: list[tuple[object, ...]]) -> None:
    book, stand = play(steps)
    found = tally(book.dealings)
    lines: dict[tuple[str, str], list[object]] = {}
    people: dict[str, list[int]] = {}
    ever = {"ana": 0, "bo": 0}
    for _, letter, id, day, by, _, minutes in stand:
        assert isinstance(letter, Letter)
        assert isinstance(day, date)
        chamber = "house" if id == "X000001" else "senate"
        if id == "X000003":
            chamber = "house" if day < date(2026, 8, 1) else "not in office"
        if id == "X000004":
            chamber = "house" if day < date(2026, 8, 15) else "senate"
        if day <= date(2026, 9, 30) and chamber != "not in office":
            ever[str(by)] += 1
        if not date(2026, 7, 1) <= day <= date(2026, 9, 30):
            continue
        line = lines.setdefault((chamber, letter.slug), [0, set(), 0, 0, "likely not"])
        line[0] += 1  # type: ignore[operator]
        line[1].add(id)  # type: ignore[attr-defined]
        line[2] += minutes or 0  # type: ignore[operator]
        line[3] += minutes is None  # type: ignore[operator]
        if letter.slug == "bill" and chamber != "not in office":
            line[4] = "likely"
        person = people.setdefault(str(by), [0, 0, 0])
        if chamber != "not in office":
            person[0] += 1
            person[1] += minutes or 0  # type: ignore[operator]
            person[2] += minutes is None
    assert {
        (line.chamber, line.letter): [line.dealings, line.legislators, line.minutes, line.untimed, line.direct]
        for line in found.lines
    } == {key: [line[0], len(line[1]), *line[2:]] for key, line in lines.items()}  # type: ignore[arg-type]
    assert {one.who: [one.dealings, one.minutes, one.untimed] for one in found.people} == people
    assert {one.who: one.ever for one in found.people} == {who: ever[who] for who in people}


# The command


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["--by", "ana", *arguments])


def ok(*arguments: str) -> str:
    result = run(*arguments)
    assert result.exit_code == 0, f"{result.output}{result.exception!r}"
    return result.stdout


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with the example's roster, two letters and four dealings that are made up."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("OUTREACH_WORKSPACE", raising=False)
    ok("init", "--organisation", "Example Rights Network", "--sender", "Robin Example")
    with open("outreach.toml", "a", encoding="utf-8") as file:
        file.write('\n[data]\nroster = "example"\n')
        for slug, more in (("bill", 'legislation = "H.R. 1"\n'), ("plain", "")):
            file.write(f'\n[letters.{slug}]\ntitle = "T"\naddressee = "A"\nchamber = "both"\nsent = 2026-01-05\n{more}')
    ok("log", "C001121", "--letter", "bill", "--channel", "call", "--minutes", "20", "--on", "2026-07-14")
    ok("log", "C001121", "--letter", "bill", "--channel", "call", "--minutes", "5", "--on", "2026-07-14")
    ok("log", "A000382", "--letter", "plain", "--channel", "email", "--note", "secret words", "--on", "2026-08-03")
    ok("log", "A000382", "--letter", "bill", "--owner", "bo", "--on", "2026-08-03")
    return tmp_path


def test_the_table_for_a_spreadsheet(root: Path) -> None:
    assert ok("lobbying", "--quarter", "2026Q3", "--format", "csv") == (
        "chamber,letter,dealings,legislators,minutes,untimed,direct lobbying,reason\n"
        "House,bill,2,1,25,0,likely,names H.R. 1\n"
        "Senate,plain,1,1,0,1,likely not,names no specific legislation\n"
    )
    assert ok("lobbying", "--quarter", "2026Q3", "--each", "--format", "csv").splitlines()[1:] == [
        "2026-07-14,House,C001121,Jason Crow,bill,H.R. 1,call,20,ana,likely,names H.R. 1",
        "2026-07-14,House,C001121,Jason Crow,bill,H.R. 1,call,5,ana,likely,names H.R. 1",
        "2026-08-03,Senate,A000382,Angela D. Alsobrooks,plain,,email,,ana,likely not,names no specific legislation",
    ]


def test_the_whole_page(root: Path) -> None:
    asked = ("lobbying", "--quarter", "2026Q3", "--hours", "ana=480", "--spent", "$12,500", "--on", "2026-10-05")
    source = (
        "https://www.insidepoliticallaw.com/2025/03/10/"
        "ldas-registration-thresholds-increase-for-lobbyist-employers-and-lobbying-firms/"
    )
    page = ok(*asked, "--format", "pipe").splitlines()
    assert page[:4] == [
        "2026Q3, 2026-07-01 to 2026-09-30",
        "dealings on record: 3; minutes: 25; untimed (without minutes): 1",
        "report due, if you are registered: Tuesday, 2026-10-20, or the next business day if that is a holiday",
        "",
    ]
    assert [[cell.strip() for cell in line.split("|")[1:-1]] for line in page[6:8]] == [
        ["House", "bill", "2", "1", "25", "0", "likely", "names H.R. 1"],
        ["Senate", "plain", "1", "1", "0", "1", "likely not", "names no specific legislation"],
    ]
    assert page[9:14] == [
        "Registering is asked when one person reaches 1 and 2, and the organisation 3:",
        "  1  2 or more lobbying contacts by one person, at any time",
        "  2  20% or more of that person's time in any three months",
        "  3  more than $16,000 spent on lobbying in the quarter: $12,500, not reached",
        "  by these figures not all three are reached",
    ]
    people = [cell.strip() for cell in page[17].split("|")[1:-1]]
    assert people == ["ana", "3", "reached", "3", "25", "1", "480", "0.1", "not known here"]
    assert page[-3] == f"source: {source}"
    assert page[-1] == "This is no legal advice. It counts what was recorded; ask a lawyer what it means for you."


@pytest.mark.parametrize("fmt", ["csv", "tsv", "html", "latex"])
def test_where_words_do_not_fit_they_stand_beside_the_table(root: Path, fmt: str) -> None:
    result = run("lobbying", "--quarter", "2026Q3", "--format", fmt)
    advice = "This is no legal advice."
    assert (advice in result.stdout, advice in result.stderr, "Senate" in result.stdout) == (False, True, True)
    assert ("threshold 1" in result.stdout) == (fmt in ("html", "latex"))


def test_json_holds_everything(root: Path) -> None:
    found = json.loads(ok("lobbying", "--quarter", "2026Q3", "--each", "--format", "json"))
    assert [*found] == [
        "quarter",
        "from",
        "until",
        "over",
        "due",
        "lines",
        "people",
        "thresholds",
        "spent",
        "spent_reached",
        "summary",
        "advice",
        "dealings",
    ]
    assert found["over"] is False
    assert found["people"][0]["hours"] is None
    assert len(found["dealings"]) == 3


@pytest.mark.parametrize("fmt", ["simple", "csv", "json", "html"])
@pytest.mark.parametrize("each", [[], ["--each"]])
def test_notes_stay_at_home(root: Path, fmt: str, each: list[str]) -> None:
    assert "secret" not in ok("lobbying", "--quarter", "2026Q3", "--format", fmt, *each)


def test_a_quarter_without_dealings(root: Path) -> None:
    page = ok("lobbying", "--quarter", "2026Q4")
    assert "; not over yet\ndealings on record: 0; minutes: 0; untimed (without minutes): 0\n" in page
    assert "whether all three are reached is not known here" in page
    assert ok("lobbying", "--quarter", "2026Q4", "--format", "csv").count("\n") == 1


def test_before_anything_was_recorded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    ok("init")
    with open("outreach.toml", "a", encoding="utf-8") as file:
        file.write('\n[data]\nroster = "example"\n')
    assert "dealings on record: 0" in ok("lobbying", "--quarter", "2026Q3")


def test_a_history_that_is_unclear_is_not_counted(root: Path) -> None:
    text = (root / "history.csv").read_text(encoding="utf-8-sig")
    (root / "history.csv").write_text(text.replace("20", "XX", 1), encoding="utf-8")
    result = run("lobbying", "--quarter", "2026Q3")
    assert isinstance(result.exception, OutreachError)
    assert str(result.exception).startswith('history.csv:2: at: "XX')
    assert "nothing was counted" in str(result.exception)


def test_the_minutes_survive_in_the_records(root: Path) -> None:
    rows = {row.key: row for row in Workspace.open(root).contacts()[0]}
    assert rows["bill", "C001121"].extra == {"minutes": "25"}
    assert ok("check") == "no problems\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--quarter", "2026"], "'2026' is not a quarter"),
        (["--quarter", "2026Q3", "--hours", "480"], "is not NAME=HOURS"),
        (["--quarter", "2026Q3", "--hours", "ana=0"], "is not NAME=HOURS"),
        (["--quarter", "2026Q3", "--hours", "ana=2209"], "2,208 are the most"),
        (["--quarter", "2026Q3", "--hours", "ana=1", "--hours", "ana=2"], "names ana twice"),
        (["--quarter", "2026Q3", "--spent", "a lot"], "is no sum of money"),
        (["--quarter", "2026Q3", "--spent", "-5"], "is no sum of money"),
    ],
)
def test_a_bad_request_is_one_sentence(root: Path, arguments: list[str], said: str) -> None:
    result = run("lobbying", *arguments)
    assert isinstance(result.exception, UsageError)
    assert said in str(result.exception)
