"""What an event leaves behind at stations: scattered waves and phases that are not modelled; compiled.

After a large event stations report far more than before it. Unless the rate of other arrivals says so,
these make events of their own. How much more is told from the arrivals themselves: what is left over in
windows after the first arrival, at the stations that heard the event and at those that did not.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from testban.monitoring.association.likelihood import cosine, degrees_of, lookup
from testban.monitoring.association.tables import Picks, Tables
from testban.monitoring.compiled import njit

__all__ = ["coda"]

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]

_EDGES_S = np.array([-20.0, 30.0, 120.0, 300.0, 700.0, 1400.0, 2700.0])
"""Of the windows, from when the first arrival is due."""


@njit(cache=True)
def _due(tables: Tables, depth: float, x: float) -> float:
    """The time of the earliest phase of all; where P is in the shadow of the core, of another."""
    out = lookup(tables.time_s[0], tables.depths, depth, x)
    for k in range(1, len(tables.time_s)):
        if math.isnan(out):
            out = lookup(tables.time_s[k], tables.depths, depth, x)
    return out


@njit(cache=True)
def coda(
    node: FloatArray, depth: float, origin: float, tables: Tables, picks: Picks,
    base: FloatArray, free: NDArray[np.bool_], first: IntArray,
) -> tuple[IntArray, FloatArray]:  # fmt: skip
    """Which arrivals may be of the event's coda, and the rate (1/s) that it adds there.

    `first` `[station]` are the event's first arrivals (−1: not heard), `base` `[station]` the rate at
    quiet times.
    """
    windows = len(_EDGES_S) - 1
    count, expected = np.zeros((2, windows)), np.zeros((2, windows))
    stations = np.zeros(2)
    at: list[int] = []
    kind: list[int] = []
    for s in range(len(picks.vectors)):
        dot = cosine(picks.vectors, s, node)
        if dot < tables.nearness:
            continue
        seconds = _due(tables, depth, degrees_of(dot))
        if math.isnan(seconds):
            continue
        heard = 1 if first[s] >= 0 else 0
        due = picks.time[first[s]] if heard else origin + seconds
        stations[heard] += 1.0
        for w in range(windows):
            expected[heard, w] += base[s] * (_EDGES_S[w + 1] - _EDGES_S[w])
        begin, end = picks.begins[s], picks.begins[s + 1]
        low = begin + np.searchsorted(picks.time[begin:end], due + _EDGES_S[0])
        w = 0
        for p in range(low, end):
            while w < windows and picks.time[p] - due >= _EDGES_S[w + 1]:
                w += 1
            if w == windows:
                break
            if free[p]:
                count[heard, w] += 1.0
                at.append(p)
                kind.append(heard * windows + w)
    added = np.zeros(2 * windows)
    for heard in range(2):
        for w in range(windows):
            surplus = count[heard, w] - expected[heard, w] - math.sqrt(expected[heard, w] + 1.0)
            if surplus > 0.0:
                width = _EDGES_S[w + 1] - _EDGES_S[w]
                added[heard * windows + w] = surplus / (stations[heard] * width)
    index, rates = np.empty(len(at), dtype=np.int64), np.empty(len(at))
    for i in range(len(at)):
        index[i], rates[i] = at[i], added[kind[i]]
    return index[rates > 0.0], rates[rates > 0.0]
