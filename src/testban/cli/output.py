"""How results are printed: one table, JSON or CSV, chosen by ``--format``."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from testban.errors import one_line

if TYPE_CHECKING:
    from rich.console import Console

__all__ = [
    "Format",
    "fold",
    "print_blocks",
    "print_csv",
    "print_json",
    "print_line",
    "print_table",
    "shorten",
    "tell",
]


# Cells of a text that is kept whole whatever it is, and of a word that is.
_WHOLE = 12
_LONG_WORD = 20
# Cells that a line of a header has at least, where the header is that long.
_HEAD = 8
_INDENT = "    "
# A word, blanks, or one Chinese character; with the marks that may not begin a line.
_PIECE = re.compile(
    r"(?:[^\s\u2e80-\ua4cf\uf900-\ufaff\uff01-\uff60]+|\S)[。，、；：？！）》」』】”’…]*|\s+"
)


class Format(StrEnum):
    """The output formats that every command with a result offers."""

    table = "table"
    json = "json"
    csv = "csv"


def print_json(value: Any) -> None:
    """Print `value` as JSON in UTF-8, two spaces deep."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def print_line(text: str) -> None:
    """Print a sentence: folded at words on a terminal, which would cut them; whole into a pipe."""
    from rich.cells import cell_len
    from rich.console import Console

    width = Console().width
    if sys.stdout.isatty() and cell_len(text) > width:
        indent = " " * (len(text) - len(text.lstrip()))
        lines = fold(text.strip(), width - len(indent)).splitlines()
        text = "\n".join(indent + line for line in lines)
    sys.stdout.write(f"{text}\n")


def tell(line: str) -> None:
    """A line on standard error: what names of files and events hold cannot move a terminal's cursor."""
    sys.stderr.write(f"testban: {one_line(line)}\n")


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
        table.add_row(*(Text(fold(cell, wide)) for cell, wide in zip(row, widths, strict=True)))
    console.print(table)


def print_blocks(blocks: Iterable[tuple[str, str]], *, title: str) -> None:
    """Print `title`, then blocks of a bold line and, indented below it, a dimmed one; long lines fold."""
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False)
    console.print(Text(fold(title, console.width)))
    for head, foot in blocks:
        console.print(Text(fold(head, console.width), style="bold"))
        for line in fold(foot, console.width - len(_INDENT)).splitlines():
            console.print(Text(_INDENT + line, style="dim"))


def _widths(columns: Sequence[str], cells: list[list[str]], width: int) -> list[int] | None:
    """The columns' widths in a terminal of `width`; None where not even the codes fit."""
    from rich.cells import cell_len

    values = [[row[index] for row in cells] for index in range(len(columns))]
    natural = [max(map(cell_len, column), default=0) for column in values]
    words = [max(map(cell_len, column.split()), default=0) for column in columns]
    least = [max(map(_least, column), default=0) for column in values]
    heads = [max(word, min(cell_len(c), _HEAD)) for word, c in zip(words, columns, strict=True)]
    least = [max(pair) for pair in zip(least, heads, strict=True)]
    widths = [max(pair) for pair in zip(natural, map(cell_len, columns), strict=True)]
    # A cell has a blank on either side and a line after it; the table has a line before it.
    room = width - 3 * len(columns) - 1
    while sum(widths) > room:
        spare = [index for index, wide in enumerate(widths) if wide > least[index]]
        if not spare:
            return None
        # A header folds before a value does.
        headed = [index for index in spare if widths[index] > natural[index]]
        widths[max(headed or spare, key=widths.__getitem__)] -= 1
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


def fold(text: str, width: int) -> str:
    """`text` in lines of at most `width` cells: at blanks, and anywhere between Chinese characters.

    A word longer than a line is left whole.

    Examples
    --------
    >>> fold("第 91/72 号决议。", 9)
    '第 91/72\\n号决议。'
    """
    from rich.cells import cell_len

    lines = [""]
    for piece in _PIECE.findall(text):
        if lines[-1] and cell_len(lines[-1] + piece.rstrip()) > width:
            lines.append("")
        lines[-1] += piece if lines[-1] else piece.lstrip()
    return "\n".join(line.rstrip() for line in lines)


def shorten(text: str, width: int) -> str:
    """`text` with its end left out where it is longer than `width` characters."""
    return text if len(text) <= width else text[: width - 1] + "…"
