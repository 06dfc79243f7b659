"""Where and when a network reports more than usual, whatever the cause; compiled.

Small earthquakes, storms, traffic and the coda of large events come in bouts that stations of a
neighbourhood share: then chance brings more arrivals together there, while elsewhere it is as quiet as
ever.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from testban.monitoring.association.tables import Picks
from testban.monitoring.compiled import njit

__all__ = ["busy", "soon_after"]

FloatArray = NDArray[np.float64]

_LAGS_S = np.array([0.0, 2.0, 5.0, 10.0, 20.0, 30.0, 60.0, 90.0, 120.0, 200.0])
_SURE = 5.0
"""Arrivals: with fewer a ratio says little."""


def busy(picks: Picks, base: FloatArray, window_s: float, radius_deg: float) -> FloatArray:
    """How many times as many arrivals as usual the stations near each report around it, 1 at least.

    Counted over `window_s` before and after, at the stations within `radius_deg`; `base` `[station]` is
    what each reports usually (1/s).
    """
    return _busy(picks, base, window_s, math.cos(math.radians(radius_deg)))


def soon_after(picks: Picks, rate: FloatArray) -> FloatArray:
    """How many times as likely an arrival is as its rate (1/s) says, for one came before it at the station.

    Arrivals come in pairs: shear waves and coda follow what only this station hears, in false as in true
    events. Told from the arrivals themselves, by how long after the last they come (a renewal process);
    1 at least, and where none came before.
    """
    lag, seen = np.full(len(picks.time), np.inf), np.zeros(len(_LAGS_S) - 1)
    expected = np.zeros_like(seen)
    for begin, end in zip(picks.begins[:-1], picks.begins[1:], strict=True):
        lag[begin + 1 : end] = np.diff(picks.time[begin:end])
        exposed = np.clip(lag[begin + 1 : end, None] - _LAGS_S[:-1], 0.0, np.diff(_LAGS_S))
        expected += rate[begin : max(end - 1, begin)] @ exposed
    seen += np.histogram(lag, _LAGS_S)[0]
    ratio = np.maximum((seen + _SURE) / (expected + _SURE), 1.0)
    return np.append(ratio, 1.0)[np.minimum(np.searchsorted(_LAGS_S, lag, "right") - 1, len(ratio))]


@njit(cache=True)
def _busy(picks: Picks, base: FloatArray, window_s: float, nearness: float) -> FloatArray:
    out = np.ones(len(picks.time))
    for s in range(len(picks.vectors)):
        near = np.flatnonzero(picks.vectors @ picks.vectors[s] >= nearness)
        usual = base[near].sum() * 2.0 * window_s
        own = picks.time[picks.begins[s] : picks.begins[s + 1]]
        around = np.zeros(len(own))
        for n in near:
            low = high = picks.begins[n]
            end = picks.begins[n + 1]
            for i in range(len(own)):
                while low < end and picks.time[low] < own[i] - window_s:
                    low += 1
                while high < end and picks.time[high] < own[i] + window_s:
                    high += 1
                around[i] += high - low
        out[picks.begins[s] : picks.begins[s + 1]] = np.maximum(around / usual, 1.0)
    return out
