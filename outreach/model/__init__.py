"""The things with a meaning, as frozen records.

Conventions: text is text as the source has it, "" when the source has nothing; dates are
``datetime.date``; a term serves on ``start <= day < end``; a district is text and at large is
"0", so never test one for truth; ids are bioguide ids such as "C001084".
"""

from .judgements import Candidate, Judgement, Resolution
from .legislators import Committee, Leadership, Legislator, Office, OtherName, PartySpan, Seat, Seating, Term
from .records import COLUMNS, WRITTEN_BY_PROGRAM, Change, Contact, Record, Signature, contact_of
from .settings import Letter, Organisation, Override, Settings, Thresholds

__all__ = [
    "COLUMNS",
    "WRITTEN_BY_PROGRAM",
    "Candidate",
    "Change",
    "Committee",
    "Contact",
    "Judgement",
    "Leadership",
    "Legislator",
    "Letter",
    "Office",
    "Organisation",
    "OtherName",
    "Override",
    "PartySpan",
    "Record",
    "Resolution",
    "Seat",
    "Seating",
    "Settings",
    "Signature",
    "Term",
    "Thresholds",
    "contact_of",
]
