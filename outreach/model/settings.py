"""What outreach.toml says: organisation, letters, overrides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Letter:
    """A sign-on letter, as outreach.toml describes it."""

    slug: str  #: "chechnya-2017"
    title: str
    addressee: str  #: to whom the legislators wrote
    chambers: tuple[str, ...]  #: ("house",), ("senate",) or both
    sent: date  #: the signing day: who was serving is asked for this day
    expected: int | None = None  #: how many signed, as the source says
    goal: int | None = None  #: how many signatures are wanted
    leads: tuple[str, ...] = ()  #: ids
    source: str = ""  #: where the facts come from
    committees: tuple[str, ...] = ()  #: ids of the committees that matter here
    legislation: str = ""  #: "H.Res. 351" when specific legislation is named, else ""
    summary: str = ""  #: one sentence, in words that fit after "the letter"
    ask: str = ""  #: what we ask for now, in words that fit after "we ask you to"


@dataclass(frozen=True, slots=True)
class Override:
    """What somebody here knows better than the public data."""

    id: str
    kind: str  #: "left", "died", "address", "salutation", "do-not-contact"
    value: str  #: the new address or salutation; for the others ""
    on: date  #: since when
    by: str  #: who says so
    why: str = ""


@dataclass(frozen=True, slots=True)
class Organisation:
    """Who writes the follow-ups."""

    name: str = ""
    sender: str = ""  #: who signs the follow-ups
    sender_title: str = ""
    address: tuple[str, ...] = ()  #: lines
    phone: str = ""
    email: str = ""
    website: str = ""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From when on the Lobbying Disclosure Act asks organisations to register at which figures."""

    start: date  #: the first day
    source: str  #: who says so
    until: date | None = None  #: the first day of which it is not known any more; None while nothing is announced
    contacts: int | None = None  #: lobbying contacts of one person, this many or more; None is not said here
    percent: int | None = None  #: of one person's time in three months, this much or more
    dollars: int | None = None  #: spent by the organisation in a quarter, more than this


@dataclass(frozen=True, slots=True)
class Settings:
    """What outreach.toml says."""

    organisation: Organisation
    letters: Mapping[str, Letter]  #: slug → letter, in the order of the file
    templates: Mapping[str, str]  #: route → file name in templates/
    overrides: tuple[Override, ...] = ()
    quiet_days: int = 14  #: nobody is written to who was contacted within so many days
    max_age: int = 14  #: days after which public data is too old to write from
    silence_days: int = 60  #: days after which an office that was asked and has not answered is asked again
    approval: str = ""  #: "required": no follow-up is recorded as sent that nobody has approved
    data_url: str = ""  #: where ``sync`` fetches from; "" is the public host
    lobbying: tuple[Thresholds, ...] = ()  #: thresholds that are newer or better than those of the program
    roster: str = ""  #: "example": until a sync, the example's small roster
