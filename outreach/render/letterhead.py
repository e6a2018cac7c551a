"""The parts of a letter around its text, the same in every format."""

from __future__ import annotations

from dataclasses import dataclass

from ..followups import FollowUp
from ..templating import american_date


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
    organisation = item.organisation
    reach = " · ".join(filter(None, (organisation.phone, organisation.email, organisation.website)))
    return Frame(
        organisation=organisation.name,
        sender_lines=tuple(line for line in (*organisation.address, reach) if line),
        date=american_date(item.on.isoformat()),
        addressee=item.address.lines,
        subject=item.subject,
        salutation=item.address.salutation,
        closing="Sincerely,",
        signature=tuple(filter(None, (organisation.sender, organisation.sender_title, organisation.name))),
        enclosures=item.enclosures,
    )
