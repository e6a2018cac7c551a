"""Write the records of the example anew, from its printed lists.

    python -m tests.make_records

What ``outreach sign`` does with the four lists, with a fixed clock, becomes ``contacts.csv`` and
``history.csv`` at the top level and in ``outreach/example``; ``tests/test_example_records.py``
proves that they are still the same.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from outreach import resolve, signing
from outreach.workspace import Workspace, init

ROOT = Path(__file__).resolve().parents[1]
PLACES = (ROOT, ROOT / "outreach" / "example")
FILES = ("contacts.csv", "history.csv")

#: The clock of the example stands still at noon of its own day.
AT = "2026-06-14T12:00:00+00:00"
BY = "example"


def records(folder: Path) -> Workspace:
    """A workspace in the folder in which all four lists are signed."""
    init(folder, example=True, recorded=False)
    workspace = Workspace.open(folder)
    index = resolve.NameIndex(workspace.roster())
    for slug, letter in workspace.settings.letters.items():
        text = (folder / "lists" / f"{slug}.txt").read_text(encoding="utf-8")
        rows = resolve.resolve(text, index, letter.sent, letter.chambers).rows
        contacts = {contact.key: contact for contact in workspace.sound_contacts()}
        planned = signing.record(letter, rows, workspace.roster(), contacts, BY, AT, batch=f"example-{slug}")
        workspace.apply(planned.changes)
    return workspace


def main() -> None:
    """Write the files into both places."""
    with tempfile.TemporaryDirectory() as folder:
        made = records(Path(folder) / "w").root
        for place in PLACES:
            for name in FILES:
                shutil.copyfile(made / name, place / name)
                print(place / name)


if __name__ == "__main__":
    main()
