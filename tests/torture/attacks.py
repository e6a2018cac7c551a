"""What comes from outside and means harm, and what only looks like it: G22, G23, G24, G26 to G28."""

from __future__ import annotations

import copy
import os
import random
import re
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from outreach.errors import BadData, OutreachError
from outreach.followups import NAMES, FollowUp, prepare
from outreach.render import eml, html
from outreach.render.proof import proof
from outreach.report import html as report_page
from outreach.sheets import guarded, unguarded
from outreach.templating import load
from outreach.templating.language import literal
from tests import letters, test_render_docx, test_render_eml, test_report_page, test_templating, words
from tests import test_templating_attacks as templates
from tests.attacks import ATTACKS, BOMBS
from tests.honest import STAFF
from tests.hostile import FORMULAS, HOSTILE

from .measure import POSIX, Measured, forked

TEMPLATES = letters.ROOT / "templates"
BATCH = prepare(letters.records(), letters.SETTINGS, TEMPLATES, letters.ON)
ITEM = BATCH.items[0]


def code(full: bool) -> Measured:
    """G22: templates that run code or look behind values, in the text, the subject and every part of a Word file."""
    tried = accepted = shown = 0
    before = copy.deepcopy(templates.CONTEXT)
    with tempfile.TemporaryDirectory() as name:
        for attempt in _attempts(Path(name), random.Random(22), 2_000 if full else 100, 1 if full else 9):
            tried += 1
            try:
                accepted += attempt() is not None
            except OutreachError as fault:
                shown += any(word in str(fault) for word in templates._INSIDE)
    changed = int(before != templates.CONTEXT)
    measured = f"{len(ATTACKS)} attacks, {tried:,} tried: {accepted} accepted, {shown} internals shown"
    measured += f", values changed {changed} times"
    return Measured(measured, "at least 106; 0, 0, 0", len(ATTACKS) >= 106 and not (accepted or shown or changed))


def _attempts(root: Path, rng: random.Random, mutants: int, step: int) -> Iterator[Callable[[], object]]:
    """Each attack as a text, as a subject, in every part of a Word file; and random pieces, which may be harmless."""
    for attack in ATTACKS:
        yield lambda attack=attack: templates.attempt(root, attack)  # type: ignore[misc]
        if "\n" not in attack:
            yield lambda attack=attack: _subject(root, attack)  # type: ignore[misc]
    for place in ("document", "header1", "footer1", "footnotes", "endnotes", "title"):
        for attack in ATTACKS[::step]:
            yield lambda attack=attack, place=place: _word(root, attack, place)  # type: ignore[misc]
    for _ in range(mutants):
        tokens = " ".join(rng.choices(templates._TOKENS, k=rng.randrange(24)))
        yield lambda tokens=tokens: _harmful(root, tokens)  # type: ignore[misc]


def _subject(root: Path, attack: str) -> object:
    path = root / "head.md"
    path.write_text(f"---\nsubject: {attack}\npurpose: thank\n---\nx", encoding="utf-8")
    return load(path, NAMES).render(templates.CONTEXT)


def _word(root: Path, attack: str, place: str) -> object:
    text = test_render_docx.escaped(" ".join(attack.split()))
    made = words.parts(words.properties(title=text)) if place == "title" else words.parts(**{place: words.said(text)})
    return load(words.written(root / "own.docx", made), NAMES).render(templates.CONTEXT)


def _harmful(root: Path, tokens: str) -> object:
    """The text if it shows what it must not."""
    text = templates.attempt(root, tokens)
    return text if any(word in text for word in templates._INSIDE) else None


def bombs(full: bool) -> Measured:
    """G23: templates that would take for ever or fill the memory."""
    slowest = largest = 0.0
    passed = 0
    with tempfile.TemporaryDirectory() as name:
        for bomb in BOMBS if full else BOMBS[::3]:
            seconds, megabytes, refused = _measured(Path(name), bomb)
            slowest, largest, passed = max(slowest, seconds), max(largest, megabytes), passed + (not refused)
    measured = f"{len(BOMBS)} bombs, {passed} not stopped, slowest {slowest:.2f} s, most {largest:.0f} MB"
    good = len(BOMBS) >= 29 and not passed and slowest < 2 and largest < 200
    return Measured(measured, "at least 29, 0, under 2 s, under 200 MB", good)


def _measured(root: Path, bomb: str) -> tuple[float, float, bool]:
    """Seconds, memory in a process of its own, and whether it was refused."""
    note = root / "note"

    def work() -> None:
        before, begun = _memory(), time.process_time()
        try:
            templates.attempt(root, bomb)
            refused = False
        except OutreachError:
            refused = True
        note.write_text(f"{time.process_time() - begun} {_memory() - before} {int(refused)}", encoding="utf-8")

    note.write_text("99 9999 0", encoding="utf-8")
    if POSIX:
        os.waitpid(forked(work), 0)
    else:
        work()
    seconds, megabytes, refused = note.read_text(encoding="utf-8").split()
    return float(seconds), float(megabytes), refused == "1"


def _memory() -> float:
    """MB at the highest; 0 where the system does not say."""
    if not POSIX:
        return 0.0
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def honest(full: bool) -> Measured:
    """G24: what staff really write is accepted; what is refused has its line and a plain word what to do."""
    refused = vague = 0
    faults = [attack for attack in ATTACKS if "\n" not in attack]
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        for body in STAFF:
            refused += not _accepted(lambda body=body: templates.attempt(root, body))  # type: ignore[misc]
        for body, wanted in test_templating.HONEST:
            refused += not _accepted(lambda body=body: test_templating.render(root, body), wanted)  # type: ignore[misc]
        shipped = [path for path in TEMPLATES.glob("*.md") if _accepted(lambda path=path: load(path, NAMES))]  # type: ignore[misc]
        for attack in faults:
            try:
                templates.attempt(root, f"first line\n{attack}")
            except OutreachError as fault:
                vague += re.match(r"\S+/attack\.md:6: [^;\n]+; \S+ \S+", str(fault)) is None
    count = len(STAFF) + len(test_templating.HONEST) + len(list(TEMPLATES.glob("*.md")))
    refused += len(list(TEMPLATES.glob("*.md"))) - len(shipped)
    measured = f"{count} templates, {refused} refused; {len(faults)} faults, {vague} without line or hint"
    return Measured(measured, "at least 60, 0; 0", count >= 60 and not (refused or vague))


def _accepted(make: Callable[[], object], wanted: str = "") -> bool:
    try:
        made = make()
    except OutreachError:
        return False
    return not wanted or str(made).strip() == wanted


def headers(full: bool) -> Measured:
    """G26: names, addresses and subjects that would slip something into the head of a mail."""
    slots = ("staffer", "email", "subject", "sender")
    through = sum(_slipped(_in_slot(slot, text)) for slot in slots for text in test_render_eml.INJECTIONS)
    rng, wrong, count = random.Random(26), 0, 5_000 if full else 300
    for _ in range(count):
        wrong += _slipped(_in_slot(rng.choice(slots), _noise(rng)), at_all=False)
    names = [name for name in test_render_eml.HONEST if _arrives(name)]
    honest = f"{len(names)} of {len(test_render_eml.HONEST)} honest names arrive"
    fixed = f"{through} of {len(test_render_eml.INJECTIONS)} × {len(slots)}, {wrong} of {count:,} random get through"
    good = not (through or wrong) and len(names) == len(test_render_eml.HONEST)
    return Measured(f"{fixed}; {honest}", "0, 0; all", good)


def _in_slot(slot: str, text: str) -> FollowUp:
    if slot == "staffer":
        return test_render_eml.to(text, "sam@example.org")
    if slot == "email":
        return test_render_eml.to("Sam", f"sam@example.org{text}")
    if slot == "subject":
        return replace(ITEM, subject=text)
    return replace(ITEM, organisation=replace(ITEM.organisation, sender=text))


def _slipped(item: FollowUp, at_all: bool = True) -> bool:
    """Whether the draft is made at all, or is made with other fields or addresses than ours."""
    try:
        data = eml.render(item)
    except BadData:
        return False
    message = test_render_eml.read(data)
    known = {"From", "To", "Subject", "Date", "Message-ID", "X-Unsent", "MIME-Version", "Content-Type"}
    contact = item.record.contact
    meant = {contact.email.strip() if contact else "", item.organisation.email}
    addresses = [one.addr_spec for name in ("From", "To") for one in (message[name].addresses if message[name] else ())]
    same = set(message.keys()) <= known and len(set(message.keys())) == len(message.keys())
    parts = [part.get_content_type() for part in message.walk()]
    whole = parts == ["multipart/alternative", "text/plain", "text/html"]
    return at_all or not same or not whole or set(addresses) - meant != set() or len(addresses) > 2


def _noise(rng: random.Random) -> str:
    pieces = ("Bcc: evil@example.org", "\r\n", "\n", "\r", "\0", "=?utf-8?q?", "?=", "\u2028", "\x0b", ",", ";")
    many = (*pieces, "<", ">", '"', "\\", ":", "@", " ", "\t", "é", "李", "a", "To: ", "\u202e", "\x85", "x" * 70, "(")
    return "".join(rng.choices(many, k=rng.randrange(1, 12)))


def _arrives(name: str) -> bool:
    message = test_render_eml.read(eml.render(test_render_eml.to(name, "sam@example.org")))
    return [one.display_name for one in message["To"].addresses] == [name]


def formulas(full: bool) -> Measured:
    """G27: texts that a spreadsheet would run, through LibreOffice's own recalculation."""
    from . import spreadsheets

    rng, count = random.Random(27), 100_000 if full else 5_000
    lost = sum(unguarded(guarded(text)) != text for text in (_cell(rng) for _ in range(count)))
    live, links, how = spreadsheets.opened(FORMULAS, with_office=full)
    measured = f"{len(FORMULAS)} texts {how}: {live} live, {links} links; {lost} of {count:,} not as they were"
    return Measured(measured, "at least 60: 0, 0; 0", len(FORMULAS) >= 60 and not (live or links or lost))


def _cell(rng: random.Random) -> str:
    return "".join(rng.choices("'=+-@|% \t\r\n\u200bax1＝\0\ufeff＋é", k=rng.randrange(9)))


def markup(full: bool) -> Measured:
    """G28: texts that would become markup, in every text of the letter, the proof page and the manager's page."""
    new = without = 0
    for text in HOSTILE if full else HOSTILE[::7]:
        for make in (_letter, _proof, _page):
            plain, odd = make("plain"), make(text)
            new += test_report_page.Nodes(odd).shape != test_report_page.Nodes(plain).shape
            without += "Content-Security-Policy" not in odd[:600]
    measured = f"{len(HOSTILE)} texts × 3 pages, {new} new nodes or attributes, {without} without a policy"
    return Measured(measured, "at least 60; 0, 0", len(HOSTILE) >= 60 and not (new or without))


def filled(text: str) -> FollowUp:
    """A letter that says the text wherever a letter says anything."""
    address = replace(ITEM.address, name=text, lines=(text, text), salutation=text)
    ours = replace(ITEM.organisation, name=text, sender=text, sender_title=text)
    ours = replace(ours, address=(text,), phone=text, website=text)
    body = f"{literal(' '.join(text.split()))}\n"
    return replace(ITEM, subject=text, body=body, enclosures=(text,), address=address, organisation=ours)


def _letter(text: str) -> str:
    return html.render(filled(text))


def _proof(text: str) -> str:
    return proof(text, [filled(text), *BATCH.items[1:3]], {}, letters.ON)


def _page(text: str) -> str:
    module = test_report_page
    rows = (module.ROWS[0], replace(module.ROWS[2], owner=text, next_step=text, notes=text, as_printed=text))
    letter = replace(module.LETTER, title=text, addressee=text, committees=(text,))
    found = module.report(letter, rows=rows, organisation=text, with_notes=True, digest=(text,))
    return report_page(found)
