"""The demo is the whole job on the example, and what it records is the example's records."""

from __future__ import annotations

import csv
from pathlib import Path

from click.testing import CliRunner

from outreach.cli.main import cli

ROOT = Path(__file__).resolve().parents[1]


def test_the_demo_does_the_whole_job(tmp_path: Path) -> None:
    home = tmp_path / "demo"
    result = CliRunner().invoke(cli, ["--by", "ana", "demo", str(home)])
    assert result.exit_code == 0, result.output
    for said in (
        "chechnya-2017: 2 signatures written",
        "33 found of 33 expected",
        "Maria Elvira Salazar",
        "34 follow-ups and manifest.csv written",
        "Dina Titus (T000468), hres-351",
    ):
        assert said in result.output
    assert len(list(home.rglob("followups/**/*.txt"))) == 34

    def signed(path: Path) -> list[tuple[str, str, str]]:
        with open(path, encoding="utf-8-sig", newline="") as file:
            return [(row["letter"], row["id"], row["stage"]) for row in csv.DictReader(file)]

    assert signed(home / "contacts.csv") == signed(ROOT / "contacts.csv")


def test_a_second_demo_takes_a_new_folder(tmp_path: Path) -> None:
    (tmp_path / "demo").mkdir()
    result = CliRunner().invoke(cli, ["demo", str(tmp_path / "demo")])
    assert result.exit_code == 0, result.output
    assert not list((tmp_path / "demo").iterdir())
    assert (tmp_path / "demo-2" / "contacts.csv").exists()
