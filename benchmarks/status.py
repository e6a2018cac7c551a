"""How long ``outreach status --by state,party`` takes, beside plain pandas and DuckDB, in one run.

    python benchmarks/status.py [--rounds N] [--rows N …] [--max-ratio R]

All three are started as new processes, turn about, on the same contacts.csv about 535 made-up
legislators and as many letters as the rows need. pandas and DuckDB count the two columns as they
stand in the file; we read the file strictly, ask the roster for the party of every signing day, and
say what could not be counted. The ratio of the medians is the figure that counts: the seconds are
the machine's. DuckDB is left out where it is not installed (``pip install outreach-letters[bench]``).
"""

from __future__ import annotations

import argparse
import csv
import importlib.util
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from outreach.model import COLUMNS
from outreach.vocabulary import APPORTIONMENTS, STAGES, STATES

PANDAS = """
import sys
import pandas as pd
rows = pd.read_csv(sys.argv[1], dtype=str, keep_default_na=False, encoding="utf-8-sig")
print(pd.crosstab(rows["state"], rows["party"], margins=True).to_string())
"""

DUCKDB = """
import sys
import duckdb
rows = duckdb.read_csv(sys.argv[1], all_varchar=True, header=True)
print(duckdb.sql("PIVOT rows ON party USING count(*) GROUP BY state ORDER BY state").fetchall())
"""

PARTIES = ("Democrat", "Republican", "Independent")
OWNERS = ("Ana", "Robin", "Kim", "Sam", "Alex", "")
SENT = "2026-02-02"
TODAY = "2026-06-14"


def main() -> int:
    """Measure, print a table, and exit 1 above ``--max-ratio`` at the largest size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--rows", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--max-ratio", type=float)
    args = parser.parse_args()
    ratio = 0.0
    with tempfile.TemporaryDirectory() as folder:
        people = list(legislators())
        for number in args.rows:
            root = workspace(Path(folder) / str(number), people, number)
            ratio = measured(root, number, args.rounds, folder)
    return int(args.max_ratio is not None and ratio > args.max_ratio)


def measured(root: Path, number: int, rounds: int, cache: str) -> float:
    """One size: a line for each program; our median as a multiple of that of pandas."""
    contacts = str(root / "contacts.csv")
    ours = [sys.executable, "-m", "outreach", "-C", str(root), "status", "--by", "state,party"]
    programs = {
        "outreach status --by state,party": ours,
        "pandas read_csv, crosstab": [sys.executable, "-c", PANDAS, contacts],
    }
    if importlib.util.find_spec("duckdb"):
        programs["DuckDB read_csv, GROUP BY"] = [sys.executable, "-c", DUCKDB, contacts]
    else:
        print("DuckDB is not installed, so it is left out")
    seen: dict[str, list[tuple[float, float]]] = {name: [] for name in programs}
    # One round to warm up: byte code and the file cache, for all alike.
    for turn in range(rounds + 1):
        for name, command in programs.items():
            run = timed(command, cache)
            if turn:
                seen[name].append(run)
    medians = {name: statistics.median(seconds for seconds, _ in runs) for name, runs in seen.items()}
    base = medians["pandas read_csv, crosstab"]
    for name, median in medians.items():
        memory = max(size for _, size in seen[name])
        print(f"{number:7d} rows  {name:34s} {median * 1000:6.0f} ms  {median / base:5.2f} x pandas  {memory:4.0f} MB")
    return medians["outreach status --by state,party"] / base


def timed(command: list[str], cache: str) -> tuple[float, float]:
    """(seconds, MB at the most) of one process; byte code is kept in ``cache``, so that it is compiled once."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = str(Path(cache) / "pycache")
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environment)
    memory = 0.0
    if hasattr(os, "wait4"):
        _, code, used = os.wait4(process.pid, 0)
        # Linux counts in KiB, macOS in bytes.
        memory = used.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
        process.returncode = os.waitstatus_to_exitcode(code)
    else:
        process.wait()
    seconds = time.perf_counter() - began
    if process.returncode:
        raise SystemExit(f"{' '.join(command[:4])} … ended with {process.returncode}")
    return seconds, memory


def legislators() -> Iterator[dict[str, Any]]:
    """A made-up legislature with all its seats, in upstream's form."""
    places = [(state, "rep", str(n)) for state, count in APPORTIONMENTS[0][1].items() for n in range(1, count + 1)]
    states = [state for state in STATES if state in APPORTIONMENTS[0][1]]
    places += [(state, "sen", "12"[n]) for state in states for n in (0, 1)]
    for number, (state, kind, place) in enumerate(places):
        alone = kind == "rep" and APPORTIONMENTS[0][1][state] == 1
        party = PARTIES[number % 2] if number % 50 else PARTIES[2]
        term: dict[str, Any] = {
            "type": kind,
            "start": "2025-01-03",
            "end": "2199-01-03",
            "state": state,
            "party": party,
        }
        term |= {"district": 0 if alone else int(place)} if kind == "rep" else {"class": int(place)}
        name = {"first": "Test", "last": f"Person{number}", "official_full": f"Test Person{number}"}
        yield {"id": {"bioguide": f"X{number:06d}"}, "name": name, "bio": {"gender": "F"}, "terms": [term]}


def workspace(root: Path, people: list[dict[str, Any]], number: int) -> Path:
    """A workspace with so many contacts, synced from the made-up legislature."""
    (root / "data").mkdir(parents=True)
    content: dict[str, Any] = {"legislators-current": people, "legislators-historical": [], "committees-current": []}
    content |= {"committee-membership-current": {}}
    for name, entries in content.items():
        (root / "data" / f"{name}.json").write_text(json.dumps(entries), encoding="utf-8")
    letters = [f"letter-{n}" for n in range(-(-number // len(people)))]
    form = '[letters.{}]\ntitle = "Test"\naddressee = "Test"\nchamber = "both"\nsent = {}\n'
    (root / "outreach.toml").write_text("".join(form.format(slug, SENT) for slug in letters), encoding="utf-8")
    with (root / "contacts.csv").open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        pairs = ((slug, one) for slug in letters for one in people)
        writer.writerows(row(at, slug, one) for at, (slug, one) in zip(range(number), pairs, strict=False))
    command = [sys.executable, "-m", "outreach", "-C", str(root), "sync", "--from", str(root / "data")]
    subprocess.run([*command, "--as-of", TODAY], check=True, stdout=subprocess.DEVNULL)
    return root


def row(at: int, slug: str, one: dict[str, Any]) -> list[str]:
    """One contact as people have them: mostly empty cells, some notes."""
    term, stage = one["terms"][-1], STAGES[at % len(STAGES)]
    signed = stage in ("signed", "withdrawn")
    cells = {
        "letter": slug,
        "id": one["id"]["bioguide"],
        "name": one["name"]["official_full"],
        "party": term["party"],
        "state": term["state"],
        "district": str(term.get("district", "")),
        "stage": stage,
        "role": "signer" if signed else "",
        "signed_on": SENT if signed else "",
        "owner": OWNERS[at % len(OWNERS)],
        "last_contact": f"2026-0{1 + at % 5}-1{at % 9}" if at % 3 else "",
        "channel": "call" if at % 3 else "",
        "notes": "spoke with the scheduler, call again next week" if at % 4 == 0 else "",
    }
    return [cells.get(column, "") for column in COLUMNS]


if __name__ == "__main__":
    sys.exit(main())
