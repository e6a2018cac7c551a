"""Things in the text of a template that look like a field which nobody filled in.

Convention: only what is surely one, for it stops the batch. "[sic]", "(as printed)", "<all>" and words in
bold (``__so__``) are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

_FIELD = "write a field as {{ legislator.name }}, or write the words"

#: What a letter is filled in with, in any spelling.
_NOUN = "(?:name|date|state|title|address|district)"
_NAMED = rf"(?i:(?:(?:insert|enter|your|first|last|full)[ _-])+{_NOUN})"
_BLANK = rf"(?:[A-Z][A-Z0-9_' -]+|[Nn]ame|[Dd]ate|state|title|{_NAMED})"
_INSERT = rf"(?i:(?:insert|enter|fill in|add|type|put) [^()\[\]<>\n]{{0,60}}\bhere|insert [^()\n]{{0,30}}\b{_NOUN})"

#: Pattern, what it is, what next.
_SIGNS = (
    (re.compile(rf"\[{_BLANK}\](?![(\[])|(?<!<)<{_BLANK}>(?!>)"), "is still to be filled in", _FIELD),
    (re.compile(rf"\b__(?:(?i:{_NOUN})|[A-Z]+_[A-Z_]*[A-Z])__\b"), "is still to be filled in", _FIELD),
    (re.compile(rf"[(\[<]{_INSERT}[)\]>]|\((?i:(?:your|first|last|full) name)\)"), "is still to be filled in", _FIELD),
    (re.compile(r"<<[^<>\n]{1,40}>>|«[^«»\n]{1,40}»"), "is a field of another program", _FIELD),
    (re.compile(r"\b(?:XXX+|TODO|FIXME|TBD|lorem ipsum)\b", re.I), "is still to be written", _FIELD),
    (re.compile(r"\$\{[^}\n]{1,40}\}|%[A-Z_]{3,40}%"), "is a field of another program", _FIELD),
    (
        re.compile(r"(?<![{%])\{\s+\{[^{}\n]{1,60}\}\s*\}|(?<![{$])\{\s*[A-Za-z_][^{}\n]{0,60}\}(?!\})"),
        "has the braces of no field",
        _FIELD,
    ),
    (re.compile(r"<!--[^\n]{0,40}"), "is a remark that would be printed", "write a remark as {# … #}"),
)

#: Passages of the template language, which are checked elsewhere.
_LANGUAGE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.S)


def leftovers(body: str, start: int = 1) -> Iterator[tuple[int, str, str]]:
    """(line, what, next) for everything that is unfinished; ``start`` is the first line's number."""
    if "{" not in body and not any(map(_odd, body.split("\n"))):
        return
    text = _LANGUAGE.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), body)
    for pattern, what, next in _SIGNS:
        for found in pattern.finditer(text):
            yield start + text.count("\n", 0, found.start()), f'"{found[0]}" {what}', next


@lru_cache(maxsize=4096)  # letters of one template share most of their lines
def _odd(line: str) -> bool:
    """Whether there is a sign in the line; without braces, no sign goes over the end of a line."""
    return any(pattern.search(line) for pattern, *_ in _SIGNS)
