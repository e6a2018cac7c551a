"""What speaks for and against a person whom a printed name may mean.

Convention: everything printed beside a name is evidence and nothing is a filter; each finding is
one word (``state``, ``district`` …), so that deciding can count and say them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from ..finding import Printed
from ..names import CONFLICT, KNOWN, NONE, shape
from ..vocabulary import NON_VOTING, party_letter, seat_label, title_of
from .index import Day, Held
from .people import COMING, LEFT, PART, SERVING, WHOLE, Standing

_MALE, _FEMALE = frozenset({"mr"}), frozenset({"ms", "mrs", "miss"})


#: Whether somebody is asked about at all.
Wanted = Callable[[Standing], bool]


class Suspect:
    """Somebody whom a printed name may mean, with what speaks for and against."""

    __slots__ = ("contra", "id", "level", "middle", "pro", "relation", "serving", "standing")

    def __init__(
        self,
        printed: Printed,
        standing: Standing,
        relation: str,
        level: int,
        given: tuple[str, ...],
        letter: frozenset[str],
    ) -> None:
        self.standing = standing
        self.id = standing.id  #: the legislator's id
        self.serving = standing.service == SERVING  #: on the day
        self.relation = relation  #: how the printed surname relates: WHOLE, FORMER, PART or "near"
        self.level = level  #: agreement of the given names
        #: What agrees: "chamber", "state", "district", "party"; what differs, also "courtesy", "letter" and "suffix".
        self.pro, self.contra = _weigh(printed, standing, letter)
        person, suffix = standing.person, printed.name.suffix
        #: Middle initial or suffix: 1 agrees, -1 differs, 0 nothing to compare.
        self.middle = person.given.middle(given) if len(given) > 1 else 0
        if suffix and person.suffix:
            self.middle = 1 if suffix == person.suffix else -1
            if self.middle < 0:
                self.contra.append("suffix")


class Suspects:
    """Everybody in the blocks of a printed surname.

    Few questions need those whose given name is another: they are put together when asked for.
    """

    __slots__ = ("_day", "_letter", "_printed", "parts", "whole")

    def __init__(self, printed: Printed, day: Day, letter: frozenset[str]) -> None:
        self._printed, self._day, self._letter = printed, day, letter
        fits = [Suspect(printed, *held, letter) for held in _known_to_fit(printed, day)]
        if not fits and not any(surname in day.blocks for surname, _ in printed.name.divisions()):
            fits = list({suspect.id: suspect for suspect in _rearranged(printed, day, letter)}.values())
        #: Those whose given name agrees, and of whom the surname is all of theirs.
        self.whole = [suspect for suspect in fits if suspect.relation != PART]
        self.parts = [suspect for suspect in fits if suspect.relation == PART] if len(fits) > len(self.whole) else []

    def everybody(self, wanted: Wanted) -> list[Suspect]:
        """All who are wanted and whose surname is the printed one, whatever the given name."""
        fits = {suspect.id: suspect for suspect in self.whole if wanted(suspect.standing)}
        found = [held for held in _levels(self._printed, self._day, wanted) if held[1] != PART]
        all_ = [fits.get(held[0].id) or Suspect(self._printed, *held, self._letter) for held in found]
        return all_ or list(fits.values())


def _known_to_fit(printed: Printed, day: Day) -> Sequence[Held]:
    found = day.fitting.get(printed.name)
    return found if found is not None else day.fitting.keep(printed.name, _fitting(printed, day))


def _fitting(printed: Printed, day: Day) -> Sequence[Held]:
    """Those of the longest surname that fits somebody whose given name agrees."""
    found: list[Held] | None = None
    for surname, given in printed.name.divisions():
        block = day.blocks.get(surname)
        if block is None:
            continue
        if found is not None:
            return [held for held in _levels(printed, day) if held[2] != CONFLICT]
        found = block.fitting(given)
        if any(held[1] != PART for held in found):
            break
    return found or []


def _levels(printed: Printed, day: Day, wanted: Wanted | None = None) -> list[Held]:
    """All who are wanted, of the printed surnames, longest first, until one fits somebody whose given name agrees."""
    found: dict[str, Held] = {}
    for surname, given in printed.name.divisions():
        block = day.blocks.get(surname)
        if block is None:
            continue
        for standing, relation, names in block.members:
            if wanted is None or wanted(standing):
                level = names.level(given)
                held = found.get(standing.id)
                if held is None or (held[2] <= CONFLICT < level):
                    found[standing.id] = (standing, relation, level, given)
        if any(held[1] != PART for held in block.fitting(given)):
            break
    return list(found.values())


def _rearranged(printed: Printed, day: Day, letter: frozenset[str]) -> Iterator[Suspect]:
    """Names in another order ("Eleanor Norton Holmes") or run together ("EleanorNorton")."""
    words = printed.name.words
    for at, word in enumerate(words[:-1]):
        rest = words[:at] + words[at + 1 :]
        for standing, relation, _ in day.blocks.get(word, ()):
            if relation != PART and len(rest) > 1 and all(other in standing.person.given.known for other in rest):
                yield Suspect(printed, standing, relation, KNOWN, rest, letter)
    for standing in day.full.get("".join(words), ()):
        yield Suspect(printed, standing, WHOLE, KNOWN, (), letter)


def near_suspects(printed: Printed, day: Day, letter: frozenset[str]) -> list[Suspect]:
    """People whose surname is one slip away, or looks alike to a machine, and whose given name agrees."""
    found: dict[str, Suspect] = {}
    for surname, given in printed.name.divisions():
        alike = day.shapes.get(shape(surname), ())
        for near in (*alike, *day.near.of(surname)):
            for standing, relation, names in day.blocks[near]:
                level = names.level(given)
                if relation != PART and level != CONFLICT and standing.id not in found:
                    how = "misread" if near in alike else "near"
                    found[standing.id] = Suspect(printed, standing, how, level, given, letter)
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
        (pro if same_district(place.district, standing) else contra).append("district")
    if place.party:
        (pro if place.party in standing.parties else contra).append("party")
    if printed.courtesy and _misgendered(printed.courtesy, standing.person.legislator.gender):
        contra.append("courtesy")
    return pro, contra


def same_district(printed: str, standing: Standing) -> bool:
    """Whether somebody held the district; the only one of a state is printed as the first too."""
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
