"""``outreach demo``: the main job on the example, one command after the other."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import click

from .context import App

_LETTERS = ("chechnya-2017", "hres-351", "chechnya-senate-2017", "chechnya-senate-2018")

#: What is done: a title and the command, with paths as they are inside the workspace.
_STEPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    *(
        (f"Who signed {slug}: read the printed list, record the signatures.", ("sign", slug, f"lists/{slug}.txt"))
        for slug in _LETTERS
    ),
    ("Who is somebody today, who wrote in 2017?", ("who", "Ros-Lehtinen")),
    ("Everybody falls into one route; the first follow-up in full.", ("draft", "hres-351")),
    ("Write the follow-ups, one file for each legislator.", ("draft", "hres-351", "--write")),
    (
        "Record a call to one office.",
        ("log", "Titus", "--letter", "hres-351", "--channel", "call", "--next", "call back"),
    ),
    ("How far things are: all letters.", ("status",)),
    ("How far things are: one letter, by party and route.", ("status", "hres-351", "--by", "party", "--by", "route")),
)


@click.command("demo")
@click.argument("folder", metavar="[DIR]", default="outreach-demo", type=click.Path(path_type=Path))
@click.pass_obj
def demo(app: App, folder: Path) -> None:
    """Do the main job on the example, to see what it is. Needs no network.

    Makes a workspace in DIR (default: outreach-demo; a number is added if it is there already) and
    runs the commands in it that staff would run: who signed, who they are today, the follow-ups,
    the status. Every command is printed before its output, to be tried by hand.

    \b
    Example:
      outreach demo
    """
    from ..workspace import init

    home = _free(folder)
    init(home, example=True, recorded=False)
    for title, arguments in _STEPS:
        _run(app, home, title, arguments)
    click.secho("\nWhat was written", bold=True)
    click.echo("\n".join(_written(home)))


def _free(folder: Path) -> Path:
    """The folder, or the first of folder-2, folder-3 … that is not there yet."""
    number, free = 1, folder
    while free.exists():
        number += 1
        free = folder.with_name(f"{folder.name}-{number}")
    return free


def _run(app: App, home: Path, title: str, arguments: tuple[str, ...]) -> None:
    from .main import cli

    click.secho(f"\n{title}", bold=True)
    placed = [str(home / word) if word.startswith("lists/") else word for word in arguments]
    click.secho(f"$ outreach -C {home} {' '.join(_quoted(placed))}", fg="cyan")
    options = ["--yes"] if arguments[0] == "sign" else []
    cli.main(["-C", str(home), "--by", app.user, *placed, *options], prog_name="outreach", standalone_mode=False)


def _quoted(arguments: list[str]) -> Iterator[str]:
    """Words as they are typed in a terminal."""
    for word in arguments:
        yield f'"{word}"' if " " in word else word


def _written(home: Path) -> Iterator[str]:
    """The files of the workspace; a batch of follow-ups, and the snapshots, folded to their folder."""
    snapshots = len(list((home / "snapshots").glob("*")))
    for path in sorted(home.rglob("*")):
        inner = path.relative_to(home).parts
        if inner[0] in (".outreach", "snapshots") or path.is_dir():
            continue
        if inner[0] == "followups":
            if path.name == "manifest.csv":
                letters = sum(one.suffix not in (".csv", ".json") for one in path.parent.iterdir())
                yield f"  {path.parent}{os.sep}  ({letters} follow-ups and manifest.csv)"
            continue
        yield f"  {path}"
    yield f"  {home / 'snapshots'}{os.sep}  ({snapshots} earlier states of contacts.csv)"
