"""The example's records are what the program makes of the printed lists, and nothing else."""

from __future__ import annotations

from pathlib import Path

from outreach.workspace import Workspace
from tests.make_records import FILES, PLACES, ROOT, records

EXPECTED = {"chechnya-2017": 2, "hres-351": 33, "chechnya-senate-2017": 12, "chechnya-senate-2018": 6}


def test_the_lists_become_the_records_to_the_byte(tmp_path: Path) -> None:
    made = records(tmp_path / "w").root
    for place in PLACES:
        for name in FILES:
            assert (place / name).read_bytes() == (made / name).read_bytes(), (
                f"{name}: run python -m tests.make_records"
            )


def test_the_root_is_the_example() -> None:
    example = ROOT / "outreach" / "example"
    assert (ROOT / "outreach.toml").read_bytes() == (example / "outreach.toml").read_bytes()
    contacts, problems = Workspace.open(ROOT).contacts()
    assert problems == ()
    assert {slug: sum(c.letter == slug and c.stage == "signed" for c in contacts) for slug in EXPECTED} == EXPECTED


def test_the_leads_are_the_leads() -> None:
    contacts, _ = Workspace.open(ROOT).contacts()
    leads = {slug: [c.id for c in contacts if c.letter == slug and c.role == "lead"] for slug in EXPECTED}
    assert leads == {
        "chechnya-2017": ["C001084", "R000435"],
        "hres-351": ["R000435"],
        "chechnya-senate-2017": ["M000133", "Y000064"],
        "chechnya-senate-2018": ["M000133", "T000461"],
    }
