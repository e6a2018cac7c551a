"""``python -m tests.torture [--short] [GOAL …]``: prints ``measured / wanted``; exit 1 if any goal is missed."""

from __future__ import annotations

import sys

from .board import run

if __name__ == "__main__":
    wanted = [argument for argument in sys.argv[1:] if not argument.startswith("-")]
    sys.exit(0 if run(wanted, full="--short" not in sys.argv) else 1)
