"""``outreach draft`` as people type it."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from outreach.cli.context import App
from outreach.cli.followups import draft
from outreach.errors import OutreachError

from .letters import ROOT


@pytest.fixture
def space(tmp_path: Path) -> Path:
    """The example's settings and templates with nobody's dealings in it: the leads are known from the settings."""
    shutil.copy(ROOT / "outreach" / "example" / "outreach.toml", tmp_path / "outreach.toml")
    shutil.copy(ROOT / "outreach" / "starter" / "contacts.csv", tmp_path / "contacts.csv")
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    return tmp_path


def run(space: Path, *arguments: str) -> Result:
    result = CliRunner().invoke(draft, arguments, obj=App(space))
    if result.exception and not isinstance(result.exception, SystemExit | OutreachError):
        raise result.exception
    return result


def files(space: Path) -> list[str]:
    return sorted(path.name for path in space.rglob("followups/**/*") if path.is_file())


def test_without_write_everything_is_shown_and_nothing_written(space: Path) -> None:
    result = run(space, "chechnya-senate-2018")
    lines = result.output.split("\n")
    assert lines[0].split() == ["route", "people", "letters", "template", "means"]
    people = {line.split()[0]: int(line.split()[1]) for line in lines[2:13]}
    assert people["all"] == sum(count for route, count in people.items() if route != "all")
    assert (people["lead"], people["gone"]) == (1, 1)
    assert "The Honorable Edward J. Markey" in result.output
    assert "Nothing was written; add --write to write the files." in lines
    assert not (space / "followups").exists()


def test_write_makes_one_file_each_and_says_where(space: Path) -> None:
    result = run(space, "chechnya-senate-2018", "--route", "lead", "--write")
    assert result.exit_code == 0
    folder = space / "followups" / "chechnya-senate-2018" / "2026-06-14-1"
    assert result.output.rstrip().endswith(f"1 follow-up and manifest.csv written to {folder}")
    assert files(space) == ["M000133-markey.txt", "batch.json", "manifest.csv"]
    with open(folder / "manifest.csv", encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["id"], row["route"], row["data_date"]) == ("M000133", "lead", "2026-06-14")


def test_html_is_written_too(space: Path) -> None:
    assert run(space, "chechnya-senate-2018", "--route", "lead", "--format", "html", "--write").exit_code == 0
    assert files(space) == ["M000133-markey.html", "batch.json", "manifest.csv"]


def test_nobody_is_asked_while_signatures_are_missing(space: Path) -> None:
    result = run(space, "chechnya-2017", "--write")
    assert "held back: served when it was signed, and 51 of 53 signatures are not recorded" in result.output
    with open(next(space.rglob("manifest.csv")), encoding="utf-8-sig", newline="") as file:
        routes = {row["id"]: row["route"] for row in csv.DictReader(file)}
    assert "I000056" not in routes  # served in July 2017
    assert routes["A000380"] == "successor"  # came in 2023


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("nothing",), "no letter 'nothing' in outreach.toml; there is: chechnya-2017, "),
        (("chechnya-2017", "--route", "gone"), '"gone" (signed, no longer serves) never gets a follow-up'),
        (("chechnya-2017", "--route", "asks"), '"asks" is no route; there is: lead, '),
        (("chechnya-2017", "--template", "../outreach.toml"), '"../outreach.toml" is not a file in templates/'),
        (("chechnya-2017", "--template", "none.md"), "templates/none.md: is not there; templates that are: ask-again"),
        (("chechnya-2017", "--route", "lead", "--write"), "followups: there is nobody to write to"),
        (("chechnya-2017", "--on", "2026-07-01", "--write"), "the public data is 17 days old (of 2026-06-14)"),
        (
            ("chechnya-2017", "--on", "2017-07-12", "--write"),
            "outreach.toml: letters.chechnya-2017.sent: 2017-",
        ),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_writes_nothing(
    space: Path, arguments: tuple[str, ...], message: str
) -> None:
    result = run(space, *arguments)
    assert isinstance(result.exception, OutreachError)
    assert str(result.exception).startswith(message)
    assert files(space) == []


def test_a_broken_template_stops_everything_with_its_line(space: Path) -> None:
    with open(space / "templates" / "ask.md", "a", encoding="utf-8") as file:
        file.write("\n{{ legislator.nmae }}\n")
    line = len((space / "templates" / "ask.md").read_text(encoding="utf-8").split("\n")) - 1
    for more in ((), ("--write",)):
        result = run(space, "chechnya-2017", *more)
        assert str(result.exception).startswith(f'templates/ask.md:{line}: there is no "legislator.nmae"; did you mean')
        assert files(space) == []


def test_old_data_is_shown_with_what_write_would_say(space: Path) -> None:
    result = run(space, "chechnya-2017", "--on", "2026-07-01")
    assert (
        "With --write this would stop: the public data is 17 days old (of 2026-06-14), the limit is 14" in result.output
    )
    assert run(space, "chechnya-2017", "--on", "2026-07-01", "--write", "--stale-ok").exit_code == 0
    assert files(space)


def test_the_help_has_an_example(space: Path) -> None:
    assert "outreach draft chechnya-2017 --route successor --write" in run(space, "--help").output
