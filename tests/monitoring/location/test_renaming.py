"""What the names of arrivals leave open of the place is part of the ellipse."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

pytest.importorskip("numba")

from testban.monitoring import TravelTimes
from testban.monitoring.location.data import Data, prepare
from testban.monitoring.location.geometry import unit_vector
from testban.monitoring.location.phases import PHASES
from testban.monitoring.location.renaming import renamed
from testban.monitoring.location.seismicity import depth_prior
from testban.monitoring.location.times import tables
from testban.monitoring.model import Arrival, Station
from testban.monitoring.sphere import KM_PER_DEG

DEPTH_KM, AWAY_DEG = 10.0, 3.0
MODEL = TravelTimes("ak135")
STATIONS = {
    f"S{k}": Station(f"S{k}", AWAY_DEG * np.cos(angle), AWAY_DEG * np.sin(angle), source="made up")
    for k, angle in enumerate(np.arange(6) * np.pi / 3)
}
"""All round an event at 0° N 0° E, 3° off: there Pg comes 5 s after Pn."""


def _time(phase: str) -> float:
    return float(MODEL.predict(phase, AWAY_DEG, DEPTH_KM).time_s)


def _spread(data: Data) -> NDArray[np.float64]:
    state = np.array([*unit_vector(0.0, 0.0), -_time("Pn"), DEPTH_KM])
    none = np.zeros(len(data.time))
    return renamed(data, tables(MODEL), state, none, depth_prior(0.0, 0.0))


def _readings(share: float) -> Data:
    """Five readings of Pn and one without a name, at so great a share of what is between Pn and Pg."""
    last = share * (_time("Pg") - _time("Pn"))
    arrivals = [Arrival(code, 0.0, "Pn") for code in list(STATIONS)[:-1]]
    return prepare([*arrivals, Arrival("S5", last)], STATIONS).data


def test_a_reading_between_two_waves_leaves_the_place_open() -> None:
    open_, certain = _spread(_readings(0.5)), _spread(_readings(0.0))
    assert 3.0 < np.sqrt(np.trace(open_[1:, 1:])) * KM_PER_DEG < 40.0
    assert np.trace(certain[1:, 1:]) < 0.5 * np.trace(open_[1:, 1:])
    assert np.linalg.eigvalsh(open_).min() > -1e-9


def test_where_each_can_be_one_wave_only_nothing_is_open() -> None:
    data = _readings(0.3)
    n = len(data.time)
    sure = data._replace(
        hyp_start=np.arange(n + 1),
        hyp_phase=np.full(n, PHASES.index("Pn")),
        hyp_cost=np.zeros(n),
        hyp_factor=np.ones(n),
    )
    assert (_spread(sure) == 0.0).all()
