"""Dates and periods in running text, by the date grammar of a language pack."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from typing import NamedTuple

from testban.treaty.documents.labels import chinese_number
from testban.treaty.languages import Pack, pack
from testban.treaty.literals import Need, needs

__all__ = ["DateMention", "Dates", "dates_of"]


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date or a period found in text.

    Attributes
    ----------
    start, end
        Half-open range in the text that was searched.
    date
        ISO 8601, as precise as printed (``2005``, ``2005-08``, ``2005-08-10``); ``--11-27`` where
        the year is not printed.
    end_date
        The last day or month of a period; None for a single date.
    valid
        The calendar has such a day.
    """

    start: int
    end: int
    date: str
    end_date: str | None
    valid: bool


@dataclass(frozen=True, slots=True)
class _Form:
    """One way to write a date, the words of which it holds at least one, and what it begins with.

    `needs` are one or two such classes of words: a period needs what joins its dates, too. `named`
    is true of a form that begins with the name of a month: none with a figure is.
    """

    pattern: re.Pattern[str]
    needs: tuple[Need, ...]
    named: bool


class _Places(NamedTuple):
    """Where dates may begin in a text: with figures, and with the names of months."""

    figures: list[int]
    names: list[int]


_START = attrgetter("start")
_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
# Two dates with what joins them between, and nothing else in its place.
_JOINED = re.compile(r"(?<!\|)<to>(?![|?])")
_NAMED = re.compile(r"(?:\\b|\(\?<![^)]*\))*\(\?P<m\d><month>\)")


@cache
def _grammar(code: str) -> tuple[_Form, ...]:
    table = pack(code).table("dates")
    parts = dict(table.get("parts", {}))
    compiled = []
    for pattern in table.get("patterns", ()):
        expanded = pattern
        for name, value in parts.items():
            expanded = expanded.replace(f"<{name}>", f"(?:{value})")
        named = "month" in parts and _NAMED.match(pattern) is not None
        joined = _JOINED.search(pattern) is not None
        wanted = [needs(expanded), needs(parts["to"]) if joined else ()]
        compiled.append(_Form(re.compile(expanded), tuple(filter(None, wanted)), named))
    return tuple(compiled)


class Dates:
    """Finds the dates of one language.

    Examples
    --------
    >>> reader = Dates(pack("zh"))
    >>> [(m.date, m.end_date) for m in reader.find("2005年8月-2006年5月")]
    [('2005-08', '2006-05')]
    >>> [(m.date, m.end_date) for m in Dates(pack("en")).find("from 25 to 28 October 2005")]
    [('2005-10-25', '2005-10-28')]
    """

    def __init__(self, language: Pack) -> None:
        self._forms = _grammar(language.code)
        self._needs = list(dict.fromkeys(need for form in self._forms for need in form.needs))
        self._chosen: dict[tuple[bool, ...], list[_Form]] = {}
        begins = language.table("dates").get("begins")
        self._begins = re.compile(begins) if begins else None
        self._months: dict[str, int] = {
            name.lower(): int(number)
            for number, names in language.table("dates").get("months", {}).items()
            for name in names
        }

    def find(self, text: str) -> list[DateMention]:
        """Every date in `text`, left to right, the longest reading of each place."""
        figures, names = self._places(text)
        if not (figures or names):
            return []
        found: list[DateMention] = []
        taken = bytearray(len(text))
        # Patterns stand from the longest reading to the shortest: what one took, the next may not.
        for form in self._likely(text):
            match_at = form.pattern.match
            end = 0
            for start in names if form.named else figures:
                if start < end or taken[start] or (match := match_at(text, start)) is None:
                    continue
                end = match.end()
                if taken.find(1, start, end) < 0 and (mention := self._mention(match)):
                    found.append(mention)
                    taken[start:end] = b"\1" * (end - start)
        found.sort(key=_START)
        return found

    def parts(self, text: str) -> dict[str, tuple[int, int]]:
        """Where year, month and day stand in `text`, which is one date or period and no more.

        ``y1``, ``m1`` and ``d1`` are of the first day, ``y2``, ``m2`` and ``d2`` of the last one.
        """
        for form in self._likely(text):
            if match := form.pattern.fullmatch(text):
                return {name: match.span(name) for name, said in match.groupdict().items() if said}
        return {}

    def _places(self, text: str) -> _Places:
        """Where a date may begin: everywhere if the language does not say."""
        if self._begins is None:
            return _Places(list(range(len(text))), list(range(len(text))))
        starts = [match.start() for match in self._begins.finditer(text)]
        if not self._months or not starts:
            return _Places(starts, [])
        figures = [start for start in starts if text[start].isdigit()]
        return _Places(figures, [start for start in starts if not text[start].isdigit()])

    def _likely(self, text: str) -> list[_Form]:
        """The forms that may stand in `text`: most texts name no month, and few hold a period."""
        lower = text.lower()
        held = tuple([_holds(lower, need) for need in self._needs])
        known = self._chosen.get(held)
        if known is None:
            answered = {need for need, holds in zip(self._needs, held, strict=True) if holds}
            known = [form for form in self._forms if answered.issuperset(form.needs)]
            self._chosen[held] = known
        return known

    def _mention(self, match: re.Match[str]) -> DateMention | None:
        said = {name: self._number(shown) for name, shown in match.groupdict().items() if shown}
        y1, m1, d1 = said.get("y1"), said.get("m1"), said.get("d1")
        y2, m2, d2 = said.get("y2"), said.get("m2"), said.get("d2")
        period = any(value is not None for value in (y2, m2, d2))
        if period:
            # What the first date leaves out, the last one says, and the other way round.
            y1, y2 = (y1 if y1 is not None else y2), (y2 if y2 is not None else y1)
            if d2 is not None or m2 is not None:
                m1, m2 = (m1 if m1 is not None else m2), (m2 if m2 is not None else m1)
        first = _iso(y1, m1, d1)
        last = _iso(y2, m2, d2) if period else None
        if first is None:
            return None
        valid = _valid(y1, m1, d1) and (not period or _valid(y2, m2, d2))
        return DateMention(match.start(), match.end(), first, last, valid)

    def _number(self, shown: str) -> int | None:
        if shown.isdigit():
            return int(shown)
        known = self._months.get(shown.lower().rstrip("."))
        return known if known is not None else chinese_number(shown)


@cache
def dates_of(language: str) -> Dates:
    """The finder of dates of a language, made once."""
    return Dates(pack(language))


def _holds(text: str, words: tuple[str, ...]) -> bool:
    for word in words:  # noqa: SIM110 - asked of every passage, and twice as fast as any()
        if word in text:
            return True
    return False


def _iso(year: int | None, month: int | None, day: int | None) -> str | None:
    if month is None:
        return f"{year:04d}" if year is not None else None
    head = f"{year:04d}" if year is not None else "-"
    return f"{head}-{month:02d}" + (f"-{day:02d}" if day is not None else "")


def _valid(year: int | None, month: int | None, day: int | None) -> bool:
    if month is None:
        return day is None
    if not 1 <= month <= 12:
        return False
    leap = month == 2 and calendar.isleap(year if year is not None else 2000)
    return day is None or 1 <= day <= _DAYS[month - 1] + leap
