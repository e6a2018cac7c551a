"""A follow-up as one HTML page, ready to print: US letter, one inch of margin."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from ..followups import FollowUp
from ..templating import fragment, page
from .blocks import Block, blocks
from .letterhead import frame

if TYPE_CHECKING:
    from markupsafe import Markup


def render(item: FollowUp) -> str:
    """The whole page. Everything in it is escaped; it fetches nothing and runs nothing."""
    return page("follow-up.html", frame=frame(item), blocks=map(_block, blocks(item.body)), name=item.address.name)


@lru_cache(maxsize=1024)  # letters of one template share most of their paragraphs
def _block(block: Block) -> Markup:
    return fragment("block.html", block=block)
