"""What every rule works with: the paper, its facts, and the ledger on the days that it speaks of."""

from __future__ import annotations

import calendar
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import cached_property
from typing import Any, TypeVar

from testban.reference.treaties import find_treaty
from testban.treaty.checks.model import Finding, find_rule
from testban.treaty.documents.mapped import MappedText, Span
from testban.treaty.documents.model import Document
from testban.treaty.extract.context import Context
from testban.treaty.extract.model import Citation, Fact
from testban.treaty.languages import pack
from testban.treaty.ledger import Ledger
from testban.treaty.status import Status, status

__all__ = ["GRACE", "Paper", "first_day", "last_day"]

GRACE = timedelta(days=30)
"""A paper counts what its author knew: a status of up to so many days before its date is right."""


class Paper:
    """A document with its facts, and a ledger to hold them against.

    Parameters
    ----------
    ledger
        None where the paper is to be held against itself only.
    """

    def __init__(self, document: Document, facts: Sequence[Fact], ledger: Ledger | None) -> None:
        self.document = document
        self.facts = facts
        self.ledger = ledger
        self.context = Context(document, pack(document.language or "en"))
        self._statuses: dict[tuple[str, date], Status | None] = {}

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
        if self.ledger is None or treaty is None or day is None or not self.ledger.of(treaty):
            return None
        if (treaty, day) not in self._statuses:
            found = status(self.ledger, find_treaty(treaty), day)
            known = found.cutoff is not None and not found.beyond_cutoff
            self._statuses[treaty, day] = found if known else None
        return self._statuses[treaty, day]

    def lately(self, treaty: str | None, day: date | None) -> list[Status]:
        """The status on the day, and on a day before it that the author may have had in mind."""
        days = [day, day - GRACE] if day else []
        return [found for each in days if (found := self.status(treaty, each)) is not None]

    def finding(self, code: str, cite: Citation, expected: object = "", **values: Any) -> Finding:
        """A finding of the rule `code` at a place."""
        start = cite.spans[0][0] if cite.spans else 0
        column = self.document.source.column(start)
        return Finding(find_rule(code), cite, column, str(expected), values)

    def names(self, fact: Fact) -> Iterator[tuple[tuple[str, ...], Citation]]:
        """The names of States in a fact's spans, each with its readings and its own place."""
        for piece, readings in _within(self._names, fact.cite.spans):
            yield readings, self.context.cite([piece], fact.cite.place)

    def when(self, fact: Fact, date: str | None) -> Citation:
        """Where a fact gives a date; the fact's own citation where it cannot be told."""
        for piece, found in _within(self._dates, fact.cite.spans):
            if found == date:
                return self.context.cite([piece], fact.cite.place)
        return fact.cite

    @cached_property
    def _names(self) -> _Places[tuple[str, ...]]:
        """Every name of a State in the paper."""
        return _places(
            (passage.text[name.start : name.end], name.states)
            for passage in self.context.passages
            for name in self.context.names.find(passage.text.text)
        )

    @cached_property
    def _dates(self) -> _Places[str]:
        """Every date and period in the paper, by its first day."""
        return _places(
            (
                passage.text[passage.index[mention.start] : passage.index[mention.end - 1] + 1],
                mention.value.date,
            )
            for passage in self.context.passages
            for mention in passage.mentions
            if mention.kind in ("date", "period")
        )

    def where(self, fact: Fact, state: str) -> Citation:
        """Where a fact names a State (the last such place); the fact's own citation else."""
        named = [
            piece for piece, states in _within(self._names, fact.cite.spans) if state in states
        ]
        return self.context.cite(named[-1:], fact.cite.place) if named else fact.cite


_T = TypeVar("_T")
_Places = tuple[list[int], list[tuple[MappedText, _T]]]
"""Pieces of the paper and what they say, in the order of the original, with their offsets."""


def _places(found: Iterable[tuple[MappedText, _T]]) -> _Places[_T]:
    pieces = sorted((each for each in found if each[0].origin), key=lambda p: p[0].origin[0])
    return [piece.origin[0] for piece, _ in pieces], pieces


def _within(places: _Places[_T], spans: Iterable[Span]) -> Iterator[tuple[MappedText, _T]]:
    offsets, pieces = places
    for start, end in spans:
        yield from pieces[bisect_left(offsets, start) : bisect_left(offsets, end)]


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
