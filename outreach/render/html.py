"""A follow-up as one HTML page, ready to print: US letter, one inch of margin.

Convention: the page around the letters is made once for each organisation and day, with slots between
two NUL characters; no value has that character, so nothing but a slot is ever taken for one.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ..followups import FollowUp
from ..templating import escaped, page
from .blocks import Block, Run, blocks
from .letterhead import Frame, frame

#: Kind of a block → what stands before and behind its words.
_BLOCKS = {
    "paragraph": ('<p class="preline">', "</p>"),
    "heading": ("<h2>", "</h2>"),
    "item": ('<p class="item preline">', "</p>"),
    "quote": ('<blockquote class="preline">', "</blockquote>"),
}
_SLOT = re.compile("\0([a-z]+)\0")


def render(item: FollowUp, parts: Frame | None = None) -> str:
    """The whole page. Everything in it is escaped; it fetches nothing and runs nothing.

    ``parts`` is the frame of the letter if that is made.
    """
    parts = parts or frame(item)
    own = {
        "subject": escaped(parts.subject),
        "name": escaped(item.address.name),
        "addressee": "<br>\n".join(map(escaped, parts.addressee)),
        "salutation": escaped(parts.salutation),
        "text": "".join(map(_block, blocks(item.body))),
    }
    shared = (parts.organisation, parts.sender_lines, parts.date, parts.closing, parts.signature, parts.enclosures)
    pieces = list(_around(*shared))
    pieces[1::2] = [own[slot] for slot in pieces[1::2]]
    return "".join(pieces)


@lru_cache(maxsize=64)
def _around(
    organisation: str,
    sender_lines: tuple[str, ...],
    date: str,
    closing: str,
    signature: tuple[str, ...],
    enclosures: tuple[str, ...],
) -> tuple[str, ...]:
    """What all letters share, in pieces; every second piece is the name of a slot."""
    subject, name, addressee, salutation, text = (
        f"\0{slot}\0" for slot in ("subject", "name", "addressee", "salutation", "text")
    )
    parts = Frame(organisation, sender_lines, date, (addressee,), subject, salutation, closing, signature, enclosures)
    return tuple(_SLOT.split(page("follow-up.html", frame=parts, blocks=[text], name=name)))


@lru_cache(maxsize=4096)  # letters of one template share most of their paragraphs
def _block(block: Block) -> str:
    if block.kind == "rule":
        return "<hr>\n"
    begin, end = _BLOCKS[block.kind]
    marker = f"{escaped(block.marker)} " if block.kind == "item" else ""
    return f"{begin}{marker}{''.join(map(_run, block.runs))}{end}\n"


def _run(run: Run) -> str:
    text = f"<em>{escaped(run.text)}</em>" if run.italic else escaped(run.text)
    text = f"<strong>{text}</strong>" if run.bold else text
    return f'<a href="{escaped(run.link)}">{text}</a>' if run.link else text
