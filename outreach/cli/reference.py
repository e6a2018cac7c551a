"""The page docs/commands.md, made from the commands themselves."""

from __future__ import annotations

from collections.abc import Iterator

import click

from .main import COMMANDS, cli

_HEAD = """\
# Commands

Made from the program's own help texts; `pytest --update-golden tests/test_cli_reference.py` writes it anew.
Options that stand before the command, as in `outreach -C our-letters status`:
"""


def page() -> str:
    """Every command with its help text, in the order of the overview."""
    return "\n".join(_parts()).rstrip("\n") + "\n"


def _parts() -> Iterator[str]:
    yield _HEAD
    yield _block(_options(cli))
    for title, commands in COMMANDS.items():
        yield f"## {title}\n"
        for name in commands:
            command = cli.get_command(click.Context(cli), name)
            assert command is not None
            yield from _command(command, f"outreach {name}")


def _command(command: click.Command, called: str) -> Iterator[str]:
    if isinstance(command, click.Group):
        for name, inner in command.commands.items():
            yield from _command(inner, f"{called} {name}")
        return
    yield f"### {called}\n"
    yield _block(command.get_help(_context(command, called)))


def _options(command: click.Command) -> str:
    formatter = click.HelpFormatter(width=100)
    command.format_options(_context(command, "outreach"), formatter)
    return formatter.getvalue().split("\nSet up:")[0]


def _context(command: click.Command, called: str) -> click.Context:
    return click.Context(command, info_name=called, terminal_width=100, help_option_names=["-h", "--help"])


def _block(text: str) -> str:
    lines = "\n".join(line.rstrip() for line in text.strip("\n").splitlines())
    return f"```text\n{lines}\n```\n"
