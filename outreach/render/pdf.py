"""A follow-up as PDF: tagged, on the letterhead, one file for each or one for the printer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from ..errors import BadData, OutreachError, Problem
from ..followups import FollowUp
from .blocks import Block, blocks
from .length import over
from .letterhead import Frame, frame
from .typesetting import MissingGlyph, Typesetter, pages

#: The file in ``outreach/pages``.
_PAGE = "letters.typ"


def renderer(templates: Path) -> Callable[[FollowUp], bytes]:
    """What makes one PDF of each follow-up; ``templates`` is the folder of the letterhead.

    Raises ``OutreachError`` without typst. What it returns raises ``BadData`` if a character
    cannot be printed, with the name of the legislator.
    """
    typesetter = Typesetter(_PAGE, templates)

    def render(item: FollowUp) -> bytes:
        try:
            return _set(typesetter, (item,), f"{item.subject} – {item.address.name}")
        except MissingGlyph as missing:
            raise BadData((_unprintable(item, missing),)) from None

    return render


def combined(items: Sequence[FollowUp], templates: Path) -> bytes:
    """All letters in one file, in the order given, each beginning on a page of its own."""
    typesetter = Typesetter(_PAGE, templates)
    title = f"{len(items)} letters of {items[0].organisation.name}"
    try:
        return _set(typesetter, items, title)
    except MissingGlyph:
        single = renderer(templates)
        for item in items:
            single(item)  # raises for the letter that it is
        raise


def long(items: Sequence[FollowUp], made: bytes, templates: Path) -> tuple[Problem, ...]:
    """A warning for each template with letters of more than one page; ``made`` is the combined file."""
    if pages(made) == len(items):
        return ()
    single = renderer(templates)
    counted = ((item, pages(single(item)) - 1) for item in items)
    return over(((item, more) for item, more in counted if more), lambda more: f"{more} page{'s' * (more > 1)}")


def _unprintable(item: FollowUp, missing: OutreachError) -> Problem:
    who = f"{item.address.name} ({item.record.legislator.id})"
    cure = "put a font that has it into templates/fonts and name it in templates/letterhead.typ"
    return Problem(item.template.file, 0, "", f"the letter to {who} cannot be printed: {missing}", cure)


def _set(typesetter: Typesetter, items: Sequence[FollowUp], title: str) -> bytes:
    """The file; a second time with heads on further pages if there are such pages."""
    data, on = _data(items, title, typesetter.logo), items[0].on
    made = typesetter.pdf({**data, "further": False}, on)
    return made if pages(made) == len(items) else typesetter.pdf({**data, "further": True}, on)


def _data(items: Sequence[FollowUp], title: str, logo: str | None) -> dict[str, Any]:
    return {
        "title": title,
        "organisation": items[0].organisation.name,
        "on": items[0].on.isoformat(),
        "letters": [{**_letter(item, logo), "key": f"letter-{at}"} for at, item in enumerate(items, 1)],
    }


def _letter(item: FollowUp, logo: str | None) -> dict[str, Any]:
    parts = frame(item)
    return {
        **{part: getattr(parts, part) for part in Frame.__slots__},
        "name": item.address.name,
        "logo": logo,
        "blocks": [_block(block) for block in blocks(item.body)] or [_block(Block("paragraph"))],
    }


def _block(block: Block) -> dict[str, Any]:
    runs = [{"text": run.on_paper, "bold": run.bold, "italic": run.italic, "link": run.link} for run in block.runs]
    return {"kind": block.kind, "runs": runs, "marker": block.marker, "depth": block.depth}
