"""Small Word files for tests, made part by part."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from outreach.templating.archive import zipped

from .make_letterhead import _KIND, _R, _SPACES, _XML, relations

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"

#: Part of a document → its element and the end of its content type.
PLACES = {
    "document": ("document", "document.main"),
    "header1": ("hdr", "header"),
    "footer1": ("ftr", "footer"),
    "footnotes": ("footnotes", "footnotes"),
    "endnotes": ("endnotes", "endnotes"),
}


def said(*pieces: str) -> str:
    """A paragraph of runs."""
    runs = "".join(f'<w:r><w:t xml:space="preserve">{piece}</w:t></w:r>' for piece in pieces)
    return f"<w:p>{runs}</w:p>"


def properties(title: str = "On rivers", tags: str = "thank", comments: str = "") -> str:
    """The document properties."""
    return (
        f'{_XML}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>Secret Author</dc:creator>'
        f"<dc:title>{title}</dc:title><cp:keywords>{tags}</cp:keywords>"
        f"<dc:description>{comments}</dc:description></cp:coreProperties>"
    )


def part(name: str, content: str) -> str:
    """A part with the content."""
    element, _ = PLACES[name]
    wrapped = {
        "document": f"<w:body>{content}<w:sectPr/></w:body>",
        "footnotes": f'<w:footnote w:id="1">{content}</w:footnote>',
        "endnotes": f'<w:endnote w:id="1">{content}</w:endnote>',
    }.get(name, content)
    return f"{_XML}<w:{element} {_SPACES}>{wrapped}</w:{element}>"


def parts(core: str = "", **contents: str) -> dict[str, bytes]:
    """The parts of a file; ``document="<w:p>…"``."""
    contents = {"document": said("Dear {{ legislator.name }}:"), **contents}
    kinds = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_KIND}.{PLACES[name][1]}+xml"/>' for name in contents
    )
    types = (
        f'{_XML}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels"'
        f' ContentType="{_PACKAGE.replace("http://", "")}"/><Default Extension="xml" ContentType="application/xml"/>'
        f"{kinds}</Types>"
    )
    texts = {
        "[Content_Types].xml": types,
        "_rels/.rels": relations((f"{_R}/officeDocument", "word/document.xml")),
        "docProps/core.xml": core or properties(),
        **{f"word/{name}.xml": part(name, content) for name, content in contents.items()},
    }
    return {name: text.encode() for name, text in texts.items()}


def written(path: Path, made: Mapping[str, bytes] | None = None, **contents: str) -> Path:
    """A Word file on disk."""
    path.write_bytes(zipped(made if made is not None else parts(**contents)))
    return path


def unzipped(data: bytes) -> dict[str, str]:
    """The parts of a file as text."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}
