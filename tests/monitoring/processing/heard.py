"""An event as eight stations of a regional network hear it, by ak135's times, and how far off its place is."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np

from testban.monitoring.detection.detector import QUESTIONABLE
from testban.monitoring.model import Arrival, Event, Station
from testban.monitoring.parameters import load_parameters
from testban.monitoring.processing.network import Network
from testban.monitoring.processing.one_event import find_event
from testban.monitoring.sphere import KM_PER_DEG, distance_azimuth
from testban.monitoring.traveltimes import TravelTimes

SOURCE = 41.3, 129.1
STATIONS = {
    code: Station(code, latitude, longitude)
    for code, latitude, longitude in (
        ("AAA", 44.6, 129.6), ("BBB", 37.5, 126.6), ("CCC", 36.5, 138.2), ("DDD", 40.0, 116.2),
        ("EEE", 49.3, 119.7), ("FFF", 42.0, 143.2), ("GGG", 31.1, 121.2), ("HHH", 47.0, 142.8),
    )
}  # fmt: skip


def heard(
    late: Mapping[str, float],
    snr: Mapping[str, float] | None = None,
    alone: Collection[str] = (),
    at: Collection[str] = tuple(STATIONS),
) -> Event:
    """The event that ak135's times give, those of some stations late by seconds.

    The signal-to-noise ratio is 20, and the onset known to 0.2 s, where `snr` tells no other: then it is known to 3.4 s,
    as a second look knows it. At the stations `alone` one band rises alone; only those of `at` hear anything.
    """
    times, arrivals = TravelTimes(), []
    for code in at:
        station = STATIONS[code]
        distance, _ = distance_azimuth(*SOURCE, station.latitude, station.longitude)
        seconds = float(times.predict("P", np.array([distance]), 0.0).time_s[0])
        arrivals.append(
            Arrival(
                code,
                1e9 + seconds + late.get(code, 0.0),
                time_uncertainty_s=3.4 if snr and code in snr else 0.2,
                snr=(snr or {}).get(code, 20.0),
                onset=QUESTIONABLE if code in alone else None,
            )
        )
    found = find_event(arrivals, Network(STATIONS), times, load_parameters())
    assert found is not None
    return found.event


def off_km(event: Event, place: tuple[float, float] = SOURCE) -> float:
    """How far the epicentre is from a place."""
    assert event.origin is not None
    turn, _ = distance_azimuth(*place, event.origin.latitude, event.origin.longitude)
    return turn * KM_PER_DEG
