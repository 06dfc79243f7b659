"""Events located: real ones against published places, made-up ones against the truth."""

from __future__ import annotations

import math
import statistics
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("numba")

from obspy.taup import TauPyModel

import known_events
from known_events import Given, apart, thinned
from taup_events import made
from testban.errors import LocationError
from testban.monitoring import locate, locate_many
from testban.monitoring.location.geometry import distance_azimuth, moved, place, unit_vector
from testban.monitoring.model import Arrival, Event, Station
from testban.monitoring.simulate import SCENARIOS, Truth, simulate
from testban.monitoring.stations import load_stations
from testban.monitoring.traveltimes import TravelTimes

TAUP = TauPyModel("ak135")


@pytest.fixture(scope="module")
def isc(shared: Path) -> Mapping[str, Station]:
    return load_stations(shared / "monitoring/tables/iloc/isc_stalist.gz")


@pytest.fixture(scope="module")
def earthquakes(shared: Path) -> dict[str, Given]:
    """Five earthquakes of 2005 and 2008: published hypocentres and reported arrivals."""
    return known_events.earthquakes(shared / "monitoring/bulletins/global_arrivals")


@pytest.fixture(scope="module")
def announced(shared: Path) -> tuple[dict[str, Station], dict[str, Given]]:
    """The announced nuclear tests of the DPRK, 2006 to 2016: places known from satellites."""
    return known_events.nuclear_tests(shared / "monitoring/bulletins/dprk_relative_times")


@pytest.mark.parametrize(("names", "limit"), [(True, 15.0), (False, 25.0)])
def test_earthquakes_are_where_they_were(
    earthquakes: dict[str, Given], isc: Mapping[str, Station], names: bool, limit: float
) -> None:
    found = [
        apart(locate(arrivals, isc, use_names=names), truth)
        for truth, arrivals in earthquakes.values()
    ]
    assert statistics.median(km for km, _ in found) <= limit
    assert all(inside <= 1 for _, inside in found)


@pytest.mark.parametrize("names", [True, False])
def test_wrong_depth_phases_and_late_pkp_do_not_make_a_wrong_depth_sure(
    earthquakes: dict[str, Given], isc: Mapping[str, Station], names: bool
) -> None:
    """Event 8882, published at 28.7 km: sP is read some eight seconds late at six stations, two hundred PKP
    come a second early."""
    truth, arrivals = earthquakes["8882"]
    origin = locate(arrivals, isc, use_names=names).origin
    assert origin is not None
    assert origin.depth_uncertainty_km is not None
    assert abs(origin.depth_km - truth.depth_km) <= origin.depth_uncertainty_km


def test_what_all_pkp_are_off_by_says_nothing_of_depth() -> None:
    """Sixty P and sixty PKP without noise; with all PKP 1.5 s late the event stays where it is."""
    model = TravelTimes("ak135")
    stations, arrivals = {}, []
    for k in range(120):
        phase = "P" if k < 60 else "PKPdf"
        turn, away = math.radians(77.0 * k), 25.0 + k if k < 60 else 120.0 + 0.35 * (k - 60)
        code = f"P{k}"
        spot = moved(*unit_vector(0, 0), away * math.sin(turn), away * math.cos(turn))
        stations[code] = Station(code, *place(np.array(spot)))
        flat = float(model.ellipticity_s(phase, away, 33.0, 0.0, math.degrees(turn)))
        time = 1e9 + float(model.predict(phase, away, 33.0).time_s) + flat
        arrivals.append(Arrival(code, time + (1.5 if phase == "PKPdf" else 0.0), phase))
    one = locate(arrivals[:60], stations, depth_km=33.0).origin
    two = locate(arrivals, stations, depth_km=33.0).origin
    assert one is not None
    assert two is not None
    assert abs(two.time - one.time) < 0.25
    free = locate(arrivals, stations).origin
    assert free is not None
    assert free.depth_fixed or abs(free.depth_km - 33.0) < (free.depth_uncertainty_km or 0.0)


def test_a_free_depth_goes_with_the_origin_time(
    earthquakes: dict[str, Given], isc: Mapping[str, Station]
) -> None:
    """A kilometre deeper, P of far stations leaves about a tenth of a second later: 1 km over 8 km/s. S−P of
    near ones makes it less."""
    checked = 0
    for _, arrivals in earthquakes.values():
        origin = locate(arrivals, isc).origin
        assert origin is not None
        assert origin.covariance is not None
        covariance = np.array(origin.covariance)
        assert np.all(np.linalg.eigvalsh(covariance) >= 0)
        if origin.depth_fixed:
            continue
        sd = np.sqrt(np.diag(covariance))
        assert covariance[0, 3] / (sd[0] * sd[3]) > 0.4
        assert 0.03 < covariance[0, 3] / covariance[3, 3] < 0.2
        checked += 1
    assert checked >= 3


@pytest.mark.parametrize("names", [True, False])
def test_depths_of_few_stations_are_within_what_is_said_of_them(
    earthquakes: dict[str, Given], isc: Mapping[str, Station], names: bool
) -> None:
    """Among six to fifteen stations one or two have depth phases, and some of these are misread."""
    held = []
    for key in ("8880", "8882", "8885"):
        truth, arrivals = earthquakes[key]
        for seed in range(30):
            origin = locate(thinned(arrivals, isc, f"{key}-{seed}"), isc, use_names=names).origin
            assert origin is not None
            if origin.depth_uncertainty_km is not None:
                held.append(abs(origin.depth_km - truth.depth_km) <= origin.depth_uncertainty_km)
    assert len(held) >= 20
    assert np.mean(held) >= 0.85


@pytest.mark.slow
@pytest.mark.parametrize("names", [True, False])
def test_few_stations_are_enough(
    earthquakes: dict[str, Given], isc: Mapping[str, Station], names: bool
) -> None:
    found = [
        apart(locate(thinned(arrivals, isc, f"{key} {seed}"), isc, use_names=names), truth)
        for key, (truth, arrivals) in earthquakes.items()
        for seed in range(20)
    ]
    assert statistics.median(km for km, _ in found) <= 25
    assert np.mean([inside <= 1 for _, inside in found]) >= 0.8


def test_nuclear_tests_are_within_15_km_and_their_ellipses(
    announced: tuple[dict[str, Station], dict[str, Given]],
) -> None:
    stations, events = announced
    assert len(events) == 5
    for truth, arrivals in events.values():
        event = locate(arrivals, stations, depth_km=0.0)
        km, inside = apart(event, truth)
        assert km <= 15
        assert inside <= 1
        assert event.origin is not None
        assert event.origin.depth_fixed
        assert event.origin.depth_basis == "fixed by the user"
        assert event.origin.time_uncertainty_s is not None
        assert abs(event.origin.time - truth.time) <= event.origin.time_uncertainty_s


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
    assert apart(event, truth)[0] < 40
    assert not event.arrivals[5].time_defining
    assert any(late.station in note for note in event.notes)


def test_an_event_that_most_of_its_arrivals_do_not_fit_is_flagged(
    made_up: tuple[Truth, list[Arrival], dict[str, Station]],
) -> None:
    """Twelve arrivals that belong to the event, and then so many times again at no time of any phase."""
    _, arrivals, stations = made_up
    right = [a for a in arrivals if a.phase == "P"][:12]
    rng = np.random.default_rng(1)
    wrong = [replace(a, time=a.time + float(rng.uniform(100, 3000))) for a in right + right]
    origins = [locate(given, stations).origin for given in (right, [*right, *wrong])]
    flags = [o.quality.flags for o in origins if o is not None and o.quality is not None]
    assert ["most arrivals doubted" in found for found in flags] == [False, True]


def test_the_arrivals_of_two_events_are_told_apart(
    made_up: tuple[Truth, list[Arrival], dict[str, Station]],
) -> None:
    truth, arrivals, stations = made_up
    other, more, network = simulate(
        np.random.default_rng(5), TravelTimes("ak135"), SCENARIOS["thin"], start=truth.time - 50000
    )
    shift = truth.time + 200 - other.time
    later = [replace(a, station=f"X{a.station}", time=a.time + shift) for a in more]
    stations |= {f"X{code}": replace(s, code=f"X{code}") for code, s in network.items()}
    event = locate([*arrivals, *later], stations)
    assert apart(event, truth)[0] < 40
    assert event.origin is not None
    assert event.origin.quality is not None
    assert "another event" in event.origin.quality.flags
    assert not any("clock" in note for note in event.notes)
    note = next(note for note in event.notes if "another event" in note)
    assert f"near {other.latitude:.0f}"[:7] in note


def test_a_clock_that_is_a_minute_off_is_named(
    made_up: tuple[Truth, list[Arrival], dict[str, Station]],
) -> None:
    _, arrivals, stations = made_up
    code = next(a.station for a in arrivals if a.phase == "P")
    late = [replace(a, time=a.time + 60) if a.station == code else a for a in arrivals]
    event = locate(late, stations)
    assert f"{code} is +60 s off: look at its clock" in event.notes


@pytest.mark.parametrize("names", [True, False])
def test_a_later_phase_is_no_wrong_clock_and_misses_no_phase_but_its_own(
    made_up: tuple[Truth, list[Arrival], dict[str, Station]], names: bool
) -> None:
    """SS and ScS beside a P that fits, one of them 300 s after P; `XYZ` is no phase at all."""
    truth, arrivals, stations = made_up
    here = unit_vector(truth.latitude, truth.longitude)
    beside = next(
        a for a in arrivals
        if a.phase == "P" and 30 < distance_azimuth(*here, *unit_vector(
            stations[a.station].latitude, stations[a.station].longitude))[0] < 80
    )  # fmt: skip
    away = distance_azimuth(
        *here, *unit_vector(stations[beside.station].latitude, stations[beside.station].longitude)
    )[0]
    after = {  # the first of each: SS has several at some distances
        name: TAUP.get_travel_times(truth.depth_km, away, [name])[0].time for name in ("SS", "ScS")
    }
    more = [
        *(Arrival(beside.station, truth.time + time, name) for name, time in after.items()),
        Arrival(beside.station, beside.time + 300.0, "XYZ"),
    ]
    event = locate([*arrivals, *more], stations, use_names=names)
    assert not any("clock" in note for note in event.notes)
    for arrival in event.arrivals[len(arrivals) :]:
        assert arrival.distance_deg == pytest.approx(away, abs=0.5)
        assert arrival.event_azimuth_deg is not None
        if arrival.phase == "XYZ":
            assert arrival.residual_s is None
        elif arrival.phase in ("SS", "ScS"):
            assert arrival.residual_s == pytest.approx(0.0, abs=8.0)


@pytest.mark.parametrize(
    ("written", "meant"),
    [({"P": "PN", "S": "SN"}, {"Pn", "P", "Sn", "S"}), ({"P": "p", "S": "s"}, {"Pg", "P", "Pn", "Sg", "Sn", "S"}),
     ({"P": "(ePN)", "S": "iS"}, {"Pn", "P", "Sn", "S"})],
)  # fmt: skip
def test_names_of_older_bulletins_and_of_waves_that_leave_upwards_locate(
    written: Mapping[str, str], meant: set[str]
) -> None:
    near = "p" in written.values()
    truth = made(3, 6, (0.1, 1.0) if near else (4.0, 15.0), ["P", "S"])
    arrivals = [replace(a, phase=written[str(a.phase)]) for a in truth.arrivals]
    event = locate(arrivals, truth.stations)
    assert truth.km(event) < 15
    assert all(a.time_defining for a in event.arrivals)
    assert {a.phase for a in event.arrivals} <= meant
    assert [a.reported_phase for a in event.arrivals] == [a.phase for a in arrivals]


def test_stations_on_a_line_have_two_places_and_it_says_so() -> None:
    """Twelve stations on the equator: an event north of it, or its mirror image in the south."""
    model = TravelTimes("ak135")
    stations = {f"E{k}": Station(f"E{k}", 0.0, 3.0 * k) for k in range(12)}
    arrivals = []
    for code, station in stations.items():
        distance, _, _ = distance_azimuth(*unit_vector(25, 15), *unit_vector(0, station.longitude))
        time = float(model.predict("P", distance, 10.0).time_s)
        arrivals.append(Arrival(code, 1e9 + time, "P"))
    event = locate(arrivals, stations)
    assert event.origin is not None
    assert event.origin.quality is not None
    assert "rival minimum" in event.origin.quality.flags
    both = [event.origin.latitude, event.other_origins[0].latitude]
    assert max(both) == pytest.approx(25, abs=1)
    assert min(both) == pytest.approx(-25, abs=1)


def test_three_arrivals_locate_with_nothing_to_spare() -> None:
    model = TravelTimes("ak135")
    stations = {
        "A": Station("A", 10, 0),
        "B": Station("B", -20, 30),
        "C": Station("C", 30, 60),
    }
    arrivals = []
    for code, station in stations.items():
        there = unit_vector(station.latitude, station.longitude)
        distance, _, _ = distance_azimuth(*unit_vector(5, 25), *there)
        arrivals.append(Arrival(code, 1e9 + float(model.predict("P", distance, 10.0).time_s), "P"))
    event = locate(arrivals, stations)
    assert event.origin is not None
    assert event.origin.quality is not None
    assert "nothing to spare" in event.origin.quality.flags
    assert event.origin.depth_fixed
    truth = Truth(1e9, 5, 25, 10)
    found = [replace(event, origin=replace(event.origin, latitude=o.latitude, longitude=o.longitude))
             for o in (event.origin, *event.other_origins)]  # fmt: skip
    assert min(apart(each, truth)[1] for each in found) <= 1


def test_one_array_is_enough_with_azimuth_and_slowness() -> None:
    model = TravelTimes("ak135")
    here, there = unit_vector(50, 10), unit_vector(20, 60)
    distance, sine, cosine = distance_azimuth(*here, *there)
    found = model.predict("P", distance, 10.0)
    arrival = Arrival(
        "ARR",
        1e9 + float(found.time_s),
        "P",
        azimuth_deg=math.degrees(math.atan2(sine, cosine)) % 360,
        azimuth_uncertainty_deg=5.0,
        slowness_s_per_deg=float(found.slowness_s_per_deg),
        slowness_uncertainty_s_per_deg=0.3,
    )
    event = locate([arrival], {"ARR": Station("ARR", 50, 10)})
    assert apart(event, Truth(1e9, 20, 60, 10))[1] <= 1
    assert event.arrivals[0].azimuth_defining
    assert event.arrivals[0].slowness_defining


def test_unknown_stations_are_left_out_and_counted(
    made_up: tuple[Truth, list[Arrival], dict[str, Station]],
) -> None:
    truth, arrivals, stations = made_up
    event = locate([*arrivals, Arrival("NOWHERE", arrivals[0].time, "P")], stations)
    assert any("NOWHERE" in note and note.startswith("1 arrival") for note in event.notes)
    assert apart(event, truth)[0] < 40
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


@settings(deadline=None, max_examples=15)
@given(turn=st.floats(-360, 360), seed=st.integers(0, 20))
def test_turning_the_earth_turns_the_answer(turn: float, seed: int) -> None:
    """Nothing depends on where longitudes begin, not even beside the antimeridian."""
    rng = np.random.default_rng(seed)
    _, arrivals, stations = simulate(rng, TravelTimes("ak135"), SCENARIOS["thin"])
    turned = {
        code: replace(s, longitude=(s.longitude + turn + 180) % 360 - 180)
        for code, s in stations.items()
    }
    one = locate(arrivals, stations, depth_km=10.0).origin
    two = locate(arrivals, turned, depth_km=10.0).origin
    assert one is not None
    assert two is not None
    moved_on = unit_vector(one.latitude, one.longitude + turn)
    distance, _, _ = distance_azimuth(*moved_on, *unit_vector(two.latitude, two.longitude))
    assert distance < 0.05


@pytest.mark.parametrize(("latitude", "longitude"), [(90, 0), (-89.9, 120), (0.1, 180), (60, -180)])
def test_no_place_is_special(latitude: float, longitude: float) -> None:
    model = TravelTimes("ak135")
    epicentre = unit_vector(latitude, longitude)
    stations, arrivals = {}, []
    for k in range(14):
        turn, away = math.radians(26.0 * k), 20.0 + 5.0 * k
        spot = moved(*epicentre, away * math.sin(turn), away * math.cos(turn))
        code = f"P{k}"
        stations[code] = Station(code, *place(np.array(spot)))
        time = 1e9 + float(model.predict("P", away, 10.0).time_s)
        there = 0.0 if latitude == 90 else math.degrees(turn)
        flat = model.ellipticity_s("P", away, 10.0, latitude, there)
        arrivals.append(Arrival(code, time + float(flat), "P"))
    event = locate(arrivals, stations, depth_km=10.0)
    km, inside = apart(event, Truth(1e9, latitude, longitude, 10.0))
    assert km < 6
    assert inside <= 1


def test_no_number_of_depth_phases_makes_depth_surer_than_what_stands_over_it() -> None:
    """Forty pP without any error: crust and water over the source still leave some kilometres."""
    model = TravelTimes("ak135")
    stations, arrivals = {}, []
    for k in range(40):
        turn, away = math.radians(9.0 * k), 32.0 + 1.2 * k
        code = f"P{k}"
        spot = moved(*unit_vector(0, 0), away * math.sin(turn), away * math.cos(turn))
        stations[code] = Station(code, *place(np.array(spot)))
        flat = float(model.ellipticity_s("P", away, 120.0, 0.0, math.degrees(turn)))
        for phase in ("P", "pP"):
            time = 1e9 + float(model.predict(phase, away, 120.0).time_s) + flat
            arrivals.append(Arrival(code, time, phase))
    origin = locate(arrivals, stations).origin
    assert origin is not None
    assert "40 depth phases" in origin.depth_basis
    assert origin.depth_uncertainty_km is not None
    assert 5 < origin.depth_uncertainty_km < 9
    assert origin.depth_km == pytest.approx(120, abs=3)
