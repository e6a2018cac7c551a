"""The program as a whole: overview, start-up, errors."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from outreach.cli.main import COMMANDS, cli

ROOT = Path(__file__).resolve().parents[1]
HEAVY = ("pandas", "requests", "jinja2", "tabulate", "rapidfuzz", "openpyxl", "tomlkit", "filelock", "pypdf")


def outreach(*arguments: str, cwd: Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    environment.pop("OUTREACH_WORKSPACE", None)
    return subprocess.run(
        [sys.executable, "-m", "outreach", *arguments],
        cwd=cwd, input=stdin, capture_output=True, text=True, encoding="utf-8", env=environment, check=False,
    )  # fmt: skip


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; from outreach.cli.main import cli; cli.main(['--help'], standalone_mode=False);"
        f"print([m for m in {HEAVY!r} if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("name", [name for commands in COMMANDS.values() for name in commands])
def test_every_command_has_an_example_in_its_help(name: str) -> None:
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    commands = list(command.commands.values()) if isinstance(command, click.Group) else [command]
    for each in commands:
        called = f"outreach {name}" if each is command else f"outreach {name} {each.name}"
        shown = [line.strip() for line in f"{each.help}\n{each.epilog}".splitlines()]
        assert any(line.startswith(called) for line in shown), f"{called} has no example"


def test_unknown_command_says_what_to_do(tmp_path: Path) -> None:
    done = outreach("sing", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "No such command 'sing'" in done.stderr


def test_no_workspace_is_one_sentence(tmp_path: Path) -> None:
    done = outreach("status", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "outreach: .: no outreach.toml here; run 'outreach init' to make a workspace, or name one with -C DIR\n"
    )
