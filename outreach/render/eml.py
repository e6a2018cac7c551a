"""A follow-up as a mail draft that opens unsent, to the staffer of the contact.

Conventions: nothing gets into a header that could end it or hide in it; every draft is read
back from its bytes and compared before anybody sees it; Message-ID, boundaries and date
come from the letter, so that the same letter has the same bytes on every day. ``X-Unsent: 1``
makes a mail program open the file as a message that is still to be sent. The mail package of the
standard library is asked about names and subjects that are not plain words, and imported for those only.
"""

from __future__ import annotations

import base64
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache

from ..checksums import checksum_of
from ..errors import BadData, Problem
from ..followups import FollowUp
from . import html, txt
from .eml_reading import read
from .letterhead import frame

_LOCAL = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ADDRESS = re.compile(rf"{_LOCAL}@(?:{_LABEL}\.)+[A-Za-z](?:[A-Za-z0-9-]{{0,61}}[A-Za-z0-9])")
_WORDS = re.compile(r"[A-Za-z0-9]+(?: [A-Za-z0-9]+)*")
_PLAIN = re.compile(rf"({_WORDS.pattern}) <({_ADDRESS.pattern})>")
_ENCODED = re.compile(r"=\?[^?\s]*\?[bq]\?", re.I)
_HEADERS = ("From", "To", "Subject", "Date", "Message-ID", "X-Unsent", "MIME-Version", "Content-Type")

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

#: Bytes in one piece of an encoded header, so that the line stays under 76.
_PIECE = 39

#: Characters in a line of base64.
_LINE = 76

#: Characters of a header that is certainly no name and no subject.
_MOST = 998


@lru_cache(maxsize=2048)  # asked before the batch is written and again for every draft
def fault_of_address(text: str) -> str:
    """Why it is not one plain mail address; "" if it is one."""
    if re.match(r"\s*(?:https?://|www\.)", text, re.I):
        return "is a web address, not a mail address"
    if text.count("@") > 1 or re.search(r"[,;]", text):
        return "is more than one mail address"
    if len(text) > 254 or not _ADDRESS.fullmatch(text) or len(text.rpartition("@")[0]) > 64:
        return "is not a mail address"
    return ""


@lru_cache(maxsize=2048)
def fault_of_header(text: str) -> str:
    """Why a text must not stand in a header; "" if it may."""
    for character in "" if text.isprintable() else text:  # none of these is printable
        if unicodedata.category(character) in {"Cc", "Zl", "Zp", "Cs"} or character in "\u202a\u202b\u202c\u202d\u202e":
            return f"has a character that nobody sees (U+{ord(character):04X})"
        if "\u2066" <= character <= "\u2069" or character in "\u200e\u200f\ufeff":
            return f"has a character that nobody sees (U+{ord(character):04X})"
    if _ENCODED.search(text):
        return "has a piece that mail programs would decode (=?…?=)"
    return f"has more than {_MOST} characters" if len(text) > _MOST else ""


def problems(items: Iterable[FollowUp]) -> tuple[Problem, ...]:
    """What keeps drafts from being written, and one warning with those that have nobody to go to."""
    items = tuple(items)
    found = dict.fromkeys(problem for item in items for problem in _problems(item))
    return (*found, *_without_recipient([item for item in items if not _to(item)[1]]))


def _without_recipient(items: Sequence[FollowUp]) -> Iterable[Problem]:
    if items:
        who = f"{items[0].address.name} ({items[0].record.legislator.id})"
        more = f" and {len(items) - 1} other{'s' * (len(items) > 2)}" if len(items) > 1 else ""
        cure = "write the staffer's address into contacts.csv, or into the draft"
        yield Problem(
            "contacts.csv", 0, "email", f"no address for {who}{more}: their drafts have no recipient", cure, "warning"
        )


def _to(item: FollowUp) -> tuple[str, str]:
    """Name and address of the staffer, "" for what is not known."""
    contact = item.record.contact
    return (" ".join(contact.staffer.split()), contact.email.strip(" ")) if contact else ("", "")


def _problems(item: FollowUp) -> Iterable[Problem]:
    organisation, contact = item.organisation, item.record.contact
    who, line = f"{item.address.name} ({item.record.legislator.id})", contact.line if contact else 0
    if fault := organisation.email and fault_of_address(organisation.email):
        yield Problem("outreach.toml", 0, "organisation.email", f'"{_shown(organisation.email)}" {fault}', "write one")
    if fault := fault_of_header(organisation.sender):
        yield Problem("outreach.toml", 0, "organisation.sender", fault, "write the name anew")
    if fault := fault_of_header(item.subject):
        yield Problem(item.template.file, 0, "subject", f"{who}: {fault}", "write the subject anew")
    if contact and (fault := fault_of_header(contact.staffer)):
        yield Problem("contacts.csv", line, "staffer", f"{who}: {fault}", "write the name anew")
    address = _to(item)[1]
    if fault := address and fault_of_address(address):
        what, cure = f'{who}: "{_shown(address)}" {fault}', "write the address of one staffer, or none"
        yield Problem("contacts.csv", line, "email", what, cure)


def _shown(text: str) -> str:
    return re.sub(r"[^ -~\u00a0-\u024f]", "?", text)[:80]


def render(item: FollowUp, pdf: bytes = b"", name: str = "letter.pdf") -> bytes:
    """The draft as bytes; with a PDF it is attached under that name.

    Raises ``BadData`` for what ``problems`` calls an error, and if what was made does not read
    back as what was meant.
    """
    if errors := tuple(problem for problem in problems([item]) if problem.level == "error"):
        raise BadData(errors)
    parts = frame(item)
    text, page = txt.render(item, parts), html.render(item, parts)
    headers = _headers(item, text)
    key = checksum_of(f"{headers['Message-ID']}{text}{page}".encode())[:32]
    outer, inner = f"=_outer_{key}", f"=_inner_{key}"
    leaves = _leaves(text, page)
    body = _alternatives(leaves, inner)
    if pdf:
        body = _with_file(body, inner, outer, pdf, name)
    kind = f'multipart/mixed; boundary="{outer}"' if pdf else f'multipart/alternative; boundary="{inner}"'
    head = {**headers, "MIME-Version": "1.0", "Content-Type": kind}
    data = ("".join(f"{key}: {value}\r\n" for key, value in head.items()) + "\r\n" + body).encode("ascii")
    _compare(data, item, tuple(head), [*leaves, *([("application/pdf", pdf)] if pdf else [])])
    return data


def _headers(item: FollowUp, text: str) -> dict[str, str]:
    """Header → value, encoded and folded; no To without an address, no From without ours."""
    organisation = item.organisation
    domain = organisation.email.rpartition("@")[2] or "outreach.invalid"
    identity = "\0".join((item.record.letter.slug, item.record.legislator.id, item.on.isoformat(), text))
    mark = checksum_of(identity.encode())[:32]
    values = {
        "From": _person(organisation.sender, organisation.email),
        "To": _person(*_to(item)),
        "Subject": _folded(item.subject),
        "Date": _noon(item.on),
        "Message-ID": f"<{mark}@{domain}>",
        "X-Unsent": "1",
    }
    return {key: value for key, value in values.items() if value}


@lru_cache(maxsize=16)
def _noon(on: date) -> str:
    """The day as RFC 5322 has it, in English whatever the machine speaks."""
    weekday = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")[on.weekday()]
    month = _MONTHS[on.month - 1]
    return f"{weekday}, {on.day:02} {month} {on.year:04} 12:00:00 +0000"


def _person(name: str, address: str) -> str:
    if not address:
        return ""
    name = " ".join(name.split())
    if _WORDS.fullmatch(name):
        return f"{name} <{address}>"
    if not name.isascii():
        return f"{_folded(name)}\r\n <{address}>"
    from email.utils import formataddr

    return formataddr((name, address))


@lru_cache(maxsize=256)
def _folded(text: str) -> str:
    """A text as a header carries it: as it is if it is short and plain, else in encoded pieces."""
    if text.isascii() and len(text) < 66 and text == text.strip():
        return text
    pieces: list[bytes] = []
    piece = b""
    for character in text:
        data = character.encode()
        if len(piece) + len(data) > _PIECE:
            pieces, piece = [*pieces, piece], b""
        piece += data
    coded = (base64.b64encode(one).decode("ascii") for one in [*pieces, piece])
    return "\r\n ".join(f"=?utf-8?b?{one}?=" for one in coded)


def _leaves(text: str, page: str) -> list[tuple[str, bytes]]:
    """Content-Type and content of the text and of the page."""
    return [
        (f'text/{kind}; charset="utf-8"', _lines(what).encode()) for kind, what in (("plain", text), ("html", page))
    ]


def _alternatives(leaves: Iterable[tuple[str, bytes]], boundary: str) -> str:
    return "".join(f"--{boundary}\r\n{_part(kind, data)}" for kind, data in leaves) + f"--{boundary}--\r\n"


def _lines(text: str) -> str:
    """Line ends as mail has them."""
    return (text.replace("\r\n", "\n") if "\r" in text else text).replace("\n", "\r\n")


def _part(kind: str, data: bytes, more: str = "") -> str:
    whole = base64.b64encode(data).decode("ascii")
    coded = "\r\n".join([whole[at : at + _LINE] for at in range(0, len(whole), _LINE)])
    return f"Content-Type: {kind}\r\nContent-Transfer-Encoding: base64\r\n{more}\r\n{coded}\r\n"


def _with_file(body: str, inner: str, outer: str, pdf: bytes, name: str) -> str:
    attached = _part("application/pdf", pdf, f'Content-Disposition: attachment; filename="{name}"\r\n')
    return (
        f'--{outer}\r\nContent-Type: multipart/alternative; boundary="{inner}"\r\n\r\n{body}'
        f"--{outer}\r\n{attached}--{outer}--\r\n"
    )


def _compare(data: bytes, item: FollowUp, head: tuple[str, ...], leaves: list[tuple[str, bytes]]) -> None:
    """Read the draft back, and raise ``BadData`` unless everything is as meant."""
    try:
        draft = read(data)
        same = _is_as_meant(dict(draft.head), item) and list(draft.leaves) == leaves
        same = same and [name for name, _ in draft.head] == [name for name in _HEADERS if name in head]
    except ValueError:
        same = False
    if not same:
        who = f"{item.address.name} ({item.record.legislator.id})"
        what = f"the draft for {who} does not read back as it was meant"
        raise BadData((Problem(item.template.file, 0, "", what, "look at its subject, staffer and address"),))


def _is_as_meant(values: Mapping[str, str], item: FollowUp) -> bool:
    ours = item.organisation
    return (
        _decoded(values.get("Subject", "")) == item.subject
        and _address(values.get("To", "")) == _recipient(*_to(item))
        and _address(values.get("From", "")) == _recipient(ours.sender, ours.email)
    )


def _recipient(name: str, address: str) -> tuple[str, str]:
    return (" ".join(name.split()), address) if address else ("", "")


@lru_cache(maxsize=256)
def _decoded(value: str) -> str:
    if "=?" not in value and "\n" not in value:
        return value
    from email.header import decode_header, make_header

    return str(make_header(decode_header(value)))


def _address(value: str) -> tuple[str, str]:
    if not value:
        return "", ""
    if plain := _PLAIN.fullmatch(value):  # words and an address without anything to take apart
        return plain[1], plain[2]
    from email.utils import parseaddr

    shown, address = parseaddr(value.replace("\r\n", ""))
    return _decoded(shown), address
