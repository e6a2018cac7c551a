"""The manager's page: whole, safe, self-contained, sensible for every kind of letter."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from outreach import merge, templating
from outreach.ledger import changes_for
from outreach.model import Change, Contact, Letter, Organisation
from outreach.report import Asked, Report, count, html, svg
from outreach.report.page import link, policy
from outreach.report.tiles import TILES
from outreach.roster import Roster
from outreach.vocabulary import STATES

from .hostile import HOSTILE
from .rosters import person, roster, settings, term
from .simulated import year

ON = date(2026, 6, 14)
SENT = date(2026, 2, 2)
FAR = "2027-01-03"
LETTER = Letter("test", "A test letter", "the President", ("house",), SENT, expected=4, goal=5, source="https://x.org/")
PEOPLE = roster(
    person("X000001", "Test", "One", term("house", "CA", "1", "2025-01-03", FAR)),
    person("X000002", "Test", "Two", term("house", "CA", "2", "2025-01-03", FAR, "Republican")),
    person("X000003", "Test", "Three", term("house", "VT", "0", "2025-01-03", FAR, "Independent", caucus="Democrat")),
    person("X000004", "Test", "Four", term("house", "GU", "0", "2025-01-03", FAR, "")),
    person("X000005", "Test", "Five", term("senate", "VT", "1", "2025-01-03", FAR, "Whig")),
    as_of=ON,
)
ROWS = (
    Contact("test", "X000001", stage="signed", role="lead", signed_on="2026-02-02", notes="CANARY one"),
    Contact("test", "X000002", stage="signed", role="signer", signed_on="2026-06-02"),
    Contact(
        "test",
        "X000003",
        stage="asked",
        owner="Ana",
        staffer="CANARY staffer",
        email="CANARY@example.org",
        phone="CANARY phone",
        last_contact="2026-03-01",
        next_step="Call again",
        due="2026-06-20",
        notes="CANARY three",
    ),
)


def history(rows: tuple[Contact, ...] = ROWS) -> tuple[Change, ...]:
    return tuple(
        change
        for row in rows
        for change in changes_for(
            None, row, "ana", f"{row.signed_on or row.last_contact or '2026-03-01'}T12:00:00+00:00"
        )
    )


def report(
    *letters: Letter,
    rows: tuple[Contact, ...] = ROWS,
    people: Roster = PEOPLE,
    changes: tuple[Change, ...] | None = None,
    organisation: str = "Test organisation",
    with_notes: bool = False,
    digest: tuple[str, ...] = (),
) -> Report:
    asked = Asked(ON, ON - timedelta(30), 30, with_notes)
    known = settings(*letters)
    done = history(rows) if changes is None else changes
    found = tuple(
        count(letter, merge.records(letter, people, rows, known, ON), rows, done, people, asked) for letter in letters
    )
    return Report(organisation, ON, people.as_of, people.complete, asked.since, True, 30, with_notes, found, digest)


class Nodes(HTMLParser):
    """Counts elements with their attributes' names, and gathers the text."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.shape: Counter[str] = Counter()
        self.text: list[str] = []
        self.headings: list[str] = []
        self.ids: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.shape[" ".join([tag, *(name for name, _ in attrs)])] += 1
        self.ids += [value or "" for name, value in attrs if name == "id"]
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(tag)

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def words_of(page: str) -> str:
    body = re.sub(r"<(style|script)>.*?</\1>", "", page, flags=re.S)
    return " ".join(" ".join(Nodes(body).text).split())


def board(page: str) -> str:
    return " ".join(page.partition('<p class="board">')[2].partition("</p>")[0].split())


def test_the_paragraph_says_everything_a_board_asks() -> None:
    assert board(html(report(LETTER))) == (
        "As of 14 June 2026, 2 of the 4 signatures of the letter to the President are on record, 2 missing; "
        "3 to go to the goal of 5. Of the 4 who sit in the House today, 2 have signed (1 Democrat, 1 Republican). "
        "Since the last report (15 May 2026), 1 signature was recorded (Test Two). "
        "1 office has been silent for more than 30 days. Next, on 20 June 2026: Call again (Test Three)."
    )


def test_the_paragraph_about_several_letters() -> None:
    other = replace(LETTER, slug="other", title="Another letter", goal=None, expected=None)
    assert board(html(report(LETTER, other))) == (
        "As of 14 June 2026, 2 letters hold 2 signatures on record. Of 1 letter with a goal, none has reached it. "
        "Signatures that are known to exist are missing from our records: 2 of “A test letter”. "
        "Since the last report (15 May 2026), 1 signature was recorded (Test Two). "
        "1 office has been silent for more than 30 days. Next, on 20 June 2026: Call again (Test Three)."
    )


def test_an_office_that_is_silent_about_two_letters_or_moved_on_in_both_is_one_office() -> None:
    other = replace(LETTER, slug="other", title="Another letter")
    rows = (ROWS[2], replace(ROWS[2], letter="other"))
    before = tuple(replace(row, stage="target") for row in rows)
    moved = [
        change
        for was, now in zip(before, rows, strict=True)
        for change in changes_for(was, now, "ana", "2026-06-01T12:00:00+00:00")
    ]
    said = board(html(report(LETTER, other, rows=rows, changes=(*history(before), *moved))))
    assert "1 office moved on to another stage" in said
    assert "1 office has been silent for more than 30 days." in said


@pytest.mark.parametrize("number", [2, 10, 11, 30])
def test_no_line_of_the_picture_lies_on_another(number: int) -> None:
    letters = [replace(LETTER, slug=f"test-{n}", title=f"Letter {n}") for n in range(number)]
    texts = ElementTree.fromstring(svg(report(*letters))).iter("{http://www.w3.org/2000/svg}text")
    places = sorted((float(text.attrib["x"]), float(text.attrib["y"])) for text in texts)
    assert all(one[0] != other[0] or other[1] - one[1] > 24 for one, other in pairwise(places))


def test_one_day_is_a_day() -> None:
    row = replace(ROWS[2], last_contact="2026-06-12")
    found = count(
        LETTER, merge.records(LETTER, PEOPLE, (row,), settings(LETTER), ON), (row,), (), PEOPLE, Asked(ON, SENT, 1)
    )
    page = html(
        replace(report(LETTER), silent_days=1, letters=(replace(found, stuck=(replace(found.stuck[0], silent=1),)),))
    )
    assert "1 office has been silent for more than 1 day." in board(page)
    assert "silent for more than 1 day." in words_of(page)
    assert "1 days" not in page
    assert '<td class="number" data-sort="1">1 day</td>' in page


def test_no_letter_yet() -> None:
    page = html(report())
    assert board(page) == "There is no letter yet. As soon as one is entered, this page says how far it is."
    assert "<table" not in page


def test_a_letter_without_anybody() -> None:
    page = html(report(LETTER, rows=()))
    assert "no signature of the 4 expected of the letter to the President is on record yet" in board(page)
    assert "There is no history of this letter yet. 0 of 4 recorded, 4 missing" in words_of(page)
    assert "No next step has a day." in page


def test_a_letter_that_everybody_signed() -> None:
    rows = tuple(
        Contact("test", id, stage="signed", role="signer", signed_on="2026-02-02") for id in PEOPLE.legislators
    )
    page = html(report(LETTER, rows=rows[:4]))
    assert "Everybody who sits in the House today has signed." in board(page)
    over = html(report(LETTER, rows=rows))
    assert "5 recorded, 1 more than the 4 expected; the goal of 5 is reached" in words_of(over)
    assert board(over).startswith(
        "As of 14 June 2026, 5 signatures of the letter to the President are on record, 1 more than the 4 expected; "
        "the goal of 5 is reached."
    )


def test_one_chamber_without_the_other() -> None:
    page = html(report(replace(LETTER, chambers=("senate",)), rows=()))
    assert "The Senate today" in page
    assert "The House today" not in page


def test_both_chambers() -> None:
    page = html(report(replace(LETTER, chambers=("house", "senate"))))
    assert "The Senate today" in page
    assert "The House today" in page


def test_a_party_that_nobody_knows() -> None:
    page = html(report(replace(LETTER, chambers=("house", "senate"))))
    text = words_of(page)
    assert "Whig W 0 of 1" in text
    assert "party unknown ? 0 of 1" in text
    assert "Test Five (W), Senate VT: has not signed" in text


def test_a_letter_older_than_its_history() -> None:
    old = replace(LETTER, sent=date(2017, 7, 13))
    rows = (replace(ROWS[0], signed_on="2017-07-13"), ROWS[1])
    page = words_of(html(report(old, rows=rows, changes=history(ROWS[1:2]))))
    assert "1 was there before the history begins" in page
    assert "1 on record at the end of 1 Jun 2026, 2 on 14 Jun 2026." in page


def test_the_small_roster_of_the_example_has_no_denominators() -> None:
    people = replace(PEOPLE, complete=False)
    page = html(report(LETTER, people=people))
    assert "Only the small roster of the example is here" in page
    assert "The House today" not in page
    assert "States of the signatories" in page


def test_nothing_about_people_leaves_without_asking() -> None:
    assert "CANARY" not in html(report(LETTER))
    assert "CANARY" not in svg(report(LETTER, with_notes=True))
    page = html(report(LETTER, with_notes=True))
    assert {"CANARY one", "CANARY three"} == set(re.findall(r"CANARY \w+", page))
    assert "not for sending on" in page


def test_what_the_last_sync_meant() -> None:
    page = words_of(html(report(LETTER, digest=("189 rooms changed",))))
    assert "What the newest public data mean 189 rooms changed" in page


def test_the_page_is_one_file_that_asks_nobody() -> None:
    page = html(report(LETTER, replace(LETTER, slug="other")))
    loaded = re.findall(r"\b(?:src|srcset|data|action|poster|xlink:href)\s*=|@import|<link|<iframe|<object|<img", page)
    assert loaded == []
    assert re.findall(r"url\((?!#)[^)]*\)", page) == []
    assert not re.search(r"\son\w+=|\sstyle=|javascript:", page)


def test_only_the_own_style_and_script_may_run() -> None:
    page = html(report(LETTER))
    style = re.findall(r"<style>(.*?)</style>", page, re.S)
    script = re.findall(r"<script>(.*?)</script>", page, re.S)
    assert (len(style), len(script)) == (1, 1)
    said = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert said
    assert said[1].replace("&#39;", "'") == policy(style[0], script[0])
    assert "unsafe" not in said[1]
    assert "</" not in templating.page("report.css") + templating.page("report.js")


def test_headings_go_down_one_at_a_time_and_ids_are_unique() -> None:
    for page in (html(report()), html(report(LETTER)), html(report(LETTER, replace(LETTER, slug="other")))):
        nodes = Nodes(page)
        levels = [int(heading[1]) for heading in nodes.headings]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))
        assert max(Counter(nodes.ids).values()) == 1


def test_every_picture_has_words_or_is_left_out_for_those_who_hear_the_page() -> None:
    page = html(report(LETTER, replace(LETTER, slug="other")))
    for tag in re.findall(r"<svg[^>]*>", page):
        inside_key = 'viewBox="0 0 10 10"' in tag
        assert inside_key or 'aria-hidden="true"' in tag or ('role="img"' in tag and "aria-labelledby=" in tag), tag
    ids = set(Nodes(page).ids)
    for labels in re.findall(r'aria-labelledby="([^"]*)"', page):
        assert set(labels.split()) <= ids


def test_each_state_has_its_tile() -> None:
    assert TILES.keys() == STATES.keys()
    assert len(set(TILES.values())) == len(TILES)


@pytest.mark.parametrize("attack", HOSTILE)
def test_no_text_becomes_markup(attack: str) -> None:
    def filled(text: str) -> tuple[str, str]:
        rows = (ROWS[0], replace(ROWS[2], owner=text, next_step=text, notes=text, as_printed=text))
        who = replace(PEOPLE.legislators["X000003"], first=text, last=text, official_full=text)
        people = replace(PEOPLE, legislators={**PEOPLE.legislators, who.id: who})
        letter = replace(LETTER, title=text, addressee=text, committees=(text,))
        found = report(letter, rows=rows, people=people, organisation=text, with_notes=True, digest=(text,))
        return html(found), svg(found)

    plain, plain_picture = filled("plain")
    page, picture = filled(attack)
    assert Nodes(page).shape == Nodes(plain).shape
    tags = [element.tag for element in ElementTree.fromstring(picture).iter() if not element.tag.endswith("text")]
    assert tags == [
        element.tag for element in ElementTree.fromstring(plain_picture).iter() if not element.tag.endswith("text")
    ]


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("https://example.org/a?b=c", True),
        ("http://example.org", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("file:///etc/passwd", False),
        ("ftp://example.org", False),
        ("javascript://example.org/%0aalert(1)", False),
        ("//example.org", False),
        ("H.Res. 351", False),
        ("http://[", False),
        ("", False),
    ],
)
def test_only_web_addresses_become_links(source: str, shown: bool) -> None:
    assert bool(link(source)) is shown


def test_organisation_without_a_name() -> None:
    assert 'class="over"' not in html(report(LETTER, organisation=Organisation().name))


def test_a_year_of_three_letters_is_a_page_of_bearable_size() -> None:
    world = year(3)
    page = html(world.report())
    assert "CANARY" not in page
    assert len(page) < 600_000
    for figures in world.report().letters:
        signed = {row.id for row in world.contacts if row.letter == figures.letter.slug and row.stage == "signed"}
        assert (figures.recorded, figures.progress[-1].recorded) == (len(signed), len(signed))
        assert f"{figures.letter.title}</a>" in page
