"""How long ``outreach --help`` takes, beside a bare click program, in one run.

    python benchmarks/startup.py [--rounds N] [--max-ratio R]

Both are started as new processes, turn about; the floor is ``python -c pass``. The ratio of the
medians is the figure that counts: the milliseconds are the machine's.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

BARE = """
import click

@click.group()
def cli():
    "A bare click program."

@cli.command()
def one():
    "One command."

cli()
"""


def main() -> int:
    """Measure, print a table, and exit 1 above ``--max-ratio``."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=21)
    parser.add_argument("--max-ratio", type=float)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bare = Path(folder) / "bare.py"
        bare.write_text(BARE, encoding="utf-8")
        programs = {
            "python -c pass": [sys.executable, "-c", "pass"],
            "bare click --help": [sys.executable, str(bare), "--help"],
            "outreach --help": [sys.executable, "-m", "outreach", "--help"],
        }
        times: dict[str, list[float]] = {name: [] for name in programs}
        # One round to warm up: byte code and the file cache, for all three alike.
        for number in range(args.rounds + 1):
            for name, command in programs.items():
                seconds = timed(command, folder)
                if number:
                    times[name].append(seconds)
    medians = {name: statistics.median(seen) for name, seen in times.items()}
    ratio = medians["outreach --help"] / medians["bare click --help"]
    for name, median in medians.items():
        print(f"{name:20s} {median * 1000:6.0f} ms   {median / medians['bare click --help']:.2f} x bare click")
    print(f"ratio {ratio:.2f}")
    return int(args.max_ratio is not None and ratio > args.max_ratio)


def timed(command: list[str], cache: str) -> float:
    """Seconds one process takes; byte code is kept in ``cache``, so that it is compiled once."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = cache
    began = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True, env=environment)
    return time.perf_counter() - began


if __name__ == "__main__":
    sys.exit(main())
