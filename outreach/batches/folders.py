"""Finding batches, and reading what they say of themselves."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from .. import storage
from ..errors import BadFile, UsageError
from ..followups import FollowUp, restored
from ..render.folder import MEMORY, home_of
from ..render.manifest import NAME, Entry, encoded, entries
from ..workspace import Workspace

_NAME = re.compile(r"\d{4}-\d\d-\d\d-\d+")


@dataclass(frozen=True)
class BatchFolder:
    """One batch on disk."""

    path: Path

    @property
    def name(self) -> str:
        """As people write it: "hres-351/2026-06-14-1"."""
        return f"{self.path.parent.name}/{self.path.name}"

    @property
    def on(self) -> date:
        """The day of the letters."""
        return date.fromisoformat(self.path.name[:10])

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The manifest as it stands."""
        return entries(self.path)

    def save(self, changed: tuple[Entry, ...]) -> None:
        """Put the manifest in place, whole; only under the lock."""
        storage.sweep(self.path / NAME)
        storage.save(self.path / NAME, encoded(changed))

    @cached_property
    def memory(self) -> Mapping[str, Any]:
        """batch.json; BadFile if it cannot be used."""
        try:
            found: dict[str, Any] = json.loads((self.path / MEMORY).read_bytes())
            if found["version"] != 1:
                raise ValueError
            return found
        except OSError as fault:
            raise BadFile(f"{self.name}/{MEMORY}", f"cannot be read ({fault.strerror})") from None
        except (ValueError, KeyError, TypeError):
            raise BadFile(f"{self.name}/{MEMORY}", "is damaged", "draft the batch again") from None

    @cached_property
    def items(self) -> Mapping[str, FollowUp]:
        """Id → the follow-up as it was drafted."""
        try:
            made = [restored(one) for one in self.memory["follow_ups"]]
        except (ValueError, KeyError, TypeError, AttributeError):
            raise BadFile(f"{self.name}/{MEMORY}", "is damaged", "draft the batch again") from None
        return {item.record.legislator.id: item for item in made}

    @property
    def sums(self) -> dict[str, str]:
        """Name of each file → its checksum."""
        each = {name: sum for entry in self.entries for name, sum in entry.files.items()}
        return each | dict(self.memory["wholes"])

    @property
    def slug(self) -> str:
        """The letter that the follow-ups are about."""
        return next(item.record.letter.slug for item in self.items.values())


def find(space: Workspace, text: str) -> BatchFolder:
    """The batch that is meant: "hres-351/2026-06-14-1", its folder, or a letter that has one batch only."""
    for path in (space.followups / text, Path(text)):
        if _NAME.fullmatch(path.name) and (path / NAME).is_file():
            return BatchFolder(path)
    have = batches(space, text)
    if len(have) == 1:
        return have[0]
    known = [batch.name for batch in have or every(space)]
    raise UsageError(f"there is no batch {text!r}; there is: {', '.join(known) or 'none yet, see outreach draft'}")


def batches(space: Workspace, slug: str) -> list[BatchFolder]:
    """The batches of a letter, oldest first."""
    found = [path for path in home_of(space.followups, slug).glob("*-*") if _NAME.fullmatch(path.name)]
    whole = [path for path in found if (path / NAME).is_file()]
    return [BatchFolder(path) for path in sorted(whole, key=lambda path: (path.name[:10], int(path.name[11:])))]


def every(space: Workspace) -> list[BatchFolder]:
    """The batches of all letters."""
    homes = sorted(path for path in space.followups.glob("*") if path.is_dir())
    return [batch for home in homes for batch in batches(space, home.name)]
