"""The commands that make, check and fill a workspace."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from outreach.cli.main import cli
from outreach.errors import OutreachError
from outreach.workspace import Workspace

#: What every letter has.
NEEDED = ["--title", "T", "--addressee", "A", "--chamber", "both", "--sent", "2020-01-01"]


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["--by", "ana", *arguments], catch_exceptions=True)


def ok(*arguments: str) -> str:
    result = run(*arguments)
    assert result.exit_code == 0, f"{result.output}{result.exception!r}"
    return result.output


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("OUTREACH_WORKSPACE", raising=False)
    ok("init", "--organisation", "Example Rights Network", "--sender", "Robin Example")
    text = (tmp_path / "outreach.toml").read_text(encoding="utf-8")
    (tmp_path / "outreach.toml").write_text(text + '\n[data]\nroster = "example"\n', encoding="utf-8")
    add = ["letter", "add", "chechnya-2017", "--title", "A letter", "--addressee", "the President"]
    ok(*add, "--chamber", "house", "--sent", "2017-07-13", "--expected", "53", "--lead", "c001084")
    return tmp_path


def test_init_says_what_it_wrote_and_what_is_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    lines = ok("init", "ours").splitlines()
    assert lines[0] == "A workspace in ours:"
    assert "  contacts.csv" in lines
    assert lines[-4:] == [
        "Next: fill in outreach.toml with any editor, then",
        "  cd ours",
        "  outreach sync",
        "  outreach letter add --help",
    ]


def test_letters_are_listed_with_what_is_missing(root: Path) -> None:
    assert ok("letter", "list", "--format", "csv") == (
        "letter,sent,chamber,recorded,expected,missing,goal,title\nchechnya-2017,2017-07-13,house,1,53,52,,A letter\n"
    )


def test_no_fewer_than_none_are_missing(root: Path) -> None:
    settings = (root / "outreach.toml").read_text(encoding="utf-8").replace("expected = 53", "expected = 1")
    (root / "outreach.toml").write_text(settings, encoding="utf-8")
    ok("log", "R000435", "--letter", "chechnya-2017", "--stage", "signed", "--on", "2017-07-13")
    assert ok("letter", "list", "--format", "csv").splitlines()[1].split(",")[3:6] == ["2", "1", "0"]


def test_log_makes_the_row_and_says_so(root: Path) -> None:
    said = ok("log", "R000435", "--letter", "chechnya-2017", "--channel", "call", "--note", "left a message")
    assert said.splitlines() == [
        "Ileana Ros-Lehtinen (R000435), chechnya-2017: new row in contacts.csv",
        "  name: Ileana Ros-Lehtinen",
        "  party: Republican",
        "  state: FL",
        "  district: 27",
        "  stage: target",
        "  last_contact: 2026-06-14",
        "  channel: call",
        "  notes: added '2026-06-14 ana: left a message'",
        "note: Ileana Ros-Lehtinen is not in office on 2026-06-14",
    ]
    again = ok("log", "R000435", "--letter", "chechnya-2017", "--note", "again", "--stage", "asked", "--next", "")
    assert again.splitlines()[1:3] == ["  stage: target → asked", "  notes: added '2026-06-14 ana: again'"]
    (row,) = Workspace.open(root).contacts()[0]
    assert row.notes == "2026-06-14 ana: left a message\n2026-06-14 ana: again"


def test_log_twice_is_once(root: Path) -> None:
    arguments = ("log", "R000435", "--letter", "chechnya-2017", "--stage", "asked", "--on", "2026-06-01")
    ok(*arguments)
    assert ok(*arguments).startswith("Ileana Ros-Lehtinen (R000435), chechnya-2017: nothing new")


def test_log_on_a_lead_keeps_the_signature(root: Path) -> None:
    ok("log", "C001084", "--letter", "chechnya-2017", "--channel", "email")
    assert ok("letter", "list", "--format", "csv").splitlines()[1].split(",")[3] == "1"


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["log", "C001084", "--letter", "none", "--stage", "asked"], 2, "no letter 'none' in outreach.toml"),
        (["log", "C001084", "--letter", "chechnya-2017"], 2, "Say what happened"),
        (["log", "C001084", "--letter", "chechnya-2017", "--stage", "singed"], 2, "'singed' is not one of"),
        (["log", "C001084", "--letter", "chechnya-2017", "--due", "2026-02-30"], 2, "is not a date"),
        (["log", "C001084", "--letter", "chechnya-2017", "--stage", "asked"], 2, "the stage is withdrawn, not asked"),
        (
            ["letter", "add", "chechnya-2017", *NEEDED],
            2,
            "already",
        ),
        (
            ["letter", "add", "A B", *NEEDED],
            2,
            "short name",
        ),
        (["init"], 2, "would be overwritten"),
        (["-C", "nowhere", "check"], 2, "no outreach.toml here"),
    ],
)
def test_a_bad_request_is_one_sentence_and_writes_nothing(
    root: Path, arguments: list[str], code: int, said: str
) -> None:
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    result = run(*arguments)
    shown = result.output + str(result.exception)
    assert said in shown
    expected = result.exception.exit_code if isinstance(result.exception, OutreachError) else result.exit_code
    assert expected == code
    assert before == {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_check_exits_with_one_only_for_errors(root: Path) -> None:
    assert ok("check") == "no problems\n"
    data = (root / "contacts.csv").read_bytes()
    (root / "contacts.csv").write_bytes(data + b"chechnya-2017,C001084,,,,,singed,,,,,,,,,,,,\r\n")
    result = run("check")
    assert (result.exit_code, result.output) == (
        1,
        'contacts.csv:2: stage: "singed" is not a stage; did you mean "signed"?\n1 error, 0 warnings\n',
    )


def test_resolve_reads_a_page_from_a_pipe_and_says_what_it_left_out(root: Path) -> None:
    page = "<html><main><p>Representative Cicilline (D-RI) led a letter.</p></main><nav>Reps. Able, Baker</nav></html>"
    result = CliRunner().invoke(cli, ["resolve", "-", "--letter", "chechnya-2017"], input=page)
    assert 'beside its text or out of sight, as in "Reps. Able, Baker"' in " ".join(result.output.split())
    assert "1 found" in result.output
