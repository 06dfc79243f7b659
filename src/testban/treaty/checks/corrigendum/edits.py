"""A finding -> what to put in place of what: the smallest change that makes the text right.

What a finding expects is a value (a day, a number, a name); what stands in the paper is a phrase.
Each function here looks for the phrase that says what the finding says is stated, in the places that
the finding cites, and gives it with the expected value in the same form; none where it is not there
or stands there twice.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from difflib import SequenceMatcher

from testban.treaty.checks.corrigendum.reading import Edit, Reading
from testban.treaty.checks.corrigendum.spelling import (
    date_like,
    number_like,
    ordinal_like,
    ordinals_in,
)
from testban.treaty.checks.model import Finding
from testban.treaty.checks.shown import Days
from testban.treaty.checks.words import words
from testban.treaty.extract.patterns import number

__all__ = ["edit_of"]

_DAYS = re.compile(r"\d{4}(?:-\d\d){0,2}(?:/\d{4}(?:-\d\d){0,2})?")
# How far from a day its weekday is looked for.
_BESIDE = 24
_SHORTEST = 3
# The values of a finding that may hold what stands in the paper, in the order of trust.
_STATED = ("linked", "stated", "symbol", "name")
# So much alike are a word and what it is a slip for.
_LIKE = 0.5


def edit_of(reading: Reading, finding: Finding) -> Edit | None:
    """What makes the place right; None where the right text is not known, or the place is not."""
    if not finding.expected or not finding.cite.spans:
        return None
    for known in _FINDERS:
        if edit := known(reading, finding):
            return edit if _changes(reading, edit) else None
    return None


def _changes(reading: Reading, edit: Edit) -> bool:
    written = reading.document.source.text[edit.start : edit.end]
    return "".join(written.split()) != "".join(edit.new.split())


def _one(found: Iterator[Edit]) -> Edit | None:
    """The only one; None where there are more, for nobody can tell which is meant."""
    edits = list(dict.fromkeys(found))
    return edits[0] if len(edits) == 1 else None


def _day(reading: Reading, finding: Finding) -> Edit | None:
    stated = finding.values.get("stated")
    of_a_day = "-" in finding.expected or isinstance(stated, Days)
    if not of_a_day or not _DAYS.fullmatch(finding.expected):
        return None
    first = stated.start if isinstance(stated, Days) else stated
    start, _, end = finding.expected.partition("/")
    dates = list(reading.dates(finding.cite.spans))
    if len(dates) > 1:
        dates = [each for each in dates if each[2].value.date == first]

    def edits() -> Iterator[Edit]:
        for (low, high), written, _ in dates:
            shown = date_like(written, start, end or start, reading.language)
            if shown is not None:
                yield Edit(low, high, shown)

    return _one(edits())


def _weekday(reading: Reading, finding: Finding) -> Edit | None:
    """The word beside a day that the calendar does not have on that weekday."""
    known, day = words(reading.language.code), finding.values.get("day")
    if finding.rule.code != "D306" or not isinstance(day, date):
        return None
    right = known.rows("weekdays")[day.weekday()]
    # Of a language that writes one sign, both forms of Sunday are named.
    right = right[:1] if len(right) < _SHORTEST else right
    start = finding.cite.spans[0][0]
    for passage in reading.passages(finding.cite.spans):
        text, index = passage.condensed, passage.index
        for mention in passage.mentions:
            if passage.text.origin[index[mention.start]] != start:
                continue
            begin = max(0, mention.start - _BESIDE)
            match = known.regex("weekday_before").search(text[begin : mention.start])
            if match is None:
                begin = mention.end
                match = known.regex("weekday_after").search(text[begin : begin + _BESIDE])
            if match:
                low, high = begin + match.start(1), begin + match.end(1)
                origin = passage.text.origin
                return Edit(origin[index[low]], origin[index[high - 1]] + 1, right)
    return None


def _figure(reading: Reading, finding: Finding) -> Edit | None:
    """A number, an ordinal or the label of an item."""
    value = _whole_number(finding.expected)
    stated = _whole_number(finding.values.get("stated", ""))
    if value is None or stated is None:
        return None
    for found in (_numbers, _ordinals, _digits):
        edits = list(dict.fromkeys(found(reading, finding, stated, value)))
        if edits:
            return edits[0] if len(edits) == 1 else None
    return None


def _whole_number(value: object) -> int | None:
    text = str(value)
    return int(text) if text.isdecimal() else None


def _numbers(reading: Reading, finding: Finding, stated: int, value: int) -> Iterator[Edit]:
    spans = finding.cite.spans
    for passage in reading.passages(spans):
        for match in passage.number.finditer(passage.masked):
            start = passage.starts[match.start()]
            shown = passage.condensed[start : passage.starts[match.end() - 1] + 1].rstrip(" ,，")
            if number(shown, reading.language) != stated:
                continue
            if found := reading.place(passage, start, start + len(shown), spans):
                (low, high), written = found
                yield Edit(low, high, number_like(written, value, reading.language))


def _ordinals(reading: Reading, finding: Finding, stated: int, value: int) -> Iterator[Edit]:
    spans = finding.cite.spans
    for passage in reading.passages(spans):
        for start, end, counted in ordinals_in(passage.condensed, reading.language):
            if counted == stated and (found := reading.place(passage, start, end, spans)):
                (low, high), written = found
                shown = ordinal_like(written, value, reading.language)
                if shown is not None:
                    yield Edit(low, high, shown)


def _digits(reading: Reading, finding: Finding, stated: int, value: int) -> Iterator[Edit]:
    """Digits that are no number of the language's grammar: 项目1."""
    spans = finding.cite.spans
    for passage in reading.passages(spans):
        for match in re.finditer(rf"(?<!\d){stated}(?!\d)", passage.condensed):
            if found := reading.place(passage, *match.span(), spans):
                (low, high), written = found
                yield Edit(low, high, number_like(written, value, reading.language))


def _word(reading: Reading, finding: Finding) -> Edit | None:
    """A word, a symbol or a link that the finding names."""
    spans = finding.cite.spans
    for name in _STATED:
        stated = "".join(str(finding.values.get(name) or "").split())
        if not stated or _whole_number(finding.expected) is not None:
            continue

        def edits(stated: str = stated) -> Iterator[Edit]:
            for passage in reading.passages(spans):
                for match in re.finditer(_spaced(stated), passage.condensed):
                    if found := reading.place(passage, *match.span(), spans):
                        yield Edit(*found[0], finding.expected)

        if edit := _one(edits()):
            return edit
    alike = SequenceMatcher(None, finding.cite.quote, finding.expected, autojunk=False).ratio()
    if len(spans) == 1 and alike >= _LIKE:
        return Edit(*spans[0], finding.expected)
    return None


def _spaced(text: str) -> str:
    """A pattern of the text with white space anywhere: a line may end in a symbol or a link."""
    return r"\s*".join(map(re.escape, text))


_FINDERS: tuple[Callable[[Reading, Finding], Edit | None], ...] = (_day, _weekday, _figure, _word)
