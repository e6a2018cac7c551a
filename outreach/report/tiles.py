"""A map of the states in which every state has the same size: one tile, about where it lies."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

#: Row by row from the north, "--" for an empty place. The last row: the District and the territories.
_ROWS = (
    "AK -- -- -- -- -- -- -- -- -- ME",
    "-- -- -- -- -- -- -- -- -- VT NH",
    "WA ID MT ND MN IL WI MI NY RI MA",
    "OR NV WY SD IA IN OH PA NJ CT --",
    "CA UT CO NE MO KY WV VA MD DE --",
    "-- AZ NM KS AR TN NC SC DC -- --",
    "-- -- -- OK LA MS AL GA -- -- --",
    "HI -- -- TX -- -- -- -- FL -- --",
    "-- -- -- -- -- -- AS GU MP PR VI",
)

COLUMNS = 11
ROWS = len(_ROWS)

#: State → (column, row), both from 0.
TILES: Mapping[str, tuple[int, int]] = MappingProxyType(
    {
        state: (column, row)
        for row, line in enumerate(_ROWS)
        for column, state in enumerate(line.split())
        if state != "--"
    }
)
