"""All legislators we know: by id, by seat, by day; what moved; who came after whom."""

from .movements import KINDS, Movement, compare
from .overriding import overridden, settled
from .people import Roster, seat_exists
from .succession import Succession, succession

__all__ = [
    "KINDS",
    "Movement",
    "Roster",
    "Succession",
    "compare",
    "overridden",
    "seat_exists",
    "settled",
    "succession",
]
