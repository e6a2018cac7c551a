"""Follow-ups as plain data and back: what a batch keeps, so that it can be printed again a year later.

Conventions: what a letter is made of is kept, and nothing else: no notes, no terms but then and
now, nobody else's records. A follow-up that was kept and read back makes the very same files.
"""

from __future__ import annotations

import json
import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from ..checksums import checksum_of
from ..model import Contact, Legislator, Record
from ..templating import Source
from .batch import FollowUp


def kept(item: FollowUp) -> str:
    """The follow-up as one line of JSON."""
    slim = replace(item, record=_slim(item.record), template=_source(item.template), document=None)
    return _CODER.encode(slim)


def restored(data: Mapping[str, Any]) -> FollowUp:
    """The follow-up that was kept; raises ValueError, KeyError or TypeError if it is none."""
    item = _built(FollowUp, data)
    assert isinstance(item, FollowUp)
    return item


def fingerprint(item: FollowUp) -> str:
    """SHA-256 of everything that a reader sees, whatever the format: what an approval is given for."""
    seen = (
        item.on,
        item.address.lines,
        item.address.salutation,
        item.subject,
        item.body,
        item.enclosures,
        item.organisation,
    )
    return checksum_of(_CODER.encode(seen).encode())


def _source(template: Source) -> Source:
    return Source(template.file, template.name, template.sha256, template.front)


def _slim(record: Record) -> Record:
    return replace(
        record,
        legislator=_person(record),
        contact=_dealings(record.contact) if record.contact else None,
        predecessors=(),
        successor=None,
    )


def _person(record: Record) -> Legislator:
    terms = tuple(dict.fromkeys(term for term in (record.then, record.now) if term))
    return replace(
        record.legislator,
        terms=terms,
        other_names=(),
        common_names=(),
        seatings=(),
        leadership=(),
        birthday=None,
        gender="",
    )


def _dealings(contact: Contact) -> Contact:
    """Whom we deal with there, and nothing that people wrote for themselves."""
    return Contact(contact.letter, contact.id, stage=contact.stage, staffer=contact.staffer, email=contact.email)


def _plain(value: Any) -> Any:
    """What JSON has no form for, as what it has one for."""
    if names := _names(value.__class__):
        return {name: getattr(value, name) for name in names}
    if isinstance(value, date):
        return value.isoformat()
    return dict(value) if isinstance(value, Mapping) else sorted(value)


#: Walks through a follow-up at the speed of the C library; nothing in one contains itself.
_CODER = json.JSONEncoder(ensure_ascii=False, check_circular=False, default=_plain)


def _built(kind: Any, data: Any) -> Any:
    """A value of that type hint from plain data."""
    origin = get_origin(kind)
    if origin in (types.UnionType, Union):
        return None if data is None else _built(next(one for one in get_args(kind) if one is not type(None)), data)
    if origin is tuple:
        return tuple(_built(get_args(kind)[0], one) for one in data)
    if origin is frozenset:
        return frozenset(data)
    if kind is date:
        return date.fromisoformat(data)
    if isinstance(kind, type) and is_dataclass(kind):
        hints = _hints(kind)
        return kind(**{name: _built(hints[name], one) for name, one in data.items()})
    return data


@cache
def _names(kind: type) -> tuple[str, ...]:
    """The fields of a dataclass; none of anything else."""
    return tuple(one.name for one in fields(kind)) if is_dataclass(kind) else ()


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)
