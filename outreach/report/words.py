"""The report in words: what somebody reads out to the board."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from ..model import Letter
from ..vocabulary import CHAMBER_NAMES, PARTY_LETTERS
from ..vocabulary import numbered as numbered
from .figures import Body, Figures, Report, Since

#: Most names that stand in one sentence.
_NAMES = 4

#: Party → what its members are called.
_MEMBERS = {"Democrat": "Democrats", "Republican": "Republicans", "Independent": "Independents"}


def plain_day(day: date) -> str:
    """14 June 2026."""
    return f"{day.day} {day:%B %Y}"


def short_day(day: date) -> str:
    """14 Jun 2026."""
    return f"{day.day} {day:%b %Y}"


def newly_recorded(number: int) -> str:
    """Signatures new in our records; the day of signing may be long before."""
    return f"{numbered(number, 'signature')} {'was' if number == 1 else 'were'} recorded"


def members(party: str, number: int = 2) -> str:
    """What so many members of a party are called."""
    return (party if number == 1 else _MEMBERS.get(party, party)) or "party unknown"


def of_party(party: str, number: int) -> str:
    """So many members of a party: "12 Democrats", "2 of unknown party"."""
    return f"{number:,} {members(party, number) if party else 'of unknown party'}"


def mark(party: str) -> str:
    """The letter of a party; "?" for one that we do not know."""
    return PARTY_LETTERS.get(party) or (party[:1].upper() or "?")


def recorded(figures: Figures) -> str:
    """The count in words: "2 of 53 recorded, 51 missing"."""
    expected = figures.letter.expected
    of = f" of {expected:,}" if expected is not None and figures.recorded <= expected else ""
    return f"{figures.recorded:,}{of} recorded{_apart(figures)}"


def _apart(figures: Figures) -> str:
    """How far the count is from what is expected: ", 51 missing"; "" where they are the same."""
    expected = figures.letter.expected
    if expected is not None and figures.recorded > expected:
        return f", {figures.recorded - expected:,} more than the {expected:,} expected"
    return f", {figures.missing:,} missing" if figures.missing else ""


def goal(figures: Figures) -> str:
    """How far the goal is; "" without one."""
    if figures.letter.goal is None:
        return ""
    if figures.to_go:
        return f"{figures.to_go:,} to go to the goal of {figures.letter.goal:,}"
    return f"the goal of {figures.letter.goal:,} is reached"


def seats(body: Body) -> str:
    """How full the chamber is: "431 of 435 seats of the House are filled"."""
    if body.seats is None or body.filled is None:
        return ""
    others = (body.serving or 0) - body.filled
    extra = f", and {numbered(others, 'non-voting member')} {'serves' if others == 1 else 'serve'}" if others else ""
    return f"{body.filled:,} of {body.seats:,} seats of the {CHAMBER_NAMES[body.chamber]} are filled{extra}"


def names(found: Sequence[str]) -> str:
    """Some names as a list in a sentence; "" for none."""
    shown = list(found) if len(found) <= _NAMES + 1 else [*found[:_NAMES], f"{len(found) - _NAMES:,} others"]
    if len(shown) < 2:
        return "".join(shown)
    return f"{', '.join(shown[:-1])} and {shown[-1]}"


def board(report: Report) -> tuple[str, ...]:
    """One sentence after the other, for everything that a board asks."""
    if not report.letters:
        return ("There is no letter yet. As soon as one is entered, this page says how far it is.",)
    if len(report.letters) == 1:
        return tuple(_about_one(report, report.letters[0]))
    return tuple(_about_all(report))


def _about_one(report: Report, figures: Figures) -> Iterator[str]:
    yield f"As of {plain_day(report.on)}, {_opening(figures)}"
    yield from _whereabouts(figures)
    yield from _bodies(figures)
    yield _since(report, figures.since)
    yield from _ahead(report)


def _opening(figures: Figures) -> str:
    letter = figures.letter
    to = f" to {letter.addressee}" if letter.addressee else ""
    if not figures.recorded:
        of = f" of the {letter.expected:,} expected" if letter.expected else ""
        return f"no signature{of} of the letter{to} is on record yet{_to_goal(figures)}."
    whole = letter.expected if letter.expected and figures.recorded <= letter.expected else 0
    of = f" of the {whole:,}" if whole else ""
    verb = "is" if figures.recorded == 1 else "are"
    word = "signature" if (whole or figures.recorded) == 1 else "signatures"
    return f"{figures.recorded:,}{of} {word} of the letter{to} {verb} on record{_apart(figures)}{_to_goal(figures)}."


def _to_goal(figures: Figures) -> str:
    said = goal(figures)
    return f"; {said}" if said else ""


def _whereabouts(figures: Figures) -> Iterator[str]:
    """Who the signatories are today, where somebody has gone."""
    if not figures.left and not figures.other_chamber:
        return
    parts = [
        (figures.same_chamber, "still serve in the chamber in which they signed"),
        (figures.other_chamber, "serve in the other chamber now"),
        (figures.left, "no longer serve"),
    ]
    said = [f"{number:,} {words if number != 1 else _singular(words)}" for number, words in parts if number]
    yield f"Of the signatories on record, {_and(said)}."


def _singular(words: str) -> str:
    return words.replace("serve", "serves").replace("they", "he or she")


def _and(parts: Sequence[str]) -> str:
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def _bodies(figures: Figures) -> Iterator[str]:
    for body in figures.bodies:
        if body.serving is None or not figures.recorded:
            continue
        name = CHAMBER_NAMES[body.chamber]
        if body.signed == body.serving:
            yield f"Everybody who sits in the {name} today has signed."
        else:
            have = f"{body.signed:,} have" if body.signed > 1 else "one has" if body.signed else "nobody has"
            yield f"Of the {body.serving:,} who sit in the {name} today, {have} signed{_by_party(body)}."


def _by_party(body: Body) -> str:
    ranked = sorted(body.parties, key=lambda party: -party.signed)
    parties = [of_party(party.party, party.signed) for party in ranked if party.signed]
    return f" ({', '.join(parties)})" if body.signed > 1 else ""


def _since(report: Report, since: Since) -> str:
    when = f"Since the last report ({plain_day(since.day)})" if report.remembered else f"Since {plain_day(since.day)}"
    return f"{when}, {changed(since)}."


def changed(since: Since) -> str:
    """What changed, as the end of a sentence."""
    if since.quiet:
        return "nothing has changed"
    parts = [f"{newly_recorded(len(since.signed))} ({names(since.signed)})"] if since.signed else []
    if since.lost:
        parts.append(f"{numbered(len(since.lost), 'signature')} went ({names(since.lost)})")
    if since.moves:
        parts.append(f"{numbered(len({move.id for move in since.moves}), 'office')} moved on to another stage")
    if since.dealings:
        parts.append(f"{numbered(since.dealings, 'dealing')} {'was' if since.dealings == 1 else 'were'} entered")
    return _and(parts)


def _ahead(report: Report) -> Iterator[str]:
    stuck = len({one.id for figures in report.letters for one in figures.stuck})
    if stuck:
        be = "has" if stuck == 1 else "have"
        yield f"{numbered(stuck, 'office')} {be} been silent for more than {numbered(report.silent_days, 'day')}."
    dues = [one for figures in report.letters for one in figures.dues]
    overdue = sum(one.overdue for one in dues)
    if overdue:
        yield f"{numbered(overdue, 'step')} {'is' if overdue == 1 else 'are'} overdue."
    coming = sorted((one.due, one.name, one.next_step) for one in dues if one.due and not one.overdue)
    if coming:
        due, name, step = coming[0]
        yield f"Next, on {plain_day(due)}: {step.strip().rstrip('.') or 'a step that nobody has described'} ({name})."


def _about_all(report: Report) -> Iterator[str]:
    recorded = sum(figures.recorded for figures in report.letters)
    yield (
        f"As of {plain_day(report.on)}, {numbered(len(report.letters), 'letter')} hold "
        f"{numbered(recorded, 'signature')} on record."
    )
    reached = [figures for figures in report.letters if figures.letter.goal is not None and not figures.to_go]
    aimed = [figures for figures in report.letters if figures.letter.goal is not None]
    if aimed:
        have = f"{len(reached):,} {'has' if len(reached) == 1 else 'have'}" if reached else "none has"
        yield f"Of {numbered(len(aimed), 'letter')} with a goal, {have} reached it."
    short = [f"{figures.missing:,} of “{figures.letter.title}”" for figures in report.letters if figures.missing]
    if short:
        yield f"Signatures that are known to exist are missing from our records: {names(short)}."
    yield _since(report, together([figures.since for figures in report.letters]))
    yield from _ahead(report)


def told_apart(letters: Sequence[Letter]) -> tuple[Letter, ...]:
    """The letters; of several with one title each has its short name behind it."""
    titles = Counter(letter.title for letter in letters)
    return tuple(
        replace(letter, title=f"{letter.title} ({letter.slug})") if titles[letter.title] > 1 else letter
        for letter in letters
    )


def together(parts: Sequence[Since]) -> Since:
    """What changed in all letters."""
    return Since(
        parts[0].day,
        sum(part.recorded for part in parts),
        tuple(name for part in parts for name in part.signed),
        tuple(name for part in parts for name in part.lost),
        tuple(move for part in parts for move in part.moves),
        sum(part.dealings for part in parts),
    )
