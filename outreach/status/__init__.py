"""Records → counts: the overview of all letters, the routes of one, tables by any column."""

from .counting import Overview, overview, route_counts
from .dimensions import Dimension, dimension, names
from .selecting import Condition, where
from .tallying import MEASURES, Tally, tally

__all__ = [
    "MEASURES",
    "Condition",
    "Dimension",
    "Overview",
    "Tally",
    "dimension",
    "names",
    "overview",
    "route_counts",
    "tally",
    "where",
]
