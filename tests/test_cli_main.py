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
    assert done.stderr == "outreach: there is no command 'sing', did you mean 'sign'; see 'outreach --help'\n"


def test_a_bad_option_is_one_sentence(tmp_path: Path) -> None:
    done = outreach("status", "--on", "2026-02-30", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert "'2026-02-30' is not a date" in done.stderr
    assert done.stderr.endswith("write year-month-day, as in 2017-07-13; see 'outreach status --help'\n")


def test_check_exits_with_its_own_code(tmp_path: Path) -> None:
    assert outreach("init", ".", cwd=tmp_path).returncode == 0
    (tmp_path / "contacts.csv").write_text("letter,id\nnope,X000001\n", encoding="utf-8")
    assert outreach("check", cwd=tmp_path).returncode == 1


def test_a_reader_that_goes_away_is_no_fault(tmp_path: Path) -> None:
    code = f"{sys.executable} -m outreach --help | true"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(code, shell=True, cwd=tmp_path, capture_output=True, text=True, env=environment, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_no_workspace_is_one_sentence(tmp_path: Path) -> None:
    done = outreach("status", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "outreach: .: no outreach.toml here; run 'outreach init' to make a workspace, or name one with -C DIR\n"
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_one_sentence_whatever_was_to_be_printed(tmp_path: Path) -> None:
    with open("/dev/full", "w", encoding="utf-8") as full:
        done = subprocess.run(
            [sys.executable, "-m", "outreach", "status"],
            cwd=ROOT, stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    what = "the system says: No space left on device; is the disk full, and may you write there? then try again"
    assert (done.returncode, done.stderr) == (1, f"outreach: {what}\n")
