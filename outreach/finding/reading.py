"""A text → the names in it that signed: goes through the segments once, keeping where it is.

Convention: a text is in one of four states: *open* (nothing said yet), *letter* (between "Dear"
and "Sincerely"), *signers* (under a closing or a heading over signers) and *others* (under a
heading over people or bodies that did not sign).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from . import cues, headings, matters
from .counts import claimed
from .labels import heading, party_heading
from .layout import Segment, segments
from .lines import is_line, is_real, is_role_line, is_signer_with_rest
from .mention import Lexicon, Mention
from .mentions import read
from .places import NOWHERE, Place
from .printed import Found, Printed, printed
from .prose import Run, is_glue, runs
from .tokens import Token

#: A stretch of running text has at least so many characters.
_PROSE = 60
#: So many stretches of running text count as the beginning of a release.
_EARLY = 3
#: An address stands at most so many segments before the salutation.
_ADDRESS = 14


@dataclass(slots=True)
class _Block:
    """Lines of names that stand together."""

    state: str
    chamber: str  #: from a heading such as "Senators (22):"
    at: int  #: index of its last segment
    lines: list[tuple[Segment, list[Token], list[Mention], Place]] = field(default_factory=list)

    @property
    def mentions(self) -> list[Mention]:
        return [mention for _, _, found, _ in self.lines for mention in found if not mention.other]


class _Reader:
    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.state = "open"
        self.chamber = ""
        self.region = NOWHERE  #: from a heading such as "Texas:"
        self.passing = False  #: the region ends at the next blank line
        self.letter = False
        self.proses = 0
        self.at = 0
        self.group = 0
        self.block: _Block | None = None
        self.kept: list[tuple[int, _Block | list[Printed]]] = []
        self.unsure: list[_Block | list[Printed]] = []
        self.loose: list[_Block | list[Printed]] = []  #: taken for signers without any word that says so
        self.named: list[Printed] = []
        self.refused: list[str] = []
        self.sentences = 0
        self.expected: int | None = None

    def go(self, text: str) -> Found:
        self.letter = matters.is_about_letter(text)
        parts = list(segments(text))
        for self.at, segment in enumerate(parts):
            if segment.text and not self._is_region(parts):
                self._segment(segment)
            elif not segment.text and self.passing:
                self.region = NOWHERE
        self._close()
        if not self.kept:
            self.kept = [(0, block) for block in self.unsure]
        unsaid = self._unsaid(text)
        names: list[Printed] = []
        for _, part in self.kept:
            names += part if isinstance(part, list) else self._listed(part)
        return Found(tuple(names), self.expected, tuple(self.named), unsaid, tuple(self.refused))

    def _unsaid(self, text: str) -> int:
        """Leave out lists in a text that never speaks of signing; one that is nothing but a list is taken."""
        if not self.loose or not self.sentences or matters.speaks_of_signing(text):
            return 0
        dropped = [part for part in self.loose if any(part is kept for _, kept in self.kept)]
        self.kept = [(at, part) for at, part in self.kept if not any(part is loose for loose in dropped)]
        return sum(len(part) if isinstance(part, list) else len(part.mentions) for part in dropped)

    def _is_region(self, parts: Sequence[Segment]) -> bool:
        """Whether the segment is a state or a party over names; one without a colon stands right above them."""
        text = parts[self.at].text
        above = self.at == 0 or not parts[self.at - 1].text or self.region.state or self._begins_signers()
        on_top = above and self.at + 1 < len(parts) and parts[self.at + 1].text
        if not (place := heading(text) if text.endswith(":") or on_top else party_heading(text)):
            return False
        self.region, self.passing = place, not text.endswith(":") and not place.party
        return True

    def _segment(self, segment: Segment) -> None:
        found, named = read(segment.text, self.lexicon)
        real = [mention for mention in named if mention.known or is_real(mention, self.lexicon)]
        self.refused += [" ".join(mention.words) for mention in real if mention.refused]
        if real and real[0].refused and headings.heads_asked(segment.text):
            self._close()
            self.state = "others"
        elif len(real) == 1 and real[0].last == len(found) and (not real[0].first or is_glue(found[: real[0].first])):
            self._line(segment, found, real)
        elif headings.is_salutation(segment.text):
            self._salutation()
        elif self._marks(segment, found, real):
            self._close()
            self.region = NOWHERE
        elif real and is_line(found, real, named):
            self._line(segment, found, real)
        elif real and self._in_signers() and is_signer_with_rest(found, real):
            self._line(segment, found, real[:1])
        elif not is_role_line(found, real):
            self._running(segment, found, real)

    def _begins_signers(self) -> bool:
        """Whether a heading over signers has just been read, and no name under it."""
        return self.state == "signers" and self.block is None

    def _in_signers(self) -> bool:
        return self.state == "signers" or self.block is not None

    def _salutation(self) -> None:
        """The names just above it are those who are written to."""
        self._close()
        self.kept = [
            (at, part)
            for at, part in self.kept
            if at < self.at - _ADDRESS or isinstance(part, list) or part.state == "signers"
        ]
        self.unsure = []
        self.state, self.chamber, self.region = "letter", "", NOWHERE

    def _marks(self, segment: Segment, found: list[Token], real: list[Mention]) -> bool:
        """Whether the segment is a closing or a heading; then the state changes."""
        text = segment.text
        if headings.is_closing(text) and not real:
            self.state, self.chamber = "signers", ""
        elif real and matters.is_sponsored(text):
            return False
        elif headings.leads_to_signers(text) or (
            len(text) < 160 and (text.endswith(":") or not real) and len(text.split()) < 25
        ):
            if real:  # "Senator Able led the letter, which was signed by:"
                self._running(segment, found, real)
            return self._heading(text)
        elif headings.heads_copies(text):
            self.state = "others"
        else:
            return False
        return True

    def _heading(self, text: str) -> bool:
        roster = self.state == "open" and self.block is None and headings.heads_roster(text)
        others = roster or headings.heads_asked(text)
        over_signers = headings.leads_to_signers(text)
        if others or (not over_signers and (text.endswith(":") or len(text) < 50) and headings.heads_others(text)):
            self.state, self.chamber = "others", ""
        elif headings.heads_signers(text) and (text.endswith(":") or len(text) < 40):
            self.state, self.chamber = "signers", headings.chamber_heading(text)
        elif chamber := headings.chamber_heading(text):
            self.chamber = chamber
            self.state = "signers" if self.state == "others" else self.state
        elif text.endswith(":") and len(text) > 3:
            self.state = "letter" if self.state == "letter" else "open"
        else:
            return False
        return True

    def _line(self, segment: Segment, found: list[Token], real: list[Mention]) -> None:
        if self.block is None:
            self.block = _Block(self.state, self.chamber, self.at)
        self.block.at = self.at
        self.block.lines.append((segment, found, real, self.region))

    def _close(self) -> None:
        """A block of lines is over: take it, leave it, or keep it in case nothing else is found."""
        block, self.block = self.block, None
        if block is None:
            return
        names = block.mentions
        known = sum(mention.known for mention in names)
        titled = sum(mention.titled for mention in names)
        if (
            (block.state == "signers" and known)
            or (block.state == "open" and known >= 3 and known >= 0.5 * len(names) and not _all_honorable(names))
            or (block.state == "letter" and known >= 3 and (titled >= 3 or known >= 0.8 * len(names)))
        ):
            self.kept.append((block.at, block))
            if block.state == "open":
                self.loose.append(block)
        elif block.state == "open" and not self.proses:
            self.unsure.append(block)

    def _running(self, segment: Segment, found: list[Token], real: list[Mention]) -> None:
        if len(segment.text) >= _PROSE and not (self._in_signers() and not real and _is_address(found)):
            self._close()
            self.region = NOWHERE
            if self.state in ("signers", "others"):
                self.state, self.chamber = "open", ""
            self.proses += 1
            self.sentences += segment.text.endswith((".", "!", "?", "”", '"'))
        early = self.proses <= _EARLY and self.state == "open"
        if self.expected is None and self.state == "open":
            self.expected = self._claimed(segment.text, found, real, early)
        for run in runs(segment.text, found, real, early, self.letter) if real else ():
            self._take(segment, found, run)

    def _claimed(self, text: str, found: list[Token], real: list[Mention], early: bool) -> int | None:
        leads = next((run for run in runs(text, found, real, early, self.letter) if run.role == "lead"), None)
        return claimed(text, len(leads.mentions) if leads else 0)

    def _take(self, segment: Segment, found: list[Token], run: Run) -> None:
        role = run.role
        if self.state == "others" or (self.state == "letter" and not (role == "signer" and len(run.mentions) >= 3)):
            role = ""
        if run.another and self.kept:  # where nobody has signed yet, that year may be the letter's own
            role = ""
        self.group += 1
        names = _carried(run.mentions, cues.chamber_before(run.before))
        taken = [
            printed(segment, found, mention, chamber, role or "signer", self.group, run=run)
            for mention, chamber in names
        ]
        if role or (run.plain and self.state == "open"):
            self.kept.append((self.at, taken))
            if not role:
                self.loose.append(taken)
        else:
            self.named += [name for name in taken if name.firm and len(name.name.words) > 1]

    def _listed(self, block: _Block) -> list[Printed]:
        self.group += 1
        result: list[Printed] = []
        chamber = block.chamber
        lines, block.lines = block.lines[::-1], []
        while lines:  # what is done with goes, so that a long list is never held twice
            segment, found, names, region = lines.pop()
            for mention, carried in _carried([m for m in names if not m.other], chamber):
                result.append(printed(segment, found, mention, carried, "signer", self.group, region=region))
        return result


def _carried(names: Sequence[Mention], chamber: str) -> list[tuple[Mention, str]]:
    """Each name that may have signed with the chamber that a title before several names gives it."""
    result: list[tuple[Mention, str]] = []
    for mention in names:
        if mention.plural:
            chamber = mention.chamber
        if not mention.other:
            result.append((mention, chamber if not mention.chamber else ""))
    return result


def _all_honorable(names: Sequence[Mention]) -> bool:
    return all(mention.courtesy in ("honorable", "hon") for mention in names)


def _is_address(found: Sequence[Token]) -> bool:
    """ "District Office: 120 Main Street, Suite 1, Springfield (202) 225-1000": long, and no sentence."""
    words = [token for token in found if token.text[0].isalpha()]
    return sum(token.kind == "N" for token in found) > 1 and sum(word.text.islower() for word in words) < 3


def find(text: str, lexicon: Lexicon) -> Found:
    """The names in a text that signed, in order, with the number that the text claims."""
    return _Reader(lexicon).go(text)
