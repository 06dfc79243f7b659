"""Totals: the row of a table that says what those above it come to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from testban.treaty.checks.model import Finding
from testban.treaty.checks.paper import Paper
from testban.treaty.checks.words import words
from testban.treaty.documents.model import Block

__all__ = ["wrong_totals"]

_NUMBER = re.compile(r"[-−]?\d{1,3}(?:[ ,\u00a0]\d{3})+(?:\.\d+)?|[-−]?\d+(?:\.\d+)?")
_EMPTY = frozenset("—–-…. ")
_LEAST = 2


def wrong_totals(paper: Paper) -> Iterator[Finding]:
    """C105: a total is not the sum of the numbers above it."""
    known = words(paper.context.language.code)
    total = known.regex("total")
    if known.regex("rounded").search(paper.condensed[0]):
        return  # the paper itself says that its sums may be off
    tables: dict[int, list[Block]] = {}
    for block in paper.document.blocks:
        if block.kind == "row" and block.cells:
            tables.setdefault(block.table, []).append(block)
    for rows in tables.values():
        start = 0
        for place, row in enumerate(rows):
            if total.search(row.cells[0].text.strip()):
                above = [r for r in rows[:place] if not total.search(r.cells[0].text.strip())]
                since = [r for r in rows[start:place] if r in above]
                before = [r for r in rows[:place] if r not in above]
                yield from _columns(paper, row, (since, above, before))
                start = place + 1


def _columns(paper: Paper, row: Block, parts: tuple[list[Block], ...]) -> Iterator[Finding]:
    for column in range(1, len(row.cells)):
        stated = _value(row.cells[column].text)
        if stated is None:
            continue
        sums = [s for rows in parts if (s := _sum(rows, column)) is not None]
        if sums and stated not in sums:
            cite = paper.context.cite([row.cells[column]], row.place)
            yield paper.finding("C105", cite, sums[0], stated=stated, total=sums[0])


def _sum(rows: list[Block], column: int) -> Decimal | None:
    """What a column comes to; None where it has words, or too few numbers."""
    cells = [row.cells[column].text.strip() for row in rows if len(row.cells) > column]
    values = [_value(cell) for cell in cells if set(cell) - _EMPTY]
    if values and values[0] is None:
        values = values[1:]  # the heading of the column
    numbers = [value for value in values if value is not None]
    if len(numbers) < _LEAST or len(numbers) < len(values):
        return None
    return sum(numbers, Decimal(0))


def _value(text: str) -> Decimal | None:
    shown = text.strip().rstrip("*")
    if not _NUMBER.fullmatch(shown):
        return None
    return Decimal(re.sub("[ ,\u00a0]", "", shown).replace("−", "-"))
