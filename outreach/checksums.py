"""What identifies contents: the one checksum that everything here is known by."""

from __future__ import annotations

import hashlib


def checksum_of(data: bytes) -> str:
    """The SHA-256 of the contents, 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()
