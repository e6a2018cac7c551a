"""A whole text → judgements: each name by its own evidence, then all in each other's company."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ..finding import Printed, find
from ..memory import collector_paused
from ..model import Candidate, Judgement, Resolution
from .deciding import AMBIGUOUS, MATCHED, UNMATCHED, Verdict, candidate_why, decide
from .index import Day, NameIndex

_NOTHING = "no list of signers was recognised; write one name on each line, under a line “Signed by:”"
#: So many names are told in one notice.
_TOLD = 10


@dataclass(slots=True)
class _Row:
    printed: Printed
    verdict: Verdict
    id: str = ""


def resolve(
    text: str,
    index: NameIndex,
    on: date,
    chambers: Iterable[str] = ("house", "senate"),
    aliases: Mapping[str, str] | None = None,
) -> Resolution:
    """Who signed, by the text.

    ``on`` is the signing day, ``chambers`` those that the letter was signed in; ``aliases`` says
    what printed names were decided to mean before, and comes first.
    """
    with collector_paused():
        return _resolution(text, index, on, frozenset(chambers), aliases or {})


def _resolution(
    text: str, index: NameIndex, on: date, letter: frozenset[str], aliases: Mapping[str, str]
) -> Resolution:
    day = index.day(on)
    found = find(text, day.lexicon)
    decided = {_same(printed): id for printed, id in aliases.items()}
    rows = [_row(printed, day, letter, decided, index) for printed in found.names]
    rows = _in_company([row for row in rows if _worth_showing(row)], found.named, day, letter)
    judgements, repeats = _folded(rows, index)
    notices = [*repeats, *_unsaid(found.unsaid), *_refused(found.refused), *_count(found.expected, judgements)]
    notices = notices or ([] if judgements else [_NOTHING])
    return Resolution(on, tuple(judgements), found.expected, tuple(notices))


def _row(printed: Printed, day: Day, letter: frozenset[str], aliases: Mapping[str, str], index: NameIndex) -> _Row:
    id = aliases.get(_same(printed.text), "") if aliases else ""
    if id and index.roster.get(id):
        return _Row(printed, Verdict(MATCHED, "as decided before, in aliases.csv"), id)
    verdict = decide(printed, day, letter)
    return _Row(printed, verdict, verdict.suspects[0].id if verdict.judgement == MATCHED else "")


def _same(text: str) -> str:
    return " ".join(text.split()).casefold()


def _worth_showing(row: _Row) -> bool:
    """A name that nobody bears is shown only where print says that this is a legislator."""
    return row.verdict.judgement == MATCHED or row.printed.firm


def _in_company(rows: list[_Row], others: Sequence[Printed], day: Day, letter: frozenset[str]) -> list[_Row]:
    """Doubtful bare surnames looked at again beside all the others in the text."""
    sure = {row.id for row in rows if row.id}
    if any(_is_bare(row) and row.printed.prose for row in rows):
        verdicts = [decide(other, day, letter) for other in others]
        sure |= {verdict.suspects[0].id for verdict in verdicts if verdict.judgement == MATCHED}
    groups: dict[int, set[str]] = {}
    for row in rows:
        if row.id:
            groups.setdefault(row.printed.group, set()).add(row.id)
    kept: list[_Row] = []
    for row in rows:
        settled = row if row.id or not _is_bare(row) else _beside(row, sure, groups)
        if settled:
            kept.append(settled)
    return kept


def _is_bare(row: _Row) -> bool:
    return row.verdict.judgement == AMBIGUOUS and len(row.printed.name.words) == 1 and not row.printed.place


def _beside(row: _Row, sure: set[str], groups: Mapping[int, set[str]]) -> _Row | None:
    """A bare surname beside others: somebody named in full elsewhere, or the only one left over."""
    suspects = [s for s in row.verdict.suspects if s.serving and not s.contra]
    named = [s for s in suspects if s.id in sure]
    mates = groups.get(row.printed.group, set())
    if len(named) == 1 and (row.printed.prose or _repeats(mates, groups, row.printed.group)):
        why = "surname of somebody named in full in the same text"
        return _Row(row.printed, Verdict(MATCHED, why, (named[0],)), named[0].id)
    apart = [s for s in suspects if s.id in mates]
    left = [s for s in suspects if s.id not in mates]
    if apart and len(left) == 1 and not row.printed.prose:
        warning = "the others of that name are in the list by themselves"
        return _Row(row.printed, Verdict(MATCHED, f"surname; {warning}", (left[0],), (warning,)), left[0].id)
    return row


def _repeats(mates: set[str], groups: Mapping[int, set[str]], own: int) -> bool:
    """Whether a list is there twice: nearly all in it are in another one."""
    others = set().union(*(ids for group, ids in groups.items() if group != own)) if len(groups) > 1 else set()
    return len(mates) > 3 and len(mates & others) >= 0.75 * len(mates)


def _folded(rows: Sequence[_Row], index: NameIndex) -> tuple[list[Judgement], list[str]]:
    """One judgement for each person, where first named, with notices about the repeats."""
    first: dict[str, int] = {}
    lines: dict[str, list[int]] = {}
    judgements: list[Judgement] = []
    for row in rows:
        at = first.get(row.id) if row.id else None
        if at is None:
            if row.id:
                first[row.id] = len(judgements)
            judgements.append(_judgement(row, index))
        elif row.printed.role == "lead" and judgements[at].role != "lead":
            judgements[at] = replace(judgements[at], role="lead")
        if row.id:
            lines.setdefault(row.id, []).append(row.printed.line)
    repeats = [_repeat(judgements[first[id]], where) for id, where in lines.items() if len(where) > 1]
    return judgements, repeats


def _repeat(judgement: Judgement, lines: Sequence[int]) -> str:
    shown = ", ".join(str(line) for line in list(Counter(lines))[:5])
    return f"{judgement.name} is named {len(lines)} times (line {shown}); counted once"


def _judgement(row: _Row, index: NameIndex) -> Judgement:
    printed, verdict = row.printed, row.verdict
    legislator = index.roster.get(row.id) if row.id else None
    return Judgement(
        line=printed.line,
        printed=printed.text,
        judgement=verdict.judgement,
        id=row.id or None,
        name=legislator.name if legislator else None,
        reason=verdict.reason,
        warnings=verdict.warnings,
        candidates=() if row.id else _candidates(printed, verdict),
        role=printed.role,
    )


def _candidates(printed: Printed, verdict: Verdict) -> tuple[Candidate, ...]:
    return tuple(
        Candidate(s.id, s.standing.person.legislator.name, candidate_why(s, printed)) for s in verdict.suspects
    )


def _unsaid(names: int) -> list[str]:
    if not names:
        return []
    return [
        f"{names} names were left out: the text never says that anybody signed, joined or wrote; "
        "if they did, put a line “Signed by:” above them"
    ]


def _refused(names: Sequence[str]) -> list[str]:
    if not names:
        return []
    who = ", ".join(names[:_TOLD]) + (f" and {len(names) - _TOLD} more" if len(names) > _TOLD else "")
    return [f"left out, since print says that they declined, withdrew or have not decided: {who}"]


def _count(expected: int | None, judgements: Sequence[Judgement]) -> list[str]:
    matched = sum(judgement.judgement == MATCHED for judgement in judgements)
    open_ = sum(judgement.judgement in (AMBIGUOUS, UNMATCHED) for judgement in judgements)
    if expected is None or expected == matched:
        return []
    doubtful = f", {open_} more are in doubt" if open_ else ""
    return [f"the text speaks of {expected}; {matched} were found{doubtful}"]
