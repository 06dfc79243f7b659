"""How results are printed: one table, JSON or CSV, chosen by ``--format``."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["Format", "print_blocks", "print_csv", "print_json", "print_table", "shorten"]


# Cells of a text that is kept whole whatever it is, and of a word that is.
_WHOLE = 12
_LONG_WORD = 20


class Format(StrEnum):
    """The output formats that every command with a result offers."""

    table = "table"
    json = "json"
    csv = "csv"


def print_json(value: Any) -> None:
    """Print `value` as JSON in UTF-8, two spaces deep."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def print_csv(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Print `rows` as CSV (RFC 4180) under a header of `columns`."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(columns)
    for row in rows:
        # Python's True and False are JSON's words in every other format.
        writer.writerow([str(v).lower() if isinstance(v, bool) else v for v in row])
    sys.stdout.write(buffer.getvalue())


def print_table(columns: Sequence[str], rows: Iterable[Sequence[Any]], *, title: str = "") -> None:
    """Print `rows` as a table that fits the terminal, or one below the other where none can.

    Days, codes and numbers are never cut or folded; words fold, the widest column first.
    """
    # Imported here so that `testban --help` does not pay for it.
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(highlight=False)
    cells = [["" if cell is None else str(cell) for cell in row] for row in rows]
    widths = _widths(columns, cells, console.width)
    if widths is None:
        if title:
            console.print(Text(title, style="italic"))
        for row in cells:
            _print_record(console, columns, row)
        return
    table = Table(title=title or None, title_justify="left", show_lines=False)
    for column, width in zip(columns, widths, strict=True):
        table.add_column(column, overflow="fold", width=width)
    for row in cells:
        # Text, not str: square brackets in a paper are not rich's markup.
        table.add_row(*map(Text, row))
    console.print(table)


def print_blocks(blocks: Iterable[tuple[str, str]]) -> None:
    """Print blocks of a bold line and, indented below it, a dimmed one; long lines fold."""
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    console = Console(highlight=False)
    for head, foot in blocks:
        console.print(Text(head, style="bold"))
        console.print(Padding(Text(foot, style="dim"), (0, 0, 0, 4), expand=False))


def _widths(columns: Sequence[str], cells: list[list[str]], width: int) -> list[int] | None:
    """The columns' widths in a terminal of `width`; None where not even the codes fit."""
    from rich.cells import cell_len

    texts = [[column, *(row[index] for row in cells)] for index, column in enumerate(columns)]
    widths = [max(map(cell_len, column)) for column in texts]
    least = [max(map(_least, column)) for column in texts]
    # A cell has a blank on either side and a line after it; the table has a line before it.
    room = width - 3 * len(columns) - 1
    while sum(widths) > room:
        spare = [index for index, wide in enumerate(widths) if wide > least[index]]
        if not spare:
            return None
        widths[max(spare, key=widths.__getitem__)] -= 1
    return widths


def _least(text: str) -> int:
    """The cells that `text` needs so that nothing but Chinese and over-long words is folded."""
    from rich.cells import cell_len

    whole = cell_len(text)
    if whole <= _WHOLE or (" " not in text and text.isascii()):
        return whole
    # Chinese, wider than its characters are many, folds anywhere.
    words = [
        min(cell_len(word), _LONG_WORD) for word in text.split() if cell_len(word) == len(word)
    ]
    return max(_WHOLE, *words, 0)


def _print_record(console: Console, columns: Sequence[str], row: Sequence[str]) -> None:
    """One row of a table too wide for the terminal: a line a cell, the empty ones left out."""
    from rich.text import Text

    for column, cell in zip(columns, row, strict=True):
        if cell:
            console.print(Text.assemble((f"{column}: ", "bold"), cell), overflow="fold")
    console.print()


def shorten(text: str, width: int) -> str:
    """`text` with its end left out where it is longer than `width` characters."""
    return text if len(text) <= width else text[: width - 1] + "…"
