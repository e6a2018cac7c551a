"""A text → the printed names in it that signed.

Works on the grammar of how Congress prints names and on the words around them. It knows nobody:
a ``Lexicon`` of folded names helps it to tell names from other capitalised words.
"""

from .mention import Lexicon
from .places import NOWHERE, Place, read_place, state_code
from .printed import Found, Printed
from .reading import find

__all__ = ["NOWHERE", "Found", "Lexicon", "Place", "Printed", "find", "read_place", "state_code"]
