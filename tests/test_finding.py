"""A text → the printed names in it that signed."""

from __future__ import annotations

import textwrap
from dataclasses import replace

import pytest

from outreach.finding import NOWHERE, Lexicon, Place, find, read_place, state_code
from outreach.finding.mention import Mention
from outreach.finding.mentions import with_care
from outreach.finding.plain import plain
from outreach.finding.tokens import Token

SURNAMES = ("able", "baker", "carter", "dale", "easton", "grant", "justice", "wasserman", "wassermanschultz")
GIVEN = ("ann", "bill", "carl", "dora", "emil", "gus", "jon", "april")
LEXICON = Lexicon(
    frozenset(SURNAMES), frozenset(GIVEN), frozenset(first + last for first in GIVEN for last in SURNAMES)
)


def found(text: str) -> list[str]:
    return [name.text for name in find(text, LEXICON).names]


@pytest.mark.parametrize(
    ("printed", "place"),
    [
        ("D-Mass.", Place("D", "MA")),
        ("D-R.I.", Place("D", "RI")),
        ("CA-12", Place("", "CA", "12")),
        ("LA- 02", Place("", "LA", "2")),
        ("D-Calif.-32", Place("D", "CA", "32")),
        ("D-Geor.", Place("D", "GA")),
        ("D-OR ", Place("D", "OR")),
        ("DC-AL", Place("", "DC", "0")),
        ("AL", Place("", "AL")),
        ("D, NY-12", Place("D", "NY", "12")),
        ("Democrat, New York", Place("D", "NY")),
        ("R-2nd District", Place("R", "", "2")),
        ("R-Pennsylvannia", Place("R", "PA")),
        ("DFL-MN", Place("D", "MN")),
        ("R-Ind.", Place("R", "IN")),
        ("ID-01", Place("", "ID", "1")),
        ("I-Vt.", Place("I", "VT")),
        ("Hank", NOWHERE),
        ("IRS", NOWHERE),
        ("202-225-1111", NOWHERE),
    ],
)
def test_places(printed: str, place: Place) -> None:
    assert read_place(printed) == place


def test_states_in_all_spellings() -> None:
    spellings = ("N.Y.", "NY", "New York", "Calif", "Penn.", "Geor", "Wisc.", "Nowhere", "Virg")
    assert [state_code(text) for text in spellings] == ["NY", "NY", "NY", "CA", "PA", "GA", "WI", "", ""]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # prose
        (
            "The letter was signed by Senators Ann Able (D-Mass.), Bill Baker (R-Ind.) and Carl Carter (D-R.I.).",
            ["Senators Ann Able (D-Mass.)", "Bill Baker (R-Ind.)", "Carl Carter (D-R.I.)"],
        ),
        ("The letter was signed by Reps. Able, Baker, and Carter.", ["Reps. Able", "Baker", "Carter"]),
        # bill text, broken over lines
        (
            "Ms. Able (for herself, Mr.\nBaker of New Jersey, Ms. Carter, Mr. Dale of\nTexas, and Mr. Easton) "
            "introduced the following bill",
            ["Ms. Able", "Mr. Baker of New Jersey", "Ms. Carter", "Mr. Dale of Texas", "Mr. Easton"],
        ),
        # a double name broken behind its hyphen
        ("Signed by: Rep. Easton-\nCarter and Rep. Bill Baker", ["Rep. Easton-Carter", "Rep. Bill Baker"]),
        # a signature block
        (
            "We urge you.\n\nSincerely,\n\nANN ABLE\nMember of Congress\n\nBILL BAKER\nChairman, Committee on Rules",
            ["ANN ABLE", "BILL BAKER"],
        ),
        # broken brackets and separators
        (
            "Signed by: Ann Able MN-1), Bill Baker (D-OR ), Carl Carter (D",
            ["Ann Able MN-1)", "Bill Baker (D-OR )", "Carl Carter (D"],
        ),
        (
            "Signed by: Reps. Able,Baker (D-Mass.).Carl Carter (R-TX) and Dale, EB",
            ["Reps. Able", "Baker (D-Mass.)", "Carl Carter (R-TX)", "Dale, EB"],
        ),
        # surname first
        ("Rep. Able, Ann [D-NV-1]\t05/23/2017", ["Rep. Able, Ann [D-NV-1]"]),
        ("Able, A. (D-NY)\nBaker, B. J.\nCarter, C.D. (NM-2)\nDale, D.\nEaston, N.M. (NY-17)", None),
        ("Signed by:\nAble, Ann “Annie” (D-NY)\nBaker, William (Bill) (R-Ohio)\nCarter, Carl (Cal)", None),
        ("Signed by:\nAble, R. Ann (D-NY)\nBaker, Anm (OH-3)\nCartre, Carl (R-TX)", None),
        ("Signed by: Able, A., Baker, D. and Carter, R.", ["Able, A.", "Baker, D.", "Carter, R."]),
        # a party alone behind the name
        ("Signed by:\nAnn Able, D\nBaker, R\nCarl Carter, I", None),
        # a place, a state or a title that cannot be read loses nobody among signers
        (
            "Signed by:\nRep. Ann Able (R-Olka.)\nSenator Bill Baker of Utha\nHoon. Carl Carter (TX)\n"
            "Re. Dora Dale [D-IL-11]",
            ["Rep. Ann Able (R-Olka.)", "Senator Bill Baker", "Carl Carter (TX)", "Dora Dale [D-IL-11]"],
        ),
        ("Signed by:\nJustice, Jon (R-WV)\nJustice, Bill\nGrant, April", None),
        ("Signed by:\nThe Honorable Carter, Dora\nU.S. Rep. Dale, Carl", ["Honorable Carter, Dora", "Rep. Dale, Carl"]),
        ("Signed by:\nAd. Able (D-WA)\nMember of Congress Ann Baker", ["Ad. Able (D-WA)", "Ann Baker"]),
        (
            "The letter was signed by Member of Congress Ann Able and Members of Congress Bill Baker and Carl Carter.",
            ["Ann Able", "Bill Baker", "Carl Carter"],
        ),
        # somebody who took the name back, or is struck out, has not signed; a line in small letters is one
        (
            "Signed by:\nRep. Ann Able (withdrew)\nBill Baker [declined]\n~~Rep. Dora Dale~~\nCarl Carter\n"
            "grant, gus (d-ca)",
            ["Carl Carter", "Grant, Gus (D-CA)"],
        ),
        (
            "Signed by:\nRep. Ann Able\nRep. Bill Baker\nformer Rep. Dora Dale\nditto Carl Carter\nGrant, T A",
            ["Rep. Ann Able", "Rep. Bill Baker", "Carl Carter", "Grant, T A"],
        ),
        # two columns, a table, a label
        ("Sincerely,\nAnn Able          Bill Baker", ["Ann Able", "Bill Baker"]),
        ("Signers:\n| Ann Able | D | New York | 3 |", ["Ann Able \t D \t New York \t 3".replace(" \t ", " ")]),
        ("Signed by:\nTexas: Ann Able, Bill Baker", ["Ann Able", "Bill Baker"]),
        # a state before the names it is for
        ("Signers: Ohio: Ann Able; New York: Bill Baker, Carl Carter.", ["Ann Able", "Bill Baker", "Carl Carter"]),
        (
            "Signed by:\n\nOhio:\nAble (R-3)\n\nUtah:\nBaker (R-1)\nCarter (R-2)",
            ["Able (R-3)", "Baker (R-1)", "Carter (R-2)"],
        ),
        (
            "Ohio\t3\tRep. Ann Able\nUtah\t1\tRep. Bill Baker\nTexas\t2\tRep. Dora Dale",
            ["Rep. Ann Able", "Rep. Bill Baker", "Rep. Dora Dale"],
        ),
        ("Ohio    Ann Able\nUtah    Bill Baker\nTexas   Dora Dale", ["Ann Able", "Bill Baker", "Dora Dale"]),
        # a signature mark, letters lost or misread
        ("Sincerely,\n\n/s/ Ann Able\nUnited States Senator", ["Ann Able"]),
        ("Signed by: Dora D?le, Ann Able, Ir., 0la Baker", ["Dora D\ufffdle", "Ann Able, Jr.", "Ola Baker"]),
        # columns with one space between them
        (
            "Sincerely,\n\nAnn Able Bill Baker\nMember of Congress Member of Congress\nCarl Q. Carter Dora Dale",
            ["Ann Able", "Bill Baker", "Carl Q. Carter", "Dora Dale"],
        ),
        # a name broken at the end of a line of a sentence
        (
            "The letter was signed by Representatives Ann\nWasserman, Bill Wasser-\nman, Teresa\nDale and Carl Carter.",
            ["Representatives Ann Wasserman", "Bill Wasser-man", "Teresa Dale", "Carl Carter"],
        ),
        # the Record
        (
            "  Mr. ABLE (for himself, Mr.\n  BAKER, and Ms. DALE):\n  S. 1775. A bill to direct",
            ["Mr. ABLE", "Mr. BAKER", "Ms. DALE"],
        ),
        # a given name that is also a word, or looks like a state
        ("Signed by: ABLE, Bill; BAKER, Ann", ["ABLE, Bill", "BAKER, Ann"]),
        (
            "Signed by:\n| Able, Ann | D | PA | 5 |\n| Baker, Bill | R | OH | 6 |",
            ["Able, Ann D PA 5", "Baker, Bill R OH 6"],
        ),
        # a state behind a dash
        ("Signed by:\n- Ann Able – Virginia\n- Bill Baker - Ohio", ["Ann Able – Virginia", "Bill Baker - Ohio"]),
        # a state or district before the name, with a dash or nothing
        ("Signed by:\nOhio – Ann Able, Bill Baker\nUtah – Dora Dale", ["Ann Able", "Bill Baker", "Dora Dale"]),
        ("Signed by:\nOH-3 Ann Able\nUT-1\tDora Dale", ["Ann Able", "Dora Dale"]),
        # cells of surname and given name without a header
        ("Signed by:\nAble\tAnn\tOH\t3\nBaker\tBill\tUT\t1", ["Able Ann OH 3", "Baker Bill UT 1"]),
        # links, and addresses between signers
        ("Signed by:\n* Rep. [Ann Able](https://able.house.gov) – Ohio", ["Rep. Ann Able – Ohio"]),
        (
            "Sincerely,\n\nAnn Able\nOH-3\nDistrict Office: 12 Main Street, Suite 1, Salem (202) 225-1000\n\nDora Dale",
            ["Ann Able", "Dora Dale"],
        ),
        # cells of first name and surname; states below each other
        ("Signed by:\nRep\tAnn\tAble\tD\tOH\nRep\tBill\tBaker\tR\tUT", ["Ann Able D OH", "Bill Baker R UT"]),
        ("Sincerely,\n\nAnn Able\tBill Baker\nMaine\tMichigan", ["Ann Able", "Bill Baker"]),
        # run together by a program
        (
            "SIGNED: ANN ABLE MEMBER OF CONGRESS BILL BAKER MEMBER OF CONGRESS DORA DALE MEMBER OF CONGRESS",
            ["ANN ABLE", "BILL BAKER", "DORA DALE"],
        ),
        # one signer on a line, with a clause
        (
            "Signed by:\nRep. Ann Able (GA-5), who holds the seat of the late Gus Grant\n"
            "Rep. Bill Baker (MD-7), successor of X\nRep. Dora Dale (NY-1)",
            ["Rep. Ann Able (GA-5)", "Rep. Bill Baker (MD-7)", "Rep. Dora Dale (NY-1)"],
        ),
        # two columns with titles of unequal length
        (
            "Sincerely,\n\nAnn Able            Bill Baker\nCommittee on Energy and Commerce     Committee on Health, "
            "Education, Labor, and\n                 Pensions\n\nCarl Carter         Dora Dale",
            ["Ann Able", "Bill Baker", "Carl Carter", "Dora Dale"],
        ),
        # a lead by a clause, and one with an apposition
        ('"We must act," said Congressman Ann Able (PA-1), who led the letter.', ["Congressman Ann Able (PA-1)"]),
        (
            "Senator Ann Able, a Purple Heart recipient, Senator Bill Baker, the Rules Chairman, and "
            "Senator Dora Dale signed it.",
            ["Senator Ann Able", "Senator Bill Baker", "Senator Dora Dale"],
        ),
        # words that are titles, months and names at once
        ("Signed by: April Able, Bill Baker, Jon Justice", ["April Able", "Bill Baker", "Jon Justice"]),
        # a sentence over the list that names those who lead it
        (
            "Senator Ann Able led the letter, which was also signed by:\n\nBill Baker\nDora Dale",
            ["Senator Ann Able", "Bill Baker", "Dora Dale"],
        ),
        ("In addition to Senator Able, it was signed by:\n\nBill Baker", ["Senator Able", "Bill Baker"]),
        ("Senators Able and Carter, joined by:\n\nBill Baker", ["Senators Able", "Carter", "Bill Baker"]),
        ("The letter to Senator Ann Able was signed by:\n\nBill Baker", ["Bill Baker"]),
        ("Chairman Ann Able received a letter signed by:\n\nBill Baker", ["Bill Baker"]),
        # a chamber before names, on one line with them
        (
            "Signers:\n\nSenate: Ann Able, Bill Baker\nHouse (1) – Dora Dale",
            ["Senate: Ann Able", "Bill Baker", "House (1) – Dora Dale"],
        ),
        # surnames behind a state, one state to a line, however wide the line is
        ("Who signed:\n\nOH – Able, Baker\nUT – Dale", ["Able", "Baker", "Dale"]),
        (
            "WHO SIGNED:\n\nCONNECTICUT: Able, Baker, Carter, Easton and Wasserman\nMAINE: Dale\nOHIO: Grant",
            ["Able", "Baker", "Carter", "Easton", "Wasserman", "Dale", "Grant"],
        ),
        # a sentence of two lines that is broken in a name, or before a suffix
        ("It was signed by Reps. Dora Dale, Ann\nAble, and Bill Baker.", ["Reps. Dora Dale", "Ann Able", "Bill Baker"]),
        (
            "It was signed by Reps. Dora Dale, Ann Able,\nJr., and Bill Baker.",
            ["Reps. Dora Dale", "Ann Able, Jr.", "Bill Baker"],
        ),
        # something else on the line of a signer
        (
            "Signed by:\nRep. Ann Able (D-NY) YES\nRep. Bill Baker and staff\nRep. Dora Dale per email 5/3",
            ["Rep. Ann Able (D-NY)", "Rep. Bill Baker", "Rep. Dora Dale"],
        ),
        # initials that a suffix tells from a state
        ("Signed by:\nAble, S. D., Jr.\nDora Dale", ["Able, S. D., Jr.", "Dora Dale"]),
        # nicknames in quotes and brackets
        (
            'Signed by: Henry "Hal" Able (GA-04), William (Bill) Baker',
            ['Henry "Hal" Able (GA-04)', "William (Bill) Baker"],
        ),
    ],
)
def test_finds_names(text: str, names: list[str] | None) -> None:
    """None stands for every line of the text but a heading."""
    names = [line for line in text.split("\n") if not line.endswith(":")] if names is None else names
    assert found(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Rep. Ann Able (D-NY) sent a letter to Speaker Bill Baker urging Leader Carl Carter to act.",
        "Rep. Ann Able (D-NY) led the letter. “We must act,” said Rep. Bill Baker (D-NJ).",
        "Rep. Ann Able (D-NY) and Governor Bill Baker sent a letter to Secretary Carl Carter.",
        "Rep. Ann Able (D-NY) led the letter, which cites the Baker-Carter Act. Last year, Bill Baker led another.",
        "Rep. Ann Able (D-NY) led the letter. Senator Bill Baker (R-TX)'s bill would help.",
        "Rep. Ann Able (D-NY) led the letter, after Sen. Bill Baker and Sen. Carl Carter called for hearings.",
        "Rep. Ann Able (D-NY) led the letter.\n\nSupporting organizations:\n\nBaker Fund\n\nBill Baker\n\nCarl Carter",
        "Rep. Ann Able (D-NY) led the letter along with State Senator Bill Baker and Mayor Carl Carter.",
        "Rep. Ann Able (D-NY) led the letter.\n\nThe Honorable Bill Baker\nChairman\nThe Honorable Carl Carter\n"
        "Ranking Member\nThe Honorable Dora Dale\n\nDear Chairman Baker:\n\nWe thank Rep. Gus Grant for this.",
        "Rep. Ann Able (D-NY) led the letter.\ncc: The Honorable Bill Baker",
        "Rep. Ann Able (D-NY) led the letter. Reps. Bill Baker, Carl Carter, and Dora Dale did not sign it.",
        "Rep. Ann Able (D-NY) led the letter. Rep. Bill Baker and Rep. Carl Carter declined to join.",
        "Rep. Ann Able (D-NY) led the letter. Rep. Bill Baker was invited to join.",
        "Rep. Ann Able (D-NY) led the letter. Rep. Carl Carter opposed the letter.",
        "Rep. Ann Able (D-NY) led the letter. All New York Democrats except Rep. Bill Baker signed.",
        "Rep. Ann Able (D-NY) led the letter. Every member but Rep. Bill Baker signed.",
        "Rep. Ann Able (D-NY) led the letter. The letter follows one signed by Reps. Bill Baker and Carl Carter.",
        "Rep. Ann Able (D-NY) led the letter. A separate letter was led by Rep. Bill Baker.",
        "Rep. Ann Able (D-NY) led the letter. Rep. Bill Baker praised a letter signed by many governors.",
        # another year, another letter
        "Rep. Ann Able (D-NY) led the letter. Rep. Bill Baker (R-OH) wrote to the agency on this in 2016.",
        "Rep. Ann Able (D-NY) led the letter. Rep. Bill Baker (R-OH) previously led a letter to the agency.",
        "Rep. Ann Able (D-NY) led the letter. Rep. Bill Baker (R-OH) signed a similar letter.",
        "Rep. Ann Able (D-NY) led the letter. In March 2016, Rep. Bill Baker (R-OH) sent a letter. In 2015, Reps. Carl "
        "Carter (D-NY) and Dora Dale (R-TX) led one.",
        "Rep. Ann Able (D-NY) led the letter. A similar letter was signed in 2016 by Reps. Bill Baker and Carl Carter.",
        "Rep. Ann Able (D-NY) led the letter.\n\nSenator Bill Baker led a companion letter in the Senate.",
        "Rep. Ann Able (D-NY) led the letter. It builds on their 2016 letter, led by Rep. Bill Baker.",
        *(
            f"Rep. Ann Able (D-NY) led the letter. It was a long day.\n\n{sentence.format('Rep. Bill Baker (R-OH)')}"
            for sentence in (
                "{} is expected to sign.",
                "{} won’t sign.",
                "{} sent his own letter.",
                "{} asked to be removed from the letter.",
                "{} initially signed the letter but withdrew.",
                "The hearing was led by {}.",
                "The act, authored by {}, passed.",
                "{} led the floor debate.",
                "{} signed the discharge petition.",
                "{} joined the staff at a press conference.",
                "“The letter is wrong,” {} wrote on Twitter.",
                "In response, {} wrote that the rule stands.",
                "The late {} led a long fight.",
            )
        ),
        # background
        "Rep. Ann Able (D-NY) led the letter. The rule has drawn criticism from Reps. Bill Baker (R-OH), Carl Carter "
        "(D-NY) and Dora Dale (R-TX).",
        "Rep. Ann Able (D-NY) led the letter.\n\nRep. Ann Able introduced a bill with Reps. Bill Baker (R-OH), Carl "
        "Carter (D-NY), and Dora Dale (R-TX).",
        "Rep. Ann Able (D-NY) led the letter.\n\nThe top Democrat, Bill Baker, has opposed the contract.",
        "Signed by:\nRep. Ann Able (D-NY)\n\nRep. Bill Baker introduced H.R. 200 in May.",
        "Signed by:\nRep. Ann Able (D-NY)\n\nCosponsors Who Withdrew  Date Withdrawn\nRep. Bill Baker",
        "Sincerely,\n\nRep. Ann Able (D-NY)\n\nThe Honorable Bill Baker\nJune 3, 2020\nPage 2\n\nPhoto",
        "Sincerely,\n\nRep. Ann Able (D-NY)\n\nChairman Bill Baker\nPage 2 of 3\nJune 3, 2020",
    ],
)
def test_leaves_out_who_is_only_mentioned(text: str) -> None:
    assert found(text) == ["Rep. Ann Able (D-NY)"]


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        ("{} is a signatory.", "signer"),
        ("{} was the only Republican on the letter.", "signer"),
        ("{} added his name on Tuesday.", "signer"),
        ("Also on the letter is {}.", "signer"),
        ("The letter bears the signatures of {}.", "signer"),
        ("“We must act,” said {}, a co-signer of the letter.", "signer"),
        ("“I’m proud to sign this letter,” said {}.", "signer"),
        ("“I am glad to lead this bipartisan letter,” said {}.", "lead"),
        ("Leading the letter with Able is {}.", "lead"),
        ("Her co-leads on the letter are {}.", "lead"),
    ],
)
def test_a_sentence_says_that_somebody_signed(sentence: str, role: str) -> None:
    text = f"Rep. Ann Able (D-NY) led the letter.\n\n{sentence.format('Rep. Bill Baker (R-OH)')}"
    signed = {name.text: name.role for name in find(text, LEXICON).names if "Baker" in name.text}
    assert signed == {"Rep. Bill Baker (R-OH)": role}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The letter, sent on March 3, 2018, was signed by Reps. {} and {}.", 2),
        ("The letter, which was sent last week, was also signed by Reps. {} and {}.", 2),
        ("The letter has also been signed by Reps. {} and {}.", 2),
        ("On March 3, 2018, Rep. {} was joined by Reps. {} and {} in sending a letter.", 3),
        ("Rep. {} sent a letter on March 3, 2018, along with Reps. {} and {}.", 3),
        ("In 2016, Reps. {} and {} led a letter.", 2),
        ("A letter went out. Reps. {} and {} also signed the letter, which follows a hearing held last year.", 2),
        ("A letter went out. Rep. {} also signed the letter after the rule was withdrawn last year.", 1),
    ],
)
def test_the_day_of_a_letter_costs_nobody(text: str, names: int) -> None:
    signed = ["Ann Able (D-NY)", "Bill Baker (R-OH)", "Carl Carter (D-NY)"][:names]
    assert [name.split(" ", 1)[1] if "Rep" in name else name for name in found(text.format(*signed))] == signed


def test_what_stands_over_names_says_their_place() -> None:
    text = (
        "Signed by:\n\nWyoming:\nAble (R-AL)\nBaker\n\nRepublicans (1):\n\nCarter\n\nUtah: Dora Dale; TX-2: Gus Grant"
    )
    places = [name.place for name in find(text, LEXICON).names]
    assert places == [Place("R", "WY", "0"), Place("", "WY"), Place("R"), Place("R", "UT"), Place("R", "TX", "2")]


@pytest.mark.parametrize(
    "sentence",
    [
        "The letter to Senator Ann Able was signed by:",
        "Chairman Ann Able received a letter signed by:",
        "Chairman Ann Able responded to a letter signed by:",
        "Senator Ann Able welcomed the letter, which was signed by:",
        "Senator Ann Able thanked those who signed:",
        "The letter urges Chairman Ann Able to act and was signed by:",
        "At the request of Senator Ann Able, the letter was signed by:",
        "According to Senator Ann Able, the letter was signed by:",
        "Senator Ann Able said that the letter was signed by:",
        "Senator Ann Able, who did not sign it, knows that it was signed by:",
        "Senator Ann Able’s proposal was praised in a letter signed by:",
    ],
)
def test_a_sentence_over_signers_may_name_others(sentence: str) -> None:
    assert found(f"{sentence}\n\nBill Baker\nDora Dale") == ["Bill Baker", "Dora Dale"]


@pytest.mark.parametrize(
    "line",
    ["Bill Baker, M.C.", "..,.--\nBill Baker", ". . Bill Baker", "~.\n^ Bill Baker", "x Bill Baker", "s/ Bill Baker",
     "By: Bill Baker", "By: /s/ Bill Baker", "*NEW* Bill Baker", "Added: Rep. Bill Baker (D-NY)", "Bill Baker / D-NY",
     "Bill Baker D-NY-16th"],
)  # fmt: skip
def test_a_signer_with_marks_beside_the_name(line: str) -> None:
    names = find(f"Sincerely,\n\nAnn Able\n\n{line}\n\nDora Dale", LEXICON).names
    assert [name.name.words for name in names] == [("ann", "able"), ("bill", "baker"), ("dora", "dale")]


@pytest.mark.parametrize(
    "heading",
    ["TARGETS", "Still needed (3):", "No response yet", "Withdrew:", "Likely signers", "Previous signers:",
     "Hasn't signed", "Members we need to contact", "Waiting to hear back:", "Signed last year", "Asked to sign:",
     "Considering signing"],
)  # fmt: skip
def test_a_heading_over_those_who_were_only_asked(heading: str) -> None:
    assert found(f"Signed by:\nGus Grant\n\n{heading}\nBill Baker\nRep. Dora Dale (D-NY)\nCarl Carter") == ["Gus Grant"]
    names = "Rep. Bill Baker, Rep. Dora Dale, Rep. Carl Carter"
    assert found(f"Signed by: Gus Grant\n{heading.rstrip(':')}: {names}") == ["Gus Grant"]


@pytest.mark.parametrize("office", ["U.S. House of Representatives", "House of Representatives"])
def test_a_house_over_or_below_names_is_no_part_of_them(office: str) -> None:
    assert found(f"Signed by:\n\n{office}\nAnn Able\nBill Baker") == ["Ann Able", "Bill Baker"]
    assert found(f"Sincerely,\n\nAnn Able\n{office}\nBill Baker\n{office}") == ["Ann Able", "Bill Baker"]


def test_the_friends_of_a_court_have_signed() -> None:
    text = "Ann Able\nCounsel for Amici Curiae\n\nAPPENDIX: LIST OF AMICI CURIAE\n\nU.S. Senate\nBill Baker\nDora Dale"
    assert found(text) == ["Bill Baker", "Dora Dale"]


@pytest.mark.parametrize(
    "seat",
    [", Ohio's 3rd Congressional District", " of Ohio's 3rd District", ", 3rd District of Ohio", ", Ohio, District 3",
     ", District 3, Ohio", " – Ohio 3rd Congressional District"],
)  # fmt: skip
def test_a_seat_said_in_words(seat: str) -> None:
    names = find(f"Signed by:\n\nRep. Ann Able{seat}\nBill Baker{seat}", LEXICON).names
    assert [(name.name.words[-1], name.place) for name in names] == [
        ("able", Place("", "OH", "3")), ("baker", Place("", "OH", "3")),
    ]  # fmt: skip


def test_a_seat_before_its_colon() -> None:
    names = find("Signed by:\nOH 03: Ann Able\nVI AL: Bill Baker", LEXICON).names
    assert [name.place for name in names] == [Place("", "OH", "3"), Place("", "VI", "0")]


def test_who_leads_stands_under_a_heading_or_behind_a_colon() -> None:
    assert found("Lead Sponsors\nAnn Able\n\nCo-signers\nBill Baker") == ["Ann Able", "Bill Baker"]
    leads = find("Leads: Ann Able (OH-3) / Bill Baker (NY-2)\nSigned (1): Dora Dale (TX-2)", LEXICON).names
    assert [name.role for name in leads] == ["lead", "lead", "signer"]


@pytest.mark.parametrize("gap", ["", "\n"])
def test_states_over_names_without_a_blank_line_between(gap: str) -> None:
    text = f"Signed by:\n{gap}Ohio\nAble\nNew York\nAble\nUtah\nDora Dale"
    assert [name.place.state for name in find(text, LEXICON).names] == ["OH", "NY", "UT"]


def test_who_refused_is_left_out_and_told() -> None:
    refusals = (" - declined", " – withdrew on 7/14", " (pending)", ", asked to be removed", " NO", "\tundecided")
    lines = [f"Rep. Bill Baker (R-TN){refusal}" for refusal in refusals]
    said = find("\n".join(["Signers:", "Rep. Ann Able (D-NY)", *lines]), LEXICON)
    assert [name.text for name in said.names] == ["Rep. Ann Able (D-NY)"]
    assert said.refused == ("Bill Baker",) * len(refusals)


def test_a_refusal_in_the_next_sentence_is_not_said_of_those_who_signed() -> None:
    text = "A letter was signed by Reps. Ann Able and Bill Baker. Rep. Dora Dale declined to join."
    assert found(text) == ["Reps. Ann Able", "Bill Baker"]


def test_the_chamber_of_those_who_follow() -> None:
    names = find("The following Senators signed the letter: Able, Baker, and Dale.", LEXICON).names
    assert [name.carried for name in names] == ["senate"] * 3


def test_ones_inside_a_word_are_letters() -> None:
    text = "Signed by:\nBi1l Baker\nAnn De1Able\nDora Espai11at"
    assert [name.name.words for name in find(text, LEXICON).names] == [
        ("bill", "baker"), ("ann", "delable"), ("dora", "espaillat"),
    ]  # fmt: skip


def test_who_brings_a_bill_in_leads_and_the_others_join() -> None:
    text = "Mr. Able (for himself, Ms. Baker of Texas, and Mr. Dale) introduced the following bill"
    assert [name.role for name in find(text, LEXICON).names] == ["lead", "signer", "signer"]


@pytest.mark.parametrize(
    "words", ["not signed by", "not yet signed by", "never co-signed by", "Those who did not sign"]
)
def test_a_sentence_over_those_who_did_not_sign(words: str) -> None:
    assert found(f"Signed by:\n\nGus Grant\n\nThe letter was {words}:\n\nBill Baker\nDora Dale") == ["Gus Grant"]


def test_a_state_over_a_block_ends_with_it() -> None:
    text = "Signed by:\n\nOhio\nAnn Able\nBill Baker\n\nCarl Carter"
    assert [name.place.state for name in find(text, LEXICON).names] == ["OH", "OH", ""]


@pytest.mark.parametrize(
    "text",
    [
        "Roll Call Votes\n\nYEAs ---2\nAble (R-TN)\nBaker (R-NH)\nCarter (D-CO)\nNAYs ---1\nDale (D-NY)",
        "Committee on Rules\nMembership\n\nMajority\nAnn Able, Ohio\nBill Baker, Utah\nDora Dale, Georgia",
        "The committee met, Chairman Able presiding. Present: Senators Able, Baker, Carter, and Dale.",
        "The clerk called the roll and sent it up. Present: Senators Able, Baker, Carter, and Dale.",
        "A letter.\n\nCOMMITTEE ON FINANCE\n\nANN ABLE, Ohio\tBILL BAKER, Utah\nDORA DALE, Maine\tGUS GRANT, Iowa",
        "Senators Ann Able and Bill Baker and Representatives Carl Carter and Dora Dale announced today that the "
        "department has awarded $4.5 million to a school.",
        "Sens. Ann Able, R-Maine, and Bill Baker, D-W.Va., led talks. The president signed legislation.",
        "Signed by:\n\nState Representatives\nRep. Ann Able (26th Middlesex)\nRep. Bill Baker (8th Suffolk)",
        "Signed by:\n\nCounsel for Amici Curiae\nAnn Able\nBill Baker, LLP",
        "Signed by: Senator-elect Ann Able, Governor-elect Bill Baker",
        "Sincerely,\n\nThe Honorable Ann Able, Governor of Puerto Rico\nDora Dale, Mayor of Springfield",
    ],
)
def test_who_voted_sat_or_governs_did_not_sign(text: str) -> None:
    assert found(text) == []


def test_a_list_needs_a_word_of_signing_unless_it_is_nothing_but_a_list() -> None:
    names = "Ann Able (D-NY)\nBill Baker (R-OH)\nDora Dale (D-UT)"
    assert (len(found(names)), find(names, LEXICON).unsaid) == (3, 0)
    story = f"The program has paid for wells in three counties, and it will go on to do so.\n\n{names}"
    assert (found(story), find(story, LEXICON).unsaid) == ([], 3)
    letter = story.replace("The program", "The letter says that the program")
    assert (len(found(letter)), find(letter, LEXICON).unsaid) == (3, 0)


def test_roles_lines_and_chambers() -> None:
    text = (
        "Senator Ann Able (D-NY) led the letter.\n\nCo-signers:\n\nSenators (1):\n\nBill Baker\n\n"
        "Representatives (2):\n\nCarl Carter\n\nDora Dale"
    )
    rows = [(name.line, name.text, name.role, name.chamber or name.carried) for name in find(text, LEXICON).names]
    assert rows == [
        (1, "Senator Ann Able (D-NY)", "lead", "senate"),
        (7, "Bill Baker", "signer", "senate"),
        (11, "Carl Carter", "signer", "house"),
        (13, "Dora Dale", "signer", "house"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rep. Able (D-NY) led a group of 88 members of the House in a letter.", 88),
        ("Rep. Able (D-NY) and 41 of her colleagues are demanding answers in a letter.", 42),
        ("Rep. Able (D-NY) and eleven other House Democrats sent a letter.", 12),
        ("Rep. Able (D-NY) led twenty-one members in a letter.", 21),
        ("Rep. Able (D-NY) led over 30 colleagues in a letter.", None),
        ("Rep. Able (D-NY) was joined in the letter by 7 other Senators and 87 other Representatives.", None),
        ("Rep. Able (D-NY) led a letter. In 2012, he led a letter of 18 senators.", None),
        ("Rep. Able (D-NY) led a letter.", None),
    ],
)
def test_the_number_a_text_claims(text: str, expected: int | None) -> None:
    assert find(text, LEXICON).expected == expected


def test_a_degree_is_no_state() -> None:
    (name,) = find("Signed by:\nAnn Able, D-Md.", LEXICON).names
    assert (name.name.words, name.place) == (("ann", "able"), Place("D", "MD"))


TITLES = ("", "Rep. ", "Senator ", "Hon. ", "Reps. ", "Chairman ", "U.S. Rep. ", "State Senator ")
PRINTED = ("Ann Able", "A. B. ABLE", "Able, Ann", "Able, EB", "Wasserman Schultz, Ann", "Ann Able Jr.", "April Justice")
BEHIND = (
    "",
    " (D-NY)",
    ", D-Md.",
    " NY-12",
    " of Texas",
    ", Ohio",
    ", Ann",
    " [D - CA]",
    " (Annie)",
    ", NY",
    "\tD\tNY",
)


def said(tokens: list[Token], mentions: list[Mention]) -> tuple[int, int, Mention]:
    """Where the only mention stands, and what it says."""
    (mention,) = mentions
    begin, end = tokens[mention.first].start, tokens[mention.last - 1].end
    return begin, end, replace(mention, first=0, last=0, name=0)


@pytest.mark.parametrize("title", TITLES)
def test_a_plain_line_is_read_as_the_grammar_reads_it(title: str) -> None:
    for text in (title + name + behind for name in PRINTED for behind in BEHIND):
        if found := plain(text, LEXICON):
            assert said(*found) == said(*with_care(text, LEXICON)), text


def test_plain_lines_are_read_at_once() -> None:
    for text in ("Ann Able", "Rep. Ann Able (D-NY)", "Able, Ann [R-TX-2]", "Sen. B. Carter of Ohio", "Ann Able, D-Md."):
        assert plain(text, LEXICON), text


def test_any_text_can_be_read() -> None:
    for text in (
        "",
        "\n\n",
        "(",
        "((((",
        "Rep.",
        "Sen. Sen. Sen.",
        "D-",
        ",,,,",
        "“",
        "\x00\x01",
        "Dear",
        "of of of",
        "Able,",
    ):
        find(text, LEXICON)


def test_a_line_of_copies_takes_nobody_from_the_list_above_it() -> None:
    assert found("Sincerely,\n\nAnn Able\nBill Baker\nCarl Carter\ncc: Dora Doe") == [
        "Ann Able",
        "Bill Baker",
        "Carl Carter",
    ]


_PARAGRAPH = (
    "Today, a group of members wrote to the Secretary about the rivers. The letter was signed by Representatives "
    "Ann Able (D-NY), Bill Baker (R-Ohio), Carl Carter (D-Mass.), Dora Dale (R-Ind.), Emil Easton (D-Calif.), "
    "Gus Grant (I-Vt.), Jon Able (D-N.J.), Ann Wasserman Schultz (D-FL), and Jon Dale (R-W.Va.). They ask him to act."
)


@pytest.mark.parametrize("width", range(28, 100))
def test_a_paragraph_reads_the_same_however_narrow_it_is_printed(width: int) -> None:
    """In a column of a newspaper, or copied from a telephone: no line is taken for a whole one."""
    names = found(_PARAGRAPH)
    assert found("\n".join(textwrap.wrap(_PARAGRAPH, width))) == names
    assert len(names) == 9


def test_lines_of_like_length_stay_names_of_their_own() -> None:
    lines = ["Ann Wasserman Schultz, Ohio", "Bill Wasserman Schultz, Iowa", "Carl Wasserman Schultz, Utah"]
    assert found("Signed by:\n\n" + "\n".join(lines)) == [line.partition(",")[0] + line[-6:] for line in lines]


@pytest.mark.parametrize(
    "rest",
    [
        "Vice Chair",
        "House Democratic Caucus Vice Chair",
        "Chief Deputy Whip",
        "Senate Committee on Finance",
        "Ohio’s 6th District",
        "New Jersey’s 12th Congressional District",
    ],
)
def test_an_office_or_a_district_behind_a_name_loses_nobody(rest: str) -> None:
    assert len(found(f"The letter was signed by:\n\nAnn Able\nBill Baker, {rest}\nCarl Carter")) == 3


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("Ann Able, Ohio’s 6th District", Place("", "OH", "6")),
        ("Ann Able of New Jersey's 12th Congressional District", Place("", "NJ", "12")),
        ("Ann Able of the District of Columbia", Place("", "DC")),
        ("Ann Able of District of Columbia", Place("", "DC")),
    ],
)
def test_a_district_in_words_is_a_place(line: str, place: Place) -> None:
    (name,) = find(f"Signed by:\n\n{line}", LEXICON).names
    assert (name.name.words, name.place) == (("ann", "able"), place)


def test_somebody_of_another_office_beside_a_name_is_no_signer() -> None:
    assert found("The letter was signed by:\n\nAnn Able\nBill Baker, Vice President\nCarl Carter") == [
        "Ann Able",
        "Carl Carter",
    ]


def test_long_lines_of_like_length_stay_names_of_their_own() -> None:
    offices = (
        "Chair of the Caucus on Rivers",
        "Ranking Member, Committee on the Judiciary",
        "Committee on Foreign Affairs",
    )
    names = ("Ann Wasserman Schultz", "Bill Carter", "Carl Easton", "Dora Dale")
    lines = [f"{name}, {offices[at % 3]}" for at, name in enumerate(names)]
    assert found("The letter was signed by:\n\n" + "\n".join(lines)) == list(names)


@pytest.mark.parametrize(
    "sentence",
    [
        "Rep. Emil Easton (D-IL) has introduced a similar bill.",
        "Rep. Emil Easton (D-IL), who chairs the committee, will hold a hearing.",
        "Rep. Emil Easton’s office did not answer.",
        "Rep. Emil Easton (D-IL)’s office did not answer.",
    ],
)
@pytest.mark.parametrize(
    "list_",
    [
        "The letter on rivers was signed by Reps. Ann Able (D-NY), Bill Baker (R-OH), and Carl Carter (D-CA).",
        "Joining Rep. Ann Able (D-NY) in sending the letter are Reps. Bill Baker (R-OH) and Carl Carter (D-CA).",
    ],
)
def test_who_begins_the_sentence_behind_a_list_is_not_in_it(list_: str, sentence: str) -> None:
    assert [name.name.words for name in find(f"{list_} {sentence}", LEXICON).names] == [
        ("ann", "able"),
        ("bill", "baker"),
        ("carl", "carter"),
    ]


def test_a_full_stop_that_is_a_slip_for_a_comma_parts_nobody() -> None:
    text = "Reps. Ann Able (D-NY). Bill Baker (R-OH), and Carl Carter (D-CA) sent a letter to the Secretary."
    assert len(found(text)) == 3


@pytest.mark.parametrize("rest", ["chairs the committee.", "represents Ohio.", "opposes it."])
def test_a_sentence_below_a_list_is_no_signer(rest: str) -> None:
    text = (
        f"The letter was signed by:\n\nRep. Ann Able (D-NY)\nRep. Bill Baker (R-OH)\n\nRep. Carl Carter (D-CA) {rest}"
    )
    assert len(found(text)) == 2


def test_leads_of_a_letter_of_their_own_are_none_of_this_one() -> None:
    text = "Reps. Ann Able (D-NY) and Bill Baker (R-OH) led a letter on rivers.\n\n"
    assert len(found(text + "Senators Carl Carter (D-CA) and Dora Dale (R-IN) are leading a companion letter.")) == 2


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Rep. Ann Able also joined the letter, which Rep. Bill Baker led.", ["signer", "lead"]),
        ("Reps. Ann Able and Bill Baker initiated the letter.", ["lead", "lead"]),
        ("Rep. Ann Able, joined by Rep. Bill Baker, urged the Secretary in a letter to act.", ["lead", "signer"]),
    ],
)
def test_who_led_by_the_words_around(text: str, roles: list[str]) -> None:
    assert [name.role for name in find(text, LEXICON).names] == roles


_OTHERS_TEXT = (
    "Still to ask|Call again|Awaiting|Not yet|On the fence|Said no|Have not responded yet|Unlikely|Hard no|Nos"
    "|Wish list|Remaining|Ask next|Those who declined|Signed in 2024|2024 signers|Cosponsors of H.R. 12"
    "|Voted against the bill|Retiring|Copies to|Letter recipients|Leaning no"
)
_BELOW = "Signers\n\nAnn Able (D-NV)\nBill Baker (D-MA)\nCarl Carter (D-CT)\n\n"


@pytest.mark.parametrize("colon", ["", ":"])
@pytest.mark.parametrize(
    "heading",
    _OTHERS_TEXT.split("|"),
)
def test_who_stands_under_a_heading_over_others_has_not_signed(heading: str, colon: str) -> None:
    assert len(found(f"{_BELOW}{heading}{colon}\nDora Dale (D-CO)\nEmil Easton (D-CA)\nGus Grant (D-CA)\n")) == 3


@pytest.mark.parametrize(
    "sentence",
    [
        "Rep. Dora Dale (D-CA-17), who led a similar letter in 2023, welcomed the news.",
        "Rep. Dora Dale, who led the 2023 letter, welcomed the news.",
        "Rep. Dora Dale signed on to a different letter.",
        "Reps. Dora Dale and Emil Easton signed a different one.",
        "The bill, co-led by Dora Dale, Emil Easton and Gus Grant, passed the House.",
        "They were joined at a press conference by Reps. Dora Dale, Emil Easton and Gus Grant.",
        "Read more: Reps. Dora Dale, Emil Easton and Gus Grant lead letter on mining",
        "It was not signed by Rep. Dora Dale.",
    ],
)
def test_what_others_led_joined_or_signed_is_another_matter(sentence: str) -> None:
    text = "The letter was signed by Reps. Ann Able (D-NV-1), Bill Baker (D-MA-2), and Carl Carter (D-CT-3)."
    assert len(found(f"{text} {sentence}")) == 3
    assert len(found(f"{text}\n\n{sentence}")) == 3


def test_those_by_whom_a_letter_was_not_signed_are_left_out() -> None:
    text = "The letter was signed by Reps. Ann Able, Bill Baker, Carl Carter"
    assert len(found(f"{text}, but not by Dora Dale, Emil Easton or Gus Grant.")) == 3


@pytest.mark.parametrize(
    "office", ["Dean of the House", "Secretary of the Caucus", "Commissioner, Helsinki Commission"]
)
def test_an_office_that_others_hold_too_is_one_in_congress_where_it_says_so(office: str) -> None:
    assert len(found(f"Signed,\n\nAnn Able\nBill Baker, {office}\nCarl Carter")) == 3


@pytest.mark.parametrize(
    ("words", "district"),
    [
        ("First", "1"),
        ("Ninth", "9"),
        ("Twelfth", "12"),
        ("Twentieth", "20"),
        ("Twenty-first", "21"),
        ("Fifty-Second", "52"),
    ],
)
def test_a_district_in_words(words: str, district: str) -> None:
    for text in (
        f"Rep. Ann Able of California’s {words} District",
        f"Ann Able, {words} Congressional District of California",
    ):
        (name,) = find(f"Signed by:\n\n{text}", LEXICON).names
        assert name.place == Place("", "CA", district)
