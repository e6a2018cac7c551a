"""Things in the text of a template that look like a field which nobody filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

#: Level, pattern, what it is.
_SIGNS = (
    (
        "error",
        re.compile(r"\[(?:[A-Z][A-Z0-9_' -]+|your name|name|date|state|title)\](?![(\[])"),
        "is still to be filled in",
    ),
    ("error", re.compile(r"<<[^<>\n]{1,40}>>|«[^«»\n]{1,40}»"), "is a field of another program"),
    ("error", re.compile(r"\b(?:XXX+|TODO|FIXME|TBD|lorem ipsum)\b", re.I), "is still to be written"),
    ("error", re.compile(r"\$\{[^}\n]{1,40}\}|%[A-Z_]{3,40}%"), "is a field of another program"),
    (
        "warning",
        re.compile(r"(?<![{%])\{\s+\{[^{}\n]{1,60}\}\s*\}|(?<!\{)\{[A-Za-z_.]{2,40}\}(?!\})"),
        "looks like a field",
    ),
)

#: Passages of the template language, which are checked elsewhere.
_LANGUAGE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.S)


def leftovers(body: str, start: int = 1) -> Iterator[tuple[str, int, str, str]]:
    """(level, line, what, next) for everything that looks unfinished; ``start`` is the first line's number."""
    if "{" not in body and not any(map(_odd, body.split("\n"))):
        return
    text = _LANGUAGE.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), body)
    for level, pattern, what in _SIGNS:
        for found in pattern.finditer(text):
            line = start + text.count("\n", 0, found.start())
            yield level, line, f'"{found[0]}" {what}', "write a field as {{ legislator.name }}, or write the words"


@lru_cache(maxsize=4096)  # letters of one template share most of their lines
def _odd(line: str) -> bool:
    """Whether there is a sign in the line; without braces, no sign goes over the end of a line."""
    return any(pattern.search(line) for _, pattern, _ in _SIGNS)
