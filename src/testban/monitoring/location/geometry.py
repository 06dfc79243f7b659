"""Directions and distances on the sphere of geocentric latitudes, without a special place.

Travel-time tables are of a sphere: geodetic latitudes become geocentric ones first, and what is left of
the Earth's flattening is the ellipticity correction. A place is a unit vector, and an epicentre moves
along the tangent there, so that neither the poles nor the antimeridian need a case of their own.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from testban.monitoring.compiled import njit

__all__ = [
    "distance_azimuth",
    "gaps",
    "moved",
    "place",
    "rays",
    "seen_from",
    "unit_vector",
]

FLATTENING = 1 / 298.257223563  # WGS84
GEOCENTRIC = (1 - FLATTENING) ** 2
DEG = math.pi / 180


def unit_vector(latitude: Any, longitude: Any) -> NDArray[np.float64]:
    """The direction from the Earth's centre of geodetic degrees; shape (..., 3)."""
    lat = np.asarray(latitude, dtype=np.float64) * DEG
    lon = np.asarray(longitude, dtype=np.float64) * DEG
    # Written with sine and cosine, not the tangent: it holds at the poles.
    horizontal, vertical = np.cos(lat), GEOCENTRIC * np.sin(lat)
    length = np.hypot(horizontal, vertical)
    return np.stack(
        [horizontal * np.cos(lon) / length, horizontal * np.sin(lon) / length, vertical / length],
        -1,
    )


def place(vector: NDArray[np.float64]) -> tuple[float, float]:
    """Geodetic latitude and longitude (−180 to 180) of a direction, in degrees.

    >>> place(unit_vector(-89.5, 200.0))
    (-89.5, -160.0)
    """
    x, y, z = (float(v) for v in vector)
    latitude = math.atan2(z / GEOCENTRIC, math.hypot(x, y)) / DEG
    return round(latitude, 9), round(math.atan2(y, x) / DEG, 9)


@njit(cache=True)
def axes(x: float, y: float, z: float) -> tuple[float, float, float, float, float]:
    """East (x, y; its z is nought) and north (x, y, z) at a direction; at a pole, of longitude 0."""
    horizontal = math.hypot(x, y)
    if horizontal > 1e-12:
        cos_lon, sin_lon = x / horizontal, y / horizontal
    else:
        cos_lon, sin_lon = 1.0, 0.0
    return -sin_lon, cos_lon, -z * cos_lon, -z * sin_lon, horizontal


@njit(cache=True)
def distance_azimuth(
    x: float, y: float, z: float, sx: float, sy: float, sz: float
) -> tuple[float, float, float]:
    """Distance (deg) between two directions and the sine and cosine of the azimuth at the first."""
    return seen_from(axes(x, y, z), x, y, z, sx, sy, sz)


@njit(cache=True)
def seen_from(
    frame: tuple[float, float, float, float, float],
    x: float, y: float, z: float, sx: float, sy: float, sz: float,
) -> tuple[float, float, float]:  # fmt: skip
    """`distance_azimuth` where the `axes` at the first direction are known."""
    ex, ey, nx, ny, nz = frame
    east = sx * ex + sy * ey
    north = sx * nx + sy * ny + sz * nz
    across = math.sqrt(east * east + north * north)
    distance = math.atan2(across, sx * x + sy * y + sz * z) / DEG
    if across < 1e-12:
        return distance, 0.0, 1.0
    return distance, east / across, north / across


@njit(cache=True)
def rays(start: NDArray[np.float64], ends: NDArray[np.float64]) -> NDArray[np.float64]:
    """Distance (deg) and azimuth (deg from north) from one direction to each of many."""
    out = np.empty((len(ends), 2))
    for i in range(len(ends)):
        distance, sine, cosine = distance_azimuth(
            start[0], start[1], start[2], ends[i, 0], ends[i, 1], ends[i, 2]
        )
        out[i, 0], out[i, 1] = distance, math.atan2(sine, cosine) / DEG % 360.0
    return out


@njit(cache=True)
def moved(
    x: float, y: float, z: float, east_deg: float, north_deg: float
) -> tuple[float, float, float]:
    """The direction so many degrees of great circle away, along east and north at the start."""
    step = math.hypot(east_deg, north_deg)
    if step == 0.0:
        return x, y, z
    ex, ey, nx, ny, nz = axes(x, y, z)
    e, n = east_deg / step, north_deg / step
    c, s = math.cos(step * DEG), math.sin(step * DEG)
    return (
        x * c + (e * ex + n * nx) * s,
        y * c + (e * ey + n * ny) * s,
        z * c + n * nz * s,
    )


def gaps(azimuths: Sequence[float]) -> tuple[float, float]:
    """Largest azimuthal gap and secondary gap (the largest that closing with one station less opens).

    Degrees; of azimuths from the epicentre. No station: 360 and 360.

    >>> gaps([0.0, 90.0, 180.0, 270.0])
    (90.0, 180.0)
    >>> gaps([10.0])
    (360.0, 360.0)
    """
    turn = np.sort(np.asarray(azimuths, dtype=np.float64) % 360.0)
    if turn.size < 2:
        return 360.0, 360.0
    ahead = np.append(turn, turn + 360.0)
    n = turn.size
    gap = float(np.max(ahead[1 : n + 1] - turn))
    secondary = float(np.max(ahead[2 : n + 2] - turn)) if n > 2 else 360.0
    return min(gap, 360.0), min(secondary, 360.0)
