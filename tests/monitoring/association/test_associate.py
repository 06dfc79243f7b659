"""Events are found among false arrivals, each arrival is used once, and nothing is lost."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from testban.errors import UsageError
from testban.monitoring.association import (
    Associated,
    Definition,
    Settings,
    associate,
    read_outages,
    weighted_count,
)
from testban.monitoring.association.tables import sphere
from testban.monitoring.model import Arrival, Event, Station
from testban.monitoring.scoring import score
from testban.monitoring.simulate import Exercise, primary_seismic, sensors, simulate_day
from testban.monitoring.simulate import Settings as Made
from testban.monitoring.sphere import distance_azimuth
from testban.monitoring.traveltimes import TravelTimes

_COARSE = Settings(spacing_deg=4.0)


def _day(made: Made) -> tuple[Exercise, Associated]:
    network = primary_seismic()
    exercise = simulate_day(sensors(network), TravelTimes(), made)
    return exercise, associate(exercise.arrivals, network, settings=_COARSE)


def test_most_events_of_two_hours_are_found_and_few_are_false() -> None:
    exercise, found = _day(Made(events=8, days=0.1, noise_per_station_day=20.0, seed=4))
    seen = [
        event
        for event in exercise.truth
        if len({arrival.station for arrival in event.arrivals}) >= 4
    ]
    result = score(found.events, seen)
    assert len(seen) >= 4
    assert result.recall is not None
    assert result.recall >= 0.75
    assert result.precision is not None
    assert result.precision >= 0.75
    assert result.location_error_km.median is not None
    assert result.location_error_km.median < 60.0
    used = [arrival.arrival_id for event in found.events for arrival in event.arrivals]
    left = [arrival.arrival_id for arrival in found.unassociated]
    assert len(used) == len(set(used))
    assert sorted(used + left, key=str) == sorted(
        (arrival.arrival_id for arrival in exercise.arrivals), key=str
    )


def test_noise_alone_makes_no_event() -> None:
    exercise, found = _day(Made(events=0, days=0.1, noise_per_station_day=40.0, seed=5))
    assert len(exercise.arrivals) > 100
    assert found.events == ()
    assert len(found.unassociated) == len(exercise.arrivals)


def test_an_event_that_weighs_too_little_is_none_and_the_reason_is_kept() -> None:
    network = _network(30, 6)
    arrivals = _reported(network, 1e9, (0.0, 179.9), 100.0, ("P", "PKPdf"), 7)
    plain = associate(arrivals, network, settings=_COARSE)
    (event,) = plain.events
    weight = weighted_count(event, network)
    # There are times alone: 1 of each station's first arrival, 0.7 of others.
    defining = sum(each.time_defining for each in event.arrivals)
    assert 0.7 * defining < weight < defining
    enough = associate(arrivals, network, settings=replace(_COARSE, least_weight=weight))
    assert enough == plain
    none = associate(arrivals, network, settings=replace(_COARSE, least_weight=weight + 0.1))
    assert none.events == ()
    assert none.unassociated == tuple(arrivals)
    (note,) = none.notes
    assert note.startswith(f"{len(event.arrivals)} arrivals from 2001-09-09T")
    assert note.endswith(f"its weighted count is {weight:g}, less than {weight + 0.1:g}")


def test_arrays_weigh_more_and_auxiliary_stations_nothing() -> None:
    network = {
        "ARR": Station("ARR", 0.0, 0.0, array="ARR"),
        "TRI": Station("TRI", 0.0, 9.0),
        "AUX": Station("AUX", 9.0, 0.0, network="auxiliary seismic"),
    }
    seen = [
        Arrival(code, 10.0, "P", time_defining=True, azimuth_defining=True, slowness_defining=True)
        for code in network
    ]
    later = [replace(each, time=20.0, phase="S") for each in seen]
    event = Event("1", None, (*seen, *later))
    assert weighted_count(event, network) == pytest.approx(1.8 + 0.7 + 1.4 + 0.7)
    lighter = Definition(secondary_time=0.0, array_azimuth=0.0)
    assert weighted_count(event, network, lighter) == pytest.approx(1.4 + 1.4)


def test_an_empty_day_and_unknown_stations_are_said() -> None:
    assert associate([], {}) == Associated((), ())
    lonely = [Arrival("XYZ", 1.0), Arrival("AAA", 2.0)]
    found = associate(lonely, {"AAA": Station("AAA", 0.0, 0.0)})
    assert found.unassociated == tuple(lonely)
    assert found.notes == (
        "1 arrival at stations without coordinates: of no event (XYZ)",
        "1 station heard anything: an event needs 3",
    )


def test_what_cannot_be_is_counted_left_out_and_given_back() -> None:
    network = _network(30, 6)
    good = _reported(network, 1e9, (0.0, 179.9), 100.0, ("P", "PKPdf"), 7)
    nowhere = {"BAD": Station("BAD", float("nan"), 0.0)}
    bad = [
        Arrival("BAD", 1e9),
        Arrival("S000", float("nan")),
        Arrival("S001", 1e300),
        replace(good[3], snr=9.0),
        Arrival("S002", 1e9 + 5e5, azimuth_deg=4000.0, slowness_s_per_deg=-3.0),
    ]
    plain = associate(good, network, settings=_COARSE)
    found = associate([*good, *bad], {**network, **nowhere}, settings=_COARSE)
    assert [event.origin for event in found.events] == [event.origin for event in plain.events]
    assert len(found.unassociated) == len(plain.unassociated) + len(bad)
    assert found.notes == (
        "1 arrival at stations without coordinates: of no event (BAD)",
        "2 arrivals at times that cannot be: of no event (S000, S001)",
        f"1 arrival within 0.05 s of another at the station: counted once ({good[3].station})",
        "1 arrival with an azimuth or slowness that no wave has: used without it (S002)",
    )


@pytest.mark.parametrize("spacing", [2.0, 5.0])
def test_the_nodes_leave_no_hole(spacing: float) -> None:
    nodes = sphere(spacing)
    rng = np.random.default_rng(3)
    places = rng.normal(size=(500, 3))
    places /= np.linalg.norm(places, axis=1)[:, None]
    nearest = np.degrees(np.arccos(np.clip((places @ nodes.T).max(axis=1), -1, 1)))
    assert nearest.max() < spacing


def _network(number: int, seed: int) -> dict[str, Station]:
    """Stations anywhere on the sphere."""
    rng = np.random.default_rng(seed)
    places = zip(
        np.degrees(np.arcsin(rng.uniform(-1, 1, number))), rng.uniform(-180, 180, number),
        strict=True,
    )  # fmt: skip
    return {
        f"S{k:03d}": Station(f"S{k:03d}", float(a), float(b)) for k, (a, b) in enumerate(places)
    }


def _reported(
    network: dict[str, Station], time: float, place: tuple[float, float], depth: float,
    phases: tuple[str, ...], seed: int,
) -> list[Arrival]:  # fmt: skip
    """Times without names or directions of all phases that arrive."""
    rng, model, out = np.random.default_rng(seed), TravelTimes(), []
    for station in network.values():
        x, _ = distance_azimuth(station.latitude, station.longitude, *place)
        for phase in phases:
            seconds = float(model.predict(phase, x, depth).time_s)
            if np.isfinite(seconds):
                out.append(Arrival(station.code, time + seconds + rng.normal(0, 0.8)))
    return out


def test_later_phases_and_coda_of_a_large_event_make_no_others() -> None:
    network = _network(60, 1)
    large = (
        "P",
        "PKPdf",
        "PKPbc",
        "PcP",
        "PP",
        "PPP",
        "S",
        "SS",
        "SKSac",
        "SKKSac",
        "ScS",
        "PKKPbc",
    )
    arrivals = _reported(network, 1e9, (-20.3, 169.0), 30.0, large, 2)
    rng = np.random.default_rng(3)
    arrivals += [
        Arrival(each.station, each.time + float(rng.exponential(200.0)))
        for each in arrivals[::3]
    ]  # fmt: skip
    found = associate(arrivals, network, settings=_COARSE)
    assert len(found.events) == 1
    origin = found.events[0].origin
    assert origin is not None
    assert distance_azimuth(origin.latitude, origin.longitude, -20.3, 169.0)[0] < 0.2


def test_a_swarm_of_one_place_is_told_apart() -> None:
    network = _network(40, 4)
    times = [1e9, 1e9 + 150.0, 1e9 + 900.0, 1e9 + 1500.0]
    arrivals = [
        arrival
        for k, time in enumerate(times)
        for arrival in _reported(
            network, time, (-20.3 + 0.1 * k, 169.0), 30.0, ("P", "PKPdf", "S"), 10 + k
        )
    ]
    found = associate(arrivals, network, settings=_COARSE)
    assert len(found.events) == len(times)
    for event, time in zip(found.events, times, strict=True):
        assert event.origin is not None
        assert abs(event.origin.time - time) < 6.0


def test_one_arrival_of_another_century_changes_nothing() -> None:
    network = _network(30, 6)
    arrivals = _reported(network, 1e9, (0.0, 179.9), 100.0, ("P", "PKPdf"), 7)
    stray = Arrival("S000", -2e9)
    found = associate([*arrivals, stray], network, settings=_COARSE)
    assert len(found.events) == 1
    assert stray in found.unassociated


def test_a_station_that_did_not_record_has_missed_nothing() -> None:
    network = _network(40, 4)
    place, time = (-20.3, 169.0), 1e9
    heard = _reported(network, time, place, 30.0, ("P",), 2)
    near = {
        code
        for code, each in network.items()
        if distance_azimuth(each.latitude, each.longitude, *place)[0] < 70.0
    }
    silent = sorted(near)[::2]
    arrivals = [each for each in heard if each.station not in silent]
    # They did hear something else, or nobody would know of them.
    arrivals += [Arrival(code, time + 2e4 * k) for k, code in enumerate(silent, start=1)]
    outages = {code: [(time - 60.0, time + 3600.0)] for code in silent}
    blamed = _largest(associate(arrivals, network, settings=_COARSE))
    excused = _largest(associate(arrivals, network, settings=_COARSE, outages=outages))
    assert excused.score is not None
    assert blamed.score is not None
    assert excused.score > blamed.score + 1.0
    # A table of outages that is wrong does not take the event away.
    wrong = {code: [(time - 60.0, time + 3600.0)] for code in network}
    kept = _largest(associate(arrivals, network, settings=_COARSE, outages=wrong))
    assert len(kept.arrivals) > 0.8 * len(excused.arrivals)


def _largest(found: Associated) -> Event:
    return max(found.events, key=lambda event: len(event.arrivals))


def test_a_table_of_outages_is_read_and_its_mistakes_are_named(tmp_path: Path) -> None:
    path = tmp_path / "outages.csv"
    path.write_text("station,start,end\nASAR,2030-01-01T00:00:00Z,2030-01-01T01:00:00Z\n")
    assert read_outages(path) == {"ASAR": [(1893456000.0, 1893459600.0)]}
    for text, said in (
        ("station,start\nASAR,2030-01-01\n", "no column 'end'"),
        ("station,start,end\nASAR,2030-01-02,2030-01-01\n", "ends before it starts"),
        ("station,start,end\nASAR,soon,later\n", "no outage"),
    ):
        path.write_text(text)
        with pytest.raises(UsageError, match=said):
            read_outages(path)
