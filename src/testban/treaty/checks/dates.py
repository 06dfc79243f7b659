"""Dates: days of no calendar, ends before beginnings, and meetings in the wrong year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from testban.reference.meetings import Meeting, meetings
from testban.treaty.checks.model import Finding
from testban.treaty.checks.paper import Paper, first_day, last_day
from testban.treaty.checks.period import (
    mostly_inside,
    outside_the_stated_period,
    stated_period,
    usual_period,
)
from testban.treaty.checks.shown import Days, Held
from testban.treaty.extract.model import Fact

__all__ = [
    "ends_before_it_starts",
    "no_such_day",
    "outside_the_period",
    "same_days_of_another_year",
    "wrong_year",
    "year_without_meeting",
]

# A slip is into a neighbouring year; conferences come back to the same days after a decade.
_FARTHEST_YEARS = 2


def no_such_day(paper: Paper) -> Iterator[Finding]:
    """D301: a day that the calendar does not have."""
    for passage in paper.context.passages:
        for mention in passage.mentions:
            if mention.kind in ("date", "period") and not mention.value.valid:
                first, last = passage.index[mention.start], passage.index[mention.end - 1]
                piece = passage.text[first : last + 1]
                cite = paper.context.cite([piece], passage.block.place)
                yield paper.finding("D301", cite, shown=piece.text)


def ends_before_it_starts(paper: Paper) -> Iterator[Finding]:
    """D302: a period whose end comes before its beginning."""
    for passage in paper.context.passages:
        for mention in passage.mentions:
            if mention.kind != "period":
                continue
            start, end = map(paper.context.dated, (mention.value.date, mention.value.end_date))
            first, last = first_day(start), last_day(end)
            if first and last and last < first:
                low, high = passage.index[mention.start], passage.index[mention.end - 1]
                cite = paper.context.cite([passage.text[low : high + 1]], passage.block.place)
                yield paper.finding("D302", cite, start=start, end=end)
    # Where the two days stand in columns of their own, they are no period of the text.
    for fact in paper.of("activity", "meeting"):
        start, end = fact.fields["start"], fact.fields["end"]
        first, last = first_day(start), last_day(end)
        cite = paper.when(fact, start)
        if first and last and last < first and cite == fact.cite:
            yield paper.finding("D302", cite, start=start, end=end)


def outside_the_period(paper: Paper) -> Iterator[Finding]:
    """D303: an activity outside the period that the paper reports on."""
    yield from outside_the_stated_period(paper)
    usual = usual_period(paper)
    period = usual or stated_period(paper)
    if period is None or (usual is None and not mostly_inside(paper, period)):
        return
    for fact in paper.of("activity"):
        start, end = first_day(fact.fields["start"]), last_day(fact.fields["end"])
        if start is None or end is None or (end >= period[0] and start <= period[1]):
            continue  # a year alone may reach over the end of the period
        if paper.ledger is None or same_days_of_another_year(fact) is None:
            shown = fact.fields["start"]
            cite = paper.when(fact, shown)
            yield paper.finding("D303", cite, shown=shown, start=period[0], end=period[1])


def wrong_year(paper: Paper) -> Iterator[Finding]:
    """D304: a meeting that is known to have been held on those days of another year."""
    if paper.ledger is None:
        return
    told: list[tuple[int, int]] = []
    for fact in paper.of("activity", "meeting"):
        meeting = same_days_of_another_year(fact)
        span = fact.cite.spans[0] if fact.cite.spans else (0, 0)
        if meeting is None or any(start < span[1] and span[0] < end for start, end in told):
            continue
        if fact.kind == "meeting" and not _named(paper, fact, meeting):
            continue
        period = usual_period(paper)
        if fact.kind == "activity" and period is not None and _inside(fact, period):
            continue
        told.append(span)
        yield paper.finding(
            "D304",
            paper.when(fact, fact.fields["start"]),
            f"{meeting.start}/{meeting.end}",
            meeting=Held(meeting),
            days=Days(str(meeting.start), str(meeting.end)),
            stated=Days(str(fact.fields["start"]), str(fact.fields["end"])),
        )


def year_without_meeting(paper: Paper) -> Iterator[Finding]:
    """D304: a treaty's conference is called after a year in which none was held."""
    if paper.ledger is None:
        return
    names = ["of_year", "held_in_year"]
    if (paper.context.meeting or "").startswith("CTBT-Art.XIV"):
        names.append("own_in_year")
    found = [
        match
        for name in names
        for _, match in paper.find(paper.context.language.regex("meetings", name))
    ]
    held = [m for m in meetings() if m.treaty == "CTBT"]
    years = [m.start.year for m in held]
    for match in found:
        year = int(match["year"])
        if min(years) < year < max(years) and year not in years:
            near = min(held, key=lambda m: (abs(m.start.year - year), m.start))
            cite = paper.cite_at(*match.span("year"))
            days = Days(str(near.start), str(near.end))
            yield paper.finding(
                "D304", cite, near.start.year, meeting=Held(near), days=days, stated=year
            )


def same_days_of_another_year(fact: Fact) -> Meeting | None:
    """The known meeting of the same days and months, in another year."""
    start, end = fact.fields["start"], fact.fields["end"]
    if not start or not end or len(start) < 10 or len(end) < 10 or start == end:
        return None
    days = start[4:], end[4:]
    found = [m for m in meetings() if (m.start.isoformat()[4:], m.end.isoformat()[4:]) == days]
    if any(m.start.isoformat() == start for m in found):
        return None
    year = int(start[:4])
    near = [m for m in found if abs(m.start.year - year) <= _FARTHEST_YEARS]
    return min(near, key=lambda m: abs(m.start.year - year), default=None)


def _named(paper: Paper, fact: Fact, meeting: Meeting) -> bool:
    """The words speak of the treaty's own conference."""
    names = paper.context.language.table("meetings").get("own", {}).get(meeting.treaty, ())
    return any(name in fact.cite.quote for name in names)


def _inside(fact: Fact, period: tuple[date, date]) -> bool:
    start, end = first_day(fact.fields["start"]), last_day(fact.fields["end"])
    return start is not None and end is not None and period[0] <= start and end <= period[1]
