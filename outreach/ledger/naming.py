"""What a program did to many cells at once, in words."""

from __future__ import annotations

#: Name of a damage as said of one cell → as said of several, after their number.
_MANY = {
    "was replaced by an error": "cells were replaced by errors",
    "has other line ends": "cells have other line ends",
    "is in the wrong encoding": "cells are in the wrong encoding",
    "lost its letters with accents": "cells lost their letters with accents",
    "lost its leading zeros": "cells lost their leading zeros",
    "lost its +": "cells lost their +",
    "was made a rounded number": "cells were made rounded numbers",
    "lost its last digits": "cells lost their last digits",
    "was calculated as a formula": "cells were calculated as formulas",
    "was made a truth value": "cells were made truth values",
    "was made a time": "cells were made times",
    "was made a date or written as another kind of date": "cells were made dates or another kind of date",
    "was made a number": "cells were made numbers",
    "was cut off": "cells were cut off",
    "has its month and day turned round": "dates have their month and day turned round",
}


def of_many(name: str) -> str:
    """The damage as said of several cells, after their number."""
    return _MANY.get(name, f"cells of which each {name}")
