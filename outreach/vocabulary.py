"""Reference data: chambers, states, parties, seats, stages, routes, titles.

Convention: codes are USPS codes; chambers are "house" and "senate"; dates are first days.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

CHAMBERS = ("house", "senate")

CHAMBER_NAMES: Mapping[str, str] = MappingProxyType({"house": "House", "senate": "Senate"})

#: Where a contact stands, in the order in which it moves.
STAGES = ("target", "asked", "considering", "committed", "signed", "declined", "withdrawn")

#: How an office was dealt with.
CHANNELS = ("call", "email", "meeting", "letter", "visit")

#: Roles of a signature.
ROLES = ("lead", "signer")

#: The routes, in the order of the tables, with what each means.
ROUTES: Mapping[str, str] = MappingProxyType(
    {
        "lead": "led the letter, in the same chamber today",
        "signer": "signed, in the same chamber today",
        "signer-moved": "led or signed, in the other chamber today",
        "successor": "holds the seat of a signatory who has gone",
        "committee": "has not signed, sits on a committee that the letter names",
        "ask": "has not signed",
        "declined": "said no, or took the signature back",
        "hold": "not to be contacted now",
        "gone": "signed, no longer serves",
        "vacant": "signed, no longer serves, and nobody holds the seat",
    }
)

#: Routes that never get a follow-up.
SILENT_ROUTES = frozenset({"gone", "vacant", "hold"})

#: Routes of people who signed: never asked to sign.
SIGNED_ROUTES = frozenset({"lead", "signer", "signer-moved"})

#: What a template is for → the routes it may serve. An ask never reaches a signatory, thanks
#: for a signature never reach anybody else.
PURPOSES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "thank": SIGNED_ROUTES,
        "introduce": frozenset({"successor"}),
        "ask": frozenset({"successor", "committee", "ask"}),
        "remind": frozenset({"successor", "committee", "ask"}),
        "acknowledge": frozenset({"declined"}),
    }
)

#: The template for somebody who was asked and has been silent since, in ``[templates]`` beside the
#: routes, and the routes in which it stands in for the route's own.
AGAIN = "ask-again"
AGAIN_ROUTES = frozenset({"successor", "committee", "ask"})

#: How a follow-up leaves the house → the channel it is for contacts.csv.
DELIVERIES: Mapping[str, str] = MappingProxyType(
    {"mail": "letter", "hand": "letter", "fax": "letter", "email": "email", "form": "email"}
)

#: USPS code → (name, AP abbreviation).
STATES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "AL": ("Alabama", "Ala."),
        "AK": ("Alaska", "Alaska"),
        "AZ": ("Arizona", "Ariz."),
        "AR": ("Arkansas", "Ark."),
        "CA": ("California", "Calif."),
        "CO": ("Colorado", "Colo."),
        "CT": ("Connecticut", "Conn."),
        "DE": ("Delaware", "Del."),
        "FL": ("Florida", "Fla."),
        "GA": ("Georgia", "Ga."),
        "HI": ("Hawaii", "Hawaii"),
        "ID": ("Idaho", "Idaho"),
        "IL": ("Illinois", "Ill."),
        "IN": ("Indiana", "Ind."),
        "IA": ("Iowa", "Iowa"),
        "KS": ("Kansas", "Kan."),
        "KY": ("Kentucky", "Ky."),
        "LA": ("Louisiana", "La."),
        "ME": ("Maine", "Maine"),
        "MD": ("Maryland", "Md."),
        "MA": ("Massachusetts", "Mass."),
        "MI": ("Michigan", "Mich."),
        "MN": ("Minnesota", "Minn."),
        "MS": ("Mississippi", "Miss."),
        "MO": ("Missouri", "Mo."),
        "MT": ("Montana", "Mont."),
        "NE": ("Nebraska", "Neb."),
        "NV": ("Nevada", "Nev."),
        "NH": ("New Hampshire", "N.H."),
        "NJ": ("New Jersey", "N.J."),
        "NM": ("New Mexico", "N.M."),
        "NY": ("New York", "N.Y."),
        "NC": ("North Carolina", "N.C."),
        "ND": ("North Dakota", "N.D."),
        "OH": ("Ohio", "Ohio"),
        "OK": ("Oklahoma", "Okla."),
        "OR": ("Oregon", "Ore."),
        "PA": ("Pennsylvania", "Pa."),
        "RI": ("Rhode Island", "R.I."),
        "SC": ("South Carolina", "S.C."),
        "SD": ("South Dakota", "S.D."),
        "TN": ("Tennessee", "Tenn."),
        "TX": ("Texas", "Texas"),
        "UT": ("Utah", "Utah"),
        "VT": ("Vermont", "Vt."),
        "VA": ("Virginia", "Va."),
        "WA": ("Washington", "Wash."),
        "WV": ("West Virginia", "W.Va."),
        "WI": ("Wisconsin", "Wis."),
        "WY": ("Wyoming", "Wyo."),
        "DC": ("District of Columbia", "D.C."),
        "AS": ("American Samoa", "A.S."),
        "GU": ("Guam", "Guam"),
        "MP": ("Northern Mariana Islands", "N.M.I."),
        "PR": ("Puerto Rico", "P.R."),
        "VI": ("Virgin Islands", "V.I."),
    }
)

#: Census region → its states; source: the Census Bureau's four regions, and the territories beside them.
REGIONS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "Northeast": ("CT", "ME", "MA", "NH", "RI", "VT", "NJ", "NY", "PA"),
        "Midwest": ("IL", "IN", "MI", "OH", "WI", "IA", "KS", "MN", "MO", "NE", "ND", "SD"),
        "South": ("DE", "DC", "FL", "GA", "MD", "NC", "SC", "VA", "WV", "AL", "KY", "MS", "TN", "AR", "LA", "OK", "TX"),
        "West": ("AZ", "CO", "ID", "MT", "NV", "NM", "UT", "WY", "AK", "CA", "HI", "OR", "WA"),
        "Territories": ("AS", "GU", "MP", "PR", "VI"),
    }
)

#: Where the House member is a delegate or the resident commissioner, not a representative.
NON_VOTING: Mapping[str, str] = MappingProxyType(
    {
        "DC": "Delegate",
        "AS": "Delegate",
        "GU": "Delegate",
        "MP": "Delegate",
        "VI": "Delegate",
        "PR": "Resident Commissioner",
    }
)

#: Party → letter used in print; source: Congressional Record and AP style.
PARTY_LETTERS: Mapping[str, str] = MappingProxyType(
    {"Democrat": "D", "Republican": "R", "Independent": "I", "Libertarian": "L"}
)

_APPORTIONMENT_2000 = (
    "AL7 AK1 AZ8 AR4 CA53 CO7 CT5 DE1 FL25 GA13 HI2 ID2 IL19 IN9 IA5 KS4 KY6 LA7 ME2 MD8 MA10 MI15 MN8 MS4 MO9 "
    "MT1 NE3 NV3 NH2 NJ13 NM3 NY29 NC13 ND1 OH18 OK5 OR5 PA19 RI2 SC6 SD1 TN9 TX32 UT3 VT1 VA11 WA9 WV3 WI8 WY1"
)
_APPORTIONMENT_2010 = (
    "AL7 AK1 AZ9 AR4 CA53 CO7 CT5 DE1 FL27 GA14 HI2 ID2 IL18 IN9 IA4 KS4 KY6 LA6 ME2 MD8 MA9 MI14 MN8 MS4 MO8 "
    "MT1 NE3 NV4 NH2 NJ12 NM3 NY27 NC13 ND1 OH16 OK5 OR5 PA18 RI2 SC7 SD1 TN9 TX36 UT4 VT1 VA11 WA10 WV3 WI8 WY1"
)
_APPORTIONMENT_2020 = (
    "AL7 AK1 AZ9 AR4 CA52 CO8 CT5 DE1 FL28 GA14 HI2 ID2 IL17 IN9 IA4 KS4 KY6 LA6 ME2 MD8 MA9 MI13 MN8 MS4 MO8 "
    "MT2 NE3 NV4 NH2 NJ12 NM3 NY26 NC14 ND1 OH15 OK5 OR6 PA17 RI2 SC7 SD1 TN9 TX38 UT4 VT1 VA11 WA10 WV2 WI8 WY1"
)

#: First day of each apportionment of the House, newest first, with state → number of seats.
#: Source: the censuses of 2000, 2010 and 2020; districts are renumbered on these days.
APPORTIONMENTS: tuple[tuple[date, Mapping[str, int]], ...] = tuple(
    (start, MappingProxyType({word[:2]: int(word[2:]) for word in table.split()}))
    for start, table in (
        (date(2023, 1, 3), _APPORTIONMENT_2020),
        (date(2013, 1, 3), _APPORTIONMENT_2010),
        (date(2003, 1, 3), _APPORTIONMENT_2000),
    )
)


def state_name(code: str) -> str:
    """Name of the state or territory; the code itself if unknown."""
    return STATES.get(code, (code, code))[0]


def region_of(state: str) -> str:
    """Census region of the state, "" if unknown."""
    return next((region for region, states in REGIONS.items() if state in states), "")


def party_letter(party: str) -> str:
    """The letter used in print: "D" for "Democrat"."""
    return PARTY_LETTERS.get(party, party[:1])


def title_of(chamber: str, state: str) -> str:
    """Title of whoever holds a seat, looked up by seat and never guessed."""
    if chamber == "senate":
        return "Senator"
    return NON_VOTING.get(state, "Representative")


def congress_of(day: date) -> int:
    """Number of the Congress that sits on the day (the 115th sat from 3 January 2017)."""
    year = day.year if (day.month, day.day) >= (1, 3) else day.year - 1
    return (year - 1789) // 2 + 1


def congress_start(day: date) -> date:
    """First day of the Congress that sits on the day."""
    return date(1789 + 2 * (congress_of(day) - 1), 1, 3)


def ordinal(number: int) -> str:
    """1 → "1st", 12 → "12th"."""
    if 10 <= number % 100 <= 20:
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its word: "1 row", "2 rows"."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def numbered(number: int, one: str, many: str = "") -> str:
    """The same with commas in a large number: "1 row", "1,200 rows"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def seat_label(chamber: str, state: str, number: str) -> str:
    """A seat in print: "NY-12", "VT at large", "Senate MA"."""
    if chamber == "senate":
        return f"Senate {state}"
    if not number:
        return f"{state}, district unknown"
    return f"{state} at large" if number == "0" else f"{state}-{number}"
