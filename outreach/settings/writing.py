"""Adding to outreach.toml without touching what people wrote in it."""

from __future__ import annotations

from ..errors import UsageError
from ..model import Letter
from .reading import parse
from .values import slug_fault


def with_letter(text: str, letter: Letter) -> str:
    """The text of outreach.toml with the letter at its end; every character before stays.

    Raises UsageError if the letter is there already or its slug is no slug.
    """
    if fault := slug_fault(letter.slug):
        raise UsageError(fault)
    if letter.slug in parse(text)[0].letters:
        raise UsageError(f"there is a letter {letter.slug!r} in outreach.toml already; nothing was changed")
    end = "\r\n" if "\r\n" in text else "\n"
    before = text if not text or text.endswith("\n") else text + end
    after = before + (end if before.strip("\ufeff") else "") + _table(letter).replace("\n", end)
    found, problems = parse(after)
    if problems and letter.slug not in found.letters:
        raise UsageError(f"{problems[-1].column}: {problems[-1].what}; nothing was changed")
    if letter.slug not in found.letters:
        raise UsageError("outreach.toml has its letters in a form that nothing can be added to; write [letters.NAME]")
    return after


def _table(letter: Letter) -> str:
    import tomlkit

    table = tomlkit.table()
    for key, value in _values(letter).items():
        if value not in (None, "", []):
            table.add(key, value)
    document = tomlkit.document()
    document.add("letters", tomlkit.table(is_super_table=True).add(letter.slug, table))
    return tomlkit.dumps(document)


def _values(letter: Letter) -> dict[str, object]:
    return {
        "title": letter.title,
        "addressee": letter.addressee,
        "chamber": letter.chambers[0] if len(letter.chambers) == 1 else "both",
        "sent": letter.sent,
        "expected": letter.expected,
        "goal": letter.goal,
        "leads": list(letter.leads),
        "source": letter.source,
        "committees": list(letter.committees),
        "legislation": letter.legislation,
        "summary": letter.summary,
        "ask": letter.ask,
    }
