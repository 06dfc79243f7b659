"""Limits of amplitudes as CSV: `station,phase,amplitude_nm,period_s`, and what else is known.

`bound` is `upper` where it is not given: the station worked and saw nothing. `event` says which event a row is of.
"""

from __future__ import annotations

from pathlib import Path

from testban.errors import BulletinError
from testban.monitoring.files import decode, read_limited
from testban.monitoring.formats.csv_rows import Doubts, csv_rows, summed
from testban.monitoring.formats.limits import limit_from
from testban.monitoring.model import Limit

__all__ = ["read_limits"]

_NEEDED = ("station", "amplitude_nm")
_CURE = "Give a CSV file whose first line is station,phase,amplitude_nm,period_s or the like"


def read_limits(path: Path | str) -> tuple[dict[str, list[Limit]], tuple[str, ...]]:
    """The limits by event (empty for rows that name none), and what was left out, named by its line.

    Raises
    ------
    BulletinError
        The file cannot be read, lacks a column, or holds no limit.
    """
    where = str(path)
    text = decode(read_limited(Path(path))).lstrip("\ufeff")
    found: dict[str, list[Limit]] = {}
    doubts: Doubts = []
    for line, cells in csv_rows(text, where, _NEEDED, _CURE, doubts):
        try:
            limit = limit_from(cells, "upper")
        except ValueError as error:
            doubts.append((line, str(error)))
            continue
        if limit is not None:
            found.setdefault(cells.get("event", ""), []).append(limit)
    if not found:
        first = f" (line {doubts[0][0]}: {doubts[0][1]})" if doubts else ""
        raise BulletinError(f"no limit{first}", where=where, cure=_CURE)
    return found, summed(doubts, where)
