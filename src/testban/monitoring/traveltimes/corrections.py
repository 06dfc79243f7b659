"""Corrections to what a velocity model predicts, through one small interface.

A correction is anything with a method `shift` that says, for one ray path, what to add to the predicted
time, slowness and azimuth, and how uncertain they then are. Four kinds are here: station terms,
slowness-azimuth station corrections, source-specific station corrections, and another velocity model
for a region. `total` adds them up.
"""

from __future__ import annotations

import bisect
import csv
import io
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from testban.errors import ReferenceError
from testban.files import read_text
from testban.monitoring.traveltimes.predict import TravelTimes

__all__ = [
    "Correction",
    "RayPath",
    "Region",
    "RegionalModel",
    "Shift",
    "SourceSpecific",
    "StationTerms",
    "total",
]

_LARGEST = 50_000_000


@dataclass(frozen=True, slots=True)
class RayPath:
    """A phase from a source to a station.

    `azimuth_deg` points from the station to the event (CSS3.0 `seaz`); it and the slowness are those
    observed, or predicted where nothing is. Before an event is located its place and distance are NaN
    and its phases empty, and only azimuth and slowness of the shift are used.
    """

    station: str
    phase: str
    latitude: float
    longitude: float
    depth_km: float
    distance_deg: float
    azimuth_deg: float
    slowness_s_per_deg: float


@dataclass(frozen=True, slots=True)
class Shift:
    """What to add to predictions; errors are standard deviations that replace the model's."""

    time_s: float = 0.0
    slowness_s_per_deg: float = 0.0
    azimuth_deg: float = 0.0
    time_error_s: float | None = None
    slowness_error_s_per_deg: float | None = None
    azimuth_error_deg: float | None = None


class Correction(Protocol):
    """What a locator asks of a correction."""

    def shift(self, path: RayPath) -> Shift | None:
        """What to add for this path; None where it says nothing of it."""


def total(corrections: Iterable[Correction], path: RayPath) -> Shift:
    """The sum of all corrections for a path; of errors the last that says one."""
    time = slowness = azimuth = 0.0
    errors: list[float | None] = [None, None, None]
    for correction in corrections:
        found = correction.shift(path)
        if found is None:
            continue
        time += found.time_s
        slowness += found.slowness_s_per_deg
        azimuth += found.azimuth_deg
        said = (found.time_error_s, found.slowness_error_s_per_deg, found.azimuth_error_deg)
        errors = [old if new is None else new for old, new in zip(errors, said, strict=True)]
    return Shift(time, slowness, azimuth, *errors)


def _rows(path: Path, columns: tuple[str, ...]) -> Iterable[tuple[str, dict[str, str]]]:
    """Rows of a CSV file with its place; it must have the columns."""
    reader = csv.DictReader(io.StringIO(read_text(path, _LARGEST, ReferenceError), newline=""))
    try:
        if lacking := [name for name in columns if name not in (reader.fieldnames or ())]:
            raise ReferenceError(
                f"no column {lacking[0]}", where=f"{path}:1", cure=f"Give {', '.join(columns)}"
            )
        for row in reader:
            yield f"{path}:{reader.line_num}", row
    except csv.Error as error:
        raise ReferenceError(
            str(error), where=f"{path}:{reader.line_num}", cure="Give a CSV file"
        ) from None


def _number(row: Mapping[str, str], name: str, where: str) -> float:
    try:
        value = float(row[name])
    except (TypeError, ValueError):
        value = math.nan
    if not math.isfinite(value):
        raise ReferenceError(
            f"{name} is {row[name]!r:.40}, no number", where=where, cure="Correct or drop the row"
        )
    return value


@dataclass(frozen=True)
class StationTerms:
    """Seconds by (station, phase); an empty phase serves all that the station has no row for."""

    seconds: Mapping[tuple[str, str], float]

    @classmethod
    def read(cls, path: Path) -> StationTerms:
        """From CSV with columns `station`, `phase` and `time_s`.

        Raises
        ------
        ReferenceError
            The file is none, or a row has no number.
        """
        return cls(
            {
                (row["station"], row["phase"] or ""): _number(row, "time_s", where)
                for where, row in _rows(path, ("station", "phase", "time_s"))
            }
        )

    def shift(self, path: RayPath) -> Shift | None:
        """The station's term."""
        for phase in (path.phase, ""):
            if (path.station, phase) in self.seconds:
                return Shift(self.seconds[path.station, phase])
        return None


@dataclass(frozen=True)
class _Grid:
    latitudes: tuple[float, ...]
    longitudes: tuple[float, ...]
    values: Mapping[tuple[float, float], tuple[float, float | None]]


@dataclass(frozen=True)
class SourceSpecific:
    """Seconds on a grid of source latitude and longitude, by (station, phase)."""

    grids: Mapping[tuple[str, str], _Grid]

    @classmethod
    def read(cls, path: Path) -> SourceSpecific:
        """From CSV with columns `station,phase,latitude,longitude,time_s`, and perhaps `error_s`.

        The places of a station and phase form a grid; where one is not given nothing is corrected.

        Raises
        ------
        ReferenceError
            The file is none, or a row has no numbers.
        """
        columns = ("station", "phase", "latitude", "longitude", "time_s")
        found: dict[tuple[str, str], dict[tuple[float, float], tuple[float, float | None]]] = {}
        for where, row in _rows(path, columns):
            place = _number(row, "latitude", where), _number(row, "longitude", where)
            error = _number(row, "error_s", where) if row.get("error_s") else None
            at = found.setdefault((row["station"], row["phase"]), {})
            at[place] = _number(row, "time_s", where), error
        return cls(
            {
                key: _Grid(
                    tuple(sorted({latitude for latitude, _ in at})),
                    tuple(sorted({longitude for _, longitude in at})),
                    at,
                )
                for key, at in found.items()
            }
        )

    def shift(self, path: RayPath) -> Shift | None:
        """Bilinear between the four places around the epicentre; None outside the grid."""
        grid = self.grids.get((path.station, path.phase))
        if grid is None:
            return None
        time = error = weight = 0.0
        for latitude, a in _around(grid.latitudes, path.latitude):
            for longitude, b in _around(grid.longitudes, path.longitude):
                value = grid.values.get((latitude, longitude))
                if value is None:
                    return None
                time += a * b * value[0]
                weight += a * b
                error += a * b * (math.nan if value[1] is None else value[1])
        if weight == 0.0:
            return None
        return Shift(time, time_error_s=None if math.isnan(error) else error)


def _around(axis: tuple[float, ...], value: float) -> list[tuple[float, float]]:
    """The neighbours of a value on an axis, with their weights; none outside it."""
    j = bisect.bisect_left(axis, value)
    if j < len(axis) and axis[j] == value:
        return [(value, 1.0)]
    if j in (0, len(axis)):
        return []
    u = (value - axis[j - 1]) / (axis[j] - axis[j - 1])
    return [(axis[j - 1], 1.0 - u), (axis[j], u)]


@dataclass(frozen=True, slots=True)
class Region:
    """A box of epicentres; `west` greater than `east` crosses the date line."""

    south: float
    north: float
    west: float
    east: float

    def holds(self, latitude: float, longitude: float) -> bool:
        """Whether an epicentre lies in it."""
        span = (self.east - self.west) % 360.0 or 360.0
        return self.south <= latitude <= self.north and (longitude - self.west) % 360.0 <= span


@dataclass(frozen=True)
class RegionalModel:
    """The times of another velocity model for sources in a region, to so many degrees.

    The shift is the difference of the two models' times and slownesses.
    """

    times: TravelTimes
    base: TravelTimes
    region: Region
    phases: frozenset[str] = frozenset({"P", "Pn", "Pg", "Pb", "S", "Sn", "Sg", "Sb"})
    farthest_deg: float = 15.0

    def shift(self, path: RayPath) -> Shift | None:
        """None where either model has no such arrival."""
        if (
            path.phase not in self.phases
            or path.distance_deg > self.farthest_deg
            or not self.region.holds(path.latitude, path.longitude)
            or path.phase not in self.times.phases
        ):
            return None
        ours = self.times.predict(path.phase, path.distance_deg, path.depth_km)
        usual = self.base.predict(path.phase, path.distance_deg, path.depth_km)
        time = float(ours.time_s - usual.time_s)
        if math.isnan(time):
            return None
        return Shift(time, float(ours.slowness_s_per_deg - usual.slowness_s_per_deg))
