"""The quarters of a year and the days on which their reports are due."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from ..errors import UsageError

#: Day of the month after the quarter on which its report is due; DEADLINE_SOURCE says so.
DEADLINE_DAY = 20
DEADLINE_SOURCE = (
    "https://www.webharvest.gov/congress111th/20101202100500/http://lobbyingdisclosure.house.gov/report.html"
)

_SATURDAY = 5


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """Three months of a year."""

    year: int
    number: int  #: 1 to 4

    @classmethod
    def of(cls, text: str) -> Quarter:
        """The quarter written as 2026Q3; UsageError if it is not."""
        found = re.fullmatch(r"([12][0-9]{3})-?[qQ]([1-4])", text.strip())
        if not found:
            raise UsageError(f"{text!r} is not a quarter; write year and quarter, as in 2026Q3")
        return cls(int(found[1]), int(found[2]))

    @property
    def start(self) -> date:
        """First day."""
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def end(self) -> date:
        """First day after."""
        return date(self.year + self.number // 4, 3 * self.number % 12 + 1, 1)

    @property
    def deadline(self) -> date:
        """The day its report is due: the 20th, or the Monday after a weekend. Holidays are not looked at."""
        day = self.end.replace(day=DEADLINE_DAY)
        return day + timedelta(days=7 - day.weekday()) if day.weekday() >= _SATURDAY else day

    def holds(self, day: date) -> bool:
        """Whether the day is in the quarter."""
        return self.start <= day < self.end

    def __str__(self) -> str:
        return f"{self.year}Q{self.number}"
