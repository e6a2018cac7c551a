"""Records → chosen routes → context → text, all in memory, checked before anything is written.

Conventions: the program chooses who gets which template, by route; a template says what it is
for, and one that asks never reaches a signatory. One fault anywhere and nothing is written.
"""

from __future__ import annotations

from .batch import Batch, FollowUp, Known, Plan, prepare
from .checks import Sent, StaleData, in_settings, refuse_stale
from .keeping import fingerprint, kept, restored
from .names import NAMES
from .reference import reference

__all__ = [
    "NAMES",
    "Batch",
    "FollowUp",
    "Known",
    "Plan",
    "Sent",
    "StaleData",
    "fingerprint",
    "in_settings",
    "kept",
    "prepare",
    "reference",
    "refuse_stale",
    "restored",
]
