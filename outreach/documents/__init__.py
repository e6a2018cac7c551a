"""What people have a list in → text.

Convention: the text keeps the lines of the document, so that a line number means something; rows
of a table become one line each. What cannot be read says why; what names people and is left out
is told in a notice.
"""

from .document import Document
from .reading import read

__all__ = ["Document", "read"]
