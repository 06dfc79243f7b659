"""Rows of a CSV file with a heading, each by the names of its columns; what is no row is told by its line."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from testban.errors import BulletinError

__all__ = ["BROKEN", "MOST_TOLD", "Doubts", "csv_rows", "summed", "unended"]

MOST_TOLD = 10
_MOST_FIELD = 1 << 16
_ENOUGH = 3
"""So many cells of a column show how long they are."""
BROKEN = "the file breaks off in this line (fetch it whole)"
_CUT = BROKEN + ": '{}' may be cut short"
Doubts = list[tuple[int, str]]
"""What was left out, with the line where it stood."""


def csv_rows(
    text: str,
    where: str,
    needed: Sequence[str],
    cure: str,
    doubts: Doubts,
    aliases: Mapping[str, str] | None = None,
) -> Iterator[tuple[int, dict[str, str]]]:
    """The line and the cells of each row that is not empty; what is no row goes to `doubts`.

    Parameters
    ----------
    needed
        Columns that must be there.
    cure
        What to do about a file without them.
    aliases
        Other names of columns.

    Raises
    ------
    BulletinError
        A column that is needed is missing, or it is no CSV.
    """
    csv.field_size_limit(_MOST_FIELD)
    rows = csv.reader(io.StringIO(text, newline=""))
    try:
        header = [cell.strip().lower() for cell in next(rows, [])]
    except csv.Error as error:
        raise BulletinError(f"no CSV ({error})", where=f"{where}:1", cure=cure) from error
    header = [(aliases or {}).get(cell, cell) for cell in header]
    if missing := [name for name in needed if name not in header]:
        raise BulletinError(f"no column '{missing[0]}'", where=f"{where}:1", cure=cure)
    last, seen, shortest = unended(text), 0, _MOST_FIELD
    lines = text.count("\n") + 1
    try:
        for row in rows:
            if not any(cell.strip() for cell in row):
                continue
            if last and rows.line_num == lines and seen >= _ENOUGH and len(last) < shortest:
                doubts.append((lines, _CUT.format(last)))
                row[-1] = ""
            seen, shortest = (
                seen + bool(row[-1].strip()),
                min(shortest, len(row[-1].strip()) or _MOST_FIELD),
            )
            if len(row) != len(header):
                cut = len(row) < len(header) and rows.line_num == lines and not text.endswith("\n")
                said = f"{len(row)} cells where {len(header)} are expected"
                said = BROKEN if cut else said
                doubts.append((rows.line_num, said))
                continue
            yield rows.line_num, dict(zip(header, map(str.strip, row), strict=True))
    except csv.Error as error:
        doubts.append((rows.line_num, f"{error}; nothing after it was read"))


def unended(text: str) -> str:
    """The last cell of a text that ends without a line end, where it is a number or a time that a cut may have
    shortened; else nothing."""
    cell = text[text.rfind("\n") + 1 :].rpartition(",")[2].strip()
    return cell if text.rstrip(" ") == text.rstrip() and cell[:1].isdigit() else ""


def summed(doubts: Iterable[tuple[int, str]], where: str) -> tuple[str, ...]:
    """One line for each cause, with the first line of the file where it was met, and a count; a line 0 is not known."""
    first: dict[str, int] = {}
    count: Counter[str] = Counter()
    for line, what in doubts:
        first.setdefault(what, line)
        count[what] += 1
    told = [
        f"{where}{f':{first[what]}' if first[what] else ''}: {what}; left out"
        + (f" ({times} times)" if times > 1 else "")
        for what, times in count.items()
    ]
    if len(told) > MOST_TOLD:
        rest = sum(list(count.values())[MOST_TOLD:])
        told = [*told[:MOST_TOLD], f"{where}: {rest} more were left out for other reasons"]
    return tuple(told)
