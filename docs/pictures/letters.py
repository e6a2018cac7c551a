"""Make the pictures of docs/letters.md anew, by the commands of the page, in a copy of the example.

    python docs/pictures/letters.py

Needs pdftoppm and Chromium.
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
BATCH = "hres-351/2026-06-14-1"

#: Name of the picture → the page of the batch it shows, and pixels to the inch.
PAGES = {"letter": ("A000380-amo.pdf", 70), "envelope": ("envelopes.pdf", 70)}


def main() -> int:
    """Make all pictures; says what is missing if something is."""
    browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if browser is None or shutil.which("pdftoppm") is None:
        print("Chromium or pdftoppm is not installed", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder:
        made = batch(Path(folder))
        for name, (file, inch) in PAGES.items():
            place = ["-f", "1", "-l", "1", "-r", str(inch), str(made / file)]
            subprocess.run(["pdftoppm", "-png", "-singlefile", *place, str(HERE / name)], check=True)
        shot = [f"--screenshot={HERE / 'proof.png'}", "--window-size=960,820", (made / "proof.html").as_uri()]
        quiet = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={Path(folder) / 'profile'}"]
        subprocess.run([browser, *quiet, *shot], check=True, capture_output=True)
    for name in (*PAGES, "proof"):
        print(f"{name}.png: {(HERE / name).with_suffix('.png').stat().st_size // 1024} KB")
    return 0


def batch(folder: Path) -> Path:
    """The batch of the walk, drafted and put on one page."""
    outreach = [sys.executable, "-m", "outreach", "-C", str(folder / "ours")]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    steps = [
        ["init", "--example", str(folder / "ours")],
        ["draft", "hres-351", "--format", "pdf,envelopes", "--write"],
        ["proof", BATCH],
    ]
    for step in steps:
        subprocess.run([*outreach, *step], check=True, stdout=subprocess.DEVNULL, env=environment)
    return folder / "ours" / "followups" / BATCH


if __name__ == "__main__":
    sys.exit(main())
