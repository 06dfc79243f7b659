"""How well the strengths of first arrivals fit their distances: what tells a near source from a far one.

At stations from a half to nine degrees off, P of one event differs in amplitude by a factor of hundreds; of a distant
event it is alike at all of them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from testban.monitoring.location.geometry import rays, unit_vector
from testban.monitoring.model import Arrival, Station
from testban.monitoring.parameters import ProcessParameters
from testban.monitoring.sphere import KM_PER_DEG

__all__ = ["misfit"]

NEAREST_DEG, FAR_DEG = 0.5, 20.0
FAR_POWER = 1.2
"""From 20 to 90 degrees mb's table for a source at the surface (Veith and Clawson 1972) rises by some 0.8."""
FREEDOM = 4.0
TOGETHER_KM = 50.0
"""Stations within so far of each other are one witness: sites and paths are alike there."""
LEAST = 2


def misfit(
    arrivals: Iterable[Arrival],
    stations: Mapping[str, Station],
    place: tuple[float, float],
    settings: ProcessParameters,
) -> float:
    """What the strengths of first arrivals say against a place (latitude, longitude; natural logarithm).

    Their scatter about the fall of P with distance, in Student's t for gains are wrong at times; the size of
    the event is free. Where an amplitude is not known the ratio to the noise stands in, with a wider scatter.
    """
    known, others = [], []
    for arrival in arrivals:
        if arrival.amplitude_nm:
            known.append((arrival.station, math.log10(arrival.amplitude_nm)))
        elif arrival.snr:
            others.append((arrival.station, math.log10(arrival.snr)))
    amplitude, ratio = settings.strength_scatter
    return sum(_of(rows, stations, place, sd) for rows, sd in ((known, amplitude), (others, ratio)))


def _of(
    rows: Sequence[tuple[str, float]],
    stations: Mapping[str, Station],
    place: tuple[float, float],
    sd: float,
) -> float:
    if len(rows) < LEAST:
        return 0.0
    here = unit_vector(
        [stations[code].latitude for code, _ in rows],
        [stations[code].longitude for code, _ in rows],
    )
    distance = rays(unit_vector(*place), here)[:, 0]
    size = np.array([value for _, value in rows]) + _falls(distance)
    apart = np.degrees(np.arccos(np.clip(here @ here.T, -1.0, 1.0))) * KM_PER_DEG
    share = 1.0 / (apart <= TOGETHER_KM).sum(axis=1)
    size -= _median(size, share)
    return float((share * 0.5 * (FREEDOM + 1) * np.log1p((size / sd) ** 2 / FREEDOM)).sum())


def _falls(distance_deg: NDArray[np.float64]) -> NDArray[np.float64]:
    """By so much of log10 P has fallen at a distance: Denny, Taylor and Vergino (1987) to 20 degrees."""
    near = np.clip(distance_deg, NEAREST_DEG, FAR_DEG)
    far = np.maximum(distance_deg, FAR_DEG) / FAR_DEG
    return 2.4 * np.log10(near) + FAR_POWER * np.log10(far)


def _median(values: NDArray[np.float64], weights: NDArray[np.float64]) -> float:
    """Of weighted values; between the two in the middle where they share the half."""
    order = np.argsort(values)
    total = (np.cumsum(weights[order]) - 0.5 * weights[order]) / weights.sum()
    return float(np.interp(0.5, total, values[order]))
