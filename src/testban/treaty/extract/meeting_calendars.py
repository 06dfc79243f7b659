"""Calendars of meetings: bullets below a heading that says so, and tables of meetings and days.

::

    Calendar of meetings                                   Meeting              Dates           Place
    - 9-10 June 2046: Working group on verification, Paris  Working group A      9-10 June 2046  Paris
    - 2-6 March 2047: Ninth Meeting, New York               Ninth Meeting        2-6 March 2047  New York
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from testban.treaty.documents.model import Block
from testban.treaty.extract.cells import Cell, under
from testban.treaty.extract.context import Context
from testban.treaty.extract.meeting_parts import meeting_fact
from testban.treaty.extract.model import Fact

__all__ = ["in_calendars"]

_MONTH = len("2035-01")
_HEADS = ("name", "when", "place")


def in_calendars(context: Context) -> Iterator[Fact]:
    """Each meeting that a line of a calendar tells."""
    if context.holding(context.pattern("meetings", "calendar_head")):
        yield from _in_lines(context)
    if context.holding(context.pattern("meetings", "column_name")):
        yield from _in_columns(context)


def _in_lines(context: Context) -> Iterator[Fact]:
    """Lines of days and a meeting, in either order, below a heading that says that they are such."""
    head = context.pattern("meetings", "calendar_head")
    lines = [context.pattern("meetings", name) for name in ("dated_line", "named_line")]
    below = False
    for passage in context.passages:
        if head.search(passage):
            below = True
            continue
        if not below or passage.block.kind == "footnote":
            continue
        hit = next((hit for line in lines if (hit := line.search(passage))), None)
        when = hit.date("when") if hit is not None else None
        if hit is None or when is None or len(when.date) < _MONTH or when.date.startswith("--"):
            below = False
            continue
        place = hit.words("place") or None
        yield meeting_fact(
            context, hit.words("name"), when, place, [passage.text], passage.block.place
        )


def _in_columns(context: Context) -> Iterator[Fact]:
    """Rows below heads of a column of meetings and one of their days."""
    heads = {name: context.pattern("meetings", f"column_{name}").regex for name in _HEADS}
    for lines in context.lines_of_cells:
        columns: dict[str, tuple[int, Cell]] = {}
        number = 0
        for block, _, cells in lines:
            found = {
                name: (index, cell)
                for name, regex in heads.items()
                for index, cell in enumerate(cells)
                if regex.search(cell.text.text)
            }
            if "name" in found and "when" in found:
                columns, number = found, len(cells)
            elif columns and (fact := _row(context, block, cells, columns, number)):
                yield fact
            else:
                columns = {}


def _row(
    context: Context,
    block: Block,
    cells: Sequence[Cell],
    columns: dict[str, tuple[int, Cell]],
    number: int,
) -> Fact | None:
    """The meeting of a row; None where it has no days in their column."""
    said = {
        name: cells[index] if len(cells) == number else under(head, cells)
        for name, (index, head) in columns.items()
    }
    name, when = said["name"], said["when"]
    if name is None or when is None:
        return None
    dates = [
        m.value
        for m in context.passage(block, when.text).mentions
        if m.kind in ("date", "period") and len(m.value.date) >= _MONTH
    ]
    if not dates or dates[0].date.startswith("--"):
        return None
    place = said.get("place")
    where = place.text.text if place is not None else None
    pieces = [cell.text for cell in cells]
    return meeting_fact(context, name.text.text, dates[0], where, pieces, block.place)
