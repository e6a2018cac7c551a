"""Records → counts: the overview of all letters, the routes of one, tables by any column, what is to do."""

from .alike import Alike, pivot, wanted
from .changing import compared
from .counting import Overview, overview, route_counts
from .dimensions import Dimension, dimension, names
from .moving import Moved, moved
from .ordering import ordered
from .selecting import Condition, where
from .tallying import MEASURES, Tally, tally
from .tasks import Task, tasks

__all__ = [
    "MEASURES",
    "Alike",
    "Condition",
    "Dimension",
    "Moved",
    "Overview",
    "Tally",
    "Task",
    "compared",
    "dimension",
    "moved",
    "names",
    "ordered",
    "overview",
    "pivot",
    "route_counts",
    "tally",
    "tasks",
    "wanted",
    "where",
]
