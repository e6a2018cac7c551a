"""The same letter in every format, escaped where the format needs it."""

from __future__ import annotations

import html as entities
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outreach.address import Address
from outreach.followups import FollowUp, prepare
from outreach.render import html, txt
from outreach.render.blocks import Block, Run, blocks, parsed
from outreach.templating.language import literal

from .letters import ON, ROOT, SETTINGS, records, settings_with

GOLDEN = Path(__file__).parent / "golden"
BATCH = prepare(records(), SETTINGS, ROOT / "templates", ON)


def follow_up(**changes: object) -> FollowUp:
    return replace(BATCH.items[0], **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize("at", range(len(BATCH.items)), ids=[item.record.route for item in BATCH.items])
@pytest.mark.parametrize("fmt", ["txt", "html"])
def test_the_letters_are_as_they_were_read_and_approved(at: int, fmt: str, update_golden: bool) -> None:
    item = BATCH.items[at]
    made = {"txt": txt.render, "html": html.render}[fmt](item)
    path = GOLDEN / f"follow-up-{item.record.legislator.id}-{item.record.route}.{fmt}"
    if update_golden:
        path.parent.mkdir(exist_ok=True)
        path.write_text(made, encoding="utf-8", newline="\n")
    assert made == path.read_text(encoding="utf-8")


class Words(HTMLParser):
    """The text and the elements of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.text: list[str] = []
        self.elements: list[tuple[str, tuple[tuple[str, str | None], ...]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, tuple(attrs)))

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def letters_of(text: str) -> str:
    """The letters and figures alone: how a format wraps and marks its text does not matter."""
    return re.sub(r"\W+", "", text)


@pytest.mark.parametrize("item", BATCH.items, ids=[item.record.legislator.id for item in BATCH.items])
def test_all_formats_say_the_same(item: FollowUp) -> None:
    page = "".join(Words(html.render(item).split("<main>")[1]).text)
    text = txt.render(item).split("https://example.org", 1)[1]
    assert letters_of(page) == letters_of(text)


#: Text that a browser might take for something else.
HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "' onmouseover='alert(1)",
    "</title><script>x</script>",
    "<!-- -->",
    "<style>*{}</style>",
    "</main></body>",
    "{{ 7*7 }}{% if x %}",
    "&lt;b&gt;&amp;",
    "javascript:alert(1)",
    "<a href=javascript:x>y</a>",
    "]]><!ENTITY x>",
    "<iframe srcdoc='x'>",
)


@pytest.mark.parametrize("words", HOSTILE)
def test_words_never_become_elements(words: str) -> None:
    plain = Words(html.render(follow_up(subject="s", body="b", enclosures=("e",))))
    address = replace(BATCH.items[0].address, name=words, lines=(words, words), salutation=words)
    ours = replace(SETTINGS.organisation, name=words, sender=words, address=(words,), phone=words, website=words)
    item = follow_up(subject=words, body=words, enclosures=(words,), address=address, organisation=ours)
    odd = Words(html.render(item))
    known = {tag for tag, _ in plain.elements}
    assert {tag for tag, _ in odd.elements} <= known
    assert {attrs for _, attrs in odd.elements} <= {attrs for _, attrs in plain.elements}
    assert entities.escape(words, quote=False) in html.render(item).replace("&#34;", '"').replace("&#39;", "'")


@pytest.mark.parametrize(
    ("markdown", "link"),
    [
        ("[x](https://example.org/a_b)", "https://example.org/a_b"),
        ("[x](mailto:robin@example.org)", "mailto:robin@example.org"),
        ("[x](javascript:alert(1))", ""),
        ("[x](JaVaScRiPt:alert)", ""),
        ("[x](data:text/html,x)", ""),
        ("[x](file:///etc/passwd)", ""),
        ("[x](/etc/passwd)", ""),
        ("<https://example.org>", "https://example.org"),
        ("![x](https://example.org/pixel.png)", "https://example.org/pixel.png"),
    ],
)
def test_links_lead_to_the_web_or_to_mail_only(markdown: str, link: str) -> None:
    assert {run.link for block in blocks(markdown) for run in block.runs if run.link} == ({link} if link else set())
    assert "<img" not in html.render(follow_up(body=markdown))


def test_the_page_fetches_and_runs_nothing() -> None:
    page = html.render(BATCH.items[0])
    assert "Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\"" in page
    assert not re.search(r"<(script|img|link|iframe|object|embed)|\b(src|on\w+)=|url\(|@import", page)


def test_markdown_becomes_blocks() -> None:
    text = (
        "# Head\n\nOne **two** *three*\nfour  \nfive `six` \\*\n\n- a\n- b\n\n  more\n  1. c\n\n7. d\n\n"
        "> quoted\n\n---\n\n```\ncode\n```\n\n<b>raw</b> & [x](https://e.org)"
    )
    assert blocks(text) == (
        Block("heading", (Run("Head"),)),
        Block(
            "paragraph",
            (
                Run("One "), Run("two", bold=True), Run(" "), Run("three", italic=True), Run(" "), Run("four"),
                Run("\n"), Run("five "), Run("six"), Run(" *"),
            ),
        ),
        Block("item", (Run("a"),), "•"),
        Block("item", (Run("b"),), "•"),
        Block("item", (Run("more"),)),
        Block("item", (Run("c"),), "1.", 1),
        Block("item", (Run("d"),), "7."),
        Block("quote", (Run("quoted"),)),
        Block("rule"),
        Block("paragraph", (Run("code"),)),
        Block("paragraph", (Run("<b>raw</b> & "), Run("x", link="https://e.org"))),
    )  # fmt: skip


def test_text_is_wrapped_and_lists_are_indented() -> None:
    words = "word " * 20
    assert txt.body(f"{words}\n\n- {words}\n- b\n  1. c\n\n> {words}\n\n[page](https://e.org) [e.org](e.org)") == (
        "word word word word word word word word word word word word word word word\n"
        "word word word word word\n\n"
        "- word word word word word word word word word word word word word word word\n"
        "  word word word word word\n"
        "- b\n"
        "  1. c\n\n"
        "> word word word word word word word word word word word word word word word\n"
        "> word word word word word\n\n"
        "page (https://e.org) e.org"
    )


def test_values_print_literally_in_every_format() -> None:
    ours = replace(SETTINGS.organisation, phone="*555* _0100_ <b> [x](y) 1. # & `z`")
    batch = prepare(records(), settings_with(organisation=ours), ROOT / "templates", ON, ["lead"])
    text = " ".join(txt.render(batch.items[0]).split())
    assert f"can reach me at {ours.phone} or robin@example.org." in text
    page = entities.unescape(html.render(batch.items[0]))
    assert f"can reach me at {ours.phone} or robin@example.org." in page


def test_nothing_controls_the_terminal() -> None:
    odd = replace(BATCH.items[0].address, lines=("A\x1b[31mB", "C\nD", "\x07"), salutation="Dear\r\nX:")
    text = txt.render(follow_up(address=odd, subject="a\u2028b\0c"))
    assert "A [31mB\nC D\n\nRe: a b c\n\nDear X:\n" in text
    assert not set(text) & {"\x1b", "\x07", "\0", "\r", "\u2028"}


def test_an_address_block_has_no_empty_line() -> None:
    address: Address = BATCH.items[0].address
    assert all(address.lines)
    for item in BATCH.items:
        assert "\n\n\n\n\n" not in txt.render(item)


#: Pieces that mean something in CommonMark at one place or another, and some that do nowhere.
_PIECES = (
    *("a", "We", "é", "ñandú", "33", "1.", "1)", "“x”", "‘", "'", '"', "(", ")", ".", ",", ":", ";", "?", "!", "@"),
    *("%", "$", "{", "}", "^", "/", "|", "-", "+", "#", "=", "---", "===", "~", "~~~", ">", "a@b.co", "http://a.b"),
    *("\\.", "\\-", "\\(", "\\\\", "\\`", "\\*", "\\<", "\\&", "\\#", "\\1", "\\", " ", "  ", "\n", "\n\n", "\n\n\n"),
)
_RARE = ("`", "*", "_", "**", "[", "]", "[a](b)", "<", "&", "&amp;", "\0", "\t", "\xa0", "\u2028", "\x0b", "\\\n")


@settings(max_examples=1500, deadline=None)
@given(st.lists(st.sampled_from(_PIECES) | st.sampled_from(_PIECES) | st.sampled_from(_RARE), max_size=20).map("".join))
def test_plain_paragraphs_are_read_as_the_parser_reads_them(markdown: str) -> None:
    assert blocks(markdown) == parsed(markdown)


def test_what_the_templates_print_needs_no_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("outreach.render.blocks.parsed", lambda markdown: pytest.fail(markdown))
    for item in BATCH.items:
        assert blocks(item.body)
    words = r"Dr. O’Neill-Núñez (D-N.Y.), *not* _this_ <b>, 50 % & `more` [x](y) \ # + ~ ! 1. {a}"
    first, second = blocks(f"We thank {literal(words)}.\n\nYours\ntoo\n")
    assert (first.text, second.text) == (f"We thank {words}.", "Yours too")
