"""What people have a list in → text."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from outreach import documents
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
    assert documents.read(write(tmp_path, "list.txt", data)) == "García\n"


def test_html_gives_what_a_reader_sees(tmp_path: Path) -> None:
    page = (
        "<!doctype html><html><head><title>x</title><style>p {}</style></head><body><script>var a = 1;</script>"
        "<p>Signed&nbsp;by:</p><ul><li>Ann <b>Able</b></li><li>Carl\n  Baker</li></ul>"
        "<table><tr><td>Dora</td><td>NM</td></tr></table></body></html>"
    )
    assert documents.read(write(tmp_path, "page.html", page)) == "Signed by:\n\nAnn Able\n\nCarl Baker\n\nDora\tNM\n"


@pytest.mark.parametrize(
    "table",
    [
        "Name,Party,State,District,Title\nAnn Able,D,NY,12,Rep\nCarl Baker,Democrat,NY,4,House\n",
        "\ufeffFirst Name;Last Name;Party;State;District;Chamber\r\n"
        "Ann;Able;D;NY;12;House\r\nCarl;Baker;D;NY;4;House\r\n",
    ],
)
def test_a_table_becomes_lines_as_print_has_them(tmp_path: Path, table: str) -> None:
    assert documents.read(write(tmp_path, "list.csv", table)) == "\n" + LINES


def test_a_table_without_a_header_keeps_its_cells_apart(tmp_path: Path) -> None:
    assert documents.read(write(tmp_path, "list.csv", "Ann Able,D,NY\nCarl Baker,D,NY\n")) == (
        "Ann Able\tD\tNY\nCarl Baker\tD\tNY\n"
    )


def test_a_workbook(tmp_path: Path) -> None:
    from outreach import sheets

    rows = [["Ann Able", "D", "NY", "12", "Rep"], ["Carl Baker", "D", "NY", "4", "Rep"]]
    data = sheets.encode_workbook(["Name", "Party", "State", "District", "Title"], rows)
    assert documents.read(write(tmp_path, "list.xlsx", data)) == "\n" + LINES


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
    assert documents.read(write(tmp_path, "list.docx", docx(body))) == "Ann Able\nCarl Baker\tNY\n"


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
    assert documents.read(write(tmp_path, "list.pdf", page)).split() == ["Ann", "Able", "Carl", "Baker"]


def test_standard_input() -> None:
    assert documents.read("-", io.StringIO(LINES)) == LINES


def test_an_address() -> None:
    page = b"<html><body><h1>Release</h1><p>Ann Able</p></body></html>"
    layer = pdf(b"BT /F1 12 Tf 20 200 Td (Ann Able) Tj ET")
    with faults.running() as server:
        server.answers["/page"] = faults.body(page, Content_Type="text/html; charset=utf-8")
        server.answers["/list"] = faults.body("Chuy Garc\u00eda".encode("cp1252"), Content_Type="text/plain")
        server.answers["/letter"] = faults.body(layer, Content_Type="application/pdf")
        server.answers["/scan"] = faults.body(b"\x89PNG....", Content_Type="image/png")
        read = [documents.read(server.url(path)).strip() for path in ("/page", "/list", "/letter")]
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
    assert documents.read(str(path)).split("\n") == lines
    assert documents.read("-", io.StringIO(table)).split("\n") == lines
