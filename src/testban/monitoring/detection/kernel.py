"""The compiled inner loop: band-pass, short-term power and adaptive noise level of one record.

A record passes once through a cascade of second-order sections (transposed direct form II); squares
are summed over blocks of about a tenth of a second, and the detector runs over the blocks. Power is
compared in logarithms with the mean and the scatter that the noise before it had, so that the
threshold rises where noise is restless. In the coda of a signal the noise level follows it within
seconds, which lets a later, stronger phase be seen.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from testban.monitoring.compiled import njit

__all__ = ["block_power", "filtered", "triggers"]

Array = NDArray[np.float64]

LEAST_POWER = 1e-300
"""Keeps the logarithm of a dead record finite."""


@njit(cache=True, fastmath={"contract", "nsz", "reassoc"})
def block_power(data: Array, sections: Array, state: Array, block: int) -> Array:
    """Mean square of the filtered data over consecutive blocks of samples.

    `sections` are three rows of (b0, b1, b2, a1, a2), those of a filter of order three; `state` (two values a
    row) is where they start.
    """
    count = len(data) // block
    out = np.empty(count)
    # The state stands in registers.
    b00, b01, b02, a01, a02 = sections[0]
    b10, b11, b12, a11, a12 = sections[1]
    b20, b21, b22, a21, a22 = sections[2]
    s0, t0 = state[0]
    s1, t1 = state[1]
    s2, t2 = state[2]
    for i in range(count):
        total = 0.0
        for k in range(i * block, (i + 1) * block):
            x = data[k]
            y = b00 * x + s0
            s0 = b01 * x - a01 * y + t0
            t0 = b02 * x - a02 * y
            z = b10 * y + s1
            s1 = b11 * y - a11 * z + t1
            t1 = b12 * y - a12 * z
            w = b20 * z + s2
            s2 = b21 * z - a21 * w + t2
            t2 = b22 * z - a22 * w
            total += w * w
        out[i] = total / block
    return out


@njit(cache=True)
def filtered(data: Array, sections: Array, state: Array) -> Array:
    """The filtered data; `sections` and `state` as of `block_power`, of any number of rows."""
    out = np.empty(len(data))
    s = state.copy()
    for k in range(len(data)):
        x = data[k]
        for j in range(len(sections)):
            y = sections[j, 0] * x + s[j, 0]
            s[j, 0] = sections[j, 1] * x - sections[j, 3] * y + s[j, 1]
            s[j, 1] = sections[j, 2] * x - sections[j, 4] * y
            x = y
        out[k] = x
    return out


@njit(cache=True)
def triggers(
    power: Array,
    short: float,
    long: int,
    gap: int,
    coda: int,
    hold: int,
    settle: int,
    floor_sd: float,
    sigmas: float,
    least_log: float,
    off_log: float,
    least_power: float = LEAST_POWER,
) -> Array:
    """Where short-term power rises above the noise.

    Lengths are in blocks: `short` and `long` of the averages, `gap` between them, `coda` of the
    noise average after a signal, `hold` the time after a trigger during which noise is not updated,
    `settle` before which nothing is said. Logarithms are natural, of power;
    `least_power` is what stands for less, as in a stretch without signal.

    Returns
    -------
    Rows of (first block, last block, block of the highest power, log power over noise there, threshold).
    """
    rows = []
    n = len(power)
    logs = np.empty(n)
    average = 0.0
    share = 1.0 / short
    mean, variance, seen = 0.0, floor_sd * floor_sd, 0
    prior = 10.0 * short
    on, start, best, best_at, noise_at, threshold_at = False, 0, 0.0, 0, 0.0, 0.0
    armed_at = 0
    for i in range(n):
        # The first blocks are averaged evenly: an exponential average would start from one of them.
        weight = max(share, 1.0 / (i + 1))
        average += weight * (power[i] - average)
        logs[i] = math.log(max(average, least_power))
        past = i - gap
        if past >= 0 and not (on and i - start < hold):
            seen = min(seen + 1, long)
            change = logs[past] - mean
            mean += change / seen
            if not on:
                # Signals do not count as noise's own scatter.
                change = min(max(change, -3.0 * floor_sd), 3.0 * floor_sd)
                variance += (change * change - variance) / (seen + prior)
        if i < settle or seen == 0:
            continue
        above = logs[i] - mean
        threshold = max(least_log, sigmas * math.sqrt(max(variance, floor_sd * floor_sd)))
        if not on:
            if above > threshold and i >= armed_at:
                on, start, best, best_at = True, i, above, i
                noise_at, threshold_at = mean, threshold
        elif above < off_log or i == n - 1:
            on = False
            rows.append((float(start), float(i), float(best_at), best, threshold_at))
            armed_at = i + gap
        else:
            if logs[i] - noise_at > best:
                best, best_at = logs[i] - noise_at, i
            if i - start == hold:
                seen = min(seen, coda)
    if on:
        rows.append((float(start), n - 1.0, float(best_at), best, threshold_at))
    out = np.empty((len(rows), 5))
    for k, row in enumerate(rows):
        out[k, 0], out[k, 1], out[k, 2], out[k, 3], out[k, 4] = row
    return out
