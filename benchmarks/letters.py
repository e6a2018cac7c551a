"""Follow-ups in every format, beside the usual tools, in one run.

    python benchmarks/letters.py [--rounds N] [--people N] [--without-peers]

Each line is a new process from start to end: importing, 535 made-up legislators, the shipped
templates, the files on disk. The peers are mailmerge 2.3.0 (its dry run writes nothing), a loop
of docxtpl, and LibreOffice's PDF conversion, which is given 100 files at most and counted after.
The seconds are the machine's; the ratios are what counts.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from outreach.followups import Batch, FollowUp
    from outreach.model import Term

ROOT = Path(__file__).resolve().parent.parent
ON = date(2026, 6, 14)

#: What is measured → the seconds it may take for 535 people; "eml" is held to mailmerge.
GOALS = {"one PDF": 1.5, "PDF each": 5.0, "DOCX each": 10.0, "EML each": 0.0, "EML batch": 0.0, "text each": 0.0}
FORMATS = {"PDF each": "pdf", "DOCX each": "docx", "EML each": "eml", "text each": "txt"}

#: LibreOffice takes no more at once without dropping some.
CHUNK = 100


def main() -> int:
    """Measure and print; exit 1 where a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--people", type=int, default=535)
    parser.add_argument("--many", type=int, default=100_000, help="how many text letters the last lines make")
    parser.add_argument("--without-peers", action="store_true")
    parser.add_argument("--child", help=argparse.SUPPRESS)
    parser.add_argument("--into", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.child:
        return child(args.child, args.people, args.into)
    import tempfile

    with tempfile.TemporaryDirectory() as name:
        return report(args, Path(name))


def child(what: str, people: int, into: Path) -> int:
    """One task in a process of its own; the last line says how much memory it took."""
    from outreach.render import formats, pdf

    templates = ROOT / "templates"
    if what == "EML batch":
        whole(people, into, templates)
        print(peak())
        return 0
    items = batch(people)
    if what == "one PDF":
        (into / "letters.pdf").write_bytes(pdf.combined(items, templates))
    else:
        for made in formats._each(items, [FORMATS[what]], templates):
            (into / made.name).write_bytes(made.data)
    print(peak())
    return 0


def whole(people: int, into: Path, templates: Path) -> None:
    """All that ``draft --format eml --write`` puts on the disk: drafts, memory and manifest."""
    from outreach.render.folder import complete

    complete(prepared(people), into, ("eml",), ON, templates)


def peak() -> int:
    """MiB of memory at the highest; 0 where the system does not say."""
    try:
        import resource
    except ImportError:
        return 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (2**20 if sys.platform == "darwin" else 2**10)


def batch(people: int) -> Sequence[FollowUp]:
    """Its follow-ups."""
    return prepared(people).items


def prepared(people: int) -> Batch:
    """A batch to made-up legislators, who are asked for the first time."""
    from outreach.followups import prepare
    from outreach.merge import records
    from outreach.model import Contact, Legislator, Letter, Organisation, Settings, Term
    from outreach.roster import Roster

    letter = Letter(
        "test",
        "Letter on rivers",
        "Secretary Test",
        ("house",),
        date(2025, 7, 13),
        1,
        leads=("X000000",),
        summary="clean rivers",
    )
    us = Organisation(
        "Example Rights Network", "Robin Example", "Director", ("100 Example Street", "Anytown, NY 00000")
    )
    term = Term(
        "house", "NY", "", "", "Democrat", date(2025, 1, 3), date(2027, 1, 3), office="100 Test House Office Building"
    )
    seats = [Legislator(f"X{at:06}", "Test", f"Person{at}", (replaced(term, str(at + 1)),)) for at in range(people + 1)]
    lead = Contact(letter.slug, "X000000", stage="signed", role="lead", signed_on="2025-07-13")
    asked = [
        Contact(letter.slug, one.id, stage="target", staffer=f"Sam {one.last}", email="sam@example.org")
        for one in seats[1:]
    ]
    settings = Settings(us, {letter.slug: letter}, {"ask": "ask.md"})
    roster = Roster({one.id: one for one in seats}, as_of=ON, complete=False)
    made = prepare(records(letter, roster, (lead, *asked), settings, ON), settings, ROOT / "templates", ON)
    made.refuse_errors()
    assert len(made.items) == people
    return made


def replaced(term: Term, district: str) -> Term:
    """The same term for another district."""
    from dataclasses import replace

    return replace(term, district=district)


def report(args: argparse.Namespace, folder: Path) -> int:
    """Every line, and how many goals were missed."""
    import statistics

    peers = {} if args.without_peers else peer_tasks(args.people, folder)
    tasks: dict[str, Callable[[], str]] = {
        name: (lambda name=name: ours(name, args.people, folder)) for name in GOALS
    } | peers
    times: dict[str, list[float]] = {name: [] for name in tasks}
    said: dict[str, str] = {}
    for round_ in range(args.rounds):
        for name, task in tasks.items():
            if name in peers and name != "mailmerge --dry-run" and round_:
                continue
            start = time.perf_counter()
            said[name] = task()
            times[name].append(time.perf_counter() - start)
    shown = {name: statistics.median(taken) for name, taken in times.items()}
    missed = lines(shown, said, args.people) + many(args.many, folder)
    print(f"{missed} goals missed")
    return min(missed, 1)


def lines(seconds: dict[str, float], said: dict[str, str], people: int) -> int:
    """Print the table; how many goals were missed."""
    bar = seconds.get("mailmerge --dry-run", 0.0)
    print(f"{people} people, median of whole processes\n{'':32}{'seconds':>9}{'goal':>8}{'to mailmerge':>14}  notes")
    missed = 0
    for name, taken in seconds.items():
        goal = bar if name == "EML each" else GOALS.get(name, 0.0)
        over = bool(goal) and taken > goal
        missed += over
        ratio = f"{taken / bar:.2f}" if bar else ""
        shown = f"{goal:.2f}" if goal else ""
        print(f"{name:32}{taken:9.2f}{shown:>8}{ratio:>14}  {said[name]}{'  MISSED' if over else ''}")
    return missed


def ours(name: str, people: int, folder: Path) -> str:
    """One of our tasks in a new process; says memory and files."""
    into = fresh(folder / "ours" / name.replace(" ", "-"))
    command = [sys.executable, __file__, "--child", name, "--people", str(people), "--into", str(into)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    made = sum(path.is_file() for path in into.rglob("*"))
    assert made == {"one PDF": 1, "EML batch": people + 2}.get(name, people), f"{name}: {made} files"
    memory = int(done.stdout.split()[-1])
    assert memory < 400, f"{name}: {memory} MiB"
    return f"{made} files, {memory} MiB"


def many(people: int, folder: Path) -> int:
    """Text letters by the thousand: whether the cost grows in line with the number."""
    taken = []
    for count in (people // 10, people):
        into, start = fresh(folder / f"many-{count}"), time.perf_counter()
        command = [sys.executable, __file__, "--child", "text each", "--people", str(count), "--into", str(into)]
        done = subprocess.run(
            command, capture_output=True, text=True, check=True, env={**os.environ, "PYTHONPATH": str(ROOT)}
        )
        taken.append(time.perf_counter() - start)
        print(f"{count:,} text letters{'':8}{taken[-1]:9.2f} s, {done.stdout.split()[-1]} MiB")
        shutil.rmtree(into)
    growth = taken[1] / taken[0]
    print(f"ten times as many take {growth:.1f} times as long (goal: under 15)")
    return int(growth > 15)


def fresh(folder: Path) -> Path:
    """The folder, empty."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def peer_tasks(people: int, folder: Path) -> dict[str, Callable[[], str]]:
    """The other tools, as far as they can be had."""
    tasks: dict[str, Callable[[], str]] = {}
    python = environment(folder / "peers")
    if python is None:
        print("mailmerge and docxtpl cannot be installed here: left out")
    else:
        tasks["mailmerge --dry-run"] = lambda: mailmerge(python, people, folder)
        tasks["docxtpl in a loop"] = lambda: docxtpl_loop(python, people, folder)
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        print("LibreOffice is not here: its PDF conversion is left out")
    else:
        tasks[f"LibreOffice, DOCX to PDF, {CHUNK}"] = lambda: libreoffice(office, folder)
    return tasks


def environment(folder: Path) -> Path | None:
    """The Python of a new environment with the peers in it."""
    python = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
    commands = [
        [sys.executable, "-m", "venv", str(folder)],
        [str(python), "-m", "pip", "install", "-q", "setuptools<81", "mailmerge==2.3.0", "docxtpl>=0.20.2"],
    ]
    try:
        for command in commands:
            subprocess.run(command, check=True, capture_output=True)
    except (subprocess.CalledProcessError, OSError):
        return None
    return python


def mailmerge(python: Path, people: int, folder: Path) -> str:
    """mailmerge's way: a text template, a table, messages shown and not sent."""
    here = fresh(folder / "mailmerge")
    letter = "We thank you for signing the letter on clean rivers. " * 25
    (here / "template.txt").write_text(
        f"TO: {{{{email}}}}\nSUBJECT: Thank you\nFROM: a@example.org\n\nDear {{{{name}}}}:\n\n{letter}\n"
    )
    rows = "".join(f"sam{at}@example.org,Person {at}\n" for at in range(people))
    (here / "database.csv").write_text("email,name\n" + rows)
    (here / "server.conf").write_text("[smtp_server]\nhost = localhost\nport = 25\nratelimit = 0\n")
    program = python.parent / "mailmerge"
    command = [
        str(program),
        "--dry-run",
        "--no-limit",
        "--template",
        "template.txt",
        "--database",
        "database.csv",
        "--config",
        "server.conf",
    ]
    done = subprocess.run(command, cwd=here, capture_output=True, text=True, check=True)
    return f"{done.stdout.count(' sent')} messages shown, none written"


_LOOP = """
import sys
from docxtpl import DocxTemplate
sheet, into, people = sys.argv[1], sys.argv[2], int(sys.argv[3])
for at in range(people):
    letter = DocxTemplate(sheet)
    letter.render({"name": f"Person {at}", "text": "We thank you for signing the letter on clean rivers. " * 25})
    letter.save(f"{into}/{at}.docx")
"""


def docxtpl_loop(python: Path, people: int, folder: Path) -> str:
    """The loop of the manual, on python-docx's own page."""
    here = fresh(folder / "docxtpl")
    page = "from docx import Document; d = Document(); d.add_paragraph('Dear {{ name }}:')"
    page += "; d.add_paragraph('{{ text }}'); "
    subprocess.run([str(python), "-c", f"{page}d.save({str(folder / 'page.docx')!r})"], check=True)
    command = [str(python), "-c", _LOOP, str(folder / "page.docx"), str(here), str(people)]
    subprocess.run(command, check=True, capture_output=True)
    return f"{len(list(here.iterdir()))} files"


def libreoffice(office: str, folder: Path) -> str:
    """A hundred of our Word files to PDF."""
    here = fresh(folder / "libreoffice")
    some = sorted((folder / "ours" / "DOCX-each").iterdir())[:CHUNK]
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(here), *map(str, some)]
    subprocess.run(command, check=True, capture_output=True)
    return f"{len(list(here.glob('*.pdf')))} of {len(some)} files"


if __name__ == "__main__":
    sys.exit(main())
