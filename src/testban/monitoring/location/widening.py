"""An origin whose ellipse reaches other places that it may be at."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from scipy.special import chdtri, ndtri

from testban.monitoring.model import Ellipse, Origin
from testban.monitoring.sphere import KM_PER_DEG, distance_azimuth

__all__ = ["reaching"]


def reaching(origin: Origin, others: Iterable[Origin]) -> Origin:
    """The origin with covariance, ellipse and interval of time just so wide that each other place is inside.

    A place that is inside already changes nothing; nor does any where the origin has no covariance.
    """
    if origin.covariance is None or origin.ellipse is None:
        return origin
    covariance = np.array(origin.covariance)
    confidence = origin.ellipse.confidence
    scale = float(chdtri(2, 1 - confidence))
    for other in others:
        step = _step(origin, other)
        inside = step[1:3] @ np.linalg.solve(covariance[1:3, 1:3], step[1:3]) <= scale
        if not inside:
            covariance += np.outer(step, step) / scale
    if np.array_equal(covariance, origin.covariance):
        return origin
    half_width = float(ndtri(0.5 + confidence / 2)) * math.sqrt(covariance[0, 0])
    return replace(
        origin,
        covariance=tuple(tuple(float(v) for v in row) for row in covariance),
        ellipse=_ellipse(covariance, scale, confidence),
        time_uncertainty_s=max(origin.time_uncertainty_s or 0.0, half_width),
    )


def _step(origin: Origin, other: Origin) -> NDArray[np.float64]:
    """From an origin to another: time (s), east, north (km), and no depth."""
    here, there = (origin.latitude, origin.longitude), (other.latitude, other.longitude)
    distance, azimuth = distance_azimuth(*here, *there)
    east, north = (
        KM_PER_DEG * distance * turn(math.radians(azimuth)) for turn in (math.sin, math.cos)
    )
    return np.array([other.time - origin.time, east, north, 0.0])


def _ellipse(covariance: NDArray[np.float64], scale: float, confidence: float) -> Ellipse:
    values, vectors = np.linalg.eigh(covariance[1:3, 1:3])
    minor, major = (math.sqrt(max(value, 0.0) * scale) for value in values)
    strike = math.degrees(math.atan2(vectors[0, 1], vectors[1, 1])) % 180.0
    return Ellipse(major, minor, strike, confidence)
