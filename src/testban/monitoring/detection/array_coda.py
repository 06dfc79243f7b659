"""What an array shows of one wave more than once: weak detections in a coda, one infrasound signal in pieces."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, hypot, log10, radians, sin

from testban.monitoring.model import Arrival

__all__ = ["one_for_each_signal", "without_coda"]

CODA_S = 600.0
"""The coda of an arrival that is ten times stronger goes on so long; of a hundred times, twice."""
LEAST_RATIO = 10.0
WEAK_SNR = 10.0
"""What is stronger is told, wherever it comes."""
SIGNAL_S = 12.0
"""Infrasound from one direction with no longer pause is one signal."""
SAME_SHARE = 0.1
"""Slowness vectors that differ by no more than this part of their length are of one direction."""


def without_coda(arrivals: Sequence[tuple[Arrival, bool]]) -> tuple[list[Arrival], int]:
    """The arrivals less those in the coda of a stronger one, and how many these were.

    Parameters
    ----------
    arrivals
        Of one array, each with whether an onset was found on the beam that is steered to it. One that has
        an onset of its own is no coda.
    """
    ordered = sorted(arrivals, key=lambda pair: pair[0].time)
    kept = [
        arrival
        for place, (arrival, onset) in enumerate(ordered)
        if onset or not any(_hides(earlier, arrival) for earlier, _ in ordered[:place])
    ]
    return kept, len(ordered) - len(kept)


def _hides(strong: Arrival, weak: Arrival) -> bool:
    ratio = (strong.snr or 0.0) / max(weak.snr or 0.0, 1e-9)
    if (weak.snr or 0.0) >= WEAK_SNR:
        return False
    return ratio >= LEAST_RATIO and weak.time - strong.time < CODA_S * log10(ratio)


def one_for_each_signal(arrivals: Sequence[Arrival]) -> list[Arrival]:
    """Of infrasound detections from one direction with short pauses between, the strongest."""
    groups: list[list[Arrival]] = []
    for arrival in sorted(arrivals, key=lambda each: each.time):
        for group in groups:
            if arrival.time - group[-1].time <= SIGNAL_S and _alike(group[-1], arrival):
                group.append(arrival)
                break
        else:
            groups.append([arrival])
    best = (max(group, key=lambda each: each.snr or 0.0) for group in groups)
    return sorted(best, key=lambda each: each.time)


def _alike(one: Arrival, other: Arrival) -> bool:
    (a, b), (c, d) = _vector(one), _vector(other)
    return hypot(a - c, b - d) <= SAME_SHARE * max(hypot(a, b), hypot(c, d))


def _vector(arrival: Arrival) -> tuple[float, float]:
    angle, slowness = radians(arrival.azimuth_deg or 0.0), arrival.slowness_s_per_deg or 0.0
    return slowness * sin(angle), slowness * cos(angle)
