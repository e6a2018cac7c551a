"""Envelopes, labels, district offices and the walk through the buildings."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pytest

from outreach.errors import BadData
from outreach.followups import FollowUp, prepare
from outreach.model import Office
from outreach.render import destinations, envelopes

from .letters import ON, ROOT, SETTINGS, records

TEMPLATES = ROOT / "templates"
BATCH = prepare(records(), SETTINGS, TEMPLATES, ON)
ITEM = BATCH.items[0]


def of(item: FollowUp, **changes: Any) -> FollowUp:
    """The follow-up to somebody who is otherwise."""
    return replace(item, record=replace(item.record, legislator=replace(item.record.legislator, **changes)))


def office(zip_code: str, **more: str) -> Office:
    parts = {"address": "1 Main St", "suite": "", "building": "", "city": "Town", "state": "NY", "phone": "", **more}
    return Office(id=f"X000001-{zip_code}", zip=zip_code, **parts)


def in_room(item: FollowUp, room: str) -> FollowUp:
    return replace(item, address=replace(item.address, room=room))


def test_the_order_is_house_then_senate_by_last_name() -> None:
    names = [item.record.legislator.last for item in destinations.ordered(reversed(BATCH.items))]
    assert names == ["Asked", "Committee", "Delegate", "Lead", "Next", "Núñez", "O’Moved"]


@pytest.mark.parametrize(
    ("ours", "nearest"),
    [
        ("Anytown, NY 10001", "10013"),
        ("Anytown, NY 10701", "10704"),
        ("Anytown, NY 14201-0001", "14202"),
        ("Anytown, CA 94105", "10704"),
        ("Anytown", "10704"),
    ],
)
def test_the_nearest_office_is_the_one_with_the_nearest_zip(ours: str, nearest: str) -> None:
    offices = (office("10704"), office("10013"), office("14202"), office("10002", address=""), office("", city="X"))
    item = replace(of(ITEM, offices=offices), organisation=replace(ITEM.organisation, address=("1 Street", ours)))
    (moved,), problems = destinations.directed([item], "district")
    assert moved.address.lines[-1].endswith(nearest)
    assert problems == ()


def test_the_lines_of_a_district_office() -> None:
    there = office("10001", building="Test  Federal Building", suite="Suite 5")
    (moved,), _ = destinations.directed([of(ITEM, offices=(there,))], "district")
    assert moved.address.lines == (
        "The Honorable Ann Lead",
        "U.S. House of Representatives",
        "Test Federal Building",
        "1 Main St, Suite 5",
        "Town, NY 10001",
    )


def test_without_an_office_the_letter_goes_to_washington_and_that_is_told() -> None:
    (same,), (problem,) = destinations.directed([ITEM], "district")
    assert same == ITEM
    assert str(problem) == (
        "public data: Ann Lead (X000001) has no district office with an address; the letter goes to Washington"
    )
    assert destinations.directed([ITEM], "dc") == ((ITEM,), ())


ROOMS = {
    "2419 Rayburn House Office Building": ("Rayburn House Office Building", 4, "2419"),
    "1119 Longworth House Office Building": ("Longworth House Office Building", 1, "1119"),
    "142 Cannon House Office Building": ("Cannon House Office Building", 1, "142"),
    "479A Russell Senate Office Building": ("Russell Senate Office Building", 4, "479A"),
    "G12 Dirksen Senate Office Building": ("Dirksen Senate Office Building", 0, "G12"),
    "H-232 The Capitol": ("The Capitol", 2, "H-232"),
    "The Capitol": ("The Capitol", 0, ""),
    "": ("", 0, ""),
}


@pytest.mark.parametrize("room", ROOMS)
def test_building_floor_and_room(room: str) -> None:
    assert destinations.stop(in_room(ITEM, room)) == destinations.Stop("House", *ROOMS[room])


def test_the_walk_goes_building_by_building_and_floor_by_floor() -> None:
    short = ("2419 Rayburn", "1119 Longworth", "242 Cannon", "142 Cannon", "2103 Rayburn", "", "1801 Longworth")
    rooms = [f"{room} House Office Building" if room else "" for room in short]
    items = [in_room(item, room) for item, room in zip(BATCH.items, rooms, strict=True)]
    rows = destinations.delivery(items, {"X000001": "X000001-lead"})
    assert [row[:4] for row in rows] == [
        ("House", "not known", "", ""),
        ("House", "Cannon House Office Building", "1", "142"),
        ("House", "Longworth House Office Building", "1", "1119"),
        ("House", "Longworth House Office Building", "8", "1801"),
        ("House", "Rayburn House Office Building", "1", "2103"),
        ("House", "Rayburn House Office Building", "4", "2419"),
        ("Senate", "Cannon House Office Building", "2", "242"),
    ]
    assert rows[5] == (*rows[5][:4], "Ann Lead", "202-555-0100", "X000001-lead", "", "")
    assert destinations.delivery_csv(rows).decode("utf-8-sig").split("\r\n")[:2] == [
        "chamber,building,floor,room,name,phone,file,delivered,received_by",
        "House,not known,,,Gil Asked,202-555-0100,,,".replace("Gil Asked", rows[0][4]),
    ]
    text = destinations.delivery_text(rows).decode()
    assert "House: Rayburn House Office Building, floor 4\n---------" in text
    assert "[ ] 2419   Ann Lead                                     202-555-0100\n" in text


def reader(data: bytes) -> Any:
    pypdf: Any = pytest.importorskip("pypdf", reason="reads the PDF back")
    return pypdf.PdfReader(io.BytesIO(data))


def test_an_envelope_for_everybody() -> None:
    pytest.importorskip("typst", reason="PDF files need the pdf extra")
    document = reader(envelopes.render("envelopes", BATCH.items, TEMPLATES))
    assert [[float(side) / 72 for side in page.mediabox[2:]] for page in document.pages] == [[9.5, 4.125]] * 7
    for page, item in zip(document.pages, BATCH.items, strict=True):
        lines = [line.strip() for line in page.extract_text().split("\n") if line.strip()]
        assert lines == ["Example Rights Network", "100 Example Street", "Anytown, NY 00000", *item.address.lines]


@pytest.mark.parametrize(("count", "sheets"), [(1, 1), (30, 1), (31, 2), (61, 3)])
def test_thirty_labels_on_a_sheet(count: int, sheets: int) -> None:
    pytest.importorskip("typst", reason="PDF files need the pdf extra")
    lines = [(f"Person {at}", "Street", "Town") for at in range(count)]
    items = [replace(ITEM, address=replace(ITEM.address, lines=one)) for one in lines]
    pages = reader(envelopes.render("labels", items, TEMPLATES)).pages
    assert len(pages) == sheets
    found = [line.strip() for page in pages for line in page.extract_text().split("\n") if "Person" in line]
    assert found == [f"Person {at}" for at in range(count)]


def test_labels_stay_on_their_labels() -> None:
    pytest.importorskip("typst", reason="PDF files need the pdf extra")
    long = tuple(f"{'A very long line of an address ' * 2}{at}" for at in range(5))
    items = [replace(ITEM, address=replace(ITEM.address, lines=(f"First {at}", *long))) for at in range(30)]
    seen: list[tuple[str, float, float]] = []

    def see(words: str, matrix: list[float], place: list[float], *_: object) -> None:
        if words.strip():
            seen.append((words, (place[4] * matrix[0] + matrix[4]) / 72, 11 - (place[5] * matrix[3] + matrix[5]) / 72))

    reader(envelopes.render("labels", items, TEMPLATES)).pages[0].extract_text(visitor_text=see)
    assert {round((left - 0.1875 - 0.125) / 2.75, 2) for words, left, _ in seen if "First" in words} == {0, 1, 2}
    assert [one for one in seen if not 0.5 < one[2] < 10.5] == []


def test_an_address_that_cannot_be_printed_is_told_with_the_name() -> None:
    pytest.importorskip("typst", reason="PDF files need the pdf extra")
    odd = replace(ITEM, address=replace(ITEM.address, lines=("李",)))
    for kind in envelopes.PAGES:
        with pytest.raises(BadData, match=r"the address of Ann Lead \(X000001\) cannot be printed: no font here"):
            envelopes.render(kind, [BATCH.items[1], odd], TEMPLATES)
