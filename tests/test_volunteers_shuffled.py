"""500 sheets in each of which one column was put in another order: nothing wrong is taken."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import pytest

from outreach.ledger import keyed
from outreach.model import Contact
from outreach.sheets import encode_rows
from outreach.vocabulary import CHANNELS, STAGES
from outreach.volunteers import Taker, Taking, read, take
from outreach.volunteers.base import Base, encode
from outreach.volunteers.columns import EDITED, MADE_FROM, NEW_NOTE, SHEET

LETTER = "test-2026"
SHEETS = 500


def contact(number: int, chance: random.Random) -> Contact:
    """A plainly made-up contact."""
    day = date(2026, chance.randint(1, 12), chance.randint(1, 28)).isoformat()
    return Contact(
        LETTER,
        f"X{number:06d}",
        f"Test {chr(65 + number // 26)}{chr(97 + number % 26)}name",
        stage=chance.choice(STAGES[:4]),
        owner="ana",
        staffer=chance.choice(["", f"Staff {number}"]),
        phone=chance.choice(["", f"0{number:03d}-555"]),
        last_contact=chance.choice(["", day]),
        channel=chance.choice(["", *CHANNELS]),
        next_step=chance.choice(["call", "write", ""]),
        due=day,
    )


def row(contact: Contact, count: int) -> dict[str, str]:
    facts = {"name": contact.name, "title": "Representative", "seat": f"NY-{int(contact.id[1:])}", "party": "Test"}
    facts |= {"office_phone": f"202-555-{contact.id[-4:]}", "last_time": contact.last_contact}
    cells = {key: contact.get(key) for key in EDITED}
    base = Base(contact.letter, contact.id, facts, {**cells, "notes": ""}, "ana", "2026-06-14", count)
    more = {"letter": contact.letter, "id": contact.id, "notes_so_far": "", NEW_NOTE: "", MADE_FROM: encode(base)}
    return facts | cells | more


def taken(path: Path, contacts: list[Contact]) -> Taking:
    taker = Taker("staff", "2026-06-14T12:00:00+00:00", date(2026, 6, 14), {}, lambda id, on: {})
    return take(read(path, (LETTER,), lambda id: (), {}), keyed(contacts), taker)


@pytest.mark.slow
def test_no_column_that_was_moved_is_taken_and_every_row_is_named(tmp_path: Path) -> None:
    chance = random.Random(19)
    path = tmp_path / "ana.csv"
    keys = list(SHEET)
    tried = 0
    for _ in range(SHEETS):
        contacts = [contact(number, chance) for number in range(chance.randint(3, 30))]
        rows = [row(one, len(contacts)) for one in contacts]
        key = chance.choice(keys)
        column = [cells[key] for cells in rows]
        moved = chance.choice([sorted(column), sorted(column, reverse=True), chance.sample(column, len(column))])
        wrong = {number for number, (was, now) in enumerate(zip(column, moved, strict=True), 2) if was != now}
        table = [[cells[name] for name in keys] for cells in rows]
        for cells, text in zip(table, moved, strict=True):
            cells[keys.index(key)] = text
        path.write_bytes(encode_rows([[column.title for column in SHEET.values()], *table]))
        found = taken(path, contacts)
        named = {problem.line for problem in found.problems if problem.level == "error"}
        named |= {question.line for question in found.questions}
        assert found.changes == (), key
        assert wrong <= named, key
        tried += bool(wrong)
    assert tried > SHEETS // 2
