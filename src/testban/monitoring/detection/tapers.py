"""Ends of recordings that were faded in or out: there noise grows like a signal, and is none."""

from __future__ import annotations

import math

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
    """A segment less the ends that were faded in or out, by a cosine or straight."""
    first = _faded(segment.samples, segment.rate)
    last = len(segment.samples) - _faded(segment.samples[::-1], segment.rate)
    return Segment(segment.start + first / segment.rate, segment.rate, segment.samples[first:last])


def _faded(samples: Array, rate: float) -> int:
    """How many samples a taper at the beginning takes; 0 where there is none."""
    block = max(LEAST_SAMPLES, round(BLOCK_S * rate))
    most = int(LONGEST_SHARE * (1 + AFTER) * len(samples)) // block
    steps = np.diff(samples[: most * block + 2], 2)
    size = (steps[: len(steps) // block * block].reshape(-1, block) ** 2).mean(axis=1)
    if len(size) < 6 or not size.all():
        return 0
    level = np.log(size) / 2
    longest = int(len(level) / (1 + AFTER))
    best, length = 0.0, 0
    for tried in np.unique(np.geomspace(3, max(longest, 3), LENGTHS).astype(int)):
        here = level[: int(tried * (1 + AFTER)) + 1]
        flat = float(here.var())
        fits = min(float((here - shape).var()) for shape in _shapes(int(tried), len(here)))
        other = flat if tried < SHORT else min(flat, _at_once(here))
        rises = float(np.median(here[tried:]) - here[0]) > math.log(RISES)
        if rises and fits < SCATTER and BETTER * fits < other:
            gain = (flat - fits) * len(here)
            if gain > best:
                best, length = gain, int(tried)
    return length * block


def _shapes(length: int, count: int) -> tuple[Array, Array]:
    """Logarithms of what a cosine and a straight taper of so many pieces leave of each."""
    part = np.minimum((np.arange(count) + 0.5) / length, 1.0)
    return np.log(0.5 * (1 - np.cos(np.pi * part))), np.log(part)


def _at_once(level: Array) -> float:
    """The variance that is left where there is one level up to some piece and another from then on."""
    count = np.arange(1, len(level))
    rest = len(level) - count
    head, tail = np.cumsum(level)[:-1], level.sum() - np.cumsum(level)[:-1]
    return float((np.square(level).sum() - (head**2 / count + tail**2 / rest).max()) / len(level))
