"""Mastheads of two columns: the meeting's name in one, its days and place beside it.

::

    Conference on Facilitating the            New York, 24 and 25 September 2035
    Entry into Force of the Treaty
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, takewhile

from testban.treaty.documents.mapped import MappedText
from testban.treaty.documents.model import Block
from testban.treaty.documents.paragraphs import join_pieces
from testban.treaty.documents.title import ORIGINAL
from testban.treaty.extract.context import Context
from testban.treaty.extract.meeting_parts import DISTRIBUTION, days_of, meeting_fact
from testban.treaty.extract.model import Fact

__all__ = ["of_masthead"]

_HEAD_LINES = 30
_HEAD = 3000
_COLUMNS = re.compile(r"\S(?:\t| {2,})\S")
_NAME_LINES = 4
_NEAR = 3
_PLACE = 30
_A_YEAR = len("2035")
_CELLS = re.compile(r"\S(?: \S|\S)*")
_MASKS = re.compile("[\ue000-\ue005]")

_Line = tuple[Block, list[MappedText]]
"""A printed line with its cells."""


def of_masthead(context: Context) -> Iterator[Fact]:
    """The meeting that the first page names beside its days, if there is one."""
    if not _COLUMNS.search(context.document.source.text, 0, _HEAD):
        return  # most papers
    # The gap behind the number of a paragraph parts no columns, and the masthead ends above it.
    unlabelled = takewhile(lambda line: not line[0].label, _lines(context))
    lines = list(islice(unlabelled, _HEAD_LINES))
    found = list(_meetings(context, lines))
    # A bare day beside the name may be that of the paper, where another is that of the meeting.
    told = [fact for fact in found if fact.fields["place"] or _days(fact) > 1]
    yield from (told or found)[:1]


def _days(fact: Fact) -> int:
    return len({fact.fields["start"], fact.fields["end"]})


def _meetings(context: Context, lines: list[_Line]) -> Iterator[Fact]:
    """Each cell with days that stands beside or below the name of a meeting."""
    for index, (block, cells) in enumerate(lines):
        for cell in (cells[-1], cells[0]) if len(cells) > 1 else ():
            beside = context.passage(block, cell)
            when = days_of(beside)
            below = cell is cells[0]
            if not when or len(when[0].date) <= _A_YEAR or (_is_issued(lines, index) and not below):
                continue
            if name := _name(context, lines, index, below=below):
                place = _MASKS.sub("", beside.masked).strip(" ，,。.-:：")
                where = place if 0 < len(place) < _PLACE else None
                shown = join_pieces(name).text
                yield meeting_fact(context, shown, when[0], where, [*name, cell], block.place)


def _lines(context: Context) -> Iterator[_Line]:
    """The printed lines with their cells, blank ones left out."""
    for printed in context.printed:
        line = printed.mapped
        if cells := [line[m.start() : m.end()] for m in _CELLS.finditer(line.text)]:
            yield printed.block, cells


def _is_issued(lines: list[_Line], index: int) -> bool:
    """The day is that on which the paper was issued, below the word for its distribution."""
    above = lines[max(0, index - _NEAR) : index]
    return any(DISTRIBUTION.search(cells[-1].text) for _, cells in above)


def _name(
    context: Context, lines: list[_Line], index: int, *, below: bool
) -> list[MappedText] | None:
    """The lines of the first column that together name a meeting.

    They stand beside its days, above and below; or, where the days are `below` the name, above.
    """
    first = last = index
    while first and _adjoin(context, lines, first - 1) and _may_name(context, lines[first - 1]):
        first -= 1
    while last - index < _NAME_LINES and _adjoin(context, lines, last):
        last += 1
    block = lines[index][0]
    for end in (index - 1,) if below else range(last, index - 1, -1):
        pieces = [cells[0] for _, cells in lines[first : end + 1]]
        passage = context.passage(block, join_pieces(pieces))
        if context.pattern("meetings", "title").search(passage) and not days_of(passage):
            return pieces
    return None


def _adjoin(context: Context, lines: list[_Line], index: int) -> bool:
    """The line has another right below it."""
    if index + 1 >= len(lines):
        return False
    above, below = lines[index][1], lines[index + 1][1]
    between = context.document.source.text[above[-1].origin[-1] : below[0].origin[0]]
    return between.count("\n") == 1


def _may_name(context: Context, line: _Line) -> bool:
    """The line is part of a name, and not of the masthead (symbol, day of issue, language)."""
    block, cells = line
    mentions = [m for cell in cells[:1] for m in context.passage(block, cell).mentions]
    if any(mention.kind in ("symbol", "date", "period") for mention in mentions):
        return False
    return not (ORIGINAL.search(cells[0].text) or DISTRIBUTION.search(cells[0].text))
