"""Arrivals as CSV: the columns `station` and `time`, and whatever else was measured.

A column `event` parts the rows into events; without one, or where no row names an event, all rows are the
arrivals of one event. Rows that name none beside others that do are arrivals of no event. A column `bound` makes
of an amplitude a limit: `limits` says how.
"""

from __future__ import annotations

import csv
import io
from dataclasses import replace

from testban.errors import BulletinError
from testban.monitoring.formats.bulletin import Bulletin
from testban.monitoring.formats.csv_rows import Doubts, csv_rows, summed, unended
from testban.monitoring.formats.limits import is_arrival, limit_from, limit_row
from testban.monitoring.formats.records import COLUMNS, EXTRA_COLUMNS, arrival_from, arrival_row
from testban.monitoring.model import Arrival, Event, Limit

__all__ = ["read_arrivals_csv", "write_arrivals_csv"]

_CURE = "Give a CSV file whose first line is station,time,phase or the like"
# What other programs call the columns.
_ALIASES = {
    "sta": "station", "arrival_time": "time", "datetime": "time", "iphase": "phase",
    "seaz": "azimuth_deg", "azimuth": "azimuth_deg", "slow": "slowness_s_per_deg",
    "slowness": "slowness_s_per_deg", "amp": "amplitude_nm", "per": "period_s", "evid": "event",
    "event_id": "event", "arid": "arrival_id", "chan": "channel", "deltim": "time_uncertainty_s",
}  # fmt: skip


def read_arrivals_csv(text: str, where: str, *, name: str = "event") -> Bulletin:
    """Read arrivals and limits; a row that holds none is left out and named by its line.

    Raises
    ------
    BulletinError
        There is no header with `station` and `time`, or no row with an arrival.
    """
    found: dict[str, tuple[list[Arrival], list[Limit]]] = {}
    doubts: Doubts = []
    for line, cells in csv_rows(text, where, ("station", "time"), _CURE, doubts, _ALIASES):
        try:
            limit = limit_from(cells)
            if limit is None or is_arrival(cells):
                measured = cells if limit is None else cells | {"amplitude_nm": ""}
                arrival, left = arrival_from(measured, f"{where}:{line}")
            else:
                arrival, left = None, []
        except ValueError as error:
            doubts.append((line, str(error)))
            continue
        doubts += [(line, what) for what in left]
        arrivals, limits = found.setdefault(cells.get("event", "")[:64], ([], []))
        arrivals += [arrival] if arrival else []
        limits += [limit] if limit else []
    if not any(arrivals for arrivals, _ in found.values()):
        first = f" (line {doubts[0][0]}: {doubts[0][1]})" if doubts else ""
        raise BulletinError(f"no arrival{first}", where=where, cure="Give a row for each arrival")
    loose, limits_of_none = found.pop("", ([], [])) if len(found) > 1 else ([], [])
    events = [
        Event(key or name, None, tuple(arrivals), limits=tuple(limits))
        for key, (arrivals, limits) in found.items()
    ]
    left_out = summed(doubts, where)
    if limits_of_none:
        left_out = (*left_out, f"{where}: {len(limits_of_none)} limits of no event: left out")
    last = unended(text)
    if last and not any(f"'{last}' may be cut" in line for line in left_out):
        note = f"no line end after the last value of the file, {last}: if it was cut there, it is short"
        events[-1] = replace(events[-1], notes=(note,))
    elif text.endswith(","):
        note = "no line end after the last row of the file: if it was cut there, its last value is not here"
        events[-1] = replace(events[-1], notes=(note,))
    return Bulletin(tuple(events), unassociated=tuple(loose), left_out=left_out, format="csv")


def write_arrivals_csv(bulletin: Bulletin) -> str:
    """All arrivals under a header, with the event that each belongs to in the first column."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    header = ("event", *COLUMNS, *EXTRA_COLUMNS, "bound")
    writer.writerow(header)
    groups = [(event.event_id, event.arrivals, event.limits) for event in bulletin.events]
    for key, arrivals, limits in [*groups, ("", bulletin.unassociated, ())]:
        for row in [*map(arrival_row, arrivals), *map(limit_row, limits)]:
            row |= {"event": key}
            writer.writerow([_cell(row.get(name)) for name in header])
    return buffer.getvalue()


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return str(value).lower()
    return _safe(value) if isinstance(value, str) else value


def _safe(text: str) -> str:
    """A spreadsheet would run a cell that begins so as a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t") else text
