"""What people have a list in → text."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from outreach import documents, sheets
from outreach.errors import BadFile
from tests import faults

_BARE = ("Ann Able\tD\tOH\t3", "Bill Baker\tR\tUT\t1", "Dora Dale\tD\tNY\t2")
LINES = "Rep. Ann Able (D-NY-12)\nRep. Carl Baker (D-NY-4)\n"


def write(folder: Path, name: str, data: str | bytes) -> str:
    path = folder / name
    path.write_bytes(data.encode("utf-8") if isinstance(data, str) else data)
    return str(path)


@pytest.mark.parametrize(
    "data",
    [
        "García\n".encode(),
        b"\xef\xbb\xbf" + "García\n".encode(),
        "García\n".encode("utf-16"),
        "García\n".encode("cp1252"),
    ],
)
def test_text_in_the_usual_encodings(tmp_path: Path, data: bytes) -> None:
    assert documents.read(write(tmp_path, "list.txt", data)).text == "García\n"


def test_html_gives_what_a_reader_sees(tmp_path: Path) -> None:
    page = (
        "<!doctype html><html><head><title>x</title><style>p {}</style></head><body><script>var a = 1;</script>"
        "<p>Signed&nbsp;by:</p><ul><li>Ann <b>Able</b></li><li>Carl\n  Baker</li></ul>"
        "<table><tr><td>Dora</td><td>NM</td></tr></table></body></html>"
    )
    assert (
        documents.read(write(tmp_path, "page.html", page)).text == "Signed by:\n\nAnn Able\n\nCarl Baker\n\nDora\tNM\n"
    )


@pytest.mark.parametrize(
    "table",
    [
        "Name,Party,State,District,Title\nAnn Able,D,NY,12,Rep\nCarl Baker,Democrat,NY,4,House\n",
        "\ufeffFirst Name;Last Name;Party;State;District;Chamber\r\n"
        "Ann;Able;D;NY;12;House\r\nCarl;Baker;D;NY;4;House\r\n",
    ],
)
def test_a_table_becomes_lines_as_print_has_them(tmp_path: Path, table: str) -> None:
    assert documents.read(write(tmp_path, "list.csv", table)).text == "\n" + LINES


def test_a_table_without_a_header_keeps_its_cells_apart(tmp_path: Path) -> None:
    assert documents.read(write(tmp_path, "list.csv", "Ann Able,D,NY\nCarl Baker,D,NY\n")).text == (
        "Ann Able\tD\tNY\nCarl Baker\tD\tNY\n"
    )


def test_a_workbook(tmp_path: Path) -> None:
    rows = [["Ann Able", "D", "NY", "12", "Rep"], ["Carl Baker", "D", "NY", "4", "Rep"]]
    data = sheets.encode_workbook(["Name", "Party", "State", "District", "Title"], rows)
    assert documents.read(write(tmp_path, "list.xlsx", data)).text == "\n" + LINES


def docx(body: str) -> bytes:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>')
    return held.getvalue()


def test_a_word_document(tmp_path: Path) -> None:
    body = (
        "<w:p><w:r><w:t>Ann </w:t></w:r><w:r><w:t>Able</w:t></w:r></w:p>"
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Carl Baker</w:t></w:r></w:p></w:tc>"
        "<w:tc><w:p><w:r><w:t>NY</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )
    assert documents.read(write(tmp_path, "list.docx", docx(body))).text == "Ann Able\nCarl Baker\tNY\n"


def pdf(content: bytes) -> bytes:
    """A PDF of one page with that content."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] "
        b"/Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    text, places = b"%PDF-1.4\n", []
    for number, part in enumerate(objects, 1):
        places.append(len(text))
        text += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 6\n0000000000 65535 f \n" + table
    return text + head + b"trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(text)


def test_a_pdf_with_a_text_layer(tmp_path: Path) -> None:
    page = pdf(b"BT /F1 12 Tf 20 200 Td (Ann Able) Tj 0 -20 Td (Carl Baker) Tj ET")
    assert documents.read(write(tmp_path, "list.pdf", page)).text.split() == ["Ann", "Able", "Carl", "Baker"]


def test_standard_input() -> None:
    assert documents.read("-", io.StringIO(LINES)).text == LINES


def test_an_address() -> None:
    page = b"<html><body><h1>Release</h1><p>Ann Able</p></body></html>"
    layer = pdf(b"BT /F1 12 Tf 20 200 Td (Ann Able) Tj ET")
    with faults.running() as server:
        server.answers["/page"] = faults.body(page, Content_Type="text/html; charset=utf-8")
        server.answers["/list"] = faults.body("Chuy Garc\u00eda".encode("cp1252"), Content_Type="text/plain")
        server.answers["/letter"] = faults.body(layer, Content_Type="application/pdf")
        server.answers["/scan"] = faults.body(b"\x89PNG....", Content_Type="image/png")
        read = [documents.read(server.url(path)).text.strip() for path in ("/page", "/list", "/letter")]
        with pytest.raises(BadFile, match="is a picture, not text"):
            documents.read(server.url("/scan"))
        with pytest.raises(BadFile, match="404"):
            documents.read(server.url("/nothing"))
    assert read == ["Release\n\nAnn Able", "Chuy García", "Ann Able"]


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("empty.txt", b"  \n", "empty.txt: is empty; is it the right file?"),
        ("scan.pdf", pdf(b""), "has no text layer; it is a scan; run text recognition (OCR) on it first"),
        ("broken.pdf", b"%PDF-1.4\nnothing", "broken.pdf: "),
        ("photo.txt", b"\x89PNG\r\n\x1a\n", "is a picture, not text"),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1", "is an old Office file, not text; save it as .docx or .xlsx"),
        ("data.bin", b"abc\x00def", "is not text"),
        ("broken.docx", b"PK\x03\x04 nothing", "is a broken Word document"),
        ("bomb.docx", docx("<w:p>"), "is a broken Word document"),
    ],
)
def test_what_cannot_be_read_says_why(tmp_path: Path, name: str, data: bytes, says: str) -> None:
    with pytest.raises(BadFile) as fault:
        documents.read(write(tmp_path, name, data))
    assert says in str(fault.value)


def test_no_file_a_folder_and_no_input(tmp_path: Path) -> None:
    for source in (str(tmp_path / "none.txt"), str(tmp_path), "-"):
        with pytest.raises(BadFile):
            documents.read(source)


@pytest.mark.parametrize(
    ("table", "lines"),
    [
        (
            'Signed by:\nChamber,Name,State,Party\nHouse,"Able, Ann",KY,R\nSenate,"Baker, Bill, Jr.",CO,D\n\nEnd.',
            ["Signed by:", "", "Rep. Ann Able (R-KY)", "Sen. Bill Baker Jr. (D-CO)", "", "End."],
        ),
        (
            "Last Name\tFirst Name\tState\tDistrict\tParty\nAble\tAnn\tNew York\t19\tRepublican",
            ["", "Ann Able (R-New York-19)"],
        ),
        ("STATE\tDISTRICT\tMEMBER\nOhio\t3\tRep. Ann Able", ["", "Rep. Ann Able (Ohio-3)"]),
        (
            "| # | Member | Party | State |\n|---|---|---|---|\n| 1 | Able, Ann | D | OH |",
            ["", "", "Ann Able (D-OH)"],
        ),
        ("Ann Able,D,OH,3\nBill Baker,R,UT,1\nDora Dale,D,NY,2", list(_BARE)),
        ("Able,Baker,Carter\nDale,Grant", ["Able,Baker,Carter", "Dale,Grant"]),
        ("Name the state, or the party\nAnn Able, Ohio", ["Name the state, or the party", "Ann Able, Ohio"]),
        (
            "Name, State\nWe met, in May, with many, as you know.",
            ["Name, State", "We met, in May, with many, as you know."],
        ),
    ],
)
def test_a_table_is_known_by_its_header_in_any_text(tmp_path: Path, table: str, lines: list[str]) -> None:
    path = tmp_path / "list.txt"
    path.write_text(table, encoding="utf-8")
    assert documents.read(str(path)).text.split("\n") == lines
    assert documents.read("-", io.StringIO(table)).text.split("\n") == lines


def as_csv(rows: Sequence[Sequence[str]]) -> bytes:
    return "".join(",".join(row) + "\n" for row in rows).encode()


def as_tabs(rows: Sequence[Sequence[str]]) -> bytes:
    return "\n".join("\t".join(row) for row in rows).encode()


def as_bars(rows: Sequence[Sequence[str]]) -> bytes:
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([lines[0], "|---|---|", *lines[1:]]).encode()


def as_page(rows: Sequence[Sequence[str]]) -> bytes:
    cells = ("".join(f"<td><p>{cell}</p></td>" for cell in row) for row in rows)
    return f"<html><table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table></html>".encode()


def as_word(rows: Sequence[Sequence[str]]) -> bytes:
    cells = ("".join(f"<w:tc><w:p><w:r><w:t>{cell}</w:t></w:r></w:p></w:tc>" for cell in row) for row in rows)
    return docx(f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>")


def as_workbook(rows: Sequence[Sequence[str]]) -> bytes:
    return sheets.encode_workbook(list(rows[0]), [list(row) for row in rows[1:]])


FORMS = {
    "list.csv": as_csv,
    "list.txt": as_tabs,
    "list.md": as_bars,
    "list.html": as_page,
    "list.docx": as_word,
    "list.xlsx": as_workbook,
}


def people(folder: Path, name: str, rows: Sequence[Sequence[str]]) -> list[str]:
    """The lines of a table that is saved under that name."""
    return [line for line in documents.read(write(folder, name, FORMS[name](rows))).text.splitlines() if line.strip()]


@pytest.mark.parametrize("name", FORMS)
def test_who_declined_stands_so_in_the_text(tmp_path: Path, name: str) -> None:
    answers = {"Ann Able": "Yes", "Carl Baker": "No", "Dora Dale": "Declined", "Eve Ely": "", "Finn Fox": "✓"}
    assert people(tmp_path, name, [("Member", "Signed?"), *answers.items()]) == [
        "Signed by:",
        "Ann Able",
        "Carl Baker (not signed)",
        "Dora Dale (not signed)",
        "Eve Ely (not signed)",
        "Finn Fox",
    ]


@pytest.mark.parametrize(
    ("header", "answers", "signed"),
    [
        ("Response", ["Yes", "No", "Undecided"], "A"),
        ("Cosponsor (Y/N)", ["Y", "N", "y"], "AC"),
        ("Signed? Yes/No/Declined", ["Yes", "Declined (busy)", "No – see mail"], "A"),
        ("Status", ["Signed", "declined to sign", "No response"], "A"),
        ("Status", ["Pending", "Pending", "Pending"], "ABC"),  # of what?
        ("Status", ["Ranking Member", "No", "Declined"], "A"),
        ("Status", ["Ranking Member", "Chair", ""], "ABC"),
        ("Signed?", ["Yes", "Ranking Member: No", "Signed w/ edits"], "AC"),
        ("Status", ["Signed", "spoke to LD", "will call"], "A"),
        ("Status", ["Confirmed", "Incumbent", "Chair"], "ABC"),  # of something else
        ("On letter", ["Yes", "No", "Yes"], "AC"),
        ("On the letter", ["X", "", "X"], "AC"),
        ("Support", ["Yes", "No", "Yes"], "AC"),
        ("Vote", ["Yea", "Nay", "Aye"], "AC"),
        ("Status", ["On", "Off", "On"], "AC"),
        ("Letter", ["on rivers", "on rivers", "on rivers"], "ABC"),  # of which
        ("Withdrawn", ["", "at request of staff", "yes"], "A"),
        ("Signed", ["x", "", "x"], "AC"),
        ("Signed", ["✓", "✗", "x"], "A"),
        ("Signed", ["✗", "", "✗"], "ABC"),  # a tick, or a no?
        ("Signed", ["5/1/2025", "", "5/2/2025"], "AC"),
        ("Date signed", ["5/1/2025", "", "5/2/2025"], "ABC"),
        ("Signed 2024 letter", ["Yes", "No", "No"], "ABC"),
        ("Signed", ["No", "", ""], "BC"),
        ("Withdrawn", ["x", "", "no"], "BC"),
        ("Withdrawn", ["", "5/1/2025", ""], "AC"),
        ("Original Cosponsor", ["Yes", "No", "No"], "ABC"),
        ("Committee", ["No", "No", "No"], "ABC"),
    ],
)
def test_a_column_of_answers_says_who_signed(tmp_path: Path, header: str, answers: list[str], signed: str) -> None:
    rows = [("Member", header), *zip(("Ann Able", "Bo Bly", "Cy Cob"), answers, strict=True)]
    lines = people(tmp_path, "list.csv", rows)
    assert "".join(line[0] for line in lines if line != "Signed by:" and "(not signed)" not in line) == signed


@pytest.mark.parametrize("name", FORMS)
def test_an_unclear_column_is_read_alike_in_every_format(tmp_path: Path, name: str) -> None:
    answers = {"Ann Able": "Ranking Member", "Carl Baker": "Whip: No", "Dora Dale": "Declined"}
    lines = people(tmp_path, name, [("Member", "Status"), *answers.items()])
    assert lines == ["Signed by:", "Ann Able", "Carl Baker (not signed)", "Dora Dale (not signed)"]


def test_several_columns_of_answers_are_read_together(tmp_path: Path) -> None:
    rows = [("Signed", "Member", "Status", "Withdrawn")]
    rows += [("yes", "Ann Able", "pending", ""), ("yes", "Bo Bly", "", "x"), ("no", "Cy Cob", "yes", "")]
    lines = people(tmp_path, "list.csv", [*rows, ("", "Total", "", "")])
    assert lines == ["Signed by:", "Ann Able", "Bo Bly (not signed)", "Cy Cob (not signed)"]


def test_a_row_between_does_not_end_a_table(tmp_path: Path) -> None:
    rows = [("Member", "Signed"), ("Ann Able", "Yes"), ("Democrats",), ("Bo Bly", "No")]
    assert people(tmp_path, "list.html", rows) == ["Signed by:", "Ann Able", "Democrats", "Bo Bly (not signed)"]


@pytest.mark.parametrize("name", FORMS)
def test_staff_is_left_out(tmp_path: Path, name: str) -> None:
    rows = [("Office", "Contact", "Phone", "Status", "Caller")]
    rows += [("Rep. Ann Able (OH-03)", "Carl Baker", "x1", "Signed", "Finn Fox")]
    rows += [("Rep. Dora Dale (UT-01)", "Eve Ely", "x2", "Signed", "Finn Fox")]
    assert people(tmp_path, name, rows) == ["Signed by:", "Rep. Ann Able (OH-03)", "Rep. Dora Dale (UT-01)"]


@pytest.mark.parametrize(
    "rows",
    [
        [("Contact", "Phone"), ("Rep. Ann Able", "x1"), ("Rep. Dora Dale", "x2")],  # legislators
        [("State", "Contact", "Phone"), ("New York", "Ann Able", "x1"), ("Ohio", "Dora Dale", "x2")],  # no others
        [("Ann Able", "LA", "Signed"), ("Dora Dale", "NY", "Signed")],  # Louisiana, and no header
        [("Member", "Home"), ("Ann Able", "Ranking"), ("Dora Dale", "No")],
    ],
)
def test_no_name_is_taken_for_staff_or_a_header(tmp_path: Path, rows: list[tuple[str, ...]]) -> None:
    text = "\n".join(people(tmp_path, "list.txt", rows))
    assert [name in text for name in ("Ann Able", "Dora Dale", "not signed")] == [True, True, False]


def test_columns_of_both_chambers(tmp_path: Path) -> None:
    rows = [("House", "Senate"), ("Ann Able", "Bo Bly"), ("Rep. Cy Cob", "")]
    assert people(tmp_path, "list.html", rows) == ["Rep. Ann Able\tSen. Bo Bly", "Rep. Cy Cob\t"]
    bills = [("House", "Senate"), ("H.R. 1", "S. 2")]
    assert people(tmp_path, "list.html", bills) == ["House\tSenate", "H.R. 1\tS. 2"]


def seen(page: str) -> list[str]:
    """The lines of a page."""
    return [line for line in documents.read("-", io.StringIO(f"<html>{page}</html>")).text.splitlines() if line]


@pytest.mark.parametrize(
    "mark",
    [
        "<s>Bo Bly</s>",
        "<del>Bo Bly</del>",
        "<strike>Bo Bly</strike>",
        '<span style="color: red; text-decoration: line-through">Bo Bly</span>',
        "<b style='display:none'>Bo Bly</b>",
        "<b hidden>Bo Bly</b>",
        '<b aria-hidden="true">Bo Bly</b>',
        "<s>Bo <i>Bly</i>",  # never closed
    ],
)
def test_what_is_struck_out_or_hidden_on_a_page_is_no_name(mark: str) -> None:
    assert seen(f"<p>Signed by:</p><ul><li>Ann Able<li>{mark}<li>Cy Cob</ul>") == ["Signed by:", "Ann Able", "Cy Cob"]


def test_what_is_struck_out_or_hidden_in_word_is_no_name(tmp_path: Path) -> None:
    marks = ["", "<w:strike/>", '<w:strike w:val="0"/>', '<w:dstrike w:val="true"/>', "<w:vanish/>"]
    names = ["Ann Able", "Bo Bly", "Cy Cob", "Dora Dale", "Eve Ely"]
    body = "".join(
        f"<w:p><w:r><w:rPr>{mark}</w:rPr><w:t>{name}</w:t></w:r></w:p>" for mark, name in zip(marks, names, strict=True)
    )
    assert documents.read(write(tmp_path, "list.docx", docx(body))).text.split("\n") == [
        *["Ann Able", "", "Cy Cob", "", "", ""]
    ]


def test_a_cell_that_is_a_form_field_keeps_its_place(tmp_path: Path) -> None:
    cell = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    field = f"<w:sdt><w:sdtContent>{cell.format('Ann Able')}</w:sdtContent></w:sdt>"
    body = f"<w:tbl><w:tr>{field}{cell.format('OH')}</w:tr></w:tbl>"
    assert documents.read(write(tmp_path, "list.docx", docx(body))).text == "Ann Able\tOH\n"


LED = "<p>Senator Ann Able (D-OH) led a letter.</p>"


@pytest.mark.parametrize(
    "beside",
    [
        "<aside><h3>Recent News</h3><ul><li>Reps. Baker, Dale sign letter</ul></aside>",
        "<nav>Rep. Baker</nav>",
        "<div class='sidebar right'>Rep. Baker</div>",
        "<section id='related-news'>Rep. Baker</section>",
        "<footer>Rep. Baker</footer>",
        "<div role='complementary'>Rep. Baker</div>",
    ],
)
def test_what_stands_beside_the_text_of_a_page_is_left_out(beside: str) -> None:
    assert seen(f"<body>{beside}<main>{LED}</main>{beside}</body>") == ["Senator Ann Able (D-OH) led a letter."]


@pytest.mark.parametrize(
    "page",
    [
        f"<aside>{LED}<p>Rep. Baker</p></aside>",  # the names stand only there
        f"<main><p>We wrote a letter.</p></main><aside>{LED}<p>Rep. Baker</p></aside>",
        f"<main>{LED}</main><aside><h3>Signed by</h3><p>Rep. Baker</p></aside>",
        f"<main>{LED}</main><aside><p>Rep. Baker (R-UT)</p><p>Rep. Dale (D-NY)</p></aside>",  # more of them
        f"<article>{LED}<footer>Sincerely, <p>Rep. Baker</footer></article>",
        f"<div>{LED}</div><footer>Rep. Baker</footer>",  # nothing says where the text is
        f"<header><h1>Rep. Baker Joins</h1></header><main>{LED}</main>",  # the title
        f"<aside><main>{LED}<p>Rep. Baker</p></main></aside>",
        f"<main aria-hidden=true>{LED}<p>Rep. Baker</p></main><div>News</div>",
        f"<main>{LED}<div style='display:none'><p>Rep. Baker (R-UT)</p><p>Rep. Dale (D-NY)</p></div></main>",
    ],
)
def test_no_page_loses_its_names(page: str) -> None:
    assert "Rep. Baker" in " ".join(seen(f"<body>{page}</body>"))


def test_names_that_are_left_out_of_a_page_are_told() -> None:
    page = f"<html><main>{LED}</main><aside><p>Reps. Baker, Dale sign letter</p></aside></html>"
    assert documents.read("-", io.StringIO(page)).notices == (
        'The page also names people beside its text or out of sight, as in "Reps. Baker, Dale sign letter": left out; '
        "if they signed, copy their names into a file.",
    )
    assert documents.read("-", io.StringIO(f"<html>{LED}</html>")).notices == ()


def test_a_table_keeps_its_columns_and_a_page_its_lines() -> None:
    table = "<table><tr><td><td>Ann Able<tr><td>1</td><td><p>Bo Bly</p></td></tr></table>"
    assert seen(f"<p>x{table}") == ["x", "\tAnn Able", "1\tBo Bly"]
    laid_out = f"<table><tr><td><p>Dear Sir:</p>{table}</td><td>News</td></tr></table>"
    assert seen(laid_out) == ["Dear Sir:", "\tAnn Able", "1\tBo Bly", "News"]


@pytest.mark.parametrize("name", ["list.csv", "list.html", "list.docx", "list.xlsx", "list.pdf"])
def test_every_format_can_be_piped_in(tmp_path: Path, name: str) -> None:
    rows = [("Name", "State"), ("Ann Able", "OH")]
    page = pdf(b"BT /F1 12 Tf 20 200 Td (Ann Able \\(OH\\)) Tj ET")
    data = page if name == "list.pdf" else FORMS[name](rows)
    assert documents.read("-", io.TextIOWrapper(io.BytesIO(data))).text.strip() == "Ann Able (OH)"


def test_what_is_piped_in_and_cannot_be_read_says_why() -> None:
    for data, says in ((b"", "is empty"), (b"\x89PNG\r\n", "is a picture"), (b" " * (21 << 20), "larger than 20 MB")):
        with pytest.raises(BadFile, match=f"standard input: .*{says}"):
            documents.read("-", io.TextIOWrapper(io.BytesIO(data)))
