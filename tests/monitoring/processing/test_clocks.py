"""A station whose clock is wrong: told, and without a say in where the event was."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from testban.monitoring.location.widening import reaching
from testban.monitoring.model import Arrival, Ellipse, Event, Origin, Station
from testban.monitoring.parameters import load_parameters
from testban.monitoring.processing import process
from testban.monitoring.processing.network import Network
from testban.monitoring.processing.one_event import find_event
from testban.monitoring.sphere import distance_azimuth
from testban.monitoring.traveltimes import TravelTimes
from testban.monitoring.waveforms import Recordings, read_waveforms

KM_PER_DEG = 111.19
SOURCE = 41.3, 129.1
STATIONS = {
    code: Station(code, latitude, longitude)
    for code, latitude, longitude in (
        ("AAA", 44.6, 129.6), ("BBB", 37.5, 126.6), ("CCC", 36.5, 138.2), ("DDD", 40.0, 116.2),
        ("EEE", 49.3, 119.7), ("FFF", 42.0, 143.2), ("GGG", 31.1, 121.2), ("HHH", 47.0, 142.8),
    )
}  # fmt: skip


def _heard(late: Mapping[str, float]) -> Event:
    """The event that ak135's times give, those of some stations late by seconds."""
    times, arrivals = TravelTimes(), []
    for code, station in STATIONS.items():
        distance, _ = distance_azimuth(*SOURCE, station.latitude, station.longitude)
        seconds = float(times.predict("P", np.array([distance]), 0.0).time_s[0])
        when = 1e9 + seconds + late.get(code, 0.0)
        arrivals.append(Arrival(code, when, time_uncertainty_s=0.2, snr=20.0))
    found = find_event(arrivals, Network(STATIONS), times, load_parameters())
    assert found is not None
    return found.event


def _off_km(event: Event, place: tuple[float, float] = SOURCE) -> float:
    assert event.origin is not None
    turn, _ = distance_azimuth(*place, event.origin.latitude, event.origin.longitude)
    return turn * KM_PER_DEG


@pytest.mark.parametrize(("code", "seconds"), [("CCC", 10.0), ("AAA", -10.0), ("EEE", 12.0)])
def test_a_wrong_clock_is_told_and_does_not_move_the_place(code: str, seconds: float) -> None:
    event = _heard({code: seconds})
    assert _off_km(event) < 5.0
    (note,) = event.notes
    assert note.startswith(f"the times of {code} disagree with the others by {seconds:+.0f} s")
    (row,) = (each for each in event.arrivals if each.station == code)
    assert not row.time_defining
    assert row.residual_s == pytest.approx(seconds, abs=1.0)


def test_right_clocks_are_not_accused() -> None:
    scattered = dict(zip(STATIONS, (0.5, -1.0, 0.8, -0.4, 1.2, 1.5, -0.9, 0.3), strict=True))
    event = _heard(scattered)
    assert event.notes == ()
    assert {each.station for each in event.arrivals if each.time_defining} == set(STATIONS)


def test_an_ellipse_is_made_to_reach_another_place_and_no_farther() -> None:
    covariance = ((1.0, 0, 0, 0), (0, 25.0, 0, 0), (0, 0, 25.0, 0), (0, 0, 0, 0))
    here = Origin(0.0, 0.0, 0.0, 0.0, ellipse=Ellipse(10.7, 10.7, 0.0, 0.9), covariance=covariance)
    near, far = replace(here, longitude=0.09), replace(here, longitude=0.5, time=3.0)
    assert reaching(here, [near]) is here
    wide = reaching(here, [near, far])
    assert wide.ellipse is not None
    assert wide.ellipse.strike_deg == pytest.approx(90.0)
    assert 55.6 < wide.ellipse.semi_major_km < 57.0
    assert wide.ellipse.semi_minor_km == pytest.approx(10.7, abs=0.1)
    assert wide.time_uncertainty_s is not None
    assert wide.time_uncertainty_s > 2.0


@pytest.mark.slow
@pytest.mark.parametrize(
    ("day", "code", "seconds", "most_km"),
    [
        ("2013-02-12", "BJT", 10.0, 10.0),
        ("2013-02-12", "HIA", -10.0, 10.0),
        ("2013-02-12", "MDJ", -60.0, 10.0),
        ("2009-05-25", "MAJO", -10.0, 20.0),
    ],
)
def test_a_real_recording_with_a_wrong_clock(
    shared: Path, day: str, code: str, seconds: float, most_km: float
) -> None:
    """Places by satellite: 41.29 N, 129.08 E on both days."""
    recordings = read_waveforms(shared / "monitoring" / "waveforms" / "dprk" / day)
    channels = tuple(
        replace(each, segments=tuple(replace(s, start=s.start + seconds) for s in each.segments))
        if each.station == code
        else each
        for each in recordings.channels
    )
    (event,) = process(Recordings(channels, recordings.notes, recordings.files)).events
    assert _off_km(event, (41.29, 129.08)) < most_km
    assert any(note.startswith(f"the times of {code}") for note in event.notes)
