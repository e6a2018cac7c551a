"""The parts of a letter around its text, the same in every format."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..followups import FollowUp
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
    ours = item.organisation
    reach = " · ".join(filter(None, (ours.phone, ours.email, ours.website)))
    return Frame(
        organisation=_plain(ours.name),
        sender_lines=_lines(*ours.address, reach),
        date=american_date(item.on.isoformat()),
        addressee=_lines(*item.address.lines),
        subject=_plain(item.subject),
        salutation=_plain(item.address.salutation),
        closing="Sincerely,",
        signature=_lines(ours.sender, ours.sender_title, ours.name),
        enclosures=_lines(*item.enclosures),
    )


def _lines(*texts: str) -> tuple[str, ...]:
    """Those that say something."""
    return tuple(line for line in map(_plain, texts) if line)


def _plain(text: str) -> str:
    return (text if text.isprintable() else _CONTROL.sub(" ", text)).strip()
