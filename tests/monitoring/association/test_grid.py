"""A dense network of one region has a grid of its own; any other has the whole sphere."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from testban.monitoring.association import Settings, associate
from testban.monitoring.association.busy import busy, soon_after
from testban.monitoring.association.grid import WHOLE_DEG, fitted
from testban.monitoring.association.moves import Moves
from testban.monitoring.association.tables import picks_of
from testban.monitoring.location.geometry import unit_vector
from testban.monitoring.model import Arrival, Station
from testban.monitoring.simulate import primary_seismic
from testban.monitoring.sphere import distance_azimuth
from testban.monitoring.traveltimes import TravelTimes


def _network(longitude: float) -> dict[str, Station]:
    """Sixty-four stations 0.4° apart across a meridian."""
    return {
        f"S{i}{j}": Station(
            f"S{i}{j}", 0.4 * i - 1.4, (longitude + 0.4 * j - 1.4 + 180) % 360 - 180
        )
        for i in range(8)
        for j in range(8)
    }


def _vectors(network: dict[str, Station]) -> np.ndarray:
    places = network.values()
    return unit_vector([p.latitude for p in places], [p.longitude for p in places])


@pytest.mark.parametrize("longitude", [10.0, 180.0])
def test_nodes_surround_a_dense_network_without_a_hole(longitude: float) -> None:
    vectors = _vectors(_network(longitude))
    grid = fitted(vectors, None)
    assert 0.3 < grid.spacing_deg < 0.45
    nearest = np.degrees(np.arccos(np.clip(vectors @ grid.nodes.T, -1, 1)))
    assert nearest.min(axis=1).max() < grid.spacing_deg
    assert nearest.min(axis=0).max() < 3.5


def test_other_networks_and_spacings_that_are_asked_for_are_of_the_whole_sphere() -> None:
    world = fitted(_vectors(primary_seismic()), None)
    assert world.spacing_deg == WHOLE_DEG
    assert world.reach_deg == 180.0
    assert fitted(_vectors(_network(10.0)), 5.0).nodes.mean(axis=0) == pytest.approx(0, abs=1e-2)


def test_a_small_event_across_the_antimeridian_is_found_by_near_stations() -> None:
    network = _network(180.0)
    rng = np.random.default_rng(2)
    arrivals = [Arrival(code, float(t)) for code in network for t in rng.uniform(0, 3600, 2)]
    table = TravelTimes()
    for code, station in network.items():
        x, _ = distance_azimuth(station.latitude, station.longitude, 0.15, -179.9)
        if x < 1.0:
            first = float(np.nanmin([table.predict(p, x, 8.0).time_s for p in ("Pg", "Pn", "P")]))
            arrivals.append(Arrival(code, 1800.0 + first + rng.normal(0, 0.3)))
    found = [e.origin for e in associate(arrivals, network).events if e.origin is not None]
    assert len(found) == 1
    assert abs(found[0].time - 1800.0) < 3.0
    assert distance_azimuth(found[0].latitude, found[0].longitude, 0.15, -179.9)[0] < 0.1


def test_what_is_formed_below_the_least_score_and_gains_nothing_is_dropped() -> None:
    network = _network(10.0)
    rng = np.random.default_rng(5)
    arrivals = [Arrival(code, float(t)) for code in network for t in rng.uniform(0, 14400, 8)]
    table = TravelTimes()
    for number in range(12):  # heard by three to nine stations
        latitude, longitude = rng.uniform(-1, 1), 10 + rng.uniform(-1, 1)
        reach = {
            code: distance_azimuth(station.latitude, station.longitude, latitude, longitude)[0]
            for code, station in network.items()
        }
        for code in sorted(reach, key=reach.__getitem__)[: 3 + number // 2]:
            pg = float(table.predict("Pg", reach[code], 8.0).time_s)
            arrivals.append(Arrival(code, 1000.0 * (number + 1) + pg + rng.normal(0, 0.2)))
    scores = {
        least: [
            event.score
            for event in associate(arrivals, network, settings=Settings(least_score=least)).events
            if event.score is not None
        ]
        for least in (16.0, 26.0)
    }
    assert any(16.0 <= score < 26.0 for score in scores[16.0])
    assert all(score >= least for least, found in scores.items() for score in found)
    assert len(scores[16.0]) > len(scores[26.0]) > 0


def test_a_dense_network_asks_more_of_an_event_unless_told_otherwise() -> None:
    picks = [Arrival(code, 10.0 * k) for code in _network(10.0) for k in range(3)]
    given = picks_of(picks, _network(10.0), range(len(picks)))
    assert Moves(given, TravelTimes(), Settings()).least_score == 26.0
    assert Moves(given, TravelTimes(), Settings(spacing_deg=5.0)).least_score == 22.0
    assert Moves(given, TravelTimes(), Settings(least_score=12.0)).least_score == 12.0


def test_where_the_neighbourhood_is_busy_other_arrivals_count_as_more_frequent() -> None:
    quiet = np.arange(0.0, 86400.0, 100.0)
    bout = np.arange(40000.0, 41000.0, 20.0)
    network = {f"A{k}": Station(f"A{k}", 0.0, 0.1 * k) for k in range(5)}
    network |= {f"B{k}": Station(f"B{k}", 0.0, 20.0 + 0.1 * k) for k in range(5)}
    arrivals = [
        Arrival(code, float(t))
        for code in network
        for t in (np.concatenate([quiet, bout]) if code[0] == "A" else quiet)
    ]
    picks = picks_of(arrivals, network, range(len(arrivals)))
    base = np.full(10, 0.01)
    factor = busy(picks, base, 600.0, 3.0)
    middle = np.abs(picks.time - 40500.0) < 90.0
    near = np.arange(len(arrivals)) < picks.begins[5]
    # Fifty more at each of the five, where twelve are usual.
    assert factor[middle & near] == pytest.approx(62 / 12, rel=0.02)
    assert factor[middle & ~near] == pytest.approx(1.0, abs=0.1)
    assert factor[np.abs(picks.time - 40500.0) > 1200.0] == pytest.approx(1.0, abs=0.1)


def test_an_event_that_near_stations_do_not_hear_is_worth_less_than_one_that_they_hear() -> None:
    network = _network(10.0)
    near_first = sorted(
        network,
        key=lambda code: distance_azimuth(
            network[code].latitude, network[code].longitude, 0.0, 10.0
        )[0],
    )  # fmt: skip
    scores = [_score(network, heard) for heard in (near_first[:12], near_first[-12:])]
    assert scores[0] > scores[1] + 10.0


def test_shear_waves_count_also_where_they_alone_are_reported() -> None:
    network = _network(10.0)
    heard = sorted(network)[20:32]
    assert _score(network, heard[:6], heard[6:]) > _score(network, heard[:6]) + 6.0
    # First arrivals tell more.
    assert _score(network, heard[:6], heard[6:]) > _score(network, [], heard) + 6.0


def test_what_often_follows_another_arrival_at_its_station_is_less_of_a_surprise() -> None:
    rng = np.random.default_rng(4)
    network = {"A": Station("A", 0.0, 0.0), "B": Station("B", 0.0, 1.0)}
    alone = [Arrival(code, float(t)) for code in network for t in rng.uniform(0, 1e6, 500)]
    after = [Arrival(a.station, a.time + 7.0) for a in alone[::2]]
    picks = picks_of(alone + after, network, range(len(alone) + len(after)))
    rate = np.repeat(np.diff(picks.begins) / 1e6, np.diff(picks.begins))
    ratio = soon_after(picks, rate)
    lag = np.concatenate([[np.inf], np.diff(picks.time)])
    # Half of all others, in 5 s at a rate of 750 in a million.
    assert ratio[(lag > 6.9) & (lag < 7.1)].min() > 30.0
    assert ratio[lag > 300.0].max() == 1.0
    unpaired = picks_of(alone, network, range(len(alone)))
    even = soon_after(unpaired, np.full(len(alone), 500 / 1e6))
    assert even.max() < 2.5


def _score(network: dict[str, Station], heard: list[str], sheared: Sequence[str] = ()) -> float:
    """Of an event in the middle among hours of other arrivals.

    Some stations hear its first arrivals, others its shear waves alone.
    """
    table, rng = TravelTimes(), np.random.default_rng(5)
    arrivals = [Arrival(code, float(t)) for code in network for t in rng.uniform(0, 36000, 3)]
    for code in heard:
        station = network[code]
        x, _ = distance_azimuth(station.latitude, station.longitude, 0.0, 10.0)
        first = float(np.nanmin([table.predict(p, x, 8.0).time_s for p in ("Pg", "Pn", "P")]))
        arrivals.append(Arrival(code, 18000.0 + first))
    for code in sheared:
        station = network[code]
        x, _ = distance_azimuth(station.latitude, station.longitude, 0.0, 10.0)
        arrivals.append(Arrival(code, 18000.0 + float(table.predict("Lg", x, 8.0).time_s)))
    picks = picks_of(arrivals, network, range(len(arrivals)))
    moves = Moves(picks, table, Settings())
    return moves.scored(unit_vector(0.0, 10.0), 8.0, 18000.0).score
