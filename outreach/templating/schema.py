"""The names that a template may use: a tree of groups, lists and values, each with its meaning."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Field:
    """One value."""

    doc: str  #: what it is, one clause
    kind: str = "text"  #: "text", "number", "yes/no" or "date"
    may_be_empty: bool = False  #: there are legislators for whom it is ""


@dataclass(frozen=True, slots=True)
class Group:
    """Values that belong together, reached with a dot."""

    doc: str
    fields: Mapping[str, Kind]
    may_be_empty: bool = False  #: there are legislators for whom the group has nothing


@dataclass(frozen=True, slots=True)
class Many:
    """A list: of texts, or of groups."""

    doc: str
    item: Field | Group


Kind = Field | Group | Many

#: What ``loop`` offers inside a ``for``.
LOOP = Group(
    "where the loop stands",
    {
        "index": Field("1 the first time", "number"),
        "index0": Field("0 the first time", "number"),
        "first": Field("yes the first time", "yes/no"),
        "last": Field("yes the last time", "yes/no"),
        "length": Field("how many times in all", "number"),
        "revindex": Field("1 the last time", "number"),
    },
)


def describe(group: Group, prefix: str = "") -> Iterator[tuple[str, Kind]]:
    """Every name in the group with its kind, those inside groups and lists after their parent."""
    for name, kind in group.fields.items():
        yield prefix + name, kind
        inner = kind.item if isinstance(kind, Many) else kind
        if isinstance(inner, Group):
            yield from describe(inner, f"{prefix}{name}." if isinstance(kind, Group) else f"{prefix}{name}[].")
