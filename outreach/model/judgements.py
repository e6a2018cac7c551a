"""What printed names were taken for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody whom a printed name may mean."""

    id: str
    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a printed name was taken for."""

    line: int  #: line of the text, 1 is the first
    printed: str  #: as printed, white space folded
    judgement: str  #: "matched", "ambiguous" or "unmatched"
    id: str | None
    name: str | None
    reason: str  #: in words that a volunteer understands, the warnings among them
    warnings: tuple[str, ...] = ()  #: what differs, and what else should be looked at
    candidates: tuple[Candidate, ...] = ()  #: likelier first; () when matched
    role: str = "signer"  #: "lead" when the text names the person as one


@dataclass(frozen=True, slots=True)
class Resolution:
    """All judgements about one text."""

    on: date
    rows: tuple[Judgement, ...]
    expected: int | None = None  #: how many the text itself says there are
    notices: tuple[str, ...] = ()  #: repeats that were folded, counts that do not fit

    @property
    def found(self) -> int:
        """How many different legislators were matched."""
        return len({row.id for row in self.rows if row.judgement == "matched"})
