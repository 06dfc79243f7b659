"""What the arrivals say of depth: a scan for the best, and how sure it is.

Depth trades against origin time where all rays leave steeply, and a misfit by depth can have several
valleys (pP taken for sP). So it is not left to the derivative alone: the hypocentre is found anew at a
ladder of depths, and the likelihood along it, with the prior of `depth_cost`, is the answer.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray

from testban.monitoring.location.data import Data
from testban.monitoring.location.geometry import axes
from testban.monitoring.location.inversion import DEEPEST, depth_cost, refine
from testban.monitoring.location.phases import CORE, DEPTH, FIRST, PHASES, SHEAR
from testban.monitoring.location.times import Tables

__all__ = ["LADDER", "DepthAnswer", "basis", "profile", "scan"]

LADDER = np.array(
    [0.0, 10.0, 20.0, 35.0, 55.0, 80.0, 115.0, 160.0, 220.0, 300.0, 400.0, 500.0, 600.0, 700.0]
)
"""Depths (km) at which the hypocentre is found anew."""
STEPS = np.array([-4.0, -2.5, -1.6, -1.0, -0.5, 0.0, 0.5, 1.0, 1.6, 2.5, 4.0])
"""Further depths round the best one, in standard deviations of it."""


@njit(cache=True)
def scan(
    d: Data,
    t: Tables,
    state: NDArray[np.float64],
    correction: NDArray[np.float64],
    ladder: NDArray[np.float64],
    rounds: int,
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Cost and state of the best place at each depth, each begun from its neighbour's."""
    phases = np.empty(len(d.time), dtype=np.int64)
    costs = np.empty(len(ladder))
    states = np.empty((len(ladder), 5))
    nearest = np.argmin(np.abs(ladder - state[4]))
    for direction in (1, -1):
        at = state.copy()
        k = nearest if direction == 1 else nearest - 1
        while 0 <= k < len(ladder):
            # The origin time follows the depth, about a tenth of a second a kilometre.
            at[3] += (ladder[k] - at[4]) * 0.1
            at[4] = ladder[k]
            costs[k] = refine(d, t, at, phases, correction, False, 0.0, rounds)
            states[k] = at
            k += direction
    return costs, states


@dataclass(frozen=True)
class DepthAnswer:
    """Posterior of the depth and what goes with it.

    `second` is the second moment of (time s, east deg, north deg) about the states given to `profile`,
    from the spread of depth alone. `low` and `high` hold 90 %.
    """

    depth: float
    half_width: float
    low: float
    high: float
    second: NDArray[np.float64]


def _weights(depths: NDArray[np.float64], costs: NDArray[np.float64]) -> NDArray[np.float64]:
    like = np.exp(-(costs - costs.min()))
    width = np.gradient(depths) if len(depths) > 1 else np.ones(1)
    weight = like * width
    return np.asarray(weight / weight.sum())


def profile(
    data: Data,
    tables: Tables,
    best: NDArray[np.float64],
    correction: NDArray[np.float64],
    sd_km: float,
    temper: float,
    confidence: float,
) -> DepthAnswer:
    """Posterior of the depth round `best`, whose local standard deviation is `sd_km`.

    `temper` (at most 1) weakens the likelihood, which takes errors as independent, to what correlated
    errors leave of it.
    """
    around = best[4] + STEPS * max(sd_km, 0.5)
    ladder = np.unique(np.clip(np.concatenate([LADDER, around]), 0.0, DEEPEST))
    ladder = ladder[np.concatenate([[True], np.diff(ladder) > 0.05])]
    costs, states = scan(data, tables, best, correction, ladder, 2)
    # The prior is in the costs, and is not to be weakened.
    prior = np.array([depth_cost(h) for h in ladder])
    weight = _weights(ladder, (costs - prior) * temper + prior)
    cumulative = np.cumsum(weight) - weight / 2
    tail = (1 - confidence) / 2
    low = float(np.interp(tail, cumulative, ladder))
    high = float(np.interp(1 - tail, cumulative, ladder))
    away = np.sort(np.abs(ladder - best[4]))
    inside = np.cumsum(weight[np.argsort(np.abs(ladder - best[4]))])
    half = float(np.interp(confidence, inside, away))
    offset = _offsets(states, best)
    second = np.einsum("k,ki,kj->ij", weight, offset, offset)
    return DepthAnswer(float(weight @ ladder), half, low, high, second)


def _offsets(states: NDArray[np.float64], best: NDArray[np.float64]) -> NDArray[np.float64]:
    """(time s, east deg, north deg) of states from the best one."""
    ex, ey, nx, ny, nz = axes(best[0], best[1], best[2])
    east = np.rad2deg(states[:, 0] * ex + states[:, 1] * ey)
    north = np.rad2deg(states[:, 0] * nx + states[:, 1] * ny + states[:, 2] * nz)
    return np.stack([states[:, 3] - best[3], east, north], -1)


def basis(
    phases: NDArray[np.int64], stations: list[str], distances: NDArray[np.float64], depth: float
) -> list[str]:
    """What bears on depth among the arrivals in use, in words."""
    names = [PHASES[p] if p >= 0 else "" for p in phases]
    first = {s for s, name in zip(stations, names, strict=True) if name in FIRST}
    said = []
    near = sum(
        1
        for x, name in zip(distances, names, strict=True)
        if name in FIRST and x * 111.2 <= max(1.5 * depth, 25.0)
    )
    if near:
        said.append(f"{near} arrivals of near stations")
    for kind, text in (
        (DEPTH, "depth phases"),
        (SHEAR, "S−P times"),
        (CORE, "core reflections"),
    ):
        count = sum(
            1 for s, name in zip(stations, names, strict=True) if name in kind and s in first
        )
        if count:
            said.append(f"{count} {text}")
    return said
