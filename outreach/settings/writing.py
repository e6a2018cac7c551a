"""Adding to outreach.toml without touching what people wrote in it."""

from __future__ import annotations

from dataclasses import asdict, fields

from ..errors import UsageError
from ..model import Letter, Organisation
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
    values: dict[str, object] = {f.name: getattr(letter, f.name) for f in fields(letter) if f.name != "slug"}
    chambers = values.pop("chambers")
    kept = {"title": values.pop("title"), "addressee": values.pop("addressee")}
    kept["chamber"] = letter.chambers[0] if chambers == letter.chambers[:1] else "both"
    defaults = {f.name: f.default for f in fields(letter)}
    lists = {key: list(value) if isinstance(value, tuple) else value for key, value in values.items()}
    return kept | {key: value for key, value in lists.items() if value != defaults[key]}


def with_organisation(text: str, organisation: Organisation) -> str:
    """The text of outreach.toml with what is known of the organisation; remarks and the rest stay."""
    import tomlkit

    document = tomlkit.parse(text)
    table = document["organisation"]
    for key, value in asdict(organisation).items():
        if value:
            table[key] = value
    return tomlkit.dumps(document)
