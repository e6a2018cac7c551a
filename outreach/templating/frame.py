"""A salutation or a closing of the template's own, which would be printed beside that of the page.

Convention: a line is looked at by itself, and a line that quotes another letter ("> Dear …") is left
alone. A salutation that names the reader is surely one too many; any other may be meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_SALUTATION = re.compile(r"\W*(?:Dear\b.{1,100}[:,]|\{\{-?\s*salutation\s*-?\}\})\W*", re.I)
_READER = re.compile(
    r"salutation|\btitle\b|legislator\.(?:called|name|first|last|title)"
    r"|\b(?:Representative|Senator|Congress(?:wo)?man|Member|Mr|Mrs|Ms|Sir|Madam)\b",
    re.I,
)
_CLOSING = re.compile(
    r"\W*(?:(?:yours )?(?:very )?(?:sincerely|truly|faithfully|respectfully)(?: yours)?(?: submitted)?"
    r"|(?:with )?(?:best|kind|warm) regards)\s*,\W*",
    re.I,
)

#: What is no text: tags and remarks.
_TAGS = re.compile(r"\{%.*?%\}|\{#.*?#\}", re.S)


def framed(body: str, start: int = 1) -> Iterator[tuple[str, int, str, str]]:
    """(level, line, what, next) for every line that the page prints already; ``start`` is the first line's number."""
    text = _TAGS.sub(lambda found: "\n" * found[0].count("\n"), body)
    for number, line in enumerate(map(str.strip, text.split("\n")), start):
        if line.startswith(">"):
            continue
        if _SALUTATION.fullmatch(line):
            what = f'has a salutation of its own ("{line[:60]}"), and the page prints one above the text'
            yield "error" if _READER.search(line) else "warning", number, what, "delete the line"
        elif _CLOSING.fullmatch(line):
            what = f'has a closing of its own ("{line[:60]}"), and the page prints one below the text'
            yield "error", number, what, "delete the line and the names below it"
