"""Distant explosions that a small network saw are not put among its stations."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("numba")

from testban.monitoring.location.as_array import front
from testban.monitoring.location.data import prepare
from testban.monitoring.model import Arrival, Station
from testban.monitoring.parameters import load_parameters
from testban.monitoring.processing import process
from testban.monitoring.processing.strengths import misfit
from testban.monitoring.sphere import distance_azimuth
from testban.monitoring.traveltimes import TravelTimes
from testban.monitoring.waveforms import read_waveforms

SETTINGS = load_parameters().process
STATIONS = {
    code: Station(code, latitude, longitude, 0.0)
    for code, latitude, longitude in [
        ("A", 60.0, 5.0), ("B", 61.5, 6.0), ("C", 63.0, 9.5), ("D", 66.3, 14.7), ("E", 68.1, 13.5),
    ]
}  # fmt: skip
NOVAYA_ZEMLYA, SEMIPALATINSK = (73.4, 54.9), (49.9, 78.9)


@pytest.mark.parametrize(
    ("folder", "place", "km"),
    [
        ("USS19870930117", SEMIPALATINSK, 200.0),
        ("USS19880440305", SEMIPALATINSK, 200.0),
        ("USS19902971457", NOVAYA_ZEMLYA, 200.0),
    ],
)
def test_a_distant_explosion_is_far_away(
    shared: Path, folder: str, place: tuple[float, float], km: float
) -> None:
    """They came out 1,200 to 4,300 km off, as events beside a station, with ellipses of some tens of km.

    Noise before the first one made a false second event with it, of neighbours that disagreed by many seconds.
    """
    records = shared / "monitoring" / "waveforms" / "nnsn"
    found = process(read_waveforms([records / folder, records / "RESPONSES_stationxml.tar.gz"]))
    (event,) = found.events
    origin = event.origin
    assert origin is not None
    distance, _ = distance_azimuth(*place, origin.latitude, origin.longitude)
    assert distance * 111.2 < km


def test_the_front_of_a_distant_wave_tells_whence_it_comes() -> None:
    times = TravelTimes()
    ways = {
        code: distance_azimuth(*SEMIPALATINSK, each.latitude, each.longitude)[0]
        for code, each in STATIONS.items()
    }
    seconds = times.predict("P", np.array(list(ways.values())), 0.0).time_s
    arrivals = [
        Arrival(station=code, time=float(s), phase="P")
        for code, s in zip(ways, seconds, strict=True)
    ]
    found = front(prepare(arrivals, STATIONS).data)
    assert found is not None
    _, _, azimuth, slowness = found
    _, expected = distance_azimuth(64.0, 9.5, *SEMIPALATINSK)
    assert azimuth == pytest.approx(expected, abs=4.0)
    nearest, farthest = np.array(min(ways.values())), np.array(max(ways.values()))
    steep, flat = (
        float(times.predict("P", d, 0.0).slowness_s_per_deg) for d in (farthest, nearest)
    )
    assert steep - 0.4 < slowness < flat + 0.4


def test_stations_in_a_line_have_no_front() -> None:
    line = {str(k): Station(str(k), 60.0 + k, 10.0, 0.0) for k in range(5)}
    arrivals = [Arrival(station=code, time=14.0 * int(code), phase="P") for code in line]
    assert front(prepare(arrivals, line).data) is None


def test_amplitudes_that_are_alike_speak_for_a_distant_source() -> None:
    alike = [Arrival(station=code, time=0.0, amplitude_nm=100.0) for code in STATIONS]
    beside = misfit(alike, STATIONS, (60.2, 5.2), SETTINGS)
    distant = misfit(alike, STATIONS, NOVAYA_ZEMLYA, SETTINGS)
    assert beside - distant > math.log(100)
    fallen = [
        Arrival(
            station=code,
            time=0.0,
            amplitude_nm=1e4
            * max(distance_azimuth(60.2, 5.2, each.latitude, each.longitude)[0], 0.5) ** -2.4,
        )
        for code, each in STATIONS.items()
    ]
    assert misfit(fallen, STATIONS, (60.2, 5.2), SETTINGS) < 0.1
    assert misfit(fallen, STATIONS, NOVAYA_ZEMLYA, SETTINGS) > math.log(100)


def test_one_wrong_gain_condemns_no_place() -> None:
    """NSS of the Norwegian network gives mb 3.9 where the others give 5.7."""
    alike = [Arrival(station=code, time=0.0, amplitude_nm=100.0) for code in STATIONS]
    wrong = [*alike[:-1], Arrival(station="E", time=0.0, amplitude_nm=1.0)]
    without = misfit(alike[:-1], STATIONS, SEMIPALATINSK, SETTINGS)
    assert misfit(wrong, STATIONS, SEMIPALATINSK, SETTINGS) - without < 6.0
