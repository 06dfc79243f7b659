"""Votes in tables: a row for each resolution, a column for each side.

::

    Resolution      In favour    Against    Abstaining
    94/61                 181          1             3
    95/62                 179          2             4
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from testban.treaty.documents.mapped import MappedText
from testban.treaty.documents.model import Block
from testban.treaty.extract.cells import Cell, under
from testban.treaty.extract.context import Context
from testban.treaty.extract.references import resolutions

__all__ = ["tabled_votes"]

_SIDES = ("yes", "no", "abstain")
_NUMBER = re.compile(r"\d{1,3}|[-–—]|(?i:none|nil)|无")
_ORDINARY = re.compile(r"(?<![\d/])(\d{2,3}/\d{1,3})(?![\d/])")

Told = tuple[
    str | None, str | None, dict[str, int], dict[str, list[tuple[str, ...]]], list[MappedText], str
]
"""Resolution, part, numbers by side, States by side, where it is told, place."""


def tabled_votes(context: Context) -> Iterator[Told]:
    """The vote of each row below a head that names the sides."""
    sides = {side: context.pattern("votes", f"column_{side}").regex for side in _SIDES}
    if not any(
        word in passage.lower
        for passage in context.passages
        for word in context.language.table("votes").get("column_words", ())
    ):
        return
    for lines in context.lines_of_cells:
        columns: dict[str, tuple[int, Cell]] = {}
        number = 0
        for block, line, cells in lines:
            if len(cells) < 3:
                columns = {}
                continue
            heads = {
                side: (index, cell)
                for index, cell in enumerate(cells)
                for side, regex in sides.items()
                if regex.search(cell.text.text)
            }
            if len(heads) >= 2:
                columns, number = heads, len(cells)
            elif columns:
                told = _row(context, block, line, cells, columns, number)
                columns = columns if told else {}
                if told:
                    yield told


def _row(
    context: Context,
    block: Block,
    line: MappedText,
    cells: Sequence[Cell],
    columns: dict[str, tuple[int, Cell]],
    number: int,
) -> Told | None:
    """The vote of a row that names a resolution and gives a number for each side."""
    tally: dict[str, int] = {}
    for side, (index, head) in columns.items():
        cell = cells[index] if len(cells) == number else under(head, cells[1:])
        if cell is None or not _NUMBER.fullmatch(cell.text.text):
            return None
        tally[side] = int(cell.text.text) if cell.text.text.isdigit() else 0
    passage = context.passage(block, line)
    symbols = [str(m.value) for m in passage.mentions if m.kind == "symbol"]
    for hit in context.pattern("references", "resolutions").find(passage):
        symbols += [symbol for symbol, _ in resolutions(context, hit)]
    if not symbols and (plain := _ORDINARY.search(cells[0].text.text)):
        symbols = [f"A/RES/{plain[1]}"]
    if not symbols:
        return None
    return symbols[0], None, tally, {}, [line.strip()], block.place
