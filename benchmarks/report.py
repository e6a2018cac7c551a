"""How long the manager's page takes for ten letters and a whole Congress, with a year of dealings.

    python benchmarks/report.py [--letters N] [--rounds N] [--max-seconds S] [--keep FILE]

Everything is made up, in memory; measured is what follows reading the files: merging, counting,
drawing, and the text of the page. The median of the rounds counts.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from pathlib import Path


def main() -> int:
    """Measure, print the parts, and exit 1 above ``--max-seconds``."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--letters", type=int, default=10)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--max-seconds", type=float)
    parser.add_argument("--keep", type=Path, metavar="FILE", help="write the page there")
    args = parser.parse_args()
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    from outreach.report import html, xlsx
    from tests.simulated import year

    world = year(args.letters)
    times: dict[str, list[float]] = {"count": [], "page": [], "workbook": []}
    for number in range(args.rounds + 1):
        began = time.perf_counter()
        report = world.report()
        counted = time.perf_counter()
        page = html(report)
        laid_out = time.perf_counter()
        xlsx(report)
        # The first round warms up: it compiles the templates and imports the libraries.
        if number:
            times["count"].append(counted - began)
            times["page"].append(laid_out - counted)
            times["workbook"].append(time.perf_counter() - laid_out)
    if args.keep:
        args.keep.write_text(page, encoding="utf-8")
    medians = {name: statistics.median(seen) for name, seen in times.items()}
    size = len(page.encode()) / 1000
    print(
        f"{args.letters} letters x {len(world.roster)} legislators, {len(world.contacts)} rows, "
        f"{len(world.changes)} changes; page of {size:.0f} kB"
    )
    for name, seconds in medians.items():
        print(f"{name:9s} {seconds:6.2f} s")
    whole = medians["count"] + medians["page"]
    print(f"the page  {whole:6.2f} s")
    return int(args.max_seconds is not None and whole > args.max_seconds)


if __name__ == "__main__":
    sys.exit(main())
