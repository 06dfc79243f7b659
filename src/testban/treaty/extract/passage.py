"""A block of text made ready for patterns: its States, dates, treaties and symbols found.

Patterns of a language pack do not match names; they match *mentions*. A passage's text is
condensed (see `testban.reference.gazetteer.condense`), then every mention is replaced by one
private-use character, so that ``{S}于{D}批准了{T}`` finds whoever ratified whatever on any day. Every
match can be followed back to the original.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from testban.treaty.documents.dates import DateMention
from testban.treaty.documents.mapped import MappedText
from testban.treaty.documents.model import Block

if TYPE_CHECKING:
    from testban.treaty.extract.patterns import Pattern

__all__ = ["MASKS", "NUMBER", "REACH", "Hit", "Mention", "MentionKind", "Passage"]

MentionKind = Literal["state", "states", "date", "period", "treaty", "symbol"]
MASKS: dict[MentionKind, str] = {
    "state": "\ue000",
    "states": "\ue001",
    "date": "\ue002",
    "period": "\ue003",
    "treaty": "\ue004",
    "symbol": "\ue005",
}

REACH = 5_000
"""No sentence goes on for so many masked characters: some three pages, lists of States not counted.

In a paper without a stop, whatever is asked of the sentence around each match takes time that
grows with the square of its length.
"""

NUMBER = r"\d[\d ,]*"
"""What a number looks like where a pack does not say."""


class Mention(NamedTuple):
    """Something found in a passage.

    `value` is, by kind: the codes of one State's possible readings; a list of such; a
    `DateMention`; a treaty's id (empty for "the Treaty"); a symbol.
    """

    kind: MentionKind
    start: int
    end: int
    value: Any


@dataclass(slots=True, eq=False)
class Passage:
    """The text of a block (or of a cell), condensed and masked.

    Attributes
    ----------
    block
        The block that it belongs to.
    text
        The repaired text.
    condensed
        Without the white space that line breaks left; `index` maps it back to `text`.
    masked
        `condensed` with every mention as one character; `starts` maps it back to `condensed`.
    lower
        `masked` in lower case, in which words that a pattern needs are looked for; the signs for
        any number and any figure stand after it where it holds one.
    numbers
        Where the numbers of the masked text begin, those in words among them.
    likely
        Of the patterns that the pack's index knows, those whose words the text holds.
    mention_starts
        Where each mention begins.
    number
        What a number looks like in the language.
    """

    block: Block
    text: MappedText
    condensed: str
    index: Sequence[int]
    mentions: tuple[Mention, ...]
    masked: str
    starts: Sequence[int]
    lower: str
    numbers: Sequence[int]
    likely: frozenset[Pattern]
    mention_starts: Sequence[int]
    number: re.Pattern[str]

    def masked_at(self, position: int) -> int:
        """Where a position of the condensed text stands in the masked one."""
        return bisect_right(self.starts, position) - 1

    def piece(self, start: int, end: int) -> MappedText:
        """The repaired text of the masked range ``[start, end)``."""
        if end <= start:
            return self.text[0:0]
        first = self.index[self.starts[start]]
        last = self.starts[end] if end < len(self.starts) else len(self.condensed)
        return self.text[first : self.index[last - 1] + 1]

    def within(self, start: int, end: int) -> list[Mention]:
        """The mentions in the masked range ``[start, end)``."""
        return list(self.mentions[self._mentions_before(start) : self._mentions_before(end)])

    def before(self, position: int, *kinds: MentionKind, since: int = 0) -> Iterator[Mention]:
        """The mentions of `kinds` in the masked range ``[since, position)``, the last one first."""
        first = self._mentions_before(since)
        for index in range(self._mentions_before(position) - 1, first - 1, -1):
            if self.mentions[index].kind in kinds:
                yield self.mentions[index]

    def _mentions_before(self, position: int) -> int:
        """How many mentions begin before a masked position."""
        place = self.starts[position] if position < len(self.starts) else len(self.condensed)
        return bisect_left(self.mention_starts, place)

    def sentence(self, start: int, end: int, stops: Iterable[str] = "。！？；") -> tuple[int, int]:
        """The masked range of the sentence (or clause) around ``[start, end)``."""
        masked = self.masked
        low, high = max(0, start - REACH), min(len(masked), end + REACH)
        first, last = -1, high
        for stop in stops:
            if (at := masked.rfind(stop, low, start)) > first:
                first = at
            if 0 <= (at := masked.find(stop, end, high)) < last:
                last = at + 1
        return first + 1 or low, last


@cache
def _branches(name: str) -> tuple[str, ...]:
    """What the group `name` is called in other branches of a pattern."""
    return tuple(f"{name}{number}" for number in range(2, 6))


@dataclass(slots=True)
class Hit:
    """A match of a pattern in a passage, with its groups as mentions, texts or numbers."""

    passage: Passage
    match: re.Match[str]

    def _group(self, name: str | int) -> str | int | None:
        """The group that matched: `name`, or ``name2`` … ``name5`` of other branches."""
        if isinstance(name, int):
            return name
        groups, match = self.match.re.groupindex, self.match
        if name in groups and match[name] is not None:
            return name
        for known in _branches(name):
            if known in groups and match[known] is not None:
                return known
        return None

    def has(self, name: str) -> bool:
        """The group exists and matched."""
        return self._group(name) is not None

    def start(self, name: str | int = 0) -> int:
        """Where a group that matched begins in the masked text."""
        return self.span(name)[0]

    def span(self, name: str | int = 0) -> tuple[int, int]:
        """Where a group that matched begins and ends in the masked text."""
        return self.match.span(self._group(name) or 0)

    def piece(self, name: str | int = 0) -> MappedText:
        """The repaired text of a group; empty where it did not match."""
        group = self._group(name)
        if group is None:
            return self.passage.text[0:0]
        return self.passage.piece(*self.match.span(group)).strip()

    def words(self, name: str | int = 0) -> str:
        """The words of a group."""
        return self.piece(name).text

    def mentions(self, name: str | int = 0) -> list[Mention]:
        """The mentions in a group."""
        group = self._group(name)
        return [] if group is None else self.passage.within(*self.match.span(group))

    def states(self, name: str | int = 0) -> list[tuple[str, ...]]:
        """The States named in a group, in order, each with its possible readings."""
        found: list[tuple[str, ...]] = []
        for mention in self.mentions(name):
            if mention.kind == "state":
                found.append(mention.value)
            elif mention.kind == "states":
                found.extend(mention.value)
        return found

    def date(self, name: str) -> DateMention | None:
        """The first date or period in a group."""
        return next((m.value for m in self.mentions(name) if m.kind in ("date", "period")), None)

    def treaty(self, name: str = "treaty") -> str | None:
        """The treaty named in a group; the empty string for "the Treaty"; None for none."""
        return next((m.value for m in self.mentions(name) if m.kind == "treaty"), None)
