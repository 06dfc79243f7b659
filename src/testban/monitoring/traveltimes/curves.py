"""Curves of distance against ray parameter: where they turn back, and their pieces as samples."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "SAMPLES",
    "SHARE",
    "Branch",
    "Curve",
    "first_fall",
    "fold",
    "merge",
    "pieces",
    "retrograde",
    "sample",
]

Array = NDArray[np.float64]

SAMPLES = 96
SHARE = np.sin(np.linspace(0.0, np.pi / 2, SAMPLES)) ** 2
"""Where the samples of a branch stand between its ends: dense towards both."""
_NOISE_DEG = 2e-3
"""Where the distance falls by less than this along a curve, it is rounding and no caustic."""


@dataclass(frozen=True)
class Branch:
    """One smooth branch in one slab: ends (node) and samples (node, SAMPLES, 3)."""

    slab: int
    direct: bool
    lo: Array
    hi: Array
    samples: Array


@dataclass(frozen=True)
class Curve:
    """One phase at one node, in the order of take-off angle from straight up to straight down."""

    order: Array
    """Grows along the curve and means the same at other depths."""
    p: Array
    x: Array
    t: Array
    q: Array
    upgoing: int
    """How many of the first points leave upwards."""


def retrograde(curve: Curve) -> list[tuple[float, float]]:
    """Intervals of `order` over which the distance falls."""
    x = curve.x
    steps = np.sign(np.diff(x))
    turns = np.flatnonzero(steps[1:] * steps[:-1] < 0) + 1
    ends = [0, *turns.tolist(), x.size - 1]
    while len(ends) > 2:
        change = np.abs(np.diff(x[ends]))
        least = int(np.argmin(change))
        if change[least] > _NOISE_DEG:
            break
        # A wiggle of rounding: what is before it and what is after it are one.
        del ends[max(least, 1) : min(least + 2, len(ends) - 1)]
    return [
        (float(curve.order[a]), float(curve.order[b]))
        for a, b in pairwise(ends)
        if x[a] - x[b] > _NOISE_DEG
    ]


def merge(spans: list[tuple[float, float]]) -> list[tuple[float, float]]:
    found: list[tuple[float, float]] = []
    for lo, hi in sorted(spans):
        if found and lo <= found[-1][1]:
            found[-1] = (found[-1][0], max(hi, found[-1][1]))
        else:
            found.append((lo, hi))
    return found


def pieces(curve: Curve, cuts: list[tuple[float, float]]) -> list[slice]:
    """Index ranges of the curve, one a piece: rising, falling, rising, ...; as many as cuts say.

    A curve that begins with a fall (a ray that leaves almost level goes far before it comes up) does so
    at another slowness from every depth; that fall is a piece by itself and no cut. Where the curve does
    not fall within a cut, there is no triplication from this depth: the pieces on both sides of it are
    then the same, the whole, so that between depths with and without one neither has to be guessed.
    """
    begin, end = first_fall(curve), curve.x.size - 1
    falls = [_fall(curve, cut, begin) for cut in cuts]
    starts = [begin, *(fall[1] if fall else -1 for fall in falls)]
    ends = [*(fall[0] if fall else -1 for fall in falls), end]
    found = [slice(0, 1), slice(0, begin + 1)]
    for k in range(len(starts)):
        low = next(at for at in reversed(starts[: k + 1]) if at >= 0)
        high = next(at for at in ends[k:] if at >= 0)
        found.append(slice(low, high + 1))
        if k < len(falls):
            fall = falls[k]
            found.append(slice(fall[0], fall[1] + 1) if fall else slice(0, 0))
    return found


def _fall(curve: Curve, cut: tuple[float, float], begin: int) -> tuple[int, int] | None:
    """Where within a cut the distance, having risen to a caustic, begins and ends to fall."""
    inside = np.flatnonzero((curve.order >= cut[0]) & (curve.order <= cut[1]))
    inside = inside[inside >= begin]
    if inside.size < 2:
        return None
    x = curve.x[inside]
    drop = np.maximum.accumulate(x) - x
    low = int(np.argmax(drop))
    if drop[low] <= _NOISE_DEG:
        return None
    return int(inside[int(np.argmax(x[: low + 1]))]), int(inside[low])


def first_fall(curve: Curve) -> int:
    """Index of the point at which a fall that begins with the curve ends; 0 where there is none."""
    falls = retrograde(curve)
    if not falls or falls[0][0] > curve.order[0]:
        return 0
    return int(np.searchsorted(curve.order, falls[0][1]))


def _at(x: Array, t: Array, p: Array, q: Array, at: Array) -> Array:
    """Time (cubic, from t and its slope p), p and q (linear) at distances between those given."""
    j = np.clip(np.searchsorted(x, at, side="right") - 1, 0, x.size - 2)
    h = x[j + 1] - x[j]
    u = np.clip((at - x[j]) / h, 0.0, 1.0)
    v = 1.0 - u
    time = v * v * ((1 + 2 * u) * t[j] + u * h * p[j])
    time += u * u * ((3 - 2 * u) * t[j + 1] - v * h * p[j + 1])
    return np.stack([time, v * p[j] + u * p[j + 1], v * q[j] + u * q[j + 1]], axis=-1)


def sample(curve: Curve, piece: slice) -> tuple[float, float, Array] | None:
    """Ends and samples of a piece of a curve; None where it is no wider than rounding."""
    x, p, t, q = curve.x[piece], curve.p[piece], curve.t[piece], curve.q[piece]
    if x.size < 4:
        return None
    if x[-1] < x[0]:
        x, p, t, q = x[::-1], p[::-1], t[::-1], q[::-1]
    # Of equal distances the last: at the surface all upgoing rays end where they begin.
    keep = np.concatenate([np.diff(np.maximum.accumulate(x)) > 0, [True]])
    x, p, t, q = x[keep], p[keep], t[keep], q[keep]
    if x.size < 4 or x[-1] - x[0] < 1e-4:
        return None
    lo, hi = float(x[0]), float(x[-1])
    return lo, hi, _at(x, t, p, q, lo + (hi - lo) * SHARE)


def fold(branch: Branch) -> list[Branch]:
    """Rays that go farther than halfway round, seen by the distance they arrive at."""
    if not np.nanmax(branch.hi) > 180.0:
        return [branch]
    found = []
    for turn in range(int(np.nanmax(branch.hi) // 180.0) + 1):
        lo = np.maximum(branch.lo, 180.0 * turn)
        hi = np.minimum(branch.hi, 180.0 * (turn + 1))
        lo = np.where(hi - lo > 1e-3, lo, np.nan)
        if not np.isfinite(lo).any():
            continue
        samples = np.full_like(branch.samples, np.nan)
        for node in np.flatnonzero(np.isfinite(lo)):
            x = branch.lo[node] + (branch.hi[node] - branch.lo[node]) * SHARE
            at = lo[node] + (hi[node] - lo[node]) * SHARE
            old = branch.samples[node]
            samples[node] = _at(x, old[:, 0], old[:, 1], old[:, 2], at)
        hi = np.where(np.isfinite(lo), hi, np.nan)
        if turn % 2:
            samples = samples[:, ::-1].copy()
            samples[..., 1] *= -1.0
            lo, hi = 180.0 * (turn + 1) - hi, 180.0 * (turn + 1) - lo
        else:
            lo, hi = lo - 180.0 * turn, hi - 180.0 * turn
        found.append(Branch(branch.slab, False, lo, hi, samples))
    return found
