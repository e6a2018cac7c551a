"""Texts in tables as we write them, opened and recalculated by a spreadsheet program: for G27."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

import openpyxl

from outreach import sheets
from outreach.sheets import Page, encode_book

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")


def opened(texts: Sequence[str], with_office: bool) -> tuple[int, int, str]:
    """How many cells are formulas, how many are links, and how it was looked at."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        book, table = folder / "book.xlsx", folder / "table.csv"
        book.write_bytes(encode_book([Page("Texts", ("Text",), tuple((text,) for text in texts))]))
        rows = tuple(sheets.Row(0, {"Text": text}) for text in texts)
        table.write_bytes(sheets.encode(sheets.Table(("Text",), rows)))
        if not (with_office and OFFICE):
            how = "in a workbook" if not with_office else "in a workbook (LibreOffice is not here)"
            return (*_counted(book), how)
        found = [_counted(_converted(path, folder)) for path in (book, table)]
        live, links = (sum(numbers) for numbers in zip(*found, strict=True))
        return live, links, "in a workbook and a CSV file, opened by LibreOffice"


def _converted(path: Path, folder: Path) -> Path:
    """What LibreOffice makes of the file when it opens and saves it."""
    target = folder / f"after-{path.suffix[1:]}"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [str(OFFICE), profile, "--headless", "--convert-to", "xlsx", "--outdir", str(target), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return target / f"{path.stem}.xlsx"


def _counted(path: Path) -> tuple[int, int]:
    """(formulas, links) in a workbook."""
    cells = [cell for row in openpyxl.load_workbook(path).worksheets[0].iter_rows() for cell in row]
    return sum(cell.data_type == "f" for cell in cells), sum(cell.hyperlink is not None for cell in cells)
