"""A block of text made ready for patterns: its States, dates, treaties and symbols found.

Patterns of a language pack do not match names; they match *mentions*. A passage's text is
condensed (see `testban.reference.gazetteer.condense`), then every mention is replaced by one
private-use character, so that ``{S}于{D}批准了{T}`` finds whoever ratified whatever on any day. Every
match can be followed back to the original.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, Literal, NamedTuple

from testban.reference.gazetteer import Gazetteer, condense
from testban.treaty.documents.dates import DateMention, dates_of
from testban.treaty.documents.mapped import MappedText
from testban.treaty.documents.model import Block
from testban.treaty.documents.symbols import SYMBOL, may_hold_symbol, normal_symbol
from testban.treaty.gazetteer import gazetteer
from testban.treaty.languages import Pack, pack
from testban.treaty.literals import DIGIT
from testban.treaty.literals import NUMBER as ANY_NUMBER

__all__ = ["MASKS", "NUMBER", "REACH", "Hit", "Mention", "Passage", "Reader"]

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

# So many words may part an adjective from the office ("the Norwegian Deputy Foreign Minister").
_WORDS = 3
_DIGIT = re.compile(r"\d")
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


@dataclass(eq=False)
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
    number: re.Pattern[str]

    @cached_property
    def _mention_starts(self) -> list[int]:
        return [mention.start for mention in self.mentions]

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
        return bisect_left(self._mention_starts, place)

    def sentence(self, start: int, end: int, stops: Iterable[str] = "。！？；") -> tuple[int, int]:
        """The masked range of the sentence (or clause) around ``[start, end)``."""
        stops = tuple(stops)
        low, high = max(0, start - REACH), min(len(self.masked), end + REACH)
        first = max((self.masked.rfind(stop, low, start) for stop in stops), default=-1) + 1
        lasts = [at for stop in stops if (at := self.masked.find(stop, end, high)) >= 0]
        return first or low, (min(lasts) + 1 if lasts else high)


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
        for known in (name, *_branches(name)):
            if known in self.match.re.groupindex and self.match[known] is not None:
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


_Reading = tuple[str, Sequence[int], tuple[Mention, ...], str, Sequence[int], str, Sequence[int]]
"""What a text says, wherever it stands: a passage without its block."""


class Reader:
    """Makes passages of one language.

    Parameters
    ----------
    language
        The pack whose names, dates and treaties are looked for.
    """

    def __init__(self, language: Pack) -> None:
        self._dates = dates_of(language.code)
        self._names = gazetteer(language.code)
        self._treaties = _treaties(language.code)
        lists = language.table("lists")
        self._separator = re.compile(lists.get("separator", r"\s*,\s*"))
        self._number = re.compile(language.table("numbers").get("pattern", NUMBER))
        self._closes = re.compile(lists.get("closes", r"(?!)"))
        self._reopens = re.compile(lists.get("reopens", r"(?!)"))
        demonyms = language.table("demonyms")
        self._demonyms = {w: code for code, words in demonyms.get("of", {}).items() for w in words}
        self._acts_for = re.compile(rf"\b{demonyms['before']}") if demonyms else None
        self._between = re.compile(demonyms.get("between", r"(?!)"))
        # The lines of a table are read again and again: in columns, as rows, as cells.
        self._readings: dict[str, _Reading] = {}

    def passage(self, block: Block, text: MappedText | None = None) -> Passage:
        """The block's text (or a cell of it) ready for patterns."""
        source = block.text if text is None else text
        reading = self._readings.get(source.text)
        if reading is None:
            reading = self._readings[source.text] = self._read(source.text)
        return Passage(block, source, *reading, self._number)

    def _read(self, text: str) -> _Reading:
        condensed, index = condense(text)
        mentions = self._mentions(condensed)
        masked, starts = _mask(condensed, mentions)
        numbers = [match.start() for match in self._number.finditer(masked)]
        signs = ANY_NUMBER * bool(numbers) + DIGIT * (_DIGIT.search(masked) is not None)
        lower = masked.lower() + signs
        return condensed, index, tuple(mentions), masked, starts, lower, numbers

    def _mentions(self, text: str) -> list[Mention]:
        found: list[Mention] = []
        taken = bytearray(len(text))

        def take(kind: MentionKind, start: int, end: int, value: Any) -> None:
            if taken.find(1, start, end) < 0:
                found.append(Mention(kind, start, end, value))
                taken[start:end] = b"\1" * (end - start)

        if may_hold_symbol(text):
            for match in SYMBOL.finditer(text):
                take("symbol", match.start(), match.end(), normal_symbol(match.group()))
        for name in self._treaties.find_condensed(text):
            take("treaty", name.start, name.end, name.states[0])
        for name in self._names.find_condensed(text):
            take("state", name.start, name.end, name.states)
        for start, end, state in self._by_adjective(text):
            take("state", start, end, (state,))
        if self._dates.may_hold(text):
            for date in self._dates.find(text):
                kind: MentionKind = "period" if date.end_date else "date"
                take(kind, date.start, date.end, date)
        found.sort(key=lambda mention: mention.start)
        return self._collapse(text, found)

    def _by_adjective(self, text: str) -> Iterator[tuple[int, int, str]]:
        """States named by the adjective of who acts for them: "the Norwegian Ambassador"."""
        for match in self._acts_for.finditer(text) if self._acts_for else ():
            start, left = match.start(), _WORDS
            while start > 1 and left:
                first = text.rfind(" ", 0, start - 1) + 1
                end = start - 1 - (text[start - 2] == ",")
                pair = text.rfind(" ", 0, max(first - 1, 0)) + 1
                begin = next((a for a in (pair, first) if text[a:end] in self._demonyms), None)
                if begin is not None:
                    # "her Israeli and German counterparts"
                    yield begin, end, self._demonyms[text[begin:end]]
                    start, left = begin, 2
                elif self._between.match(text[first:end]):
                    start, left = first, left - 1
                else:
                    break

    def _collapse(self, text: str, mentions: list[Mention]) -> list[Mention]:
        """Runs of States parted by nothing but separators become one list."""
        collapsed: list[Mention] = []
        closed = False
        for mention in mentions:
            last = collapsed[-1] if collapsed else None
            if (
                mention.kind == "state"
                and last is not None
                and last.kind in ("state", "states")
                and self._separator.fullmatch(text, last.end, mention.start)
                and not (closed and self._reopens.match(text, last.end))
            ):
                # "A and B, and C ratified" is a list of two and another clause.
                closed = closed or self._closes.match(text, last.end) is not None
                run = last.value if last.kind == "states" else [last.value]
                run.append(mention.value)
                collapsed[-1] = Mention("states", last.start, mention.end, run)
            else:
                collapsed.append(mention)
                closed = False
        return collapsed


@cache
def _treaties(code: str) -> Gazetteer:
    table = pack(code).table("treaties")
    blockers = _with_articles(table, "blockers")
    return Gazetteer(_treaty_names(table), blockers, spaced=pack(code).spaced)


def _treaty_names(table: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Spellings of treaties, with and without their article.

    "The Treaty" must not hide "the Treaty on the Prohibition …", and patterns need not tell
    "ratified the CTBT" from "ratified CTBT".
    """
    for treaty in table.get("names", {}):
        for name in _with_articles(table["names"], treaty, table.get("articles", ())):
            yield name, treaty
    for short in table.get("the_treaty", ()):
        yield short, ""


def _with_articles(
    table: Mapping[str, Any], key: str, articles: Sequence[str] | None = None
) -> list[str]:
    """The names under `key`, and each of them after each article."""
    before = table.get("articles", ()) if articles is None else articles
    return [f"{article}{name}" for name in table.get(key, ()) for article in ("", *before)]


def _mask(text: str, mentions: list[Mention]) -> tuple[str, Sequence[int]]:
    if not mentions:
        return text, range(len(text))
    pieces: list[str] = []
    starts: list[int] = []
    position = 0
    for mention in mentions:
        pieces.append(text[position : mention.start])
        starts.extend(range(position, mention.start))
        pieces.append(MASKS[mention.kind])
        starts.append(mention.start)
        position = mention.end
    pieces.append(text[position:])
    starts.extend(range(position, len(text)))
    return "".join(pieces), starts
