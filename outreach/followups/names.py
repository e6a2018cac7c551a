"""The names that a template may use. ``docs/templates.md`` is made from this, and so is the check of templates.

Convention: what may be empty for somebody says so, and a template that prints it without asking
is stopped. Notes about people are not here and never will be.
"""

from __future__ import annotations

from ..templating import Field, Group, Kind, Many


def _yes(doc: str) -> Field:
    return Field(doc, "yes/no")


def _day(doc: str) -> Field:
    return Field(doc, "date")


def _number(doc: str) -> Field:
    return Field(doc, "number")


def _maybe(doc: str, kind: str = "text") -> Field:
    return Field(doc, kind, may_be_empty=True)


_PERSON: dict[str, Kind] = {
    "name": Field("“Nydia M. Velázquez”"),
    "last": Field("“Velázquez”"),
    "title": Field("title today; for somebody who has left, when they signed"),
    "called": Field("title and last name, “Representative Velázquez”"),
    "party": Field("party when they signed, “Democrat”"),
    "state": Field("“NY”"),
    "lead": _yes("whether they led the letter"),
}

_TERM: dict[str, Kind] = {
    "title": Field("“Senator”"),
    "chamber": Field("“House” or “Senate”"),
    "party": Field("“Democrat”, on the day in question"),
    "state": Field("“New York”"),
    "constituency": Field("“New York’s 7th District”, “Vermont”"),
    "start": _day("the first day of the term"),
}

_PREDECESSOR: dict[str, Kind] = {
    **_PERSON,
    "did": Field("“led”, “signed”, “introduced”, “cosponsored”"),
    "signed_on": _day("when they signed"),
    "now": _maybe("“Senate” if they moved there, “House”; empty if they left Congress"),
}

_COMMITTEE: dict[str, Kind] = {
    "name": Field("“House Committee on Foreign Affairs”"),
    "role": Field("“Chair”, “Ranking Member”, “member”, as the committee has it"),
    "you": Field(
        "“You sit on the House Committee on Foreign Affairs”, “You chair the …”, “You are Ranking Member of the …”"
    ),
    "named": _yes("whether the letter’s entry in outreach.toml names it"),
    "colleagues": Many(
        "others on it who signed and serve today; of a committee that the letter names", Group("", _PERSON)
    ),
    "colleagues_named": _maybe("the same in a sentence, “Representatives Chu and Lieu”"),
}

_OTHER_LETTER: dict[str, Kind] = {
    "phrase": Field("in a sentence: “the letter to … on …”, “H.Res. 351 on …”"),
    "short": Field("in a sentence, the second time: “the letter”, “H.Res. 351”"),
    "did": Field("“led”, “signed”, “introduced”, “cosponsored”"),
    "signed_on": _day("when they signed"),
    "lead": _yes("whether they led it"),
}

_LETTER: dict[str, Kind] = {
    "slug": Field("its short name in outreach.toml, “chechnya-2017”"),
    "title": Field("its title"),
    "addressee": Field("to whom the legislators wrote, “President Donald J. Trump”"),
    "phrase": Field("in a sentence: “the letter to … on …”, “H.Res. 351 on …”"),
    "short": Field("in a sentence, the second time: “the letter”, “H.Res. 351”"),
    "signed": Field("what signers who did not lead did: “signed”, “cosponsored”"),
    "signing": Field("“signing”, “cosponsoring”"),
    "chamber": Field("“House”, “Senate” or “Congress”"),
    "sent": _day("the signing day"),
    "summary": _maybe("what it is about, in words that fit after “the letter on”"),
    "ask": _maybe(
        "what we ask for now, in words that fit after “we ask you to”; where outreach.toml does not say it, empty, "
        "and in a letter that asks or introduces “add your voice to those of your colleagues”"
    ),
    "legislation": _maybe("“H.Res. 351”, if specific legislation is named"),
    "source": _maybe("where the facts come from"),
    "count": _number("how many signed, as the source says; else how many are recorded"),
    "signers": Field("“53 members of the House”, “12 senators”"),
    "recorded": _number("how many signatures are recorded here"),
    "complete": _yes("whether all signatures are recorded"),
    "parties": _maybe("“52 Democrats and 1 Republican”; empty unless all signatures are recorded"),
    "leads": Many("who led it", Group("", _PERSON)),
}

_LEGISLATOR: dict[str, Kind] = {
    "id": Field("the bioguide id, “V000081”"),
    "name": Field("full name as the person uses it, “Nydia M. Velázquez”"),
    "first": Field("first name, “Nydia”"),
    "last": Field("last name, “Velázquez”"),
    "title": Field("title today, “Representative”"),
    "called": Field("title and last name, “Representative Velázquez”"),
    "party": Field("party today, “Democrat”"),
    "state": Field("“NY”"),
    "state_name": Field("in a sentence, “New York”, “the District of Columbia”"),
    "chamber": Field("“House” or “Senate”, today"),
    "constituency": Field("whom they represent, “New York’s 7th District”, “Vermont”"),
}

_SIGNATURE: dict[str, Kind] = {
    "role": Field("“lead” or “signer”"),
    "lead": _yes("whether they led the letter"),
    "did": Field("what they did: “led”, “signed”, “introduced”, “cosponsored”"),
    "doing": Field("the same after “thank you for”: “leading”, “signing”, “introducing”, “cosponsoring”"),
    "number": _number("which of their signatures this is, oldest first, of those recorded in this workspace"),
    "total": _number("how many signatures of theirs this workspace has"),
    "signed_on": _day("when they signed"),
    "as_printed": _maybe("the name as printed under the letter"),
    "place": _maybe("“one of 52 Democrats”, “the only Republican”; empty unless all signatures are recorded"),
    "beside": _maybe(
        "those of other parties: “1 Republican”, “52 Democrats”; empty unless all signatures are recorded"
    ),
}

#: The root: every name that a template may use.
NAMES = Group(
    "",
    {
        "legislator": Group("whom the follow-up goes to", _LEGISLATOR),
        "title": Field("the same as legislator.title"),
        "addressee": Many("the lines on the envelope", Field("one line")),
        "salutation": Field("“Dear Representative Velázquez:”; the page prints it already"),
        "office": Group(
            "the office in Washington",
            {
                "room": _maybe("room and building"),
                "phone": _maybe("“202-225-2361”"),
                "url": _maybe("home page"),
            },
        ),
        "now": Group("the term today", _TERM),
        "then": Group("the term on the signing day", _TERM, may_be_empty=True),
        "served_then": _yes("whether they were in Congress on the signing day"),
        "moved": _yes("signed in the one chamber and sits in the other today"),
        "redistricted": _yes("signed in the same chamber, for another district"),
        "letter": Group("the letter that legislators signed", _LETTER),
        "signature": Group("their signature", _SIGNATURE, may_be_empty=True),
        "co_leads": Many("who else led the letter", Group("", _PERSON)),
        "co_leads_named": _maybe("the same in a sentence; who has left Congress stands there with the title of then"),
        "colleagues": Many("others from the same state who signed and serve today", Group("", _PERSON)),
        "colleagues_named": _maybe("the same in a sentence, “Representatives Chu and Lieu, and Senator Schiff”"),
        "former_colleagues": Many("others from the same state who signed and have left", Group("", _PERSON)),
        "former_colleagues_named": _maybe("the same in a sentence"),
        "other_letters": Many("what else they have signed, as far as this workspace knows", Group("", _OTHER_LETTER)),
        "predecessor": Group("the signatory whose seat they hold", _PREDECESSOR, may_be_empty=True),
        "predecessors": Many("all signatories whose seat they hold", Group("", _PREDECESSOR)),
        "committee": Group("the first of their committees that the letter names", _COMMITTEE, may_be_empty=True),
        "committees": Many("their committees", Group("", _COMMITTEE)),
        "contact": Group(
            "our dealings with the office; notes are never here",
            {
                "stage": _maybe("“considering”"),
                "staffer": _maybe("whom we deal with there"),
                "last_contact": _maybe("when we last did", "date"),
                "channel": _maybe("“call”, “email”, “meeting”, “letter”, “visit”"),
                "dealing": _maybe("the last dealing in a sentence, “our call of June 2, 2026”"),
            },
            may_be_empty=True,
        ),
        "organisation": Group(
            "we",
            {
                "name": Field("name"),
                "address": Many("address", Field("one line")),
                "phone": _maybe("phone"),
                "email": _maybe("e-mail address"),
                "website": _maybe("home page"),
                "reach": _maybe("phone and e-mail, “555-0100 or robin@example.org”"),
            },
        ),
        "sender": Group("who signs the follow-up", {"name": Field("name"), "title": _maybe("title")}),
        "today": _day("the day of the follow-up"),
        "route": Field("why they get it: “signer”, “successor”, “ask” …"),
    },
)
