"""On which day each State of a statement did what the statement says."""

from __future__ import annotations

import re

from testban.treaty.documents.dates import DateMention
from testban.treaty.extract.context import Context
from testban.treaty.extract.passage import MASKS, Hit, Mention

__all__ = ["days"]

_DAY = MASKS["date"]
_ROW_OF_DAYS = re.compile(
    rf"{_DAY}(?:, {_DAY})*,? and (?:on |in )?{_DAY}(?!,? (?:\w{1, 3} )?{MASKS['state']})"
)
# No word stands farther from its day.
_BESIDE = 8
_FULL = len("2031-05-04")


def days(context: Context, hit: Hit, states: int, same_day: bool) -> list[str | None]:
    """The date of each State's act: one for all, or one each where the paper says "respectively".

    "On the same day" is the day named last before it.
    """
    passage = hit.passage
    if same_day:
        before = list(passage.before(hit.match.end(), "date"))
        full = (m for m in before if len(str(m.value.date)) == _FULL)
        named = next(full, before[0] if before else None)
        return [_in_year(context, hit, named) if named else None] * states
    pair = hit.date("pair")
    if pair is not None:
        # "On 24 and 26 September": read as one period, meant as two days.
        return [pair.date, pair.end_date] if states == 2 else [None] * states
    each = _respectively(context, hit, states) if states > 1 else None
    if each is not None:
        return each
    date = next(iter(hit.mentions("date")), None)
    return [_in_year(context, hit, date) if date else None] * states


def _respectively(context: Context, hit: Hit, states: int) -> list[str | None] | None:
    """The days of States that acted each on its own; None where the paper does not say so.

    Days and States stand in the same order; where their numbers differ, nobody can tell whose. A
    single day is that of all: each acted for itself.
    """
    passage = hit.passage
    word = context.language.regex("treaty_actions", "respectively")
    start, end = passage.sentence(*hit.match.span(), context.stops)
    own = hit.match.start("date") if hit.has("date") else hit.match.start()
    if row := _ROW_OF_DAYS.match(passage.masked, own):
        # "A and B ratified on one day and another": as many days as States.
        named = _with_years(context, hit, passage.within(own, row.end()))
        if len(named) == states:
            return list(named)
    if context.language.table("treaty_actions").get("respectively_first"):
        said = [match.end() for match in word.finditer(passage.masked, start, hit.match.end())]
        behind = passage.within(said[-1], hit.match.end()) if said else []
        named = _with_years(context, hit, behind)
        if len(named) == states:
            return list(named)
        return [None] * states if len(named) > 1 else None
    verbs = [passage.lower.find(verb, own, end) for verb in context.language.table("actions")]
    next_act = min((at for at in verbs if at >= 0), default=end)
    if word.search(passage.masked, own, next_act):
        # "A and B, which had signed on one day, ratified on another and a third respectively."
        named = _with_years(context, hit, passage.within(own, next_act))
        if len(named) == states:
            return list(named)
    elif next_act < end and hit.has("date"):
        return None  # it is said of the act that follows
    if not word.search(passage.masked[start:end]):
        return None
    named = _with_years(context, hit, passage.within(start, end))
    if len(named) == states:
        return list(named)
    return [None] * states if len(named) > 1 else None


def _with_years(context: Context, hit: Hit, mentions: list[Mention]) -> list[str | None]:
    """The days among `mentions`; one without its year is of the year that a neighbour names.

    Where none does, the sentence may say "of the same year".
    """
    dates = [str(m.value.date) for m in mentions if m.kind == "date"]
    years = [date[:4] if date[:1].isdigit() else None for date in dates]
    if mentions and not any(years):
        first = next((m for m in mentions if m.kind == "date"), mentions[0])
        passage = hit.passage
        start, end = passage.sentence(*hit.match.span(), context.full_stops)
        if context.language.regex("treaty_actions", "same_year").search(passage.masked, start, end):
            at = passage.masked_at(first.start)
            named = (str(m.value.date) for m in passage.before(at, "date", "period", since=start))
            years[:1] = [next((date[:4] for date in named if date[:1].isdigit()), None)]
    for index, year in enumerate(years):
        if year is None:
            later = next((known for known in years[index:] if known), None)
            years[index] = years[index - 1] if index and years[index - 1] else later
    return [
        context.dated(date) if year is None or date[:1].isdigit() else f"{year}{date[1:]}"
        for date, year in zip(dates, years, strict=True)
    ]


def _in_year(context: Context, hit: Hit, mention: Mention) -> str | None:
    """A day without its year is of the year that its own sentence names before it.

    "The year after" is the next one, and "last year" the one before the paper's.
    """
    date: DateMention = mention.value
    if not date.date.startswith("--"):
        return date.date
    passage = hit.passage
    at = passage.masked_at(mention.start)
    beside = passage.masked[max(0, at - _BESIDE) : at]
    issued = (context.document.date or "")[:4]
    if issued and context.language.regex("treaty_actions", "last_year").search(beside):
        return f"{int(issued) - 1}{date.date[1:]}"
    start, end = passage.sentence(*hit.match.span(), context.stops)
    back = context.language.regex("treaty_actions", "same_year").search(passage.masked, start, end)
    named = [m.value.date for m in passage.before(at, "date", "period", since=0 if back else start)]
    year = next((date[:4] for date in named if date[:1].isdigit()), None)
    if year is None and not context.dated_by_symbol:
        # A paper whose symbol has a year means that year; another the day that it named last.
        full = (str(m.value.date) for m in passage.before(at, "date"))
        year = next((date[:4] for date in full if len(date) == _FULL and date[:1].isdigit()), None)
    if year is None:
        return context.dated(date.date)
    if context.language.regex("treaty_actions", "next_year").search(beside):
        year = str(int(year) + 1)
    return f"{year}{date.date[1:]}"
