"""#10 envelopes and Avery 5160 labels as PDF, in the order of the printer's file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ..errors import BadData, Problem
from ..followups import FollowUp
from .typesetting import MissingGlyph, Typesetter

#: What it is called → the file in ``outreach/pages``.
PAGES = {"envelopes": "envelopes.typ", "labels": "labels.typ"}


def render(kind: str, items: Sequence[FollowUp], templates: Path) -> bytes:
    """One PDF with everybody's address; ``kind`` is one of ``PAGES``.

    Raises ``BadData`` with the name if an address cannot be printed.
    """
    typesetter = Typesetter(PAGES[kind], templates)
    try:
        return _made(typesetter, kind, items)
    except MissingGlyph:
        raise BadData(tuple(problem for item in items for problem in _fault(typesetter, kind, item))) from None


def _made(typesetter: Typesetter, kind: str, items: Sequence[FollowUp]) -> bytes:
    organisation = items[0].organisation
    data = {
        "title": f"{len(items)} {kind} of {organisation.name}",
        "organisation": organisation.name,
        "sender": list(organisation.address),
        "on": items[0].on.isoformat(),
        "addresses": [list(item.address.lines) for item in items],
    }
    return typesetter.pdf(data, items[0].on)


def _fault(typesetter: Typesetter, kind: str, item: FollowUp) -> list[Problem]:
    try:
        _made(typesetter, kind, [item])
    except MissingGlyph as missing:
        who = f"{item.address.name} ({item.record.legislator.id})"
        return [Problem("public data", 0, "", f"the address of {who} cannot be printed: {missing}")]
    return []
