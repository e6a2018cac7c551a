"""``outreach proof``, ``approve``, ``sent`` and ``reprint`` as people type them."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from outreach.cli.main import cli
from outreach.errors import BadData, OutreachError, UsageError

from .spaces import made

NAME = "hres-351/2026-06-14-1"


@pytest.fixture
def space(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = made(tmp_path / "space").root
    monkeypatch.chdir(root)
    monkeypatch.setenv("OUTREACH_BY", "ana")
    run("draft", "hres-351", "--write")
    return root


def run(*arguments: str) -> str:
    result = CliRunner().invoke(cli, arguments)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.output


def test_from_the_draft_to_the_post_office(space: Path) -> None:
    assert run("proof", NAME) == f"34 letters on one page: followups/{NAME}/proof.html\n".replace(
        "followups", str(Path("followups"))
    )
    assert run("approve", "hres-351", "--by", "Robin Example") == f"{NAME}: 34 letters approved by Robin Example\n"
    assert run("approve", "hres-351") == f"{NAME}: 0 letters approved by ana\n34 approved or sent before\n"
    first = run("sent", NAME, "B001285", "--channel", "hand", "--on", "2026-06-15")
    assert first == f"{NAME}: 1 letter recorded as sent on 2026-06-15 by hand\n"
    rest = run("sent", NAME, "--channel", "mail", "--on", "2026-06-16")
    assert rest == f"{NAME}: 33 letters recorded as sent on 2026-06-16 by mail\n1 recorded before\n"
    assert run("reprint", NAME) == f"34 files of {NAME}, as they were, in reprint-hres-351-2026-06-14-1\n"
    assert run("check") == "no problems\n"


def test_what_has_changed_is_told(space: Path) -> None:
    with open(space / "templates" / "thank-you-new-chamber.md", "a", encoding="utf-8") as file:
        file.write("\nOne more line.\n")
    why = "templates/thank-you-new-chamber.md has changed, and the letter with it"
    who = run("proof", NAME).splitlines()[2].strip().split(":")[0]
    assert run("proof", NAME).splitlines()[1:] == [
        "1 letter would be written otherwise now:",
        f"  {who}: {why}",
    ]
    assert run("approve", NAME).splitlines() == [
        f"{NAME}: 33 letters approved by ana",
        "1 letter not approved",
        "1 letter would be written otherwise now:",
        f"  {who}: {why}",
    ]
    assert run("sent", NAME, "--channel", "mail").splitlines()[1:] == [
        "1 letter recorded, though not as would be written today:",
        f"  {who}: {why}",
    ]


def test_who_would_be_left_out_is_named_before_the_many_that_would_be_others(space: Path) -> None:
    path = space / "outreach.toml"
    text = path.read_text(encoding="utf-8").replace("Robin Example", "Robin Test")
    who = ("C001123", "A000380")
    for id in who:
        text += f'\n[[overrides]]\nid = "{id}"\nkind = "do-not-contact"\non = 2026-06-10\nby = "Robin"\n'
    path.write_text(text, encoding="utf-8")
    first, *gone, other, reason = run("proof", NAME).splitlines()[1:]
    assert (first, other) == ("2 letters would be left out now:", "32 letters would be written otherwise now:")
    why = "is due any more: not to be contacted, says Robin since 2026-06-10"
    assert sorted(gone) == [
        f"  Gabe Amo (A000380): no letter to introduce {why}",
        f"  Gilbert Ray Cisneros, Jr. (C001123): no letter to ask {why}",
    ]
    assert reason.endswith(" and 31 others: the letterhead would be another today")
    page = (space / "followups" / NAME / "proof.html").read_text(encoding="utf-8")
    assert page.index("Would be left out now") < page.index("Gabe Amo") < page.index("Would be written otherwise now")
    assert page.count(" and 31 others: the letterhead") == 1
    assert run("reprint", NAME).splitlines()[1:] == ["2 letters would be left out now:", *gone]
    lines = run("sent", NAME, "--channel", "mail", "--on", "2026-06-14").splitlines()
    assert lines[1:4] == ["2 letters left out; to be taken out of the stack, or named where they have gone:", *gone]


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        (("proof", "nothing"), UsageError, f"there is no batch 'nothing'; there is: {NAME}"),
        (("sent", NAME, "--channel", "mail", "--again"), UsageError, "--again needs a reason: --why TEXT"),
        (("sent", NAME, "--channel", "mail", "--why", "x"), UsageError, "--why belongs to --again"),
        (("sent", NAME, "--channel", "mail", "--on", "2026-06-01"), UsageError, f"{NAME} was drafted for 2026-06-14"),
        (("sent", NAME, "X000001", "--channel", "mail"), UsageError, "X000001: no such letter"),
        (("draft", "hres-351", "--again"), UsageError, "--again needs a reason"),
        (("reprint", NAME, "-o", "templates"), UsageError, "templates is there already"),
        (("approve", NAME, "--by", " "), UsageError, "who approves?"),
    ],
)
def test_bad_requests_are_one_sentence(
    space: Path, arguments: tuple[str, ...], error: type[OutreachError], message: str
) -> None:
    with pytest.raises(error) as fault:
        run(*arguments)
    assert str(fault.value).startswith(message)


def test_an_unknown_channel_is_refused(space: Path) -> None:
    assert "'pigeon' is not one of 'mail', 'hand', 'fax', 'email', 'form'" in run("sent", NAME, "--channel", "pigeon")


def test_a_required_approval_stops_what_is_sent(space: Path) -> None:
    path = space / "outreach.toml"
    text = path.read_text(encoding="utf-8").replace("[followups]", '[followups]\napproval = "required"')
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadData, match="nobody has approved this letter"):
        run("sent", NAME, "--channel", "mail")
    run("approve", NAME)
    assert "34 letters recorded" in run("sent", NAME, "--channel", "mail")


@pytest.mark.parametrize("command", ["proof", "approve", "sent", "reprint"])
def test_the_help_has_an_example(command: str) -> None:
    assert f"outreach {command} {NAME}" in run(command, "--help")


def test_a_second_draft_says_where_the_letters_are(space: Path) -> None:
    assert (
        run("draft", "hres-351", "--write")
        .rstrip()
        .endswith(
            "Nothing was written: the very same 34 follow-ups are in "
            f"{Path('followups') / 'hres-351' / '2026-06-14-1'} already"
        )
    )


def test_a_second_batch_names_what_waits_and_what_is_approved(space: Path) -> None:
    run("approve", NAME)
    lines = run("draft", "hres-351", "--route", "ask", "--write").splitlines()
    assert "approved already, word for word" in lines[-3]
    assert lines[-2] == f"note: some of these people have a letter in {NAME} that has not been sent"


def test_what_has_gone_out_is_not_recorded_twice_and_says_so(space: Path) -> None:
    run("sent", NAME, "--channel", "mail", "--on", "2026-06-14")
    lines = run("sent", NAME, "--channel", "mail", "--on", "2026-06-14").splitlines()
    once = "Nothing was left to record: a letter of a batch goes out once, and these did on 2026-06-14."
    assert lines == [f"{NAME}: 0 letters recorded as sent on 2026-06-14 by mail", "34 recorded before", once]
    lines = run(
        "sent", NAME, "--channel", "mail", "--on", "2026-06-14", "--again", "--why", "lost in the mail"
    ).splitlines()
    assert lines[-1] == (
        f"{once} 'outreach draft hres-351 --again --why TEXT --write' makes a batch for sending once more."
    )


def test_a_sending_that_is_undone_can_be_recorded_anew(space: Path) -> None:
    run("sent", NAME, "--channel", "mail", "--on", "2026-06-14")
    assert run("undo", "--yes").splitlines()[-1] == f"{NAME}: 34 letters not recorded as sent any more"
    anew = run("sent", NAME, "--channel", "hand", "--on", "2026-06-14")
    assert anew == f"{NAME}: 34 letters recorded as sent on 2026-06-14 by hand\n"
    run("undo", "--yes")
    assert run("undo", "--yes").splitlines()[-1] == f"{NAME}: 34 letters recorded as sent again"
    assert f"\n{NAME}: 34 letters stay recorded as sent, so that nobody gets one twice;" in run("restore", "1", "--yes")
