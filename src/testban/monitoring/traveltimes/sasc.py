"""Slowness-azimuth station corrections: what a station's structure does to a slowness vector.

The International Data Centre's tables, one file a station (`sasc.ARCES`); `#` begins a comment:

- default corrections to the vector's east and north components and a modelling error (s/deg); perhaps
  four more numbers, a matrix that turns the vector of a badly oriented station;
- how many bins; then a row a bin: slowness from, to, azimuth from, to, corrections of slowness and
  azimuth, and their modelling errors.

A correction is the median of observed less predicted, so it is added to predictions. Bins are looked up
by the vector after the matrix and the default correction.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from testban.errors import ReferenceError
from testban.files import read_text
from testban.monitoring.traveltimes.corrections import RayPath, Shift

__all__ = ["SlownessAzimuth", "StationTable", "read_sasc"]

_LARGEST = 5_000_000
_PLAIN = (1.0, 0.0, 0.0, 1.0)


@dataclass(frozen=True, slots=True)
class Bin:
    """A sector of slowness (s/deg) and azimuth (deg), half-open, with its corrections and errors."""

    slowness_from: float
    slowness_to: float
    azimuth_from: float
    azimuth_to: float
    slowness: float
    azimuth: float
    slowness_error: float
    azimuth_error: float


@dataclass(frozen=True)
class StationTable:
    """The corrections of one station."""

    east: float
    north: float
    error: float
    matrix: tuple[float, float, float, float]
    bins: tuple[Bin, ...]

    def correct(self, slowness: float, azimuth: float) -> tuple[float, float, float, float]:
        """The true slowness (s/deg) and azimuth (deg) of an observed vector, and their errors."""
        a11, a12, a21, a22 = self.matrix
        x = slowness * math.sin(math.radians(azimuth))
        y = slowness * math.cos(math.radians(azimuth))
        x, y = a11 * x + a12 * y - self.east, a21 * x + a22 * y - self.north
        slow, az = math.hypot(x, y), math.degrees(math.atan2(x, y)) % 360.0
        for b in self.bins:
            if b.slowness_from <= slow < b.slowness_to and b.azimuth_from <= az < b.azimuth_to:
                # A vector shorter than its correction has no direction left.
                return (
                    max(slow - b.slowness, 0.0),
                    (az - b.azimuth) % 360.0,
                    b.slowness_error,
                    b.azimuth_error,
                )
        return slow, az, self.error, _azimuth_error(slow, self.error)


def _azimuth_error(slowness: float, error: float) -> float:
    """The angle (deg) under which an error across is seen at the end of the slowness vector."""
    half = error / (2.0 * slowness) if slowness > 0 else 1.0
    return math.degrees(2.0 * math.asin(min(half, 1.0)))


@dataclass(frozen=True)
class SlownessAzimuth:
    """Slowness-azimuth corrections by station, as a `Correction`."""

    tables: Mapping[str, StationTable]

    @classmethod
    def read(cls, path: Path) -> SlownessAzimuth:
        """One file, or all files named `sasc.STATION` of a folder.

        Raises
        ------
        ReferenceError
            There is none, or one cannot be read.
        """
        files = sorted(path.glob("sasc.*")) if path.is_dir() else [path]
        if not files or not files[0].is_file():
            raise ReferenceError(
                "no slowness-azimuth corrections",
                where=str(path),
                cure="Name a file sasc.STATION or a folder of them",
            )
        return cls({file.name.removeprefix("sasc."): read_sasc(file) for file in files})

    def shift(self, path: RayPath) -> Shift | None:
        """What structure adds to slowness and azimuth at this station."""
        table = self.tables.get(path.station)
        if table is None or not (path.slowness_s_per_deg >= 0 and math.isfinite(path.azimuth_deg)):
            return None
        slowness, azimuth, error, azimuth_error = table.correct(
            path.slowness_s_per_deg, path.azimuth_deg
        )
        turn = (path.azimuth_deg - azimuth + 180.0) % 360.0 - 180.0
        return Shift(
            0.0,
            path.slowness_s_per_deg - slowness,
            turn,
            slowness_error_s_per_deg=error,
            azimuth_error_deg=azimuth_error,
        )


def read_sasc(path: Path) -> StationTable:
    """Read one station's file.

    Raises
    ------
    ReferenceError
        It is no such table, or cut short.
    """
    rows: list[tuple[int, list[float]]] = []
    for number, line in enumerate(read_text(path, _LARGEST, ReferenceError).splitlines(), 1):
        words = line.split("#")[0].split()
        try:
            values = [float(word) for word in words]
        except ValueError:
            values = [math.nan]
        if not all(math.isfinite(value) for value in values):
            raise ReferenceError(
                "not a row of numbers", where=f"{path}:{number}", cure="Give a sasc table"
            )
        if values:
            rows.append((number, values))
    if not rows or len(rows[0][1]) not in (3, 7):
        raise ReferenceError(
            "does not begin with the default corrections and their error",
            where=str(path),
            cure="Give a sasc table",
        )
    east, north, error, *matrix = rows[0][1]
    wanted = int(rows[1][1][0]) if len(rows) > 1 else 0
    # Rows beyond the count are switched off: the IDC's PDY announces none, "because of known problems".
    bins = rows[2 : 2 + max(wanted, 0)]
    if wanted > len(bins):
        raise ReferenceError(
            f"{len(bins)} bins where {wanted} are announced",
            where=f"{path}:{rows[1][0]}" if len(rows) > 1 else str(path),
            cure="Fetch the file again",
        )
    for number, values in bins:
        if len(values) != 8:
            raise ReferenceError(
                f"{len(values)} numbers where a bin has 8",
                where=f"{path}:{number}",
                cure="Fetch the file again",
            )
    a, b, c, d = matrix or _PLAIN
    return StationTable(east, north, error, (a, b, c, d), tuple(Bin(*v) for _, v in bins))
