"""Drafts say what was meant, to whom it was meant, and nothing can be slipped into their heads."""

from __future__ import annotations

import email
import email.policy
from dataclasses import replace
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outreach.errors import BadData
from outreach.followups import FollowUp, prepare
from outreach.model import Contact
from outreach.render import eml, html, txt

from .letters import LETTER, ON, ROOT, SETTINGS, records

ITEM = prepare(records(), SETTINGS, ROOT / "templates", ON).items[0]


def to(staffer: str, address: str, item: FollowUp = ITEM) -> FollowUp:
    contact = Contact(LETTER.slug, item.record.legislator.id, staffer=staffer, email=address, line=7)
    return replace(item, record=replace(item.record, contact=contact))


def read(data: bytes) -> EmailMessage:
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return message


def test_a_whole_draft() -> None:
    item = to("Sam Staffer", "sam.staffer@mail.house.gov")
    message = read(eml.render(item, b"%PDF-1.7 test", "X000001-lead.pdf"))
    assert [(key, message[key]) for key in message if key not in {"Message-ID", "Content-Type"}] == [
        ("From", "Robin Example <robin@example.org>"),
        ("To", "Sam Staffer <sam.staffer@mail.house.gov>"),
        ("Subject", item.subject),
        ("Date", "Sun, 14 Jun 2026 12:00:00 +0000"),
        ("X-Unsent", "1"),
        ("MIME-Version", "1.0"),
    ]
    plain, page = message.get_body(("plain",)), message.get_body(("html",))
    assert plain is not None
    assert page is not None
    assert plain.get_content().replace("\r\n", "\n") == txt.render(item)
    assert page.get_content().replace("\r\n", "\n") == html.render(item)
    (attached,) = message.iter_attachments()
    assert (attached.get_filename(), attached.get_content_type()) == ("X000001-lead.pdf", "application/pdf")
    assert attached.get_payload(decode=True) == b"%PDF-1.7 test"


def test_the_same_letter_has_the_same_bytes_and_another_has_others() -> None:
    assert eml.render(ITEM) == eml.render(ITEM)
    assert read(eml.render(ITEM))["Message-ID"] != read(eml.render(replace(ITEM, body="Other.")))["Message-ID"]


def test_every_line_is_short_and_ascii() -> None:
    item = replace(
        to("Zoë O’Brien " * 5, "zoe@example.org"), subject="Über " * 190 + "x", body="A" * 2000 + "\n\n.\n\nFrom x"
    )
    lines = eml.render(item).split(b"\r\n")
    assert all(len(line) < 77 and line.isascii() and b"\n" not in line for line in lines if b"boundary" not in line)


def test_without_an_address_there_is_no_recipient_and_that_is_said_once() -> None:
    items = [to("Sam Staffer", ""), ITEM, replace(ITEM, record=replace(ITEM.record, contact=None))]
    assert all("To" not in read(eml.render(item)) for item in items)
    assert [str(problem) for problem in eml.problems(items)] == [
        "contacts.csv: email: no address for Ann Lead (X000001) and 2 others: their drafts have no recipient; "
        "write the staffer's address into contacts.csv, or into the draft"
    ]


HONEST = (
    "Zoë O’Brien", 'Sam "Sammy" Staffer', "Staffer, Sam", "Núñez-Cortés Jr.", "李 小龙", "O'Neill (Chief of Staff)",
    "Sam <Sammy> Staffer", "A; B", "a@b", "Dr. Ann Example, M.D., Ph.D.", "Sam\\Staffer", "x" * 200, "",
)  # fmt: skip


@pytest.mark.parametrize("name", HONEST)
def test_honest_odd_names_arrive_as_they_are(name: str) -> None:
    (address,) = read(eml.render(to(name, "sam@example.org")))["To"].addresses
    assert (address.display_name, address.addr_spec) == (name, "sam@example.org")


INJECTIONS = (
    "x\r\nBcc: evil@example.org", "x\nBcc: evil@example.org", "x\rBcc: evil@example.org", "x\u2028Bcc: e@example.org",
    "x\u2029Bcc: e@example.org", "x\u0085Bcc: e@example.org", "x\x0bBcc: e@example.org", "x\x0cBcc: e@example.org",
    "x\0Bcc: e@example.org", "=?utf-8?q?Ann=0ABcc:_e@example.org?=", "=?utf-8?b?QW5uCkJjYzogZUBleGFtcGxlLm9yZw==?=",
    "x\n Bcc: e@example.org", "x\n\tBcc: e@example.org", "x\r\n\r\nbody", "\r\nx", "x\r\n", "\nBcc: e@example.org",
    "x\x1cBcc: e", "x\x1eBcc: e", "\u202egro.elpmaxe@live", "x\u2066y\u2069", "x\x7fy", "x\x1b[2Jy", "=?US-ASCII?Q?x?=",
)  # fmt: skip


@pytest.mark.parametrize("text", INJECTIONS, ids=range(len(INJECTIONS)))
@pytest.mark.parametrize("slot", ["staffer", "email", "subject", "sender"])
def test_nothing_is_slipped_into_a_header(slot: str, text: str) -> None:
    item = {
        "staffer": lambda: to(text, "sam@example.org"),
        "email": lambda: to("Sam", f"sam@example.org{text}"),
        "subject": lambda: replace(ITEM, subject=text),
        "sender": lambda: replace(ITEM, organisation=replace(ITEM.organisation, sender=text)),
    }[slot]()
    with pytest.raises(BadData):
        eml.render(item)
    assert any(problem.level == "error" for problem in eml.problems([item]))


ADDRESSES = (
    "a@example.org, e@example.org", '"A" <a@example.org>, e@example.org', "a@example.org>, <e@example.org",
    "a@localhost", "@example.org", "a@b@example.org", "a@example.org\u202e", "http://example.org/contact", "a", "a@",
    "https://house.gov/contact?x=a@example.org", "www.example.org/contact", "a@example.org;e@example.org",
    "Sam <a@example.org>", "a b@example.org", "a..b@example.org", ".a@example.org", "a.@example.org", "a@-x.org",
    "a@example..org", "a@[127.0.0.1]", "ä@example.org", "a@exämple.org", f"{'a' * 65}@example.org", "a@example.org%0A",
    f"a@{'x.' * 130}org", "a@example.1", '"a"@example.org',
)  # fmt: skip


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_is_not_one_plain_address_is_a_problem_with_its_line(address: str) -> None:
    (problem,) = eml.problems([to("Sam", address)])
    assert (problem.file, problem.line, problem.column, problem.level) == ("contacts.csv", 7, "email", "error")
    assert "Ann Lead (X000001)" in problem.what
    with pytest.raises(BadData):
        eml.render(to("Sam", address))


@pytest.mark.parametrize("address", ["a@example.org", "sam.o'neill+x@mail.house.gov", "A_B-c@x-y.example.museum"])
def test_plain_addresses_pass(address: str) -> None:
    assert eml.problems([to("Sam", f" {address} ")]) == ()
    assert read(eml.render(to("Sam", f" {address} ")))["To"].addresses[0].addr_spec == address


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=80), st.text(max_size=80), st.sampled_from(["a@example.org", ""]))
def test_whatever_is_accepted_reads_back(staffer: str, subject: str, address: str) -> None:
    item = replace(to(staffer, address), subject=subject or "x")
    try:
        data = eml.render(item)
    except BadData:
        return
    message = email.message_from_bytes(data)
    wanted = ["From", *(["To"] if address else []), "Subject", "Date", "Message-ID", "X-Unsent"]
    assert message.keys() == [*wanted, "MIME-Version", "Content-Type"]
    assert [part.get_content_type() for part in message.walk()] == ["multipart/alternative", "text/plain", "text/html"]


@settings(max_examples=300, deadline=None)
@given(
    st.text(max_size=40), st.sampled_from(["staffer", "subject", "sender"]), st.sampled_from(["\r\n", "\n", "\r", "\0"])
)
def test_a_line_end_anywhere_is_refused(text: str, slot: str, end: str) -> None:
    test_nothing_is_slipped_into_a_header(slot, f"{text}{end}Bcc: e@example.org")
