"""One page for a whole batch: the shared text once, and for every letter only what is its own.

Conventions: letters are compared sentence by sentence, those of one template with each other. A
sentence that stands in all of them is shared; in the shared text a gap marks the place where the
letters differ. The page fetches nothing and runs nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ..followups import FollowUp
from ..templating import american_date, page
from ..vocabulary import ROUTES
from .blocks import blocks

#: The end of a sentence: not after an initial or an abbreviation that is followed by a name.
_END = re.compile(r"(?<=[.?!])(?<!\b[A-Z]\.)(?<!\b(?:Jr|Sr|St|Dr|Mt|Ms|Mr)\.)\s+(?=[A-Z“])")


@dataclass(frozen=True, slots=True)
class Mark:
    """What is to be said of one letter besides its words."""

    files: tuple[str, ...] = ()
    approved: str = ""  #: "Ana on 2026-06-14", "" if nobody has
    sent: str = ""  #: "2026-06-14 by mail", "" if it has not gone
    changed: str = ""  #: why it is not the letter that would be written now
    due: bool = True  #: False: this legislator would be left out now


@dataclass(frozen=True, slots=True)
class Card:
    """One letter on the page."""

    name: str
    id: str
    lines: tuple[str, ...]
    salutation: str
    route: str
    reason: str
    subject: str  #: "" where all letters of the group have the same
    personal: tuple[str, ...]  #: the sentences that are its own, by paragraph
    mark: Mark


@dataclass(frozen=True, slots=True)
class Group:
    """The letters of one template."""

    template: str
    purpose: str
    subject: str  #: that all have, "" if they differ
    shared: tuple[tuple[str, ...], ...]  #: paragraphs of sentences; "" is a gap
    cards: tuple[Card, ...]


def proof(name: str, items: Sequence[FollowUp], marks: Mapping[str, Mark], today: date) -> str:
    """The page. ``marks`` has what is to be said of the letter to each id."""
    groups = [_group(name, of, marks) for name, of in _by_template(items).items()]
    routes = Counter(item.record.route for item in items)
    return page(
        "proof.html",
        name=name,
        letter=items[0].record.letter,
        on=american_date(items[0].on.isoformat()),
        organisation=items[0].organisation.name,
        sender=items[0].organisation,
        groups=groups,
        routes=[(route, routes[route], ROUTES[route]) for route in ROUTES if routes[route]],
        count=len(items),
        approved=sum(bool(mark.approved) and not mark.changed for mark in marks.values()),
        sent=sum(bool(mark.sent) for mark in marks.values()),
        changed=sum(bool(mark.changed) for mark in marks.values()),
        undue=[card for group in groups for card in group.cards if not card.mark.due],
        others=_alike(card for group in groups for card in group.cards if card.mark.due),
        today=today.isoformat(),
    )


def _alike(cards: Iterable[Card]) -> list[tuple[str, str, int]]:
    """(reason, the first whose letter would be another now, how many more) for each reason."""
    found: dict[str, list[Card]] = {}
    for card in cards:
        if card.mark.changed:
            found.setdefault(card.mark.changed, []).append(card)
    return [(reason, cards[0].name, len(cards) - 1) for reason, cards in found.items()]


def _by_template(items: Sequence[FollowUp]) -> dict[str, list[FollowUp]]:
    found: dict[str, list[FollowUp]] = {}
    for item in items:
        found.setdefault(item.template.name, []).append(item)
    return found


def _group(template: str, items: Sequence[FollowUp], marks: Mapping[str, Mark]) -> Group:
    texts = [paragraphs(item) for item in items]
    shared = _shared(texts)
    subjects = {item.subject for item in items}
    cards = [
        _card(item, _own(text, shared), marks.get(item.record.legislator.id, Mark()), len(subjects) > 1)
        for item, text in zip(items, texts, strict=True)
    ]
    return Group(
        template=template,
        purpose=items[0].template.front.purpose,
        subject=items[0].subject if len(subjects) == 1 else "",
        shared=_with_gaps(max(texts, key=lambda text: sum(map(len, text))), shared),
        cards=tuple(cards),
    )


def paragraphs(item: FollowUp) -> tuple[tuple[str, ...], ...]:
    """The text of a letter as paragraphs of sentences."""
    texts = (" ".join(" ".join((block.marker, block.text)).split()) for block in blocks(item.body))
    return tuple(tuple(_END.split(text)) for text in texts if text)


def _shared(texts: Sequence[tuple[tuple[str, ...], ...]]) -> frozenset[str]:
    """The sentences that stand in every letter."""
    sets = [{sentence for paragraph in text for sentence in paragraph} for text in texts]
    return frozenset(set.intersection(*sets))


def _own(text: tuple[tuple[str, ...], ...], shared: frozenset[str]) -> tuple[str, ...]:
    """The sentences that are not shared, those of one paragraph together."""
    own = (" ".join(sentence for sentence in paragraph if sentence not in shared) for paragraph in text)
    return tuple(words for words in own if words)


def _with_gaps(text: tuple[tuple[str, ...], ...], shared: frozenset[str]) -> tuple[tuple[str, ...], ...]:
    """The text with "" for each stretch of sentences that are not shared."""
    found = []
    for paragraph in text:
        kept = [sentence if sentence in shared else "" for sentence in paragraph]
        found.append(tuple(one for at, one in enumerate(kept) if one or not at or kept[at - 1]))
    return tuple(found)


def _card(item: FollowUp, personal: tuple[str, ...], mark: Mark, own_subject: bool) -> Card:
    return Card(
        name=item.address.name,
        id=item.record.legislator.id,
        lines=item.address.lines,
        salutation=item.address.salutation,
        route=item.record.route,
        reason=item.record.reason,
        subject=item.subject if own_subject else "",
        personal=personal,
        mark=mark,
    )
