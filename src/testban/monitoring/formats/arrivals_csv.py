"""Arrivals as CSV: the columns `station` and `time`, and whatever else was measured.

A column `event` parts the rows into events; without one, all rows are the arrivals of one event.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable

from testban.errors import BulletinError
from testban.monitoring.formats.bulletin import Bulletin
from testban.monitoring.formats.records import COLUMNS, EXTRA_COLUMNS, arrival_from, arrival_row
from testban.monitoring.model import Arrival, Event

__all__ = ["MOST_TOLD", "read_arrivals_csv", "summed", "write_arrivals_csv"]

MOST_TOLD = 10
_MOST_FIELD = 1 << 16
_CURE = "Give a CSV file whose first line is station,time,phase or the like"
# What other programs call the columns.
_ALIASES = {
    "sta": "station", "arrival_time": "time", "datetime": "time", "iphase": "phase",
    "seaz": "azimuth_deg", "azimuth": "azimuth_deg", "slow": "slowness_s_per_deg",
    "slowness": "slowness_s_per_deg", "amp": "amplitude_nm", "per": "period_s", "evid": "event",
    "event_id": "event", "arid": "arrival_id", "chan": "channel", "deltim": "time_uncertainty_s",
}  # fmt: skip


def read_arrivals_csv(text: str, where: str, *, name: str = "event") -> Bulletin:
    """Read arrivals; a row that holds none is left out and named by its line.

    Raises
    ------
    BulletinError
        There is no header with `station` and `time`, or no row with an arrival.
    """
    csv.field_size_limit(_MOST_FIELD)
    rows = csv.reader(io.StringIO(text, newline=""))
    try:
        header = [_column(cell) for cell in next(rows, [])]
    except csv.Error as error:
        raise BulletinError(f"no CSV ({error})", where=f"{where}:1", cure=_CURE) from error
    if missing := {"station", "time"} - set(header):
        raise BulletinError(
            f"no column '{min(missing)}'", where=f"{where}:1",
            cure=_CURE,
        )  # fmt: skip
    found: dict[str, list[Arrival]] = {}
    doubts: list[tuple[int, str]] = []
    try:
        for row in rows:
            if not any(cell.strip() for cell in row):
                continue
            if len(row) != len(header):
                doubts.append((rows.line_num, f"{len(row)} cells where {len(header)} are expected"))
                continue
            cells = dict(zip(header, row, strict=True))
            try:
                arrival, left = arrival_from(cells)
            except ValueError as error:
                doubts.append((rows.line_num, str(error)))
                continue
            doubts += [(rows.line_num, what) for what in left]
            found.setdefault(cells.get("event", "").strip()[:64], []).append(arrival)
    except csv.Error as error:
        doubts.append((rows.line_num, f"{error}; nothing after it was read"))
    if not found:
        first = f" (line {doubts[0][0]}: {doubts[0][1]})" if doubts else ""
        raise BulletinError(f"no arrival{first}", where=where, cure="Give a row for each arrival")
    events = tuple(Event(key or name, None, tuple(arrivals)) for key, arrivals in found.items())
    return Bulletin(events, left_out=summed(doubts, where), format="csv")


def _column(cell: str) -> str:
    plain = cell.strip().lower()
    return _ALIASES.get(plain, plain)


def summed(doubts: Iterable[tuple[int, str]], where: str) -> tuple[str, ...]:
    """One line for each cause, with the first line of the file where it was met, and a count."""
    first: dict[str, int] = {}
    count: Counter[str] = Counter()
    for line, what in doubts:
        first.setdefault(what, line)
        count[what] += 1
    told = [
        f"{where}:{first[what]}: {what}; left out" + (f" ({times} times)" if times > 1 else "")
        for what, times in count.items()
    ]
    if len(told) > MOST_TOLD:
        rest = sum(list(count.values())[MOST_TOLD:])
        told = [*told[:MOST_TOLD], f"{where}: {rest} more were left out for other reasons"]
    return tuple(told)


def write_arrivals_csv(bulletin: Bulletin) -> str:
    """All arrivals under a header, with the event that each belongs to in the first column."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(("event", *COLUMNS, *EXTRA_COLUMNS))
    groups = [(event.event_id, event.arrivals) for event in bulletin.events]
    for key, arrivals in [*groups, ("", bulletin.unassociated)]:
        for arrival in arrivals:
            writer.writerow([_safe(key), *map(_cell, arrival_row(arrival).values())])
    return buffer.getvalue()


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return str(value).lower()
    return _safe(value) if isinstance(value, str) else value


def _safe(text: str) -> str:
    """A spreadsheet would run a cell that begins so as a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t") else text
