"""Every format says the same words: text, page, PDF, Word, mail draft."""

from __future__ import annotations

import email
import email.policy
import html as entities
import io
import os
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from email.message import EmailMessage
from typing import Any

import pytest

from outreach.address import addressee
from outreach.followups import FollowUp, prepare
from outreach.model import Legislator
from outreach.render import docx, eml, html, pdf, txt
from outreach.roster import Roster
from outreach.templating.language import literal
from outreach.templating.paragraphs import text_of

from .letters import ON, ROOT, SETTINGS, records
from .people import person, term
from .words import unzipped

pytest.importorskip("typst", reason="PDF files need the pdf extra")
pytest.importorskip("docxtpl", reason="Word files need the docx extra")
pypdf: Any = pytest.importorskip("pypdf", reason="reads the PDF back")

TEMPLATES = ROOT / "templates"
BATCH = prepare(records(), SETTINGS, TEMPLATES, ON)
ITEM = BATCH.items[0]

ODD = (
    "Núñez", "Velázquez", "García–López", "O’Brien", "O'Neill", "Wasserman Schultz", "McDonald", "de la Cruz", "Li",
    "Gluesenkamp Perez", "Miller-Meeks", "Ångström", "Žižek", "Łukasz", "Ñandú", "Þórðarson", "Đorđević", "Çelik",
    "Ğül", "Nguyễn", "Kahoʻohalahala", "Müller", "Straße", "Œuvre", "Æther", "Ĳssel", "ﬁeld", "Smith & Sons",
    "<b>Bold</b>",
    'Say "x"', "A > B", "&amp;", "{{ x }}", "*Star*", "_under_", "#hash", "$math$", "[link](x)", "Back\\slash",
    "1. List",
    "- dash", "> quote", "`code`", "~tilde~", "Ελληνικός", "Владимиров", "x" * 60,
)  # fmt: skip


def squeezed(words: str) -> str:
    """The characters that are seen, so that line ends of a format do not count."""
    return "".join(unicodedata.normalize("NFKC", words).split())


def seen(page: str) -> str:
    """The text of a page."""
    body = page[page.index("<body>") :]
    return squeezed(entities.unescape(re.sub(r"<[^>]*>", "", body)))


def of_word(data: bytes) -> str:
    made = unzipped(data)
    return squeezed("".join(text for part in ("header1", "document") for text in text_of(made[f"word/{part}.xml"])))


def compare(items: Sequence[FollowUp]) -> None:
    """Fail for the first format of the first letter that says something else."""
    word = docx.renderer(TEMPLATES)
    sheets = pypdf.PdfReader(io.BytesIO(pdf.combined(items, TEMPLATES))).pages
    assert len(sheets) == len(items)
    for item, sheet in zip(items, sheets, strict=True):
        text, page = txt.render(item), html.render(item)
        draft = email.message_from_bytes(eml.render(item), policy=email.policy.default)
        assert isinstance(draft, EmailMessage)
        plain, shown = draft.get_body(("plain",)), draft.get_body(("html",))
        assert plain is not None
        assert shown is not None
        # plain text marks the items of a list with a hyphen
        wanted, who = squeezed(text.replace("\n- one\n- two", "\n• one\n• two")), item.address.name
        assert item.address.name
        assert "None" not in text.replace(item.address.name, "")
        assert seen(page) == wanted, who
        assert of_word(word(item)) == wanted, who
        assert squeezed(sheet.extract_text()) == wanted, who
        assert squeezed(plain.get_content()) == squeezed(text), who
        assert seen(shown.get_content()) == wanted, who


def letter_to(who: Legislator) -> FollowUp:
    """A follow-up to anybody, in office or not, that says the name in every place."""
    address = addressee(who, who.terms[-1])
    return replace(
        ITEM,
        record=replace(ITEM.record, legislator=who, contact=None),
        address=address,
        subject=f"For {address.name}",
        body=f"We write to {literal(address.name)} & to <all>.\n\n"
        f"**{literal(who.last)}**, *{literal(who.first)}*.\n\n- one\n- two\n",
    )


@pytest.mark.parametrize("name", ODD)
def test_odd_names(name: str) -> None:
    compare([letter_to(person("X000009", "Test", name, term("NY-12", "2025-01-03", "2027-01-03")))])


def test_the_shipped_templates() -> None:
    compare(BATCH.items)


def test_everybody_who_serves(full_roster: Roster) -> None:
    people = full_roster.serving(ON)
    odd = sorted(people, key=lambda who: (who.name.isascii(), -len(who.name)))[:40]
    compare([letter_to(who) for who in odd])


@pytest.mark.slow
@pytest.mark.skipif(not os.environ.get("OUTREACH_NIGHTLY"), reason="takes minutes; set OUTREACH_NIGHTLY=1 to run it")
def test_everybody_in_the_public_data(full_roster: Roster) -> None:
    compare([letter_to(who) for who in full_roster.legislators.values() if who.terms])
