"""The inner loops of association, compiled: stacks over nodes, and the likelihood of one event.

The likelihood ratio of an event against none is that of NET-VISA (Arora, Russell and Sudderth 2013,
BSSA 103, 709-729), with less in it: a detected phase counts log(p f / r), with p how often it is
detected, f the density of its residuals and r the rate of other arrivals at the station; a station
that should have heard the event and did not counts log(1 - p).
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numba import njit, prange
from numpy.typing import NDArray

from testban.monitoring.location.geometry import distance_azimuth

__all__ = ["hits", "likelihood", "stack"]

_DEG = math.pi / 180
_STEP = 0.25
_LOG_2PI = math.log(2 * math.pi)
_TAIL = 0.05
"""Of residuals, the share that is anywhere within the window: late onsets and wrong models."""
_WINDOW_SD = 4.0
_FLAT = 1.0 / 360.0
_SLOW_RANGE = 40.0


@njit(cache=True)
def lookup(
    table: NDArray[np.float64], depths: NDArray[np.float64], depth: float, x: float
) -> float:
    """A table `[depth, distance]` between its points; NaN where a neighbour has nothing."""
    column = min(int(x / _STEP), table.shape[1] - 2)
    fx = x / _STEP - column
    row = 0
    while row < len(depths) - 2 and depth >= depths[row + 1]:
        row += 1
    fz = min(max((depth - depths[row]) / (depths[row + 1] - depths[row]), 0.0), 1.0)
    if fz == 0.0:
        return float(table[row, column] * (1 - fx) + table[row, column + 1] * fx)
    above = table[row, column] * (1 - fx) + table[row, column + 1] * fx
    below = table[row + 1, column] * (1 - fx) + table[row + 1, column + 1] * fx
    return float(above * (1 - fz) + below * fz)


@njit(cache=True)
def _turn(a: float, b: float) -> float:
    return (a - b + 180.0) % 360.0 - 180.0


@njit(cache=True)
def _direction(p: int, back: float, slow: float, wide: float, picks: Any) -> float:
    """Log of how much better a direction fits than any would; 0 where none was measured."""
    out = 0.0
    if not math.isnan(picks[2][p]):
        sd = math.hypot(picks[3][p], wide)
        d = _turn(picks[2][p], back) / sd
        f = (1 - _TAIL) * math.exp(-0.5 * d * d - 0.5 * _LOG_2PI) / sd + _TAIL * _FLAT
        out += math.log(f / _FLAT)
    if not math.isnan(picks[4][p]) and not math.isnan(slow):
        sd = math.hypot(picks[5][p], 0.3)
        d = (picks[4][p] - abs(slow)) / sd
        f = (1 - _TAIL) * math.exp(-0.5 * d * d - 0.5 * _LOG_2PI) / sd + _TAIL / _SLOW_RANGE
        out += math.log(f * _SLOW_RANGE)
    return out


@njit(cache=True, parallel=True)
def stack(
    nodes: NDArray[np.float64],
    depth: float,
    depths: NDArray[np.float64],
    time: NDArray[np.float64],
    slowness: NDArray[np.float64],
    vectors: NDArray[np.float64],
    picks: Any,
    spacing: float,
    least: float,
    most: int,
) -> NDArray[np.float64]:
    """The strongest moments of each node: rows of score, node, origin time; -1 where unused.

    Each arrival is moved back by the time from the node to its station; where many fall together
    something may have happened. A station counts once, by its best arrival, one more for a
    direction that fits well.
    """
    out = np.full((len(nodes), most, 3), -1.0)
    stations = len(vectors)
    count = len(picks[0])
    half = 0.6 * spacing
    for n in prange(len(nodes)):
        tt = np.full(stations, np.nan)
        back = np.empty(stations)
        slow = np.empty(stations)
        wide = np.empty(stations)
        for s in range(stations):
            x, sine, cosine = distance_azimuth(
                vectors[s, 0], vectors[s, 1], vectors[s, 2], nodes[n, 0], nodes[n, 1], nodes[n, 2]
            )
            tt[s] = lookup(time, depths, depth, x)
            slow[s] = lookup(slowness, depths, depth, x)
            back[s] = math.atan2(sine, cosine) / _DEG % 360.0
            # From near by, a node that is off turns a direction more.
            near = max(math.sin(min(max(x, 1.0), 179.0) * _DEG), 0.02)
            wide[s] = min(half / near, 90.0)
        origin = np.empty(count)
        weight = np.empty(count)
        which = np.empty(count, dtype=np.int64)
        m = 0
        for p in range(count):
            s = picks[1][p]
            if math.isnan(tt[s]):
                continue
            fit = _direction(p, back[s], slow[s], wide[s], picks)
            if fit < -0.5:
                continue
            origin[m] = picks[0][p] - tt[s]
            weight[m] = 1.0 + 0.25 * min(max(fit, 0.0), 4.0)
            which[m] = s
            m += 1
        if m < 3:
            continue
        order = np.argsort(origin[:m])
        # Half a node's width in slowness, and what errs besides.
        window = half * 9.0 + 4.0
        best = np.zeros(stations)
        last = np.full(stations, -1, dtype=np.int64)
        filled = 0
        i = 0
        while i < m:
            begin = origin[order[i]]
            score, middle, total = 0.0, 0.0, 0
            j = i
            while j < m and origin[order[j]] <= begin + window:
                k = order[j]
                s = which[k]
                if last[s] != i:
                    last[s] = i
                    best[s] = 0.0
                if weight[k] > best[s]:
                    score += weight[k] - best[s]
                    best[s] = weight[k]
                middle += origin[k]
                total += 1
                j += 1
            if score >= least:
                middle /= total
                # The strongest of neighbouring moments.
                at = -1
                for f in range(filled):
                    if abs(out[n, f, 2] - middle) < window:
                        at = f
                if at >= 0:
                    if score > out[n, at, 0]:
                        out[n, at, 0], out[n, at, 2] = score, middle
                elif filled < most:
                    out[n, filled, 0], out[n, filled, 1], out[n, filled, 2] = score, n, middle
                    filled += 1
                else:
                    weakest = 0
                    for f in range(most):
                        if out[n, f, 0] < out[n, weakest, 0]:
                            weakest = f
                    if score > out[n, weakest, 0]:
                        out[n, weakest, 0], out[n, weakest, 2] = score, middle
            i += 1
    return out.reshape(-1, 3)


@njit(cache=True)
def hits(
    node: NDArray[np.float64],
    depth: float,
    origin: float,
    depths: NDArray[np.float64],
    times: NDArray[np.float64],
    slownesses: NDArray[np.float64],
    sds: NDArray[np.float64],
    shares: NDArray[np.float64],
    vectors: NDArray[np.float64],
    picks: Any,
    by_station: NDArray[np.int64],
    begins: NDArray[np.int64],
    rate: NDArray[np.float64],
    free: NDArray[np.bool_],
    extra: float,
    chosen: NDArray[np.int64],
    gain: NDArray[np.float64],
) -> int:
    """Fill `chosen` and `gain` `[phase, station]` with the best arrival of each; count first hits.

    `extra` is added to the errors of time, in seconds, while the place is rough. An arrival is
    taken by the earliest phase that has it.
    """
    found = 0
    for s in range(len(vectors)):
        for k in range(len(sds)):
            chosen[k, s] = -1
            gain[k, s] = 0.0
        x, sine, cosine = distance_azimuth(
            vectors[s, 0], vectors[s, 1], vectors[s, 2], node[0], node[1], node[2]
        )
        back = math.atan2(sine, cosine) / _DEG % 360.0
        near = max(math.sin(min(max(x, 0.5), 179.5) * _DEG), 0.02)
        wide = min((extra / 9.0) / near, 90.0)
        for k in range(len(sds)):
            seconds = lookup(times[k], depths, depth, x)
            if math.isnan(seconds):
                continue
            slow = lookup(slownesses[k], depths, depth, x)
            # Near the source the model is sure, far along the upper mantle it is not.
            sd = math.hypot(sds[k] * (1.0 if x > 20.0 or k > 0 else 1.3), extra)
            due = origin + seconds
            low, high = begins[s], begins[s + 1]
            while low < high:
                mid = (low + high) // 2
                if picks[0][by_station[mid]] < due - _WINDOW_SD * sd:
                    low = mid + 1
                else:
                    high = mid
            best, at = 0.0, -1
            while low < begins[s + 1]:
                p = by_station[low]
                d = (picks[0][p] - due) / sd
                if d > _WINDOW_SD:
                    break
                low += 1
                if not free[p]:
                    continue
                taken = False
                for other in range(k):
                    if chosen[other, s] == p:
                        taken = True
                if taken:
                    continue
                f = (1 - _TAIL) * math.exp(-0.5 * d * d - 0.5 * _LOG_2PI) / sd
                f += _TAIL / (2 * _WINDOW_SD * sd)
                fit = math.log(f / rate[s]) + _direction(p, back, slow, wide, picks)
                if k > 0:
                    fit += math.log(shares[k])
                if fit > best:
                    best, at = fit, p
            if at >= 0:
                chosen[k, s] = at
                gain[k, s] = best
                if k == 0:
                    found += 1
    return found


@njit(cache=True)
def likelihood(
    node: NDArray[np.float64],
    depth: float,
    depths: NDArray[np.float64],
    first: NDArray[np.float64],
    vectors: NDArray[np.float64],
    chosen: NDArray[np.int64],
    gain: NDArray[np.float64],
    misses: float,
    known: NDArray[np.bool_],
) -> float:
    """The log likelihood ratio of an event with these hits.

    How often stations hear it is told from the event itself, by distance: as many of those that
    could, with a little before. `misses` weighs what is not heard (0 where nobody knows which
    stations worked), `known` are the stations that worked.
    """
    bins = np.zeros((4, 2))
    group = np.full(len(vectors), -1, dtype=np.int64)
    total = 0.0
    for s in range(len(vectors)):
        x, _, _ = distance_azimuth(
            vectors[s, 0], vectors[s, 1], vectors[s, 2], node[0], node[1], node[2]
        )
        if math.isnan(lookup(first, depths, depth, x)):
            continue
        g = 0 if x < 20.0 else 1 if x < 60.0 else 2 if x < 100.0 else 3
        group[s] = g
        heard = chosen[0, s] >= 0
        if heard or known[s]:
            bins[g, 1] += 1.0
        if heard:
            bins[g, 0] += 1.0
    share = np.empty(4)
    for g in range(4):
        share[g] = (bins[g, 0] + 0.3) / (bins[g, 1] + 1.0)
    for s in range(len(vectors)):
        if group[s] < 0:
            continue
        p = min(max(share[group[s]], 0.01), 0.97)
        if chosen[0, s] >= 0:
            total += gain[0, s] + math.log(p)
            for k in range(1, chosen.shape[0]):
                if chosen[k, s] >= 0:
                    total += gain[k, s]
        elif known[s]:
            total += misses * math.log(1 - p)
    return total
