"""``status`` as a user sees it: whole outputs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from outreach.cli.main import cli
from outreach.errors import OutreachError
from outreach.sources import sync

from .test_status import PEOPLE_KNOWN

SETTINGS = """\
[organisation]
name = "Test Organisation"

[data]
roster = "example"

[letters.test]
title = "A test letter"
addressee = "the President"
chamber = "house"
sent = 2017-07-13
expected = 5
goal = 10

[letters.empty]
title = "A letter that nobody has signed"
addressee = "the Senate"
chamber = "senate"
sent = 2020-01-01
"""

CONTACTS = """\
letter,id,name,party,state,district,stage,role,signed_on,as_printed,owner,staffer,email,phone,last_contact,channel,next_step,due,notes,Ward
test,X000001,Test Changed,Republican,NY,2,signed,lead,2017-07-13,,Robin,,,,,,,,,
test,X000002,Test Moved,Democrat,AZ,9,signed,signer,2017-07-13,,Kim,,,,,,,,,
test,X000003,Test Gone,Republican,PR,0,signed,signer,2017-07-13,,,,,,,,,,,
test,X000004,Test Asked,Democrat,NY,3,asked,,,,Robin,,,,,,,,,7
"""

BASIS = "On 2026-06-14; the example's 5 legislators, public data of 2026-06-14; 'outreach sync' fetches everybody."


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace on a roster of five made-up people."""
    monkeypatch.setattr(sync, "example", lambda: PEOPLE_KNOWN)
    (tmp_path / "outreach.toml").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "contacts.csv").write_text(CONTACTS, encoding="utf-8", newline="")
    return tmp_path


def run(folder: Path, *args: str) -> Result:
    return CliRunner().invoke(cli, ["-C", str(folder), "status", *args])


def test_the_overview_of_all_letters(folder: Path) -> None:
    result = run(folder)
    assert (result.exit_code, result.stdout) == (
        0,
        f"""\
{BASIS}

letter      signed    of    goal    to go  leads    last        due    errors
--------  --------  ----  ------  -------  -------  ----------  -----  --------
test             3     5      10        7  Changed  2017-07-13
empty            0
""",
    )


def test_the_routes_of_a_letter_add_up(folder: Path) -> None:
    result = run(folder, "test")
    assert (result.exit_code, result.stdout) == (
        0,
        f"""\
test: 3 of 5 recorded, 2 missing. {BASIS}

route           legislators  meaning
------------  -------------  ---------------------------------------------------------
lead                      1  led the letter, in the same chamber today
signer                    0  signed, in the same chamber today
signer-moved              1  led or signed, in the other chamber today
successor                 0  holds the seat of a signatory who has gone
committee                 0  has not signed, sits on a committee that the letter names
ask                       2  has not signed
declined                  0  said no, or took the signature back
hold                      0  not to be contacted now
gone                      0  signed, no longer serves
vacant                    1  signed, no longer serves, and nobody holds the seat
total                     5

The routes add up to 5: 3 serving in the House on the day, and 2 signatories no longer there.
""",
    )


def test_by_party(folder: Path) -> None:
    result = run(folder, "test", "--by", "party", "--format", "github")
    assert (result.exit_code, result.stdout) == (
        0,
        f"""\
test: 3 of 5 recorded, 2 missing. {BASIS}

| party       |   contacts |   signed |   serving |   signed, serving |
|-------------|------------|----------|-----------|-------------------|
| Democrat    |          2 |        1 |         2 |                 1 |
| Republican  |          2 |        2 |         0 |                 0 |
| Libertarian |          0 |        0 |         1 |                 0 |
| total       |          4 |        3 |         3 |                 1 |
""",
    )


def test_a_pivot_for_a_program_has_its_words_on_stderr(folder: Path) -> None:
    result = run(folder, "--by", "owner,party", "--where", "state=NY", "--format", "csv")
    assert (result.exit_code, result.stdout) == (0, "owner,Democrat,Republican,total\nRobin,1,1,2\ntotal,1,1,2\n")
    assert result.stderr == (
        "test: 3 of 5 recorded, 2 missing. empty: 0 recorded. "
        f"{BASIS}\nCounted: rows of contacts.csv.\nOnly state=NY.\n"
    )


def test_another_day(folder: Path) -> None:
    """In 2018 everybody who had signed still served."""
    result = run(folder, "test", "--on", "2018-07-13", "--format", "csv")
    assert result.stdout.splitlines()[1:] == [
        'lead,1,"led the letter, in the same chamber today"',
        'signer,2,"signed, in the same chamber today"',
        'signer-moved,0,"led or signed, in the other chamber today"',
        "successor,0,holds the seat of a signatory who has gone",
        'committee,0,"has not signed, sits on a committee that the letter names"',
        "ask,2,has not signed",
        'declined,0,"said no, or took the signature back"',
        "hold,0,not to be contacted now",
        'gone,0,"signed, no longer serves"',
        'vacant,0,"signed, no longer serves, and nobody holds the seat"',
        "total,5,",
    ]


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("test,Z999999", "Not counted: 1 row of contacts.csv names an id that the roster does not know (Z999999)."),
        ("tset,X000003", "contacts.csv:6: letter: "),
    ],
)
def test_a_pivot_tells_a_doubtful_row_as_every_table_does(key: str, said: str, folder: Path) -> None:
    """Also one that is counted the quick way, without the whole records."""
    with (folder / "contacts.csv").open("a", encoding="utf-8", newline="") as file:
        file.write(f"{key},,,,,signed,signer,2017-07-13,,,,,,,,,,,\n")
    table, pivot = (
        run(folder, "test", *by, "--format", "csv").stderr.splitlines()
        for by in (["--by", "party"], ["--by", "party", "--by", "owner"])
    )
    assert any(said in line for line in table)
    assert [line for line in pivot if not line.startswith("Counted: ")] == table


def test_rows_that_cannot_be_counted_are_told(folder: Path) -> None:
    with (folder / "contacts.csv").open("a", encoding="utf-8", newline="") as file:
        file.write("test,Z999999,,,,,signed,signer,2017-07-13,,,,,,,,,,,\n")
        file.write("test,X000002,,,,,declined,,,,,,,,,,,,,\n")
    result = run(folder, "test", "--by", "signed")
    assert result.stdout.splitlines()[-2:] == [
        "Not counted: 1 row of contacts.csv names an id that the roster does not know (Z999999).",
        "Counts may be wrong, since rows of contacts.csv cannot be read for certain (1 error); "
        "'outreach check' lists them.",
    ]


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (("nothing",), "no letter 'nothing' in outreach.toml; there is: test, empty"),
        (("test", "--by", "a,b,c"), "--by takes one column or two, not 3: a, b, c"),
        (("test", "--by", "party", "--by", "Party"), "--by names 'party' twice; a table needs two different columns"),
        (
            ("test", "--by", "party", "--count", "signed"),
            "--count says what a table by two columns counts; give --by twice",
        ),
        (("test", "--where", "stage"), "--where 'stage' is not COLUMN=VALUE, as in --where stage=asked"),
        (("--where", "stage=asked"), "--where needs a LETTER or --by, to say what is counted"),
        (
            ("--by", "owner", "--where", "owner=Robyn"),
            "nobody has owner 'Robyn'; did you mean 'Robin'? There is: Kim, Robin",
        ),
    ],
)
def test_requests_that_cannot_be_met(folder: Path, args: tuple[str, ...], sentence: str) -> None:
    result = run(folder, *args)
    assert isinstance(result.exception, OutreachError)
    assert (str(result.exception), result.exception.exit_code) == (sentence, 2)


def test_a_workspace_without_letters(folder: Path) -> None:
    (folder / "outreach.toml").write_text('[data]\nroster = "example"\n', encoding="utf-8")
    (folder / "contacts.csv").unlink()
    assert run(folder).stdout.splitlines()[-1] == "No letters yet; add one with 'outreach letter add'."


def test_pandas_is_loaded_only_for_tables_by_column(folder: Path) -> None:
    code = """\
import sys
from click.testing import CliRunner
from outreach.cli.main import cli
from outreach.sources import sync
from tests.test_status import PEOPLE_KNOWN
sync.example = lambda: PEOPLE_KNOWN
result = CliRunner().invoke(cli, ["-C", sys.argv[1], "status", *sys.argv[2:]])
print(result.exit_code, "pandas" in sys.modules)
"""
    seen = [
        subprocess.run(
            [sys.executable, "-c", code, str(folder), *args], capture_output=True, text=True, check=True, cwd=HERE
        ).stdout
        for args in ([], ["test"], ["test", "--by", "party"])
    ]
    assert seen == ["0 False\n", "0 False\n", "0 True\n"]


HERE = Path(__file__).resolve().parents[1]
