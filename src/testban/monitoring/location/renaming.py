"""What other names of the arrivals would make of the place: an uncertainty of its own.

A reading that fits as Pn can fit nearly as well as Pg, a little farther off, and PKPdf as PKPbc. The hypocentre
goes by the likeliest name; the covariance at that hypocentre knows nothing of the others.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from testban.monitoring.compiled import njit
from testban.monitoring.location.data import Data
from testban.monitoring.location.geometry import distance_azimuth
from testban.monitoring.location.inversion import refine
from testban.monitoring.location.times import Tables, lookup

__all__ = ["MOST", "renamed"]

MOST = 40
"""So many arrivals at most are given other names: among more, one name moves little."""
NEAR_S = 60.0
"""Another name is tried where its time is nearer than this."""
WORTH = 0.5
"""What the odds between two names are worth: they take errors as independent, which are not (assumed)."""
ROUNDS = 3
NEVER = 1e12


@njit(cache=True)
def renamed(
    d: Data,
    t: Tables,
    state: NDArray[np.float64],
    correction: NDArray[np.float64],
    prior: NDArray[np.float64],
) -> NDArray[np.float64]:
    """The second moment of (time s, east deg, north deg) about the best hypocentre, over the names that one arrival
    may have in place of its likeliest.

    Each counts by its likelihood, with the hypocentre, its depth and the names of all others found anew.
    """
    n = len(d.time)
    best, phases, costs = state.copy(), np.empty(n, dtype=np.int64), np.empty(n)
    least = refine(d, t, best, phases, costs, correction, prior, True, 0.0, ROUNDS)
    other = np.empty(n, dtype=np.int64)
    seen = np.empty((len(d.hyp_phase), n), dtype=np.int64)
    count, total, second = 0, 1.0, np.zeros((3, 3))
    factor = d.hyp_factor.copy()
    forced = Data(
        d.station, d.time, d.time_sd, d.azimuth, d.azimuth_sd, d.slowness, d.slowness_sd, d.model_sd,
        d.late, d.hyp_start, d.hyp_phase, d.hyp_cost, factor,
    )  # fmt: skip
    for i in range(n):
        distance, _, _ = distance_azimuth(
            best[0], best[1], best[2], d.station[i, 0], d.station[i, 1], d.station[i, 2]
        )
        first, last = d.hyp_start[i], d.hyp_start[i + 1]
        for k in range(first, last):
            time, _, _ = lookup(t, d.hyp_phase[k], distance, best[4])
            late = d.time[i] - best[3] - correction[i] - time
            # Not a number, and so not near either, where the phase does not arrive.
            if d.hyp_phase[k] == phases[i] or not abs(late) <= NEAR_S:
                continue
            factor[first:last] = NEVER
            factor[k] = d.hyp_factor[k]
            there = best.copy()
            cost = refine(forced, t, there, other, costs, correction, prior, True, 0.0, ROUNDS)
            factor[first:last] = d.hyp_factor[first:last]
            if other[i] < 0 or _is_among(other, seen, count):
                continue
            seen[count] = other
            count += 1
            weight = math.exp(WORTH * min(least - cost, 0.0))
            total += weight
            far, sine, cosine = distance_azimuth(
                best[0], best[1], best[2], there[0], there[1], there[2]
            )
            move = np.array([there[3] - best[3], far * sine, far * cosine])
            second += weight * np.outer(move, move)
    return second / total


@njit(cache=True)
def _is_among(names: NDArray[np.int64], seen: NDArray[np.int64], count: int) -> bool:
    """Whether another arrival's other name has led to the same names of all."""
    found = False
    for m in range(count):
        found = found or bool((seen[m] == names).all())
    return found
