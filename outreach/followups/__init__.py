"""Records → chosen routes → context → text, all in memory, checked before anything is written.

Conventions: the program chooses who gets which template, by route; a template says what it is
for, and one that asks never reaches a signatory. One fault anywhere and nothing is written.
"""

from __future__ import annotations

from .batch import Batch, FollowUp, Plan, prepare
from .checks import StaleData, refuse_stale
from .names import NAMES
from .reference import reference

__all__ = ["NAMES", "Batch", "FollowUp", "Plan", "StaleData", "prepare", "reference", "refuse_stale"]
