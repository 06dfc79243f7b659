"""The ellipse of a regional network goes by how its residuals scatter."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

pytest.importorskip("numba")

from testban.monitoring import TravelTimes, locate
from testban.monitoring.model import Arrival, Ellipse, Event
from testban.monitoring.parameters import Parameters, load_parameters
from testban.monitoring.simulate import SCENARIOS, simulate


def _tables_alone() -> Parameters:
    shipped = load_parameters()
    return replace(shipped, location=replace(shipped.location, scatter_weight=1e6))


def _ellipse(event: Event) -> Ellipse:
    assert event.origin is not None
    assert event.origin.ellipse is not None
    return event.origin.ellipse


def _exact(kind: str, sd: float, seed: int = 3) -> tuple[list[Arrival], object]:
    """The arrivals of a made-up event with another scatter than its own."""
    model, rng = TravelTimes("ak135"), np.random.default_rng(seed)
    truth, arrivals, stations = simulate(np.random.default_rng(seed), model, SCENARIOS[kind])
    event = locate(arrivals, stations)
    kept = [
        replace(a, time=a.time - a.residual_s + rng.normal(0.0, sd))
        for a in event.arrivals
        if a.residual_s is not None and a.time_defining
    ]
    assert truth.depth_km >= 0
    return kept, stations


def test_small_residuals_make_a_smaller_ellipse_and_large_ones_no_larger() -> None:
    for sd, smaller in ((0.1, True), (6.0, False)):
        arrivals, stations = _exact("regional", sd)
        by_scatter = _ellipse(locate(arrivals, stations))
        by_tables = _ellipse(locate(arrivals, stations, parameters=_tables_alone()))
        share = by_scatter.semi_major_km / by_tables.semi_major_km
        assert by_scatter.strike_deg == pytest.approx(by_tables.strike_deg, abs=1.0)
        assert share <= 1.0 + 1e-3
        assert (share < 0.85) == smaller


@pytest.mark.parametrize("kind", ["local", "thin"])
def test_networks_that_are_not_regional_keep_theirs(kind: str) -> None:
    arrivals, stations = _exact(kind, 0.1)
    by_scatter = locate(arrivals, stations)
    assert _ellipse(by_scatter) == _ellipse(locate(arrivals, stations, parameters=_tables_alone()))


def test_time_and_depth_stay_as_sure_as_they_were() -> None:
    arrivals, stations = _exact("regional", 0.1)
    one, other = (
        locate(arrivals, stations, parameters=parameters).origin
        for parameters in (None, _tables_alone())
    )
    assert one is not None
    assert other is not None
    assert one.time_uncertainty_s == pytest.approx(other.time_uncertainty_s)
    assert one.depth_uncertainty_km == other.depth_uncertainty_km
    assert one.covariance is not None
    assert np.linalg.eigvalsh(np.array(one.covariance)).min() > -1e-9
