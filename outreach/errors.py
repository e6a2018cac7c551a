"""Errors and problems.

Convention: a *problem* is something wrong in somebody's data; it is a value, collected and
shown, never raised. An *error* is a request that cannot be carried out; it is raised, owns its
sentence, and never prints.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

#: Levels of a problem, worst first. An "error" makes ``outreach check`` exit with 1.
LEVELS = ("error", "warning")


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something wrong in somebody's data: where, what, and what to do next."""

    file: str  #: path as the user knows it, relative to the workspace
    line: int  #: line in that file, 1 is the first; 0 when the whole file is meant
    column: str  #: name (or letter) of the column, "" when the whole line is meant
    what: str  #: what is wrong, one clause, no full stop
    next: str = ""  #: what to do next, one clause, no full stop
    level: str = "error"  #: one of LEVELS
    cause: str = field(default="", compare=False)  #: what is wrong, as said of many after their number

    def __str__(self) -> str:
        where = self.file + (f":{self.line}" if self.line else "")
        column = f"{self.column}: " if self.column else ""
        return f"{where}: {column}{self.what}" + (f"; {self.next}" if self.next else "")


#: Up to so many problems of one cause are told one by one.
FEW = 3

_PARTICULARS = re.compile(r'"[^"]*"|\'[^\']*\'|\b[A-Z]\d{6}\b|\d+')


def gathered(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems, those of one cause in one column as one, in the order of their first lines."""
    listed, alike = list(problems), dict[tuple[str, ...], list[Problem]]()
    for one in listed:
        alike.setdefault(_cause(one), []).append(one)
    many = {cause: group for cause, group in alike.items() if len(group) > FEW and group[0].line}
    return tuple(
        _as_one(many[_cause(one)]) if _cause(one) in many else one
        for one in listed
        if one is many.get(_cause(one), [one])[0]
    )


def _cause(one: Problem) -> tuple[str, ...]:
    return (one.file, one.column, one.level, one.cause or _PARTICULARS.sub("…", one.what))


def _as_one(group: Sequence[Problem]) -> Problem:
    first = group[0]
    if first.cause:
        what = f"{len(group):,} {first.cause} ({_lines(group)})"
        return replace(first, line=0, what=what, next=_ONE.sub(lambda found: _MANY[found[0]], first.next))
    return replace(first, what=f"{first.what}; {len(group) - 1:,} more like this, in {_lines(group[1:])}")


#: What next is said of one → the same of many.
_MANY = {
    "puts it back": "puts them back",
    "makes it whole": "makes them whole",
    "if it is right": "if they are right",
    "the row is not taken": "the rows are not taken",
}
_ONE = re.compile("|".join(_MANY))


def _lines(group: Sequence[Problem]) -> str:
    numbers = list(dict.fromkeys(str(one.line) for one in group))
    shown = ", ".join([*numbers[:FEW], *["…"] * (len(numbers) > FEW)])
    return f"line {shown}" if len(numbers) == 1 else f"lines {shown}"


class OutreachError(Exception):
    """A request that cannot be carried out. ``str(error)`` is the sentence to show."""

    #: 1 for what is wrong with data, 2 for what is wrong with the request
    exit_code = 1


class UsageError(OutreachError):
    """The command was given something it cannot take."""

    exit_code = 2


class BadFile(OutreachError):
    """A file that cannot be used at all: missing, a folder, binary, empty, broken."""

    def __init__(self, file: str, what: str, next: str = "", line: int = 0, column: str = "") -> None:
        self.problem = Problem(file, line, column, what, next)
        super().__init__(str(self.problem))


class BadData(OutreachError):
    """Problems that stop a command before it has written anything."""

    def __init__(self, problems: tuple[Problem, ...], consequence: str = "nothing was written") -> None:
        self.problems = problems
        told = gathered(problems)
        shown = "\n".join(map(str, told[:20]))
        more = f"\n… and {len(told) - 20} more" if len(told) > 20 else ""
        super().__init__(f"{shown}{more}\n{consequence}")


class NoWorkspace(OutreachError):
    """There is no workspace in the folder."""

    exit_code = 2

    def __init__(self, folder: str) -> None:
        super().__init__(
            f"{folder}: no outreach.toml here; run 'outreach init' to make a workspace, or name one with -C DIR"
        )


class NoRoster(OutreachError):
    """There is no public data in the workspace yet."""

    def __init__(self) -> None:
        super().__init__("no public data about legislators yet; run 'outreach sync' first")


class SmallRoster(OutreachError):
    """A list is to be recorded against the example's few legislators."""

    def __init__(self, slug: str, known: int) -> None:
        super().__init__(
            f"{slug} is none of the example's letters, and the example's roster has only {known} legislators: "
            "a name could be taken for somebody else; run 'outreach sync' first"
        )


class UnknownLetter(UsageError):
    """A letter that outreach.toml does not have."""

    def __init__(self, slug: str, known: tuple[str, ...]) -> None:
        have = ", ".join(known) if known else "none yet; add one with 'outreach letter add'"
        super().__init__(f"no letter {slug!r} in outreach.toml; there is: {have}")


class UnknownLegislator(UsageError):
    """A name or id that fits nobody in the roster."""

    def __init__(self, asked: str) -> None:
        super().__init__(f"nobody fits {asked!r}; try the last name alone, or the bioguide id, as in C001084")


class ManyLegislators(UsageError):
    """A name that fits several people where one is needed."""

    def __init__(self, asked: str, lines: tuple[str, ...]) -> None:
        listed = "\n".join(f"  {line}" for line in lines)
        super().__init__(f"{asked!r} fits {len(lines)} people; use the id of one:\n{listed}")
