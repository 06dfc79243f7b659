"""The columns of tables, found by the strips of the page that stay white from line to line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from testban.treaty.documents.readers.page_lines import Atom, Line

__all__ = ["Cell", "Table", "cells_of", "find_tables", "join_lines"]

_GUTTER = 0.5
_TIGHT = 1.25
_FAR = 5.0
_MOST_PENDING = 3
_REACH = 0.6
_SHARE = 0.65
_CROWDED = 0.15
"""The least white strip between columns, in heights of a line; how far below stands a line that goes
on with a cell, in usual distances, and any other row, in heights; how many lines in one place may
stand in no column or only one; within what distance how many cells of a column must align; and in
how many lines a column may hold two.
"""

_HAN_END = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f/-]$")
_HAN_START = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f]")
_NUMBERED = re.compile(r"\d{1,2}\s?[.、(（]")

Interval = tuple[float, float]


@dataclass(slots=True)
class Table:
    """Lines `first` to `last` of the page; `rows`: those set in columns (the others go across)."""

    first: int
    last: int
    columns: list[Interval]
    rows: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Cell:
    """What one line has in one column, and where it ends."""

    text: str = ""
    right: float = 0.0


def find_tables(lines: list[Line]) -> list[Table]:
    """The tables of a page: two rows or more that share their columns, from top to bottom."""
    pitches = sorted(above.base - below.base for above, below in pairwise(lines))
    usual = pitches[len(pitches) // 4] if pitches else 0.0
    found: list[Table] = []
    index = 0
    while index < len(lines):
        table = _grow(lines, index, usual) if len(lines[index].segments()) > 1 else None
        if table is None or not _aligned(table, lines):
            index += 1
            continue
        _take_header(table, lines, found[-1].last + 1 if found else 0, usual)
        found.append(table)
        index = table.last + 1
    return found


def cells_of(line: Line, columns: list[Interval]) -> list[Cell]:
    """What the line has in each column."""
    cells = [Cell()] * len(columns)
    for group in _groups(line, columns):
        column = _column(group, columns)
        cells[column] = Cell(f"{cells[column].text} {group.text}".lstrip(), group.right)
    return cells


def join_lines(parts: Sequence[str]) -> str:
    """The lines of one cell: no space between Chinese characters, one between words."""
    joined = ""
    for part in parts:
        if part and joined and not _HAN_END.search(joined) and not _HAN_START.match(part):
            joined += " "
        joined += part
    return joined


def _grow(lines: list[Line], first: int, usual: float) -> Table | None:
    """The table that begins at line `first`, or None where no second row shares its columns.

    `usual`: from line to line of a paragraph on this page.
    """
    table = Table(first, first, _intervals(lines[first].segments()), [first])
    full = 1
    closest = max(usual, lines[first].size)
    pending: list[int] = []
    for index in range(first + 1, len(lines)):
        line = lines[index]
        groups = _groups(line, table.columns)
        merged = _merged(table.columns, _intervals(groups), _GUTTER * line.size)
        crosses = _crosses(line, table.columns) or len(merged) < len(table.columns)
        below = lines[table.last].base - line.base
        if below > _FAR * line.size or (crosses and len(groups) > 1 and len(line.segments()) > 1):
            break
        goes_on = not pending and below <= _TIGHT * closest and not _NUMBERED.match(groups[0].text)
        if crosses or (len(groups) == 1 and not goes_on):
            pending.append(index)
            if len(pending) > _MOST_PENDING:
                break
            continue
        # Lone cells that were not sure to belong, and now lie inside; the others are headings.
        table.rows += [i for i in pending if _in_later_column(lines[i], table.columns)]
        table.rows.append(index)
        closest = min(closest, below) if table.last == index - 1 else closest
        table.last = index
        table.columns = merged
        full += len(groups) > 1
        pending = []
    return table if full > 1 and len(table.columns) > 1 else None


def _aligned(table: Table, lines: list[Line]) -> bool:
    """Whether the cells of each column begin, or are centred, or end at one place, one in a line.

    Words parted by many spaces, or by tabs in a list set without care, leave white strips too.
    """
    rows = [_groups(lines[index], table.columns) for index in table.rows]
    crowded = sum(len({_column(group, table.columns) for group in row}) < len(row) for row in rows)
    if crowded > _CROWDED * len(rows):
        return False
    groups = [group for row in rows for group in row]
    reach = _REACH * lines[table.first].size
    for column in range(1, len(table.columns)):
        inside = [group for group in groups if _column(group, table.columns) == column]
        places = (
            [group.left for group in inside],
            [(group.left + group.right) / 2 for group in inside],
            [group.right for group in inside],
        )
        shares = (sum(abs(at - median(kind)) < reach for at in kind) for kind in places if kind)
        if max(shares, default=0) < _SHARE * len(inside):
            return False
    return True


def _take_header(table: Table, lines: list[Line], since: int, usual: float) -> None:
    """Take in lines just above that stand in a later column: the first lines of a header."""
    while table.first > since:
        line = lines[table.first - 1]
        near = line.base - lines[table.first].base <= _TIGHT * max(usual, line.size)
        if not near or len(line.segments()) > 1 or not _in_later_column(line, table.columns):
            return
        table.first -= 1
        table.rows.insert(0, table.first)


def _in_later_column(line: Line, columns: list[Interval]) -> bool:
    return not _crosses(line, columns) and line.atoms[0].left >= columns[1][0] - 1


def _intervals(segments: Sequence[Atom]) -> list[Interval]:
    return [(segment.left, segment.right) for segment in segments]


def _merged(columns: list[Interval], more: list[Interval], gutter: float) -> list[Interval]:
    """The union of the intervals; closer than `gutter` they are one."""
    merged: list[Interval] = []
    for left, right in sorted(columns + more):
        if merged and left - merged[-1][1] < gutter:
            merged[-1] = (merged[-1][0], max(right, merged[-1][1]))
        else:
            merged.append((left, right))
    return merged


def _groups(line: Line, columns: list[Interval]) -> list[Atom]:
    """The line's atoms, joined except over wide gaps and over the white strips between columns."""
    groups: list[Atom] = []
    for atom in line.atoms:
        if groups and not atom.wide:
            before = groups[-1]
            if not any(
                before.right <= right[0] + 1 and atom.left >= left[1] - 1 and atom.left > left[1]
                for left, right in pairwise(columns)
            ):
                groups[-1] = Atom(before.left, atom.right, f"{before.text} {atom.text}")
                continue
        groups.append(Atom(atom.left, atom.right, atom.text))
    return groups


def _spans(group: Atom, columns: list[Interval]) -> bool:
    """Whether the group stands in more than one column."""
    return sum(group.left < right - 1 and group.right > left + 1 for left, right in columns) > 1


def _crosses(line: Line, columns: list[Interval]) -> bool:
    """Whether the line runs across columns, as a paragraph or a heading of the table does."""
    return any(_spans(group, columns) for group in _groups(line, columns))


def _column(group: Atom, columns: list[Interval]) -> int:
    """The column that the group stands in: the one that it overlaps most."""
    overlap = [min(group.right, right) - max(group.left, left) for left, right in columns]
    return overlap.index(max(overlap))
