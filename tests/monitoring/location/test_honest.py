"""Ellipses and intervals hold the truth about as often as they say, over events whose truth is known."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

pytest.importorskip("numba")

from known_events import judge
from testban.errors import LocationError
from testban.monitoring import locate
from testban.monitoring.model import Event
from testban.monitoring.simulate import SCENARIOS, Truth, simulate
from testban.monitoring.traveltimes import TravelTimes

LEAST, MOST = 0.85, 0.95
"""Nine in ten are promised."""


def located(name: str, count: int) -> list[tuple[Event, Truth]]:
    """Made-up events of a kind; at most one in two hundred (five stations, half of them misread) may fail."""
    model = TravelTimes("ak135")
    found = []
    for seed in range(count):
        truth, arrivals, stations = simulate(np.random.default_rng(seed), model, SCENARIOS[name])
        try:
            found.append((locate(arrivals, stations), truth))
        except LocationError:
            continue
    assert len(found) >= 0.995 * count
    return found


def coverage(name: str, count: int) -> Iterator[tuple[str, float]]:
    """Shares of truths within ellipse, time interval, and depth interval where depth is free."""
    _, inside, on_time, deep = zip(*(judge(*case) for case in located(name, count)), strict=True)
    yield "ellipse", float(np.mean(inside))
    yield "time", float(np.mean(on_time))
    yield "depth", float(np.mean([held for held in deep if held is not None]))


def test_six_hundred_events_are_within_what_is_said_of_them() -> None:
    """All together as promised; each kind of 200 within another two standard errors of so few (4 %)."""
    shares: dict[str, list[float]] = {}
    for name in ("global", "thin", "local"):
        for what, share in coverage(name, 200):
            assert LEAST - 0.04 <= share <= MOST + 0.04, f"{name}: {what}"
            shares.setdefault(what, []).append(share)
    for what, of_kinds in shares.items():
        assert LEAST <= np.mean(of_kinds) <= MOST, what


@pytest.mark.slow
@pytest.mark.parametrize("name", SCENARIOS)
def test_a_thousand_events_are_within_what_is_said_of_them(name: str) -> None:
    """docs/explanation/location.md has the figures."""
    for what, share in coverage(name, 1000):
        assert LEAST <= share <= MOST, what


def test_a_depth_that_is_fixed_ten_kilometres_wrong_leaves_the_origin_time_in_its_interval() -> (
    None
):
    """Ten kilometres are 1.3 s of origin time for far stations, and the interval knows of it."""
    model = TravelTimes("ak135")
    held = []
    for seed in range(120):
        truth, arrivals, stations = simulate(np.random.default_rng(seed), model, SCENARIOS["thin"])
        if truth.depth_km > 40:
            continue
        try:
            origin = locate(arrivals, stations, depth_km=truth.depth_km + 10).origin
        except LocationError:
            continue
        assert origin is not None
        assert origin.time_uncertainty_s is not None
        held.append(abs(origin.time - truth.time) <= origin.time_uncertainty_s)
    assert len(held) > 60
    assert float(np.mean(held)) >= LEAST
