"""Finding the one legislator whom somebody means."""

from __future__ import annotations

from datetime import date

from ..errors import ManyLegislators, UnknownLegislator
from ..model import Legislator
from .context import App


def one_legislator(app: App, asked: str, on: date) -> Legislator:
    """The legislator with that id, or the only one whom the name fits."""
    roster = app.workspace.roster()
    if found := roster.get(asked.strip().upper()):
        return found
    from ..resolve import NameIndex, lookup

    fitting = lookup(asked, NameIndex(roster), on)
    if not fitting:
        raise UnknownLegislator(asked)
    if len(fitting) > 1:
        raise ManyLegislators(asked, tuple(f"{one.id}  {one.name}  ({one.why})" for one in fitting))
    return roster.legislators[fitting[0].id]
