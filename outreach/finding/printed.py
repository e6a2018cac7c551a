"""What finding gives to resolving."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ..names import PrintedName, parse
from .layout import Segment
from .mention import Mention
from .places import NOWHERE, Place
from .prose import Run
from .tokens import Token


class Printed(NamedTuple):
    """A name in a text that signed, as printed."""

    line: int  #: line of the text, 1 is the first
    text: str  #: as printed, white space folded
    name: PrintedName
    place: Place
    chamber: str  #: by the title before this name, "" if none
    carried: str  #: by a title or heading over several names, "" if none
    courtesy: str  #: "mr", "ms", …
    role: str  #: "lead" or "signer"
    group: int  #: names of one list share it
    prose: bool  #: in a sentence, not in a list
    firm: bool  #: print says that this is a legislator, so the user is told if nobody fits


class Found(NamedTuple):
    """Everything that finding has to say about a text."""

    names: tuple[Printed, ...]
    expected: int | None  #: the number of signers the text claims
    named: tuple[Printed, ...] = ()  #: legislators named in full who are not said to have signed
    unsaid: int = 0  #: names left out of a text that has no word of signing
    refused: tuple[str, ...] = ()  #: names beside which print says that they declined, withdrew or have not decided


def printed(
    segment: Segment,
    tokens: Sequence[Token],
    mention: Mention,
    carried: str,
    role: str,
    group: int,
    run: Run | None = None,
    region: Place = NOWHERE,
) -> Printed:
    """A mention that signed, in its final form."""
    start, end = tokens[mention.first].start, tokens[mention.last - 1].end
    few = run is not None and len(run.mentions) < 3
    return Printed(
        segment.line_at(start),
        segment.text[start:end].strip().replace("\t", " "),
        parse(tuple(mention.words), mention.nickname),
        mention.place if region is NOWHERE else mention.place.within(region),
        mention.chamber,
        carried,
        mention.courtesy,
        role,
        group,
        few or (run is not None and run.leaning),
        _is_firm(mention, carried, few, run),
    )


def _is_firm(mention: Mention, carried: str, few: bool, run: Run | None) -> bool:
    if mention.titled or mention.courtesy or (run and run.leaning and mention.known):
        return True
    return not few and (mention.known or len(mention.words) > 1) and not (mention.role and not mention.known)
