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

__all__ = ["busy"]

FloatArray = NDArray[np.float64]


def busy(picks: Picks, base: FloatArray, window_s: float, radius_deg: float) -> FloatArray:
    """How many times as many arrivals as usual the stations near each report around it, 1 at least.

    Counted over `window_s` before and after, at the stations within `radius_deg`; `base` `[station]` is
    what each reports usually (1/s).
    """
    return _busy(picks, base, window_s, math.cos(math.radians(radius_deg)))


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
