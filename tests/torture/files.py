"""Files that come back odd: G11 to G15, G19, G34."""

from __future__ import annotations

import random
import time
from datetime import date

from click.testing import CliRunner
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from outreach import ledger, sheets
from outreach.cli.main import cli
from outreach.errors import BadFile, OutreachError
from outreach.model import COLUMNS
from outreach.signing import facts
from outreach.workspace import Workspace

from .measure import AT, SETTINGS, Measured, change, workspace

COPIES = (
    "contacts (Ann's conflicted copy 2026-03-04).csv",
    "contacts (1).csv",
    "contacts-LAPTOP7.csv",
    "contacts.sync-conflict-20260304-101010-ABCDEFG.csv",
    "contacts (conflicted copy 2026-03-04 101010).csv",
    "contacts 2.csv",
    "Copy of contacts.csv",
    "contacts.csv.tmp",
    "contacts.csv~",
    "contacts.pending-20260304T101010.csv",
)
LOCKS = (".~lock.contacts.csv#", "~$contacts.xlsx")


def _drafts(space: Workspace, write: bool = True) -> int:
    """How many follow-ups a draft writes."""
    arguments = ["-C", str(space.root), "draft", "a", *(["--write", "--stale-ok"] if write else [])]
    CliRunner().invoke(cli, arguments, catch_exceptions=True)
    return sum(1 for path in space.followups.rglob("*.txt")) if space.followups.exists() else 0


def _with_people(space: Workspace) -> None:
    """Rows of real people of the example, as if they had signed, so that there is somebody to write to."""
    (space.root / "outreach.toml").write_text(SETTINGS, encoding="utf-8")
    roster, signed = Workspace.open(space.root).roster(), date(2017, 7, 13)
    wanted = []
    for legislator in sorted(roster.legislators.values(), key=lambda one: one.id):
        then = legislator.term_on(signed)
        if then and then.chamber == "house":
            cells = {**facts(legislator, signed), "stage": "signed", "role": "signer", "signed_on": signed.isoformat()}
            cells["email"] = f"{legislator.id.lower()}@example.org"
            wanted += [change(legislator.id, "row", "", "present")]
            wanted += [change(legislator.id, field, "", value) for field, value in cells.items() if value]
    space.apply(wanted)


def copies(full: bool) -> Measured:
    """G11: a copy beside contacts.csv is seen, and nothing goes out while it waits."""
    seen = letters = dismissed = 0
    for name in (*COPIES, *LOCKS):
        with workspace(0) as space:
            _with_people(space)
            (space.root / name).write_bytes(space.contacts_file.read_bytes() + b"\r\n")
            found = space.beside()
            seen += name in (*found.waiting, *found.locks)
            if name in COPIES:
                letters += _drafts(space)
                space.settle(space.root / name, "dismissed", "ana", AT)
                dismissed += _drafts(space) > 0 and (space.root / name).exists()
    good = seen == 12 and not letters and dismissed == len(COPIES)
    measured = f"{seen} of 12 seen, {letters} letters while one waits, letters after {dismissed} of 10 dismissals"
    return Measured(measured, "12 of 12, 0 letters, 10 of 10", good)


def untouched(full: bool) -> Measured:
    """G12: opening a good file and saving nothing changes no byte, whatever its form."""
    from ..test_corpus import CASES

    changed = files = 0
    for case in (one for one in CASES.values() if one.code in ("OK", "WARN")):
        with workspace(0) as space:
            space.contacts_file.write_bytes(case.data)
            files += 1
            try:
                space.take_in(AT)
                space.apply([])
                space.check(space.letter("a").sent)
            except OutreachError:
                pass
            changed += space.contacts_file.read_bytes() != case.data
    return Measured(f"{files} files, {changed} changed", "0 changed", files > 30 and not changed)


_CELL = st.text(
    alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0")
    | st.sampled_from("\r\n\"',;|\t=' \u2028\ufeff\x1e\x85"),
    max_size=12,
)


def round_trips(full: bool) -> Measured:
    """G13: any table is read back as it was written, and written again to the byte."""
    count, wrong = 20_000 if full else 300, [0, 0]

    @seed(13)
    @settings(
        max_examples=count,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.lists(st.tuples(_CELL, _CELL, _CELL), min_size=1, max_size=6))
    def look(rows: list[tuple[str, str, str]]) -> None:
        header = ("letter", "id", "one", "two", "three")
        cells = [dict(zip(header, ("a", f"X{at}", *row), strict=True)) for at, row in enumerate(rows)]
        data = sheets.encode(sheets.Table(header, tuple(sheets.Row(0, each) for each in cells)))
        again = sheets.parse(data, "t.csv", columns=("letter", "id"), required=("letter", "id"))
        wrong[0] += 1
        wrong[1] += [dict(row.cells) for row in again.rows] != cells or sheets.encode(again) != data

    look()
    return Measured(f"{wrong[0]:,} tables, {wrong[1]} changed", "20,000, 0 changed", wrong[0] >= count and not wrong[1])


def damaged(full: bool) -> Measured:
    """G14: damaged tables are refused, named, or taken with every changed cell said; never in silence."""
    count, rng = 200 if full else 20, random.Random(14)
    refused = named = right = silent = stray = touched = 0
    with workspace(0) as space:
        _with_people(space)
        good, known = space.contacts_file.read_bytes(), space.contacts()[0]
        for _ in range(count):
            data = _harmed(good, rng)
            space.contacts_file.write_bytes(data)
            past = space.history_file.read_bytes()
            try:
                before = ledger.keyed(known)
                now = space.contacts()[0]
                noticed = space.noticed(AT)
                cells = ledger.difference(before, ledger.keyed(now), "", "")
                errors = [one for one in space.check(space.letter("a").sent) if one.file == "contacts.csv"]
                if not cells:
                    right += 1
                elif errors or (noticed and (noticed.doubtful or len(noticed.changes) == len(cells))):
                    named += 1
                else:
                    silent += 1
            except BadFile:
                refused += 1
            except OutreachError:
                refused += 1
            except Exception:
                stray += 1
            touched += space.contacts_file.read_bytes() != data or space.history_file.read_bytes() != past
    measured = (
        f"{count} damaged: {refused} refused, {named} named, {right} right, {silent} wrong in silence, "
        f"{stray} stray exceptions, {touched} times our bytes changed"
    )
    return Measured(measured, "0 in silence, 0 stray, 0 changed", not (silent or stray or touched))


def _harmed(data: bytes, rng: random.Random) -> bytes:
    """The file after one accident."""
    lines = data.split(b"\r\n")
    kind, at = rng.randrange(9), rng.randrange(4, len(data))
    if kind == 0:
        return data[:at]
    if kind == 1:
        return data[:at] + bytes([rng.randrange(256)]) + data[at + 1 :]
    if kind == 2:
        return data[:at] + rng.choice((b'"', b",", b"\r\n", b";", b"\t", b"\0", b"\xff")) + data[at:]
    if kind == 3:
        return data[:at] + data[at + rng.randrange(1, 40) :]
    if kind == 4:
        return b"\r\n".join([*lines[:5], lines[rng.randrange(1, 5)], *lines[5:]])
    if kind == 5:
        return b"\r\n".join([*lines[: rng.randrange(1, len(lines))], b""])
    if kind == 6:
        return data.replace(b",", rng.choice((b";", b"\t", b",,")), rng.randrange(1, 400))
    if kind == 7:
        return data.decode("utf-8-sig").encode(rng.choice(("cp1252", "utf-16-le", "utf-16", "utf-8")), "replace")
    return b"\r\n".join(lines[:1] + [line.replace(b",", b",,", 1) for line in lines[1:]])


def fuzz(full: bool) -> Measured:
    """G15: bytes of any kind are read or refused in one sentence, soon."""
    from ..test_corpus import CASES

    seeds = [case.data for case in CASES.values() if len(case.data) < 4000]
    rng, end = random.Random(15), time.monotonic() + (60 if full else 3)
    count = stray = 0
    slowest = 0.0
    while time.monotonic() < end:
        data = _mutated(rng.choice(seeds), rng)
        begun = time.process_time()
        try:
            sheets.parse(data, "f.csv", columns=COLUMNS, required=("letter", "id"))
        except BadFile:
            pass
        except Exception:
            stray += 1
        count += 1
        slowest = max(slowest, time.process_time() - begun)
    measured = f"{count:,} inputs, {stray} stray exceptions, slowest {slowest:.2f} s"
    return Measured(measured, "0 stray, under 1 s each", not stray and slowest < 1)


_BITS = (
    b'"',
    b"'",
    b",",
    b";",
    b"\r",
    b"\n",
    b"\0",
    b"\xff",
    b"\xef\xbb\xbf",
    b"sep=;\n",
    b"=",
    b"\x1a",
    b"PK\x03\x04",
)


def _mutated(data: bytes, rng: random.Random) -> bytes:
    for _ in range(rng.randrange(1, 6)):
        at = rng.randrange(len(data) + 1)
        kind = rng.randrange(4)
        if kind == 0:
            data = data[:at] + rng.choice(_BITS) + data[at:]
        elif kind == 1:
            data = data[:at] + rng.randbytes(rng.randrange(1, 5)) + data[at + 2 :]
        elif kind == 2:
            data = data[:at] + data[at + rng.randrange(1, 30) :]
        else:
            data = data[:at] + data[rng.randrange(len(data) + 1) :]
    return data


def shuffled(full: bool) -> Measured:
    """G19: one column sorted or shuffled by itself: no letter is written from it."""
    count, rng, letters, tried = 500 if full else 15, random.Random(19), 0, 0
    with workspace(0) as space:
        _with_people(space)
        good = space.contacts_file.read_bytes()
        table = sheets.parse(good, "contacts.csv", columns=COLUMNS, required=("letter", "id"))
        columns = [name for name in table.header if len({row.cells[name] for row in table.rows}) > 2]
        for _ in range(count):
            space.contacts_file.write_bytes(_shuffle(table, rng.choice(columns), rng))
            if space.contacts_file.read_bytes() == good:
                continue
            tried += 1
            letters += _drafts(space)
        space.contacts_file.write_bytes(good)
        proper = _drafts(space)
    measured = f"{tried} shuffles of {len(columns)} columns, {letters} letters; unshuffled {proper}"
    return Measured(measured, "0 letters; unshuffled more", not letters and proper > 0)


def _shuffle(table: sheets.Table, column: str, rng: random.Random) -> bytes:
    cells = [row.cells[column] for row in table.rows]
    rng.shuffle(cells)
    rows = tuple(sheets.Row(row.line, {**row.cells, column: cell}) for row, cell in zip(table.rows, cells, strict=True))
    return sheets.encode(sheets.Table(table.header, rows))


def restored(full: bool) -> Measured:
    """G34: any earlier state comes back to the byte, and undoing twice is the original."""
    count, rng, wrong, undone = 100 if full else 10, random.Random(34), 0, 0
    with workspace(30) as space:
        seen = {}
        for number in range(count):
            id = f"X{rng.randrange(30):06}"
            notes = ledger.keyed(space.contacts()[0])["a", id].notes
            space.apply([change(id, "notes", notes, f"{notes}\nnote {number}")])
            before = space.contacts_file.read_bytes()
            space.undo(None, "ben", AT)
            space.undo(None, "ben", AT)
            undone += space.contacts_file.read_bytes() != before
            seen[space.states()[-1]] = before
        for state in rng.sample(sorted(seen), len(seen)):
            space.restore(state, "ana", AT)
            wrong += space.contacts_file.read_bytes() != seen[state]
    good = not wrong and not undone
    return Measured(f"{len(seen)} restored, {wrong} not to the byte; undo twice wrong {undone} times", "0, 0", good)
