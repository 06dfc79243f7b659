"""The lines of a page -> its text, the rows of tables with a tab between cells.

Rows are found by the lines drawn between them, or by the space between rows being larger than that
between the lines of one cell, or by the line before having been full. Where none of these tells,
every line is given by itself, with empty cells where its columns are empty.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from itertools import pairwise
from statistics import median

from testban.treaty.documents.readers.marks import NOTE_RULE
from testban.treaty.documents.readers.page_columns import (
    Cell,
    Table,
    cells_of,
    find_tables,
    join_lines,
)
from testban.treaty.documents.readers.page_lines import Line

__all__ = ["page_text"]

_BLANK = 1.6
_ROW_GAP = 1.25
_PADDING = 1.5
"""By how much a gap exceeds the usual one where a blank line is printed, and where rows part; and
the white space between cells, in heights of a line."""

_CLOSING = "》」』”’）)，、。；：！？,.;:"

Rules = Callable[[], Sequence[float]]
"""The heights of the horizontal lines drawn on the page, highest first, found when asked for."""

_TITLE_LINES = 12
_TITLE = re.compile(
    r"\b(?:Distr|Original|GENERAL|Общ|Язык оригинала)\b|原件|分发|普遍|الأصل|توزيع", re.IGNORECASE
)
"""How far down the first page the block with symbol, date and language begins, and its words."""


def page_text(lines: list[Line], rules: Rules, opens_paper: bool = False) -> str:
    """The text of a page: a line a line, but the lines of a table's row in one.

    The block of symbol, date and language on the page that `opens_paper` is set in columns, and no
    table: its cells are lines.
    """
    tables = {table.first: table for table in find_tables(lines)}
    notes = _first_note(lines, rules)
    pitches = [above.base - below.base for above, below in pairwise(lines)]
    usual = median(pitches) if pitches else 0.0
    shown: list[str] = []
    index = 0
    while index < len(lines):
        if index and pitches[index - 1] > _BLANK * max(usual, lines[index].size):
            shown.append("")
        if index == notes:
            shown.append(NOTE_RULE)
        if index in tables:
            table = tables[index]
            if opens_paper and _is_title_block(table, lines):
                shown.extend(_cells_shown(table, lines))
            else:
                shown.extend(_table_text(table, lines, rules))
            index = table.last + 1
        else:
            shown.append(_line_text(lines[index]))
            index += 1
    return "\n".join(shown)


def _line_text(line: Line) -> str:
    """A line outside tables; only three cells or more make it a row by itself."""
    segments = line.segments()
    gaps = sorted(after.left - before.right for before, after in pairwise(segments))
    between = "    "
    if len(gaps) > 1:
        # Many gaps of one width stretch a line to the margin; between cells they differ.
        stretched = len(gaps) > 2 and gaps[-2] - gaps[0] < 0.1 * line.size
        between = " " if stretched else "\t"
    return between.join(segment.text for segment in segments) + " " * line.ends_spaced


def _cells_shown(table: Table, lines: list[Line]) -> list[str]:
    rows = [cells_of(lines[index], table.columns) for index in table.rows]
    return [cell.text for row in rows for cell in row if cell.text]


def _is_title_block(table: Table, lines: list[Line]) -> bool:
    return (
        table.first < _TITLE_LINES
        and len(table.columns) < 4
        and any(_TITLE.search(atom.text) for i in table.rows for atom in lines[i].atoms)
    )


def _first_note(lines: list[Line], rules: Rules) -> int | None:
    """The first line of the footnotes, where only a drawn line parts them from the text."""
    for index, line in enumerate(lines[1:], start=1):
        first = line.pieces[0]
        above = lines[index - 1]
        if (
            first.size < 0.85 * line.size
            and first.base > line.base
            and above.base - line.base > line.size
            and not above.atoms[0].text.startswith("___")
            and _ruled(above, line, rules())
        ):
            return index
    return None


def _table_text(table: Table, lines: list[Line], rules: Rules) -> list[str]:
    margin = max(atom.right for line in lines for atom in line.atoms)
    shown: list[str] = []
    run: list[Line] = []
    inside = set(table.rows)
    for index in range(table.first, table.last + 1):
        if index in inside:
            run.append(lines[index])
            continue
        shown.extend(_rows_text(run, table, margin, rules))
        run = []
        shown.append(_line_text(lines[index]))
    return shown + _rows_text(run, table, margin, rules)


def _rows_text(run: list[Line], table: Table, margin: float, rules: Rules) -> list[str]:
    cells = [cells_of(line, table.columns) for line in run]
    rows = _rows(run, cells, rules)
    if rows is None:
        ends = [left - _PADDING * run[0].size for left, _ in table.columns[1:]] if run else []
        rows = _rows_by_fullness(run, cells, [*ends, margin])
    return [
        "\t".join(join_lines([cell.text for cell in column]) for column in zip(*row, strict=True))
        for row in rows
    ]


Row = list[list[Cell]]
"""The lines of a row, each with its cells."""


def _rows(run: list[Line], cells: list[list[Cell]], rules: Rules) -> list[Row] | None:
    """The lines grouped into rows by rules and gaps; None where these do not tell."""
    if all(cell.text for line in cells for cell in line):
        return [[line] for line in cells]
    heights = rules()
    ruled = [_ruled(above, below, heights) for above, below in pairwise(run)]
    grid = sum(ruled) >= 2
    starts = _row_starts(run, cells, ruled, grid)
    rows = _grouped(cells, starts if grid else _from_the_top(cells, starts))
    return rows if grid or _plausible(rows) else None


def _grouped(cells: list[list[Cell]], starts: list[bool]) -> list[Row]:
    """The lines as rows; `starts`: of every line but the first, whether it starts one."""
    rows: list[Row] = []
    for line, begins in zip(cells, [True, *starts], strict=True):
        if begins:
            rows.append([line])
        else:
            rows[-1].append(line)
    return rows


def _row_starts(
    run: list[Line], cells: list[list[Cell]], ruled: list[bool], grid: bool
) -> list[bool]:
    """Of every line but the first, whether a row starts with it: below a rule, or after a gap."""
    starts = list(ruled)
    pitches = [above.base - below.base for above, below in pairwise(run)]
    first = 0
    for last in [index for index, drawn in enumerate(ruled) if drawn] + [len(ruled)]:
        between = pitches[first:last]
        usual = sorted(between)[len(between) // 4] if between else 0.0
        for index in range(first, last):
            # Between the rules of a grid a gap may part the paragraphs of one cell.
            alone = grid and sum(bool(cell.text) for cell in cells[index + 1]) < 2
            starts[index] = pitches[index] > _ROW_GAP * usual and not alone
        first = last + 1
    return starts


def _from_the_top(cells: list[list[Cell]], starts: list[bool]) -> list[bool]:
    """`starts`, and where a cell begins below the first line of a row: cells begin at its top."""
    filled = [bool(cell.text) for cell in cells[0]]
    found = []
    for line, begins in zip(cells[1:], starts, strict=True):
        new = [bool(cell.text) for cell in line]
        begins = begins or any(now and not before for now, before in zip(new, filled, strict=True))
        filled = new if begins else filled
        found.append(begins)
    return found


def _ruled(above: Line, below: Line, heights: Sequence[float]) -> bool:
    """Whether a horizontal line is drawn between two lines of text."""
    low, high = below.base + 0.3 * below.size, above.base
    position = bisect_left(heights, -high, key=lambda height: -height)
    return position < len(heights) and heights[position] > low


def _plausible(rows: list[Row]) -> bool:
    """Whether the lines after the first of each row go on with it: many of their cells empty."""
    after = [cell for row in rows for line in row[1:] for cell in line]
    if len(rows) < 2 or not after:
        return False
    return sum(bool(cell.text) for cell in after) <= 0.75 * len(after)


def _rows_by_fullness(run: list[Line], cells: list[list[Cell]], ends: list[float]) -> list[Row]:
    """The lines grouped by whether what each holds had no room left in the line before.

    `ends`: where each column's cells must end.
    """
    starts = []
    for before, line, place in zip(cells, cells[1:], run[1:], strict=False):
        filled = [
            bool(above.text) and above.right + _first_word(cell.text, place.size) > end
            for above, cell, end in zip(before, line, ends, strict=True)
            if cell.text
        ]
        starts.append(not all(filled) or len(filled) == len(line))
    return _grouped(cells, starts)


def _first_word(text: str, size: float) -> float:
    """About how wide the first word is, with the space before it; a Chinese character is a word."""
    if not text[0].isascii():
        # No line begins with a closing mark: the marks after the character stay with it.
        return (len(text) - len(text[1:].lstrip(_CLOSING))) * size
    return (0.45 * len(text.split()[0]) + 0.25) * size
