"""Resolving measured against the public real lists and against the usual fuzzy matchers.

    python benchmarks/resolve.py                  # print
    python benchmarks/resolve.py --write-docs     # put the table into docs/resolving.md
    python benchmarks/resolve.py --shared DIR     # the folder with data/congress and lists

Ours reads the names out of the raw text itself; the others are given the names already cut out.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date
from importlib.util import find_spec
from multiprocessing import get_context
from pathlib import Path

import printing

from outreach import resolve
from outreach.model import Legislator, Term
from outreach.roster import Roster
from outreach.sources import congress

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs" / "resolving.md"
START, END = "<!-- benchmark -->", "<!-- /benchmark -->"
LETTER = date(2017, 7, 13)
#: Each measurement of speed goes over the lists so often.
ROUNDS = 5
#: And each speed of an index is the best of so many processes.
PROCESSES = 3
#: Lengths of the lists that speed is measured with, and lines read before, so that modules are loaded.
SIZES, WARMING = (1_000, 10_000, 100_000), 400


@dataclass(frozen=True, slots=True)
class Signers:
    """One real list: its text, its day, and who each printed name is."""

    text: str
    on: date
    chambers: tuple[str, ...]
    gold: tuple[tuple[str, str], ...]  #: (printed, id)


@dataclass(slots=True)
class Score:
    """What one method did with the names of all lists."""

    method: str
    right: int = 0
    wrong: int = 0
    asked: int = 0
    seconds: float = 0.0
    faults: list[str] = field(default_factory=list)

    @property
    def names(self) -> int:
        """How many printed names there were."""
        return self.right + self.wrong + self.asked


def read_lists(folder: Path) -> list[Signers]:
    """The real lists in a folder."""
    return [_signers(path) for path in sorted(folder.iterdir()) if (path / "gold.csv").exists()]


def _signers(folder: Path) -> Signers:
    meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    with (folder / "gold.csv").open(encoding="utf-8", newline="") as handle:
        gold = tuple((row["raw_name"], row["bioguide"]) for row in csv.DictReader(handle) if row["bioguide"])
    chambers = ("house", "senate") if meta["chamber"] == "both" else (meta["chamber"],)
    return Signers((folder / "raw.txt").read_text(encoding="utf-8"), date.fromisoformat(meta["date"]), chambers, gold)


def ours(lists: Sequence[Signers], roster: Roster) -> Score:
    """Our own method, from the raw text; the index is built before, the first round is not timed."""
    index = resolve.NameIndex(roster)
    score = Score("outreach")
    for signers in lists:
        found = resolve.resolve(signers.text, index, signers.on, signers.chambers)
        ids = {row.id for row in found.rows if row.id}
        gold = {id for _, id in signers.gold}
        score.right += sum(id in ids for _, id in signers.gold)
        score.wrong += len(ids - gold)
        score.asked += sum(id not in ids for _, id in signers.gold)
    began = time.process_time()
    for _ in range(ROUNDS):
        for signers in lists:
            resolve.resolve(signers.text, index, signers.on, signers.chambers)
    score.seconds = (time.process_time() - began) / ROUNDS
    return score


def baseline(
    method: str, lists: Sequence[Signers], roster: Roster, best: Callable[[str, Mapping[str, str]], str]
) -> Score:
    """A fuzzy matcher over the names of those serving on the day."""
    score = Score(method)
    for signers in lists:
        names = {who.id: who.name for who in roster.serving(signers.on, signers.chambers)}
        began = time.process_time()
        answers = [best(printed, names) for printed, _ in signers.gold]
        score.seconds += time.process_time() - began
        for answer, (_, id) in zip(answers, signers.gold, strict=True):
            score.right += answer == id
            score.wrong += answer not in ("", id)
            score.asked += not answer
    return score


def rapidfuzz_best(cutoff: float) -> Callable[[str, Mapping[str, str]], str]:
    """WRatio of rapidfuzz, with a cut-off."""
    from rapidfuzz import fuzz, process

    def best(printed: str, names: Mapping[str, str]) -> str:
        found = process.extractOne(printed, names, scorer=fuzz.WRatio, score_cutoff=cutoff)
        return found[2] if found else ""

    return best


def thefuzz_best(printed: str, names: Mapping[str, str]) -> str:
    """The best match of thefuzz."""
    from thefuzz import process

    found = process.extractOne(printed, names)
    return str(found[2]) if found else ""


@dataclass(frozen=True, slots=True)
class Speed:
    """How fast lists of one length were read with one index."""

    index: str
    names: int
    first: float  #: names a second when no line was seen before
    again: float  #: and when each was
    peak: str  #: the most memory that the process held until then


def speeds(roster: Roster, label: str, on: date) -> list[Speed]:
    """Growing lists of names that all differ, on an index made before."""
    index = resolve.NameIndex(roster)
    lines = printing.distinct(list(roster.legislators.values()), on, WARMING + sum(SIZES))
    resolve.resolve("\n".join(lines[:WARMING]), index, on)
    measured = []
    begin = WARMING
    for size in SIZES:
        text = "\n".join(lines[begin : begin + size])
        first, again = _rate(text, index, on, size), _rate(text, index, on, size)
        measured.append(Speed(label, size, first, again, memory()))
        begin += size
    return measured


def alone(measure: Callable[[Path], list[Speed]], data: Path) -> list[Speed]:
    """Measured in processes of its own, so that the memory is that of one index; the best of each size.

    What else the machine does can only take away from a speed.
    """
    measured = []
    for _ in range(PROCESSES):
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            measured.append(pool.submit(measure, data).result())
    return [
        replace(size[0], first=max(one.first for one in size), again=max(one.again for one in size))
        for size in zip(*measured, strict=True)
    ]


def of_public_data(data: Path) -> list[Speed]:
    """On everybody of the public data."""
    roster = congress.load(data)
    return speeds(roster, f"{len(roster):,} of the public data", LETTER)


def of_historical(data: Path) -> list[Speed]:
    """On everybody who ever served."""
    roster = historical(data / "legislators-historical.csv")
    return speeds(roster, f"{len(roster):,} historical, all as if serving", LETTER)


def _rate(text: str, index: resolve.NameIndex, on: date, names: int) -> float:
    began = time.process_time()
    resolve.resolve(text, index, on)
    return names / (time.process_time() - began)


def historical(path: Path) -> Roster:
    """Everybody who ever served, as if all served at once: for volume only, the terms are made up."""
    with path.open(encoding="utf-8", newline="") as handle:
        people = [_historical(row) for row in csv.DictReader(handle)]
    return Roster({who.id: who for who in people})


def _historical(row: Mapping[str, str]) -> Legislator:
    chamber = "senate" if row["type"] == "sen" else "house"
    district = row["district"] if chamber == "house" else ""
    term = Term(chamber, row["state"], district, "1", row["party"] or "Unknown", date(1789, 3, 4), date(2100, 1, 3))
    return Legislator(
        id=row["bioguide_id"],
        first=row["first_name"],
        last=row["last_name"],
        terms=(term,),
        middle=row["middle_name"],
        nickname=row["nickname"],
        suffix=row["suffix"],
    )


def memory() -> str:
    """The most memory this process has held, where the system says."""
    try:
        import resource
    except ImportError:
        return "not measured on this system"
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return f"{peak / (1 << 20 if sys.platform == 'darwin' else 1 << 10):.0f} MB"


def report(scores: Sequence[Score], measured: Sequence[Speed]) -> str:
    """Both tables in Markdown."""
    lines = ["| method | right | wrong | asked | names a second |", "|---|---|---|---|---|"]
    for score in scores:
        rate = score.names / score.seconds
        lines.append(f"| {score.method} | {score.right} | {score.wrong} | {score.asked} | {rate:,.0f} |")
    lines += ["", "| people in the index | distinct names | a second, first reading | seen before | peak memory |"]
    lines += ["|---|---|---|---|---|"]
    lines += [f"| {m.index} | {m.names:,} | {m.first:,.0f} | {m.again:,.0f} | {m.peak} |" for m in measured]
    return "\n".join(lines)


def write_docs(table: str) -> None:
    """Put the tables between the marks of docs/resolving.md."""
    text = DOCS.read_text(encoding="utf-8")
    head, _, rest = text.partition(START)
    _, _, tail = rest.partition(END)
    DOCS.write_text(f"{head}{START}\n{table}\n{END}{tail}", encoding="utf-8", newline="\n")


def main() -> int:
    """Measure, print, and perhaps write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--write-docs", action="store_true")
    args = parser.parse_args()
    data = args.shared / "data" / "congress"
    roster, lists = congress.load(data), read_lists(args.shared / "lists")
    scores = [ours(lists, roster)]
    measured = [*alone(of_public_data, data), *alone(of_historical, data)]
    scores += [
        baseline("rapidfuzz WRatio, best match", lists, roster, rapidfuzz_best(0)),
        baseline("rapidfuzz WRatio, cut-off 86", lists, roster, rapidfuzz_best(86)),
    ]
    if find_spec("thefuzz"):
        scores.append(baseline("thefuzz, best match", lists, roster, thefuzz_best))
    else:
        print("thefuzz is not installed, so it is left out")
    table = report(scores, measured)
    print(table)
    if args.write_docs:
        write_docs(table)
    return int(scores[0].wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
