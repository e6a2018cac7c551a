"""Tokens → mentions: a name with its title before it and its place behind it.

Convention: a mention is what is printed; whether it signed and who it is, others decide.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..names import SUFFIXES, is_credential, key
from . import kinds
from .arranging import are_initials, in_order, is_known, mark_offices, parted
from .labels import labelled
from .mention import Lexicon, Mention
from .places import NOWHERE, Place, read_place, state_code
from .plain import plain
from .tokens import Token, tokens

#: Words that make a legislator's title the title of somebody else: "State Senator", "Trade Representative".
_ELSEWHERE = frozenset({"state", "trade", "special", "permanent", "assistant", "former", "late", "provincial"})
#: What stands between a name and its place.
_BEFORE_PLACE = frozenset((",", "-", "–", "—", "/", "of", "from", "for"))

#: Segments no longer than this are remembered; many of those that are short, few of the others.
_SHORT, _LONG = 120, 20_000

#: No name has more words than this.
_MOST_WORDS = 12
_NOTHING = Token("-", "", 0, 0)


def _parts(token: Token) -> bool:
    """Whether a token parts one name of a list from the next."""
    return token.text in (",", ";", "and", "&")


class _Reader:
    """Goes through the tokens of one segment once."""

    def __init__(self, tokens: Sequence[Token], lexicon: Lexicon) -> None:
        self.tokens = tokens
        self.lexicon = lexicon
        self.found: list[Mention] = []
        self.pending: Mention | None = None
        self.region = NOWHERE  #: from a label before several names: "Texas: …"
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
        if token.text == "Dean" and [one.text for one in self.tokens[at - 1 : at + 2 : 2]] == [",", "of"]:
            return kinds.ROLE
        return token.kind

    def _is_name(self, at: int) -> bool:
        word, token = key(self.tokens[at].text), self.tokens[at]
        after = self.tokens[at + 1] if at + 1 < len(self.tokens) else _NOTHING
        before = self.tokens[at - 1] if at else _NOTHING
        if token.text == "A" and before.kind == kinds.NAME and len(before.text) == 1:
            return True  # "Able, T A"
        if word in self.lexicon.given and token.kind == kinds.STOP:
            return after.kind in (kinds.NAME, "Q") or (
                (before.text == "," and after.kind in "BP")
                or ((before.text == "," or before.kind == "T") and self._turned(at))
            )
        if word not in self.lexicon.surnames:
            return False
        if before.kind == kinds.NAME or (before.kind in "HSC" and after.kind != kinds.NAME):
            return True
        given = self.tokens[at + 2].text if at + 2 < len(self.tokens) else ""
        if after.text == "," and key(given) and key(given + self.tokens[at].text) in self.lexicon.full:
            return True  # "Justice, Jim"
        return _parts(before) and _parts(after) and token.kind != kinds.ROLE

    def _turned(self, at: int) -> bool:
        """ "FLORES, Bill": surname and given name of somebody in reverse."""
        word, beyond = self.tokens[at].text, self.tokens[at + 2 : at + 3]
        if at > 1 and key(word + self.tokens[at - 2].text) in self.lexicon.full:
            return True
        return bool(beyond) and key(word + beyond[0].text) in self.lexicon.full

    def _before(self, at: int, kind: str) -> int:
        """A token that is no name: a title is kept for the next name, the rest ends it."""
        token = self.tokens[at]
        if kind == "L":
            self.region = token.place
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
        elif kind == kinds.OTHER or (kind in kinds.CHAMBERS and before in _ELSEWHERE):
            mention, self.sticky = Mention(at, other=True), False
        elif kind in kinds.CHAMBERS:
            mention.chamber, mention.other = kinds.CHAMBERS[kind], mention.other and token.text == "former"
            mention.plural = token.text.lower().rstrip(".") in kinds.PLURAL
        elif kind == kinds.COURTESY:
            mention.courtesy = mention.courtesy or token.text.lower().rstrip(".")
        elif not mention.other:
            mention.role = True
        self.pending = mention

    def _name(self, at: int) -> int:
        """A run of name words with what belongs to it."""
        mention = self.pending or Mention(at)
        mention.name = at
        at = self._words(mention, at)
        at = self._suffixes(mention, at)
        at = self._place(mention, at)
        mention.place = mention.place.within(self.region)
        mention.last = at
        mention.known = is_known(mention.words, self.lexicon)
        self.pending = None
        lone = len(mention.words) == 1 and (mention.known or key(mention.words[0]) in self.lexicon.given)
        if mention.chamber or lone or not _is_state(mention):
            self.found.append(mention)
        return at

    def _words(self, mention: Mention, at: int) -> int:
        while at < len(self.tokens) and len(mention.words) < _MOST_WORDS:
            token = self.tokens[at]
            kind = self._kind(at)
            if kind == kinds.NAME:
                at = self._word(mention, token, at)
                if mention.possessive:
                    break
            elif (kind == "Q" or self._bracketed(mention, at)) and (self._more(at) or self._ends_turned(mention, at)):
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

    def _ends_turned(self, mention: Mention, at: int) -> bool:
        """A nickname behind the given name of "Able, Alan “Al”"."""
        behind = self.tokens[at + 1] if at + 1 < len(self.tokens) else _NOTHING
        ends = behind is _NOTHING or bool(behind.place) or behind.kind == "T"
        turned = mention.name > 0 and self.tokens[mention.name - 1].text == ","
        return ends and turned and not self.tokens[at].place

    def _suffixes(self, mention: Mention, at: int) -> int:
        """ ", Jr." and ", M.D."."""
        while at + 1 < len(self.tokens) and self.tokens[at].text == ",":
            word = self.tokens[at + 1].text
            if self._is_place_or_initials(mention, at + 1) or not (key(word) in SUFFIXES or is_credential(word)):
                break
            mention.words.append(word)
            at += 2
        return at

    def _is_place_or_initials(self, mention: Mention, at: int) -> bool:
        """ "D-Md." is no dentist, nor is "J.D." in "Able, J.D. (D-NY)" a lawyer."""
        behind = self.tokens[at + 1] if at + 1 < len(self.tokens) else _NOTHING
        placed = bool(behind.place) or (behind.kind == "T" and bool(self._cell(mention, at + 1)[0]))
        given = len(mention.words) == 1 and placed and are_initials([self.tokens[at].text])
        return given or self.tokens[at].kind == "P"

    def _are_initials_of(self, mention: Mention, at: int) -> bool:
        """ "S. D." in "Bishop, S. D., Jr." is no state, as a suffix ends a name and never a place."""
        end = at
        while end < len(self.tokens) and are_initials([self.tokens[end].text]):
            end += 1
        ends = [token.text for token in self.tokens[end : end + 2]]
        return len(mention.words) == 1 and end > at and ends[:1] == [","] and key(ends[-1]) in SUFFIXES

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
        if token.text in _BEFORE_PLACE and following and following.place and following.kind == "P":
            return 2, following.place
        if token.text == "," and following and following.text in kinds.PARTIES and self._ends_item(at + 2):
            return 2, Place(party=following.text) if len(mention.words) > 1 else NOWHERE  # "Able, R" may be Robert
        if token.text in (",", "-", "–", "—") and following and not mention.place.state:
            if key(following.text) and key(following.text + "".join(mention.words)) in self.lexicon.full:
                return 0, NOWHERE
            if self._is_place_or_initials(mention, at + 1) or self._are_initials_of(mention, at + 1):
                return 0, NOWHERE
            return self._state(at + 1, stands_alone=True)
        if token.text == "of" and following and not mention.place.state:
            return self._state(at + 1, stands_alone=False)
        return self._cell(mention, at) if token.kind == "T" else (0, NOWHERE)

    def _ends_item(self, at: int) -> bool:
        return at >= len(self.tokens) or _parts(self.tokens[at])

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

    def _cell(self, mention: Mention, at: int) -> tuple[int, Place]:
        """The next cell of a table, when all of it is party, state or district."""
        end = at + 1
        while end < len(self.tokens) and self.tokens[end].kind != "T":
            end += 1
        text = " ".join(token.text for token in self.tokens[at + 1 : end])
        if text not in kinds.PARTIES and key(text) and key(text + "".join(mention.words)) in self.lexicon.full:
            return 0, NOWHERE
        place = read_place(text.strip("()[] ")) if 0 < len(text) < 40 else NOWHERE
        return (end - at, place) if place else (0, NOWHERE)


def _is_state(mention: Mention) -> bool:
    """Whether the words are a state; "C. A." with another state behind it is somebody."""
    text = " ".join(mention.words)
    code = state_code(text) if len(text) > 3 else ""
    another = bool(mention.place) and mention.place.state != code
    return code != "" and not (another and are_initials(mention.words))


def read(text: str, lexicon: Lexicon) -> tuple[list[Token], list[Mention]]:
    """The tokens of a segment and the mentions in it, in order; nobody may change them."""
    if len(text) > _LONG:
        return _read(text, lexicon)
    held = lexicon.read if len(text) <= _SHORT else lexicon.read_long
    return held.get(text) or held.keep(text, _read(text, lexicon))


def _read(text: str, lexicon: Lexicon) -> tuple[list[Token], list[Mention]]:
    return plain(text, lexicon) or with_care(text, lexicon)


def with_care(text: str, lexicon: Lexicon) -> tuple[list[Token], list[Mention]]:
    """The tokens of any segment and the mentions in it, by the whole grammar."""
    found = labelled(tokens(text), lexicon)
    named = in_order(parted(_Reader(found, lexicon).read(), found, lexicon), found, lexicon)
    if named:
        mark_offices(named, found)
    return found, named
