"""The period that a paper reports on, and what it reports of another time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from testban.treaty.checks.model import Finding
from testban.treaty.checks.paper import Paper, first_day, last_day
from testban.treaty.documents.dates import DateMention
from testban.treaty.documents.mapped import MappedText
from testban.treaty.extract.passage import Mention, Passage

__all__ = ["mostly_inside", "outside_the_stated_period", "stated_period", "usual_period"]

Period = tuple[date, date]

# So many activities with one and the same period make it the period reported on.
_LEAST = 3
# So many dates within the period, and most of all, show that the rest should be as well.
_ENOUGH = 2
_SHORTEST = timedelta(days=80)


def usual_period(paper: Paper) -> Period | None:
    """The period reported on: the one that most activities are given, if it holds many others."""
    given = Counter(
        (fact.fields["start"], fact.fields["end"])
        for fact in paper.of("activity")
        if fact.fields["start"] != fact.fields["end"]
    )
    if not given:
        return None
    (start, end), times = given.most_common(1)[0]
    first, last = first_day(start), last_day(end)
    return (first, last) if times >= _LEAST and first and last else None


def stated_period(paper: Paper) -> Period | None:
    """The period that the paper says it reports on, in its title or a sentence."""
    said, titled = (paper.context.pattern("reports", name) for name in ("period", "titled"))
    for passage in paper.context.holding(said, titled):
        heads = passage.block.kind in ("title", "heading")
        for pattern in (said, titled) if heads else (said,):
            for hit in pattern.find(passage):
                mentions = [m.value for m in hit.mentions() if m.kind in ("date", "period")]
                if mentions and (found := _bounds(paper, mentions)):
                    return found
    return None


def mostly_inside(paper: Paper, period: Period) -> bool:
    """Half of the paper's activities, and two at least, lie in the period."""
    days = [
        (first_day(fact.fields["start"]), last_day(fact.fields["end"]))
        for fact in paper.of("activity")
    ]
    dated = [(start, end) for start, end in days if start and end]
    inside = [bounds for bounds in dated if _meets(bounds, period)]
    return len(inside) >= _ENOUGH and 2 * len(inside) >= len(dated)


def _bounds(paper: Paper, mentions: list[DateMention]) -> Period | None:
    """The first and the last day of a period; None for one that is too short to report on."""
    start = paper.context.dated(mentions[0].date)
    end = paper.context.dated(mentions[-1].end_date or mentions[-1].date)
    first, last = first_day(start), last_day(end)
    return (first, last) if first and last and last - first >= _SHORTEST else None


def outside_the_stated_period(paper: Paper) -> Iterator[Finding]:
    """D303: what a sentence or a row of a table reports was at another time than is reported on."""
    period = stated_period(paper)
    if period is None:
        return
    reported = [
        (piece, shown, bounds)
        for piece, shown, bounds in (*_in_prose(paper), *_in_rows(paper))
        if bounds[0] <= bounds[1]
    ]
    inside = [bounds for _, _, bounds in reported if _meets(bounds, period)]
    if len(inside) < _ENOUGH or 2 * len(inside) < len(reported):
        return
    for piece, shown, bounds in reported:
        if not _meets(bounds, period):
            cite = paper.context.cite([piece], "")
            yield paper.finding("D303", cite, shown=shown, start=period[0], end=period[1])


def _meets(bounds: Period, period: Period) -> bool:
    """A year alone may reach over the end of the period."""
    return bounds[1] >= period[0] and bounds[0] <= period[1]


_Dated = tuple[MappedText, str, Period]


def _in_prose(paper: Paper) -> Iterator[_Dated]:
    """The day with which a paragraph on what a State did begins."""
    pattern = paper.context.pattern("reports", "done")
    for passage in paper.context.passages:
        if passage.block.kind in ("paragraph", "item") and (hit := pattern.search(passage)):
            mentions = [m for m in hit.mentions("when") if m.kind in ("date", "period")]
            if mentions and (dated := _dated(paper, passage, mentions[0])):
                yield dated


def _in_rows(paper: Paper) -> Iterator[_Dated]:
    """The days of the rows of a table, one a row: a row of several is of something else."""
    activities = [span for fact in paper.of("activity") for span in fact.cite.spans]
    for passage in paper.context.passages:
        if passage.block.kind != "row" or not passage.text.origin:
            continue
        start = passage.text.origin[0]
        if any(low <= start < high for low, high in activities):
            continue  # told as activities
        cells = [paper.context.passage(passage.block, cell) for cell in passage.block.cells]
        days = [(cell, cell.mentions[0]) for cell in cells if _is_day(cell)]
        if len(days) == 1 and (dated := _dated(paper, *days[0])):
            yield dated


def _is_day(cell: Passage) -> bool:
    """The cell holds a day or a period and nothing else."""
    return (
        len(cell.mentions) == 1
        and cell.mentions[0].kind in ("date", "period")
        and len(cell.masked.strip(" .,;")) == 1
    )


def _dated(paper: Paper, passage: Passage, mention: Mention) -> _Dated | None:
    start, end = map(paper.context.dated, (mention.value.date, mention.value.end_date))
    first, last = first_day(start), last_day(end or start)
    if not start or first is None or last is None:
        return None
    low, high = passage.index[mention.start], passage.index[mention.end - 1]
    return passage.text[low : high + 1], start, (first, last)
