"""Changes to the records: found by comparing, checked against what is there, applied, taken back.

Everything here is pure: values in, values out. The workspace does the durable part.

Convention: a cell of a contact that does not exist is "", and so is every cell of a new row
before its first change. The row itself is the field "row", "" or "present".
"""

from __future__ import annotations

from .changes import (
    PRESENT,
    ROW,
    Key,
    applied,
    apply,
    changes_for,
    clashes,
    inverse,
    keyed,
    sparing,
    with_cells,
    worth_doing,
)
from .checking import Known, check_contacts, day_of
from .cut import Cut, cuts, keys_of
from .dealings import LONGEST_NOTE, Dealing, logged, when_and_how
from .healing import ERRORS, Damage, damage, damages
from .history import HISTORY_COLUMNS, change_of, row_of
from .mending import mended, offered
from .merging import Held, Merged, merge
from .minutes import MINUTES, WRITE_MINUTES, fault_of_minutes, is_minutes, minutes_in
from .moved import KEY, Grid, KeyCell, Moved, grid, moved_columns, moved_keys
from .naming import of_many
from .readings import days, one_day, unscrambled
from .replaying import difference, removal, replay
from .rewinding import begins, known_on, rewound
from .slips import Exists, slips
from .spelling import changes_spelt, spelt
from .tables import ALIAS_COLUMNS, contacts_of, empty_table, updated

__all__ = [
    "ALIAS_COLUMNS",
    "ERRORS",
    "HISTORY_COLUMNS",
    "KEY",
    "LONGEST_NOTE",
    "MINUTES",
    "PRESENT",
    "ROW",
    "WRITE_MINUTES",
    "Cut",
    "Damage",
    "Dealing",
    "Exists",
    "Grid",
    "Held",
    "Key",
    "KeyCell",
    "Known",
    "Merged",
    "Moved",
    "applied",
    "apply",
    "begins",
    "change_of",
    "changes_for",
    "changes_spelt",
    "check_contacts",
    "clashes",
    "contacts_of",
    "cuts",
    "damage",
    "damages",
    "day_of",
    "days",
    "difference",
    "empty_table",
    "fault_of_minutes",
    "grid",
    "inverse",
    "is_minutes",
    "keyed",
    "keys_of",
    "known_on",
    "logged",
    "mended",
    "merge",
    "minutes_in",
    "moved_columns",
    "moved_keys",
    "of_many",
    "offered",
    "one_day",
    "removal",
    "replay",
    "rewound",
    "row_of",
    "slips",
    "sparing",
    "spelt",
    "unscrambled",
    "updated",
    "when_and_how",
    "with_cells",
    "worth_doing",
]
