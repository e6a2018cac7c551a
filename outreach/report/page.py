"""The manager's page: one file that needs nothing else.

Conventions: the page's style and script are files of the package without any value in them, put in
whole; the page names their hashes, so that a browser runs and applies nothing else, whatever somebody
wrote into a cell. Values reach the page through autoescaping only, inside quoted attributes or text.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from .. import templating
from ..checksums import checksum_of
from ..vocabulary import CHAMBER_NAMES, ROUTES, state_name
from . import charts, words
from .bars import Bar, bar
from .charts import Arc, Line, Spark, Tile
from .figures import Body, Dealing, Figures, Report

#: Most rows of a table that are printed; the file has them all.
PRINTED = 6


@dataclass(frozen=True, slots=True)
class Chamber:
    """One chamber, drawn."""

    body: Body
    name: str
    arc: Arc | None  #: None where the seats are not known
    told: str
    seats: str


@dataclass(frozen=True, slots=True)
class View:
    """One letter, drawn."""

    figures: Figures
    anchor: str
    recorded: str
    after: str  #: the same without the number that it begins with
    goal: str
    chamber_names: str
    source: str  #: the address if it is one that may be a link, else ""
    bar: Bar
    line: Line | None
    line_told: str
    spark: Spark | None
    tiles: tuple[Tile, ...]
    states_told: str
    chambers: tuple[Chamber, ...]
    most_in_stage: int
    most_in_party: int
    most_in_panel: int
    next_due: Dealing | None
    overdue: int


def html(report: Report) -> str:
    """The whole page."""
    style, script = templating.page("report.css"), templating.page("report.js")
    views = tuple(_view(figures, number, report) for number, figures in enumerate(report.letters, 1))
    return templating.page(
        "report.html",
        report=report,
        views=views,
        view_of={view.figures.letter.slug: view for view in views},
        board=words.board(report),
        dues=_dues(report),
        stuck=tuple(one for figures in report.letters for one in figures.stuck),
        policy=policy(style, script),
        map_box=charts.map_box(),
        printed=PRINTED,
        words=words,
        chamber_names=CHAMBER_NAMES,
        routes=ROUTES,
        state_name=state_name,
    )


def policy(style: str, script: str) -> str:
    """What a browser may do with the page: apply this style, run this script, nothing else."""
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(bytes.fromhex(checksum_of(text.encode("utf-8")))).decode("ascii")


def _dues(report: Report) -> tuple[Dealing, ...]:
    found = [one for figures in report.letters for one in figures.dues]
    return tuple(sorted(found, key=lambda one: (one.due or date.max, one.name)))


def _view(figures: Figures, number: int, report: Report) -> View:
    drawn = charts.line(figures, report.on)
    return View(
        figures=figures,
        anchor=f"letter-{number}",
        recorded=words.recorded(figures),
        after=words.recorded(figures).partition(" ")[2],
        goal=words.goal(figures),
        chamber_names=" and ".join(CHAMBER_NAMES[chamber] for chamber in figures.letter.chambers),
        source=link(figures.letter.source),
        bar=bar(figures),
        line=drawn,
        line_told=charts.line_told(drawn) if drawn else "",
        spark=charts.spark(figures, report.on),
        tiles=charts.states(figures.states),
        states_told=charts.states_told(figures),
        chambers=tuple(_chamber(body) for body in figures.bodies),
        most_in_stage=max([1, *(count for stage, count in figures.stages if stage)]),
        most_in_party=max([1, *(party.serving or party.signed for body in figures.bodies for party in body.parties)]),
        most_in_panel=max([1, *(panel.members for panel in figures.panels)]),
        next_due=next((one for one in figures.dues if not one.overdue), None),
        overdue=sum(one.overdue for one in figures.dues),
    )


def _chamber(body: Body) -> Chamber:
    arc = charts.seats(body) if body.places else None
    return Chamber(body, CHAMBER_NAMES[body.chamber], arc, charts.seats_told(body), words.seats(body))


def link(source: str) -> str:
    """The address, if following it leads to a web page and to nothing else."""
    try:
        parts = urlsplit(source.strip())
    except ValueError:
        return ""
    return source.strip() if parts.scheme in ("http", "https") and parts.netloc else ""
