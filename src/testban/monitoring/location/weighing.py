"""Which of several places it is: their posterior with the full covariance of the errors.

Minima are found with errors taken as independent. That misleads where a small network sees a distant
event: the model's errors are then nearly the same at all its stations, so that times which agree within tenths of
a second speak for the distant place, and not for a near one that misses them by a second.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from testban.monitoring.location.choice import FREEDOM, OUTLIER_COST
from testban.monitoring.location.correlated import covariance, whitener
from testban.monitoring.location.data import Data
from testban.monitoring.location.geometry import place
from testban.monitoring.location.inversion import predicted
from testban.monitoring.location.minima import Minimum, are_few, rarity
from testban.monitoring.location.results import Best
from testban.monitoring.location.seismicity import depth_cost, depth_prior
from testban.monitoring.location.times import Tables

__all__ = ["Against", "cost_of", "weighed"]

Against = Callable[[float, float, float], float]
"""What else speaks against a latitude, a longitude and a time since 1970 (natural logarithm)."""

WORTH = 30.0
"""A minimum is weighed unless it is so much worse than the best with independent errors."""
MOST = 100
"""Of so many arrivals stations are all over the Earth, and no place has a rival that this could tell."""
VOLUME_SD = np.array([1e3, 15.0, 15.0, 100.0])
"""Seconds, degrees and km: a valley that is longer bends, and is no longer what its curvature says."""


def weighed(
    found: Sequence[Minimum],
    descend: Callable[[NDArray[np.float64], bool], Best],
    data: Data,
    table: Tables,
    free: bool,
    against: Callable[[NDArray[np.float64]], float],
) -> list[Minimum]:
    """The minima with minus their log posterior as costs, best first; as they are where there is one alone."""
    worth = [each for each in found if each.cost <= found[0].cost + WORTH]
    if len(worth) < 2 or are_few(data.station) or len(data.time) > MOST:
        return list(found)
    out = []
    for each in worth:
        best = descend(each.state, free)
        cost = cost_of(best, table, free) + rarity(data.station, best.state) + against(best.state)
        if math.isfinite(cost):
            out.append(replace(each, cost=cost))
    return sorted(out, key=lambda each: each.cost) or list(found)


def cost_of(best: Best, table: Tables, free: bool) -> float:
    """Minus the log of how likely the arrivals are if the event is round a state (Laplace's integral).

    The density of the residuals with their covariance; what is known of each reading's precision (a gamma
    density, for a Student's t is a Gaussian of unknown precision); and the volume of the places that fit.
    """
    data, n = best.data, len(best.data.time)
    residual, _, sd = predicted(data, table, best.state, best.phases, best.correction)
    rows = np.flatnonzero(~np.isnan(residual))
    if not len(rows):
        return math.inf
    weights = best.weights[rows]
    white = whitener(covariance(data, best.phases, sd, rows, weights))
    z = white @ residual[rows]
    cost = 0.5 * float(z @ z) - float(np.log(np.diag(white)).sum())
    cost -= 0.5 * FREEDOM * float((np.log(weights) + 1 - weights).sum())
    cost += OUTLIER_COST * int((best.phases < 0).sum())
    cost += sum(_name_cost(data, i, int(best.phases[i])) for i in range(n) if best.phases[i] >= 0)
    information = best.information + np.diag(VOLUME_SD**-2)
    size = 4 if free else 3
    sign, logarithm = np.linalg.slogdet(information[:size, :size])
    prior = depth_prior(*place(best.state[:3]))
    depth = depth_cost(prior, float(best.state[4])) if free else 0.0
    return cost + depth + 0.5 * float(logarithm) if sign > 0 else math.inf


def _name_cost(data: Data, row: int, phase: int) -> float:
    """What speaks against an arrival's being of a phase."""
    span = range(data.hyp_start[row], data.hyp_start[row + 1])
    return min((float(data.hyp_cost[k]) for k in span if data.hyp_phase[k] == phase), default=0.0)
