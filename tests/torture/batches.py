"""Batches of follow-ups: G03, G18, G21, G25, G30."""

from __future__ import annotations

import csv
import functools
import random
import shutil
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from click.testing import CliRunner
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from outreach import batches
from outreach.cli.main import cli
from outreach.errors import OutreachError
from outreach.followups import Batch, FollowUp, StaleData, prepare, refuse_stale
from outreach.ledger import changes_for
from outreach.model import Contact, Legislator
from outreach.render import folder
from outreach.sources import congress
from outreach.sources.sync import sync
from outreach.workspace import Workspace
from tests import letters, spaces, test_departures, test_followups_machine, upstream
from tests.conftest import SHARED
from tests.hostile import FILE_NAMES
from tests.people import person, term

from .measure import AT, POSIX, SETTINGS, Measured, skipped, workspace


def killed(full: bool) -> Measured:
    """G03: a draft of twenty letters, recording them as sent, and undoing that, killed at every call to the disk."""
    if not POSIX:
        return skipped("this system has no fork")
    points = twice = unlisted = short = 0
    with tempfile.TemporaryDirectory() as name:
        start = spaces.made(Path(name) / "start")
        for number, died in _deaths(start, Path(name), 1 if full else 12):
            points += died
            made = spaces.written(spaces.fresh(number), ("successor", "ask"), fmt="txt").path
            files = {path.name for path in number.followups.rglob("*.txt")}
            listed = [entry.file for entry in batches.find(number, f"{spaces.SLUG}/{made.name}").entries]
            twice += len(list(number.followups.rglob("*.txt"))) - len(files) + len(list(made.parent.iterdir())) - 1
            unlisted += len(files - set(listed))
            short += len(listed) != 20
            shutil.rmtree(number.root)
        sent, wrong = _sent(start, Path(name), 1 if full else 40)
        undone, torn = _undone(start, Path(name), 1 if full else 20)
    measured = (
        f"{points} kills of a draft: {twice} duplicates, {unlisted} letters without a line, {short} not 20 in the "
        f"end; {sent} kills of recording: {wrong} not as if never killed; {undone} kills of undoing it: {torn} with "
        "records and batch at odds"
    )
    enough = points >= 3 and sent >= 2 and undone >= 2
    return Measured(measured, "0, 0, 0; 0; 0", enough and not (twice or unlisted or short or wrong or torn))


def _deaths(start: Workspace, root: Path, step: int) -> Iterator[tuple[Workspace, bool]]:
    """A copy of the workspace after a draft that died at the first, the next … call, until one does not die."""
    number, died = 1, True
    while died:
        space = spaces.copied(start, root / str(number))
        died = spaces.killed_at(number, functools.partial(spaces.written, space, ("successor", "ask"), fmt="txt"))
        yield space, died
        number += step


def _sent(start: Workspace, root: Path, step: int) -> tuple[int, int]:
    """How often recording died, and how often running it once more did not make it whole."""
    drafted = spaces.copied(start, root / "drafted")
    name = f"{spaces.SLUG}/{spaces.written(drafted, ('successor', 'ask')).path.name}"
    whole = spaces.copied(drafted, root / "whole")
    _record(whole, name)
    number, kills, wrong, died = 1, 0, 0, True
    while died:
        space = spaces.copied(drafted, root / f"sent-{number}")
        died = spaces.killed_at(number, functools.partial(_record, space, name))
        _record(spaces.fresh(space), name)
        kills, wrong = kills + died, wrong + (_seen(space) != _seen(whole))
        shutil.rmtree(space.root)
        number += step
    return kills, wrong


def _undone(start: Workspace, root: Path, step: int) -> tuple[int, int]:
    """How often undoing died, and how often letters then counted as sent in one place and not in the other."""
    recorded = spaces.copied(start, root / "recorded")
    name = f"{spaces.SLUG}/{spaces.written(recorded, ('successor', 'ask')).path.name}"
    _record(recorded, name)
    number, kills, torn, died = 1, 0, 0, True
    while died:
        space = spaces.copied(recorded, root / f"undone-{number}")
        died = spaces.killed_at(number, functools.partial(batches.undo, space, None, "ana", AT))
        free = len(spaces.drafted(spaces.fresh(space), ("successor", "ask")).items)
        batches.settle(spaces.fresh(space), "ana")
        gone = [bool(entry.sent_on) for entry in batches.find(space, name).entries]
        asked = sum(one.stage == "asked" and one.letter == spaces.SLUG for one in space.sound_contacts())
        kills, torn = kills + died, torn + ((sum(gone), asked, free) not in ((20, 20, 0), (0, 0, 20)))
        shutil.rmtree(space.root)
        number += step
    return kills, torn


def _record(space: Workspace, name: str) -> None:
    batches.sent(space, batches.find(space, name), spaces.sending())


def _seen(space: Workspace) -> dict[str, bytes]:
    """What people see of a workspace: no locks, no caches."""
    files = (path for path in space.root.rglob("*") if path.is_file() and ".outreach" not in path.parts)
    return {path.relative_to(space.root).as_posix(): path.read_bytes() for path in files}


def life(full: bool) -> Measured:
    """G18: whatever happens in whatever order, everybody gets the right letter once or none."""
    runs, steps = (10_000, 50) if full else (30, 20)
    letters_seen = drafts = wrong = 0

    class Counted(test_followups_machine.Life):
        def _look_at(self, batch: Batch) -> None:
            nonlocal drafts
            drafts += 1
            super()._look_at(batch)

        def _is_right(self, id: str, route: str, purpose: str) -> None:
            nonlocal letters_seen
            letters_seen += 1
            super()._is_right(id, route, purpose)

    said = ""
    try:
        run_state_machine_as_test(Counted, settings=_many(runs, steps))
    except AssertionError as fault:
        wrong, said = 1, f" ({str(fault).splitlines()[0]})"
    stale = _stale(random.Random(18), 10_000 if full else 500)
    measured = f"{runs:,} runs × {steps} steps, {drafts:,} drafts, {letters_seen:,} letters: {wrong} wrong{said}; "
    return Measured(
        f"{measured}{stale} on stale data", "0 wrong; 0 on stale data", letters_seen > runs and not (wrong or stale)
    )


def _many(runs: int, steps: int) -> settings:
    return settings(
        max_examples=runs,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )


def _stale(rng: random.Random, count: int) -> int:
    """How often data that is too old, or of no known day, passed the gate, or good data did not."""
    wrong = 0
    for _ in range(count):
        age, most, on = rng.randrange(0, 60), rng.randrange(0, 60), date(2026, 1, 1) + timedelta(rng.randrange(900))
        as_of = None if rng.random() < 0.05 else on - timedelta(age)
        try:
            refuse_stale(as_of, on, most)
            passed = True
        except StaleData:
            passed = False
        wrong += passed != (as_of is not None and age <= most)
    return wrong


def departed(full: bool) -> Measured:
    """G21: twenty ways to go, in the public data or known here: no letter, and the notes stay."""
    letters_to_them = lost = others = 0
    departures = list(test_departures.DEPARTURES.values())[:: 1 if full else 4]
    for alter, overrides, _, _ in departures:
        with workspace(0) as space:
            text = SETTINGS.replace('[data]\nroster = "example"\n', "").replace("2017-07-13", "2025-07-13")
            text = text.replace('signer = "thank-you.md"', 'signer = "thank-you.md"\nask = "ask.md"')
            gone = (
                f'\n[[overrides]]\nid = "{one.id}"\nkind = "{one.kind}"\nvalue = ""\non = {one.on}\nby = "Robin"\n'
                for one in overrides
            )
            (space.root / "outreach.toml").write_text(text + "".join(gone), encoding="utf-8")
            now = datetime(2026, 6, 14, 12, tzinfo=UTC)
            _synced(space, "old", upstream.data(), now, date(2025, 8, 1))
            space = Workspace.open(space.root)
            row = Contact("a", test_departures.WHO, stage="signed", role="signer", signed_on="2025-07-13", notes="kept")
            space.apply(changes_for(None, row, "ana", AT))
            _synced(space, "new", upstream.altered(alter), now, test_departures.TODAY)
            arguments = ["-C", str(space.root), "draft", "a", "--on", "2026-06-14", "--write"]
            said = CliRunner().invoke(cli, arguments)  # who is removed from the data stops all, until somebody looks
            assert said.exception is None or isinstance(said.exception, (OutreachError, SystemExit)), said.exception
            names = [path.name for path in space.followups.rglob("*.txt")]
            letters_to_them += sum(name.startswith(test_departures.WHO) for name in names)
            others += len(names)
            lost += "kept" not in [one.notes for one in Workspace.open(space.root).contacts()[0]]
    count = len(departures)
    measured = f"{count} departures: {letters_to_them} letters to who has gone, {lost} notes lost; {others} to others"
    return Measured(
        measured,
        "20: 0 letters, 0 lost; some to others",
        count >= (20 if full else 5) and others >= count and not (letters_to_them or lost),
    )


def _synced(space: Workspace, name: str, content: upstream.Data, now: datetime, as_of: date) -> None:
    source = upstream.write(space.root / "public" / name, content)
    sync(str(source), space.cache / "congress", now, as_of=as_of)


def same(full: bool) -> Measured:
    """G25: letters to everybody in text, page, Word, PDF and draft say the same, without a hole."""
    from tests import test_render_same

    people = list(_everybody(7_989)) if full else [*_odd(), *letters.PEOPLE]
    differ, size = 0, 250
    for at in range(0, len(people), size):
        try:
            test_render_same.compare([test_render_same.letter_to(one) for one in people[at : at + size]])
        except AssertionError:
            differ += 1
    batch = prepare(letters.records(), letters.SETTINGS, letters.ROOT / "templates", letters.ON)
    test_render_same.compare(batch.items)
    measured = (
        f"{len(people):,} people and {len(batch.items)} real letters in 5 formats, {differ} groups of {size} differ"
    )
    return Measured(measured, "0 differ, 0 holes", not differ)


def _odd() -> Iterable[Legislator]:
    from tests.test_render_same import ODD

    for number, name in enumerate(ODD):
        yield person(f"X{number:06}", "Test", name, term("NY-12", "2025-01-03", "2027-01-03"))


def _everybody(count: int) -> Iterable[Legislator]:
    """Everybody in the public data where it is there, then further real names of the list, each with a made-up term."""
    found = list(_odd())
    if SHARED.is_dir():
        roster = congress.load(SHARED / "data" / "congress")
        found += [one for one in roster.legislators.values() if one.terms]
        with open(SHARED / "data" / "congress" / "legislators-historical.csv", encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                seat = term("NY-12", "2025-01-03", "2027-01-03")
                found.append(
                    person(f"Y{len(found):06}", row["first_name"], row["last_name"], seat, suffix=row["suffix"])
                )
    return found[:count]


def names(full: bool) -> Measured:
    """G30: last names that lead out of the folder, or to another letter, on any system."""
    item = prepare(letters.records(), letters.SETTINGS, letters.ROOT / "templates", letters.ON).items[0]
    items = [_called(item, at, name) for at, name in enumerate(FILE_NAMES)]
    with tempfile.TemporaryDirectory() as name:
        root = Path(name) / "home" / "followups"
        root.mkdir(parents=True)
        batch = Batch(tuple(items), (), (), letters.LETTER, letters.ON)
        made = folder.complete(batch, root, ("txt", "html"), letters.ON, letters.ROOT / "templates").folder
        files = [path for path in Path(name).rglob("*") if path.is_file()]
        outside = sum(path.parent != made for path in files)
        kept = {unicodedata.normalize("NFC", path.name).casefold() for path in files}
        clobbered = 2 * len(items) + 2 - len(kept)
        texts = {path.read_bytes() for path in files if path.suffix == ".txt"}
    measured = f"{len(items)} names, {outside} outside, {clobbered} clobbered, {len(items) - len(texts)} texts lost"
    return Measured(
        measured, "at least 60, 0, 0, 0", len(items) >= 60 and not (outside or clobbered) and len(texts) == len(items)
    )


def _called(item: FollowUp, at: int, last: str) -> FollowUp:
    who = replace(item.record.legislator, id=f"X{at:06}", last=last)
    return replace(item, record=replace(item.record, legislator=who), body=f"Letter {at}.\n")
