"""Text made ready for patterns: names, dates, treaties and symbols found in it and masked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from operator import attrgetter
from typing import Any

import ahocorasick

from testban.reference.gazetteer import Gazetteer, condense
from testban.treaty.documents.dates import DateMention, dates_of
from testban.treaty.documents.mapped import MappedText
from testban.treaty.documents.model import Block
from testban.treaty.documents.symbols import SYMBOL, may_hold_symbol, normal_symbol
from testban.treaty.extract.passage import MASKS, NUMBER, Mention, Passage
from testban.treaty.extract.pattern_index import index_of
from testban.treaty.extract.patterns import Pattern
from testban.treaty.gazetteer import gazetteer
from testban.treaty.languages import Pack, pack
from testban.treaty.literals import DIGIT
from testban.treaty.literals import NUMBER as ANY_NUMBER

__all__ = ["Reader"]

# So many words may part an adjective from the office ("the Norwegian Deputy Foreign Minister").
_WORDS = 3
_DIGIT = re.compile(r"\d")
_START = attrgetter("start")

_Reading = tuple[
    str,
    Sequence[int],
    tuple[Mention, ...],
    str,
    Sequence[int],
    str,
    Sequence[int],
    frozenset[Pattern],
    Sequence[int],
]
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
        self._patterns = index_of(language.code)
        lists = language.table("lists")
        self._separator = re.compile(lists.get("separator", r"\s*,\s*"))
        self._number = re.compile(language.table("numbers").get("pattern", NUMBER))
        begins = language.table("numbers").get("begins")
        self._number_begins = re.compile(begins) if begins else None
        self._closes = re.compile(lists.get("closes", r"(?!)"))
        self._reopens = re.compile(lists.get("reopens", r"(?!)"))
        demonyms = language.table("demonyms")
        self._demonyms = {w: code for code, words in demonyms.get("of", {}).items() for w in words}
        self._acts_for = re.compile(rf"\b{demonyms['before']}" if demonyms else r"(?!)")
        self._adjectives = _adjectives(language.code)
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
        numbers = self._numbers(masked)
        signs = ANY_NUMBER * bool(numbers) + DIGIT * (_DIGIT.search(masked) is not None)
        lower = masked.lower() + signs
        likely = self._patterns.likely(lower)
        begins = [mention.start for mention in mentions]
        return condensed, index, tuple(mentions), masked, starts, lower, numbers, likely, begins

    def _numbers(self, masked: str) -> list[int]:
        """Where the numbers begin."""
        if self._number_begins is None:
            return [match.start() for match in self._number.finditer(masked)]
        found: list[int] = []
        end = 0
        for begin in self._number_begins.finditer(masked):
            start = begin.start()
            if start >= end and (match := self._number.match(masked, start)):
                found.append(start)
                end = match.end()
        return found

    def _mentions(self, text: str) -> list[Mention]:
        found: list[Mention] = []
        if may_hold_symbol(text):
            for match in SYMBOL.finditer(text):
                found.append(Mention("symbol", *match.span(), normal_symbol(match.group())))
        if treaties := self._treaties.find_condensed(text):
            found += _free([Mention("treaty", a, b, known[0]) for a, b, known in treaties], found)
        if states := self._names.find_condensed(text):
            found += _free([Mention("state", a, b, known) for a, b, known in states], found)
        if self._adjectives is not None and any(self._adjectives.iter(text)):
            for start, end, state in self._by_adjective(text):
                found += _free([Mention("state", start, end, (state,))], found)
        if dates := self._dates.find(text):
            found += _free([_dated(date) for date in dates], found)
        if len(found) > 1:
            found.sort(key=_START)
            return self._collapse(text, found)
        return found

    def _by_adjective(self, text: str) -> Iterator[tuple[int, int, str]]:
        """States named by the adjective of who acts for them: "the Norwegian Ambassador"."""
        for match in self._acts_for.finditer(text):
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
        last: Mention | None = None
        run: list[tuple[str, ...]] = []  # the States of `last` and those before it
        closed = False
        for mention in mentions:
            if mention.kind != "state":
                collapsed.append(mention)
                last = None
                continue
            if (
                last is not None
                and self._separator.fullmatch(text, last.end, mention.start)
                and not (closed and self._reopens.match(text, last.end))
            ):
                # "A and B, and C ratified" is a list of two and another clause.
                closed = closed or self._closes.match(text, last.end) is not None
                run.append(mention.value)
                last = collapsed[-1] = Mention("states", last.start, mention.end, run)
            else:
                collapsed.append(mention)
                last, run, closed = mention, [mention.value], False
        return collapsed


def _dated(date: DateMention) -> Mention:
    return Mention("period" if date.end_date else "date", date.start, date.end, date)


def _free(mentions: list[Mention], found: list[Mention]) -> list[Mention]:
    """Those that share no character with what was `found` before; they share none themselves."""
    if not found:
        return mentions
    taken = bytearray(max(mention.end for mention in found))
    for _, start, end, _ in found:
        taken[start:end] = b"\1" * (end - start)
    return [mention for mention in mentions if taken.find(1, mention.start, mention.end) < 0]


@cache
def _adjectives(code: str) -> Any:
    """An automaton of the adjectives of States, which most texts lack; None for none."""
    automaton = ahocorasick.Automaton()
    for adjectives in pack(code).table("demonyms").get("of", {}).values():
        for adjective in adjectives:
            automaton.add_word(adjective, adjective)
    if not automaton:
        return None
    automaton.make_automaton()
    return automaton


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
    starts = list(range(len(text)))
    position = gone = 0
    for kind, start, end, _ in mentions:
        pieces += (text[position:start], MASKS[kind])
        del starts[start + 1 - gone : end - gone]
        gone += end - start - 1
        position = end
    pieces.append(text[position:])
    return "".join(pieces), starts
