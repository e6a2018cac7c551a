"""Keeping a spreadsheet from running text as a formula, in a way that can be taken back exactly."""

from __future__ import annotations

import unicodedata

#: What a spreadsheet may take for the beginning of a formula, full-width forms too.
_LIVE = frozenset("=+-@|%\t\r\n\0＝＋－＠")


def guarded(text: str) -> str:
    """The text, with an apostrophe before it if it could run or if it looks guarded already."""
    return "'" + text if _could_run(text) or _looks_guarded(text) else text


def unguarded(text: str) -> str:
    """The text that was guarded; other text as it is."""
    return text[1:] if _looks_guarded(text) else text


def _looks_guarded(text: str) -> bool:
    """Apostrophes before something that could run: one of them, or the only one, is the guard."""
    return text.startswith("'") and _could_run(text.lstrip("'"))


def _could_run(text: str) -> bool:
    if text[:1].isalnum():
        return False
    if text[:1] in _LIVE:
        return True
    return next((character in _LIVE for character in text if not _invisible(character)), False)


def _invisible(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) in ("Cf", "Cc")
