"""Coasts as they are seen from a place: lines of distance and azimuth, for maps around an epicentre.

Only the edges of land are drawn, as `testban.reference.boundaries` has them from Natural Earth (public
domain), simplified to a tenth of a degree. No boundary between States is among them, so none is taken for
disputed or settled.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from testban.reference.boundaries import land

__all__ = ["COASTS_SAID", "LEAST_REACH_DEG", "coasts"]

COASTS_SAID = (
    "Coasts: Natural Earth, simplified to 0.1°; no boundaries are drawn",
    "海岸线：Natural Earth，简化至0.1°；不画任何边界",
)
"""What belongs under such a map, in English and Chinese."""
LEAST_REACH_DEG = 1.0
"""Nearer than this the outline is too coarse to be a coast."""
_ANTIPODE_DEG = 172.0
_STEP_DEG = 1.0
_Array = NDArray[np.float64]


def coasts(latitude: float, longitude: float, reach_deg: float) -> Iterator[tuple[_Array, _Array]]:
    """Lines (distance in degrees, azimuth in radians from north) of all coasts within reach.

    What lies about the antipode is left out: an equidistant map tears it apart.
    """
    if reach_deg < LEAST_REACH_DEG:
        return
    limit = min(reach_deg, _ANTIPODE_DEG)
    for ring in land():
        lon, lat, coast = _dense(np.array([*ring, ring[0]]))
        distance, azimuth = _seen(latitude, longitude, lat, lon)
        inside = (distance <= limit) & coast
        edges = np.flatnonzero(np.diff(np.concatenate(([0], inside.astype(np.int8), [0]))))
        for first, last in zip(edges[::2], edges[1::2], strict=True):
            if last - first > 1:
                yield distance[first:last], azimuth[first:last]


def _dense(corners: _Array) -> tuple[_Array, _Array, NDArray[np.bool_]]:
    """Corners with points between, and which of them are coast.

    Where the outline is cut at 180 degrees, and along the pole, runs no coast.
    """
    steps = np.diff(corners, axis=0)
    counts = np.maximum(1, np.ceil(np.abs(steps).max(axis=1) / _STEP_DEG).astype(int))
    start = np.repeat(corners[:-1], counts, axis=0)
    part = np.concatenate([np.arange(n) / n for n in counts])[:, None]
    points = np.vstack([start + np.repeat(steps, counts, axis=0) * part, corners[-1:]])
    lon, lat = points.T
    return lon, lat, (np.abs(lon) < 180.0) & (lat > -89.9)


def _seen(latitude: float, longitude: float, lat: _Array, lon: _Array) -> tuple[_Array, _Array]:
    """Distance (degrees) and azimuth (radians) on the sphere: enough for a map."""
    a, b = np.radians(latitude), np.radians(lat)
    turn = np.radians(lon - longitude)
    cosine = np.sin(a) * np.sin(b) + np.cos(a) * np.cos(b) * np.cos(turn)
    east = np.sin(turn) * np.cos(b)
    north = np.cos(a) * np.sin(b) - np.sin(a) * np.cos(b) * np.cos(turn)
    return np.degrees(np.arctan2(np.hypot(east, north), cosine)), np.arctan2(east, north)
