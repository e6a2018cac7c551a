"""Changes to the records: found by comparing, checked against what is there, applied, taken back.

Everything here is pure: values in, values out. The workspace does the durable part.

Convention: a cell of a contact that does not exist is "", and so is every cell of a new row
before its first change. The row itself is the field "row", "" or "present".
"""

from __future__ import annotations

from .changes import ROW, apply, changes_for, clashes, inverse, keyed, worth_doing
from .checking import Known, check_contacts, day_of
from .dealings import LONGEST_NOTE, MINUTES, Dealing, logged, minutes_of, when_and_how
from .history import HISTORY_COLUMNS, change_of, row_of
from .merging import Held, Merged, merge
from .rewinding import begins, known_on, rewound
from .tables import ALIAS_COLUMNS, contacts_of, empty_table, updated

__all__ = [
    "ALIAS_COLUMNS",
    "HISTORY_COLUMNS",
    "LONGEST_NOTE",
    "MINUTES",
    "ROW",
    "Dealing",
    "Held",
    "Known",
    "Merged",
    "apply",
    "begins",
    "change_of",
    "changes_for",
    "check_contacts",
    "clashes",
    "contacts_of",
    "day_of",
    "empty_table",
    "inverse",
    "keyed",
    "known_on",
    "logged",
    "merge",
    "minutes_of",
    "rewound",
    "row_of",
    "updated",
    "when_and_how",
    "worth_doing",
]
