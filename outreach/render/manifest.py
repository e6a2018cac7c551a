"""manifest.csv: one line for each legislator of a batch, from the first draft to the post office.

Conventions: this room owns the columns. A legislator has one line whatever the number of formats:
``file`` has the names of all files of the letter and ``sha256`` their checksums, in the same
order, separated by blanks (no name of a file has one). Everything else that a batch consists of
(one PDF for the printer, labels) stands in batch.json with its checksum. People read the manifest
in a spreadsheet; only the program writes it, and what a spreadsheet does to it is mended or refused.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from pathlib import Path

from ..errors import BadData, BadFile
from ..sheets import Row, Table, encode, read

#: Name of the file in the folder of a batch.
NAME = "manifest.csv"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line; all text, days as 2026-06-14."""

    id: str
    name: str
    route: str
    purpose: str  #: what the template is for: with the id, what makes two follow-ups the same
    template: str
    template_sha256: str
    data_date: str  #: day of the public data
    file: str  #: names of the letter's files, with blanks between
    sha256: str  #: their checksums in the same order
    letter_sha256: str  #: of the words of the letter, whatever the format: what an approval is given for
    approved_by: str = ""
    approved_on: str = ""
    sent_on: str = ""
    channel: str = ""  #: how it went: mail, hand, fax, email, form
    again: str = ""  #: why the same follow-up went to the same person once more

    @property
    def files(self) -> dict[str, str]:
        """Name of each file → its checksum."""
        return dict(zip(self.file.split(), self.sha256.split(), strict=False))


#: Columns of manifest.csv.
COLUMNS = tuple(one.name for one in fields(Entry))


def encoded(entries: Iterable[Entry]) -> bytes:
    """The whole file."""
    rows = (Row(0, {name: getattr(entry, name) for name in COLUMNS}) for entry in entries)
    return encode(Table(COLUMNS, tuple(rows)))


def entries(folder: Path) -> tuple[Entry, ...]:
    """The lines of the manifest in that folder; BadFile or BadData if it is none any more."""
    table = read(folder / NAME, columns=COLUMNS, required=COLUMNS, file=f"{folder.name}/{NAME}")
    if errors := tuple(problem for problem in table.problems if problem.level == "error"):
        raise BadData(errors)
    found = tuple(Entry(**{column: row.cells[column].strip() for column in COLUMNS}) for row in table.rows)
    if len({entry.id for entry in found}) != len(found):
        raise BadFile(f"{folder.name}/{NAME}", "has a legislator twice", "put the file back as the program wrote it")
    return found
