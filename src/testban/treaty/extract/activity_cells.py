"""Rows of activities read cell by cell: by the heading of the columns, or by what the cells hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from statistics import fmean

from testban.treaty.documents.lines import display_width
from testban.treaty.documents.mapped import MappedText
from testban.treaty.documents.model import Block
from testban.treaty.documents.paragraphs import join_pieces
from testban.treaty.extract.activity_columns import columns_of
from testban.treaty.extract.activity_rows import Line, Row, section_of, whole_when
from testban.treaty.extract.context import Context
from testban.treaty.extract.passage import MASKS

__all__ = ["append_cells", "row_of_cells", "unheaded_tables"]

_FEWEST = 3
_FEWEST_ROWS = 2
_TEXT = 25
"""Columns of the page that the text of an activity takes on an average: more than a name or a place."""
_MOST = 0.8
_NAMES = (MASKS["state"], MASKS["states"])
_PERIODS = (MASKS["date"], MASKS["period"])


def row_of_cells(context: Context, line: Line, columns: dict[str, int]) -> Row | None:
    """The row of a table whose columns are known, in whatever order they stand."""
    if not columns or not line.joined or len(line.cells) < _FEWEST:
        return None
    cells = {name: line.cells[at] for name, at in columns.items() if at < len(line.cells)}
    if not {"actor", "when", "text"} <= cells.keys() or not cells["text"].text:
        return None
    dated = context.passage(line.block, cells["when"])
    when = next((m for m in dated.mentions if m.kind in ("date", "period")), None)
    when = whole_when(context, dated, when) if when else None
    named = context.passage(line.block, cells["actor"]).mentions
    actors = [m.value for m in named if m.kind == "state"]
    actors += [readings for m in named if m.kind == "states" for readings in m.value]
    if when is None and not actors:
        return None  # what is neither dated nor anybody's goes on with the row above
    head = [line.cells[at] for at in sorted((columns["actor"], columns["when"]))]
    row = Row(
        _own_section(context, line, columns),
        actors,
        when,
        line.block.place,
        join_pieces([cell for cell in head if cell.text]),
        line.block,
        taken=[line.block],
    )
    _put(row, cells)
    return row


def append_cells(row: Row, line: Line, columns: dict[str, int]) -> bool:
    """Put the cells of a line that begins no row under those of `row`; False where it has none."""
    if not columns or not line.joined or len(line.cells) < _FEWEST:
        return False
    _put(row, {name: line.cells[at] for name, at in columns.items() if at < len(line.cells)})
    return True


def _put(row: Row, cells: dict[str, MappedText]) -> None:
    for name, into in (("target", row.addressed), ("text", row.text), ("comment", row.comment)):
        if name in cells and cells[name].text:
            into.append(cells[name])


def _own_section(context: Context, line: Line, columns: dict[str, int]) -> str:
    """The section that the row itself names, in a column that holds nothing else."""
    known = set(columns.values())
    for at, cell in enumerate(line.cells):
        if at not in known and cell.text:
            found = section_of(context, context.passage(line.block, cell), "")
            if found:
                return found
    return ""


# -- tables without a heading -----------------------------------------------------------------


@dataclass
class _Column:
    """What the cells of a column hold, counted."""

    names: int = 0
    periods: int = 0
    empty: int = 0
    widths: list[int] = field(default_factory=list)


def unheaded_tables(context: Context) -> dict[int, dict[str, int]]:
    """The columns of each table that has none of the known headings but rows of activities.

    In such a table one column holds names of States (or nothing, below a name), another dates,
    and the rest text. A table of signatures holds more dates and no text; one of speakers,
    places or persons, text that is short.
    """
    found: dict[int, dict[str, int]] = {}
    for table, rows in _tables(context):
        if any(columns_of(context, row.cells) for row in rows[:_FEWEST_ROWS]):
            continue
        if columns := _columns(context, rows):
            found[table] = columns
    return found


def _tables(context: Context) -> Iterator[tuple[int, list[Block]]]:
    rows: dict[int, list[Block]] = {}
    for passage in context.passages:
        if passage.block.kind == "row" and "\t" in passage.block.text.text:
            rows.setdefault(passage.block.table, []).append(passage.block)
    yield from rows.items()


def _columns(context: Context, rows: Sequence[Block]) -> dict[str, int]:
    number = Counter(len(row.cells) for row in rows).most_common(1)[0][0]
    rows = [row for row in rows if len(row.cells) == number]
    if number < _FEWEST or len(rows) < _FEWEST_ROWS:
        return {}
    columns = [_Column() for _ in range(number)]
    for row in rows:
        for column, cell in zip(columns, row.cells, strict=True):
            _count(context, row, cell, column)
    when = max(range(number), key=lambda at: columns[at].periods)
    actor = max(range(number), key=lambda at: columns[at].names)
    named, dated = columns[actor], columns[when]
    # The first row may be a heading in words that no pack knows.
    enough = _MOST * (len(rows) - 1)
    if not named.names or named.names + named.empty < enough or dated.periods < enough:
        return {}
    rest = [at for at in range(number) if at not in (actor, when)]
    if any(columns[at].periods * 2 > len(rows) for at in rest):
        return {}
    texts = [at for at in rest if columns[at].widths and fmean(columns[at].widths) > _TEXT]
    if not texts:
        return {}
    found = {"actor": actor, "when": when, "text": texts[0]}
    comment = next((at for at in rest if at > texts[0]), None)
    return found | ({} if comment is None else {"comment": comment})


def _count(context: Context, row: Block, cell: MappedText, column: _Column) -> None:
    passage = context.passage(row, cell)
    shown = passage.masked.strip(" *.,，、:：-–—至到0123456789")
    column.empty += not cell.text
    column.names += shown in _NAMES
    column.periods += bool(shown) and all(c in _PERIODS for c in shown)
    if cell.text:
        column.widths.append(display_width(cell.text))
