"""Arrivals of an event that do not locate it: where their stations are, and what they miss by.

PP, ScS, SKS or LR say little of where an event was, but a bulletin lists them with distance, azimuth and
the residual of their own phase, as agencies do.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from testban.monitoring.location.geometry import rays, unit_vector
from testban.monitoring.location.phases import PHASES, is_blank, plain
from testban.monitoring.location.times import TravelTimesLike
from testban.monitoring.model import Arrival, Origin, Station

__all__ = ["placed"]


def placed(
    rows: Sequence[Arrival],
    origin: Origin,
    stations: Mapping[str, Station],
    source: TravelTimesLike,
) -> tuple[Arrival, ...]:
    """The arrivals; those without a residual get that of the phase that they are named, where the model
    has it, and all at known stations a distance and an azimuth."""
    here = unit_vector(origin.latitude, origin.longitude)
    known = frozenset(getattr(source, "phases", PHASES))
    out = []
    for arrival in rows:
        station = stations.get(arrival.station)
        if arrival.residual_s is not None or station is None or not _has_place(station):
            out.append(arrival)
            continue
        there = unit_vector(station.latitude, station.longitude)
        distance, azimuth = (float(v) for v in rays(here, there[None])[0])
        name = "" if is_blank(arrival.phase) else plain(arrival.phase or "")
        residual = math.nan
        if name in known:
            residual = _residual(arrival, name, distance, azimuth, origin, station, source)
        out.append(
            replace(
                arrival,
                distance_deg=distance,
                event_azimuth_deg=azimuth,
                residual_s=residual if math.isfinite(residual) else None,
            )
        )
    return tuple(out)


def _has_place(station: Station) -> bool:
    return abs(station.latitude) <= 90 and abs(station.longitude) <= 360


def _residual(
    arrival: Arrival,
    phase: str,
    distance: float,
    azimuth: float,
    origin: Origin,
    station: Station,
    source: TravelTimesLike,
) -> float:
    found = source.predict(phase, distance, origin.depth_km)
    flat = source.ellipticity_s(phase, distance, origin.depth_km, origin.latitude, azimuth)
    height = np.nan_to_num(station.elevation_m)
    high = source.elevation_s(phase, found.slowness_s_per_deg, height)
    travel = float(found.time_s) + float(np.nan_to_num(flat)) + float(np.nan_to_num(high))
    return arrival.time - origin.time - travel
