"""The workspace: plain files that people own, read when they are asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from .. import settings as settings_room
from ..errors import BadData, NoRoster, NoWorkspace, Problem, SmallRoster, UnknownLetter
from ..model import Change, Contact, Letter, Record, Settings

if TYPE_CHECKING:
    from ..roster import Roster
    from ..sheets import Columns
    from .copies import Beside
    from .merging import Merging
    from .noticing import Noticed
    from .saving import Applied
    from .snapshots import Snapshot
    from .undoing import Restored


@dataclass(frozen=True)
class Workspace:
    """One folder with outreach.toml in it."""

    root: Path

    @classmethod
    def open(cls, root: Path) -> Workspace:
        """The workspace in the folder, with what a killed save left put right; NoWorkspace if it is none."""
        if not (root / "outreach.toml").is_file():
            raise NoWorkspace(str(root))
        from .recovering import settle

        space = cls(root)
        settle(space)
        return space

    @property
    def settings_file(self) -> Path:
        """outreach.toml."""
        return self.root / "outreach.toml"

    @property
    def contacts_file(self) -> Path:
        """The records."""
        return self.root / "contacts.csv"

    @property
    def history_file(self) -> Path:
        """What happened, append-only."""
        return self.root / "history.csv"

    @property
    def aliases_file(self) -> Path:
        """Which printed name means whom, decided by people."""
        return self.root / "aliases.csv"

    @property
    def news_file(self) -> Path:
        """What the syncs meant, append-only; written by the program."""
        return self.root / "news.csv"

    @property
    def templates(self) -> Path:
        """The folder of the follow-up letters' templates."""
        return self.root / "templates"

    @property
    def followups(self) -> Path:
        """The folder where follow-ups are written."""
        return self.root / "followups"

    @property
    def snapshots(self) -> Path:
        """The folder of all earlier states of contacts.csv."""
        return self.root / "snapshots"

    @property
    def cache(self) -> Path:
        """The folder of caches and locks; it may be deleted at any time without loss."""
        return self.root / ".outreach"

    @cached_property
    def settings(self) -> Settings:
        """What outreach.toml says; BadFile when it is broken."""
        return settings_room.read(self.settings_file)

    def letter(self, slug: str) -> Letter:
        """The letter with that slug; UnknownLetter if there is none."""
        found = self.settings.letters.get(slug)
        if found is None:
            raise UnknownLetter(slug, tuple(self.settings.letters))
        return found

    def add_letter(self, letter: Letter) -> None:
        """Write the letter at the end of outreach.toml; everything else in it stays as it is."""
        from .saving import add_letter

        add_letter(self, letter)
        self.__dict__.pop("settings", None)

    def roster(self) -> Roster:
        """Everybody we know, with the overrides of outreach.toml; NoRoster before the first sync."""
        return self._roster

    def refuse_small_roster(self, letter: Letter) -> None:
        """Raise SmallRoster where a name could only be taken for one of the example's people."""
        from .making import example_letters

        if not self.roster().complete and letter.slug not in example_letters():
            raise SmallRoster(letter.slug, len(self.roster()))

    @cached_property
    def example_day(self) -> date | None:
        """The day on which the example stands still; None once there is public data, or without the example."""
        from ..sources import cache, sync

        alone = self.settings.roster == "example" and cache.read_index(self.cache / "congress") is None
        return sync.EXAMPLE_DAY if alone else None

    @cached_property
    def _roster(self) -> Roster:
        return self.roster_for(self.settings)

    def roster_for(self, settings: Settings) -> Roster:
        """The roster under other settings than those in the file (as ``check`` has them, half broken)."""
        from ..roster import overridden
        from ..sources import sync

        found = sync.cached(self.cache / "congress")
        if found is None and settings.roster == "example":
            found = sync.example()
        if found is None:
            raise NoRoster
        return overridden(found, settings.overrides)

    def contacts(self) -> tuple[tuple[Contact, ...], tuple[Problem, ...]]:
        """The rows of contacts.csv that can be used, in their order, and what is wrong with the rest.

        Scrambled where rows would be taken for other people's: then nothing can be counted.
        """
        from .scrambled import believed

        return believed(self)

    def columns(self, wanted: Sequence[str]) -> Columns:
        """The cells of a few columns of contacts.csv, which may be very long; read as strictly as all of it."""
        from .loading import columns
        from .scrambled import refuse

        refuse(self)
        return columns(self, wanted)

    def sound_contacts(self) -> tuple[Contact, ...]:
        """The rows of contacts.csv for whoever is about to change them; BadData if any row is unclear."""
        contacts, problems = self.contacts()
        if errors := tuple(problem for problem in problems if problem.level == "error"):
            raise BadData(errors)
        return contacts

    def records(self, letter: Letter, on: date) -> tuple[Record, ...]:
        """One record for each legislator whom the letter concerns on the day.

        BadData if a row of contacts.csv is unclear: it may be a signature, and whoever signed
        must not be counted as missing, nor asked.
        """
        from ..merge import records

        return records(letter, self.roster(), self.sound_contacts(), self.settings, on)

    def history(self) -> tuple[Change, ...]:
        """All changes that the program wrote down, oldest first."""
        from .past import history

        return history(self)

    def noticed(self, at: str) -> Noticed | None:
        """What was done to contacts.csv by hand since its last known state; writes nothing."""
        from .undoing import noticed

        return noticed(self, at)

    def take_in(self, at: str) -> Noticed | None:
        """Take what was done to contacts.csv by hand into the history; Doubtful if it looks like an accident."""
        from .saving import take_in

        return take_in(self, at)

    def keep(self, by: str, at: str) -> tuple[Change, ...]:
        """Take contacts.csv as it stands into the history, however odd it looks."""
        from .undoing import keep

        return keep(self, by, at)

    def fixes(self, by: str, at: str) -> tuple[Change, ...]:
        """The changes that put back what looks like an accident and write plain cells in our form."""
        from .undoing import fixes

        return fixes(self, by, at)

    def put_back(self, at: str) -> tuple[Change, ...]:
        """The changes that take back what looks like an accident, and nothing else."""
        from .undoing import back

        return back(self, "outreach", at)

    def apply_raw(self, changes: Sequence[Change]) -> Applied:
        """``apply`` for changes whose old values are the cells as they stand in the file."""
        from .saving import apply

        return apply(self, changes, raw=True)

    def fix(self, changes: Sequence[Change]) -> Applied:
        """Carry out what ``fixes`` gave: one batch, after the hand edits."""
        from .undoing import fix

        return fix(self, changes)

    def undo(self, batch: str | None, by: str, at: str) -> Applied:
        """Take back a batch, the newest by default; Conflict if its cells have changed since."""
        from .undoing import undo

        return undo(self, batch, by, at)

    def states(self) -> tuple[Snapshot, ...]:
        """All states of contacts.csv that can be restored, oldest first."""
        from .snapshots import listed

        return listed(self.snapshots)

    def restore(self, state: Snapshot, by: str, at: str) -> Restored:
        """Make contacts.csv what it was in that state, byte for byte; the way there is a batch."""
        from .undoing import restore

        return restore(self, state, by, at)

    def beside(self) -> Beside:
        """Copies of contacts.csv and lock files that lie beside it."""
        from .copies import beside

        return beside(self)

    def refuse_unsettled(self, today: date) -> None:
        """Unsettled or BadData while it is unclear who signed: then nothing goes out.

        That is while a copy of contacts.csv waits, a row is wrong, or something looks like an accident.
        """
        from .checking import refuse_unsettled

        refuse_unsettled(self, today)

    def merging(self, copy: Path, by: str, at: str) -> Merging:
        """What is in the copy of contacts.csv and not in the records; writes nothing."""
        from .merging import merging

        return merging(self, copy, by, at)

    def settle(self, copy: Path, how: str, by: str, at: str) -> None:
        """Remember that the copy, as it is now, was ``merged`` or ``dismissed``; it stays where it is."""
        from .copies import settle

        settle(self, copy, how, by, at)

    def aliases(self) -> Mapping[str, str]:
        """Printed name → id, as people decided."""
        from .loading import aliases

        rows = aliases(self).rows
        return {row.cells["printed"]: row.cells["id"] for row in rows if row.cells["printed"]}

    def add_alias(self, printed: str, id: str, by: str, on: date) -> None:
        """Keep for good that the printed name means that legislator."""
        from .saving import add_alias

        add_alias(self, printed, id, by, on)

    def apply(self, changes: Sequence[Change]) -> Applied:
        """Carry out the changes: all of them or, with a Conflict, none."""
        from .saving import apply

        return apply(self, changes)

    def check(self, today: date) -> tuple[Problem, ...]:
        """Everything that is wrong in the files of the workspace, sorted by file and line."""
        from .checking import check

        return check(self, today)
