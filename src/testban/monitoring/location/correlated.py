"""The best hypocentre where model errors go together: Gauss-Newton with their full covariance."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from testban.monitoring.compiled import njit
from testban.monitoring.location.data import Data
from testban.monitoring.location.inversion import FREEDOM, apply_step, predicted
from testban.monitoring.location.noise import GROUP, SHARED_S, correlation_matrix
from testban.monitoring.location.seismicity import depth_cost
from testban.monitoring.location.times import Tables

__all__ = ["correlated", "whitener"]

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
    n = len(d.time)
    correlation = correlation_matrix(d.station, phases, GROUP)
    weights = np.full(3 * n, np.nan)
    information = np.zeros((4, 4))
    for step in range(rounds + 1):
        r_all, jacobian_all, sd_all = predicted(d, t, state, phases, correction)
        rows = np.nonzero(~np.isnan(r_all))[0]
        m = len(rows)
        r, jacobian = r_all[rows], jacobian_all[rows]
        model, reading = sd_all[rows, 0], sd_all[rows, 1]
        w = weights[rows]
        for k in range(m):
            if math.isnan(w[k]):
                w[k] = (FREEDOM + 1) / (FREEDOM + r[k] ** 2 / (model[k] ** 2 + reading[k] ** 2))
        c = np.zeros((m, m))
        for k in range(m):
            i = rows[k]
            c[k, k] = model[k] ** 2 + reading[k] ** 2 / w[k]
            if i < n:
                off = SHARED_S[GROUP[phases[i]]] ** 2
                c[k, k] += off
                for j in range(k):
                    if rows[j] < n:
                        both = correlation[i, rows[j]] * model[k] * model[j]
                        if GROUP[phases[i]] == GROUP[phases[rows[j]]]:
                            both += off
                        c[k, j] = both
                        c[j, k] = both
        white = whitener(c)
        slopes = white @ jacobian
        information = slopes.T @ slopes
        if step == rounds:
            weights[:] = np.nan
            weights[rows] = w
            break
        b = slopes.T @ (white @ r)
        a = information.copy()
        b[3] -= (
            depth_cost(prior, state[4] + 5.0) - depth_cost(prior, max(state[4] - 5.0, 0.0))
        ) / 10.0
        before = state.copy()
        apply_step(state, a, b, free_depth)
        r_new, _, _ = predicted(d, t, state, phases, correction)
        r2 = r_new[rows]
        for k in range(m):
            if math.isnan(r2[k]):
                r2[k] = r[k]
        alpha = white.T @ (white @ r2)
        weights[:] = np.nan
        for k in range(m):
            dk = reading[k] ** 2 / w[k]
            e = dk * alpha[k]
            v = dk - dk * dk * (white[k:, k] ** 2).sum()
            weights[rows[k]] = (FREEDOM + 1) / (FREEDOM + (e * e + v) / reading[k] ** 2)
        if np.abs(state - before).max() < 1e-7 and step > 3:
            continue
    return information, weights
