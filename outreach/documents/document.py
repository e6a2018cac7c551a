"""What was read: the text, and what the reader of it should know."""

from __future__ import annotations

from typing import NamedTuple


class Document(NamedTuple):
    """The text of a document, line by line."""

    text: str
    notices: tuple[str, ...] = ()  #: what was left out of it, one sentence each
