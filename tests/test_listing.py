"""A resolution as text."""

from __future__ import annotations

import json
from datetime import date

from outreach import listing
from outreach.model import Candidate, Judgement, Resolution

RESOLUTION = Resolution(
    date(2017, 7, 13),
    (
        Judgement(
            1, "Ada Test (D-NY)", "matched", "X000001", "Ada Test",
            "whole name and state; print says NJ", ("print says NJ",),
        ),
        Judgement(
            2, "Rep. Probe", "ambiguous", None, None, "two people fit", (),
            (Candidate("X000002", "Ben Probe", "VT at large"), Candidate("X000004", "Bo Probe", "NY-3")),
        ),
        Judgement(3, "Zed Nobody", "unmatched", None, None, "nobody of that name"),
    ),
    expected=3,
    notices=("Ada Test is on the list twice",),
)  # fmt: skip


def test_rows_and_summary() -> None:
    assert listing.rows(RESOLUTION) == [
        ("1", "Ada Test (D-NY)", "matched", "X000001", "Ada Test", "whole name and state; print says NJ"),
        (
            "2", "Rep. Probe", "ambiguous", "", "",
            "two people fit; perhaps Ben Probe (X000002; VT at large) or Bo Probe (X000004; NY-3)",
        ),
        ("3", "Zed Nobody", "unmatched", "", "", "nobody of that name"),
    ]  # fmt: skip
    assert listing.summary(RESOLUTION) == "1 found of 3 expected; 1 ambiguous; 1 unmatched"
    assert listing.summary(RESOLUTION, 53) == "1 found of 53 expected; 1 ambiguous; 1 unmatched"


def test_json_has_the_documented_form() -> None:
    whole = json.loads(listing.as_json(RESOLUTION))
    assert {key: whole[key] for key in ("on", "found", "expected")} == {"on": "2017-07-13", "found": 1, "expected": 3}
    assert whole["rows"][1] == {
        "line": 2, "printed": "Rep. Probe", "judgement": "ambiguous", "id": None, "name": None, "role": "signer",
        "reason": "two people fit", "warnings": [],
        "candidates": [
            {"id": "X000002", "name": "Ben Probe", "why": "VT at large"},
            {"id": "X000004", "name": "Bo Probe", "why": "NY-3"},
        ],
    }  # fmt: skip
