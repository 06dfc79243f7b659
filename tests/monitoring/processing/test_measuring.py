"""What is measured where a located event says to look: Lg, surface waves, regional P over S."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.monitoring.processing.recorded import processed

from testban.monitoring.detection.records import Instrument, Record
from testban.monitoring.formats import Bulletin, read_bulletin, write_bulletin
from testban.monitoring.magnitude import size
from testban.monitoring.model import Arrival, Event, Origin, Station
from testban.monitoring.parameters import load_parameters
from testban.monitoring.processing.amplitudes import KINDS, half_cycle, measured
from testban.monitoring.processing.network import Network
from testban.monitoring.processing.ratios import ratios
from testban.monitoring.processing.rays import rays
from testban.monitoring.screening import of_one_station
from testban.monitoring.traveltimes import TravelTimes
from testban.monitoring.waveforms import Response

Array = NDArray[np.float64]

RATE = 20.0
KM = 111.195
SETTINGS = load_parameters()
# mb of the Reviewed Event Bulletin of the International Data Centre.
MB = {"2006-10-09": 4.1, "2009-05-25": 4.5, "2013-02-12": 4.9, "2016-01-06": 4.8}


class Made:
    """An event at the equator and one station on it, with waves of known size."""

    def __init__(self, distance_deg: float, seconds: float, seed: int = 0) -> None:
        self.distance_km = distance_deg * KM
        self.start = -120.0
        count = round((seconds - self.start) * RATE)
        self.time = self.start + np.arange(count) / RATE
        self.data = np.random.default_rng(seed).normal(0.0, 1.0, count)
        self.stations = {"MADE": Station("MADE", 0.0, distance_deg)}
        arrival = Arrival("MADE", 0.0, "P", time_defining=True)
        self.event = Event("1", Origin(0.0, 0.0, 0.0, 0.0), (arrival,))

    def within(self, fast_km_s: float, slow_km_s: float) -> NDArray[np.bool_]:
        late = self.distance_km / np.maximum(self.time, 1e-3)
        return (self.time > 0) & (late <= fast_km_s) & (late >= slow_km_s)

    def network(self, gain: float | None = None, known_at_s: float | None = None) -> Network:
        response = Response(1e9 * (gain or 1.0), known_at_s=known_at_s)
        record = Record(
            "MADE", "XX", "", "BHZ", self.start, RATE, self.data,
            gain=response.gain if gain else None, covers=response.covers,
        )  # fmt: skip
        return Network(self.stations, {"MADE": (Instrument("MADE", (record,)),)})

    def found(self, gain: float | None = None, known_at_s: float | None = None) -> Event:
        network = self.network(gain, known_at_s)
        ways = rays(self.event.origin, network, TravelTimes())  # type: ignore[arg-type]
        return measured(self.event, network, ways)


@pytest.mark.parametrize("ratio", [0.3, 3.0, 30.0])
def test_p_over_s_is_the_ratio_of_the_amplitudes(ratio: float) -> None:
    made = Made(5.0, 300.0)
    made.data[made.within(7.4, 5.0)] *= 1000.0 * ratio
    made.data[made.within(4.7, 3.0)] *= 1000.0
    network = made.network()
    ways = rays(made.event.origin, network, TravelTimes())  # type: ignore[arg-type]
    found = ratios(made.event, network, ways, SETTINGS.process, 0.25)
    assert [each.band_hz for each in found] == [(1.0, 2.0), (2.0, 4.0), (4.0, 8.0)]
    for each in found:
        assert each.log10_ratio == pytest.approx(math.log10(ratio), abs=0.1)
        assert not each.lower_bound
        assert each.uncertainty == pytest.approx(0.25, abs=0.01)


def test_an_s_that_is_lost_in_the_noise_bounds_the_ratio() -> None:
    made = Made(5.0, 300.0)
    made.data[made.within(7.4, 5.0)] *= 20.0
    network = made.network()
    ways = rays(made.event.origin, network, TravelTimes())  # type: ignore[arg-type]
    found = ratios(made.event, network, ways, SETTINGS.process, 0.25)
    assert found
    for each in found:
        assert each.lower_bound
        assert 1.0 < each.log10_ratio < 1.6


def test_without_p_above_the_noise_there_is_no_ratio() -> None:
    made = Made(5.0, 300.0)
    network = made.network()
    ways = rays(made.event.origin, network, TravelTimes())  # type: ignore[arg-type]
    assert ratios(made.event, network, ways, SETTINGS.process, 0.25) == ()


def test_surface_waves_of_twenty_seconds_give_ms() -> None:
    """1,000 nm at 20 s and 40°: Ms = log(50) + 1/3 log 40 + 1/2 log sin 40° + 0.0046 40 + 2.370."""
    made = Made(40.0, 2000.0)
    wave = made.within(3.6, 3.0)
    made.data[wave] += 2000.0 * np.sin(2 * np.pi * made.time[wave] / 20.0)
    event = made.found(gain=2.0)
    (surface,) = (a for a in event.arrivals if a.phase == "LR")
    assert surface.amplitude_nm == pytest.approx(1000.0, rel=0.1)
    assert surface.period_s == pytest.approx(20.0, abs=1.0)
    (ms,) = (m for m in size(event, made.stations).magnitudes if m.type == "Ms")
    truth = math.log10(50) + math.log10(40) / 3 + 0.5 * math.log10(math.sin(math.radians(40)))
    assert ms.value == pytest.approx(truth + 0.0046 * 40 + 2.370, abs=0.06)
    # What a calibration at one second says of twenty is nothing.
    short = made.found(gain=2.0, known_at_s=1.0)
    assert [a.phase for a in short.arrivals] == ["P"]


def test_a_window_that_ends_too_early_gives_no_surface_wave() -> None:
    made = Made(40.0, 1500.0)
    wave = made.within(3.6, 3.0)
    made.data[wave] += 2000.0 * np.sin(2 * np.pi * made.time[wave] / 20.0)
    assert [a.phase for a in made.found(gain=2.0).arrivals] == ["P"]


def test_lg_must_rise_above_the_coda_of_sn() -> None:
    made = Made(8.0, 500.0)
    made.data[made.within(4.7, 2.9)] *= 50.0
    assert [a.phase for a in made.found(gain=1.0).arrivals] == ["P"]
    made.data[made.within(3.65, 2.9)] *= 5.0
    assert [a.phase for a in made.found(gain=1.0).arrivals] == ["P", "IAmb_Lg"]


def test_the_third_largest_half_cycle_counts_for_lg() -> None:
    time = np.arange(0, 20, 1 / RATE)
    sizes = np.select([time < 5, time < 6, time < 12], [1.0, 8.0, 4.0], 1.0)
    found, period, _ = half_cycle(sizes * np.sin(2 * np.pi * time), RATE, KINDS[0])
    # Neighbouring extremes: 8 and 8, 8 and 4, 1 and 8, and so on.
    assert found == pytest.approx(4.5, abs=0.2)
    assert period == pytest.approx(1.0, abs=0.1)


def _tests(shared: Path) -> Iterator[tuple[str, Event]]:
    for day in MB:
        yield day, processed(shared, day).events[0]


def test_relative_sizes_of_underground_tests_agree_with_published_ones(shared: Path) -> None:
    """Differences from test to test; the constants of the regional scales cancel."""
    sizes: dict[str, dict[str, float]] = {}
    for day, event in _tests(shared):
        for magnitude in event.magnitudes:
            sizes.setdefault(magnitude.type, {})[day] = magnitude.value
    assert set(sizes) == {"mb_Pn", "mb_Lg"}
    for found in sizes.values():
        for one in MB:
            for other in MB:
                assert found[one] - found[other] == pytest.approx(MB[one] - MB[other], abs=0.25)


def test_p_over_s_of_underground_tests_is_told_at_the_nearest_stations(shared: Path) -> None:
    """Alike from test to test and larger than one; INCN was not recorded on one of the days."""
    for day, event in _tests(shared):
        told = {each.criterion: each for each in event.screening if of_one_station(each)}
        assert told["P/S at MDJ, 4-8 Hz"].value == pytest.approx(0.6, abs=0.1)
        if day != "2013-02-12":
            assert told["P/S at INCN, 4-8 Hz"].value == pytest.approx(0.32, abs=0.1)
        assert "screened out" not in {each.result for each in event.screening}


@pytest.mark.parametrize("form", ["json", "quakeml", "ims1.0"])
def test_ratios_travel_in_every_bulletin(shared: Path, tmp_path: Path, form: str) -> None:
    (event,) = processed(shared, "2009-05-25").events
    path = tmp_path / "bulletin"
    path.write_text(write_bulletin(Bulletin((event,)), form), "utf-8")
    (back,) = read_bulletin(path).events
    ours = [replace(each, reason="") for each in event.screening if of_one_station(each)]
    theirs = [replace(each, reason="") for each in back.screening if of_one_station(each)]
    assert len(ours) >= 6
    assert [each.criterion for each in theirs] == [each.criterion for each in ours]
    assert [each.value for each in theirs] == pytest.approx([e.value for e in ours], abs=1e-3)
