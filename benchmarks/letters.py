"""Follow-ups in every format, beside the usual tools, in one run.

    python benchmarks/letters.py [--rounds N] [--people N] [--without-peers]

Each line is a new process from start to end: importing, 535 made-up legislators, the shipped
templates, the files on disk. "draft, EML" is the whole command in a workspace: settings, contacts
and public data are read, every letter is checked, drafts, memory and manifest are written. The peers
are mailmerge 2.3.0 (its dry run reads a table of two columns, fills in one template without any check,
shows the messages and writes nothing; "EML unwritten" are our drafts, checked and read back, without
the files), a loop of docxtpl, and LibreOffice's PDF conversion, which is given 100 files at most and
counted after. All run in one environment with the same packages, with bytecode that is there already.
Seconds are the machine's, and the wall's; beside them stands the time of the processor, which is what
we are held to beside mailmerge, round by round.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

#: What is measured → the seconds it may take for 535 people; 0: none.
GOALS = {
    "one PDF": 1.5, "PDF each": 5.0, "DOCX each": 10.0, "EML unwritten": 0.0, "EML each": 0.0, "EML batch": 0.0,
    "text each": 0.0,
}  # fmt: skip

DRY_RUN, DRAFT = "mailmerge --dry-run", "draft, EML"

#: What is measured in every round, because one is held to the other.
OFTEN = (DRY_RUN, "EML unwritten", "EML each", "EML batch", "text each", DRAFT)

#: LibreOffice takes no more at once without dropping some.
CHUNK = 100

#: Wall seconds, seconds of the processor.
Spent = tuple[float, float]


def main() -> int:
    """Measure and print; exit 1 where a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--people", type=int, default=535)
    parser.add_argument("--many", type=int, default=100_000, help="how many text letters the last lines make")
    parser.add_argument("--without-peers", action="store_true")
    parser.add_argument("--python", type=Path, help="of an environment that has the peers, instead of a new one")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        return report(args, Path(name))


def report(args: argparse.Namespace, folder: Path) -> int:
    """Every line, and how many goals were missed."""
    ours = Ours(folder, args.people, sys.executable)
    peers: dict[str, Callable[[], str]] = {}
    if not args.without_peers:
        python = args.python or environment(folder / "peers")
        ours.python = str(python or sys.executable)
        peers = peer_tasks(python, args.people, folder)
    tasks = {name: (lambda name=name: ours.made(name)) for name in GOALS} | {DRAFT: ours.drafted} | peers
    times, said = measured(tasks, args.rounds)
    missed = lines(times, said, args.people) + many(ours, args.many)
    print(f"{missed} goals missed")
    return min(missed, 1)


def measured(tasks: Mapping[str, Callable[[], str]], rounds: int) -> tuple[dict[str, list[Spent]], dict[str, str]]:
    """What each task takes, round by round, and what it says; ours are run once before anything counts."""
    times: dict[str, list[Spent]] = {name: [] for name in tasks}
    said: dict[str, str] = {}
    for round_ in range(rounds + 1):
        for name, task in tasks.items():
            first, last = (1, rounds) if name in OFTEN else (1, 3) if name in GOALS else (0, 0)
            if round_ > last:
                continue
            start, before = time.perf_counter(), processor()
            said[name] = task()
            if round_ >= first:
                times[name].append((time.perf_counter() - start, processor() - before))
    return times, said


def processor() -> float:
    """Seconds of the processor in children so far; the wall's where the system does not say."""
    try:
        import resource
    except ImportError:
        return time.perf_counter()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def lines(times: Mapping[str, list[Spent]], said: Mapping[str, str], people: int) -> int:
    """Print the table; how many goals were missed."""
    bar = [cpu for _, cpu in times.get(DRY_RUN, [])]
    print(f"{people} people, medians of whole processes")
    print(f"{'':32}{'seconds':>9}{'cpu':>7}{'goal':>7}{'to mailmerge':>14}  notes")
    missed = 0
    for name, spent in times.items():
        wall, cpu = (statistics.median(one) for one in zip(*spent, strict=True))
        ratio = statistics.median(cpu / dry for (_, cpu), dry in zip(spent, bar, strict=False)) if bar else 0.0
        goal = GOALS.get(name, 0.0)
        over = bool(goal and wall > goal) or (name == "EML each" and ratio > 1)
        missed += over
        shown = f"{goal:.1f}" if goal else ""
        beside = f"{ratio:.2f}" if ratio else ""
        note = f"{said[name]}{'  MISSED' if over else ''}"
        print(f"{name:32}{wall:9.2f}{cpu:7.2f}{shown:>7}{beside:>14}  {note}", flush=True)
    return missed


class Ours:
    """Our tasks; every run has a folder of its own, since a disk is slow where files have just been deleted."""

    def __init__(self, folder: Path, people: int, python: str) -> None:
        self.folder, self.people, self.python = folder / "ours", people, python
        self.folder.mkdir()
        self._runs = 0

    def fresh(self, name: str) -> Path:
        """An empty folder."""
        self._runs += 1
        folder = self.folder / f"{name.replace(' ', '-')}-{self._runs}"
        folder.mkdir()
        return folder

    def run(self, *arguments: str) -> str:
        """A new process; what it prints."""
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        environment["PYTHONPATH"] = os.pathsep.join((str(ROOT), str(ROOT / "benchmarks")))
        environment["PYTHONPYCACHEPREFIX"] = str(self.folder / "bytecode")
        command = [self.python, "-m", *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout

    def made(self, name: str, people: int = 0) -> str:
        """One task; says memory and files."""
        into = self.fresh(name)
        memory = int(self.run("drafting", name, str(people or self.people), str(into)).split()[-1])
        made = sum(path.is_file() for path in into.rglob("*"))
        wanted = {"one PDF": 1, "EML batch": self.people + 2, "EML unwritten": 0}.get(name, people or self.people)
        assert made == wanted, f"{name}: {made} files"
        assert memory < 400, f"{name}: {memory} MiB"
        return f"{made} files, {memory} MiB"

    def drafted(self) -> str:
        """The whole command in a new copy of a workspace."""
        base, here = self.folder / "workspace", self.fresh("draft") / "w"
        if not base.exists():
            self._workspace(base)
        shutil.copytree(base, here)
        self.run("outreach", "-C", str(here), "draft", "rivers", "--write", "--format", "eml")
        made = len(list(here.rglob("*.eml")))
        assert made == self.people, f"{made} drafts"
        return f"{made} drafts, checked; public data read"

    def _workspace(self, base: Path) -> None:
        """Made-up public data, fetched from a folder; one letter, which one person led."""
        import drafting

        public, lead = self.fresh("public"), f"X{0:06}"
        for file, content in drafting.public(self.people).items():
            (public / file).write_text(json.dumps(content), encoding="utf-8")
        self.run("outreach", "init", str(base), "--organisation", "Example Rights Network", "--sender", "Robin Example")
        inside = ("outreach", "-C", str(base), "--by", "test")
        self.run(*inside, "sync", "--from", str(public))
        (base / "names.txt").write_text("Test Person0\n", encoding="utf-8")
        about = ("--title", "Letter on rivers", "--addressee", "Secretary Test", "--chamber", "house")
        self.run(
            *inside, "letter", "add", "rivers", *about, "--sent", "2025-07-13", "--summary", "rivers", "--lead", lead
        )
        self.run(*inside, "sign", "rivers", str(base / "names.txt"), "--yes")


def many(ours: Ours, people: int) -> int:
    """Text letters by the thousand: whether the cost grows in line with the number."""
    taken = []
    for count in (people // 10, people):
        start = time.perf_counter()
        said = ours.made("text each", count)
        taken.append(time.perf_counter() - start)
        print(f"{count:,} text letters{'':8}{taken[-1]:9.2f} s, {said}")
    growth = taken[1] / taken[0]
    print(f"ten times as many take {growth:.1f} times as long (goal: under 15)")
    return int(growth > 15)


def peer_tasks(python: Path | None, people: int, folder: Path) -> dict[str, Callable[[], str]]:
    """The other tools, as far as they can be had."""
    tasks: dict[str, Callable[[], str]] = {}
    if python is None:
        print("mailmerge and docxtpl cannot be installed here: left out")
    else:
        tasks[DRY_RUN] = lambda: mailmerge(python, people, folder)
        tasks["docxtpl in a loop"] = lambda: docxtpl_loop(python, people, folder)
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        print("LibreOffice is not here: its PDF conversion is left out")
    else:
        tasks[f"LibreOffice, DOCX to PDF, {CHUNK}"] = lambda: libreoffice(office, folder)
    return tasks


def environment(folder: Path) -> Path | None:
    """The Python of a new environment with the peers in it, and with what our program needs."""
    python = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = [*project["dependencies"], *project["optional-dependencies"]["pdf"], "docxtpl>=0.20.2"]
    commands = [
        [sys.executable, "-m", "venv", str(folder)],
        [str(python), "-m", "pip", "install", "-q", "setuptools<81", "mailmerge==2.3.0", *needed],
    ]
    try:
        for command in commands:
            subprocess.run(command, check=True, capture_output=True)
    except (subprocess.CalledProcessError, OSError):
        return None
    return python


def fresh(folder: Path) -> Path:
    """The folder, empty."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


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
    some = sorted((folder / "ours").glob("DOCX-each-*/*.docx"))[:CHUNK]
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(here), *map(str, some)]
    subprocess.run(command, check=True, capture_output=True)
    return f"{len(list(here.glob('*.pdf')))} of {len(some)} files"


if __name__ == "__main__":
    sys.exit(main())
