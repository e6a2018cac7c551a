"""What a mention is: a printed name with what stands around it; and the names that are expected."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, field

from ..memory import Memory
from .places import NOWHERE, Place
from .tokens import Token

#: The tokens of a segment and the mentions in it.
Read = tuple[list["Token"], list["Mention"]]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Names of those who may have signed, folded: what tells a name from other capitalised words."""

    surnames: Container[str] = frozenset()
    given: Container[str] = frozenset()
    full: Container[str] = frozenset()  #: first name and surname run together
    #: Lines read before: lists repeat themselves.
    read: Memory[str, Read] = field(default_factory=lambda: Memory(20_000))
    #: Longer ones.
    read_long: Memory[str, Read] = field(default_factory=lambda: Memory(128))


@dataclass(slots=True)
class Mention:
    """A printed name with what stands around it."""

    first: int  #: index of its first token, title included
    last: int = 0  #: index after its last token
    name: int = 0  #: index of its first word
    words: list[str] = field(default_factory=list)
    nickname: str = ""
    chamber: str = ""  #: "house" or "senate" by its own title
    plural: bool = False  #: the title stands before several names
    courtesy: str = ""  #: "mr", "ms", … as printed
    role: bool = False  #: an office inside Congress stands before it
    other: bool = False  #: it is no signature: an office outside Congress stands before it, or it is refused
    refused: bool = False  #: print says that this one declined, withdrew or has not decided
    place: Place = NOWHERE
    possessive: bool = False
    known: bool = False  #: the surname is somebody's

    @property
    def titled(self) -> bool:
        """Whether print says that this is a legislator."""
        return bool(self.chamber or self.place.state or self.place.party)
