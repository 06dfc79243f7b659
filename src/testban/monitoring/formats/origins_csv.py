"""Events as CSV, one row each, without their arrivals: `time`, `latitude`, `longitude`."""

from __future__ import annotations

import csv
import io
import math

from testban.errors import BulletinError
from testban.monitoring.formats.bulletin import EMPTY, EMPTY_CURE, Bulletin
from testban.monitoring.formats.csv_rows import summed
from testban.monitoring.formats.records import when
from testban.monitoring.model import Event, Magnitude, Origin

__all__ = ["is_origins_csv", "read_origins_csv"]

# What catalogues call the columns.
_ALIASES = {
    "event_id": "event", "evid": "event", "id": "event", "orid": "event", "origin_time": "time",
    "ot": "time", "lat": "latitude", "lon": "longitude", "depth": "depth_km", "dep": "depth_km",
    "mag": "magnitude", "mb": "magnitude", "magtype": "magnitude_type", "magnitudetype": "magnitude_type",
}  # fmt: skip
_NEEDED = ("time", "latitude", "longitude")
_CURE = "Give a CSV file whose first line is time,latitude,longitude,depth_km,magnitude or the like"


def is_origins_csv(text: str) -> bool:
    """The first line names the columns of origins, and none for a station."""
    columns = _columns(text.splitlines()[0].split(",")) if text.strip() else []
    return set(_NEEDED) <= set(columns) and "station" not in columns and "sta" not in columns


def _columns(cells: list[str]) -> list[str]:
    plain = [cell.strip().strip('"').lower() for cell in cells]
    return [_ALIASES.get(cell, cell) for cell in plain]


def read_origins_csv(text: str, where: str) -> Bulletin:
    """Read events; a row that holds none is left out and named by its line.

    Times are ISO 8601, or seconds since 1970.

    Raises
    ------
    BulletinError
        No row holds an event.
    """
    rows = csv.reader(io.StringIO(text, newline=""))
    events: list[Event] = []
    doubts: list[tuple[int, str]] = []
    try:
        header = _columns(next(rows))
        for row in rows:
            if not any(cell.strip() for cell in row):
                continue
            try:
                events.append(_event(dict(zip(header, row, strict=True)), len(events) + 1))
            except ValueError as error:
                doubts.append((rows.line_num, str(error)))
    except csv.Error as error:
        doubts.append((rows.line_num, f"{error}; nothing after it was read"))
    if not events:
        if not doubts:
            raise BulletinError(EMPTY, where=where, cure=EMPTY_CURE)
        first = f" (line {doubts[0][0]}: {doubts[0][1]})"
        raise BulletinError(f"no event{first}", where=where, cure=_CURE)
    return Bulletin(tuple(events), left_out=summed(doubts, where), format="csv")


def _event(cells: dict[str, str], number: int) -> Event:
    latitude = _number(cells, "latitude", 90)
    longitude = _number(cells, "longitude", 360)
    if latitude is None or longitude is None:
        raise ValueError("no latitude or no longitude")
    origin = Origin(
        time=when(cells["time"].strip()),
        latitude=latitude,
        longitude=longitude if abs(longitude) <= 180 else (longitude + 180) % 360 - 180,
        depth_km=_number(cells, "depth_km", 1000) or 0.0,
    )
    size = _number(cells, "magnitude", 10)
    kind = cells.get("magnitude_type", "").strip()[:8] or "M"
    sizes = () if size is None else (Magnitude(kind, size, None, 0),)
    return Event(cells.get("event", "").strip()[:64] or str(number), origin, magnitudes=sizes)


def _number(cells: dict[str, str], name: str, most: float) -> float | None:
    """A number no larger than `most` without its sign; None where the cell is empty."""
    text = cells.get(name, "").strip()
    if not text:
        return None
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not abs(value) <= most:
        raise ValueError(f"{name} '{text[:20]}' is no number up to {most}")
    return value
