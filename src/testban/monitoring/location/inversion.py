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
from testban.monitoring.location.choice import FREEDOM, Look, choose, heavy, nothing_seen
from testban.monitoring.location.data import Data
from testban.monitoring.location.geometry import DEG, axes, distance_azimuth, moved, seen_from
from testban.monitoring.location.noise import GROUP, READING_S, SHARED_S
from testban.monitoring.location.seismicity import depth_cost
from testban.monitoring.location.times import DEEPEST, Tables, lookup, model_error

__all__ = ["apply_step", "nearest", "predicted", "refine"]

AZIMUTH_DEG = 0.05
"""Nearer than this an azimuth says nothing of the place."""


@njit(cache=True)
def wrapped(angle: float) -> float:
    """An angle between −180 and 180 degrees."""
    return (angle + 180.0) % 360.0 - 180.0


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
    look = nothing_seen(len(d.time), phases)
    for step in range(rounds):
        choose(d, t, state, correction, shared, scale * 0.5**step, look)
        normal = _equations(d, t, state, look)
        _without(normal, shared)
        x = apply_step(state, normal.matrix, normal.right, free_depth)
        for g in range(groups):
            if SHARED_S[g] > 0.0:
                shared[g] += (normal.pull[g] - normal.with_group[g] @ x) / normal.of_group[g]
    choose(d, t, state, correction, shared, 0.0, look)
    cost = _cost(d, state, look, costs)
    for g in range(groups):
        if SHARED_S[g] > 0.0:
            cost += 0.5 * (shared[g] / SHARED_S[g]) ** 2
    return cost + depth_cost(prior, state[4])


@njit(cache=True)
def _cost(d: Data, state: NDArray[np.float64], look: Look, costs: NDArray[np.float64]) -> float:
    """What all readings cost; of the times each is written down."""
    total = 0.0
    for i in range(len(costs)):
        costs[i] = math.log(look.unlikely[i])
        total += costs[i]
        if not math.isnan(d.azimuth[i]) and look.distance[i] > AZIMUTH_DEG:
            off = wrapped(d.azimuth[i] - _back_azimuth(d.station[i], state))
            total += math.log(heavy(off / d.azimuth_sd[i]))
    return total


@njit(cache=True)
def _equations(d: Data, t: Tables, state: NDArray[np.float64], look: Look) -> Normal:
    """The normal equations of what is seen from a state."""
    normal = _empty(len(SHARED_S))
    matrix, right, with_group = normal.matrix, normal.right, normal.with_group
    for i in range(len(look.phase)):
        phase, distance = look.phase[i], look.distance[i]
        east, north = -look.sin_az[i], -look.cos_az[i]  # of the way the distance grows
        if phase >= 0:
            _, slowness, by_depth = lookup(t, phase, distance, state[4])
            r, w = look.residual[i], _weight(look.residual[i], look.sd[i])
            e, n = slowness * east, slowness * north
            _add(matrix, right, 1.0, e, n, by_depth, r, w)
            g = GROUP[phase]
            if SHARED_S[g] > 0.0:
                with_group[g, 0] += w
                with_group[g, 1] += w * e
                with_group[g, 2] += w * n
                with_group[g, 3] += w * by_depth
                normal.of_group[g] += w
                normal.pull[g] += w * r
            if not math.isnan(d.slowness[i]):
                off = d.slowness[i] - slowness
                curve = _curvature(t, phase, distance, state[4])
                w = _weight(off, d.slowness_sd[i])
                _add(matrix, right, 0.0, curve * east, curve * north, 0.0, off, w)
        if not math.isnan(d.azimuth[i]) and distance > AZIMUTH_DEG:
            off = wrapped(d.azimuth[i] - _back_azimuth(d.station[i], state))
            s = math.sin(distance * DEG)
            w = _weight(off, d.azimuth_sd[i])
            _add(matrix, right, 0.0, north / s, -east / s, 0.0, off, w)
    for p in range(4):
        for q in range(p):
            matrix[q, p] = matrix[p, q]
    return normal


@njit(cache=True)
def _add(
    matrix: NDArray[np.float64],
    right: NDArray[np.float64],
    time: float,
    east: float,
    north: float,
    depth: float,
    r: float,
    w: float,
) -> None:
    """A row of derivatives, its residual and weight, to the lower triangle of the equations."""
    matrix[0, 0] += w * time * time
    matrix[1, 0] += w * east * time
    matrix[1, 1] += w * east * east
    matrix[2, 0] += w * north * time
    matrix[2, 1] += w * north * east
    matrix[2, 2] += w * north * north
    matrix[3, 0] += w * depth * time
    matrix[3, 1] += w * depth * east
    matrix[3, 2] += w * depth * north
    matrix[3, 3] += w * depth * depth
    right[0] += w * time * r
    right[1] += w * east * r
    right[2] += w * north * r
    right[3] += w * depth * r


@njit(cache=True)
def _weight(r: float, sd: float) -> float:
    """Of a residual in the equations of a step: Student's precision."""
    return (FREEDOM + 1) / (FREEDOM + (r / sd) ** 2) / (sd * sd)


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
def _back_azimuth(station: NDArray[np.float64], state: NDArray[np.float64]) -> float:
    _, sin_baz, cos_baz = distance_azimuth(
        station[0], station[1], station[2], state[0], state[1], state[2]
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
    x, y, z, depth = state[0], state[1], state[2], state[4]
    frame = axes(x, y, z)
    for i in range(n):
        distance, sin_az, cos_az = seen_from(
            frame, x, y, z, d.station[i, 0], d.station[i, 1], d.station[i, 2]
        )
        phase = phases[i]
        if phase >= 0:
            time, slowness, by_depth = lookup(t, phase, distance, depth)
            if not math.isnan(time):
                r[i] = d.time[i] - state[3] - correction[i] - time
                model, reading = d.model_sd[i], d.time_sd[i]
                sd[i, 0] = model_error(t.error, phase, distance) if math.isnan(model) else model
                sd[i, 1] = READING_S[phase] if math.isnan(reading) else reading
                jacobian[i, 0], jacobian[i, 3] = 1.0, by_depth
                jacobian[i, 1], jacobian[i, 2] = -slowness * sin_az, -slowness * cos_az
                if not math.isnan(d.slowness[i]):
                    k = 2 * n + i
                    r[k] = d.slowness[i] - slowness
                    sd[k, 1] = d.slowness_sd[i]
                    curve = _curvature(t, phase, distance, depth)
                    jacobian[k, 1], jacobian[k, 2] = -curve * sin_az, -curve * cos_az
        if not math.isnan(d.azimuth[i]) and distance > AZIMUTH_DEG:
            k = n + i
            r[k] = wrapped(d.azimuth[i] - _back_azimuth(d.station[i], state))
            sd[k, 1] = d.azimuth_sd[i]
            s = math.sin(distance * DEG)
            jacobian[k, 1], jacobian[k, 2] = -cos_az / s, sin_az / s
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
