"""Make the pictures of the manager's page and of the terminal anew, from the example as it is shipped.

    python docs/pictures/screens.py

Needs Chromium, and the extra pdf for the slide. ``report-seats.png`` alone shows made-up people: which
seats there are is known only after ``outreach sync``, and no picture in these docs is of public data.
"""

from __future__ import annotations

import base64
import html
import os
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(ROOT))  # the imports below are found only then

from outreach import report  # noqa: E402
from tests.browser import Browser, browser  # noqa: E402
from tests.simulated import year  # noqa: E402

#: Name of the picture → letters of the page, and width and height in pixels.
PAGES = {
    "report-one": (("hres-351",), 1100, 1330),
    "report-all": ((), 1100, 1010),
    "report-phone": (("hres-351",), 390, 1010),
}

#: What is typed, in a window of 80 columns.
TYPED = ("status", "status hres-351 --by party", "status --by letter --by party")

_TERMINAL = """<!DOCTYPE html><meta charset="utf-8"><style>
body { margin: 0; background: #fbfbfa; }
pre { display: inline-block; margin: 0; padding: 22px 26px; font: 15px/1.42 "DejaVu Sans Mono", monospace; }
b { color: #0b6b5b; }
</style><pre>"""


def main() -> int:
    """Make all pictures and say how large they are."""
    with tempfile.TemporaryDirectory() as name, browser(Path(name)) as tab:
        folder = Path(name)
        run("init", "--example", str(folder / "ours"))
        for picture, (letters, width, height) in PAGES.items():
            run("-C", str(folder / "ours"), "report", *letters, "-o", str(folder / "page.html"))
            shot(tab, folder / "page.html", picture, width, height)
        run("-C", str(folder / "ours"), "report", "--png", str(HERE / "report-slide.png"))
        (folder / "page.html").write_text(report.html(year(1).report()), encoding="utf-8")
        shot(tab, folder / "page.html", "report-seats", 1100, 0, "document.querySelectorAll('.pair')[1]")
        (folder / "page.html").write_text(_TERMINAL + terminal(folder / "ours"), encoding="utf-8")
        shot(tab, folder / "page.html", "status-terminal", 900, 0, "document.querySelector('pre')")
    return 0


def run(*arguments: str) -> str:
    """What the command prints in a window of 80 columns."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "80"}
    command = [sys.executable, "-m", "outreach", *arguments]
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8", env=environment).stdout


def terminal(space: Path) -> str:
    """What is typed and what comes."""
    parts = [f"<b>$ outreach {typed}</b>\n{html.escape(run('-C', str(space), *typed.split()))}" for typed in TYPED]
    return "\n".join(parts)


def shot(tab: Browser, page: Path, name: str, width: int, height: int, part: str = "") -> None:
    """A picture of the upper end of the page, or of a part of it."""
    tab.size(width, 900)
    tab.open(page)
    box = {"x": 0, "y": 0, "width": width, "height": height, "scale": 1}
    if part:
        x, y, wide, high = tab.ask(f"(b => [b.x, b.y + scrollY, b.width, b.height])({part}.getBoundingClientRect())")
        edge = 0 if part.endswith("('pre')") else 16
        box |= {"x": max(x - edge, 0), "y": y - edge, "width": wide + 2 * edge, "height": high + 2 * edge}
    found = tab.call("Page.captureScreenshot", format="png", captureBeyondViewport=True, clip=box)
    (HERE / f"{name}.png").write_bytes(base64.b64decode(found["data"]))
    print(f"{name}.png: {(HERE / name).with_suffix('.png').stat().st_size // 1024} KB")


if __name__ == "__main__":
    sys.exit(main())
