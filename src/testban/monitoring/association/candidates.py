"""Where and when something may have happened: arrivals moved back to the nodes of a grid; compiled."""

from __future__ import annotations

import math

import numpy as np
from numba import prange
from numpy.typing import NDArray

from testban.monitoring.association.likelihood import (
    azimuth_ratio,
    cosine,
    degrees_of,
    evaluate,
    lookup,
    near_to,
    ray,
    slowness_ratio,
)
from testban.monitoring.association.tables import Picks, Tables
from testban.monitoring.compiled import njit

__all__ = ["distinct", "rough", "stack"]

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]

_DEG = math.pi / 180
_MARGIN_S = 100.0
"""More than any residual."""
_UNFIT = math.exp(-0.5)
"""A direction that fits less than this, against any, speaks against the node."""


@njit(cache=True)
def _faced(
    node: FloatArray, half: float, tables: Tables, picks: Picks, x: FloatArray, ratio: FloatArray
) -> int:
    """Fill `x` `[station]` with distances (NaN: too far) and `ratio` `[arrival]` with how azimuths fit.

    These are the same at all depths. −1 is for what points elsewhere. Returns how many stations there are.
    """
    near = 0
    for s in range(len(picks.vectors)):
        x[s] = math.nan
        nothing = picks.begins[s] == picks.begins[s + 1]
        if nothing:
            continue
        dot = cosine(picks.vectors, s, node)
        if dot < tables.nearness:
            continue
        near += 1
        x[s], back = degrees_of(dot), math.nan
        # From near by, a node that is off turns a direction more.
        wide = min(half / max(math.sin(min(max(x[s], 1.0), 179.0) * _DEG), 0.02), 90.0)
        for p in range(picks.begins[s], picks.begins[s + 1]):
            ratio[p] = 1.0
            if math.isnan(picks.azimuth[p]):
                continue
            if math.isnan(back):
                _, back = ray(picks.vectors, s, node)
            turn = (picks.azimuth[p] - back + 180.0) % 360.0 - 180.0
            if abs(turn) > 2.5 * (picks.azimuth_sd[p] + wide):
                ratio[p] = -1.0
            else:
                ratio[p] = azimuth_ratio(picks, p, back, wide)
    return near


@njit(cache=True)
def _pile(
    x: FloatArray, ratio: FloatArray, depth: float, bin_s: float, begin: float, tables: Tables,
    picks: Picks, weight: FloatArray, last: IntArray, best: FloatArray,
) -> None:  # fmt: skip
    """Fill `weight` `[bin]` with how many stations had something that left the node then.

    A station counts once in a bin for each phase that is stacked, by its best arrival, up to one more for a
    direction that fits; less where it is far. `last` and `best` are room to work in.
    """
    weight[:] = 0.0
    last[:] = -1
    for s in range(len(picks.vectors)):
        if math.isnan(x[s]):
            continue
        part = 1.0 / (1.0 + (x[s] / tables.half_deg) ** 2)
        for k in tables.stacked:
            seconds = lookup(tables.time_s[k], tables.depths, depth, x[s])
            if math.isnan(seconds):
                continue
            slow = math.nan
            mark = s * len(tables.time_s) + k
            for p in range(picks.begins[s], picks.begins[s + 1]):
                if ratio[p] < 0.0:
                    continue
                b = int((picks.time[p] - seconds - begin) / bin_s)
                if b < 0 or b >= len(weight):
                    continue
                if math.isnan(slow) and not math.isnan(picks.slowness[p]):
                    slow = lookup(tables.slowness[k], tables.depths, depth, x[s])
                fit = ratio[p] * slowness_ratio(picks, p, slow)
                if fit < _UNFIT:
                    continue
                counts = part * (1.0 + (0.25 * min(math.log(fit), 4.0) if fit > 1.0 else 0.0))
                if last[b] != mark:
                    last[b], best[b] = mark, counts
                    weight[b] += counts
                elif counts > best[b]:
                    weight[b] += counts - best[b]
                    best[b] = counts


@njit(cache=True)
def _peaks(weight: FloatArray, least: float, out: FloatArray) -> None:
    """Pairs of bins that hold more than their neighbours: rows of weight and bin, the first most."""
    filled = 0
    for b in range(1, len(weight) - 2):
        here = weight[b] + weight[b + 1]
        if (
            here < least
            or here < weight[b - 1] + weight[b]
            or here <= weight[b + 1] + weight[b + 2]
        ):
            continue
        at = filled
        if filled < len(out):
            filled += 1
        else:
            at = int(np.argmin(out[:, 0]))
            if out[at, 0] >= here:
                continue
        out[at, 0] = here
        # Where between the two most of it is.
        out[at, 1] = b + 0.5 + weight[b + 1] / here


@njit(cache=True, parallel=True)
def stack(
    nodes: FloatArray, depths: FloatArray, spacing: float, bin_s: float, begin: float, bins: int,
    least: float, most: int, tables: Tables, picks: Picks,
) -> FloatArray:  # fmt: skip
    """The strongest moments of each node and depth: rows of weight, node, origin time, depth.

    Each arrival is moved back by the time from the node to its station, into bins of `bin_s` from
    `begin` on; where many stations fall together something may have happened. A weight of −1 is of an
    unused row.
    """
    out = np.full((len(nodes), len(depths), most, 4), -1.0)
    for n in prange(len(nodes)):
        x, ratio = np.empty(len(picks.vectors)), np.empty(len(picks.time))
        # A station counts two at most.
        if (
            2 * len(tables.stacked) * _faced(nodes[n], 0.6 * spacing, tables, picks, x, ratio)
            < least
        ):
            continue
        weight, best = np.empty(bins), np.empty(bins)
        last = np.empty(bins, dtype=np.int64)
        for d in range(len(depths)):
            _pile(x, ratio, depths[d], bin_s, begin, tables, picks, weight, last, best)
            found = np.full((most, 2), -1.0)
            _peaks(weight, least, found)
            for i in range(most):
                if found[i, 0] > 0.0:
                    out[n, d, i, 0], out[n, d, i, 1] = found[i, 0], n
                    out[n, d, i, 2], out[n, d, i, 3] = begin + found[i, 1] * bin_s, depths[d]
    return out.reshape(-1, 4)


@njit(cache=True, parallel=True)
def rough(
    nodes: FloatArray, rows: FloatArray, extra: float, phases: int, tables: Tables, picks: Picks,
    rate: FloatArray, misses: float,
) -> FloatArray:  # fmt: skip
    """The log likelihood ratio of each candidate by its first so many phases.

    Rows are of weight, node, origin time, depth; `extra` (s) is how much the grid blurs times.
    """
    out = np.empty(len(rows))
    free = np.ones(len(picks.time), dtype=np.bool_)
    for i in prange(len(rows)):
        node = nodes[int(rows[i, 1])]
        near = near_to(node, rows[i, 2], 0.0, _MARGIN_S, tables, picks)
        chosen = np.full((phases, len(picks.vectors)), -1, dtype=np.int64)
        residuals = np.empty(len(picks.vectors))
        out[i], _ = evaluate(
            node, rows[i, 3], rows[i, 2], extra, phases, tables, picks, near, rate, free, misses, chosen,
            residuals,
        )  # fmt: skip
    return out


@njit(cache=True)
def distinct(
    nodes: FloatArray, rows: FloatArray, extra: float, uses: int, phases: int, tables: Tables,
    picks: Picks, rate: FloatArray, misses: float,
) -> NDArray[np.bool_]:  # fmt: skip
    """Which candidates, the best first, are not much the same as `uses` better ones.

    Many nodes tell of one event by the same arrivals: a candidate stays if half of its arrivals at
    least are in fewer than so many of those that stay.
    """
    kept = np.zeros(len(rows), dtype=np.bool_)
    used = np.zeros(len(picks.time), dtype=np.int64)
    free = np.ones(len(picks.time), dtype=np.bool_)
    residuals = np.empty(len(picks.vectors))
    for i in range(len(rows)):
        node = nodes[int(rows[i, 1])]
        near = near_to(node, rows[i, 2], 0.0, _MARGIN_S, tables, picks)
        chosen = np.full((phases, len(picks.vectors)), -1, dtype=np.int64)
        evaluate(
            node, rows[i, 3], rows[i, 2], extra, phases, tables, picks, near, rate, free, misses, chosen,
            residuals,
        )  # fmt: skip
        fresh, found = 0, 0
        for p in chosen.flat:
            if p >= 0:
                found += 1
                fresh += used[p] < uses
        if 2 * fresh >= found:
            kept[i] = True
            for p in chosen.flat:
                if p >= 0:
                    used[p] += 1
    return kept
