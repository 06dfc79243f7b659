"""What the arrivals of a located event are called, and which detections it leaves for others."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from testban.monitoring.model import Arrival, Event
from testban.monitoring.parameters import Parameters
from testban.monitoring.processing.rays import PN_DEG, Ray
from testban.monitoring.traveltimes import TravelTimes

__all__ = ["Named", "named"]

LATER = {"Pg": (1.0, 8.0), "Sn": (1.8, 17.0), "S": (17.0, 100.0), "Lg": (1.0, 20.0)}
"""Later phases that are named, and the distances (degrees) at which they are."""
SAME_S = 0.1
"""A second look may have moved an onset by so little."""
SHEAR = frozenset({"Sn", "S", "Lg"})


@dataclass(frozen=True)
class Named:
    """The event with its arrivals named; arrivals of its coda; those that are not of it."""

    event: Event
    coda: tuple[Arrival, ...]
    others: tuple[Arrival, ...]


def named(
    event: Event,
    arrivals: Sequence[Arrival],
    rays: Mapping[str, Ray],
    travel_times: TravelTimes,
    parameters: Parameters,
    shear: Sequence[Arrival] = (),
) -> Named:
    """Name first arrivals by distance, later ones by their times; tell the rest of both kinds apart.

    Later phases define nothing: they are named by the event, and cannot speak for it. Only `shear`, Lg by
    its crests, helped to place it.
    """
    origin = event.origin
    if origin is None:
        return Named(event, (), tuple(arrivals))
    first = tuple(map(_first, event.arrivals))
    used = {arrival.station: arrival.time for arrival in first}
    # What begins so soon after it is the same detection, whose onset a later look may have moved.
    same_s = parameters.process.late_most_s
    crests = {(arrival.station, arrival.phase or ""): arrival for arrival in shear}
    later: dict[tuple[str, str], Arrival] = {}
    coda, others = [], []
    for arrival in arrivals:
        ray = rays[arrival.station]
        if -SAME_S <= arrival.time - used.get(arrival.station, math.inf) <= same_s:
            continue
        if not ray.shows(arrival.time, origin.time):
            others.append(arrival)
            continue
        found = _later(arrival, ray, origin.time, travel_times, parameters)
        key = (arrival.station, found.phase or "") if found else ("", "")
        if (
            found is None
            or key in crests
            or (key in later and (later[key].snr or 0) >= (found.snr or 0))
        ):
            coda.append(arrival)
            continue
        if key in later:
            coda.append(later[key])
        later[key] = found
    rows = sorted(
        (*first, *later.values(), *crests.values()), key=lambda each: (each.time, each.station)
    )
    return Named(replace(event, arrivals=tuple(rows)), tuple(coda), tuple(others))


def _first(arrival: Arrival) -> Arrival:
    """A first arrival under the name that it has at its distance."""
    near, far = PN_DEG
    regional = arrival.distance_deg is not None and near <= arrival.distance_deg <= far
    phase = "Pn" if arrival.phase == "P" and regional else arrival.phase
    # It came as "P" because nothing had named it: that is no other name that somebody gave.
    return replace(arrival, phase=phase, reported_phase=None)


def _later(
    arrival: Arrival,
    ray: Ray,
    origin_time: float,
    travel_times: TravelTimes,
    parameters: Parameters,
) -> Arrival | None:
    """An arrival as the later phase whose time it fits best; None where it fits none."""
    best: tuple[float, str, float] | None = None
    for phase, (near, far) in LATER.items():
        if not near <= ray.distance_deg <= far:
            continue
        distance = np.array([ray.distance_deg])
        seconds = float(travel_times.predict(phase, distance, 0.0).time_s[0])
        residual = arrival.time - origin_time - seconds
        sd = math.hypot(
            float(travel_times.model_error_s(phase, distance)[0]), arrival.time_uncertainty_s or 1.0
        )
        off = abs(residual) / sd
        if off <= parameters.process.later_sd and (best is None or off < best[0]):
            best = off, phase, residual
    if best is None:
        return None
    _, phase, residual = best
    found = replace(
        arrival,
        phase=phase,
        residual_s=residual,
        distance_deg=ray.distance_deg,
        event_azimuth_deg=ray.event_azimuth_deg,
    )
    if phase not in SHEAR:
        return found
    # Direction and steepness were those of a P wave's motion.
    return replace(
        found,
        azimuth_deg=None,
        azimuth_uncertainty_deg=None,
        slowness_s_per_deg=None,
        slowness_uncertainty_s_per_deg=None,
    )
