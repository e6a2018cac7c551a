"""A table of signers → lines such as "Rep. Adam Smith (D-WA-9)".

Where a header says what the columns are, each row becomes one name with its place as print has
it; where none does, the cells stand side by side.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from .. import sheets

_NAME_TITLES = (
    "name fullname member membername signer signatory signatories legislator congressmember cosponsor sponsor "
    "nameofmember representative senator memberofcongress asprinted printed officialfull officialname signers "
    "members cosponsors"
)

#: Column → the names people give it, folded to letters.
_TITLES: Mapping[str, frozenset[str]] = {
    "name": frozenset(_NAME_TITLES.split()),
    "first": frozenset(["first", "firstname", "givenname", "given"]),
    "last": frozenset(["last", "lastname", "surname", "familyname"]),
    "suffix": frozenset(("suffix",)),
    "title": frozenset(["title", "chamber", "office", "prefix", "body"]),
    "party": frozenset(["party", "partyaffiliation"]),
    "state": frozenset(["state", "st", "stateterritory", "stateorterritory"]),
    "district": frozenset(["district", "dist", "cd", "congressionaldistrict"]),
}
_CHAMBERS = {
    "house": "Rep.",
    "rep": "Rep.",
    "representative": "Rep.",
    "senate": "Sen.",
    "sen": "Sen.",
    "senator": "Sen.",
}
_DEPTH = 10


def text(path: Path) -> str:
    """The rows of a CSV or XLSX file as lines of text."""
    return lines(sheets.rows(path))


def lines(rows: Sequence[Sequence[str]]) -> str:
    """Rows of cells as lines of text."""
    for at, row in enumerate(rows[:_DEPTH]):
        columns = _columns(row)
        if "name" in columns or {"first", "last"} <= columns.keys():
            below = [_line(row, columns) for row in rows[at + 1 :]]
            return "\n".join([*[""] * (at + 1), *below]) + "\n"
    return "\n".join("\t".join(cell.strip() for cell in row) for row in rows) + "\n"


def _columns(row: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for at, cell in enumerate(row):
        plain = "".join(letter for letter in cell.casefold() if letter.isalpha())
        for column, titles in _TITLES.items():
            if plain in titles:
                found.setdefault(column, at)
    return found


def _line(row: Sequence[str], columns: Mapping[str, int]) -> str:
    cells = {column: row[at].strip() for column, at in columns.items() if at < len(row)}
    name = cells.get("name") or " ".join(
        part for part in (cells.get("first"), cells.get("last"), cells.get("suffix")) if part
    )
    title = _CHAMBERS.get(cells.get("title", "").casefold().strip("."), "")
    place = "-".join(part for part in (cells.get("party", "")[:1], cells.get("state"), cells.get("district")) if part)
    return " ".join(part for part in (title, name, f"({place})" if place and name else "") if part)
