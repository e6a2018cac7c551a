"""Templates: two environments that never mix.

Conventions: what the staff write is Markdown with a small language in it: values, ``if``, ``for``
and a short list of filters, read through an allow-list and checked against the names that exist
before the first letter is made. It sees plain text, numbers, yes/no, lists and groups, nothing
else. Our own pages are files of the package and always escape what they show.
"""

from __future__ import annotations

from .filters import FILTERS, american_date, in_words
from .front import KEYS
from .leftovers import leftovers
from .pages import escaped, page
from .schema import Field, Group, Kind, Many, describe
from .staff import Rendered, Source, Template, TemplateFault, is_template, load

__all__ = [
    "FILTERS",
    "KEYS",
    "Field",
    "Group",
    "Kind",
    "Many",
    "Rendered",
    "Source",
    "Template",
    "TemplateFault",
    "american_date",
    "describe",
    "escaped",
    "in_words",
    "is_template",
    "leftovers",
    "load",
    "page",
]
