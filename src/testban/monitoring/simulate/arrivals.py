"""Arrivals of made-up events: a network, a source, and an Earth that is not the model.

The errors are made otherwise than the locator thinks of them, or a test of its confidence regions would
test itself: a smooth pattern over directions at the source, another over stations, a wrong speed of the
crust and upper mantle round a regional event, a term of each station, and readings that are good, late
or wild, with other waves among them that were taken for depth phases.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from testban.monitoring.location.geometry import distance_azimuth, moved, place
from testban.monitoring.model import Arrival, Station

__all__ = ["SCENARIOS", "Scenario", "Truth", "simulate"]

SHEAR = frozenset({"S", "Sn", "Sg", "Lg", "ScP"})
OVERHEAD = frozenset({"pP", "sP"})
REPORTED: Mapping[str, tuple[float, float, float]] = {
    "P": (0.0, 98.0, 1.0),
    "Pn": (1.8, 18.0, 0.9),
    "Pg": (0.0, 5.0, 0.6),
    "PKPdf": (115.0, 180.0, 0.7),
    "PKPbc": (145.0, 153.0, 0.6),
    "S": (20.0, 80.0, 0.12),
    "Sn": (2.0, 15.0, 0.3),
    "Lg": (1.0, 15.0, 0.3),
    "pP": (30.0, 90.0, 0.06),
    "sP": (30.0, 90.0, 0.04),
    "PcP": (30.0, 70.0, 0.04),
    "Sg": (0.0, 2.0, 0.5),
}
"""Where a phase is looked for (degrees), and how often it is reported there."""


@dataclass(frozen=True)
class Truth:
    """Where and when a made-up event was."""

    time: float
    latitude: float
    longitude: float
    depth_km: float


@dataclass(frozen=True)
class Scenario:
    """A kind of network: how many stations, within which distances, over which azimuths (deg); and how deep
    the events are that it sees."""

    stations: tuple[int, int]
    nearest_deg: float
    farthest_deg: float
    azimuths_deg: float = 360.0
    clusters: int = 0
    names: bool = True
    deepest_km: float = 690.0


SCENARIOS: Mapping[str, Scenario] = {
    "global": Scenario((25, 80), 2.0, 160.0, clusters=3),
    "global, no names": Scenario((25, 80), 2.0, 160.0, clusters=3, names=False),
    "regional": Scenario((8, 20), 0.3, 12.0, azimuths_deg=250.0),
    "regional, no names": Scenario((8, 20), 0.3, 12.0, azimuths_deg=250.0, names=False),
    "thin": Scenario((6, 12), 5.0, 100.0),
    "local": Scenario((5, 16), 0.05, 1.0, azimuths_deg=300.0, deepest_km=40.0),
    "local, no names": Scenario(
        (5, 16), 0.05, 1.0, azimuths_deg=300.0, names=False, deepest_km=40.0
    ),
}


SAME_WAVE_S = 0.5
"""P and Pg closer than this are one wave, and read once."""
MISREAD_SHARE, MISREAD_S = 0.15, (3.0, 60.0)
"""So many depth phases are other waves, so many seconds after the first arrival. Assumed: of 27 pP and sP of five
relocated earthquakes ten, of one of them, are."""
WHOLE_S = 20.0
"""The patterns are of ways at least so long; on shorter ones they grow with the time, to four per cent."""


def _depth(rng: np.random.Generator) -> float:
    kind = rng.random()
    if kind < 0.7:
        return min(float(rng.exponential(20.0)), 60.0)
    return min(float(rng.exponential(150.0)), 690.0) if kind < 0.95 else float(rng.uniform(0, 690))


def _smooth(
    rng: np.random.Generator, vectors: NDArray[np.float64], sd: float, wavenumber: float
) -> NDArray[np.float64]:
    """A smooth random pattern over directions: six plane waves through the ball."""
    total = np.zeros(len(vectors))
    for _ in range(6):
        direction = rng.normal(size=3)
        direction *= wavenumber / np.linalg.norm(direction)
        total += np.cos(vectors @ direction + rng.uniform(0, 2 * math.pi))
    return total * sd / math.sqrt(3.0)


def _away(start: NDArray[np.float64], east_deg: float, north_deg: float) -> NDArray[np.float64]:
    x, y, z = (float(v) for v in start)
    return np.array(moved(x, y, z, east_deg, north_deg))


def _network(
    rng: np.random.Generator, scenario: Scenario, epicentre: NDArray[np.float64]
) -> NDArray[np.float64]:
    count = int(rng.integers(scenario.stations[0], scenario.stations[1] + 1))
    low, high = (math.cos(math.radians(v)) for v in (scenario.nearest_deg, scenario.farthest_deg))
    turn = rng.uniform(0, 360)
    out: list[NDArray[np.float64]] = []
    centres: list[NDArray[np.float64]] = []
    while len(out) < count:
        azimuth = math.radians(turn + rng.uniform(0, scenario.azimuths_deg))
        if scenario.farthest_deg < 30:  # in a flat land, not by area of the sphere
            distance = rng.uniform(scenario.nearest_deg, scenario.farthest_deg)
        else:
            distance = math.degrees(math.acos(rng.uniform(high, low)))
        spot = _away(epicentre, distance * math.sin(azimuth), distance * math.cos(azimuth))
        if len(centres) < scenario.clusters:
            centres.append(spot)
        elif centres and rng.random() < 0.5:
            centre = centres[int(rng.integers(len(centres)))]
            east, north = rng.normal(0, 4.0, 2)
            spot = _away(centre, float(east), float(north))
        out.append(spot)
    return np.array(out)


def _reading(rng: np.random.Generator, shear: bool) -> float:
    """Error of a reading: most are good, some are late, a few are wild."""
    kind = rng.random()
    scale = 3.0 if shear else 1.0
    error = rng.normal(0, 0.4 * scale)
    if kind < 0.12:
        error += rng.exponential(1.5 * scale)
    elif kind < 0.15:
        error += rng.uniform(-40.0, 40.0)
    return float(error)


def _misread(rng: np.random.Generator, arrivals: Sequence[Arrival]) -> list[Arrival]:
    """The arrivals, of which some that were taken for depth phases are other waves."""
    first: dict[str, float] = {}
    for a in arrivals:
        first[a.station] = min(a.time, first.get(a.station, math.inf))
    return [
        replace(a, time=first[a.station] + float(rng.uniform(*MISREAD_S)))
        if a.phase in OVERHEAD and rng.random() < MISREAD_SHARE
        else a
        for a in arrivals
    ]


def simulate(
    rng: np.random.Generator, travel_times: Any, scenario: Scenario, *, start: float = 1.2e9
) -> tuple[Truth, list[Arrival], dict[str, Station]]:
    """One made-up event: the truth, its arrivals in the order of time, and the network."""
    epicentre = rng.normal(size=3)
    epicentre /= np.linalg.norm(epicentre)
    depth = _depth(rng)
    while depth > scenario.deepest_km:
        depth = _depth(rng)
    time = start + float(rng.uniform(0, 86400))
    spots = _network(rng, scenario, epicentre)
    both = [distance_azimuth(*epicentre, *spot) for spot in spots]
    distances = np.array([b[0] for b in both])
    at_source = np.array([[math.sin(math.radians(min(b[0], 90))) * b[1],
                           math.sin(math.radians(min(b[0], 90))) * b[2],
                           math.cos(math.radians(b[0]))] for b in both])  # fmt: skip
    model = _smooth(rng, at_source, 0.6, 1.5) + _smooth(rng, spots, 0.4, 4.0)
    model += rng.normal(0, 0.4, len(spots))
    regional = rng.normal(0, 0.008)
    over = rng.normal(0, 1.0)  # crust and water over the source
    stations: dict[str, Station] = {}
    arrivals: list[Arrival] = []
    predicted = {
        phase: np.asarray(travel_times.predict(phase, distances, np.full(len(spots), depth)).time_s)
        for phase in REPORTED
    }
    for k, spot in enumerate(spots):
        code = f"S{k:03d}"
        stations[code] = Station(code, *place(spot))
        for phase, (low, high, share) in REPORTED.items():
            seconds = float(predicted[phase][k])
            if not low <= distances[k] <= high or not math.isfinite(seconds):
                continue
            beyond = distances[k] >= REPORTED["Pn"][0]
            if phase == "P" and beyond and math.isfinite(predicted["Pn"][k]):
                continue
            if phase == "Pg" and abs(seconds - float(predicted["P"][k])) < SAME_WAVE_S:
                continue
            if rng.random() > share:
                continue
            shear = phase in SHEAR
            short = min(seconds / WHOLE_S, 1.0)
            error = model[k] * short * (2.2 if shear else 1.0) + _reading(rng, shear)
            if phase in OVERHEAD:
                error += over
            if distances[k] < 20:
                error += seconds * regional * (1.3 if shear else 1.0)
            arrivals.append(Arrival(code, time + seconds + error, phase))
    # Drawn last, so that all else of an event is as it would be without.
    arrivals = _misread(rng, arrivals)
    if not scenario.names:
        arrivals = [replace(a, phase=None) for a in arrivals]
    arrivals.sort(key=lambda a: a.time)
    return Truth(time, *place(epicentre), depth), arrivals, stations
