"""Which phase each arrival is at a place: of those that it may be, the likeliest.

How unlikely a phase is, is kept as a factor and not as its logarithm, which costs more than all the rest. One
loop does all arrivals: to hand so many arrays to a function for each of them costs more than its work.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from testban.monitoring.compiled import njit
from testban.monitoring.location.data import Data
from testban.monitoring.location.geometry import axes, seen_from
from testban.monitoring.location.noise import GROUP, READING_S
from testban.monitoring.location.times import Tables, cell, model_error, read, read_time

__all__ = ["FREEDOM", "OUTLIER_COST", "Look", "choose", "heavy", "nothing_seen"]

FREEDOM = 4.0
"""Degrees of freedom of Student's t: residuals of bulletins have tails about so heavy."""
OUTLIER_COST = 9.0
"""Minus log likelihood of an arrival that belongs to no phase of this event: one chance in twenty,
spread over ten minutes."""
OUTLIER = math.exp(OUTLIER_COST)
HOPELESS, HOPELESS_S = 14.0, 60.0
"""A residual of so many standard deviations costs more than an outlier, by whatever phase; so does one
of so many seconds."""
CELL_S = 25.0
"""Within a cell of the tables times differ by less."""


class Look(NamedTuple):
    """The arrivals as seen from a state: distance (deg), azimuth, phase (-1 none) and how unlikely it is, the
    residual of the time (s) and its standard deviation."""

    distance: NDArray[np.float64]
    sin_az: NDArray[np.float64]
    cos_az: NDArray[np.float64]
    phase: NDArray[np.int64]
    unlikely: NDArray[np.float64]
    residual: NDArray[np.float64]
    sd: NDArray[np.float64]


@njit(cache=True)
def nothing_seen(n: int, phase: NDArray[np.int64]) -> Look:
    """Room for a look at n arrivals, whose phases are written to the array given."""
    return Look(np.empty(n), np.empty(n), np.empty(n), phase, np.empty(n), np.empty(n), np.empty(n))


@njit(cache=True)
def heavy(z: float) -> float:
    """How much rarer a residual of so many standard deviations is than none: Student's t of `FREEDOM`, 4."""
    x = 1.0 + z * z / FREEDOM
    return x * x * math.sqrt(x)


@njit(cache=True)
def choose(
    d: Data,
    t: Tables,
    state: NDArray[np.float64],
    correction: NDArray[np.float64],
    shared: NDArray[np.float64],
    scale: float,
    look: Look,
) -> None:
    """Look at all arrivals from a state, each by its likeliest phase.

    `shared` is added to the times of each group of phases; `scale` widens every error while the place is
    still far off.
    """
    times, time_sd, model_sd, station = d.time, d.time_sd, d.model_sd, d.station
    slownesses, slowness_sd = d.slowness, d.slowness_sd
    start, may_be, factor = d.hyp_start, d.hyp_phase, d.hyp_factor
    nodes, error = t.nodes, t.error
    x, y, z, depth = state[0], state[1], state[2], state[4]
    frame = axes(x, y, z)
    far = CELL_S + max(HOPELESS * scale, HOPELESS_S)
    for i in range(len(times)):
        distance, look.sin_az[i], look.cos_az[i] = seen_from(
            frame, x, y, z, station[i, 0], station[i, 1], station[i, 2]
        )
        look.distance[i] = distance
        row, column, u, v, step = cell(t, distance, depth)
        wanted = times[i] - state[3] - correction[i]
        best_phase, best, best_r, best_sd = -1, OUTLIER, 0.0, 0.0
        for k in range(start[i], start[i + 1]):
            phase = may_be[k]
            # First the time at the corner of the cell, which is near at hand. False where it is NaN.
            if not abs(wanted - nodes[row, column, phase, 0]) <= far:
                continue
            r = wanted - read_time(nodes, phase, row, column, u, v, step) - shared[GROUP[phase]]
            model, reading = model_sd[i], time_sd[i]
            if math.isnan(model):
                model = model_error(error, phase, distance)
            if math.isnan(reading):
                reading = READING_S[phase]
            sd = max(math.sqrt(model * model + reading * reading), scale)
            if not abs(r) <= HOPELESS * sd:  # or the phase ends within the cell
                continue
            unlikely = heavy(r / sd) * sd * factor[k]
            if not math.isnan(slownesses[i]):
                _, slowness, _ = read(nodes, phase, row, column, u, v, step)
                unlikely *= heavy((slownesses[i] - slowness) / slowness_sd[i])
            if unlikely < best:
                best_phase, best, best_r, best_sd = phase, unlikely, r, sd
        look.phase[i], look.unlikely[i] = best_phase, best
        look.residual[i], look.sd[i] = best_r, best_sd
