"""What speaks for and against a person whom a printed name may mean.

Convention: everything printed beside a name is evidence and nothing is a filter; each finding is
one word (``state``, ``district`` …), so that deciding can count and say them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..finding import Printed
from ..names import CONFLICT, KNOWN, NONE, shape
from ..vocabulary import NON_VOTING, party_letter, seat_label, title_of
from .index import COMING, LEFT, PART, SERVING, WHOLE, Day, Standing

_MALE, _FEMALE = frozenset({"mr"}), frozenset({"ms", "mrs", "miss"})


@dataclass(frozen=True, slots=True)
class Suspect:
    """Somebody whom a printed name may mean, with the evidence."""

    standing: Standing
    relation: str  #: how the printed surname relates: WHOLE, FORMER, PART or "near"
    level: int  #: agreement of the given names
    pro: tuple[str, ...]  #: what agrees: "chamber", "state", "district", "party"
    contra: tuple[str, ...]  #: what differs, also "courtesy" and "letter"
    middle: int  #: middle initial or suffix: 1 agrees, -1 differs, 0 nothing to compare

    @property
    def id(self) -> str:
        """The legislator's id."""
        return self.standing.id

    @property
    def serving(self) -> bool:
        """Whether the person served on the day."""
        return self.standing.service == SERVING


def suspects(printed: Printed, day: Day, letter: frozenset[str]) -> list[Suspect]:
    """Everybody in the blocks of the printed surname, whatever the given name."""
    found: dict[str, Suspect] = {}
    for surname, given in printed.name.divisions():
        for standing, relation in day.blocks.get(surname, ()):
            level = standing.person.given.level(given)
            held = found.get(standing.id)
            if held is None or (held.level <= CONFLICT < level):
                found[standing.id] = suspect_of(printed, standing, relation, level, given, letter)
        if any(suspect.level > CONFLICT and suspect.relation != PART for suspect in found.values()):
            break
    if not found:
        found |= {s.id: s for s in _rearranged(printed, day, letter)}
    return list(found.values())


def _rearranged(printed: Printed, day: Day, letter: frozenset[str]) -> Iterator[Suspect]:
    """Names in another order ("Eleanor Norton Holmes") or run together ("EleanorNorton")."""
    words = printed.name.words
    for at, word in enumerate(words[:-1]):
        rest = words[:at] + words[at + 1 :]
        for standing, relation in day.blocks.get(word, ()):
            if relation != PART and len(rest) > 1 and all(other in standing.person.given.known for other in rest):
                yield suspect_of(printed, standing, relation, KNOWN, rest, letter)
    for standing in day.full.get("".join(words), ()):
        yield suspect_of(printed, standing, WHOLE, KNOWN, (), letter)


def suspect_of(
    printed: Printed, standing: Standing, relation: str, level: int, given: tuple[str, ...], letter: frozenset[str]
) -> Suspect:
    """A person with what speaks for and against them; ``given`` is what is printed before the surname."""
    pro, contra = _weigh(printed, standing, letter)
    middle = standing.person.given.middle(given) if given else 0
    if printed.name.suffix and standing.person.suffix:
        middle = 1 if printed.name.suffix == standing.person.suffix else -1
        contra += ["suffix"] if middle < 0 else []
    return Suspect(standing, relation, level, tuple(pro), tuple(contra), middle)


def near_suspects(printed: Printed, day: Day, letter: frozenset[str]) -> list[Suspect]:
    """People whose surname is one slip away, or looks alike to a machine, and whose given name agrees."""
    found: dict[str, Suspect] = {}
    for surname, given in printed.name.divisions():
        alike = day.shapes.get(shape(surname), ())
        for near in (*alike, *day.near.of(surname)):
            for standing, relation in day.blocks[near]:
                level = standing.person.given.level(given)
                if relation != PART and level != CONFLICT and standing.id not in found:
                    how = "misread" if near in alike else "near"
                    found[standing.id] = suspect_of(printed, standing, how, level, given, letter)
    return list(found.values())


def _weigh(printed: Printed, standing: Standing, letter: frozenset[str]) -> tuple[list[str], list[str]]:
    pro: list[str] = []
    contra: list[str] = []
    term, place = standing.term, printed.place
    title = printed.chamber or printed.carried
    if title:
        (pro if title == term.chamber else contra).append("chamber")
    elif term.chamber not in letter:
        contra.append("letter")
    if place.state:
        (pro if place.state == term.state else contra).append("state")
    if place.district and "state" not in contra:
        (pro if _same_district(place.district, standing) else contra).append("district")
    if place.party:
        (pro if place.party in standing.parties else contra).append("party")
    if _misgendered(printed.courtesy, standing.person.legislator.gender):
        contra.append("courtesy")
    return pro, contra


def _same_district(printed: str, standing: Standing) -> bool:
    held = standing.term.district
    return printed == held or (held == "0" and printed == "1")


def _misgendered(courtesy: str, gender: str) -> bool:
    return (courtesy in _MALE and gender == "F") or (courtesy in _FEMALE and gender == "M")


def differences(suspect: Suspect, printed: Printed) -> Iterator[str]:
    """What differs, each in one clause for the user."""
    term, place = suspect.standing.term, printed.place
    held = "held" if suspect.standing.service != COMING else "took"
    if "state" in suspect.contra or "district" in suspect.contra:
        yield f"print says {_printed_seat(printed)}, {held} {seat_label(term.chamber, term.state, term.district)}"
    if "party" in suspect.contra:
        yield f"print says party {place.party}, was {party_letter(term.party)}"
    if "chamber" in suspect.contra:
        says = _CHAMBER_TITLES[printed.chamber or printed.carried]
        yield f"print says {says}, was {title_of(term.chamber, term.state)}"
    if "letter" in suspect.contra:
        yield f"served in the {'Senate' if term.chamber == 'senate' else 'House'}, which the letter does not name"
    if "courtesy" in suspect.contra:
        yield f"“{printed.courtesy.capitalize()}.” does not fit"
    if suspect.middle < 0:
        yield "the suffix differs" if "suffix" in suspect.contra else "the middle initial differs"


_CHAMBER_TITLES = {"house": "Representative", "senate": "Senator"}


def _printed_seat(printed: Printed) -> str:
    place = printed.place
    if not place.district:
        return place.state
    return seat_label("house", place.state, place.district) if place.state else f"district {place.district}"


def service_warning(standing: Standing) -> str:
    """That somebody was not serving on the day; "" if they were."""
    if standing.service == LEFT:
        died = standing.person.legislator.died
        ended = (
            f"died on {died.isoformat()}"
            if died and died <= standing.term.end
            else f"left on {standing.term.end.isoformat()}"
        )
        return f"not serving on the day: {ended}"
    return f"not serving on the day: came on {standing.term.start.isoformat()}" if standing.service == COMING else ""


def describe(standing: Standing) -> str:
    """Who somebody is, for a list of candidates: "Representative, NY-12, Democrat, since 2013"."""
    term, terms = standing.term, standing.person.legislator.terms
    title = (
        "Representative"
        if term.chamber == "house" and term.state not in NON_VOTING
        else title_of(term.chamber, term.state)
    )
    since = next(t.start.year for t in terms if t.chamber == term.chamber)
    seat = term.state if term.chamber == "senate" else seat_label("house", term.state, term.district)
    years = f"since {since}" if standing.service == SERVING else service_warning(standing)
    return f"{title}, {seat}, {term.party}, {years}"


def names_given(printed: Printed, suspect: Suspect) -> bool:
    """Whether a given name is printed at all."""
    return suspect.level != NONE
