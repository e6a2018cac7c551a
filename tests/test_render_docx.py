"""Word letters: on the letterhead and from templates of the staff's own, whole and harmless."""

from __future__ import annotations

import io
import re
import time
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from outreach.errors import BadData, BadFile, OutreachError
from outreach.followups import NAMES, Batch, FollowUp, prepare
from outreach.render import docx, folder, formats
from outreach.templating import TemplateFault, load
from outreach.templating.archive import zipped
from outreach.templating.language import literal
from outreach.templating.paragraphs import text_of
from outreach.templating.word import WordTemplate

from .attacks import ATTACKS, BOMBS
from .letters import ON, ROOT, SETTINGS, records, templates
from .make_letterhead import _R, HOMES, letterhead, relations
from .test_templating_attacks import CONTEXT
from .words import parts, properties, said, unzipped, written

pytest.importorskip("docxtpl", reason="Word files need the docx extra")

ITEM = prepare(records(), SETTINGS, ROOT / "templates", ON).items[0]


def lines(data: bytes, part: str = "word/document.xml") -> list[str]:
    return [line for text in text_of(unzipped(data)[part]) for line in text.split("\n")]


@pytest.mark.parametrize("home", HOMES)
def test_the_letterhead_is_the_one_that_is_made(home: str) -> None:
    assert (ROOT / home / "letterhead.docx").read_bytes() == letterhead()


def test_a_whole_letter() -> None:
    data = docx.renderer(ROOT / "templates")(
        replace(ITEM, body="One **bold** word.\n\n- first\n- second\n", enclosures=("The plan",))
    )
    assert lines(data) == [
        "June 14, 2026",
        *ITEM.address.lines,
        f"Re: {ITEM.subject}",
        "Dear Representative Lead:",
        "One bold word.",
        "•\tfirst",
        "•\tsecond",
        "Sincerely,",
        "Robin Example",
        "Director",
        "Example Rights Network",
        "Enclosure:",
        "The plan",
    ]
    assert lines(data, "word/header1.xml")[:3] == ["Example Rights Network", "100 Example Street", "Anytown, NY 00000"]
    assert lines(data, "word/header2.xml") == ["Ann Lead · June 14, 2026\tPage 2"]
    core = unzipped(data)["docProps/core.xml"]
    assert f"<dc:title>{ITEM.subject} – Ann Lead</dc:title><dc:creator>Example Rights Network</dc:creator>" in core
    assert "2026-06-14T12:00:00Z" in core


def test_the_same_letter_has_the_same_bytes() -> None:
    first, second = docx.renderer(ROOT / "templates"), docx.renderer(ROOT / "templates")
    assert first(ITEM) == first(ITEM) == second(ITEM)
    with zipfile.ZipFile(io.BytesIO(first(ITEM))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("value", ["A & B", "<b>bold</b>", 'say "x"', "a > b", "&lt;", "]]>", "<w:p/>", "{{ x }}"])
def test_values_are_text_and_nothing_else(value: str) -> None:
    odd = replace(
        ITEM,
        body=literal(value),
        subject=value,
        organisation=replace(ITEM.organisation, name=value, sender=value),
        address=replace(ITEM.address, lines=(value,), salutation=value, name=value),
    )
    made = lines(docx.renderer(ROOT / "templates")(odd))
    assert made == ["June 14, 2026", value, f"Re: {value}", value, value, "Sincerely,", value, "Director", value]


def test_a_line_end_that_somebody_asked_for_stays() -> None:
    made = lines(docx.renderer(ROOT / "templates")(replace(ITEM, body="One\\\nTwo\nthree")))
    assert made[7:9] == ["One", "Two three"]


def test_the_last_paragraph_stays_with_the_signature() -> None:
    xml = unzipped(docx.renderer(ROOT / "templates")(replace(ITEM, body="One.\n\nTwo.")))["word/document.xml"]
    one, two = (
        re.search(rf"<w:pPr>([^T]*?)</w:pPr><w:r><w:rPr></w:rPr><w:t[^>]*>{word}\.", xml) for word in ("One", "Two")
    )
    assert one
    assert two
    assert "keepNext" not in one[1].rpartition("<w:pPr>")[2]
    assert "<w:keepNext/><w:keepLines/>" in two[1]


@pytest.mark.parametrize(("length", "style"), [(40, "Organisation"), (41, "LongOrganisation")])
def test_a_long_name_is_set_smaller_so_that_it_does_not_stand_over_the_date(length: int, style: str) -> None:
    name = ("The Test Coalition " * 9)[:length]
    made = docx.renderer(ROOT / "templates")(replace(ITEM, organisation=replace(ITEM.organisation, name=name)))
    head = unzipped(made)["word/header1.xml"]
    assert re.findall(r'<w:pStyle w:val="(\w*Organisation)"/>', head) == [style]
    assert head.count(name.strip()) == 1


def test_a_letterhead_without_a_place_for_the_text(tmp_path: Path) -> None:
    written(tmp_path / "letterhead.docx", document=said("{{ date }}"))
    with pytest.raises(BadFile, match=r"has no paragraph for the letter; write \{\{ text \}\} where it goes"):
        docx.renderer(tmp_path)(ITEM)


def test_a_letterhead_of_the_staff_s_own_keeps_its_look(tmp_path: Path) -> None:
    model = '<w:p><w:pPr><w:jc w:val="both"/></w:pPr><w:r><w:rPr><w:sz w:val="30"/></w:rPr>'
    model += "<w:t>{{ text }}</w:t></w:r></w:p>"
    written(tmp_path / "letterhead.docx", document=said("{{ organisation }}") + model)
    xml = unzipped(docx.renderer(tmp_path)(replace(ITEM, body="One.\n\nTwo.")))["word/document.xml"]
    assert xml.count('<w:jc w:val="both"/>') == 2
    assert xml.count('<w:sz w:val="30"/>') == 2


def own(tmp_path: Path, core: str = "", **contents: str) -> FollowUp:
    """The first follow-up of a batch from a Word template of the staff's own."""
    space = templates(tmp_path)
    written(space / "own.docx", parts(core, **contents))
    return prepare(records(), SETTINGS, space, ON, routes=["lead"], template="own.docx").items[0]


def test_fields_in_every_part(tmp_path: Path) -> None:
    field = said("To {{ legislator.name }}, {{ letter.sent|date }}")
    core = properties("Thank you for {{ letter.signing }} {{ letter.short }}", "thank, lead", "The plan; A list")
    item = own(tmp_path, core=core, document=field, header1=field, footer1=field, footnotes=field, endnotes=field)
    assert (item.subject, item.enclosures) == ("Thank you for signing the letter", ("The plan", "A list"))
    made = unzipped(docx.renderer(tmp_path)(item))
    for name in ("document", "header1", "footer1", "footnotes", "endnotes"):
        assert list(text_of(made[f"word/{name}.xml"])) == ["To Ann Lead, July 13, 2017"]
    assert "Secret Author" not in made["docProps/core.xml"]
    assert "{{" not in "".join(made.values())


def test_conditions_and_loops_leave_no_empty_paragraph(tmp_path: Path) -> None:
    body = (
        said("{% if signature.lead %}") + said("Thank you for leading.") + said("{% else %}") + said("Thank you.")
        + said("{% endif %}") + said("{%p for line in addressee %}") + said("{{ line }}") + said("{%p endfor %}")
    )  # fmt: skip
    item = own(tmp_path, document=body)
    xml = unzipped(docx.renderer(tmp_path)(item))["word/document.xml"]
    assert list(text_of(xml)) == ["Thank you for leading.", *item.address.lines]
    assert xml.count("<w:p>") == 1 + len(item.address.lines)


def test_the_text_of_a_word_template_is_checked_like_any_other(tmp_path: Path) -> None:
    item = own(tmp_path, document=said("Dear *{{ legislator.name }}* &amp; co:") + said("We thank you."))
    assert formats.preview(item, ("docx",)) == "Dear \\*Ann Lead\\* & co:\n\nWe thank you.\n".replace("\\", "")
    with pytest.raises(BadData, match=r'"\[NAME\]" is still to be filled in'):
        own(tmp_path, document=said("Dear [NAME]:"))
    with pytest.raises(BadData, match='"«First»" is a field of another program'):
        own(tmp_path, document=said("Dear «First»:"))


def test_a_word_template_makes_no_pdf_and_says_so(tmp_path: Path) -> None:
    item = own(tmp_path)
    (problem,) = formats.problems([item], ("pdf", "docx", "eml"))[:1]
    assert str(problem) == (
        "templates/own.docx: is a Word template and makes no pdf or eml; choose --format docx, or a Markdown template"
    )
    batch = Batch((item,), (), letter=item.record.letter, on=ON)
    with pytest.raises(BadData, match="is a Word template"):
        folder.write(batch, tmp_path / "followups", "pdf", ON)
    made = folder.write(batch, tmp_path / "followups", "docx,txt", ON)
    assert sorted(path.name for path in made.iterdir()) == [
        "X000001-lead.docx",
        "X000001-lead.txt",
        "batch.json",
        "manifest.csv",
    ]


def test_a_field_that_word_split_is_put_together_and_told(tmp_path: Path) -> None:
    item = own(tmp_path, document=said("Dear {{ legis", "lator.na", "me }}, and thanks"))
    assert lines(docx.renderer(tmp_path)(item)) == ["Dear Ann Lead, and thanks"]
    assert isinstance(item.template, WordTemplate)
    assert [str(problem) for problem in item.template.warnings] == [
        "templates/own.docx: has the field {{ legislator.name }} in 3 pieces, which were put together "
        '(in "Dear {{ legislator.name }}, and thanks") in the text; look at it in the letters, '
        "or write it anew in one go"
    ]


@pytest.mark.parametrize(
    "pieces", [("Dear {", "{ legislator.name }", "}:"), ("{", "% if moved %", "}x{", "% endif %}")]
)
def test_braces_that_word_split(tmp_path: Path, pieces: tuple[str, ...]) -> None:
    item = own(tmp_path, document=said(*pieces) + said("Words."))
    assert "{" not in "".join(lines(docx.renderer(tmp_path)(item)))


@pytest.mark.parametrize(
    ("document", "message"),
    [
        (said("Dear {{ legislator.name") + said("}}, thanks"), 'has half a field (in "Dear {{ legislator.name")'),
        (said("thanks }} to all"), 'has half a field (in "thanks }} to all")'),
        (
            "<w:p><w:r><w:t>Dear {{ a</w:t><w:tab/><w:t>b }} x</w:t></w:r></w:p>",
            'has a tab, a line end or a picture inside a field (in "Dear {{ a b }} x")',
        ),
        (said("Dear {{ legislator.nmae }}:"), 'there is no "legislator.nmae" (in "Dear {{ legislator.nmae }}:", text)'),
        (said("Dear {{ legislator }}:"), '"legislator" is a group of values (in "Dear {{ legislator }}:", text)'),
        (said("First.") + said("{% if moved %}"), "has no {% endif %}"),
    ],
)
def test_a_fault_is_told_with_the_words_around_it(tmp_path: Path, document: str, message: str) -> None:
    with pytest.raises(BadData, match=r"^templates/own\.docx: ") as refused:
        own(tmp_path, document=document)
    assert message in str(refused.value)


def test_curly_quotes_that_word_made_are_straightened(tmp_path: Path) -> None:
    item = own(tmp_path, document=said("Dear {{ addressee|join(“, ”) }}"))
    assert lines(docx.renderer(tmp_path)(item)) == [f"Dear {', '.join(item.address.lines)}"]


def test_an_empty_value_is_told_with_the_words_around_it(tmp_path: Path) -> None:
    path = written(tmp_path / "own.docx", document=said("Call {{ contact.staffer }} now"))
    with pytest.raises(
        TemplateFault, match=r'"contact.staffer" is not there \(in "Call \{\{ contact.staffer \}\} now"\)'
    ):
        load(path, NAMES).render({**CONTEXT, "contact": {}})


@pytest.mark.parametrize(
    ("core", "message"),
    [
        (properties(title=""), 'has no "subject"'),
        (properties(tags=""), 'has no "purpose"'),
        (properties(title="", tags=""), 'has no "purpose"'),
        (properties(tags="thanks"), 'did you mean "thank"?'),
        (properties(tags="thank, ask"), 'cannot serve "ask"'),
        (properties(title="{{ nobody }}"), 'there is no "nobody"'),
    ],
)
def test_document_properties_that_say_too_little(tmp_path: Path, core: str, message: str) -> None:
    with pytest.raises(BadData) as refused:
        own(tmp_path, core=core)
    assert message in str(refused.value)
    assert "in Word: File, Info: Title is the subject, Tags are purpose and routes" in str(refused.value)


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@pytest.mark.parametrize("place", ["document", "header1", "footer1", "footnotes", "endnotes", "title"])
def test_no_attack_gets_through_in_any_part(tmp_path: Path, place: str) -> None:
    reached = []
    for number, attack in enumerate(one for one in (*ATTACKS, *BOMBS) if "{" in one):
        text = escaped(" ".join(attack.split()))
        made = parts(properties(title=text)) if place == "title" else parts(**{place: said(text)})
        path = written(tmp_path / f"a{number}.docx", made)
        start = time.process_time()
        try:
            reached.append((attack, load(path, NAMES).render(CONTEXT)))
        except OutreachError:
            assert time.process_time() - start < 2
    assert reached == []


@pytest.mark.parametrize(
    "name", ["word/comments.xml", "docProps/custom.xml", "customXml/item1.xml", "word/settings.xml"]
)
def test_a_field_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    made = {**parts(), name: b"<x>{{ legislator.name }}</x>"}
    with pytest.raises(BadData, match="has a field where none is filled in"):
        load(written(tmp_path / "own.docx", made), NAMES)


def relation(kind: str, target: str) -> bytes:
    return relations((f"{_R}/{kind}", target)).replace("/>", ' TargetMode="External"/>').encode()


MAIN = "word/document.xml"
TYPES = "[Content_Types].xml"
MACROS = parts()[TYPES].replace(
    b"openxmlformats-officedocument.wordprocessingml.document.main", b"ms-word.document.macroEnabled.main"
)


def field(*pieces: str) -> bytes:
    """The main part with a field of Word's own."""
    runs = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces)
    return parts(document=f"<w:p>{runs}</w:p>")[MAIN]


UNFIT = {
    "macros": {"word/vbaProject.bin": b"x"},
    "activex": {"word/activeX/activeX1.xml": b"<x/>"},
    "embedded": {"word/embeddings/oleObject1.bin": b"x"},
    "macro type": {TYPES: MACROS},
    "picture from outside": {"word/_rels/document.xml.rels": relation("image", "http://127.0.0.1:9/x.png")},
    "template from outside": {"word/_rels/settings.xml.rels": relation("attachedTemplate", "file:///C:/evil.dotm")},
    "frame from outside": {"word/_rels/document.xml.rels": relation("frame", "http://127.0.0.1:9/")},
    "link to a file": {"word/_rels/document.xml.rels": relation("hyperlink", "file:///etc/passwd")},
    "script link": {"word/_rels/document.xml.rels": relation("hyperlink", "javascript:alert(1)")},
    "dtd": {"word/header1.xml": b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'},
    "entity of a file": {"word/header1.xml": b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'},
    "laughs": {"word/header1.xml": b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'},
    "broken": {MAIN: b"<w:document"},
    "no document": {MAIN: b""},
    "include": {MAIN: field(' INCLUDEPICTURE "http://127.0.0.1/x" ')},
    "include in pieces": {MAIN: field(" INCLUDE", "TEXT x")},
    "dde": {MAIN: parts(document='<w:p><w:fldSimple w:instr="DDEAUTO c:\\\\x cmd"/></w:p>')[MAIN]},
    "merge field": {MAIN: parts(document='<w:p><w:fldSimple w:instr="MERGEFIELD First"/></w:p>')[MAIN]},
    "tracked": {MAIN: parts(document="<w:p><w:ins><w:r><w:t>x</w:t></w:r></w:ins></w:p>")[MAIN]},
    "deleted": {MAIN: parts(document="<w:p><w:del><w:r><w:delText>x</w:delText></w:r></w:del></w:p>")[MAIN]},
    "comment": {MAIN: parts(document='<w:p><w:r><w:commentReference w:id="1"/></w:r></w:p>')[MAIN]},
    "other file": {MAIN: parts(document='<w:altChunk r:id="rId9"/>')[MAIN]},
    "path": {"../evil.xml": b"<x/>"},
    "root": {"/evil.xml": b"<x/>"},
    "bomb": {"word/header1.xml": b"<x>" + b"a" * 40_000_000 + b"</x>"},
    "many": {f"word/media/{number}.bin": b"x" for number in range(400)},
}  # fmt: skip


@pytest.mark.parametrize("name", UNFIT)
def test_files_that_could_run_or_fetch_or_burst_are_refused(tmp_path: Path, name: str) -> None:
    path = written(tmp_path / "own.docx", {**parts(), **UNFIT[name]})
    start = time.process_time()
    with pytest.raises(BadFile, match=r"own\.docx: "):
        load(path, NAMES)
    assert time.process_time() - start < 5


def test_a_link_on_paper_is_no_harm(tmp_path: Path) -> None:
    made = {**parts(), "word/_rels/document.xml.rels": relation("hyperlink", "https://example.org")}
    assert isinstance(load(written(tmp_path / "own.docx", made), NAMES), WordTemplate)


@pytest.mark.parametrize("ending", [".docm", ".dotm", ".doc", ".dotx"])
def test_other_kinds_of_word_files_are_refused(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"own{ending}"
    path.write_bytes(zipped(parts()))
    with pytest.raises(BadFile, match="which may carry macros; open it in Word and save it as Word Document"):
        load(path, NAMES)


@pytest.mark.parametrize("data", [b"", b"PK", b"no zip at all", zipped(parts())[:400], b"PK\x05\x06" + bytes(18)])
def test_damaged_files_are_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "own.docx"
    path.write_bytes(data)
    with pytest.raises(BadFile):
        load(path, NAMES)


@pytest.mark.parametrize("seed", range(40))
def test_a_file_with_some_bytes_changed_is_refused_or_still_whole(tmp_path: Path, seed: int) -> None:
    data = bytearray(zipped(parts()))
    for step in range(1 + seed % 5):
        data[(seed * 7919 + step * 104729) % len(data)] ^= 1 << (seed + step) % 8
    path = tmp_path / "own.docx"
    path.write_bytes(bytes(data))
    try:
        made = load(path, NAMES).render(CONTEXT)
    except OutreachError:
        return
    assert made.body == "Dear Test:\n"
