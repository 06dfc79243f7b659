"""The best place, depth and time near a candidate, by ever smaller steps; compiled."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from testban.monitoring.association.likelihood import Near, evaluate, near_to
from testban.monitoring.association.tables import Picks, Tables
from testban.monitoring.compiled import njit
from testban.monitoring.location.geometry import moved

__all__ = ["refine"]

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]

_WAYS = np.array(
    [(1, 0), (-1, 0), (0, 1), (0, -1), (0.7, 0.7), (-0.7, -0.7), (-0.7, 0.7), (0.7, -0.7)]
)
_SHRINK = 0.55
_S_PER_DEG = 6.0
"""How much a place that is off by a step blurs times."""
_KM_PER_DEG = 40.0
"""Steps in depth for those on the surface."""
_KM_PER_S = 9.0
_DEEPEST_KM = 690.0
_FAR_STEPS, _OFF_S = 15.0, 180.0
"""Steps of one size lead no farther in place, nor in time."""


@njit(cache=True)
def _retimed(
    node: FloatArray, depth: float, time: float, extra: float, phases: int, tables: Tables,
    picks: Picks, near: Near, rate: FloatArray, free: NDArray[np.bool_], misses: float,
    chosen: IntArray, residuals: FloatArray,
) -> tuple[float, float]:  # fmt: skip
    """Score and origin time of a place, with the time that its first arrivals agree on.

    What decides on the time is the first arrivals: all phases are looked at once only, but where some
    stations hear the others alone.
    """
    known = tables, picks, near, rate, free, misses, chosen, residuals
    few = phases if tables.alone else 1
    score, found = evaluate(node, depth, time, extra, few, *known)
    if found >= 2:
        shift = np.median(residuals[chosen[0] >= 0])
        if abs(shift) >= 0.05 * extra:
            again, _ = evaluate(node, depth, time + shift, extra, few, *known)
            if again > score:
                score, time = again, time + shift
    if phases > few:
        score, _ = evaluate(node, depth, time, extra, phases, *known)
    return score, time


@njit(cache=True)
def refine(
    start: FloatArray, depth: float, time: float, step: float, levels: int, phases: int,
    least: float, tables: Tables, picks: Picks, rate: FloatArray, free: NDArray[np.bool_],
    misses: float, chosen: IntArray, residuals: FloatArray,
) -> tuple[FloatArray, float, float]:  # fmt: skip
    """The place, depth and time where the likelihood ratio is greatest, from steps of `step` deg on.

    Where less than `least` is left after any but the first two levels the search is given up.
    """
    node = start.copy()
    trial = np.empty(3)
    for level in range(levels):
        extra = step * _S_PER_DEG
        near = near_to(node, time, _FAR_STEPS * step, _OFF_S, tables, picks)
        chosen[:] = -1
        known = tables, picks, near, rate, free, misses, chosen, residuals
        score, time = _retimed(node, depth, time, extra, phases, *known)
        if level > 1 and score < least:
            break
        for _ in range(5):
            better = False
            for way in range(len(_WAYS) + 2):
                z, t = depth, time
                trial[:] = node
                if way < len(_WAYS):
                    trial[0], trial[1], trial[2] = moved(
                        node[0], node[1], node[2], step * _WAYS[way, 0], step * _WAYS[way, 1]
                    )
                else:
                    deeper = max(step * _KM_PER_DEG, 5.0) * (1.0 if way == len(_WAYS) else -1.0)
                    z = min(max(depth + deeper, 0.0), _DEEPEST_KM)
                    if z == depth:
                        continue
                    # Deeper sources send their waves earlier to the surface above them.
                    t = time + (z - depth) / _KM_PER_S
                s, t = _retimed(trial, z, t, extra, phases, *known)
                if s > score + 1e-6:
                    node[:] = trial
                    score, depth, time, better = s, z, t, True
            if not better:
                break
        step *= _SHRINK
    return node, depth, time
