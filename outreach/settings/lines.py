"""Where in a TOML file a key stands, since the TOML readers do not say."""

from __future__ import annotations

import re
from collections.abc import Iterator

#: A key as it is written: bare or quoted, with dots between its parts.
_PART = r"""(?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*')"""
_KEY = rf"{_PART}(?:\s*\.\s*{_PART})*"
_TABLE = re.compile(rf"\s*\[\s*({_KEY})\s*\]")
_ENTRY_OF_LIST = re.compile(rf"\s*\[\[\s*({_KEY})\s*\]\]")
_ASSIGNMENT = re.compile(rf"\s*({_KEY})\s*=")

Path = tuple[str | int, ...]


class Lines:
    """Line numbers of the tables and keys of one TOML text."""

    def __init__(self, text: str) -> None:
        self._lines = dict(_places(text))

    def of(self, path: Path) -> int:
        """Line of that table or key, or of the nearest table around it; 0 if there is none."""
        while path:
            if path in self._lines:
                return self._lines[path]
            path = path[:-1]
        return 0


def _places(text: str) -> Iterator[tuple[Path, int]]:
    table: Path = ()
    counts: dict[Path, int] = {}
    for number, line in _outside_long_text(text):
        if entry := _ENTRY_OF_LIST.match(line):
            name = _parts(entry[1])
            counts[name] = counts.get(name, -1) + 1
            table = (*name, counts[name])
            yield table, number
        elif named := _TABLE.match(line):
            table = _parts(named[1])
            yield table, number
        elif key := _ASSIGNMENT.match(line):
            yield (*table, *_parts(key[1])), number


def _outside_long_text(text: str) -> Iterator[tuple[int, str]]:
    """The lines that do not begin inside a text of several lines."""
    open_mark = ""
    for number, line in enumerate(text.split("\n"), 1):
        if not open_mark:
            yield number, line
        for mark in re.findall(r'"""|\'\'\'', line):
            open_mark = mark if not open_mark else ("" if mark == open_mark else open_mark)


def _parts(key: str) -> Path:
    return tuple(part.strip("\"'") for part in re.findall(_PART, key))
