"""The templates that come with the program fit every letter, and ship as they stand at the top level."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from outreach.followups import NAMES, prepare
from outreach.model import Contact, Letter
from outreach.render import txt
from outreach.templating import load
from outreach.vocabulary import ROUTES, SILENT_ROUTES

from .letters import CONTACTS, LETTER, ON, ORGANISATION, ROOT, SETTINGS, TEMPLATES, records, settings_with

SHIPPED = sorted((ROOT / "templates").glob("*.md"))


def test_the_starter_has_the_same_templates() -> None:
    starter = ROOT / "outreach" / "starter" / "templates"
    assert {path.name: path.read_bytes() for path in SHIPPED} == {
        path.name: path.read_bytes() for path in starter.glob("*.md")
    }
    assert {path.name for path in SHIPPED} >= set(TEMPLATES.values())


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_each_passes_every_check(path: object) -> None:
    template = load(next(one for one in SHIPPED if one == path), NAMES)
    assert template.warnings == ()
    assert template.front.routes


LETTERS = {
    "to a secretary": LETTER,
    "to the President": replace(LETTER, addressee="President Donald J. Trump"),
    "a resolution": replace(LETTER, title="H.Res. 351, on rivers", legislation="H.Res. 351"),
    "a bill": replace(LETTER, title="H.R. 5", legislation="H.R. 5", addressee="the House of Representatives"),
    "about a bill": replace(LETTER, legislation="H.R. 5"),
    "both chambers": replace(LETTER, chambers=("house", "senate")),
    "no summary": replace(LETTER, summary=""),
    "no ask": replace(LETTER, ask=""),
    "no count": replace(LETTER, expected=None),
    "missing signatures": replace(LETTER, expected=53),
    "no leads": replace(LETTER, leads=(), expected=3),
    "no committees": replace(LETTER, committees=()),
}
#: What a sentence never has when its parts fit.
ODD = re.compile(r"  |\s[,.;:]|\.\.|,,|\(\)|\bon on\b|\bthe the\b|\bto to\b| \n|None|\{|\}|[a-z]{2} You |[a-z] We ")


@pytest.mark.parametrize("letter", LETTERS.values(), ids=LETTERS)
@pytest.mark.parametrize("reach", ["both", "phone", "email", "neither"])
def test_sentences_are_whole_for_every_letter(letter: Letter, reach: str) -> None:
    ours = replace(
        ORGANISATION,
        phone="555-0100" if reach in {"both", "phone"} else "",
        email="robin@example.org" if reach in {"both", "email"} else "",
    )
    settings = settings_with(organisation=ours)
    routes = [route for route in ROUTES if route not in SILENT_ROUTES and route in TEMPLATES]
    answered = (
        *CONTACTS[:3],
        Contact(letter.slug, "X000005", stage="asked", last_contact="2026-01-05", channel="letter"),
        Contact(letter.slug, "X000007", stage="asked", last_contact="2026-01-05"),
        Contact(letter.slug, "X000008", stage="declined", last_contact="2026-01-05"),
    )
    batch = prepare(records(letter), settings, ROOT / "templates", ON, routes)
    later = prepare(records(letter, answered), settings, ROOT / "templates", ON, routes)
    assert batch.errors == () == later.errors
    assert batch.items
    assert {"thank-for-considering.md"} <= {item.template.name for item in later.items}
    for item in (*batch.items, *later.items):
        body = txt.body(item.body)
        paragraphs = [" ".join(paragraph.split()) for paragraph in body.split("\n\n")]
        assert not [paragraph for paragraph in paragraphs if ODD.search(paragraph)]
        assert all(re.match(r"(- )?[A-Z0-9]", paragraph) and paragraph[-1] in ".?:" for paragraph in paragraphs)
        assert not ODD.search(item.subject)
        assert len(body.split()) < 260


def test_the_ask_stands_in_the_first_paragraph() -> None:
    batch = prepare(records(), SETTINGS, ROOT / "templates", ON)
    for item in batch.items:
        first = " ".join(txt.body(item.body).split("\n\n")[0].split())
        assert "ask the Secretary what has become of the plan" in first


def test_signers_are_thanked_in_the_first_paragraph_and_others_are_not() -> None:
    for item in prepare(records(), SETTINGS, ROOT / "templates", ON).items:
        first = txt.body(item.body).split("\n\n")[0]
        assert ("Thank you" in first) == bool(item.record.signature)
