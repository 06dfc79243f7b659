"""Meetings where no rule knows the phrase: a meeting's name, a word for holding it, and its days.

A meeting of a treaty that is named by its number ("the eighth Meeting of States Parties") or as the
next one, and a period or a day after it in the same sentence, are a statement of when it is held,
if what stands between them says so ("is planned for five days in Vienna from …") and nothing else
("adopted on …").
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from testban.treaty.documents.dates import DateMention
from testban.treaty.documents.mapped import MappedText
from testban.treaty.extract.context import Context
from testban.treaty.extract.meeting_parts import days_of, meeting_fact
from testban.treaty.extract.model import Fact
from testban.treaty.extract.passage import MASKS, Hit, Passage

__all__ = ["in_one_line", "loose_meetings"]

_REACH = 110
_DAYS = re.compile(f"[{MASKS['date']}{MASKS['period']}]")
_MONTH = len("2035-01")
_HEAD = 25
_TITLE = 260
_PLACE = 40
_MASKED = re.compile("[\ue000-\ue005]")


def loose_meetings(context: Context) -> Iterator[Fact]:
    """Every meeting whose clause says when it is held, in whatever words; rows of calendars, too."""
    calendar = context.pattern("meetings", "calendar")
    named = [context.pattern("meetings", name) for name in ("loose", "loose_next")]
    for passage in context.holding(calendar, *named):
        if id(passage.block) in context.listed or _DAYS.search(passage.masked) is None:
            continue
        if hit := calendar.search(passage):
            yield from _in_calendar(context, hit)
        active = passage.text.origin and passage.text.origin[0] in context.activity_offsets
        if passage.block.kind != "row" and not active:
            for pattern in named:
                for hit in pattern.find(passage):
                    yield from _held(context, hit)


def _in_calendar(context: Context, hit: Hit) -> Iterator[Fact]:
    """A row that begins with days and goes on with the name of a meeting."""
    when = hit.date("when")
    if when is not None and _is_exact(when):
        place = hit.words("place") or None
        where = hit.passage.block.place
        yield meeting_fact(context, hit.words("name"), when, place, [hit.piece()], where)


def _held(context: Context, hit: Hit) -> Iterator[Fact]:
    """The meeting of a name, with the first days after it that its sentence says it is held on."""
    passage, end = hit.passage, hit.match.end()
    _, last = passage.sentence(*hit.match.span(), context.full_stops)
    day = _DAYS.search(passage.masked, end, min(last, end + _REACH))
    if day is None:
        return
    between = passage.masked[end : day.start()]
    words = context.language.regex
    if not words("meetings", "holding").search(between):
        return
    # "the next Conference, and decided that it would be held on …" says when, too.
    if words("meetings", "doing").search(words("meetings", "aside").sub(" ", between)):
        return
    when = passage.within(day.start(), day.end())[0].value
    if _is_exact(when):
        places = context.pattern("meetings", "place").within(passage, end, day.end() + _PLACE)
        place = next((found.words("place") for found in places), None)
        piece = passage.piece(hit.match.start(), day.end()).strip()
        yield meeting_fact(context, hit.words("name"), when, place, [piece], passage.block.place)


def _is_exact(when: DateMention) -> bool:
    """A month at least, and its year."""
    return len(when.date) >= _MONTH and not when.date.startswith("--")


def in_one_line(context: Context) -> Iterator[Fact]:
    """The meeting of the title, where its days and place ran into one paragraph with its name.

    ::

        CONFERENCE ON FACILITATING THE ENTRY INTO FORCE OF THE TREATY
        Vienna, 26 and 27 September 2035
    """
    for passage in context.passages[:_HEAD]:
        shown = passage.condensed
        if passage.block.label or len(shown) > _TITLE or shown.rstrip()[-1:] in ".。;；,，":
            continue  # a sentence, or what a resolution recalls
        days = [m for m in passage.mentions if m.kind in ("date", "period")]
        if len(days) != 1 or len(shown) - days[0].end > _PLACE:
            continue
        at = _line_of(context, passage, days[0].start)
        if at is None:
            continue
        name = context.passage(passage.block, passage.text[:at].strip())
        line = context.passage(passage.block, passage.text[at:].strip())
        if not context.pattern("meetings", "title").search(name) or days_of(name):
            continue
        place = _MASKED.sub("", line.masked).strip(" ，,。.-:：")
        when: DateMention = days[0].value
        pieces: list[MappedText] = [passage.text]
        where = place if 0 < len(place) < _PLACE else None
        yield meeting_fact(context, name.text.text, when, where, pieces, passage.block.place)
        return


def _line_of(context: Context, passage: Passage, position: int) -> int | None:
    """Where in the repaired text the printed line begins on which `position` stands."""
    origin = passage.text.origin
    place = passage.index[position]
    start = context.document.source.text.rfind("\n", 0, origin[place]) + 1
    at = next((i for i, offset in enumerate(origin) if offset >= start), None)
    return at if at else None
