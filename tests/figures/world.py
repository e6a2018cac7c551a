"""A workspace with three letters and a year of simulated dealings, written by the program's own ledger."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from types import MappingProxyType

from outreach.ledger import Dealing, changes_for, keyed, logged, removal
from outreach.model import Change, Contact, Legislator, Letter
from outreach.roster import Roster
from outreach.signing import facts
from outreach.vocabulary import CHANNELS
from outreach.workspace import Workspace

#: The day of the tables and of the public data, and the first day of the dealings.
ON = date(2026, 6, 14)
BEGIN = date(2025, 6, 16)

#: Letter → chamber, day of sending. The third is older than the history, and than today's districts.
LETTERS = {
    "visas": ("both", date(2025, 9, 10)),
    "fund": ("senate", date(2025, 11, 18)),
    "prisoners": ("house", date(2021, 6, 1)),
}
_COMMITTEES = {"visas": ["SSFR", "HSFA"], "fund": [], "prisoners": ["HSFA", "HSJU"]}
_OWNERS = ("Ana", "Bo", "Cy", "")
_STEPS = ("call the scheduler", "send the paper", "meet the staffer", "")
_WARDS = ("07", "NA", "north")
_OPEN = ("target", "asked", "considering", "committed")


def make(root: Path, roster: Roster, seed: int) -> Workspace:
    """The workspace in the folder, with everything that happened in the year. The roster has to be patched in."""
    chance = random.Random(seed)
    (root / "outreach.toml").write_text(_settings(roster, chance), encoding="utf-8")
    space = Workspace(root)
    year = _Year(space, roster, chance)
    year.begin()
    for day in sorted(chance.sample(range(1, (ON - BEGIN).days + 1), 60)):
        year.live(BEGIN + timedelta(day))
    return space


def _settings(roster: Roster, chance: random.Random) -> str:
    parts = ['[organisation]\nname = "Example Rights Network"\n']
    for slug, (chamber, sent) in LETTERS.items():
        people = roster.serving(sent, ("house", "senate") if chamber == "both" else (chamber,))
        leads = ", ".join(f'"{who.id}"' for who in chance.sample(people, chance.randrange(3)))
        committees = ", ".join(f'"{id}"' for id in _COMMITTEES[slug])
        numbers = "".join(
            f"{name} = {chance.randrange(5, most)}\n"
            for name, most in (("expected", 70), ("goal", 160))
            if chance.random() < 0.7
        )
        parts.append(
            f'[letters.{slug}]\ntitle = "Letter on {slug}"\naddressee = "the Secretary of State"\n'
            f'chamber = "{chamber}"\nsent = {sent}\nleads = [{leads}]\ncommittees = [{committees}]\n{numbers}'
        )
    held = chance.choice(roster.serving(ON))
    parts.append(f'[[overrides]]\nid = "{held.id}"\nkind = "do-not-contact"\non = 2026-03-01\nby = "Ana"\n')
    return "\n".join(parts)


@dataclass
class _Year:
    """What people do with the records, one day after the other."""

    space: Workspace
    roster: Roster
    chance: random.Random

    def begin(self) -> None:
        """The signatures of the old letter are recorded at once; and one row with an id that nobody has."""
        letter = self.space.letter("prisoners")
        changes = [
            change
            for who in self.chance.sample(self.roster.serving(letter.sent, letter.chambers), 60)
            for change in self._logged(letter, who, Dealing(letter.sent, "ana", "signed"), BEGIN)
        ]
        stranger = Contact(
            "visas", "Z999999", name="Nobody Known", state="NY", stage="signed", role="signer", signed_on=str(BEGIN)
        )
        self.space.apply([*changes, *changes_for(None, stranger, "ana", _at(BEGIN), "typed", "first")])

    def live(self, day: date) -> None:
        """Some dealings; sometimes they are taken back, or a row goes."""
        done = self.space.apply(list(self._dealings(day)))
        if done.written and self.chance.random() < 0.1:
            self.space.undo(done.batch, "bo", _at(min(day + timedelta(self.chance.randrange(2)), ON), "18"))
        if self.chance.random() < 0.05:
            gone = self.chance.choice(self.space.sound_contacts())
            self.space.apply(removal(gone, "cy", _at(day, "19"), "no longer ours"))

    def _dealings(self, day: date) -> Iterator[Change]:
        """With an office at most one dealing a day."""
        touched = set()
        for _ in range(self.chance.randrange(3, 14)):
            letter = self.space.letter(self.chance.choice(list(LETTERS)))
            who = self._somebody(letter, day)
            if who and (letter.slug, who.id) not in touched:
                touched.add((letter.slug, who.id))
                yield from self._logged(letter, who, self._dealing(letter, who, day), day)

    def _somebody(self, letter: Letter, day: date) -> Legislator | None:
        """Somebody whom we know already, or who is new; in office on the day."""
        rows = [row for row in self.space.sound_contacts() if row.letter == letter.slug]
        if rows and self.chance.random() < 0.6:
            who = self.roster.get(self.chance.choice(rows).id)
            return who if who and who.term_on(day) else None
        return self.chance.choice(self.roster.serving(day, letter.chambers))

    def _dealing(self, letter: Letter, who: Legislator, day: date) -> Dealing:
        row = keyed(self.space.sound_contacts()).get((letter.slug, who.id))
        signed = row.stage == "signed" if row else who.id in letter.leads
        ahead: tuple[str | None, ...] = (None, "withdrawn") if signed else (*_OPEN, "signed", "signed", "declined")
        plan = self.chance.random() < 0.6
        return Dealing(
            day,
            self.chance.choice(("ana", "bo")),
            self.chance.choices(ahead, (9, 1) if signed else None)[0],
            self.chance.choice((None, *CHANNELS)),
            "CANARY" if self.chance.random() < 0.2 else None,
            self.chance.choice(_STEPS) if plan else None,
            self.chance.choice((ON, day + timedelta(self.chance.randrange(1, 90)))) if plan else None,
            self.chance.choice(_OWNERS) if self.chance.random() < 0.5 else None,
            self.chance.choice((None, None, 10, 45)),
        )

    def _logged(self, letter: Letter, who: Legislator, dealing: Dealing, day: date) -> list[Change]:
        before = keyed(self.space.sound_contacts()).get((letter.slug, who.id))
        stays = dealing.stage in (None, "signed", "withdrawn")
        signed = (before.signed_on if before else str(letter.sent) if who.id in letter.leads else "") if stays else ""
        told = facts(who, date.fromisoformat(signed) if signed else dealing.on)
        after = logged(before, letter, who.id, told, dealing)
        if self.chance.random() < 0.2:
            after = replace(after, extra=MappingProxyType({**after.extra, "Ward": self.chance.choice(_WARDS)}))
        return changes_for(before, after, dealing.by, _at(day), dealing.why)


def _at(day: date, hour: str = "12") -> str:
    return f"{day}T{hour}:00:00+00:00"
