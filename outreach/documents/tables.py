"""A table of signers → lines such as "Rep. Adam Smith (D-WA-9)".

Where a header says what the columns are, each row becomes one name with its place as print has
it; where none does, the cells stand side by side. Staff is no signer, and behind a member who did
not sign stands so: see ``answers``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ..names import SUFFIXES, key
from . import answers

_NAME_TITLES = (
    "name fullname member membername signer signatory signatories legislator congressmember cosponsor sponsor "
    "nameofmember representative senator memberofcongress asprinted printed officialfull officialname signers "
    "members cosponsors congressperson lawmaker lawmakers legislators"
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
_COLUMNS = {title: column for column, titles in _TITLES.items() for title in titles}
_CHAMBERS = {
    "house": "Rep.",
    "rep": "Rep.",
    "representative": "Rep.",
    "senate": "Sen.",
    "sen": "Sen.",
    "senator": "Sen.",
}
#: Columns of names, one for each chamber.
_SIDES = _CHAMBERS | dict.fromkeys(("housemembers", "representatives", "houseofrepresentatives"), "Rep.")
_SIDES |= dict.fromkeys(("senators", "ussenate", "senatemembers"), "Sen.")
_TITLED = re.compile(r"(?:Reps?|Sens?|Representative|Senator|Congress(?:wo)?man)\b")
_NAME = re.compile(r"(?:[A-Z]\. )?[A-Z][^\W\d_][^\d(\[]*[ ,][A-Z]")
_DEPTH = 10
#: Stands behind the name of a row that is no signature.
_REFUSED = " (not signed)"
_NO_LETTERS = re.compile(r"[\W\d_]+")
#: Headers, folded to letters, of columns in which the staff of an office stands.
_STAFF = re.compile(
    r"(?:(?:primary|main|dc|district|washington|office|legislative|policy|health|press|staff|scheduling)*"
    r"(?:contacts?|staff(?:ers?|members?)?|schedulers?|ld|la|lc|aides?|poc|points?ofcontact|legislativedirector"
    r"|legislativeassistant|chiefofstaff|cos|assistant|counsel|callers?|volunteers?|owner|assign(?:ed|ee)(?:to)?|organi[sz]er"
    r"|lobbyist|liaison|handledby)(?:info|information|names?|person)?)"
    r"|(?:(?:contact|staff(?:er)?|office|scheduler|aide|member|work|cell|mobile|dc|district)s?)?(?:e?mails?|phones?|telephone|tel|fax)(?:address|numbers?)?"
)
#: "LA" and "LD" are staff beside other headers only.
_SHORT = 3
#: A column that holds names, by its header or by its cells.
_HOLDS = re.compile(r"office|member|congress|rep|sen|legislator|lawmaker|name", re.I)
_WORDS = re.compile(r"[^\W\d_].*[ ,].*[^\W\d_]")
#: A cell that holds a legislator, whatever the header says.
_MEMBER = re.compile(r"\b(?:Rep|Sen|Representative|Senator|Congress(?:wo)?man|Delegate)\b|[(\[][DRI]-[A-Z]")


class Header(NamedTuple):
    """The header of a table."""

    titles: tuple[str, ...]
    columns: Mapping[str, int]  #: the columns that we know → where
    staff: frozenset[int]
    asking: frozenset[int]  #: those that may say who signed
    sides: list[str]  #: the title of each column, where every one is of a chamber and there are both

    @property
    def known(self) -> int:
        """How many of the columns are of a kind that we know."""
        return len(self.staff | self.asking | set(self.columns.values())) or len(self.sides)


class Written(NamedTuple):
    """A table as lines of text."""

    head: str  #: what stands in place of the header
    lines: list[str]


def text(rows: Sequence[Sequence[str]]) -> str:
    """Rows of cells as lines of text."""
    for at, row in enumerate(rows[:_DEPTH]):
        if (found := header(row)) and (below := written(found, rows[at + 1 :], 1)):
            above = [""] * at if names_people(found.columns) else list(map(_joined, rows[:at]))
            return "\n".join([*above, below.head, *below.lines]) + "\n"
    return "\n".join(map(_joined, rows)) + "\n"


def header(row: Sequence[str]) -> Header | None:
    """What a row says of the columns below it; None if it is no header.

    One is that has a column of names, or one of staff or answers and little that we do not know.
    """
    folded = [_letters(cell) for cell in row]
    staff = frozenset([at for at, plain in enumerate(folded) if _STAFF.fullmatch(plain)])
    plainly = any(len(folded[at]) > _SHORT for at in staff)
    asking = frozenset([at for at, title in enumerate(row) if answers.asks(title)])
    found = Header(tuple(row), columns(folded), staff, asking, _sides(folded))
    if names_people(found.columns) or found.sides:
        return found if plainly or asking or len(found.columns) > 1 else found._replace(staff=frozenset())
    plainly = plainly or any(not answers.answers(row[at]) for at in asking)
    return found if plainly and found.known > 1 and 2 * found.known >= len(row) else None


def written(header: Header, rows: Sequence[Sequence[str]], fewest: int) -> Written | None:
    """The rows below a header; None where it tells us nothing about them.

    A row is put together from the columns that we know if there are at least so many; else it keeps
    its cells apart, but for those of staff and answers.
    """
    titles = [title.strip().casefold() for title in header.titles]
    idle = {at for at, row in enumerate(rows) if _is_idle(row, titles)}
    people = [row for at, row in enumerate(rows) if at not in idle]
    said = answers.read(header.titles, people)
    known = columns(["" if at in said.columns else _letters(title) for at, title in enumerate(header.titles)])
    if header.sides:
        return _by_side(header.sides, rows)
    if names_people(known) and len(known) >= fewest:
        lines = [[line(row, known)] for row in people]
    elif away := said.columns | _staff(header, people):
        lines = [[cell for at, cell in enumerate(row) if at not in away] for row in people]
    else:
        return None
    kept = iter([_joined(cells, _REFUSED if at in said.out else "") for at, cells in enumerate(lines)])
    below = ["" if at in idle else next(kept) for at in range(len(rows))]
    return Written("Signed by:" if said.columns and len(said.out) < len(people) else "", below)


def _by_side(sides: Sequence[str], rows: Sequence[Sequence[str]]) -> Written | None:
    """Each name with the title of its chamber, where the cells are names and nothing else."""
    if not all(_NAME.match(cell.strip()) for row in rows for cell in row if cell.strip()):
        return None
    titled = [
        [cell if not cell.strip() or _TITLED.match(cell.strip()) else f"{side} {cell.strip()}" for side, cell in pairs]
        for pairs in (zip(sides, row, strict=False) for row in rows)
    ]
    return Written("", list(map(_joined, titled)))


def _joined(cells: Sequence[str], mark: str = "") -> str:
    """Cells parted by tabs, with a mark behind each that has words."""
    bare = (cell.strip() for cell in cells)
    return "\t".join(cell + mark if mark and _letters(cell) else cell for cell in bare)


def _is_idle(row: Sequence[str], titles: Sequence[str]) -> bool:
    """Whether a row is the header once more, or adds up the others."""
    cells = [cell.strip().casefold() for cell in row]
    first = next(filter(None, cells), "")
    return cells == list(titles) or first.startswith("total") or not first


def _staff(header: Header, rows: Sequence[Sequence[str]]) -> frozenset[int]:
    """The columns of staff: not those with legislators in them, and none if no other column can hold names."""
    staff = frozenset(at for at in header.staff if not _mostly(rows, at, _MEMBER))
    places = {header.columns[column] for column in ("party", "state", "district", "suffix") if column in header.columns}
    others = set(range(len(header.titles))) - header.staff - header.asking - places
    held = any(_HOLDS.search(header.titles[at]) or _mostly(rows, at, _WORDS) for at in others)
    return staff if held or staff != header.staff else frozenset()


def _mostly(rows: Sequence[Sequence[str]], at: int, pattern: re.Pattern[str]) -> bool:
    """Whether at least half of the cells of a column have such a thing in them."""
    return 2 * sum(bool(pattern.search(_at(row, at))) for row in rows) >= len(rows)


def _at(row: Sequence[str], at: int) -> str:
    return row[at].strip() if at < len(row) else ""


def _letters(cell: str) -> str:
    return _NO_LETTERS.sub("", cell.casefold())


def columns(folded: Sequence[str]) -> dict[str, int]:
    """Which of the columns that we know a header names, and where."""
    found: dict[str, int] = {}
    for at, plain in enumerate(folded):
        if column := _COLUMNS.get(plain):
            found.setdefault(column, at)
    return found


def _sides(folded: Sequence[str]) -> list[str]:
    sides = [_SIDES.get(plain, "") for plain in folded]
    return sides if all(sides) and len(set(sides)) > 1 else []


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
