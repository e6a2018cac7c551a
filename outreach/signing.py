"""Matches → changes: who signed, written as rows of contacts.csv.

Convention: a signature carries the facts of the signing day (name, party, state, district), so
that it stays true whatever becomes of the person.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from .ledger import changes_for
from .model import Change, Contact, Judgement, Legislator, Letter
from .roster import Roster
from .vocabulary import counted


@dataclass(frozen=True, slots=True)
class Signing:
    """What recording a list would do."""

    changes: tuple[Change, ...]
    added: tuple[str, ...]  #: ids whose signature is new
    present: tuple[str, ...]  #: ids whose signature was recorded before
    notices: tuple[str, ...]  #: what a person should know, one sentence each


def facts(legislator: Legislator, on: date) -> dict[str, str]:
    """The columns that the program writes, as of a day: name, party, state, district."""
    term = legislator.term_near(on)
    district = term.district if term.chamber == "house" else ""
    return {"name": legislator.name, "party": term.party_on(on), "state": term.state, "district": district}


def record(
    letter: Letter,
    rows: Iterable[Judgement],
    roster: Roster,
    contacts: Mapping[tuple[str, str], Contact],
    by: str,
    at: str,
    batch: str = "",
) -> Signing:
    """The changes that record every matched row as a signature of the letter.

    A signature that is there already is left as it is, so a second run changes nothing. Somebody
    who took the signature back stays withdrawn, with a notice.
    """
    changes: list[Change] = []
    added, present, notices = [], [], []
    for row in _first_of_each(rows):
        legislator = roster.legislators[row.id or ""]
        if not _could_sign(letter, legislator):
            notices.append(f"{legislator.name} did not serve in a chamber of this letter; not written")
            continue
        before = contacts.get((letter.slug, legislator.id))
        if before is not None and before.stage == "withdrawn":
            notices.append(f"{legislator.name} took the signature back; the row stays as it is")
            continue
        if before is not None and before.stage == "signed":
            present.append(legislator.id)
            continue
        if before is not None and before.stage == "declined":
            notices.append(f"{legislator.name} was recorded as declined and is on the list: now signed")
        after = _signed(letter, row, legislator, before)
        changes += changes_for(before, after, by=by, at=at, why=f"printed list: {row.reason}", batch=batch)
        added.append(legislator.id)
    return Signing(tuple(changes), tuple(added), tuple(present), tuple(notices))


def said(letter: Letter, signing: Signing, rows: Iterable[Judgement]) -> list[str]:
    """What was recorded and what was not, a sentence each; found and expected side by side."""
    recorded = len(signing.added) + len(signing.present)
    lines = [*signing.notices]
    added, present = len(signing.added), len(signing.present)
    lines.append(f"{letter.slug}: {counted(added, 'signature')} written; {present} {_were(present)} there before")
    left = [row for row in rows if row.judgement != "matched"]
    if left:
        lines.append(
            f"{counted(len(left), 'name')} {_were(len(left))} not written, because it is not certain who is meant:"
        )
        lines += [f"  line {row.line}: {row.printed}: {row.reason}" for row in left]
    if letter.expected is not None and recorded != letter.expected:
        lines.append(f"the list has {recorded}, {letter.expected} are expected: nothing was added or left out to fit")
    return lines


def _first_of_each(rows: Iterable[Judgement]) -> list[Judgement]:
    """One row a legislator; a row that names the person as a lead comes before one that does not."""
    matched = [row for row in rows if row.judgement == "matched" and row.id]
    best: dict[str, Judgement] = {}
    for row in matched:
        kept = best.setdefault(row.id or "", row)
        if row.role == "lead" and kept.role != "lead":
            best[row.id or ""] = replace(kept, role="lead")
    return list(best.values())


def _were(number: int) -> str:
    return "was" if number == 1 else "were"


def _could_sign(letter: Letter, legislator: Legislator) -> bool:
    """Whether the nearest term to the signing day was in a chamber of the letter."""
    return legislator.term_near(letter.sent).chamber in letter.chambers


def _signed(letter: Letter, row: Judgement, legislator: Legislator, before: Contact | None) -> Contact:
    lead = legislator.id in letter.leads or (not letter.leads and row.role == "lead")
    known = facts(legislator, letter.sent)
    return replace(
        before or Contact(letter.slug, legislator.id),
        name=known["name"],
        party=known["party"],
        state=known["state"],
        district=known["district"],
        stage="signed",
        role="lead" if lead else "signer",
        signed_on=letter.sent.isoformat(),
        as_printed=row.printed,
    )
