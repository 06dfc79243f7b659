"""States in tables of several columns, where a column may break a name over two or three lines.

A line of such a table holds names, and pieces of names that the line below ends::

    Democratic People's Republic of   India   Micronesia
    Korea                                     (Federated States of)
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from testban.reference.gazetteer import Gazetteer
from testban.treaty.documents.lines import display_width
from testban.treaty.documents.mapped import MappedText
from testban.treaty.documents.model import Block

__all__ = ["States", "is_piece", "states_in"]

_GAP = re.compile(r"\t+|[ \u3000\xa0]{2,}")
_ALIGNED = 3
_LINES = 3
_WIDEST = 60
_MARKS = " \t\u3000,，、;；*†‡"

States = list[tuple[str, ...]]
"""The possible readings of each name, in the order printed."""


@dataclass
class _Piece:
    """A name, or a piece of one, at a column of its line: in characters, and as wide as they are."""

    column: int
    wide: int
    text: str
    states: tuple[str, ...] | None
    cell: int = 0


def states_in(blocks: Sequence[Block], original: str, names: Gazetteer) -> States:
    """The States of a table, row by row, each name at the place of its first piece."""
    lines = [
        _pieces(line, original, names) for block in blocks for line in _lines(block.text, original)
    ]
    for index, line in enumerate(lines):
        _complete(line, lines[index + 1 : index + _LINES], names)
    return [states for line in lines for piece in line for states in _states_of(piece, names)]


def _states_of(piece: _Piece, names: Gazetteer) -> list[tuple[str, ...]]:
    """What a piece names; where no line below ended it, the names that it holds."""
    if piece.states is not None:
        return [piece.states]
    return list(dict.fromkeys(name.states for name in names.find(piece.text)))


def is_piece(text: str, before: str, names: Gazetteer) -> bool:
    """Cells that are names or begin names; or a short text that ends the name begun in `before`."""
    cells = [cell.strip(_MARKS) for cell in _GAP.split(text.strip()) if cell.strip(_MARKS)]
    if not cells or len(max(cells, key=len)) > _WIDEST:
        return False
    above = [cell.strip(_MARKS) for cell in _GAP.split(before.strip())]
    if all(
        names.begins(cell)
        or names.covers(cell)
        or (len(cells) > 1 and any(names.covers(f"{name} {cell}") for name in above))
        for cell in cells
    ):
        return True
    # The middle of a name, too, when it runs over three lines.
    joined = [f"{cell} {cells[0]}" for cell in _GAP.split(before.strip())]
    return any(names.covers(name) or (" " in cells[0] and names.begins(name)) for name in joined)


def _lines(text: MappedText, original: str) -> Iterator[MappedText]:
    """The physical lines of a repaired text."""
    if not text.origin or "\n" not in original[min(text.origin) : max(text.origin)]:
        yield text
        return
    start = 0
    for index in range(1, len(text.origin)):
        if "\n" in original[text.origin[index - 1] : text.origin[index]]:
            yield text[start:index]
            start = index
    yield text[start:]


def _pieces(line: MappedText, original: str, names: Gazetteer) -> list[_Piece]:
    """The names of a line, and what stands between them."""
    if not line.origin:
        return []
    margin = original.rfind("\n", 0, line.origin[0]) + 1
    found: list[_Piece] = []
    whole = _name(line.text, names)
    if whole and _GAP.search(line.text) is None:  # most lines of a list are a name, no more
        at = line.origin[0]
        return [_Piece(at - margin, display_width(original[margin:at]), line.text, whole)]
    gaps = [gap.end() for gap in _GAP.finditer(line.text)]
    for start, end, states in _parts(line.text, names):
        shown = line.text[start:end].strip(_MARKS)
        if shown:
            offset = start + line.text[start:end].index(shown)
            at = line.origin[offset]
            wide = display_width(original[margin:at])
            found.append(_Piece(at - margin, wide, shown, states, bisect_right(gaps, offset)))
    return found


def _parts(text: str, names: Gazetteer) -> Iterator[tuple[int, int, tuple[str, ...] | None]]:
    position = 0
    for gap in [*_GAP.finditer(text), None]:
        end = gap.start() if gap else len(text)
        cell = position
        if names.begins(text[cell:end]) and _name(text[cell:end].strip(_MARKS), names) is None:
            # "United Kingdom of Great Britain" is not two names, but the beginning of one.
            yield cell, end, None
            position = gap.end() if gap else end
            continue
        for name in names.find(text[cell:end]):
            yield position, cell + name.start, None
            position = cell + name.end
            yield cell + name.start, position, name.states
        yield position, end, None
        position = gap.end() if gap else end


def _complete(line: list[_Piece], below: list[list[_Piece]], names: Gazetteer) -> None:
    """Give the pieces of names in `line` their ends from the lines below."""
    for piece in line:
        if not names.goes_on(piece.text):
            continue
        # "Democratic Republic of" wants the whole cell below it, and not "Congo" alone; where
        # the columns are parted by single spaces, the line below is one cell.
        if not _end(piece, below, names, whole_cells=True):
            _end(piece, below, names, whole_cells=False)


def _end(piece: _Piece, below: list[list[_Piece]], names: Gazetteer, *, whole_cells: bool) -> bool:
    """End the name that `piece` begins with what stands below it, and take that away there."""
    shown, taken = piece.text, list[tuple[list[_Piece], _Piece]]()
    for lower in below:
        after = _below(piece, lower)
        if after is None or (piece.states and after.states and not whole_cells):
            return False
        used = [p for p in lower if p.cell == after.cell] if whole_cells else [after]
        shown = " ".join([shown, *(other.text for other in used)])
        taken += [(lower, other) for other in used]
        if states := _name(shown, names):
            piece.text, piece.states = shown, states
            for row, other in taken:
                row.remove(other)
            return True
        if not names.begins(shown):
            return False  # nor does any name begin so that a line farther below ends
    return False


def _below(piece: _Piece, lower: list[_Piece]) -> _Piece | None:
    """The piece of the line below that stands in the same column; in text without columns, the first."""
    for other in lower:
        if abs(other.column - piece.column) <= _ALIGNED or abs(other.wide - piece.wide) <= _ALIGNED:
            return other
    return lower[0] if lower and not piece.states else None


def _name(text: str, names: Gazetteer) -> tuple[str, ...] | None:
    """The State whose name the whole text is."""
    found = names.find(text)
    whole = len(found) == 1 and found[0].start == 0 and found[0].end == len(text)
    return found[0].states if whole else None
