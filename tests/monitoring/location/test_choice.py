"""The compiled choice of phases against the same, written out with logarithms."""

from __future__ import annotations

import math

import numpy as np
import pytest

pytest.importorskip("numba")

from testban.monitoring.location.choice import FREEDOM, OUTLIER_COST, heavy
from testban.monitoring.location.data import Data, prepare
from testban.monitoring.location.geometry import distance_azimuth, unit_vector
from testban.monitoring.location.inversion import refine
from testban.monitoring.location.noise import READING_S
from testban.monitoring.location.seismicity import WORLD
from testban.monitoring.location.times import Tables, lookup, model_error, tables
from testban.monitoring.simulate import SCENARIOS, simulate
from testban.monitoring.traveltimes import TravelTimes


def student(z: float) -> float:
    """Minus the logarithm of Student's density, up to a constant."""
    return 0.5 * (FREEDOM + 1) * math.log1p(z * z / FREEDOM)


def written_out(data: Data, table: Tables, state: np.ndarray) -> tuple[list[int], list[float]]:  # type: ignore[type-arg]
    """Of each arrival the likeliest phase and its cost."""
    phases, costs = [], []
    for i in range(len(data.time)):
        distance, _, _ = distance_azimuth(*state[:3], *data.station[i])
        best = (OUTLIER_COST, -1)
        for k in range(data.hyp_start[i], data.hyp_start[i + 1]):
            phase = int(data.hyp_phase[k])
            time, slowness, _ = lookup(table, phase, distance, state[4])
            reading = data.time_sd[i] if np.isfinite(data.time_sd[i]) else READING_S[phase]
            sd = math.hypot(model_error(table.error, phase, distance), reading)
            cost = student((data.time[i] - state[3] - time) / sd) + math.log(sd) + data.hyp_cost[k]
            if np.isfinite(data.slowness[i]):
                cost += student((data.slowness[i] - slowness) / data.slowness_sd[i])
            if cost < best[0]:  # false where the phase does not arrive
                best = (float(cost), phase)
        costs.append(best[0])
        phases.append(best[1])
    return phases, costs


def test_the_factor_of_a_residual_is_that_of_students_density() -> None:
    for z in (0.0, 0.3, -2.0, 14.0):
        assert math.log(heavy(z)) == pytest.approx(student(z), abs=1e-12)


@pytest.mark.parametrize("names", [True, False])
def test_phases_and_costs_are_those_of_the_likeliest(names: bool) -> None:
    model = TravelTimes("ak135")
    table = tables(model)
    outliers = 0
    for seed in range(6):
        truth, arrivals, stations = simulate(
            np.random.default_rng(seed), model, SCENARIOS["global"]
        )
        prepared = prepare(arrivals, stations, use_names=names)
        data, n = prepared.data, len(prepared.data.time)
        here = unit_vector(truth.latitude, truth.longitude)
        state = np.array([*here, truth.time - prepared.epoch, truth.depth_km])
        phases, costs = np.empty(n, dtype=np.int64), np.empty(n)
        refine(data, table, state, phases, costs, np.zeros(n), WORLD, False, 0.0, 0)
        wanted, wanted_costs = written_out(data, table, state)
        assert phases.tolist() == wanted
        assert costs == pytest.approx(wanted_costs, abs=1e-9)
        outliers += wanted.count(-1)
    assert outliers > 0
