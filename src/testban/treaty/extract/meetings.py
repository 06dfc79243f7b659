"""Meetings: name, number, days and place, as a paper states them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from testban.reference.meetings import meetings
from testban.treaty.documents.dates import DateMention
from testban.treaty.documents.mapped import MappedText
from testban.treaty.documents.paragraphs import join_pieces
from testban.treaty.documents.title import ORIGINAL
from testban.treaty.extract.context import Context
from testban.treaty.extract.loose_meetings import in_one_line, loose_meetings
from testban.treaty.extract.mastheads import of_masthead
from testban.treaty.extract.meeting_calendars import in_calendars
from testban.treaty.extract.meeting_parts import DISTRIBUTION, days_of, meeting_fact, ordinal_of
from testban.treaty.extract.model import Fact
from testban.treaty.extract.passage import MASKS, Hit, Passage

__all__ = ["extract", "last_day", "title_meeting"]

_DAY = len("2033-05-21")
_NEAR = 90
_SERIES = 500
_MONTH = len("2035-01")
# Lines of a title block below which the days of the meeting may stand; so long is such a line.
_BELOW = 4
_HEAD = 25
_SHORT = 80
_COLUMNS = re.compile(r"\S {3,}\S")
_MASKS = re.compile("[\ue000-\ue005]")


def extract(context: Context) -> Iterator[Fact]:
    """Each meeting once, from the place that says most of it."""
    best: list[Fact] = []
    own = [context.title_meeting] if context.title_meeting else []
    for fact in [*own, *_in_text(context), *loose_meetings(context), *in_calendars(context)]:
        known = next((i for i, other in enumerate(best) if _is_same(fact, other)), None)
        if known is None:
            best.append(fact)
            continue
        # What says most of it, with the city that another statement names.
        more, less = fact, best[known]
        if _says(fact) <= _says(best[known]):
            more, less = less, more
        if _is_building(context, more) and less.fields["place"]:
            more = replace(more, fields={**more.fields, "place": less.fields["place"]})
        best[known] = more
    yield from best


def _is_same(one: Fact, other: Fact) -> bool:
    """The same meeting: it begins on the same day, or has the same number in the same month."""
    days = str(one.fields["start"]), str(other.fields["start"])
    numbers = one.fields["ordinal"], other.fields["ordinal"]
    if None not in numbers and numbers[0] != numbers[1]:
        return False
    if _city(one) and _city(other) and _city(one) != _city(other):
        return False  # two statements that contradict each other are two
    if days[0] == days[1]:
        # A bare year may hold several meetings.
        return len(days[0]) > len("2019") or one.fields["name"] == other.fields["name"]
    return numbers[0] is not None and numbers[0] == numbers[1] and days[0][:7] == days[1][:7]


def _city(fact: Fact) -> str | None:
    """The city of the meeting, where it is one in which a known meeting was."""
    place = fact.fields["place"]
    return place if place in _cities() else None


@cache
def _cities() -> set[str]:
    return {place for held in meetings() for place in (held.place_en, held.place_zh)}


def _says(fact: Fact) -> int:
    """How much a statement says of a meeting."""
    fields = fact.fields
    said = sum(fields[name] is not None for name in ("start", "place", "ordinal"))
    return said + int(fields["end"] != fields["start"])


def _is_building(context: Context, fact: Fact) -> bool:
    """The place is a building ("Headquarters"): another statement may say in which city."""
    pattern = context.language.regex("meetings", "no_place")
    return pattern.match(fact.fields["place"] or "") is not None


def title_meeting(context: Context) -> Fact | None:
    """The meeting that the document is a paper of, as its title or its masthead names it.

    A resolution is the paper of none: a conference that it names is one that it recalls.
    """
    if "/RES/" in (context.document.symbol or ""):
        return None
    return next(
        iter([*_title(context), *of_masthead(context), *in_one_line(context), *_of_days(context)]),
        None,
    )


def last_day(context: Context) -> str | None:
    """The last day of the meeting that the document is a paper of: as it says itself, or known."""
    if context.title_meeting is not None:
        return str(context.title_meeting.fields["end"])
    return context.own_meeting.end.isoformat() if context.own_meeting else None


def _title(context: Context) -> Iterator[Fact]:
    """The meeting that the title block names, with the line of its days and place."""
    name: list[Passage] = []
    is_name = context.pattern("meetings", "title")
    unfinished = context.language.regex("meetings", "unfinished")
    opens = context.language.regex("meetings", "opens")
    before: Passage | None = None
    for index, passage in enumerate(context.passages[:_HEAD]):
        if _COLUMNS.search(passage.text.text):
            continue
        if passage.condensed.rstrip()[-1:] in ".。":
            before = passage
            continue  # a sentence is no line of a title
        if passage.block.label or len(passage.condensed) > 300:
            if passage.block.kind == "paragraph":
                break
            continue
        if name and name[-1] is before and unfinished.search(before.condensed):
            name.append(passage)
        elif is_name.search(passage) and not days_of(passage):
            begun = before is not None and opens.search(before.condensed) is not None
            name = [before, passage] if before is not None and begun else [passage]
        elif passage.masked[:1] in "[［":
            continue  # the day of a statement, below the name of a State
        elif name and (when := days_of(passage)) and len(passage.condensed) < 80:
            rest = _MASKS.sub("", passage.masked).strip(" ，,。.-:：")
            below = context.passages[index + 1 : index + _BELOW]
            if not rest and when[0].end_date is None and any(map(_has_period, below)):
                continue  # the day of issue, above the days of the meeting
            if name[0].block.kind not in ("title", "heading", "paragraph"):
                continue
            if not rest and _is_issued(context, before, when[0]):
                continue
            place = rest if 0 < len(rest) < 30 else None
            shown = join_pieces(_without_language(part) for part in name)
            yield meeting_fact(
                context,
                shown.text,
                when[0],
                place,
                [*(part.text for part in name), passage.text],
                passage.block.place,
            )
            return
        before = passage


def _of_days(context: Context) -> Iterator[Fact]:
    """The paper's own meeting, whose days and place stand by themselves at the head of the paper."""
    if context.meeting is None:
        return
    line = context.pattern("meetings", "own_days")
    for passage in context.passages[:_HEAD]:
        hit = line.search(passage)
        if hit is None or passage.block.label or hit.match.span() != (0, len(passage.masked)):
            continue
        if when := hit.date("when"):
            place = _MASKS.sub("", passage.masked).strip(" ，,。.-:：")
            name, pieces = _own_name(context), [passage.text]
            yield meeting_fact(context, name, when, place or None, pieces, passage.block.place)


def _has_period(passage: Passage) -> bool:
    """A short line with the first and the last day of something."""
    return len(passage.condensed) < _SHORT and any(m.kind == "period" for m in passage.mentions)


def _without_language(part: Passage) -> MappedText:
    """A line of a name, without the line on the original language that ran into it."""
    original = ORIGINAL.search(part.text.text)
    return part.text[original.end() if original else 0 :].strip()


def _is_issued(context: Context, before: Passage | None, when: DateMention) -> bool:
    """The day on which the paper was issued, below its symbol or the word for its distribution."""
    return (
        before is not None
        and when.end_date is None
        and context.document.date == context.dated(when.date)
        and (
            DISTRIBUTION.search(before.condensed) is not None
            or before.masked.strip(" *") == MASKS["symbol"]
        )
    )


def _in_text(context: Context) -> Iterator[Fact]:
    for rule, hit in context.hits("meeting"):
        if rule.data.get("several"):
            yield from _several(context, hit, "one_day" if rule.data.get("days") else "one")
            continue
        name = _own_name(context) if rule.data.get("own") else _name(context, hit)
        if rule.data.get("series"):
            name = _in_series(context, hit, name)
        when = hit.date("when")
        if not name or when is None or (when.date.startswith("--") and context.year is None):
            continue
        if rule.data.get("exact") and len(when.date) < _MONTH:
            continue  # "the Review Conference of 1995" says no day
        if rule.data.get("row") and not (_is_activity(context, hit) and _are_days(when)):
            continue
        if rule.data.get("bare"):
            if context.meeting is None:
                continue  # in the paper of no series, "the conference" is anybody's
        elif context.language.regex("meetings", "not_a_meeting").search(name):
            continue
        elif _is_activity(context, hit) and context.language.regex("meetings", "beside").search(
            name
        ):
            continue  # a workshop that a State held is its activity
        before = hit.passage.masked[max(0, hit.match.start() - _NEAR) : hit.match.start()]
        if context.language.regex("meetings", "not_after").search(before):
            continue  # "the Preparatory Committee for the Review Conference, held from …"
        place = (
            hit.words("place").strip(" ，,.的") or rule.data.get("place") or _of_all(context, hit)
        )
        start = context.dated(when.date)
        closed = hit.date("end")
        last = _same_year(start, closed.date) if closed else context.dated(when.end_date)
        yield context.fact(
            "meeting",
            {
                "name": name,
                "ordinal": ordinal_of(context, hit.words("ordinal") or name),
                "start": start,
                "end": last or start,
                "place": place or None,
            },
            hit.piece(),
            hit.passage.block.place,
        )


def _of_all(context: Context, hit: Hit) -> str | None:
    """The place that the sentence gives for all the meetings it names ("…, all held in …")."""
    _, last = hit.passage.sentence(*hit.match.span(), context.full_stops)
    pattern = context.pattern("meetings", "all_held")
    if not pattern.may_match(hit.passage):
        return None
    found = pattern.within(hit.passage, hit.match.end(), last)
    return next((one.words("place") for one in found), None)


def _are_days(when: DateMention) -> bool:
    """Days of one month: of a row's period, they are those of the one meeting that it tells of."""
    last = when.end_date or when.date
    return len(when.date) == len(last) == _DAY and when.date[:-3] == last[:-3]


def _is_activity(context: Context, hit: Hit) -> bool:
    """The match stands in a row of activities."""
    origin = hit.passage.text.origin
    return bool(origin) and origin[0] in context.activity_offsets


def _same_year(start: str | None, date: str) -> str | None:
    """A day without its year is of the year of the opening."""
    return f"{start[:4]}{date[1:]}" if start and date.startswith("--") else date


def _several(context: Context, hit: Hit, each: str) -> Iterator[Fact]:
    """The meetings of one name that a sentence enumerates by days, and places or hosts."""
    first, last = hit.match.span("several")
    for one in context.pattern("meetings", each).find(hit.passage):
        when = one.date("when")
        if first <= one.match.start() < last and when is not None:
            place = one.words("place").strip(" ，,.的") or None
            name, pieces = _name(context, hit), [hit.piece("name"), one.piece()]
            yield meeting_fact(context, name, when, place, pieces, hit.passage.block.place)


def _in_series(context: Context, hit: Hit, ordinal: str) -> str:
    """The meeting of that number, called as the sentence called the one before it."""
    noun = context.language.regex("meetings", "noun")
    start = hit.match.start()
    near = hit.passage.masked[max(0, start - _SERIES) : start]
    named = [match.group() for match in noun.finditer(near)]
    return f"{ordinal} {named[-1]}" if named else ""


def _own_name(context: Context) -> str:
    """What "we met" names: the meeting of the paper's series, else what the paper is called."""
    known = context.own_meeting
    if known is None:
        return context.document.title
    return known.name_zh if context.language.code == "zh" else known.name_en


def _name(context: Context, hit: Hit) -> str:
    words = context.language.regex("meetings", "lead").sub("", hit.words("name"))
    return context.language.regex("meetings", "tail").sub("", words).strip(" ，,的")
