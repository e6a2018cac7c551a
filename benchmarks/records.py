"""How long it takes to load the records, take a sheet with edits and save, beside daff on the same files.

    python benchmarks/records.py [--rows N ...] [--edits N] [--no-daff] [--max-seconds S] [--max-mb M]

Every measurement is a process of its own: a workspace is made in a temporary folder, then the
child loads contacts.csv, reads the sheet, merges it, and saves contacts.csv and history.csv as the
commands do. Seconds are of the clock and of the processor (the clock's depend on what else the
machine does); memory is the peak of the whole process, Python and imports included. ``daff``
(pip install daff) merges three whole files: the table as it was, with the edits, and with the
other side's edits, one of which deletes a row that the sheet edits.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path

LETTER = "bench-2026"
SETTINGS = f"""[data]
roster = "example"
[letters.{LETTER}]
title = "A made-up letter"
addressee = "the made-up addressee"
chamber = "house"
sent = 2026-01-05
"""
COLUMNS = (
    "letter", "id", "name", "party", "state", "district", "stage", "role", "signed_on", "as_printed", "owner",
    "staffer", "email", "phone", "last_contact", "channel", "next_step", "due", "notes",
)  # fmt: skip


def main() -> int:
    """Measure, print a table, and exit 1 above a limit that was given."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--edits", type=int, default=1_000)
    parser.add_argument("--no-daff", action="store_true")
    parser.add_argument("--max-seconds", type=float)
    parser.add_argument("--max-mb", type=float)
    parser.add_argument("--child", nargs=2, metavar=("FOLDER", "SHEET"), help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.child:
        return child(Path(args.child[0]), Path(args.child[1]))
    print(f"{'rows':>8} {'what':<44} {'seconds':>8} {'cpu':>7} {'MB':>6}  result")
    found: dict[int, dict[str, float]] = {}
    for rows in args.rows:
        with tempfile.TemporaryDirectory() as folder:
            found[rows] = measured(Path(folder), rows, args.edits, not args.no_daff)
    growth({rows: one["cpu"] for rows, one in found.items()})
    seconds, mb = (max(one[what] for one in found.values()) for what in ("cpu", "mb"))
    too_much = (args.max_seconds and seconds > args.max_seconds) or (args.max_mb and mb > args.max_mb)
    return 1 if too_much else 0


def growth(cpu: dict[int, float]) -> None:
    """What a further row costs from each size to the next: about the same, if cost is in line with rows."""
    for fewer, more in pairwise(sorted(cpu)):
        each = (cpu[more] - cpu[fewer]) / (more - fewer) * 1_000_000
        print(f"from {fewer:,} to {more:,} rows each further row costs {each:.0f} µs of the processor")


def measured(folder: Path, rows: int, edits: int, with_daff: bool) -> dict[str, float]:
    """One size: ours, then daff's."""
    sheet = workspace(folder, rows, edits)
    run = subprocess.run(
        [sys.executable, __file__, "--child", str(folder), str(sheet)], capture_output=True, text=True, check=True
    )
    found: dict[str, float] = json.loads(run.stdout)
    said = f"{found['changes']:.0f} edits taken, {found['asked']:.0f} asked: the row that is gone"
    line(rows, f"load, take a sheet of {edits:,} edits, save", found["seconds"], found["cpu"], found["mb"], said)
    if with_daff:
        daff(folder, rows)
    return found


def line(rows: int, what: str, seconds: float, cpu: float, mb: float, said: str) -> None:
    """One line of the table."""
    print(f"{rows:>8,} {what:<44} {seconds:>8.2f} {cpu:>7.2f} {mb:>6.0f}  {said}")


def row(number: int) -> list[str]:
    """One contact, plainly made up."""
    place = (f"Test Person {number}", "Democrat", "NY", str(number % 27), "target", "", "", "", "ana")
    office = ("Sam Staff", "sam@example.org", "202-555-0100", "2026-05-01", "call", "send the text", "2026-07-01")
    return [LETTER, f"X{number:06d}", *place, *office, f"2026-05-01 ana: left a message, {number}"]


def workspace(folder: Path, rows: int, edits: int) -> Path:
    """contacts.csv, a sheet of it with edits, and the three files for daff; the other side deletes a row."""
    from outreach.sheets import encode_rows
    from outreach.volunteers.base import Base, encode

    (folder / "outreach.toml").write_text(SETTINGS, encoding="utf-8")
    table = [row(number) for number in range(rows)]
    step = max(rows // edits, 1)
    edited = [list(cells) for cells in table]
    sheet = [["Name", "Letter", "Id", "Next step", "Due", "Made from"]]
    for cells in edited[::step][:edits]:
        cells[16] = "call again"
        base = Base(
            cells[0],
            cells[1],
            {"name": cells[2]},
            {"next_step": "send the text", "due": cells[17]},
            "ana",
            "2026-06-14",
            edits,
        )
        sheet.append([cells[2], cells[0], cells[1], cells[16], cells[17], encode(base)])
    theirs = [list(cells) for cells in table]
    for cells in theirs[1::step][:edits]:
        cells[6] = "asked"
    del theirs[step]
    for name, content in (("was", table), ("mine", edited), ("theirs", theirs)):
        (folder / f"{name}.csv").write_bytes(encode_rows([COLUMNS, *content]))
    shutil.copy(folder / "theirs.csv", folder / "contacts.csv")
    (folder / "sheet.csv").write_bytes(encode_rows(sheet))
    return folder / "sheet.csv"


def child(folder: Path, sheet: Path) -> int:
    """Load, take, save; print what it took."""
    import resource

    from outreach.ledger import keyed
    from outreach.volunteers import Taker, read, take
    from outreach.workspace import Workspace

    gc.disable()  # as the program does, whose runs are short
    space = Workspace.open(folder)
    began, cpu = time.perf_counter(), time.process_time()
    contacts = keyed(space.sound_contacts())
    returned = read(sheet, (LETTER,), lambda id: (), {})
    day = space.settings.letters[LETTER].sent
    taker = Taker("ana", "2026-06-14T12:00:00+00:00", day, space.settings.letters, lambda id, on: {})
    taking = take(returned, contacts, taker)
    done = space.apply(taking.changes)
    spent = {"seconds": time.perf_counter() - began, "cpu": time.process_time() - cpu}
    mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(spent | {"mb": mb, "changes": len(done.written), "asked": len(taking.questions)}))
    return 0


def daff(folder: Path, rows: int) -> None:
    """daff on the three files; the edit of the row that the other side deleted is looked for."""
    program = shutil.which("daff") or shutil.which("daff", path=str(Path(sys.executable).parent))
    if program is None:
        print(f"{rows:>8,} daff merge                                   not installed (pip install daff)")
        return
    files = [str(folder / f"{name}.csv") for name in ("was", "theirs", "mine")]
    out = folder / "merged.csv"
    began = time.perf_counter()
    run = subprocess.Popen([program, "merge", "--output", str(out), *files], stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(run.pid, 0)
    run.returncode = os.waitstatus_to_exitcode(status)
    seconds, cpu, mb = time.perf_counter() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024
    merged = out.read_text(encoding="utf-8") if out.exists() else ""
    kept = merged.count("call again")
    wanted = (folder / "mine.csv").read_text(encoding="utf-8").count("call again")
    said = f"exit {run.returncode}, {kept} of {wanted} edits kept, {wanted - kept} lost and nothing said"
    line(rows, "daff merge, the whole table thrice", seconds, cpu, mb, said)


if __name__ == "__main__":
    sys.exit(main())
