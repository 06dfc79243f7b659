"""A made-up day: the same by its seed, silent in outages, and as large as the law of magnitudes says."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from testban.errors import UsageError
from testban.monitoring.model import Station
from testban.monitoring.simulate import (
    Explosion,
    Region,
    Settings,
    primary_seismic,
    read_explosions,
    sensors,
    simulate_day,
)
from testban.monitoring.sphere import distance_azimuth
from testban.monitoring.traveltimes import TravelTimes

_SETTINGS = Settings(events=20, days=0.5, noise_per_station_day=20.0, seed=7)


@pytest.fixture(scope="module")
def times() -> TravelTimes:
    return TravelTimes()


def test_the_primary_network_counts_each_facility_once() -> None:
    network = primary_seismic()
    # The Protocol lists 50; of some no place as built is known.
    assert 40 <= len(network) <= 50
    found = {sensor.station.code: sensor.kind.name for sensor in sensors(network)}
    assert found["ARCES"] == found["CMAR"] == "array"
    assert found["BDFB"] == "three-component"
    assert "ARA0" not in found


def test_the_same_seed_makes_the_same_day_and_another_does_not(times: TravelTimes) -> None:
    network = sensors(primary_seismic())
    one, two = (simulate_day(network, times, _SETTINGS) for _ in range(2))
    assert one == two
    other = simulate_day(network, times, replace(_SETTINGS, seed=8))
    assert other.arrivals != one.arrivals


def test_the_truth_owns_arrivals_of_the_day_and_no_name_is_given_away(times: TravelTimes) -> None:
    day = simulate_day(sensors(primary_seismic()), times, _SETTINGS)
    known = {arrival.arrival_id: arrival for arrival in day.arrivals}
    owned = [arrival for event in day.truth for arrival in event.arrivals]
    assert len({arrival.arrival_id for arrival in owned}) == len(owned) < len(known)
    assert all(replace(arrival, phase=None) == known[arrival.arrival_id] for arrival in owned)
    assert all(arrival.phase is None for arrival in day.arrivals)
    assert [arrival.time for arrival in day.arrivals] == sorted(a.time for a in day.arrivals)


def test_errors_are_as_large_as_they_are_said_to_be(times: TravelTimes) -> None:
    day = simulate_day(
        sensors(primary_seismic()), times, replace(_SETTINGS, events=150, late_share=0.0)
    )
    network = primary_seismic()
    residuals, turns = [], []
    for event in day.truth:
        origin = event.origin
        assert origin is not None
        for arrival in event.arrivals:
            if arrival.phase != "P" or (arrival.snr or 0) < 10:
                continue
            place = network[arrival.station]
            distance, back = distance_azimuth(
                place.latitude, place.longitude, origin.latitude, origin.longitude
            )
            predicted = times.predict("P", distance, origin.depth_km).time_s
            residuals.append(arrival.time - origin.time - float(predicted))
            if place.array:
                turns.append((float(arrival.azimuth_deg or 0) - back + 180) % 360 - 180)
    assert np.std(residuals) == pytest.approx(0.8, rel=0.15)
    assert np.std(turns) == pytest.approx(6.0, rel=0.15)


def test_a_station_that_is_out_hears_nothing(times: TravelTimes) -> None:
    day = simulate_day(
        sensors(primary_seismic()), times, replace(_SETTINGS, outage_share=1.0, outage_hours=2.0)
    )
    assert day.outages
    for outage in day.outages:
        assert not [
            arrival
            for arrival in day.arrivals
            if arrival.station == outage.station and outage.start <= arrival.time <= outage.end
        ]


def test_magnitudes_follow_the_law(times: TravelTimes) -> None:
    lonely = sensors({"AAA": Station("AAA", 0.0, 0.0)})
    day = simulate_day(lonely, times, Settings(events=4000, noise_per_station_day=0, seed=1))
    sizes = np.array([event.magnitudes[0].value for event in day.truth])
    # Aki (1965): b from the mean.
    b = np.log10(np.e) / (sizes.mean() - 3.5)
    assert b == pytest.approx(1.0, abs=0.06)
    depths = [event.origin.depth_km for event in day.truth if event.origin]
    assert 0.0 <= min(depths) <= max(depths) <= 700.0


def test_a_large_explosion_is_heard_around_the_world(times: TravelTimes) -> None:
    day = simulate_day(
        sensors(primary_seismic()),
        times,
        replace(_SETTINGS, events=0, outage_share=0.0),
        [Explosion(41.3, 129.1, 10.0, time=_SETTINGS.start + 3600.0)],
    )
    (event,) = day.truth
    assert event.name == "explosion"
    assert event.magnitudes[0].value == pytest.approx(5.2)
    assert len({arrival.station for arrival in event.arrivals}) > 20
    assert event.origin is not None
    assert (event.origin.depth_km, event.origin.time) == (0.0, _SETTINGS.start + 3600.0)


@pytest.mark.parametrize(
    "region",
    [Region(-20.0, 180.0, 12.0), Region(90.0, 0.0, 3.0), Region(41.0, 129.0, 0.5), Region(0.0, 0.0, 180.0)],
)  # fmt: skip
def test_a_region_holds_all_its_earthquakes_and_is_filled(
    times: TravelTimes, region: Region
) -> None:
    lonely = sensors({"AAA": Station("AAA", 0.0, 0.0)})
    made = Settings(events=300, noise_per_station_day=0, seed=2, region=region)
    places = [event.origin for event in simulate_day(lonely, times, made).truth]
    far = [
        distance_azimuth(region.latitude, region.longitude, each.latitude, each.longitude)[0]
        for each in places
        if each is not None
    ]
    assert len(far) == 300
    assert 0.8 * region.radius_deg < max(far) <= region.radius_deg + 1e-6


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("latitude,longitude\n1,2\n", "no column 'yield_kt'"),
        ("latitude,longitude,yield_kt\n91,2,1\n", "no such place or yield"),
        ("latitude,longitude,yield_kt\n1,2,-1\n", "no such place or yield"),
        ("latitude,longitude,yield_kt\n1,2,much\n", "no explosion"),
    ],
)
def test_explosions_that_cannot_be_are_refused_by_their_line(
    tmp_path: Path, text: str, said: str
) -> None:
    path = tmp_path / "explosions.csv"
    path.write_text(text, "utf-8")
    with pytest.raises(UsageError, match=said):
        read_explosions(path)


def test_a_station_of_ones_own_noise(tmp_path: Path) -> None:
    path = tmp_path / "noise.csv"
    path.write_text("station,kind,noise_log_nm\nAAA,array,1.5\n", "utf-8")
    network = {"AAA": Station("AAA", 0.0, 0.0), "BBB": Station("BBB", 1.0, 0.0)}
    one, two = sensors(network, path)
    assert (one.kind.name, one.noise_log_nm) == ("array", 1.5)
    assert two.kind.name == "three-component"
    path.write_text("station,noise_log_nm\nZZZ,1\n", "utf-8")
    with pytest.raises(UsageError, match="no station 'ZZZ'"):
        sensors(network, path)
