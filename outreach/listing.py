"""A resolution as text: rows for a table, JSON, and the sentence of the count."""

from __future__ import annotations

import json
from collections import Counter

from .model import Judgement, Resolution

HEADERS = ("line", "printed", "judgement", "id", "name", "reason")


def rows(resolution: Resolution) -> list[tuple[str, ...]]:
    """One row a judgement under HEADERS; warnings and candidates are in the reason."""
    return [
        (str(row.line), row.printed, row.judgement, row.id or "", row.name or "", _reason(row))
        for row in resolution.rows
    ]


def as_json(resolution: Resolution) -> str:
    """The whole resolution as JSON, in the documented form."""
    whole = {
        "on": resolution.on.isoformat(),
        "found": resolution.found,
        "expected": resolution.expected,
        "rows": [_entry(row) for row in resolution.rows],
        "notices": list(resolution.notices),
    }
    return json.dumps(whole, ensure_ascii=False, indent=2)


def summary(resolution: Resolution, expected: int | None = None) -> str:
    """The sentence of the count: found and expected stand side by side, nothing is repaired."""
    expected = resolution.expected if expected is None else expected
    kinds = Counter(row.judgement for row in resolution.rows)
    found = f"{resolution.found} found" + (f" of {expected} expected" if expected is not None else "")
    doubtful = [f"{kinds[kind]} {kind}" for kind in ("ambiguous", "unmatched") if kinds[kind]]
    return "; ".join([found, *doubtful])


def doubtful(resolution: Resolution) -> list[str]:
    """Every row that is not matched, a line each, with its candidates."""
    return [f"line {row.line}: {row.printed}: {_reason(row)}" for row in resolution.rows if row.judgement != "matched"]


def _reason(row: Judgement) -> str:
    parts = [row.reason]  # the warnings are in it
    if row.candidates:
        parts.append("perhaps " + " or ".join(f"{c.name} ({c.id}; {c.why})" for c in row.candidates[:4]))
    return "; ".join(parts)


def _entry(row: Judgement) -> dict[str, object]:
    return {
        "line": row.line,
        "printed": row.printed,
        "judgement": row.judgement,
        "id": row.id,
        "name": row.name,
        "role": row.role,
        "reason": row.reason,
        "warnings": list(row.warnings),
        "candidates": [{"id": c.id, "name": c.name, "why": c.why} for c in row.candidates],
    }
