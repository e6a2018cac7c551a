"""A follow-up as plain text: for a mail program, or to read before it is printed."""

from __future__ import annotations

import textwrap
from functools import lru_cache

from ..followups import FollowUp
from .blocks import Block, blocks
from .letterhead import Frame, frame

#: Characters in a line.
WIDTH = 76


def render(item: FollowUp, parts: Frame | None = None) -> str:
    """The whole letter, lines no longer than ``WIDTH`` unless one word is; ``parts`` is its frame if that is made."""
    parts = parts or frame(item)
    sections = [
        "\n".join([parts.organisation, *parts.sender_lines]),
        parts.date,
        "\n".join(parts.addressee),
        _filled(f"Re: {parts.subject}", "    "),
        parts.salutation,
        body(item.body),
        f"{parts.closing}\n\n\n\n" + "\n".join(parts.signature),
        "\n".join(["Enclosures:", *(_filled(f"- {one}", "  ") for one in parts.enclosures)])
        if parts.enclosures
        else "",
    ]
    return "\n\n".join(section for section in sections if section) + "\n"


@lru_cache(maxsize=1024)  # asked once more when it is known that the letter fits on a page
def body(markdown: str) -> str:
    """The text of a letter without its frame."""
    text, before = "", None
    for block in blocks(markdown):
        close = before is not None and before.kind == block.kind == "item"
        text += ("\n" if close else "\n\n" if text else "") + _block(block)
        before = block
    return text


def _block(block: Block) -> str:
    if block.kind == "rule":
        return "* * *"
    words = "".join(run.on_paper for run in block.runs)
    if block.kind == "item":
        indent = "  " * block.depth
        lead = f"{indent}{block.marker.replace('•', '-')} " if block.marker else f"{indent}  "
        return _filled(words, " " * len(lead), lead)
    return _filled(words, "> ", "> ") if block.kind == "quote" else _filled(words)


def _filled(text: str, hanging: str = "", lead: str = "") -> str:
    lines = text.split("\n")
    filled = [_line(line, hanging, hanging if at else lead) for at, line in enumerate(lines)]
    return "\n".join(filled)


@lru_cache(maxsize=1024)  # letters of one template share most of their paragraphs
def _line(text: str, hanging: str, lead: str) -> str:
    return textwrap.fill(
        text,
        WIDTH,
        initial_indent=lead,
        subsequent_indent=hanging,
        break_long_words=False,
        break_on_hyphens=False,
    )
