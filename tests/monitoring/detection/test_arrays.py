"""What crosses an array is one arrival, of the array."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from obspy import Stream, Trace, UTCDateTime
from scipy.signal import butter, sosfiltfilt

from testban.monitoring.detection import detect, detect_all
from testban.monitoring.model import Station, epoch
from testban.monitoring.parameters import load_parameters
from testban.monitoring.plotting import plot_section
from testban.monitoring.processing import process
from testban.monitoring.processing.excerpts import excerpts_of
from testban.monitoring.processing.network import network
from testban.monitoring.stations import load_stations
from testban.monitoring.traveltimes import TravelTimes
from testban.monitoring.waveforms import Recordings, Segment, from_obspy, read_waveforms

RATE = 40.0
START = UTCDateTime(2030, 1, 1)
PLACES = {
    "ARA0": (0.0, 0.0),
    "ARA1": (0.01, 0.0),
    "ARA2": (-0.005, 0.009),
    "ARA3": (-0.005, -0.009),
}
"""Elements of a known array, at made-up places: degrees north and east."""


def _wave(time: NDArray[np.float64], onset: float, seed: int) -> NDArray[np.float64]:
    """The same burst wherever it is seen, at a time of one's own."""
    rng = np.random.default_rng(seed)
    fine = np.arange(0, 30, 1 / 400)
    burst = sosfiltfilt(
        butter(3, (1.0, 6.0), "bandpass", fs=400, output="sos"), rng.normal(0, 1, len(fine))
    )
    burst *= np.exp(-fine / 8) / np.std(burst)
    return np.interp(time - onset, fine, burst, left=0.0, right=0.0)


def _recorded(onsets: dict[str, float], places: dict[str, tuple[float, float]]) -> Recordings:
    time = np.arange(0, 300, 1 / RATE)
    traces = []
    for number, (code, onset) in enumerate(onsets.items()):
        noise = np.random.default_rng(100 + number).normal(0, 1, len(time))
        data = noise + 30 * _wave(time, onset, 7 if code in PLACES else number)
        head = {"sampling_rate": RATE, "starttime": START, "channel": "BHZ", "station": code}
        traces.append(Trace(data, head))
    stations = [Station(code, *place) for code, place in places.items()]
    return from_obspy(Stream(traces), load_stations(stations))


def _across(azimuth_deg: float, slowness_s_per_deg: float, onset: float) -> dict[str, float]:
    angle = math.radians(azimuth_deg)
    return {
        code: onset - slowness_s_per_deg * (north * math.cos(angle) + east * math.sin(angle))
        for code, (north, east) in PLACES.items()
    }


def test_a_wave_across_an_array_is_one_arrival_of_it() -> None:
    found = detect(_recorded(_across(120.0, 13.0, 150.0), PLACES))
    (arrival,) = found
    assert arrival.station == "ARCES"
    assert arrival.time - START.timestamp == pytest.approx(150.0, abs=0.2)
    assert arrival.azimuth_deg == pytest.approx(120.0, abs=5.0)
    assert arrival.slowness_s_per_deg == pytest.approx(13.0, abs=1.0)


def test_recordings_of_an_array_years_apart_are_two_searches() -> None:
    recorded = _recorded(_across(120.0, 13.0, 150.0), PLACES)
    years = 10 * 365 * 86400.0
    twice = tuple(
        replace(c, segments=(*c.segments, *(replace(s, start=s.start + years) for s in c.segments)))
        for c in recorded
    )
    first, second = detect(replace(recorded, channels=twice))
    assert first.station == second.station == "ARCES"
    assert second.time - first.time == pytest.approx(years, abs=0.01)


def test_an_element_in_another_unit_is_told() -> None:
    odd, *others = _recorded(_across(120.0, 13.0, 150.0), PLACES)
    (whole,) = odd.segments
    larger = replace(odd, segments=(Segment(whole.start, whole.rate, 1e6 * whole.samples),))
    found = detect_all(Recordings((larger, *others)))
    (arrival,) = found.arrivals
    assert arrival.azimuth_deg == pytest.approx(120.0, abs=5.0)
    (line,) = found.left_out
    assert line.startswith(
        f"array ARCES: {odd.id}: its amplitude is 1e+06 times that of the others"
    )


def test_an_array_that_cannot_be_searched_as_one_does_not_stop_the_others() -> None:
    slow = tuple(
        replace(c, rate=2.0, segments=tuple(Segment(s.start, 2.0, s.samples) for s in c.segments))
        for c in _recorded(_across(120.0, 13.0, 150.0), PLACES)
    )
    alone = _recorded({"NNN": 150.0}, {"NNN": (5.0, 3.0)})
    found = detect_all(Recordings((*slow, *alone)))
    assert [arrival.station for arrival in found.arrivals] == ["NNN"]
    assert "array ARCES not searched as one: no band lies below the Nyquist frequency of 1 Hz" in (
        found.left_out
    )


def test_an_array_is_one_station_of_an_event() -> None:
    """An array and four stations round a source: five stations, whatever the array's elements are."""
    others = {"NNN": (5.0, 3.0), "EEE": (1.0, 8.0), "SSS": (-4.0, 4.0), "WWW": (2.0, -3.0)}
    source = (0.5, 3.5)
    times = TravelTimes()

    def first(place: tuple[float, float]) -> float:
        distance = math.hypot(place[0] - source[0], place[1] - source[1])
        return 60.0 + float(times.predict("P", np.array([distance]), 0.0).time_s[0])

    toward = math.degrees(math.atan2(source[1], source[0]))
    onsets = {code: first(place) for code, place in others.items()}
    recorded = _recorded(
        {**_across(toward, 13.7, first((0.0, 0.0))), **onsets}, {**PLACES, **others}
    )
    found = process(recorded)
    (event,) = found.events
    assert {arrival.station for arrival in event.arrivals} == {"ARCES", *others}
    assert event.origin is not None
    assert (event.origin.latitude, event.origin.longitude) == pytest.approx(source, abs=0.1)
    assert "ARA1" not in found.stations
    # It is one row of a section too, with its picks, and one record that is kept.
    (axes,) = plot_section(recorded, event).axes
    rows = [label.get_text().split()[0] for label in axes.get_yticklabels()]
    assert sorted(rows) == ["ARCES", "EEE", "NNN", "SSS", "WWW"]
    picked = {round(text.get_position()[1]) for text in axes.texts if text.get_text() == " Pn"}
    assert rows.index("ARCES") in picked
    kept = excerpts_of(recorded, [event])[event.event_id]
    assert sorted(each.station for each in kept) == sorted(rows)


def test_an_array_alone_makes_no_event() -> None:
    assert process(_recorded(_across(120.0, 13.0, 150.0), PLACES)).events == ()


def test_what_is_slower_than_pg_is_no_first_arrival() -> None:
    recorded = _recorded(_across(120.0, 25.0, 150.0), PLACES)
    (arrival,) = detect(recorded)
    assert not network(recorded, ()).compressional(arrival)
    (faster,) = detect(_recorded(_across(120.0, 13.0, 150.0), PLACES))
    assert network(recorded, ()).compressional(faster)


def test_arces_reference_detections(shared: Path) -> None:
    folder = shared / "monitoring" / "waveforms" / "arces_2010-01-22"
    found = detect(read_waveforms(folder))
    lines = (folder / "summary.txt").read_text().splitlines()
    for line in lines:
        time, azimuth, slowness = line.split()[:3]
        assert any(
            abs(each.time - epoch(time)) <= 2.0
            and abs((each.azimuth_deg or 0.0) - float(azimuth)) <= 8.0
            and abs((each.slowness_s_per_deg or 0.0) / 111.195 - float(slowness)) <= 0.03
            for each in found
        ), line
    assert len(found) <= len(lines) + 4


def test_infrasound_is_named_and_makes_no_seismic_event(shared: Path) -> None:
    recorded = read_waveforms(shared / "monitoring" / "infrasound" / "infrapy_BRP")
    found = detect(recorded, parameters=load_parameters())
    assert found
    assert {arrival.phase for arrival in found} == {"I"}
    best = max(found, key=lambda arrival: arrival.snr or 0.0)
    assert best.azimuth_deg == pytest.approx(320.0, abs=5.0)
    assert process(recorded).events == ()
