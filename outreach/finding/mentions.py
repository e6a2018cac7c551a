"""Tokens → mentions: a name with its title before it and its place behind it.

Convention: a mention is what is printed; whether it signed and who it is, others decide.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, field

from ..names import CREDENTIALS, SUFFIXES, key
from . import kinds
from .places import NOWHERE, Place, read_place, state_code
from .tokens import Token, tokens

_CHAMBER = {kinds.HOUSE: "house", kinds.SENATE: "senate"}
#: Words that make a legislator's title the title of somebody else: "State Senator", "Trade Representative".
_ELSEWHERE = frozenset({"state", "trade", "special", "permanent", "assistant", "former", "provincial"})


#: Lines no longer than this are remembered, so many of them: lists repeat themselves.
_SHORT, _REMEMBERED = 120, 60_000
#: Of longer ones, up to this length, so many.
_LONG, _REMEMBERED_LONG = 20_000, 128

#: No name has more words than this.
_MOST_WORDS = 8
_NOTHING = Token("-", "", 0, 0)


def _parts(token: Token) -> bool:
    """Whether a token parts one name of a list from the next."""
    return token.text in (",", ";", "and", "&")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Names of those who may have signed, folded: what tells a name from other capitalised words."""

    surnames: Container[str] = frozenset()
    given: Container[str] = frozenset()
    full: Container[str] = frozenset()  #: first name and surname run together
    read: dict[str, tuple[list[Token], list[Mention]]] = field(default_factory=dict)  #: short lines read before
    read_long: dict[str, tuple[list[Token], list[Mention]]] = field(default_factory=dict)  #: longer ones


@dataclass(slots=True)
class Mention:
    """A printed name with what stands around it."""

    first: int  #: index of its first token, title included
    last: int = 0  #: index after its last token
    words: list[str] = field(default_factory=list)
    nickname: str = ""
    chamber: str = ""  #: "house" or "senate" by its own title
    plural: bool = False  #: the title stands before several names
    courtesy: str = ""  #: "mr", "ms", … as printed
    role: bool = False  #: an office inside Congress stands before it
    other: bool = False  #: an office outside Congress stands before it
    place: Place = NOWHERE
    possessive: bool = False
    known: bool = False  #: the surname is somebody's

    @property
    def titled(self) -> bool:
        """Whether print says that this is a legislator."""
        return bool(self.chamber or self.place.state or self.place.party)


class _Reader:
    """Goes through the tokens of one segment once."""

    def __init__(self, tokens: Sequence[Token], lexicon: Lexicon) -> None:
        self.tokens = tokens
        self.lexicon = lexicon
        self.found: list[Mention] = []
        self.pending: Mention | None = None
        self.sticky = False  #: "of" was seen behind another office: its name may be long

    def read(self) -> list[Mention]:
        at, end = 0, len(self.tokens)
        while at < end:
            kind = self._kind(at)
            at = self._name(at) if kind == kinds.NAME else self._before(at, kind)
        return self.found

    def _kind(self, at: int) -> str:
        """The kind of a token, where a word that is also a name is one by its neighbours."""
        token = self.tokens[at]
        if token.kind in "sXR" and token.text[0].isupper() and self._is_name(at):
            return kinds.NAME
        return token.kind

    def _is_name(self, at: int) -> bool:
        word, token = key(self.tokens[at].text), self.tokens[at]
        after = self.tokens[at + 1] if at + 1 < len(self.tokens) else _NOTHING
        before = self.tokens[at - 1] if at else _NOTHING
        if word in self.lexicon.given and token.kind == kinds.STOP:
            return after.kind == kinds.NAME or (before.text == "," and after.kind in "BP")
        if word not in self.lexicon.surnames:
            return False
        if before.kind == kinds.NAME or (before.kind in "HSC" and after.kind != kinds.NAME):
            return True
        return _parts(before) and _parts(after) and token.kind != kinds.ROLE

    def _before(self, at: int, kind: str) -> int:
        """A token that is no name: a title is kept for the next name, the rest ends it."""
        token = self.tokens[at]
        if kind in "HSCRX":
            self._title(at, kind, token)
        elif self.pending and not self._keeps(token, kind):
            self.pending = None
        return at + 1

    def _keeps(self, token: Token, kind: str) -> bool:
        """Whether a title goes on across this token: "Rep, Charles", "Secretary of the Army"."""
        if self.pending and self.pending.other and token.text.lower() in ("of", "the", "for", "and", "to"):
            self.sticky = self.sticky or token.text.lower() == "of"
            return self.sticky
        if self.pending and self.pending.other and self.sticky:
            return kind == kinds.STOP
        if not self.pending or not self.pending.chamber:
            return False
        return token.text in ("-–—:" if self.pending.plural else ".,")

    def _title(self, at: int, kind: str, token: Token) -> None:
        mention = self.pending or Mention(at)
        before = self.tokens[at - 1].text.lower() if at else ""
        if before == "resident":
            mention.chamber = "house"
        elif kind == kinds.OTHER or (kind in _CHAMBER and before in _ELSEWHERE):
            mention, self.sticky = Mention(at, other=True), False
        elif kind in _CHAMBER:
            mention.chamber, mention.other = _CHAMBER[kind], mention.other and token.text == "former"
            mention.plural = token.text.lower().rstrip(".") in kinds.PLURAL
        elif kind == kinds.COURTESY:
            mention.courtesy = mention.courtesy or token.text.lower().rstrip(".")
        elif not mention.other:
            mention.role = True
        self.pending = mention

    def _name(self, at: int) -> int:
        """A run of name words with what belongs to it."""
        mention = self.pending or Mention(at)
        at = self._words(mention, at)
        at = self._suffixes(mention, at)
        at = self._place(mention, at)
        mention.last = at
        mention.known = _known(mention.words, self.lexicon)
        self.found.append(mention)
        self.pending = None
        return at

    def _words(self, mention: Mention, at: int) -> int:
        while at < len(self.tokens) and len(mention.words) < _MOST_WORDS:
            token = self.tokens[at]
            kind = self._kind(at)
            if kind == kinds.NAME:
                at = self._word(mention, token, at)
                if mention.possessive:
                    break
            elif (kind == "Q" or self._bracketed(mention, at)) and self._more(at):
                mention.nickname, at = token.text.strip("()[]\"“”' "), at + 1
            elif kind == kinds.PARTICLE and self._more(at):
                mention.words.append(token.text)
                at += 1
            else:
                break
        return at

    def _word(self, mention: Mention, token: Token, at: int) -> int:
        text = token.text
        if text[-2:].lower() in ("'s", "’s"):
            text, mention.possessive = text[:-2], True
        mention.words.append(text)
        return at + 1

    def _bracketed(self, mention: Mention, at: int) -> bool:
        """ "(Jim)" inside a name; "(AL)" too, when it stands between first name and surname."""
        token = self.tokens[at]
        if token.kind != "B":
            return False
        inner = token.text.strip("()[]\"“”'. ").replace(".", "")
        inside = not token.place or (len(mention.words) == 1 and key(mention.words[0]) in self.lexicon.given)
        return inner.isalpha() and inside

    def _more(self, at: int) -> bool:
        """Whether the name goes on after this token."""
        following = self.tokens[at + 1].kind if at + 1 < len(self.tokens) else ""
        return following in (kinds.NAME, kinds.PARTICLE)

    def _suffixes(self, mention: Mention, at: int) -> int:
        """ ", Jr." and ", M.D."."""
        while at + 1 < len(self.tokens) and self.tokens[at].text == ",":
            word = key(self.tokens[at + 1].text)
            if word not in SUFFIXES and word not in CREDENTIALS:
                break
            mention.words.append(self.tokens[at + 1].text)
            at += 2
        return at

    def _place(self, mention: Mention, at: int) -> int:
        """Everything about party, state and district that stands behind the name."""
        while at < len(self.tokens):
            step, place = self._piece(mention, at)
            if not step:
                break
            mention.place, at = mention.place.joined(place), at + step
        return at

    def _piece(self, mention: Mention, at: int) -> tuple[int, Place]:
        token = self.tokens[at]
        if place := token.place:
            return 1, place
        following = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        if token.text in ",-–—" and following and following.place and following.kind == "P":
            return 2, following.place
        if token.text == "," and following and not mention.place.state:
            return self._state(at + 1, stands_alone=True)
        if token.text == "of" and following and not mention.place.state:
            return self._state(at + 1, stands_alone=False)
        return self._cell(at) if token.kind == "T" else (0, NOWHERE)

    def _state(self, at: int, stands_alone: bool) -> tuple[int, Place]:
        """ "of New Jersey"; ", Illinois" when nothing of a name follows."""
        for size in (3, 2, 1):
            run = self.tokens[at : at + size]
            if len(run) < size or not all(
                (token.kind in "nsl" and token.text[0].isupper()) or token.kind == "P" for token in run
            ):
                continue
            text = " ".join(token.text for token in run)
            if code := state_code(text if len(text) > 3 or text.isupper() else ""):
                after = self.tokens[at + size].text if at + size < len(self.tokens) else ";"
                if not stands_alone or after in ";\t)." or (not self.found and after == ","):
                    return size + 1, Place(state=code)
        return 0, NOWHERE

    def _cell(self, at: int) -> tuple[int, Place]:
        """The next cell of a table, when all of it is party, state or district."""
        end = at + 1
        while end < len(self.tokens) and self.tokens[end].kind != "T":
            end += 1
        text = " ".join(token.text for token in self.tokens[at + 1 : end])
        place = read_place(text.strip("()[] ")) if 0 < len(text) < 40 else NOWHERE
        return (end - at, place) if place else (0, NOWHERE)


def read(text: str, lexicon: Lexicon) -> tuple[list[Token], list[Mention]]:
    """The tokens of a segment and the mentions in it, in order; nobody may change them."""
    if len(text) > _LONG:
        return _read(text, lexicon)
    held, most = (lexicon.read, _REMEMBERED) if len(text) <= _SHORT else (lexicon.read_long, _REMEMBERED_LONG)
    found = held.get(text)
    if found is None:
        if len(held) >= most:
            held.clear()
        found = held[text] = _read(text, lexicon)
    return found


def _read(text: str, lexicon: Lexicon) -> tuple[list[Token], list[Mention]]:
    found = tokens(text)
    return found, _reversed(_Reader(found, lexicon).read(), found, lexicon)


def _known(words: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether any of the words, or the last ones together, are somebody's surname."""
    if key(words[-1]) in lexicon.surnames:
        return True
    folded = [run for word in words if (run := key(word)) not in SUFFIXES and run not in CREDENTIALS]
    return any("".join(folded[at:]) in lexicon.surnames or word in lexicon.surnames for at, word in enumerate(folded))


def _reversed(found: list[Mention], tokens: Sequence[Token], lexicon: Lexicon) -> list[Mention]:
    """Names printed surname first put together: "Johnson, EB", "Titus, Dina [D-NV-1]"."""
    result: list[Mention] = []
    for mention in found:
        if result and _turned(result[-1], mention, tokens, lexicon):
            surname = result.pop()
            mention.words = [*mention.words, *surname.words]
            mention.first, mention.known = surname.first, True
            mention.chamber, mention.courtesy = surname.chamber, surname.courtesy
            mention.plural = surname.plural
        result.append(mention)
    return result


def _turned(surname: Mention, given: Mention, tokens: Sequence[Token], lexicon: Lexicon) -> bool:
    between = [token.text for token in tokens[surname.last : given.first]]
    if between != [","] or surname.place or given.chamber or given.courtesy or not surname.known:
        return False
    first = [key(word) for word in given.words]
    if len(first) == 1 and len(first[0]) in (2, 3) and given.words[0].replace(".", "").isupper():
        return first[0] not in lexicon.surnames and not state_code(given.words[0])
    own_title = bool(surname.chamber) and not surname.plural
    alone = surname.first == 0 and all(token.kind in "NT" for token in tokens[given.last :])
    last = "".join(key(word) for word in surname.words)
    return first[0] + last in lexicon.full and (alone or own_title or first[-1] not in lexicon.surnames)
