"""What is the same for everybody: the letter in words, who signed, how many of which party.

Convention: a lead led a letter and introduced a bill or resolution; the others signed the letter
and cosponsored the bill. Numbers that hold only when every signature is recorded are left empty
until then, and so are those by party where one is not known.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ..address import printed, title
from ..merge import signatures
from ..model import Contact, Letter, Record, Signature
from ..templating import in_words
from ..vocabulary import CHAMBER_NAMES, STATES, ordinal, state_name

_CHAMBER_MEMBERS = {"house": "members of the House", "senate": "senators"}

#: Names that take an article in a sentence.
_WITH_ARTICLE = {"DC", "MP", "VI"}


@dataclass(frozen=True)
class Facts:
    """Worked out once for a batch."""

    letter: Mapping[str, Any]  #: the group ``letter``
    signers: tuple[Record, ...]  #: whoever signed and has not taken it back
    missing: int  #: signatures that the source counts and nobody has recorded
    parties: Mapping[str, int]  #: party → signatures; empty unless all are recorded
    by_state: Mapping[str, tuple[Record, ...]]  #: state signed for → signers
    by_committee: Mapping[str, tuple[Record, ...]]  #: committee → signers who sit on it today
    signed: Mapping[str, tuple[tuple[Letter, Signature], ...]]  #: id → all that they signed, oldest first


def facts(
    letter: Letter, records: Iterable[Record], letters: Iterable[Letter] = (), contacts: Sequence[Contact] = ()
) -> Facts:
    """The facts of a letter from the records of its universe.

    ``letters`` and ``contacts`` are all those of the workspace: what else people have signed.
    """
    signers = tuple(sorted((record for record in records if record.signature), key=_by_name))
    complete = letter.expected is None or len(signers) == letter.expected
    parties = Counter(signed_party(record) for record in signers) if complete else Counter()
    if "" in parties:
        parties.clear()
    by_state: dict[str, list[Record]] = {}
    for record in signers:
        by_state.setdefault(signed_state(record), []).append(record)
    return Facts(
        letter=_letter(letter, signers, parties),
        signers=signers,
        missing=max(0, (letter.expected or 0) - len(signers)),
        parties=dict(parties.most_common()),
        by_state={state: tuple(held) for state, held in by_state.items()},
        by_committee=_by_committee(signers),
        signed=_signed(letter, signers, letters, contacts),
    )


def _by_name(record: Record) -> tuple[str, str, str]:
    """An order that does not change with the routes, so that nobody's letter changes with another's."""
    return (record.legislator.last, record.legislator.first, record.legislator.id)


def _by_committee(signers: Iterable[Record]) -> dict[str, tuple[Record, ...]]:
    found: dict[str, list[Record]] = {}
    for record in signers:
        for seating in record.legislator.seatings if record.now else ():
            found.setdefault(seating.committee, []).append(record)
    return {committee: tuple(held) for committee, held in found.items()}


def _signed(
    letter: Letter, signers: Iterable[Record], letters: Iterable[Letter], contacts: Sequence[Contact]
) -> dict[str, tuple[tuple[Letter, Signature], ...]]:
    found = [(letter, record.signature) for record in signers if record.signature]
    found += [
        (other, signature)
        for other in letters
        if other.slug != letter.slug
        for signature in signatures(other, contacts).values()
    ]
    by_id: dict[str, list[tuple[Letter, Signature]]] = {}
    for other, signature in sorted(found, key=lambda pair: (pair[1].signed_on, pair[0].slug)):
        by_id.setdefault(signature.id, []).append((other, signature))
    return {id: tuple(held) for id, held in by_id.items()}


def did(letter: Letter, lead: bool) -> str:
    """What a signatory did: "led", "signed", "introduced", "cosponsored"."""
    if is_legislation(letter):
        return "introduced" if lead else "cosponsored"
    return "led" if lead else "signed"


def doing(letter: Letter, lead: bool) -> str:
    """The same after "thank you for"."""
    return {"led": "leading", "signed": "signing", "introduced": "introducing", "cosponsored": "cosponsoring"}[
        did(letter, lead)
    ]


#: Names in a sentence; of more people all but the last of these are named and the others counted.
_MOST_NAMES = 5


def named(people: Sequence[Mapping[str, Any]]) -> str:
    """People in a sentence by title and last name: "Representatives Chu and Lieu, and Senator Schiff"."""
    if not people:
        return ""
    shown = people if len(people) <= _MOST_NAMES else people[: _MOST_NAMES - 1]
    last_names = Counter(one["last"] for one in shown)
    titles: dict[str, list[str]] = {}
    for one in shown:
        titles.setdefault(one["title"], []).append(one["name"] if last_names[one["last"]] > 1 else one["last"])
    plurals = {title: f"{title}s" if len(names) > 1 else title for title, names in titles.items()}
    if more := len(people) - len(shown):
        next(reversed(titles.values())).append(f"{in_words(more)} others")
    parts = [f"{plurals[title]} {_and(names)}".strip() for title, names in titles.items()]
    several = any(len(names) > 1 for names in titles.values())
    return (", and " if several else " and ").join(parts) if len(parts) < 3 else _and(parts)


def person(record: Record) -> dict[str, Any]:
    """A signatory as the templates see one."""
    called = title(record.now or record.signed_in)
    return {
        "name": printed(record.legislator).text,
        "last": record.legislator.last,
        "title": called,
        "called": f"{called} {record.legislator.last}",
        "party": signed_party(record),
        "state": signed_state(record),
        "lead": bool(record.signature and record.signature.role == "lead"),
    }


def signed_party(record: Record) -> str:
    """Party on the day of the signature; "" if it is not known."""
    return record.signed_in.party_on(record.signature.signed_on) if record.signature else ""


def signed_state(record: Record) -> str:
    """The state signed for."""
    return record.signed_in.state


def in_sentence(state: str) -> str:
    """A state in a sentence: "the District of Columbia"."""
    return f"the {state_name(state)}" if state in _WITH_ARTICLE else state_name(state)


@lru_cache(maxsize=1024)
def constituency(chamber: str, state: str, district: str) -> str:
    """Whom the holder of a seat represents: "Illinois’ 4th District", "Vermont"."""
    if chamber == "senate" or district == "0" or state not in STATES:
        return in_sentence(state)
    name = state_name(state)
    return f"{name}’{'' if name.endswith('s') else 's'} {ordinal(int(district))} District"


def counted(number: int, party: str) -> str:
    """ "52 Democrats", "1 Republican"."""
    return f"{number} {party}" + ("" if number == 1 else "s")


def _letter(letter: Letter, signers: tuple[Record, ...], parties: Mapping[str, int]) -> dict[str, Any]:
    legislation = is_legislation(letter)
    count = max(letter.expected or 0, len(signers))
    return {
        "slug": letter.slug,
        "title": letter.title,
        "addressee": letter.addressee,
        "phrase": phrase(letter),
        "short": letter.legislation if legislation else "the letter",
        "signed": did(letter, False),
        "signing": doing(letter, False),
        "chamber": CHAMBER_NAMES[letter.chambers[0]] if len(letter.chambers) == 1 else "Congress",
        "sent": letter.sent.isoformat(),
        "summary": _clause(letter.summary),
        "ask": _verb(_clause(letter.ask)),
        "legislation": letter.legislation,
        "source": letter.source,
        "count": count,
        "signers": _members(letter, count),
        "recorded": len(signers),
        "complete": letter.expected is None or len(signers) == letter.expected,
        "parties": _and([counted(number, party) for party, number in sorted(parties.items(), key=_most)]),
        "leads": [person(record) for record in signers if record.signature and record.signature.role == "lead"],
    }


def is_legislation(letter: Letter) -> bool:
    """Whether the "letter" is itself a bill or resolution, which is sponsored and not signed."""
    return bool(letter.legislation) and letter.title.startswith(letter.legislation)


def phrase(letter: Letter) -> str:
    """The letter in a sentence: "the letter to … on …", "H.Res. 351 on …"."""
    about = f" on {_clause(letter.summary)}" if letter.summary else ""
    return f"{letter.legislation}{about}" if is_legislation(letter) else f"the letter to {letter.addressee}{about}"


def other_phrase(letter: Letter, beside: Letter) -> str:
    """The phrase of a letter that is told of beside another one: "another letter to …" where both have the same."""
    found = phrase(letter)
    return found.replace("the letter", "another letter", 1) if found == phrase(beside) else found


def _members(letter: Letter, count: int) -> str:
    if len(letter.chambers) > 1:
        return f"{count} member{'' if count == 1 else 's'} of Congress"
    words = _CHAMBER_MEMBERS[letter.chambers[0]]
    return f"{count} {words if count != 1 else words.replace('members', 'member').replace('senators', 'senator')}"


def _most(pair: tuple[str, int]) -> tuple[int, str]:
    return (-pair[1], pair[0])


def _and(items: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(items[:-1]), *items[-1:]]))


def _verb(text: str) -> str:
    """Words that begin with a verb, which has no capital after "we ask you to"."""
    return re.sub(r"^[A-Z](?=[a-z]+\b)", lambda found: found[0].lower(), text)


def _clause(text: str) -> str:
    """Words that fit into a sentence: no full stop at the end, no line ends."""
    return re.sub(r"\.$", "", " ".join(text.split()))
