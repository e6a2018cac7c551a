"""Forms of address: the name, the honorific, the lines on the envelope, the salutation.

Conventions: each part is given with the rule that gave it. The title goes with the seat, so
nothing is ever guessed from a gender, and "Dear Representative Velázquez:" is the default because
it is right for everybody. An organisation that knows better says so for one legislator, and that
wins. House post goes to ZIP 20515, Senate post to 20510.
"""

from __future__ import annotations

from .executive import executives
from .forms import HONORIFIC, Address, addressee, title
from .names import PrintName, printed
from .places import Place, place
from .roles import COMMITTEE_TITLES, committee_name
from .states import state_legislator

__all__ = [
    "COMMITTEE_TITLES",
    "HONORIFIC",
    "Address",
    "Place",
    "PrintName",
    "addressee",
    "committee_name",
    "executives",
    "place",
    "printed",
    "state_legislator",
    "title",
]
