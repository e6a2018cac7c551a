"""Typst: data and a page of ours → a tagged PDF, the same bytes every time.

Conventions: always PDF/UA-1, which also refuses a character that no font here can print; text
goes in as data and is never read as markup; only the fonts that come with typst and those in
``templates/fonts`` are used, so that the bytes do not depend on the computer.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import BadFile, OutreachError

if TYPE_CHECKING:
    import typst

#: The file in templates/ that says how the page looks.
LETTERHEAD = "letterhead.typ"

#: Names of a logo, the first that is there is taken.
LOGOS = ("logo.svg", "logo.png", "logo.jpg")

_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed')
_PLACE = re.compile(r"┌─ (.+?):(\d+):\d+")

#: What typst calls a page that it is given as bytes.
_OURS = "__typst_py_bytes__.typ"

_CURE = "mend that, or copy the file from a new workspace ('outreach init')"

_PACKAGE = re.compile(r"@\w+/\w")
_PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")


class MissingGlyph(OutreachError):
    """Characters that no font here can print."""

    def __init__(self, characters: tuple[str, ...]) -> None:
        self.characters = characters
        shown = ", ".join(f"“{one}” ({' '.join(f'U+{ord(part):04X}' for part in one)})" for one in characters)
        super().__init__(f"no font here can print {shown}")


class Typesetter:
    """One page of ours with the staff's letterhead, ready to be filled in many times."""

    def __init__(self, page: str, templates: Path) -> None:
        """``page``: a file in ``outreach/pages``. Raises ``OutreachError`` without typst."""
        from importlib.resources import files

        self._root = letterhead(templates)
        self._source = files("outreach").joinpath("pages", page).read_bytes()
        self._compiler = _compiler(self._root)
        self.logo = next((name for name in LOGOS if (self._root / name).is_file()), None)

    def pdf(self, data: Mapping[str, Any], on: date) -> bytes:
        """The PDF, dated the day of the letter.

        Raises ``MissingGlyph``, and ``BadFile`` for a fault in the letterhead.
        """
        import typst

        try:
            made = self._compiler.compile(
                input=self._source,
                format="pdf",
                sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
                pdf_standards=["ua-1"],
                timestamp=datetime.combine(on, time(12), UTC),
            )
        except typst.TypstError as fault:
            raise _explained(fault) from None
        assert isinstance(made, bytes)
        return made


def _compiler(root: Path) -> typst.Compiler:
    try:
        import typst
    except ImportError:
        raise OutreachError(
            "PDF files need the typst package, which is not installed; run: pip install 'outreach-letters[pdf]'"
        ) from None
    fonts = root / "fonts"
    return typst.Compiler(root=str(root), font_paths=[str(fonts)] if fonts.is_dir() else [], ignore_system_fonts=True)


def letterhead(templates: Path) -> Path:
    """The folder of the letterhead: the staff's own if they have one, else the one that comes with the program."""
    from importlib.resources import files

    own = templates / LETTERHEAD
    if not own.is_file():
        return Path(str(files("outreach").joinpath("starter", "templates")))
    text = own.read_text(encoding="utf-8", errors="replace")
    if found := _PACKAGE.search(text):
        line = text[: found.start()].count("\n") + 1
        raise BadFile(_named(own), "fetches a package from the network", "put what it does into the file itself", line)
    return templates


def pages(pdf: bytes) -> int:
    """How many pages a PDF of ours has."""
    return len(_PAGE.findall(pdf))


def _named(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


def _explained(fault: Any) -> OutreachError:
    """What typst says, as a sentence that names the file and the line."""
    if characters := _GLYPH.findall(fault.diagnostic):
        return MissingGlyph(tuple(dict.fromkeys(characters)))
    file, line = (found[1], int(found[2])) if (found := _PLACE.search(fault.diagnostic)) else (LETTERHEAD, 0)
    name = file.rpartition("/")[2]
    if name == _OURS:  # a page of ours does not find what it takes from the letterhead
        name, line = LETTERHEAD, 0
    said = fault.message.removeprefix("assertion failed: ")  # what the letterhead itself has to say
    next = "; ".join(fault.hints) or ("" if said != fault.message else _CURE)
    return BadFile(f"templates/{name}", f"cannot be set ({said})", next, line)
