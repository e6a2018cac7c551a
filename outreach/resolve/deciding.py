"""One printed name → the one person it means, a question, or nobody.

Convention: people are asked about in pools, likelier first: serving in the chamber that print
names, serving in the other, not serving on the day. A pool that gives a sure answer ends the
search; a doubtful one is shown together with whoever fits better further on.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Sequence
from functools import cache
from typing import NamedTuple

from ..finding import Printed
from ..names import INITIAL, KNOWN, NEAR, NICKNAME, NONE
from .evidence import Suspect, Suspects, Wanted, describe, differences, near_suspects, same_district, service_warning
from .index import Day
from .people import Standing
from .suggesting import by_seat, suggestions

MATCHED, AMBIGUOUS, UNMATCHED = "matched", "ambiguous", "unmatched"

#: At most so many people are offered.
OFFERED = 8

#: People who are put together only when somebody asks for them.
Everybody = Callable[[Wanted], Sequence[Suspect]]


class Verdict(NamedTuple):
    """What one printed name was taken for, before the others in the text are looked at."""

    judgement: str
    reason: str
    suspects: tuple[Suspect, ...] = ()  #: the one matched, or those to choose from, likelier first
    warnings: tuple[str, ...] = ()


def decide(printed: Printed, day: Day, letter: frozenset[str]) -> Verdict:
    """Whom a printed name means, by its own evidence."""
    known = (printed.name, printed.place, printed.chamber, printed.carried, printed.courtesy, printed.firm, letter)
    verdict = day.decided.get(known)
    if isinstance(verdict, Verdict):
        return verdict
    verdict = _decide(printed, day, letter)
    day.decided.keep(known, verdict)
    return verdict


def _decide(printed: Printed, day: Day, letter: frozenset[str]) -> Verdict:
    found = Suspects(printed, day, letter)
    verdict = _by_pools(printed, found.whole, found.everybody, letter, day)
    if verdict and verdict.judgement == MATCHED and not verdict.warnings:
        return verdict
    parts = found.parts
    if verdict is None:
        verdict = _by_pools(printed, parts, lambda wanted: [s for s in parts if wanted(s.standing)], letter, day)
    elif better := [s for s in parts if not s.contra and {"state", "district"} & set(s.pro)]:
        return _ask(printed, [*better, *verdict.suspects], "part of a longer surname fits as well")
    return verdict or _misspelt(printed, day, letter, found.everybody(_held_place(printed)))


def _by_pools(
    printed: Printed, fits: Sequence[Suspect], everybody: Everybody, letter: frozenset[str], day: Day
) -> Verdict | None:
    """The answer of the first pool that has one; None when nobody fits."""
    if not fits:
        return None
    title = printed.chamber or printed.carried
    wanted = {title} if title else letter

    def serving(asked: Wanted) -> list[Suspect]:
        here, elsewhere, _ = _pools(everybody(asked), wanted)
        return [*here, *elsewhere]

    if len(fits) == 1:
        return _best(printed, fits, serving, day)
    first, second, third = _pools(fits, wanted)
    for pool, later in ((first, [*second, *third]), (second, third), (third, [])):
        if pool and (verdict := _from(printed, pool, serving, later, day)):
            return verdict
    return None


def _pools(found: Iterable[Suspect], wanted: Container[str]) -> tuple[list[Suspect], list[Suspect], list[Suspect]]:
    """Serving in the chambers wanted, serving in the other, not serving."""
    pools: tuple[list[Suspect], list[Suspect], list[Suspect]] = ([], [], [])
    for suspect in found:
        if not suspect.serving:
            pools[2].append(suspect)
        else:
            pools[suspect.standing.term.chamber not in wanted].append(suspect)
    return pools


def _from(
    printed: Printed, fits: Sequence[Suspect], serving: Everybody, later: Sequence[Suspect], day: Day
) -> Verdict | None:
    """The answer of one pool; None when somebody in a later one fits better."""
    named = [suspect for suspect in fits if suspect.level >= NICKNAME]
    if not named and fits[0].level != NONE and _named_elsewhere(later):
        return None
    top = named or fits
    verdict = _best(printed, top, serving, day)
    if not later or (
        verdict.judgement == MATCHED
        and not verdict.suspects[0].contra
        and verdict.suspects[0].level not in (INITIAL, NEAR)
    ):
        return verdict
    most = max(suspect.level for suspect in top)
    rivals = [s for s in later if s.level >= most and not s.contra and s.pro]
    return _ask(printed, [*verdict.suspects, *rivals], "somebody else fits as well") if rivals else verdict


def _named_elsewhere(later: Iterable[Suspect]) -> bool:
    return any(suspect.level == KNOWN and not set(suspect.contra) - {"letter"} for suspect in later)


def _best(printed: Printed, top: Sequence[Suspect], serving: Everybody, day: Day) -> Verdict:
    clean = [suspect for suspect in top if not suspect.contra]
    if len(clean) > 1:
        clean = _separated(clean)
    if len(clean) == 1:
        return _sure(printed, clean[0], alone=len(top) == 1, serving=serving)
    if clean:
        return _ask(printed, clean, "more than one fits")
    return _contradicted(printed, top, serving, day)


def _separated(clean: Sequence[Suspect]) -> list[Suspect]:
    """People of one name told apart by middle initial, suffix, or the name they go by."""
    for chosen in (
        [s for s in clean if s.middle > 0],
        [s for s in clean if s.middle >= 0 and s.level == KNOWN],
        [s for s in clean if s.middle >= 0],
    ):
        if len(chosen) == 1 and chosen[0].level != NONE:
            return chosen
    return list(clean)


def _sure(printed: Printed, suspect: Suspect, alone: bool, serving: Everybody) -> Verdict:
    """One person without a contradiction: a match, unless what agrees is too little."""
    if suspect.level in (NONE, INITIAL) and not suspect.serving and not {"state", "district"} & set(suspect.pro):
        return _ask(printed, [suspect], "nobody of that name was serving; only somebody who was not fits")
    if suspect.level == NEAR and not suspect.pro and len(serving(_anybody)) > 1:
        return _ask(printed, [suspect], "the first name is spelled differently")
    return _match(printed, suspect, alone)


def _contradicted(printed: Printed, top: Sequence[Suspect], serving: Everybody, day: Day) -> Verdict:
    """Nobody without a contradiction: one contradiction on a certain name is a match with a warning."""
    ranked = sorted(top, key=_weight)
    best = ranked[0]
    alone = len(ranked) == 1 or _only_district(best, ranked[1:])
    rivals = [s for s in serving(_held_place(printed)) if s not in top and not s.contra]
    if alone and not rivals and _certain(best) and not _another_once(printed, best, day):
        return _match(printed, best, alone=len(top) == 1)
    return _ask(printed, [*ranked, *rivals], "what print says beside the name does not fit")


def _anybody(standing: Standing) -> bool:
    return True


def _held_place(printed: Printed) -> Wanted:
    """Whether somebody held the printed state, or the printed district where no state is printed."""
    place = printed.place
    if place.state:
        return lambda standing: standing.term.state == place.state
    return lambda standing: place.district != "" and same_district(place.district, standing)


def _another_once(printed: Printed, best: Suspect, day: Day) -> bool:
    """Whether the printed state fits somebody of the same name of another time."""
    state = printed.place.state
    return "state" in best.contra and any(
        day.index.ever(last, given, state) for last, given in printed.name.divisions()
    )


def _weight(suspect: Suspect) -> tuple[int, int]:
    return len(suspect.contra), -len(suspect.pro)


def _only_district(best: Suspect, others: Sequence[Suspect]) -> bool:
    """State agrees and only the district or party differs, while all others are of another state."""
    return "state" in best.pro and all("state" in other.contra for other in others)


def _certain(suspect: Suspect) -> bool:
    """Whether a name stands in spite of what differs."""
    if len(suspect.contra) != 1 or suspect.level in (INITIAL, NEAR):
        return False
    if suspect.contra[0] in ("letter", "courtesy", "suffix"):
        return suspect.level >= NICKNAME and bool({"state", "party"} & set(suspect.pro))
    if suspect.level == NONE or not suspect.serving:
        return "state" in suspect.pro and suspect.contra[0] != "chamber"
    return True


def _match(printed: Printed, suspect: Suspect, alone: bool) -> Verdict:
    warnings = list(differences(suspect, printed)) if suspect.contra or suspect.middle < 0 else []
    if suspect.level == NEAR:
        warnings.append("the first name is spelled differently")
    if suspect.relation in ("near", "misread"):
        warnings.append("the surname is spelled differently")
    if not suspect.serving:
        warnings.append(service_warning(suspect.standing))
    grounds = _grounds(suspect, alone)
    return Verdict(MATCHED, "; ".join([grounds, *warnings]) if warnings else grounds, (suspect,), tuple(warnings))


_NAMED = {
    NONE: "surname",
    INITIAL: "initial and surname",
    NEAR: "surname and nearly the first name",
    NICKNAME: "surname and a short form of the first name",
    KNOWN: "first name and surname",
}


def _grounds(suspect: Suspect, alone: bool) -> str:
    """What a match rests on, in words."""
    agreeing = tuple([word for word in suspect.pro if word != "chamber"])
    only = alone and not agreeing and suspect.level == NONE
    return _in_words(suspect.level, suspect.relation, agreeing, suspect.standing.term.chamber if only else "")


@cache
def _in_words(level: int, relation: str, agreeing: tuple[str, ...], only: str) -> str:
    name = _NAMED[level]
    if relation == "former":
        name = name.replace("surname", "former surname")
    if only:
        return f"{name}; the only one of that name serving in the {'Senate' if only == 'senate' else 'House'}"
    return _listed([*name.split(" and "), *agreeing]) + (" agree" if agreeing else "")


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _ask(printed: Printed, found: Iterable[Suspect], why: str) -> Verdict:
    unique = list({suspect.id: suspect for suspect in found}.values())
    unique.sort(key=lambda s: (not s.serving, len(s.contra), -len(s.pro), -s.level))
    return Verdict(AMBIGUOUS, f"{why}: {len(unique)} to choose from", tuple(unique[:OFFERED]))


def _misspelt(printed: Printed, day: Day, letter: frozenset[str], others: Sequence[Suspect]) -> Verdict:
    """Nobody of that name: somebody one slip away whose place agrees, or a suggestion, or nobody."""
    near = near_suspects(printed, day, letter)
    named = [s for s in near if s.serving and s.level >= NICKNAME]
    sure = [s for s in named if not s.contra and ("state" in s.pro or s.relation == "misread")]
    if len(sure) == 1 and not _agreeing(others):
        return _match(printed, sure[0], alone=False)
    if not near and (seat := by_seat(printed, day, letter)) and not _agreeing(others):
        return _match(printed, seat, alone=False)
    offered = [*named, *(s for s in near if s.serving), *_agreeing(others)]
    if not offered and printed.firm:
        offered = suggestions(printed, day, letter)
    if offered:
        return _ask(printed, offered, "nobody of exactly that name; these are like it")
    return Verdict(UNMATCHED, "nobody of that name served on the day or within two years of it")


def _agreeing(others: Iterable[Suspect]) -> list[Suspect]:
    """Same surname and state, another first name."""
    return [s for s in others if "state" in s.pro and s.serving]


def candidate_why(suspect: Suspect, printed: Printed) -> str:
    """Who a candidate is and what differs."""
    return "; ".join([describe(suspect.standing), *differences(suspect, printed)])
