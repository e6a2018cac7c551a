"""What a workbook hides from whoever looks at its cells alone: merged cells, hidden rows, macros."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from ..errors import Problem

_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*\bref="([A-Z]+\d+:[A-Z]+\d+)"')
_ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*>")
_HIDDEN = re.compile(rb'\bhidden="(?:1|true)"')
_NUMBER = re.compile(rb'\br="(\d+)"')
_MACROS = re.compile(r"vbaProject\.bin$|^xl/macrosheets/")


def oddities(data: bytes, sheet: Any, file: str) -> Iterator[Problem]:
    """Warnings about what cannot be seen in the cells of the sheet."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        if any(map(_MACROS.search, parts.namelist())):
            yield Problem(file, 0, "", "has macros in it", "only the cells are read, nothing is run", "warning")
        if getattr(sheet, "sheet_state", "visible") != "visible":
            yield Problem(file, 0, "", f"the sheet {sheet.title} is hidden", "it is read all the same", "warning")
        path = str(getattr(sheet, "_worksheet_path", "")).lstrip("/")
        xml = parts.read(path) if path in parts.namelist() else b""
    yield from _merged(xml, file)
    yield from _hidden(xml, file)


def _merged(xml: bytes, file: str) -> Iterator[Problem]:
    for found in _MERGED.findall(xml)[:20]:
        area = found.decode("ascii")
        line = int(re.findall(r"\d+", area)[0])
        what = f"the cells {area} are merged, so only the first of them has the text"
        yield Problem(file, line, "", what, "split them in the spreadsheet if it is meant for all", "warning")


def _hidden(xml: bytes, file: str) -> Iterator[Problem]:
    rows = [row for row in _ROW.findall(xml) if _HIDDEN.search(row)]
    numbers = [int(found[1]) for row in rows if (found := _NUMBER.search(row))]
    if numbers:
        listed = ", ".join(map(str, numbers[:5])) + (", …" if len(numbers) > 5 else "")
        what = f"{len(numbers):,} rows are hidden or filtered away (line {listed})"
        yield Problem(file, numbers[0], "", what, "they are read like the others", "warning")
