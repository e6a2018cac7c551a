"""The parts of a letter around its text, the same in every format."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from ..followups import FollowUp
from ..model import Organisation
from ..templating import american_date

#: Line ends and what controls a terminal; no name or address has them.
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands above and below the text."""

    organisation: str
    sender_lines: tuple[str, ...]  #: address and how to reach us, no empty line
    date: str
    addressee: tuple[str, ...]
    subject: str
    salutation: str
    closing: str
    signature: tuple[str, ...]  #: name, title, organisation
    enclosures: tuple[str, ...]


def frame(item: FollowUp) -> Frame:
    """The frame of one follow-up."""
    name, sender_lines, signature = _ours(item.organisation)
    return Frame(
        organisation=name,
        sender_lines=sender_lines,
        date=american_date(item.on.isoformat()),
        addressee=_lines(*item.address.lines),
        subject=_plain(item.subject),
        salutation=_plain(item.address.salutation),
        closing="Sincerely,",
        signature=signature,
        enclosures=_lines(*item.enclosures),
    )


@lru_cache(maxsize=16)
def _ours(ours: Organisation) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """Our name, the lines above the text and those below, the same in every letter."""
    reach = " · ".join(filter(None, (ours.phone, ours.email, ours.website)))
    return _plain(ours.name), _lines(*ours.address, reach), _lines(ours.sender, ours.sender_title, ours.name)


def _lines(*texts: str) -> tuple[str, ...]:
    """Those that say something."""
    return tuple(line for line in map(_plain, texts) if line)


def _plain(text: str) -> str:
    return (text if text.isprintable() else _CONTROL.sub(" ", text)).strip()
