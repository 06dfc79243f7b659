"""Stations beside each other: a wave comes to both alike late, and what does not is something else."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from testban.monitoring.model import Arrival
from testban.monitoring.processing.network import Network
from testban.monitoring.processing.rays import Ray
from testban.monitoring.sphere import KM_PER_DEG, distance_azimuth

__all__ = ["BESIDE_S", "nearest_beside", "together"]

BESIDE_KM, BESIDE_S = 50.0, 2.5
"""Stations so near each other see a wave alike late, within so many seconds."""


def together(one: Arrival, other: Arrival, predicted: Mapping[str, Ray]) -> bool:
    """Whether arrivals of stations beside each other are alike late, as far as their onsets are known."""
    late, otherwise = (each.time - predicted[each.station].first for each in (one, other))
    sd = math.hypot(*(each.time_uncertainty_s or 0.0 for each in (one, other)))
    return abs(late - otherwise) <= BESIDE_S + 2 * sd


def nearest_beside(code: str, others: Iterable[str], network: Network) -> str | None:
    """The nearest of the other stations, if it is near."""
    here = network.stations[code]
    near = [
        (distance_azimuth(here.latitude, here.longitude, there.latitude, there.longitude)[0], other)
        for other in others
        for there in (network.stations[other],)
    ]
    distance, nearest = min(near, default=(math.inf, code))
    return nearest if distance * KM_PER_DEG <= BESIDE_KM else None
