"""The head figure as one picture for a slide: an SVG of 1600 by 900."""

from __future__ import annotations

import re

from .. import templating
from ..vocabulary import CHAMBER_NAMES
from . import charts, words
from .bars import bar
from .figures import Report

#: Most letters that fit under each other.
_MOST = 10

#: Characters that no XML file may hold, not even escaped.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def svg(report: Report) -> str:
    """One letter: its count, its line over time and its chamber; several: a bar for each."""
    shown = report.letters[:_MOST]
    alone = shown[0] if len(shown) == 1 else None
    bodies = [body for body in alone.bodies if body.places] if alone else []
    drawn = templating.page(
        "slide.svg",
        report=report,
        letters=shown,
        more=len(report.letters) - len(shown),
        alone=alone,
        line=charts.line(alone, report.on, 620.0, 300.0) if alone else None,
        arcs=[(CHAMBER_NAMES[body.chamber], body, charts.seats(body, 620.0 / len(bodies))) for body in bodies],
        bars=[bar(figures, 640.0) for figures in shown],
        lines=_lines,
        words=words,
    )
    return _NOT_XML.sub("", drawn)


def _lines(text: str, width: int, most: int = 2) -> list[str]:
    """The text in lines of about so many characters; what does not fit is cut off with an ellipsis."""
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines if len(lines) <= most else [*lines[: most - 1], lines[most - 1].rstrip(" ,;") + " …"]
