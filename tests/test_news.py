"""What a sync means: sentences about our letters and follow-ups, kept in news.csv."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from outreach import news
from outreach.cli.main import cli
from outreach.model import Contact, Letter
from outreach.roster import Movement
from tests import upstream
from tests.test_cli_data import put, root, run, synced  # noqa: F401
from tests.upstream import Data, altered, entry, person, term

LETTER = Letter("test", "A test letter", "Nobody", ("house",), date(2016, 5, 1), leads=("X000001",))
CONTACTS = (
    Contact("test", "X000002", stage="asked", last_contact="2026-06-14"),
    Contact("test", "X000003", stage="signed", role="signer"),
)
MOVEMENTS = (
    Movement("died", "X000001", "Test A", "OH-1", "", date(2026, 6, 1)),
    Movement("left", "X000002", "Test B", "OH-2", ""),
    Movement("left", "X000007", "Test Stranger", "OH-7", ""),
    Movement("came", "X000099", "Test Newcomer", "", "OH-1"),
    Movement("chamber", "X000003", "Test C", "OH-3", "Senate OH"),
    Movement("room", "X000004", "Test D", "1 Old", "2 New"),
    Movement("room", "X000005", "Test E", "1 Old", "2 New"),
    Movement("phone", "X000005", "Test E", "1", "2"),
)


def batch(folder: Path, name: str, *lines: str, columns: str = "id,name,file") -> None:
    (folder / name).mkdir(parents=True)
    (folder / name / "manifest.csv").write_text("\n".join([columns, *lines]) + "\n", encoding="utf-8")


def test_what_follows(tmp_path: Path) -> None:
    followups = tmp_path / "followups"
    batch(followups, "test/2026-06-01-1", "X000003,C,c.txt", "X000001,A,a.txt")
    batch(followups, "test/2026-06-10-1", "X000003,C,c.txt", "X000004,D,d.txt")
    batch(followups, "other/2026-06-10-1", "X000003,C,c.txt")
    found = news.consequences(MOVEMENTS, [LETTER], CONTACTS, news.unsent(followups, CONTACTS))
    assert found == (
        "Test A (X000001) has died: 1 unsent follow-up stopped, not to be sent (followups/test/2026-06-01-1); "
        "signed test",
        "Test B (X000002) has left: asked for test",
        "Test C (X000003) now sits in the Senate (OH-3 → Senate OH): address and salutation changed in 2 unsent "
        "follow-ups, to be written anew (followups/other/2026-06-10-1, followups/test/2026-06-10-1); signed test",
        "Test D (X000004) has another room: the address changed in 1 unsent follow-up, to be written anew "
        "(followups/test/2026-06-10-1)",
        "Test Newcomer (X000099) now holds OH-1, the seat of Test A (signed test)",
        "2 rooms changed",
        "1 phone number changed",
    )


def test_a_party_that_is_not_in_the_public_data_is_unknown() -> None:
    changed = (Movement("party", "X000003", "Test C", "Republican", ""),)
    assert news.consequences(changed, (LETTER,), CONTACTS, ()) == (
        "Test C (X000003) has another party (Republican → unknown): signed test",
    )


def test_what_has_been_sent(tmp_path: Path) -> None:
    """By the column of the manifest; without it, by a dealing since."""
    followups = tmp_path / "followups"
    batch(followups, "test/2026-06-10-1", "X000001,A,a,2026-06-11", "X000002,B,b,", columns="id,name,file,sent_on")
    batch(followups, "old/2026-06-10-1", "X000005,E,e", "X000006,F,f")
    batch(followups, "old/.writing-2026-06-10-1", "X000009,I,i")
    (followups / "broken" / "2026-06-10-1").mkdir(parents=True)
    (followups / "broken" / "2026-06-10-1" / "manifest.csv").write_bytes(b"\x00")
    dealt = [Contact("old", "X000005", last_contact="2026-06-10"), Contact("old", "X000006", last_contact="2026-06-09")]
    assert news.unsent(followups, dealt) == (
        news.Unsent("old", "X000006", "followups/old/2026-06-10-1"),
        news.Unsent("test", "X000002", "followups/test/2026-06-10-1"),
    )
    assert news.unsent(tmp_path / "nothing", ()) == ()


def test_news_are_kept(tmp_path: Path) -> None:
    file = tmp_path / "news.csv"
    assert news.kept(file) == ()
    news.keep(file, date(2026, 6, 14), date(2026, 6, 13), [])
    assert not file.exists()
    news.keep(file, date(2026, 6, 14), date(2026, 6, 13), ["=one", "two, “quoted”"])
    news.keep(file, date(2026, 6, 20), date(2026, 6, 19), ["three"])
    assert file.read_bytes().decode("utf-8-sig").splitlines() == [
        "on,data,what",
        "2026-06-14,2026-06-13,'=one",
        '2026-06-14,2026-06-13,"two, “quoted”"',
        "2026-06-20,2026-06-19,three",
    ]
    assert news.kept(file) == (
        news.Meaning(date(2026, 6, 14), ("=one", "two, “quoted”")),
        news.Meaning(date(2026, 6, 20), ("three",)),
    )
    assert [one.on for one in news.kept(file, after=date(2026, 6, 14))] == [date(2026, 6, 20)]


def test_a_sync_stops_a_follow_up(root: Path) -> None:  # noqa: F811
    """From the data to the sentence, and into news.csv, which outlives the cache."""

    def alter(data: Data) -> None:
        entry(data, "X000003")["terms"][0].update(end="2026-06-09")
        data[upstream.CURRENT].append(person("X000099", "Newcomer", term(district=3, start="2026-06-12")))

    synced(root)
    batch(root / "followups", "test-2016/2026-06-01-1", "X000003,C,c.txt")
    put(root.parent, altered(alter))
    lines = [
        "Test PersonC (X000003) has left: 1 unsent follow-up stopped, not to be sent "
        "(followups/test-2016/2026-06-01-1); target for test-2016",
        "Test Newcomer (X000099) now holds OH-3, the seat of Test PersonC (target for test-2016)",
    ]
    assert synced(root).splitlines()[-3:] == ["What that means here:", *(f"  {line}" for line in lines)]
    assert [one.lines for one in news.kept(root / "news.csv")] == [tuple(lines)]
    assert "What that means" not in synced(root)
    assert len(news.kept(root / "news.csv")) == 1


@pytest.mark.parametrize("name", ["contacts.csv", "outreach.toml", "news.csv"])
def test_no_table_takes_the_place_of_records(tmp_path: Path, name: str) -> None:
    CliRunner().invoke(cli, ["-C", str(tmp_path / "w"), "init", "--example"])
    before = {path.name: path.read_bytes() for path in (tmp_path / "w").iterdir() if path.is_file()}
    result = run(tmp_path / "w", "status", "-o", str(tmp_path / "w" / name))
    assert str(result.exception) == f"{name} is a file of the workspace; write under another name"
    assert {path.name: path.read_bytes() for path in (tmp_path / "w").iterdir() if path.is_file()} == before
