"""A dense network of one region has a grid of its own; any other has the whole sphere."""

from __future__ import annotations

import numpy as np
import pytest

from testban.monitoring.association import associate
from testban.monitoring.association.grid import WHOLE_DEG, fitted
from testban.monitoring.association.tables import busy
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


def test_where_the_whole_network_is_busy_other_arrivals_count_as_more_frequent() -> None:
    quiet = np.arange(0.0, 86400.0, 10.0)
    bout = np.arange(40000.0, 41000.0, 2.0)
    times = np.concatenate([quiet, bout])
    factor = busy(times, 600.0, 120.0)
    assert factor[:3000] == pytest.approx(1.0)
    # 500 more in 1,000 s, where 100 are of the quiet kind: in the middle of 1,200 s 620 for 125 usual ones.
    middle = int(np.argmin(np.abs(times - 40500.0)))
    assert factor[middle] == pytest.approx(620 / (len(times) / 86400 * 1200), rel=0.02)
    assert (busy(times, 0.0, 120.0) == 1.0).all()
