"""Events inside and beside a small network; the truth is ObsPy's TauP, not our own tables."""

from __future__ import annotations

from dataclasses import replace

import pytest

pytest.importorskip("numba")

from taup_events import START, made
from testban.monitoring import locate


@pytest.mark.parametrize(
    ("count", "degrees", "phases", "names"),
    [
        (6, (0.05, 1.0), ["P"], True),
        (12, (0.05, 1.0), ["P"], True),
        (8, (0.05, 1.0), ["Pg"], True),
        (8, (0.05, 1.0), ["P", "S"], False),
        (10, (0.05, 1.0), ["Pg", "Sg"], False),
        (10, (1.5, 3.0), ["P"], True),
    ],
)
def test_a_local_event_is_not_put_on_the_other_side_of_the_earth(
    count: int, degrees: tuple[float, float], phases: list[str], names: bool
) -> None:
    """Within twenty seconds of each other the first arrivals could be of PKP as well, by a coarse look."""
    for seed in range(5):
        truth = made(seed, count, degrees, phases)
        given = truth.arrivals if names else [replace(a, phase=None) for a in truth.arrivals]
        event = locate(given, truth.stations)
        assert truth.km(event) < 10
        assert event.origin is not None
        assert not event.other_origins
        assert event.origin.quality is not None
        assert event.origin.quality.defining >= 0.9 * len(given)


@pytest.mark.parametrize("names", [True, False])
@pytest.mark.parametrize("depth_km", [8.0, 15.0, 25.0])
def test_sg_of_near_stations_gives_the_depth(depth_km: float, names: bool) -> None:
    """Taken for Lg, which has no depth, an event at 15 km came out at 5, its origin two seconds late."""
    truth = made(1, 8, (0.05, 0.9), ["Pg", "Sg"], noise_s=0.05, depth_km=depth_km)
    given = [
        replace(a, phase=a.phase if names else None, time_uncertainty_s=0.1) for a in truth.arrivals
    ]
    event = locate(given, truth.stations)
    assert event.origin is not None
    assert event.origin.depth_km == pytest.approx(depth_km, abs=3.0)
    assert abs(event.origin.depth_km - depth_km) <= (event.origin.depth_uncertainty_km or 0.0)
    assert abs(event.origin.time - START) < 0.4
    assert "Lg" not in {a.phase for a in event.arrivals}


def test_pn_and_sn_keep_their_names_where_another_fits_no_better() -> None:
    truth = made(2, 8, (3.0, 11.0), ["P", "S"], noise_s=0.1, depth_km=10.0)
    said = [replace(a, phase=f"{a.phase}n") for a in truth.arrivals]
    event = locate(said, truth.stations)
    assert [a.phase for a in event.arrivals] == [a.phase for a in said]
    assert all(abs(a.residual_s) < 2.5 for a in event.arrivals if a.residual_s is not None)
    assert truth.km(event) < 10
