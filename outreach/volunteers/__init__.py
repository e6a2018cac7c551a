"""Volunteers: sheets that go out and come back, and who calls whom."""

from __future__ import annotations

from .cells import ORDERS, is_unclear_date
from .making import Sheet, as_csv, as_workbook, make
from .returned import Returned, read
from .sharing import Share, share
from .taking import Answers, Question, Taker, Taking, take

__all__ = [
    "ORDERS",
    "Answers",
    "Question",
    "Returned",
    "Share",
    "Sheet",
    "Taker",
    "Taking",
    "as_csv",
    "as_workbook",
    "is_unclear_date",
    "make",
    "read",
    "share",
    "take",
]
