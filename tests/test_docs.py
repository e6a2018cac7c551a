"""Docs are executed: every console block in README.md and docs/ is run, and its output compared.

In a block, a line "$ outreach …" is run in a fresh copy of the example workspace (one copy for each
page, so that a page can tell a story); the lines below it are the output. A line "…" stands for any
lines that are left out. ``pytest --update-golden tests/test_docs.py`` writes the outputs anew,
except below a "…".
"""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from outreach.cli.main import cli
from outreach.errors import OutreachError

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.M | re.S)
SHIPPED = ("outreach.toml", "contacts.csv", "history.csv", "aliases.csv", "templates")


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_commands_in_the_docs_print_what_the_docs_say(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, update_golden: bool
) -> None:
    for name in SHIPPED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, tmp_path / name)
        elif source.exists():
            shutil.copy(source, tmp_path / name)
    if (ROOT / "outreach" / "example" / "lists").is_dir():
        for folder in (
            Path("lists"),
            Path("outreach", "example", "lists"),
        ):  # as in a new workspace, and as in the clone
            shutil.copytree(ROOT / "outreach" / "example" / "lists", tmp_path / folder)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("OUTREACH_BY", "ana")
    text = page.read_text(encoding="utf-8")
    fresh = BLOCK.sub(lambda found: f"```console\n{_run_block(found.group(1))}```", text)
    if update_golden:
        page.write_text(fresh, encoding="utf-8")
    assert fresh == text


def _run_block(block: str) -> str:
    out: list[str] = []
    for command, shown in _steps(block):
        out.append(f"$ {command}\n")
        if not command.startswith("outreach "):
            out.append(shown)
            continue
        printed = _stable(_run(shlex.split(command)[1:]))
        out.append(shown if "…\n" in shown and _fits(shown, printed) else printed)
    return "".join(out)


def _steps(block: str) -> list[tuple[str, str]]:
    steps: list[tuple[str, str]] = []
    for line in block.splitlines(keepends=True):
        if line.startswith("$ "):
            steps.append((line[2:].rstrip("\n"), ""))
        elif steps:
            steps[-1] = (steps[-1][0], steps[-1][1] + line)
    return steps


def _run(arguments: list[str]) -> str:
    result = CliRunner().invoke(cli, arguments)
    if isinstance(result.exception, OutreachError):
        return f"outreach: {result.exception}\n"
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.output


def _stable(printed: str) -> str:
    """The output without blanks at line ends, which editors take away."""
    return "".join(line.rstrip() + "\n" for line in printed.splitlines())


def _fits(shown: str, printed: str) -> bool:
    """Whether the shown parts stand in the output in their order."""
    place = 0
    for part in shown.split("…\n"):
        found = printed.find(part, place)
        if found < 0:
            return False
        place = found + len(part)
    return True
