"""The life of a batch after it is drafted: written, proofed, approved, sent, printed again.

Conventions: this room owns what happens to ``followups/LETTER/DATE-N`` and its manifest; ``render``
owns the files. The letters of a batch never change once it has its name. An approval is given for
the words of one letter, by the hash of what a reader sees; where the letter would be another one
today, or its file is another one, the approval does not count any more. Whatever alters a batch
does so under a lock of its own, and what is about to be done is noted before it is done. What was sent
is undone where everything else is, in history.csv, and the manifest follows.
"""

from __future__ import annotations

from .approving import Approved, approve
from .folders import BatchFolder, find
from .proofing import proof
from .reprinting import reprint
from .sending import Sent, sent
from .settling import Settled, sent_before, settle, still_sent, undo
from .standing import Standing, standings
from .writing import Written, write

__all__ = [
    "Approved",
    "BatchFolder",
    "Sent",
    "Settled",
    "Standing",
    "Written",
    "approve",
    "find",
    "proof",
    "reprint",
    "sent",
    "sent_before",
    "settle",
    "standings",
    "still_sent",
    "undo",
    "write",
]
