"""Lists of contact points: below their heading, each line names a State and a person.

::

    List of contact points                          Contact points

    State      Name                  Position      Chile: Ms. Ana Rojas, Counsellor
    Chile      Ms. Ana Rojas         Counsellor    Norway: Mr. Ola Berg, Minister
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from testban.treaty.documents.model import Block
from testban.treaty.extract.cells import Cell, under
from testban.treaty.extract.context import Context
from testban.treaty.extract.office_tables import Holder
from testban.treaty.extract.passage import Hit

__all__ = ["contact_points"]


def contact_points(context: Context) -> Iterator[Holder]:
    """Each person whom a list of contact points names, with the State."""
    pattern = context.pattern("offices", "contacts")
    heads = [hit for passage in context.holding(pattern) if (hit := pattern.search(passage))]
    for head in heads:
        for hit, state in (*_in_lines(context, head), *_in_columns(context, head)):
            yield Holder(hit, "", "", "", (state,) if state else (), "contact_point")


def _in_lines(context: Context, head: Hit) -> Iterator[tuple[Hit, tuple[str, ...] | None]]:
    """The lines right below the heading that name a State, and then a person."""
    line = context.pattern("offices", "contact")
    at = next(i for i, p in enumerate(context.passages) if p.block is head.passage.block)
    for passage in context.passages[at + 1 :]:
        if (hit := line.search(passage)) is None:
            return
        yield hit, None


def _in_columns(context: Context, head: Hit) -> Iterator[tuple[Hit, tuple[str, ...] | None]]:
    """The rows of the table below the heading, which has columns of States and of persons."""
    above = head.passage.text.origin[-1]
    lines = next(
        (table for table in context.lines_of_cells if table and table[0][1].origin[0] > above), []
    )
    if not lines:
        return
    states, persons = (_column(context, lines[0][2], name) for name in ("state", "person"))
    if states is None or persons is None:
        return
    for block, _, cells in lines[1:]:
        named = _named(context, block, states, cells)
        cell = under(persons, cells)
        holder = context.pattern("offices", "holder")
        hit = cell and holder.search(context.passage(block, cell.text))
        if named and hit:
            yield hit, named


def _column(context: Context, cells: Sequence[Cell], name: str) -> Cell | None:
    """The head of the column of States or of persons."""
    head = context.language.regex("offices", f"column_{name}")
    return next((cell for cell in cells if head.search(cell.text.text)), None)


def _named(
    context: Context, block: Block, head: Cell, cells: Sequence[Cell]
) -> tuple[str, ...] | None:
    """The State in its column of a row."""
    cell = under(head, cells)
    mentions = context.passage(block, cell.text).mentions if cell else ()
    return next((m.value for m in mentions if m.kind == "state"), None)
