"""The figures as a workbook: one table for each question."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ..sheets import Cell, Page, encode_book, read_first
from ..vocabulary import CHAMBER_NAMES, state_name
from .figures import Dealing, Figures, Report

_Rows = Iterable[tuple[Cell, ...]]


def xlsx(report: Report) -> bytes:
    """The bytes of the workbook."""
    return encode_book([*read_first(report.notices), *pages(report)])


def pages(report: Report) -> tuple[Page, ...]:
    """The same figures as on the page, as tables; the first column is the letter."""
    return tuple(
        Page(title, ("Letter", *_dated(headers, report)), tuple(_all(report, rows)))
        for title, headers, rows in (*_TABLES, *_dealings(report.with_notes))
    )


def _dated(headers: tuple[str, ...], report: Report) -> tuple[str, ...]:
    """The headers; committees are those of the public data, also on an earlier day, and that is said."""
    early = report.as_of is not None and report.on < report.as_of
    return tuple(f"Committee, as of {report.as_of}" if early and name == "Committee" else name for name in headers)


def _all(report: Report, rows: Callable[[Figures], _Rows]) -> _Rows:
    return (row for figures in report.letters for row in _slugged(figures, rows))


def _slugged(figures: Figures, rows: Callable[[Figures], _Rows]) -> _Rows:
    return ((figures.letter.slug, *row) for row in rows(figures))


def _letter(figures: Figures) -> _Rows:
    letter = figures.letter
    chambers = " and ".join(CHAMBER_NAMES[chamber] for chamber in letter.chambers)
    missing = None if letter.expected is None else figures.missing
    to_go = None if letter.goal is None else figures.to_go
    counts = (figures.recorded, letter.expected, missing, letter.goal, to_go)
    today = (figures.same_chamber, figures.other_chamber, figures.left, figures.universe, figures.unplaced)
    due = next((one.due for one in figures.dues if not one.overdue), None)
    overdue = sum(one.overdue for one in figures.dues)
    tail = (figures.pair_count, len(figures.stuck), overdue, due)
    yield (letter.title, letter.addressee, chambers, letter.sent, *counts, *today, *tail)


def _chambers(figures: Figures) -> _Rows:
    for body in figures.bodies:
        yield (CHAMBER_NAMES[body.chamber], body.signed, body.serving, body.seats, body.filled)


def _parties(figures: Figures) -> _Rows:
    for body in figures.bodies:
        for party in body.parties:
            yield (CHAMBER_NAMES[party.chamber], party.party, party.signed, party.serving)


def _states(figures: Figures) -> _Rows:
    for row in figures.states:
        yield (row.state, state_name(row.state), row.signed, row.serving, row.recorded)


def _stages(figures: Figures) -> _Rows:
    for stage, number in figures.stages:
        yield (stage or "no dealings yet", number)


def _committees(figures: Figures) -> _Rows:
    for panel in figures.panels:
        yield (panel.id, panel.name, panel.signed, panel.members)


def _pairs(figures: Figures) -> _Rows:
    for group in figures.pairs:
        for party, names in group.people:
            yield (state_name(group.state), group.count, party, ", ".join(names))


def _progress(figures: Figures) -> _Rows:
    for point in figures.progress:
        yield (point.day, point.recorded)


def _since(figures: Figures) -> _Rows:
    since = figures.since
    yield from ((since.day, "signed", name, "", "signed") for name in since.signed)
    yield from ((since.day, "went", name, "signed", "") for name in since.lost)
    yield from ((since.day, "stage", move.name, move.before, move.after) for move in since.moves)


def _dealings(with_notes: bool) -> tuple[tuple[str, tuple[str, ...], Callable[[Figures], _Rows]], ...]:
    headers = ("Id", "Name", "Party", "Seat", "Stage", "Route", "Owner", "Last dealing", "Days silent", "Next step")
    headers = (*headers, "Due", "Overdue", *(("Notes",) if with_notes else ()))

    def row(one: Dealing) -> tuple[Cell, ...]:
        who = (one.id, one.name, one.party, one.seat, one.stage, one.route, one.owner)
        when = (one.last, one.silent, one.next_step, one.due, "yes" if one.overdue else "")
        return (*who, *when, *((one.notes,) if with_notes else ()))

    return (
        ("Next steps", headers, lambda figures: map(row, figures.dues)),
        ("Stuck", headers, lambda figures: map(row, figures.stuck)),
        ("People", headers, lambda figures: map(row, figures.dealings)),
    )


_COUNTS = ("Recorded", "Expected", "Missing", "Goal", "To go")
_TODAY = ("In the same chamber", "In the other chamber", "Left", "Concerned", "Not in the public data")
_TAIL = ("Bipartisan pairs", "Stuck", "Overdue", "Next due")

_TABLES: tuple[tuple[str, tuple[str, ...], Callable[[Figures], _Rows]], ...] = (
    ("Letters", ("Title", "Addressee", "Chambers", "Sent", *_COUNTS, *_TODAY, *_TAIL), _letter),
    ("Chambers", ("Chamber", "Signed", "Serving", "Voting seats", "Filled"), _chambers),
    ("Parties", ("Chamber", "Party", "Signed", "Serving"), _parties),
    ("States", ("Code", "State", "Signed", "Serving", "Recorded when they signed"), _states),
    ("Stages", ("Stage", "Legislators"), _stages),
    ("Committees", ("Id", "Committee", "Signed", "Members"), _committees),
    ("Bipartisan pairs", ("State", "Pairs", "Party", "Names"), _pairs),
    ("Progress", ("Day", "Recorded"), _progress),
    ("Changes", ("After", "What", "Name", "Before", "Now"), _since),
)
