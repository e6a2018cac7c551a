"""What the staff may write, and what they are told when they write something else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from outreach.errors import BadData, BadFile
from outreach.templating import FILTERS, Field, Group, Many, TemplateFault, load, page

NAMES = Group(
    "",
    {
        "legislator": Group("", {"name": Field(""), "nickname": Field("", may_be_empty=True)}),
        "colleagues": Many("", Group("", {"name": Field(""), "lead": Field("", "yes/no")})),
        "lines": Many("", Field("")),
        "signature": Group("", {"role": Field("")}, may_be_empty=True),
        "count": Field("", "number"),
        "sent": Field("", "date"),
        "moved": Field("", "yes/no"),
    },
)
VALUES = {
    "legislator": {"name": "Test Person", "nickname": ""},
    "colleagues": [{"name": "Ann A", "lead": True}, {"name": "Bo B", "lead": False}, {"name": "Cy C", "lead": False}],
    "lines": ["one", "two"],
    "signature": {},
    "count": 53,
    "sent": "2017-07-13",
    "moved": False,
}
HEAD = "---\nsubject: About {{ legislator.name }}\npurpose: thank\n---\n"


def write(folder: Path, body: str, head: str = HEAD) -> Path:
    (folder / "templates").mkdir(exist_ok=True)
    path = folder / "templates" / "test.md"
    path.write_text(head + body, encoding="utf-8")
    return path


def render(folder: Path, body: str) -> str:
    return load(write(folder, body), NAMES).render(VALUES).body


def fault(folder: Path, body: str, head: str = HEAD) -> str:
    with pytest.raises((BadData, BadFile)) as refused:
        load(write(folder, body, head), NAMES)
    return str(refused.value).split("\n")[0]


#: What people write → what it makes of ``VALUES``.
HONEST = (
    ("{{ legislator.name }}", "Test Person"),
    ("{{ colleagues|each('name')|and_list }}", "Ann A, Bo B and Cy C"),
    ("{{ lines|or_list }}", "one or two"),
    ("{{ lines|join('; ') }}", "one; two"),
    ("{{ lines|first }} {{ lines[1] }} {{ lines|length }}", "one two 2"),
    ("{{ sent|date }}", "July 13, 2017"),
    ("{{ sent|date('weekday') }}", "Thursday, July 13, 2017"),
    ("{{ sent|date('month') }}, {{ sent|date('year') }}", "July 2017, 2017"),
    ("{{ count }} {{ count|ordinal }} {{ count - 1 }}", "53 53rd 52"),
    ("{{ count|words }} {{ lines|length|words }}", "53 two"),
    ("{{ 4|ordinal('words') }} {{ 11|ordinal('words') }}", "fourth 11th"),
    ("{{ lines|length|plural('senator') }} {{ 1|plural('was', 'were') }}", "senators was"),
    ("{{ 'Illinois'|possessive }} {{ 'Ohio'|possessive }}", "Illinois’ Ohio’s"),
    ("{{ legislator.nickname|default('friend') }}", "friend"),
    ("{{ legislator.nickname or legislator.name }}", "Test Person"),
    ("{{ 'led' if moved else 'signed' }}", "signed"),
    ("a{% if signature %}{{ signature.role }}{% endif %}b", "ab"),
    ("{% for one in colleagues if one.lead %}\n- {{ one.name }}\n{% endfor %}", "- Ann A"),
    (
        "{% for one in lines %}{{ loop.index }}{{ one }}{% if not loop.last %}, {% endif %}{% endfor %}",
        "1one, 2two",
    ),
    ("{% set who = legislator.name %}{{ who }}", "Test Person"),
    ("{% if count > 50 and count in [52, 53] %}many{% elif moved %}x{% else %}few{% endif %}", "many"),
    ("{# a remark #}text", "text"),
    ("{{ lines|first ~ '!' }}", "one\\!"),
)


@pytest.mark.parametrize(("body", "expected"), HONEST)
def test_honest_templates_work(tmp_path: Path, body: str, expected: str) -> None:
    assert render(tmp_path, body).strip() == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "{{ legislator.nmae }}",
            'templates/test.md:5: there is no "legislator.nmae"; did you mean "legislator.name"? '
            "the names that exist: legislator.name, legislator.nickname",
        ),
        (
            "x\n{% if legislator.singed %}a{% endif %}",
            'templates/test.md:6: there is no "legislator.singed"; '
            "the names that exist: legislator.name, legislator.nickname",
        ),
        (
            "{{ legislater.name }}",
            'templates/test.md:5: there is no "legislater"; did you mean "legislator"? '
            "the names that exist: colleagues, count, legislator, lines, moved, sent, signature",
        ),
        (
            "{{ legislator }}",
            'templates/test.md:5: "legislator" is a group of values; '
            "print one of them: legislator.name, legislator.nickname",
        ),
        (
            "{{ lines }}",
            'templates/test.md:5: "lines" is a list; print it with {{ lines|and_list }} or in a loop',
        ),
        ("{{ moved }}", 'templates/test.md:5: "moved" is yes or no; ask for it: {% if moved %}'),
        (
            "\n\n{{ legislator.name",
            "templates/test.md:7: has a field or a tag that is not closed; write {{ name }} and {% if name %}",
        ),
        ("{% for one in lines %}x", "templates/test.md:5: has no {% endfor %}; every if and for needs its end"),
        (
            "{{ “legislator.name” }}",
            "templates/test.md:5: has curly quotes inside a field; write straight ones: 'and' or \"and\"",
        ),
        (
            "{{ legislator name }}",
            "templates/test.md:5: has a field of several words; write one name with dots, as in {{ legislator.name }}",
        ),
        (
            "{% fi moved %}",
            "templates/test.md:5: knows no {% fi %}; there is if, elif, else, endif, for, endfor, set",
        ),
        (
            "{{ lines|and_lsit }}",
            'templates/test.md:5: there is no filter "and_lsit"; did you mean "and_list"? the names that exist: '
            + ", ".join(sorted(FILTERS)),
        ),
        (
            "{{ legislator.name|date }}",
            'templates/test.md:5: filter "date" needs a date; "legislator.name" is none',
        ),
        (
            "{{ colleagues|and_list }}",
            "templates/test.md:5: \"colleagues\" is a list of groups; put |each('name') before the filter",
        ),
        (
            "{% set count = 3 %}",
            'templates/test.md:5: gives "count" another meaning; choose another name',
        ),
        (
            "Dear [NAME]",
            'templates/test.md:5: "[NAME]" is still to be filled in; '
            "write a field as {{ legislator.name }}, or write the words",
        ),
    ],
)
def test_faults_have_a_line_and_a_cure(tmp_path: Path, body: str, expected: str) -> None:
    assert fault(tmp_path, body) == expected


UNFINISHED = """<<name>>|«Field»|XXX|TODO|[YOUR NAME]|%FNAME%|${name}|lorem ipsum|{ legislator.name }|{ { name } }
{name}|{First Name}|(insert name here)|(insert bill title)|[add a story here]|<NAME>|<first name>|__NAME__
__FIRST_NAME__|[[NAME]]|[Your Name]|(your name)|<!-- later -->"""


@pytest.mark.parametrize("words", re.split(r"[|\n]", UNFINISHED))
def test_what_nobody_filled_in_is_found(tmp_path: Path, words: str) -> None:
    assert fault(tmp_path, f"a\n{words}").startswith("templates/test.md:6: ")


FINISHED = """[our page](https://example.org)|[A]|a < b << c|100 %|XX|[sic]|the [State] shall|{1, 2}|(insert enclosed)
(see here)|__IMPORTANT__|<robin@example.org>|(your vote, your words, your name)|> Dear Mr. Secretary:
Dear to us all is the river.|Sincerely, we thank you.|We thank you sincerely,"""


@pytest.mark.parametrize("words", re.split(r"[|\n]", FINISHED))
def test_what_is_no_field_is_left_alone(tmp_path: Path, words: str) -> None:
    assert load(write(tmp_path, words), NAMES).warnings == ()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Dear Representative {{ legislator.name }}:", "salutation of its own"),
        ("Dear {{ legislator.name }},", "salutation of its own"),
        ("{% if moved %}Dear Senator:{% endif %}", "salutation of its own"),
        ("Sincerely,", "closing of its own"),
        ("**Very truly yours,**", "closing of its own"),
        ("With best regards,", "closing of its own"),
    ],
)
def test_what_the_page_prints_already_is_found(tmp_path: Path, line: str, expected: str) -> None:
    found = fault(tmp_path, f"a\n\n{line}\nb")
    assert found.startswith("templates/test.md:7: has a ")
    assert expected in found


def test_a_salutation_that_may_be_meant_is_a_warning(tmp_path: Path) -> None:
    (problem,) = load(write(tmp_path, "Dear friends,\n\nthank you."), NAMES).warnings
    assert str(problem) == (
        'templates/test.md:5: has a salutation of its own ("Dear friends,"), and the page prints one above the text; '
        "delete the line"
    )


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("Dear friend\n", "templates/test.md:1: has no head; begin with a line"),
        ("---\n---\n", 'templates/test.md:1: has no "purpose"; what the letter does: thank'),
        ("---\nsubject: x\n---\n", 'templates/test.md:1: has no "purpose"; what the letter does: thank'),
        ("---\nsubject: x\npurpose: thnak\n---\n", 'templates/test.md:3: "thnak" is no purpose; did you mean "thank"?'),
        (
            "---\nsubject: x\npurpos: ask\npurpose: ask\n---\n",
            'templates/test.md:3: "purpos" is no line of a head; did',
        ),
        ("---\nsubject: x\nsubject: y\npurpose: ask\n---\n", 'templates/test.md:3: has "subject" twice; leave one'),
        (
            "---\nsubject: x\npurpose: ask\nroutes: signer\n---\n",
            'templates/test.md:4: a template to ask cannot serve "signer"; it can serve: successor, committee, ask',
        ),
        (
            "---\nsubject: x\npurpose: ask\nroutes: gone\n---\n",
            'templates/test.md:4: "gone" never gets a letter; it can serve: successor',
        ),
        ("---\nsubject: {{ nobody }}\npurpose: ask\n---\n", 'templates/test.md:2: there is no "nobody"; the names'),
    ],
)
def test_the_head_is_checked(tmp_path: Path, head: str, expected: str) -> None:
    assert fault(tmp_path, "text", head).startswith(expected)


def test_the_head_is_read(tmp_path: Path) -> None:
    head = (
        '---\nsubject: "On {{ sent|date }}"\npurpose: ask\nroutes: ask\n'
        "enclosures: The letter; A page for {{ legislator.name }}\n---\n"
    )
    template = load(write(tmp_path, "text", head), NAMES)
    rendered = template.render(VALUES)
    assert (rendered.subject, rendered.enclosures) == ("On July 13, 2017", ("The letter", "A page for Test Person"))
    assert (template.front.purpose, template.front.routes) == ("ask", frozenset({"ask"}))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("a\n\n{{ legislator.nickname }}", 'test.md:7: "legislator.nickname" is empty; put it between {% if %}'),
        ("{{ signature.role }}", 'test.md:5: "signature.role" is not there; put it between {% if %}'),
        ("{{ lines[7] }}", 'test.md:5: "lines[7]" is not there; put it'),
        ("\n{{ sent|date('short') }}", 'test.md:6: cannot be written (there is no date form "short"; there is: long'),
    ],
)
def test_a_hole_stops_the_letter(tmp_path: Path, body: str, expected: str) -> None:
    template = load(write(tmp_path, body), NAMES)
    with pytest.raises(TemplateFault) as refused:
        template.render(VALUES)
    assert str(refused.value).startswith(f"templates/{expected}")


def test_values_bring_no_markdown_no_line_ends_and_no_terminal_codes(tmp_path: Path) -> None:
    template = load(write(tmp_path, "{{ legislator.name }}"), NAMES)
    odd = {**VALUES, "legislator": {"name": "# A *b* [c](d) <e> &amp;\n\x1b[31m1. f", "nickname": ""}}
    assert template.render(odd).body == ("\\# A \\*b\\* \\[c\\]\\(d\\) \\<e\\> \\&amp; \\[31m1\\. f\n")
    assert template.render(odd).subject == "About # A *b* [c](d) <e> &amp; [31m1. f"


def test_a_letter_that_grows_too_long_is_stopped(tmp_path: Path) -> None:
    template = load(write(tmp_path, "{% for a in lines %}{% for b in lines %}{{ a }}{% endfor %}{% endfor %}"), NAMES)
    with pytest.raises(TemplateFault, match=r"makes more than 1,000,000 characters"):
        template.render({**VALUES, "lines": ["x" * 1000] * 100})


def test_files_that_are_no_templates_are_told_so(tmp_path: Path) -> None:
    path = write(tmp_path, "")
    path.write_bytes("---\nsubject: x\npurpose: ask\n---\nVelázquez".encode("cp1252"))
    with pytest.raises(BadFile, match=r"^templates/test\.md:5: is not saved as UTF-8; save it again as UTF-8$"):
        load(path, NAMES)
    with pytest.raises(BadFile, match=r"^templates/none\.md: is not there; templates that are: test\.md$"):
        load(path.parent / "none.md", NAMES)
    with pytest.raises(BadFile, match=r"cannot be read"):
        load(tmp_path / "templates", NAMES)
    path.write_bytes(b"---\r\nsubject: x\r\npurpose: ask\r\n---\r\n{{ legislator.name }}\r\n")
    assert load(path, NAMES).render(VALUES).body == "Test Person\n"
    path.write_bytes(b"\xef\xbb\xbf---\nsubject: x\npurpose: ask\n---\ntext")
    assert load(path, NAMES).render(VALUES).body == "text\n"


def test_our_own_pages_escape_everything() -> None:
    text = page("follow-up.html", name="<b>", blocks=(), frame={
        "organisation": "<script>", "sender_lines": ["a & b"], "date": "", "addressee": [], "subject": '"><img>',
        "salutation": "", "closing": "", "signature": [], "enclosures": [],
    })  # fmt: skip
    assert "<script>" not in text
    assert "<img>" not in text
    assert "&lt;script&gt;" in text
