"""How deep earthquakes are: facts of seismology that the prior must know."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("numba")

from testban.monitoring.location.seismicity import GRID, PRIOR_STEP_KM, depth_prior

PLACES = {
    "Fiji": (-18.0, -178.5),
    "Mid-Atlantic Ridge": (0.0, -20.0),
    "Hindu Kush": (36.5, 70.9),
    "Punggye-ri": (41.3, 129.1),
    "North Pole": (90.0, 0.0),
    "antimeridian": (-20.0, 180.0),
}


@pytest.mark.parametrize("name", PLACES)
def test_shares_add_up_to_one(name: str) -> None:
    share = np.exp(-depth_prior(*PLACES[name]))
    assert float(share.sum() * PRIOR_STEP_KM) == pytest.approx(1.0, abs=0.02)


def _above(name: str, depth: float) -> float:
    share = np.exp(-depth_prior(*PLACES[name])) * PRIOR_STEP_KM
    return float(share[depth > GRID].sum())


def test_earthquakes_under_fiji_are_deep_and_on_ridges_shallow() -> None:
    assert _above("Fiji", 400) < 0.75
    assert _above("Mid-Atlantic Ridge", 40) > 0.8


def test_the_hindu_kush_has_its_nest_at_two_hundred_kilometres() -> None:
    assert _above("Hindu Kush", 250) - _above("Hindu Kush", 150) > 0.3


@pytest.mark.parametrize("name", PLACES)
def test_an_explosion_may_be_at_the_surface_everywhere(name: str) -> None:
    """Punggye-ri stands above a slab whose large earthquakes are 500 km deep."""
    assert _above(name, 40) >= 0.49
