"""From an origin to the stations of a network."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from testban.monitoring.model import Origin
from testban.monitoring.processing.network import Network
from testban.monitoring.sphere import KM_PER_DEG, distance_azimuth
from testban.monitoring.traveltimes import TravelTimes

__all__ = ["PN_DEG", "Ray", "first_times", "rays"]

EARLY_S = 5.0
SLOWEST_KM_S, TAIL_S = 2.5, 60.0
"""Until the slowest waves of an event have passed, what a station shows is taken for its coda."""

PN_DEG = (1.8, 17.0)
"""Where the first arrival of a source in the crust is Pn: weak, and followed by what is stronger."""
CORE_DEG = 110.0


@dataclass(frozen=True)
class Ray:
    """From an origin to a station: distance, azimuths at the station and at the event, time of first P."""

    distance_deg: float
    azimuth_deg: float
    event_azimuth_deg: float
    first: float

    def shows(self, time: float, origin_time: float) -> bool:
        """Whether what the station shows at a time is the event's: its first wave, or what follows."""
        slowest = origin_time + self.distance_deg * KM_PER_DEG / SLOWEST_KM_S + TAIL_S
        return self.first - EARLY_S <= time <= slowest


def first_times(
    distance_deg: NDArray[np.float64], travel_times: TravelTimes, depth_km: float = 0.0
) -> NDArray[np.float64]:
    """Of the first wave from a source at a depth: P, beyond its shadow PKP."""
    out = travel_times.predict("P", distance_deg, depth_km).time_s
    core = travel_times.predict("PKP", distance_deg, depth_km).time_s
    far = np.isnan(out) | (np.asarray(distance_deg) > CORE_DEG)
    return np.where(far & np.isfinite(core), core, out)


def rays(origin: Origin, network: Network, travel_times: TravelTimes) -> dict[str, Ray]:
    """From an origin to every station, by code."""
    ways = {}
    for code, station in network.stations.items():
        place, here = (origin.latitude, origin.longitude), (station.latitude, station.longitude)
        distance, away = distance_azimuth(*place, *here)
        _, back = distance_azimuth(*here, *place)
        ways[code] = distance, back, away
    far = np.array([way[0] for way in ways.values()])
    times = first_times(far, travel_times, origin.depth_km)
    return {
        code: Ray(*way, origin.time + float(seconds))
        for (code, way), seconds in zip(ways.items(), times, strict=True)
    }
