"""The inner loops of location: misfit, phase choice, and steps towards the best hypocentre.

A state is (x, y, z, time, depth): the epicentre's direction, the origin time and the depth. Unknowns of
a step are time (s), east and north (deg) and depth (km).
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from testban.monitoring.compiled import njit
from testban.monitoring.location.data import Data
from testban.monitoring.location.geometry import DEG, distance_azimuth, moved
from testban.monitoring.location.noise import GROUP, READING_S, SHARED_S
from testban.monitoring.location.seismicity import depth_cost
from testban.monitoring.location.times import DEEPEST, Tables, cell, lookup, model_error, read

__all__ = ["FREEDOM", "OUTLIER_COST", "apply_step", "nearest", "predicted", "refine"]

FREEDOM = 4.0
"""Degrees of freedom of Student's t: residuals of bulletins have tails about so heavy."""
OUTLIER_COST = 9.0
"""Minus log likelihood of an arrival that belongs to no phase of this event: one chance in twenty,
spread over ten minutes."""
HOPELESS, HOPELESS_S = 14.0, 60.0
"""A residual of so many standard deviations costs more than an outlier, by whatever phase; so does one
of so many seconds."""
CELL_S = 25.0
"""Within a cell of the tables times differ by less."""
AZIMUTH_DEG = 0.05
"""Nearer than this an azimuth says nothing of the place."""


@njit(cache=True)
def _log_t(z: float) -> float:
    return 0.5 * (FREEDOM + 1) * math.log1p(z * z / FREEDOM)


@njit(cache=True)
def wrapped(angle: float) -> float:
    """An angle between −180 and 180 degrees."""
    return (angle + 180.0) % 360.0 - 180.0


@njit(cache=True)
def choose(
    d: Data,
    t: Tables,
    i: int,
    distance: float,
    depth: float,
    origin: float,
    correction: float,
    shared: NDArray[np.float64],
    scale: float,
    fixed_phase: int,
) -> tuple[int, float, float, float, float, float, float]:
    """The likeliest phase of an arrival: phase (-1 none), cost, residual, model sd, dt/dD, dt/dh, sd.

    `shared` is added to the times of each group of phases; `scale` widens every error while the place is
    still far off.
    """
    best_phase, best = -1, OUTLIER_COST
    out = (0.0, 0.0, 0.0, 0.0, 0.0)
    row, column, u, v, step = cell(t, distance, depth)
    wanted = d.time[i] - origin - correction
    far = CELL_S + max(HOPELESS * scale, HOPELESS_S)
    for k in range(d.hyp_start[i], d.hyp_start[i + 1]):
        phase = d.hyp_phase[k]
        if fixed_phase >= 0 and phase != fixed_phase:
            continue
        # Looked at first, for it is near at hand: the time at the corner of the cell.
        if fixed_phase < 0 and not abs(wanted - t.time[phase, row, column]) <= far:
            continue
        time, slowness, by_depth = read(t, phase, row, column, u, v, step)
        if math.isnan(time) or math.isnan(slowness):
            continue
        reading = d.time_sd[i]
        if math.isnan(reading):
            reading = READING_S[phase]
        model = d.model_sd[i]
        if math.isnan(model):
            model = model_error(t, phase, distance)
        sd = max(math.sqrt(model * model + reading * reading), scale)
        r = wanted - time - shared[GROUP[phase]]
        if fixed_phase < 0 and abs(r) > HOPELESS * sd:
            continue
        cost = _log_t(r / sd) + math.log(sd) + d.hyp_cost[k]
        if not math.isnan(d.slowness[i]):
            cost += _log_t((d.slowness[i] - slowness) / d.slowness_sd[i])
        if fixed_phase >= 0 or cost < best:
            best_phase, best = phase, cost
            out = (r, model, slowness, by_depth, reading)
    return best_phase, best, out[0], out[1], out[2], out[3], out[4]


@njit(cache=True)
def solve(a: NDArray[np.float64], b: NDArray[np.float64], n: int) -> NDArray[np.float64]:
    """Solution of the first n equations of a small positive definite system, by Cholesky."""
    low = np.zeros((n, n))
    x = np.zeros(n)
    for i in range(n):
        for j in range(i + 1):
            total = a[i, j]
            for k in range(j):
                total -= low[i, k] * low[j, k]
            if i == j:
                low[i, i] = math.sqrt(max(total, 1e-12 * abs(a[i, i]) + 1e-30))
            else:
                low[i, j] = total / low[j, j]
    for i in range(n):
        total = b[i]
        for k in range(i):
            total -= low[i, k] * x[k]
        x[i] = total / low[i, i]
    for i in range(n - 1, -1, -1):
        total = x[i]
        for k in range(i + 1, n):
            total -= low[k, i] * x[k]
        x[i] = total / low[i, i]
    return x


class Normal(NamedTuple):
    """Normal equations of a step, of the hypocentre and of what each group of phases is off by together.

    `matrix` and `right` are of the hypocentre, `of_group` and `pull` of the groups (their own matrix is
    diagonal), `with_group` ties both.
    """

    matrix: NDArray[np.float64]
    right: NDArray[np.float64]
    with_group: NDArray[np.float64]
    of_group: NDArray[np.float64]
    pull: NDArray[np.float64]


@njit(cache=True)
def _empty(groups: int) -> Normal:
    return Normal(
        np.zeros((4, 4)), np.zeros(4), np.zeros((groups, 4)), np.zeros(groups), np.zeros(groups)
    )


@njit(cache=True)
def refine(
    d: Data,
    t: Tables,
    state: NDArray[np.float64],
    phases: NDArray[np.int64],
    costs: NDArray[np.float64],
    correction: NDArray[np.float64],
    prior: NDArray[np.float64],
    free_depth: bool,
    scale: float,
    rounds: int,
) -> float:
    """Move a state to the nearest best place, errors taken as independent; returns its cost.

    `phases` and `costs`, of the arrivals' times, are written to.

    Iteratively reweighted Gauss-Newton of Student's t; phases are chosen anew in each round. The errors
    begin at `scale` seconds and shrink by half, so that a start some hundred kilometres off is drawn in.
    What a group of phases is off by together is solved for with each step, and costs what `SHARED_S` says.
    """
    groups = len(SHARED_S)
    shared = np.zeros(groups)
    normal = _empty(groups)
    for step in range(rounds):
        normal = _empty(groups)
        _survey(d, t, state, phases, costs, correction, shared, scale * 0.5**step, normal, True)
        _without(normal, shared)
        x = apply_step(state, normal.matrix, normal.right, free_depth)
        for g in range(groups):
            if SHARED_S[g] > 0.0:
                shared[g] += (normal.pull[g] - normal.with_group[g] @ x) / normal.of_group[g]
    cost = _survey(d, t, state, phases, costs, correction, shared, 0.0, normal, False)
    for g in range(groups):
        if SHARED_S[g] > 0.0:
            cost += 0.5 * (shared[g] / SHARED_S[g]) ** 2
    return cost + depth_cost(prior, state[4])


@njit(cache=True)
def _survey(
    d: Data,
    t: Tables,
    state: NDArray[np.float64],
    phases: NDArray[np.int64],
    costs: NDArray[np.float64],
    correction: NDArray[np.float64],
    shared: NDArray[np.float64],
    wide: float,
    normal: Normal,
    gather: bool,
) -> float:
    """Name each arrival at a state and sum what all readings cost; their equations too where asked."""
    cost = 0.0
    row = np.zeros(4)
    for i in range(len(d.time)):
        distance, sin_az, cos_az = distance_azimuth(
            state[0], state[1], state[2], d.station[i, 0], d.station[i, 1], d.station[i, 2]
        )
        phase, c, r, model, slowness, by_depth, reading = choose(
            d, t, i, distance, state[4], state[3], correction[i], shared, wide, -1
        )
        phases[i], costs[i] = phase, c
        cost += c
        if phase >= 0 and gather:
            w = _weight(r, max(math.sqrt(model * model + reading * reading), wide))
            _time_row(row, slowness, sin_az, cos_az, by_depth)
            _add(normal, row, r, w)
            g = GROUP[phase]
            normal.with_group[g] += w * row
            normal.of_group[g] += w
            normal.pull[g] += w * r
        if not math.isnan(d.azimuth[i]) and distance > AZIMUTH_DEG:
            z = wrapped(d.azimuth[i] - _back_azimuth(d, state, i))
            cost += _log_t(z / d.azimuth_sd[i])
            if gather:
                _azimuth_row(row, distance, sin_az, cos_az)
                _add(normal, row, z, _weight(z, d.azimuth_sd[i]))
        if phase >= 0 and gather and not math.isnan(d.slowness[i]):
            z = d.slowness[i] - slowness
            _slowness_row(row, _curvature(t, phase, distance, state[4]), sin_az, cos_az)
            _add(normal, row, z, _weight(z, d.slowness_sd[i]))
    return cost


@njit(cache=True)
def _weight(r: float, sd: float) -> float:
    """Of a residual in the equations of a step: Student's precision."""
    return (FREEDOM + 1) / (FREEDOM + (r / sd) ** 2) / (sd * sd)


@njit(cache=True)
def _time_row(
    row: NDArray[np.float64], slowness: float, sin_az: float, cos_az: float, by_depth: float
) -> None:
    """Derivatives of a time by the four unknowns."""
    row[0], row[1], row[2], row[3] = 1.0, -slowness * sin_az, -slowness * cos_az, by_depth


@njit(cache=True)
def _azimuth_row(row: NDArray[np.float64], distance: float, sin_az: float, cos_az: float) -> None:
    """Derivatives of a back azimuth."""
    s = math.sin(distance * DEG)
    row[0], row[1], row[2], row[3] = 0.0, -cos_az / s, sin_az / s, 0.0


@njit(cache=True)
def _slowness_row(row: NDArray[np.float64], curve: float, sin_az: float, cos_az: float) -> None:
    """Derivatives of a slowness, which changes by `curve` over a degree."""
    row[0], row[1], row[2], row[3] = 0.0, -curve * sin_az, -curve * cos_az, 0.0


@njit(cache=True)
def _without(normal: Normal, shared: NDArray[np.float64]) -> None:
    """Take what the groups are off by out of the equations of the hypocentre (Schur's complement)."""
    a, b, with_group, of_group, pull = normal
    for g in range(len(SHARED_S)):
        if SHARED_S[g] > 0.0:
            precision = 1.0 / SHARED_S[g] ** 2
            of_group[g] += precision
            pull[g] -= precision * shared[g]
            b -= with_group[g] * pull[g] / of_group[g]
            for p in range(4):
                for q in range(4):
                    a[p, q] -= with_group[g, p] * with_group[g, q] / of_group[g]


@njit(cache=True)
def _add(normal: Normal, row: NDArray[np.float64], r: float, w: float) -> None:
    for p in range(4):
        normal.right[p] += w * row[p] * r
        for q in range(4):
            normal.matrix[p, q] += w * row[p] * row[q]


@njit(cache=True)
def _back_azimuth(d: Data, state: NDArray[np.float64], i: int) -> float:
    _, sin_baz, cos_baz = distance_azimuth(
        d.station[i, 0], d.station[i, 1], d.station[i, 2], state[0], state[1], state[2]
    )
    return math.atan2(sin_baz, cos_baz) / DEG


@njit(cache=True)
def _curvature(t: Tables, phase: int, distance: float, depth: float) -> float:
    """Change of slowness by distance, s/deg²; nought where the branch ends."""
    _, after, _ = lookup(t, phase, min(distance + 0.25, 180.0), depth)
    _, before, _ = lookup(t, phase, max(distance - 0.25, 0.0), depth)
    change = (after - before) / 0.5
    return 0.0 if math.isnan(change) else change


@njit(cache=True)
def apply_step(
    state: NDArray[np.float64], a: NDArray[np.float64], b: NDArray[np.float64], free_depth: bool
) -> NDArray[np.float64]:
    """One damped step, given back; one that leaves the Earth's seismic depths is redone with depth held."""
    # Weak pulls to where the step began: hundreds of seconds, degrees and kilometres.
    a[0, 0] += 1e-5
    a[1, 1] += 1e-3
    a[2, 2] += 1e-3
    a[3, 3] += 1.0 / 100.0**2
    if free_depth:
        x = solve(a, b, 4)
        deeper = state[4] + x[3]
        if 0.0 <= deeper <= DEEPEST:
            x[3] = min(max(x[3], -60.0), 60.0)
            _apply(state, x)
            return x
        held = min(max(deeper, 0.0), DEEPEST)
        change = min(max(held - state[4], -60.0), 60.0)
        x[:3] = solve(a, b - a[:, 3] * change, 3)
        x[3] = change
        _apply(state, x)
        return x
    x = np.zeros(4)
    x[:3] = solve(a, b, 3)
    _apply(state, x)
    return x


@njit(cache=True)
def _apply(state: NDArray[np.float64], x: NDArray[np.float64]) -> None:
    length = math.hypot(x[1], x[2])
    shrink = 1.0 if length <= 15.0 else 15.0 / length
    state[0], state[1], state[2] = moved(state[0], state[1], state[2], x[1] * shrink, x[2] * shrink)
    state[3] += x[0] * shrink
    state[4] += x[3] * shrink


@njit(cache=True)
def predicted(
    d: Data,
    t: Tables,
    state: NDArray[np.float64],
    phases: NDArray[np.int64],
    correction: NDArray[np.float64],
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Rows of the linear problem at a state: times, then azimuths, then slownesses.

    Residuals (NaN where there is no row), derivatives by the four unknowns, and two standard
    deviations of each: of the model and of the reading.
    """
    n = len(d.time)
    r = np.full(3 * n, np.nan)
    jacobian = np.zeros((3 * n, 4))
    sd = np.zeros((3 * n, 2))
    none = np.zeros(len(SHARED_S))
    for i in range(n):
        distance, sin_az, cos_az = distance_azimuth(
            state[0], state[1], state[2], d.station[i, 0], d.station[i, 1], d.station[i, 2]
        )
        if phases[i] >= 0:
            found, _, residual, model, slowness, by_depth, reading = choose(
                d, t, i, distance, state[4], state[3], correction[i], none, 0.0, phases[i]
            )
            if found >= 0:
                r[i] = residual
                sd[i, 0], sd[i, 1] = model, reading
                _time_row(jacobian[i], slowness, sin_az, cos_az, by_depth)
                if not math.isnan(d.slowness[i]):
                    k = 2 * n + i
                    r[k] = d.slowness[i] - slowness
                    sd[k, 1] = d.slowness_sd[i]
                    curve = _curvature(t, phases[i], distance, state[4])
                    _slowness_row(jacobian[k], curve, sin_az, cos_az)
        if not math.isnan(d.azimuth[i]) and distance > AZIMUTH_DEG:
            k = n + i
            r[k] = wrapped(d.azimuth[i] - _back_azimuth(d, state, i))
            sd[k, 1] = d.azimuth_sd[i]
            _azimuth_row(jacobian[k], distance, sin_az, cos_az)
    return r, jacobian, sd


@njit(cache=True)
def nearest(
    d: Data,
    t: Tables,
    state: NDArray[np.float64],
    phases: NDArray[np.int64],
    correction: NDArray[np.float64],
) -> NDArray[np.int64]:
    """Phases with, for arrivals that belong to none, the one that misses by least."""
    out = phases.copy()
    for i in range(len(phases)):
        if phases[i] >= 0:
            continue
        distance, _, _ = distance_azimuth(
            state[0], state[1], state[2], d.station[i, 0], d.station[i, 1], d.station[i, 2]
        )
        least = math.inf
        for k in range(d.hyp_start[i], d.hyp_start[i + 1]):
            time, _, _ = lookup(t, d.hyp_phase[k], distance, state[4])
            miss = abs(d.time[i] - state[3] - time - correction[i])
            if miss < least:  # false where the phase does not arrive
                least, out[i] = miss, d.hyp_phase[k]
    return out
