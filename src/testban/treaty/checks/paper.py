"""What every rule works with: the paper, its facts, and the ledger on the days that it speaks of."""

from __future__ import annotations

import calendar
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import cached_property
from itertools import accumulate
from typing import Any, NamedTuple, TypeVar

from testban.reference.treaties import find_treaty
from testban.treaty.checks.model import Finding, find_rule
from testban.treaty.documents.mapped import MappedText, Span
from testban.treaty.extract.context import Context
from testban.treaty.extract.model import Citation, Fact
from testban.treaty.extract.passage import Passage
from testban.treaty.ledger import Ledger
from testban.treaty.literals import DIGIT, NUMBER, needs
from testban.treaty.status import Status, status

__all__ = ["GRACE", "Named", "Paper", "first_day", "last_day"]

GRACE = timedelta(days=30)
"""A paper counts what its author knew: a status of up to so many days before its date is right."""


class Named(NamedTuple):
    """A State's name: where it stands in the condensed text of its passage, and whom it may mean.

    Attributes
    ----------
    passage, start, end
        Its place.
    readings
        The States that it may mean.
    text
        The words, condensed.
    origin
        The offset in the original at which it begins.
    """

    passage: Passage
    start: int
    end: int
    readings: tuple[str, ...]
    text: str
    origin: int

    @classmethod
    def at(cls, passage: Passage, start: int, end: int, readings: tuple[str, ...]) -> Named:
        """The name at a range of the condensed text of a passage."""
        origin = passage.text.origin[passage.index[start]]
        return cls(passage, start, end, readings, passage.condensed[start:end], origin)

    @property
    def piece(self) -> MappedText:
        """The words."""
        index = self.passage.index
        return self.passage.text[index[self.start] : index[self.end - 1] + 1]


class Paper:
    """A document with its facts, and a ledger to hold them against.

    Parameters
    ----------
    context
        The document and its passages, as extraction makes them.
    ledger
        None where the paper is to be held against itself only.
    """

    def __init__(self, context: Context, facts: Sequence[Fact], ledger: Ledger | None) -> None:
        self.context = context
        self.document = context.document
        self.facts = facts
        self.ledger = ledger
        self._statuses: dict[tuple[str, date], Status] = {}

    def of(self, *kinds: str) -> Iterator[Fact]:
        """The facts of some kinds, in order."""
        return (fact for fact in self.facts if fact.kind in kinds)

    @cached_property
    def day(self) -> date | None:
        """The day of which the paper speaks: its date, else the last one that its counts give."""
        if self.document.date and len(self.document.date) == len("2021-09-23"):
            return last_day(self.document.date)
        given = [fact.fields["as_of"] for fact in self.of("count") if fact.fields["as_of"]]
        return max(filter(None, map(last_day, given)), default=None)

    def status(self, treaty: str | None, day: date | None) -> Status | None:
        """Where the treaty stood; None where the ledger cannot know it."""
        if self.ledger is None or treaty is None or day is None or not self.covers(treaty, day):
            return None
        if (treaty, day) not in self._statuses:
            self._statuses[treaty, day] = status(self.ledger, find_treaty(treaty), day)
        return self._statuses[treaty, day]

    def covers(self, treaty: str, day: date | None) -> bool:
        """The ledger has the acts of a treaty up to a day."""
        if self.ledger is None or day is None or not self.ledger.of(treaty):
            return False
        cutoff = find_treaty(treaty).ledger_cutoff
        return cutoff is not None and day <= cutoff

    def lately(self, treaty: str | None, day: date | None) -> list[Status]:
        """The status on the day, and on a day before it that the author may have had in mind."""
        days = [day, day - GRACE] if day else []
        return [found for each in days if (found := self.status(treaty, each)) is not None]

    def during(self, treaty: str | None, shown: str | None) -> list[Status]:
        """The status at either end of a date of any precision, and on the day before it."""
        days = [first_day(shown), last_day(shown)]
        first = days[0] - GRACE if days[0] else None
        return [found for day in (first, *days) if (found := self.status(treaty, day)) is not None]

    def finding(self, code: str, cite: Citation, expected: object = "", **values: Any) -> Finding:
        """A finding of the rule `code` at a place."""
        start = cite.spans[0][0] if cite.spans else 0
        column = self.document.source.column(start)
        return Finding(find_rule(code), cite, column, str(expected), values)

    def when(self, fact: Fact, date: str | None) -> Citation:
        """Where a fact gives a date; the fact's own citation where it cannot be told."""
        for piece, found in _within(self._dates, fact.cite.spans):
            if found == date:
                return self.context.cite([piece], fact.cite.place)
        return fact.cite

    def around(self, fact: Fact) -> tuple[Passage, int, int] | None:
        """The passage in which a fact begins, and the masked range of its sentence there."""
        if not fact.cite.spans:
            return None
        offset = fact.cite.spans[0][0]
        starts, passages = self._by_origin
        place = bisect_right(starts, offset) - 1
        if place < 0 or offset > passages[place].text.origin[-1]:
            return None
        passage = passages[place]
        shown = bisect_left(passage.index, bisect_left(passage.text.origin, offset))
        at = passage.masked_at(min(shown, len(passage.index) - 1))
        return passage, *passage.sentence(at, at, self.context.full_stops)

    @cached_property
    def _by_origin(self) -> _Places[Passage]:
        held = [passage for passage in self.context.passages if passage.text.origin]
        return _places((passage.text.origin[0], passage) for passage in held)

    def entries(self, fact: Fact) -> Iterator[Named]:
        """The names of States in a fact's spans, as they stand in their passages."""
        return _within(self._names, fact.cite.spans)

    def entries_in(self, piece: MappedText) -> Iterator[Named]:
        """The names of States in a piece of the paper."""
        spans = [(piece.origin[0], piece.origin[-1] + 1)] if piece.origin else []
        return _within(self._names, spans)

    @cached_property
    def named(self) -> list[tuple[Passage, list[Named]]]:
        """Every name of a State in the paper, passage by passage."""
        return [(passage, list(self._named(passage))) for passage in self.context.passages]

    def _named(self, passage: Passage) -> Iterator[Named]:
        for mention in passage.mentions:
            if mention.kind == "state":
                yield Named.at(passage, mention.start, mention.end, mention.value)
            elif mention.kind == "states":
                listed = passage.condensed[mention.start : mention.end]
                for start, end, readings in self.context.names.find_condensed(listed):
                    yield Named.at(passage, mention.start + start, mention.start + end, readings)

    @cached_property
    def _names(self) -> _Places[Named]:
        entries = [entry for _, found in self.named for entry in found]
        return _places((entry.origin, entry) for entry in entries)

    @cached_property
    def _dates(self) -> _Places[tuple[MappedText, str]]:
        """Every date and period in the paper, with its first day."""
        pieces = [
            (
                passage.text[passage.index[mention.start] : passage.index[mention.end - 1] + 1],
                mention.value.date,
            )
            for passage in self.context.passages
            for mention in passage.mentions
            if mention.kind in ("date", "period")
        ]
        return _places((piece.origin[0], (piece, found)) for piece, found in pieces)

    @cached_property
    def condensed(self) -> tuple[str, list[int]]:
        """All passages as one text, a line each, and where each begins in it."""
        texts = [passage.condensed for passage in self.context.passages]
        starts = accumulate((len(text) + 1 for text in texts), initial=0)
        return "".join(f"{text}\n" for text in texts), list(starts)

    @cached_property
    def _lower(self) -> str:
        """The condensed text in lower case, in which words that a pattern needs are looked for.

        The signs for any number and any figure stand after it.
        """
        return self.condensed[0].lower() + NUMBER + DIGIT

    def find(self, pattern: re.Pattern[str]) -> Iterator[tuple[Passage, re.Match[str]]]:
        """Every match in the condensed text that lies in one passage, with that passage."""
        text, _ = self.condensed
        # Most words of a pack stand nowhere in a paper, which is found out much quicker by a word.
        need = () if pattern.flags & re.VERBOSE else needs(pattern.pattern)
        if need and not any(word in self._lower for word in need):
            return
        for match in pattern.finditer(text):
            if "\n" not in match.group():
                yield self.passage_at(match.start())[0], match

    def passage_at(self, position: int) -> tuple[Passage, int]:
        """The passage at a position of the condensed text, and where it begins there."""
        place = bisect_right(self.condensed[1], position) - 1
        return self.context.passages[place], self.condensed[1][place]

    def cite_at(self, start: int, end: int) -> Citation:
        """The citation of a range of the condensed text."""
        passage, begin = self.passage_at(start)
        first, last = passage.index[start - begin], passage.index[end - begin - 1]
        return self.context.cite([passage.text[first : last + 1]], passage.block.place)

    def where(self, fact: Fact, state: str) -> Citation:
        """Where a fact names a State (the last such place); the fact's own citation else."""
        named = [entry.piece for entry in self.entries(fact) if state in entry.readings]
        return self.context.cite(named[-1:], fact.cite.place) if named else fact.cite


_T = TypeVar("_T")
_Places = tuple[list[int], list[_T]]
"""Things in the paper in the order of the original, and their offsets."""


def _places(found: Iterable[tuple[int, _T]]) -> _Places[_T]:
    ordered = sorted(found, key=lambda each: each[0])
    return [offset for offset, _ in ordered], [thing for _, thing in ordered]


def _within(places: _Places[_T], spans: Iterable[Span]) -> Iterator[_T]:
    offsets, things = places
    for start, end in spans:
        yield from things[bisect_left(offsets, start) : bisect_left(offsets, end)]


def first_day(text: str | None) -> date | None:
    """The first day of a date of any precision; None for no date, or none of the calendar.

    >>> first_day("2005-08"), first_day("2006-02-30")
    (datetime.date(2005, 8, 1), None)
    """
    return _day(text, first=True)


def last_day(text: str | None) -> date | None:
    """The last day of a date of any precision.

    >>> last_day("2005"), last_day("2006-02")
    (datetime.date(2005, 12, 31), datetime.date(2006, 2, 28))
    """
    return _day(text, first=False)


def _day(text: str | None, *, first: bool) -> date | None:
    if not text or text.startswith("-"):
        return None
    parts = [int(part) for part in text.split("-")]
    try:
        if len(parts) == 1:
            return date(parts[0], 1, 1) if first else date(parts[0], 12, 31)
        if len(parts) == 2:
            ends = 1 if first else calendar.monthrange(*parts)[1]
            return date(parts[0], parts[1], ends)
        return date(*parts)
    except (ValueError, calendar.IllegalMonthError):
        return None
