"""Made-up events whose times come from ObsPy's TauP, not from our own tables; for tests."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from obspy.taup import TauPyModel

from testban.monitoring.location.geometry import (
    distance_azimuth,
    moved,
    place,
    unit_vector,
)
from testban.monitoring.model import Arrival, Event, Station
from testban.monitoring.sphere import KM_PER_DEG

TAUP: Mapping[str, list[str]] = {
    "P": ["p", "P", "Pn", "Pg"],
    "S": ["s", "S", "Sn", "Sg"],
    "Pg": ["p", "Pg"],
    "Sg": ["s", "Sg"],
    "pP": ["pP"],
    "PcP": ["PcP"],
}
START = 1.9e9

__all__ = ["START", "Made", "made"]


@lru_cache(maxsize=1)
def _taup() -> TauPyModel:
    return TauPyModel("ak135")


@dataclass(frozen=True)
class Made:
    """A made-up event with its network and arrivals."""

    latitude: float
    longitude: float
    depth_km: float
    stations: Mapping[str, Station]
    arrivals: Sequence[Arrival]

    def km(self, event: Event) -> float:
        """How far off an event is."""
        assert event.origin is not None
        here = unit_vector(self.latitude, self.longitude)
        there = unit_vector(event.origin.latitude, event.origin.longitude)
        return float(distance_azimuth(*here, *there)[0]) * KM_PER_DEG


def made(
    seed: int,
    count: int,
    degrees: tuple[float, float],
    phases: Sequence[str],
    *,
    noise_s: float = 0.2,
    depth_km: float | None = None,
) -> Made:
    """Stations anywhere round an event anywhere on Earth, read with a normal error (S twice as large)."""
    rng = np.random.default_rng(seed)
    latitude, longitude = float(rng.uniform(-60, 60)), float(rng.uniform(-180, 180))
    depth = float(rng.uniform(0, 25)) if depth_km is None else depth_km
    stations, arrivals = {}, []
    for k in range(count):
        away, turn = rng.uniform(*degrees), rng.uniform(0, 2 * math.pi)
        spot = moved(
            *unit_vector(latitude, longitude), away * math.sin(turn), away * math.cos(turn)
        )
        code = f"L{k:02d}"
        stations[code] = Station(code, *place(np.array(spot)))
        for phase in phases:
            found = _taup().get_travel_times(depth, away, TAUP[phase])
            error = noise_s * rng.standard_normal() * (2 if phase[0] == "S" else 1)
            if found:
                arrivals.append(Arrival(code, START + found[0].time + error, phase))
    return Made(latitude, longitude, depth, stations, arrivals)
