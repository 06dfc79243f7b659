"""Occasions: what a paper dates otherwise than the calendar, itself or a known meeting has it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from testban.reference.meetings import Meeting, meetings
from testban.treaty.checks.dates import same_days_of_another_year
from testban.treaty.checks.known import known_meeting, treaty_of
from testban.treaty.checks.model import Finding
from testban.treaty.checks.paper import Paper, first_day, last_day
from testban.treaty.checks.shown import Clause, Days, Held, Weekday
from testban.treaty.checks.words import words, years_of
from testban.treaty.documents.dates import DateMention
from testban.treaty.documents.mapped import MappedText
from testban.treaty.extract.model import Citation, Fact
from testban.treaty.extract.passage import Mention, Passage
from testban.treaty.extract.patterns import number

__all__ = [
    "dated_before_its_report",
    "dated_otherwise_than_known",
    "numbered_otherwise",
    "series_out_of_order",
    "wrong_weekday",
]

# An activity of so many days at most is one at a meeting; a longer one only has it in its time.
_SHORT = 10
_YEAR = re.compile(r"(?:19|20)\d\d")
_DAYS_OF_A_SLIP = 60
_BESIDE = 24


def dated_before_its_report(paper: Paper) -> Iterator[Finding]:
    """D305: the paper is dated before something that it reports as done."""
    day = last_day(paper.document.date)
    if day is None:
        return
    reports = words(paper.context.language.code).regex("report").search(paper.document.title)
    for fact in paper.of("treaty_action", "activity", "statement", "meeting"):
        shown = fact.fields["date"] if "date" in fact.fields else fact.fields["start"]
        done = first_day(shown)
        if fact.kind == "meeting" and not (reports and _own_in(paper, fact)):
            continue  # other meetings may be yet to come
        if done is not None and done > day:
            yield paper.finding("D305", paper.when(fact, shown), shown=shown, day=day)


def _own_in(paper: Paper, fact: Fact) -> bool:
    """It is the meeting of which the paper is a paper."""
    own = paper.context.own_meeting
    return own is not None and known_meeting(paper, fact) == own


def wrong_weekday(paper: Paper) -> Iterator[Finding]:
    """D306: a weekday is printed with a day of another weekday."""
    known = words(paper.context.language.code)
    before, after = known.regex("weekday_before"), known.regex("weekday_after")
    weekdays = known.rows("weekdays")
    for passage in paper.context.passages:
        for mention in passage.mentions:
            day = _single_day(paper, mention)
            if day is None:
                continue
            text = passage.condensed
            match = before.search(text[max(0, mention.start - _BESIDE) : mention.start])
            match = match or after.search(text[mention.end : mention.end + _BESIDE])
            if match and match[1].capitalize() not in weekdays[day.weekday()]:
                right = weekdays[day.weekday()]
                cite = paper.context.cite([_piece(passage, mention)], passage.block.place)
                named = right[:1] if len(right) < 3 else right
                weekday = Weekday(day.weekday())
                yield paper.finding("D306", cite, named, day=day, weekday=weekday)


def _single_day(paper: Paper, mention: Mention) -> date | None:
    if mention.kind != "date" or not mention.value.valid:
        return None
    shown = paper.context.dated(mention.value.date)
    return first_day(shown) if shown and len(shown) == len("2021-09-23") else None


def _piece(passage: Passage, mention: Mention) -> MappedText:
    first, last = passage.index[mention.start], passage.index[mention.end - 1]
    return passage.text[first : last + 1]


def dated_otherwise_than_known(paper: Paper) -> Iterator[Finding]:
    """D307: a meeting that is known is given other days than it had."""
    if paper.ledger is None:
        return
    told: set[int] = set()
    for fact in paper.of("meeting", "activity"):
        shown, until = fact.fields["start"], fact.fields["end"]
        first, last = first_day(shown), last_day(until or shown)
        if first is None or last is None or same_days_of_another_year(fact) is not None:
            continue
        known = known_meeting(paper, fact) if fact.kind == "meeting" else _attended(paper, fact)
        if known is None or _agrees(fact, known, first, last):
            continue
        cite = paper.when(fact, shown)
        start = cite.spans[0][0] if cite.spans else 0
        if start not in told:
            told.add(start)
            yield _on_other_days(paper, cite, known, str(shown), str(until or shown))
    yield from _own_days(paper, told)
    yield from _past_meetings(paper, told)


def _on_other_days(paper: Paper, cite: Citation, known: Meeting, start: str, end: str) -> Finding:
    return paper.finding(
        "D307",
        cite,
        f"{known.start}/{known.end}",
        meeting=Held(known),
        days=Days(str(known.start), str(known.end)),
        stated=Days(start, end),
    )


def _own_days(paper: Paper, told: set[int]) -> Iterator[Finding]:
    """What the paper says, in a sentence or its head, of the meeting whose paper it is."""
    own = paper.context.own_meeting
    if own is None:
        return
    for hit in paper.context.found("meetings", "own_days"):
        when, piece = hit.date("when"), hit.piece("when")
        if when is None or not when.valid or not piece.origin or piece.origin[0] in told:
            continue
        start = paper.context.dated(when.date)
        end = paper.context.dated(when.end_date or when.date)
        first, last = first_day(start), last_day(end)
        if first is None or last is None or not start or not end:
            continue
        near = abs((first - own.start).days) <= _DAYS_OF_A_SLIP
        vague = len(start) < len("2021-09-23")
        single = first == last and own.start <= first <= own.end
        if near and not vague and not single and (first, last) != (own.start, own.end):
            told.add(piece.origin[0])
            cite = paper.context.cite([piece], hit.passage.block.place)
            yield _on_other_days(paper, cite, own, start, end)


def _past_meetings(paper: Paper, told: set[int]) -> Iterator[Finding]:
    """What a sentence that lists the meetings held before says of one: the others are known by it."""
    listed = words(paper.context.language.code).regex("past_meetings")
    for passage, match in paper.find(listed):
        at = passage.masked_at(match.start() - paper.passage_at(match.start())[1])
        sentence = passage.within(*passage.sentence(at, at, paper.context.full_stops))
        days = [
            (mention, first, last)
            for mention in sentence
            if mention.kind in ("date", "period")
            and len(mention.value.date) == len("2021-09-23")
            and (first := first_day(mention.value.date))
            and (last := last_day(mention.value.end_date or mention.value.date))
        ]
        for treaty in {meeting.treaty for meeting in meetings()}:
            held = [m for m in meetings() if m.treaty == treaty]
            right = [m for m in held if any((m.start, m.end) == day[1:] for day in days)]
            wrong = [each for each in days if not any(_overlap(m, *each[1:]) for m in held)]
            if len(right) < _A_LIST or len(wrong) != 1:
                continue
            (mention, first, last) = wrong[0]
            meant = min(set(held) - set(right), key=lambda m: abs(m.start - first), default=None)
            piece = _piece(passage, mention)
            if meant is not None and piece.origin[0] not in told:
                told.add(piece.origin[0])
                cite = paper.context.cite([piece], passage.block.place)
                yield _on_other_days(paper, cite, meant, str(first), str(last))


_A_LIST = 3


def _overlap(meeting: Meeting, first: date, last: date) -> bool:
    return first <= meeting.end and meeting.start <= last


def _agrees(fact: Fact, known: Meeting, first: date, last: date) -> bool:
    """Days inside the meeting's, or a month or year in which it was."""
    vague = len(str(fact.fields["start"])) < len("2021-09-23")
    if vague or fact.kind == "activity":
        if last < known.start or first > known.end:
            return False
        return vague or (known.start <= first and last <= known.end)
    if first == last:
        return known.start <= first <= known.end
    return (first, last) == (known.start, known.end)


def _attended(paper: Paper, fact: Fact) -> Meeting | None:
    """The known meeting at which a short activity is said to have been."""
    first, last = first_day(fact.fields["start"]), last_day(fact.fields["end"])
    if first is None or last is None or (last - first).days > _SHORT:
        return None
    if len(str(fact.fields["start"])) < len("2021-09-23"):
        return None
    attends = words(paper.context.language.code).regex("attends")
    for forum in fact.fields["forums"] or ():
        treaty = treaty_of(paper, str(forum))
        year = _YEAR.search(str(forum))
        if treaty is None or not attends.search(str(fact.fields["text"])):
            continue
        for known in meetings():
            right = int(year[0]) if year else first.year
            near = abs((known.start - first).days) <= _DAYS_OF_A_SLIP
            if known.treaty == treaty and known.start.year == right and near:
                return known
    return None


def numbered_otherwise(paper: Paper) -> Iterator[Finding]:
    """D308: a numbered meeting of a series is put into a year in which another one was held."""
    known = words(paper.context.language.code)
    before, after = known.regex("held_before"), known.regex("held_after")
    text = paper.condensed[0].lower()
    for series in known.rows("series"):
        if series["needs"] not in text:
            continue
        for passage, match in paper.find(re.compile(series["pattern"], re.M)):
            count = number(match["n"], paper.context.language) or 0
            years = years_of(series["id"], count) if count else range(0)
            begin = paper.passage_at(match.start())[1]
            span = match.start() - begin, match.end() - begin
            mention = _date_beside(passage, span, before, after)
            if not years:
                continue
            if mention is None:
                yield from _row_of_another_year(paper, passage, series["id"], count, years)
                continue
            shown: DateMention = mention.value
            first, last = first_day(shown.date), last_day(shown.end_date or shown.date)
            if first is None or last is None or not shown.date[:4].isdigit():
                continue
            if last.year < years[0] or first.year > years[-1]:
                cite = paper.context.cite([_piece(passage, mention)], passage.block.place)
                meeting = Clause(series["id"], {"n": count})
                stated = Days(shown.date, shown.end_date or "")
                yield paper.finding("D308", cite, years[0], meeting=meeting, stated=stated)


def _row_of_another_year(
    paper: Paper, passage: Passage, series: str, count: int, years: range
) -> Iterator[Finding]:
    """The date stands in a cell of its own: an activity of a few days at the meeting.

    Other activities may prepare the meeting long before it; told is a number in the year of another.
    """
    origin = passage.text.origin
    for fact in paper.of("activity") if origin else ():
        if not any(start <= origin[0] < end for start, end in fact.cite.spans):
            continue
        first, last = first_day(fact.fields["start"]), last_day(fact.fields["end"])
        if first is None or (last or first) - first > _FEW_DAYS or first.year in years:
            continue
        of_that_year = [n for n in (count - 1, count + 1) if first.year in years_of(series, n)]
        holds = words(paper.context.language.code).regex("holds")
        if of_that_year and holds.search(str(fact.fields["text"])):
            meeting, stated = Clause(series, {"n": count}), Days(str(fact.fields["start"]))
            cite = paper.when(fact, fact.fields["start"])
            yield paper.finding("D308", cite, years[0], meeting=meeting, stated=stated)


_FEW_DAYS = timedelta(days=3)


def _date_beside(
    passage: Passage, span: tuple[int, int], before: re.Pattern[str], after: re.Pattern[str]
) -> Mention | None:
    """The date that is said of a meeting: only words of holding stand between."""
    for mention in passage.mentions:
        if mention.kind not in ("date", "period"):
            continue
        start, end = span
        text = passage.condensed
        if mention.end <= start and before.search(text[mention.end : start]):
            return mention
        if mention.start >= end and after.search(text[end : mention.start]):
            return mention
    return None


def series_out_of_order(paper: Paper) -> Iterator[Finding]:
    """D309: a later meeting of a series is dated before an earlier one."""
    series: dict[str, list[Fact]] = {}
    ordinal = paper.context.language.regex("meetings", "ordinal")
    for fact in paper.of("meeting"):
        if fact.fields["ordinal"] is not None and first_day(fact.fields["start"]):
            name = _YEAR.sub("", ordinal.sub("", str(fact.fields["name"])))
            series.setdefault(name.strip().lower(), []).append(fact)
    for held in series.values():
        held.sort(key=lambda fact: int(fact.fields["ordinal"]))
        for one, other in pairwise(held):
            earlier, later = first_day(one.fields["start"]), last_day(other.fields["start"])
            if earlier is None or later is None or one.fields["ordinal"] == other.fields["ordinal"]:
                continue
            if later < earlier:
                yield paper.finding(
                    "D309",
                    paper.when(other, other.fields["start"]),
                    number=other.fields["ordinal"],
                    stated=other.fields["start"],
                    before=one.fields["ordinal"],
                    earlier=one.fields["start"],
                    line=one.cite.line,
                )
