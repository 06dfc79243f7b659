"""Ends of recordings that were faded in or out: there noise grows like a signal, and is none."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from testban.monitoring.waveforms import Segment

__all__ = ["tapered", "without_tapers"]

BLOCK_S, LEAST_SAMPLES = 0.5, 4
"""Sizes are of second differences, which long waves do not fill, in pieces so long, of so many samples at least."""
LONGEST_SHARE, LENGTHS = 0.12, 60
"""A taper is no longer than such a share of the record; so many lengths are tried."""
SHORT = 10
"""In fewer pieces no event could be told from a taper, nor be heard: nothing is known of the noise yet."""
AFTER = 0.5
"""So much of a taper's length after it must look like its end."""
DEEP = 4.0
"""So far (natural logarithm) below what follows sizes are not compared: filters and rounding fill a taper's foot."""
SCATTER = 0.3
"""Variance of the logarithm of the size of noise in a piece; what scatters more is no taper."""
BETTER = 2.0
"""A taper must leave so many times less scatter than no change, and than one that comes at once, as an event does."""
RISES = 5.0
"""So many times smaller than the noise a taper begins at least."""

Array = NDArray[np.float64]


def tapered(segment: Segment) -> bool:
    """Whether an end of a segment was faded in or out."""
    return len(without_tapers(segment).samples) < len(segment.samples)


def without_tapers(segment: Segment) -> Segment:
    """A segment less the ends that were faded in or out, once or more often."""
    first = _faded(segment.samples, segment.rate)
    last = len(segment.samples) - _faded(segment.samples[::-1], segment.rate)
    return Segment(segment.start + first / segment.rate, segment.rate, segment.samples[first:last])


def _faded(samples: Array, rate: float) -> int:
    """How many samples a taper at the beginning takes; 0 where there is none."""
    block = max(LEAST_SAMPLES, round(BLOCK_S * rate))
    most = int(LONGEST_SHARE * (1 + AFTER) * len(samples)) // block
    steps = np.diff(samples[: most * block + 2], 2)
    size = (steps[: len(steps) // block * block].reshape(-1, block) ** 2).mean(axis=1)
    if len(size) < 6 or not size.any():
        return 0
    # Of whole counts the foot of a taper is what rounding leaves: of second differences a variance of a half.
    counts = np.array_equal(steps, np.rint(steps))
    least = 0.5 if counts else 1e-12 * float(size.max())
    level = np.log(np.maximum(size, least)) / 2
    # What resampling in the frequency domain leaves at the very end is no part of the taper.
    level[0] = min(level[0], level[1])
    if level.max() - level[0] <= math.log(RISES):
        return 0
    longest = int(len(level) / (1 + AFTER))
    lengths: list[int] = np.unique(np.geomspace(3, max(longest, 3), LENGTHS).astype(int)).tolist()
    best, length = 0.0, 0
    for tried in lengths:
        here, deep = _above(level, tried, math.log(least) / 2)
        flat, fits = float(here.var()), _misfit(here, tried, deep)
        other = flat if tried < SHORT else min(flat, _at_once(here))
        rises = float(np.median(here[tried:]) - here[0]) > math.log(RISES)
        gain = (flat - fits) * len(here)
        if rises and fits < SCATTER and BETTER * fits < other and gain > best:
            best, length = gain, tried
    if not length:
        return 0
    # Longer ones have more to gain: that there is one is known now, and how long it is the same pieces tell.
    same, deep = _above(level, length, math.log(least) / 2)
    return min(filter(length.__ge__, lengths), key=lambda each: _misfit(same, each, deep)) * block


def _above(level: Array, length: int, least: float) -> tuple[Array, float]:
    """Levels of a taper of so many pieces and what follows it, over the level of that, and how far down they count."""
    here = level[: int(length * (1 + AFTER)) + 1]
    above = float(np.median(here[length:]))
    deep = min(DEEP, max(above - least, 0.0))
    return np.maximum(here - above, -deep), deep


def _misfit(here: Array, length: int, deep: float) -> float:
    """The variance that tapers of so many pieces leave at least."""
    return min(float((here - shape).var()) for shape in _shapes(length, len(here), deep))


def _shapes(length: int, count: int, deep: float) -> Iterator[Array]:
    """Logarithms of what a taper of so many pieces leaves of each: straight, and a cosine once and more often, for
    the removal of responses tapers again."""
    part = np.minimum((np.arange(count) + 0.5) / length, 1.0)
    once = np.log(0.5 * (1 - np.cos(np.pi * part)))
    for each in (np.log(part), once, 2 * once, 3 * once):
        yield np.maximum(each, -deep)


def _at_once(level: Array) -> float:
    """The variance that is left where there is one level up to some piece and another from then on."""
    count = np.arange(1, len(level))
    rest = len(level) - count
    head, tail = np.cumsum(level)[:-1], level.sum() - np.cumsum(level)[:-1]
    return float((np.square(level).sum() - (head**2 / count + tail**2 / rest).max()) / len(level))
