"""When stations recorded nothing, from a table."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from testban.errors import UsageError
from testban.monitoring.files import decode, read_limited
from testban.monitoring.model import epoch

__all__ = ["read_outages"]

_COLUMNS = frozenset({"station", "start", "end"})


def read_outages(path: Path) -> dict[str, list[tuple[float, float]]]:
    """By station, from when to when (seconds since 1970); CSV with the columns `station`, `start`, `end`.

    Raises
    ------
    UsageError
        A column is missing, or a row has no two times in their order.
    """
    rows = csv.DictReader(io.StringIO(decode(read_limited(path)), newline=""))
    if missing := _COLUMNS - set(rows.fieldnames or ()):
        raise UsageError(
            f"no column '{min(missing)}'", where=f"{path}:1",
            cure="Give a CSV file whose first line is station,start,end",
        )  # fmt: skip
    found: dict[str, list[tuple[float, float]]] = {}
    for row in rows:
        where = f"{path}:{rows.line_num}"
        try:
            span = epoch((row["start"] or "").strip()), epoch((row["end"] or "").strip())
        except ValueError as error:
            raise UsageError(f"no outage ({error})", where=where, cure="Mend the row") from error
        if span[1] < span[0]:
            raise UsageError("the outage ends before it starts", where=where, cure="Mend the row")
        found.setdefault((row["station"] or "").strip().upper(), []).append(span)
    return found
