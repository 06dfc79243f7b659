"""When depth is left free, and how its interval is made."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
import pytest

pytest.importorskip("numba")

from testban.monitoring import locate
from testban.monitoring.location.depth import FINE, Evidence, or_misread, posterior
from testban.monitoring.location.geometry import moved, place, unit_vector
from testban.monitoring.location.seismicity import WORLD
from testban.monitoring.model import Arrival, Origin, Station
from testban.monitoring.traveltimes import TravelTimes

NONE = Evidence(0, 0, 0, 0, 0)


@pytest.mark.parametrize(
    ("said", "gap", "bounded"),
    [
        (NONE, 40.0, False),
        (Evidence(1, 0, 0, 0, 0), 200.0, True),
        (Evidence(0, 0, 1, 0, 0), 200.0, True),
        (Evidence(0, 0, 0, 1, 0), 200.0, False),
        (Evidence(0, 0, 0, 2, 0), 200.0, True),
        (Evidence(0, 0, 0, 0, 1), 200.0, True),
        (Evidence(3, 0, 3, 0, 0), 271.0, False),
        (Evidence(0, 1, 0, 0, 0), 350.0, True),
    ],
)
def test_depth_is_bounded_by_what_bears_on_it_and_from_more_than_one_side(
    said: Evidence, gap: float, bounded: bool
) -> None:
    assert said.bounds(gap) is bounded


def all_round(
    count: int, nearest: float, apart: float, depth: float
) -> Iterator[tuple[Station, float, Arrival]]:
    """So many stations round an event at 0, 0, each with its distance (degrees) and a P without any error."""
    model = TravelTimes("ak135")
    for k in range(count):
        turn, away = math.radians(77.0 * k), nearest + apart * k
        spot = moved(*unit_vector(0, 0), away * math.sin(turn), away * math.cos(turn))
        station = Station(f"P{k}", *place(np.array(spot)))
        flat = float(model.ellipticity_s("P", away, depth, 0.0, math.degrees(turn)))
        time = 1e9 + float(model.predict("P", away, depth).time_s) + flat
        yield station, away, Arrival(station.code, time, "P")


def test_far_first_arrivals_alone_leave_no_depth_free() -> None:
    """Forty P without any error all round at 33 km: their curve by distance bends with the Earth as well."""
    heard = list(all_round(40, 25.0, 1.5, 33.0))
    origin = locate([p for *_, p in heard], {s.code: s for s, *_ in heard}).origin
    assert origin is not None
    assert origin.depth_fixed
    assert origin.depth_uncertainty_km is None
    assert origin.depth_basis.startswith("fixed: the arrivals leave ")


def read_as_deeper(count: int) -> Origin:
    """Of an event at 15 km: fourteen P without any error all round, and sP of an event at 60 km at so many of
    their stations."""
    model = TravelTimes("ak135")
    heard = list(all_round(14, 35.0, 3.0, 15.0))
    arrivals = [p for *_, p in heard]
    for station, away, first in heard[:count]:
        after = model.predict("sP", away, 60.0).time_s - model.predict("P", away, 60.0).time_s
        arrivals.append(Arrival(station.code, first.time + float(after), "sP"))
    origin = locate(arrivals, {s.code: s for s, *_ in heard}).origin
    assert origin is not None
    return origin


def test_a_depth_phase_at_one_station_may_be_misread_and_at_several_is_believed() -> None:
    alone, several = read_as_deeper(1), read_as_deeper(5)
    assert alone.depth_fixed or alone.depth_km - (alone.depth_uncertainty_km or 0.0) <= 15
    assert not several.depth_fixed
    assert several.depth_km == pytest.approx(60, abs=5)
    assert several.depth_uncertainty_km is not None
    assert several.depth_uncertainty_km < 10


def test_depth_phases_of_one_station_go_astray_together() -> None:
    """However much their costs say for a depth, any other costs what the best does, and the shift at most."""
    costs = np.array([[20.0, 12.0], [0.0, 0.0], [20.0, 0.5]])
    doubted = or_misread(costs, 0.25, 3.1)
    assert doubted[1] == pytest.approx([0.0, 0.0], abs=0.3)
    assert doubted[0] - doubted[1] == pytest.approx([4.2, 4.2], abs=0.1)
    assert doubted[2, 1] - doubted[1, 1] == pytest.approx(0.5, abs=0.05)


def test_a_posterior_is_the_likelihood_blurred_times_the_prior_below_the_ground() -> None:
    flat = np.zeros_like(WORLD)
    ladder = np.arange(0.0, 701.0, 1.0)
    cost = 0.5 * ((ladder - 200.0) / 4.0) ** 2
    share = posterior(ladder, cost, flat, 3.0)
    mean = float(share @ FINE)
    assert mean == pytest.approx(200.0, abs=0.1)
    assert math.sqrt(float(share @ (FINE - mean) ** 2)) == pytest.approx(5.0, abs=0.1)


def test_a_posterior_at_the_ground_has_nothing_above_it() -> None:
    """Half a normal distribution: its mean is at 0.798 standard deviations."""
    ladder = np.arange(0.0, 701.0, 1.0)
    share = posterior(ladder, 0.5 * (ladder / 10.0) ** 2, np.zeros_like(WORLD), 0.0)
    assert share.sum() == pytest.approx(1.0)
    assert float(share @ FINE) == pytest.approx(7.98, abs=0.3)
