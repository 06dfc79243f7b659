"""Starting points of a network that the wave crosses like an array: where its front comes from, and how steep."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from testban.monitoring.compiled import njit
from testban.monitoring.location.data import Data
from testban.monitoring.location.geometry import axes, moved
from testban.monitoring.location.inversion import solve

__all__ = ["front", "front_places"]

LEAST = 3
"""Stations: a plane has three unknowns."""
WIDEST_DEG = 12.0
"""Of a wider network the front is no plane."""
ROUNDS, FREEDOM, LEAST_SD_S = 8, 4.0, 0.3
DISTANCES_DEG = (3.0, 8.0, 14.0, 20.0, 28.0, 38.0, 50.0, 65.0, 80.0)
"""Where P is asked: its slowness is that of these distances, within an error."""
MISS_S_PER_DEG = 1.5
"""Structure bends a front by a tenth of its slowness, and the Earth's curve a near one by as much."""
DEG = math.pi / 180


def front(data: Data) -> tuple[NDArray[np.float64], float, float, float] | None:
    """The middle of the network, when first arrivals cross it, whence (degrees) and how slowly (s/deg).

    None where fewer than three stations saw it, or where they stand in line.
    """
    first = np.flatnonzero(data.late <= 0)
    if len(first) < LEAST:
        return None
    stations, times = data.station[first], data.time[first]
    middle = stations.sum(axis=0)
    middle /= max(float(np.linalg.norm(middle)), 1e-12)
    if float((stations @ middle).min()) < math.cos(WIDEST_DEG * DEG):
        return None
    east_x, east_y, north_x, north_y, north_z = axes(*(float(v) for v in middle))
    # On the tangent, stretched to great circles.
    arc = np.arccos(np.clip(stations @ middle, -1.0, 1.0))
    stretch = np.where(arc > 1e-9, arc / np.sin(np.maximum(arc, 1e-9)), 1.0) / DEG
    east = (stations[:, 0] * east_x + stations[:, 1] * east_y) * stretch
    north = stations @ np.array([north_x, north_y, north_z]) * stretch
    rows = np.column_stack([np.ones(len(first)), east, north])
    if np.linalg.matrix_rank(rows, tol=0.05) < LEAST:
        return None
    found = _plane(rows, times)
    # Times grow along the way the wave goes: it comes from the other side.
    back = math.degrees(math.atan2(-found[1], -found[2])) % 360.0
    return middle, float(found[0]), back, float(math.hypot(found[1], found[2]))


@njit(cache=True)
def _plane(rows: NDArray[np.float64], times: NDArray[np.float64]) -> NDArray[np.float64]:
    """The plane through times: Student's t in iterations, whose scale is that of the residuals' median."""
    weights = np.ones(len(times))
    found = np.zeros(3)
    for _ in range(ROUNDS):
        weighted = rows * weights.reshape(-1, 1)
        found = solve(rows.T @ weighted, weighted.T @ times, 3)
        off = times - rows @ found
        sd = max(1.5 * np.median(np.abs(off)), LEAST_SD_S)
        weights = (FREEDOM + 1) / (FREEDOM + (off / sd) ** 2)
    return found


def front_places(
    data: Data, first_s: NDArray[np.float64]
) -> list[tuple[NDArray[np.float64], float]]:
    """Places, and origin times there, from which P would cross the network as its first arrivals do.

    `first_s` are times of P (s) by half degrees. Votes of origin times in wide bins are alike all over the
    Earth for a network that P crosses in half a minute; the plane of its own times is not.
    """
    found = front(data)
    if found is None:
        return []
    middle, time, back, slowness = found
    by_distance = np.gradient(first_s, 0.5)
    x, y, z = (float(v) for v in middle)
    out = []
    for away in DISTANCES_DEG:
        column = round(2 * away)
        if column < len(first_s) and abs(by_distance[column] - slowness) <= MISS_S_PER_DEG:
            spot = moved(x, y, z, away * math.sin(back * DEG), away * math.cos(back * DEG))
            out.append((np.array(spot), time - float(first_s[column])))
    return out
