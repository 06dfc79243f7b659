"""A row of an overview of activities, the lines it is printed on, and the section it stands in."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field, replace
from functools import cached_property

from testban.treaty.documents.lines import display_width
from testban.treaty.documents.mapped import MappedText
from testban.treaty.documents.model import Block
from testban.treaty.documents.paragraphs import join_pieces
from testban.treaty.extract.context import Context
from testban.treaty.extract.passage import Mention, Passage

__all__ = ["EMPTY", "TERMINAL", "Line", "Row", "part_of", "section_of", "whole_when"]

TERMINAL = '。.！？!?”"’』」)）;；'
"""What ends the text of a cell."""
EMPTY = frozenset("-–—―－─/") | {"--", "...", "…", "nil", "none", "n/a", "无", "暂无"}
"""What a cell holds, in small letters, that says nothing."""
# The mark of a note may stand after it.
_ENDED = re.compile(rf"[{re.escape(TERMINAL)}](?:\d{{1,2}}|[a-z])?\s*$")
# A line that opens a section has so many characters at most.
_TITLE = 160


@dataclass(frozen=True)
class Line:
    """A line of the table, or a paragraph or row of cells where lines were joined for certain."""

    block: Block
    cells: tuple[MappedText, ...]
    joined: bool

    @cached_property
    def text(self) -> MappedText:
        """The cells, one after the other."""
        return join_pieces([cell for cell in self.cells if cell.text])

    @property
    def width(self) -> int:
        """Columns that the text takes on the page."""
        return display_width(self.text.text)


@dataclass
class Row:
    """One activity as printed.

    Attributes
    ----------
    section
        ``1a``, ``1b``, ``2a`` or ``2b``; ``1`` or ``2`` under a heading "Bilateral" or
        "Multilateral" alone; empty where the paper has no sections.
    actors
        The States (each with its possible readings) whose activity it is, carried down.
    when
        The mention of its period or date; None where it names none.
    text, comment
        The pieces of its third and fourth cell, in order.
    addressed
        The cell that says whom the activity addressed, where the table has a column for it.
    closed
        A cell that holds nothing but a dash stood last.
    """

    section: str
    actors: list[tuple[str, ...]]
    when: Mention | None
    place: str
    head: MappedText
    block: Block
    text: list[MappedText] = field(default_factory=list)
    comment: list[MappedText] = field(default_factory=list)
    addressed: list[MappedText] = field(default_factory=list)
    taken: list[Block] = field(default_factory=list)
    closed: bool = False

    @property
    def finished(self) -> bool:
        """The last sentence of the row has ended, or a cell without comment closes it."""
        pieces = self.comment or self.text
        return self.closed or (bool(pieces) and _ENDED.search(pieces[-1].text) is not None)


def whole_when(context: Context, passage: Passage, when: Mention) -> Mention:
    """The period of an activity that took place on several days, from the first to the last."""
    several = context.language.regex("activities", "several")
    for after in passage.mentions:
        if after.kind not in ("date", "period") or after.start < when.end:
            continue
        if not several.fullmatch(passage.condensed[when.end : after.start]):
            break
        last = after.value.end_date or after.value.date
        when = when._replace(end=after.end, value=replace(when.value, end_date=last))
    return when


def section_of(context: Context, passage: Passage, current: str) -> str:
    """The section that a line opens: by its label, or by its words under a main heading."""
    if len(passage.condensed) > _TITLE:
        return ""
    # The cells of a long list are few texts again and again.
    known = passage.condensed, current
    if known not in context.sections:
        context.sections[known] = _section_of(context, passage, current)
    return context.sections[known]


def _section_of(context: Context, passage: Passage, current: str) -> str:
    hit = context.pattern("activities", "section").search(passage)
    if hit is not None:
        label = f"{hit.words('major')}{hit.words('minor').lower()}"
        return unicodedata.normalize("NFKC", label)
    rule = context.first("activity_section", passage)
    if rule is None:
        return ""
    section = str(rule.data["section"])
    # "Bilateral" alone opens 1, and its parts follow.
    return section if len(section) == 2 else f"{section}a" if current[:1] != section else ""


def part_of(context: Context, passage: Passage) -> str:
    """The part, ``1`` (bilateral) or ``2`` (multilateral), that a heading over sections opens."""
    hit = context.pattern("activities", "part").search(passage)
    return "" if hit is None else "1" if hit.has("bilateral") else "2"
