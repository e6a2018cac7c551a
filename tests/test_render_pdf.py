"""PDF letters: tagged, in the window, on one page, with every name, the same bytes every time."""

from __future__ import annotations

import io
import sys
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from outreach.errors import BadData, BadFile, OutreachError
from outreach.followups import FollowUp, prepare
from outreach.render import folder, formats, pdf
from outreach.render.typesetting import pages

from .letters import ON, ROOT, SETTINGS, records

pytest.importorskip("typst", reason="PDF files need the pdf extra")
pypdf: Any = pytest.importorskip("pypdf", reason="reads the PDF back")

TEMPLATES = ROOT / "templates"
BATCH = prepare(records(), SETTINGS, TEMPLATES, ON)
ITEM = BATCH.items[0]
INCH = 72


@pytest.fixture(scope="module")
def render() -> Callable[[FollowUp], bytes]:
    return pdf.renderer(TEMPLATES)


def opened(data: bytes) -> Any:
    return pypdf.PdfReader(io.BytesIO(data))


def text(data: bytes) -> str:
    return "\n".join(page.extract_text() for page in opened(data).pages)


def heights(data: bytes) -> dict[str, tuple[float, float]]:
    """Line of the first page → inches from the left and from the top."""
    found: dict[str, tuple[float, float]] = {}

    def see(words: str, matrix: list[float], place: list[float], *_: object) -> None:
        if words.strip():
            x, y = place[4] * matrix[0] + matrix[4], place[5] * matrix[3] + matrix[5]
            found.setdefault(words.strip(), (x / INCH, 11 - y / INCH))

    opened(data).pages[0].extract_text(visitor_text=see)
    return found


def squeezed(words: str) -> str:
    return "".join(words.split())


def test_the_text_of_a_letter(render: Callable[[FollowUp], bytes]) -> None:
    made = text(render(replace(ITEM, body="One **bold** word.", enclosures=("The plan",))))
    lines = [line.strip() for line in made.split("\n")]
    assert [line for line in lines if line] == [
        "Example Rights Network",
        "100 Example Street",
        "Anytown, NY 00000",
        "555-0100 · robin@example.org · https://example.org",
        "June 14, 2026",
        *ITEM.address.lines,
        *_wrapped(f"Re: {ITEM.subject}", lines),
        "Dear Representative Lead:",
        "One bold word.",
        "Sincerely,",
        "Robin Example",
        "Director",
        "Example Rights Network",
        "Enclosure:",
        "The plan",
    ]


def _wrapped(words: str, lines: list[str]) -> list[str]:
    """The lines that a long line was set in."""
    first = next(at for at, line in enumerate(lines) if line and words.startswith(line))
    last = next(at for at in range(first, len(lines)) if squeezed("".join(lines[first : at + 1])) == squeezed(words))
    return lines[first : last + 1]


def test_it_is_tagged_with_title_and_language(render: Callable[[FollowUp], bytes]) -> None:
    document = opened(render(ITEM))
    root = document.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] is True or str(root["/MarkInfo"]["/Marked"]) == "True"
    assert root["/Lang"] == "en-US"
    assert "/StructTreeRoot" in root
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid:part" in root["/Metadata"].get_data()
    assert document.metadata.title == f"{ITEM.subject} – Ann Lead"
    assert document.metadata.author == "Example Rights Network"
    assert document.metadata.creation_date_raw.startswith("D:20260614")
    assert [float(side) for side in document.pages[0].mediabox] == [0, 0, 8.5 * INCH, 11 * INCH]


def test_the_same_letter_has_the_same_bytes(render: Callable[[FollowUp], bytes]) -> None:
    assert render(ITEM) == render(ITEM) == pdf.renderer(TEMPLATES)(ITEM)
    assert pdf.combined(BATCH.items, TEMPLATES) == pdf.combined(BATCH.items, TEMPLATES)


@pytest.mark.parametrize("count", [1, 3, 4, 5])
def test_the_address_shows_in_the_window_wherever_the_sheet_slides(
    render: Callable[[FollowUp], bytes], count: int
) -> None:
    lines = tuple(f"The address line number {number}" for number in range(1, count + 1))
    seen = heights(render(replace(ITEM, address=replace(ITEM.address, lines=lines))))
    for line in lines:
        left, base = seen[line]
        assert 0.875 < left < 4.375
        if count < 5:
            assert 2.5 < base < 3.2
        # the sheet slides by less than half an inch, and the window is open for 1 1/8
        assert 2.04 + 0.12 < base < 3.62 - 0.12
    others = {words: place for words, place in seen.items() if words not in lines}
    assert all(base < 2.04 or base > 3.62 for _, base in others.values()), others


def test_a_letter_of_one_page_has_one_page(render: Callable[[FollowUp], bytes]) -> None:
    assert [pages(render(item)) for item in BATCH.items] == [1] * len(BATCH.items)
    assert all("Page 2" not in text(render(item)) for item in BATCH.items)
    combined = pdf.combined(BATCH.items, TEMPLATES)
    assert pages(combined) == len(opened(combined).pages) == len(BATCH.items)
    assert pdf.long(BATCH.items, combined, TEMPLATES) == ()


@pytest.mark.parametrize("count", range(2, 15))
def test_the_signature_never_stands_alone(render: Callable[[FollowUp], bytes], count: int) -> None:
    paragraphs = [f"Paragraph {number}. " + "Some more words. " * 18 for number in range(count)]
    made = render(replace(ITEM, body="\n\n".join(paragraphs)))
    sheets = [page.extract_text() for page in opened(made).pages]
    assert len(sheets) == pages(made)
    (with_signature,) = [sheet for sheet in sheets if "Sincerely," in sheet]
    assert "Robin Example" in with_signature
    assert f"Paragraph {count - 1}." in with_signature
    assert all(
        f"Ann Lead · June 14, 2026 Page {at}" in " ".join(sheet.split()) for at, sheet in enumerate(sheets[1:], 2)
    )


def test_a_letter_over_one_page_is_reported(tmp_path: Path) -> None:
    much = replace(BATCH.items[1], body="Many words are here to be read. " * 120)
    batch = replace(BATCH, items=(ITEM, much, *BATCH.items[2:]))
    done = folder.complete(batch, tmp_path, ("pdf",), ON, TEMPLATES)
    assert [str(problem) for problem in done.problems] == [
        "templates/thank-you.md: 1 letter runs over one page: Bo Núñez, Jr. (X000002) by 1 page; "
        "shorten the template, or what outreach.toml says of the letter"
    ]
    assert (done.files, len(list(done.folder.iterdir()))) == (len(batch.items) + 1, len(batch.items) + 3)


def test_the_printer_s_file_is_in_the_order_of_the_envelopes(tmp_path: Path) -> None:
    done = folder.complete(BATCH, tmp_path, formats.chosen("pdf,envelopes"), ON, TEMPLATES)
    names = ["Asked", "Committee", "Delegate", "Lead", "Next", "Núñez, Jr.", "O’Moved"]
    for file in ("letters.pdf", "envelopes.pdf"):
        sheets = [page.extract_text() for page in opened((done.folder / file).read_bytes()).pages]
        lines = [line.strip() for sheet in sheets for line in sheet.split("\n") if line.startswith("The Honorable")]
        assert [next(name for name in names if line.endswith(f" {name}")) for line in lines] == names


MARKUP = (
    "*b* _i_ $x$", '#read("/etc/passwd")', "= Heading", "@label <l>", "\\u{41}", "// note", "a  b", "`raw`", "~",
    "--- ...", "'q' \"q\"", "#sys.inputs", "}) #x",
)  # fmt: skip


@pytest.mark.parametrize("value", MARKUP)
def test_values_are_text_and_never_markup(render: Callable[[FollowUp], bytes], value: str) -> None:
    organisation = replace(ITEM.organisation, name=value, sender=value, address=(value,))
    address = replace(ITEM.address, lines=(value,), salutation=value)
    odd = replace(ITEM, subject=value, organisation=organisation, address=address)
    assert squeezed(text(render(odd))).count(squeezed(value)) >= 6


def test_a_character_that_no_font_has_stops_the_letter_and_says_whose_it_is(tmp_path: Path) -> None:
    odd = replace(BATCH.items[1], body="漢 and 字")
    for items in ([odd], [ITEM, odd]):
        with pytest.raises(BadData) as refused:
            pdf.combined(items, TEMPLATES)
        assert str(refused.value).split("\n")[0] == (
            "templates/thank-you.md: the letter to Bo Núñez, Jr. (X000002) cannot be printed: no font here can print "
            "“漢” (U+6F22), “字” (U+5B57); put a font that has it into templates/fonts and name it in "
            "templates/letterhead.typ"
        )
    with pytest.raises(BadData):
        folder.write(replace(BATCH, items=(ITEM, odd)), tmp_path, "txt,pdf", ON)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize(
    "name",
    ["Łukasz Żółć", "Nguyễn Thị Định", "ʻIolani Kahoʻohalahala", "Søren Ångström", "Şule Çiğdem", "Ján Ľupták",
     "Ελένη", "Владимир", "שרה", "Đorđe", "Ñandú", "O’Brien", "José", "García–López"],
)  # fmt: skip
def test_names_of_many_kinds_print(render: Callable[[FollowUp], bytes], name: str) -> None:
    made = text(render(replace(ITEM, address=replace(ITEM.address, lines=(f"The Honorable {name}",)))))
    plain = unicodedata.normalize("NFKC", squeezed(made))
    assert unicodedata.normalize("NFKC", squeezed(name)) in plain or name in {"שרה"}


def own_letterhead(tmp_path: Path, change: Callable[[str], str]) -> Path:
    source = (TEMPLATES / "letterhead.typ").read_text(encoding="utf-8")
    (tmp_path / "letterhead.typ").write_text(change(source), encoding="utf-8")
    return tmp_path


def test_without_a_letterhead_the_shipped_one_is_used(tmp_path: Path) -> None:
    assert pdf.renderer(tmp_path)(ITEM) == pdf.renderer(TEMPLATES)(ITEM)


def test_a_letterhead_and_a_logo_of_the_staff_s_own(tmp_path: Path) -> None:
    home = own_letterhead(tmp_path, lambda source: source.replace("#14213d", "#8b0000"))
    other = pdf.renderer(home)(ITEM)
    assert other != pdf.renderer(TEMPLATES)(ITEM)
    (home / "logo.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><circle cx="20" cy="20" r="18"/></svg>'
    )
    assert pdf.renderer(home)(ITEM) != other


LONG = "National Association of Clean Water Agencies Foundation"
FURTHER = " for the Protection and Restoration of Rivers, Lakes, Estuaries and Coastal Waters of the United States"


@pytest.mark.parametrize("logo", [None, (400, 40), (30, 120)], ids=["no logo", "wide logo", "tall logo"])
@pytest.mark.parametrize("name", ["Clean Water", LONG, LONG + FURTHER], ids=["short", "long", "very long"])
def test_the_head_ends_above_the_date(tmp_path: Path, name: str, logo: tuple[int, int] | None) -> None:
    home = own_letterhead(tmp_path, lambda source: source)
    if logo:
        picture = f'width="{logo[0]}" height="{logo[1]}"'
        (home / "logo.svg").write_text(f'<svg xmlns="http://www.w3.org/2000/svg" {picture}><rect {picture}/></svg>')
    phone, email, website = "(202) 555-0100", "government.affairs@nacwaf-example.org", "https://www.nacwaf-example.org"
    ours = replace(ITEM.organisation, name=name, phone=phone, email=email, website=website)
    found = heights(pdf.renderer(home)(replace(ITEM, organisation=ours)))
    ends = found["June 14, 2026"][1]
    head = {line: place for line, place in found.items() if place[1] < ends}
    assert "".join(line for line in head if line in name).replace(" ", "") == name.replace(" ", "")
    assert {phone, email, website} <= head.keys()
    assert max(down for _, down in head.values()) < 1.72 < ends
    assert min(right for line, (right, _) in head.items() if line not in name) > 3.9  # the name has the larger share


def test_an_address_that_leaves_the_name_no_room_stands_below_it(render: Callable[[FollowUp], bytes]) -> None:
    email = "the.office.of.government.and.public.affairs.in.washington@clean-water-example.org"
    found = heights(render(replace(ITEM, organisation=replace(ITEM.organisation, name="Clean Water", email=email))))
    below = next(place for line, place in found.items() if email in line)
    assert found["Clean Water"][0] == pytest.approx(below[0], abs=0.05)
    assert found["Clean Water"][1] < below[1] < found["June 14, 2026"][1]


@pytest.mark.parametrize("name", [LONG * 12, "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbaugesellschaft"])
def test_a_name_that_has_no_room_stops_the_letters(render: Callable[[FollowUp], bytes], name: str) -> None:
    address = tuple(f"{number} Example Street" for number in range(9))
    with pytest.raises(BadFile, match=r"cannot be set \(the head has no room .+; shorten them in outreach.toml\)"):
        render(replace(ITEM, organisation=replace(ITEM.organisation, name=name, address=address)))


def test_a_logo_that_is_none_is_told(tmp_path: Path) -> None:
    home = own_letterhead(tmp_path, lambda source: source)
    (home / "logo.png").write_text("no picture")
    with pytest.raises(BadFile, match=r"^templates/letterhead\.typ:\d+: cannot be set \("):
        pdf.renderer(home)(ITEM)


def test_a_fault_in_the_letterhead_is_told_with_its_line(tmp_path: Path) -> None:
    home = own_letterhead(tmp_path, lambda source: source + "\n#nobody-knows\n")
    line = len((TEMPLATES / "letterhead.typ").read_text(encoding="utf-8").split("\n")) + 1
    with pytest.raises(BadFile, match=rf"^templates/letterhead\.typ:{line}: cannot be set \(unknown variable: nobody"):
        pdf.renderer(home)(ITEM)


def test_an_empty_letterhead_is_told_by_its_own_name(tmp_path: Path) -> None:
    home = own_letterhead(tmp_path, lambda source: "")
    with pytest.raises(
        BadFile, match=r"^templates/letterhead\.typ: cannot be set \(unresolved import\); mend that, or copy"
    ):
        pdf.renderer(home)(ITEM)


def test_a_letterhead_fetches_nothing_and_reads_nothing_outside(tmp_path: Path) -> None:
    home = own_letterhead(tmp_path, lambda source: '#import "@preview/cetz:0.3.1": canvas\n' + source)
    with pytest.raises(BadFile, match=r"letterhead\.typ:1: fetches a package from the network"):
        pdf.renderer(home)(ITEM)
    home = own_letterhead(tmp_path, lambda source: source + '\n#read("../../../../../../etc/passwd")\n')
    with pytest.raises(BadFile, match=r"cannot be set"):
        pdf.renderer(home)(ITEM)


def test_without_typst_the_way_to_get_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(OutreachError, match=r"which is not installed; run: pip install 'outreach-letters\[pdf\]'"):
        pdf.renderer(TEMPLATES)


def test_the_starter_has_the_same_letterhead() -> None:
    starter = ROOT / "outreach" / "starter" / "templates"
    assert (starter / "letterhead.typ").read_bytes() == (TEMPLATES / "letterhead.typ").read_bytes()
