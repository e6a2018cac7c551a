"""What ``letters.py`` measures of ours; each task is a process of its own.

    python -m drafting TASK PEOPLE FOLDER

The people are made up and spread over the states; the templates are those that come with the program.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from outreach.followups import Batch, FollowUp
    from outreach.model import Legislator, Letter, Settings

ROOT = Path(__file__).resolve().parent.parent
ON = date(2026, 6, 14)
FORMATS = {"PDF each": "pdf", "DOCX each": "docx", "EML each": "eml", "EML unwritten": "eml", "text each": "txt"}


def main() -> None:
    """One task; the last line says how much memory it took."""
    what, people, into = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
    task(what, people, into)
    print(peak())


def task(what: str, people: int, into: Path) -> None:
    """Make what is asked for and write it into the folder."""
    templates = ROOT / "templates"
    if what == "EML batch":
        from outreach.render.folder import complete

        complete(prepared(people), into, ("eml",), ON, templates)
    elif what == "one PDF":
        from outreach.render import pdf

        (into / "letters.pdf").write_bytes(pdf.combined(batch(people), templates))
    else:
        from outreach.render import formats

        for made in formats._each(batch(people), [FORMATS[what]], templates):
            if what != "EML unwritten":
                with open(into / made.name, "xb") as file:
                    file.write(made.data)


def peak() -> int:
    """MiB of memory at the highest; 0 where the system does not say."""
    try:
        import resource
    except ImportError:
        return 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (2**20 if sys.platform == "darwin" else 2**10)


def batch(people: int) -> Sequence[FollowUp]:
    """Its follow-ups."""
    return prepared(people).items


def prepared(people: int) -> Batch:
    """A batch to made-up legislators, who are asked for the first time."""
    from outreach.followups import prepare
    from outreach.merge import records
    from outreach.model import Contact
    from outreach.roster import Roster

    letter, settings = asked()
    seats = legislators(people + 1)
    lead = Contact(letter.slug, "X000000", stage="signed", role="lead", signed_on="2025-07-13")
    contacts = [
        Contact(letter.slug, one.id, stage="target", staffer=f"Sam {one.last}", email="sam@example.org")
        for one in seats[1:]
    ]
    roster = Roster({one.id: one for one in seats}, as_of=ON, complete=False)
    made = prepare(records(letter, roster, (lead, *contacts), settings, ON), settings, ROOT / "templates", ON)
    made.refuse_errors()
    assert len(made.items) == people
    return made


def asked() -> tuple[Letter, Settings]:
    """A letter that one person led, and an organisation that asks the others."""
    from outreach.model import Letter, Organisation, Settings

    what = ("test", "Letter on rivers", "Secretary Test", ("house",), date(2025, 7, 13), 1)
    letter = Letter(*what, leads=("X000000",), summary="clean rivers")
    address = ("100 Example Street", "Anytown, NY 00000")
    us = Organisation("Example Rights Network", "Robin Example", "Director", address)
    return letter, Settings(us, {letter.slug: letter}, {"ask": "ask.md"})


def legislators(count: int) -> list[Legislator]:
    """Made-up members of the House, the first of them from New York."""
    from outreach.model import Legislator, Term
    from outreach.vocabulary import STATES

    states = ["NY", *(state for state in sorted(STATES) if state != "NY")]
    office, days = "100 Test House Office Building", (date(2025, 1, 3), date(2027, 1, 3))
    return [
        Legislator(
            f"X{at:06}",
            "Test",
            f"Person{at}",
            (Term("house", states[at % 50], str(at // 50 + 1), "", "Democrat", *days, office=office),),
        )
        for at in range(count)
    ]


def public(count: int) -> dict[str, Any]:
    """The same people as public data: name of the file → content."""
    from outreach.sources import congress

    current = [
        {
            "id": {"bioguide": one.id},
            "name": {"first": one.first, "last": one.last},
            "bio": {"gender": "F"},
            "terms": [
                {
                    "type": "rep",
                    "start": term.start.isoformat(),
                    "end": "2099-01-03",
                    "state": term.state,
                    "district": int(term.district),
                    "party": term.party,
                    "office": term.office,
                    "address": f"{term.office} Washington DC 20515",
                }
                for term in one.terms
            ],
        }
        for one in legislators(count)
    ]
    return {file: current if "current" in file and "legislators" in file else [] for file in congress.FILES} | {
        congress.FILES[3]: {}
    }


if __name__ == "__main__":
    main()
