"""outreach.toml: read strictly, added to without touching anything."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from outreach import settings
from outreach.errors import BadFile, UsageError
from outreach.model import Letter, Organisation, Override

WHOLE = """# ours
[organisation]
name = "Example Rights Network"
address = ["100 Example Street", "Anytown"]

[followups]
quiet_days = 7

[templates]
ask = "ask.md"

[letters.a-letter]
title = "A letter"
addressee = "the President"
chamber = "both"
sent = 2017-07-13
expected = 53
leads = ["X000001"]

[[overrides]]
id = "X000001"
kind = "address"
value = "1 Test Building"
on = "2026-03-02"
by = "Robin"
"""

LETTER = Letter("b-letter", 'A "quoted" title', "the House", ("house",), date(2020, 1, 2), expected=3, leads=("X1",))


def problems(text: str) -> list[str]:
    return [str(problem) for problem in settings.parse(text)[1]]


def test_everything_is_read() -> None:
    found, wrong = settings.parse(WHOLE)
    assert wrong == ()
    assert found.organisation.address == ("100 Example Street", "Anytown")
    assert (found.quiet_days, found.max_age, found.roster, found.data_url) == (7, 14, "", "")
    assert found.templates == {"ask": "ask.md"}
    assert found.letters["a-letter"] == Letter(
        "a-letter",
        "A letter",
        "the President",
        ("house", "senate"),
        date(2017, 7, 13),
        expected=53,
        leads=("X000001",),
    )
    assert found.overrides == (Override("X000001", "address", "1 Test Building", date(2026, 3, 2), "Robin"),)


def test_an_empty_file_has_the_defaults() -> None:
    found, wrong = settings.parse("")
    assert (wrong, dict(found.letters), found.quiet_days) == ((), {}, 14)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[organization]\n", 'outreach.toml:1: organization: is not known here; did you mean "organisation"?'),
        ("\n[followups]\nquiet_day = 3\n", 'outreach.toml:3: quiet_day: is not known here; did you mean "quiet_days"?'),
        (
            "[followups]\nmax_age = -1\n",
            "outreach.toml:2: max_age: -1 is too small; write 0 or more",
        ),
        (
            "[followups]\nquiet_days = 1.5\n",
            "outreach.toml:2: quiet_days: 1.5 is not a whole number; write it without quotes, as in 14",
        ),
        (
            "[organisation]\nname = 3\n",
            'outreach.toml:2: name: 3 is not text; put it in quotes, as in "3"',
        ),
        (
            '[organisation]\naddress = "x"\n',
            'outreach.toml:2: address: is not a list; write it in brackets, as in ["one", "two"]',
        ),
        (
            '[data]\nroster = "all"\n',
            'outreach.toml:2: roster: all is not known; write "example" or leave the line out',
        ),
        (
            '[templates]\nask = "../ask.md"\n',
            'outreach.toml:2: ask: ../ask.md is not the name of a file in templates/, as in "thank-you.md"',
        ),
        (
            "[[overrides]]\nid = 'X'\nkind = 'salutation'\non = 2026-01-01\nby = 'Robin'\n",
            "outreach.toml:1: value: is missing: the new salutation",
        ),
        (
            "[[overrides]]\n[[overrides]]\nid = 'X'\nkind = ['left']\non = 2026-01-01\nby = 'Robin'\n",
            "outreach.toml:4: kind: ['left'] is not known; "
            "write one of: left, died, address, salutation, do-not-contact",
        ),
        ("letters = 3\n", "outreach.toml:1: letters: is not a table; write each letter as [letters.its-short-name]"),
    ],
)
def test_a_fault_is_named_with_its_line(text: str, said: str) -> None:
    assert said in problems(text)


def test_every_fault_of_a_letter_is_named() -> None:
    text = '[letters.x]\ntitel = "T"\nsent = "2020-02-30"\nchamber = "hose"\n'
    assert problems(text) == [
        "outreach.toml:1: addressee: is missing",
        "outreach.toml:1: title: is missing",
        'outreach.toml:2: titel: is not known here; did you mean "title"?',
        "outreach.toml:3: sent: 2020-02-30 is not a date; write year-month-day, as in 2017-07-13",
        'outreach.toml:4: chamber: hose is not a chamber; write "house", "senate" or "both"',
    ]


@pytest.mark.parametrize("slug", ["", "A", "a b", "../a", "con", "a_b", "-a", "a--b", "é", "x" * 61])
def test_a_slug_names_a_folder_anywhere(slug: str) -> None:
    assert settings.slug_fault(slug)


@pytest.mark.parametrize("slug", ["a", "chechnya-2017", "118-hr-1"])
def test_a_good_slug(slug: str) -> None:
    assert settings.slug_fault(slug) == ""


def test_lines_look_through_texts_of_several_lines() -> None:
    text = '[organisation]\nname = """\n[letters]\nphone = 3\n"""\nphone = "1"\n'
    lines = settings.Lines(text)
    assert (lines.of(("organisation", "phone")), lines.of(("letters",))) == (6, 0)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"a = [1,\n", "outreach.toml:1: "),
        (b'a = 1\nb = "x\n', "outreach.toml:2: "),
        (b'[organisation]\nname = "Vel\xe1zquez"\n', "outreach.toml:2: is not saved as UTF-8; save it again as UTF-8"),
        (b"[organisation]\nname = 3\nphone = 4\n", "outreach.toml:2: name: 3 is not text"),
    ],
)
def test_a_broken_file_is_refused_with_its_line(tmp_path: Path, data: bytes, said: str) -> None:
    (tmp_path / "outreach.toml").write_bytes(data)
    with pytest.raises(BadFile) as caught:
        settings.read(tmp_path / "outreach.toml")
    assert str(caught.value).startswith(said)


def test_a_folder_in_place_of_the_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="cannot be read"):
        settings.read(tmp_path)


def test_the_first_of_several_faults_says_how_many_more(tmp_path: Path) -> None:
    path = tmp_path / "outreach.toml"
    path.write_text("[organisation]\nname = 3\nphone = 4\n", encoding="utf-8")
    with pytest.raises(BadFile, match="1 more, see 'outreach check'"):
        settings.read(path)


@pytest.mark.parametrize("before", ["", "# ours", WHOLE, "\ufeff" + WHOLE, WHOLE.replace("\n", "\r\n")])
def test_a_letter_is_added_and_everything_else_stays(before: str) -> None:
    after = settings.with_letter(before, LETTER)
    assert after.startswith(before)
    found, wrong = settings.parse(after)
    assert wrong == ()
    assert found.letters["b-letter"] == LETTER
    assert after.count("\r\n") in (0, after.count("\n"))


@pytest.mark.parametrize(
    ("letter", "before", "said"),
    [
        (LETTER, "[letters.b-letter]\n" + WHOLE.split("[letters.a-letter]\n")[1], "already"),
        (Letter("b letter", "T", "A", ("house",), date(2020, 1, 2)), "", "no short name"),
        (Letter("b", "T\nU", "A", ("house",), date(2020, 1, 2)), "", "title: has a line break"),
    ],
)
def test_what_cannot_be_added_is_refused(letter: Letter, before: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        settings.with_letter(before, letter)


def test_the_starter_is_sound() -> None:
    path = Path(settings.__file__).parent.parent / "starter" / "outreach.toml"
    assert settings.read(path).quiet_days == 14


def test_the_organisation_is_filled_in_and_the_remarks_stay() -> None:
    text = '# ours\n[organisation]\nname = ""  # who\nsender = ""\nphone = "1"\n'
    filled = settings.with_organisation(text, Organisation(name='The "Test" Network', sender="Ana"))
    assert filled == '# ours\n[organisation]\nname = "The \\"Test\\" Network"  # who\nsender = "Ana"\nphone = "1"\n'


def test_what_belongs_to_the_life_of_a_batch() -> None:
    text = '[followups]\nsilence_days = 90\napproval = "required"\n[templates]\nask-again = "again.md"\n'
    found, problems = settings.parse(text)
    assert problems == ()
    assert (found.silence_days, found.approval, dict(found.templates)) == (90, "required", {"ask-again": "again.md"})
    _, problems = settings.parse('[followups]\napproval = "yes"\n')
    assert [str(problem) for problem in problems] == [
        'outreach.toml:2: approval: yes is not known; write "required" or leave the line out'
    ]
