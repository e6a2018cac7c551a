"""A follow-up as one HTML page, ready to print: US letter, one inch of margin."""

from __future__ import annotations

from ..followups import FollowUp
from ..templating import page
from .blocks import blocks
from .letterhead import frame


def render(item: FollowUp) -> str:
    """The whole page. Everything in it is escaped; it fetches nothing and runs nothing."""
    return page("follow-up.html", frame=frame(item), blocks=blocks(item.body), name=item.address.name)
