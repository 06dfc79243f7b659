"""Amplitude and period, as the International Data Centre measures them for mb."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from testban.monitoring.detection.bands import band_pass
from testban.monitoring.detection.records import Record
from testban.monitoring.parameters import DetectionParameters

__all__ = ["amplitude", "extremes", "peak_to_trough"]


def extremes(data: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Where a trace turns, in samples and parts of one, and what it is there.

    By the parabola through the three samples: at twenty a second a period of half a second is else known to a
    fifth, and a crest between two samples is cut off.

    >>> at, value = extremes(np.sin(2 * np.pi * (np.arange(30) + 0.3) / 10))
    >>> [float(x) for x in (at[0].round(1), value[0].round(1))]
    [2.2, 1.0]
    """
    turns = np.flatnonzero(np.diff(np.sign(np.diff(data))) != 0) + 1
    before, here, after = (data[turns + k] for k in (-1, 0, 1))
    bend = before - 2 * here + after
    shift = np.where(bend == 0, 0.0, 0.5 * (before - after) / np.where(bend == 0, 1.0, bend))
    shift = np.clip(shift, -0.5, 0.5)
    at = np.asarray(turns + shift, dtype=np.float64)
    return at, here - 0.25 * (before - after) * shift


def peak_to_trough(
    data: NDArray[np.float64], rate_hz: float, least_s: float = 0.0
) -> tuple[float, float] | None:
    """Half the largest step between neighbouring extremes and twice the time between them (s).

    None where there is none, or none with a period of `least_s` or more.

    >>> found = peak_to_trough(np.sin(2 * np.pi * np.arange(100) / 20), 20.0)
    >>> [round(value, 3) for value in found]
    [1.0, 1.0]
    """
    at, value = extremes(data)
    if len(at) < 2:
        return None
    height, period = np.abs(np.diff(value)) / 2, 2.0 * np.diff(at) / rate_hz
    height = np.where(period >= least_s, height, 0.0)
    best = int(np.argmax(height))
    return (float(height[best]), float(period[best])) if height[best] > 0 else None


def amplitude(
    record: Record, time: float, settings: DetectionParameters
) -> tuple[float, float] | None:
    """Ground displacement in nm (zero-to-peak) and period in s of an onset.

    Half the largest peak-to-trough of the trace in the band of mb, from half a second before to
    five after the onset, divided by the gains of instrument and filter at its period. None where
    there is no response, or none at that period; where the record is clipped, or ends before.
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
    trace = band.piece(record.data, first, last)
    found = peak_to_trough(trace, record.rate_hz, 1 / (1.5 * settings.mb_band_hz[1]))
    if found is None:
        return None
    height, period = found
    if not record.covers(period):
        return None
    gain = record.gain(period) * band.gain(1 / period)
    nm = height / gain if gain > 0 else math.nan
    return (nm, period) if math.isfinite(nm) and nm > 0 else None
