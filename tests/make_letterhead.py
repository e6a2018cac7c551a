"""Make ``letterhead.docx``, the sheet that Word letters are written on: ``python -m tests.make_letterhead``.

Convention: nothing here comes from a word processor, so the file holds nobody's name, no date
and no printer, and is the same bytes wherever it is made. Measures are twips: 1440 to the inch.
"""

from __future__ import annotations

from pathlib import Path

from outreach.templating.archive import zipped

HOMES = ("templates", "outreach/starter/templates")

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPACES = f'xmlns:w="{_W}" xmlns:r="{_R}"'
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_INK, _GREY = "14213D", "4A4F5A"

#: Edge of the page to the text: an inch on every side. The one at the top is written as a negative number, which
#: fixes it: a long name in the head does not push the address out of the window.
_MARGIN, _WIDTH = 1440, 9360

#: Where a #10 window envelope shows the page, wherever the sheet slides: see templates/letterhead.typ.
_WINDOW_TOP, _WINDOW_BOTTOM, _TEXT_BEGINS = 3600, 4560, 5299

#: Room for a fifth and a sixth line of the address, one above the window and one below; the address is centred.
_LINE = 240


def run(text: str, properties: str = "") -> str:
    """A stretch of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(content: str, style: str = "", properties: str = "") -> str:
    """A paragraph in a style."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{content}</w:p>"


def lines(names: str, style: str) -> str:
    """A paragraph for each line of a list."""
    return "".join(
        paragraph(run(text), style) for text in (f"{{% for line in {names} %}}", "{{ line }}", "{% endfor %}")
    )


def row(height: int, content: str, place: str, rule: str = "exact") -> str:
    """A row of that height; it grows with what is in it where the rule is "atLeast"."""
    return (
        f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{height}" w:hRule="{rule}"/></w:trPr>'
        f'<w:tc><w:tcPr><w:tcW w:w="{_WIDTH}" w:type="dxa"/><w:vAlign w:val="{place}"/></w:tcPr>{content}</w:tc></w:tr>'
    )


def table(columns: tuple[int, ...], rows: str, below: str = "") -> str:
    """A table without lines, flush with the text."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in columns)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(columns)}" w:type="dxa"/>{below}<w:tblLayout w:type="fixed"/><w:tblCellMar>'
        '<w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def head() -> str:
    """The head of the first page: name to the left, address to the right, a line below."""
    name = (
        paragraph(run("{% if long_organisation %}"), "Organisation")
        + paragraph(run("{{ organisation }}"), "LongOrganisation")
        + paragraph(run("{% else %}"), "Organisation")
        + paragraph(run("{{ organisation }}"), "Organisation")
        + paragraph(run("{% endif %}"), "Organisation")
    )
    cells = (
        f'<w:tc><w:tcPr><w:tcW w:w="4760" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>{name}</w:tc>'
        '<w:tc><w:tcPr><w:tcW w:w="4600" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
        f"{lines('sender_lines', 'SenderLine')}</w:tc>"
    )
    line = f'<w:tblBorders><w:bottom w:val="single" w:sz="6" w:space="0" w:color="{_INK}"/></w:tblBorders>'
    return table((4760, 4600), f"<w:tr>{cells}</w:tr>", line) + paragraph("", "Small")


def further() -> str:
    """The head of a further page."""
    field = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    number = (
        field.format("begin")
        + '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
        + field.format("separate")
        + run("2")
        + field.format("end")
    )
    return paragraph(run("{{ name }} · {{ date }}") + "<w:r><w:tab/></w:r>" + run("Page ") + number, "FurtherPage")


def body() -> str:
    """Date, address, subject, text, closing."""
    above, below = _WINDOW_TOP - _LINE, _WINDOW_BOTTOM + _LINE
    date_and_address = table(
        (_WIDTH,),
        row(above - _MARGIN, paragraph("", "Small") * 4 + paragraph(run("{{ date }}"), "AddressLine"), "top")
        + row(below - above, lines("addressee", "AddressLine"), "center", "atLeast")
        + row(_TEXT_BEGINS - below, paragraph("", "Small"), "top"),
    )
    return "".join(
        (
            date_and_address,
            paragraph(run("Re: {{ subject }}"), "Subject"),
            paragraph(run("{{ salutation }}")),
            paragraph(run("{{ text }}")),
            paragraph(run("{{ closing }}"), "Closing"),
            *(
                paragraph(run(text, "<w:b/>" if "first" in text else ""), "Signature")
                for text in (
                    "{% for line in signature %}",
                    "{% if loop.first %}",
                    "{{ line }}{# first #}",
                    "{% else %}",
                    "{{ line }}",
                    "{% endif %}",
                    "{% endfor %}",
                )
            ),
            paragraph(run("{% if enclosures %}"), "Enclosure"),
            paragraph(
                run("Enclosure{% if enclosures|length != 1 %}s{% endif %}:"), "Enclosure", '<w:spacing w:before="280"/>'
            ),
            lines("enclosures", "Enclosure"),
            paragraph(run("{% endif %}"), "Enclosure"),
        )
    )


def document() -> str:
    """The main part."""
    return (
        f"{_XML}<w:document {_SPACES}><w:body>{body()}<w:sectPr>"
        '<w:headerReference w:type="default" r:id="rId3"/><w:headerReference w:type="first" r:id="rId2"/>'
        f'<w:pgSz w:w="12240" w:h="15840"/><w:pgMar w:top="-{_MARGIN}" w:right="{_MARGIN}" w:bottom="{_MARGIN}"'
        f' w:left="{_MARGIN}" w:header="560" w:footer="560" w:gutter="0"/><w:titlePg/></w:sectPr></w:body></w:document>'
    )


def style(name: str, label: str, paragraph_properties: str, run_properties: str = "", more: str = "") -> str:
    """A paragraph style."""
    return (
        f'<w:style w:type="paragraph" w:styleId="{name}"{more}><w:name w:val="{label}"/>'
        + ("" if more else '<w:basedOn w:val="Normal"/>')
        + f"<w:qFormat/><w:pPr>{paragraph_properties}</w:pPr><w:rPr>{run_properties}</w:rPr></w:style>"
    )


def styles() -> str:
    """What people change in Word to change the look."""
    tight = '<w:spacing w:before="0" w:after="0" w:line="{}" w:lineRule="exact"/>'
    return (
        f'{_XML}<w:styles {_SPACES}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Georgia" w:hAnsi="Georgia"'
        ' w:eastAsia="Georgia" w:cs="Times New Roman"/><w:sz w:val="21"/><w:szCs w:val="21"/>'
        '<w:lang w:val="en-US" w:eastAsia="en-US" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>'
        '<w:spacing w:after="160" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
        + style("Normal", "Normal", "<w:widowControl/>", more=' w:default="1"')
        + style(
            "Organisation",
            "Organisation",
            '<w:spacing w:after="0"/>',
            f'<w:b/><w:color w:val="{_INK}"/><w:sz w:val="34"/>',
        )
        + style(
            "LongOrganisation",
            "Long Organisation",
            tight.format(290),
            f'<w:b/><w:color w:val="{_INK}"/><w:sz w:val="23"/>',
        )
        + style(
            "SenderLine",
            "Sender Line",
            tight.format(210) + '<w:jc w:val="right"/>',
            f'<w:color w:val="{_GREY}"/><w:sz w:val="16"/>',
        )
        + style("Small", "Small", tight.format(240), '<w:sz w:val="16"/>')
        + style(
            "FurtherPage",
            "Further Page",
            '<w:tabs><w:tab w:val="right" w:pos="9360"/></w:tabs><w:spacing w:after="0"/>',
            f'<w:color w:val="{_GREY}"/><w:sz w:val="18"/>',
        )
        + style("AddressLine", "Address Line", tight.format(240), '<w:sz w:val="20"/>')
        + style("Subject", "Subject", '<w:keepNext/><w:spacing w:after="200"/>', "<w:b/>")
        + style(
            "Heading1",
            "heading 1",
            '<w:keepNext/><w:spacing w:before="240" w:after="120"/><w:outlineLvl w:val="0"/>',
            "<w:b/>",
        )
        + style("Quote", "Quote", '<w:ind w:left="360" w:right="360"/>', "<w:i/>")
        + style("ListParagraph", "List Paragraph", '<w:spacing w:after="80"/>')
        + style("Closing", "Closing", '<w:keepNext/><w:spacing w:before="240" w:after="720"/>')
        + style("Signature", "Signature", '<w:keepNext/><w:keepLines/><w:spacing w:after="0"/>')
        + style("Enclosure", "Enclosure", '<w:spacing w:after="0"/>', '<w:sz w:val="18"/>')
        + "</w:styles>"
    )


def relations(*targets: tuple[str, str]) -> str:
    """A part that says which parts belong to another."""
    return (
        f'{_XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        + "".join(
            f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
            for number, (kind, target) in enumerate(targets, 1)
        )
        + "</Relationships>"
    )


def types() -> str:
    """What each part is."""
    kinds = {
        "word/document.xml": f"{_KIND}.document.main+xml",
        "word/styles.xml": f"{_KIND}.styles+xml",
        "word/settings.xml": f"{_KIND}.settings+xml",
        "word/header1.xml": f"{_KIND}.header+xml",
        "word/header2.xml": f"{_KIND}.header+xml",
        "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    }
    return (
        f'{_XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        + "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in kinds.items())
        + "</Types>"
    )


def letterhead() -> bytes:
    """The whole file."""
    package = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    compatible = (
        '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word"'
        ' w:val="15"/></w:compat>'
    )
    parts = {
        "[Content_Types].xml": types(),
        "_rels/.rels": relations(
            (f"{_R}/officeDocument", "word/document.xml"),
            (package, "docProps/core.xml"),
            (f"{_R}/extended-properties", "docProps/app.xml"),
        ),
        "word/_rels/document.xml.rels": relations(
            (f"{_R}/styles", "styles.xml"),
            (f"{_R}/header", "header1.xml"),
            (f"{_R}/header", "header2.xml"),
            (f"{_R}/settings", "settings.xml"),
        ),
        "word/document.xml": document(),
        "word/header1.xml": f"{_XML}<w:hdr {_SPACES}>{head()}</w:hdr>",
        "word/header2.xml": f"{_XML}<w:hdr {_SPACES}>{further()}</w:hdr>",
        "word/styles.xml": styles(),
        "word/settings.xml": f"{_XML}<w:settings {_SPACES}>{compatible}</w:settings>",
        "docProps/core.xml": f'{_XML}<cp:coreProperties xmlns:cp="{package.replace("relationships/", "")}"/>',
        "docProps/app.xml": f'{_XML}<Properties xmlns="{_R.replace("relationships", "extended-properties")}"/>',
    }
    return zipped({name: text.encode() for name, text in parts.items()})


if __name__ == "__main__":
    for home in HOMES:
        Path(home, "letterhead.docx").write_bytes(letterhead())
