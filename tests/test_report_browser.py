"""The page in a real browser: nothing fetched, nothing complained of, tables by mouse and keyboard."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from outreach.ledger import changes_for
from outreach.model import Committee, Contact
from outreach.report import html
from outreach.roster import Roster

from .browser import Browser, browser
from .rosters import person, roster, term
from .simulated import year
from .test_report_page import LETTER, history, report

FIRST_CELLS = (
    "[...document.querySelectorAll('section[aria-labelledby=dues] tbody tr')]"
    ".filter(row => getComputedStyle(row).display !== 'none').map(row => row.cells[{}].innerText.trim())"
)
TABLE = "section[aria-labelledby=dues]"
NAMES = ("Ada", "Bea", "Cid", "Dan", "Eve", "Fay", "Gus", "Hal", "Ida", "Jo")


def people() -> Roster:
    found = [
        person(f"X{n:06d}", name, "Test", term("house", "CA", str(n + 1), "2025-01-03", "2027-01-03"))
        for n, name in enumerate(NAMES)
    ]
    return roster(*found, as_of=date(2026, 6, 14))


def rows() -> tuple[Contact, ...]:
    """The later in the alphabet, the earlier it is due."""
    return tuple(
        Contact(
            "test",
            f"X{n:06d}",
            stage="asked",
            owner="Ana" if n % 2 else "Bo",
            last_contact="2026-03-01",
            next_step=f"Step {n + 1}",
            due=(date(2026, 6, 30) - timedelta(n)).isoformat(),
        )
        for n in range(len(NAMES))
    )


@pytest.fixture(scope="module")
def tab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browser(tmp_path_factory.mktemp("browser")) as found:
        yield found


@pytest.fixture
def opened(tab: Browser, tmp_path: Path) -> Browser:
    path = tmp_path / "report.html"
    path.write_text(html(report(LETTER, rows=rows(), people=people())), encoding="utf-8")
    tab.size(1200, 900)
    tab.open(path)
    return tab


def shown(tab: Browser, column: int = 1) -> list[str]:
    return [cell.split()[0] for cell in tab.ask(FIRST_CELLS.format(column))]


def test_nothing_is_fetched_and_nothing_complained_of(opened: Browser) -> None:
    assert [event["request"]["url"] for event in opened.called("Network.requestWillBeSent")] == [
        opened.ask("location.href")
    ]
    assert opened.called("Runtime.exceptionThrown") == []
    assert [event["entry"]["text"] for event in opened.called("Log.entryAdded")] == []


def test_a_stranger_s_script_and_style_do_nothing(opened: Browser) -> None:
    opened.ask(
        "document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.bad = 1\" style=\"width:9px\">')"
    )
    opened.ask(
        "{ const s = document.createElement('script'); s.textContent = 'window.bad = 2'; document.body.append(s); }"
    )
    assert opened.ask("window.bad ?? 'nothing'") == "nothing"


def test_long_tables_begin_short(opened: Browser) -> None:
    assert shown(opened) == list(reversed(NAMES))[:6]
    opened.click(f"{TABLE} button.more")
    assert shown(opened) == list(reversed(NAMES))
    assert opened.ask(f"document.querySelector('{TABLE} button.more').innerText") == "Show fewer"


def test_sorting_with_the_mouse(opened: Browser) -> None:
    button = f"{TABLE} th:nth-child(2) button"
    opened.click(button)
    assert shown(opened) == list(NAMES[:6])
    assert opened.ask(f"document.querySelector('{TABLE} th:nth-child(2)').ariaSort") == "ascending"
    opened.click(button)
    assert shown(opened) == list(reversed(NAMES))[:6]
    assert opened.ask(f"document.querySelector('{TABLE} th:nth-child(2)').ariaSort") == "descending"


def test_days_sort_as_days_and_numbers_as_numbers(opened: Browser) -> None:
    opened.click(f"{TABLE} th:nth-child(6) button")
    assert opened.ask(FIRST_CELLS.format(5)) == [f"Step {n}" for n in range(1, 7)]
    opened.click(f"{TABLE} th:nth-child(1) button")
    assert shown(opened) == list(reversed(NAMES))[:6]


def test_sorting_with_the_keyboard(opened: Browser) -> None:
    opened.ask(f"document.querySelector('{TABLE} input').focus()")
    reached = []
    for _ in range(3):
        opened.key("Tab", 9)
        reached.append(opened.ask("document.activeElement.innerText ?? ''").strip())
    assert reached[1:] == ["Due", "Legislator"]
    assert opened.ask("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    opened.key("Enter", 13, "\r")
    assert shown(opened) == list(NAMES[:6])
    opened.key(" ", 32, " ")
    assert shown(opened) == list(reversed(NAMES))[:6]


def test_filtering_with_the_keyboard(opened: Browser) -> None:
    opened.ask(f"document.querySelector('{TABLE} input').focus()")
    opened.call("Input.insertText", text="ana STEP")
    assert shown(opened) == [name for name in reversed(NAMES) if NAMES.index(name) % 2]
    assert opened.ask(f"document.querySelector('{TABLE} [role=status]').innerText") == "5 of 10 rows"
    opened.call("Input.insertText", text=" 10")
    assert shown(opened) == ["Jo"]


@pytest.mark.parametrize("width", [320, 390, 768, 1200])
def test_nothing_is_wider_than_the_window(opened: Browser, width: int) -> None:
    opened.size(width, 800)
    assert opened.ask("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [320, 390, 768, 1200])
def test_long_names_stay_in_their_place(opened: Browser, tmp_path: Path, width: int) -> None:
    """Of a letter, a committee, a party: no table's figures are pushed out of the window, or over a neighbour."""
    long = "Select Committee on the Strategic Competition Between the United States and Somebody Else Entirely"
    world = year(1)
    panel = Committee("HSFA", long, "house")
    seated = {
        id: replace(
            who,
            seatings=tuple(replace(one, name=long) for one in who.seatings),
            terms=tuple(replace(one, party="Forward" * 6 if one.state == "NY" else one.party) for one in who.terms),
        )
        for id, who in world.roster.legislators.items()
    }
    people = replace(world.roster, legislators=seated, committees={"HSFA": panel})
    letters = {slug: replace(one, title=f"{long} {'x' * 90}") for slug, one in world.settings.letters.items()}
    made = replace(world, roster=people, settings=replace(world.settings, letters=letters)).report()
    (tmp_path / "long.html").write_text(html(made), encoding="utf-8")
    opened.size(width, 800)
    opened.open(tmp_path / "long.html")
    assert opened.ask("document.documentElement.scrollWidth") <= width
    outside = (
        "[...document.querySelectorAll('.bars')].filter(one => one.getBoundingClientRect().right >"
        " one.parentElement.getBoundingClientRect().right + 1).map(one => one.innerText.slice(0, 60))"
    )
    assert opened.ask(outside) == []


@pytest.mark.parametrize(("width", "height"), [(8.27, 11.69), (8.5, 11)], ids=["A4", "Letter"])
@pytest.mark.parametrize("letters", [1, 3, 10])
def test_a_year_prints_on_two_pages(opened: Browser, tmp_path: Path, letters: int, width: float, height: float) -> None:
    path = tmp_path / "year.html"
    news = tuple(f"Test Example-{n} (X{n:06d}) has left: signed visas-2026, asked for fund-2026" for n in range(14))
    path.write_text(html(replace(year(letters).report(), digest=news)), encoding="utf-8")
    opened.open(path)
    printed = opened.call(
        "Page.printToPDF", paperWidth=width, paperHeight=height, marginTop=0.5, marginBottom=0.5, printBackground=True
    )
    assert len(re.findall(rb"/Type\s*/Page\b", base64.b64decode(printed["data"]))) == 2


@pytest.mark.parametrize(("media", "listed", "more"), [("screen", 6, 4), ("print", 3, 7)])
def test_changes_of_stage_add_up(opened: Browser, tmp_path: Path, media: str, listed: int, more: int) -> None:
    """Ten offices moved: some by name, the rest as a number, on paper and on the screen."""
    was = tuple(replace(row, stage="target") for row in rows())
    moved = [
        change
        for before, after in zip(was, rows(), strict=True)
        for change in changes_for(before, after, "ana", "2026-06-01T12:00:00+00:00")
    ]
    page = html(report(LETTER, rows=rows(), people=people(), changes=(*history(was), *moved)))
    (tmp_path / "moved.html").write_text(page, encoding="utf-8")
    opened.open(tmp_path / "moved.html")
    opened.call("Emulation.setEmulatedMedia", media=media)
    told = opened.ask(
        "[...document.querySelectorAll('section[aria-labelledby=since] li')]"
        ".filter(one => getComputedStyle(one).display !== 'none').map(one => one.innerText)"
    )
    opened.call("Emulation.setEmulatedMedia", media="")
    assert sum("target → asked" in line for line in told) == listed
    assert f"{more} more offices moved to another stage" in told


def test_without_the_script_everything_is_there(opened: Browser, tmp_path: Path) -> None:
    path = tmp_path / "plain.html"
    page = html(report(LETTER, rows=rows(), people=people()))
    path.write_text(re.sub(r"<script>.*</script>", "", page, flags=re.S), encoding="utf-8")
    opened.open(path)
    assert shown(opened) == list(reversed(NAMES))
    assert opened.ask("document.querySelectorAll('button, input').length") == 0


def test_text_has_contrast(opened: Browser) -> None:
    """Every text against what is behind it: at least 4.5 to 1."""
    script = (Path(__file__).parent / "contrast.js").read_text(encoding="utf-8")
    assert json.loads(opened.ask(script)) == []
