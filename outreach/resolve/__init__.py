"""Printed names → matches.

Convention: a wrong match is the worst fault, so a match needs evidence, and similarity is none;
whatever is in doubt is asked, with a reason in words.
"""

from .index import NameIndex
from .lookup import lookup
from .resolving import resolve

__all__ = ["NameIndex", "lookup", "resolve"]
