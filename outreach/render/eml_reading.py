"""A draft read back from its bytes, more strictly than a mail program does.

Conventions: only what our drafts consist of is understood: ASCII, lines that end in CR LF, a head
that is folded with one blank, parts in base64 between boundaries. Everything else is a fault, so
that whatever passes reads the same in every mail program; the tests hold it to the parser of the
standard library.
"""

from __future__ import annotations

import re
from binascii import Error, a2b_base64
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

_FIELD = re.compile(r"([A-Za-z][A-Za-z-]*): ([^\r\n]*)")
_BOUNDARY = re.compile(r'multipart/(?:mixed|alternative); boundary="([A-Za-z0-9_=]{1,70})"')
_BASE64 = "Content-Transfer-Encoding"


@dataclass(frozen=True, slots=True)
class Draft:
    """What stands in a draft."""

    head: tuple[tuple[str, str], ...]  #: name and value of every line of the head; folds are kept as CR LF
    leaves: tuple[tuple[str, bytes], ...]  #: Content-Type and content of every part that is no group of parts


def read(data: bytes) -> Draft:
    """The draft; ``ValueError`` for anything that is not exactly as our drafts are."""
    text = data.decode("ascii")
    if "\0" in text:
        raise ValueError("a character is none of mail")
    head, body = _split(text)
    return Draft(head, tuple(_leaves(head, body)))


def _split(text: str) -> tuple[tuple[tuple[str, str], ...], str]:
    """Head and body of a message or of one part."""
    head, blank, body = text.partition("\r\n\r\n")
    if not blank:
        raise ValueError("the head does not end")
    return _fields(head), body


@lru_cache(maxsize=16)  # the parts of all drafts have the same heads
def _fields(head: str) -> tuple[tuple[str, str], ...]:
    fields = [_FIELD.fullmatch(line) for line in head.replace("\r\n ", "\0").split("\r\n")]
    if None in fields:
        raise ValueError("the head has a line that is no field")
    return tuple((found[1], found[2].replace("\0", "\r\n ")) for found in fields if found)


def _leaves(head: tuple[tuple[str, str], ...], body: str) -> Iterator[tuple[str, bytes]]:
    values = dict(head)
    if len(set(map(str.lower, values))) != len(head):
        raise ValueError("the head has a field twice")
    kind = values.get("Content-Type", "")
    if found := _BOUNDARY.fullmatch(kind):
        for part in _parts(body, f"--{found[1]}"):
            yield from _leaves(*_split(part))
    elif values.get(_BASE64) == "base64" and not kind.startswith("multipart/"):
        yield kind, _content(body)
    else:
        raise ValueError("a part is neither base64 nor a group of parts")


def _parts(body: str, boundary: str) -> list[str]:
    """What stands between the boundaries, with nothing before the first and after the last."""
    before, *parts = f"\r\n{body}".split(f"\r\n{boundary}")
    closed = len(parts) > 1 and parts[-1] in ("--", "--\r\n")  # the line end before a boundary belongs to it
    if before or not closed or not all(part.startswith("\r\n") for part in parts[:-1]):
        raise ValueError("the parts do not stand between their boundaries")
    return [part[2:] for part in parts[:-1]]


def _content(coded: str) -> bytes:
    try:
        return a2b_base64(coded.replace("\r\n", ""), strict_mode=True)
    except Error:
        raise ValueError("a part is not in base64") from None
