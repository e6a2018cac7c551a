"""The dealings of a quarter, as the reports on lobbying ask for them.

Conventions: a dealing is what ``log`` wrote, or a day of last contact that came in with a sheet.
What the records cannot tell is "not known here" and is never guessed. Where the law is doubtful,
the figure is the higher one and the words say so. Nothing here is legal advice.
"""

from __future__ import annotations

from .counting import Given, Tally, tally
from .dealings import Recorded, recorded
from .quarters import Quarter
from .tables import ADVICE, EACH, LINES, PEOPLE, as_json, each_rows, line_rows, people_rows, sentences
from .thresholds import packaged

__all__ = [
    "ADVICE",
    "EACH",
    "LINES",
    "PEOPLE",
    "Given",
    "Quarter",
    "Recorded",
    "Tally",
    "as_json",
    "each_rows",
    "line_rows",
    "packaged",
    "people_rows",
    "recorded",
    "sentences",
    "tally",
]
