"""The onset of a detection, out of the bands in which it was heard."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from testban.monitoring.detection.onset import onset
from testban.monitoring.detection.records import Record
from testban.monitoring.detection.triggering import Trigger
from testban.monitoring.parameters import DetectionParameters

__all__ = ["picked"]

EARLIER_NATS = 8.0
"""An earlier onset is taken where it is so much likelier than none (natural logarithm)."""
CLEARLY_S = 0.5
COMPARABLE, TOGETHER_S = 0.25, 3.0
"""What is much weaker than the strongest band, or rises much earlier, is noise that came just before."""


def picked(
    record: Record, trigger: Trigger, settings: DetectionParameters
) -> tuple[float, float] | None:
    """The time of the onset and its standard deviation in seconds.

    That of the strongest band; but a weak beginning often shows in another, whose onset is taken where
    it is clearly earlier.
    """
    best = _in_band(record, trigger, settings)
    for each in trigger.group:
        with_it = abs(each.start - trigger.start) <= TOGETHER_S
        if each is trigger or each.snr < COMPARABLE * trigger.snr or not with_it:
            continue
        other = _in_band(record, each, settings)
        if other and (best is None or other[0] + other[1] < best[0] - best[1] - CLEARLY_S):
            best = other
    return best


def _in_band(
    record: Record, trigger: Trigger, settings: DetectionParameters
) -> tuple[float, float] | None:
    """The onset in the band of one trigger, and its standard deviation, in seconds."""
    band, rate = trigger.band, record.rate_hz
    before, after = settings.onset_window_s
    first = max(record.at(trigger.start - before), 0)
    last = min(record.at(min(trigger.peak, trigger.start + after)) + 1, len(record.data))
    trace = band.piece(record.data, first, last)
    width = band.band_hz[1] - band.band_hz[0]
    found = onset(trace, rate, width)
    if found is None:
        return None
    for _ in range(3):
        earlier = onset(trace[: int(found[0])], rate, width)
        if earlier is None or not _real(
            trace[: int(found[0])], int(earlier[0]), rate, width, settings
        ):
            break
        found = earlier
    index, sd = found
    onset_at = record.start + (first + index) / rate
    snr = max(trigger.snr, 1.0)
    period = 1.0 / math.sqrt(band.band_hz[0] * band.band_hz[1])
    # A signal that grows slowly is seen the later the weaker it is.
    rise = max(trigger.peak - onset_at, 0.0)
    floor = settings.onset_sd_s + settings.onset_sd_periods * period / snr
    return onset_at, math.hypot(sd, floor, settings.onset_sd_rise * rise / snr)


def _real(trace: Any, at: int, rate: float, width: float, settings: DetectionParameters) -> bool:
    """Whether the power rises at a sample as at an onset, and not as noise does."""
    before, after = float(np.var(trace[:at])), float(np.var(trace[at:]))
    if not before > 0 or after < settings.least_snr**2 * before:
        return False
    n = len(trace)
    gain = n * math.log(float(np.var(trace))) - at * math.log(before) - (n - at) * math.log(after)
    return 0.5 * min(2 * width / rate, 1.0) * gain > EARLIER_NATS
