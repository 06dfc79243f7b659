"""How results are printed: one table, JSON or CSV, chosen by ``--format``."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any

__all__ = ["Format", "print_csv", "print_json", "print_table", "shorten"]


_WHOLE = 12


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
    writer.writerows(rows)
    sys.stdout.write(buffer.getvalue())


def print_table(columns: Sequence[str], rows: Iterable[Sequence[Any]], *, title: str = "") -> None:
    """Print `rows` as a table that fits the terminal; long cells wrap."""
    # Imported here so that `testban --help` does not pay for it.
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(title=title or None, title_justify="left", show_lines=False)
    cells = [["" if cell is None else str(cell) for cell in row] for row in rows]
    for index, column in enumerate(columns):
        longest = max((len(row[index]) for row in cells), default=0)
        # Codes, dates and numbers stay whole; only columns of words wrap.
        table.add_column(column, overflow="fold", no_wrap=max(longest, len(column)) <= _WHOLE)
    for row in cells:
        # Text, not str: square brackets in a paper are not rich's markup.
        table.add_row(*map(Text, row))
    Console().print(table)


def shorten(text: str, width: int) -> str:
    """`text` with its end left out where it is longer than `width` characters."""
    return text if len(text) <= width else text[: width - 1] + "…"
