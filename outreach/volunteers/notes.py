"""A volunteer's new words, brought below the notes that are there.

Convention: a note begins on a line of its own with its day and its author. Notes that came in since
the sheet was made and hers stand in the order of their days, whichever sheet is taken first.
"""

from __future__ import annotations

import re

#: Where a new note begins.
_BEGINS = re.compile(r"\n(?=\d{4}-\d\d-\d\d \S)")


def added(notes: str, base: str, day: str, by: str, words: str) -> str:
    """The notes with her words; as they are if the words came in since the sheet was made."""
    mark = f" {by}: {words}"
    if not words or notes.count(mark) > base.count(mark):
        return notes
    if not notes.startswith(base):
        base = notes
    since = [note for note in _BEGINS.split("\n" + notes[len(base) :].strip("\n")) if note.strip()]
    fresh = sorted([*(note.strip("\n") for note in since), f"{day}{mark}"])
    return "\n".join([base, *fresh] if base else fresh)
