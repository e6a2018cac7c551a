"""What is read back from a draft is what the parser of the standard library reads, or it is refused."""

from __future__ import annotations

import email

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.render import eml
from outreach.render.eml_reading import read

from .test_render_eml import ITEM, to

PLAIN = eml.render(to("Zoë Staffer", "zoe@example.org"))
ATTACHED = eml.render(ITEM, b"%PDF-1.7\n" + bytes(range(256)), "X000001-lead.pdf")


def agrees(data: bytes) -> None:
    """The own reading beside the parser's; the parser may find nothing odd."""
    draft, other = read(data), email.message_from_bytes(data)
    parts = list(other.walk())
    leaves = [part for part in parts if not part.is_multipart()]
    assert not [part.defects for part in parts if part.defects]
    assert [(name, value.replace("\r\n", "\n")) for name, value in draft.head] == [
        (name, value.replace("\r\n", "\n")) for name, value in other.items()
    ]
    assert [content for _, content in draft.leaves] == [part.get_payload(decode=True) for part in leaves]
    assert [kind for kind, _ in draft.leaves] == [part.get("Content-Type", "") for part in leaves]


@pytest.mark.parametrize("data", [PLAIN, ATTACHED])
def test_drafts_read_as_the_parser_reads_them(data: bytes) -> None:
    agrees(data)


@given(
    st.sampled_from([PLAIN, ATTACHED]),
    st.floats(0, 1),
    st.integers(0, 3),
    st.sampled_from(
        [b"", b"\r\n", b"\n", b"\r", b" ", b"\t", b":", b"\0", b"=", b"-", b"--", b"A", b"\xe9", b"Bcc: a@b.c"]
    ),
)
def test_what_is_damaged_is_refused_or_reads_as_the_parser_reads_it(
    data: bytes, where: float, gone: int, new: bytes
) -> None:
    at = int(where * len(data))
    damaged = data[:at] + new + data[at + gone :]
    try:
        read(damaged)
    except ValueError:
        return
    agrees(damaged)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"\r\nSubject:", b"\nSubject:"),
        (b"\r\nSubject:", b"\r\n\tSubject:"),
        (b"Subject: ", b"Subject:"),
        (b"X-Unsent: 1\r\n", b"X-Unsent: 1\r\nx-unsent: 1\r\n"),
        (b"X-Unsent: 1\r\n", b"X-Unsent: 1\r\n\r\n"),
        (b"Content-Transfer-Encoding: base64", b"Content-Transfer-Encoding: 8bit"),
        (b"--\r\n", b"--\r\nafter the end"),
    ],
)
def test_what_no_draft_of_ours_has_is_refused(old: bytes, new: bytes) -> None:
    assert old in PLAIN
    with pytest.raises(ValueError, match=r"."):
        read(PLAIN.replace(old, new, 1) if old != b"--\r\n" else PLAIN[: -len(old)] + new)
