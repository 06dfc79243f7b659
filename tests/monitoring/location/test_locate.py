"""Events located: real ones against published places, made-up ones against the truth."""

from __future__ import annotations

import csv
import math
import random
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("numba")

from testban.errors import LocationError
from testban.monitoring import locate, locate_many
from testban.monitoring.location.geometry import KM_PER_DEG, distance_azimuth, unit_vector
from testban.monitoring.model import Arrival, Event, Station, epoch
from testban.monitoring.simulate import SCENARIOS, Truth, simulate
from testban.monitoring.stations import load_stations
from testban.monitoring.traveltimes import TravelTimes

Given = tuple[Truth, list[Arrival]]


def _apart(event: Event, truth: Truth) -> tuple[float, float]:
    """Kilometres from the truth, and in units of the ellipse (at most 1 is inside)."""
    origin = event.origin
    assert origin is not None
    assert origin.ellipse is not None
    here = unit_vector(origin.latitude, origin.longitude)
    distance, sine, cosine = distance_azimuth(*here, *unit_vector(truth.latitude, truth.longitude))
    km = distance * KM_PER_DEG
    turn = math.atan2(sine, cosine) - math.radians(origin.ellipse.strike_deg)
    along = km * math.cos(turn) / origin.ellipse.semi_major_km
    across = km * math.sin(turn) / origin.ellipse.semi_minor_km
    return km, math.hypot(along, across)


@pytest.fixture(scope="module")
def isc(shared: Path) -> Mapping[str, Station]:
    return load_stations(shared / "monitoring/tables/iloc/isc_stalist.gz")


@pytest.fixture(scope="module")
def earthquakes(shared: Path) -> dict[str, Given]:
    """Five earthquakes of 2005 and 2008: published hypocentres and reported arrivals."""
    folder = shared / "monitoring/bulletins/global_arrivals"
    out: dict[str, Given] = {}
    with (folder / "events.csv").open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            where = (float(row[k]) for k in ("latitude", "longitude", "depth_km"))
            out[row["event"]] = (Truth(epoch(row["time"]), *where), [])
    with (folder / "arrivals.csv").open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            phase = None if row["phase"] in ("", "None") else row["phase"]
            out[row["event"]][1].append(Arrival(row["station"], epoch(row["time"]), phase))
    return out


@pytest.fixture(scope="module")
def tests(shared: Path) -> tuple[dict[str, Station], dict[str, Given]]:
    """The announced nuclear tests of the DPRK, 2006 to 2016: places known from satellites."""
    folder = shared / "monitoring/bulletins/dprk_relative_times"
    stations = {}
    for line in (folder / "DPRK_phaselist.txt").read_text().splitlines():
        code, _, latitude, longitude = line.split()[:4]
        stations[code] = Station(code, float(latitude), float(longitude))
    times: dict[str, dict[tuple[str, str], float]] = {}
    for line in (folder / "DPRK_CC_times.txt").read_text().splitlines():
        first, second, one, two, code, phase = line.split()[:6]
        for event, time in ((first, one), (second, two)):
            times.setdefault(event, {}).setdefault((code, phase), epoch(time))
    out: dict[str, Given] = {}
    for line in (folder / "NKNT.dat").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        number, day, clock, latitude, longitude = line.split()[:5]
        truth = Truth(epoch(f"{day}T{clock}"), float(latitude), float(longitude), 0.0)
        found = times.get(f"DPRK{number}", {})
        arrivals = [Arrival(code, time, phase) for (code, phase), time in found.items()]
        if arrivals:
            out[number] = (truth, arrivals)
    return stations, out


@pytest.mark.parametrize(("names", "limit"), [(True, 15.0), (False, 25.0)])
def test_earthquakes_are_where_they_were(
    earthquakes: dict[str, Given], isc: Mapping[str, Station], names: bool, limit: float
) -> None:
    found = [
        _apart(locate(arrivals, isc, use_names=names), truth)
        for truth, arrivals in earthquakes.values()
    ]
    assert statistics.median(km for km, _ in found) <= limit
    assert all(inside <= 1 for _, inside in found)


def _thinned(arrivals: Sequence[Arrival], seed: int) -> list[Arrival]:
    """What 6 to 15 of the stations reported."""
    rng = random.Random(seed)
    codes = sorted({a.station for a in arrivals})
    kept = set(rng.sample(codes, rng.randint(6, 15)))
    return [a for a in arrivals if a.station in kept]


@pytest.mark.slow
@pytest.mark.parametrize("names", [True, False])
def test_few_stations_are_enough(
    earthquakes: dict[str, Given], isc: Mapping[str, Station], names: bool
) -> None:
    found = [
        _apart(locate(_thinned(arrivals, seed), isc, use_names=names), truth)
        for truth, arrivals in earthquakes.values()
        for seed in range(20)
    ]
    assert statistics.median(km for km, _ in found) <= 25
    assert np.mean([inside <= 1 for _, inside in found]) >= 0.8


def test_nuclear_tests_are_within_15_km_and_their_ellipses(
    tests: tuple[dict[str, Station], dict[str, Given]],
) -> None:
    stations, events = tests
    assert len(events) == 5
    for truth, arrivals in events.values():
        event = locate(arrivals, stations, depth_km=0.0)
        km, inside = _apart(event, truth)
        assert km <= 15
        assert inside <= 1
        assert event.origin is not None
        assert event.origin.depth_fixed
        assert event.origin.depth_basis == "fixed by the user"


@pytest.mark.parametrize("name", ["global", "thin"])
def test_a_confidence_region_holds_the_truth_about_as_often_as_it_says(name: str) -> None:
    """Forty events: with 90 % each, fewer than 31 or so inside would be a chance of one in fifty."""
    assert _coverage(name, 40)[0] >= 0.77


@pytest.mark.slow
@pytest.mark.parametrize("name", SCENARIOS)
def test_coverage_of_a_thousand_events(name: str) -> None:
    for share in _coverage(name, 1000):
        assert 0.85 <= share <= 0.96


def _coverage(name: str, count: int) -> tuple[float, float, float]:
    """Shares of truths within ellipse, time interval, and depth interval where depth is free."""
    model = TravelTimes("ak135")
    inside, on_time, depths = [], [], []
    for i in range(count):
        truth, arrivals, stations = simulate(np.random.default_rng(i), model, SCENARIOS[name])
        event = locate(arrivals, stations)
        origin = event.origin
        assert origin is not None
        assert origin.time_uncertainty_s is not None
        inside.append(_apart(event, truth)[1] <= 1)
        on_time.append(abs(origin.time - truth.time) <= origin.time_uncertainty_s)
        if origin.depth_uncertainty_km is not None:
            off = abs(origin.depth_km - truth.depth_km)
            depths.append(off <= origin.depth_uncertainty_km)
    return float(np.mean(inside)), float(np.mean(on_time)), float(np.mean(depths))


@pytest.fixture
def made_up() -> tuple[Truth, list[Arrival], dict[str, Station]]:
    return simulate(np.random.default_rng(11), TravelTimes("ak135"), SCENARIOS["global"])


def test_every_arrival_comes_back_in_its_place(
    made_up: tuple[Truth, list[Arrival], dict[str, Station]],
) -> None:
    _, arrivals, stations = made_up
    event = locate(arrivals, stations, event_id="e1")
    assert event.event_id == "e1"
    assert [(a.station, a.time) for a in event.arrivals] == [(a.station, a.time) for a in arrivals]
    assert all(a.distance_deg is not None for a in event.arrivals)
    assert event.origin is not None
    assert event.origin.quality is not None
    defining = sum(a.time_defining for a in event.arrivals)
    assert event.origin.quality.defining == defining > len(arrivals) * 0.8


def test_a_wrong_clock_is_doubted_and_told_of(
    made_up: tuple[Truth, list[Arrival], dict[str, Station]],
) -> None:
    truth, arrivals, stations = made_up
    late = replace(arrivals[5], time=arrivals[5].time + 60)
    event = locate([*arrivals[:5], late, *arrivals[6:]], stations)
    assert _apart(event, truth)[0] < 40
    assert not event.arrivals[5].time_defining
    assert any(late.station in note for note in event.notes)


def test_unknown_stations_are_left_out_and_counted(
    made_up: tuple[Truth, list[Arrival], dict[str, Station]],
) -> None:
    truth, arrivals, stations = made_up
    event = locate([*arrivals, Arrival("NOWHERE", arrivals[0].time, "P")], stations)
    assert any("NOWHERE" in note and note.startswith("1 arrival") for note in event.notes)
    assert _apart(event, truth)[0] < 40
    assert event.arrivals[-1].distance_deg is None


def test_too_few_arrivals_are_an_error_of_one_line() -> None:
    with pytest.raises(LocationError, match="cannot locate") as caught:
        locate([Arrival("A", 0.0, "P"), Arrival("B", 1.0, "P")], {"A": Station("A", 0, 0)})
    assert "\n" not in str(caught.value)
    with pytest.raises(LocationError):
        locate([], {})


def test_many_events_are_as_each_alone() -> None:
    model = TravelTimes("ak135")
    both = [simulate(np.random.default_rng(i), model, SCENARIOS["regional"]) for i in range(3)]
    stations = {
        f"{i}{code}": replace(station, code=f"{i}{code}")
        for i, (_, _, network) in enumerate(both)
        for code, station in network.items()
    }
    events = [
        Event(str(i), None, tuple(replace(a, station=f"{i}{a.station}") for a in arrivals))
        for i, (_, arrivals, _) in enumerate(both)
    ]
    done: list[int] = []
    found = locate_many([*events, Event("empty", None)], stations, workers=1, progress=done.append)
    alone = locate(events[1].arrivals, stations)
    assert found[1].origin == alone.origin
    assert found[3].origin is None
    assert "cannot locate" in found[3].notes[0]
    assert done[-1] == 4
