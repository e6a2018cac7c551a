"""The program: a table of commands, loaded when they are called, and one place for errors."""

from __future__ import annotations

import contextlib
import difflib
import gc
import importlib
import os
import sys
from pathlib import Path
from typing import NamedTuple, NoReturn

import click

from .. import __version__
from ..errors import OutreachError
from .context import App


class Entry(NamedTuple):
    """Where a command lives and what the overview says of it."""

    module: str
    attribute: str
    help: str


#: What people do → the commands for it, in the order of the work.
COMMANDS: dict[str, dict[str, Entry]] = {
    "Set up": {
        "demo": Entry("demo", "demo", "Do the main job on the example, to see what it is."),
        "init": Entry("setup", "init", "Make a workspace: settings, contacts, templates."),
        "sync": Entry("data", "sync", "Fetch the public data about legislators."),
        "check": Entry("checking", "check", "List every problem in the workspace, and mend what can be."),
    },
    "Who signed": {
        "letter": Entry("letters", "letter", "Add and list the letters that legislators sign."),
        "resolve": Entry("signing", "resolve", "Say who the names on a printed list are; writes nothing."),
        "sign": Entry("signing", "sign", "Record who signed a letter, from a printed list."),
        "who": Entry("data", "who", "Show one legislator: then, today, contacts."),
    },
    "Follow up": {
        "draft": Entry("followups", "draft", "Show or write the follow-up letters."),
        "proof": Entry("batches", "proof", "Make one page for reading a whole batch."),
        "approve": Entry("batches", "approve", "Record that somebody stands by the letters of a batch."),
        "sent": Entry("batches", "sent", "Record that the letters of a batch have gone out."),
        "reprint": Entry("batches", "reprint", "Write a batch once more, the same bytes."),
        "log": Entry("contacts", "log", "Record one dealing with one office."),
    },
    "Volunteers": {
        "assign": Entry("assigning", "assign", "Share the open contacts out among volunteers."),
        "sheet": Entry("sheets", "sheet", "Make a volunteer's spreadsheet, and take it back."),
    },
    "Where things stand": {
        "status": Entry("tables", "status", "Show how far things are."),
        "todo": Entry("todo", "todo", "Show what is due, overdue, or silent for too long."),
        "report": Entry("report", "report", "Make the manager's page: one file, charts and tables."),
        "lobbying": Entry("compliance", "lobbying", "Count the dealings of a quarter for reports on lobbying."),
    },
    "Records": {
        "history": Entry("past", "history", "Show who changed what in the records, when and why."),
        "undo": Entry("past", "undo", "Take back what was done in one go."),
        "restore": Entry("past", "restore", "Make contacts.csv what it was at some time, byte for byte."),
        "merge": Entry("copies", "merge", "Bring a copy of contacts.csv into the records."),
        "dismiss": Entry("copies", "dismiss", "Leave a copy of contacts.csv out for good."),
    },
}


class LazyGroup(click.Group):
    """A group that imports a command's module when the command is called, not before."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, in the order of the overview."""
        return [name for commands in COMMANDS.values() for name in commands]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command."""
        entry = next((commands[cmd_name] for commands in COMMANDS.values() if cmd_name in commands), None)
        if entry is None:
            return None
        module = importlib.import_module(f"outreach.cli.{entry.module}")
        command: click.Command = getattr(module, entry.attribute)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; a name that is nearly one is answered with it."""
        name = args[0]
        if not name.startswith("-") and name not in (known := self.list_commands(ctx)):
            near = difflib.get_close_matches(name, known, 1)
            ctx.fail(f"there is no command {name!r}" + (f", did you mean {near[0]!r}" if near else ""))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Print the overview from the table, importing nothing."""
        for title, commands in COMMANDS.items():
            with formatter.section(title):
                formatter.write_dl([(name, entry.help) for name, entry in commands.items()])


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Start with: outreach demo",
)
@click.option(
    "-C",
    "--workspace",
    "folder",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    envvar="OUTREACH_WORKSPACE",
    default=Path(),
    help="The workspace (default: this folder).",
)
@click.option("--by", envvar="OUTREACH_BY", default="", help="Your name in the history (default: your user name).")
@click.version_option(__version__, prog_name="outreach")
@click.pass_context
def cli(ctx: click.Context, folder: Path, by: str) -> None:
    """Know who signed the letter, who they are today, what to write to them, and how far things are."""
    ctx.obj = App(folder, by)


def main() -> None:
    """Run the program; an error becomes one sentence on stderr and exit 1 or 2."""
    _speak_utf8()
    # A run is short: looking for circular rubbish takes longer than the run has use for what it finds.
    gc.disable()
    try:
        sys.exit(cli.main(prog_name="outreach", standalone_mode=False) or 0)
    except OutreachError as error:
        _stop(str(error), error.exit_code)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
    except click.UsageError as error:
        called = error.ctx.command_path if error.ctx else "outreach"
        _stop(f"{error.format_message().rstrip('.?')}; see '{called} --help'", 2)
    except click.ClickException as error:
        _stop(error.format_message(), 1)
    except (click.Abort, KeyboardInterrupt):
        _stop("stopped; what was answered or written before is kept", 1)
    except BrokenPipeError:
        # The reader (head, less) has gone: that is no fault, and Python must not complain at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        # What nobody foresaw: a disk that is full or gone, a folder without rights.
        _lost(error)


def _lost(error: OSError) -> NoReturn:
    """Say what the system said; what still waits to be printed must not fail a second time at exit."""
    with contextlib.suppress(OSError):
        sys.stdout.flush()
    if not error.filename:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    what = f"{error.filename}: " if error.filename else ""
    next = "is the disk full, and may you write there? then try again"
    _stop(f"{what}the system says: {error.strerror or error}; {next}", 1)


def _stop(sentence: str, code: int) -> NoReturn:
    click.echo(f"outreach: {sentence}", err=True)
    sys.exit(code)


def _speak_utf8() -> None:
    """Names have accents; a console with another code page must not stop the program."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
