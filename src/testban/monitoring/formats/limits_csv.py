"""Limits of amplitudes as CSV: `station,phase,amplitude_nm,period_s`, and what else is known.

`bound` is `upper` where it is not given: the station worked and saw nothing. `event` says which event a row is of.
"""

from __future__ import annotations

from pathlib import Path

from testban.monitoring.formats.csv_by_event import read_by_event
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
    return read_by_event(
        path,
        lambda cells: limit_from(cells, "upper"),
        noun="limit",
        needed=_NEEDED,
        cure=_CURE,
    )
