"""The best hypocentre where model errors go together: Gauss-Newton with their full covariance."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from testban.monitoring.compiled import njit
from testban.monitoring.location.choice import FREEDOM
from testban.monitoring.location.data import Data
from testban.monitoring.location.inversion import apply_step, predicted
from testban.monitoring.location.noise import GROUP, SHARED_S, correlation_matrix
from testban.monitoring.location.seismicity import depth_cost
from testban.monitoring.location.times import Tables

__all__ = ["correlated", "covariance", "whitener"]

LARGE, BLOCK = 250, 64
"""Matrices up to this size are inverted in one thread; larger ones in blocks of so many rows."""


@njit(cache=True, fastmath=True)
def _triangle(c: NDArray[np.float64]) -> NDArray[np.float64]:
    """Cholesky's triangle of a covariance matrix, in one thread: to wake others costs more than the work."""
    n = len(c)
    low = np.zeros((n, n))
    for i in range(n):
        for j in range(i + 1):
            total = c[i, j]
            for k in range(j):
                total -= low[i, k] * low[j, k]
            low[i, j] = math.sqrt(max(total, 1e-12)) if i == j else total / low[j, j]
    return low


@njit(cache=True, fastmath=True)
def _inverted(low: NDArray[np.float64]) -> NDArray[np.float64]:
    """The inverse of a lower triangle."""
    n = len(low)
    back = np.zeros((n, n))
    for i in range(n):
        for k in range(i):
            share = low[i, k] / low[i, i]
            for j in range(k + 1):
                back[i, j] -= share * back[k, j]
        back[i, i] = 1.0 / low[i, i]
    return back


@njit(cache=True)
def whitener(c: NDArray[np.float64]) -> NDArray[np.float64]:
    """The lower triangle W whose W'W is the inverse of a covariance matrix.

    A third of the work of the inverse itself, and all that is asked of it: W times the residuals, and the
    squares of W's columns for its diagonal. Large ones go block by block.
    """
    n = len(c)
    if n <= LARGE:
        return _inverted(_triangle(c))
    # Products of two blocks are so small that the library of the machine wakes no thread for them.
    low, out = c.copy(), np.zeros((n, n))
    for i in range(0, n, BLOCK):
        end = min(i + BLOCK, n)
        for j in range(0, i, BLOCK):
            total = low[i:end, j : j + BLOCK].copy()
            for k in range(0, j, BLOCK):
                total -= _block(low, i, k) @ _block(low, j, k).T
            low[i:end, j : j + BLOCK] = total @ _block(out, j, j).T
        total = low[i:end, i:end].copy()
        for k in range(0, i, BLOCK):
            total -= _block(low, i, k) @ _block(low, i, k).T
        own = _inverted(_triangle(total))
        out[i:end, i:end] = own
        for j in range(0, i, BLOCK):
            total = np.zeros((end - i, BLOCK))
            for k in range(j, i, BLOCK):
                total += _block(low, i, k) @ _block(out, k, j)
            out[i:end, j : j + BLOCK] = -(own @ total)
    return out


@njit(cache=True)
def _block(a: NDArray[np.float64], i: int, j: int) -> NDArray[np.float64]:
    return np.ascontiguousarray(a[i : i + BLOCK, j : j + BLOCK])


@njit(cache=True)
def correlated(
    d: Data,
    t: Tables,
    state: NDArray[np.float64],
    phases: NDArray[np.int64],
    correction: NDArray[np.float64],
    prior: NDArray[np.float64],
    free_depth: bool,
    rounds: int,
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Best state with correlated model errors and heavy-tailed readings; moves the state.

    The data are model error + reading error: the first Gaussian and correlated (with what its group of
    phases is off by together in it), the second Student's t,
    which is a Gaussian of unknown precision; its expectation given the residuals is the weight (the EM
    algorithm of Lange, Little and Taylor 1989, J. Am. Stat. Assoc. 84, 881-896, for the reading alone).
    Returns the information matrix of the four unknowns and the weights (NaN where there is no row).
    """
    correlation = correlation_matrix(d.station, phases, GROUP)
    weights = np.full(3 * len(d.time), np.nan)
    information = np.zeros((4, 4))
    for step in range(rounds + 1):
        r_all, jacobian_all, sd_all = predicted(d, t, state, phases, correction)
        rows = np.nonzero(~np.isnan(r_all))[0]
        r, jacobian = r_all[rows], jacobian_all[rows]
        model, reading = sd_all[rows, 0], sd_all[rows, 1]
        w = _begun(weights[rows], r, model, reading)
        white = whitener(_covariance(rows, phases, correlation, model, reading, w))
        slopes = white @ jacobian
        information = slopes.T @ slopes
        if step == rounds:
            weights[:] = np.nan
            weights[rows] = w
            break
        b = slopes.T @ (white @ r)
        b[3] -= _prior_slope(prior, state[4])
        apply_step(state, information.copy(), b, free_depth)
        moved, _, _ = predicted(d, t, state, phases, correction)
        left = np.where(np.isnan(moved[rows]), r, moved[rows])
        weights[:] = np.nan
        weights[rows] = _expected(white, left, reading, w)
    return information, weights


def covariance(
    d: Data,
    phases: NDArray[np.int64],
    sd: NDArray[np.float64],
    rows: NDArray[np.int64],
    weights: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Of the errors of some rows of the linear problem, model and readings together, given the readings' weights.

    `sd` is as `predicted` gives it, of all rows; `weights` of those in `rows`.
    """
    correlation = correlation_matrix(d.station, phases, GROUP)
    model, reading = (np.ascontiguousarray(sd[rows, k]) for k in (0, 1))
    found: NDArray[np.float64] = _covariance(rows, phases, correlation, model, reading, weights)
    return found


@njit(cache=True)
def _begun(
    weights: NDArray[np.float64],
    r: NDArray[np.float64],
    model: NDArray[np.float64],
    reading: NDArray[np.float64],
) -> NDArray[np.float64]:
    """The weights, with those of errors taken as independent where there is none yet."""
    alone = (FREEDOM + 1) / (FREEDOM + r**2 / (model**2 + reading**2))
    return np.where(np.isnan(weights), alone, weights)


@njit(cache=True)
def _covariance(
    rows: NDArray[np.int64],
    phases: NDArray[np.int64],
    correlation: NDArray[np.float64],
    model: NDArray[np.float64],
    reading: NDArray[np.float64],
    w: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Of the rows in use: the reading's on the diagonal, the model's also between times, and what a group of
    phases is off by together among its times."""
    n, m = len(phases), len(rows)
    c = np.zeros((m, m))
    for k in range(m):
        i = rows[k]
        c[k, k] = model[k] ** 2 + reading[k] ** 2 / w[k]
        if i >= n:  # azimuths and slownesses have no model
            continue
        off = SHARED_S[GROUP[phases[i]]] ** 2
        c[k, k] += off
        for j in range(k):
            if rows[j] < n:
                both = correlation[i, rows[j]] * model[k] * model[j]
                if GROUP[phases[i]] == GROUP[phases[rows[j]]]:
                    both += off
                c[k, j] = both
                c[j, k] = both
    return c


@njit(cache=True)
def _expected(
    white: NDArray[np.float64],
    r: NDArray[np.float64],
    reading: NDArray[np.float64],
    w: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Each reading's expected precision given all residuals, in units of its own: the E step."""
    alpha = white.T @ (white @ r)
    out = np.empty(len(r))
    for k in range(len(r)):
        variance = reading[k] ** 2 / w[k]
        error = variance * alpha[k]
        spread = variance - variance * variance * (white[k:, k] ** 2).sum()
        out[k] = (FREEDOM + 1) / (FREEDOM + (error * error + spread) / reading[k] ** 2)
    return out


@njit(cache=True)
def _prior_slope(prior: NDArray[np.float64], depth: float) -> float:
    """Change of the prior's cost by a kilometre of depth, over ten of them."""
    return (depth_cost(prior, depth + 5.0) - depth_cost(prior, max(depth - 5.0, 0.0))) / 10.0
