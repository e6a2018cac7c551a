"""A table of signers → lines such as "Rep. Adam Smith (D-WA-9)".

Where a header says what the columns are, each row becomes one name with its place as print has
it; where none does, the cells stand side by side.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from .. import sheets
from ..names import SUFFIXES, key

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
        found = columns(row)
        if names_people(found):
            below = [line(row, found) for row in rows[at + 1 :]]
            return "\n".join([*[""] * (at + 1), *below]) + "\n"
    return "\n".join("\t".join(cell.strip() for cell in row) for row in rows) + "\n"


def columns(row: Sequence[str]) -> dict[str, int]:
    """Which of the columns that we know a header names, and where."""
    found: dict[str, int] = {}
    for at, cell in enumerate(row):
        plain = "".join(letter for letter in cell.casefold() if letter.isalpha())
        for column, titles in _TITLES.items():
            if plain in titles:
                found.setdefault(column, at)
    return found


def names_people(found: Mapping[str, int]) -> bool:
    """Whether a header names a column of names."""
    return "name" in found or {"first", "last"} <= found.keys()


def line(row: Sequence[str], found: Mapping[str, int]) -> str:
    """A row as print has it."""
    cells = {column: row[at].strip() for column, at in found.items() if at < len(row)}
    name = _in_order(cells.get("name", "")) or " ".join(
        part for part in (cells.get("first"), cells.get("last"), cells.get("suffix")) if part
    )
    title = _CHAMBERS.get(cells.get("title", "").casefold().strip("."), "")
    place = "-".join(part for part in (cells.get("party", "")[:1], cells.get("state"), cells.get("district")) if part)
    return " ".join(part for part in (title, name, f"({place})" if place and name else "") if part)


def _in_order(name: str) -> str:
    """ "Smith, Adam" → "Adam Smith"; in a column of names what stands behind the comma is no place."""
    parts = [part.strip() for part in name.split(",")]
    suffixes = [part for part in parts[1:] if key(part) in SUFFIXES]
    rest = [part for part in parts if part not in suffixes]
    if len(rest) != 2 or not rest[1] or len(rest[1].split()) > 3 or "(" in rest[1]:
        return name
    return " ".join([rest[1], rest[0], *suffixes])
