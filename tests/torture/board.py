"""The goals, and running them. To add one: a function ``(full: bool) -> Measured`` and a line here."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from . import attacks, batches, crashes, files, lures, writers
from .measure import Measured

#: Goal → what measures it; ``full`` is the size that counts, else a short form for every test run.
GOALS: dict[str, Callable[[bool], Measured]] = {
    "G01": crashes.random_kills,
    "G02": crashes.every_call,
    "G03": batches.killed,
    "G04": crashes.faults,
    "G05": crashes.disk_full,
    "G07": crashes.order,
    "G08": writers.together,
    "G09": writers.killed_holders,
    "G10": writers.volunteers,
    "G11": files.copies,
    "G12": files.untouched,
    "G13": files.round_trips,
    "G14": files.damaged,
    "G15": files.fuzz,
    "G18": batches.life,
    "G19": files.shuffled,
    "G21": batches.departed,
    "G22": attacks.code,
    "G23": attacks.bombs,
    "G24": attacks.honest,
    "G25": batches.same,
    "G26": attacks.headers,
    "G27": attacks.formulas,
    "G28": attacks.markup,
    "G29": lures.fetches,
    "G30": batches.names,
    "G34": files.restored,
}


def run(wanted: Sequence[str] = (), full: bool = True) -> bool:
    """Measure the goals, print a line for each, and say whether all are met."""
    good = True
    for goal in wanted or GOALS:
        begun = time.perf_counter()
        found = GOALS[goal](full)
        good = good and found.ok
        title = (GOALS[goal].__doc__ or "").split(": ", 1)[1].splitlines()[0]
        verdict = "met" if found.ok else "MISSED"
        taken = time.perf_counter() - begun
        print(f"{goal} {verdict}: {found.measured} / {found.wanted}  ({title} {taken:.0f} s)", flush=True)
    return good
