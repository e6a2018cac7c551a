"""What every command shares: the workspace, the clock, the user, common options."""

from __future__ import annotations

import getpass
import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from ..workspace import Workspace

Command = TypeVar("Command", bound=Callable[..., Any])


@dataclass
class App:
    """One run of the program: the only place that knows the real clock and the real user."""

    root: Path
    by: str = ""  #: who is doing this; "" is the name the computer knows

    @cached_property
    def workspace(self) -> Workspace:
        """The workspace in the folder; what people did in it by hand meanwhile is taken in and said."""
        from .greeting import greet

        greet(self.bare_workspace, self.user, self.moment)
        return self.bare_workspace

    @cached_property
    def bare_workspace(self) -> Workspace:
        """The workspace as it lies there, for commands that look at what was done by hand themselves."""
        from ..workspace import Workspace

        return Workspace.open(self.root)

    @property
    def moment(self) -> str:
        """The moment as it is written into the history; in the example its own day, as for ``day``."""
        now = self.now()
        on = self.bare_workspace.example_day
        at = datetime.combine(on, now.timetz()) if on else now
        return at.isoformat(timespec="seconds")

    def now(self) -> datetime:
        """The moment, with the offset of this place."""
        return datetime.now().astimezone()

    def day(self, on: date | None) -> date:
        """The day that counts as today: the one given; the example's own day; else today."""
        if on is not None:
            return on
        return self.workspace.example_day or self.now().date()

    @property
    def user(self) -> str:
        """Who is doing this."""
        if self.by:
            return self.by
        try:
            return getpass.getuser()
        except (OSError, KeyError, ImportError):
            return "unknown"


class Day(click.ParamType[date]):
    """A day, written 2017-07-13 and in no other way."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Text to a date; says which part is wrong."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value) if len(value) == 10 else self._refuse(value, param, ctx)
        except ValueError as fault:
            return self._refuse(value, param, ctx, f" ({fault})")

    def _refuse(self, value: str, param: click.Parameter | None, ctx: click.Context | None, why: str = "") -> date:
        self.fail(f"{value!r} is not a date{why}; write year-month-day, as in 2017-07-13", param, ctx)


DATE = Day()


def window() -> int | None:
    """Columns of the window that is written to; None where the output goes into a file or a pipe."""
    if "COLUMNS" not in os.environ and not sys.stdout.isatty():
        return None
    return shutil.get_terminal_size().columns


def on_option(command: Command) -> Command:
    """``--on DATE``: the day that counts as today."""
    return click.option("--on", type=DATE, help="The day that counts as today (default: today).")(command)


def format_option(*formats: str) -> Callable[[Command], Command]:
    """``--format``: one of these, the first by default."""
    return click.option(
        "--format", "fmt", type=click.Choice(formats), default=formats[0], show_default=True, help="How to print it."
    )
