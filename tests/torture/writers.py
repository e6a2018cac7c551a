"""Several at once: G08, G09, G10."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import tempfile
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

from outreach import ledger
from outreach.model import Contact
from outreach.workspace import Workspace
from outreach.workspace.locking import Busy, locked

from .measure import AT, POSIX, Measured, cell, change, forked, left_over, skipped, sound, workspace

_COLUMNS = ("stage", "owner", "staffer", "email", "phone", "last_contact", "channel", "next_step", "due", "notes")


def together(full: bool) -> Measured:
    """G08: eight writers, each change a line in the history and a step in the cell."""
    writers, each = (8, 500) if full else (4, 25)
    context = multiprocessing.get_context("spawn")
    with workspace() as space:
        before = len(space.history())
        done = [context.Process(target=_write, args=(space.root, number, each)) for number in range(writers)]
        for one in done:
            one.start()
        for one in done:
            one.join()
        present = len(space.history()) - before
        cells = sum(int(cell(space, f"X{number:06}", "notes") or 0) for number in range(writers))
        good = present == cells == writers * each and sound(space)
    return Measured(
        f"{writers} × {each}: {present:,} in the history, {cells:,} in the cells", f"{writers * each:,}", good
    )


def _write(root: Path, number: int, count: int) -> None:
    space, id = Workspace.open(root), f"X{number:06}"
    for step in range(count):
        while True:
            try:
                space.apply([change(id, "notes", str(step or ""), str(step + 1), f"writer {number}")])
                break
            except Busy:
                continue


def killed_holders(full: bool) -> Measured:
    """G09: eight writers, and every 50 ms one of them is killed and replaced."""
    if not POSIX:
        return skipped("this system has no fork")
    seconds, writers = (60, 8) if full else (2, 4)
    with workspace() as space, tempfile.TemporaryDirectory() as folder:
        said = [Path(folder) / str(number) for number in range(writers)]
        children = [_started(space, number, said[number]) for number in range(writers)]
        rng, kills, end = random.Random(9), 0, time.monotonic() + seconds
        while time.monotonic() < end:
            time.sleep(0.05)
            number = rng.randrange(writers)
            os.kill(children[number], signal.SIGKILL)
            os.waitpid(children[number], 0)
            kills += 1
            children[number] = _started(space, number, said[number])
        for child in children:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
        begun = time.perf_counter()
        with locked(space.cache):
            again = time.perf_counter() - begun
        lost = sum(_heard(said[number]) > int(cell(space, f"X{number:06}", "notes") or 0) for number in range(writers))
        space.apply([change("X000019", "stage", "asked", "declined")])
        good = not lost and again < 1 and sound(space) and not left_over(space)
    return Measured(
        f"{kills} kills, {lost} acknowledged lost, lock again after {again:.2f} s", "0 lost, under 1 s", good
    )


def _started(space: Workspace, number: int, said: Path) -> int:
    return forked(lambda: _write_on(space.root, number, said))


def _write_on(root: Path, number: int, said: Path) -> None:
    space, id = Workspace.open(root), f"X{number:06}"
    mouth = os.open(said, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    while True:
        old = cell(space, id, "notes")
        try:
            space.apply([change(id, "notes", old, str(int(old or 0) + 1))])
        except Busy:
            continue
        os.write(mouth, f"{int(old or 0) + 1}\n".encode())


def _heard(said: Path) -> int:
    lines = said.read_bytes().split(b"\n")[:-1] if said.exists() else []
    return int(lines[-1]) if lines else 0


def volunteers(full: bool) -> Measured:
    """G10: people edit copies of one table, which are merged one after the other."""
    lost = asked = edits = 0
    for people, seed in [(people, seed) for people in (2, 3, 5) for seed in range(20 if full else 2)]:
        made, gone, held = _day(people, 1000 if full else 300, random.Random(seed))
        edits, lost, asked = edits + made, lost + gone, asked + held
    share = asked / edits
    return Measured(
        f"{edits:,} edits, {lost} lost, {share:.2%} asked", "0 lost, at most 2 %", not lost and share <= 0.02
    )


def _day(people: int, each: int, rng: random.Random) -> tuple[int, int, int]:
    """(cells edited, edits that are nowhere, cells that a person has to choose)."""
    base = ledger.keyed(Contact("a", f"X{n:06}", stage="asked", notes="begun") for n in range(535))
    keys, records = list(base), dict(base)
    made = gone = held = 0
    for person in range(people):
        copy = _edited(base, keys[person::people], keys, each, rng, person)
        found = ledger.merge(base, copy, records, f"p{person}", AT)
        records = ledger.keyed(ledger.apply(tuple(records.values()), found.changes))
        waiting = Counter((one.letter, one.id, one.field) for one in found.held)
        held += len(found.held)
        for key in keys:
            for column in _COLUMNS:
                wanted = copy[key].get(column)
                if wanted != base[key].get(column):
                    made += 1
                    there = records[key].get(column)
                    kept = there == wanted or (column == "notes" and wanted.removeprefix("begun").strip() in there)
                    gone += not (kept or waiting[(*key, column)])
    return made, gone, held


def _edited(
    base: dict[tuple[str, str], Contact],
    own: list[tuple[str, str]],
    keys: list[tuple[str, str]],
    each: int,
    rng: random.Random,
    person: int,
) -> dict[tuple[str, str], Contact]:
    copy = dict(base)
    for step in range(each):
        key = rng.choice(own if rng.random() < 0.97 else keys)
        column = rng.choice(_COLUMNS)
        text = f"{base[key].notes}\np{person} {step}" if column == "notes" else f"p{person} {step}"
        copy[key] = replace(copy[key], **{column: text})  # type: ignore[arg-type]
    return copy
