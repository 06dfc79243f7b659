"""Offices in columns, under headings and in lists: a head says the office, each line below its holders.

::

    Working group          Co-chairs              President
    Universalization       Austria and Uruguay    Ms. Maria Silva (Brazil)
    Verification           Mexico, New Zealand

                                                  Co-chairs of the working groups:
                                                  (a) Universalization: Austria and Uruguay;
                                                  (b) Verification: Mexico, New Zealand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from testban.treaty.documents.model import Block
from testban.treaty.documents.paragraphs import join_pieces
from testban.treaty.extract.cells import Cell, under
from testban.treaty.extract.context import Context
from testban.treaty.extract.passage import Hit, Passage

__all__ = ["Holder", "holders_below"]

# The mark of a note after a name.
_NOTE = re.compile(r"\s*(?:\d{1,2}/|[*†‡]+)$")
# No head of an office is longer.
_HEAD = 90
# Blocks that stand between the lines of a page, and hold no office.
_OTHER = ("furniture", "footnote")


@dataclass(frozen=True)
class Holder:
    """Who holds an office.

    Attributes
    ----------
    hit
        The match of the pattern ``holder`` or ``line`` of ``[offices]``.
    office, beside, body
        The words for the office, all the words of its head, and of what body it is one.
    states
        The State of the person in `hit`, where another cell or line names it.
    role
        The role, where the list says it and not the words for the office.
    """

    hit: Hit
    office: str
    beside: str
    body: str
    states: tuple[tuple[str, ...], ...] = ()
    role: str = ""


@dataclass(frozen=True)
class _Column:
    """A column whose head names an office, the words beside that, and its place among the cells."""

    office: str
    beside: str
    index: int
    cell: Cell


def holders_below(context: Context) -> Iterator[Holder]:
    """Each holder of an office that a line names below its head or beside it."""
    if context.holding(context.pattern("offices", "head")):
        yield from _in_lists(context)
        yield from _in_columns(context)
        yield from _among_participants(context)


def _in_lists(context: Context) -> Iterator[Holder]:
    """Holders below a heading, or below a sentence that ends in a colon."""
    line = context.pattern("offices", "line")
    above: tuple[str, str] | None = None
    for passage in context.passages:
        if passage.block.kind in _OTHER:
            continue
        hit = line.search(passage) if above and "\t" not in passage.text.text else None
        if above and hit is not None:
            yield Holder(hit, *above, hit.words("body"))
        else:
            above = _head(context, passage)


def _head(context: Context, passage: Passage) -> tuple[str, str] | None:
    """The office that a passage is the head of, and all its words; None where it is none."""
    if len(passage.masked) <= _HEAD:
        for name in ("head", "introduces"):
            if (hit := context.pattern("offices", name).search(passage)) is not None:
                return hit.words("office"), passage.masked
    return None


def _in_columns(context: Context) -> Iterator[Holder]:
    """Holders in the cells of a table: under the head of a column, or beside their office."""
    for lines in context.lines_of_cells:
        columns: list[_Column] = []
        number = 0
        for block, _, cells in lines:
            named = [_head_of_column(context, block, cell) for cell in cells]
            beside = [holder for holder in _beside(context, block, cells, named) if holder]
            yield from beside
            if any(named) and not beside:
                first, number = cells[0].text.text, len(cells)
                columns = [
                    _Column(head[0], f"{first} {head[1]}", index, cells[index])
                    for index, head in enumerate(named)
                    if head
                ]
            elif columns:
                found = [(c, _under(context, block, cells, c, number)) for c in columns]
                columns = columns if any(hits for _, hits in found) else []
                for column, hits in found:
                    yield from (
                        Holder(hit, column.office, column.beside, cells[0].text.text)
                        for hit in hits
                    )


def _head_of_column(context: Context, block: Block, cell: Cell) -> tuple[str, str] | None:
    """The office that a cell is the head of, and all its words; None where it is none."""
    shown = cell.text.text
    if len(shown) > _HEAD or not context.pattern("offices", "head").may_stand_in(shown):
        return None
    return _head(context, context.passage(block, cell.text))


def _beside(
    context: Context,
    block: Block,
    cells: Sequence[Cell],
    named: Sequence[tuple[str, str] | None],
) -> Iterator[Holder]:
    """Holders in the cell beside their office, or the person there and the State in the next one."""
    for index, head in enumerate(named[:-1]):
        hits = _holders(context, block, cells[index + 1]) if head else []
        if not head or not hits:
            continue
        body = cells[0].text.text if index else ""
        office, beside = head[0], f"{body} {head[1]}".strip()
        states: list[tuple[str, ...]] = []
        if index + 2 < len(cells) and not hits[0].states("states"):
            states = [s for hit in _holders(context, block, cells[index + 2]) for s in hit.states()]
        yield from (Holder(hit, office, beside, body, tuple(states)) for hit in hits)


def _among_participants(context: Context) -> Iterator[Holder]:
    """Officers in a list of participants, below the name of their State."""
    line = context.pattern("offices", "participant")
    state: tuple[tuple[str, ...], ...] = ()
    lines = context.participants
    for index, passage in enumerate(lines):
        named = [m.value for m in passage.mentions if m.kind == "state"]
        if named and context.names.covers(_NOTE.sub("", passage.text.text)):
            state = (named[0],)
        elif context.first("participant_section", passage) is not None:
            state = ()
        else:
            # What a narrow column broke goes on in the next line.
            after = lines[index + 1].text if index + 1 < len(lines) else passage.text[0:0]
            joined = context.passage(passage.block, join_pieces([passage.text, after]))
            for whole in (passage, joined):
                if (hit := line.search(whole)) is not None:
                    yield Holder(hit, hit.words("office"), hit.words(), hit.words("body"), state)
                    break


def _under(
    context: Context, block: Block, cells: Sequence[Cell], column: _Column, number: int
) -> list[Hit]:
    """The holders in the cell of a row below the head of a column."""
    if len(cells) == number:
        return _holders(context, block, cells[column.index])
    below = under(column.cell, cells[1:])
    return _holders(context, block, below) if below else []


def _holders(context: Context, block: Block, cell: Cell) -> list[Hit]:
    """The holders that a cell names from its first word on."""
    hits = list(context.pattern("offices", "holder").find(context.passage(block, cell.text)))
    return hits if hits and hits[0].match.start() == 0 else []
