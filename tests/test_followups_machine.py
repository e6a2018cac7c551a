"""Whatever happens in whatever order: nobody gets a letter that is wrong.

A model of a letter's life: people sign, answer, leave, die, are to be left alone, are called; days go
by; follow-ups are drafted and sent. After every draft it is looked at who gets what. 300 runs in the
suite; ``OUTREACH_RUNS=10000 pytest tests/test_followups_machine.py`` for more, and ``make torture`` (G18)
for 10,000 runs of 50 steps.
"""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from outreach import merge
from outreach.batches.sending import ASKING, touched
from outreach.followups import Batch, Known, prepare
from outreach.model import Contact, Override
from outreach.roster import overridden
from outreach.vocabulary import CHANNELS, PURPOSES, SIGNED_ROUTES, SILENT_ROUTES, STAGES

from .letters import LETTER, PEOPLE, ROOT, TEMPLATES, roster, settings_with

IDS = [person.id for person in PEOPLE]
ROSTER = roster()
id_of = st.sampled_from(IDS)


class Life(RuleBasedStateMachine):
    """One letter with eight legislators."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: dict[str, Contact] = {}
        self.overrides: list[Override] = []
        self.sent: dict[tuple[str, str], str] = {}
        self.on = date(2017, 7, 13)
        self.letter = LETTER

    @initialize(
        chambers=st.sampled_from((("house",), ("senate",), ("house", "senate"))),
        expected=st.sampled_from((None, 1, 4, 53)),
        leads=st.lists(id_of, max_size=2, unique=True),
        years=st.integers(0, 9),
    )
    def begins(self, chambers: tuple[str, ...], expected: int | None, leads: list[str], years: int) -> None:
        self.letter = replace(LETTER, chambers=chambers, expected=expected, leads=tuple(leads))
        self.on += timedelta(days=365 * years)

    @rule(days=st.integers(1, 400))
    def days_go_by(self, days: int) -> None:
        self.on = min(self.on + timedelta(days=days), date(2026, 12, 31))

    @rule(id=id_of, role=st.sampled_from(("lead", "signer")))
    def somebody_signs(self, id: str, role: str) -> None:
        self._row(id, stage="signed", role=role, signed_on=self.letter.sent.isoformat())

    @rule(id=id_of, stage=st.sampled_from(STAGES), channel=st.sampled_from(CHANNELS))
    def somebody_is_called(self, id: str, stage: str, channel: str) -> None:
        role = "signer" if stage in ("signed", "withdrawn") else ""
        self._row(id, stage=stage, role=role, last_contact=self.on.isoformat(), channel=channel)

    @rule(
        id=id_of,
        cells=st.fixed_dictionaries({"stage": st.sampled_from(("", *STAGES)), "role": st.sampled_from(("", "lead"))}),
    )
    def somebody_edits_by_hand(self, id: str, cells: dict[str, str]) -> None:
        self._row(id, **cells)

    @rule(id=id_of, kind=st.sampled_from(("left", "died", "do-not-contact")), days=st.integers(-30, 30))
    def something_becomes_known(self, id: str, kind: str, days: int) -> None:
        self.overrides.append(Override(id, kind, "", self.on + timedelta(days=days), "Robin"))

    @rule()
    def letters_are_drafted(self) -> None:
        self._look_at(self._drafted())

    @rule(part=st.integers(1, 8))
    def letters_are_drafted_and_sent(self, part: int) -> None:
        batch = self._drafted()
        self._look_at(batch)
        for item in batch.items[:part]:
            id, purpose = item.record.legislator.id, item.template.front.purpose
            row = self.rows.get(id) or Contact(self.letter.slug, id)
            if id in self.letter.leads and id not in self.rows:
                row = replace(row, stage="signed", role="lead", signed_on=self.letter.sent.isoformat())
            self.rows[id] = touched(row, purpose, self.on, "mail")
            assert (id, purpose) not in self.sent
            self.sent[id, purpose] = str(self.on)
        assert not {item.record.legislator.id for item in self._drafted().items} & {
            item.record.legislator.id for item in batch.items[:part]
        }

    def _row(self, id: str, **cells: str) -> None:
        fields: dict[str, Any] = dict(cells)
        self.rows[id] = replace(self.rows.get(id) or Contact(self.letter.slug, id), **fields)

    def _drafted(self) -> Batch:
        conf = settings_with(overrides=tuple(self.overrides), letters={self.letter.slug: self.letter})
        people, rows = overridden(ROSTER, self.overrides), tuple(self.rows.values())
        self.records = merge.records(self.letter, people, rows, conf, self.on)
        return prepare(self.records, conf, ROOT / "templates", self.on, known=Known(rows, self.sent))

    def _look_at(self, batch: Batch) -> None:
        ids = [record.legislator.id for record in self.records]
        assert len(ids) == len(set(ids)) == batch.universe
        serving = {one.id for one in overridden(ROSTER, self.overrides).serving(self.on, self.letter.chambers)}
        assert serving <= set(ids)
        assert batch.errors == () or not self.records
        assert len({item.record.legislator.id for item in batch.items}) == len(batch.items)
        for item in batch.items:
            self._is_right(item.record.legislator.id, item.record.route, item.template.front.purpose)
            assert item.template.name in {TEMPLATES[item.record.route], TEMPLATES["ask-again"]}

    def _is_right(self, id: str, route: str, purpose: str) -> None:
        """Worked out anew from what has happened, not from what the program made of it."""
        known = [one for one in self.overrides if one.id == id and one.on <= self.on]
        row = self.rows.get(id) or Contact(self.letter.slug, id)
        named = row.stage == "signed" or bool(row.role) or id in self.letter.leads
        signed = named and row.stage not in ("declined", "withdrawn")
        term = next(person for person in PEOPLE if person.id == id).term_on(self.on)
        assert term is not None, "has left"
        assert not known, f"has left, died, or is to be left alone: {known}"
        assert route not in SILENT_ROUTES
        assert route in PURPOSES[purpose]
        assert (purpose == "thank") == signed == (route in SIGNED_ROUTES), (
            "an ask to a signatory, or thanks for nothing"
        )
        assert not (signed and purpose in ASKING)
        assert (purpose == "acknowledge") == (row.stage == "declined")
        assert row.stage != "withdrawn", "took the signature back: for a person to decide"
        assert (id, purpose) not in self.sent, "the same follow-up once more"
        last = date.fromisoformat(row.last_contact) if row.last_contact else None
        assert last is None or last + timedelta(days=14) <= self.on, "was contacted just now"


TestLife = Life.TestCase
TestLife.settings = settings(
    max_examples=int(os.environ.get("OUTREACH_RUNS", "300")),
    stateful_step_count=20,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
