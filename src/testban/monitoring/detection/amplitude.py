"""Amplitude and period, as the International Data Centre measures them for mb."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from testban.monitoring.detection.bands import band_pass
from testban.monitoring.detection.records import Record
from testban.monitoring.parameters import DetectionParameters

__all__ = ["amplitude", "peak_to_trough"]

LEAD_S = 20.0
"""The filter runs in over so much noise."""


def peak_to_trough(
    data: NDArray[np.float64], rate_hz: float, least_s: float = 0.0
) -> tuple[float, float] | None:
    """Half the largest step between neighbouring extremes and twice the time between them (s).

    None where there is none, or none with a period of `least_s` or more.

    >>> peak_to_trough(np.sin(2 * np.pi * np.arange(100) / 20), 20.0)
    (1.0, 1.0)
    """
    turns = np.flatnonzero(np.diff(np.sign(np.diff(data))) != 0) + 1
    best = (0.0, 0.0)
    for a, b in pairwise(turns):
        height, period = abs(float(data[b] - data[a])) / 2, 2.0 * float(b - a) / rate_hz
        if height > best[0] and period >= least_s:
            best = height, period
    return best if best[0] > 0 else None


def amplitude(
    record: Record, time: float, settings: DetectionParameters
) -> tuple[float, float] | None:
    """Ground displacement in nm (zero-to-peak) and period in s of an onset.

    Half the largest peak-to-trough of the trace in the band of mb, from half a second before to
    five after the onset, divided by the gains of instrument and filter at its period. None where
    there is no response, the record is clipped, or it ends before.
    """
    band = band_pass(*settings.mb_band_hz, record.rate_hz)
    before, after = settings.mb_window_s
    first, last = record.at(time - before), record.at(time + after) + 1
    if record.gain is None or band is None:
        return None
    if any(a <= time + after and b >= time - before for a, b in record.clipped):
        return None
    if first < 0 or last > len(record.data):
        return None
    lead = max(first - round(LEAD_S * record.rate_hz), 0)
    trace = band.apply(record.data[lead:last])[first - lead :]
    found = peak_to_trough(trace, record.rate_hz, 1 / (1.5 * settings.mb_band_hz[1]))
    if found is None:
        return None
    height, period = found
    gain = record.gain(period) * band.gain(1 / period)
    nm = height / gain if gain > 0 else math.nan
    return (nm, period) if math.isfinite(nm) and nm > 0 else None
