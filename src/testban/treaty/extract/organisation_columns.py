"""Organisations below a heading: in columns, with the rest of a long name in the line below.

::

    Organizations in consultative status
        Acronym Institute for Disarmament     (2) Mayors for Peace*
           Diplomacy                          (3) Pax Christi International

A cell that begins farther to the right than its column, or follows a name that cannot end where it
stops ("Institute for"), goes on with the name above it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from testban.treaty.documents.lines import display_width
from testban.treaty.documents.mapped import MappedText
from testban.treaty.documents.paragraphs import join_pieces
from testban.treaty.extract.context import Context
from testban.treaty.extract.passage import Passage

__all__ = ["Listed", "organisations_below"]

_CELL = re.compile(r"\S(?:(?! {2}|\t|\u3000)[^\t])*")
_LABEL = re.compile(r"^(?:[(（]?\d{1,3}[)）.．、]|[-–—•·▪●])\s*")
_OPEN = re.compile(r"(?:\b(?:of|for|the|and|to|in|on|de|des|du)|[,&、和与及]|-)$", re.IGNORECASE)
_INDENT = 2
_NEAR = 4
_LEAST = 3
_LONGEST = 120
_DEEPEST = 3
_HEADING = 160
_STOPS = ".。;；:：!?"


@dataclass(frozen=True)
class Listed:
    """A list, whose it is, and the lines it was read from."""

    role: str
    names: list[str]
    pieces: list[MappedText]
    place: str


@dataclass
class _Entry:
    """A name while its lines are read: the column that it stands in, and its pieces."""

    column: int
    line: int
    pieces: list[MappedText] = field(default_factory=list)

    @property
    def text(self) -> str:
        return join_pieces(self.pieces).text


_Cell = tuple[int, MappedText]
"""Where a cell begins on the page, and what it says."""


def organisations_below(context: Context, role_of: dict[int, str]) -> Iterator[Listed]:
    """The organisations below each heading of `role_of` (by the identity of its block)."""
    if not role_of:
        return
    lines = [(block, line) for block, line in context.lines if line.text.strip()]
    starts = {id(block): at for at, (block, _) in reversed(list(enumerate(lines)))}
    for passage in context.passages:
        role = role_of.get(id(passage.block))
        at = starts.get(id(passage.block))
        if role is None or at is None or not _is_heading(passage):
            continue
        below: list[list[_Cell]] = []
        pieces: list[MappedText] = []
        for block, line in lines[at:]:
            if block is passage.block:
                continue
            # A line of names, with no stop at its end, may be taken for a heading.
            heading = block.kind == "heading" and (bool(block.label) or block.level < _DEEPEST)
            ends = heading or block.kind in ("footnote", "title") or id(block) in role_of
            numbered = block.kind == "paragraph" and block.label.isdigit() and not pieces
            if ends or numbered or not _may_list(line.text):
                break
            below.append(_cells(line))
            pieces.append(line.strip())
        names = _names(below)
        if len(names) >= _LEAST and any(len(cells) > 1 for cells in below):
            yield Listed(role, names, pieces, passage.block.place)


def _is_heading(passage: Passage) -> bool:
    shown = passage.condensed.rstrip()
    return 0 < len(shown) <= _HEADING and shown[-1:] not in ".。;；"


def _may_list(text: str) -> bool:
    """No sentence, and no introduction of another list."""
    shown = text.strip()
    return shown[-1:] not in _STOPS and max(len(c[1].text) for c in _cells_of(text)) <= _LONGEST


def _cells_of(text: str) -> list[_Cell]:
    return _cells(MappedText.at(text, 0))


def _cells(line: MappedText) -> list[_Cell]:
    found = []
    for match in _CELL.finditer(line.text):
        cell = line[match.start() : match.end()].strip()
        label = _LABEL.match(cell.text)
        start = display_width(line.text[: match.start()])
        found.append((start, cell[label.end() :] if label else cell))
    return [(start, cell) for start, cell in found if cell.text]


def _names(lines: Sequence[list[_Cell]]) -> list[str]:
    """The names, row by row; each with what stands below it in its column."""
    columns: list[int] = []
    for start in sorted({start for cells in lines for start, _ in cells}):
        if not columns or start - columns[-1] > _NEAR:
            columns.append(start)
    entries: list[_Entry] = []
    last: dict[int, _Entry] = {}
    for number, cells in enumerate(lines):
        for start, cell in cells:
            column = max((c for c in columns if c <= start), default=start)
            above = last.get(column)
            if above is not None and (
                start - column >= _INDENT or _OPEN.search(above.text) or cell.text[:1].islower()
            ):
                above.pieces.append(cell)
                continue
            entry = last[column] = _Entry(column, number, [cell])
            entries.append(entry)
    return [entry.text for entry in entries]
