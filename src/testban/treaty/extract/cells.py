"""The cells of one line of a table, with the columns of the page that each covers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from testban.treaty.documents.lines import display_width
from testban.treaty.documents.mapped import MappedText

__all__ = ["Cell", "cells_of", "under"]

_CELL = re.compile(r"\S(?:(?! {2}|\t)[^\t])*")
_GAP = re.compile(r"\t|\S {2}")


@dataclass(frozen=True)
class Cell:
    """A cell of a line, with the columns of the page that it covers."""

    text: MappedText
    start: int
    end: int


def cells_of(line: MappedText) -> list[Cell]:
    """The cells, parted by tabs or by two blanks and more; none of a line that has but one."""
    if _GAP.search(line.text) is None:
        return []
    found = []
    for match in _CELL.finditer(line.text):
        start = display_width(line.text[: match.start()])
        cell = line[match.start() : match.end()].strip()
        found.append(Cell(cell, start, start + display_width(cell.text)))
    return found


def under(head: Cell, cells: Sequence[Cell]) -> Cell | None:
    """The cell that stands below a head: in the same columns of the page."""
    below = (cell for cell in cells if cell.start < head.end + 2 and head.start - 2 < cell.end)
    return next(below, None)
