"""Make the pictures of docs/volunteers.md anew, from a sheet of the example.

    python docs/pictures/make.py

Needs LibreOffice (soffice) and pdftoppm. The sheet is made and filled in by the commands of the
page, printed to PDF by LibreOffice, and cut into pictures.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]

#: Name of the picture → page of the PDF, left, top, width, height in pixels, and pixels to the inch.
PICTURES = {
    "sheet-read": (1, 40, 60, 1358, 330, 215),
    "sheet-fill-in": (1, 1400, 60, 840, 330, 215),
    "sheet-guide": (2, 40, 40, 760, 640, 100),
}


def main() -> int:
    """Make all pictures; says what is missing if something is."""
    for program in ("soffice", "pdftoppm"):
        if shutil.which(program) is None:
            print(f"{program} is not installed", file=sys.stderr)
            return 1
    with tempfile.TemporaryDirectory() as folder:
        pdf = printed(sheet(Path(folder)))
        for name, (page, left, top, width, height, inch) in PICTURES.items():
            place = ["-f", page, "-l", page, "-r", inch, "-x", left, "-y", top, "-W", width, "-H", height]
            subprocess.run(
                ["pdftoppm", "-png", "-singlefile", *map(str, place), str(pdf), str(HERE / name)], check=True
            )
            print(f"{name}.png: {(HERE / name).with_suffix('.png').stat().st_size // 1024} KB")
    return 0


def sheet(folder: Path) -> Path:
    """A sheet of the example in the middle of its life: some calls were made."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    outreach = [sys.executable, "-m", "outreach", "-C", str(folder / "ours"), "--by", "ana"]
    # Nothing is invented about what anybody said: these are our own made-up doings, and say so.
    calls = (
        ("B001285", "Made-up example: we left a message and our number.", "call again", "2026-06-16"),
        ("C001123", "Made-up example: we sent the text.", "call", "2026-06-17"),
        ("T000472", "Made-up example: nobody picked up.", "call again", "2026-06-18"),
    )
    steps = [
        ["init", "--example", str(folder / "ours")],
        ["assign", "chechnya-2017", "--owner", "ana,ben,cem", "--all", "--by", "state", "--yes"],
    ]
    for id, note, next_step, due in calls:
        what = ["--channel", "call", "--stage", "asked", "--note", note, "--next", next_step, "--due", due]
        steps.append(["log", id, "--letter", "chechnya-2017", "--on", "2026-06-10", *what])
    steps.append(["sheet", "make", "--owner", "ana", "-o", str(folder / "ana.xlsx")])
    for step in steps:
        subprocess.run([*outreach, *step], check=True, stdout=subprocess.DEVNULL, env=environment)
    return folder / "ana.xlsx"


def printed(path: Path) -> Path:
    """The workbook as PDF."""
    profile = (path.parent / "profile").as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", str(path.parent), str(path)], check=True, capture_output=True)
    return path.with_suffix(".pdf")


if __name__ == "__main__":
    sys.exit(main())
