"""``sync`` and ``who``, as a person meets them."""

from __future__ import annotations

import os
from datetime import date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from outreach.cli.main import cli
from outreach.errors import BadFile, NoRoster, OutreachError, UnknownLegislator, UsageError
from outreach.sources import sync as sync_room
from tests import faults, upstream
from tests.upstream import CURRENT, HISTORICAL, Data, altered, entry, person, term

SETTINGS = """
[letters.test-2016]
title = "A test letter"
addressee = "Nobody"
chamber = "house"
sent = 2016-05-01
expected = 2

[[overrides]]
id = "X000002"
kind = "left"
on = 2026-06-10
by = "Robin"

[[overrides]]
id = "X000001"
kind = "salutation"
value = "Dear Test"
on = 2026-01-01
by = "Robin"
"""

CONTACTS = (
    "letter,id,name,party,state,district,stage,role,signed_on,as_printed,owner,staffer,email,phone,"
    "last_contact,channel,next_step,due,notes\n"
    "test-2016,X000201,Test Former,Democrat,OH,1,signed,signer,2016-05-01,Ms. Former,,,,,,,,,secret\n"
    "test-2016,X000001,Test PersonA,Democrat,OH,1,asked,,,,Robin,Kim,,,2026-06-01,call,send it,2026-07-01,secret\n"
    "test-2016,X000003,Test PersonC,Democrat,OH,3,target,,,,,,,,,,,,\n"
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A workspace with a letter, contacts, overrides, and the made-up data in a folder beside it."""
    root = tmp_path / "ws"
    root.mkdir()
    (root / "outreach.toml").write_text(SETTINGS, encoding="utf-8")
    (root / "contacts.csv").write_text(CONTACTS, encoding="utf-8")
    put(tmp_path, upstream.data())
    return root


def put(folder: Path, content: Data) -> None:
    upstream.write(folder / "data", content)
    noon = datetime(2026, 6, 14, 12).astimezone().timestamp()
    os.utime(folder / "data" / CURRENT, (noon, noon))


def run(root: Path, *arguments: str) -> Result:
    result = CliRunner().invoke(cli, ["-C", str(root), *arguments])
    if result.exception and not isinstance(result.exception, (OutreachError, SystemExit)):
        raise result.exception
    return result


def synced(root: Path) -> str:
    result = run(root, "sync", "--from", str(root.parent / "data"))
    assert result.exit_code == 0
    return result.stdout.replace(str(root.parent), "")


SMALL = """\
Look at this: public data: has only 12 people in the House, which has 435 seats; \
look it up before writing to anybody concerned
Look at this: public data: has only 3 people in the Senate, which has 100 seats; \
look it up before writing to anybody concerned
"""


def test_the_first_sync(root: Path) -> None:
    assert synced(root) == (
        "Public data of 2026-06-14 from /data: 17 people, 15 of them in office.\n"
        "There was nothing before to compare with.\n" + SMALL
    )
    assert (root / ".outreach" / "congress" / "sync.json").is_file()


def test_a_sync_that_brings_nothing_new(root: Path) -> None:
    synced(root)
    assert synced(root).splitlines()[1] == "The same as before."


def test_a_sync_says_what_moved_and_which_rows_that_touches(root: Path) -> None:
    def alter(data: Data) -> None:
        entry(data, "X000002")["terms"][0].update(end="2026-06-09")
        entry(data, "X000003")["terms"][0].update(office="7 New Building", phone="202-555-0199")
        entry(data, "X000004")["terms"][0].update(office="8 New Building")
        entry(data, "X000005")["terms"][0].update(party="Independent")
        entry(data, "X000006")["terms"][0].update(district=13)
        entry(data, "X000001")["terms"][0].update(end="2026-06-01")
        entry(data, "X000001")["bio"]["death_date"] = "2026-06-01"
        data[CURRENT].append(person("X000099", "Newcomer", term(district=2, start="2026-06-12")))

    synced(root)
    put(root.parent, altered(alter))
    assert synced(root) == (
        "Public data of 2026-06-14 from /data: 18 people, 14 of them in office.\n"
        "Died (1):\n"
        "  Test PersonA (X000001) died on 2026-06-01: OH-1\n"
        "Left (1):\n"
        "  Test PersonB (X000002) left on 2026-06-09: OH-2\n"
        "Came (1):\n"
        "  Test Newcomer (X000099) now holds OH-2\n"
        "Now in another district (1):\n"
        "  Test PersonF (X000006): district OH-6 → OH-13\n"
        "Changed party (1):\n"
        "  Test PersonE (X000005): party Democrat → Independent\n"
        "2 people have another room in Washington.\n"
        "1 person has another phone number.\n"
        "This touches 2 rows of contacts.csv:\n"
        "  contacts.csv:3: test-2016: Test PersonA (X000001) died on 2026-06-01: OH-1\n"
        "  contacts.csv:4: test-2016: Test PersonC (X000003): room 3 Test Building → 7 New Building\n"
        "  contacts.csv:4: test-2016: Test PersonC (X000003): phone 202-555-0100 → 202-555-0199\n"
        + SMALL.replace("12 people", "11 people")
        + "outreach.toml: the override 'left' of X000002 since 2026-06-10 is no longer needed; "
        "the public data says so too\n"
        "What that means here:\n"
        "  Test PersonA (X000001) has died: asked for test-2016\n"
        "  2 rooms changed\n"
        "  1 phone number changed\n"
    )


def test_a_broken_download_keeps_what_was_there(root: Path) -> None:
    synced(root)
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    (root.parent / "data" / CURRENT).write_text("<html>log in</html>", encoding="utf-8")
    result = run(root, "sync", "--from", str(root.parent / "data"))
    assert (result.exit_code, result.stdout) == (1, "")
    assert isinstance(result.exception, BadFile)
    assert "is a web page, not data" in str(result.exception)
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


def test_the_source_comes_from_the_settings(root: Path) -> None:
    with faults.running() as server:
        for name, content in upstream.data().items():
            server.answers[f"/base/{name}"] = faults.validated(upstream.as_bytes(content), '"1"')
        text = f'[data]\nurl = "{server.url("/base")}"\n{SETTINGS}'
        (root / "outreach.toml").write_text(text, encoding="utf-8")
        result = run(root, "sync")
    assert result.stdout.startswith(f"Public data of 2026-06-14 from {server.url('/base')}: 17 people")


def test_without_settings_it_is_the_public_host(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def fetch(source: str, *rest: object) -> sync_room.SyncReport:
        asked.append(source)
        return sync_room.SyncReport(source, date(2026, 6, 14), 0, 0, first=True, unchanged=False)

    monkeypatch.setattr(sync_room, "sync", fetch)
    run(root, "sync")
    assert asked == ["https://unitedstates.github.io/congress-legislators/"]


def test_a_day_that_is_still_to_come(root: Path) -> None:
    result = run(root, "sync", "--from", str(root.parent / "data"), "--as-of", "2999-01-01")
    assert isinstance(result.exception, UsageError)


def test_broken_contacts_do_not_stop_a_sync(root: Path) -> None:
    (root / "contacts.csv").write_bytes(b"\x00\x01\x02")
    result = run(root, "sync", "--from", str(root.parent / "data"))
    assert result.exit_code == 0
    assert result.stderr.startswith("outreach: contacts.csv")


CARD = """\
Test PersonA (X000001)
  2016-05-01    on that day: not in office yet
  2026-06-14    today: Representative, House OH-1, Democrat
  Terms         House OH-1, Democrat, from 2025-01-03, runs until 2027-01-03
  Address       The Honorable Test PersonA
                U.S. House of Representatives
                1 Test Building
                Washington, DC 20515
  Salutation    Dear Test:
                name: the official full name
                title: the seat is in the House for OH
                honorific: every member of Congress
                address: the address of the term in the public data
                salutation: as the organisation wants it
  Phone         202-555-0100
  Committees    House Committee on Tests (HSTE)
  Offices       Testtown
  We know       salutation Dear Test, since 2026-01-01, says Robin
  Contacts      test-2016: asked, owner Robin, staffer Kim, last contact 2026-06-01 (call), next send it, \
due 2026-07-01

On 2026-06-14; public data of 2026-06-14.
"""


@pytest.fixture
def on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock stands at the day of the data."""
    from outreach.cli.context import App

    monkeypatch.setattr(App, "now", lambda self: datetime(2026, 6, 14, 12).astimezone())


@pytest.mark.usefixtures("on_the_day")
def test_a_card(root: Path) -> None:
    """Everything about somebody who serves; the notes are not on it."""
    synced(root)
    result = run(root, "who", "X000001", "--on", "2016-05-01")
    assert result.stdout == CARD
    assert run(root, "who", "test", "persona", "--on", "2016-05-01").stdout == CARD


@pytest.mark.usefixtures("on_the_day")
def test_a_card_of_somebody_who_has_gone(root: Path) -> None:
    synced(root)
    assert run(root, "who", "x000201").stdout == (
        "Test Former (X000201)\n"
        "  2026-06-14    today: not in office since 2017-01-03\n"
        "  Terms         House OH-1, Democrat, from 2015-01-03, until 2017-01-03\n"
        "  Seat left     now Test PersonA (X000001): holds OH-1, where districts have been redrawn\n"
        "  Address       The Honorable Test Former\n"
        "  Salutation    Dear Test Former:\n"
        "                name: the official full name\n"
        "                honorific: former members keep it\n"
        "                salutation: no title outside office, and none is guessed\n"
        "  Signed        test-2016: signer, 2016-05-01, then House OH-1, printed “Ms. Former”\n"
        "  Contacts      test-2016: signed\n"
        "\n"
        "On 2026-06-14; public data of 2026-06-14.\n"
    )


@pytest.mark.usefixtures("on_the_day")
def test_what_we_know_wins_over_the_public_data(root: Path) -> None:
    synced(root)
    lines = run(root, "who", "X000002").stdout.splitlines()
    assert lines[1:4] == [
        "  2026-06-14    today: not in office since 2026-06-10",
        "  Terms         House OH-2, Democrat, from 2025-01-03, until 2026-06-10",
        "  Seat left     OH-2 is vacant",
    ]
    assert "  We know       left, since 2026-06-10, says Robin" in lines


@pytest.mark.usefixtures("on_the_day")
def test_several_people_fit(root: Path) -> None:
    content = upstream.data()
    content[HISTORICAL].append(person("X000203", "PersonA", term(start="2001-01-03", end="2003-01-03", district=5)))
    put(root.parent, content)
    synced(root)
    result = run(root, "who", "persona")
    assert result.exit_code == 0
    assert result.stdout == (
        "'persona' fits 2 people; ask again with the id of one.\n"
        "\n"
        "id       name          who\n"
        "-------  ------------  ------------------------------------------------------\n"
        "X000001  Test PersonA  Representative, House OH-1, Democrat\n"
        "X000203  Test PersonA  Representative, House OH-5, Democrat, until 2003-01-03\n"
    )


def test_nobody_fits(root: Path) -> None:
    synced(root)
    assert isinstance(run(root, "who", "zzyzx").exception, UnknownLegislator)


def test_before_the_first_sync(root: Path) -> None:
    assert isinstance(run(root, "who", "persona").exception, NoRoster)


def test_the_leads_of_the_example(tmp_path: Path) -> None:
    """Without a sync, from what comes with the program."""
    text = (
        '[data]\nroster = "example"\n[letters.x]\ntitle = "X"\naddressee = "Y"\nchamber = "house"\nsent = 2017-07-13\n'
    )
    (tmp_path / "outreach.toml").write_text(text, encoding="utf-8")
    lines = run(tmp_path, "who", "C001084", "--on", "2017-07-13").stdout.splitlines()
    assert lines[:5] == [
        "David N. Cicilline (C001084)",
        "  2017-07-13    on that day: Representative, House RI-1, Democrat",
        "  2026-06-14    today: not in office since 2023-05-31",
        "  Terms         House RI-1, Democrat, from 2011-01-05, until 2023-05-31",
        "  Seat left     now Gabe Amo (A000380): holds RI-1",
    ]


def test_the_example_does_not_call_a_seat_vacant_that_it_does_not_know(tmp_path: Path) -> None:
    (tmp_path / "outreach.toml").write_text('[data]\nroster = "example"\n', encoding="utf-8")
    assert "vacant" not in run(tmp_path, "who", "W000800").stdout
