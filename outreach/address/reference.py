"""``docs/forms-of-address.md``, made from the code so that it cannot be out of date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from ..model import Leadership, Legislator, Seating, Term
from ..vocabulary import STATES, state_name
from .executive import executive
from .forms import Address, addressee
from .states import LOWER, SINGLE, state_forms, state_legislator

#: Short name → where a rule comes from.
SOURCES = {
    "S1": "“Models of Address and Salutation”, International Trade Administration, U.S. Department of Commerce",
    "S2": "Robert Hickey on members of the House, "
    "<https://roberthickey.wordpress.com/2009/10/11/why-do-we-address-members-of-the-us-house-of-representatives-as-mr-ms-name/>",
    "S3": "Federal Highway Administration, correspondence manual, appendix C",
    "S4": "NASA correspondence manual, appendix F, "
    "<https://nodis3.gsfc.nasa.gov/displayCA.cfm?Internal_ID=N_PR_1450_010D_&page_name=AppendixF>",
    "S5": "Jewish Community Federation of Richmond, writing to legislators, "
    "<https://federation.jewishva.org/home-page/what-we-do/federation-programs-initiatives/community-relations-council/legislative-action>",
    "G7": "the Clerk of the House, list of members: its district field says “Delegate” and “Resident Commissioner”",
    "V1": "Vote Smart, “Do you know your state legislature?”, <https://votesmart.org/blog-archive/tags/Mississippi/?page=2>",
    "own": "a rule of this program, where guides are silent or would have us guess a gender",
}

_ON = date(2026, 6, 14)

_INTRODUCTION = """\
# Forms of address

Whom the program can address, how, and by which rule. The people below are made up; the blocks and
salutations are what the program makes of them.

This page is generated from the code. Do not edit it: `pytest tests/test_address_reference.py --update-golden`
writes it anew.
"""

#: What holds for everybody, with its source.
_RULES = (
    (
        "The title goes with the seat. Nothing is ever guessed from a gender: no “Mr.”, “Ms.”, “Madam”, "
        "“Congresswoman”.",
        "own; S3",
    ),
    (
        "“The Honorable” stands before the full name, never before a last name alone and never with another title; "
        "it is kept for life.",
        "S3, S4",
    ),
    (
        "The name is printed as the person uses it: Jack, not John. Accents, hyphens, apostrophes and “Jr.” stay as "
        "the public data has them.",
        "own",
    ),
    ("Post for the House has ZIP 20515, for the Senate 20510; anything else stops the batch.", "S1"),
    ("Where the room is not known, chamber, city and ZIP are the whole address; no line is ever empty.", "S1"),
    (
        "What the organisation wants instead wins: a column `salutation` in `contacts.csv`, or "
        '`kind = "salutation"` or `"address"` under `[[overrides]]` in `outreach.toml`.',
        "own",
    ),
    (
        "An address under `[[overrides]]` is one line with commas between the lines of the envelope, from below the "
        'chamber to the ZIP: `value = "1 Test Street, Suite 2, Anytown, NY 00000"`. Where a line has a comma of its '
        'own, put semicolons between them: `value = "1 Test Street, Suite 2; Anytown, NY 00000"`.',
        "own",
    ),
)


class Form(NamedTuple):
    """One kind of addressee."""

    who: str
    address: Address
    rule: str
    source: str


def reference() -> str:
    """The whole page."""
    return "\n".join([_INTRODUCTION, *_rules(), *_forms(), *_states(), *_sources()]) + "\n"


def _rules() -> Iterator[str]:
    yield "## What holds for everybody\n"
    yield "| rule | source |"
    yield "|---|---|"
    yield from (f"| {rule} | {source} |" for rule, source in _RULES)
    yield ""


def _forms() -> Iterator[str]:
    yield "## Who\n"
    yield "| who | on the envelope | salutation | rule | source |"
    yield "|---|---|---|---|---|"
    for form in forms():
        block = "<br>".join(form.address.lines)
        yield f"| {form.who} | {block} | {form.address.salutation} | {form.rule} | {form.source} |"
    yield ""


def forms() -> Iterator[Form]:
    """Every kind of addressee with a made-up holder."""
    yield from _members()
    yield from _leaders()
    yield from _chairs()
    yield Form(
        "former member",
        addressee(_person("NY", "7"), None),
        "keeps the honorific and has no title; never gets a follow-up, since there is no office to write to",
        "S3, S4 (one etiquette page disagrees about those who were removed)",
    )
    for who, kind in (("President", "prez"), ("Vice President", "viceprez")):
        rule = "by the office instead of “Mr.” or “Madam”; receives sign-on letters, never a follow-up"
        yield Form(who, executive("Alex Q. Example", "Example", kind), rule, "S1; salutation: own")
    for who, state, chamber in (("state senator", "OH", "upper"), ("member of a state's lower house", "VA", "lower")):
        made = state_legislator("Alex Q. Example", "Example", state, chamber, ("1 Test Street", "Anytown 00000"))
        yield Form(who, made, "title by state and chamber, see the table below", "V1")


def _members() -> Iterator[Form]:
    rule = "title by the seat"
    yield Form("senator", _address("MA", ""), rule, "S1, S5")
    note = f"{rule}; purists prefer a courtesy title, which would have to be guessed"
    yield Form("representative", _address("NY", "7"), note, "S1, S2")
    yield Form(
        "delegate (DC, AS, GU, MP, VI)", _address("GU", "0"), f"{rule}; no guide says more", "G7; salutation: own"
    )
    yield Form(
        "resident commissioner (PR)", _address("PR", "0"), f"{rule}; spoken “Commissioner”", "G7; salutation: own"
    )


def _leaders() -> Iterator[Form]:
    while_held = "on the envelope while the public data says that the office is held"
    yield Form(
        "Speaker", _address("LA", "4", "Speaker of the House"), f"{while_held}; spoken instead of the title", "S1"
    )
    yield Form("President pro tempore", _address("IA", "", "President Pro Tempore of the Senate"), while_held, "S1")
    for title in ("Senate Majority Leader", "House Minority Leader", "House Majority Whip"):
        state, district = ("SD", "") if title.startswith("Senate") else ("NY", "7")
        who = "floor leader or whip" + (", House" if district else ", Senate")
        yield Form(who, _address(state, district, title), f"{while_held}; spoken by the seat", "own, after S1")


def _chairs() -> Iterator[Form]:
    only = "only when the template says `address: committee role`; the title is the very word of the committee's list"
    for title in ("Chairman", "Chair", "Ranking Member"):
        seating = Seating("HSFA", "House Committee on Foreign Affairs", title=title)
        yield Form(
            f"committee, listed as “{title}”", _address("NY", "7", committee=seating), only, "S1, S5; no guess: own"
        )
        only = "the same"


def _address(state: str, district: str, office: str = "", committee: Seating | None = None) -> Address:
    person = _person(state, district, office)
    return addressee(person, person.terms[0], on=_ON, committee=committee)


def _person(state: str, district: str, office: str = "") -> Legislator:
    chamber = "house" if district else "senate"
    building = "House" if district else "Senate"
    term = Term(
        chamber=chamber,
        state=state,
        district=district,
        senate_class="" if district else "1",
        party="Independent",
        start=date(2025, 1, 3),
        end=date(2027, 1, 3),
        office=f"100 Test {building} Office Building",
    )
    held = (Leadership(office, chamber, date(2025, 1, 3)),) if office else ()
    return Legislator("X000001", "Alex", "Example", (term,), middle="Q.", leadership=held)


def _states() -> Iterator[str]:
    yield "## State legislatures\n"
    yield "An upper house is a state senate with senators. A lower house is a house of representatives with"
    yield "representatives, except:\n"
    yield "| state | chamber | title | source |"
    yield "|---|---|---|---|"
    for state in sorted({**LOWER, **SINGLE}, key=state_name):
        house, title = state_forms(state, "lower")
        yield f"| {STATES[state][0]} | {house} | {title} | {_source(state, title)} |"
    yield ""


def _source(state: str, title: str) -> str:
    if state in ("DC", "WI"):
        return "own"
    return "V1; title without a gender: own" if title == "Assemblymember" else "V1"


def _sources() -> Iterator[str]:
    yield "## Sources\n"
    yield from (f"- **{key}**: {where}" for key, where in SOURCES.items())
