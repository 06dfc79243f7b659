"""A CSV file beside the arrivals, of whose rows each may say which event it is of."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from testban.errors import BulletinError
from testban.monitoring.files import decode, read_limited
from testban.monitoring.formats.csv_rows import Doubts, csv_rows, summed

__all__ = ["ANY_EVENT", "read_by_event"]

ANY_EVENT = ""
"""The key of rows that name no event."""
_T = TypeVar("_T")


def read_by_event(
    path: Path | str,
    made: Callable[[Mapping[str, str]], _T | None],
    *,
    noun: str,
    needed: Sequence[str],
    cure: str,
) -> tuple[dict[str, list[_T]], tuple[str, ...]]:
    """What the rows say by event, and what was left out, named by its line.

    Parameters
    ----------
    made
        What a row says, by the names of its columns; None where it says nothing, and a `ValueError`
        where it is to be left out.
    noun
        What a row says, in a word: for the message about a file in which none does.
    needed, cure
        Columns that must be there, and what to do about a file without them.

    Raises
    ------
    BulletinError
        The file cannot be read, lacks a column, or none of its rows says anything.
    """
    where = str(path)
    text = decode(read_limited(Path(path))).lstrip("\ufeff")
    found: dict[str, list[_T]] = {}
    doubts: Doubts = []
    for line, cells in csv_rows(text, where, needed, cure, doubts):
        try:
            said = made(cells)
        except ValueError as error:
            doubts.append((line, str(error)))
            continue
        if said is not None:
            found.setdefault(cells.get("event", ANY_EVENT), []).append(said)
    if not found:
        first = f" (line {doubts[0][0]}: {doubts[0][1]})" if doubts else ""
        raise BulletinError(f"no {noun}{first}", where=where, cure=cure)
    return found, summed(doubts, where)
