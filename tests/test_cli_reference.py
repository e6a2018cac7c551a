"""The command reference is what the program says of itself."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "commands.md"


def test_the_reference_is_current(update_golden: bool) -> None:
    """Made by a process of its own: a command keeps the help option of whoever called it first."""
    code = "import sys; from outreach.cli.reference import page; sys.stdout.buffer.write(page().encode())"
    made = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True).stdout
    if update_golden:
        PAGE.write_bytes(made)
    assert PAGE.read_bytes() == made
