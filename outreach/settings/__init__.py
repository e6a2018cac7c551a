"""What outreach.toml says: read with every fault named by line, written with comments kept.

Convention: the file belongs to people. It is read strictly (a misspelled key is an error, since
a count or a lead that is silently ignored would be worse), and never rewritten: a new letter is
added at the end, and every byte that was there stays.
"""

from __future__ import annotations

from .lines import Lines
from .reading import parse, read, text_of
from .values import slug_fault
from .writing import with_letter, with_organisation

__all__ = ["Lines", "parse", "read", "slug_fault", "text_of", "with_letter", "with_organisation"]
